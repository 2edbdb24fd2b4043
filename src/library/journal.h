/*
 * journal.h: what the reader did, step by step, and back. Private to library.
 *
 * A step of marks is the bits that it turned: to take it back they are turned
 * again. The last STEPS can be taken back; with an older one goes what it
 * deleted for good.
 */
#ifndef JARIDA_LIBRARY_JOURNAL_H
#define JARIDA_LIBRARY_JOURNAL_H

#include "library/db.h"
#include "library/related.h"
#include "library/store.h"

struct listing;
struct row_place;

enum { STEPS = 100 };

/* Bits that are turned: marks of the library, and the same ids in turned[]. */
struct turn {
	struct bits turned[N_BITS];
	int64_t count; /* articles */
};

void turn_done(struct turn *turn);
void turn_bit(struct library *library, struct turn *turn, enum bits_kind kind, int64_t id);

/* Feeds count their articles: as these bits have been turned. */
int turn_count_feeds(struct library *library, const struct turn *turn, struct err *err);

/* Write a step of marks, of "N articles WHAT"; none when nothing was turned. In a change, as the next. */
int journal_add_turn(struct library *library, const struct turn *turn, const char *what, struct err *err);
int journal_add_tag(struct library *library, int64_t id, struct str tag, bool on, struct err *err);
int journal_add_tie(struct library *library, int64_t a, int64_t b, enum tie before, enum tie now, struct err *err);

/* Remove the article for good; its hashes stay, so that it is still known. */
int article_remove(struct library *library, int64_t id, struct err *err);

/* notes.c: whether that changed anything goes into *changed. */
int tag_set(struct library *library, int64_t id, struct str tag, bool on, bool *changed, struct err *err);

/* rows.c: whether the article is there and not deleted: 0, ERR_NO_MATCH. */
int article_look(struct library *library, int64_t id, struct err *err);

/* listing.c: up to n ids that follow the place, which then is that of the last one; how many. For going through all. */
int listing_ids(struct listing *listing, struct row_place *from, int64_t *ids, int n, struct err *err);

#endif
