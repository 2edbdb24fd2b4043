/*
 * analysis.h: the words of an article, as all that looks for articles takes them.
 *
 * A story is taken apart and folded once (words/token.h, level.h); the index,
 * the vocabulary, related stories and key terms are made of what is found. It
 * depends on the story alone: what changes here changes ANALYSIS_VERSION,
 * with which an index is made anew.
 *
 * Its words stand in sequence, first those of the title, then those of the kicker
 * and the paragraphs. A compound gives its parts in their order, and the whole at the
 * place of the first (but for addresses, which are found by their parts).
 * Words of which nothing counts are left out. No phrase goes over the end of a
 * title or a paragraph: a gap is there.
 */
#ifndef JARIDA_LIBRARY_ANALYSIS_H
#define JARIDA_LIBRARY_ANALYSIS_H

#include "base/buf.h"
#include "base/str.h"
#include "news/article.h"
#include "words/token.h"

#include <stdbool.h>
#include <stdint.h>

enum { ANALYSIS_VERSION = 2 };

/* A word that the article has, once. */
struct term {
	uint32_t at_b, n_b;   /* its folded key: analysis_key() */
	uint32_t n;           /* how often it is there */
	uint32_t n_title;     /* of these, in the title */
	uint64_t hash;        /* of the key: analysis_hash() */
	struct str spelling;  /* the first in the article, borrowed from it; of a plain file empty */
	enum token_kind kind; /* of that */
	bool part;            /* it was a part of a compound there */
};

/* Zeroed at first, analysis_done() at last. Made anew, it allocates no more. */
struct analysis {
	struct buf words;       /* the sequence: words_next() */
	size_t title_b;         /* where the title ends in it */
	struct term *terms;     /* in the order in which they first come */
	size_t n_terms, cap_terms;
	size_t n_words;         /* in the sequence */
	bool words_only;
	uint32_t *slots;        /* of a hash table: 1 + number of a term */
	size_t n_slots;
	bool ready;
};

void analysis_make(struct analysis *analysis, struct article *article);

/* The sequence of its body, and nothing else. */
void analysis_make_body(struct analysis *analysis, struct article *article);
void analysis_done(struct analysis *analysis);

/* NULL when the article has no such word. */
const struct term *analysis_find(const struct analysis *analysis, struct str key);

uint64_t analysis_hash(struct str key);

static inline struct str analysis_key(const struct analysis *analysis, const struct term *term)
{
	return (struct str){analysis->words.p + term->at_b, term->n_b};
}

static inline struct str analysis_title(const struct analysis *analysis)
{
	return (struct str){analysis->words.p, analysis->title_b};
}

static inline struct str analysis_body(const struct analysis *analysis)
{
	return (struct str){analysis->words.p + analysis->title_b, analysis->words.n - analysis->title_b};
}

/* --- sequences: words, each with a space after it --- */

#define WORDS_GAP "\2" /* the word that stands for a gap; every body ends in one */

enum { WORDS_TOGETHER = 1 }; /* in front of a word: at the place of the one before */

struct sequence_word {
	struct str key;
	bool together;
};

/* Take the next word off a sequence; false at its end. Any bytes are one. */
bool words_next(struct str *rest, struct sequence_word *word);

/* Append one; a key that holds a space or a control character is none, and left out (false). */
bool words_add(struct buf *words, struct str key, bool together);

#endif
