/* bidi-case.h: one case of Unicode's bidi files through paragraph and line. */
#ifndef JARIDA_TESTS_CONFORMANCE_BIDI_CASE_H
#define JARIDA_TESTS_CONFORMANCE_BIDI_CASE_H

#include "../reference/ucd.h"
#include "layout/line.h"

struct bidi_case_run {
	struct para *para;
	struct line line;
	unsigned long n, n_failed;
};

void bidi_case_init(struct bidi_case_run *run);
void bidi_case_done(struct bidi_case_run *run);

/*
 * Put the text of the case, loaded with direction dir, through para_load_cp()
 * and line_layout_whole() and compare all that the file says:
 *  - the base direction, where the file gives it;
 *  - the level of every character that the file gives one: the file's levels
 *    are those after L1, so L1 is done here on para_levels() by its words;
 *  - the level of every cell, which line_layout_whole() brought to L1 itself;
 *  - the order: cells from left to right against the file's, by the rules of
 *    reference/cells.h (characters without a picture have no cell, marks
 *    stand in the cell of their base; everything else is there once).
 * Counts the case and notes the first failures.
 */
void bidi_case_check(struct bidi_case_run *run, const struct ucd_file *file,
                     const struct ucd_bidi_case *c, const uint32_t *cp, enum dir dir,
                     enum shape shape);

#endif
