/*
 * topics.h: what an article is about, as numbers.
 *
 * Private to library. The telling words of an article by their stems, so that
 * spellings of a name (أمريكي, أميركي) and forms of a word are one topic: no
 * word that says nothing (words/stop.h), at most TOPICS_MAX, those that come
 * often and in few articles first. A topic is one number: 25 bits of a hash of
 * the stem, in order; how often it is there and whether in the title; and four bits by
 * which one form of the word is told from another. Two lists are compared by
 * walking over both.
 *
 * No weights are kept, only what the article itself says: how telling a word
 * is, is asked when articles are compared, of the library as it is then.
 */
#ifndef JARIDA_LIBRARY_TOPICS_H
#define JARIDA_LIBRARY_TOPICS_H

#include "base/buf.h"
#include "library/analysis.h"
#include "library/sketch.h"

#include <stdbool.h>
#include <stdint.h>

struct stems;

/*
 * In how many articles of how many a topic is, when there are few: as if there
 * were so many more of the usual kind, of which each general word is in a sixteenth.
 */
static inline double topic_of(int64_t articles)
{
	return (double)articles + 1000;
}

static inline double topic_in(int64_t df, bool general)
{
	return (double)df + (general ? 1000.0 / 16 : 0);
}

enum { TOPICS_MAX = 104, TOPIC_HASH_BITS = 25, TOPIC_MAX_TIMES = 4 };

/* A topic while it is an article's own: with words. */
struct topic {
	uint32_t hash;
	uint32_t stem_b;         /* length of its stem */
	uint32_t form;           /* of the most frequent form, four bits */
	uint32_t times;
	bool in_title;
	bool general;            /* stories of any kind have it (words/general.h), or it is a short number */
	const struct term *term; /* of its forms, the one to be shown */
	uint32_t form_times;
	double weight;           /* these two are free for the caller */
	uint32_t n_near;
};

struct topics {
	struct topic *items; /* ascending by hash */
	size_t n, cap;
	size_t n_words;      /* of the article, without those that say nothing */
};

/* All topics of an article; n_words and items are made anew, and nothing is allocated if there is room. */
void topics_make(struct topics *topics, const struct analysis *analysis, struct str lang, struct stems *stems);
void topics_done(struct topics *topics);

/* Leave those of the greatest weights. */
void topics_keep(struct topics *topics, size_t most);

/* --- as bytes --- */

enum { PACKED_HEAD_B = 8, PACKED_MAX_B = PACKED_HEAD_B + 4 * (TOPICS_MAX + SKETCH_MAX) };

/* At most TOPICS_MAX of them: topics_keep(). */
void topics_pack(const struct topics *topics, const struct sketch *sketch, struct buf *out);

/* What was packed, to look at without unpacking it. */
struct packed_topics {
	const unsigned char *numbers; /* n of four bytes */
	size_t n, n_words;
};

/* false: these are no packed topics. The sketch may be NULL. */
bool topics_read(struct str bytes, struct packed_topics *packed, struct sketch *sketch);

static inline uint32_t packed_number(const struct packed_topics *packed, size_t i)
{
	const unsigned char *p = packed->numbers + 4 * i;
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint32_t number_hash(uint32_t number)
{
	return number >> 7;
}

static inline uint32_t number_times(uint32_t number)
{
	return (number & 3) + 1;
}

static inline bool number_in_title(uint32_t number)
{
	return number >> 2 & 1;
}

static inline uint32_t number_form(uint32_t number)
{
	return number >> 3 & 15;
}

#endif
