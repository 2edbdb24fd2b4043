/*
 * cellchar.h: what may stand in a cell.
 *
 * Whatever comes in, what goes out is one printable base of the width that
 * the C library believes in, and at most four marks of
 * width 0. Bidi controls, joiners, variation selectors and tags are left out:
 * terminals draw them, drop them, or give them a cell, each as it likes.
 */
#ifndef JARIDA_TERM_CELLCHAR_H
#define JARIDA_TERM_CELLCHAR_H

#include <stddef.h>
#include <stdint.h>

enum { CELLCHAR_MARKS = 4 };

/*
 * What may stand for base and marks; marks_out is filled up with 0. Returns
 * the columns, 1 or 2. A base that is not printable, or is wider than
 * width_col allows, becomes U+FFFD.
 */
int cellchar_make(uint32_t *base_out, uint32_t marks_out[CELLCHAR_MARKS], uint32_t base,
                  const uint32_t *marks, size_t n_marks, int width_col);

#endif
