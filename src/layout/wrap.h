/*
 * wrap.h: where the lines of one paragraph start at one width.
 *
 * A wrap is a few bytes a line; it says which line holds a code point and how
 * many lines there are without keeping cells. Line i is
 * [starts_cp[i], starts_cp[i + 1]), and starts_cp[n] is the paragraph's
 * length. An empty paragraph has one empty line.
 */
#ifndef JARIDA_LAYOUT_WRAP_H
#define JARIDA_LAYOUT_WRAP_H

#include "text/para.h"

#include <stddef.h>
#include <stdint.h>

struct wrap {
	uint32_t *starts_cp; /* n + 1 of them */
	size_t n, cap;
};

void wrap_init(struct wrap *wrap);
void wrap_done(struct wrap *wrap);

/* Lines after the first are hang_col columns shorter. */
void wrap_para(struct wrap *wrap, struct para *para, int width_col, int hang_col);

/* Which of n > 0 lines that start there holds cp; the last one holds all that is beyond it. */
size_t wrap_line_of(const uint32_t *starts_cp, size_t n, size_t cp);

#endif
