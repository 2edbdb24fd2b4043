/*
 * htmlpage.h: a page, what is known of its elements, and where its text is.
 *
 * Private to news. The rules look at how text, links and punctuation are
 * spread, at what elements are called, and at what the page says of itself;
 * none is about one site.
 */
#ifndef JARIDA_NEWS_HTMLPAGE_H
#define JARIDA_NEWS_HTMLPAGE_H

#include "news/markup.h"
#include "news/story.h"

#include <stdbool.h>
#include <stdint.h>

/* What an element says that it is, by tag, role, class and id. */
enum part {
	PART_UNKNOWN,
	PART_BODY,    /* the text of an article */
	PART_OTHER,   /* navigation, sharing, comments, advertisements */
	PART_RELATED, /* other stories */
	PART_DATE,
	PART_AUTHOR,
	PART_KICKER
};

enum part part_of(const struct markup_node *node);

/* What the page says of its article: texts as they stand in it, not clean. */
struct page_meta {
	struct str title, site, author, lang, url, description, body, kicker;
	struct str published, updated;
	struct buf sections;                 /* one a line */
	const struct markup_node *heading;   /* the element that holds the title, or NULL */
};

struct page {
	struct markup_tree tree;
	struct arena *arena; /* for its texts */
	struct str base;     /* what links are relative to */
	struct page_meta meta;
	bool *dropped;       /* one a node, by number */
};

/* htmlmeta.c */
void page_read_meta(struct page *page, struct str url);

/* htmlld.c: what scripts of linked data say of an article, where the page itself has not said it. */
void page_read_linked_data(struct page *page);

/* htmlmain.c: the element that holds the article's text; what is none of it in there is marked as dropped. Never NULL. */
const struct markup_node *page_find_main(struct page *page);

/* A text of the node as one line, kept with the page. */
struct str page_text(struct page *page, const struct markup_node *node);

#endif
