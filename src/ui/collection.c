/*
 * What is done to the articles of a library: stars, tags, deletion, undo; what
 * others have changed in it; and where the next start goes on.
 *
 * A shelf of files has none of that, and says so.
 */
#include "config.h"

#include "ui/state.h"

#include "library/query.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Under this name: the id of the selected article, the query of the list, its name; a line each. */
#define VALUE_READER "reader"

bool collection_there(struct app *app)
{
	if (shelf_library(app->shelf) != NULL)
		return true;
	app_say(app, "%s", text(TEXT_NO_LIBRARY));
	return false;
}

bool collection_writable(struct app *app, const struct command *command)
{
	if (!collection_there(app))
		return false;
	if (app->shelf->read_only)
		app_say(app, text(TEXT_READ_ONLY), command->name);
	return !app->shelf->read_only;
}

unsigned collection_ask(struct app *app, const struct command *command)
{
	snprintf(app->asking_label, sizeof app->asking_label, "%s:", command->name);
	prompt_open(&app->prompt, PROMPT_ASK, &app->text_history);
	app->prompt.label = app->asking_label;
	app->asking = command;
	return DRAWN;
}

/* --- what is there now --- */

void collection_watch(struct app *app)
{
	struct stat st;
	if (shelf_library(app->shelf) == NULL || stat(app->place, &st) != 0)
		return;
	app->place_dev = st.st_dev;
	app->place_ino = st.st_ino;
}

bool collection_is_missed(struct app *app)
{
	struct stat st;
	if (app->place_ino == 0 || shelf_library(app->shelf) == NULL || app->question != NULL)
		return false;
	if (stat(app->place, &st) == 0 && st.st_dev == app->place_dev && st.st_ino == app->place_ino)
		return false;
	app->place_ino = 0;
	app_complain(app, "%s", text(TEXT_LIBRARY_GONE));
	return true;
}

unsigned collection_take_in(struct app *app)
{
	struct shelf_ref shown = app->shown;
	struct shelf_ref *held[] = {&app->selected, &app->list.top, &app->list.origin};
	if (shelf_library(app->shelf) == NULL)
		return 0;
	app->shelf->changed = false;
	shelf_refresh(app->shelf, held, sizeof held / sizeof *held);
	if (!app->shelf->changed)
		return 0;
	article_hits_forget(&app->article_hits);
	quest_listed(app);
	kin_forget(&app->kin);
	if (!app->article_focus && shelf_count(app->shelf) == 0)
		app->selected.id = 0;
	if (app->selected.id == 0 && shelf_count(app->shelf) > 0 && shelf_first(app->shelf, &app->selected))
		app->list.top = app->selected;
	bool empty = shown.id == 0 && desk_article(app) == NULL;
	if (empty)
		app->layout_known = false;
	if (empty || (app->selected.id == 0 && !app->article_focus))
		desk_show(app, app->selected);
	return ARRANGED | (app->overlay == &lists_view ? REACT_RELOAD : 0);
}

/* After a change of the reader's own that is more than a mark of one article. */
static unsigned changed(struct app *app, int status, const struct err *err)
{
	if (status == ERR_BUSY)
		app_complain(app, "%s", text(TEXT_BUSY));
	else if (status != 0)
		app_complain(app, "%s", err->message);
	return DRAWN | collection_take_in(app);
}

static struct shelf_ref at_hand(struct app *app)
{
	struct shelf_ref ref = app->article_focus ? app->shown : app->selected;
	if (ref.id == 0)
		app_say(app, "%s", text(TEXT_NOTHING_SELECTED));
	return ref;
}

/* --- marks --- */

static unsigned star(struct app *app)
{
	struct shelf_ref ref = at_hand(app);
	bool on = !shelf_row(app->shelf, ref).starred;
	if (!collection_there(app) || ref.id == 0 || !shelf_mark(app->shelf, ref, MARK_STARRED, on))
		return DRAWN;
	app_say(app, "%s", text(on ? TEXT_STARRED : TEXT_UNSTARRED));
	return DRAWN;
}

/* A list may be most of a large library: it is gone through in pauses, and marked at the end. */
static unsigned sweep(struct app *app, int most_ms)
{
	struct err err;
	int64_t n;
	int status = library_sweep(app->sweep, most_ms, &n, &err);
	if (status > 0)
		return 0;
	library_sweep_free(app->sweep);
	app->sweep = NULL;
	if (status == 0 && n > 0)
		app_say(app, text(TEXT_ALL_READ), (long long)n);
	else if (status == 0)
		app_say(app, "%s", text(TEXT_NONE_UNREAD));
	return changed(app, status, &err);
}

static unsigned all_read(struct app *app)
{
	collection_finish(app);
	app->sweep = library_sweep_new(shelf_library(app->shelf), shelf_selection(app->shelf));
	unsigned flags = sweep(app, AT_ONCE_MS);
	if (app->sweep != NULL)
		app_say(app, "%s", text(TEXT_MARKING));
	return DRAWN | flags;
}

unsigned collection_work(struct app *app)
{
	return sweep(app, INT_MAX);
}

void collection_finish(struct app *app)
{
	struct library *library = shelf_library(app->shelf);
	int64_t n;
	if (app->sweep == NULL)
		return;
	library_set_hurry(library, NULL, NULL);
	while (library_sweep(app->sweep, INT_MAX, &n, NULL) > 0)
		;
	library_set_hurry(library, loop_key_waits, app);
	library_sweep_free(app->sweep);
	app->sweep = NULL;
}

static unsigned ask_all_read(struct app *app)
{
	if (shelf_count(app->shelf) == 0) {
		app_say(app, "%s", text(TEXT_NONE_UNREAD));
		return DRAWN;
	}
	lists_finish(app); /* the list that was chosen is meant */
	app_ask(app, all_read);
	app_say(app, text(TEXT_ASK_ALL_READ), shelf_count(app->shelf));
	return DRAWN;
}

static bool is_tagged(struct app *app, int64_t id, struct str name)
{
	struct buf tags;
	struct str line;
	bool found = false;
	buf_init(&tags, BUF_NO_MAX);
	library_tags(shelf_library(app->shelf), id, &tags, NULL);
	for (struct str rest = buf_str(&tags); !found && str_next_line(&rest, &line);)
		found = str_eq(line, name);
	buf_done(&tags);
	return found;
}

static unsigned tag(struct app *app, struct str name, bool on)
{
	struct shelf_ref ref = at_hand(app);
	struct err err;
	if (ref.id == 0)
		return DRAWN;
	if (!on && !is_tagged(app, ref.id, name)) {
		app_complain(app, text(TEXT_NOT_TAGGED), (int)(name.n < 300 ? name.n : 300), name.p);
		return DRAWN;
	}
	int status = library_tag(shelf_library(app->shelf), ref.id, name, on, &err);
	if (status == 0)
		app_say(app, text(on ? TEXT_TAGGED : TEXT_UNTAGGED), (int)(name.n < 300 ? name.n : 300), name.p);
	return changed(app, status, &err);
}

/* What is brought back is to be selected, so it is remembered; the oldest is forgotten. */
static void note_deletion(struct app *app, struct shelf_ref ref)
{
	if (app->n_deleted == DELETED_MAX)
		memmove(app->deleted, app->deleted + 1, --app->n_deleted * sizeof *app->deleted);
	app->deleted[app->n_deleted++] = ref;
}

static void select_brought_back(struct app *app)
{
	if (app->n_deleted == 0 || !shelf_row(app->shelf, app->deleted[app->n_deleted - 1]).listed)
		return;
	app->selected = app->deleted[--app->n_deleted];
	app->article_focus = false;
}

/* The list goes on with the row after it. */
static unsigned delete(struct app *app)
{
	struct shelf_ref ref = at_hand(app), next = ref;
	struct err err;
	if (ref.id == 0)
		return DRAWN;
	if (!shelf_next(app->shelf, &next) && !shelf_prev(app->shelf, &next))
		next.id = 0;
	int status = library_delete(shelf_library(app->shelf), &ref.id, 1, &err);
	if (status == 0) {
		note_deletion(app, ref);
		app->article_focus = false;
		if (shelf_same(app->list.top, ref))
			app->list.top = next;
		app->selected = next;
		desk_show(app, next);
		app_say(app, "%s", text(TEXT_DELETED));
	}
	return ARRANGED | changed(app, status, &err);
}

static unsigned undo(struct app *app)
{
	struct buf what;
	if (app->sweep != NULL) { /* nothing is marked yet */
		library_sweep_free(app->sweep);
		app->sweep = NULL;
		app_say(app, "%s", text(TEXT_NOT_DONE));
		return DRAWN;
	}
	struct err err;
	buf_init(&what, sizeof app->message / 2);
	int status = library_undo(shelf_library(app->shelf), &what, &err);
	if (status == 0)
		app_say(app, text(TEXT_UNDONE), buf_cstr(&what));
	buf_done(&what);
	unsigned flags = changed(app, status, &err);
	if (status == 0)
		select_brought_back(app);
	return flags;
}

unsigned collection_action(struct app *app, const struct request *request)
{
	enum command_id id = request->command->id;
	switch (id) {
	case CMD_STAR:
		return star(app);
	case CMD_MARK_ALL_READ:
	case CMD_TAG:
	case CMD_UNTAG:
	case CMD_DELETE:
	case CMD_UNDO:
		break;
	default:
		return 0;
	}
	if (!collection_writable(app, request->command))
		return DRAWN;
	if (app_focus(app)->kind == IN_MENU && id != CMD_UNDO) {
		app_say(app, text(TEXT_NOT_IN_VIEW), request->command->name);
		return DRAWN;
	}
	if (request->command->takes == TAKES_TEXT && request->text.n == 0)
		return collection_ask(app, request->command);
	if (id == CMD_TAG || id == CMD_UNTAG)
		return tag(app, request->text, id == CMD_TAG);
	return id == CMD_MARK_ALL_READ ? ask_all_read(app) : id == CMD_DELETE ? delete(app) : undo(app);
}

void collection_collapse(struct app *app)
{
	const struct selection *selection = shelf_selection(app->shelf);
	bool on = app->options.groups == 0;
	if (selection == NULL || selection->collapsed == on)
		return;
	shelf_collapse(app->shelf, on);
	if (app->selected.id != 0 && !shelf_row(app->shelf, app->selected).listed)
		shelf_first(app->shelf, &app->selected);
	app->list.top = app->selected;
}

unsigned collection_tie(struct app *app, int64_t a, int64_t b, enum tie tie)
{
	static const enum text_id said[] = {[TIE_CUT] = TEXT_CUT, [TIE_PINNED] = TEXT_PINNED};
	struct err err;
	int status = library_tie(shelf_library(app->shelf), a, b, tie, &err);
	if (status == 0)
		app_say(app, "%s", text(tie == TIE_NONE ? TEXT_UNPINNED : said[tie]));
	return changed(app, status, &err);
}

/* --- from one start to the next --- */

void collection_keep(struct app *app)
{
	struct buf value;
	if (shelf_library(app->shelf) == NULL || app->shelf->read_only)
		return;
	buf_init(&value, BUF_NO_MAX);
	buf_addf(&value, "%" PRId64 "\n", app->selected.id);
	query_format(shelf_selection(app->shelf), &value);
	buf_addf(&value, "\n%s", app->list_name);
	library_set_value(shelf_library(app->shelf), VALUE_READER, buf_str(&value), NULL);
	places_keep(app);
	buf_done(&value);
}

void collection_resume(struct app *app)
{
	struct library *library = shelf_library(app->shelf);
	struct buf value, name;
	struct str rest, line = {0}, query = {0};
	if (library == NULL || app->options.restricted) /* it says where its owner was */
		return;
	places_resume(app);
	buf_init(&value, BUF_NO_MAX);
	buf_init(&name, sizeof app->list_name - 1);
	if (library_value(library, VALUE_READER, &value, NULL) == 0) {
		struct arena *texts = arena_new();
		struct selection selection;
		int64_t id = strtoll(buf_cstr(&value), NULL, 10);
		rest = buf_str(&value);
		str_next_line(&rest, &line);
		str_next_line(&rest, &query);
		buf_add_str(&name, rest);
		if (query_parse(query, library, texts, &selection, NULL) == 0)
			lists_choose(app, &selection, buf_cstr(&name));
		if (id > 0 && shelf_row(app->shelf, (struct shelf_ref){id}).listed)
			app->selected.id = id;
		arena_free(texts);
	}
	buf_done(&value);
	buf_done(&name);
}
