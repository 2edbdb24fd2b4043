/*
 * score.h: how much two articles tell of the same. Private to library.
 *
 * Of each topic that both have: how telling it is by the frequencies of now
 * (its idf to a power: what is rare counts for more than its share), more for a name, a
 * number, a word in Latin letters, one with the article; less for a short
 * stem, which may be two words; times how often it is there in both, as in BM25 (Robertson
 * and others), each having less of it the longer the article is; more in the same form, and in a title.
 *
 * Then the best are compared again among themselves: what most of them tell of
 * as well does not tell which of them it is.
 *
 * Halves of 9,961 articles that look for their other half (bench-related.sh;
 * without title and date; weights chosen on every other article, figures of the rest; another print of the
 * wanted one is the wanted one, as a group is one row; without that .392 .572):
 *                                   MRR@10  recall@10
 *   this                             .397    .578   (respelled the same; with dates .446 .618,
 *                                                    with titles .468 .662, with both .518 .697)
 *     not compared again             .387    .567
 *     idf as it is                   .402    .577   (where they were chosen: .395 .574, and .396 .578 with the power)
 *     no length                      .349    .521
 *     often there is as once         .361    .527
 *     often here is as often         .398    .581
 *     with the article no more       .395    .577
 *     short stems no less            .397    .577
 *     Latin and numbers no more      .398    .579
 *     same form no more              .397    .580
 *   Xapian's bm25, Arabic stemmer    .354    .509   (respelled .342 .489)
 *   FTS5's bm25, unicode61           .323    .476   (respelled .300 .441)
 *   cosine of words as they are      .309    .483
 * In a model without limits, on the articles that weights were chosen on: bm25 of folded
 * words .320 .478; stems in place of them .364 .528; no words that say nothing .363 .532; often in the
 * question counts little more than once, and idf to the power of 1.5: .376 .554, of 1.7 .379 .559; forms
 * with the article and short stems .382 .564; the best 50 compared again .397 .576 (the best 128 .393, 300 .389).
 * Tried and left: pairs of words
 * as topics (.367), triples, the whole folded word beside its stem (.373 at 1.5),
 * lengths by cosine (.369), number of common topics (.362), what the best ones tell of as well
 * (.376), how often a word comes where it comes (.380), consonants alone beside the stem (.380); after that how near
 * the best are to each other (.388).
 * With 48 topics a half .371, with 24 .324.
 */
#ifndef JARIDA_LIBRARY_SCORE_H
#define JARIDA_LIBRARY_SCORE_H

#include "base/err.h"
#include "library/topics.h"

struct library;

/* What tells how much; 1 (powers and lengths: 0) is no difference. */
struct score_weights {
	double rare;         /* power of the idf */
	double rare_here;    /* and of that among the articles that are most like it */
	double many_here;    /* times that count half, of the article that is asked about */
	double many_there;   /* and of the others */
	double length;       /* how far a long article has less of each */
	double with_article; /* nouns and names */
	double short_stem;   /* may be two words */
	double latin, mixed; /* or numbers; Storm-0558 */
	double same_form;
	double title_here, title_there;
	double least;        /* score from which on one is related */
};

/* Those that are used (weights.c; benchmarks link others). */
const struct score_weights *score_weights(void);

struct scorer {
	const struct score_weights *weights;
	int64_t articles;
	double mean_words;
};

/* Weigh the topics of the article that others are compared with; in a snapshot. */
int score_begin(struct scorer *scorer, struct library *library, const struct analysis *analysis,
                struct topics *topics, struct err *err);

double score_of(const struct scorer *scorer, const struct topics *topics, const struct packed_topics *other);

/*
 * What most of those that are most like the article tell of as well, tells less which of them are.
 * Count the topics of each of them, then narrow the weights: n were counted.
 */
void score_count(struct topics *topics, const struct packed_topics *other);
void score_narrow(const struct scorer *scorer, struct topics *topics, size_t n);

/* What it scores with itself. Above 0. */
double score_whole(const struct scorer *scorer, const struct topics *topics);

/* The topics that count for the most of that score, general ones last, up to n; how many: none that says little beside the best. */
size_t score_reasons(const struct scorer *scorer, const struct topics *topics, const struct packed_topics *other,
                     const struct topic **reasons, size_t n);

/* --- articles that topics led to, and what these weigh --- */

struct lead {
	int64_t id;
	double weight;
};

struct leads {
	struct lead *items; /* a hash table */
	size_t n, slots;
};

void leads_add(struct leads *leads, int64_t id, double weight);

/* Put the best ones first, up to most, in no order; how many. Nothing can be added then. */
size_t leads_best(struct leads *leads, size_t most);
void leads_done(struct leads *leads);

#endif
