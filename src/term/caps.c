#include "config.h"

#include "term/caps.h"

#include "base/mem.h"
#include "term/key.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* After the others: they define common words as macros. */
#define key_name curses_key_name /* ours is another */
#include <curses.h>
#include <term.h>
#undef key_name
#undef tab
#undef lines
#undef columns

static const char *const names[N_CAPS] = {
	[CAP_ENTER] = "smcup", [CAP_LEAVE] = "rmcup", [CAP_CLEAR] = "clear", [CAP_MOVE] = "cup",
	[CAP_RIGHT] = "cuf", [CAP_ERASE] = "el", [CAP_INSERT] = "il1", [CAP_INSERT_N] = "il",
	[CAP_DELETE] = "dl1", [CAP_DELETE_N] = "dl", [CAP_HIDE] = "civis", [CAP_SHOW] = "cnorm",
	[CAP_RESET] = "sgr0", [CAP_BOLD] = "bold", [CAP_DIM] = "dim", [CAP_UNDERLINE] = "smul",
	[CAP_REVERSE] = "rev", [CAP_FG] = "setaf", [CAP_BG] = "setab",
};

static const char *capability(const char *name)
{
	const char *s = tigetstr(name);
	return s == (const char *)-1 || s == NULL || s[0] == '\0' ? NULL : s;
}

/* A copy without padding marks ($<5>): nothing that is in use today needs the pauses. */
static char *without_padding(const char *s)
{
	if (s == NULL)
		return NULL;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	while (*s != '\0') {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;
		if (end != NULL)
			s = end + 1;
		else
			buf_add_char(&b, *s++);
	}
	char *copy = xstrdup(buf_cstr(&b));
	buf_done(&b);
	return copy;
}

static bool same(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static bool contains(const char *s, const char *part)
{
	return s != NULL && strstr(s, part) != NULL;
}

static bool is_ansi(const struct caps *caps)
{
	return same(caps->strings[CAP_MOVE], "\033[%i%p1%d;%p2%dH") &&
	       same(caps->strings[CAP_RIGHT], "\033[%p1%dC") &&
	       (contains(caps->strings[CAP_RESET], "\033[m") || contains(caps->strings[CAP_RESET], "\033[0m"));
}

/* No description tells of it: st and the console of Linux keep one character a cell. */
static bool stacks_marks(const char *term)
{
	return strcmp(term, "st") != 0 && strncmp(term, "st-", 3) != 0 && strncmp(term, "linux", 5) != 0;
}

int caps_load(struct caps *caps, const char *term, struct err *err)
{
	static const char hint[] =
		"set TERM to what the terminal is, e.g. TERM=xterm-256color, or print with 'jarida show'";
	*caps = (struct caps){.colors = 0};
	if (term == NULL || term[0] == '\0')
		return err_set(err, ERR_TERMINAL, "cannot use the terminal: TERM is not set; %s", hint);
	int code;
	if (setupterm(term, STDOUT_FILENO, &code) != OK)
		return err_set(err, ERR_TERMINAL, "cannot use the terminal: '%.60s' is unknown here; %s", term, hint);
	for (int i = 0; i < N_CAPS; i++)
		caps->strings[i] = without_padding(capability(names[i]));
	caps->ansi = is_ansi(caps);
	caps->wraps_late = tigetflag("am") > 0 && tigetflag("xenl") > 0;
	caps->stacks_marks = stacks_marks(term);
	caps->colors = tigetnum("colors");
	if (caps->strings[CAP_MOVE] == NULL || caps->strings[CAP_CLEAR] == NULL) {
		caps_done(caps);
		return err_set(err, ERR_TERMINAL, "cannot use the terminal: '%.60s' cannot place the cursor; %s", term,
		               hint);
	}
	return 0;
}

void caps_done(struct caps *caps)
{
	for (int i = 0; i < N_CAPS; i++)
		free(caps->strings[i]);
	if (cur_term != NULL)
		del_curterm(cur_term);
	*caps = (struct caps){.colors = 0};
}

void caps_add(const struct caps *caps, struct buf *out, enum cap cap, int a, int b)
{
	const char *s = caps->strings[cap];
	if (s == NULL)
		return;
	if (strchr(s, '%') != NULL)
		s = tparm(s, (long)a, (long)b, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
	if (s != NULL)
		buf_add(out, s, strlen(s));
}

void caps_teach_keys(struct decoder *decoder)
{
	static const struct {
		const char *name;
		uint32_t key;
	} keys[] = {
		{"kcuu1", K_UP}, {"kcud1", K_DOWN}, {"kcub1", K_LEFT}, {"kcuf1", K_RIGHT},
		{"khome", K_HOME}, {"kend", K_END}, {"kpp", K_PGUP}, {"knp", K_PGDN},
		{"kich1", K_INSERT}, {"kdch1", K_DELETE}, {"kcbt", K_BACKTAB},
		{"kf1", K_F1}, {"kf2", K_F2}, {"kf3", K_F3}, {"kf4", K_F4}, {"kf5", K_F5},
		{"kf6", K_F6}, {"kf7", K_F7}, {"kf8", K_F8}, {"kf9", K_F9}, {"kf10", K_F10},
		{"kf11", K_F11}, {"kf12", K_F12},
	};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		decoder_learn(decoder, capability(keys[i].name), keys[i].key);
}
