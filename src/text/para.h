/*
 * para.h: one paragraph, analysed once, ready to be broken into lines.
 *
 * A struct para is a workspace: it owns the arrays for up to PARA_MAX_CP code
 * points and is loaded again and again without allocating. Loading does steps
 * 1 to 6 of the text's way to the screen: decode and clean, base direction,
 * embedding levels of the whole paragraph (UAX #9), joining and lam-alef,
 * grapheme clusters (UAX #29) and widths. Line breaks (UAX #14) are computed
 * when first asked for, and only where a line ends.
 *
 * A longer paragraph, or one of more than PARA_MAX_BRACKETS brackets, is laid
 * out in pieces cut at a break opportunity (or at a cluster boundary where
 * there is none): that bounds memory and keeps every step linear. A piece is a
 * paragraph in every respect but its direction, which is that of the first.
 *
 * Everything is indexed by code point, in logical order. All functions are
 * total.
 */
#ifndef JARIDA_TEXT_PARA_H
#define JARIDA_TEXT_PARA_H

#include "base/str.h"
#include "text/dir.h"
#include "text/look.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PARA_MAX_CP = 16384,
	PARA_MAX_BRACKETS = 1000,
	PARA_MAX_B = PARA_MAX_CP * 4 /* a piece never takes more bytes of clean text */
};

enum shape {
	SHAPE_FORMS, /* presentation forms; lam-alef is one cell */
	SHAPE_MIXED, /* words of them, and of letters of the text where Unicode has not all forms of a word */
	SHAPE_BASE   /* the letters of the text, for a terminal that joins them; lam-alef is two cells */
};

struct para;

struct para *para_new(void);
void para_free(struct para *para); /* NULL is allowed */

/* How paragraphs loaded from now on are to look (text/look.h); as written to begin with. */
void para_set_look(struct para *para, struct look look);

/*
 * Load the first line of bytes, or its first piece. dir is the base direction;
 * with DIR_AUTO it is found by P2 and P3, and `before`, the direction of the
 * text before, serves a paragraph without a strong character.
 * Returns the bytes taken, the line end included; 0 only for empty input.
 */
size_t para_load(struct para *para, struct str bytes, enum dir dir, enum dir before, enum shape shape);

/* False when the line goes on in a further piece: load that with para_dir() of this one. */
bool para_ended(const struct para *para);

/* The same from n <= PARA_MAX_CP code points that are taken as they are, in one piece. */
void para_load_cp(struct para *para, const uint32_t *cp, size_t n, enum dir dir, enum dir before,
                  enum shape shape);

size_t para_length(const struct para *para); /* code points */
enum dir para_dir(const struct para *para);
const uint32_t *para_cp(const struct para *para);     /* the text; a tab is one code point */
const uint32_t *para_props(const struct para *para);  /* text/prop.h */
const uint8_t *para_levels(const struct para *para);  /* resolved embedding levels */

enum shape para_shape(const struct para *para);

/* Levels of the line [start, end) after UAX #9 L1 (trailing and separator resets), end - start of them. */
void para_line_levels(const struct para *para, size_t start, size_t end, uint8_t *levels);

/*
 * What stands for each code point: a letter's shaped form, the ligature at the
 * lam of a lam-alef. Before mirroring.
 */
const uint32_t *para_glyphs(const struct para *para);

/*
 * Columns that each code point adds: 0 for an invisible character and for what
 * rides on the character before it (a mark, the alef of a ligature, the rest of
 * a family of pictographs); PARA_TAB for a tab, whose width depends on its column.
 */
enum { PARA_TAB = 255, TAB_STOP_COL = 8 };
const uint8_t *para_widths(const struct para *para);

/* Whether a grapheme cluster starts before code point i (UAX #29); true at 0 and at the length. */
bool para_cluster_at(const struct para *para, size_t i);

/* Whether a line may break before code point i (UAX #14); true at the length, false at 0. */
bool para_break_at(struct para *para, size_t i);

/* The last break opportunity in (from, to], or 0 when there is none. */
size_t para_last_break(struct para *para, size_t from, size_t to);

#endif
