/*
 * session.h: struct terminal, for the files of this folder only.
 *
 * terminal.c takes the terminal, draws, and gives it back; session.c decides
 * what it is sent and lays ready what undoes that; through.c does so for the one
 * behind a multiplexer; wait.c waits for keys and signals.
 */
#ifndef JARIDA_TERM_SESSION_H
#define JARIDA_TERM_SESSION_H

#include "base/buf.h"
#include "term/behind.h"
#include "term/decode.h"
#include "term/known.h"
#include "term/linear.h"
#include "term/memory.h"
#include "term/screen.h"
#include "term/stats.h"
#include "term/terminal.h"
#include "term/tty.h"

struct terminal {
	struct tty tty;
	struct screen *screen; /* NULL when linear */
	bool is_linear;
	struct linear linear;
	struct decoder decoder;
	struct identity identity;
	enum bidi_mode asked_bidi;
	bool remote;
	bool gone;             /* the terminal has vanished */
	bool decided_by_fence; /* identity rests on all answers */
	bool resized;          /* and it has not been reported */
	bool drawn;            /* since the last byte to sync_fd: a frame, or a key given */
	bool told;  /* the first byte has been written to sync_fd */
	int rows, cols;
	int wake_fd, sync_fd;
	int round_trip_ms;  /* from the questions to the last answer, or -1 */
	struct stats stats;
	struct behind behind; /* where identity.passage is not PASSAGE_NONE */
	unsigned looks;       /* … how often it is still to be asked for, since nobody was attached */
	bool no_children;
	bool anew;          /* the next frame draws everything, after the bytes that switch bidi off */
	struct buf prelude; /* bytes that go before the next frame */
	char description[200];
	struct session_memory {
		bool off;                /* nothing is recalled, nothing written */
		char key[MEMORY_KEY_B];  /* for answers; "": they are not remembered */
		struct replies answers;  /* as they were another time, until the present ones are here */
		bool recalled;           /* answers holds something */
		bool relied_on;          /* so it does of the terminal behind a multiplexer, which has not spoken yet */
		struct memory_choice choice; /* what was once found to be right here */
		bool chosen;             /* another way was chosen since the start … */
		unsigned keys;           /* … and so many keys were pressed since */
	} memory;
};

/* Bytes to the terminal; when it is gone, that is noted and told as a key. */
void session_send(struct terminal *terminal, struct str bytes);

/* Whether the terminal's own bidi is ours to switch: no other way was asked for or remembered. */
bool session_steers(const struct terminal *terminal);

/* What switches the terminal's own bidi off; empty where that is not ours to do. */
struct str session_off_bytes(const struct terminal *terminal);

/* Enter the state of reading and ask who the terminal is, in one write; decide by what is answered. */
void session_identify(struct terminal *terminal);

/* Decide from all that is known; the bytes that undo are to be laid ready anew (session_arm). */
void session_decide(struct terminal *terminal);
void session_arm(struct terminal *terminal);

/* Answers that came after the first decision: decide again, and draw anew where that changes something. */
void session_late_replies(struct terminal *terminal);

/* The next frame draws everything, after the bytes that switch bidi off. */
void session_enter_again(struct terminal *terminal);

/* At the end: keep the way that was chosen and read on with, and what was relied on. */
void session_keep_memory(struct terminal *terminal);

/* In a multiplexer: find out who stands behind it, decide, and switch; `wait`: for its answer, for a moment. */
void session_look_behind(struct terminal *terminal, bool wait);

/* Nobody was attached when tmux was asked, or only just: there is reason to ask again. */
bool session_is_detached(const struct terminal *terminal);

/* Whether an answer of the one behind has come that was not reckoned with; it is then. */
bool session_passed_reply(struct terminal *terminal);

/* Before the terminal is given back: let answers come that are still on their way, for a short while. */
void session_await_replies(struct terminal *terminal);

/* Take the new size; the next frame draws everything. */
void session_update_size(struct terminal *terminal);

/* Take the terminal again after the process was stopped, and draw. */
void session_retake(struct terminal *terminal);

#endif
