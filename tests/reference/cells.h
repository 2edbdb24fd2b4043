/*
 * cells.h: whether the cells of a line show what they should, in the order
 * that a list of characters from left to right gives.
 */
#ifndef JARIDA_TESTS_REFERENCE_CELLS_H
#define JARIDA_TESTS_REFERENCE_CELLS_H

#include "layout/line.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Compare line with order[], the n_order characters of its range that X9
 * leaves, from left to right. NULL when all of this holds, else what does not:
 *  - every character of the range is shown by exactly one cell (a tab by a row
 *    of them), but for invisible ones, which need none, and, where spaces hang,
 *    spaces and tabs at the end and the invisible ones among them, which have none;
 *  - the cells stand in the order of their first character that order[] knows;
 *  - a cell shows one grapheme cluster or lam-alef, and invisible characters
 *    and marks behind them on it;
 *  - no base is invisible; widths are 1 or 2 and add up to width_col;
 *  - line_col_of() and line_cell_at() agree with them.
 */
const char *cells_disagree(const struct line *line, const struct para *para, const size_t *order,
                           size_t n_order, bool hang);

/* Whether a line may end before i: at a cluster boundary that is not inside a lam-alef. */
bool cells_may_cut(const struct para *para, size_t i);

#endif
