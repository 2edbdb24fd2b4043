/*
 * restore.h: the terminal is given back at every way out.
 *
 * The bytes and the line settings that undo what was done are laid ready
 * beforehand; terminal_restore_now() writes them with write(2) and nothing
 * else, so that signal handlers may call it. Statics: there is one terminal
 * in a process and a handler has no other way to find it.
 *
 * Every signal whose default ends the process is caught for that, whoever sends
 * it and whichever thread crashes, and ends it then with the status that it would
 * have had; one that was ignored at the start (nohup) stays so. SIGKILL cannot be
 * caught. Real-time signals nobody sends.
 */
#ifndef JARIDA_TERM_RESTORE_H
#define JARIDA_TERM_RESTORE_H

#include "base/str.h"

#include <stdbool.h>
#include <termios.h>

enum { RESTORE_MAX_B = 512 };

enum {
	SIGNALLED_WINCH = 1 << 0,
	SIGNALLED_STOP = 1 << 1,
	SIGNALLED_CONT = 1 << 2
};

/* What is to be undone from now on: bytes to out_fd, line settings to in_fd. bytes.n <= RESTORE_MAX_B. */
void restore_arm(int out_fd, struct str bytes, int in_fd, const struct termios *settings);

/* Install the handlers. Returns the descriptor to poll for what they saw, or -1 with errno. */
int restore_install(void);
void restore_uninstall(void);

/* What was signalled since the last call: a set of SIGNALLED_…. */
unsigned restore_take_signals(void);

/* Stop the process group as ^Z does; returns when continued. */
void restore_stop(void);

#endif
