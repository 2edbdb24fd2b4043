/*
 * query.h: a selection as the reader writes it, and back.
 *
 * The language is that of words/expr.h; these are its fields:
 *     feed:12 feed:jazeera folder:Press source:"BBC Arabic" lang:ar tag:later
 *     is:unread is:read is:starred date:2023 date:2023-05..2023-07-15
 *     sort:-size level:fold title:غزة
 * Values stand for the whole of a name (feed:, for a part of one; folder:, for what is below it too). A date
 * stands for all of its year, month or day, A..B from the beginning of A to the
 * end of B, and either may be left out. sort: is a sort key; with a hyphen
 * the other way round. level: says when two words are the same one (words/level.h);
 * of the same stem, unless it is said.
 *
 * Fields may be denied and stand beside OR, as long as no words stand with
 * them there: `-source:a`, `tag:a OR is:starred`. sort: and level: are for the
 * whole query.
 */
#ifndef JARIDA_LIBRARY_QUERY_H
#define JARIDA_LIBRARY_QUERY_H

#include "base/arena.h"
#include "base/buf.h"
#include "library/library.h"

#define QUERY_IS "unread|read|starred" /* the values of is: */

/*
 * Any text gives a selection: what in it says nothing is left out, and the
 * first of that is told as ERR_USAGE with its column (a feed that is not there:
 * ERR_NO_MATCH). Texts of the selection are in the arena. A feed is looked for
 * by name in the library; without one (NULL) only its number is known.
 */
int query_parse(struct str query, struct library *library, struct arena *texts, struct selection *selection,
                struct err *err);

/* The same, where sort, reverse and level are those of another selection unless the query says them. */
int query_parse_usual(struct str query, const struct selection *usual, struct library *library, struct arena *texts,
                      struct selection *selection, struct err *err);

/* The text that gives this selection, after what is in out; nothing for all articles, newest first. */
void query_format(const struct selection *selection, struct buf *out);

/*
 * Number i, from 0 on, of what the last term of a query may become: the query
 * so far with the name of a field, or a value of its field that begins as typed,
 * into out; false after the last. The library's own names are among them.
 */
bool query_candidate(struct str query, struct library *library, size_t i, struct buf *out);

#endif
