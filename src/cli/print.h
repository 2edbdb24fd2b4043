/*
 * print.h: paragraphs as lines of text, in visual or in logical order.
 *
 * The command line's counterpart of the reading pane: the same paragraphs, the
 * same lines, but a file instead of cells.
 */
#ifndef JARIDA_CLI_PRINT_H
#define JARIDA_CLI_PRINT_H

#include "cli/out.h"
#include "layout/line.h"
#include "text/para.h"

#include <stdbool.h>

struct print_options {
	bool visual;      /* cells from left to right; else reading order */
	enum shape shape; /* in visual order */
	enum dir dir;     /* base direction of every paragraph */
	int width_col;    /* 0: one paragraph a line */
	bool color;       /* headings and titles bold */
};

struct printer {
	struct print_options options;
	struct out *out;
	struct para *para;
	struct line line;
	enum dir before; /* direction of the paragraph before */
	bool piece;      /* in the middle of a paragraph that is laid out in pieces */
};

void printer_init(struct printer *printer, const struct print_options *options, struct out *out);
void printer_done(struct printer *printer);

/*
 * Print the first line of bytes, or its first piece; returns the bytes taken
 * (0 only for empty input). The next call goes on where this one stopped. In
 * reading order and without a width, pieces come out as the one line they were.
 */
size_t printer_line(struct printer *printer, struct str bytes, bool bold);

/* Print a paragraph whole; an empty one is an empty line. */
void printer_paragraph(struct printer *printer, struct str text, bool bold);

void printer_blank(struct printer *printer);

/* Append clean text in reading order: all of it but what orders text beyond its line. */
void print_add_logical(struct buf *out, struct str text);

#endif
