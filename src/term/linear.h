/*
 * linear.h: the bytes of a terminal that is read and not looked at.
 *
 * Text is appended, a line an event, and nothing that was written is written
 * over: speech says what comes, a braille line stands where the cursor is, and
 * neither sees colours, boxes or what changes elsewhere (so say users of brltty
 * and Orca who asked mutt, newsboat, fzf and sc-im for the cursor at the place
 * that counts). Only the last line may change, while it is typed: its bytes are
 * those of a shell's own echo, so that a reader follows it by characters.
 *
 * What comes out is printable text in logical order (the joiners of Persian and
 * Indic scripts among it), CR, LF, BS, and where the terminal has it CSI K: no
 * bidi control, no cell addressed. Who orders the text is left to the terminal
 * or the reader.
 */
#ifndef JARIDA_TERM_LINEAR_H
#define JARIDA_TERM_LINEAR_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct linear {
	bool ansi;        /* CSI K is understood */
	bool open;        /* what is typed stands on the last line */
	struct buf out;   /* to be written; the owner clears it */
	struct buf line;  /* what stands on the last line: text before the cursor, then after it */
	size_t caret_b;
	struct buf wanted; /* workspace */
};

void linear_init(struct linear *linear, bool ansi);
void linear_done(struct linear *linear);

/* A line of text from outside; what was typed stays above it as it stands. */
void linear_line(struct linear *linear, struct str text);

/* The line that is typed, with the cursor between its parts; cut to one row of cols columns around the cursor. */
void linear_prompt(struct linear *linear, struct str before, struct str after, int cols);

/* The cursor to the beginning of a free line. */
void linear_end(struct linear *linear);

#endif
