/*
 * cellchar.h: what may stand in a cell.
 *
 * Whatever comes in, what goes out is one printable base of the width that
 * the C library and with it ncurses believe in, and at most four marks of
 * width 0. Bidi controls, joiners, variation selectors and tags are left out:
 * terminals draw them, drop them, or give them a cell, each as it likes.
 */
#ifndef JARIDA_TERM_CELLCHAR_H
#define JARIDA_TERM_CELLCHAR_H

#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

enum { CELLCHAR_MARKS = 4, CELLCHAR_MAX = CELLCHAR_MARKS + 2 };

/*
 * Base and marks into out, NUL-terminated; returns the columns, 1 or 2. A base
 * that is not printable, or is wider than width_col allows, becomes U+FFFD.
 */
int cellchar_make(wchar_t out[CELLCHAR_MAX], uint32_t base, const uint32_t *marks, size_t n_marks,
                  int width_col);

#endif
