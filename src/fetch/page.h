/*
 * page.h: the whole text of an item that the feed summarises. Private to fetch.
 */
#ifndef JARIDA_FETCH_PAGE_H
#define JARIDA_FETCH_PAGE_H

#include "fetch/refresh.h"

struct page {
	enum asked asked;         /* ASKED_PAGE */
	struct str url;
	int64_t feed;
	uint64_t size_b;          /* of the text that is there */
	struct article_meta item; /* what the feed says of it */
};

/* What is to be asked for, in the arena; NULL when the whole text is there, or no address. */
struct page *page_wanted(struct work *work, struct arena *arena, const struct article *article,
                         const struct stored_story *stored);

/* Put the text of the page in the place of the summary, if it is longer, and tell. False: the library has failed. */
bool page_answered(struct work *work, const struct page *page, const struct answer *answer);

#endif
