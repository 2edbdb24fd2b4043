/*
 * probe.h: the terminal asked and used without taking the whole screen.
 *
 * For a command that prints: it asks as the reader does, in one burst that
 * ends with the fence, and says what came of it. The line is in raw mode only
 * while something is awaited; whatever is changed is laid ready to be undone,
 * as in the reader, at every way out.
 */
#ifndef JARIDA_TERM_PROBE_H
#define JARIDA_TERM_PROBE_H

#include "base/err.h"
#include "base/str.h"
#include "term/decode.h"
#include "term/facts.h"
#include "term/known.h"
#include "term/tty.h"

#include <stdbool.h>
#include <stdint.h>

struct probe {
	struct tty tty;
	struct decoder decoder;
	struct identity identity;
	int colors, rows, cols;
	bool found;  /* there is a terminal */
	bool remote;
	int wake_fd, sync_fd;
};

/*
 * Find the terminal: that of standard output, else the controlling one, so
 * that the output may be a file. Ask it, and decide; without one, decide by
 * the environment. ERR_TERMINAL where there is none or it is of no use; what
 * is known is in *probe nevertheless.
 */
int probe_open(struct probe *probe, int sync_fd, struct err *err);
void probe_close(struct probe *probe);

/*
 * Write bytes, and from now on wait for keys; undo is what gives the terminal
 * back then, also when a signal ends the program. False when it is gone.
 */
bool probe_show(struct probe *probe, struct str bytes, struct str undo);

/*
 * The next key, K_EOF when the terminal is gone. K_RESIZE: the process was
 * stopped and goes on: show it again. ^C ends the process as its signal does.
 */
uint32_t probe_key(struct probe *probe);

/* What was shown is undone, the line as before. */
void probe_give_back(struct probe *probe);

#endif
