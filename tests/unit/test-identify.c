#include "config.h"

#include "term/behind.h"
#include "term/copy.h"
#include "term/decode.h"
#include "term/identify.h"
#include "term/key.h"
#include "term/known.h"
#include "term/tmux.h"

#include "unit.h"

#include <string.h>

#define KONSOLE_OFF "\033]50;BidiRenderingEnabled=false\a"
#define KONSOLE_ON "\033]50;BidiRenderingEnabled=true\a"
#define MLTERM_OFF "\033]5379;use_ctl=false\a"
#define MLTERM_ON "\033]5379;use_ctl=true\a"
#define NOTHING_8 "\033[8;0$y"

/* An environment: NULL-terminated "NAME=value". */
static const char *const *environment;

static char *get(const char *name)
{
	size_t n = strlen(name);
	for (const char *const *p = environment; p != NULL && *p != NULL; p++) {
		if (strncmp(*p, name, n) == 0 && (*p)[n] == '=')
			return (char *)(uintptr_t)(*p + n + 1);
	}
	return NULL;
}

/* In two parts, with a pause between them: the same, and no key but the ESC that stood there alone for too long. */
static void assert_split(const char *answers, size_t at, int pause_ms, const struct identity *whole)
{
	struct identity parts;
	struct decoder d;
	decoder_init(&d, 50);
	decoder_expect_replies(&d, 0);
	decoder_feed(&d, answers, at, 0);
	decoder_tick(&d, pause_ms);
	bool alone = pause_ms >= 50 && at > 0 && answers[at - 1] == '\033' &&
	             (answers[at] == '[' || answers[at] == 'P');
	uint32_t key = decoder_next(&d);
	assert_int_equal(key, alone ? 0x1B : KEY_NONE);
	decoder_feed(&d, answers + at, strlen(answers) - at, pause_ms);
	decoder_tick(&d, pause_ms + 5000);
	assert_int_equal(decoder_next(&d), KEY_NONE);
	known_decide(&parts, &d.replies, get);
	assert_ptr_equal(whole->known, parts.known);
	assert_string_equal(whole->name, parts.name);
}

/* Decide from the bytes of the answers: whole, byte by byte, and parted at every byte. */
static struct identity decide(const char *answers, const char *const *env)
{
	struct identity whole, pieces;
	struct decoder d;
	environment = env;
	decoder_init(&d, 50);
	decoder_expect_replies(&d, 0);
	decoder_feed(&d, answers, strlen(answers), 0);
	known_decide(&whole, &d.replies, get);
	decoder_init(&d, 50);
	decoder_expect_replies(&d, 0);
	for (size_t i = 0; answers[i] != '\0'; i++)
		decoder_feed(&d, answers + i, 1, (int64_t)i);
	known_decide(&pieces, &d.replies, get);
	assert_ptr_equal(whole.known, pieces.known);
	assert_string_equal(whole.name, pieces.name);
	for (size_t i = 0; i < strlen(answers); i++) {
		assert_split(answers, i, 40, &whole);
		assert_split(answers, i, 400, &whole);
	}
	return whole;
}

static void assert_bytes(const char *got, const char *want)
{
	if (want == NULL)
		assert_string_equal(got, "");
	else
		assert_string_equal(got, want);
}

/* The answers recorded of each terminal, and what is sent to it. */
static void terminals_by_their_answers(void **state)
{
	(void)state;
	static const struct {
		const char *answers, *name, *off, *on;
		bool sync;
		enum bidi_mode model;
	} rows[] = {
		/* VTE 0.70: no XTVERSION; DA3 "~VTE" */
		{"\033P!|7E565445\033\\\033[>65;7006;1c\033[8;1$y\033[?2026;4$y\033[?65;1;9c", "VTE 0.70.6", "\033[8l",
		 "\033[8h", false, BIDI_VISUAL},
		{"\033P>|VTE(8500)\033\\\033P!|7E565445\033\\\033[>61;8500;1c\033[8;1$y\033[?2026;4$y\033[?61;1;9c",
		 "VTE 0.85.0", "\033[8l", "\033[8h", false, BIDI_VISUAL},
		{"\033P>|mintty 3.7.0\033\\\033[>77;30700;0c\033[8;1$y\033[?2026;0$y\033[?64;1;2c", "mintty 3.7.0",
		 "\033[8l", "\033[8h", true, BIDI_VISUAL},
		{"\033P!|000000\033\\\033[>24;279;0c" NOTHING_8 "\033[?2026;0$y\033[?63;1;2;3;4;7;29c", "mlterm",
		 MLTERM_OFF, MLTERM_ON, false, BIDI_VISUAL},
		/* Konsole: no answer to DECRQM */
		{"\033P>|Konsole 22.12.3\033\\\033P!|7E4B4445\033\\\033[>1;115;0c\033[?62;1;4c", "Konsole 22.12.3",
		 KONSOLE_OFF, KONSOLE_ON, false, BIDI_VISUAL},
		{"\033[>1;115;0c\033[?62;1;4c", "Konsole", KONSOLE_OFF, KONSOLE_ON, false, BIDI_VISUAL},
		/* WezTerm says 2: it is explicit already, and 8h would turn its bidi on */
		{"\033P>|WezTerm 20240203\033\\\033[>1;277;0c\033[8;2$y\033[?2026;2$y\033[?65;4;6;18;22c",
		 "WezTerm 20240203", NULL, NULL, true, BIDI_VISUAL},
		{"\033P>|contour 0.5\033\\\033[8;1$y\033[?2026;2$y\033[?65c", "contour 0.5", "\033[8l", "\033[8h", true,
		 BIDI_VISUAL},
		{"\033[8;3$y\033[?65c", "xterm-256color", NULL, NULL, false, BIDI_INVERSE},
		{"\033[8;4$y\033[?65c", "xterm-256color", NULL, NULL, false, BIDI_VISUAL},
		/* no bidi: mode 8 is sent once and not undone */
		{"\033P>|XTerm(379)\033\\\033P!|00000000\033\\\033[>41;379;0c" NOTHING_8 "\033[?2026;0$y\033[?64;1;2c",
		 "XTerm(379)", "\033[8l", NULL, false, BIDI_VISUAL},
		{"\033P>|foot(1.13.1)\033\\\033[>1;011301;0c" NOTHING_8 "\033[?2026;2$y\033[?62;4;22c", "foot(1.13.1)",
		 "\033[8l", NULL, true, BIDI_VISUAL},
		{"\033P>|ghostty 1.0\033\\\033[>1;10;0c" NOTHING_8 "\033[?2026;2$y\033[?62;22c", "ghostty 1.0", "\033[8l",
		 NULL, true, BIDI_VISUAL},
		{"\033[>85;95;0c\033[?1;2c", "urxvt", "\033[8l", NULL, false, BIDI_VISUAL},
		{"\033[>0;1100;1c\033[?6c", "Alacritty", "\033[8l", NULL, false, BIDI_VISUAL},
		{"\033[?6c\033[?6c", "xterm-256color", "\033[8l", NULL, false, BIDI_VISUAL},
		{"\033P>|mintty 2.9.0\033\\\033[>77;20900;0c\033[?64;1;2c", "mintty 2.9.0", "\033[8l\033[?77096h",
		 "\033[?77096l\033[8h", true, BIDI_VISUAL},
		{"\033P>|Konsole 26.04.0\033\\\033P!|7E4B4445\033\\\033[?62;1;4c", "Konsole 26.04.0", KONSOLE_OFF,
		 KONSOLE_ON, true, BIDI_VISUAL},
		{"\033P>|Konsole 25.12.3\033\\\033P!|7E4B4445\033\\\033[?62;1;4c", "Konsole 25.12.3", KONSOLE_OFF,
		 KONSOLE_ON, false, BIDI_VISUAL},
		{"\033P>|WezTerm 2030\033\\\033[>1;277;0c\033[?65c", "WezTerm 2030", "\033[8l", NULL, false, BIDI_VISUAL},
		{"\033[>0;10;1c" NOTHING_8 "\033[?61;4;6;7c", "Windows Terminal", "\033[8l", NULL, false, BIDI_VISUAL},
		{"\033P>|xterm.js(5.5.0)\033\\" NOTHING_8 "\033[?1;2c", "xterm.js(5.5.0)", "\033[8l", NULL, false,
		 BIDI_VISUAL},
		{"\033P>|Nobody 1\033\\\033[>77;1;0c\033[?1;2c", "Nobody 1", "\033[8l", NULL, false, BIDI_VISUAL},
		/* no switch: rows as they need them */
		{"\033P>|kitty(0.26.5)\033\\\033[>1;4000;26c" NOTHING_8 "\033[?2026;2$y\033[?62;c", "kitty(0.26.5)", NULL,
		 NULL, true, BIDI_KITTY},
		{"\033[>1;4000;26c\033[?62;c", "kitty", NULL, NULL, false, BIDI_KITTY},
		{"\033P>|iTerm2 3.7.0beta1\033\\\033P!|6954726D\033\\\033[>65;100;1c" NOTHING_8
		 "\033[?2026;2$y\033[?65;4;c",
		 "iTerm2 3.7.0beta1", NULL, NULL, true, BIDI_INVERSE},
		{"\033P>|iTerm2 3.10\033\\\033[?65c", "iTerm2 3.10", NULL, NULL, false, BIDI_INVERSE},
		{"\033P>|iTerm2 4.0\033\\\033[?65c", "iTerm2 4.0", NULL, NULL, false, BIDI_INVERSE},
		{"\033P>|iTerm2 3.6.6\033\\\033P!|6954726D\033\\" NOTHING_8 "\033[?65c", "iTerm2 3.6.6", NULL, NULL,
		 false, BIDI_VISUAL},
		{"\033P>|iTerm2\033\\\033[?65c", "iTerm2", NULL, NULL, false, BIDI_VISUAL},
		{"\033P!|6954726D\033\\\033[?65c", "iTerm2", NULL, NULL, false, BIDI_VISUAL},
		{"\033[>0;136;0c\033[?6c", "PuTTY", NULL, NULL, false, BIDI_INVERSE_AUTO},
		{"\033[>0;115;0c\033[?1;2c", "QTerminal", NULL, NULL, false, BIDI_INVERSE},
		/* what swallows it */
		{"\033P>|tmux 3.3a\033\\\033[>84;0;0c\033[?1;2;4c", "tmux 3.3a", NULL, NULL, false, BIDI_VISUAL},
		{"\033[>83;40900;0c\033[?1;2c", "screen", NULL, NULL, false, BIDI_VISUAL},
		{"\033[>1;10;0c\033[?62c", "mosh", NULL, NULL, false, BIDI_VISUAL},
	};
	static const char *const env[] = {"TERM=xterm-256color", "VTE_VERSION=7006", "KONSOLE_VERSION=221203", NULL};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct identity identity = decide(rows[i].answers, env);
		assert_string_equal(identity.name, rows[i].name);
		assert_bytes(identity.off, rows[i].off);
		assert_bytes(identity.on, rows[i].on);
		assert_int_equal(identity.sync, rows[i].sync);
		assert_true(identity.replied);
		assert_false(identity.from_environment);
		assert_int_equal(identity.model, rows[i].model);
	}
}

/* Letters without forms come out joined, however the terminal was recognised. */
static void some_join_letters_themselves(void **state)
{
	(void)state;
	static const char *const env[] = {"TERM=xterm-256color", NULL};
	static const struct {
		const char *answers;
		bool joins, keeps_forms;
	} rows[] = {
		{"\033[>0;136;0c\033[?6c", false, true},
		{"\033[>0;115;0c\033[?1;2c", false, true},
		{"\033P!|7E565445\033\\\033[>65;7006;1c\033[8;1$y\033[?65;1;9c", false, false},
		{"\033P>|ghostty 1.0\033\\\033[>1;10;0c" NOTHING_8 "\033[?62;22c", true, false},
		{"\033P>|kitty(0.26.5)\033\\\033[?62;c", true, false},
		{"\033P>|mintty 3.7.0\033\\\033[>77;30700;0c\033[8;1$y\033[?64;1;2c", false, false},
		{"\033P>|Konsole 22.12.3\033\\\033[>1;115;0c\033[?62;1;4c", false, false},
		{"\033P>|XTerm(379)\033\\" NOTHING_8 "\033[?64;1;2c", false, false},
		{"\033[8;1$y\033[?64;1;2c", false, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct identity identity = decide(rows[i].answers, env);
		assert_int_equal(identity.joins, rows[i].joins);
		assert_int_equal(identity.keeps_forms, rows[i].keeps_forms);
	}
}

static void silent_terminals_by_the_environment(void **state)
{
	(void)state;
	static const struct {
		const char *const env[4];
		const char *name, *off, *on;
		bool from_environment;
		enum bidi_mode model;
	} rows[] = {
		{{"TERM=xterm-256color", "VTE_VERSION=7006"}, "VTE", "\033[8l", "\033[8h", true,
		 BIDI_VISUAL},
		{{"TERM=xterm-256color", "VTE_VERSION=5202"}, "xterm-256color", "\033[8l", NULL, false, BIDI_VISUAL},
		{{"TERM=xterm-256color", "KONSOLE_VERSION=221203"},
		 "Konsole", KONSOLE_OFF, KONSOLE_ON, true, BIDI_VISUAL},
		{{"TERM=mlterm"}, "mlterm", MLTERM_OFF, MLTERM_ON, true, BIDI_VISUAL},
		{{"TERM=xterm", "MLTERM=3.9.0"}, "mlterm", MLTERM_OFF, MLTERM_ON, true, BIDI_VISUAL},
		{{"TERM=xterm-kitty"}, "kitty", NULL, NULL, true, BIDI_KITTY},
		{{"TERM=xterm", "LC_TERMINAL=iTerm2", "LC_TERMINAL_VERSION=3.7.1"},
		 "iTerm2", NULL, NULL, true, BIDI_INVERSE},
		{{"TERM=xterm", "LC_TERMINAL=iTerm2", "LC_TERMINAL_VERSION=3.5.0"},
		 "iTerm2", NULL, NULL, true, BIDI_VISUAL},
		{{"TERM=xterm", "LC_TERMINAL=iTerm2"}, "iTerm2", NULL, NULL, true, BIDI_VISUAL},
		{{"TERM=putty-256color"}, "PuTTY", NULL, NULL, true, BIDI_INVERSE_AUTO},
		{{"TERM=xterm-256color", "TERM_PROGRAM=Apple_Terminal"},
		 "Apple Terminal", NULL, NULL, true, BIDI_INVERSE},
		{{"TERM=linux"}, "console", NULL, NULL, true, BIDI_VISUAL},
		{{"TERM=screen", "TMUX=/tmp/x", "VTE_VERSION=7006"}, "tmux", NULL, NULL, true, BIDI_VISUAL},
		{{"TERM=screen", "STY=1.x", "VTE_VERSION=7006"}, "screen", NULL, NULL, true, BIDI_VISUAL},
		{{"TERM=xterm-256color"}, "xterm-256color", "\033[8l", NULL, false, BIDI_VISUAL},
		{{"TERM=xterm-256color", "VTE_VERSION=x", "KONSOLE_VERSION="},
		 "xterm-256color", "\033[8l", NULL, false, BIDI_VISUAL},
		{{NULL}, "terminal", "\033[8l", NULL, false, BIDI_VISUAL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct identity identity = decide("", rows[i].env);
		assert_string_equal(identity.name, rows[i].name);
		assert_bytes(identity.off, rows[i].off);
		assert_bytes(identity.on, rows[i].on);
		assert_int_equal(identity.from_environment, rows[i].from_environment);
		assert_int_equal(identity.model, rows[i].model);
		assert_false(identity.replied);
	}
}

/* What answers as Alacritty does is told from it by the environment. */
static void cosmic_is_no_alacritty(void **state)
{
	(void)state;
	static const char answers[] = "\033[>0;2500;1c" NOTHING_8 "\033[?6c";
	static const struct {
		const char *const env[4];
		const char *name;
		enum bidi_mode model;
	} rows[] = {
		{{"TERM=xterm-256color", "XDG_CURRENT_DESKTOP=COSMIC"}, "COSMIC Terminal", BIDI_INVERSE},
		{{"TERM=alacritty", "XDG_CURRENT_DESKTOP=COSMIC"}, "Alacritty", BIDI_VISUAL},
		{{"TERM=xterm-256color", "XDG_CURRENT_DESKTOP=COSMIC", "ALACRITTY_WINDOW_ID=1"}, "Alacritty", BIDI_VISUAL},
		{{"TERM=xterm-256color", "XDG_CURRENT_DESKTOP=GNOME"}, "Alacritty", BIDI_VISUAL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct identity identity = decide(answers, rows[i].env);
		assert_string_equal(identity.name, rows[i].name);
		assert_int_equal(identity.model, rows[i].model);
	}
	/* It says nothing of one that answers otherwise, or not at all. */
	assert_string_equal(decide("", rows[0].env).name, "xterm-256color");
	assert_string_equal(decide("\033[>41;379;0c\033[?1c", rows[0].env).name, "xterm");
}

#define TMUX_REPLIES "\033P>|tmux 3.3a\033\\\033[>84;0;0c\033[?1;2;4c"

/* What is known of the terminal behind a multiplexer, and what is sent because of it. */
static void terminals_behind_multiplexers(void **state)
{
	(void)state;
	static const struct {
		const char *replies, *vte; /* vte: what leaked */
		struct behind behind;
		enum bidi_mode model;
		const char *off, *on;
		bool hint, joins;
	} rows[] = {
		{TMUX_REPLIES, NULL, {"", "xterm-256color", 80, 80, 1, 1}, BIDI_VISUAL, "\033Ptmux;\033\033[8l\033\\",
		 "\033Ptmux;\033\033[8h\033\\", false, false},
		/* switched already, by another program: that one switches it back */
		{TMUX_REPLIES, NULL, {"", "xterm-256color", 80, 80, 1, 2}, BIDI_VISUAL, "\033Ptmux;\033\033[8l\033\\", "",
		 false, false},
		{TMUX_REPLIES, NULL, {"WezTerm 2024", "xterm-256color", 80, 80, 1, 2}, BIDI_VISUAL, "", "", false, false},
		{TMUX_REPLIES, NULL, {"", "xterm-256color", 80, 80, 1, 3}, BIDI_INVERSE, "", "", false, false},
		{TMUX_REPLIES, NULL, {"", "xterm-256color", 80, 80, 1, 0}, BIDI_VISUAL, "", "", false, false},
		{TMUX_REPLIES, NULL, {"Konsole 24.8", "xterm-256color", 80, 80, 0, -1}, BIDI_INVERSE, "", "", true, false},
		{TMUX_REPLIES, NULL, {"Konsole 24.8", "xterm-256color", 40, 80, 0, -1}, BIDI_VISUAL, "", "", true, false},
		{TMUX_REPLIES, NULL, {"", "mlterm", 80, 80, 0, -1}, BIDI_INVERSE_AUTO, "", "", true, false},
		{TMUX_REPLIES, NULL, {"iTerm2 3.7.1", "xterm-256color", 80, 80, 1, -1}, BIDI_INVERSE, "", "", false, false},
		{TMUX_REPLIES, NULL, {"iTerm2 3.7.1", "xterm-256color", 40, 80, 1, -1}, BIDI_VISUAL, "", "", true, false},
		{TMUX_REPLIES, NULL, {"kitty(0.40)", "xterm-kitty", 40, 80, 0, -1}, BIDI_KITTY, "", "", false, true},
		{TMUX_REPLIES, NULL, {"ghostty 1.2", "xterm-ghostty", 40, 80, 0, -1}, BIDI_VISUAL, "", "", false, true},
		/* VTE without a name: by what leaked, unless something speaks against it */
		{TMUX_REPLIES, "VTE_VERSION=7006", {"", "xterm-256color", 80, 80, 0, -1}, BIDI_INVERSE, "", "", true, false},
		{TMUX_REPLIES, "VTE_VERSION=7006", {"", "xterm-256color", 80, 80, 1, -1}, BIDI_VISUAL, "", "", false, false},
		{TMUX_REPLIES, "VTE_VERSION=7006", {"XTerm(379)", "xterm-256color", 80, 80, 0, -1}, BIDI_VISUAL, "", "", false,
		 false},
		{TMUX_REPLIES, "VTE_VERSION=5200", {"", "xterm-256color", 80, 80, 0, -1}, BIDI_VISUAL, "", "", false, false},
		{TMUX_REPLIES, NULL, {"tmux 3.4", "tmux-256color", 80, 80, 1, -1}, BIDI_VISUAL, "", "", false, false},
		{"\033[>83;40900;0c\033[?1;2c", NULL, {"", "", 0, 0, -1, 1}, BIDI_VISUAL, "\033P\033[8l\033\\",
		 "\033P\033[8h\033\\", false, false},
		{"\033P>|Zellij(4301)\033\\\033[?62;4c", "VTE_VERSION=7006", {"", "", 0, 0, -1, -1}, BIDI_INVERSE, "", "",
		 true, false},
		{"\033[>1;10;0c\033[?62c", NULL, {"", "", 0, 0, -1, -1}, BIDI_VISUAL, "", "", false, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *env[] = {"TERM=xterm-256color", rows[i].vte, NULL};
		struct identity identity = decide(rows[i].replies, env);
		assert_int_not_equal(identity.passage, PASSAGE_NONE);
		environment = env;
		behind_decide(&identity, &rows[i].behind, get);
		assert_int_equal(identity.model, rows[i].model);
		assert_string_equal(identity.off, rows[i].off);
		assert_string_equal(identity.on, rows[i].on);
		assert_int_equal(identity.hint != NULL, rows[i].hint);
		/* What to do stands first: the line of a narrow screen is cut at its end. */
		bool remedy = identity.hint == NULL || strncmp(identity.hint, "set -g allow-passthrough on", 27) == 0 ||
		              strncmp(identity.hint, "zoom the pane", 13) == 0;
		assert_true(remedy);
		assert_int_equal(identity.joins, rows[i].joins);
	}
}

static void tmux_is_not_trusted(void **state)
{
	(void)state;
	struct behind b;
	behind_init(&b);
	assert_true(tmux_parse(&b, STR("Konsole 24.8\txterm-256color\t40\t80\toff\t3.3a")));
	assert_string_equal(b.type, "Konsole 24.8");
	assert_string_equal(b.name, "xterm-256color");
	assert_int_equal(b.pane_cols, 40);
	assert_int_equal(b.window_cols, 80);
	assert_int_equal(b.allowed, 0);
	behind_init(&b);
	assert_true(tmux_parse(&b, STR("\033[8l\x01\xff\t\t99999999999999999999\t-1\t\t")));
	assert_string_equal(b.type, "[8l");
	assert_true(b.pane_cols <= 1000000);
	assert_int_equal(b.window_cols, 0);
	assert_int_equal(b.allowed, 1); /* no such option: before 3.3 */
	behind_init(&b);
	assert_false(tmux_parse(&b, STR("no server running on /tmp/tmux-0/default")));
	assert_false(tmux_parse(&b, STR("")));
	assert_int_equal(b.allowed, -1);
	char many[600];
	memset(many, 'x', sizeof many);
	memcpy(many + 500, "\tname\t1\t1\t1\t1", 13);
	assert_true(tmux_parse(&b, (struct str){many, sizeof many}));
	assert_int_equal(strlen(b.type), sizeof b.type - 1);
	/* Whose number is not that of a tmux is not run. */
	environment = (const char *const[]){"TMUX=/tmp/x,1,0", NULL};
	assert_false(tmux_ask(&b, get));
	environment = (const char *const[]){"TMUX=/tmp/x,99999999999999999999,0", NULL};
	assert_false(tmux_ask(&b, get));
	environment = (const char *const[]){"TMUX=", NULL};
	assert_false(tmux_ask(&b, get));
	environment = NULL;
	assert_false(tmux_ask(&b, get));
}

/* An answer of the one behind is kept apart from those of the multiplexer, and only while it is due. */
static void answers_from_behind(void **state)
{
	(void)state;
	struct decoder d;
	decoder_init(&d, 50);
	decoder_expect_replies(&d, 0);
	decoder_feed(&d, TMUX_REPLIES, strlen(TMUX_REPLIES), 1);
	decoder_feed(&d, "\033[8;1$y", 7, 2);
	assert_int_equal(d.passed.mode_8, -1);
	decoder_expect_passed(&d, 10);
	decoder_feed(&d, "\033[8;1$y", 7, 20);
	assert_int_equal(d.passed.mode_8, 1);
	assert_int_equal(d.replies.mode_8, -1);
	decoder_expect_passed(&d, 30);
	decoder_feed(&d, "\033[8;2$y", 7, 40000);
	assert_int_equal(d.passed.mode_8, -1);
	assert_int_equal(decoder_next(&d), KEY_NONE);
}

/* It was asked nothing but the fence: who it is stands in the environment, unless somebody else answers. */
static void apples_terminal_is_not_asked(void **state)
{
	(void)state;
	static const char *const env[] = {"TERM=xterm-256color", "TERM_PROGRAM=Apple_Terminal", NULL};
	struct identity identity = decide("\033[?1;2c", env);
	assert_string_equal(identity.name, "Apple Terminal");
	assert_int_equal(identity.model, BIDI_INVERSE);
	assert_true(identity.from_environment);
	identity = decide("\033[>41;379;0c\033[?64c", env);
	assert_string_equal(identity.name, "xterm");
	assert_int_equal(identity.model, BIDI_VISUAL);
}

static void hostile_answers_do_no_harm(void **state)
{
	(void)state;
	static const char *const env[] = {"TERM=xterm", NULL};
	struct identity identity =
		decide("\033P>|\033\\\033P!|\033\\\033[>;;;;;c\033[8;99999999999999999999$y\033[?;c", env);
	assert_string_equal(identity.name, "xterm");
	identity = decide("\033P>|VTE(\x01\x7f\xff%n%s\n)\033\\\033[?1c", env);
	assert_string_equal(identity.name, "VTE(%n%s)");
	assert_bytes(identity.off, "\033[8l");

	struct replies r;
	replies_init(&r);
	char many[4096];
	memset(many, 'x', sizeof many);
	memcpy(many, ">|", 2);
	assert_true(replies_dcs(&r, (struct str){many, sizeof many}));
	assert_int_equal(strlen(r.xtversion), sizeof r.xtversion - 1);
	memcpy(many, "!|", 2);
	assert_true(replies_dcs(&r, (struct str){many, sizeof many}));
	memset(many, ';', sizeof many);
	many[0] = '>';
	many[sizeof many - 1] = 'c';
	assert_true(replies_csi(&r, (struct str){many, sizeof many}));
	assert_int_equal(r.da2[0], -1);
	assert_false(replies_csi(&r, (struct str){NULL, 0}));
	assert_false(replies_dcs(&r, (struct str){NULL, 0}));
	assert_true(replies_csi(&r, STR("?99999999999999999999c")));
	assert_int_equal(r.da1, REPLY_NUMBER_MAX);
}

static void what_is_no_answer_changes_nothing(void **state)
{
	(void)state;
	static const char *const others[] = {"?1;2x", ">q", "A", "8;1y", "8$y", "9;1$y", "?2004;1$y", "8;1$z", "?c1"};
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		struct replies r;
		replies_init(&r);
		assert_false(replies_csi(&r, str_of(others[i])));
		assert_false(r.any);
		assert_int_equal(r.mode_8, -1);
	}
}

static void assert_questions(const char *const *env, const char *want)
{
	environment = env;
	struct str got = identify_questions(get);
	assert_int_equal(got.n, strlen(want));
	if (got.n > 0)
		assert_memory_equal(got.p, want, got.n);
}

static void questions_fit_the_terminal(void **state)
{
	(void)state;
	assert_questions((const char *const[]){"TERM=xterm", NULL},
	                 "\033[>q\033[=c\033[>c\033[8$p\033[?2026$p\033[c");
	assert_questions((const char *const[]){"TERM=xterm", "TERM_PROGRAM=Apple_Terminal", NULL}, "\033[c");
	assert_questions((const char *const[]){"TERM=dumb", NULL}, "");
	assert_questions((const char *const[]){"TERM=linux", NULL}, "");
	assert_questions((const char *const[]){"TERM=", NULL}, "");
	assert_questions((const char *const[]){NULL}, "");
}

static void long_lines_are_known_by_the_environment(void **state)
{
	(void)state;
	environment = (const char *const[]){"SSH_TTY=/dev/pts/1", NULL};
	assert_true(identify_remote(get));
	environment = (const char *const[]){"SSH_CONNECTION=1 2 3 4", NULL};
	assert_true(identify_remote(get));
	environment = NULL;
	assert_false(identify_remote(get));
}

static void assert_copy(const char *text, bool in_tmux, const char *want)
{
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	assert_true(copy_sequence(&b, str_of(text), in_tmux));
	assert_string_equal(buf_cstr(&b), want);
	buf_done(&b);
}

static void copies_are_base64(void **state)
{
	(void)state;
	assert_copy("", false, "\033]52;c;\a");
	assert_copy("f", false, "\033]52;c;Zg==\a");
	assert_copy("fo", false, "\033]52;c;Zm8=\a");
	assert_copy("foobar", false, "\033]52;c;Zm9vYmFy\a");
	assert_copy("خ\033", false, "\033]52;c;2K4b\a");
	assert_copy("\xff\xff\xfe", true, "\033]52;c;///+\a\033Ptmux;\033\033]52;c;///+\a\033\\");
}

static void copies_have_a_limit(void **state)
{
	(void)state;
	static char text[COPY_MAX_B + 1];
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	memset(text, 'x', sizeof text);
	assert_false(copy_sequence(&b, (struct str){text, COPY_MAX_B + 1}, false));
	assert_int_equal(b.n, 0);
	assert_true(copy_sequence(&b, (struct str){text, COPY_MAX_B}, false));
	assert_int_equal(b.n, 7 + COPY_MAX_B / 3 * 4 + 1);
	buf_done(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terminals_by_their_answers),
		cmocka_unit_test(some_join_letters_themselves),
		cmocka_unit_test(silent_terminals_by_the_environment),
		cmocka_unit_test(cosmic_is_no_alacritty),
		cmocka_unit_test(terminals_behind_multiplexers),
		cmocka_unit_test(tmux_is_not_trusted),
		cmocka_unit_test(answers_from_behind),
		cmocka_unit_test(apples_terminal_is_not_asked),
		cmocka_unit_test(hostile_answers_do_no_harm),
		cmocka_unit_test(what_is_no_answer_changes_nothing),
		cmocka_unit_test(questions_fit_the_terminal),
		cmocka_unit_test(long_lines_are_known_by_the_environment),
		cmocka_unit_test(copies_are_base64),
		cmocka_unit_test(copies_have_a_limit),
	};
	return cmocka_run_group_tests_name("identify", tests, NULL, NULL);
}
