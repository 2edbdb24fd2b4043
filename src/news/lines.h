/*
 * lines.h: a clean text cut into lines, with what a parser asks about each.
 *
 * Private to news. The text of a line is borrowed from the text that was cut.
 */
#ifndef JARIDA_NEWS_LINES_H
#define JARIDA_NEWS_LINES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text_line {
	struct str text;      /* without the spaces at either end; empty for a blank line */
	struct str whole;     /* as it stands, without the spaces at its end */
	uint32_t n_cp;        /* of text, as are all the counts */
	uint32_t n_words;
	uint32_t n_letters;
	uint32_t n_digits;
	uint32_t n_signs;     /* ASCII signs that code is full of */
	uint32_t n_wide_gaps; /* two spaces or more, or a tab, between words */
	uint32_t indent_col;
	uint32_t first, last; /* code points at both ends; last is the one inside closing quotes and brackets */
	bool gap_before;      /* a blank line stands before it */
	bool ends_sentence;
	bool opens_quote;
	bool whole_quote;     /* one quotation from its first character to its last */
	bool item;            /* starts with a bullet or a number */
	bool drawn;           /* box drawing, block elements */
};

struct text_lines {
	struct text_line *items;
	size_t n, cap;
};

/* Cut the text; a blank line is an item too. */
void text_lines_read(struct text_lines *lines, struct str text);

/* Fill in all but `whole`, `indent_col` and `gap_before` for this text, which is trimmed first. */
void text_line_measure(struct text_line *line, struct str text);

/* Leave out the blank lines (they stay visible as gap_before). */
void text_lines_drop_blank(struct text_lines *lines);

void text_lines_done(struct text_lines *lines);

/* s without space of any kind, and without invisible characters, at either end. */
struct str text_trim(struct str s);

#endif
