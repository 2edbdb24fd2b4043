#include "config.h"

#include "term/inverse.h"

#include "base/mem.h"
#include "text/bidi.h"
#include "text/prop.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	MAX_ROUNDS = 4,
	CP_NO_BREAK_SPACE = 0xA0,
	CP_BLANK_LETTER = 0x2800 /* the Braille pattern without dots: of class L */
};

struct inverse {
	struct bidi *bidi;
	size_t cap;
	uint32_t *cp, *props;  /* of the row that is looked at */
	uint8_t *levels;       /* that UAX #9 gives them */
	uint8_t *line;         /* … with L1 */
	uint8_t *guess;        /* level of each cell, from left to right */
	size_t *order, *shown; /* logical to visual: as sent, and as the terminal will have it */
	struct grid_cell *helped;
};

struct inverse *inverse_new(void)
{
	struct inverse *inverse = xcalloc(1, sizeof *inverse);
	inverse->bidi = bidi_new();
	return inverse;
}

void inverse_free(struct inverse *inverse)
{
	if (inverse == NULL)
		return;
	bidi_free(inverse->bidi);
	free(inverse->cp);
	free(inverse->props);
	free(inverse->levels);
	free(inverse->line);
	free(inverse->guess);
	free(inverse->order);
	free(inverse->shown);
	free(inverse->helped);
	free(inverse);
}

static void reserve(struct inverse *v, size_t n)
{
	if (n <= v->cap)
		return;
	v->cp = xreallocarray(v->cp, n, sizeof *v->cp);
	v->props = xreallocarray(v->props, n, sizeof *v->props);
	v->levels = xreallocarray(v->levels, n, sizeof *v->levels);
	v->line = xreallocarray(v->line, n, sizeof *v->line);
	v->guess = xreallocarray(v->guess, n, sizeof *v->guess);
	v->order = xreallocarray(v->order, n, sizeof *v->order);
	v->shown = xreallocarray(v->shown, n, sizeof *v->shown);
	v->helped = xreallocarray(v->helped, n, sizeof *v->helped);
	v->cap = n;
}

static uint32_t mirrored(uint32_t cp, uint8_t level)
{
	return level & 1 && prop_of(cp) & PROP_MIRRORED ? prop_mirror(cp) : cp;
}

/* Levels of v->cp[n] into v->line. */
static void resolve(struct inverse *v, size_t n, enum dir dir)
{
	for (size_t i = 0; i < n; i++)
		v->props[i] = prop_of(v->cp[i]);
	uint32_t classes = bidi_classes(v->props, n);
	dir = bidi_resolve(v->bidi, v->cp, v->props, n, classes, dir, DIR_LTR, v->levels);
	bidi_line_levels(v->props, classes, v->levels, dir, 0, n, v->line);
}

/* Reverse the stretches of order[] whose levels, level[i] at place i, are `least` or more; the levels as well. */
static void reverse_runs(size_t *order, uint8_t *level, size_t n, uint8_t least)
{
	for (size_t from = 0; from < n; from++) {
		size_t to = from;
		while (to < n && level[to] >= least)
			to++;
		for (size_t a = from, b = to; a + 1 < b; a++) {
			b--;
			size_t index = order[a];
			order[a] = order[b];
			order[b] = index;
			uint8_t swap = level[a];
			level[a] = level[b];
			level[b] = swap;
		}
		from = to;
	}
}

/* From left to right into logical order by v->guess, which becomes the levels in that order: L2 backwards. */
static void unorder(struct inverse *v, const struct grid_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		v->order[i] = i;
	reverse_runs(v->order, v->guess, n, 1);
	reverse_runs(v->order, v->guess, n, 2);
	for (size_t i = 0; i < n; i++)
		v->cp[i] = mirrored(cells[v->order[i]].base, v->guess[i]);
}

/* L2 on what the terminal gets; v->guess becomes the levels that come of it, from left to right. */
static void reorder(struct inverse *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		v->shown[i] = i;
	memcpy(v->guess, v->line, n);
	reverse_runs(v->shown, v->guess, n, 2);
	reverse_runs(v->shown, v->guess, n, 1);
}

static bool looks_the_same(const struct inverse *v, const struct grid_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = v->shown[i];
		struct grid_cell cell = cells[v->order[k]];
		cell.base = mirrored(v->cp[k], v->line[k]);
		if (!grid_cell_equal(&cell, &cells[i]))
			return false;
	}
	return true;
}

/* Follow a guess: send it, see what comes of it, guess that. */
static bool follow(struct inverse *v, const struct grid_cell *cells, size_t n, enum dir dir)
{
	for (int round = 0; round < MAX_ROUNDS; round++) {
		unorder(v, cells, n);
		resolve(v, n, dir);
		reorder(v, n);
		if (looks_the_same(v, cells, n))
			return true;
		/* The level that each cell got, at the place where it is wanted. */
		for (size_t i = 0; i < n; i++)
			v->guess[v->order[i]] = v->line[i];
	}
	return false;
}

/* The levels that the picture would have if it were a text, read from the left or from the right. */
static void guess(struct inverse *v, const struct grid_cell *cells, size_t n, enum dir dir, bool from_right)
{
	for (size_t i = 0; i < n; i++)
		v->cp[i] = cells[from_right ? n - 1 - i : i].base;
	resolve(v, n, dir);
	for (size_t i = 0; i < n; i++)
		v->guess[i] = v->line[from_right ? n - 1 - i : i];
}

static void give(const struct inverse *v, const struct grid_cell *cells, size_t n, struct grid_cell *sent,
                 size_t *from)
{
	for (size_t i = 0; i < n; i++) {
		sent[i] = cells[v->order[i]];
		sent[i].base = v->cp[i];
		from[i] = v->order[i];
	}
}

static bool arrange(struct inverse *v, const struct grid_cell *cells, size_t n, enum dir dir,
                    struct grid_cell *sent, size_t *from)
{
	static const struct {
		enum dir dir;
		bool from_right;
	} guesses[] = {{DIR_LTR, false}, {DIR_LTR, true}, {DIR_RTL, true}, {DIR_RTL, false}};
	for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++) {
		guess(v, cells, n, guesses[i].dir, guesses[i].from_right);
		bool found = follow(v, cells, n, dir);
		if (found || i == 0)
			give(v, cells, n, sent, from);
		if (found)
			return true;
	}
	return false;
}

static bool is_blank(const struct grid_cell *cell)
{
	return (cell->base == ' ' || cell->base == CP_NO_BREAK_SPACE) && cell->marks[0] == 0;
}

/*
 * A number at whose left an Arabic word stands, and at whose right none, would
 * be drawn to the other end of that word: it needs a left-to-right letter
 * before it. And a row whose first letter from the left is Arabic but which
 * must have a left-to-right base needs one before all. False when no blank
 * stands where one is needed.
 */
static bool help(struct inverse *v, const struct grid_cell *cells, size_t n, enum dir dir)
{
	enum { NOWHERE = SIZE_MAX };
	size_t blank = NOWHERE;  /* the last one since a letter */
	size_t number = NOWHERE; /* the blank before a number after a right-to-left letter */
	bool after_rtl = false, any = false;
	memcpy(v->helped, cells, n * sizeof *cells);
	if (dir == DIR_AUTO && is_blank(&cells[0])) {
		v->helped[0].base = CP_BLANK_LETTER;
		any = true;
	}
	for (size_t i = 0; i <= n; i++) {
		enum bidi_kind kind = i < n ? bidi_kind(prop_of(cells[i].base)) : BIDI_LEFT;
		if (kind == BIDI_LEFT && number != NOWHERE) {
			v->helped[number].base = CP_BLANK_LETTER;
			any = true;
		}
		if (kind == BIDI_LEFT || kind == BIDI_RIGHT) {
			after_rtl = kind == BIDI_RIGHT;
			blank = number = NOWHERE;
		} else if (kind == BIDI_EUROPEAN && after_rtl && number == NOWHERE) {
			number = blank;
		} else if (i < n && is_blank(&cells[i])) {
			blank = i;
		}
	}
	return any;
}

bool inverse_arrange(struct inverse *inverse, const struct grid_cell *cells, size_t n, enum dir dir,
                     struct grid_cell *sent, size_t *from)
{
	if (n == 0)
		return true;
	reserve(inverse, n);
	if (arrange(inverse, cells, n, dir, sent, from))
		return true;
	return help(inverse, cells, n, dir) && arrange(inverse, inverse->helped, n, dir, sent, from);
}
