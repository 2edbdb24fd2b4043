/*
 * relate.h: keeps what related stories are found by, article by article.
 *
 * Private to library. When the words of an article are indexed (index.h), in
 * the same change:
 *   topics   its topics and its sketch, packed (topics.h): by the article
 *   about    a table of FTS5 without texts or places: from a topic to the articles that have it among the
 *            most telling; rowid is the article. Nothing is taken back there:
 *            what was changed or removed is seen when its topics are read
 *   shingle  the lowest numbers of sketches, and their articles (shingles.h)
 *   topic    in about how many articles a topic is, counted as words are (vocabulary.h)
 * and `same` of the article's row when an earlier one is of the same story.
 * So an article costs the same whatever the library holds, and nothing of
 * another article is touched.
 *
 * How telling a topic is, is no part of it: that is asked when articles are
 * compared. What is decided once is which topics of a long article are kept,
 * by the frequencies of that day; while there are few articles, all are.
 */
#ifndef JARIDA_LIBRARY_RELATE_H
#define JARIDA_LIBRARY_RELATE_H

#include "base/err.h"
#include "library/ready.h"

#include <stdbool.h>
#include <stdint.h>

struct library;
struct relations;

struct relations *relations_new(void);
void relations_free(struct relations *relations); /* NULL is allowed */

/* In a change: an article with its words; known: there may be others of it; counted: and they were counted. */
int relate_take(struct library *library, int64_t id, struct ready *ready, bool known, bool counted, struct err *err);

/* In a change: an article that is there no more. */
int relate_drop(struct library *library, int64_t id, struct err *err);

/* In a change, before its row goes: the others that tell its story have another first one. */
int relate_inherit(struct library *library, int64_t id, struct err *err);

/* At the end of a change; what was taken is written. */
int relate_finish(struct library *library, struct err *err);
void relate_forget(struct library *library); /* it is not */

/* Empty it all; in a change. */
int relate_clear(struct library *library, struct err *err);

/* --- for who looks, in a snapshot --- */

/* How many articles there are, and words that tell something in one of them, on average. */
int relate_totals(struct library *library, int64_t *articles, double *mean_words, struct err *err);

/* In about how many a topic is. */
int relate_df(struct library *library, uint32_t hash, int64_t *df, struct err *err);

/* The word of a topic in table about. */
enum { TOPIC_WORD_B = 6 };
struct str topic_word(uint32_t hash, char room[TOPIC_WORD_B]);

/* Topics and sketch of an article, into bytes; ERR_NO_MATCH. */
int relate_load(struct library *library, int64_t id, struct buf *bytes, struct err *err);

#endif
