/*
 * fake-terminal.h: terminal.h without a terminal, for tests of the reader.
 *
 * A program that links fake-terminal.c gets its keys from a script and its
 * screen in memory. Every cell that is put is checked: inside the screen, a
 * printable base, marks that are marks; and every frame must have painted
 * every cell, since nobody clears a screen. What breaks a promise aborts.
 */
#ifndef JARIDA_TESTS_FAKE_TERMINAL_H
#define JARIDA_TESTS_FAKE_TERMINAL_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FAKE_SIZE = 0x400000 }; /* a key FAKE_RESIZE(rows, cols) changes the window */
#define FAKE_RESIZE(rows, cols) (FAKE_SIZE | (uint32_t)(rows) << 11 | (uint32_t)(cols))

/* Keys of the mouse, at a cell. */
enum { FAKE_CLICK = 1 << 25, FAKE_WHEEL = 1 << 26, FAKE_UP = 1 << 27 };
#define FAKE_AT(kind, row, col) ((uint32_t)(kind) | (uint32_t)(row) << 11 | (uint32_t)(col))

struct fake_script {
	int rows, cols;
	bool remote, slow;
	const uint32_t *keys; /* after the last one the terminal is gone */
	size_t n;
	const char *pasted; /* what K_PASTE stands for */
	bool barren; /* by relative names no file can be made: keys may happen to save an article */
	unsigned hurry; /* of 100 keys, this many come while there is still work to do */
	void (*idle)(size_t i, void *state); /* all work is done, key i comes next */
	void *state;
};

void fake_play(const struct fake_script *given);

/* The screen now, a line a row, spaces at the ends left out; styles as a map of one character a cell. */
void fake_rows(struct buf *out);
bool fake_shows(const char *text); /* visual order, base letters and forms as painted */
uint32_t fake_style(int row, int col);
void fake_size(int *rows, int *cols);
bool fake_cursor(int *row, int *col); /* false: hidden */
const char *fake_said(void); /* by a linear terminal, all its bytes */
const char *fake_copied(void);
int fake_lent(void); /* how often the terminal was given to another program */
unsigned fake_frames(void); /* how often the screen was sent */

#endif
