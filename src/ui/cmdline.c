#include "config.h"

#include "ui/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_B = 256 };

/* `123` or `47%`. */
static bool run_number(struct app *app, const char *line, unsigned *flags)
{
	char *end;
	long n = strtol(line, &end, 10);
	bool percent = *end == '%';
	if (end == line || end[percent ? 1 : 0] != '\0' || n < 0)
		return false;
	int count = n < KEYMAP_MAX_COUNT ? (int)n : KEYMAP_MAX_COUNT;
	struct request request = {command_at(percent ? CMD_PERCENT : CMD_LAST), count, 0};
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

/* set name=value, set name value, set name (on, or what it is), set name? */
static unsigned run_set(struct app *app, char *words)
{
	char value[32];
	struct err err;
	size_t n = strcspn(words, "=? ");
	char sign = words[n];
	words[n] = '\0';
	const struct option_row *row = option_find(words);
	if (row == NULL) {
		app_complain(app, text(TEXT_UNKNOWN_OPTION), words);
		return DRAWN;
	}
	const char *given = sign == '\0' || sign == '?' ? NULL : words + n + 1;
	if (given == NULL && (sign == '?' || row->type != OPTION_SWITCH)) {
		app_say(app, text(TEXT_OPTION_IS), row->name, option_format(&app->options, row, value));
		return DRAWN;
	}
	if (app->options.restricted && !row->restricted) {
		app_say(app, text(TEXT_RESTRICTED), row->name);
		return DRAWN;
	}
	if (option_set(&app->options, row, given, &err) < 0) {
		app_complain(app, "%s", err.message);
		return DRAWN;
	}
	return option_changed(app, row);
}

unsigned cmdline_run(struct app *app, struct str given)
{
	char line[LINE_MAX_B];
	unsigned flags;
	struct str trimmed = str_trim(given);
	snprintf(line, sizeof line, "%.*s", (int)(trimmed.n < LINE_MAX_B ? trimmed.n : LINE_MAX_B - 1), trimmed.p);
	if (line[0] == '\0')
		return DRAWN;
	if (run_number(app, line, &flags))
		return flags;
	if (strncmp(line, "set ", 4) == 0)
		return run_set(app, line + 4);
	const struct command *command = command_find(line);
	if (command == NULL) {
		app_complain(app, text(TEXT_UNKNOWN_COMMAND), line);
		return DRAWN;
	}
	if (command->takes_key) {
		app_say(app, text(TEXT_NEEDS_KEY), command->name, command->keys);
		return DRAWN;
	}
	if ((command->views & app_focus(app)->kind) == 0) {
		app_say(app, text(TEXT_NOT_IN_VIEW), command->name);
		return DRAWN;
	}
	struct request request = {command, -1, 0};
	return action_run(app, &request);
}

/* Candidates are numbered: the commands, then `set ` with each option, then each word of an option. */
static bool candidate(size_t i, char out[LINE_MAX_B])
{
	if (i < command_count()) {
		snprintf(out, LINE_MAX_B, "%s", command_at(i)->name);
		return true;
	}
	i -= command_count();
	for (size_t k = 0; k < option_count(); k++) {
		const struct option_row *row = option_at(k);
		if (i-- == 0) {
			snprintf(out, LINE_MAX_B, "set %s=", row->name);
			return true;
		}
		const char *word = row->type == OPTION_NUMBER ? "" : row->words;
		while (*word != '\0') {
			size_t n = strcspn(word, "|");
			if (i-- == 0) {
				snprintf(out, LINE_MAX_B, "set %s=%.*s", row->name, (int)n, word);
				return true;
			}
			word += n + (word[n] == '|');
		}
	}
	return false;
}

/* Tab after Tab goes through all that begins with what was typed. */
void cmdline_complete(struct app *app)
{
	char name[LINE_MAX_B];
	struct str typed = prompt_text(&app->prompt);
	if (app->completing.p == NULL) {
		buf_clear(&app->completed);
		buf_add_str(&app->completed, typed);
		app->completing = (struct str){buf_cstr(&app->completed), typed.n};
		app->completion = 0;
	}
	for (int round = 0; round < 2; round++) {
		while (candidate(app->completion++, name)) {
			struct str found = str_of(name);
			if (!str_starts(found, app->completing) || str_eq(found, typed))
				continue;
			prompt_set_text(&app->prompt, found);
			return;
		}
		app->completion = 0;
	}
}
