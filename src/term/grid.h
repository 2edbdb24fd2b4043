/*
 * grid.h: rows and columns of cells, as wanted or as shown.
 *
 * Invariant: a cell of width 2 is followed by one of width 0; no other cell
 * has width 0. Unused marks are 0 and a blank has no style that does not show
 * on a blank, so that equal cells are equal bytes. Knows no terminal.
 */
#ifndef JARIDA_TERM_GRID_H
#define JARIDA_TERM_GRID_H

#include "term/cellchar.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct grid_cell {
	uint32_t base;
	uint32_t style; /* STYLE_… of terminal.h */
	uint32_t width;
	uint32_t marks[CELLCHAR_MARKS]; /* up to the first 0 */
};

struct grid {
	int rows, cols;
	struct grid_cell *cells;
};

void grid_init(struct grid *grid, int rows, int cols);
void grid_done(struct grid *grid);

/* Another size; what fits of the content stays. */
void grid_resize(struct grid *grid, int rows, int cols);
void grid_clear(struct grid *grid);

struct grid_cell *grid_row(const struct grid *grid, int row);

/* Outside the grid: nothing. What is overwritten in part becomes blank; so does a cell that does not fit. */
void grid_put(struct grid *grid, int row, int col, const struct grid_cell *cell);
void grid_fill(struct grid *grid, int row, int col, int n_col, uint32_t style);

/* Rows [top, bottom] move up by n (down when n < 0); blank rows follow. */
void grid_scroll(struct grid *grid, int top, int bottom, int n);

bool grid_cell_equal(const struct grid_cell *a, const struct grid_cell *b);
bool grid_cell_blank(const struct grid_cell *cell); /* a space that shows nothing at all */
uint64_t grid_row_hash(const struct grid *grid, int row);

#endif
