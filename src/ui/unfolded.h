/*
 * unfolded.h: the one story of a list whose other prints stand below it.
 *
 * They are not rows of the listing: going from row to row one finds them after
 * the first one, and the next row of the listing after the last of them.
 */
#ifndef JARIDA_UI_UNFOLDED_H
#define JARIDA_UI_UNFOLDED_H

#include "library/library.h"

enum { UNFOLDED_MAX = 64 };

struct unfolded {
	int64_t first;             /* 0: none is */
	int64_t ids[UNFOLDED_MAX]; /* the other prints */
	size_t n;
};

/* How many others there are; the story of a row, opened. */
int unfolded_count(struct library *library, int64_t first);
bool unfolded_open(struct unfolded *unfolded, struct library *library, int64_t first);

bool unfolded_has(const struct unfolded *unfolded, int64_t id); /* as one of the others */

/* The one after or before in the story, its first one included; 0: that is none of it. */
int64_t unfolded_step(const struct unfolded *unfolded, int64_t id, bool back);
int64_t unfolded_last(const struct unfolded *unfolded); /* of the story; 0: none is opened */

#endif
