/*
 * screen.h: the grid of cells, and the bytes that turn the shown one into the
 * wanted one.
 *
 * ncurses does the comparing; it never talks to the terminal itself: what it
 * writes is collected and handed out as one string a frame. Capabilities are
 * adjusted where Arabic text at full width gains (see screen.c).
 */
#ifndef JARIDA_TERM_SCREEN_H
#define JARIDA_TERM_SCREEN_H

#include "base/err.h"
#include "base/str.h"
#include "term/decode.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct screen;

/* Prepare for the terminal that TERM names. ERR_TERMINAL when it is unknown or too simple. */
int screen_open(struct screen **screen, const char *term, bool color, struct err *err);
void screen_close(struct screen *screen); /* NULL is allowed */

/* Bytes that enter the full-screen state, and that leave it (at most 256 bytes, for a screen of so many rows). */
struct str screen_enter(const struct screen *screen);
struct str screen_leave(const struct screen *screen);

/* Teach the decoder the keys that only this terminal's description knows. */
void screen_teach_keys(const struct screen *screen, struct decoder *decoder);

void screen_resize(struct screen *screen, int rows, int cols);
void screen_put(struct screen *screen, int row, int col, uint32_t base, const uint32_t *marks,
                size_t n_marks, int width_col, uint32_t style);
void screen_fill(struct screen *screen, int row, int col, int n_col, uint32_t style);
void screen_cursor(struct screen *screen, int row, int col);
void screen_forget(struct screen *screen); /* the next frame draws everything */

/* The bytes of the next frame; empty when nothing changed. Borrowed until the next call. */
struct str screen_frame(struct screen *screen);

#endif
