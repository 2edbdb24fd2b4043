/*
 * Which articles of a library are listed: the menu of lists, filters, and the
 * next list with something unread.
 *
 * A list is a query (library/query.h), in the menu as in what is saved; its
 * name is for the reader.
 */
#include "config.h"

#include "ui/state.h"

#include "library/feeds.h"
#include "library/query.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* --- showing a list --- */

static bool narrows(const struct selection *s)
{
	return s->feed != 0 || s->source.n > 0 || s->lang.n > 0 || s->tag.n > 0 || s->since != 0 ||
	       s->before != 0 || s->unread || s->starred || s->expr != NULL || s->where != NULL;
}

bool lists_narrowed(struct app *app)
{
	const struct selection *selection = shelf_selection(app->shelf);
	return selection != NULL && narrows(selection);
}

/* With 0 ms it takes as long as it takes. */
static bool show(struct app *app, const struct selection *selection, const char *name, int most_ms)
{
	size_t rows = most_ms > 0 ? (size_t)app->list.rows + 2 : 0;
	if (!shelf_try(app->shelf, selection, rows, most_ms))
		return false;
	if (name != NULL) {
		quest_forget(app);
		snprintf(app->list_name, sizeof app->list_name, "%s", name);
	}
	/* Another list begins at its beginning. */
	struct shelf_ref keep = name == NULL ? app->selected : (struct shelf_ref){0};
	app->selected = (struct shelf_ref){0};
	if (keep.id != 0 && shelf_row(app->shelf, keep).listed)
		app->selected = keep;
	else
		shelf_first(app->shelf, &app->selected);
	app->list.top = app->list.origin = app->selected;
	app->article_focus = false;
	quest_listed(app);
	if (app->selected.id == 0)
		desk_show(app, app->selected);
	if (name != NULL && !quest_finds(app))
		quest_mark(app); /* nothing is looked for any more */
	return true;
}

void lists_forget(struct app *app)
{
	arena_free(app->list_due.texts);
	app->list_due.texts = NULL;
}

void lists_select(struct app *app, const struct selection *selection)
{
	lists_forget(app);
	show(app, selection, NULL, 0);
}

void lists_choose(struct app *app, const struct selection *selection, const char *name)
{
	lists_forget(app);
	show(app, selection, name, 0);
}

void lists_arrange(struct app *app, const struct selection *selection, const char *name)
{
	struct list_due *due = &app->list_due;
	lists_forget(app);
	if (show(app, selection, name, app->speech.on ? 0 : AT_ONCE_MS))
		return;
	due->texts = arena_new();
	due->selection = *selection;
	due->selection.source = arena_copy(due->texts, selection->source);
	due->selection.lang = arena_copy(due->texts, selection->lang);
	due->selection.tag = arena_copy(due->texts, selection->tag);
	due->selection.expr = expr_copy(selection->expr, due->texts);
	due->selection.where = expr_copy(selection->where, due->texts);
	due->other = name != NULL;
	snprintf(due->name, sizeof due->name, "%s", due->other ? name : "");
}

static bool show_due(struct app *app, int most_ms)
{
	struct list_due *due = &app->list_due;
	if (!show(app, &due->selection, due->other ? due->name : NULL, most_ms))
		return false;
	lists_forget(app);
	return true;
}

unsigned lists_work_due(struct app *app)
{
	if (!show_due(app, INT_MAX) && !loop_key_waits(app))
		lists_finish(app); /* it was not for a key that it was not made */
	return app->list_due.texts == NULL ? ARRANGED : 0;
}

void lists_finish(struct app *app)
{
	if (app->list_due.texts != NULL)
		show_due(app, 0);
}

/* By its name as far as it has one, then as fields. */
void lists_headline(struct app *app, struct buf *out)
{
	const struct selection *now = shelf_selection(app->shelf);
	if (now == NULL)
		return;
	struct selection selection = *now;
	selection.sort = SORT_DATE; /* the order is said elsewhere */
	selection.reverse = false;
	if (app->list_name[0] == '\0' && narrows(now)) {
		query_format(&selection, out);
		return;
	}
	buf_add_str(out, str_of(app->list_name[0] != '\0' ? app->list_name : text(TEXT_LIST_ALL)));
}

/* --- the menu --- */

static bool lists_open(struct app *app)
{
	if (!collection_there(app))
		return false;
	menu_reset(&app->menu, NULL);
	lists_load(app);
	return true;
}

/* The list of a query; what is wrong with it is said, the rest selects. */
unsigned lists_query(struct app *app, struct str query, const char *name)
{
	struct arena *texts = arena_new();
	struct selection selection;
	struct err err;
	if (query_parse(query, shelf_library(app->shelf), texts, &selection, &err) != 0)
		app_complain(app, "%s", err.message);
	selection.typing = !app->speech.on; /* at once; the rest in a pause (quest.c) */
	lists_arrange(app, &selection, name);
	arena_free(texts);
	return ARRANGED;
}

static unsigned lists_chosen(struct app *app, const struct menu_row *row)
{
	struct buf name, query;
	buf_init(&name, sizeof app->list_name - 1);
	buf_init(&query, BUF_NO_MAX);
	buf_add_str(&name, str_of(row->text)); /* the row goes with the menu */
	buf_add_str(&query, str_of(row->copied));
	app_close_overlay(app);
	unsigned flags = lists_query(app, buf_str(&query), buf_cstr(&name));
	buf_done(&name);
	buf_done(&query);
	return flags;
}

/* How the feed of the row is. */
static unsigned tell_feed(struct app *app, const struct menu_row *row)
{
	struct feed_row feed;
	if (row->number == 0 || library_feed(shelf_library(app->shelf), row->number, &feed, NULL) != 0)
		return REACT_HANDLED;
	if (feed.failure.n > 0) {
		app_complain(app, text(TEXT_LIST_FAILED_ALL), (int)feed.failure.n, feed.failure.p, feed.failures,
		             (int)feed.url.n, feed.url.p);
		return DRAWN;
	}
	char when[32] = "";
	struct tm tm;
	time_t fetched = (time_t)feed.fetched;
	if (feed.fetched > 0 && localtime_r(&fetched, &tm) != NULL)
		strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
	app_say(app, text(when[0] != '\0' ? TEXT_LIST_FINE : TEXT_LIST_NEW), (int)feed.title.n, feed.title.p,
	        (int)feed.url.n, feed.url.p, when);
	return DRAWN;
}

static unsigned lists_command(struct app *app, const struct request *request)
{
	const struct menu_row *row = &app->menu.rows[app->menu.selected];
	if (request->command->id == CMD_INFO)
		return tell_feed(app, row);
	if (request->command->id == CMD_DELETE)
		return feeds_action(app, &(struct request){.command = command_at(CMD_UNSUBSCRIBE), .count = -1});
	if (request->command->id == CMD_LISTS)
		return app_close_overlay(app);
	return menu_command(app, request);
}

const struct view_ops lists_view = {
	.name = "lists",
	.kind = IN_MENU,
	.open = lists_open,
	.load = lists_load,
	.draw = menu_draw,
	.say = menu_say,
	.command = lists_command,
	.search = menu_search,
	.choose = lists_chosen,
	.position = menu_position,
	.close = menu_close,
};

/* --- by name, and the next one --- */

struct naming {
	struct str name;
	struct buf query;
	bool found;
};

static bool find_saved(void *to, struct str name, struct str query)
{
	struct naming *naming = to;
	naming->found = str_eq(name, naming->name);
	if (naming->found)
		buf_add_str(&naming->query, query);
	return !naming->found;
}

static unsigned show_named(struct app *app, struct str given)
{
	struct naming naming = {.name = given};
	char name[sizeof app->list_name];
	buf_init(&naming.query, BUF_NO_MAX);
	app_close_overlay(app);
	library_filters(shelf_library(app->shelf), find_saved, &naming, NULL);
	snprintf(name, sizeof name, "%.*s", naming.found ? (int)given.n : 0, given.p);
	unsigned flags = lists_query(app, naming.found ? buf_str(&naming.query) : given, name);
	buf_done(&naming.query);
	return flags;
}

/* Feeds in the order of the menu: the first unread one after (or before) the present one, else from the other end. */
struct next_feed {
	int64_t now, found;
	bool back, passed;
	char name[160];
};

static bool look_for_next(void *to, const struct feed_row *feed)
{
	struct next_feed *next = to;
	if (feed->id == next->now) {
		next->passed = true;
		return !next->back || next->found == 0;
	}
	if (feed->unread == 0)
		return true;
	bool better = next->back || next->found == 0;
	if (better || (next->passed && !next->back)) {
		struct str name = feed->title.n > 0 ? feed->title : feed->url;
		next->found = feed->id;
		snprintf(next->name, sizeof next->name, "%.*s", (int)(name.n < 120 ? name.n : 120), name.p);
	}
	return next->back || !next->passed;
}

bool lists_next_unread(struct app *app, bool back)
{
	const struct selection *now = shelf_selection(app->shelf);
	if (now == NULL || now->feed == 0)
		return false;
	struct next_feed next = {.now = now->feed, .back = back};
	struct selection selection = {.feed = 0, .sort = now->sort, .reverse = now->reverse};
	library_feeds(shelf_library(app->shelf), look_for_next, &next, NULL);
	if (next.found == 0)
		return false;
	selection.feed = next.found;
	lists_choose(app, &selection, next.name);
	app_say(app, text(TEXT_LIST_NEXT), next.name);
	if (back)
		shelf_last(app->shelf, &app->selected);
	return shelf_row(app->shelf, app->selected).unread || shelf_step(app->shelf, &app->selected, back, true);
}

static unsigned save_filter(struct app *app, struct str name)
{
	struct buf query;
	struct err err;
	buf_init(&query, BUF_NO_MAX);
	query_format(shelf_selection(app->shelf), &query);
	if (query.n == 0)
		buf_add_str(&query, STR("sort:date")); /* nothing would take the name away */
	if (library_save_filter(shelf_library(app->shelf), name, buf_str(&query), &err) != 0)
		app_complain(app, "%s", err.message);
	else
		app_say(app, text(TEXT_FILTER_SAVED), (int)name.n, name.p);
	buf_done(&query);
	return DRAWN;
}

unsigned lists_action(struct app *app, const struct request *request)
{
	switch (request->command->id) {
	case CMD_LISTS:
		return app_open_overlay(app, &lists_view);
	case CMD_SORT:
		return app_open_overlay(app, &sort_view);
	case CMD_NARROW:
		return collection_there(app) ? quest_begin(app, '&') : DRAWN;
	case CMD_FILTER:
		if (!collection_there(app))
			return DRAWN;
		return request->text.n > 0 ? show_named(app, request->text) : collection_ask(app, request->command);
	case CMD_SAVE_FILTER:
		if (!collection_writable(app, request->command))
			return DRAWN;
		return request->text.n > 0 ? save_filter(app, request->text) : collection_ask(app, request->command);
	default:
		return 0;
	}
}
