/*
 * finder.h: where a text meets what was asked for, and whether an article does.
 *
 * A finder is made of a query (expr.h), or of what is being typed while a text
 * is read, at one level (level.h). It is what marks matches, everywhere.
 *
 * Of a query: words, phrases and beginnings as match.h finds them, those of
 * title:… in titles only. What stands under a NOT marks nothing. Fields are
 * facts of which a text tells nothing.
 *
 * What is typed is a part of a text, inside of words too, as in less and vi.
 * At the folded level spelling does not count; at the exact one letters, case and
 * tashkeel are those that were typed; at the level of stems, words of the same
 * stems are found besides, so that each level finds what the one before does.
 * After a quotation mark whole words are meant, at any level; until the second
 * one is typed, of the last word only the beginning.
 *
 * A finder is constant once made: threads may share it, each with stems of its own.
 */
#ifndef JARIDA_WORDS_FINDER_H
#define JARIDA_WORDS_FINDER_H

#include "base/str.h"
#include "words/match.h"

#include <stdbool.h>
#include <stddef.h>

struct expr;
struct finder;

/* The query is not needed afterwards. */
struct finder *finder_new(const struct expr *expr, enum level level, struct stems *stems);
struct finder *finder_new_typed(struct str typed, enum level level, struct stems *stems);
void finder_free(struct finder *finder); /* NULL is allowed */

/* Whether there is anything that it could find in a text. */
bool finder_marks(const struct finder *finder);

/*
 * Replace hits by the places in a text, usually a paragraph: whole clusters,
 * ascending, none overlaps. The number of a hit is that of its word or phrase in the query.
 */
void finder_find(const struct finder *finder, struct stems *stems, struct str text, bool is_title, struct hits *hits);

/*
 * Whether an article meets the query at this level. The first n_titles of its
 * texts are its titles. Fields are taken to be met; a word in which
 * there is nothing to be found says nothing.
 */
bool finder_meets(const struct finder *finder, struct stems *stems, const struct str *texts, size_t n,
                  size_t n_titles);

#endif
