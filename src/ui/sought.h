/*
 * sought.h: what is looked for while a text is read, and where it is found.
 *
 * Or the words of a query that has found the text in a library, at the level of that.
 * What is typed after / and \ at the level of the option match-level: one
 * finder (words/finder.h), and what it found in the paragraphs that were asked
 * about last, so that a picture does not look through a long one again.
 */
#ifndef JARIDA_UI_SOUGHT_H
#define JARIDA_UI_SOUGHT_H

#include "base/str.h"
#include "words/expr.h"
#include "words/finder.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SOUGHT_SLOTS = 64 };

struct sought_slot {
	bool used;
	uint64_t key;
	size_t n_b; /* of the text */
	struct hits hits;
};

/* Zeroed at first, but for the level of what is typed; sought_done() at last. */
struct sought {
	enum level level;
	struct str typed; /* owned */
	enum level typed_level;
	bool of_query;    /* instead of what was typed */
	struct finder *finder;
	struct stems *stems; /* made when they are wanted first */
	struct sought_slot slots[SOUGHT_SLOTS];
	struct hits hits; /* of a text of no key */
};

void sought_done(struct sought *sought);

void sought_set(struct sought *sought, struct str typed);
void sought_set_query(struct sought *sought, const struct expr *expr, enum level level);
void sought_set_level(struct sought *sought, enum level level); /* of what was typed */

/* Whether there is anything that a text could hold. */
bool sought_any(const struct sought *sought);

/* The texts behind the keys are other ones from now on. */
void sought_forget(struct sought *sought);

/* Where it is in the text of a key, in order, none over another; valid until the next call. */
const struct hits *sought_in(struct sought *sought, uint64_t key, struct str text, bool is_title);

/* Whether it is in a text of no key. */
bool sought_has(struct sought *sought, struct str text);

#endif
