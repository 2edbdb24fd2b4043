/*
 * wish.h: what the reader says of a feed: a line of the configuration, `:feed`, `fetch --set`.
 *
 * A wish rules over what it names, and leaves all else as it is. A feed that
 * has moved for good is known by the address that it had, too: the line that
 * names it need not be changed.
 */
#ifndef JARIDA_FETCH_WISH_H
#define JARIDA_FETCH_WISH_H

#include "base/err.h"
#include "base/str.h"
#include "library/feeds.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct feed_wish {
	char *url, *title, *folder; /* owned; NULL: nothing is said of it */
	int full_text;              /* 1, 0; -1: nothing is said of it */
	int every_min;              /* between two fetches, 0: the program's choice; -1: nothing is said of it */
};

void feed_wish_init(struct feed_wish *wish);
void feed_wish_done(struct feed_wish *wish);

/*
 * Take a word: an address, title=TEXT, folder=TEXT, full-text, full-text=yes|no, every=MIN. ERR_USAGE with what
 * is wrong, or the nearest name there is.
 */
int feed_wish_word(struct feed_wish *wish, const char *word, struct err *err);
const char *feed_wish_name(size_t i); /* of what stands before =; NULL after the last */

struct feed_wishes {
	struct feed_wish *wishes;
	size_t n, cap;
};

void feed_wishes_add(struct feed_wishes *wishes, struct feed_wish *wish); /* which it takes over */
void feed_wishes_copy(struct feed_wishes *to, const struct feed_wishes *from);
void feed_wishes_done(struct feed_wishes *wishes);

/* Give the feed what is wished of it; nothing is written where it has it already. The address stays. */
int feed_wish_apply(const struct feed_wish *wish, struct library *library, int64_t id, struct err *err);

/*
 * Subscribe to those that are not there, and apply the wishes. The ids of the first max new ones go into new_ids,
 * how many there are into *n_new. Nothing is written when all is as it is wished.
 */
int feed_wishes_apply(const struct feed_wishes *wishes, struct library *library, int64_t *new_ids, size_t max,
                      size_t *n_new, struct err *err);

/* The feed was at that address, and is the one of that id now. */
void feed_note_moved(struct library *library, struct str url, int64_t id);

#endif
