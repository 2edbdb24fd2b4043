/*
 * pack.h: the body of an article as bytes, for a store.
 *
 * Paragraphs with their kinds and directions, links, and what was dropped;
 * metadata is the store's own business. Reading is total: bytes that were not
 * written here give NULL, never more memory than their length justifies.
 */
#ifndef JARIDA_NEWS_PACK_H
#define JARIDA_NEWS_PACK_H

#include "base/buf.h"
#include "base/str.h"
#include "news/article.h"

void article_pack(struct article *article, struct buf *out);

/* An article of its own with these metadata, which are copied; NULL when the bytes are damaged. */
struct article *article_unpack(struct str bytes, const struct article_meta *meta);

#endif
