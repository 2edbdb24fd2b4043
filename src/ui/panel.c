/*
 * The keywords as a list: by group, and in it by how many articles hold them.
 *
 * Articles are counted in pauses, of what is on the screen first; of a very long
 * list nothing else, and the order is then that in which they were given.
 */
#include "config.h"

#include "ui/state.h"

#include "base/clock.h"
#include "base/mem.h"
#include "library/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNTED_MAX = 500 };

void panel_done(struct panel *panel)
{
	free(panel->counts);
	*panel = (struct panel){.counts = NULL};
}

/* Counts are of the library and of the keywords as they are now. */
static void refresh(struct app *app)
{
	struct panel *panel = &app->panel;
	struct library *library = shelf_library(app->shelf);
	uint64_t generation = library != NULL ? library_generation(library) : 0;
	if (panel->counts != NULL && panel->version == app->keywords.version && panel->generation == generation)
		return;
	panel->n = app->keywords.n;
	panel->n_counted = 0;
	panel->version = app->keywords.version;
	panel->generation = generation;
	panel->counts = xreallocarray(panel->counts, panel->n + 1, sizeof *panel->counts);
	for (size_t i = 0; i < panel->n; i++)
		panel->counts[i] = (struct panel_count){-1, -1};
}

/* A row of the menu, by the number of its keyword. */
struct sorted {
	size_t row;
	uint8_t group;
	int64_t all;
};

static int compare(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->all != b->all)
		return a->all > b->all ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

/* In isolates, so that the row's side alone decides on their order. */
#define ISOLATE "\xE2\x81\xA8"
#define ISOLATE_END "\xE2\x81\xA9"

/* The level where it is not the usual one, the group, and the counts at the edge. */
static void add_note(const struct app *app, size_t row, struct buf *note)
{
	const struct keyword_row *k = &app->keywords.rows[row];
	const struct panel_count *count = &app->panel.counts[row];
	buf_clear(note);
	if (k->level != LEVEL_FOLDED || k->anywhere)
		buf_addf(note, ISOLATE "%s" ISOLATE_END " ", keyword_level_name(k->level, k->anywhere));
	if (k->group != 0)
		buf_addf(note, ISOLATE "%s" ISOLATE_END " ", app->keywords.groups[k->group].name);
	if (count->all >= 0 && count->all != PANEL_MANY && !k->anywhere)
		buf_addf(note, ISOLATE "\xE2\x80\x8E%lld/%lld" ISOLATE_END, (long long)count->unread,
		         (long long)count->all);
}

static void panel_load(struct app *app)
{
	struct menu *menu = &app->menu;
	refresh(app);
	size_t n = app->keywords.n;
	int64_t selected = menu->n > 0 ? menu->rows[menu->selected].number : -1;
	bool known = app->panel.n_counted == n;
	struct sorted *sorted = xreallocarray(NULL, n + 1, sizeof *sorted);
	struct buf note;
	buf_init(&note, BUF_NO_MAX);
	for (size_t i = 0; i < n; i++)
		sorted[i] = (struct sorted){i, app->keywords.rows[i].group, known ? app->panel.counts[i].all : 0};
	qsort(sorted, n, sizeof *sorted, compare);
	menu_reset(menu, text(TEXT_KEYWORDS_TITLE));
	for (size_t i = 0; i < n; i++) {
		struct str word = str_of(app->keywords.rows[sorted[i].row].text);
		add_note(app, sorted[i].row, &note);
		struct menu_row *row = menu_add(menu, word, buf_str(&note), word);
		row->target = TARGET_OWN;
		row->number = (int64_t)sorted[i].row;
		if (row->number == selected)
			menu->selected = i;
	}
	buf_done(&note);
	free(sorted);
}

static bool panel_open(struct app *app)
{
	if (app->keywords.n == 0) {
		app_say(app, "%s", text(TEXT_NO_KEYWORDS));
		return false;
	}
	menu_reset(&app->menu, NULL);
	panel_load(app);
	return true;
}

/* The next row to count: of those on the screen, else of all where they are few. */
static size_t next_row(const struct app *app)
{
	const struct menu *menu = &app->menu;
	size_t end = menu->top + (menu->visible > 0 ? (size_t)menu->visible : 1);
	for (size_t i = menu->top; i < end && i < menu->n; i++)
		if (app->panel.counts[menu->rows[i].number].all < 0)
			return i;
	for (size_t i = 0; i < menu->n && menu->n <= COUNTED_MAX; i++)
		if (app->panel.counts[menu->rows[i].number].all < 0)
			return i;
	return menu->n;
}

bool panel_has_work(const struct app *app)
{
	return app->overlay == &keywords_view && app->panel.n == app->keywords.n && app->panel.n_counted < app->panel.n &&
	       shelf_library(app->shelf) != NULL && next_row(app) < app->menu.n;
}

/* The words of a keyword as a query, and its level; of one that is found anywhere, the whole words. */
static void add_query(const struct keyword_row *k, struct buf *query)
{
	size_t n = strlen(k->text);
	bool prefix = n > 1 && k->text[n - 1] == '*';
	buf_addf(query, "level:%s \"", k->anywhere ? "fold" : keyword_level_name(k->level, false));
	for (size_t i = 0; i < n - prefix; i++)
		buf_add_char(query, k->text[i] == '"' ? ' ' : k->text[i]);
	buf_add_str(query, prefix ? STR("\"*") : STR("\""));
}

static int64_t count_of(struct app *app, const struct selection *selection)
{
	struct listing *listing = listing_new(shelf_library(app->shelf), selection);
	int64_t count = listing_count(listing);
	listing_free(listing);
	return count;
}

/* False: a key came before they were counted. */
static bool count_both(struct app *app, struct selection *selection, struct panel_count *count)
{
	enum { COUNT_MS = 1500 };
	struct library *library = shelf_library(app->shelf);
	int64_t start_ms = clock_now_ms();
	library_give_way(library, COUNT_MS);
	int64_t all = count_of(app, selection);
	selection->unread = true;
	int64_t unread = all > 0 ? count_of(app, selection) : 0;
	bool gave_up = library_give_way(library, 0), late = clock_now_ms() - start_ms >= COUNT_MS;
	if (!gave_up)
		*count = (struct panel_count){unread, all};
	else if (late)
		*count = (struct panel_count){0, PANEL_MANY};
	return !gave_up || late;
}

static bool count_row(struct app *app, size_t i)
{
	struct menu_row *row = &app->menu.rows[i];
	struct panel_count *count = &app->panel.counts[row->number];
	if (app->keywords.rows[row->number].anywhere) { /* what is inside of words no index knows */
		*count = (struct panel_count){0, 0};
		app->panel.n_counted++;
		return true;
	}
	struct selection selection;
	struct arena *texts = arena_new();
	struct buf note;
	buf_init(&note, BUF_NO_MAX);
	add_query(&app->keywords.rows[row->number], &note);
	query_parse(buf_str(&note), shelf_library(app->shelf), texts, &selection, NULL);
	bool done = count_both(app, &selection, count);
	app->panel.n_counted += done;
	arena_free(texts);
	add_note(app, (size_t)row->number, &note);
	free(row->note);
	row->note = xstrndup(note.p, note.n);
	buf_done(&note);
	return done;
}

unsigned panel_count(struct app *app, int64_t deadline_ms)
{
	while (count_row(app, next_row(app)) && panel_has_work(app) && clock_now_ms() < deadline_ms)
		;
	app->stale = true;
	return app->panel.n_counted == app->panel.n ? DRAWN | REACT_RELOAD : 0;
}

/* The articles that hold it, as the query of its words. */
static unsigned chosen(struct app *app, const struct menu_row *row)
{
	struct buf query;
	if (shelf_library(app->shelf) == NULL) {
		app_say(app, "%s", text(TEXT_KEYWORD_NO_LIBRARY));
		return DRAWN;
	}
	buf_init(&query, BUF_NO_MAX);
	add_query(&app->keywords.rows[row->number], &query);
	app_close_overlay(app);
	unsigned flags = quest_visit(app, buf_str(&query));
	buf_done(&query);
	return flags;
}

static unsigned panel_command(struct app *app, const struct request *request)
{
	if (request->command->id == CMD_KEYWORDS)
		return app_close_overlay(app);
	return menu_command(app, request);
}

const struct view_ops keywords_view = {
	.name = "keywords",
	.kind = IN_MENU,
	.open = panel_open,
	.load = panel_load,
	.draw = menu_draw,
	.say = menu_say,
	.command = panel_command,
	.search = menu_search,
	.choose = chosen,
	.position = menu_position,
	.close = menu_close,
};
