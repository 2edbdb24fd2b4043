#include "config.h"

#include "cells.h"

#include "bidi.h"

#include "base/mem.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#define NO_RANK ((size_t)-1)

static bool is_alef(uint32_t cp)
{
	return cp == 0x0622 || cp == 0x0623 || cp == 0x0625 || cp == 0x0627;
}

static bool shows_nothing_itself(uint32_t cp)
{
	return ref_is_mark(cp) || ref_is_invisible(cp);
}

/* Whether i is inside a ligature of a lam at or behind start and an alef. */
static bool in_lam_alef(const struct para *para, size_t start, size_t i)
{
	const uint32_t *cp = para_cp(para);
	size_t alef = i, n = para_length(para);
	while (alef < n && shows_nothing_itself(cp[alef]))
		alef++;
	while (i > start && shows_nothing_itself(cp[i - 1]))
		i--;
	if (alef == n || !is_alef(cp[alef]) || i == start)
		return false;
	uint32_t glyph = para_glyphs(para)[i - 1];
	return cp[i - 1] == 0x0644 && glyph >= 0xFEF5 && glyph <= 0xFEFC;
}

bool cells_may_cut(const struct para *para, size_t i)
{
	size_t n = para_length(para);
	return i >= n || (para_cluster_at(para, i) && !in_lam_alef(para, 0, i));
}

/* What adds to the picture of the character before it, in whatever cluster: old Hangul's vowels too. */
static bool rides(uint32_t cp)
{
	int32_t syllable = u_getIntPropertyValue((UChar32)cp, UCHAR_HANGUL_SYLLABLE_TYPE);
	return ref_is_invisible(cp) || ref_is_mark(cp) || syllable == U_HST_VOWEL_JAMO ||
	       syllable == U_HST_TRAILING_JAMO;
}

static const char *one_cluster(const struct cell *cell, const struct para *para)
{
	const uint32_t *cp = para_cp(para);
	size_t end = (size_t)cell->start_cp + cell->n_cp;
	for (size_t i = cell->start_cp + 1; i < end; i++) {
		if (para_cluster_at(para, i) && !rides(cp[i]) && !in_lam_alef(para, cell->start_cp, i))
			return "a cell of two clusters";
	}
	return NULL;
}

/* Marks what a cell shows in seen[]; another cell of the same tab is no second showing. */
static const char *show(const struct line *line, const struct para *para, size_t c, uint8_t *seen)
{
	const struct cell *cell = &line->cells[c];
	size_t start = cell->start_cp, end = start + cell->n_cp;
	if (cell->n_cp == 0 || start < line->start_cp || end > line->end_cp)
		return "a cell of nothing or beyond the line";
	if (para_cp(para)[start] == '\t' && c > 0 && line->cells[c - 1].start_cp == start)
		return cell->n_cp == 1 ? NULL : "a tab with marks";
	for (size_t i = start; i < end; i++) {
		if (seen[i - line->start_cp]++ > 0)
			return "a character in two cells";
	}
	if (ref_is_invisible(cell->base))
		return "an invisible base";
	return one_cluster(cell, para);
}

static const char *all_shown(const struct line *line, const struct para *para, const uint8_t *seen,
                             bool hang)
{
	for (size_t i = line->end_cp; i-- > line->start_cp;) {
		uint32_t cp = para_cp(para)[i];
		bool shown = seen[i - line->start_cp] > 0;
		hang = hang && (cp == ' ' || cp == '\t' || ref_is_invisible(cp));
		if (hang && shown)
			return "a cell for something that hangs";
		if (!hang && !shown && !ref_is_invisible(cp))
			return "a character without a cell";
	}
	return NULL;
}

static const char *in_order(const struct line *line, const size_t *rank)
{
	size_t behind = 0;
	for (size_t c = 0; c < line->n_cells; c++) {
		const struct cell *cell = &line->cells[c];
		if (c > 0 && cell->start_cp == line->cells[c - 1].start_cp)
			continue; /* a tab */
		size_t first = cell->start_cp, end = first + cell->n_cp;
		while (first < end && rank[first - line->start_cp] == NO_RANK)
			first++;
		if (first == end)
			continue; /* a control character: removed by X9, and yet shown */
		if (rank[first - line->start_cp] < behind)
			return "another order";
		behind = rank[first - line->start_cp] + 1;
	}
	return NULL;
}

static const char *columns(const struct line *line)
{
	int col = 0;
	for (size_t c = 0; c < line->n_cells; c++) {
		const struct cell *cell = &line->cells[c];
		int at = -1, width_col = 0;
		if (cell->width_col != 1 && cell->width_col != 2)
			return "a width that is neither 1 nor 2";
		for (int k = 0; k < cell->width_col; k++) {
			if (line_cell_at(line, col + k) != cell)
				return "line_cell_at() finds another cell";
		}
		for (size_t i = cell->start_cp; i < (size_t)cell->start_cp + cell->n_cp; i++) {
			if (!line_col_of(line, i, &at, &width_col) || at > col ||
			    at + width_col < col + cell->width_col)
				return "line_col_of() finds another column";
		}
		col += cell->width_col;
	}
	if (line_cell_at(line, -1) != NULL || line_cell_at(line, col) != NULL)
		return "a cell beyond the line";
	return col == line->width_col ? NULL : "widths do not add up";
}

const char *cells_disagree(const struct line *line, const struct para *para, const size_t *order,
                           size_t n_order, bool hang)
{
	size_t n = line->end_cp - line->start_cp;
	uint8_t *seen = xcalloc(n + 1, 1);
	size_t *rank = xcalloc(n + 1, sizeof *rank);
	for (size_t i = 0; i < n; i++)
		rank[i] = NO_RANK;
	for (size_t v = 0; v < n_order; v++)
		rank[order[v] - line->start_cp] = v;
	const char *what = NULL;
	for (size_t c = 0; c < line->n_cells && what == NULL; c++)
		what = show(line, para, c, seen);
	if (what == NULL)
		what = all_shown(line, para, seen, hang);
	if (what == NULL)
		what = in_order(line, rank);
	if (what == NULL)
		what = columns(line);
	free(seen);
	free(rank);
	return what;
}
