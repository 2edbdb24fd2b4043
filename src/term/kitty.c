#include "config.h"

#include "term/kitty.h"

#include "term/terminal.h"
#include "text/bidi.h"
#include "text/prop.h"
#include "text/script.h"

enum {
	MAX_MARKS = 3, /* that kitty keeps in a cell */
	CP_NO_BREAK_SPACE = 0xA0,
	CP_TEXT_STYLE = 0xFE0E
};

/* What a cell means to the run in which it stands. */
enum kind { KIND_BREAK, KIND_RTL, KIND_LTR, KIND_NEUTRAL };

/* A part of a word that is drawn in one direction: cells [start, end) of one weight. */
struct part {
	size_t start, end;
	enum kind kind;
	bool bold;
	bool rare; /* to be kept apart from what is right to left beside it */
};

/* What of Arabic the font has that others fall back to, DejaVu Sans Mono: of letters, forms and marks. */
static const struct {
	uint16_t first, last;
} common[] = {
	{0x060C, 0x060C}, {0x061B, 0x061B}, {0x061F, 0x063A}, {0x0640, 0x0655}, {0x065A, 0x065A}, {0x0660, 0x066D},
	{0x06F0, 0x06F9}, {0xFB52, 0xFB81}, {0xFB8A, 0xFB95}, {0xFB9E, 0xFB9F}, {0xFBAA, 0xFBAD}, {0xFBE8, 0xFBE9},
	{0xFBFC, 0xFBFF}, {0xFE70, 0xFEFC},
};

static bool between(uint32_t cp, uint32_t first, uint32_t last)
{
	return cp >= first && cp <= last;
}

/* Blanks, and what kitty draws by itself or from a font of pictures. */
static bool is_break(const struct grid_cell *cell)
{
	uint32_t cp = cell->base;
	bool blank = cp == ' ' || (cp == CP_NO_BREAK_SPACE && cell->marks[0] == 0);
	return blank || cell->width > 1 || between(cp, 0x2500, 0x259F) || between(cp, 0x2800, 0x28FF) ||
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

static bool is_rare_cp(uint32_t cp)
{
	if (!between(cp, 0x0600, 0x06FF) && !between(cp, 0x0750, 0x077F) && !between(cp, 0x08A0, 0x08FF) &&
	    !between(cp, 0xFB50, 0xFEFC))
		return false;
	for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
		if (between(cp, common[i].first, common[i].last))
			return false;
	return cp < 0xFE00 || cp > 0xFE2F; /* selectors and marks of all scripts */
}

/* A form of lam at whose left one of alef stands: two cells that the font would draw as one. */
static bool would_melt(const struct grid_cell *alef, const struct grid_cell *lam)
{
	bool is_alef = alef->base == 0xFE82 || alef->base == 0xFE84 || alef->base == 0xFE88 || alef->base == 0xFE8E;
	return is_alef && (lam->base == 0xFEDF || lam->base == 0xFEE0);
}

/* Whether cells[at] is to be a run of its own. */
static bool is_rare(const struct grid_cell *cells, size_t at)
{
	const struct grid_cell *cell = &cells[at];
	bool rare = is_rare_cp(cell->base) || (at > 0 && would_melt(cell - 1, cell));
	for (int i = 0; i < CELLCHAR_MARKS && cell->marks[i] != 0; i++)
		rare = rare || is_rare_cp(cell->marks[i]);
	return rare;
}

/* Whether a word has plain letters, of which those that have forms would be sent as forms otherwise. */
static bool in_letters(const struct grid_cell *cells, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if (between(cells[i].base, 0x0622, 0x064A) && cells[i].base != 0x0640)
			return true;
	return false;
}

/* A letter that the font of the signs has no more than any other: Hebrew, Syriac, Thaana. */
static bool is_foreign(const struct grid_cell *cell)
{
	uint32_t cp = cell->base;
	bool arabic = between(cp, 0x0600, 0x06FF) || between(cp, 0x0750, 0x077F) || between(cp, 0x0870, 0x08FF) ||
	              between(cp, 0xFB50, 0xFEFC);
	return !arabic && script_dir(cp) == DIR_RTL;
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

/* Whether the neutral cells [at, stop) of a word that ends at `end` are beside such a letter. */
static bool signs_are_rare(const struct grid_cell *cells, size_t at, size_t stop, size_t end, enum kind left)
{
	return (left != KIND_BREAK && is_foreign(&cells[at - 1])) || (stop < end && is_foreign(&cells[stop]));
}

/* The part of the word that begins at `at`; left is the kind of what stands before it. */
static struct part next_part(const struct grid_cell *cells, size_t at, size_t end, enum kind left, bool whole)
{
	struct part part = {.start = at, .kind = KIND_NEUTRAL, .bold = is_bold(&cells[at])};
	bool scripted = false;
	while (at < end) {
		size_t stop = past_neutrals(cells, at, end);
		enum kind right = stop < end ? kind_of(&cells[stop]) : KIND_BREAK;
		enum kind kind = stop > at ? kind_of_neutrals(left, right) : right;
		size_t last = stop > at ? stop : at + 1;
		bool rare = kind == KIND_RTL && !whole &&
		            (stop == at ? is_rare(cells, at) : signs_are_rare(cells, at, stop, end, left));
		if (part.kind != KIND_NEUTRAL && (kind != part.kind || rare != part.rare))
			break;
		part.kind = kind;
		part.rare = rare;
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

/* Whether two parts side by side must not, and would, be of one run. */
static bool clash(const struct part *a, const struct part *b)
{
	if (a->kind == KIND_BREAK || b->kind == KIND_BREAK || a->bold != b->bold)
		return false;
	return a->rare || b->rare || (a->kind == KIND_LTR && b->kind == KIND_RTL) ||
	       (a->kind == KIND_RTL && b->kind == KIND_LTR);
}

/* The weight of common Arabic letters stays as it is. */
static bool yields(const struct part *part)
{
	return part->kind == KIND_LTR || part->rare;
}

static size_t n_marks(const struct grid_cell *cell)
{
	size_t n = 0;
	while (n < MAX_MARKS && cell->marks[n] != 0)
		n++;
	return n;
}

/* Give the n cells of a run as many marks as one of them has, or one more. */
static void even_marks(struct grid_cell *cells, size_t n)
{
	size_t most = 0;
	for (size_t i = 0; i < n; i++)
		most = n_marks(&cells[i]) > most ? n_marks(&cells[i]) : most;
	most += most == 2 ? 1 : 0;
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
	bool apart = true, whole = in_letters(cells, start, end);
	while (start < end) {
		struct part part = next_part(cells, start, end, before.kind, whole);
		struct part after = {.kind = KIND_BREAK};
		if (part.end < end)
			after = next_part(cells, part.end, end, part.kind, whole);
		bool flips = yields(&part) && (clash(&part, &before) || (clash(&part, &after) && !yields(&after)));
		part.bold = part.bold != flips;
		apart = apart && !clash(&part, &before);
		put_part(&part, flips ? STYLE_BOLD : 0, cells, sent, from);
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
			if (cells[end].base == CP_NO_BREAK_SPACE)
				sent[end].base = ' '; /* the other one is drawn by a font, and ends no run */
			from[end] = end;
			end++;
		}
		start = end;
	}
	return apart;
}
