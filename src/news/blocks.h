/*
 * blocks.h: the paragraphs of a page or a document, before they are an article.
 *
 * Private to news. A reader that knows kinds and links (HTML, Markdown) makes
 * blocks; clipping.h makes stories of them. All text is clean.
 */
#ifndef JARIDA_NEWS_BLOCKS_H
#define JARIDA_NEWS_BLOCKS_H

#include "base/arena.h"
#include "base/buf.h"
#include "news/article.h"

#include <stddef.h>

struct block_link {
	size_t start_b, end_b; /* of the block's text */
	struct str url;        /* empty when it leads nowhere that could be told */
};

struct block {
	enum paragraph_kind kind;
	struct str text;
	size_t first_link, n_links;
};

struct blocks {
	struct arena *arena;
	struct block *items;
	size_t n, cap;
	struct block_link *links;
	size_t n_links, cap_links;
	/* The block that is being written. */
	struct buf text;
	bool space;         /* one is due before the next word */
	size_t open_links;  /* the first link of it */
};

void blocks_init(struct blocks *blocks);
void blocks_done(struct blocks *blocks);

/* Add running text: cleaned, every run of spaces and line ends one space. */
void blocks_add_text(struct blocks *blocks, struct str text);

/* Add text that keeps its spaces and lines. */
void blocks_add_verbatim(struct blocks *blocks, struct str text);

/* Where the text that is added next will stand, for blocks_add_link(). */
size_t blocks_offset(const struct blocks *blocks);

/* What was added since `from` is a link; url is copied, and may be empty. Nothing when it has no text. */
void blocks_add_link(struct blocks *blocks, size_t from, struct str url);

/*
 * End the block; one without text is none. KIND_PRE gives one a line, blank
 * ones between the first and the last included.
 */
void blocks_end(struct blocks *blocks, enum paragraph_kind kind);

/* The link that the block is the text of, for the most part; NULL when there is none. */
const struct block_link *block_link_of(const struct blocks *blocks, const struct block *block);

#endif
