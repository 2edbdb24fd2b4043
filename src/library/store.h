/* store.h: what library_store() is made of, for other files of the library. Private to library. */
#ifndef JARIDA_LIBRARY_STORE_H
#define JARIDA_LIBRARY_STORE_H

#include "library/identity.h"
#include "library/library.h"

/* The flags of an article's row. */
enum { ROW_DATED = 1, ROW_CLOCK = 2, ROW_RTL = 4, ROW_TEASER = 8 };

/* Seconds since 1970 of a date; at midnight UTC when it has no time. */
int64_t store_seconds(const struct date *date);

/* More articles and unread ones of a feed; 0: of none. */
int store_count(struct library *library, int64_t feed, int64_t articles, int64_t unread, struct err *err);

/* The links of a story that has an id now: to what is stored, and what is wanted. */
int links_store(struct library *library, struct article *story, int64_t id, const struct stored_story *stored,
                size_t n, struct err *err);

/* Who has waited for this article is linked to it. */
int links_resolve(struct library *library, const struct identity *identity, int64_t id, struct err *err);

#endif
