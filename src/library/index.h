/*
 * index.h: what makes fulltext.h and vocabulary.h of articles, and keeps them so.
 *
 * Private to library. Articles that a change stores are analysed at once, and
 * indexed together at its end, in the order of their documents: FTS5 takes
 * them far cheaper so. What could not be indexed with its change (a library of
 * an older version, another analysis, an index that was emptied) has a bit,
 * BITS_WAITING, and is indexed in slices by library_catch_up().
 *
 * The index begins anew when INDEX_VERSION changes, and when more of it is of
 * articles that are not there any more than is worth carrying along.
 */
#ifndef JARIDA_LIBRARY_INDEX_H
#define JARIDA_LIBRARY_INDEX_H

#include "base/err.h"
#include "library/ready.h"

#include <stdbool.h>
#include <stdint.h>

struct index;
struct library;

/* Of all that decides what is in the index: the analysis, the folding, its own form, that of relate.h. */
enum { INDEX_VERSION = ANALYSIS_VERSION * 100 + 4 };

struct index *index_new(void);
void index_free(struct index *index); /* NULL is allowed */

/* In a change: an article that was stored, or whose text is another one now (known). Its words are made if they are not. */
int index_take(struct library *library, int64_t id, int64_t time, struct ready *ready, bool known, struct err *err);

/* In a change: an article that is there no more. */
int index_drop(struct library *library, int64_t id, struct err *err);

/* At the end of a change, before it is committed. */
int index_finish(struct library *library, struct err *err);

/* What was taken is not to be written; the change is rolled back. */
void index_forget(struct library *library);

/* A number that is another one when the index has changed; in a snapshot. */
int index_state(struct library *library, int64_t *state, struct err *err);

#endif
