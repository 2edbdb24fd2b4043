#include "config.h"

#include "term/terminal.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "term/caps.h"
#include "term/copy.h"
#include "term/facts.h"
#include "term/identify.h"
#include "term/model.h"
#include "term/restore.h"
#include "term/session.h"
#include "term/tmux.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	ESCAPE_LOCAL_MS = 50,
	ESCAPE_REMOTE_MS = 150,
	KEYS_TO_MEAN_IT = 10, /* that follow a choice of who orders the text */
	SYNC_LEAST_B = 1024 /* a smaller frame arrives whole anyway, and its wrapping costs */
};

void session_send(struct terminal *t, struct str s)
{
	if (t->gone || s.n == 0)
		return;
	t->gone = !tty_write(&t->tty, s);
	stats_wrote(&t->stats, s.n, clock_now_ms());
}

/* What was asked for, now or once in this terminal; BIDI_AUTO: nothing. */
static enum bidi_mode told_bidi(const struct terminal *t)
{
	return t->asked_bidi == BIDI_AUTO && !t->memory.chosen ? (enum bidi_mode)t->memory.choice.bidi : t->asked_bidi;
}

bool session_steers(const struct terminal *t)
{
	return !t->is_linear && told_bidi(t) == BIDI_AUTO;
}

static struct str off_bytes(const struct terminal *t)
{
	return told_bidi(t) == BIDI_AUTO ? str_of(t->identity.off) : STR("");
}

static struct str on_bytes(const struct terminal *t)
{
	return told_bidi(t) == BIDI_AUTO ? str_of(t->identity.on) : STR("");
}

/* What enters the state of reading, and leaves it: the full screen, or pasted text apart from keys. */
static struct str enter_bytes(const struct terminal *t)
{
	if (!t->is_linear)
		return screen_enter(t->screen);
	return t->linear.ansi ? STR("\033[?2004h") : STR("");
}

static void add_leave_bytes(const struct terminal *t, struct buf *b)
{
	if (!t->is_linear) {
		buf_add_str(b, screen_leave(t->screen));
		return;
	}
	buf_add_str(b, t->linear.open ? STR("\r\n") : STR(""));
	buf_add_str(b, t->linear.ansi ? STR("\033[?2004l") : STR(""));
}

/* Lay ready what gives the terminal back as it is now. */
void session_arm(struct terminal *t)
{
	struct buf b;
	buf_init(&b, RESTORE_MAX_B);
	struct str on = on_bytes(t);
	if (t->identity.sync)
		buf_add_str(&b, STR("\033[?2026l"));
	buf_add_str(&b, on);
	/* What the multiplexer draws again must find rows that were cleared since. */
	if (on.n > 0 && t->identity.passage != PASSAGE_NONE)
		buf_add_str(&b, STR("\033[2J"));
	add_leave_bytes(t, &b);
	/* Modes may be saved with the screen that was left just now. */
	if (str_starts(on, STR("\033[")) || t->identity.passage != PASSAGE_NONE)
		buf_add_str(&b, on);
	restore_arm(t->tty.out_fd, buf_str(&b), t->tty.in_fd, &t->tty.before);
	buf_done(&b);
}

/* Take what the terminal has answered so far for what it is. */
static void describe(struct terminal *t)
{
	const struct identity *identity = &t->identity;
	const char *how = identity->from_environment               ? "environment"
	                  : identity->replied && t->memory.recalled ? "remembered"
	                  : identity->replied                       ? "replied"
	                                                            : "no reply";
	bool told = told_bidi(t) != BIDI_AUTO;
	bool passed = identity->passage != PASSAGE_NONE && identity->off[0] != '\0';
	snprintf(t->description, sizeof t->description, "%s (%s): %s%s", identity->name, how,
	         told ? model_of(told_bidi(t))->name : identity->what,
	         !told ? passed ? ", through the multiplexer" : "" : t->asked_bidi != BIDI_AUTO ? " as asked" : " as remembered");
	log_line("terminal: %s", t->description);
}

/* Keep what was answered, and what the one behind a multiplexer said. */
static void note_answers(struct terminal *t, int behind)
{
	struct replies replies = t->decoder.replies;
	if (t->memory.off || !t->decided_by_fence)
		return;
	bool asked = t->identity.passage != PASSAGE_NONE && t->decoder.passed_ms >= 0;
	replies.behind = asked ? behind : -1;
	memory_note_answers(&replies, t->memory.key, getenv);
}

/* What the memory has to say about a terminal that says this. */
static void remember(struct terminal *t, const struct replies *replies)
{
	char identity[MEMORY_KEY_B];
	if (t->memory.off)
		return;
	memory_identity(identity, &t->identity, replies, getenv);
	memory_recall_choice(&t->memory.choice, identity, getenv);
}

void session_decide(struct terminal *t)
{
	if (t->is_linear) {
		snprintf(t->description, sizeof t->description, "linear: lines of text, nothing asked or switched");
		return;
	}
	struct replies *replies = &t->decoder.replies;
	t->decided_by_fence = replies->fence;
	if (replies->fence && t->decoder.asked_ms >= 0 && t->round_trip_ms < 0)
		t->round_trip_ms = (int)(clock_now_ms() - t->decoder.asked_ms);
	t->memory.recalled &= !replies->fence;
	if (t->memory.recalled)
		replies = &t->memory.answers;
	known_decide(&t->identity, replies, getenv);
	if (t->identity.passage != PASSAGE_NONE)
		behind_decide(&t->identity, &t->behind, getenv);
	remember(t, replies);
	screen_set_model(t->screen, terminal_bidi(t));
	describe(t);
}

/* After (again) entering the full screen: bidi off at column 1, and everything is to be drawn. */
static void enter_again(struct terminal *t)
{
	if (t->is_linear)
		return;
	t->anew = true;
	screen_forget(t->screen);
}

static void take_over(struct terminal *t)
{
	if (!tty_raw(&t->tty))
		t->gone = true;
	session_arm(t);
	session_send(t, enter_bytes(t));
	enter_again(t);
}

static void identify(struct terminal *t)
{
	struct str questions = t->is_linear ? STR("") : identify_questions(getenv);
	struct buf first;
	buf_init(&first, RESTORE_MAX_B);
	buf_add_str(&first, enter_bytes(t));
	buf_add_str(&first, questions);
	session_send(t, buf_str(&first));
	buf_done(&first);
	t->memory.recalled = questions.n > 0 && memory_recall_answers(&t->memory.answers, t->memory.key, getenv);
	if (t->memory.recalled)
		decoder_expect_replies(&t->decoder, clock_now_ms());
	else if (questions.n > 0 && !identify_wait(&t->tty, &t->decoder, t->remote))
		t->gone = true;
	session_decide(t);
	if (!t->is_linear)
		session_look_behind(t, !t->memory.recalled);
	note_answers(t, t->behind.mode_8);
}

void session_late_replies(struct terminal *t)
{
	bool fence = !t->decided_by_fence && t->decoder.replies.fence;
	bool asked_behind = t->memory.recalled && t->identity.passage != PASSAGE_NONE;
	const struct known *before = t->identity.known;
	enum bidi_mode model = terminal_bidi(t);
	if (fence) {
		session_decide(t);
		if (!asked_behind)
			session_look_behind(t, false);
	} else if (session_is_detached(t)) {
		session_look_behind(t, true); /* who types is attached now */
	} else if (!session_passed_reply(t)) {
		return;
	}
	note_answers(t, t->behind.mode_8);
	session_arm(t);
	if (t->identity.known == before && terminal_bidi(t) == model)
		return;
	enter_again(t);
	if (terminal_bidi(t) == model)
		terminal_flush(t);
	else
		t->resized = true; /* the cells are to be others */
}

void session_update_size(struct terminal *t)
{
	int rows = t->rows, cols = t->cols;
	tty_size(&t->tty, &rows, &cols);
	t->resized |= rows != t->rows || cols != t->cols;
	t->rows = rows;
	t->cols = cols;
	/* A pane may be as wide as the window now, or no longer. */
	if (t->identity.hint != NULL || session_is_detached(t))
		session_look_behind(t, false);
	if (!t->is_linear)
		screen_resize(t->screen, rows, cols);
	enter_again(t);
}

void session_retake(struct terminal *t)
{
	if (t->is_linear) {
		linear_end(&t->linear);
		buf_clear(&t->linear.out); /* was in what lay ready */
	}
	take_over(t);
	session_update_size(t);
	t->resized |= t->is_linear; /* who types sees the line again */
	terminal_flush(t);
}

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
	identify(t);
	session_arm(t);
	session_update_size(t);
	t->resized = false;
	*out = t;
	return 0;
out:
	buf_done(&t->prelude);
	tty_close(&t->tty);
	screen_close(t->screen);
	free(t);
	return rc;
}

/* A way that was chosen on the run and read on with is right here; one that was looked at in passing is not. */
static void remember_choice(struct terminal *t)
{
	char identity[MEMORY_KEY_B];
	if (t->memory.off || t->gone || !t->memory.chosen || t->memory.keys < KEYS_TO_MEAN_IT)
		return;
	memory_identity(identity, &t->identity, &t->decoder.replies, getenv);
	t->memory.choice.bidi = (int)t->asked_bidi;
	memory_note_choice(&t->memory.choice, identity, getenv);
}

/* A line so long that what was drawn for one key may still be on its way at the next. */
enum { SLOW_MS = 100 };

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
	remember_choice(t);
	/* What it said another time was relied on, and it has not said it again. */
	if (t->memory.relied_on)
		note_answers(t, -1);
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

enum bidi_mode terminal_bidi(const struct terminal *t)
{
	enum bidi_mode told = told_bidi(t);
	return told == BIDI_AUTO ? t->identity.model : told;
}

bool terminal_joins(const struct terminal *t)
{
	enum bidi_mode model = terminal_bidi(t);
	bool it_orders = model == BIDI_INVERSE || model == BIDI_INVERSE_AUTO || model == BIDI_KITTY;
	return it_orders || t->identity.joins;
}

bool terminal_stacks_marks(const struct terminal *t)
{
	return t->is_linear || screen_stacks_marks(t->screen);
}

const struct memory_choice *terminal_choice(const struct terminal *t)
{
	return &t->memory.choice;
}

void terminal_set_bidi(struct terminal *t, enum bidi_mode bidi)
{
	if (t->asked_bidi == bidi || t->is_linear)
		return;
	struct str undo = on_bytes(t);
	buf_add_str(&t->prelude, undo);
	t->asked_bidi = bidi;
	t->memory.chosen = true;
	t->memory.keys = 0;
	session_look_behind(t, true); /* nobody did where another way was asked for at the start */
	describe(t);
	screen_set_model(t->screen, terminal_bidi(t));
	session_arm(t);
	enter_again(t);
}

const char *terminal_describe(const struct terminal *t)
{
	return t->description;
}

const char *terminal_hint(const struct terminal *t)
{
	return told_bidi(t) == BIDI_AUTO ? t->identity.hint : NULL;
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
		buf_add_str(&whole, off_bytes(t));
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
	enter_again(t);
}

void terminal_suspend(struct terminal *t)
{
	terminal_restore_now();
	restore_stop();
	restore_take_signals(); /* the size is asked for in any case */
	session_retake(t);
}

struct str terminal_paste(struct terminal *t)
{
	return decoder_paste(&t->decoder);
}

void terminal_mouse(const struct terminal *t, int *row, int *col)
{
	*row = t->decoder.mouse_cell.row;
	*col = t->decoder.mouse_cell.col;
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
