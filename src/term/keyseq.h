/*
 * keyseq.h: which key a control sequence stands for.
 *
 * The sequences of xterm, rxvt, the Linux console, tmux and their kin, with
 * modifiers: Alt becomes KEY_ALT, Shift and Ctrl are dropped where no key of
 * ours has them. Pure and total; KEY_NONE for what is not a key.
 */
#ifndef JARIDA_TERM_KEYSEQ_H
#define JARIDA_TERM_KEYSEQ_H

#include "base/str.h"

#include <stdint.h>

/* What stood between CSI and the end, final byte included. */
uint32_t keyseq_csi(struct str sequence);

/* The byte after SS3 (ESC O). */
uint32_t keyseq_ss3(char final);

#endif
