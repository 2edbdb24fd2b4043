#include "config.h"

#include "term/session.h"

#include "base/clock.h"
#include "base/log.h"
#include "term/identify.h"
#include "term/model.h"
#include "term/restore.h"

#include <stdio.h>
#include <stdlib.h>

/* That follow a choice of who orders the text, before it is remembered. */
enum { KEYS_TO_MEAN_IT = 10 };

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

struct str session_off_bytes(const struct terminal *t)
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

void session_keep_memory(struct terminal *t)
{
	remember_choice(t);
	/* What it said another time was relied on, and it has not said it again. */
	if (t->memory.relied_on)
		note_answers(t, -1);
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
	screen_set_pieces(t->screen, t->identity.pieces);
	screen_set_model(t->screen, terminal_bidi(t));
	describe(t);
}

void session_enter_again(struct terminal *t)
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
	session_enter_again(t);
}

void session_identify(struct terminal *t)
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
	session_enter_again(t);
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
	session_enter_again(t);
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

enum bidi_mode terminal_bidi(const struct terminal *t)
{
	enum bidi_mode told = told_bidi(t);
	return told == BIDI_AUTO ? t->identity.model : told;
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
	session_enter_again(t);
}

const char *terminal_hint(const struct terminal *t)
{
	return told_bidi(t) == BIDI_AUTO ? t->identity.hint : NULL;
}
