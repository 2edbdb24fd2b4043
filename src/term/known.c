#include "config.h"

#include "term/known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODE_8_OFF "\033[8l" /* bidirectional support mode: explicit, the program orders the cells */
#define MODE_8_ON "\033[8h"
#define KONSOLE(value) "\033]50;BidiRenderingEnabled=" value "\a"
#define MLTERM(value) "\033]5379;use_ctl=" value "\a"

/* clang-format off */
static const struct known table[] = {
	{"VTE", "VTE(", "7E565445", {-1, -1}, "VTE_VERSION", NULL, 5800,
	 BIDI_VISUAL, MODE_8_OFF, MODE_8_ON, "mode 8 switched off"},
	{"mintty", "mintty", NULL, {77, -1}, NULL, NULL, 0,
	 BIDI_VISUAL, MODE_8_OFF, MODE_8_ON, "mode 8 switched off"},
	{"Konsole", "Konsole", "7E4B4445", {1, 115}, "KONSOLE_VERSION", NULL, 0,
	 BIDI_VISUAL, KONSOLE("false"), KONSOLE("true"), "bidi switched off by OSC 50"},
	{"mlterm", "mlterm", NULL, {24, -1}, "MLTERM", NULL, 0,
	 BIDI_VISUAL, MLTERM("false"), MLTERM("true"), "bidi switched off by OSC 5379"},
	{"mlterm", NULL, NULL, {-1, -1}, "TERM", "mlterm", 0,
	 BIDI_VISUAL, MLTERM("false"), MLTERM("true"), "bidi switched off by OSC 5379"},
	/* These let nothing through that would reach the terminal behind them. */
	{"tmux", "tmux", NULL, {84, -1}, "TMUX", NULL, 0, BIDI_VISUAL, NULL, NULL, "nothing to switch"},
	{"screen", NULL, NULL, {83, -1}, "STY", NULL, 0, BIDI_VISUAL, NULL, NULL, "nothing to switch"},
	{"mosh", NULL, NULL, {1, 10}, NULL, NULL, 0, BIDI_VISUAL, NULL, NULL, "nothing to switch"},
	{"console", NULL, NULL, {-1, -1}, "TERM", "linux", 0, BIDI_VISUAL, NULL, NULL, "nothing to switch"},
};

/* What an answer about mode 8 means, whoever gives it. */
static const struct known implicit_row = {
	.name = "terminal", .model = BIDI_VISUAL, .off = MODE_8_OFF, .on = MODE_8_ON, .what = "mode 8 switched off"};
static const struct known explicit_row = {
	.name = "terminal", .model = BIDI_VISUAL, .what = "mode 8 is off, left alone"};
static const struct known forced_row = {
	.name = "terminal", .model = BIDI_VISUAL, .what = "mode 8 cannot be switched off"};

/* Whatever it is: mode 8 is sent once, for those that know it and do not answer, and not undone. */
static const struct known other_row = {
	.name = "terminal", .model = BIDI_VISUAL, .off = MODE_8_OFF, .what = "nothing to switch"};
/* clang-format on */

enum { N_TABLE = sizeof table / sizeof table[0] };

static bool starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool da2_fits(const struct known *row, const struct replies *replies)
{
	return row->da2[0] >= 0 && row->da2[0] == replies->da2[0] &&
	       (row->da2[1] < 0 || row->da2[1] == replies->da2[1]);
}

static const struct known *by_replies(const struct replies *replies)
{
	for (int i = 0; i < N_TABLE; i++) {
		const struct known *row = &table[i];
		if (replies->xtversion[0] != '\0' && row->xtversion != NULL &&
		    starts(replies->xtversion, row->xtversion))
			return row;
	}
	for (int i = 0; i < N_TABLE; i++) {
		const struct known *row = &table[i];
		if (row->da3 != NULL && strcmp(replies->da3, row->da3) == 0)
			return row;
	}
	for (int i = 0; i < N_TABLE && replies->xtversion[0] == '\0'; i++) {
		if (da2_fits(&table[i], replies))
			return &table[i];
	}
	return NULL;
}

static const struct known *by_environment(known_getenv *get)
{
	/* A multiplexer inherits the variables of the terminal that it was started in. */
	const char *inner[] = {"TMUX", "STY"};
	for (size_t k = 0; k < 2; k++) {
		for (int i = 0; i < N_TABLE; i++) {
			if (table[i].env != NULL && strcmp(table[i].env, inner[k]) == 0 && get(inner[k]) != NULL)
				return &table[i];
		}
	}
	for (int i = 0; i < N_TABLE; i++) {
		const struct known *row = &table[i];
		const char *value = row->env != NULL ? get(row->env) : NULL;
		if (value == NULL || value[0] == '\0')
			continue;
		if (row->env_prefix != NULL ? starts(value, row->env_prefix)
		                            : strtol(value, NULL, 10) >= row->env_least)
			return row;
	}
	return NULL;
}

/* The name that people know it by. */
static void name_it(struct identity *identity, const struct known *row, const struct replies *replies,
                    const char *term)
{
	char *out = identity->name;
	size_t n = sizeof identity->name;
	if (row != NULL && strcmp(row->name, "VTE") == 0 && replies->da2[1] > 0)
		snprintf(out, n, "VTE 0.%d.%d", replies->da2[1] / 100, replies->da2[1] % 100);
	else if (replies->xtversion[0] != '\0')
		snprintf(out, n, "%s", replies->xtversion);
	else if (row != NULL)
		snprintf(out, n, "%s", row->name);
	else
		snprintf(out, n, "%.40s", term != NULL && term[0] != '\0' ? term : "terminal");
}

void known_decide(struct identity *identity, const struct replies *replies, known_getenv *get)
{
	const struct known *row = replies->any ? by_replies(replies) : by_environment(get);
	*identity = (struct identity){
		.replied = replies->any,
		.from_environment = !replies->any && row != NULL,
		.sync = replies->mode_2026 == 1 || replies->mode_2026 == 2,
	};
	name_it(identity, row, replies, get("TERM"));
	switch (replies->mode_8) {
	case 1: identity->known = &implicit_row; break;
	case 2:
	case 4: identity->known = &explicit_row; break;
	case 3: identity->known = &forced_row; break;
	default: identity->known = row != NULL ? row : &other_row; break;
	}
}
