#include "config.h"

#include "term/terminal.h"

#include "base/buf.h"
#include "base/mem.h"
#include "term/caps.h"
#include "term/copy.h"
#include "term/facts.h"
#include "term/identify.h"
#include "term/restore.h"
#include "term/session.h"
#include "term/tmux.h"

#include <stdlib.h>
#include <string.h>

enum {
	ESCAPE_LOCAL_MS = 25,
	ESCAPE_REMOTE_MS = 150,
	SLOW_MS = 100,      /* what was drawn for one key may still be on its way at the next */
	SYNC_LEAST_B = 1024 /* a smaller frame arrives whole anyway, and its wrapping costs */
};

/* What simple terminals (a pipe through a pty, a buffer of an editor) call themselves. */
static bool is_simple(const char *term)
{
	return term == NULL || term[0] == '\0' || strcmp(term, "dumb") == 0 || strcmp(term, "unknown") == 0;
}

static int open_screen(struct terminal *t, const struct terminal_options *options, struct err *err)
{
	t->is_linear = options->linear;
	if (!t->is_linear)
		return screen_open(&t->screen, getenv("TERM"), options->color, options->mouse, err);
	t->asked_bidi = BIDI_PLAIN;
	linear_init(&t->linear, !is_simple(getenv("TERM")));
	return 0;
}

/* The screen is there: ask the terminal who it is, and take it. */
static void meet(struct terminal *t, const struct terminal_options *options)
{
	mem_set_abort_hook(terminal_restore_now);
	decoder_init(&t->decoder, t->remote ? ESCAPE_REMOTE_MS : ESCAPE_LOCAL_MS);
	t->decoder.erase = tty_erase(&t->tty);
	t->decoder.mouse = options->mouse && !t->is_linear;
	if (!t->is_linear)
		caps_teach_keys(&t->decoder);
	known_decide(&t->identity, &t->decoder.replies, getenv);
	session_arm(t);
	if (!tty_raw(&t->tty))
		t->gone = true;
	session_identify(t);
	session_arm(t); /* again, with what this terminal needs to be undone */
	session_update_size(t);
	t->resized = false;
}

int terminal_open(struct terminal **out, const struct terminal_options *options, struct err *err)
{
	struct terminal *t = xcalloc(1, sizeof *t);
	t->asked_bidi = options->bidi;
	t->sync_fd = options->sync_fd;
	t->no_children = options->no_children;
	t->round_trip_ms = -1;
	stats_init(&t->stats);
	t->remote = identify_remote(getenv);
	t->memory.off = options->no_memory || options->linear;
	if (t->remote && !t->memory.off)
		memory_key(t->memory.key, getenv);
	buf_init(&t->prelude, RESTORE_MAX_B);
	int rc = tty_open(&t->tty, err);
	if (rc != 0)
		goto out;
	t->wake_fd = restore_install(); /* before ncurses looks which signals it may have */
	if (t->wake_fd < 0) {
		rc = err_set(err, ERR_TERMINAL, "cannot watch for signals: no descriptor left");
		goto out;
	}
	rc = open_screen(t, options, err);
	if (rc != 0) {
		restore_uninstall();
		goto out;
	}
	meet(t, options);
	*out = t;
	return 0;
out:
	buf_done(&t->prelude);
	tty_close(&t->tty);
	screen_close(t->screen);
	free(t);
	return rc;
}

bool terminal_is_slow(const struct terminal *t)
{
	return t->round_trip_ms >= SLOW_MS || (t->round_trip_ms < 0 && t->remote) || tty_unsent(&t->tty) > 0;
}

struct terminal_stats terminal_stats(const struct terminal *t)
{
	struct screen_counts counts = {0};
	if (!t->is_linear)
		counts = screen_counts(t->screen);
	struct terminal_stats sums = {.arranged = counts.arranged, .wrong = counts.wrong, .round_trip_ms = t->round_trip_ms};
	stats_sum(&t->stats, &sums);
	return sums;
}

void terminal_close(struct terminal *t)
{
	if (t == NULL)
		return;
	/* Answers on their way would be typed into the shell. */
	session_await_replies(t);
	session_keep_memory(t);
	terminal_restore_now();
	mem_set_abort_hook(NULL);
	restore_uninstall();
	screen_close(t->screen);
	if (t->is_linear)
		linear_done(&t->linear);
	tty_close(&t->tty);
	buf_done(&t->prelude);
	free(t);
}

void terminal_size(const struct terminal *t, int *rows, int *cols)
{
	*rows = t->rows;
	*cols = t->cols;
}

bool terminal_has_colors(const struct terminal *t)
{
	return !t->is_linear && screen_has_colors(t->screen);
}

bool terminal_is_remote(const struct terminal *t)
{
	return t->remote || str_starts(str_of(t->identity.name), STR("mosh"));
}

bool terminal_joins(const struct terminal *t)
{
	enum bidi_mode model = terminal_bidi(t);
	bool it_orders = model == BIDI_INVERSE || model == BIDI_INVERSE_AUTO || model == BIDI_KITTY;
	return it_orders || t->identity.joins;
}

bool terminal_keeps_forms(const struct terminal *t)
{
	enum bidi_mode model = terminal_bidi(t);
	return t->identity.keeps_forms && (model == BIDI_INVERSE || model == BIDI_INVERSE_AUTO);
}

bool terminal_stacks_marks(const struct terminal *t)
{
	return t->is_linear || screen_stacks_marks(t->screen);
}

const struct memory_choice *terminal_choice(const struct terminal *t)
{
	return &t->memory.choice;
}

const char *terminal_describe(const struct terminal *t)
{
	return t->description;
}

void terminal_facts(const struct terminal *t, struct facts *facts)
{
	struct facts_of of = {
		.identity = &t->identity,
		.decoder = &t->decoder,
		.recalled = t->memory.recalled,
		.asked = t->asked_bidi,
		.chosen = t->memory.chosen ? BIDI_AUTO : (enum bidi_mode)t->memory.choice.bidi,
		.remembered = &t->memory.choice,
		.colors = t->is_linear ? -1 : screen_colors(t->screen),
		.rows = t->rows,
		.cols = t->cols,
		.remote = terminal_is_remote(t),
		.linear = t->is_linear,
	};
	facts_collect(facts, &of, getenv);
}

void terminal_put(struct terminal *t, int row, int col, uint32_t base, const uint32_t *marks, size_t n_marks,
                  int width_col, uint32_t style)
{
	if (!t->is_linear)
		screen_put(t->screen, row, col, base, marks, n_marks, width_col, style);
}

void terminal_fill(struct terminal *t, int row, int col, int n_col, uint32_t style)
{
	if (!t->is_linear)
		screen_fill(t->screen, row, col, n_col, style);
}

void terminal_cursor(struct terminal *t, int row, int col)
{
	if (!t->is_linear)
		screen_cursor(t->screen, row, col);
}

void terminal_line(struct terminal *t, struct str text)
{
	if (t->is_linear)
		linear_line(&t->linear, text);
}

void terminal_prompt(struct terminal *t, struct str before, struct str after)
{
	if (t->is_linear)
		linear_prompt(&t->linear, before, after, t->cols);
}

static void flush_linear(struct terminal *t)
{
	t->drawn = true;
	session_arm(t); /* a line that is typed is ended at the way out */
	session_send(t, buf_str(&t->linear.out));
	buf_clear(&t->linear.out);
}

void terminal_flush(struct terminal *t)
{
	if (t->is_linear) {
		flush_linear(t);
		return;
	}
	struct str cells = screen_frame(t->screen);
	bool wrap = t->identity.sync && cells.n >= SYNC_LEAST_B;
	t->drawn = true;
	if (t->prelude.n == 0 && !t->anew && !wrap) {
		session_send(t, cells);
		return;
	}
	struct buf whole;
	buf_init(&whole, BUF_NO_MAX);
	buf_add_str(&whole, wrap ? STR("\033[?2026h") : STR(""));
	buf_add_str(&whole, buf_str(&t->prelude));
	if (t->anew) {
		buf_add_char(&whole, '\r');
		buf_add_str(&whole, session_off_bytes(t));
		t->anew = false;
	}
	buf_add_str(&whole, cells);
	buf_add_str(&whole, wrap ? STR("\033[?2026l") : STR(""));
	buf_clear(&t->prelude);
	session_send(t, buf_str(&whole));
	buf_done(&whole);
}

void terminal_redraw(struct terminal *t)
{
	/* Who attached to the multiplexer since cannot be seen; the key that draws anew is how to say so. */
	session_look_behind(t, true);
	session_enter_again(t);
}

void terminal_suspend(struct terminal *t)
{
	terminal_restore_now();
	restore_stop();
	restore_take_signals(); /* the size is asked for in any case */
	session_retake(t);
}

void terminal_leave(struct terminal *t)
{
	session_await_replies(t);
	terminal_restore_now();
}

void terminal_return(struct terminal *t)
{
	restore_take_signals(); /* the size is asked for in any case */
	session_retake(t);
}

struct str terminal_paste(struct terminal *t)
{
	return decoder_paste(&t->decoder);
}

void terminal_mouse(const struct terminal *t, int *row, int *col)
{
	*row = t->decoder.queue.mouse.row;
	*col = t->decoder.queue.mouse.col;
	if (!t->is_linear)
		*col = screen_seen_col(t->screen, *row, *col);
}

bool terminal_copy(struct terminal *t, struct str text)
{
	struct buf b;
	if (!t->no_children && tmux_copy(text, getenv))
		return true;
	buf_init(&b, BUF_NO_MAX);
	bool in_tmux = getenv("TMUX") != NULL || t->identity.passage == PASSAGE_TMUX;
	bool simple = t->is_linear && !t->linear.ansi;
	bool fits = !simple && copy_sequence(&b, text, in_tmux);
	session_send(t, buf_str(&b));
	buf_done(&b);
	return fits;
}
