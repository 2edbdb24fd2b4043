/*
 * table.h: lines of columns, as a screen shows them or for a pipe.
 *
 * In visual order each column is a text of its own, laid out by itself, cut to
 * its width and aligned to the side where the line begins, numbers to the right; a right-to-left
 * table has its first column at the right. In reading order there is a tab
 * between columns and nothing is cut, so that cut(1) takes them apart.
 */
#ifndef JARIDA_CLI_TABLE_H
#define JARIDA_CLI_TABLE_H

#include "base/str.h"
#include "cli/out.h"
#include "cli/print.h"
#include "layout/line.h"
#include "text/para.h"

#include <stdbool.h>
#include <stddef.h>

struct hits;

struct column {
	struct str text;
	int width_col; /* in visual order; 0: as wide as it is */
	bool number;   /* stands at the right of its width */
	const struct hits *hits; /* what stands out in it, where there are colours; NULL: nothing */
};

struct table {
	struct print_options options; /* dir: the side where lines begin */
	struct out *out;
	struct para *para;
	struct line line;
};

void table_init(struct table *table, const struct print_options *options, struct out *out);
void table_done(struct table *table);

/* One line. The last column has what the others leave of the line's width. */
void table_line(struct table *table, const struct column *columns, size_t n, bool bold);

#endif
