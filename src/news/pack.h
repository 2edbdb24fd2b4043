/*
 * pack.h: an article as bytes, for a store.
 *
 * Paragraphs with their kinds and directions, links, what was dropped, and
 * the metadata that lists do not show. Title, source, lang and url are the
 * store's own business: they stand in its rows. Reading is total: bytes that
 * were not written here give NULL or an article as any other, never more
 * memory than their length justifies.
 */
#ifndef JARIDA_NEWS_PACK_H
#define JARIDA_NEWS_PACK_H

#include "base/buf.h"
#include "base/str.h"
#include "news/article.h"

#include <stdbool.h>

/* Append the article; out->full when it does not fit. A plain file is read from beginning to end. */
void article_pack(struct article *article, struct buf *out);

/* What a store keeps of an article besides its bytes. */
struct pack_row {
	struct str title, source, lang, url;
};

/* An article of its own, with these texts, which are copied; NULL when the bytes are damaged. */
struct article *article_unpack(struct str bytes, const struct pack_row *row);

/* Whether a text from a file that anyone may have written is as clean as text/clean.h makes it, for a terminal's sake. */
bool text_is_clean(struct str text, bool line_ends);

#endif
