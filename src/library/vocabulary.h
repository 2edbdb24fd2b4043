/*
 * vocabulary.h: the words of all articles, their stems, and in how many articles they are.
 *
 * Private to library. Every word of every article that was indexed is there,
 * folded. It answers which words have a stem or a beginning, so that the
 * index needs to know neither, and how telling a word is.
 *
 * That is a statistic: of the first COUNT_ALL articles all are counted, then
 * one in COUNT_ONE_OF, for as many: always COUNT_IN_A_ROW that were stored one
 * after another, since many articles counted in one change are far cheaper
 * than as many in several; nothing is taken back when an article is
 * removed, and what another process adds may be seen late. What has been
 * looked up is kept in memory: a word that is known costs no look at the file.
 */
#ifndef JARIDA_LIBRARY_VOCABULARY_H
#define JARIDA_LIBRARY_VOCABULARY_H

#include "base/arena.h"
#include "base/err.h"
#include "library/analysis.h"
#include "words/stem.h"

#include <stdbool.h>
#include <stdint.h>

struct library;
struct vocabulary;

enum { COUNT_ALL = 20000, COUNT_ONE_OF = 16, COUNT_IN_A_ROW = 256 };

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *vocabulary); /* NULL is allowed */

/* --- in a change --- */

/* For how many articles one stands when they are counted; 0: it is not counted. */
uint32_t vocabulary_weight(int64_t article);

/* Take the words of an article, and count it; with article 0 it was counted before. */
int vocabulary_count(struct library *library, int64_t article, const struct analysis *analysis, struct err *err);

/* Write what was counted; at the end of the change. */
int vocabulary_save(struct library *library, struct err *err);

/* What is in memory is of no use any more. */
void vocabulary_forget(struct library *library);

/* Empty it; in a change. */
int vocabulary_clear(struct library *library, struct err *err);

/* Make the list of the most frequent words when the vocabulary has outgrown it; reads all words. */
int vocabulary_refresh(struct library *library, struct err *err);

/* --- in a snapshot or a change --- */

/* About how many articles have the word, 0 for one that none has; how many there are; words an article. */
int vocabulary_df(struct library *library, struct str word, int64_t *df, struct err *err);
int vocabulary_documents(struct library *library, int64_t *documents, struct err *err);
double vocabulary_mean_length(struct library *library); /* after that */

/* Forget what is of another state of the index (index_state()) than this. For those who read only. */
int vocabulary_follow(struct library *library, int64_t state, struct err *err);

/* Whether vocabulary_refresh() has something to do. */
int vocabulary_is_stale(struct library *library, bool *stale, struct err *err);

struct vocabulary_word {
	struct str word; /* in the caller's arena */
	int64_t df;
};

/*
 * The words of a stem, in the arena, up to n of them, the most frequent first; how many,
 * or a negative err_code.
 */
int vocabulary_of_stem(struct library *library, struct str stem, int n, struct arena *arena,
                       struct vocabulary_word **words, struct err *err);

/*
 * The same of a beginning. Where more than a thousand words begin so, only
 * the most frequent ones of all words are looked at. *all says in how many articles those that were looked at
 * are, an article counted for each.
 */
int vocabulary_of_prefix(struct library *library, struct str prefix, int n, struct arena *arena,
                         struct vocabulary_word **words, int64_t *all, struct err *err);

/* Stemmers, for this connection's thread. */
struct stems *vocabulary_stems(struct library *library);

#endif
