#include "config.h"

#include "ui/state.h"

#include "base/near.h"
#include "ui/directive.h"
#include "ui/keyword-file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LINE_MAX_B = 4 * PROMPT_MAX_CP + 1,
	WORD_B = 256 /* of a name, and of what is said of one */
};

/* `123` or `47%`. */
static bool run_number(struct app *app, const char *line, unsigned *flags)
{
	char *end;
	long n = strtol(line, &end, 10);
	bool percent = *end == '%';
	if (end == line || end[percent ? 1 : 0] != '\0' || n < 0)
		return false;
	int count = n < KEYMAP_MAX_COUNT ? (int)n : KEYMAP_MAX_COUNT;
	struct request request = {.command = command_at(percent ? CMD_PERCENT : CMD_LAST), .count = count};
	*flags = action_run(app, &request);
	return true;
}

static unsigned option_changed(struct app *app, const struct option_row *row)
{
	if (row->effect == EFFECT_NEXT_START)
		app_say(app, text(TEXT_NEXT_START), row->name);
	if (row->effect == EFFECT_REDRAW)
		return DRAWN;
	app->layout_known = false;
	return ARRANGED;
}

/* What stands otherwise than at the start of a program without configuration. */
static unsigned show_changed(struct app *app)
{
	char value[OPTION_VALUE_B];
	struct app_options initially;
	struct buf list;
	options_init(&initially);
	buf_init(&list, sizeof app->message / 2);
	for (size_t i = 0; i < option_count(); i++) {
		const struct option_row *row = option_at(i);
		if (!option_same(&app->options, &initially, row))
			buf_addf(&list, "%s%s=%s", list.n > 0 ? " " : "", row->name,
			         option_format(&app->options, row, value));
	}
	if (list.n > 0)
		app_say(app, "%s", buf_cstr(&list));
	else
		app_say(app, "%s", text(TEXT_NOTHING_CHANGED));
	buf_done(&list);
	return DRAWN;
}

/* `set`, `set name?`, and `set name` where it does not turn a switch on: what it is. */
static bool run_question(struct app *app, const struct words *words, unsigned *flags)
{
	char name[WORD_B], value[OPTION_VALUE_B];
	if (words->n == 1)
		*flags = show_changed(app);
	if (words->n != 2)
		return words->n == 1;
	snprintf(name, sizeof name, "%s", words->word[1]);
	size_t n = strcspn(name, "?");
	bool asked = name[n] == '?';
	name[n] = '\0';
	const struct option_row *row = option_find(name);
	if (row == NULL || (!asked && row->type == OPTION_SWITCH))
		return false;
	app_say(app, text(TEXT_OPTION_IS), row->name, option_format(&app->options, row, value));
	*flags = DRAWN;
	return true;
}

/* What was typed of keywords lasts; a login that writes nothing keeps it until the end. */
static void keep_keyword(struct app *app, const struct words *words)
{
	struct err err;
	struct buf about;
	bool added = directive_find(words->word[0]) == DIRECTIVE_KEYWORD;
	buf_init(&about, sizeof app->message / 2);
	keywords_text(words->word + 1, words->n - 1, &about);
	if (app->options.restricted || keyword_file_keep(words, &err) == 0)
		app_say(app, text(added ? TEXT_KEYWORD_ADDED : TEXT_KEYWORD_GONE), buf_cstr(&about), app->keywords.n);
	else
		app_complain(app, "%s", err.message);
	buf_done(&about);
}

/* set, bind, unbind, color, keyword, unkeyword; `keyword` alone shows them all. */
static bool run_directive(struct app *app, const char *line, unsigned *flags)
{
	struct words words;
	struct err err;
	const struct option_row *row;
	const struct settings settings = {&app->options, &app->keymap, &app->theme, &app->keywords, NULL};
	const size_t n = strcspn(line, " ");
	char name[WORD_B];
	snprintf(name, sizeof name, "%.*s", (int)n, line);
	if (directive_find(name) >= DIRECTIVE_FEED)
		return false;
	int rc = words_split(&words, str_of(line), &err);
	if (rc == 0 && directive_find(name) == DIRECTIVE_SET && run_question(app, &words, flags))
		return true;
	enum directive_id id = directive_find(name);
	if (rc == 0 && id == DIRECTIVE_KEYWORD && words.n == 1) {
		*flags = app_open_overlay(app, &keywords_view);
		return true;
	}
	if (rc == 0)
		rc = directive_run(&settings, &words, &row, &err);
	if (rc == 0 && (id == DIRECTIVE_KEYWORD || id == DIRECTIVE_UNKEYWORD))
		keep_keyword(app, &words);
	if (rc != 0)
		app_complain(app, "%s", err.message);
	*flags = rc == 0 && row != NULL ? option_changed(app, row) : DRAWN;
	return true;
}

static unsigned needs_key(struct app *app, const struct command *command)
{
	struct buf keys;
	buf_init(&keys, WORD_B);
	keymap_format(&app->keymap, command, ", ", &keys);
	app_say(app, text(TEXT_NEEDS_KEY), command->name, buf_cstr(&keys));
	buf_done(&keys);
	return DRAWN;
}

static unsigned unknown(struct app *app, const char *line)
{
	struct near near = near_to(line);
	for (size_t i = 0; i < command_count(); i++)
		near_try(&near, command_at(i)->name);
	for (int id = 0; id < DIRECTIVE_INCLUDE; id++)
		near_try(&near, directive_row((enum directive_id)id)->name);
	app_complain(app, text(TEXT_UNKNOWN_COMMAND), line, near_hint(&near));
	return DRAWN;
}

/* By its name, or by as much of it as no other command begins with: q is quit. */
static const struct command *find_short(const char *name)
{
	const struct command *found = command_find(name);
	size_t n = strlen(name), n_found = 0;
	if (found != NULL || n == 0)
		return found;
	for (size_t i = 0; i < command_count(); i++) {
		if (strncmp(command_at(i)->name, name, n) != 0)
			continue;
		found = command_at(i);
		n_found++;
	}
	for (int id = 0; id < DIRECTIVE_INCLUDE; id++)
		n_found += strncmp(directive_row((enum directive_id)id)->name, name, n) == 0;
	return n_found == 1 ? found : NULL;
}

/* The command that a line names, where it takes text with what stands after its name. */
static const struct command *find_command(const char *line, struct str *given)
{
	char name[WORD_B];
	size_t n = strcspn(line, " ");
	snprintf(name, sizeof name, "%.*s", (int)n, line);
	const struct command *command = find_short(name);
	*given = str_trim(str_of(line + n));
	return command != NULL && command->takes != TAKES_TEXT && given->n > 0 ? NULL : command;
}

bool cmdline_takes_text(struct str line)
{
	struct str given;
	char text[WORD_B];
	size_t n = str_find(line, STR(" "), 0);
	if (n >= line.n || n >= sizeof text)
		return false;
	snprintf(text, sizeof text, "%.*s", (int)n, line.p);
	enum directive_id id = directive_find(text);
	const struct command *command = find_command(text, &given);
	return id == DIRECTIVE_KEYWORD || id == DIRECTIVE_UNKEYWORD || (command != NULL && command->takes == TAKES_TEXT);
}

unsigned cmdline_run(struct app *app, struct str given)
{
	char line[LINE_MAX_B];
	unsigned flags;
	struct str trimmed = str_trim(given), given_text;
	if (trimmed.n == 0)
		return DRAWN;
	snprintf(line, sizeof line, "%.*s", (int)(trimmed.n < LINE_MAX_B ? trimmed.n : LINE_MAX_B - 1), trimmed.p);
	if (run_number(app, line, &flags))
		return flags;
	if (run_directive(app, line, &flags))
		return flags;
	const struct command *command = find_command(line, &given_text);
	if (command == NULL)
		return unknown(app, line);
	if (command->takes == TAKES_KEY)
		return needs_key(app, command);
	if ((command->views & app_focus(app)->kind) == 0) {
		app_say(app, text(TEXT_NOT_IN_VIEW), command->name);
		return DRAWN;
	}
	struct request request = {.command = command, .count = -1, .text = given_text};
	return action_run(app, &request);
}
