/*
 * keyterms.h: the words that tell most about an article.
 *
 * A word tells the more the oftener the article has it and the fewer other
 * articles do (tf·idf, from the vocabulary of the library); one in the title,
 * a name in another script, a longer number or a compound weighs more. Words of
 * one stem are one term, spelt as the article spells it most often; two words
 * that mostly stand together are one, too. Without a library (or with an empty
 * one) the article alone decides, and stop words are all that is left out.
 */
#ifndef JARIDA_LIBRARY_KEYTERMS_H
#define JARIDA_LIBRARY_KEYTERMS_H

#include "base/arena.h"
#include "base/str.h"
#include "news/article.h"
#include "words/stem.h"

struct library;

struct key_term {
	struct str text; /* in the caller's arena: a word, or two with a blank between */
	double weight;
};

enum { KEY_TERMS_MAX = 32 };

/* The best n of them, the best first, into terms; returns how many. The article is gone through whole. */
int library_key_terms(struct library *library, struct article *article, struct stems *stems, struct arena *arena,
                      struct key_term *terms, int n);

#endif
