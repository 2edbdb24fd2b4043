/* markdown.h: what is inside a paragraph of Markdown (CommonMark 0.30 §6). Private to news. */
#ifndef JARIDA_NEWS_MARKDOWN_H
#define JARIDA_NEWS_MARKDOWN_H

#include "base/str.h"
#include "news/blocks.h"

#include <stddef.h>

enum { MARKDOWN_MAX_LINKS = 1000 };

/* [label]: address */
struct markdown_link {
	struct str label, url;
};

struct markdown_links {
	struct markdown_link items[MARKDOWN_MAX_LINKS];
	size_t n;
	struct str base; /* what addresses are relative to */
};

/* Add the text, without the signs that mark it, and its links to the block that is being written. */
void markdown_add(struct blocks *blocks, struct str text, const struct markdown_links *links);

#endif
