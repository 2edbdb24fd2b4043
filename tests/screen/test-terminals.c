/*
 * test-terminals.c: what every terminal is sent, and what undoes it.
 *
 * A demonstration program runs in a terminal that answers as the real one does
 * (fake.c): at once, byte by byte, late, or never; and it is left in every way
 * that there is. Both are tables; the bytes are compared whole.
 */
#include "config.h"

#include "child.h"
#include "fake.h"
#include "picture.h"

#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define OFF_8 "\033[8l"
#define ON_8 "\033[8h"
#define TMUX(bytes) "\033Ptmux;\033" bytes "\033\\"
#define SCREEN(bytes) "\033P" bytes "\033\\"
#define KONSOLE(value) "\033]50;BidiRenderingEnabled=" value "\a"
#define MLTERM(value) "\033]5379;use_ctl=" value "\a"

/* What is to come of each; off and on: all that is written, NULL: nothing. */
static const struct expected {
	const char *profile, *name, *off, *on, *also; /* also: stands in the description */
	const char *tmux;                             /* what tmux says of the terminal behind, NULL: no tmux */
	const char *silent;                           /* the name where it never answers; NULL: its TERM */
} table[] = {
	{"vte", "VTE 0.70.6 (replied)", OFF_8, ON_8, "mode 8 switched off", NULL, NULL},
	{"mintty", "mintty 3.7.0 (replied)", OFF_8, ON_8, "mode 8 switched off", NULL, NULL},
	{"konsole", "Konsole 22.12.3 (replied)", KONSOLE("false"), KONSOLE("true"), "OSC 50", NULL, NULL},
	{"mlterm", "mlterm (replied)", MLTERM("false"), MLTERM("true"), "OSC 5379", NULL, "mlterm (environment)"},
	{"swiftterm", "SwiftTerm(1.20.0) (replied)", OFF_8, ON_8, "mode 8 switched off", NULL, NULL},
	{"contour", "contour 0.6.0 (replied)", OFF_8, ON_8, "mode 8 switched off", NULL, NULL},
	{"contour-0.4", "contour 0.4.3 (replied)", OFF_8, NULL, "nothing to switch", NULL, NULL},
	{"kitty", "kitty(0.26.5) (replied)", NULL, NULL, "words reversed", NULL, NULL},
	{"iterm2", "iTerm2 3.7.0 (replied)", NULL, NULL, "rows as its own bidi", NULL, NULL},
	{"qterminal", "QTerminal (replied)", NULL, NULL, "rows as its own bidi", NULL, NULL},
	{"putty", "PuTTY (replied)", NULL, NULL, "rows as its own bidi", NULL, NULL},
	{"cosmic", "COSMIC Terminal (replied)", NULL, NULL, "rows as its own bidi", NULL, NULL},
	{"wezterm", "WezTerm 20240203 (replied)", NULL, NULL, "left alone", NULL, NULL},
	{"ghostty", "ghostty 1.2.0 (replied)", OFF_8, NULL, "nothing to switch", NULL, NULL},
	{"foot", "foot(1.13.1) (replied)", OFF_8, NULL, "nothing to switch", NULL, NULL},
	{"xterm", "XTerm(379) (replied)", OFF_8, NULL, "nothing to switch", NULL, NULL},
	{"alacritty", "Alacritty (replied)", OFF_8, NULL, "nothing to switch", NULL, "Alacritty (environment)"},
	{"alacritty-0.11", "Alacritty (replied)", OFF_8, NULL, "nothing to switch", NULL, "Alacritty (environment)"},
	{"urxvt", "urxvt (replied)", OFF_8, NULL, "nothing to switch", NULL, "urxvt (environment)"},
	{"st", "st (replied)", OFF_8, NULL, "nothing to switch", NULL, "st (environment)"},
	{"windows", "Windows Terminal (replied)", OFF_8, NULL, "nothing to switch", NULL, NULL},
	{"xterm.js", "xterm.js(5.5.0) (replied)", OFF_8, NULL, "nothing to switch", NULL, NULL},
	{"mosh", "mosh (replied)", NULL, NULL, "nothing to switch", NULL, NULL},
	{"zellij", "Zellij(4301) (replied)", NULL, NULL, "nothing to switch", NULL, NULL},
	{"screen", "screen (replied)", SCREEN(OFF_8), SCREEN(ON_8), "through the multiplexer", NULL, NULL},
	{"tmux-open", "tmux 3.3a (replied)", TMUX(OFF_8), TMUX(ON_8), "through the multiplexer", NULL, NULL},
	{"tmux-open", "tmux 3.3a in xterm-256color (replied)", TMUX(OFF_8), TMUX(ON_8), "through the multiplexer",
	 "\txterm-256color\t60\t60\ton\t3.3a", "(environment)"},
	{"tmux-open", "tmux 3.3a in VTE(7600) (replied)", TMUX(OFF_8), TMUX(ON_8), "through the multiplexer",
	 "VTE(7600)\txterm-256color\t30\t60\ton\t3.3a", "(environment)"},
	{"tmux-konsole", "tmux 3.3a in Konsole 22.12.3 (replied)", TMUX(KONSOLE("false")), TMUX(KONSOLE("true")),
	 "OSC 50, through", "Konsole 22.12.3\txterm-256color\t60\t60\ton\t3.3a", "(environment)"},
	{"tmux-shut", "tmux 3.3a in VTE(7600) (replied)", NULL, NULL, "rows as its own bidi",
	 "VTE(7600)\txterm-256color\t60\t60\toff\t3.3a", "(environment)"},
	{"tmux-shut", "tmux 3.3a in VTE(7600) (replied)", NULL, NULL, "visual order, though",
	 "VTE(7600)\txterm-256color\t30\t60\toff\t3.3a", "(environment)"},
	{"tmux-shut", "tmux 3.3a (replied)", NULL, NULL, "nothing to switch", NULL, NULL},
	{"tmux-xterm", "tmux 3.3a in XTerm(379) (replied)", NULL, NULL, "nothing to switch",
	 "XTerm(379)\txterm-256color\t60\t60\ton\t3.3a", "(environment)"},
};

enum when { AT_ONCE, SPLIT, LATE, NEVER, N_WHENS };
static const char *const when_names[] = {"at once", "byte by byte", "late", "never"};

/* The ways out. */
static const struct way {
	const char *name, *keys; /* keys: what is typed; NULL: a signal is sent */
	int sig, status;
} ways[] = {
	{"q", "q", 0, 0},
	{"a crash", "A", 0, 128 + SIGABRT},
	{"a crash in another thread", "T", 0, 128 + SIGILL},
	{"^Z, continued, and q", "\032", 0, 0},
	{"SIGTSTP, continued, and q", NULL, SIGTSTP, 0},
	{"SIGINT", NULL, SIGINT, 128 + SIGINT},
	{"SIGTERM", NULL, SIGTERM, 128 + SIGTERM},
	{"SIGHUP", NULL, SIGHUP, 128 + SIGHUP},
	{"SIGQUIT", NULL, SIGQUIT, 128 + SIGQUIT},
	{"SIGSEGV", NULL, SIGSEGV, 128 + SIGSEGV},
	{"SIGABRT", NULL, SIGABRT, 128 + SIGABRT},
	{"SIGBUS", NULL, SIGBUS, 128 + SIGBUS},
	{"SIGFPE", NULL, SIGFPE, 128 + SIGFPE},
	{"SIGILL", NULL, SIGILL, 128 + SIGILL},
	{"SIGTRAP", NULL, SIGTRAP, 128 + SIGTRAP},
	{"SIGSYS", NULL, SIGSYS, 128 + SIGSYS},
	{"SIGXFSZ", NULL, SIGXFSZ, 128 + SIGXFSZ},
	{"SIGXCPU", NULL, SIGXCPU, 128 + SIGXCPU},
	{"SIGUSR1", NULL, SIGUSR1, 128 + SIGUSR1},
	{"SIGUSR2", NULL, SIGUSR2, 128 + SIGUSR2},
	{"SIGALRM", NULL, SIGALRM, 128 + SIGALRM},
	{"SIGVTALRM", NULL, SIGVTALRM, 128 + SIGVTALRM},
	{"SIGPROF", NULL, SIGPROF, 128 + SIGPROF},
	{"SIGIO", NULL, SIGIO, 128 + SIGIO},
};

/* Whose ways out are gone through: profiles of the table, by name. */
static const char *const left[] = {"vte", "konsole", "mlterm", "tmux-open", "xterm"};

struct run {
	const struct expected *expected;
	struct child child;
	struct fake fake;
	VTerm *vterm;
	size_t server; /* process id of the tmux, 0: none */
	int server_input;
	char why[400];
};

static int n_tests;
static bool all_well = true;

static bool fail(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fail(struct run *run, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(run->why, sizeof run->why, format, args);
	va_end(args);
	return false;
}

static void tell(const struct run *run, bool ok, const char *what)
{
	const struct expected *e = run->expected;
	printf("%sok %d - %s%s%s: %s\n", ok ? "" : "not ", ++n_tests, e->profile, e->tmux != NULL ? ", asked, " : "",
	       e->tmux != NULL ? e->also : "", what);
	if (!ok)
		printf("# %s\n", run->why);
	fflush(stdout);
	all_well &= ok;
}

static const char *built(const char *name, char path[4096])
{
	const char *top = getenv("top_builddir");
	snprintf(path, 4096, "%s/tests/screen/%s", top != NULL ? top : ".", name);
	return path;
}

/* A server of tmux, whose program is asked. */
static bool serve(struct run *run)
{
	char path[4096];
	int input[2];
	built("tmux", path);
	if (pipe(input) != 0)
		return false;
	pid_t pid = fork();
	if (pid == 0) {
		dup2(input[0], STDIN_FILENO);
		close(input[0]);
		close(input[1]);
		execl(path, "tmux", (char *)NULL);
		_exit(127);
	}
	close(input[0]);
	run->server = pid > 0 ? (size_t)pid : 0;
	run->server_input = input[1];
	/* It is itself as soon as its program is what the system says. */
	char exe[64], target[4096];
	snprintf(exe, sizeof exe, "/proc/%zu/exe", run->server);
	for (ssize_t n = 0; n < 5 || memcmp(target + n - 5, "/tmux", 5) != 0;) {
		n = readlink(exe, target, sizeof target);
		if (n < 0)
			return false;
	}
	return true;
}

static bool begin(struct run *run, const struct expected *expected, enum when when)
{
	char path[4096], term[128], tmux[64], answer[256];
	const char *env[5];
	size_t n_env = 0;
	*run = (struct run){.expected = expected, .server_input = -1};
	const struct profile *profile = fake_profile(expected->profile);
	fake_init(&run->fake, profile);
	run->vterm = vterm_new(12, 100);
	vterm_set_utf8(run->vterm, 1);
	vterm_screen_enable_altscreen(vterm_obtain_screen(run->vterm), 1);
	vterm_screen_reset(vterm_obtain_screen(run->vterm), 1);
	snprintf(term, sizeof term, "TERM=%s", profile->term);
	env[n_env++] = term;
	env[n_env++] = "ASAN_OPTIONS=handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:handle_abort=0";
	if (profile->env != NULL)
		env[n_env++] = profile->env;
	if (expected->tmux != NULL) {
		if (!serve(run))
			return fail(run, "no server");
		snprintf(tmux, sizeof tmux, "TMUX=/none,%zu,0", run->server);
		snprintf(answer, sizeof answer, "FAKE_TMUX=%s", expected->tmux);
		env[n_env++] = tmux;
		env[n_env++] = answer;
	}
	built("demo", path);
	char *argv[] = {path, NULL};
	struct child_setup setup = {.argv = argv, .env = env, .n_env = n_env, .rows = 12, .cols = 100};
	if (!child_start(&run->child, &setup, &run->fake, run->vterm))
		return fail(run, "cannot start");
	run->child.late = when == LATE || when == NEVER;
	run->child.split = when == SPLIT;
	return child_wait_drawn(&run->child) ? true : fail(run, "it draws nothing");
}

static void end(struct run *run)
{
	child_close(&run->child);
	fake_done(&run->fake);
	vterm_free(run->vterm);
	if (run->server_input >= 0) {
		close(run->server_input);
		waitpid((pid_t)run->server, NULL, 0);
	}
}

static bool type(struct run *run, const char *keys)
{
	child_expect_sync(&run->child);
	child_send(&run->child, str_of(keys));
	return child_wait_drawn(&run->child) ? true : fail(run, "it draws no more");
}

static bool shows(struct run *run, const char *text)
{
	struct buf rows;
	buf_init(&rows, BUF_NO_MAX);
	picture_add_rows(&rows, run->vterm);
	bool found = str_find(buf_str(&rows), str_of(text), 0) != (size_t)-1;
	if (!found)
		fail(run, "there is no \"%s\" in %s", text, buf_cstr(&rows));
	buf_done(&rows);
	return found;
}

static bool wrote(const struct run *run, const char *bytes, size_t from)
{
	return str_find(buf_str(&run->child.output), str_of(bytes), from) != (size_t)-1;
}

/* None of what switches was written but what is expected, up to now. */
static bool wrote_no_other(struct run *run, const char *a, const char *b)
{
	static const char *const switches[] = {OFF_8, ON_8, "\033[?77096", "\033]50;", "\033]5379;"};
	for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++) {
		bool allowed = (a != NULL && strstr(a, switches[i]) != NULL) || (b != NULL && strstr(b, switches[i]) != NULL);
		if (!allowed && wrote(run, switches[i], 0))
			return fail(run, "switch %zu was written", i);
	}
	return true;
}

/* Identified: the name, what was sent, nothing else; its bidi is off, and all was drawn since. */
static bool is_steered(struct run *run, enum when when)
{
	const struct expected *e = run->expected;
	if (when == NEVER)
		return type(run, "i") && shows(run, e->silent != NULL ? e->silent : "(no reply)");
	if (!type(run, "i") || !shows(run, e->name) || !shows(run, e->also))
		return false;
	if (e->off != NULL && !wrote(run, e->off, 0))
		return fail(run, "it was not switched off");
	/* What was done before late answers came may be more. */
	if (when != LATE && !wrote_no_other(run, e->off, NULL))
		return false;
	if (e->on != NULL && (run->fake.implicit || run->fake.stale))
		return fail(run, run->fake.stale ? "something painted before the screen was cleared" : "its bidi is on");
	return true;
}

/* No answer has become a key: the program would name it. */
static bool has_no_key(struct run *run)
{
	struct buf rows;
	buf_init(&rows, BUF_NO_MAX);
	picture_add_rows(&rows, run->vterm);
	size_t at = str_find(buf_str(&rows), STR("key "), 0);
	struct str name = str_sub(buf_str(&rows), at, at + 20);
	/* Another model is told of as another size. */
	bool none = at == (size_t)-1 || str_starts(name, STR("key Resize"));
	if (!none)
		fail(run, "an answer became %.*s", (int)name.n, name.p);
	buf_done(&rows);
	return none;
}

/* It is left, and all is as before. */
static bool is_left(struct run *run, enum when when)
{
	const struct expected *e = run->expected;
	size_t before = run->child.output.n;
	child_send(&run->child, STR("q"));
	if (!child_wait_ended(&run->child) || run->child.status != 0)
		return fail(run, "it ended with %d", run->child.status);
	if (!child_settings_restored(&run->child))
		return fail(run, "the settings are not as before");
	if (when == NEVER) /* what was sent on the chance is not undone on the chance */
		return !wrote(run, ON_8, 0) || strcmp(e->off, OFF_8) != 0 ? true : fail(run, "8h was written");
	if (e->on != NULL && (!wrote(run, e->on, before) || !run->fake.implicit))
		return fail(run, "it was not switched on again");
	return wrote_no_other(run, when == LATE ? OFF_8 : e->off, e->on);
}

static void one_terminal(const struct expected *expected, enum when when)
{
	struct run run;
	bool ok = begin(&run, expected, when);
	if (ok && when == LATE) {
		run.child.late = false;
		child_answer(&run.child);
		ok = type(&run, "\f");
	}
	ok = ok && has_no_key(&run) && is_steered(&run, when) && is_left(&run, when);
	tell(&run, ok, when_names[when]);
	end(&run);
}

/* Answers that nobody asked for, again and again, too long, with controls: nothing changes, nothing is typed. */
static void hostile(const struct expected *expected)
{
	static const char *const answers[] = {
		"\033[8;1$y\033[8;2$y\033[8;3$y\033[8;0$y\033[8;99999999999999999999$y",
		"\033P>|Konsole 22.12.3\033\\\033P!|7E4B4445\033\\\033[>1;115;0c\033[?62;1;4c",
		"\033P>|VTE(\001\002%n%s\033[8;1$y\033\\", "\033[>;;;;;c\033[?;c\033[8;;;$y\033[?2026;1$y",
		"\033P>|\033\\\033P!|\033\\", "\033[?1;2c\033[?1;2c\033[?1;2c\033[>24;279;0c",
	};
	struct run run;
	bool ok = begin(&run, expected, AT_ONCE);
	size_t before = run.child.output.n;
	/* Where the one behind tmux was asked and has not answered in time, any answer is the first. */
	bool open = expected->on == NULL && strncmp(expected->profile, "tmux", 4) == 0;
	for (size_t i = 0; ok && i < sizeof answers / sizeof answers[0]; i++)
		if (!open || strstr(answers[i], "\033[8;") == NULL)
			child_send(&run.child, str_of(answers[i]));
	char many[3000];
	memset(many, 'A', sizeof many);
	memcpy(many, "\033P>|", 4);
	memcpy(many + sizeof many - 2, "\033\\", 2);
	child_send(&run.child, (struct str){many, sizeof many});
	memset(many, '9', sizeof many);
	memcpy(many, "\033[>", 3);
	many[sizeof many - 1] = 'c';
	child_send(&run.child, (struct str){many, sizeof many});
	ok = ok && type(&run, "\f") && has_no_key(&run);
	if (ok && expected->off != NULL && !wrote(&run, expected->off, before))
		ok = fail(&run, "^L does not switch it off again");
	ok = ok && is_steered(&run, AT_ONCE) && is_left(&run, AT_ONCE);
	tell(&run, ok, "hostile");
	end(&run);
}

/* What a way out writes, at its end: `on`, the screen of before, and `on` where modes are kept with the screen. */
static bool is_undone(struct run *run, size_t from)
{
	const struct expected *e = run->expected;
	struct str written = str_sub(buf_str(&run->child.output), from, run->child.output.n);
	size_t leave = str_find(written, STR("\033[?1049l"), 0);
	if (leave == (size_t)-1)
		return fail(run, "the screen of before is not there");
	if (str_find(written, STR("\033[?25h"), 0) == (size_t)-1)
		return fail(run, "the cursor is not there");
	if (e->on == NULL)
		return wrote_no_other(run, e->off, NULL);
	if (str_find(written, str_of(e->on), 0) > leave)
		return fail(run, "bidi is not switched on before the screen is left");
	if (e->on[1] == 'P' && str_find(written, STR("\033[2J"), str_find(written, str_of(e->on), 0)) > leave)
		return fail(run, "what tmux draws again was not cleared");
	bool again = e->on[1] == '[' || e->on[1] == 'P';
	if (again != (str_find(written, str_of(e->on), leave) != (size_t)-1))
		return fail(run, "bidi is %sswitched on behind it", again ? "not " : "");
	return run->fake.implicit ? true : fail(run, "its bidi is off");
}

/* Stopped: as it was before; continued: switched off once, at the first column, and everything drawn. */
static bool stops_and_goes_on(struct run *run, size_t *from)
{
	const struct expected *e = run->expected;
	if (!child_wait_stopped(&run->child) || !is_undone(run, *from))
		return run->why[0] != '\0' ? false : fail(run, "it has not stopped");
	if (!child_settings_restored(&run->child))
		return fail(run, "stopped, the settings are not as before");
	*from = run->child.output.n;
	child_expect_sync(&run->child);
	child_continue(&run->child);
	if (!child_wait_drawn(&run->child))
		return fail(run, "it does not go on");
	if (e->off != NULL) {
		struct buf column_1;
		buf_init(&column_1, 128);
		buf_addf(&column_1, "\r%s", e->off);
		struct str written = buf_str(&run->child.output);
		size_t at = str_find(written, buf_str(&column_1), *from);
		bool once = at != (size_t)-1 && str_find(written, str_of(e->off), at + column_1.n) == (size_t)-1 &&
		            str_find(written, STR("\033[2J"), at) != (size_t)-1;
		buf_done(&column_1);
		if (!once)
			return fail(run, "continued, it is not switched off once and before all is drawn");
	}
	*from = run->child.output.n;
	child_send(&run->child, STR("q"));
	return true;
}

static void one_way(const struct expected *expected, const struct way *way)
{
	struct run run;
	bool ok = begin(&run, expected, AT_ONCE);
	size_t from = run.child.output.n;
	if (ok && way->keys != NULL)
		child_send(&run.child, str_of(way->keys));
	else if (ok)
		child_signal(&run.child, way->sig);
	if (ok && strstr(way->name, "continued") != NULL)
		ok = stops_and_goes_on(&run, &from);
	if (ok && (!child_wait_ended(&run.child) || run.child.status != way->status))
		ok = fail(&run, "it ended with %d", run.child.status);
	ok = ok && is_undone(&run, from);
	if (ok && !child_settings_restored(&run.child))
		ok = fail(&run, "the settings are not as before");
	tell(&run, ok, way->name);
	end(&run);
}

static const struct expected *expected_of(const char *profile)
{
	size_t i = 0;
	while (strcmp(table[i].profile, profile) != 0)
		i++;
	return &table[i];
}

int main(void)
{
	setlocale(LC_ALL, "");
	static const char *const outer[] = {"TMUX", "STY", "ZELLIJ", "VTE_VERSION", "SSH_TTY", "SSH_CONNECTION", "WT_SESSION",
	                                    "KONSOLE_VERSION", "MLTERM", "LC_TERMINAL", "TERM_PROGRAM", "FAKE_TMUX",
	                                    "ALACRITTY_WINDOW_ID", "XDG_CURRENT_DESKTOP"};
	for (size_t i = 0; i < sizeof outer / sizeof outer[0]; i++)
		unsetenv(outer[i]);
	/* Nothing is remembered. */
	setenv("XDG_STATE_HOME", "/dev/null/none", 1);
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &ignore, NULL);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		/* What never answers is known by what it leaves in the environment, if by anything. */
		bool leaves = strcmp(fake_profile(table[i].profile)->term, "xterm-256color") != 0 || table[i].tmux != NULL;
		for (int when = 0; when < (leaves || i == 0 ? N_WHENS : NEVER); when++)
			one_terminal(&table[i], (enum when)when);
		hostile(&table[i]);
	}
	for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
		for (size_t k = 0; k < sizeof ways / sizeof ways[0]; k++)
			one_way(expected_of(left[i]), &ways[k]);
	}
	printf("1..%d\n", n_tests);
	return all_well ? 0 : 1;
}
