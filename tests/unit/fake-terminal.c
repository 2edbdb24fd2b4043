#include "config.h"

#include "fake-terminal.h"

#include "term/facts.h"

#include "base/mem.h"
#include "term/key.h"
#include "term/memory.h"
#include "term/linear.h"
#include "term/terminal.h"
#include "text/utf8.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fake_cell {
	uint32_t base, style;
	bool covered; /* the second half of a wide one */
	bool touched; /* in this frame */
};

struct terminal {
	int rows, cols;
	int cursor_row, cursor_col;
	int mouse_row, mouse_col;
	struct fake_cell *cells;
	size_t at;
	uint32_t dice;
	unsigned frames;
	int lent, returned;
	enum bidi_mode bidi;
	struct buf copied;
	bool is_linear;
	struct linear linear;
	struct buf said; /* by a linear one, all of it */
};

/* The one terminal of a process, as the real one is. */
static struct fake_script script;
static int home_fd = -1; /* of the folder that was left */
static struct terminal fake;

static void promise(bool kept, const char *what)
{
	if (kept)
		return;
	fprintf(stderr, "# fake terminal: %s\n", what);
	abort();
}

void fake_play(const struct fake_script *given)
{
	script = *given;
}

static void resize(int rows, int cols)
{
	fake.rows = rows;
	fake.cols = cols;
	free(fake.cells);
	fake.cells = xcalloc((size_t)rows * (size_t)cols + 1, sizeof *fake.cells);
}

static struct fake_cell *at(int row, int col)
{
	return &fake.cells[row * fake.cols + col];
}

/* To where nobody can make files, and back. */
static void leave_folder(void)
{
	home_fd = script.barren ? open(".", O_RDONLY | O_CLOEXEC) : -1;
	if (home_fd >= 0 && chdir("/proc") != 0)
		abort();
}

static void come_back(void)
{
	if (home_fd >= 0 && fchdir(home_fd) != 0)
		abort();
	if (home_fd >= 0)
		close(home_fd);
	home_fd = -1;
}

int terminal_open(struct terminal **out, const struct terminal_options *options, struct err *err)
{
	(void)err;
	buf_done(&fake.copied);
	buf_done(&fake.said);
	linear_done(&fake.linear);
	fake = (struct terminal){.dice = 1, .cursor_row = -1, .cells = fake.cells, .bidi = options->bidi,
	                         .is_linear = options->linear};
	buf_init(&fake.copied, 1 << 20);
	buf_init(&fake.said, 1 << 24);
	linear_init(&fake.linear, true);
	resize(script.rows, script.cols);
	leave_folder();
	*out = &fake;
	return 0;
}

void terminal_close(struct terminal *terminal)
{
	(void)terminal;
	come_back();
}

void terminal_size(const struct terminal *terminal, int *rows, int *cols)
{
	*rows = terminal->rows;
	*cols = terminal->cols;
}

bool terminal_has_colors(const struct terminal *terminal)
{
	(void)terminal;
	return true;
}

bool terminal_is_remote(const struct terminal *terminal)
{
	(void)terminal;
	return script.remote;
}

enum bidi_mode terminal_bidi(const struct terminal *terminal)
{
	return terminal->bidi == BIDI_AUTO ? BIDI_VISUAL : terminal->bidi;
}

bool terminal_joins(const struct terminal *terminal)
{
	return terminal_bidi(terminal) != BIDI_VISUAL;
}

bool terminal_keeps_forms(const struct terminal *terminal)
{
	(void)terminal;
	return false;
}

bool terminal_stacks_marks(const struct terminal *terminal)
{
	(void)terminal;
	return true;
}

void terminal_set_bidi(struct terminal *terminal, enum bidi_mode bidi)
{
	terminal->bidi = bidi;
}

bool terminal_is_slow(const struct terminal *terminal)
{
	(void)terminal;
	return script.slow;
}

struct terminal_stats terminal_stats(const struct terminal *terminal)
{
	(void)terminal;
	return (struct terminal_stats){.round_trip_ms = -1};
}

const char *terminal_hint(const struct terminal *terminal)
{
	(void)terminal;
	return NULL;
}

const char *terminal_describe(const struct terminal *terminal)
{
	(void)terminal;
	return "fake 1 (replied): nothing to switch";
}

const struct memory_choice *terminal_choice(const struct terminal *terminal)
{
	static const struct memory_choice nothing;
	(void)terminal;
	return &nothing;
}

void terminal_facts(const struct terminal *terminal, struct facts *facts)
{
	(void)terminal;
	facts->n = 0;
}

static bool is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x61C || cp == 0xFEFF;
}

void terminal_put(struct terminal *terminal, int row, int col, uint32_t base, const uint32_t *marks,
                  size_t n_marks, int width_col, uint32_t style)
{
	promise(row >= 0 && row < terminal->rows, "a row outside the screen");
	promise(width_col == 1 || width_col == 2, "a width that no cell has");
	promise(col >= 0 && col + width_col <= terminal->cols, "a column outside the screen");
	promise(base <= 0x10FFFF && !is_control(base), "a control character");
	for (size_t i = 0; i < n_marks; i++)
		promise(marks[i] >= 0x300 && !is_control(marks[i]), "a mark that is none");
	*at(row, col) = (struct fake_cell){base, style, false, true};
	if (width_col == 2)
		*at(row, col + 1) = (struct fake_cell){0, style, true, true};
}

void terminal_fill(struct terminal *terminal, int row, int col, int n_col, uint32_t style)
{
	for (int i = 0; i < n_col; i++)
		terminal_put(terminal, row, col + i, ' ', NULL, 0, 1, style);
}

void terminal_cursor(struct terminal *terminal, int row, int col)
{
	promise(row < terminal->rows && (row < 0 || (col >= 0 && col < terminal->cols)), "a cursor outside the screen");
	terminal->cursor_row = row;
	terminal->cursor_col = col;
}

void terminal_line(struct terminal *terminal, struct str text)
{
	linear_line(&terminal->linear, text);
}

void terminal_prompt(struct terminal *terminal, struct str before, struct str after)
{
	linear_prompt(&terminal->linear, before, after, terminal->cols);
}

/* Printable text, ends of lines, and what erases the line that is typed. */
static void check_lines(struct terminal *terminal)
{
	struct str out = buf_str(&terminal->linear.out);
	for (size_t i = 0; i < out.n;) {
		uint32_t cp;
		bool erases = str_starts(str_sub(out, i, out.n), STR("\033[K"));
		i += erases ? 3 : utf8_decode(out.p + i, out.n - i, &cp);
		bool joiner = !erases && (cp == 0x200C || cp == 0x200D);
		bool moves = !erases && (cp == '\r' || cp == '\n' || cp == '\b');
		promise(erases || joiner || moves || !is_control(cp), "a control character in a line");
	}
	buf_add_str(&terminal->said, out);
	buf_clear(&terminal->linear.out);
}

unsigned fake_frames(void)
{
	return fake.frames;
}

void terminal_flush(struct terminal *terminal)
{
	terminal->frames++;
	if (terminal->is_linear) {
		check_lines(terminal);
		return;
	}
	for (int row = 0; row < terminal->rows; row++)
		for (int col = 0; col < terminal->cols; col++) {
			promise(at(row, col)->touched, "a cell that nobody painted");
			at(row, col)->touched = false;
		}
}

void terminal_redraw(struct terminal *terminal)
{
	(void)terminal;
}

static uint32_t next_key(void)
{
	uint32_t key = script.keys[fake.at++];
	if ((key & (FAKE_CLICK | FAKE_WHEEL)) != 0) {
		fake.mouse_row = (int)(key >> 11 & 0x3FF);
		fake.mouse_col = (int)(key & 0x7FF);
		return (key & FAKE_CLICK) != 0 ? K_CLICK : (key & FAKE_UP) != 0 ? K_WHEEL_UP : K_WHEEL_DOWN;
	}
	if ((key & FAKE_SIZE) == 0)
		return key;
	resize((int)(key >> 11 & 0x3FF), (int)(key & 0x7FF));
	return K_RESIZE;
}

uint32_t terminal_key(struct terminal *terminal, int timeout_ms, const int *fds, bool *ready, size_t n_fds)
{
	(void)terminal;
	(void)fds;
	for (size_t i = 0; i < n_fds; i++)
		ready[i] = true;
	fake.dice = fake.dice * 1103515245U + 12345U;
	bool hurried = (fake.dice >> 16) % 100 < script.hurry;
	if (timeout_ms >= TERMINAL_IDLE_MS)
		timeout_ms = -1;
	if (n_fds > 0 || (timeout_ms >= 0 && !hurried))
		return KEY_NONE;
	if (timeout_ms < 0 && script.idle != NULL)
		script.idle(fake.at, script.state);
	return fake.at < script.n ? next_key() : K_EOF;
}

void terminal_suspend(struct terminal *terminal)
{
	(void)terminal;
}

void terminal_leave(struct terminal *terminal)
{
	terminal->lent++;
}

void terminal_return(struct terminal *terminal)
{
	terminal->returned++;
	promise(terminal->returned == terminal->lent, "it is taken again once");
}

struct str terminal_paste(struct terminal *terminal)
{
	(void)terminal;
	return str_of(script.pasted);
}

void terminal_mouse(const struct terminal *terminal, int *row, int *col)
{
	*row = terminal->mouse_row;
	*col = terminal->mouse_col;
}

bool terminal_copy(struct terminal *terminal, struct str text)
{
	buf_clear(&terminal->copied);
	buf_add_str(&terminal->copied, text);
	return text.n < 70000;
}

void terminal_restore_now(void)
{
}

void fake_rows(struct buf *out)
{
	for (int row = 0; row < fake.rows; row++) {
		int end = fake.cols;
		while (end > 0 && at(row, end - 1)->base == ' ')
			end--;
		for (int col = 0; col < end; col++)
			if (!at(row, col)->covered)
				utf8_add(out, at(row, col)->base);
		buf_add_char(out, '\n');
	}
}

bool fake_shows(const char *text)
{
	struct buf rows;
	buf_init(&rows, BUF_NO_MAX);
	fake_rows(&rows);
	bool shows = str_find(buf_str(&rows), str_of(text), 0) != (size_t)-1;
	buf_done(&rows);
	return shows;
}

uint32_t fake_style(int row, int col)
{
	return at(row, col)->style;
}

void fake_size(int *rows, int *cols)
{
	*rows = fake.rows;
	*cols = fake.cols;
}

bool fake_cursor(int *row, int *col)
{
	*row = fake.cursor_row;
	*col = fake.cursor_col;
	return fake.cursor_row >= 0;
}

const char *fake_said(void)
{
	return buf_cstr(&fake.said);
}

int fake_lent(void)
{
	return fake.lent;
}

const char *fake_copied(void)
{
	return buf_cstr(&fake.copied);
}
