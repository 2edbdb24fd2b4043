/*
 * marked.h: a text on one line, in which places stand out by colour and underline.
 */
#ifndef JARIDA_CLI_MARKED_H
#define JARIDA_CLI_MARKED_H

#include "base/buf.h"
#include "layout/line.h"
#include "words/match.h"

/* Append the cells of a line of such a text: line_print() with marks. hits: NULL for none. */
void marked_line(const struct line *line, const struct para *para, const struct hits *hits, struct buf *out);

/* Append the text in reading order: print_add_logical() with marks. */
void marked_logical(struct str text, const struct hits *hits, struct buf *out);

#endif
