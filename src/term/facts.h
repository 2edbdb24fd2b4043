/*
 * facts.h: all that is known of the terminal, as rows of names and values.
 *
 * The reader's info and `jarida check-terminal` tell these same rows. Values
 * are printable ASCII whatever the terminal or the environment says.
 */
#ifndef JARIDA_TERM_FACTS_H
#define JARIDA_TERM_FACTS_H

#include "base/buf.h"
#include "term/decode.h"
#include "term/known.h"
#include "term/memory.h"

#include <stdbool.h>
#include <stddef.h>

enum { FACTS_MAX = 64 };

struct fact {
	const char *group; /* "answers", "environment", "advice": rows that follow each other; NULL: stands alone */
	const char *name;
	char *value; /* "": not known */
};

struct facts {
	struct fact rows[FACTS_MAX];
	size_t n;
};

/* What is to be told of. */
struct facts_of {
	const struct identity *identity;
	const struct decoder *decoder;
	bool recalled;               /* by answers of another time */
	enum bidi_mode asked, chosen; /* by option; as remembered; BIDI_AUTO: nothing */
	const struct memory_choice *remembered; /* for this terminal, in use or not */
	int colors;                  /* -1: not known */
	int rows, cols;              /* 0: not known */
	bool remote;
	bool linear;                 /* lines of text are printed (terminal_options) */
};

void facts_collect(struct facts *facts, const struct facts_of *of, known_getenv *get);
void facts_done(struct facts *facts);

/* What comes of asked and chosen for such a terminal. */
enum bidi_mode facts_model(const struct facts_of *of);

/* Append s with every byte that is not printable ASCII as in "\e[8l\a\x9b". */
void facts_printable(struct buf *out, struct str s);

#endif
