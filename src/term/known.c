#include "config.h"

#include "term/known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODE_8_OFF "\033[8l" /* bidirectional support mode: explicit, the program orders the cells */
#define MODE_8_ON "\033[8h"
#define KONSOLE(value) "\033]50;BidiRenderingEnabled=" value "\a"
#define MLTERM(value) "\033]5379;use_ctl=" value "\a"

#define OFF_8 .off = MODE_8_OFF, .on = MODE_8_ON, .what = "mode 8 switched off"
#define NONE .da2 = {-1, -1}, .model = BIDI_VISUAL, .what = "nothing to switch"
#define INVERSE_WHAT "rows as its own bidi needs them"

/* Of one name the row that asks for more comes first. */
/* clang-format off */
static const struct known table[] = {
	{"VTE", .xtversion = "VTE(", .da3 = "7E565445", .da2 = {-1, -1}, .env = "VTE_VERSION", .env_least = 5800,
	 .model = BIDI_VISUAL, OFF_8, .joins = true},
	{"mintty", .xtversion = "mintty", .da2 = {77, -1},
	 .model = BIDI_VISUAL, OFF_8},
	{"Konsole", .xtversion = "Konsole", .da3 = "7E4B4445", .da2 = {1, 115}, .env = "KONSOLE_VERSION",
	 .model = BIDI_VISUAL, .off = KONSOLE("false"), .on = KONSOLE("true"), .what = "bidi switched off by OSC 50"},
	{"mlterm", .xtversion = "mlterm", .da2 = {24, -1}, .env = "MLTERM",
	 .model = BIDI_VISUAL, .off = MLTERM("false"), .on = MLTERM("true"), .what = "bidi switched off by OSC 5379"},
	{"mlterm", .da2 = {-1, -1}, .env = "TERM", .env_prefix = "mlterm",
	 .model = BIDI_VISUAL, .off = MLTERM("false"), .on = MLTERM("true"), .what = "bidi switched off by OSC 5379"},
	/* These have no switch. */
	{"kitty", .xtversion = "kitty", .da2 = {1, 4000}, .env = "TERM", .env_prefix = "xterm-kitty",
	 .model = BIDI_KITTY, .what = "words reversed as it needs them", .joins = true},
	{"iTerm2", .xtversion = "iTerm2 ", .da2 = {-1, -1}, .env = "LC_TERMINAL", .env_prefix = "iTerm2",
	 .least = {3, 7}, .version_env = "LC_TERMINAL_VERSION",
	 .model = BIDI_INVERSE, .what = INVERSE_WHAT},
	{"iTerm2", .xtversion = "iTerm2", .da3 = "6954726D", .env = "LC_TERMINAL", .env_prefix = "iTerm2", NONE},
	{"PuTTY", .da2 = {0, 136}, .env = "TERM", .env_prefix = "putty",
	 .model = BIDI_INVERSE_AUTO, .what = INVERSE_WHAT},
	{"Apple Terminal", .da2 = {-1, -1}, .env = "TERM_PROGRAM", .env_prefix = "Apple_Terminal",
	 .model = BIDI_INVERSE, .what = INVERSE_WHAT},
	/* These let nothing through that would reach the terminal behind them. */
	{"tmux", .xtversion = "tmux", .da2 = {84, -1}, .env = "TMUX", .model = BIDI_VISUAL, .what = "nothing to switch"},
	{"screen", .da2 = {83, -1}, .env = "STY", .model = BIDI_VISUAL, .what = "nothing to switch"},
	{"mosh", .da2 = {1, 10}, .model = BIDI_VISUAL, .what = "nothing to switch"},
	/* These reorder nothing. */
	{"Ghostty", .xtversion = "ghostty", .env = "TERM", .env_prefix = "xterm-ghostty",
	 .da2 = {-1, -1}, .model = BIDI_VISUAL, .off = MODE_8_OFF, .what = "nothing to switch", .joins = true},
	{"console", .env = "TERM", .env_prefix = "linux", NONE},
};

/* What an answer about mode 8 means, whoever gives it. */
static const struct known implicit_row = {.name = "terminal", .model = BIDI_VISUAL, OFF_8};
static const struct known explicit_row = {
	.name = "terminal", .model = BIDI_VISUAL, .what = "mode 8 is off, left alone"};
static const struct known forced_row = {
	.name = "terminal", .model = BIDI_INVERSE, .what = "mode 8 cannot be switched off: " INVERSE_WHAT};

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

/* Whether "3.7.1" is the version asked for or a later one. */
static bool is_later(const char *version, const int least[2])
{
	char *end;
	if (least[0] == 0 && least[1] == 0)
		return true;
	long major = strtol(version, &end, 10);
	long minor = *end == '.' ? strtol(end + 1, NULL, 10) : 0;
	return major > least[0] || (major == least[0] && minor >= least[1]);
}

static bool xtversion_fits(const struct known *row, const char *xtversion)
{
	return xtversion[0] != '\0' && row->xtversion != NULL && starts(xtversion, row->xtversion) &&
	       is_later(xtversion + strlen(row->xtversion), row->least);
}

static const struct known *by_replies(const struct replies *replies)
{
	for (int i = 0; i < N_TABLE; i++) {
		if (xtversion_fits(&table[i], replies->xtversion))
			return &table[i];
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
		const char *version = row->version_env != NULL ? get(row->version_env) : "";
		if (value == NULL || value[0] == '\0' || version == NULL || !is_later(version, row->least))
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

/* What prints junk when asked who it is was asked nothing but the fence (identify.c). */
static bool only_fence(const struct replies *replies, known_getenv *get)
{
	const char *program = get("TERM_PROGRAM");
	return program != NULL && strcmp(program, "Apple_Terminal") == 0 && replies->xtversion[0] == '\0' &&
	       replies->da3[0] == '\0' && replies->da2[0] < 0 && replies->mode_8 < 0;
}

void known_decide(struct identity *identity, const struct replies *replies, known_getenv *get)
{
	const struct known *row = by_replies(replies);
	bool told = replies->any && !only_fence(replies, get);
	if (!told)
		row = by_environment(get);
	*identity = (struct identity){
		.replied = replies->any,
		.from_environment = !told && row != NULL,
		.sync = replies->mode_2026 == 1 || replies->mode_2026 == 2,
		.joins = row != NULL && row->joins,
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
