/*
 * pen.h: where the terminal's cursor stands and how it writes, and the fewest
 * bytes that make both something else.
 *
 * The pen keeps account of what was sent; it knows nothing of what stands on
 * the screen. Bytes go into `out`.
 */
#ifndef JARIDA_TERM_PEN_H
#define JARIDA_TERM_PEN_H

#include "base/buf.h"
#include "term/caps.h"
#include "term/grid.h"

#include <stdbool.h>
#include <stdint.h>

struct pen {
	const struct caps *caps;
	struct buf *out;
	bool color;
	int rows, cols;
	int row, col;     /* of the cursor; row < 0: unknown */
	bool past_end;    /* after the last column: only moves that say the column are safe */
	uint32_t style;
	bool style_known;
	int visible;      /* of the cursor: 1 yes, 0 no, -1 unknown */
};

/* Nothing is known any more (the terminal was in other hands). */
void pen_forget(struct pen *pen);

/* Bytes that pen_move() would take. */
size_t pen_move_cost(const struct pen *pen, int row, int col);
void pen_move(struct pen *pen, int row, int col);
void pen_style(struct pen *pen, uint32_t style);

/* The cell looks right in the style that is on: it is its own, or differs in what does not show on a blank. */
bool pen_suits(const struct pen *pen, const struct grid_cell *cell);
void pen_show(struct pen *pen, bool visible);

/* Write one cell at the cursor, which stands on its column. */
void pen_write(struct pen *pen, const struct grid_cell *cell);

void pen_clear(struct pen *pen);
void pen_erase_row(struct pen *pen); /* from the cursor to the end */

/* n rows are inserted or deleted at the row given; the cursor then stands at its column 0. */
void pen_insert_rows(struct pen *pen, int row, int n);
void pen_delete_rows(struct pen *pen, int row, int n);

/* The whole screen moves up n rows; the cursor then stands at column 0 of the last. */
void pen_feed(struct pen *pen, int n);

#endif
