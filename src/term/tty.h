/*
 * tty.h: the line to the terminal: descriptors, settings, size, bytes.
 *
 * Standard input may be the article; keys then come from the controlling
 * terminal itself.
 */
#ifndef JARIDA_TERM_TTY_H
#define JARIDA_TERM_TTY_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

struct tty {
	int in_fd, out_fd;
	bool own_in; /* in_fd is ours to close */
	struct termios before;
};

/* Find the terminal and note its settings. ERR_TERMINAL when there is none. */
int tty_open(struct tty *tty, struct err *err);
void tty_close(struct tty *tty);

/* Bytes as they are typed, no echo, no signals from keys, no translation. False when it is gone. */
bool tty_raw(const struct tty *tty);

/* Rows and columns, or the given values where the terminal does not know; always within 1..TTY_MAX_…. */
enum { TTY_MAX_ROWS = 500, TTY_MAX_COLS = 1000 };
void tty_size(const struct tty *tty, int *rows, int *cols);

/* All of s; false when the terminal is gone. */
bool tty_write(const struct tty *tty, struct str s);

/* Bytes that were written and are not yet on the line, where the system tells. */
int tty_unsent(const struct tty *tty);

/* What is there, at most n; 0 when nothing is, -1 when the terminal is gone. Call when poll() says so. */
int tty_read(const struct tty *tty, char *out, size_t n);

/* The erase character, 0 when there is none. */
unsigned char tty_erase(const struct tty *tty);

#endif
