/*
 * feed.h: what the readers of RSS, Atom and JSON Feed have in common.
 *
 * Private to news. A reader fills in an item with what the feed says, as it
 * says it; here it becomes a story.
 */
#ifndef JARIDA_NEWS_FEED_H
#define JARIDA_NEWS_FEED_H

#include "base/buf.h"
#include "base/str.h"
#include "news/intake.h"
#include "news/markup.h"

#include <stdbool.h>

struct feed {
	struct intake *in;
	const struct markup_tree *tree; /* NULL for JSON */
	struct arena *arena;            /* for the texts of items */
	struct feed_info info;          /* its title and language stand for those of its items */
	struct str base;                /* what its links are relative to */
	struct str author;
};

enum text_kind {
	TEXT_ANY,  /* HTML if it looks like it, as in RSS */
	TEXT_PLAIN,
	TEXT_HTML
};

struct feed_text {
	struct str text; /* UTF-8, not clean */
	enum text_kind kind;
};

/* All but `base` may be empty. */
struct feed_item {
	struct feed_text title, body;
	struct str url, guid, author, source, lang, date, updated;
	struct str base;       /* for the addresses in the body */
	struct buf categories; /* one a line */
	bool summary;          /* the body is not the whole text, as the feed says */
};

void feed_item_init(struct feed_item *item);
void feed_item_done(struct feed_item *item);
void feed_add_category(struct feed_item *item, struct str name);

/* Make a story of the item and give it. False: no more is wanted. */
bool feed_give(struct feed *feed, const struct feed_item *item);

/* Tell of the feed itself; its texts may have markup and be unclean. */
void feed_tell(struct feed *feed, struct feed_text title, struct feed_text description);

/* A copy of what the node holds: its text, or with elements in it what stands there as HTML. */
struct feed_text feed_node_text(const struct feed *feed, const struct markup_node *node);

/* The address relative to the place of the node (xml:base); empty when it is none. node may be NULL. */
struct str feed_url(const struct feed *feed, const struct markup_node *node, struct str link);
struct str feed_base(const struct feed *feed, const struct markup_node *node);

/* The readers; the root is that of the format. */
void rss_read(struct feed *feed, const struct markup_node *root);
void atom_read(struct feed *feed, const struct markup_node *root);
int jsonfeed_import(struct intake *in, struct str utf8, struct err *err);

#endif
