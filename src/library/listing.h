/*
 * listing.h: a selection in its order, in one of two ways.
 *
 * Private to library. Few articles (a small feed, the starred ones) are a set:
 * their ids and sort keys are gathered and sorted in memory, anew when the
 * library has changed. Many are a walk along an index, which finds the next
 * rows of a page soon because there are many.
 */
#ifndef JARIDA_LIBRARY_LISTING_H
#define JARIDA_LIBRARY_LISTING_H

#include "base/arena.h"
#include "library/ask.h"
#include "library/db.h"

/* What the statements of a selection are about. */
enum base { BASE_ALL, BASE_TIME, BASE_FEED, BASE_SOURCE, BASE_LANG, BASE_TAG, BASE_BITS, BASE_TEXT };

struct entry {
	int64_t number, id;
	const char *text; /* "" where the order has none */
};

enum query {
	QUERY_ON,
	QUERY_BACK,
	QUERY_COUNT,
	QUERY_COUNT_SOURCE,
	QUERY_UP_TO,
	QUERY_AT,
	QUERY_AT_BACK,
	QUERY_ONE,
	N_QUERIES
};

struct finder;

enum { SCORE_ONE = 1000000 }; /* a rank of 1 as the number of an entry */

struct listing {
	struct library *library;
	struct arena *own;          /* texts of the selection */
	struct arena *texts;        /* of the rows given out last */
	struct selection selection;
	/* As of this generation: */
	bool known;
	uint64_t generation;
	int64_t source, tag;        /* ids of what the selection names; 0: there is none such, so nothing is selected */
	bool nothing;
	bool deleted;               /* something is: statements look */
	int64_t count;              /* -1: not counted yet */
	bool is_set;
	struct arena *keys;         /* texts of entries */
	struct entry *entries;
	size_t n_entries, cap_entries;
	sqlite3_stmt *queries[N_QUERIES];
	/* What its words ask the index for, in a state of it; and for orders other than by date, all that answers. */
	bool asks, asked_known;
	int64_t asked_state;
	struct asked asked;
	struct finder *finder;
	int64_t *hits;
	size_t n_hits, cap_hits;
	bool hits_known, hits_many; /* many: they are in the bits alone */
	int64_t hits_below; /* while they are looked for: those of documents from this number on are there */
	struct bits hit_bits;
};

/* listing.c: a snapshot, and the listing as of it; db_read_end() ends it. The rows given out before are done with. */
int listing_look(struct listing *listing, struct err *err);
void listing_forget_texts(struct listing *listing);
void listing_forget_queries(struct listing *listing);

/* listing-text.c: words of a selection, on the index. */
void text_init(struct listing *listing);
void text_done(struct listing *listing);
bool text_walks(const struct listing *listing); /* its order is that of the index, which is walked */
int text_look(struct listing *listing, struct err *err); /* the question, as of this snapshot */
int text_hits(struct listing *listing, struct err *err); /* all that answer */
int text_all(struct listing *listing, struct err *err);  /* the same, where they would have to be looked at one by one */
int text_rank(struct listing *listing, struct err *err); /* the best of them, into the set */
bool text_meets(struct listing *listing, int64_t id);    /* the article itself, at the exact level */

/* select.c: statements. Text is appended; types and names of parameters are those that select_bind() knows. */
bool select_needs_row(const struct listing *listing);
const char *select_id(const struct listing *listing, enum base base); /* what the article's id is */
void select_hit(const struct listing *listing, const char *id, struct buf *sql); /* that it answers, where no base says so */
void select_filters(const struct listing *listing, const char *id, struct buf *sql);
/* The index that gives the articles of the selection by date, with as few others as may be; but for that of words. */
enum base select_base(const struct listing *listing);
enum base select_base_of_all(const struct listing *listing); /* for all of them, after text_all() */
void select_from(const struct listing *listing, enum base base, struct buf *sql); /* "article a INDEXED BY … WHERE …" */
const char *select_number(const struct listing *listing);  /* what the order's number is */
sqlite3_stmt *select_prepare(struct listing *listing, struct buf *sql, struct err *err);
int select_each(struct listing *listing, struct buf *sql, void (*each)(void *to, int64_t id), void *to,
                struct err *err); /* each id that it answers with; sql is done with */
void select_bind(struct listing *listing, sqlite3_stmt *statement);
void select_bind_number(sqlite3_stmt *statement, const char *name, int64_t number);
void select_bind_text(sqlite3_stmt *statement, const char *name, const char *text);

bool selection_is_all(const struct selection *selection); /* listing-number.c: of all articles, or all unread ones */
bool listing_descends(const struct listing *listing); /* in its numbers; of sources, their dates */

/* listing-set.c: gather and sort, when the selection is small enough; is_set says so. */
int set_make(struct listing *listing, struct err *err);
void set_add(struct listing *listing, struct entry entry);
size_t set_after(const struct listing *listing, const struct row_place *place); /* entries before and at the place */

/* listing-walk.c: ids after a place; how many up to it; the id of a number from the beginning or the end. */
int walk_ids(struct listing *listing, const struct row_place *from, bool back, int64_t *ids, int n, struct err *err);
int64_t walk_count(struct listing *listing);
int64_t walk_up_to(struct listing *listing, const struct row_place *place);
int walk_at(struct listing *listing, int64_t skip, bool back, int64_t *id, struct err *err);

#endif
