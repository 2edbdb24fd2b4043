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

/*
 * A report of the mouse in its SGR form, which begins with '<': the left button
 * pressed or the wheel turned, with the cell from 0. KEY_NONE for all else.
 */
uint32_t keyseq_mouse(struct str sequence, int *row, int *col);

/* The byte after SS3 (ESC O). */
uint32_t keyseq_ss3(char final);

#endif
