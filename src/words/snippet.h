/*
 * snippet.h: the best piece of a text around what was found in it.
 *
 * The piece holds as many different words of the query as there is room for,
 * then as many hits, then it is the first of all such. It begins and ends
 * between words where there are spaces, at clusters in any case. Of several
 * paragraphs the best is the first that has the highest score.
 */
#ifndef JARIDA_WORDS_SNIPPET_H
#define JARIDA_WORDS_SNIPPET_H

#include "base/buf.h"
#include "base/str.h"
#include "words/match.h"

#include <stdbool.h>
#include <stddef.h>

struct snippet {
	size_t from_b, to_b;
	size_t from_cp, to_cp;
	bool cut_before, cut_after; /* an ellipsis belongs there */
	unsigned score;             /* 0: no hits */
};

/* hits as finder_find() gives them; at most max_col columns with its ellipses. */
struct snippet snippet_of(struct str text, const struct hits *hits, size_t max_col);

/* Append it with its ellipses, line ends as spaces; moved becomes the hits in what was appended, in its own counts. */
void snippet_add(const struct snippet *snippet, struct str text, const struct hits *hits, struct buf *out,
                 struct hits *moved);

#endif
