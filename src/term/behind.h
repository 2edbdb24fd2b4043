/*
 * behind.h: the terminal behind a multiplexer: who it is, what can be done about its bidi.
 *
 * What tmux and screen are sent they draw themselves, so that a switch has to be
 * passed through to the terminal that shows it. tmux knows that terminal, and is
 * asked by a command (tmux.h); the terminal is asked about mode 8 through the
 * passage, and an answer comes into the pane. Nothing else can be: tmux keeps the
 * answers to who-are-you for itself.
 *
 * Where nothing passes and the terminal reorders, rows are sent as its bidi needs
 * them, as long as a row of ours is one of its rows: beside another pane nothing
 * is right, and a hint says what would be. Decisions alone; it does no I/O.
 */
#ifndef JARIDA_TERM_BEHIND_H
#define JARIDA_TERM_BEHIND_H

#include "base/buf.h"
#include "term/known.h"

struct behind {
	char type[64], name[32];   /* its XTVERSION and its TERM, as tmux has them; "" */
	int pane_cols, window_cols; /* 0: not known */
	int allowed;               /* the passage is open: 1, 0; -1: not known */
	int mode_8;                /* what it answered first, -1: nothing */
};

void behind_init(struct behind *behind);

/* Wrap bytes for the passage; PASSAGE_NONE: as they are. */
void behind_wrap(struct buf *out, enum passage passage, struct str bytes);

/* Whether it is worth asking about mode 8: the passage may be open, and the terminal be one with that mode. */
bool behind_may_answer(const struct behind *behind, enum passage passage);

/* Complete what was decided about the multiplexer by what is known of the terminal behind it. */
void behind_decide(struct identity *identity, const struct behind *behind, known_getenv *get);

#endif
