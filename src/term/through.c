#include "config.h"

#include "base/clock.h"
#include "base/log.h"
#include "term/identify.h"
#include "term/session.h"
#include "term/tmux.h"

#include <stdlib.h>

/* How often it is switched until the terminal behind says that it is; tmux loses what comes as a session begins. */
enum { TRIES = 4, LOOKS = 4 };

#define ASK "\033[8$p"

static void pass(struct terminal *t, struct str bytes)
{
	struct buf b;
	buf_init(&b, 256);
	behind_wrap(&b, t->identity.passage, bytes);
	session_send(t, buf_str(&b));
	buf_done(&b);
}

/* Ask about mode 8; what came within a moment, or -1. */
static int ask(struct terminal *t)
{
	pass(t, STR(ASK));
	if (!identify_wait_passed(&t->tty, &t->decoder, t->remote))
		t->gone = true;
	return t->decoder.passed.mode_8;
}

/* The one behind has said that it orders text: switch it, if that is ours to do, until it says that it does not. */
static void settle(struct terminal *t)
{
	if (t->behind.mode_8 != 1 || session_off_bytes(t).n == 0)
		return;
	for (int i = 0; i < TRIES && !t->gone; i++) {
		session_send(t, STR("\r"));
		session_send(t, session_off_bytes(t));
		if (ask(t) == 2)
			return;
	}
	log_line("terminal: the one behind does not say that its bidi is off");
}

/* What tmux knows, and the terminal's own word where it can have one. */
static void ask_both(struct terminal *t, bool wait)
{
	struct behind *behind = &t->behind;
	for (int i = 0; i < TRIES; i++) {
		behind_init(behind);
		if (t->identity.passage == PASSAGE_TMUX && !t->no_children)
			tmux_ask(behind, getenv);
		if (!behind_may_answer(behind, t->identity.passage))
			return;
		if (!wait) {
			pass(t, STR(ASK));
			decoder_expect_passed(&t->decoder, clock_now_ms());
			return;
		}
		behind->mode_8 = ask(t);
		/* The passage is open, and still nobody spoke: nobody may be attached yet. */
		if (behind->mode_8 >= 0 || behind->allowed != 1 || behind->type[0] != '\0' || t->gone)
			return;
	}
}

/* Who attaches is known by its TERM at once, by its name a little later, when its answer is there. */
static void count_looks(struct terminal *t)
{
	if (t->behind.window_cols > 0 && t->behind.name[0] == '\0')
		t->looks = LOOKS;
	else if (t->behind.type[0] != '\0')
		t->looks = 0;
	else if (t->looks > 0)
		t->looks--;
}

void session_look_behind(struct terminal *t, bool wait)
{
	if (t->identity.passage == PASSAGE_NONE || t->asked_bidi != BIDI_AUTO)
		return;
	/* What we switched ourselves is not how it was found. */
	bool ours = t->identity.on[0] != '\0';
	ask_both(t, wait);
	/* On a known line what it said another time will do, until it says otherwise. */
	t->memory.relied_on = t->memory.recalled && t->memory.answers.behind >= 0;
	if (t->memory.relied_on)
		t->behind.mode_8 = t->memory.answers.behind;
	if (t->behind.mode_8 == 2 && ours)
		t->behind.mode_8 = 1;
	count_looks(t);
	session_decide(t);
	settle(t);
	session_arm(t);
}

bool session_is_detached(const struct terminal *t)
{
	return t->identity.passage == PASSAGE_TMUX && t->looks > 0;
}

bool session_passed_reply(struct terminal *t)
{
	int said = t->decoder.passed.mode_8, before = t->behind.mode_8;
	bool heard = before >= 0 && !t->memory.relied_on;
	if (t->identity.passage == PASSAGE_NONE || !session_steers(t) || said < 0 || heard)
		return false;
	t->memory.relied_on = false;
	/* Off is what we made it, on the chance if not by its word. */
	if (said == 2 && t->identity.on[0] != '\0')
		said = 1;
	if (said == before)
		return false;
	t->behind.mode_8 = said;
	session_decide(t);
	settle(t);
	return true;
}
