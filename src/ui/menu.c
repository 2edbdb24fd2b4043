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
		free(menu->rows[i].heading);
		for (size_t k = 0; k < MENU_FIELDS; k++)
			free(menu->rows[i].fields[k]);
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

int menu_row_lines(const struct menu *menu, size_t i)
{
	return (menu->lines > 1 ? menu->lines : 1) + (menu->rows[i].heading != NULL);
}

size_t menu_at_line(const struct menu *menu, int line)
{
	size_t i = menu->top;
	for (; i < menu->n; i++) {
		line -= menu_row_lines(menu, i);
		if (line < 0)
			break;
	}
	return i;
}

void menu_scroll(struct menu *menu, int lines)
{
	int needed = 0;
	if (menu->selected < menu->top)
		menu->top = menu->selected;
	for (size_t i = menu->top; i <= menu->selected && i < menu->n; i++)
		needed += menu_row_lines(menu, i);
	while (needed > lines && menu->top < menu->selected)
		needed -= menu_row_lines(menu, menu->top++);
}

void menu_move(struct menu *menu, long rows)
{
	long to = (long)menu->selected + rows;
	long last = menu->n > 0 ? (long)menu->n - 1 : 0;
	menu->selected = (size_t)(to < 0 ? 0 : to > last ? last : to);
	menu->typed = 0;
}

size_t menu_number(const struct menu *menu, size_t i)
{
	size_t number = 0;
	for (size_t k = 0; k <= i && k < menu->n; k++)
		number += !menu->rows[k].aside;
	return menu->rows[i].aside ? 0 : number;
}

/* The row of a number; menu->n: there is none. */
static size_t row_of(const struct menu *menu, size_t number)
{
	size_t i = 0;
	while (i < menu->n && (menu->rows[i].aside || --number > 0))
		i++;
	return i;
}

bool menu_type(struct menu *menu, int digit)
{
	size_t number = menu->typed * 10 + (size_t)digit;
	size_t row = number > 0 ? row_of(menu, number) : menu->n;
	if (row == menu->n) {
		menu->typed = 0;
		return false;
	}
	menu->selected = row;
	menu->typed = number;
	if (row_of(menu, number * 10) < menu->n)
		return false;
	menu->typed = 0;
	return true;
}
