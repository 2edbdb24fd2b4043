#include "config.h"

#include "term/scroll.h"

#include "base/mem.h"

#include <stdlib.h>

/* Columns that a move must spare to be worth its bytes. */
enum { LEAST_GAIN = 16 };

struct rows {
	int n;
	uint64_t *wanted, *shown; /* hashes */
	int *weight;              /* cells that are not blank, of each wanted row */
};

static int weight_of(const struct grid *grid, int row)
{
	const struct grid_cell *cells = grid_row(grid, row);
	int weight = 0;
	for (int c = 0; c < grid->cols; c++)
		weight += !grid_cell_blank(&cells[c]);
	return weight;
}

static bool look_at(struct rows *rows, const struct grid *wanted, const struct grid *shown)
{
	int n = wanted->rows;
	bool differ = false;
	rows->n = n;
	rows->wanted = xreallocarray(NULL, (size_t)n, 2 * sizeof *rows->wanted);
	rows->shown = rows->wanted + n;
	rows->weight = xreallocarray(NULL, (size_t)n, sizeof *rows->weight);
	for (int r = 0; r < n; r++) {
		rows->wanted[r] = grid_row_hash(wanted, r);
		rows->shown[r] = grid_row_hash(shown, r);
		rows->weight[r] = weight_of(wanted, r);
		differ |= rows->wanted[r] != rows->shown[r];
	}
	return differ;
}

/* What a move of rows [from, to] of the wanted grid, which stand n rows below, would spare. */
static int gain_of(const struct rows *rows, int from, int to, int n)
{
	int gain = 0;
	for (int r = from; r <= to; r++) {
		if (rows->wanted[r] != rows->shown[r])
			gain += rows->weight[r];
	}
	/* Rows that become blank and were right already are to be drawn again. */
	int first = n > 0 ? to + 1 : from + n, last = n > 0 ? to + n : from - 1;
	for (int r = first; r <= last; r++) {
		if (rows->wanted[r] == rows->shown[r])
			gain -= rows->weight[r];
	}
	return gain;
}

static void try_distance(const struct rows *rows, int n, struct scroll *best, int *best_gain)
{
	int first = n > 0 ? 0 : -n, end = n > 0 ? rows->n - n : rows->n;
	for (int r = first; r < end;) {
		if (rows->wanted[r] != rows->shown[r + n]) {
			r++;
			continue;
		}
		int from = r;
		while (r < end && rows->wanted[r] == rows->shown[r + n])
			r++;
		int gain = gain_of(rows, from, r - 1, n);
		if (gain > *best_gain) {
			*best_gain = gain;
			best->n = n;
			best->top = n > 0 ? from : from + n;
			best->bottom = n > 0 ? r - 1 + n : r - 1;
		}
	}
}

bool scroll_find(struct scroll *scroll, const struct grid *wanted, const struct grid *shown)
{
	struct rows rows;
	int gain = LEAST_GAIN;
	if (look_at(&rows, wanted, shown)) {
		for (int n = 1; n < rows.n; n++) {
			try_distance(&rows, n, scroll, &gain);
			try_distance(&rows, -n, scroll, &gain);
		}
	}
	free(rows.wanted);
	free(rows.weight);
	return gain > LEAST_GAIN;
}
