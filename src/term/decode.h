/*
 * decode.h: bytes from the terminal become keys.
 *
 * A machine that is fed bytes in any portions and gives keys. Whole control
 * sequences that are no key are swallowed, answers of the terminal among
 * them: those are noted in `replies`. It reads no clock and does no I/O; the
 * caller says what time it is and asks how long an unfinished sequence may
 * be waited for.
 *
 * Every key given is a Unicode scalar value that is no C1 control, or a named
 * key, with or without KEY_ALT; with KEY_CTRL only a letter outside ASCII.
 * Memory is fixed, whatever comes.
 *
 * What is pasted (CSI 200 ~ to CSI 201 ~) is kept apart: it becomes one key,
 * K_PASTE, and never any other.
 */
#ifndef JARIDA_TERM_DECODE_H
#define JARIDA_TERM_DECODE_H

#include "term/keyqueue.h"
#include "term/replies.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DECODER_SEQUENCE = 128, /* bytes kept of a sequence; longer ones are swallowed */
	DECODER_PASTE = 8192,   /* bytes kept of what is pasted; the rest is dropped */
	DECODER_HEARD = 512,    /* bytes kept of what the terminal answered; the rest is dropped */
	DECODER_EXTRA = 32,     /* sequences that only this terminal's description knows */
	/* The longest that anything unfinished is waited for: a paste over a slow line may pause. */
	DECODER_PATIENCE_MS = 10000
};

enum decoder_state {
	DECODE_GROUND,
	DECODE_UTF8,
	DECODE_ESCAPE,
	DECODE_CSI,
	DECODE_SS3,
	DECODE_STRING,     /* DCS, OSC, APC, PM, SOS up to ST or BEL */
	DECODE_STRING_ESC, /* an ESC inside that */
	DECODE_MOUSE,      /* three bytes after CSI M */
	DECODE_PASTE,      /* up to CSI 201 ~ */
	DECODE_TAIL        /* perhaps the rest of an answer whose ESC came too early */
};

struct decoder {
	enum decoder_state state;
	char sequence[DECODER_SEQUENCE];
	size_t n;
	bool overlong;
	uint32_t alt; /* KEY_ALT after ESC */
	char introducer;
	int64_t last_ms; /* when the last byte came */
	int escape_ms;   /* how long after ESC a key may still be a sequence */

	struct keyqueue queue;
	bool mouse; /* reports of the mouse are keys; set by the owner */

	char paste[DECODER_PASTE];
	size_t n_paste;
	size_t end_matched; /* bytes of CSI 201 ~ seen */

	struct replies replies;
	char heard[DECODER_HEARD]; /* the answers as they came, whole ones, one after another */
	size_t n_heard;
	bool asked_places; /* reports of the cursor are answers, not F3; set by the owner */
	int64_t asked_ms; /* when the terminal was asked, or -1 */
	bool tail_possible;
	struct replies passed; /* what came of a question through a multiplexer: mode 8 alone */
	int64_t passed_ms;     /* when that was asked, or -1 */

	uint32_t erase; /* the byte that the tty calls erase, given as BackSpace; 0: only 127 */
	struct {
		char sequence[8]; /* without ESC, NUL-terminated */
		uint32_t key;
	} extra[DECODER_EXTRA];
	size_t n_extra;
};

void decoder_init(struct decoder *decoder, int escape_ms);

/* Let one more sequence mean a key; ignored when it does not begin with ESC or there is no room. */
void decoder_learn(struct decoder *decoder, const char *sequence, uint32_t key);

/* The terminal was asked who it is; answers may come from now on. */
void decoder_expect_replies(struct decoder *decoder, int64_t now_ms);

/* The terminal behind a multiplexer was asked about mode 8: the next such answers are its own. */
void decoder_expect_passed(struct decoder *decoder, int64_t now_ms);

void decoder_feed(struct decoder *decoder, const char *p, size_t n, int64_t now_ms);

/*
 * Decide what has been waited for long enough. Only for a caller that has just
 * seen that nothing is to be read: bytes that waited in the kernel while the
 * program was busy belong to the sequence.
 */
void decoder_tick(struct decoder *decoder, int64_t now_ms);

/* Milliseconds until decoder_tick() has something to decide, -1 when nothing is unfinished. */
int decoder_wait_ms(const struct decoder *decoder, int64_t now_ms);

/* The next key, or KEY_NONE. */
uint32_t decoder_next(struct decoder *decoder);

/* Take what was pasted since the last call, raw bytes, not cleaned; good until the next decoder_feed(). */
struct str decoder_paste(struct decoder *decoder);

#endif
