/*
 * identify.h: ask the terminal who it is, once, in one burst.
 *
 * The last question is one that every terminal answers (DA1), and answers
 * come in order: with it in hand nothing more is waited for. Answers that
 * come later are still taken by the decoder.
 *
 * Not asked is the width of lam with alef (by a report of the cursor), which
 * would tell mlterm's kind: it has a name in DA2, and the report that comes late
 * is the same bytes as F3 with a modifier.
 */
#ifndef JARIDA_TERM_IDENTIFY_H
#define JARIDA_TERM_IDENTIFY_H

#include "base/str.h"
#include "term/known.h"

#include <stdbool.h>

struct decoder;
struct tty;

/* The questions for this terminal; none where asking prints junk or is of no use. */
struct str identify_questions(known_getenv *get);

/* The line to the terminal is long: SSH_CONNECTION or SSH_TTY. */
bool identify_remote(known_getenv *get);

/*
 * Wait for the answers to what was just written. Keys that come meanwhile stay
 * in the decoder. False when the terminal is gone.
 */
bool identify_wait(const struct tty *tty, struct decoder *decoder, bool remote);

/* Wait for what the terminal behind a multiplexer was just asked. False when the terminal is gone. */
bool identify_wait_passed(const struct tty *tty, struct decoder *decoder, bool remote);

#endif
