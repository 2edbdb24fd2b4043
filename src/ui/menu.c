#include "config.h"

#include "ui/menu.h"

#include "base/mem.h"

#include <stdlib.h>

void menu_reset(struct menu *menu, const char *title)
{
	for (size_t i = 0; i < menu->n; i++) {
		free(menu->rows[i].text);
		free(menu->rows[i].note);
		free(menu->rows[i].copied);
	}
	menu->n = menu->selected = menu->top = menu->typed = 0;
	menu->title = title;
}

void menu_done(struct menu *menu)
{
	menu_reset(menu, NULL);
	free(menu->rows);
	*menu = (struct menu){0};
}

struct menu_row *menu_add(struct menu *menu, struct str row_text, struct str note, struct str copied)
{
	menu->rows = xgrow(menu->rows, menu->n, &menu->cap, sizeof *menu->rows);
	struct menu_row *row = &menu->rows[menu->n++];
	*row = (struct menu_row){
		.text = xstrndup(row_text.p, row_text.n),
		.note = xstrndup(note.p, note.n),
		.copied = xstrndup(copied.p, copied.n),
	};
	return row;
}

void menu_move(struct menu *menu, long rows)
{
	long to = (long)menu->selected + rows;
	long last = menu->n > 0 ? (long)menu->n - 1 : 0;
	menu->selected = (size_t)(to < 0 ? 0 : to > last ? last : to);
	menu->typed = 0;
}

bool menu_type(struct menu *menu, int digit)
{
	size_t number = menu->typed * 10 + (size_t)digit;
	if (number == 0 || number > menu->n) {
		menu->typed = 0;
		return false;
	}
	menu->selected = number - 1;
	menu->typed = number;
	if (number * 10 <= menu->n)
		return false;
	menu->typed = 0;
	return true;
}
