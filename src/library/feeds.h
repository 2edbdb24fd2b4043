/*
 * feeds.h: the subscriptions of a library, and how fetching them went.
 *
 * Times are seconds since 1970. Texts of a row are borrowed until the next
 * call on the same library.
 */
#ifndef JARIDA_LIBRARY_FEEDS_H
#define JARIDA_LIBRARY_FEEDS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct library;

struct feed_row {
	int64_t id;
	struct str url, title, site_url, lang;
	struct str folder;         /* "Press/Gulf" in OPML; empty: none */
	bool full_text;            /* fetch the page behind each item */
	int interval_min;          /* between two fetches; 0: the program's choice */
	/* How it went. */
	int64_t fetched, next;     /* last answer; not before; 0: never, at once */
	struct str etag, modified; /* for the next question */
	int failures;              /* in a row */
	struct str failure;        /* the last one's cause, empty when the last fetch went well */
	bool gone;                 /* the server said that it will not come back */
	int64_t articles, unread;
};

/* Subscribe; an address that is there already keeps its id and gets what was empty. */
int library_add_feed(struct library *library, const struct feed_row *row, int64_t *id, bool *is_new,
                     struct err *err);
int library_remove_feed(struct library *library, int64_t id, struct err *err); /* its articles stay */
int library_feed(struct library *library, int64_t id, struct feed_row *row, struct err *err);

/*
 * By url, exactly, by number, by the whole title, or by a part of title or url, where only one has it.
 * ERR_NO_MATCH, or ERR_USAGE when several have it.
 */
int library_find_feed(struct library *library, struct str name, int64_t *id, struct err *err);

/* In the order of the list: by folder, then title. Stops when each returns false. */
int library_feeds(struct library *library, bool (*each)(void *to, const struct feed_row *row), void *to,
                  struct err *err);

/* The url, title, site_url, lang, folder, full_text and interval of row.id become those of row. */
int library_change_feed(struct library *library, const struct feed_row *row, struct err *err);

/* How a fetch went: fetched, next, etag, modified, failures, failure and gone of row.id become those of row. */
int library_feed_fetched(struct library *library, const struct feed_row *row, struct err *err);

#endif
