/*
 * model.h: what a row of the screen is sent as, by what the terminal does with it.
 *
 * The grid holds rows as they are to be seen, from left to right. A model says
 * what the cells should be (forms or letters, in which order), and turns a row
 * of them into the row that makes the terminal show it. All that anybody needs
 * to know of a model stands in its row of the table in model.c. No format
 * character (bidi control, joiner) is ever sent.
 */
#ifndef JARIDA_TERM_MODEL_H
#define JARIDA_TERM_MODEL_H

#include "term/grid.h"
#include "term/terminal.h"

#include <stdbool.h>

struct model {
	const char *name; /* as in --bidi */
	bool forms;       /* letters in presentation forms; else as in the text, and the terminal joins them */
	bool logical;     /* lines are wanted in logical order, and stay so */
	bool arranges;    /* what is sent is another row than what is wanted */
	bool reorders;    /* the terminal orders whole rows: panes cannot stand side by side */
};

const struct model *model_of(enum bidi_mode mode); /* of BIDI_AUTO, which is none: that of BIDI_VISUAL */

struct arranger; /* working memory */

struct arranger *arranger_new(void);
void arranger_free(struct arranger *arranger); /* NULL is allowed */

/* Whether the terminal that orders rows (BIDI_INVERSE …) orders each stretch of one style by itself: not at first. */
void arranger_set_pieces(struct arranger *arranger, bool pieces);

/*
 * Turn a row of cols columns into the row to send. A pure function of the row.
 * at[col], where at is not NULL, is the column in which the terminal has what
 * is seen in column col. False when the terminal will show something else:
 * then no order is known that it would show right.
 */
bool arranger_row(struct arranger *arranger, enum bidi_mode mode, const struct grid_cell *row, int cols,
                  struct grid_cell *sent, int *at);

#endif
