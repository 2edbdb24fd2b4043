/*
 * match.h: where keywords stand in a text, all of them in one walk.
 *
 * A keyword is a word or a phrase at a level (level.h). It is found as whole
 * words: the words of the phrase one after another, whatever stands between
 * them. Compounds (token.h) are found by their parts in a row and as a whole,
 * from either side: می‌خواهد, می خواهد and میخواهد are one. Only an @name or
 * a #hashtag alone is found as nothing else. Of the last word, only the
 * beginning may be given: at stem level too it is letters, not a stem, and
 * those letters are what is found. A keyword may be
 * found anywhere instead, inside of words too: then what is compared is
 * folded text, any run of spaces being one space.
 *
 * A matcher is constant once made: threads may share it, each with stems of
 * its own. The time for a text does not grow with the number of keywords, but
 * with that of beginnings.
 */
#ifndef JARIDA_WORDS_MATCH_H
#define JARIDA_WORDS_MATCH_H

#include "base/str.h"
#include "words/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEYWORD_MAX_WORDS = 32, KEYWORD_MAX_CP = 256, HITS_MAX = 1 << 20 };

struct keyword {
	struct str text;
	enum level level; /* of no meaning when found anywhere */
	bool anywhere;
	bool prefix; /* of the last word only the beginning is given; of no meaning when found anywhere */
};

/* The place of a keyword, by its number; whole clusters. */
struct hit {
	uint32_t keyword;
	size_t from_b, to_b;
	size_t from_cp, to_cp;
};

/* Zeroed at first; hits_free() at last. Kept between texts, it allocates no more. */
struct hits {
	struct hit *at;
	size_t n, cap;
	bool full; /* there are more than HITS_MAX */
};

void hits_free(struct hits *hits);

struct matcher;

/*
 * Texts are not needed afterwards. A keyword in which no word or letter is, or
 * that is longer than the limits above, is never found.
 */
struct matcher *matcher_new(const struct keyword *keywords, size_t n, struct stems *stems);
void matcher_free(struct matcher *matcher); /* NULL is allowed */

/* Whether that keyword, by its number, is one that can be found. */
bool matcher_knows(const struct matcher *matcher, uint32_t keyword);

/*
 * Replace hits by all places of all keywords in a text, also where they
 * overlap: by their beginning, the longer first, then by number. Text is
 * usually a paragraph: a phrase may go over a line end in it.
 */
void matcher_find(const struct matcher *matcher, struct stems *stems, struct str text, struct hits *hits);

/* Leave only what can be marked: from the beginning on, the longest at each place; none overlaps. */
void hits_thin(struct hits *hits);

/* Of thinned hits, the number of the first that ends after a code point; n when none does. */
size_t hits_behind(const struct hits *hits, size_t cp);

#endif
