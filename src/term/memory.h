/*
 * memory.h: what is remembered of terminals, from one run to the next.
 *
 * One small text file, $XDG_STATE_HOME/jarida/terminals, two kinds of lines:
 *
 *     seen KEY DOUBT NAME=VALUE…      what a terminal on a slow line answered
 *     choice IDENTITY NAME=VALUE…     what the reader found to be right in a terminal
 *
 * Answers are recalled by what is known before asking, so that the first frame
 * need not wait for them; the questions are sent all the same, and the answers
 * decide. That is for remote lines alone: on a local one the answers are there
 * in a few milliseconds, and a wrong guess would paint wrongly for a moment.
 * For the same reason a key under which another terminal has answered since is
 * in doubt, and is not used until the same one has answered some times in a
 * row. In a multiplexer nothing is recalled: it answers by itself, at once.
 *
 * The file (notes.h) is not trusted: lines that are damaged count for nothing,
 * and what a line says is held to the bounds of a real answer. Where it cannot
 * be read or written there is no memory, and no word about it.
 */
#ifndef JARIDA_TERM_MEMORY_H
#define JARIDA_TERM_MEMORY_H

#include "base/buf.h"
#include "term/known.h"

#include <stdbool.h>

enum {
	MEMORY_KEY_B = 256,   /* of a key or an identity, with its NUL; a longer one is not remembered */
	MEMORY_LINES = 32    /* of each kind */
};

/* What was chosen in a terminal, as the words of the options are counted; 0 is `auto`: nothing was. */
struct memory_choice {
	int bidi; /* enum bidi_mode */
	int shape, lam_alef, marks;
};

bool memory_nothing_chosen(const struct memory_choice *choice);

/*
 * What the terminal is known by before it is asked: where the line comes from
 * and the variables that came along. "" where nothing is to be recalled.
 */
void memory_key(char key[MEMORY_KEY_B], known_getenv *get);

/*
 * What the terminal is known by once it has answered: XTVERSION, else DA2 and TERM, else the variables; a
 * multiplexer by its name with that of the terminal behind it.
 */
void memory_identity(char identity[MEMORY_KEY_B], const struct identity *who, const struct replies *replies,
                     known_getenv *get);

/* The answers under key, as if they had come; false where none are known, or they are in doubt. */
bool memory_recall_answers(struct replies *replies, const char *key, known_getenv *get);

/* These answers have come. Writes only when that is news. */
void memory_note_answers(const struct replies *replies, const char *key, known_getenv *get);

/* False where nothing was chosen; *choice is nothing then. */
bool memory_recall_choice(struct memory_choice *choice, const char *identity, known_getenv *get);

/* Remember a choice; one of nothing is forgotten. False when it could not be written. */
bool memory_note_choice(const struct memory_choice *choice, const char *identity, known_getenv *get);

/* Append the words of a choice, `bidi=inverse` and so on, with lead before each. */
void memory_print_choice(struct buf *out, const struct memory_choice *choice, const char *lead);

/* The path of that file among those of state (the one above is `terminals`), "" where there is no place for one. */
void memory_path(struct buf *path, const char *name, known_getenv *get);

#endif
