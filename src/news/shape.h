/*
 * shape.h: what kind of text a file holds, before it is read as an article.
 *
 * Private to news. Only what is plainly an article is taken apart: it shows
 * the markers of one, or paragraphs that nothing but prose has, and no sign of
 * another kind of text (verbatim.h). Everything else (a man page, a log, source
 * code, a poem) keeps its lines. Filled lines are joined only where there is a
 * marker: the others may be a message or a manual.
 */
#ifndef JARIDA_NEWS_SHAPE_H
#define JARIDA_NEWS_SHAPE_H

#include "base/arena.h"
#include "news/lines.h"
#include "news/markers.h"

#include <stdbool.h>

enum text_shape {
	SHAPE_ARTICLE, /* a line is a paragraph */
	SHAPE_WRAPPED, /* prose whose lines were filled to a width: a block is a paragraph */
	SHAPE_LINES    /* neither: lines stand as they stand */
};

/* The lines include the blank ones. */
enum text_shape shape_of(const struct text_lines *lines, const struct marker_index *index);

/* Join the lines of filled paragraphs; the joined texts live in the arena. Blank lines stay. */
void shape_unwrap(struct text_lines *lines, struct arena *arena);

/* What a text is in that is known to be the body of an article. */
enum body_kind {
	BODY_PARAGRAPHS, /* a field of a record: a line is a paragraph */
	BODY_FILLED,     /* a field of a document, whose lines may be filled to a width */
	BODY_MAIL        /* a message: the same, or a patch, a log, quoted lines */
};

enum text_shape shape_of_body(const struct text_lines *lines, const struct marker_index *index, enum body_kind kind);

/* A sentence or more of running text. */
bool line_is_prose(const struct text_line *line);

/* Short enough for a title, and not a sentence. */
bool line_is_title(const struct text_line *line);

/* Aligned, drawn or indented: means something only as it stands. */
bool line_is_preformatted(const struct text_line *line);

#endif
