/*
 * panes.h: how list and article share the screen.
 *
 * Pure geometry: from the size of the window and what was asked for to
 * rectangles. Every rectangle lies inside the window; one that has no place
 * has no rows.
 */
#ifndef JARIDA_UI_PANES_H
#define JARIDA_UI_PANES_H

#include "text/dir.h"
#include "ui/options.h"
#include "ui/paint.h"

#include <stdbool.h>
#include <stddef.h>

struct panes_request {
	int rows, cols;
	enum panes_mode mode;
	enum dir layout;   /* DIR_RTL: the list stands at the right */
	bool remote;       /* few bytes a key: never side by side unless asked */
	bool single;       /* there is one article: its list is not worth a place */
	size_t n_rows;     /* of the list: a strip need not be higher */
	int row_height;    /* lines of each */
	bool asking;       /* the list changes with every key: above the prompt it has all there is */
	bool reorders;     /* the terminal reorders whole rows: they cannot be shared */
	bool article_focus;
	bool alone;        /* z: only the pane with the focus */
	int text_width;
};

struct panes {
	enum panes_mode mode; /* PANES_SIDE, PANES_STACKED or PANES_ALONE */
	struct area list, article, rule, body, status;
	bool rule_upright;
};

void panes_compute(struct panes *panes, const struct panes_request *request);

#endif
