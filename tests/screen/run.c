/*
 * run.c: plays a script against a program in a pseudo-terminal and compares
 * what is on the screen with what should be.
 *
 *     run [--update] SCRIPT…
 *
 * One step a line; `#` begins a comment line. XDG_STATE_HOME and XDG_DATA_HOME are a fresh folder,
 * the same for all programs of a script. Before the program starts:
 *     size 80x24          of the terminal
 *     terminal NAME       who answers (fake.c); `late` behind it withholds the
 *                         answers, `split` sends them byte by byte
 *     env NAME=VALUE
 *     nohup               the end of the terminal is no signal
 *     stdin FILE          standard input, from $top_srcdir; else the terminal
 *     run ARGS            start jarida in $top_srcdir; words as a shell splits them, "" and ''
 *     demo ARGS           start the demonstration program
 * While it runs; each of these waits until all is drawn again:
 *     key j Space ^F …    keys by their names, one after the other
 *     type TEXT           characters, as one write
 *     send BYTES          bytes, \e \a \r \n \\ \xHH are understood
 *     swallow BYTES       bytes that show nothing; ^L behind them does
 *     answer              what `late` withheld
 *     resize 60x20
 *     continue            after a stop
 * Others:
 *     signal TERM         sent to the program, without waiting
 *     stopped             the program has stopped
 *     shell COMMAND       is run beside it
 *     hang-up             the terminal vanishes
 *     exit CODE           it has ended so (128 + n by a signal), and the
 *                         terminal's settings are as before
 *     settings            … the settings alone
 *     screen NAME [styles]   the screen is that of NAME.golden beside the script
 *     text TEXT           TEXT stands in a row, now or soon
 *     no-text TEXT
 *     bytes BYTES         were written behind those of the last `bytes`
 *     no-bytes BYTES      were not written since then
 *     harmless            no bell, no title, no control sequence but the program's
 *                         own; after the end: the modes of before
 *     count N             the last step made the program write at most N bytes
 *     bidi on|off         what the terminal's own bidi is now; off: and everything
 *                         that is shown was written since
 */
#include "config.h"

#include "child.h"
#include "fake.h"
#include "harm.h"
#include "picture.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "term/facts.h"
#include "term/key.h"
#include "text/utf8.h"

#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vterm.h>

enum { MAX_WORDS = 64, MAX_ENV = 32, MAX_STEP_B = 4096 };

struct play {
	const char *path;
	bool update;
	int n_tests;
	bool failed, broken; /* broken: the rest of the script has no meaning */
	char why[1024];

	int rows, cols;
	const struct profile *profile;
	bool late, split;
	char *env[MAX_ENV];
	size_t n_env;
	char *input;
	bool nohup;

	bool running;
	struct child child;
	struct fake fake;
	VTerm *vterm;
	bool cursor_shown, alternate, mouse, titled, rung;
	size_t seen;       /* output up to here belongs to the last `bytes` */
	size_t step_start; /* output before the last step */
};

/* Text */

static size_t unescape_one(const char *s, char *out)
{
	static const char from[] = "eanrt\\0", to[] = "\033\a\n\r\t\\\0";
	const char *at = s[1] != '\0' ? strchr(from, s[1]) : NULL;
	if (s[0] == '\\' && at != NULL) {
		*out = to[at - from];
		return 2;
	}
	if (s[0] == '\\' && s[1] == 'x' && s[2] != '\0' && s[3] != '\0') {
		char hex[3] = {s[2], s[3], '\0'};
		*out = (char)strtol(hex, NULL, 16);
		return 4;
	}
	*out = s[0];
	return 1;
}

static void unescape(struct buf *out, const char *s)
{
	while (*s != '\0') {
		char c;
		s += unescape_one(s, &c);
		buf_add_char(out, c);
	}
}

/* Words of a line, in place; quotes keep blanks. */
static size_t split_words(char *s, char **words, size_t max)
{
	size_t n = 0;
	while (*s != '\0' && n + 1 < max) {
		while (*s == ' ')
			s++;
		if (*s == '\0')
			break;
		char quote = *s == '"' || *s == '\'' ? *s++ : ' ';
		words[n++] = s;
		while (*s != '\0' && *s != quote)
			s++;
		if (*s != '\0')
			*s++ = '\0';
	}
	words[n] = NULL;
	return n;
}

static bool fail(struct play *play, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fail(struct play *play, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(play->why, sizeof play->why, format, args);
	va_end(args);
	return false;
}

/* Before the start */

static bool set_size(struct play *play, const char *arg)
{
	char *end;
	long cols = strtol(arg, &end, 10);
	long rows = *end == 'x' ? strtol(end + 1, &end, 10) : 0;
	if (cols < 0 || cols > 1000 || rows < 0 || rows > 500 || *end != '\0')
		return fail(play, "no size: %s", arg);
	play->cols = (int)cols;
	play->rows = (int)rows;
	return true;
}

static bool step_size(struct play *play, char *arg)
{
	return set_size(play, arg);
}

static bool step_terminal(struct play *play, char *arg)
{
	char *words[MAX_WORDS];
	size_t n = split_words(arg, words, MAX_WORDS);
	play->profile = n > 0 ? fake_profile(words[0]) : NULL;
	play->late = n > 1 && strcmp(words[1], "late") == 0;
	play->split = n > 1 && strcmp(words[1], "split") == 0;
	return play->profile != NULL ? true : fail(play, "no such terminal");
}

static bool add_env(struct play *play, const char *name, const char *value)
{
	if (play->n_env == MAX_ENV)
		return fail(play, "too many variables");
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	buf_addf(&b, "%s%s", name, value);
	play->env[play->n_env++] = strdup(buf_cstr(&b));
	buf_done(&b);
	return true;
}

static bool step_env(struct play *play, char *arg)
{
	return add_env(play, arg, "");
}

static bool step_stdin(struct play *play, char *arg)
{
	const char *top = getenv("top_srcdir");
	struct buf path;
	buf_init(&path, MAX_STEP_B);
	if (arg[0] == '/')
		buf_add_str(&path, str_of(arg));
	else
		buf_addf(&path, "%s/%s", top != NULL ? top : ".", arg);
	free(play->input);
	play->input = strdup(buf_cstr(&path));
	buf_done(&path);
	return true;
}

static bool step_nohup(struct play *play, char *arg)
{
	(void)arg;
	play->nohup = true;
	return true;
}

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct play *play = user;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		play->cursor_shown = value->boolean;
	else if (prop == VTERM_PROP_ALTSCREEN)
		play->alternate = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		play->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	else if (prop == VTERM_PROP_TITLE || prop == VTERM_PROP_ICONNAME)
		play->titled = true;
	return 1;
}

static int on_bell(void *user)
{
	((struct play *)user)->rung = true;
	return 1;
}

/* A terminal that does not know its size is taken for one of 80x24. */
static int real_rows(const struct play *play)
{
	return play->rows > 0 ? play->rows : 24;
}

static int real_cols(const struct play *play)
{
	return play->cols > 0 ? play->cols : 80;
}

static void make_screen(struct play *play)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = on_property, .bell = on_bell};
	play->vterm = vterm_new(real_rows(play), real_cols(play));
	vterm_set_utf8(play->vterm, 1);
	VTermScreen *screen = vterm_obtain_screen(play->vterm);
	vterm_screen_enable_altscreen(screen, 1);
	vterm_screen_set_callbacks(screen, &callbacks, play);
	vterm_screen_reset(screen, 1);
	play->cursor_shown = true;
	play->alternate = play->mouse = play->titled = play->rung = false;
}

static void release(struct play *play)
{
	if (!play->running)
		return;
	child_close(&play->child);
	fake_done(&play->fake);
	vterm_free(play->vterm);
	play->running = false;
}

static bool drawn(struct play *play)
{
	return child_wait_drawn(&play->child) ? true : fail(play, "it does not say that it is drawn");
}

static bool start(struct play *play, const char *program, char *arg)
{
	char path[MAX_STEP_B];
	char *words[MAX_WORDS];
	const char *top = getenv("top_builddir");
	release(play);
	snprintf(path, sizeof path, "%s/%s", top != NULL ? top : ".", program);
	words[0] = path;
	split_words(arg, words + 1, MAX_WORDS - 1);
	/* A variable without a value is taken out of the environment. */
	bool set = play->profile->term != NULL;
	add_env(play, set ? "TERM=" : "TERM", set ? play->profile->term : "");
	make_screen(play);
	fake_init(&play->fake, play->profile);
	struct child_setup setup = {.argv = words, .env = (const char *const *)play->env, .n_env = play->n_env,
	                            .input = play->input, .nohup = play->nohup, .rows = play->rows, .cols = play->cols};
	if (!child_start(&play->child, &setup, &play->fake, play->vterm))
		return fail(play, "cannot start %s", path);
	play->running = true;
	play->seen = 0;
	play->child.late = play->late;
	play->child.split = play->split;
	return drawn(play);
}

static bool step_run(struct play *play, char *arg)
{
	return start(play, "jarida", arg);
}

static bool step_demo(struct play *play, char *arg)
{
	return start(play, "tests/screen/demo", arg);
}

/* While it runs */

static bool send_and_wait(struct play *play, struct str bytes)
{
	if (play->child.ended)
		return fail(play, "it has ended, with %d", play->child.status);
	child_expect_sync(&play->child);
	child_send(&play->child, bytes);
	return drawn(play);
}

/* What xterm sends for a key. */
static void add_key(struct buf *out, uint32_t key)
{
	static const char *const named[] = {
		[K_UP - KEY_NAMED] = "\033[A", [K_DOWN - KEY_NAMED] = "\033[B", [K_RIGHT - KEY_NAMED] = "\033[C",
		[K_LEFT - KEY_NAMED] = "\033[D", [K_HOME - KEY_NAMED] = "\033[H", [K_END - KEY_NAMED] = "\033[F",
		[K_PGUP - KEY_NAMED] = "\033[5~", [K_PGDN - KEY_NAMED] = "\033[6~", [K_INSERT - KEY_NAMED] = "\033[2~",
		[K_DELETE - KEY_NAMED] = "\033[3~", [K_BACKTAB - KEY_NAMED] = "\033[Z", [K_F1 - KEY_NAMED] = "\033OP",
		[K_F2 - KEY_NAMED] = "\033OQ", [K_F3 - KEY_NAMED] = "\033OR", [K_F4 - KEY_NAMED] = "\033OS",
		[K_F5 - KEY_NAMED] = "\033[15~", [K_F6 - KEY_NAMED] = "\033[17~", [K_F7 - KEY_NAMED] = "\033[18~",
		[K_F8 - KEY_NAMED] = "\033[19~", [K_F9 - KEY_NAMED] = "\033[20~", [K_F10 - KEY_NAMED] = "\033[21~",
		[K_F11 - KEY_NAMED] = "\033[23~", [K_F12 - KEY_NAMED] = "\033[24~",
	};
	if ((key & KEY_ALT) != 0)
		buf_add_char(out, '\033');
	key &= ~(uint32_t)KEY_ALT;
	if (key > KEY_NAMED && key - KEY_NAMED < sizeof named / sizeof named[0])
		buf_add_str(out, str_of(named[key - KEY_NAMED]));
	else
		utf8_add(out, key);
}

static bool step_key(struct play *play, char *arg)
{
	char *words[MAX_WORDS];
	size_t n = split_words(arg, words, MAX_WORDS);
	for (size_t i = 0; i < n; i++) {
		uint32_t key = key_from_name(words[i]);
		if (key == KEY_NONE)
			return fail(play, "no key has the name %s", words[i]);
		struct buf b;
		buf_init(&b, 32);
		add_key(&b, key);
		bool ok = send_and_wait(play, buf_str(&b));
		buf_done(&b);
		if (!ok)
			return false;
	}
	return true;
}

static bool step_type(struct play *play, char *arg)
{
	return send_and_wait(play, str_of(arg));
}

static bool send_escaped(struct play *play, const char *escaped, struct str then)
{
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	unescape(&b, escaped);
	buf_add_str(&b, then);
	bool ok = send_and_wait(play, buf_str(&b));
	buf_done(&b);
	return ok;
}

static bool step_send(struct play *play, char *arg)
{
	return send_escaped(play, arg, STR(""));
}

static bool step_swallow(struct play *play, char *arg)
{
	return send_escaped(play, arg, STR("\f"));
}

static bool step_answer(struct play *play, char *arg)
{
	(void)arg;
	/* What is answered may change nothing, and then nothing is drawn: a key follows that does. */
	play->child.late = false;
	child_expect_sync(&play->child);
	child_answer(&play->child);
	child_send(&play->child, STR("\f"));
	return drawn(play);
}

static bool step_resize(struct play *play, char *arg)
{
	if (!set_size(play, arg))
		return false;
	vterm_set_size(play->vterm, real_rows(play), real_cols(play));
	child_expect_sync(&play->child);
	child_resize(&play->child, play->rows, play->cols);
	return drawn(play);
}

static bool step_continue(struct play *play, char *arg)
{
	(void)arg;
	child_expect_sync(&play->child);
	child_continue(&play->child);
	return drawn(play);
}

static bool step_signal(struct play *play, char *arg)
{
	static const struct {
		const char *name;
		int number;
	} signals[] = {{"TERM", SIGTERM}, {"HUP", SIGHUP}, {"INT", SIGINT}, {"QUIT", SIGQUIT}, {"SEGV", SIGSEGV},
	               {"ABRT", SIGABRT}, {"BUS", SIGBUS}, {"FPE", SIGFPE}, {"ILL", SIGILL}, {"STOP", SIGSTOP},
	               {"TSTP", SIGTSTP}, {"KILL", SIGKILL}};
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		if (strcmp(arg, signals[i].name) == 0) {
			child_signal(&play->child, signals[i].number);
			return true;
		}
	}
	return fail(play, "no such signal");
}

static bool step_stopped(struct play *play, char *arg)
{
	(void)arg;
	return child_wait_stopped(&play->child) ? true : fail(play, "it has not stopped");
}

static bool step_shell(struct play *play, char *arg)
{
	int status = system(arg); /* NOLINT(cert-env33-c): the scripts are ours */
	return status == 0 ? true : fail(play, "it ended with %d", status);
}

static bool step_hang_up(struct play *play, char *arg)
{
	(void)arg;
	child_hang_up(&play->child);
	return true;
}

static bool step_settings(struct play *play, char *arg)
{
	(void)arg;
	if (!child_settings_restored(&play->child))
		return fail(play, "the settings of the terminal are not as before");
	return true;
}

/* With its last words: what it had to say of the reason stands there. */
static bool fail_ended(struct play *play)
{
	enum { LAST_B = 400 };
	struct str all = buf_str(&play->child.output);
	struct buf words;
	buf_init(&words, BUF_NO_MAX);
	facts_printable(&words, str_sub(all, all.n > LAST_B ? all.n - LAST_B : 0, all.n));
	fail(play, "it ended with %d: %s", play->child.status, buf_cstr(&words));
	buf_done(&words);
	return false;
}

static bool step_exit(struct play *play, char *arg)
{
	if (!child_wait_ended(&play->child))
		return fail(play, "it does not end");
	if (play->child.status != atoi(arg))
		return fail_ended(play);
	return step_settings(play, arg);
}

/* What is to be seen */

static bool read_whole(const char *path, struct buf *out)
{
	int fd = file_open(path, NULL);
	bool ok = fd >= 0 && file_read_all(fd, path, out, NULL) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool write_whole(const char *path, struct str s)
{
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return false;
	bool ok = fwrite(s.p, 1, s.n, file) == s.n;
	return fclose(file) == 0 && ok;
}

/* Both as comments of the test's output, line by line where they differ. */
static void show_difference(struct str want, struct str got)
{
	struct str a, b;
	for (int line = 0;; line++) {
		bool more_a = str_next_line(&want, &a), more_b = str_next_line(&got, &b);
		if (!more_a && !more_b)
			return;
		if (more_a && more_b && str_eq(a, b))
			continue;
		if (more_a)
			printf("# %3d wanted |%.*s|\n", line, (int)a.n, a.p);
		if (more_b)
			printf("# %3d     is |%.*s|\n", line, (int)b.n, b.p);
	}
}

static bool compare(struct play *play, const char *path, struct str got)
{
	struct buf want;
	buf_init(&want, 1 << 22);
	bool there = read_whole(path, &want);
	bool equal = there && str_eq(buf_str(&want), got);
	if (!equal && play->update)
		equal = write_whole(path, got) ? true : fail(play, "cannot write %s", path);
	else if (!there)
		fail(play, "cannot read %s; --update makes it", path);
	else if (!equal)
		fail(play, "the screen is not that of %s", path);
	if (!equal)
		show_difference(buf_str(&want), got);
	buf_done(&want);
	return equal;
}

static bool step_screen(struct play *play, char *arg)
{
	char *words[MAX_WORDS];
	char path[MAX_STEP_B];
	size_t n = split_words(arg, words, MAX_WORDS);
	if (n == 0)
		return fail(play, "no name");
	const char *slash = strrchr(play->path, '/');
	int folder = slash != NULL ? (int)(slash - play->path) + 1 : 0;
	snprintf(path, sizeof path, "%.*s%s.golden", folder, play->path, words[0]);
	struct buf got;
	buf_init(&got, BUF_NO_MAX);
	picture_add(&got, play->vterm, play->cursor_shown, n > 1 && strcmp(words[1], "styles") == 0);
	bool ok = compare(play, path, buf_str(&got));
	buf_done(&got);
	return ok;
}

static bool has_text(struct play *play, const char *text)
{
	struct buf rows;
	buf_init(&rows, BUF_NO_MAX);
	picture_add_rows(&rows, play->vterm);
	bool found = str_find(buf_str(&rows), str_of(text), 0) != (size_t)-1;
	buf_done(&rows);
	return found;
}

static bool step_text(struct play *play, char *arg)
{
	int64_t end = clock_now_ms() + CHILD_PATIENCE_MS;
	while (!has_text(play, arg)) {
		/* What works in the background draws when it is done. */
		child_expect_sync(&play->child);
		if (play->child.ended || clock_now_ms() > end || !child_wait_drawn(&play->child))
			return fail(play, "it does not stand on the screen");
	}
	return true;
}

static bool step_no_text(struct play *play, char *arg)
{
	return has_text(play, arg) ? fail(play, "it stands on the screen") : true;
}

static size_t find_bytes(struct play *play, const char *escaped, size_t *n)
{
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	unescape(&b, escaped);
	size_t at = str_find(buf_str(&play->child.output), buf_str(&b), play->seen);
	*n = b.n;
	buf_done(&b);
	return at;
}

static bool step_bytes(struct play *play, char *arg)
{
	size_t n;
	size_t at = find_bytes(play, arg, &n);
	if (at == (size_t)-1)
		return fail(play, "not written");
	play->seen = at + n;
	return true;
}

static bool step_no_bytes(struct play *play, char *arg)
{
	size_t n;
	return find_bytes(play, arg, &n) == (size_t)-1 ? true : fail(play, "written");
}

static bool step_count(struct play *play, char *arg)
{
	size_t n = play->child.output.n - play->step_start;
	return n <= (size_t)atol(arg) ? true : fail(play, "%zu bytes were written", n);
}

static bool step_harmless(struct play *play, char *arg)
{
	(void)arg;
	struct buf why;
	buf_init(&why, sizeof play->why);
	bool none = harm_none(buf_str(&play->child.output), &why);
	if (!none)
		fail(play, "%s", buf_cstr(&why));
	buf_done(&why);
	if (!none)
		return false;
	if (play->rung || play->titled)
		return fail(play, play->rung ? "the bell was rung" : "the title was set");
	if (play->child.ended && (play->alternate || play->mouse || !play->cursor_shown))
		return fail(play, "the modes are not those of before");
	return true;
}

static bool step_bidi(struct play *play, char *arg)
{
	bool on = strcmp(arg, "on") == 0;
	if (on != play->fake.implicit)
		return fail(play, "it is the other");
	if (!on && play->fake.stale)
		return fail(play, "something was painted before the screen was cleared");
	return true;
}

/* The play */

static const struct {
	const char *name;
	bool (*act)(struct play *play, char *arg);
	bool running; /* only while a program runs */
	bool counts;  /* `count` looks at it */
} steps[] = {
	{"size", step_size, false, false},          {"terminal", step_terminal, false, false},
	{"env", step_env, false, false},            {"stdin", step_stdin, false, false},
	{"run", step_run, false, false},            {"demo", step_demo, false, false},
	{"key", step_key, true, true},              {"type", step_type, true, true},
	{"send", step_send, true, true},            {"swallow", step_swallow, true, true},
	{"answer", step_answer, true, true},
	{"resize", step_resize, true, true},        {"continue", step_continue, true, true},
	{"signal", step_signal, true, true},        {"stopped", step_stopped, true, false},
	{"hang-up", step_hang_up, true, false},     {"nohup", step_nohup, false, false},
	{"shell", step_shell, false, false},        {"harmless", step_harmless, true, false},
	{"exit", step_exit, true, false},
	{"settings", step_settings, true, false},   {"screen", step_screen, true, false},
	{"text", step_text, true, false},           {"no-text", step_no_text, true, false},
	{"bytes", step_bytes, true, false},         {"no-bytes", step_no_bytes, true, false},
	{"count", step_count, true, false},         {"bidi", step_bidi, true, false},
};

static bool act(struct play *play, const char *name, char *arg)
{
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		if (strcmp(steps[i].name, name) != 0)
			continue;
		if (steps[i].running && !play->running)
			return fail(play, "nothing runs");
		if (steps[i].counts)
			play->step_start = play->child.output.n;
		return steps[i].act(play, arg);
	}
	return fail(play, "no such step");
}

static void play_line(struct play *play, int number, struct str line)
{
	char text[MAX_STEP_B], whole[MAX_STEP_B];
	line = str_trim(line);
	if (line.n == 0 || line.p[0] == '#')
		return;
	snprintf(text, sizeof text, "%.*s", (int)line.n, line.p);
	memcpy(whole, text, sizeof whole);
	char *arg = strchr(text, ' ');
	if (arg != NULL)
		*arg++ = '\0';
	bool ok = act(play, text, arg != NULL ? arg : text + strlen(text));
	for (char *c = whole; *c != '\0'; c++)
		*c = *c == '#' ? '.' : *c; /* TAP reads a directive behind it */
	printf("%sok %d - line %d: %s\n", ok ? "" : "not ", ++play->n_tests, number, whole);
	if (!ok) {
		printf("# %s\n", play->why);
		play->failed = true;
		play->broken = !play->update;
	}
	fflush(stdout);
}

/* Programs remember things from one run to the next, but not from one script to the next. */
static void fresh_state(void)
{
	char folder[] = "/tmp/jarida-state.XXXXXX";
	if (mkdtemp(folder) == NULL || setenv("XDG_STATE_HOME", folder, 1) != 0 ||
	    setenv("XDG_DATA_HOME", folder, 1) != 0)
		perror("cannot make a folder for what is remembered");
}

static void remove_state(void)
{
	int status = system("rm -rf -- \"$XDG_STATE_HOME\""); /* NOLINT(cert-env33-c) */
	(void)status;
}

static bool play_script(struct play *play)
{
	struct buf script;
	buf_init(&script, 1 << 20);
	if (!read_whole(play->path, &script)) {
		fprintf(stderr, "run: cannot read %s\n", play->path);
		return false;
	}
	fresh_state();
	struct str rest = buf_str(&script), line;
	for (int number = 1; !play->broken && str_next_line(&rest, &line); number++)
		play_line(play, number, line);
	release(play);
	remove_state();
	for (size_t i = 0; i < play->n_env; i++)
		free(play->env[i]);
	free(play->input);
	buf_done(&script);
	return !play->failed;
}

int main(int argc, char **argv)
{
	int n_tests = 0;
	bool update = false, ok = true;
	setlocale(LC_ALL, "");
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGPIPE, &ignore, NULL);
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--update") == 0) {
			update = true;
			continue;
		}
		struct play play = {.path = argv[i], .update = update, .n_tests = n_tests, .rows = 24, .cols = 80,
		                    .profile = fake_profile("xterm")};
		ok = play_script(&play) && ok;
		n_tests = play.n_tests;
	}
	printf("1..%d\n", n_tests);
	return ok ? 0 : 1;
}
