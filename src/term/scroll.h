/* scroll.h: find rows that stand on the screen already, only higher or lower. Pure. */
#ifndef JARIDA_TERM_SCROLL_H
#define JARIDA_TERM_SCROLL_H

#include "term/grid.h"

#include <stdbool.h>

/* Rows [top, bottom] of the screen are to move up by n, down when n < 0. */
struct scroll {
	int top, bottom, n;
};

/* The one move that spares most; false when none spares more than it costs. */
bool scroll_find(struct scroll *scroll, const struct grid *wanted, const struct grid *shown);

#endif
