/*
 * related.h: what else has been written about this, and why it is said to be so.
 *
 * Stories are related by what tells in both: few articles have it, and these
 * two often; names, numbers and words in Latin letters tell more. Beside
 * that, the text may name the other one, or the reader may have put the two
 * together. Another outlet's print of the same story is no related
 * story but the story itself: of each group one is given, with their number.
 *
 * What shares less than some part of what tells is not related: in libraries of 48 articles
 * that were written far apart 1.2 others are told of as related to one (many of them are), and
 * .81 of the halves of one article find each other (bench-related.sh).
 *
 * Nothing is compared that does not share something rare, so that an answer takes a few
 * milliseconds in a library of a million articles (5.0 ms, 9.6 for 99 of 100; of 413,000: 3.9
 * and 6.4; of 100,000: 3.0 and 3.7). An article that was
 * stored is found, and finds, from the end of its change on
 * (library_catch_up() for a library of an older version).
 */
#ifndef JARIDA_LIBRARY_RELATED_H
#define JARIDA_LIBRARY_RELATED_H

#include "base/err.h"
#include "base/str.h"
#include "library/library.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum related_kind {
	RELATED_READ_ALSO, /* one names the other: as a story to read, as its parent, by its address */
	RELATED_SAME,      /* the same story from elsewhere */
	RELATED_SIMILAR
};
const char *related_kind_name(enum related_kind kind); /* "read-also", "same-story", "related" */

enum related_order {
	RELATED_BY_STRENGTH, /* pinned ones first, then the strongest */
	RELATED_BY_DATE      /* the oldest first */
};

enum { RELATED_REASONS = 5 };

struct related_story {
	int64_t id;
	int64_t time;  /* as in its row */
	enum related_kind kind;
	bool pinned;   /* by the reader */
	double score;  /* from 0 to 1: how much of what tells is shared */
	int prints;    /* 1, or how many stories here are this one told again */
	struct str reasons[RELATED_REASONS]; /* what both tell of, as the asked one spells it, the best first */
	size_t n_reasons;
};

struct arena;

struct related {
	struct related_story *stories;
	size_t n;
	struct arena *texts;
};

void related_done(struct related *related); /* zeroed is allowed */

/* Up to most stories that are related to a stored one. ERR_NO_MATCH: it is not there; none related is no error. */
int library_related(struct library *library, int64_t id, enum related_order order, size_t most,
                    struct related *related, struct err *err);

/* The same for an article that is not in the library. */
int library_related_to(struct library *library, struct article *article, enum related_order order, size_t most,
                       struct related *related, struct err *err);

/* The ids of all prints of its story, itself among them, the earliest first: up to n; how many, or an err_code. */
int library_prints(struct library *library, int64_t id, int64_t *ids, int n, struct err *err);

/*
 * What the reader says of two articles: that they belong together, or do not;
 * TIE_NONE takes that back. A step of the journal. ERR_NO_MATCH, ERR_USAGE (one with itself).
 */
enum tie { TIE_NONE = -1, TIE_CUT, TIE_PINNED };
int library_tie(struct library *library, int64_t a, int64_t b, enum tie tie, struct err *err);

#endif
