/*
 * child.h: a program of the reader's choice, started without a shell.
 *
 * Its words are given as they are, so that nothing in them means anything to
 * anyone but the program itself.
 */
#ifndef JARIDA_BASE_CHILD_H
#define JARIDA_BASE_CHILD_H

#include "base/err.h"

/*
 * The path of a program: the name itself where it holds a slash, else the first that can be run in the
 * folders of PATH (those that begin with a slash). NULL when there is none; to be freed.
 */
char *child_find(const char *name);

enum child_way {
	CHILD_HERE,  /* it has the terminal, and its end is waited for; where it stops, so do we */
	CHILD_BESIDE /* in a session of its own, without the terminal; nothing waits for it */
};

/*
 * Run it; argv ends in NULL. Returns its status (128 and the signal's number when it died of one; 0 of one
 * beside), or ERR_INPUT when it cannot be started. The terminal is to be given back before, for CHILD_HERE.
 */
int child_run(const char *path, char *const *argv, enum child_way way, struct err *err);

#endif
