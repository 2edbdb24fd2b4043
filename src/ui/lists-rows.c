/*
 * The rows of the menu of lists: what always stands there, feeds by their
 * folders, tags, saved queries.
 */
#include "config.h"

#include "ui/state.h"

#include "base/clock.h"
#include "base/mem.h"
#include "library/feeds.h"
#include "library/query.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_now(struct app *app, const char *query)
{
	struct buf now;
	struct selection selection = *shelf_selection(app->shelf);
	selection.sort = SORT_DATE;
	selection.reverse = false;
	buf_init(&now, BUF_NO_MAX);
	query_format(&selection, &now);
	bool same = strcmp(buf_cstr(&now), query) == 0;
	buf_done(&now);
	return same;
}

static struct menu_row *add_list(struct app *app, struct str name, struct str note, const char *query)
{
	struct menu_row *row = menu_add(&app->menu, name, note, str_of(query));
	row->target = TARGET_OWN;
	if (is_now(app, query))
		app->menu.selected = app->menu.n - 1;
	return row;
}

static int64_t count_of(struct app *app, const struct selection *selection)
{
	struct listing *listing = listing_new(shelf_library(app->shelf), selection);
	int64_t count = listing_count(listing);
	listing_free(listing);
	return count;
}

static void add_standing(struct app *app)
{
	char note[64];
	int64_t unread = count_of(app, &(struct selection){.unread = true});
	snprintf(note, sizeof note, text(TEXT_LIST_COUNTS), (long long)unread,
	         (long long)count_of(app, &(struct selection){.feed = 0}));
	add_list(app, str_of(text(TEXT_LIST_ALL)), str_of(note), "");
	snprintf(note, sizeof note, "%" PRId64, unread);
	add_list(app, str_of(text(TEXT_LIST_UNREAD)), str_of(note), "is:unread");
	snprintf(note, sizeof note, "%" PRId64, count_of(app, &(struct selection){.starred = true}));
	add_list(app, str_of(text(TEXT_LIST_STARRED)), str_of(note), "is:starred");
}

enum { FOLDER_COL = 2 }; /* of what stands in one */

struct adding {
	struct app *app;
	char folder[256];
	size_t row; /* of the folder, in the menu */
	int64_t unread, articles; /* in it */
};

/* As the program writes it: the list of the folder is known again by it. */
static void folder_query(struct app *app, struct str folder, struct buf *out)
{
	struct buf given;
	struct selection selection;
	struct arena *texts = arena_new();
	buf_init(&given, BUF_NO_MAX);
	buf_add_str(&given, STR("folder:\""));
	for (size_t i = 0; i < folder.n; i++) {
		if (folder.p[i] == '"')
			buf_add_char(&given, '"');
		buf_add_char(&given, folder.p[i]);
	}
	buf_add_char(&given, '"');
	query_parse(buf_str(&given), shelf_library(app->shelf), texts, &selection, NULL);
	query_format(&selection, out);
	buf_done(&given);
	arena_free(texts);
}

/* What its feeds have together; feeds come by folder, so that it is known when the next one begins. */
static void end_folder(struct adding *adding)
{
	char note[64];
	if (adding->folder[0] != '\0') {
		struct menu_row *row = &adding->app->menu.rows[adding->row];
		snprintf(note, sizeof note, text(TEXT_LIST_COUNTS), (long long)adding->unread, (long long)adding->articles);
		free(row->note);
		row->note = xstrdup(note);
	}
	adding->unread = adding->articles = 0;
}

static void begin_folder(struct adding *adding, struct str folder)
{
	struct buf query;
	end_folder(adding);
	snprintf(adding->folder, sizeof adding->folder, "%.*s", (int)folder.n, folder.p);
	if (folder.n == 0)
		return;
	buf_init(&query, BUF_NO_MAX);
	folder_query(adding->app, folder, &query);
	adding->row = adding->app->menu.n;
	add_list(adding->app, folder, (struct str){0}, buf_cstr(&query));
	buf_done(&query);
}

static bool add_feed(void *to, const struct feed_row *feed)
{
	struct adding *adding = to;
	char note[256], query[32];
	struct str folder = str_sub(feed->folder, 0, sizeof adding->folder - 1);
	if (!str_eq(folder, str_of(adding->folder)))
		begin_folder(adding, folder);
	adding->unread += feed->unread;
	adding->articles += feed->articles;
	if (feed->failure.n > 0)
		snprintf(note, sizeof note, text(TEXT_LIST_FAILED), (long long)feed->unread, (long long)feed->articles,
		         (int)(feed->failure.n < 200 ? feed->failure.n : 200), feed->failure.p);
	else
		snprintf(note, sizeof note, text(TEXT_LIST_COUNTS), (long long)feed->unread, (long long)feed->articles);
	snprintf(query, sizeof query, "feed:%" PRId64, feed->id);
	struct menu_row *row = add_list(adding->app, feed->title.n > 0 ? feed->title : feed->url, str_of(note), query);
	row->number = feed->id;
	row->indent_col = folder.n > 0 ? FOLDER_COL : 0;
	return true;
}

static void add_tags(struct app *app)
{
	struct buf tags, query;
	struct str rest, tag;
	buf_init(&tags, BUF_NO_MAX);
	buf_init(&query, BUF_NO_MAX);
	library_all_tags(shelf_library(app->shelf), &tags, NULL);
	rest = buf_str(&tags);
	while (str_next_line(&rest, &tag)) {
		buf_clear(&query);
		query_format(&(struct selection){.tag = tag}, &query);
		add_list(app, tag, str_of(text(TEXT_LIST_TAG)), buf_cstr(&query));
	}
	buf_done(&tags);
	buf_done(&query);
}

static bool add_saved(void *to, struct str name, struct str query)
{
	struct buf own;
	buf_init(&own, BUF_NO_MAX);
	buf_add_str(&own, query);
	add_list(to, name, query, buf_cstr(&own))->uncounted = true;
	buf_done(&own);
	return true;
}

/* --- what is saved may be a search: it is counted in pauses --- */

static struct menu_row *uncounted_row(struct app *app)
{
	for (size_t i = 0; app->overlay == &lists_view && i < app->menu.n; i++)
		if (app->menu.rows[i].uncounted)
			return &app->menu.rows[i];
	return NULL;
}

bool lists_have_work(struct app *app)
{
	return uncounted_row(app) != NULL;
}

void lists_work(struct app *app)
{
	enum { COUNT_MS = 1500 };
	int64_t start_ms = clock_now_ms();
	struct menu_row *row = uncounted_row(app);
	struct library *library = shelf_library(app->shelf);
	struct arena *texts = arena_new();
	struct selection selection;
	struct buf note;
	query_parse(str_of(row->copied), library, texts, &selection, NULL);
	library_give_way(library, COUNT_MS);
	int64_t all = count_of(app, &selection);
	selection.unread = true;
	int64_t unread = all > 0 ? count_of(app, &selection) : all;
	bool known = !library_give_way(library, 0);
	arena_free(texts);
	row->uncounted = !known && clock_now_ms() - start_ms < COUNT_MS; /* else it is too much to be counted */
	if (!known)
		return;
	buf_init(&note, BUF_NO_MAX);
	buf_addf(&note, text(TEXT_LIST_COUNTS), (long long)unread, (long long)all);
	buf_addf(&note, " \xC2\xB7 \xE2\x81\xA8%s\xE2\x81\xA9", row->copied);
	free(row->note);
	row->note = xstrndup(note.p, note.n);
	buf_done(&note);
	app->stale = true;
}

/* The row that was selected, wherever it is now; where it is gone, the one at its place. */
static void select_again(struct app *app, size_t selected, const char *query)
{
	struct menu *menu = &app->menu;
	menu->selected = selected < menu->n ? selected : menu->n - 1;
	for (size_t i = 0; i < menu->n; i++)
		if (query[0] != '\0' && strcmp(menu->rows[i].copied, query) == 0)
			menu->selected = i;
}

void lists_load(struct app *app)
{
	struct library *library = shelf_library(app->shelf);
	struct adding adding = {.app = app};
	size_t selected = app->menu.selected;
	bool again = app->menu.n > 0;
	struct buf query;
	buf_init(&query, BUF_NO_MAX);
	if (again)
		buf_add_str(&query, str_of(app->menu.rows[selected].copied));
	menu_reset(&app->menu, text(TEXT_LISTS_TITLE));
	add_standing(app);
	library_feeds(library, add_feed, &adding, NULL);
	end_folder(&adding);
	add_tags(app);
	library_filters(library, add_saved, app, NULL);
	if (again)
		select_again(app, selected, buf_cstr(&query));
	buf_done(&query);
}
