/*
 * caps.h: what the terminal understands, from its description (terminfo).
 *
 * Strings are copies without padding marks, NULL where the terminal cannot.
 * Parameters are filled in by caps_add().
 */
#ifndef JARIDA_TERM_CAPS_H
#define JARIDA_TERM_CAPS_H

#include "base/buf.h"
#include "base/err.h"
#include "term/decode.h"

#include <stdbool.h>

enum cap {
	CAP_ENTER,   /* smcup */
	CAP_LEAVE,   /* rmcup */
	CAP_CLEAR,
	CAP_MOVE,    /* cup row, column */
	CAP_RIGHT,   /* cuf n */
	CAP_ERASE,   /* el: to the end of the row */
	CAP_INSERT,  /* il1 */
	CAP_INSERT_N,
	CAP_DELETE,  /* dl1 */
	CAP_DELETE_N,
	CAP_HIDE,
	CAP_SHOW,
	CAP_RESET,   /* sgr0 */
	CAP_BOLD,
	CAP_DIM,
	CAP_UNDERLINE,
	CAP_REVERSE,
	CAP_FG,      /* setaf */
	CAP_BG,
	N_CAPS
};

struct caps {
	char *strings[N_CAPS];
	bool ansi;       /* moves and attributes are those of ECMA-48 */
	bool wraps_late; /* after the last column the cursor waits there for the next character */
	bool stacks_marks; /* marks of width 0 are drawn upon the character before them */
	int colors;
};

/* For the terminal that TERM names. ERR_TERMINAL when it is unknown or too simple. */
int caps_load(struct caps *caps, const char *term, struct err *err);
void caps_done(struct caps *caps);

/* Append a capability with its parameters; nothing where it is absent. */
void caps_add(const struct caps *caps, struct buf *out, enum cap cap, int a, int b);

/* Teach the decoder the keys of the description that was loaded last. */
void caps_teach_keys(struct decoder *decoder);

#endif
