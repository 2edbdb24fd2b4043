/*
 * paint.h: cells of laid-out text onto the terminal's grid.
 *
 * The only way in which text from outside reaches the screen: a line's cells,
 * one by one, with a style by logical index. A short text (a title, a source,
 * a message) is a paragraph of its own here, so that it cannot reorder what
 * stands beside it.
 */
#ifndef JARIDA_UI_PAINT_H
#define JARIDA_UI_PAINT_H

#include "base/str.h"
#include "layout/line.h"
#include "term/model.h"
#include "term/terminal.h"
#include "text/para.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app_options;

struct area {
	int row, col, rows, cols;
};

/* Code points [start_cp, end_cp) are painted in another style. */
struct stretch {
	size_t start_cp, end_cp;
	uint32_t style;
};

struct ink {
	uint32_t style;
	const struct stretch *stretches; /* in reading order, not overlapping */
	size_t n;
	size_t base_cp; /* what to add to a cell's start_cp before looking for its stretch */
	int left_col, right_col; /* nothing is painted outside [left_col, right_col) */
};

struct painter {
	struct terminal *terminal;
	struct para *para; /* for short texts */
	struct line line;
	const struct model *model; /* what the terminal is sent: forms or letters, and their order */
	enum shape shape;          /* of all text */
	bool stacks_marks;         /* the terminal does */
	struct look look;          /* of our own words: as the terminal can show them */
};

void painter_init(struct painter *painter, struct terminal *terminal);
void painter_done(struct painter *painter);

/* Take up what the terminal is to be sent now: its model, and the options that say otherwise. */
void painter_adapt(struct painter *painter, const struct app_options *options);

/*
 * Put the cells of line, whose paragraph is para, from (row, col) on. Changes
 * their order in line where the model wants them logical.
 */
void paint_order(const struct painter *painter, struct line *line); /* the cells as they will stand */
void paint_line(const struct painter *painter, int row, int col, struct line *line, const struct para *para,
                const struct ink *ink);

/*
 * Put one short text into the columns [col, col + cols), cut with an ellipsis
 * where it is too long, at the left (side DIR_LTR) or the right (DIR_RTL), the
 * rest filled. dir is the text's own direction (DIR_AUTO: by its letters, else
 * that of side). Returns the columns that the text took.
 */
int paint_text(struct painter *painter, int row, int col, int cols, struct str text, enum dir dir,
               enum dir side, uint32_t style);

/* The same in an ink, whose columns do not count: with stretches in styles of their own. */
int paint_text_marked(struct painter *painter, int row, int col, int cols, struct str text, enum dir dir,
                      enum dir side, const struct ink *ink);

/* Columns that a short text takes. */
int paint_text_cols(struct painter *painter, struct str text);

/* Rows of so many columns that it takes, broken between words; and it on them, what does not fit cut from the last. */
int paint_text_rows(struct painter *painter, int cols, struct str text);
void paint_text_broken(struct painter *painter, const struct area *area, struct str text, enum dir side, uint32_t style);

/* One character of our own that is one column wide. */
void paint_glyph(const struct painter *painter, int row, int col, uint32_t cp, uint32_t style);

#endif
