/*
 * query.h: a selection as the reader writes it, and back.
 *
 * Words and fields, parted by blanks, all of which an article must meet:
 *     feed:12 feed:jazeera source:"BBC Arabic" lang:ar tag:later title:غزة
 *     is:unread is:starred date:2023 date:2023-05..2023-07-15 sort:-size
 * A word without a field is one of the title. A value with blanks stands in
 * quotes, in which "" is one. A date stands for all of its year, month or day,
 * A..B from the beginning of A to the end of B, and either may be left out.
 * sort: is a sort key; with a hyphen the other way round.
 */
#ifndef JARIDA_LIBRARY_QUERY_H
#define JARIDA_LIBRARY_QUERY_H

#include "base/arena.h"
#include "base/buf.h"
#include "library/library.h"

/*
 * Any text gives a selection: what in it says nothing is left out, and the
 * first of that is told as ERR_USAGE (a feed that is not there: ERR_NO_MATCH).
 * Texts of the selection are in the arena. A feed is looked for by name in the
 * library; without one (NULL) only its number is known.
 */
int query_parse(struct str query, struct library *library, struct arena *texts, struct selection *selection,
                struct err *err);

/* The text that gives this selection, behind what is in out; nothing for all articles, newest first. */
void query_format(const struct selection *selection, struct buf *out);

#endif
