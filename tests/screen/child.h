/*
 * child.h: the program under test in a pseudo-terminal, behind a keeper that
 * does for it what a shell does (its process group, stop and continue).
 *
 * Nothing here sleeps. When the program says that it is drawn and waits (a
 * byte on JARIDA_SYNC_FD), a marker is sent through the terminal's other end:
 * with the marker read, all that the program wrote before has been read.
 */
#ifndef JARIDA_TESTS_SCREEN_CHILD_H
#define JARIDA_TESTS_SCREEN_CHILD_H

#include "base/buf.h"
#include "fake.h"

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

enum { CHILD_PATIENCE_MS = 30000 };

struct child {
	int master, slave, sync, events, commands; /* -1: not open */
	pid_t keeper, program;
	struct termios settings; /* as they were before it ran */
	struct buf output;       /* all that was written, the markers taken out */
	struct buf unseen;       /* read, not yet looked through for the marker */
	struct buf begun;        /* the first bytes of a character, see show() */
	struct fake *fake;
	VTerm *vterm;
	bool late, split;        /* answers are withheld; are sent byte by byte */
	bool synced, marked, stopped, ended;
	int status;              /* exit code, 128 + n for a signal */
	unsigned n_markers;
};

struct child_setup {
	char *const *argv;
	const char *const *env; /* "NAME=value" beside those that are inherited */
	size_t n_env;
	const char *input;      /* standard input from this file, NULL: the terminal */
	int rows, cols;
	bool nohup;             /* SIGHUP is ignored */
};

/* False with a word on stderr. */
bool child_start(struct child *child, const struct child_setup *setup, struct fake *fake, VTerm *vterm);
void child_close(struct child *child);

void child_send(struct child *child, struct str bytes);
void child_resize(struct child *child, int rows, int cols);
void child_signal(struct child *child, int sig);
void child_continue(struct child *child);
void child_hang_up(struct child *child);
void child_answer(struct child *child); /* what was withheld */

/* Forget bytes of sync that belong to earlier steps. */
void child_expect_sync(struct child *child);

/* Each waits for what it says, or for the end of the program; false after CHILD_PATIENCE_MS. */
bool child_wait_drawn(struct child *child);
bool child_wait_stopped(struct child *child);
bool child_wait_ended(struct child *child);

/* The terminal's settings are those of before. */
bool child_settings_restored(const struct child *child);

#endif
