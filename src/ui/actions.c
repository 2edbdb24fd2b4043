#include "config.h"

#include "ui/state.h"

#include "term/key.h"
#include "text/utf8.h"

static unsigned begin_search(struct app *app, bool backward)
{
	const struct search_request request = {.what = SEARCH_BEGIN, .backward = backward};
	if (!backward && app_focus(app) == &list_view && shelf_library(app->shelf) != NULL)
		return quest_begin(app, '/');
	if (app_focus(app)->search(app, &request) == 0)
		return 0;
	search_open(app, backward ? '\\' : '/');
	return DRAWN;
}

/* From wherever one is. */
static unsigned search_library(struct app *app, const struct request *request)
{
	if (!collection_there(app))
		return DRAWN;
	app_close_overlay(app);
	return request->text.n > 0 ? quest_ask(app, request->text) : quest_begin(app, '/');
}

static unsigned go_on(struct app *app, bool against)
{
	const struct search_request request = {.what = SEARCH_GO, .backward = against};
	return app_focus(app)->search(app, &request);
}

static bool is_letter(uint32_t key)
{
	return key > ' ' && key < KEY_NAMED && key != 127;
}

static const char *letter_text(uint32_t letter, char out[8])
{
	out[utf8_encode(letter, out)] = '\0';
	return out;
}

static unsigned set_mark(struct app *app, uint32_t letter)
{
	char shown[8];
	if (!is_letter(letter) || letter == '\'' || app->shown.id == 0 ||
	    !trail_mark(&app->trail, letter, desk_place(app))) {
		app_say(app, "%s", text(TEXT_MARK_LETTER));
		return DRAWN;
	}
	places_keep_mark(app, letter);
	app_say(app, text(TEXT_MARK_SET), letter_text(letter, shown));
	return DRAWN;
}

static unsigned go_mark(struct app *app, uint32_t letter)
{
	char shown[8];
	struct pos pos = app->trail.last;
	if (letter == '\'') {
		if (pos.article != 0)
			return desk_jump(app, pos);
		app_say(app, "%s", text(TEXT_NO_LAST_PLACE));
	} else if (!is_letter(letter)) {
		app_say(app, "%s", text(TEXT_MARK_LETTER));
	} else if (trail_find_mark(&app->trail, letter, &pos)) {
		return desk_jump(app, pos);
	} else {
		app_say(app, text(TEXT_NO_MARK), letter_text(letter, shown));
	}
	return DRAWN;
}

static unsigned history(struct app *app, bool back)
{
	struct pos here = desk_visited(app), to;
	/* From the list, back is what was read last. */
	if (back && here.article != 0 && !app->article_focus && here.article != app->shown.id)
		return desk_go(app, here);
	if (back ? trail_back(&app->trail, here, &to) : here.article != 0 && trail_forward(&app->trail, here, &to))
		return desk_go(app, to);
	app_say(app, "%s", text(back ? TEXT_HISTORY_START : TEXT_HISTORY_END));
	return DRAWN;
}

/* Back to where this was opened from; from there, out. */
static unsigned back(struct app *app)
{
	if (app->overlay != NULL)
		return app_close_overlay(app);
	if ((!app->article_focus || shelf_count(app->shelf) < 1) && app->quest.n_left > 0)
		return quest_go_back(app);
	if (!app->article_focus || app->single || shelf_count(app->shelf) < 1)
		return REACT_HANDLED | REACT_QUIT;
	app->article_focus = false;
	return ARRANGED;
}

static unsigned focus(struct app *app, bool article)
{
	if (article == app->article_focus || (article && app->shown.id == 0))
		return REACT_HANDLED;
	if (article)
		return desk_open(app, app->panes.mode == PANES_ALONE ? app->selected : app->shown);
	app->article_focus = false;
	return ARRANGED;
}

/* Arrows are spatial: the pane that stands there gets the keys. */
static unsigned focus_side(struct app *app, bool left)
{
	if (app->panes.mode != PANES_SIDE)
		return REACT_HANDLED;
	bool list_at_left = app->panes.list.col < app->panes.article.col;
	return focus(app, left != list_at_left);
}

static unsigned toggle_read(struct app *app)
{
	struct shelf_ref ref = app->article_focus ? app->shown : app->selected;
	if (ref.id == 0) {
		app_say(app, "%s", text(TEXT_NOTHING_SELECTED));
		return DRAWN;
	}
	shelf_look(app->shelf, ref);
	bool read = shelf_row(app->shelf, ref).unread;
	if (!shelf_mark(app->shelf, ref, MARK_READ, read))
		return REACT_HANDLED;
	app_say(app, "%s", text(read ? TEXT_MARKED_READ : TEXT_MARKED_UNREAD));
	return DRAWN;
}

static unsigned toggle_bidi(struct app *app)
{
	app->options.bidi = app->options.bidi == BIDI_PLAIN ? BIDI_AUTO : app->options.bidi + 1;
	app_say(app, text(TEXT_BIDI_IS), model_of((enum bidi_mode)app->options.bidi)->name);
	return ARRANGED;
}

static unsigned toggle_layout(struct app *app)
{
	app->options.layout = app->layout == DIR_RTL ? LAYOUT_LTR : LAYOUT_RTL;
	app_say(app, text(TEXT_LAYOUT_IS), text(app->layout == DIR_RTL ? TEXT_LTR : TEXT_RTL));
	return ARRANGED;
}

/* The prompt's own layout: letters of Arabic from a Latin keyboard, and back. */
static unsigned switch_prompt_layout(struct app *app)
{
	struct prompt *prompt = &app->prompt;
	prompt->guess.hint = input_keyboard(app);
	prompt->translates = !prompt->translates;
	if (prompt->translates)
		app_say(app, text(TEXT_PROMPT_TRANSLATES), keyboard_name(prompt->guess.hint));
	else
		app_say(app, "%s", text(TEXT_PROMPT_AS_TYPED));
	return DRAWN;
}

/* To the next value of an option, of n. */
static unsigned cycle(struct app *app, int *value, int n, const char *option)
{
	char shown[OPTION_VALUE_B];
	const struct option_row *row = option_find(option);
	*value = (*value + 1) % n;
	app_say(app, text(TEXT_OPTION_IS), option, option_format(&app->options, row, shown));
	return ARRANGED;
}

static unsigned next_level(struct app *app)
{
	const struct selection *selection = shelf_selection(app->shelf);
	if (quest_finds(app) && !app->quest.on)
		app->options.match_level = (int)selection->level; /* of the list that is shown */
	unsigned flags = cycle(app, &app->options.match_level, N_LEVELS, "match-level");
	search_label(app);
	return flags | quest_level(app);
}

static unsigned look_action(struct app *app, const struct request *request)
{
	struct app_options *options = &app->options;
	switch (request->command->id) {
	case CMD_TOGGLE_TASHKEEL:
		return cycle(app, &options->tashkeel, 2, "tashkeel");
	case CMD_TOGGLE_TATWEEL:
		return cycle(app, &options->tatweel, 2, "tatweel");
	case CMD_TOGGLE_DIGITS:
		return cycle(app, &options->digits, DIGITS_PERSIAN + 1, "digits");
	case CMD_TOGGLE_CALENDAR:
		return cycle(app, &options->hijri, 2, "calendar");
	case CMD_TOGGLE_KEYWORDS:
		return cycle(app, &options->keywords, KEYWORDS_HIDDEN + 1, "keywords");
	case CMD_TOGGLE_KNOWN:
		return news_toggle(app);
	default:
		return 0;
	}
}

static unsigned search_action(struct app *app, const struct request *request)
{
	switch (request->command->id) {
	case CMD_SEARCH:
	case CMD_SEARCH_BACK:
		return begin_search(app, request->command->id == CMD_SEARCH_BACK);
	case CMD_SEARCH_LIBRARY:
		return search_library(app, request);
	case CMD_SEARCH_NEXT:
	case CMD_SEARCH_PREV:
		return go_on(app, request->command->id == CMD_SEARCH_PREV);
	case CMD_KEYWORD_NEXT:
	case CMD_KEYWORD_PREV:
		return walk_begin(app, request->command->id == CMD_KEYWORD_PREV);
	case CMD_KEYWORDS:
		return app_open_overlay(app, &keywords_view);
	case CMD_MATCH_LEVEL:
		return next_level(app);
	case CMD_PROMPT_LAYOUT:
		return switch_prompt_layout(app);
	case CMD_MARK:
		return set_mark(app, request->letter);
	case CMD_GO_MARK:
		return go_mark(app, request->letter);
	case CMD_MARKS:
		return app_open_overlay(app, &marks_view);
	case CMD_HISTORY_BACK:
	case CMD_HISTORY_FORWARD:
		return history(app, request->command->id == CMD_HISTORY_BACK);
	default:
		return 0;
	}
}

/* Whether the command asks about one article: from the list, about the selected one. */
static bool asks_of_article(enum command_id id)
{
	switch (id) {
	case CMD_RELATED:
	case CMD_LINKS:
	case CMD_BROWSE:
	case CMD_INFO:
	case CMD_CHAIN_NEXT:
	case CMD_CHAIN_PREV:
	case CMD_COPY_PARAGRAPH:
	case CMD_COPY_ARTICLE:
	case CMD_SAVE:
		return true;
	default:
		return false;
	}
}

/* False, and said: there is none. */
static bool take_article(struct app *app, enum command_id id)
{
	if (app->article_focus || app->overlay != NULL)
		return true;
	if (app->selected.id != 0)
		desk_show(app, app->selected);
	else if (id != CMD_INFO)
		app_say(app, "%s", text(TEXT_NOTHING_SELECTED));
	return app->selected.id != 0 || id == CMD_INFO;
}

static unsigned article_action(struct app *app, const struct request *request)
{
	int count = request->count > 0 ? request->count : 1;
	if (asks_of_article(request->command->id) && !take_article(app, request->command->id))
		return DRAWN;
	switch (request->command->id) {
	case CMD_NEXT_ARTICLE:
	case CMD_PREV_ARTICLE:
		return desk_step(app, request->command->id == CMD_PREV_ARTICLE, false, count);
	case CMD_NEXT_UNREAD:
	case CMD_PREV_UNREAD:
		return desk_step(app, request->command->id == CMD_PREV_UNREAD, true, count);
	case CMD_TOGGLE_READ:
		return toggle_read(app);
	case CMD_RELATED:
		return app_open_overlay(app, &related_view);
	case CMD_PIN:
	case CMD_CUT:
		app_say(app, text(TEXT_NOT_IN_VIEW), request->command->name);
		return DRAWN;
	case CMD_LINKS:
		return app_open_overlay(app, &links_view);
	case CMD_INFO:
		return app_open_overlay(app, &info_view);
	case CMD_CHAIN_NEXT:
	case CMD_CHAIN_PREV:
		return chain_step(app, request->command->id == CMD_CHAIN_PREV);
	case CMD_BROWSE:
		return browse(app);
	case CMD_COPY_PARAGRAPH:
		return copy_paragraph(app);
	case CMD_COPY_ARTICLE:
		return copy_article(app);
	case CMD_SAVE:
		return save_begin(app);
	default:
		return 0;
	}
}

static unsigned screen_action(struct app *app, const struct request *request)
{
	switch (request->command->id) {
	case CMD_BACK:
		return back(app);
	case CMD_QUIT:
		return REACT_HANDLED | REACT_QUIT;
	case CMD_FOCUS_OTHER:
		return focus(app, !app->article_focus);
	case CMD_FOCUS_LEFT:
	case CMD_FOCUS_RIGHT:
		return focus_side(app, request->command->id == CMD_FOCUS_LEFT);
	case CMD_ALONE:
		app->alone = !app->alone;
		return ARRANGED;
	case CMD_TOGGLE_BIDI:
		return toggle_bidi(app);
	case CMD_TOGGLE_LAYOUT:
		return toggle_layout(app);
	case CMD_HELP:
		return app_open_overlay(app, &help_view);
	case CMD_COMMAND_LINE:
		prompt_open(&app->prompt, ':', &app->command_history);
		return DRAWN;
	case CMD_REDRAW:
		terminal_redraw(app->terminal);
		return DRAWN;
	case CMD_SUSPEND:
		terminal_suspend(app->terminal);
		return ARRANGED;
	default:
		return 0;
	}
}

unsigned action_run(struct app *app, const struct request *request)
{
	if (app->options.restricted && !request->command->restricted) {
		app_say(app, text(TEXT_RESTRICTED), request->command->name);
		return DRAWN;
	}
	unsigned flags = app->speech.on ? speech_command(app, request) : 0;
	if (flags == 0)
		flags = app_focus(app)->command(app, request);
	if (flags == 0)
		flags = search_action(app, request);
	if (flags == 0)
		flags = look_action(app, request);
	if (flags == 0)
		flags = lists_action(app, request);
	if (flags == 0)
		flags = collection_action(app, request);
	if (flags == 0)
		flags = refresh_action(app, request);
	if (flags == 0)
		flags = feeds_action(app, request);
	if (flags == 0)
		flags = article_action(app, request);
	if (flags == 0)
		flags = screen_action(app, request);
	return flags;
}
