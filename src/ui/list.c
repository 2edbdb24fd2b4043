#include "config.h"

#include "ui/state.h"

#include "base/clock.h"

#include <stdlib.h>

enum { LOOK_MS = 12 /* for titles of rows that are about to be seen */ };

/* From the top row to the selected one: bring it onto the screen, moving as little as that takes. */
static void keep_selected_visible(struct app *app)
{
	struct list_state *list = &app->list;
	struct shelf_ref ref = list->top;
	for (int i = 0; ref.id != 0 && i < list->rows; i++) {
		if (shelf_same(ref, app->selected))
			return;
		if (!shelf_next(app->shelf, &ref))
			break;
	}
	size_t top = shelf_number(app->shelf, list->top);
	size_t selected = shelf_number(app->shelf, app->selected);
	size_t rows = list->rows > 0 ? (size_t)list->rows : 1;
	list->top = app->selected;
	if (selected > top)
		for (size_t i = 1; i < rows && shelf_prev(app->shelf, &list->top); i++)
			;
}

/* Rows that went from the end of a list must not leave the screen half empty. */
static void fill_screen(struct app *app)
{
	struct shelf_ref ref = app->list.top;
	int missing = app->list.rows;
	for (missing--; missing > 0 && shelf_next(app->shelf, &ref); missing--)
		;
	while (missing-- > 0 && shelf_prev(app->shelf, &app->list.top))
		;
}

static void look_at_visible(struct app *app)
{
	int64_t deadline = clock_now_ms() + LOOK_MS;
	struct shelf_ref ref = app->list.top;
	/* Rows of a folder that is still being read may not stay where they are. */
	int rows = shelf_busy(app->shelf) && app->list.rows > 2 ? 2 : app->list.rows;
	for (int i = 0; i < rows && ref.id != 0 && clock_now_ms() < deadline; i++) {
		shelf_look(app->shelf, ref);
		if (!shelf_next(app->shelf, &ref))
			break;
	}
}

/* What came of what is typed, or is wrong with it. */
static void add_note(const struct app *app, struct buf *note)
{
	if (app->quest.wrong[0] != '\0')
		buf_add_str(note, str_of(app->quest.wrong));
	else
		quest_note(app, note);
}

/* Rows that it takes, of those of the list. */
static int note_rows(struct app *app, const struct area *area)
{
	struct buf note;
	if (!app->quest.on || area->rows < 2)
		return 0;
	buf_init(&note, BUF_NO_MAX);
	add_note(app, &note);
	int rows = paint_text_rows(&app->painter, area->cols - 2, buf_str(&note));
	buf_done(&note);
	return rows < 1 ? 1 : rows < area->rows / 2 ? rows : area->rows / 2;
}

/* In the rows above what is typed. */
static void draw_note(struct app *app, const struct area *area)
{
	struct buf note;
	bool wrong = app->quest.wrong[0] != '\0';
	uint32_t style = theme_style(&app->theme, wrong ? ROLE_ERROR : ROLE_STATUS);
	struct area text = {area->row, area->col + 1, area->rows, area->cols - 2};
	buf_init(&note, BUF_NO_MAX);
	add_note(app, &note);
	for (int row = area->row; row < area->row + area->rows; row++)
		terminal_fill(app->terminal, row, area->col, area->cols, style);
	paint_text_broken(&app->painter, &text, buf_str(&note), app->layout, style);
	buf_done(&note);
}

static void list_draw(struct app *app, struct area area)
{
	struct list_state *list = &app->list;
	int noted = note_rows(app, &area);
	area.rows -= noted;
	list->height = list_height(app) <= area.rows ? list_height(app) : 1;
	list->rows = area.rows / list->height;
	if (list->top.id == 0)
		shelf_first(app->shelf, &list->top);
	if (app->selected.id == 0)
		shelf_first(app->shelf, &app->selected);
	look_at_visible(app);
	keep_selected_visible(app);
	fill_screen(app);
	list_draw_rows(app, &area);
	if (noted > 0)
		draw_note(app, &(struct area){area.row + area.rows, area.col, noted, area.cols});
}

static void list_say(struct app *app, struct buf *out)
{
	if (app->selected.id == 0)
		speech_add_pager(&app->reader, out);
	else
		list_say_row(app, app->selected, out);
}

static unsigned move_to(struct app *app, size_t number)
{
	app->selected = shelf_at(app->shelf, number);
	return DRAWN;
}

/* Far away, where its number says, not row by row. */
static bool move_far(struct app *app, long rows)
{
	enum { FAR = 1000 };
	long number = (long)shelf_number(app->shelf, app->selected), total = (long)shelf_count(app->shelf);
	if (number == 0 || labs(rows) < FAR)
		return false;
	long there = rows > total - number ? total : rows < 1 - number ? 1 : number + rows;
	if (there == number)
		return false;
	move_to(app, (size_t)there);
	return true;
}

static unsigned move_by(struct app *app, long rows)
{
	bool moved = false;
	if (move_far(app, rows))
		return DRAWN;
	for (; rows > 0 && shelf_next(app->shelf, &app->selected); rows--)
		moved = true;
	for (; rows < 0 && shelf_prev(app->shelf, &app->selected); rows++)
		moved = true;
	if (!moved && rows != 0 && app->selected.id == 0)
		app_say(app, "%s", text(TEXT_NOTHING_SELECTED));
	else if (!moved && rows != 0)
		app_say(app, "%s", text(rows > 0 ? TEXT_NO_NEXT_ARTICLE : TEXT_NO_PREV_ARTICLE));
	return DRAWN;
}

static unsigned unfold(struct app *app)
{
	if (!shelf_unfold(app->shelf, &app->selected))
		app_say(app, "%s", text(app->selected.id == 0 ? TEXT_NOTHING_SELECTED : TEXT_NO_PRINTS));
	app->list.top = shelf_row(app->shelf, app->list.top).print ? app->selected : app->list.top;
	return ARRANGED;
}

static unsigned list_command(struct app *app, const struct request *request)
{
	long n = request->count > 0 ? request->count : 1;
	long page = app->list.rows > 1 ? app->list.rows - 1 : 1;
	size_t total = shelf_count(app->shelf);
	switch (request->command->id) {
	case CMD_DOWN:
		return move_by(app, n);
	case CMD_UP:
		return move_by(app, -n);
	case CMD_READ_ON:
	case CMD_PAGE_DOWN:
		return move_by(app, n * page);
	case CMD_PAGE_UP:
		return move_by(app, -n * page);
	case CMD_HALF_DOWN:
		return move_by(app, (page + 1) / 2);
	case CMD_HALF_UP:
		return move_by(app, -(page + 1) / 2);
	case CMD_FIRST:
		return move_to(app, request->count > 0 ? (size_t)request->count : 1);
	case CMD_LAST:
		return move_to(app, request->count > 0 ? (size_t)request->count : total);
	case CMD_PERCENT:
		return move_to(app, request->count > 0 ? total * (size_t)request->count / 100 : 1);
	case CMD_OPEN:
		return desk_open(app, app->selected);
	case CMD_UNFOLD:
		return unfold(app);
	default:
		return 0;
	}
}

static void list_position(struct app *app, struct position *position)
{
	position->number = shelf_number(app->shelf, app->selected);
	position->total = shelf_count(app->shelf);
	if (app->list.search.left > 0)
		position->searching = list_search_percent(app);
	position->more = !shelf_counted(app->shelf);
	position->found = quest_finds(app);
	if (position->found)
		position->level = shelf_selection(app->shelf)->level;
}

static bool list_open(struct app *app)
{
	return shelf_count(app->shelf) > 0;
}

static void list_load(struct app *app)
{
	app->list.top = (struct shelf_ref){0};
}

static void list_close(struct app *app)
{
	sought_set(&app->list.sought, (struct str){0});
	app->list.search.left = 0;
}

const struct view_ops list_view = {
	.name = "list",
	.kind = IN_LIST,
	.open = list_open,
	.load = list_load,
	.draw = list_draw,
	.say = list_say,
	.command = list_command,
	.search = list_search,
	.position = list_position,
	.close = list_close,
};
