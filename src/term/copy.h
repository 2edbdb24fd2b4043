/* copy.h: text for the clipboard as the bytes of OSC 52. Pure. */
#ifndef JARIDA_TERM_COPY_H
#define JARIDA_TERM_COPY_H

#include "base/buf.h"

#include <stdbool.h>

/* The longest text that xterm takes: its sequence ends at 100,000 bytes. */
enum { COPY_MAX_B = 74994 };

/*
 * Append the sequence that puts text on the clipboard; false, and nothing
 * appended, when it is too long. Inside tmux it is sent both to tmux and
 * through it: which of the two arrives is a matter of its configuration.
 */
bool copy_sequence(struct buf *out, struct str text, bool in_tmux);

#endif
