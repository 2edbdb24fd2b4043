#include "config.h"

#include "term/grid.h"

#include "base/mem.h"
#include "term/terminal.h"

#include <stdlib.h>
#include <string.h>

static const struct grid_cell blank_cell = {.base = ' ', .width = 1};

static void blank(struct grid_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cells[i] = blank_cell;
}

void grid_init(struct grid *grid, int rows, int cols)
{
	grid->rows = rows;
	grid->cols = cols;
	grid->cells = xreallocarray(NULL, (size_t)rows * (size_t)cols, sizeof *grid->cells);
	grid_clear(grid);
}

void grid_done(struct grid *grid)
{
	free(grid->cells);
	grid->cells = NULL;
	grid->rows = grid->cols = 0;
}

void grid_clear(struct grid *grid)
{
	blank(grid->cells, (size_t)grid->rows * (size_t)grid->cols);
}

struct grid_cell *grid_row(const struct grid *grid, int row)
{
	return grid->cells + (size_t)row * (size_t)grid->cols;
}

void grid_resize(struct grid *grid, int rows, int cols)
{
	if (rows == grid->rows && cols == grid->cols)
		return;
	struct grid old = *grid;
	grid_init(grid, rows, cols);
	for (int r = 0; r < rows && r < old.rows; r++) {
		for (int c = 0; c < cols && c < old.cols; c++)
			grid_put(grid, r, c, &grid_row(&old, r)[c]);
	}
	grid_done(&old);
}

/* The halves of wide cells that a change of [col, col + n) would leave alone become blank. */
static void mend_edges(struct grid_cell *row, int cols, int col, int n)
{
	if (row[col].width == 0)
		row[col - 1] = blank_cell;
	if (col + n < cols && row[col + n].width == 0)
		row[col + n] = blank_cell;
}

/* On a blank nothing shows of these. */
static uint32_t blank_style(uint32_t style)
{
	uint32_t shown = style & (STYLE_REVERSE | STYLE_UNDERLINE);
	uint32_t kept = shown | (style & ((uint32_t)STYLE_COLOR << STYLE_BG_SHIFT));
	return shown != 0 ? kept | (style & ((uint32_t)STYLE_COLOR << STYLE_FG_SHIFT)) : kept;
}

void grid_put(struct grid *grid, int row, int col, const struct grid_cell *cell)
{
	if (row < 0 || row >= grid->rows || col < 0 || col >= grid->cols || cell->width == 0)
		return;
	int width = cell->width > 1 ? 2 : 1;
	if (width > grid->cols - col) {
		grid_fill(grid, row, col, 1, cell->style);
		return;
	}
	struct grid_cell *at = grid_row(grid, row);
	mend_edges(at, grid->cols, col, width);
	at[col] = *cell;
	if (cell->base == ' ' && cell->marks[0] == 0)
		at[col].style = blank_style(cell->style);
	if (width == 2)
		at[col + 1] = (struct grid_cell){.style = cell->style};
}

void grid_fill(struct grid *grid, int row, int col, int n_col, uint32_t style)
{
	if (col < 0) {
		n_col = n_col > -col ? n_col + col : 0;
		col = 0;
	}
	if (row < 0 || row >= grid->rows || col >= grid->cols || n_col <= 0)
		return;
	if (n_col > grid->cols - col)
		n_col = grid->cols - col;
	struct grid_cell *at = grid_row(grid, row);
	mend_edges(at, grid->cols, col, n_col);
	blank(at + col, (size_t)n_col);
	for (int c = col; c < col + n_col; c++)
		at[c].style = blank_style(style);
}

void grid_scroll(struct grid *grid, int top, int bottom, int n)
{
	int height = bottom - top + 1;
	int by = n < 0 ? -n : n;
	size_t cols = (size_t)grid->cols;
	struct grid_cell *first = grid_row(grid, top);
	if (by >= height) {
		blank(first, (size_t)height * cols);
		return;
	}
	size_t moved = (size_t)(height - by) * cols, lost = (size_t)by * cols;
	memmove(n > 0 ? first : first + lost, n > 0 ? first + lost : first, moved * sizeof *first);
	blank(n > 0 ? first + moved : first, lost);
}

bool grid_cell_equal(const struct grid_cell *a, const struct grid_cell *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

bool grid_cell_blank(const struct grid_cell *cell)
{
	return grid_cell_equal(cell, &blank_cell);
}

uint64_t grid_row_hash(const struct grid *grid, int row)
{
	/* FNV-1a, a word at a time; unequal rows that collide are found when the cells are compared. */
	const uint32_t *p = (const uint32_t *)grid_row(grid, row);
	size_t n = (size_t)grid->cols * (sizeof(struct grid_cell) / sizeof *p);
	uint64_t hash = 0xCBF29CE484222325U;
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ p[i]) * 0x100000001B3U;
	return hash;
}
