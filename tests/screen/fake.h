/*
 * fake.h: a terminal that answers and switches its bidi as a real one does.
 *
 * It reads all that the program writes, finds questions and switches in it,
 * and collects the answers. It draws nothing; that is libvterm's part.
 */
#ifndef JARIDA_TESTS_SCREEN_FAKE_H
#define JARIDA_TESTS_SCREEN_FAKE_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

struct profile {
	const char *name, *term;
	const char *xtversion, *da3, *da2, *da1; /* whole answers, NULL: none */
	int mode_8, mode_2026;                   /* what DECRQM says at first, -1: no answer */
	const char *off, *on;                    /* what switches its bidi */
	const char *env;                         /* a variable that it sets, NULL: none */
	const char *behind;                      /* a multiplexer: the profile of the terminal behind it */
	const char *passage;                     /* … what a sequence for that one begins with, NULL: none passes */
};

struct fake {
	const struct profile *profile;
	bool implicit;       /* its own bidi is on */
	bool stale;          /* something was painted after a switch and before everything was cleared */
	bool cleared;
	bool alternate;
	bool utf8;           /* else each byte is a character */
	int col;             /* characters since the last return */
	char sequence[128];  /* being read */
	size_t n;
	struct buf answers;
};

/* NULL when there is no such terminal. */
const struct profile *fake_profile(const char *name);

void fake_init(struct fake *fake, const struct profile *profile);
void fake_done(struct fake *fake);
void fake_read(struct fake *fake, struct str bytes);

#endif
