/*
 * trail.h: places: where one was, and where one wants to come back to.
 *
 * A place is a struct pos: article number, key, code point; never a row of
 * the screen.
 */
#ifndef JARIDA_UI_TRAIL_H
#define JARIDA_UI_TRAIL_H

#include "news/article.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRAIL_MAX = 200, TRAIL_MARKS = 64 };

struct mark {
	uint32_t letter;
	struct pos pos;
};

struct trail {
	struct pos past[TRAIL_MAX]; /* oldest first */
	size_t n, at;               /* at == n: not in the past */
	struct mark marks[TRAIL_MARKS];
	size_t n_marks;
	struct pos last; /* before the last jump; article 0: none */
};

void trail_init(struct trail *trail);

/* Leaving `here` for another article: what was ahead is forgotten. */
void trail_leave(struct trail *trail, struct pos here);

/*
 * Back or forward from `here`, which is remembered; back from nowhere
 * (article 0), where no way leads forward to. False at the ends.
 */
bool trail_back(struct trail *trail, struct pos here, struct pos *to);
bool trail_forward(struct trail *trail, struct pos here, struct pos *to);

/* False when there is no room for one more mark. */
bool trail_mark(struct trail *trail, uint32_t letter, struct pos pos);
bool trail_find_mark(const struct trail *trail, uint32_t letter, struct pos *pos);

#endif
