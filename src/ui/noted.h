/*
 * noted.h: marks and places that are not in the library (yet).
 *
 * A key never waits for another writer: what it marks is noted here and
 * written later. Of a library that is only read, nothing is ever written and
 * the notes last as long as the reader; then the oldest give way to new ones.
 */
#ifndef JARIDA_UI_NOTED_H
#define JARIDA_UI_NOTED_H

#include "library/library.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NOTED_MAX = 4096 };

struct note {
	int64_t id;
	enum article_mark mark;
	bool on;
};

struct noted {
	struct note *notes;
	size_t n, cap;
	struct pos *places; /* pos.article is the id */
	size_t n_places, cap_places;
};

void noted_done(struct noted *noted);

void noted_mark(struct noted *noted, int64_t id, enum article_mark mark, bool on);
bool noted_find(const struct noted *noted, int64_t id, enum article_mark mark, bool *on);
void noted_first_done(struct noted *noted); /* notes[0] has been written */

/* The row as it is with its notes. */
void noted_apply(const struct noted *noted, struct article_row *row);

void noted_set_place(struct noted *noted, struct pos place);
void noted_first_place_done(struct noted *noted);
bool noted_place(const struct noted *noted, int64_t id, struct pos *place);

#endif
