#include "config.h"

#include "ui/state.h"

#include <stdio.h>

static void draw_row(struct app *app, struct area area, size_t i)
{
	int row = area.row;
	const struct menu_row *r = &app->menu.rows[i];
	bool selected = i == app->menu.selected;
	enum role role = selected ? ROLE_SELECTED : r->target == TARGET_NONE ? ROLE_READ : ROLE_TEXT;
	uint32_t style = theme_style(&app->theme, role);
	char number[16];
	int n = snprintf(number, sizeof number, "%3zu ", i + 1);
	bool rtl = app->layout == DIR_RTL;
	int note = r->note[0] != '\0' ? paint_text_cols(&app->painter, str_of(r->note)) + 2 : 0;
	if (note > area.cols / 2)
		note = area.cols / 2;
	int rest = area.cols - n - r->indent_col - note;
	terminal_fill(app->terminal, row, area.col, area.cols, style);
	if (rest <= 0)
		return;
	int col = rtl ? area.col + area.cols - n : area.col;
	paint_text(&app->painter, row, col, n, str_of(number), DIR_LTR, app->layout, style);
	col = rtl ? area.col + note : area.col + n + r->indent_col;
	paint_text(&app->painter, row, col, rest, str_of(r->text), DIR_AUTO, app->layout, style);
	col = rtl ? area.col : area.col + area.cols - note + 2;
	if (note > 0)
		paint_text(&app->painter, row, col, note - 2, str_of(r->note), DIR_AUTO, app->layout, style);
}

static int head_rows(struct area area)
{
	return area.rows > 2 ? 2 : 0;
}

static void draw_heading(struct app *app, struct area area, int row, const char *heading)
{
	paint_text(&app->painter, row, area.col, area.cols, str_of(heading), DIR_LTR, app->layout,
	           theme_style(&app->theme, ROLE_HEADING));
}

/* The rows from the first one on, below each other, a last one as far as there is room. */
static void draw_rows(struct app *app, struct area area, void (*draw_one)(struct app *app, struct area area, size_t row))
{
	const struct menu *menu = &app->menu;
	int row = area.row, end = area.row + area.rows;
	for (size_t i = menu->top; i < menu->n && row < end; i++) {
		if (menu->rows[i].heading != NULL)
			draw_heading(app, area, row++, menu->rows[i].heading);
		int lines = menu->lines < end - row ? menu->lines : end - row;
		if (lines > 0)
			draw_one(app, (struct area){row, area.col, lines, area.cols}, i);
		row += menu->lines;
	}
}

void menu_draw_by(struct app *app, struct area area, int lines, void (*draw_one)(struct app *app, struct area area, size_t row))
{
	struct menu *menu = &app->menu;
	int head = head_rows(area);
	int rows = area.rows - head;
	menu->lines = lines;
	menu->visible = rows > lines ? rows / lines : 1;
	for (int i = 0; i < area.rows; i++)
		terminal_fill(app->terminal, area.row + i, area.col, area.cols, theme_style(&app->theme, ROLE_TEXT));
	if (head > 0)
		draw_heading(app, area, area.row, menu->title);
	if (rows <= 0)
		return;
	menu_scroll(menu, rows);
	draw_rows(app, (struct area){area.row + head, area.col, rows, area.cols}, draw_one);
}

void menu_draw(struct app *app, struct area area)
{
	menu_draw_by(app, area, 1, draw_row);
}

void menu_say(struct app *app, struct buf *out)
{
	const struct menu *menu = &app->menu;
	const struct menu_row *row = &menu->rows[menu->selected];
	if (row->heading != NULL)
		buf_addf(out, "%s: ", row->heading);
	buf_addf(out, "%zu/%zu ", menu->selected + 1, menu->n);
	speech_add(app, out, str_of(row->text));
	if (row->note[0] != '\0')
		buf_addf(out, " \xE2\x80\x94 %s", row->note);
}

/* By rows; at the ends it is said that there are no more. */
static unsigned move(struct app *app, long rows)
{
	size_t before = app->menu.selected;
	menu_move(&app->menu, rows);
	if (app->menu.selected == before)
		app_say(app, "%s", text(rows > 0 ? TEXT_END : TEXT_TOP));
	return DRAWN;
}

static unsigned choose(struct app *app)
{
	const struct menu_row *row = &app->menu.rows[app->menu.selected];
	struct pos pos = row->pos;
	switch (row->target) {
	case TARGET_PLACE:
		app_close_overlay(app);
		return desk_jump(app, pos) | REACT_RELAYOUT;
	case TARGET_ARTICLE:
		app_close_overlay(app);
		return desk_open(app, (struct shelf_ref){pos.article}) | REACT_RELAYOUT;
	case TARGET_OWN:
		return app->overlay->choose(app, row);
	default:
		app_say(app, "%s", text(TEXT_NOT_HERE));
		return DRAWN;
	}
}

unsigned menu_digit(struct app *app, int digit)
{
	return menu_type(&app->menu, digit) ? choose(app) : DRAWN;
}

unsigned menu_click(struct app *app, int row)
{
	struct menu *menu = &app->menu;
	int head = head_rows(app->panes.body);
	size_t at = row < head ? menu->n : menu_at_line(menu, row - head);
	if (at >= menu->n)
		return REACT_HANDLED;
	menu->selected = at;
	menu->typed = 0;
	return choose(app);
}

unsigned menu_command(struct app *app, const struct request *request)
{
	struct menu *menu = &app->menu;
	long page = menu->visible > 1 ? menu->visible : 1;
	switch (request->command->id) {
	case CMD_DOWN:
		return move(app, 1);
	case CMD_UP:
		return move(app, -1);
	case CMD_READ_ON:
	case CMD_PAGE_DOWN:
		return move(app, page);
	case CMD_PAGE_UP:
		return move(app, -page);
	case CMD_HALF_DOWN:
		return move(app, (page + 1) / 2);
	case CMD_HALF_UP:
		return move(app, -(page + 1) / 2);
	case CMD_FIRST:
		menu_move(menu, -(long)menu->n);
		return DRAWN;
	case CMD_LAST:
		menu_move(menu, (long)menu->n);
		return DRAWN;
	case CMD_PERCENT:
		return DRAWN;
	case CMD_OPEN:
		return choose(app);
	case CMD_COPY_PARAGRAPH:
		return copy_text(app, str_of(menu->rows[menu->selected].copied), TEXT_COPIED_LINK);
	default:
		return 0;
	}
}

static bool row_matches(struct app *app, size_t i)
{
	const struct menu_row *row = &app->menu.rows[i];
	bool found = sought_has(&app->menu_sought, str_of(row->text)) || sought_has(&app->menu_sought, str_of(row->note));
	for (int f = 0; f < MENU_FIELDS && !found; f++)
		found = row->fields[f] != NULL && sought_has(&app->menu_sought, str_of(row->fields[f]));
	return found;
}

/* To the next row that matches, from one on (itself included when asked), round the end. */
static unsigned seek(struct app *app, size_t from, bool upward, bool include)
{
	size_t n = app->menu.n, at = from;
	app->menu.selected = from;
	if (!sought_any(&app->menu_sought) || n == 0)
		return DRAWN;
	for (size_t i = include ? 0 : 1; i < n + !include; i++) {
		at = upward ? (from + n - i) % n : (from + i) % n;
		if (!row_matches(app, at))
			continue;
		app->menu.selected = at;
		if (i > 0 && (upward ? at >= from : at <= from))
			app_say(app, "%s", text(upward ? TEXT_WRAPPED_UP : TEXT_WRAPPED));
		return DRAWN;
	}
	app_say(app, "%s", text(TEXT_NOT_FOUND));
	return DRAWN;
}

unsigned menu_search(struct app *app, const struct search_request *request)
{
	struct menu *menu = &app->menu;
	menu->typed = 0;
	sought_set_level(&app->menu_sought, (enum level)app->options.match_level);
	switch (request->what) {
	case SEARCH_BEGIN:
		app->menu_origin = menu->selected;
		app->menu_backward = request->backward;
		return REACT_HANDLED;
	case SEARCH_TYPED:
		sought_set(&app->menu_sought, request->text);
		return seek(app, app->menu_origin, app->menu_backward, true);
	case SEARCH_KEEP:
		return seek(app, menu->selected, app->menu_backward, true);
	case SEARCH_GIVE_UP:
		menu->selected = app->menu_origin;
		return DRAWN;
	case SEARCH_GO:
		if (!sought_any(&app->menu_sought))
			app_say(app, "%s", text(TEXT_NO_PATTERN));
		return seek(app, menu->selected, app->menu_backward != request->backward, false);
	}
	return 0;
}

void menu_position(struct app *app, struct position *position)
{
	position->row = app->menu.selected + 1;
	position->rows = app->menu.n;
}

void menu_close(struct app *app)
{
	menu_reset(&app->menu, NULL);
}
