#include "config.h"

#include "term/kitty.h"

#include "term/terminal.h"
#include "text/bidi.h"
#include "text/prop.h"
#include "text/script.h"

enum {
	MAX_MARKS = 3, /* that kitty keeps in a cell */
	CP_TEXT_STYLE = 0xFE0E
};

/* What a cell means to the run in which it stands. */
enum kind { KIND_BREAK, KIND_RTL, KIND_LTR, KIND_NEUTRAL };

/* A part of a word that is drawn in one direction: cells [start, end) of one weight. */
struct part {
	size_t start, end;
	enum kind kind;
	bool bold;
};

static bool between(uint32_t cp, uint32_t first, uint32_t last)
{
	return cp >= first && cp <= last;
}

/* Blanks, and what kitty draws by itself or from a font of pictures. */
static bool is_break(const struct grid_cell *cell)
{
	uint32_t cp = cell->base;
	return cp == ' ' || cell->width > 1 || between(cp, 0x2500, 0x259F) || between(cp, 0x2800, 0x28FF) ||
	       between(cp, 0xE000, 0xF8FF) || between(cp, 0x1FB00, 0x1FBFF);
}

static enum kind kind_of(const struct grid_cell *cell)
{
	if (is_break(cell))
		return KIND_BREAK;
	enum dir dir = script_dir(cell->base);
	if (dir != DIR_AUTO)
		return dir == DIR_RTL ? KIND_RTL : KIND_LTR;
	switch (bidi_kind(prop_of(cell->base))) {
	case BIDI_RIGHT: return KIND_RTL; /* tatweel, the question mark */
	case BIDI_EUROPEAN: return KIND_LTR;
	case BIDI_LEFT:
	case BIDI_ARABIC:
	case BIDI_OTHER: break;
	}
	return KIND_NEUTRAL;
}

/* The kind of the neutral cells [start, end) of a word: Arabic only with nothing else beside them. */
static enum kind kind_of_neutrals(enum kind left, enum kind right)
{
	return left == KIND_LTR || right == KIND_LTR || (left != KIND_RTL && right != KIND_RTL) ? KIND_LTR : KIND_RTL;
}

static bool is_bold(const struct grid_cell *cell)
{
	return (cell->style & STYLE_BOLD) != 0;
}

/* The cell from `at` on, before `end`, that is not neutral. */
static size_t past_neutrals(const struct grid_cell *cells, size_t at, size_t end)
{
	while (at < end && kind_of(&cells[at]) == KIND_NEUTRAL)
		at++;
	return at;
}

/* The part of the word [start, end) that begins at `at`; left is the kind of what stands before it. */
static struct part next_part(const struct grid_cell *cells, size_t at, size_t end, enum kind left)
{
	struct part part = {.start = at, .kind = KIND_NEUTRAL, .bold = is_bold(&cells[at])};
	bool scripted = false;
	while (at < end) {
		size_t stop = past_neutrals(cells, at, end);
		enum kind right = stop < end ? kind_of(&cells[stop]) : KIND_BREAK;
		enum kind kind = stop > at ? kind_of_neutrals(left, right) : right;
		size_t last = stop > at ? stop : at + 1;
		if (part.kind != KIND_NEUTRAL && kind != part.kind)
			break;
		part.kind = kind;
		left = kind;
		while (at < last && is_bold(&cells[at]) == part.bold)
			scripted |= script_dir(cells[at++].base) == DIR_RTL;
		if (at < last)
			break;
	}
	part.end = at;
	/* A run in which nothing is Arabic is not reversed. */
	if (part.kind == KIND_RTL && !scripted)
		part.kind = KIND_NEUTRAL;
	return part;
}

static bool clash(const struct part *part, const struct part *rtl)
{
	return rtl->kind == KIND_RTL && rtl->bold == part->bold;
}

static size_t n_marks(const struct grid_cell *cell)
{
	size_t n = 0;
	while (n < MAX_MARKS && cell->marks[n] != 0)
		n++;
	return n;
}

/* Give the n cells of a run as many marks as one of them has. */
static void even_marks(struct grid_cell *cells, size_t n)
{
	size_t most = 0;
	for (size_t i = 0; i < n; i++)
		most = n_marks(&cells[i]) > most ? n_marks(&cells[i]) : most;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = n_marks(&cells[i]); k < most; k++)
			cells[i].marks[k] = CP_TEXT_STYLE;
		for (size_t k = MAX_MARKS; k < CELLCHAR_MARKS; k++)
			cells[i].marks[k] = 0;
	}
}

static void put_part(const struct part *part, uint32_t style_flip, const struct grid_cell *cells,
                     struct grid_cell *sent, size_t *from)
{
	for (size_t i = part->start; i < part->end; i++) {
		size_t k = part->kind == KIND_RTL ? part->start + part->end - 1 - i : i;
		sent[i] = cells[k];
		sent[i].style ^= style_flip;
		if (part->kind == KIND_RTL && prop_of(cells[k].base) & PROP_MIRRORED)
			sent[i].base = prop_mirror(cells[k].base);
		from[i] = k;
	}
	if (part->kind == KIND_RTL)
		even_marks(sent + part->start, part->end - part->start);
}

static bool arrange_word(const struct grid_cell *cells, size_t start, size_t end, struct grid_cell *sent,
                         size_t *from)
{
	struct part before = {.kind = KIND_BREAK};
	bool apart = true;
	while (start < end) {
		struct part part = next_part(cells, start, end, before.kind);
		struct part after = {.kind = KIND_BREAK};
		if (part.end < end)
			after = next_part(cells, part.end, end, part.kind);
		uint32_t flip = 0;
		if (part.kind == KIND_LTR && (clash(&part, &before) || clash(&part, &after))) {
			flip = STYLE_BOLD;
			part.bold = !part.bold;
			apart = apart && !clash(&part, &before) && !clash(&part, &after);
		}
		put_part(&part, flip, cells, sent, from);
		before = part;
		start = part.end;
	}
	return apart;
}

bool kitty_arrange(const struct grid_cell *cells, size_t n, struct grid_cell *sent, size_t *from)
{
	bool apart = true;
	for (size_t start = 0; start < n;) {
		size_t end = start;
		while (end < n && !is_break(&cells[end]))
			end++;
		apart &= arrange_word(cells, start, end, sent, from);
		if (end < n) {
			sent[end] = cells[end];
			from[end] = end;
			end++;
		}
		start = end;
	}
	return apart;
}
