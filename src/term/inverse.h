/*
 * inverse.h: an order of cells that a terminal with bidi of its own turns into
 * the row that is wanted.
 *
 * The terminal runs UAX #9 on each row as on a paragraph, without explicit
 * formatting, which we never send: levels are 0, 1 and 2. We give every cell
 * the level that it might have, put the cells into the logical order that
 * those levels imply, and run the algorithm on it. Where what comes out is not
 * what went in, the levels that came out are the next guess. What is sent has
 * been verified, or is said not to be: some rows have no order that would do
 * (a European number between an Arabic word at its left and a Latin one at its
 * right, say, under a left-to-right base).
 */
#ifndef JARIDA_TERM_INVERSE_H
#define JARIDA_TERM_INVERSE_H

#include "term/grid.h"
#include "text/dir.h"

#include <stdbool.h>
#include <stddef.h>

struct inverse; /* working memory */

struct inverse *inverse_new(void);
void inverse_free(struct inverse *inverse); /* NULL is allowed */

/*
 * Arrange n cells, none of width 0, from left to right, whole rows with the
 * blanks at their ends. dir is the base that the terminal takes: DIR_LTR, or
 * DIR_AUTO for that of the first strong character of what it gets. Fills
 * sent[n], mirrored back where the terminal will mirror, and from[n]: the
 * index in cells of each. False when the terminal will show it otherwise.
 */
bool inverse_arrange(struct inverse *inverse, const struct grid_cell *cells, size_t n, enum dir dir,
                     struct grid_cell *sent, size_t *from);

#endif
