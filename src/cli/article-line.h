/*
 * article-line.h: an article of the library as a line: number, signs, date, source, title.
 *
 * Numbers are as wide, and lines begin at the side, as the first page wants it.
 */
#ifndef JARIDA_CLI_ARTICLE_LINE_H
#define JARIDA_CLI_ARTICLE_LINE_H

#include "cli/table.h"
#include "library/library.h"

struct article_lines {
	struct table *table;
	bool ready; /* what the lines look like is decided */
	int id_col;
};

enum { LINE_NUMBER_B = 24 }; /* a number as text */

/* Decide, by the rows of the first page; later pages change nothing. */
void article_lines_look(struct article_lines *lines, const struct article_row *rows, int n);

/* hits are what to mark in the title, or NULL. */
void article_line(const struct article_lines *lines, const struct article_row *row, const struct hits *hits);

#endif
