/* The feed at hand: what it is called, where it stands, how it is fetched, and that it is not any more. */
#include "config.h"

#include "ui/state.h"

#include "library/feeds.h"
#include "ui/conf.h"

#include <stdio.h>
#include <string.h>

enum { NAME_B = 200 };

int64_t feeds_at_hand(struct app *app)
{
	if (app->overlay == &lists_view && app->menu.n > 0)
		return app->menu.rows[app->menu.selected].number;
	return shelf_selection(app->shelf)->feed;
}

/* The feed, or it is said that there is none; name is what it is called. */
static bool find(struct app *app, int64_t id, struct feed_row *row, char name[NAME_B])
{
	if (id == 0 || library_feed(shelf_library(app->shelf), id, row, NULL) != 0) {
		app_say(app, "%s", text(TEXT_NO_FEED));
		return false;
	}
	struct str called = row->title.n > 0 ? row->title : row->url;
	snprintf(name, NAME_B, "\xE2\x81\xA8%.*s\xE2\x81\xA9", called.n < NAME_B - 8 ? (int)called.n : 0, called.p);
	return true;
}

/* --- its settings --- */

/* A prompt with what is set now, to be changed. */
static unsigned ask(struct app *app, const struct request *request, const struct feed_row *row)
{
	struct buf title, folder, words;
	buf_init(&title, BUF_NO_MAX);
	buf_init(&folder, BUF_NO_MAX);
	buf_init(&words, BUF_NO_MAX);
	buf_add_str(&title, row->title);
	buf_add_str(&folder, row->folder);
	const struct feed_wish now = {NULL, (char *)(uintptr_t)buf_cstr(&title), (char *)(uintptr_t)buf_cstr(&folder),
	                              row->full_text, row->interval_min};
	feed_format(&now, &words);
	app->feed_asked = row->id;
	unsigned flags = collection_ask(app, request->command);
	prompt_set_text(&app->prompt, buf_str(&words));
	buf_done(&title);
	buf_done(&folder);
	buf_done(&words);
	return flags;
}

static unsigned change(struct app *app, int64_t id, struct str given)
{
	struct library *library = shelf_library(app->shelf);
	struct feed_wish wish;
	struct feed_row row;
	struct words words;
	struct err err;
	char name[NAME_B];
	feed_wish_init(&wish);
	int rc = words_split(&words, given, &err);
	if (rc == 0)
		rc = feed_words(&words, 0, &wish, &err);
	if (rc == 0 && wish.url != NULL)
		rc = err_set(&err, ERR_USAGE, "the address of a feed stays; :add subscribes to another one");
	if (rc == 0)
		rc = feed_wish_apply(&wish, library, id, &err);
	feed_wish_done(&wish);
	if (rc == ERR_BUSY)
		app_complain(app, "%s", text(TEXT_BUSY));
	else if (rc != 0)
		app_complain(app, "%s", err.message);
	else if (find(app, id, &row, name))
		app_say(app, text(TEXT_FEED_CHANGED), name);
	return DRAWN | (app->overlay == &lists_view ? REACT_RELOAD : 0);
}

static unsigned feed(struct app *app, const struct request *request)
{
	struct feed_row row;
	char name[NAME_B];
	/* What stood at the prompt is for the feed that it was opened for. */
	int64_t id = app->feed_asked != 0 ? app->feed_asked : feeds_at_hand(app);
	app->feed_asked = 0;
	if (!find(app, id, &row, name))
		return DRAWN;
	return request->text.n == 0 ? ask(app, request, &row) : change(app, id, request->text);
}

/* --- no more of it --- */

static bool has_line(const struct app *app, struct str url)
{
	const struct conf *config = app->options.config;
	for (size_t i = 0; config != NULL && i < config->feeds.n; i++)
		if (str_eq(str_of(config->feeds.wishes[i].url), url))
			return true;
	return false;
}

static unsigned unsubscribe(struct app *app)
{
	struct feed_row row;
	struct err err;
	char name[NAME_B];
	if (!find(app, app->feed_asked, &row, name))
		return DRAWN;
	bool comes_back = has_line(app, row.url);
	int64_t id = app->feed_asked;
	app->feed_asked = 0;
	int rc = library_remove_feed(shelf_library(app->shelf), id, &err);
	if (rc != 0) {
		app_complain(app, "%s", rc == ERR_BUSY ? text(TEXT_BUSY) : err.message);
		return DRAWN;
	}
	app_say(app, text(comes_back ? TEXT_UNSUBSCRIBED_LINE : TEXT_UNSUBSCRIBED), name);
	if (shelf_selection(app->shelf)->feed == id)
		lists_choose(app, &(struct selection){.feed = 0}, "");
	return ARRANGED | collection_take_in(app) | (app->overlay == &lists_view ? REACT_RELOAD : 0);
}

static unsigned ask_unsubscribe(struct app *app)
{
	struct feed_row row;
	char name[NAME_B];
	app->feed_asked = feeds_at_hand(app);
	if (!find(app, app->feed_asked, &row, name))
		return DRAWN;
	app_ask(app, unsubscribe);
	app_say(app, text(TEXT_ASK_UNSUBSCRIBE), name);
	return DRAWN;
}

unsigned feeds_action(struct app *app, const struct request *request)
{
	enum command_id id = request->command->id;
	if (id != CMD_FEED && id != CMD_UNSUBSCRIBE)
		return 0;
	if (!collection_writable(app, request->command))
		return DRAWN;
	return id == CMD_FEED ? feed(app, request) : ask_unsubscribe(app);
}
