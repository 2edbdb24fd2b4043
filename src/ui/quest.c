/*
 * The library is asked while one types: / asks all of it, & narrows the list
 * at hand. The answer takes the place of the list until Escape gives that back;
 * Enter keeps it, and Escape in it goes back to what was left.
 *
 * A key never waits for an answer: the question is put in the pause after a
 * key, and given up when the next one comes (shelf_try). The last word
 * counts as the beginning of one.
 */
#include "config.h"

#include "ui/state.h"

#include "base/clock.h"
#include "base/mem.h"
#include "library/query.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- lists that were left --- */

static char *format(const struct selection *selection)
{
	struct buf query;
	buf_init(&query, BUF_NO_MAX);
	query_format(selection, &query);
	char *copy = xstrndup(query.p, query.n);
	buf_done(&query);
	return copy;
}

static void left_done(struct left_list *left)
{
	free(left->query);
	free(left->typed);
	*left = (struct left_list){.sign = 0};
}

static struct left_list leave(struct app *app)
{
	struct left_list left = {
		.query = format(shelf_selection(app->shelf)),
		.selected = app->selected,
		.top = app->list.top,
		.reading = app->article_focus ? app->shown : (struct shelf_ref){0},
	};
	snprintf(left.name, sizeof left.name, "%s", app->list_name);
	return left;
}

static void give_back(struct app *app, const struct left_list *left)
{
	struct arena *texts = arena_new();
	struct selection selection;
	query_parse(str_of(left->query), shelf_library(app->shelf), texts, &selection, NULL);
	selection.typing = true; /* at once; the rest in a pause */
	lists_forget(app);
	shelf_select(app->shelf, &selection);
	arena_free(texts);
	snprintf(app->list_name, sizeof app->list_name, "%s", left->name);
	app->selected = app->list.top = (struct shelf_ref){0};
	if (left->selected.id != 0 && shelf_row(app->shelf, left->selected).listed)
		app->selected = left->selected;
	else
		shelf_first(app->shelf, &app->selected);
	app->list.top = app->selected;
	if (left->top.id != 0 && shelf_row(app->shelf, left->top).listed)
		app->list.top = left->top;
	app->article_focus = left->reading.id != 0 && shelf_same(left->reading, app->shown);
	quest_listed(app);
	if (app->selected.id == 0)
		desk_show(app, app->selected);
}

void quest_forget(struct app *app)
{
	while (app->quest.n_left > 0)
		left_done(&app->quest.left[--app->quest.n_left]);
}

void quest_done(struct app *app)
{
	quest_forget(app);
	left_done(&app->quest.before);
	passages_done(&app->quest.passages);
}

static struct left_list *last_left(struct quest *quest)
{
	return quest->n_left > 0 ? &quest->left[quest->n_left - 1] : NULL;
}

unsigned quest_go_back(struct app *app)
{
	struct left_list *left = last_left(&app->quest);
	if (left == NULL)
		return 0;
	give_back(app, left);
	left_done(left);
	app->quest.n_left--;
	return ARRANGED;
}

/* --- the question --- */

static bool ends_open(struct str query)
{
	static const char *const closing[] = {"\"", "\xE2\x80\x9D", "\xC2\xBB", "\xE2\x80\xBA"};
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
		size_t n = strlen(closing[i]);
		if (query.n >= n && memcmp(query.p + query.n - n, closing[i], n) == 0)
			return false;
	}
	return true;
}

/* As if the mark that is open were closed: it is nothing wrong while one types. */
static void close_marks(struct str typed, struct arena *texts, struct buf *out)
{
	static const char *const closing[] = {"\"", ")", "\")", ""};
	const struct expr *expr;
	buf_add_str(out, typed);
	int rc = expr_parse(typed, texts, &expr, NULL);
	for (size_t i = 0; i < sizeof closing / sizeof *closing && rc != 0; i++) {
		buf_clear(out);
		buf_add_str(out, typed);
		buf_add_str(out, str_of(closing[i]));
		rc = expr_parse(buf_str(out), texts, &expr, NULL);
	}
}

static void find_wrong(struct app *app, struct str typed, struct arena *texts)
{
	struct selection selection;
	struct buf query;
	struct err err;
	buf_init(&query, BUF_NO_MAX);
	close_marks(typed, texts, &query);
	int rc = query_parse(buf_str(&query), shelf_library(app->shelf), texts, &selection, &err);
	snprintf(app->quest.wrong, sizeof app->quest.wrong, "%s", rc != 0 ? err.message : "");
	buf_done(&query);
}

/* After the fields of a list, what was typed; its own level counts, else the one in force. */
static void compose(struct app *app, const char *base, struct str typed, struct arena *texts,
                    struct selection *selection)
{
	struct buf query;
	find_wrong(app, typed, texts);
	buf_init(&query, BUF_NO_MAX);
	buf_addf(&query, "%s level:%s ", base, level_name((enum level)app->options.match_level));
	buf_add_str(&query, typed);
	query_parse(buf_str(&query), shelf_library(app->shelf), texts, selection, NULL);
	if (ends_open(typed))
		selection->expr = expr_unfinished(selection->expr, texts, query.n, selection->level == LEVEL_STEM);
	buf_done(&query);
}

/* What the typed words narrow: nothing, or the list that was left. */
static const char *base_of(const struct app *app)
{
	const struct quest *quest = &app->quest;
	return app->prompt.sign == '&' && quest->n_left > 0 ? quest->left[quest->n_left - 1].query : "";
}

static bool put(struct app *app, struct str typed, bool patient)
{
	struct arena *texts = arena_new();
	struct selection selection;
	const char *base = base_of(app);
	if (typed.n == 0 && app->prompt.sign == '/')
		base = app->quest.before.query; /* nothing is asked yet */
	compose(app, base, typed, texts, &selection);
	selection.typing = !app->speech.on;
	bool done = patient ? shelf_select(app->shelf, &selection)
	                    : shelf_try(app->shelf, &selection, (size_t)app->list.rows + 2, INT_MAX);
	arena_free(texts);
	if (!done)
		return false;
	app->quest.due = false;
	library_unindexed(shelf_library(app->shelf), &app->quest.unknown, &app->quest.all, NULL);
	app->selected = (struct shelf_ref){0};
	shelf_first(app->shelf, &app->selected);
	app->list.top = app->selected;
	quest_listed(app);
	return true;
}

/* Without a pause that is cut off in it. */
static struct str words_typed(struct app *app)
{
	struct str typed = prompt_text(&app->prompt);
	return str_trim(typed).n > 0 ? typed : (struct str){0};
}

unsigned quest_typed(struct app *app)
{
	app->quest.due = true;
	return DRAWN;
}

unsigned quest_work(struct app *app)
{
	return put(app, words_typed(app), false) ? DRAWN : 0;
}

/*
 * What was typed is answered by the most frequent words that begin so; what is kept, by all of them: in a
 * pause, and if that is soon done. The beginning of half of all words stays what it was.
 */
bool quest_is_rough(struct app *app)
{
	const struct selection *now = shelf_selection(app->shelf);
	return now != NULL && now->expr != NULL && now->typing && !app->quest.on && !app->quest.coarse;
}

static bool try_refined(struct app *app)
{
	enum { REFINE_MS = 40 };
	struct selection selection = *shelf_selection(app->shelf);
	int64_t start_ms = clock_now_ms();
	selection.typing = false;
	bool done = shelf_try(app->shelf, &selection, (size_t)app->list.rows + 2, REFINE_MS);
	app->quest.coarse = !done && clock_now_ms() - start_ms >= REFINE_MS;
	return done;
}

unsigned quest_refine(struct app *app)
{
	struct shelf_ref selected = app->selected, top = app->list.top;
	struct err err;
	if (!try_refined(app))
		return 0;
	if (app->article_focus)
		shelf_open(app->shelf, app->shown, &err); /* so that it has a row */
	if (!shelf_row(app->shelf, selected).listed)
		shelf_first(app->shelf, &selected);
	app->selected = selected;
	app->list.top = shelf_row(app->shelf, top).listed ? top : selected;
	return DRAWN;
}

/* --- the prompt --- */

static void push(struct app *app, uint32_t sign)
{
	struct quest *quest = &app->quest;
	if (quest->n_left == QUEST_DEPTH) {
		left_done(&quest->left[1]); /* the first list of all is worth more than those between */
		memmove(&quest->left[1], &quest->left[2], (QUEST_DEPTH - 2) * sizeof quest->left[0]);
		quest->n_left--;
	}
	quest->left[quest->n_left] = leave(app);
	quest->left[quest->n_left++].sign = sign;
}

static void begin(struct app *app, uint32_t sign)
{
	struct quest *quest = &app->quest;
	const struct left_list *last = last_left(quest);
	left_done(&quest->before);
	quest->before = leave(app);
	quest->pushed = last == NULL || last->sign != sign;
	if (quest->pushed)
		push(app, sign);
	quest->wrong[0] = '\0';
	quest->due = false;
	lists_forget(app);
	library_unindexed(shelf_library(app->shelf), &quest->unknown, &quest->all, NULL);
}

unsigned quest_begin(struct app *app, uint32_t sign)
{
	begin(app, sign);
	app->quest.on = true;
	app->article_focus = false;
	search_open(app, sign);
	const struct left_list *last = last_left(&app->quest);
	if (sign == '&' && last->typed != NULL)
		prompt_set_text(&app->prompt, str_of(last->typed));
	return ARRANGED;
}

/* The list is called by what was typed; after & by that beside the name it had. */
static void name_list(struct app *app, struct str typed)
{
	const struct left_list *last = last_left(&app->quest);
	struct buf name;
	buf_init(&name, BUF_NO_MAX);
	if (last->sign == '&') {
		buf_addf(&name, "%s & \xE2\x81\xA8", last->name[0] != '\0' ? last->name
		                                     : last->query[0] != '\0' ? last->query
		                                                              : text(TEXT_LIST_ALL));
		buf_add_str(&name, typed);
		buf_add_str(&name, STR("\xE2\x81\xA9"));
	} else {
		buf_add_str(&name, typed);
	}
	size_t n = name.n < sizeof app->list_name - 1 ? name.n : sizeof app->list_name - 1;
	while (n > 0 && n < name.n && (name.p[n] & 0xC0) == 0x80)
		n--; /* not within a letter */
	snprintf(app->list_name, sizeof app->list_name, "%.*s", (int)n, name.p);
	buf_done(&name);
}

/* The answer is the list now. */
static void keep(struct app *app, struct str typed)
{
	struct left_list *last = last_left(&app->quest);
	struct buf note;
	free(last->typed);
	last->typed = xstrndup(typed.p, typed.n);
	name_list(app, str_trim(typed));
	desk_show(app, app->selected.id == 0 ? app->selected : app->shown);
	quest_mark(app);
	buf_init(&note, sizeof app->message);
	quest_note(app, &note);
	if (app->quest.wrong[0] != '\0')
		app_complain(app, "%s", app->quest.wrong);
	else if (app->speech.on || app->selected.id == 0)
		app_say(app, "%s", buf_cstr(&note));
	buf_done(&note);
}

unsigned quest_end(struct app *app, bool kept)
{
	struct quest *quest = &app->quest;
	struct str typed = words_typed(app);
	quest->on = false;
	/* An empty & takes the filter away. */
	if (kept && typed.n == 0 && app->prompt.sign == '&' && !quest->pushed)
		return quest_go_back(app);
	if (kept && typed.n > 0) {
		if (quest->due)
			put(app, typed, true);
		keep(app, typed);
		search_remember(app);
		return ARRANGED;
	}
	quest->due = false;
	give_back(app, &quest->before);
	if (quest->pushed)
		left_done(&quest->left[--quest->n_left]);
	return ARRANGED;
}

unsigned quest_ask(struct app *app, struct str query)
{
	begin(app, '/');
	prompt_open(&app->prompt, '/', &app->search_history);
	prompt_set_text(&app->prompt, query);
	prompt_close(&app->prompt);
	app->article_focus = false;
	app->quest.due = true;
	return quest_end(app, true);
}

unsigned quest_visit(struct app *app, struct str query)
{
	struct arena *texts = arena_new();
	struct selection selection;
	push(app, '/');
	query_parse(query, shelf_library(app->shelf), texts, &selection, NULL);
	selection.typing = !app->speech.on;
	app->list_name[0] = '\0';
	app->selected = (struct shelf_ref){0}; /* another list begins at its beginning */
	lists_select(app, &selection);
	arena_free(texts);
	return ARRANGED;
}

/* --- the list that was found --- */

bool quest_finds(struct app *app)
{
	return passages_asked(&app->quest.passages);
}

void quest_listed(struct app *app)
{
	const struct selection *now = shelf_selection(app->shelf);
	app->quest.coarse = false;
	passages_ask(&app->quest.passages, now != NULL ? now->expr : NULL, now != NULL ? now->level : LEVEL_FOLDED);
}

void quest_mark(struct app *app)
{
	const struct selection *now = shelf_selection(app->shelf);
	if (desk_article(app) != NULL && now != NULL)
		pager_search_query(&app->reader, now->expr, now->level);
}

unsigned quest_level(struct app *app)
{
	const struct selection *now = shelf_selection(app->shelf);
	if (app->quest.on)
		return quest_typed(app);
	if (!quest_finds(app) || app->overlay != NULL)
		return 0;
	struct selection selection = *now;
	struct err err;
	bool reading = app->article_focus;
	selection.level = (enum level)app->options.match_level;
	lists_select(app, &selection);
	app->article_focus = reading && desk_article(app) != NULL;
	if (app->article_focus) {
		shelf_open(app->shelf, app->shown, &err); /* so that it has a row */
		app->selected = app->shown;
	}
	quest_mark(app);
	if (app->article_focus)
		pager_search_start(&app->reader, true);
	return ARRANGED;
}

/* Where nothing is written so, what is written otherwise may be meant: the key that looks for that. */
static void note_wider(const struct app *app, struct buf *out)
{
	struct buf keys;
	buf_init(&keys, BUF_NO_MAX);
	keymap_format(&app->keymap, command_at(CMD_MATCH_LEVEL), " ", &keys);
	const char *last = strrchr(buf_cstr(&keys), ' '); /* that which a prompt takes */
	if (keys.n > 0)
		buf_addf(out, text(TEXT_QUEST_WIDER), last != NULL ? last + 1 : buf_cstr(&keys));
	buf_done(&keys);
}

void quest_note(const struct app *app, struct buf *out)
{
	const struct quest *quest = &app->quest;
	const struct selection *now = shelf_selection(app->shelf);
	size_t n = shelf_count(app->shelf);
	if (quest->due)
		buf_add_str(out, str_of(text(TEXT_QUEST_DUE)));
	else if (n == 0)
		buf_add_str(out, str_of(text(TEXT_QUEST_NONE)));
	else
		buf_addf(out, text(n == 1 ? TEXT_QUEST_ONE : TEXT_QUEST_FOUND), n,
		         shelf_counted(app->shelf) ? "" : "+");
	buf_addf(out, " \xC2\xB7 %s", level_name(now->expr != NULL ? now->level : (enum level)app->options.match_level));
	if (n == 0 && !quest->due && now->expr != NULL && now->level != LEVEL_STEM)
		note_wider(app, out);
	buf_add_str(out, STR(" \xC2\xB7 "));
	sort_name(now, out);
	if (quest->unknown > 0 && quest->all > 0)
		buf_addf(out, text(TEXT_QUEST_INDEX), (int)((quest->all - quest->unknown) * 100 / quest->all));
}
