#include "config.h"

#include "term/known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODE_8_OFF "\033[8l" /* bidirectional support mode: explicit, the program orders the cells */
#define MODE_8_ON "\033[8h"
#define MINTTY_OFF "\033[?77096h" /* the same for the whole terminal, from before mode 8 could be asked for */
#define MINTTY_ON "\033[?77096l"
#define KONSOLE(value) "\033]50;BidiRenderingEnabled=" value "\a"
#define MLTERM(value) "\033]5379;use_ctl=" value "\a"

#define OFF_8 .off = MODE_8_OFF, .on = MODE_8_ON, .what = "mode 8 switched off"
#define OFF_KONSOLE .off = KONSOLE("false"), .on = KONSOLE("true"), .what = "bidi switched off by OSC 50"
#define OFF_MLTERM .off = MLTERM("false"), .on = MLTERM("true"), .what = "bidi switched off by OSC 5379"
#define NOTHING .model = BIDI_VISUAL, .what = "nothing to switch"
#define INVERSE_WHAT "rows as its own bidi needs them"

/* It reorders nothing today; a version that learns mode 8 is asked to leave the order alone. */
#define NO_BIDI NOTHING, .off = MODE_8_OFF

/* Of one name the row that asks for more comes first. */
/* clang-format off */
static const struct known table[] = {
	/* Those that reorder, and have a switch; what they answer about mode 8 comes before what stands here. */
	{"VTE", .xtversion = "VTE(", .da3 = "7E565445", .env = "VTE_VERSION", .env_least = 5800,
	 .model = BIDI_VISUAL, OFF_8},
	{"mintty", .xtversion = "mintty", .da2 = "77;*;*", .sync = {0, 1}, .first_strong = true,
	 .model = BIDI_VISUAL, .off = MODE_8_OFF MINTTY_OFF, .on = MINTTY_ON MODE_8_ON, .what = "bidi switched off"},
	{"Konsole", .xtversion = "Konsole", .da3 = "7E4B4445", .da2 = "1;115;*", .env = "KONSOLE_VERSION",
	 .sync = {26, 4}, .model = BIDI_VISUAL, OFF_KONSOLE},
	{"mlterm", .xtversion = "mlterm", .da2 = "24;*;*", .env = "MLTERM", .first_strong = true,
	 .model = BIDI_VISUAL, OFF_MLTERM},
	{"mlterm", .env = "TERM", .env_prefix = "mlterm", .first_strong = true, .model = BIDI_VISUAL, OFF_MLTERM},
	{"SwiftTerm", .xtversion = "SwiftTerm", NO_BIDI},
	{"Contour", .xtversion = "contour", .env = "TERM", .env_prefix = "contour", NO_BIDI},

	/* These have no switch. */
	{"kitty", .xtversion = "kitty", .da2 = "1;4000;*", .env = "TERM", .env_prefix = "xterm-kitty",
	 .model = BIDI_KITTY, .what = "words reversed as it needs them", .joins = true},
	{"iTerm2", .xtversion = "iTerm2 ", .env = "LC_TERMINAL", .env_prefix = "iTerm2",
	 .least = {3, 7}, .version_env = "LC_TERMINAL_VERSION",
	 .model = BIDI_INVERSE, .what = INVERSE_WHAT},
	{"iTerm2", .xtversion = "iTerm2", .da3 = "6954726D", .env = "LC_TERMINAL", .env_prefix = "iTerm2", NOTHING},
	{"PuTTY", .da2 = "0;136;*", .env = "TERM", .env_prefix = "putty",
	 .model = BIDI_INVERSE_AUTO, .what = INVERSE_WHAT, .keeps_forms = true},
	/* Konsole answered so, too, when it was older than most others here; it reorders alike. */
	{"QTerminal", .da2 = "0;115;*", .model = BIDI_INVERSE, .what = INVERSE_WHAT,
	 .keeps_forms = true, .pieces = true},
	{"Apple Terminal", .env = "TERM_PROGRAM", .env_prefix = "Apple_Terminal",
	 .model = BIDI_INVERSE, .what = INVERSE_WHAT},

	/* These answer for a terminal behind them. */
	{"tmux", .xtversion = "tmux", .da2 = "84;*;*", .env = "TMUX", .passage = PASSAGE_TMUX, NOTHING},
	{"screen", .da2 = "83;*;*", .env = "STY", .passage = PASSAGE_DCS, NOTHING},
	{"zellij", .xtversion = "Zellij", .env = "ZELLIJ", .passage = PASSAGE_SHUT, NOTHING},
	{"mosh", .da2 = "1;10;*", .passage = PASSAGE_SHUT, NOTHING},

	/* These reorder nothing. */
	{"WezTerm", .xtversion = "WezTerm", .da2 = "1;277;*", .env = "TERM", .env_prefix = "wezterm", NO_BIDI},
	{"Ghostty", .xtversion = "ghostty", .env = "TERM", .env_prefix = "xterm-ghostty", NO_BIDI, .joins = true},
	{"foot", .xtversion = "foot", .env = "TERM", .env_prefix = "foot", NO_BIDI},
	{"xterm", .xtversion = "XTerm", .da2 = "41;*;*", NO_BIDI},
	{"xterm.js", .xtversion = "xterm.js", .env = "TERM_PROGRAM", .env_prefix = "vscode", NO_BIDI},
	{"urxvt", .da2 = "85;*;*", .env = "TERM", .env_prefix = "rxvt", NO_BIDI},
	{"Windows Terminal", .da2 = "0;10;1", .env = "WT_SESSION", NO_BIDI},
	{"st", .env = "TERM", .env_prefix = "st-", NO_BIDI},
	/* COSMIC's is built on Alacritty's core, answers as it does, and reorders. */
	{"Alacritty", .da2 = "0;*;1", .env = "TERM", .env_prefix = "alacritty", .env_too = true, NO_BIDI},
	{"Alacritty", .da2 = "0;*;1", .env = "ALACRITTY_WINDOW_ID", .env_too = true, NO_BIDI},
	{"COSMIC Terminal", .da2 = "0;*;1", .env = "XDG_CURRENT_DESKTOP", .env_prefix = "COSMIC", .env_too = true,
	 .model = BIDI_INVERSE, .what = INVERSE_WHAT},
	{"Alacritty", .da2 = "0;*;1", .env = "TERM", .env_prefix = "alacritty", NO_BIDI},
	{"console", .env = "TERM", .env_prefix = "linux", NOTHING},
};

/* What an answer about mode 8 means, whoever gives it. */
static const struct known implicit_row = {.name = "terminal", .model = BIDI_VISUAL, OFF_8};
static const struct known explicit_row = {
	.name = "terminal", .model = BIDI_VISUAL, .what = "mode 8 is off, left alone"};
static const struct known forced_row = {
	.name = "terminal", .model = BIDI_INVERSE, .what = "mode 8 cannot be switched off: " INVERSE_WHAT};

/* Whatever it is: mode 8 is sent once, for those that know it and do not answer, and not undone. */
static const struct known other_row = {.name = "terminal", NO_BIDI};
/* clang-format on */

enum { N_TABLE = sizeof table / sizeof table[0] };

static bool starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* Whether the answer is "77;30700;0" or as the pattern says. */
static bool da2_fits(const char *pattern, const int da2[3])
{
	if (da2[0] < 0)
		return false;
	for (size_t i = 0; i < 3; i++) {
		if (*pattern != '*' && strtol(pattern, NULL, 10) != (da2[i] < 0 ? 0 : da2[i]))
			return false;
		pattern += strcspn(pattern, ";");
		pattern += *pattern == ';' ? 1 : 0;
	}
	return true;
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

/* What the variable of a row has to be. */
static bool env_fits(const struct known *row, known_getenv *get)
{
	const char *value = row->env != NULL ? get(row->env) : NULL;
	const char *version = row->version_env != NULL ? get(row->version_env) : "";
	if (value == NULL || value[0] == '\0' || version == NULL || !is_later(version, row->least))
		return false;
	return row->env_prefix != NULL ? starts(value, row->env_prefix) : strtol(value, NULL, 10) >= row->env_least;
}

static const struct known *by_xtversion(const char *xtversion)
{
	for (int i = 0; i < N_TABLE; i++) {
		if (xtversion_fits(&table[i], xtversion))
			return &table[i];
	}
	return NULL;
}

static const struct known *by_term(const char *term)
{
	for (int i = 0; i < N_TABLE && term != NULL; i++) {
		const struct known *row = &table[i];
		if (row->env != NULL && strcmp(row->env, "TERM") == 0 && !row->env_too && starts(term, row->env_prefix))
			return row;
	}
	return NULL;
}

static const struct known *by_replies(const struct replies *replies, known_getenv *get)
{
	const struct known *named = by_xtversion(replies->xtversion);
	if (named != NULL)
		return named;
	for (int i = 0; i < N_TABLE; i++) {
		const struct known *row = &table[i];
		if (row->da3 != NULL && strcmp(replies->da3, row->da3) == 0)
			return row;
	}
	if (replies->xtversion[0] != '\0')
		return NULL;
	for (int i = 0; i < N_TABLE; i++) {
		const struct known *row = &table[i];
		if (row->da2 != NULL && da2_fits(row->da2, replies->da2) && (!row->env_too || env_fits(row, get)))
			return row;
	}
	return by_term(get("TERM"));
}

static const struct known *by_environment(known_getenv *get)
{
	/* A multiplexer inherits the variables of the terminal that it was started in. */
	for (int i = 0; i < N_TABLE; i++) {
		if (table[i].passage != PASSAGE_NONE && table[i].env != NULL && get(table[i].env) != NULL)
			return &table[i];
	}
	for (int i = 0; i < N_TABLE; i++) {
		if (!table[i].env_too && env_fits(&table[i], get))
			return &table[i];
	}
	return NULL;
}

const struct known *known_find(const char *xtversion, const char *term)
{
	const struct known *named = by_xtversion(xtversion);
	return named != NULL || xtversion[0] != '\0' ? named : by_term(term);
}

const struct known *known_mode_8(int answer)
{
	switch (answer) {
	case 1: return &implicit_row;
	case 2:
	case 4: return &explicit_row;
	case 3: return &forced_row;
	default: return NULL;
	}
}

const struct known *known_vte(void)
{
	return &table[0];
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

static bool takes_sync(const struct known *row, const struct replies *replies)
{
	if (replies->mode_2026 == 1 || replies->mode_2026 == 2)
		return true;
	return row != NULL && (row->sync[0] > 0 || row->sync[1] > 0) && row->xtversion != NULL &&
	       starts(replies->xtversion, row->xtversion) &&
	       is_later(replies->xtversion + strlen(row->xtversion), row->sync);
}

void known_decide(struct identity *identity, const struct replies *replies, known_getenv *get)
{
	const struct known *row = by_replies(replies, get);
	bool told = replies->any && !only_fence(replies, get);
	if (!told)
		row = by_environment(get);
	const struct known *by_mode = known_mode_8(replies->mode_8);
	const struct known *known = by_mode != NULL ? by_mode : row != NULL ? row : &other_row;
	*identity = (struct identity){
		.known = known,
		.replied = replies->any,
		.from_environment = !told && row != NULL,
		.sync = takes_sync(row, replies),
		.joins = row != NULL && row->joins,
		.keeps_forms = row != NULL && row->keeps_forms,
		.pieces = row != NULL && row->pieces,
		.passage = row != NULL ? row->passage : PASSAGE_NONE,
		.model = known->model,
		.what = known->what,
	};
	snprintf(identity->off, sizeof identity->off, "%s", known->off != NULL ? known->off : "");
	snprintf(identity->on, sizeof identity->on, "%s", known->on != NULL ? known->on : "");
	name_it(identity, row, replies, get("TERM"));
}
