/*
 * menu.h: rows to choose from: a text, a note at the other side, a target.
 */
#ifndef JARIDA_UI_MENU_H
#define JARIDA_UI_MENU_H

#include "base/str.h"
#include "news/article.h"

#include <stdbool.h>
#include <stddef.h>

enum target { TARGET_NONE, TARGET_PLACE, TARGET_ARTICLE, TARGET_OWN /* the view knows */ };

struct menu_row {
	char *text, *note;
	char *copied; /* what y copies */
	enum target target;
	struct pos pos; /* TARGET_ARTICLE: only pos.article */
	int64_t number; /* TARGET_OWN: what the view wants to know */
	bool uncounted; /* likewise: what it stands for is still to be counted */
};

struct menu {
	const char *title;
	struct menu_row *rows;
	size_t n, cap;
	size_t selected, top;
	size_t typed; /* digits so far */
	int visible;  /* rows on the screen */
};

void menu_reset(struct menu *menu, const char *title);
void menu_done(struct menu *menu);
struct menu_row *menu_add(struct menu *menu, struct str row_text, struct str note, struct str copied);

/* Move the selection, within the rows. */
void menu_move(struct menu *menu, long rows);

/* A digit selects; true when no further digit could mean another row. */
bool menu_type(struct menu *menu, int digit);

#endif
