#include "config.h"

#include "term/screen.h"

#include "base/buf.h"
#include "base/mem.h"
#include "term/cellchar.h"
#include "term/key.h"
#include "term/terminal.h"
#include "term/tty.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

/* After the others: it defines words like `lines` and `tab` as macros. */
#define key_name curses_key_name /* ours is another */
#include <curses.h>
#include <term.h>
#undef key_name

enum { N_COLORS = 17 }; /* the terminal's own and 16 */

struct screen {
	SCREEN *curses;
	FILE *sink;
	int sink_fd;
	struct buf frame;
	char *enter, *leave;
	bool color;
	int cursor_row, cursor_col;
	bool cursor_shown;
	short pairs[N_COLORS * N_COLORS]; /* number of the pair, 0: not yet made */
	short n_pairs;
};

/* A file without a name that takes what ncurses writes. */
static int open_sink(void)
{
#ifdef HAVE_MEMFD_CREATE
	return memfd_create("frame", MFD_CLOEXEC);
#else
	FILE *file = tmpfile();
	if (file == NULL)
		return -1;
	int fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0);
	fclose(file);
	return fd;
#endif
}

static void empty_sink(struct screen *screen)
{
	int rc = ftruncate(screen->sink_fd, 0);
	(void)rc;
	lseek(screen->sink_fd, 0, SEEK_SET);
}

/* A string capability, NULL when absent. */
static const char *capability(const char *name)
{
	const char *s = tigetstr(name);
	return s == (const char *)-1 || s == NULL || s[0] == '\0' ? NULL : s;
}

/* A capability without its padding marks ($<5>), which only tputs() understands. */
static void add_capability(struct buf *b, const char *s)
{
	while (s != NULL && *s != '\0') {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;
		if (end != NULL)
			s = end + 1;
		else
			buf_add_char(b, *s++);
	}
}

static char *taken(struct buf *b)
{
	char *s = xstrdup(buf_cstr(b));
	buf_done(b);
	return s;
}

static void prepare_enter_and_leave(struct screen *screen)
{
	struct buf b;
	buf_init(&b, 128);
	add_capability(&b, capability("smcup"));
	screen->enter = taken(&b);

	buf_init(&b, 256);
	add_capability(&b, capability("sgr0"));
	add_capability(&b, capability("cnorm"));
	if (capability("rmcup") != NULL) {
		add_capability(&b, capability("rmcup"));
	} else {
		/* No second screen: go below what was drawn. */
		const char *cup = capability("cup");
		add_capability(&b, tparm(cup, TTY_MAX_ROWS - 1, 0, 0, 0, 0, 0, 0, 0, 0));
		buf_add(&b, "\r\n", 2);
	}
	screen->leave = taken(&b);
}

/*
 * What ncurses would do with the description as it is costs more bytes than
 * it must:
 * - a part of the screen is scrolled by setting a scroll region and taking it
 *   back (29 bytes with the moves); deleting a line above and inserting one
 *   below does the same in 14, and leaves the cursor where the text begins;
 * - attributes end with a reset of the character set that we never change;
 * - attributes are set through one long string; single ones are shorter.
 * Tabs go because a user may have set other stops.
 */
static void adjust_description(void)
{
	static char short_reset[] = "\033[m";
	if (insert_line != NULL && delete_line != NULL)
		change_scroll_region = NULL;
	const char *reset = exit_attribute_mode;
	if (reset != NULL && (strstr(reset, short_reset) != NULL || strstr(reset, "\033[0m") != NULL)) {
		exit_attribute_mode = short_reset;
		set_attributes = NULL;
	}
	tab = NULL;
	back_tab = NULL;
}

static int check_description(const char *term, struct err *err)
{
	static const char hint[] = "set TERM to what the terminal is, e.g. TERM=xterm-256color, or print with 'jarida show'";
	if (term == NULL || term[0] == '\0')
		return err_set(err, ERR_TERMINAL, "cannot use the terminal: TERM is not set; %s", hint);
	int code;
	if (setupterm(term, STDOUT_FILENO, &code) != OK)
		return err_set(err, ERR_TERMINAL, "cannot use the terminal: '%.60s' is unknown here; %s", term, hint);
	bool fit = capability("cup") != NULL && capability("clear") != NULL;
	del_curterm(cur_term);
	if (!fit)
		return err_set(err, ERR_TERMINAL, "cannot use the terminal: '%.60s' cannot place the cursor; %s", term, hint);
	return 0;
}

static void start_curses(struct screen *screen, bool color)
{
	nonl();
	typeahead(-1);
	leaveok(stdscr, TRUE);
	scrollok(stdscr, FALSE);
	idlok(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	curs_set(0);
	if (color && has_colors()) {
		start_color();
		screen->color = use_default_colors() == OK;
	}
}

int screen_open(struct screen **out, const char *term, bool color, struct err *err)
{
	int rc = check_description(term, err);
	if (rc != 0)
		return rc;
	struct screen *screen = xcalloc(1, sizeof *screen);
	buf_init(&screen->frame, BUF_NO_MAX);
	screen->sink_fd = open_sink();
	screen->sink = screen->sink_fd >= 0 ? fdopen(screen->sink_fd, "w") : NULL;
	use_env(FALSE); /* the size is told by screen_resize() */
	if (screen->sink != NULL)
		screen->curses = newterm(term, screen->sink, stdin);
	if (screen->curses == NULL) {
		if (screen->sink == NULL && screen->sink_fd >= 0)
			close(screen->sink_fd);
		screen_close(screen);
		return err_set(err, ERR_TERMINAL, "cannot prepare the screen: no memory or no descriptor left");
	}
	prepare_enter_and_leave(screen);
	adjust_description();
	start_curses(screen, color);
	/* What was written until now greets the terminal; that is screen_enter()'s affair. */
	fflush(screen->sink);
	*out = screen;
	return 0;
}

void screen_close(struct screen *screen)
{
	if (screen == NULL)
		return;
	if (screen->curses != NULL)
		delscreen(screen->curses);
	if (screen->sink != NULL)
		fclose(screen->sink);
	buf_done(&screen->frame);
	free(screen->enter);
	free(screen->leave);
	free(screen);
}

struct str screen_enter(const struct screen *screen)
{
	return str_of(screen->enter);
}

struct str screen_leave(const struct screen *screen)
{
	return str_of(screen->leave);
}

void screen_teach_keys(const struct screen *screen, struct decoder *decoder)
{
	static const struct {
		const char *capability;
		uint32_t key;
	} keys[] = {
		{"kcuu1", K_UP}, {"kcud1", K_DOWN}, {"kcub1", K_LEFT}, {"kcuf1", K_RIGHT},
		{"khome", K_HOME}, {"kend", K_END}, {"kpp", K_PGUP}, {"knp", K_PGDN},
		{"kich1", K_INSERT}, {"kdch1", K_DELETE}, {"kcbt", K_BACKTAB},
		{"kf1", K_F1}, {"kf2", K_F2}, {"kf3", K_F3}, {"kf4", K_F4}, {"kf5", K_F5},
		{"kf6", K_F6}, {"kf7", K_F7}, {"kf8", K_F8}, {"kf9", K_F9}, {"kf10", K_F10},
		{"kf11", K_F11}, {"kf12", K_F12},
	};
	(void)screen;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		decoder_learn(decoder, capability(keys[i].capability), keys[i].key);
}

void screen_resize(struct screen *screen, int rows, int cols)
{
	(void)screen;
	resize_term(rows, cols);
}

/* The pair of a foreground and a background (0: the terminal's own), made when first used. */
static short color_pair(struct screen *screen, unsigned fg, unsigned bg)
{
	if (!screen->color || (fg == 0 && bg == 0))
		return 0;
	short *pair = &screen->pairs[fg * N_COLORS + bg];
	if (*pair == 0 && screen->n_pairs + 1 < COLOR_PAIRS) {
		int few = COLORS < 16 ? 7 : 15;
		short f = fg == 0 ? -1 : (short)((int)(fg - 1) & few);
		short b = bg == 0 ? -1 : (short)((int)(bg - 1) & few);
		if (init_pair((short)(screen->n_pairs + 1), f, b) == OK)
			*pair = ++screen->n_pairs;
	}
	return *pair;
}

static attr_t attributes(struct screen *screen, uint32_t style, short *pair)
{
	unsigned fg = (style >> STYLE_FG_SHIFT) & 0xFF, bg = (style >> STYLE_BG_SHIFT) & 0xFF;
	fg = fg < N_COLORS ? fg : 0;
	bg = bg < N_COLORS ? bg : 0;
	*pair = color_pair(screen, fg, bg);
	attr_t attrs = A_NORMAL;
	if ((style & STYLE_BOLD) != 0 || (fg > 8 && screen->color && COLORS < 16))
		attrs |= A_BOLD;
	if ((style & STYLE_UNDERLINE) != 0)
		attrs |= A_UNDERLINE;
	if ((style & STYLE_REVERSE) != 0)
		attrs |= A_REVERSE;
	if ((style & STYLE_DIM) != 0)
		attrs |= A_DIM;
	return attrs;
}

static bool inside(int row, int col)
{
	return row >= 0 && col >= 0 && row < getmaxy(stdscr) && col < getmaxx(stdscr);
}

void screen_put(struct screen *screen, int row, int col, uint32_t base, const uint32_t *marks,
                size_t n_marks, int width_col, uint32_t style)
{
	if (!inside(row, col))
		return;
	wchar_t text[CELLCHAR_MAX];
	int width = cellchar_make(text, base, marks, n_marks, width_col);
	if (width > getmaxx(stdscr) - col) {
		screen_fill(screen, row, col, 1, style);
		return;
	}
	short pair;
	attr_t attrs = attributes(screen, style, &pair);
	cchar_t cell;
	if (setcchar(&cell, text, attrs, pair, NULL) == OK)
		mvadd_wch(row, col, &cell); /* fails in the last corner after having put it */
	if (width < width_col)
		screen_fill(screen, row, col + width, width_col - width, style);
}

void screen_fill(struct screen *screen, int row, int col, int n_col, uint32_t style)
{
	if (col < 0) {
		n_col = n_col < -col ? 0 : n_col + col;
		col = 0;
	}
	if (n_col <= 0 || !inside(row, col))
		return;
	int room = getmaxx(stdscr) - col;
	short pair;
	attr_t attrs = attributes(screen, style, &pair);
	cchar_t blank;
	if (setcchar(&blank, L" ", attrs, pair, NULL) == OK)
		mvhline_set(row, col, &blank, n_col < room ? n_col : room);
}

void screen_cursor(struct screen *screen, int row, int col)
{
	screen->cursor_shown = inside(row, col);
	screen->cursor_row = row;
	screen->cursor_col = col;
}

void screen_forget(struct screen *screen)
{
	(void)screen;
	clearok(curscr, TRUE);
}

struct str screen_frame(struct screen *screen)
{
	empty_sink(screen);
	leaveok(stdscr, screen->cursor_shown ? FALSE : TRUE);
	curs_set(screen->cursor_shown ? 1 : 0);
	if (screen->cursor_shown)
		move(screen->cursor_row, screen->cursor_col);
	refresh();
	fflush(screen->sink);
	buf_clear(&screen->frame);
	off_t size = lseek(screen->sink_fd, 0, SEEK_END);
	char *room = size > 0 ? buf_reserve(&screen->frame, (size_t)size) : NULL;
	ssize_t n = room != NULL ? pread(screen->sink_fd, room, (size_t)size, 0) : 0;
	screen->frame.n = n > 0 ? (size_t)n : 0;
	return buf_str(&screen->frame);
}
