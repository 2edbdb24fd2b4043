/*
 * stories.h: which new articles tell a story that an earlier one has told.
 *
 * Private to library. All of a change are looked at together at its end: the
 * numbers of their sketches are looked up in order (shingles.h). Where sketches leave it open, the
 * texts are compared word for word.
 */
#ifndef JARIDA_LIBRARY_STORIES_H
#define JARIDA_LIBRARY_STORIES_H

#include "base/err.h"
#include "library/sketch.h"

#include <stddef.h>
#include <stdint.h>

struct library;

struct sketched {
	int64_t id; /* 0: not there any more */
	size_t from; /* of the shingles of all, its first */
	struct sketch sketch;
};

/*
 * In a change: keep the sketches of articles whose topics are stored
 * (relate.h), and set `same` where a story is told again. They are sorted by
 * their ids; of two among them the later one is told again.
 */
int stories_take(struct library *library, struct sketched *items, size_t n, const uint32_t *shingles, struct err *err);

#endif
