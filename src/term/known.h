/*
 * known.h: the table of terminals: how one is recognised, what it is sent so
 * that it leaves the order of the cells alone, and what undoes that.
 *
 * Answers beat the environment, which leaks from one terminal into another;
 * it is asked only where no answer came, or where nothing could be asked that
 * tells one terminal from another. The table knows bytes, it sends none.
 */
#ifndef JARIDA_TERM_KNOWN_H
#define JARIDA_TERM_KNOWN_H

#include "term/replies.h"
#include "term/terminal.h"

#include <stdbool.h>

struct known {
	const char *name;

	/* How it is recognised: the first of these that is given decides. NULL or -1: not this way. */
	const char *xtversion;          /* its answer to XTVERSION begins so */
	const char *da3;                /* its unit id */
	int da2[2];                     /* the first two numbers of DA2; only where XTVERSION is not answered */
	const char *env, *env_prefix;   /* a variable, and what its value begins with (NULL: is set) */
	int env_least;                  /* … or the least number that the variable holds */
	int least[2];                   /* … of those that XTVERSION or version_env say to be this version or later */
	const char *version_env;

	enum bidi_mode model;           /* what its rows are sent as once off was sent */
	const char *off, *on;           /* NULL: nothing to send */
	const char *what;               /* for people: what off does */

	/* Plain letters in visual order are drawn joined, once off was sent: no presentation forms needed. */
	bool joins;
};

struct identity {
	const struct known *known; /* never NULL */
	bool replied, from_environment;
	bool sync;                 /* takes synchronized output (?2026) */
	bool joins;                /* as in its row, whatever it said about mode 8 */
	char name[64];             /* as the terminal calls itself where it does */
};

/* The variables that tell of a terminal, through get (getenv's shape). */
typedef char *known_getenv(const char *name);

/* Decide from the answers, else from the environment, else by default. */
void known_decide(struct identity *identity, const struct replies *replies, known_getenv *get);

#endif
