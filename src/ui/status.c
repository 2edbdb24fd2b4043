#include "config.h"

#include "ui/state.h"

#include <stdio.h>
#include <string.h>

enum { MAX_SEGMENTS = 10, SEGMENT_B = 64, MESSAGE_ROWS = 4 };

struct segments {
	char text[MAX_SEGMENTS][SEGMENT_B]; /* the first stands nearest to the edge */
	int n;
};

/* Another order than that by date. */
static void add_order(struct app *app, struct segments *s)
{
	const struct selection *selection = shelf_selection(app->shelf);
	struct buf name;
	if (selection->sort == SORT_DATE && !selection->reverse)
		return;
	buf_init(&name, SEGMENT_B - 1);
	sort_name(selection, &name);
	snprintf(s->text[s->n++], SEGMENT_B, "%s", buf_cstr(&name));
	buf_done(&name);
}

/* Which match of how many, once they are counted, and the level at which they are ones. */
static void add_match(const struct position *p, struct segments *s)
{
	const char *level = level_name(p->level);
	if (p->matches > 0)
		snprintf(s->text[s->n++], SEGMENT_B, text(TEXT_MATCH_OF), p->match, p->matches, level);
	else
		snprintf(s->text[s->n++], SEGMENT_B, "%.16s", level);
}

/* The part in a hundred has the edge: where it changes, nothing else moves. */
static void collect(struct app *app, struct segments *s)
{
	struct position p = {.percent = -1, .searching = -1};
	app_focus(app)->position(app, &p);
	if (app->overlay == NULL)
		walk_where(app, &p);
	if (p.percent >= 0)
		snprintf(s->text[s->n++], SEGMENT_B, text(TEXT_PERCENT), p.percent);
	if (p.found)
		add_match(&p, s);
	if (p.keywords > 0)
		snprintf(s->text[s->n++], SEGMENT_B, text(TEXT_KEYWORD_OF), p.keyword, p.keywords);
	if (p.stories > 0)
		snprintf(s->text[s->n++], SEGMENT_B, text(TEXT_STORY_OF), p.story, p.stories);
	if (p.number > 0)
		snprintf(s->text[s->n++], SEGMENT_B, text(TEXT_ARTICLE_OF), p.number, p.total, p.more ? "+" : "");
	if (shelf_selection(app->shelf) != NULL && app_focus(app) == &list_view)
		add_order(app, s);
	refresh_progress(app, s->text[s->n], SEGMENT_B);
	s->n += s->text[s->n][0] != '\0';
	if (p.rows > 0)
		snprintf(s->text[s->n++], SEGMENT_B, text(TEXT_ROW_OF), p.row, p.rows);
	if (p.walking)
		snprintf(s->text[s->n++], SEGMENT_B, "%s", text(TEXT_WALKING));
	if (p.searching >= 0)
		snprintf(s->text[s->n++], SEGMENT_B, text(TEXT_SEARCHING), p.searching);
	else if (shelf_busy(app->shelf))
		snprintf(s->text[s->n++], SEGMENT_B, "%s", text(TEXT_READING_FOLDER));
}

/* What was typed of a command that is not complete yet. */
static void pending(const struct app *app, char out[SEGMENT_B])
{
	const struct keymap *k = &app->keymap;
	out[0] = '\0';
	if (k->count >= 0)
		snprintf(out, SEGMENT_B, "%d", k->count);
	struct buf keys;
	buf_init(&keys, SEGMENT_B / 2);
	keys_format(&k->typed, &keys);
	snprintf(out + strlen(out), SEGMENT_B - strlen(out), "%s", buf_cstr(&keys));
	buf_done(&keys);
}

/* Segments from the far edge inwards, while there is room; returns the columns taken. */
static int draw_segments(struct app *app, struct area area, const struct segments *s, uint32_t style)
{
	int used = 1;
	bool rtl = app->layout == DIR_RTL;
	for (int i = 0; i < s->n; i++) {
		int cols = (int)strlen(s->text[i]);
		int dot = i > 0 ? 3 : 0;
		if (used + cols + dot + 1 > area.cols)
			break;
		if (dot > 0)
			paint_glyph(&app->painter, area.row,
			            rtl ? area.col + used + 1 : area.col + area.cols - used - 2, 0xB7,
			            style);
		used += dot;
		paint_text(&app->painter, area.row, rtl ? area.col + used : area.col + area.cols - used - cols, cols,
		           str_of(s->text[i]), DIR_LTR, DIR_LTR, style);
		used += cols;
	}
	return used;
}

/* Borrowed from the list's name, where the list of a library has the keys. */
static struct str headline(struct app *app, struct buf *list)
{
	lists_headline(app, list);
	if (list->n > 0 && app_focus(app) == &list_view)
		return buf_str(list);
	if (app->overlay != NULL)
		return str_of(app->overlay->name);
	if (app_focus(app) == &list_view && app->selected.id != 0)
		return shelf_row(app->shelf, app->selected).name;
	return app->shown.id != 0 ? shelf_row(app->shelf, app->shown).title : (struct str){0};
}

static void draw_headline(struct app *app, struct area area, uint32_t style)
{
	struct buf list;
	buf_init(&list, BUF_NO_MAX);
	paint_text(&app->painter, area.row, area.col, area.cols, headline(app, &list), DIR_AUTO, app->layout, style);
	buf_done(&list);
}

static int segments_cols(const struct segments *s)
{
	int cols = 1;
	for (int i = 0; i < s->n; i++)
		cols += (int)strlen(s->text[i]) + (i > 0 ? 3 : 0);
	return cols;
}

/* What is said is said whole: where one is gives way to it, and at last the rows above. False: it fits into one. */
static bool draw_long_message(struct app *app, struct segments *s, uint32_t style)
{
	struct area area = app->panes.status;
	struct str message = str_of(app->message);
	int cols = paint_text_cols(&app->painter, message), most = app->rows / 2;
	while (s->n > 0 && segments_cols(s) + cols + 2 > area.cols)
		s->n--;
	if (cols + 3 <= area.cols || area.cols < 4)
		return false;
	int rows = paint_text_rows(&app->painter, area.cols - 2, message);
	most = most > MESSAGE_ROWS ? MESSAGE_ROWS : most > 1 ? most : 1;
	rows = rows < most ? rows : most;
	area = (struct area){area.row - rows + 1, area.col + 1, rows, area.cols - 2};
	for (int row = area.row; row < area.row + rows; row++)
		terminal_fill(app->terminal, row, 0, app->cols, style);
	paint_text_broken(&app->painter, &area, message, app->layout, style);
	return true;
}

/* What came of what is typed, where it leaves room: which match of how many, or a message. */
static void draw_prompt(struct app *app, struct area area)
{
	struct position p = {.percent = -1, .searching = -1};
	uint32_t style = theme_style(&app->theme, ROLE_TEXT);
	char note[sizeof app->message];
	int used = prompt_paint(&app->prompt, &app->painter, area, app->layout, style);
	snprintf(note, sizeof note, "%s", app->message);
	if (note[0] == '\0' && (app->prompt.sign == '/' || app->prompt.sign == '\\') && !app->quest.on) {
		app_focus(app)->position(app, &p);
		if (p.found && p.matches > 0)
			snprintf(note, sizeof note, text(TEXT_ROW_OF), p.match, p.matches);
	}
	int cols = paint_text_cols(&app->painter, str_of(note));
	if (cols > 0 && used + cols + 3 <= area.cols)
		paint_text(&app->painter, area.row, app->layout == DIR_RTL ? area.col + 1 : area.col + area.cols - cols - 1,
		           cols, str_of(note), DIR_LTR, app->layout, theme_style(&app->theme, ROLE_BYLINE));
}

void status_draw(struct app *app)
{
	struct area area = app->panes.status;
	bool rtl = app->layout == DIR_RTL;
	char typed[SEGMENT_B];
	struct segments segments = {.n = 0};
	if (area.rows <= 0 || area.cols <= 0)
		return;
	uint32_t style = theme_style(&app->theme, app->message_is_error ? ROLE_ERROR : ROLE_STATUS);
	if (app->prompt.active) {
		draw_prompt(app, area);
		return;
	}
	terminal_cursor(app->terminal, -1, 0);
	terminal_fill(app->terminal, area.row, area.col, area.cols, style);
	collect(app, &segments);
	pending(app, typed);
	if (app->message[0] != '\0' && draw_long_message(app, &segments, style))
		return;
	int used = draw_segments(app, area, &segments, style);
	if (typed[0] != '\0' && used + (int)strlen(typed) + 1 <= area.cols) {
		int cols = paint_text_cols(&app->painter, str_of(typed));
		paint_text(&app->painter, area.row,
		           rtl ? area.col + used + 1 : area.col + area.cols - used - cols - 1, cols,
		           str_of(typed), DIR_LTR, DIR_LTR, style);
		used += cols + 1;
	}
	int rest = area.cols - used - 2;
	int col = rtl ? area.col + used + 1 : area.col + 1;
	if (app->message[0] != '\0')
		paint_text(&app->painter, area.row, col, rest, str_of(app->message), DIR_LTR, app->layout, style);
	else
		draw_headline(app, (struct area){area.row, col, 1, rest}, style);
}
