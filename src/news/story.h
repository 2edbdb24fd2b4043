/*
 * story.h: an article while it is being built, and how it is stored.
 *
 * Private to news. An article is either parsed (pieces in an arena) or plain
 * (a file read where it is looked at, plain.h); article.c hides which.
 */
#ifndef JARIDA_NEWS_STORY_H
#define JARIDA_NEWS_STORY_H

#include "base/arena.h"
#include "base/buf.h"
#include "news/article.h"

struct plain;

struct stored_paragraph {
	struct paragraph paragraph;
	uint64_t offset_b; /* bytes of text before it */
};

struct article {
	struct arena *arena;
	struct article_meta meta;
	struct stored_paragraph *paragraphs;
	size_t n_paragraphs, cap_paragraphs;
	struct link *links;
	size_t n_links, cap_links;
	uint64_t size_b;
	struct buf debris;
	bool verbatim;       /* its lines are its paragraphs; the title is none of them, or a copy */
	struct plain *plain; /* NULL when parsed */
};

struct article *story_new(void);
void story_free(struct article *story); /* NULL is allowed */

/* A copy of text for the metadata: one line, no overrides, embeddings or isolates, single spaces. */
struct str story_meta_text(struct article *story, struct str text);

/* The same of text that is not clean yet. */
struct str story_meta_raw(struct article *story, struct str text);

/* Append a paragraph, in pieces when it is long. An empty one stands for a blank line. */
void story_add_paragraph(struct article *story, enum paragraph_kind kind, struct str text);

/* Remember what was left out. */
void story_add_debris(struct article *story, struct str line);

/* Append a link; its texts are copied as metadata. */
void story_add_link(struct article *story, const struct link *link);

/*
 * When all paragraphs are there: directions, language, addresses in the text.
 * A language that is set already stays unless the letters are of another script.
 */
void story_finish(struct article *story);

/* Append a story to the list, which owns it from then on. */
void story_list_add(struct story_list *list, struct article *story);

#endif
