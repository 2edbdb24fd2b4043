/*
 * menu.h: rows to choose from: a text, a note at the other side, a target.
 *
 * A row may have a heading above it, and fields of its own for a view that
 * draws its rows itself, each in as many lines as the menu says.
 */
#ifndef JARIDA_UI_MENU_H
#define JARIDA_UI_MENU_H

#include "base/str.h"
#include "news/article.h"

#include <stdbool.h>
#include <stddef.h>

enum target { TARGET_NONE, TARGET_PLACE, TARGET_ARTICLE, TARGET_OWN /* the view knows */ };

enum { MENU_FIELDS = 4 };

struct menu_row {
	char *text, *note;
	char *heading;              /* NULL: none */
	char *fields[MENU_FIELDS];  /* NULL: none */
	char *copied; /* what y copies */
	enum target target;
	struct pos pos; /* TARGET_ARTICLE: only pos.article */
	int indent_col; /* it belongs to a row above it */
	bool aside;     /* has no number, and no digit chooses it */
	int64_t number; /* what the view wants to know */
	bool uncounted; /* TARGET_OWN: what it stands for is still to be counted */
};

struct menu {
	const char *title;
	struct menu_row *rows;
	size_t n, cap;
	size_t selected, top;
	size_t typed; /* digits so far */
	int visible;  /* rows on the screen */
	int lines;    /* of a row, as they were drawn */
};

void menu_reset(struct menu *menu, const char *title);
void menu_done(struct menu *menu);
struct menu_row *menu_add(struct menu *menu, struct str row_text, struct str note, struct str copied);

/* What stands before a row, from 1; 0: nothing. */
size_t menu_number(const struct menu *menu, size_t i);

/* Lines of a row with its heading; the row that a line on the screen (from 0) belongs to, menu->n: none. */
int menu_row_lines(const struct menu *menu, size_t i);
size_t menu_at_line(const struct menu *menu, int line);

/* Move the first row on the screen so that the selected one is, with that many lines. */
void menu_scroll(struct menu *menu, int lines);

/* Move the selection, within the rows. */
void menu_move(struct menu *menu, long rows);

/* A digit selects; true when no further digit could mean another row. */
bool menu_type(struct menu *menu, int digit);

#endif
