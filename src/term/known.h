/*
 * known.h: the table of terminals: how one is recognised, what it is sent so
 * that it leaves the order of the cells alone, and what undoes that.
 *
 * Answers beat the environment, which leaks from one terminal into another;
 * it is asked only where no answer came, or where nothing could be asked that
 * tells one terminal from another. TERM alone does not leak: every terminal
 * sets it, and ssh takes it along; it names those whose answers do not name them.
 * The table knows bytes, it sends none.
 *
 * Undone is only what was found to be on: on is NULL wherever mode 8 was sent
 * on the chance, and WezTerm, which answers that it is off, is never sent 8h.
 */
#ifndef JARIDA_TERM_KNOWN_H
#define JARIDA_TERM_KNOWN_H

#include "term/replies.h"
#include "term/terminal.h"

#include <stdbool.h>

/* How bytes reach the terminal behind a multiplexer. */
enum passage {
	PASSAGE_NONE, /* there is none to reach: this is the terminal */
	PASSAGE_TMUX, /* ESC Ptmux; with every ESC doubled, where allow-passthrough is on */
	PASSAGE_DCS,  /* GNU screen: the contents of a DCS go out as they are */
	PASSAGE_SHUT  /* there is one, and nothing reaches it: mosh, zellij */
};

struct known {
	const char *name;

	/* How it is recognised: the first of these that is given decides. NULL: not this way. */
	const char *xtversion;          /* its answer to XTVERSION begins so */
	const char *da3;                /* its unit id */
	const char *da2;                /* its DA2, * for any number; only where XTVERSION is not answered */
	const char *env, *env_prefix;   /* a variable, and what its value begins with (NULL: is set) */
	int env_least;                  /* … or the least number that the variable holds */
	bool env_too;                   /* … which has to be so besides da2: others answer the same */
	int least[2];                   /* … of those that XTVERSION or version_env say to be this version or later */
	const char *version_env;

	enum passage passage;
	enum bidi_mode model;           /* what its rows are sent as once off was sent */
	const char *off, *on;           /* NULL: nothing to send */
	const char *what;               /* for people: what off does */
	bool first_strong;              /* its own bidi takes the first letter of a row for its direction */
	int sync[2];                    /* synchronized output from this version on, though it answers otherwise */

	/*
	 * Plain letters in visual order are drawn joined, once off was sent, those too that have no presentation
	 * forms: its font does it (HarfBuzz). VTE joins by presentation forms as we do.
	 */
	bool joins;

	/*
	 * It orders whole rows, and leaves presentation forms as they are. PuTTY and QTerminal join letters
	 * themselves, too, but lam and alef then take a column less than they are counted for: PuTTY draws a blank
	 * after them, in QTerminal the rest of the row moves.
	 */
	bool keeps_forms;
	bool pieces;   /* of a row it orders each stretch of one style by itself */
};

enum { IDENTITY_BYTES_B = 128 };

struct identity {
	const struct known *known; /* never NULL: the row, or what the answer about mode 8 makes of it */
	bool replied, from_environment;
	bool sync;                 /* takes synchronized output (?2026) */
	bool joins, keeps_forms, pieces; /* as in its row, whatever it said about mode 8 */
	enum passage passage;      /* this is a multiplexer; the rest may tell of the terminal behind it (behind.h) */
	enum bidi_mode model;
	char off[IDENTITY_BYTES_B], on[IDENTITY_BYTES_B]; /* as they are to be written; "": nothing */
	const char *what;          /* for people */
	const char *hint;          /* what the reader can do to have it right; NULL */
	char name[96];             /* as the terminal calls itself where it does */
};

/* The variables that tell of a terminal, through get (getenv's shape). */
typedef char *known_getenv(const char *name);

/* Decide from the answers, else from the environment, else by default. */
void known_decide(struct identity *identity, const struct replies *replies, known_getenv *get);

/* The row of one that calls itself so (XTVERSION), else whose TERM is this; NULL when it is none of them. */
const struct known *known_find(const char *xtversion, const char *term);

/* What an answer about mode 8 makes of a terminal; NULL: it is as its row says. */
const struct known *known_mode_8(int answer);

/* The row of VTE, for one that is known by what leaks from it alone. */
const struct known *known_vte(void);

#endif
