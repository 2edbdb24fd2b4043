/*
 * refresh.h: the answer about a subscribed feed, into the library. Private to fetch.
 */
#ifndef JARIDA_FETCH_REFRESH_H
#define JARIDA_FETCH_REFRESH_H

#include "base/arena.h"
#include "fetch/transfer.h"
#include "fetch/work.h"
#include "library/feeds.h"

/* A feed as it was when it was asked for. Every struct that a request is of begins with what it is. */
enum asked { ASKED_FEED, ASKED_PAGE, ASKED_SOURCE };

struct feed_job {
	enum asked asked; /* ASKED_FEED */
	bool is_new;      /* subscribed just now */
	struct feed_row row;
};

struct refresh {
	struct work work;
	struct arena *arena;
	/* Of the document at hand: whether the feed's server is a public one, the feed, how many pages of it were asked for. */
	bool pages_public;
	int64_t pages_feed;
	int n_pages;
};

void refresh_init(struct refresh *refresh, const struct fetch_run *run);
void refresh_done(struct refresh *refresh);

/* A job in the arena, with copies of the row's texts. */
struct feed_job *refresh_job(struct refresh *refresh, const struct feed_row *row);

/* Of a feed, or of the page of an item: store, note how it went, tell. False: the run is to end. */
bool refresh_answered(struct refresh *refresh, void *of, const struct answer *answer);

/* Of a feed in the library, its address (NULL: stays) or that the full text is wanted; all else is as it is there now. */
void refresh_change(struct refresh *refresh, int64_t id, const struct str *url, bool full_text);

/* 0, or what ended the run. */
int refresh_result(const struct refresh *refresh, struct err *err);

#endif
