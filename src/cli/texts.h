/*
 * texts.h: the paragraphs of an article, each whole, by their numbers.
 *
 * Number 0 is the title; those after it are the paragraphs that `show --json`
 * prints, where the pieces of a long one are one.
 */
#ifndef JARIDA_CLI_TEXTS_H
#define JARIDA_CLI_TEXTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "news/article.h"

struct texts {
	struct str *at;
	size_t n, cap;
	struct arena *own;
	struct buf pieces;
};

void texts_init(struct texts *texts);
void texts_done(struct texts *texts);

/* Those of an article; of none (NULL) the title alone. They live until the next call, the title as long as it did. */
void texts_of(struct texts *texts, struct str title, struct article *article);

#endif
