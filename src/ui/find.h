/*
 * find.h: a pattern and where it occurs in a text.
 *
 * Both sides are folded code point by code point (text/fold.h); what folds to
 * nothing does not count. A match is the range of code points from the first
 * one that counts to the last, and the marks that stand on that. Matches do
 * not overlap.
 */
#ifndef JARIDA_UI_FIND_H
#define JARIDA_UI_FIND_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PATTERN_MAX_CP = 256, PATTERN_NEAR_CP = 0x800 };

struct pattern {
	uint32_t cp[PATTERN_MAX_CP]; /* folded */
	uint16_t fail[PATTERN_MAX_CP]; /* Knuth, Morris and Pratt's table */
	size_t n;                    /* 0: matches nothing */
	uint16_t near[PATTERN_NEAR_CP]; /* what each code point of at most two bytes folds to */
};

/* A walk through one text. */
struct find {
	struct str rest;
	size_t cp; /* of the first code point of rest */
};

struct match {
	size_t start_cp, end_cp;
};

void pattern_set(struct pattern *pattern, struct str text);

struct find find_start(struct str text);

/* The next match; false when there is none. */
bool find_next(struct find *find, const struct pattern *pattern, struct match *match);

/* The first match that starts at from_cp or later; the last one that starts before limit_cp. */
bool find_from(struct str text, const struct pattern *pattern, size_t from_cp, struct match *match);
bool find_before(struct str text, const struct pattern *pattern, size_t limit_cp, struct match *match);

#endif
