/*
 * near.h: which of some names was meant by a word that is none of them.
 *
 * The distance is that of letters put in, left out, changed, or swapped with
 * their neighbour; a name counts as meant when at most a third of its letters
 * differ. Bytes are letters here: names are ASCII.
 */
#ifndef JARIDA_BASE_NEAR_H
#define JARIDA_BASE_NEAR_H

#include <stddef.h>

enum { NEAR_NAME_B = 32 };

struct near {
	const char *word;
	char name[NEAR_NAME_B]; /* the nearest so far, or empty */
	size_t distance;
	char hint[NEAR_NAME_B + 24];
};

struct near near_to(const char *word); /* borrowed */
void near_try(struct near *near, const char *name);

/* The same with each of the words "a|b|c". */
void near_try_words(struct near *near, const char *words);

/* "; did you mean NAME?" when one of the names was near, else the empty text. Borrowed from near. */
const char *near_hint(struct near *near);

#endif
