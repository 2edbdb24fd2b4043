/*
 * screen.h: the grid of cells, and the bytes that turn the shown one into the
 * wanted one.
 *
 * Frames are compared here and not by curses: at full width a line of Arabic
 * costs 200 bytes, and curses adds 50 for a scroll region set and taken back,
 * long attribute strings and moves. From ncurses comes the description of the
 * terminal (caps.h).
 */
#ifndef JARIDA_TERM_SCREEN_H
#define JARIDA_TERM_SCREEN_H

#include "base/err.h"
#include "base/str.h"
#include "term/terminal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct screen;

/*
 * Prepare for the terminal that TERM names, whose mouse is to report what it
 * does or not. ERR_TERMINAL when it is unknown or too simple.
 */
int screen_open(struct screen **out, const char *term, bool color, bool mouse, struct err *err);
void screen_close(struct screen *screen); /* NULL is allowed */

bool screen_has_colors(const struct screen *screen); /* 8 at least, whatever was asked for */
bool screen_stacks_marks(const struct screen *screen);

enum { SCREEN_LEAVE_MAX_B = 256 };

/*
 * Bytes that enter the full-screen state (pasted text bracketed, the mouse as
 * asked), and that leave it; SCREEN_LEAVE_MAX_B at most.
 */
struct str screen_enter(const struct screen *screen);
struct str screen_leave(const struct screen *screen);

int screen_colors(const struct screen *screen); /* that the terminal has; -1 or 0: none */

/* What rows are sent as; the next frame draws everything when it is another. */
void screen_set_model(struct screen *screen, enum bidi_mode model);

/* As arranger_set_pieces(); before the model is set, and for good. */
void screen_set_pieces(struct screen *screen, bool pieces);

/* Rows that a model has arranged, and those of them that the terminal shows otherwise, since there is no order for them. */
struct screen_counts {
	unsigned long arranged, wrong;
};

struct screen_counts screen_counts(const struct screen *screen);

void screen_resize(struct screen *screen, int rows, int cols);
void screen_put(struct screen *screen, int row, int col, uint32_t base, const uint32_t *marks,
                size_t n_marks, int width_col, uint32_t style);
void screen_fill(struct screen *screen, int row, int col, int n_col, uint32_t style);
void screen_cursor(struct screen *screen, int row, int col);
/*
 * The column in which is seen what the terminal has in col: one that orders
 * rows tells of clicks by the columns that it was sent (VTE and PuTTY do).
 */
int screen_seen_col(const struct screen *screen, int row, int col);

void screen_forget(struct screen *screen); /* the next frame draws everything */

/* The bytes of the next frame; empty when nothing changed. Borrowed until the next call. */
struct str screen_frame(struct screen *screen);

#endif
