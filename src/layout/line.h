/*
 * line.h: a paragraph and a width become lines, a line becomes cells.
 *
 * A line is a range [start_cp, end_cp) of its paragraph and the cells that
 * show it, in visual order (left to right). Invariants: the cells cover every
 * code point that has a picture exactly once (a cell shows the code points
 * [start_cp, start_cp + n_cp): base, marks, a whole lam-alef); their widths
 * add up to width_col; spaces at the logical end of a line hang: they belong
 * to the range but have no cell.
 *
 * Columns count from the line's own left edge. Where the line stands on the
 * screen is line_indent()'s word. All functions are total, none does I/O.
 */
#ifndef JARIDA_LAYOUT_LINE_H
#define JARIDA_LAYOUT_LINE_H

#include "base/buf.h"
#include "text/para.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CELL_MAX_MARKS = 4 }; /* what a terminal's cell can hold beside its base */

struct cell {
	uint32_t base;     /* shaped and mirrored, always printable */
	uint32_t start_cp; /* in the paragraph; the same for the cells of one tab */
	uint16_t n_cp;
	uint8_t width_col; /* 1 or 2 */
	uint8_t level;     /* embedding level: odd reads right to left */
	bool orphan;       /* a mark without base: base is a dotted circle that the text does not hold */
};

struct line {
	size_t start_cp, end_cp;
	enum dir dir; /* of the paragraph */
	struct cell *cells;
	size_t n_cells, cap_cells;
	int width_col;
	bool parted; /* while it is laid out: there are cells of no width, to be dropped */
};

void line_init(struct line *line);
void line_done(struct line *line);

/*
 * Where a line of width_col columns that starts at start_cp ends: at the last
 * break opportunity that fits, else at a cluster boundary, never inside a
 * lam-alef; a cluster wider than the line (of many prepended signs, say) is cut
 * between its cells. Always at least one cell. width_col <= 0: no limit.
 */
size_t line_fill(struct para *para, size_t start_cp, int width_col);

/* Cells of [start_cp, end_cp) in visual order (UAX #9 L1 to L4); trailing spaces hang. */
void line_layout(struct line *line, const struct para *para, size_t start_cp, size_t end_cp);

/* The same with cells for the trailing spaces too: for a line that is not filled to a width, as a prompt. */
void line_layout_whole(struct line *line, const struct para *para, size_t start_cp, size_t end_cp);

/*
 * Cells of the whole paragraph on one line of at most width_col columns; what
 * does not fit is cut at a cluster and replaced by an ellipsis at the reading
 * end. The letter before it takes the shape that ends a word. The ellipsis
 * cell shows no code points (n_cp = 0) and starts where the cut is.
 */
void line_layout_clipped(struct line *line, struct para *para, int width_col);

/*
 * The marks of a cell in their order, at most max of them; the first may be one that makes the base the letter
 * meant. Returns how many there are to show.
 */
size_t cell_marks(const struct cell *cell, const struct para *para, uint32_t *marks, size_t max);

/* Columns to leave blank at the left of a line on a screen of width_col columns. */
int line_indent(const struct line *line, int width_col);

/* Column and width at which code point cp stands; false when it has no cell on this line. */
bool line_col_of(const struct line *line, size_t cp, int *col, int *width_col);

/* The cell at column col, or NULL. */
const struct cell *line_cell_at(const struct line *line, int col);

/*
 * Column of a cursor that stands before code point cp (start_cp..end_cp): the
 * reading-side edge of its cell, as a column in [0, width_col]; where two are
 * possible (between directions), that of the character before it.
 */
int line_caret_col(const struct line *line, size_t cp);

/*
 * Append the line as UTF-8 in visual order: bases with all their marks,
 * nothing invisible; no dotted circle in SHAPE_BASE.
 */
void line_print(const struct line *line, const struct para *para, struct buf *out);

#endif
