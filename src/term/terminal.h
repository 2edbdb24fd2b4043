/*
 * terminal.h: the terminal: who it is, what it does with bidi, keys in, cells out.
 *
 * Everything that reaches the screen is a cell: a printable base, marks, and a
 * style, at a row and a column. The terminal below never sees text of the
 * world in another way. Rows hold visual order; before the first paint the
 * terminal's own bidi is switched off where it has a switch, and it is put
 * back at every way out, by signal handlers too (one async-signal-safe write).
 * Where it has none, rows are sent as what it turns into them (model.h).
 *
 * There is one terminal in a process: the restore hook needs a static.
 */
#ifndef JARIDA_TERM_TERMINAL_H
#define JARIDA_TERM_TERMINAL_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the terminal is to be sent (model.h). All but the first leave its modes alone.
 */
enum bidi_mode {
	BIDI_AUTO,         /* identify the terminal, switch its bidi off where it can be switched, else do what fits it */
	BIDI_VISUAL,       /* visual order, for one that reorders nothing */
	BIDI_INVERSE,      /* an order that comes out right where each row is reordered on a left-to-right base */
	BIDI_INVERSE_AUTO, /* … where the first strong character of the row gives the base */
	BIDI_KITTY,        /* words in visual order, each reversed in itself */
	BIDI_PLAIN         /* logical order of each line, not reordered here */
};

/* A style is a set of these bits in a uint32_t; what means what is the theme's business. */
enum {
	STYLE_BOLD = 1 << 0,
	STYLE_UNDERLINE = 1 << 1,
	STYLE_REVERSE = 1 << 2,
	STYLE_DIM = 1 << 3,
	STYLE_FG_SHIFT = 8,  /* colour number (0 to 255, the first 16 are named) + 1; 0 = the terminal's own */
	STYLE_BG_SHIFT = 17,
	STYLE_COLOR = 0x1FF  /* of either, shifted */
};


struct terminal_options {
	enum bidi_mode bidi;
	bool color; /* false: attributes only (NO_COLOR, --color=never) */
	bool mouse; /* it reports clicks and the wheel, which then are keys */
	bool no_memory; /* nothing is recalled of earlier runs, nothing written for later ones (memory.h) */
	bool linear; /* no screen: lines of text, and one that is typed (linear.h); bidi and mouse do not count */
	bool no_children; /* no process is started: tmux is not asked who shows it, nor given copies */
	int sync_fd; /* JARIDA_SYNC_FD, or -1 */
};

struct terminal;

/*
 * Take the terminal over: raw mode on the controlling terminal (standard input
 * may be the article), alternate screen, identification, bidi off, signal
 * handlers. Fails with ERR_TERMINAL and leaves everything as it was.
 */
int terminal_open(struct terminal **out, const struct terminal_options *options, struct err *err);

/* Give it back. NULL is allowed. */
void terminal_close(struct terminal *terminal);

void terminal_size(const struct terminal *terminal, int *rows, int *cols);
bool terminal_has_colors(const struct terminal *terminal); /* 8 at least, whatever was asked for */
bool terminal_is_remote(const struct terminal *terminal); /* SSH_CONNECTION, SSH_TTY or mosh */
bool terminal_is_slow(const struct terminal *terminal);   /* its answers were, or it still has bytes to send */
enum bidi_mode terminal_bidi(const struct terminal *terminal); /* what came of BIDI_AUTO */

/*
 * Whether letters that are put as they are come out joined as it is driven now, those too that have no
 * presentation forms: Ghostty joins what stands in visual order; where the terminal orders (BIDI_INVERSE,
 * BIDI_KITTY …), it joins too. VTE knows presentation forms only; mintty, Konsole, mlterm, xterm and their
 * like draw them apart.
 */
bool terminal_joins(const struct terminal *terminal);

/* Whether it orders rows as it is driven now, and leaves the presentation forms in them as they are. */
bool terminal_keeps_forms(const struct terminal *terminal);

/* Whether marks are drawn upon their letters; false: they are lost, or take cells. */
bool terminal_stacks_marks(const struct terminal *terminal);

/* What was once chosen in this terminal (memory.h); its bidi is heeded here, the rest is for who lays text out. */
struct memory_choice;
const struct memory_choice *terminal_choice(const struct terminal *terminal);

/*
 * Another choice while running: its bytes go before the next frame, which
 * draws everything. Nothing happens when it is the choice already. A choice
 * that ten keys follow, and no other choice, is remembered for this terminal
 * when it is closed: one that was made in passing is not.
 */
void terminal_set_bidi(struct terminal *terminal, enum bidi_mode bidi);

/* What was sent so far; of keys, the last some hundred. */
struct terminal_stats {
	unsigned long keys, writes;
	uint64_t bytes, first_b, worst_b; /* in all, before the first key, for one key at most */
	uint32_t median_b;                /* a key */
	int longest_ms;                   /* from a key to the first bytes written for it */
	int round_trip_ms;                /* of the questions at the start, -1: unknown */
	unsigned long arranged, wrong;    /* rows as in struct screen_counts */
};

struct terminal_stats terminal_stats(const struct terminal *terminal);

/* One line: "VTE 0.70 (replied): mode 8 switched off". */
const char *terminal_describe(const struct terminal *terminal);

/* What the reader could do to have text in the right order here, one sentence; NULL: nothing is amiss. */
const char *terminal_hint(const struct terminal *terminal);

/* All that is known of it (facts.h), to be freed by facts_done(). */
struct facts;
void terminal_facts(const struct terminal *terminal, struct facts *facts);

/* Put one character cell; marks are combining characters of width 0. Outside the screen: nothing. */
void terminal_put(struct terminal *terminal, int row, int col, uint32_t base, const uint32_t *marks,
                  size_t n_marks, int width_col, uint32_t style);
void terminal_fill(struct terminal *terminal, int row, int col, int n_col, uint32_t style);
void terminal_cursor(struct terminal *terminal, int row, int col); /* row < 0: hidden */

/* Of a linear terminal, where the three above do nothing and whose model is BIDI_PLAIN: see linear.h. */
void terminal_line(struct terminal *terminal, struct str text);
void terminal_prompt(struct terminal *terminal, struct str before, struct str after);

/* Write what changed, as one write where the terminal allows it. */
void terminal_flush(struct terminal *terminal);

/* Forget what the screen shows: the next terminal_flush() draws everything anew (^L, after a child). */
void terminal_redraw(struct terminal *terminal);

enum { TERMINAL_IDLE_MS = 10000 };

/*
 * Wait for a key, at most timeout_ms (-1: for ever; 0: only look), and while
 * waiting for any of the n_fds descriptors in fds to become readable.
 * Returns the key, or KEY_NONE after the timeout or when a descriptor is ready
 * (ready[i] is set then). Terminal replies never become keys. Just before it
 * would block for ever, or for TERMINAL_IDLE_MS and more, it writes `.` to sync_fd if a frame was flushed or a key given
 * since; the first frame is told of by `-` at once when there is work after
 * it (timeout_ms 0). K_RESIZE: the size is another, or what terminal_bidi()
 * says is, by an answer that came late; the next frame draws everything.
 */
uint32_t terminal_key(struct terminal *terminal, int timeout_ms, const int *fds, bool *ready, size_t n_fds);

/* Give the terminal back, stop the process (^Z), and take the terminal again when continued. */
void terminal_suspend(struct terminal *terminal);

/* Give the terminal to another program; take it again, and draw everything. */
void terminal_leave(struct terminal *terminal);
void terminal_return(struct terminal *terminal);

/* After K_PASTE: the bytes that were pasted, not cleaned. Borrowed until the next terminal_key(). */
struct str terminal_paste(struct terminal *terminal);

/* After a key of the mouse: the cell where it was seen, which may lie outside the screen. */
void terminal_mouse(const struct terminal *terminal, int *row, int *col);

/*
 * Put text on the clipboard (by tmux where it runs, else by OSC 52); false when
 * it is too long for that, or the terminal too simple.
 */
bool terminal_copy(struct terminal *terminal, struct str text);

/* Give the terminal back in an emergency: async-signal-safe, does nothing when there is none. */
void terminal_restore_now(void);

#endif
