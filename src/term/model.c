#include "config.h"

#include "term/model.h"

#include "base/mem.h"
#include "term/inverse.h"
#include "term/kitty.h"

#include <stdlib.h>
#include <string.h>

static const struct model models[] = {
	[BIDI_AUTO] = {.name = "auto", .forms = true},
	[BIDI_VISUAL] = {.name = "visual", .forms = true},
	[BIDI_INVERSE] = {.name = "inverse", .arranges = true, .reorders = true},
	[BIDI_INVERSE_AUTO] = {.name = "inverse-auto", .arranges = true, .reorders = true},
	[BIDI_KITTY] = {.name = "kitty", .forms = true, .arranges = true},
	[BIDI_PLAIN] = {.name = "plain", .logical = true, .reorders = true},
};

struct arranger {
	struct inverse *inverse;
	bool pieces;
	size_t cap;
	struct grid_cell *cells, *sent; /* without the second columns of wide ones */
	size_t *from;
	int *column; /* of each cell as wanted */
};

const struct model *model_of(enum bidi_mode mode)
{
	return &models[mode];
}

struct arranger *arranger_new(void)
{
	struct arranger *arranger = xcalloc(1, sizeof *arranger);
	arranger->inverse = inverse_new();
	return arranger;
}

void arranger_set_pieces(struct arranger *arranger, bool pieces)
{
	arranger->pieces = pieces;
}

void arranger_free(struct arranger *arranger)
{
	if (arranger == NULL)
		return;
	inverse_free(arranger->inverse);
	free(arranger->cells);
	free(arranger->sent);
	free(arranger->from);
	free(arranger->column);
	free(arranger);
}

static void reserve(struct arranger *a, size_t n)
{
	if (n <= a->cap)
		return;
	a->cells = xreallocarray(a->cells, n, sizeof *a->cells);
	a->sent = xreallocarray(a->sent, n, sizeof *a->sent);
	a->from = xreallocarray(a->from, n, sizeof *a->from);
	a->column = xreallocarray(a->column, n, sizeof *a->column);
	a->cap = n;
}

static size_t pack(struct arranger *a, const struct grid_cell *row, int cols)
{
	size_t n = 0;
	for (int col = 0; col < cols; col++) {
		if (row[col].width == 0)
			continue;
		a->column[n] = col;
		a->cells[n++] = row[col];
	}
	return n;
}

static void unpack(const struct arranger *a, size_t n, struct grid_cell *sent, int *at)
{
	int col = 0;
	for (size_t i = 0; i < n; i++) {
		const struct grid_cell *cell = &a->sent[i];
		int width = (int)cell->width;
		sent[col] = *cell;
		if (width > 1)
			sent[col + 1] = (struct grid_cell){.style = cell->style};
		for (int k = 0; at != NULL && k < width; k++)
			at[a->column[a->from[i]] + k] = col + k;
		col += width;
	}
}

/* Where the stretch of one style ends that begins at start. Blanks are written in the style beside them. */
static size_t piece_end(const struct grid_cell *cells, size_t start, size_t n)
{
	const uint32_t shown = STYLE_REVERSE | STYLE_UNDERLINE | (uint32_t)STYLE_COLOR << STYLE_BG_SHIFT;
	uint32_t style = cells[start].style;
	bool blank = true;
	size_t end = start;
	for (; end < n; end++) {
		bool is_blank = cells[end].base == ' ' && cells[end].marks[0] == 0;
		if (((cells[end].style ^ style) & (is_blank || blank ? shown : UINT32_MAX)) != 0)
			break;
		if (!is_blank)
			style = cells[end].style;
		blank = blank && is_blank;
	}
	return end;
}

/* All n cells, or each stretch of one style. */
static bool arrange_inverse(struct arranger *a, size_t n, enum dir dir)
{
	bool right = true;
	for (size_t start = 0, end; start < n; start = end) {
		end = a->pieces ? piece_end(a->cells, start, n) : n;
		right &= inverse_arrange(a->inverse, a->cells + start, end - start, dir, a->sent + start, a->from + start);
		for (size_t i = start; i < end; i++)
			a->from[i] += start;
	}
	return right;
}

static bool arrange(struct arranger *a, enum bidi_mode mode, size_t n)
{
	switch (mode) {
	case BIDI_INVERSE: return arrange_inverse(a, n, DIR_LTR);
	case BIDI_INVERSE_AUTO: return arrange_inverse(a, n, DIR_AUTO);
	case BIDI_KITTY: return kitty_arrange(a->cells, n, a->sent, a->from);
	case BIDI_AUTO:
	case BIDI_VISUAL:
	case BIDI_PLAIN: break;
	}
	for (size_t i = 0; i < n; i++) {
		a->sent[i] = a->cells[i];
		a->from[i] = i;
	}
	return true;
}

bool arranger_row(struct arranger *arranger, enum bidi_mode mode, const struct grid_cell *row, int cols,
                  struct grid_cell *sent, int *at)
{
	reserve(arranger, (size_t)cols);
	size_t n = pack(arranger, row, cols);
	bool right = arrange(arranger, mode, n);
	unpack(arranger, n, sent, at);
	return right;
}
