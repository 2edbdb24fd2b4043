/*
 * The related stories of the article that is shown: the strongest first, or
 * all along the years, with the article at its place.
 *
 * They are found in a pause after the article was opened, then those of the stories beside
 * it in the chain; a panel that is opened before that fills when they are there.
 */
#include "config.h"

#include "ui/state.h"

#include "base/mem.h"
#include "text/date.h"

#include <stdio.h>
#include <string.h>

enum { FIELD_KIND, FIELD_SOURCE, FIELD_DATE, FIELD_REASONS };

enum {
	NUMBER_COLS = 4, DATE_COLS = 10, DATE_FROM_COLS = 44,
	WIDE_COLS = 110, /* from here on a story takes one line */
	KIND_COLS = 12, SOURCE_COLS = 16, REASON_COLS = 30
};

/* --- rows --- */

static const char *kind_text(enum kin_kind kind)
{
	static const enum text_id texts[] = {
		[KIN_SELF] = TEXT_KIN_SELF, [KIN_PINNED] = TEXT_KIN_PINNED, [KIN_READ_ALSO] = TEXT_KIN_READ_ALSO,
		[KIN_PARENT] = TEXT_KIN_PARENT, [KIN_SAME] = TEXT_KIN_SAME, [KIN_RELATED] = TEXT_KIN_RELATED,
	};
	return text(texts[kind]);
}

static char *copy(struct str text)
{
	return text.n > 0 ? xstrndup(text.p, text.n) : NULL;
}

static void set_fields(const struct app *app, struct menu_row *row, const struct kin_story *story)
{
	char kind[64], date[32];
	const struct date day = {.year = story->date / 10000, .month = story->date / 100 % 100, .day = story->date % 100};
	if (story->prints > 1)
		snprintf(kind, sizeof kind, "%s +%d", kind_text(story->kind), story->prints - 1);
	else
		snprintf(kind, sizeof kind, "%s", kind_text(story->kind));
	row->fields[FIELD_KIND] = xstrdup(kind);
	row->fields[FIELD_SOURCE] = copy(story->source);
	row->fields[FIELD_REASONS] = copy(story->reasons);
	if (story->date == 0)
		return;
	date_format_day(&day, app->options.hijri != 0, date);
	row->fields[FIELD_DATE] = xstrdup(date);
}

/* The year, where it is another one than that of the story before. */
static char *heading(const struct app *app, const struct kin_story *story, char before[32])
{
	char date[32];
	const struct date day = {.year = story->date / 10000, .month = story->date / 100 % 100, .day = story->date % 100};
	if (story->date == 0)
		snprintf(date, sizeof date, "%s", text(TEXT_RELATED_NO_DATE));
	else
		date_format_day(&day, app->options.hijri != 0, date);
	char *dash = story->date != 0 ? strchr(date, '-') : NULL;
	if (dash != NULL)
		*dash = '\0';
	if (strcmp(date, before) == 0)
		return NULL;
	memcpy(before, date, sizeof date);
	return xstrdup(date);
}

static void add_story(struct app *app, const struct kin_story *story)
{
	struct menu_row *row = menu_add(&app->menu, story->title, (struct str){0}, story->title);
	row->target = TARGET_OWN;
	row->pos.article = story->id;
	row->aside = story->kind == KIN_SELF;
	row->number = shelf_about(app->shelf, (struct shelf_ref){story->id}).unread;
	set_fields(app, row, story);
}

static void add_missing(void *to, const struct relative *relative)
{
	struct app *app = to;
	if (relative->ref.id != 0 || relative->title.n == 0)
		return;
	struct str copied = relative->url.n > 0 ? relative->url : relative->title;
	struct menu_row *row = menu_add(&app->menu, relative->title, (struct str){0}, copied);
	row->aside = true;
	row->fields[FIELD_KIND] = xstrdup(text(TEXT_REASON_NOT_HERE));
}

static void add_stories(struct app *app, const struct kin *kin)
{
	size_t numbers[KIN_MAX];
	char year[32] = "";
	bool by_date = app->options.related_order == KIN_BY_DATE;
	kin_sort(kin, (enum kin_order)app->options.related_order, numbers);
	for (size_t i = 0; i < kin->n && kin->n > 1; i++) {
		const struct kin_story *story = &kin->stories[numbers[i]];
		if (story->kind == KIN_SELF && !by_date)
			continue;
		add_story(app, story);
		if (by_date)
			app->menu.rows[app->menu.n - 1].heading = heading(app, story, year);
	}
}

static void select_article(struct menu *menu, int64_t id)
{
	for (size_t i = 0; i < menu->n; i++)
		if (menu->rows[i].pos.article == id)
			menu->selected = i;
}

static void related_load(struct app *app)
{
	struct menu *menu = &app->menu;
	const struct kin *kin = kin_get(&app->kin, app->shown.id);
	int64_t selected = menu->n > 0 ? menu->rows[menu->selected].pos.article : 0;
	size_t at = menu->selected;
	if (kin == NULL && menu->n > 0)
		return; /* what is there, until there is better */
	menu_reset(menu, text(app->options.related_order == KIN_BY_DATE ? TEXT_TIMELINE_TITLE : TEXT_RELATED_TITLE));
	if (kin == NULL) {
		menu_add(menu, str_of(text(TEXT_RELATED_WAIT)), (struct str){0}, (struct str){0})->target = TARGET_OWN;
		return;
	}
	add_stories(app, kin);
	shelf_relatives(app->shelf, app->shown, add_missing, app);
	if (selected != 0 && at < menu->n) /* a story that was cut gives its place to the next one */
		menu->selected = at;
	select_article(menu, selected != 0 ? selected : app->shown.id);
}

static bool related_open(struct app *app)
{
	menu_reset(&app->menu, NULL);
	if (desk_article(app) != NULL && kin_get(&app->kin, app->shown.id) == NULL &&
	    (app->speech.on || shelf_library(app->shelf) == NULL))
		kin_find(&app->kin, app->shelf, app->shown.id);
	if (desk_article(app) != NULL)
		related_load(app);
	if (app->menu.n == 0)
		app_say(app, "%s", text(TEXT_NO_RELATED));
	return app->menu.n > 0;
}

/* --- in pauses --- */

static int64_t wanted(const struct app *app)
{
	int64_t id;
	bool asked = app->overlay == &related_view || app->chain.step != 0;
	if (shelf_library(app->shelf) == NULL || desk_article(app) == NULL || !(asked || app->article_focus))
		return 0;
	if (kin_get(&app->kin, app->shown.id) == NULL)
		return app->shown.id;
	for (int back = 0; back < 2; back++)
		if (chain_beside(app, back == 1, &id) && kin_get(&app->kin, id) == NULL)
			return id;
	return 0;
}

bool related_has_work(const struct app *app)
{
	return wanted(app) != 0;
}

unsigned related_work(struct app *app)
{
	int64_t id = wanted(app);
	kin_find(&app->kin, app->shelf, id);
	if (id != app->shown.id)
		return 0;
	if (app->chain.step != 0) {
		app->message[0] = '\0';
		return chain_step(app, app->chain.step < 0);
	}
	if (app->overlay != &related_view)
		return 0;
	related_load(app);
	if (app->menu.n > 0)
		return DRAWN;
	app_say(app, "%s", text(TEXT_NO_RELATED));
	return app_close_overlay(app);
}

/* --- on the screen --- */

struct column {
	int col, cols; /* from the reading side */
};

/* As much of it as fits: an area may be narrower than a number. */
static void draw_field(struct app *app, struct area area, int row, struct column c, const char *shown, uint32_t style)
{
	c.cols = c.cols < area.cols - c.col ? c.cols : area.cols - c.col;
	int col = app->layout == DIR_RTL ? area.col + area.cols - c.col - c.cols : area.col + c.col;
	if (c.cols > 0 && shown != NULL)
		paint_text(&app->painter, row, col, c.cols, str_of(shown), DIR_AUTO, app->layout, style);
}

static void draw_number(struct app *app, struct area area, size_t i, uint32_t style)
{
	char number[32];
	if (app->menu.rows[i].aside)
		return;
	snprintf(number, sizeof number, "%3zu", menu_number(&app->menu, i));
	draw_field(app, area, area.row, (struct column){0, NUMBER_COLS - 1}, number, style);
}

static void draw_wide(struct app *app, struct area area, const struct menu_row *r, uint32_t style)
{
	int end = area.cols - REASON_COLS, at = NUMBER_COLS + KIND_COLS + 1;
	draw_field(app, area, area.row, (struct column){end, REASON_COLS}, r->fields[FIELD_REASONS], style);
	end -= DATE_COLS + 2;
	draw_field(app, area, area.row, (struct column){end, DATE_COLS}, r->fields[FIELD_DATE], style);
	end -= SOURCE_COLS + 1;
	draw_field(app, area, area.row, (struct column){end, SOURCE_COLS}, r->fields[FIELD_SOURCE], style);
	draw_field(app, area, area.row, (struct column){NUMBER_COLS, KIND_COLS}, r->fields[FIELD_KIND], style);
	draw_field(app, area, area.row, (struct column){at, end - 1 - at}, r->text, style);
}

/* What is said of a story beside its title, each part an isolate. */
static void add_parts(const struct menu_row *r, bool with_date, struct buf *out)
{
	const char *const parts[] = {r->fields[FIELD_KIND], with_date ? r->fields[FIELD_DATE] : NULL, r->fields[FIELD_SOURCE],
	                             r->fields[FIELD_REASONS]};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (parts[i] == NULL)
			continue;
		buf_add_str(out, out->n > 0 ? STR(" \xC2\xB7 ") : STR(""));
		/* The reasons are isolates already. */
		buf_addf(out, i == 3 ? "%s" : "\xE2\x81\xA8%s\xE2\x81\xA9", parts[i]);
	}
}

static void draw_narrow(struct app *app, struct area area, const struct menu_row *r, uint32_t style)
{
	int end = area.cols;
	struct buf parts;
	if (area.cols >= DATE_FROM_COLS) {
		draw_field(app, area, area.row, (struct column){end - DATE_COLS, DATE_COLS}, r->fields[FIELD_DATE], style);
		end -= DATE_COLS + 1;
	}
	draw_field(app, area, area.row, (struct column){NUMBER_COLS, end - NUMBER_COLS}, r->text, style);
	if (area.rows < 2)
		return;
	buf_init(&parts, BUF_NO_MAX);
	add_parts(r, area.cols < DATE_FROM_COLS, &parts);
	draw_field(app, area, area.row + 1, (struct column){NUMBER_COLS, area.cols - NUMBER_COLS}, buf_cstr(&parts),
	           style & ~(uint32_t)STYLE_BOLD);
	buf_done(&parts);
}

static void draw_row(struct app *app, struct area area, size_t i)
{
	const struct menu_row *r = &app->menu.rows[i];
	uint32_t style = theme_style(&app->theme, r->target == TARGET_NONE ? ROLE_READ : r->number != 0 ? ROLE_UNREAD : ROLE_TEXT);
	if (i == app->menu.selected)
		style = (style & STYLE_BOLD) | theme_style(&app->theme, ROLE_SELECTED);
	for (int line = 0; line < area.rows; line++)
		terminal_fill(app->terminal, area.row + line, area.col, area.cols, style);
	draw_number(app, area, i, style);
	if (area.cols >= WIDE_COLS)
		draw_wide(app, area, r, style);
	else
		draw_narrow(app, area, r, style);
}

static void related_draw(struct app *app, struct area area)
{
	menu_draw_by(app, area, area.cols >= WIDE_COLS ? 1 : 2, draw_row);
}

static void related_say(struct app *app, struct buf *out)
{
	const struct menu_row *row = &app->menu.rows[app->menu.selected];
	struct buf parts;
	menu_say(app, out);
	buf_init(&parts, BUF_NO_MAX);
	add_parts(row, true, &parts);
	if (parts.n > 0)
		buf_addf(out, " \xE2\x80\x94 %s", buf_cstr(&parts));
	buf_done(&parts);
}

/* --- keys --- */

/* From here on t and T walk as the panel has it. */
static unsigned related_choose(struct app *app, const struct menu_row *row)
{
	struct shelf_ref ref = {row->pos.article};
	const struct kin *kin = kin_get(&app->kin, app->shown.id);
	if (ref.id == 0) {
		app_say(app, "%s", text(TEXT_RELATED_WAIT));
		return DRAWN;
	}
	if (kin != NULL)
		chain_take(app, kin);
	app_close_overlay(app);
	return desk_open(app, ref) | REACT_RELAYOUT;
}

static unsigned turn(struct app *app)
{
	app->options.related_order = app->options.related_order == KIN_BY_DATE ? KIN_BY_STRENGTH : KIN_BY_DATE;
	if (kin_get(&app->kin, app->shown.id) != NULL)
		related_load(app);
	return DRAWN;
}

static bool is_pinned(const struct app *app, int64_t id)
{
	const struct kin *kin = kin_get(&app->kin, app->shown.id);
	for (size_t i = 0; kin != NULL && i < kin->n; i++)
		if (kin->stories[i].id == id)
			return kin->stories[i].kind == KIN_PINNED;
	return false;
}

static unsigned tie(struct app *app, const struct command *command)
{
	int64_t id = app->menu.rows[app->menu.selected].pos.article;
	enum tie tie = command->id == CMD_CUT ? TIE_CUT : is_pinned(app, id) ? TIE_NONE : TIE_PINNED;
	if (id == 0 || id == app->shown.id) {
		app_say(app, text(TEXT_NOT_IN_VIEW), command->name);
		return DRAWN;
	}
	if (!collection_writable(app, command))
		return DRAWN;
	return collection_tie(app, app->shown.id, id, tie);
}

static unsigned related_command(struct app *app, const struct request *request)
{
	switch (request->command->id) {
	case CMD_RELATED:
		return app_close_overlay(app);
	case CMD_SORT:
		return turn(app);
	case CMD_PIN:
	case CMD_CUT:
		return tie(app, request->command);
	default:
		return menu_command(app, request);
	}
}

const struct view_ops related_view = {
	.name = "related",
	.kind = IN_MENU,
	.open = related_open,
	.load = related_load,
	.draw = related_draw,
	.say = related_say,
	.command = related_command,
	.search = menu_search,
	.choose = related_choose,
	.position = menu_position,
	.close = menu_close,
};
