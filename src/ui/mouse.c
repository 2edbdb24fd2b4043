/* The mouse: cells of the screen back to what is shown there. */
#include "config.h"

#include "ui/state.h"

#include "term/key.h"

enum { WHEEL_ROWS = 3 };

static bool inside(const struct area *area, int row, int col)
{
	return row >= area->row && row < area->row + area->rows && col >= area->col &&
	       col < area->col + area->cols;
}

/* The wheel moves what it stands over, whichever pane has the keys. */
static unsigned wheel(struct app *app, const struct view_ops *view, bool up, int rows)
{
	const struct request request = {.command = command_at(up ? CMD_UP : CMD_DOWN), .count = rows};
	return view->command(app, &request);
}

static unsigned focus_pane(struct app *app, bool article)
{
	const struct request request = {.command = command_at(CMD_FOCUS_OTHER), .count = -1};
	return app->article_focus == article ? REACT_HANDLED : action_run(app, &request);
}

/* A row that is selected already is opened. */
static unsigned click_list(struct app *app, int row)
{
	struct shelf_ref ref = app->list.top;
	row /= app->list.height > 0 ? app->list.height : 1;
	for (; row > 0; row--)
		if (!shelf_next(app->shelf, &ref))
			return focus_pane(app, false);
	if (ref.id == 0)
		return REACT_HANDLED;
	bool again = shelf_same(ref, app->selected) && !app->article_focus;
	unsigned flags = focus_pane(app, false);
	app->selected = ref;
	return again ? flags | desk_open(app, ref) : flags | DRAWN;
}

/* An address is taken to the clipboard. */
static unsigned click_article(struct app *app, int row, int col)
{
	unsigned flags = DRAWN | focus_pane(app, true);
	const struct article *article = desk_article(app);
	uint64_t key;
	size_t cp;
	if (article == NULL || !pager_at(&app->reader, &app->painter, row, col, &key, &cp) || key < DOC_BODY)
		return flags;
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		if (link.kind == LINK_URL && link.key == key - DOC_BODY && cp >= link.start_cp && cp < link.end_cp)
			return flags | copy_text(app, link.url, TEXT_COPIED_LINK);
	}
	return flags;
}

static unsigned in_overlay(struct app *app, uint32_t key, int row)
{
	bool menu = app->overlay->kind == IN_MENU;
	if (key != K_CLICK)
		return wheel(app, app->overlay, key == K_WHEEL_UP, menu ? 1 : WHEEL_ROWS);
	return menu ? menu_click(app, row - app->panes.body.row) : REACT_HANDLED;
}

unsigned mouse_key(struct app *app, uint32_t key)
{
	const struct panes *panes = &app->panes;
	int row, col;
	terminal_mouse(app->terminal, &row, &col);
	if (app->overlay != NULL)
		return inside(&panes->body, row, col) ? in_overlay(app, key, row) : REACT_HANDLED;
	if (inside(&panes->list, row, col))
		return key == K_CLICK ? click_list(app, row - panes->list.row)
		                      : wheel(app, &list_view, key == K_WHEEL_UP, 1);
	if (!inside(&panes->article, row, col))
		return REACT_HANDLED;
	return key == K_CLICK ? click_article(app, row, col)
	                      : wheel(app, &reader_view, key == K_WHEEL_UP, WHEEL_ROWS);
}
