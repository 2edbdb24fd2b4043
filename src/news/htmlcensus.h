/*
 * htmlcensus.h: what is counted of the elements of a page before one of them
 * is chosen: how text, links and punctuation are spread over them, what of
 * that is like prose, and what is one of a list of cards or comments.
 *
 * Private to news. Linear in the size of the page.
 */
#ifndef JARIDA_NEWS_HTMLCENSUS_H
#define JARIDA_NEWS_HTMLCENSUS_H

#include "news/htmlpage.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CENSUS_UNIT_CP = 25 }; /* a shorter text is no prose */

/* What is known of an element: of the text directly in it (its unit), and of all in it. */
struct element {
	const struct markup_node *node;
	uint32_t parent;
	uint32_t block;            /* the nearest block that holds it, by number; itself if it is one */
	bool unseen, in_link;
	bool card;                 /* one of several that are alike, each with a link: a list of other stories */
	bool over_heading;         /* holds the title */
	bool in_title;             /* is the title, or in it */
	uint32_t own_cp, own_link_cp, own_marks;
	uint32_t text_cp, link_cp; /* of all */
	uint32_t card_cp;          /* of all: in cards */
	uint32_t n_headlines;      /* headings in it that are links */
	uint32_t n_units, n_labels; /* blocks in it: of prose, and of a few words that are no heading */
	float unit;                /* how much the unit is like prose */
	float prose;               /* the same, of all */
	float score;               /* of what is near; 0 here, for those who choose */
	enum part part;
};

struct census {
	const struct page *page;
	struct element *elements; /* one a node, by its number: parents come before their children */
	size_t n;
	bool nameless; /* what elements are called does not count */
};

void census_take(struct census *census, const struct page *page, bool nameless);
void census_done(struct census *census);

/* The part of its text that is in links, 0 to 1. */
float element_links(const struct element *element);

/* Whether two elements are called the same: tag and class, or tag and id where there is no class. */
bool element_same_name(const struct markup_node *a, const struct markup_node *b);

#endif
