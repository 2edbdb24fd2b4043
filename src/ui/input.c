/* What is typed: keys become commands, or text at a prompt. */
#include "config.h"

#include "base/clock.h"
#include "ui/state.h"

#include "term/key.h"

enum { KEY_INTERRUPT = 3 }; /* ^C */

enum keyboard input_keyboard(const struct app *app)
{
	const struct article *article = desk_article(app);
	if (app->options.keyboard != KEYBOARD_AUTO)
		return (enum keyboard)(app->options.keyboard - KEYBOARD_AUTO - 1);
	return keyboard_of_language(article != NULL ? article_meta(article)->lang : (struct str){0});
}

/*
 * One press of the key for lam and alef may come as two letters, at once; a
 * person does not type them that fast.
 */
static uint32_t with_alef(struct app *app, uint32_t lam)
{
	uint32_t next = terminal_key(app->terminal, 0, NULL, NULL, 0);
	uint32_t both = keyboard_lam_alef(lam, next);
	if (both != KEY_NONE)
		return both;
	/* Nothing may be drawn for a size that is gone. */
	app->next_key = next == K_RESIZE ? lam : next;
	return next == K_RESIZE ? next : lam;
}

/* Ctrl with a letter of another layout, as some terminals tell it: the control code of the key at its place. */
static uint32_t control_key(struct app *app, uint32_t key)
{
	uint32_t latin = keyboard_latin(&app->keymap.guess, key & ~(uint32_t)(KEY_CTRL | KEY_ALT));
	bool has_code = latin != KEY_NONE && ((latin >= '@' && latin <= '_') || (latin >= 'a' && latin <= 'z'));
	return has_code ? (latin & 0x1F) | (key & KEY_ALT) : KEY_NONE;
}

/* As terminal_key(), with those of the descriptors that there are. */
static uint32_t wait_key(struct app *app, int timeout_ms, const int fds[N_FDS], bool ready[N_FDS])
{
	int some[N_FDS];
	bool some_ready[N_FDS];
	size_t n = 0, k = 0;
	for (size_t i = 0; i < N_FDS; i++)
		if (fds[i] >= 0)
			some[n++] = fds[i];
	uint32_t key = terminal_key(app->terminal, timeout_ms, some, some_ready, n);
	for (size_t i = 0; i < N_FDS; i++)
		ready[i] = fds[i] >= 0 && some_ready[k++];
	return key;
}

uint32_t input_key(struct app *app, int timeout_ms, const int fds[N_FDS], bool ready[N_FDS])
{
	uint32_t key = app->next_key;
	app->next_key = KEY_NONE;
	for (size_t i = 0; i < N_FDS; i++)
		ready[i] = false;
	if (key == KEY_NONE)
		key = wait_key(app, timeout_ms, fds, ready);
	if ((key & KEY_CTRL) != 0)
		return control_key(app, key);
	return key == KEYBOARD_LAM ? with_alef(app, key) : key;
}

/* The command whose text this is. */
static unsigned asked(struct app *app)
{
	struct request request = {.command = app->asking, .count = -1, .text = str_trim(prompt_text(&app->prompt))};
	return request.text.n > 0 ? action_run(app, &request) : 0;
}

static bool prompt_searches(const struct app *app)
{
	return app->prompt.sign == '/' || app->prompt.sign == '\\';
}

/* A guest is told of no file. */
static unsigned prompt_complete(struct app *app)
{
	static const struct str add = {"add ", 4};
	uint32_t sign = app->prompt.sign;
	enum command_id asking = sign == PROMPT_ASK ? app->asking->id : CMD_COUNT;
	if (sign == ':' && str_starts(prompt_text(&app->prompt), add) && !app->options.restricted)
		complete_path(app, add.n);
	else if (sign == PROMPT_SAVE || asking == CMD_ADD)
		complete_path(app, 0);
	else if (sign == ':' || asking == CMD_FILTER || asking == CMD_TAG || asking == CMD_UNTAG || app->quest.on)
		cmdline_complete(app);
	return app->quest.on ? quest_typed(app) : DRAWN;
}

static unsigned prompt_changed(struct app *app)
{
	if (app->quest.on)
		return quest_typed(app);
	const struct search_request request = {.what = SEARCH_TYPED, .text = prompt_text(&app->prompt)};
	return prompt_searches(app) ? DRAWN | app_focus(app)->search(app, &request) : DRAWN;
}

static unsigned prompt_ended(struct app *app, bool accepted)
{
	uint32_t sign = app->prompt.sign;
	bool search = prompt_searches(app);
	struct search_request request = {.what = SEARCH_GIVE_UP};
	if (!accepted || app->prompt.n == 0)
		app->feed_asked = 0;
	prompt_close(&app->prompt);
	if (app->quest.on)
		return quest_end(app, accepted);
	if (sign == PROMPT_ASK)
		return accepted ? DRAWN | asked(app) : DRAWN;
	if (sign == PROMPT_SAVE)
		return accepted ? save_to(app, prompt_text(&app->prompt)) : DRAWN;
	if (!search)
		return accepted ? DRAWN | cmdline_run(app, prompt_text(&app->prompt)) : DRAWN;
	if (accepted && app->prompt.n == 0) {
		request.what = SEARCH_GO; /* an empty pattern is the one before */
	} else if (accepted) {
		request.what = SEARCH_KEEP;
		search_remember(app);
	}
	return DRAWN | app_focus(app)->search(app, &request);
}

/* What a key did to the prompt is done to what the prompt is for. */
static unsigned prompt_did(struct app *app, enum prompt_event event)
{
	if (event != PROMPT_COMPLETE)
		app->completing = (struct str){0};
	switch (event) {
	case PROMPT_COMPLETE: return prompt_complete(app);
	case PROMPT_CHANGED: return prompt_changed(app);
	case PROMPT_ACCEPTED: return prompt_ended(app, true);
	case PROMPT_CANCELLED: return prompt_ended(app, false);
	case PROMPT_NOTHING: break;
	}
	return DRAWN;
}

static unsigned typed_key(struct app *app, uint32_t key)
{
	app->prompt.guess.hint = input_keyboard(app);
	app->prompt.takes_text = cmdline_takes_text(prompt_text(&app->prompt));
	const struct command *command = keymap_lookup(&app->keymap, key, IN_PROMPT);
	if (command != NULL)
		return action_run(app, &(struct request){.command = command, .count = -1});
	return prompt_did(app, prompt_key(&app->prompt, key, app->painter.para));
}

/* Text from the clipboard is never keys. */
static unsigned pasted(struct app *app)
{
	struct str text_pasted = terminal_paste(app->terminal);
	if (app->prompt.active)
		return prompt_did(app, prompt_paste(&app->prompt, text_pasted));
	app_say(app, "%s", text(TEXT_PASTED_NOWHERE));
	return DRAWN;
}

static unsigned unbound(struct app *app, uint32_t key)
{
	char name[16];
	app_say(app, text(app->overlay == &help_view ? TEXT_UNBOUND_HELP : TEXT_UNBOUND), key_name(key, name));
	return DRAWN;
}

/* Escape and its kin; who presses ^C with nothing to give up wants to leave. */
static unsigned cancelled(struct app *app, uint32_t key)
{
	bool shown = app->reader.search.shown || app->sheet.search.shown;
	app->reader.search.shown = app->sheet.search.shown = false;
	if (app->overlay != NULL)
		return app_close_overlay(app);
	if (key == KEY_INTERRUPT && !shown)
		app_say(app, "%s", text(TEXT_INTERRUPTED));
	return app->article_focus ? DRAWN : DRAWN | quest_go_back(app);
}

static unsigned command_key(struct app *app, uint32_t key)
{
	struct request request;
	app->keymap.guess.hint = input_keyboard(app);
	if (jobs_stop_search(app)) {
		app_say(app, "%s", text(TEXT_SEARCH_STOPPED));
		return DRAWN;
	}
	switch (keymap_feed(&app->keymap, key, app_focus(app)->kind, &request)) {
	case KEYMAP_MORE:
		return DRAWN;
	case KEYMAP_COMMAND:
		return action_run(app, &request);
	case KEYMAP_DIGIT:
		app->speech.asked = true;
		return menu_digit(app, request.count);
	case KEYMAP_UNBOUND:
		return unbound(app, key);
	case KEYMAP_CANCELLED:
		return cancelled(app, key);
	}
	return 0;
}

/* Whatever is not y, by any layout, is no. */
static unsigned answered(struct app *app, uint32_t key)
{
	unsigned (*yes)(struct app *app) = app->question;
	uint32_t latin = keyboard_latin(&app->keymap.guess, key);
	app->question = NULL;
	app->speech.asked = true;
	if (key == 'y' || key == 'Y' || latin == 'y')
		return yes(app);
	app->feed_asked = 0;
	app_say(app, "%s", text(TEXT_NOT_DONE));
	return DRAWN;
}

unsigned input_handle(struct app *app, uint32_t key)
{
	if (key == K_EOF)
		return REACT_QUIT;
	if (key == K_RESIZE)
		return ARRANGED;
	if (app->speech.on)
		key = speech_key(app, key);
	if (key == KEY_NONE)
		return REACT_HANDLED;
	app->touched = true;
	app->message[0] = '\0';
	app->message_is_error = false;
	if (app->question != NULL)
		return answered(app, key);
	if (key == K_PASTE)
		return pasted(app);
	if (key == K_CLICK || key == K_WHEEL_UP || key == K_WHEEL_DOWN)
		return app->prompt.active ? REACT_HANDLED : mouse_key(app, key);
	return app->prompt.active ? typed_key(app, key) : command_key(app, key);
}
