/*
 * fulltext.h: the table of SQLite's FTS5 that says where each word is.
 *
 * Private to library. It holds folded words (analysis.h), beginnings of those of titles
 * (beginnings.h), and no texts: rowid
 * is the number of a document (table doc), which is the second of its
 * publication, or a free one soon after, so that newest first is the order of
 * the table. Its tokenizer knows nothing of words: an article comes as the
 * sequence of its words, and so does what is looked for (ask.h): words that
 * stand in for one another are at one place. Documents are never taken
 * out: of an article that was changed or removed only its number is taken back.
 */
#ifndef JARIDA_LIBRARY_FULLTEXT_H
#define JARIDA_LIBRARY_FULLTEXT_H

#include "base/err.h"
#include "library/analysis.h"

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

struct library;

/* Make tokenizer and functions known to a connection; an SQLite code. The library may be NULL for making tables. */
int fulltext_register(sqlite3 *db, struct library *library);

/* The same, once a library; before any statement that names the table. */
int fulltext_ready(struct library *library, struct err *err);

/* Whether the table consists of more segments than that; in a snapshot or a change. */
int fulltext_has_many(struct library *library, int segments, bool *many, struct err *err);

/* The body comes first: a place in the first column costs two bytes less, and most are there. */
enum { COLUMN_BODY, COLUMN_TITLE };

/* How much each phrase of a query tells, and how long articles are: what relevance() needs. */
enum { RANKED_PHRASES = 64 };
struct ranking {
	double weights[RANKED_PHRASES];
	int n;
	double mean_length;
};

#endif
