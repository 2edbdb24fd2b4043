/*
 * sketch.h: a few numbers by which two prints of one story are recognised.
 *
 * Private to library. Every three words in a row of the body, folded, are a
 * shingle, and a hash of it a number; a sketch is the SKETCH_MAX lowest of
 * them. Of two texts that share much, the lowest numbers are mostly the same,
 * even if one is half of the other: what is the lowest of all stays the lowest
 * of a part that has it. So the KEYS lowest are what an index looks texts up by,
 * and all of them tell how much two texts share. The title does not count,
 * nor does anything that folding takes away. Hashes are the same everywhere.
 *
 * One lookup a number is all: sixteen bands of four numbers, the usual way,
 * miss a third of the texts that are half of another. Where two sketches leave it open, all
 * shingles of both texts tell.
 *
 * Prints planted among 413,000 articles (bench-related.sh, 885 of a kind): with one paragraph changed
 * .983 are found (.971 by sketches alone), shortened to half .996, with another title or
 * spelled in another way all; of 572 articles that were told as an earlier story, all share
 * half of their words with one.
 */
#ifndef JARIDA_LIBRARY_SKETCH_H
#define JARIDA_LIBRARY_SKETCH_H

#include "library/analysis.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SKETCH_MAX = 48,
	SKETCH_KEPT_B = 3, SKETCH_LOST_BITS = 8, /* bytes of a number are kept; those bits are not compared */
	SKETCH_KEYS = 8,
	SKETCH_LOOKED_UP = 12, /* of a new text: more than are kept of each, since what it adds may lie between */
	SKETCH_COMPARED = 16   /* texts that have one of them are compared, so many at most: those with most of them */
};

struct sketch {
	uint32_t n_shingles;          /* of the text */
	uint32_t n;                   /* numbers kept */
	uint32_t numbers[SKETCH_MAX]; /* ascending */
};

/* The number of every shingle, as they come in the text. Zeroed at first. */
struct shingle_list {
	uint32_t *numbers;
	size_t n, cap;
};

void shingle_list_add(struct shingle_list *list, uint32_t number);

/* All numbers are appended to that list; NULL: they are not wanted. */
void sketch_make(struct sketch *sketch, const struct analysis *analysis, struct shingle_list *all);

/*
 * How much the texts share of what they have together, from 0 to 1, when they
 * are of the same story: one has about half of the other, or more. Else 0.
 */
double sketch_same(const struct sketch *a, const struct sketch *b);

/* Whether the sketches may be wrong about that. */
bool sketch_in_doubt(const struct sketch *a, const struct sketch *b);

/* --- all shingles, for who wants to know --- */

/* Zeroed at first, shingle_set_done() at last. Made anew, it allocates no more. */
struct shingle_set {
	uint32_t *slots; /* a hash table; 0: free */
	size_t n_slots, n;
};

void shingle_set_make(struct shingle_set *set, const struct analysis *analysis);
void shingle_set_fill(struct shingle_set *set, const uint32_t *numbers, size_t n);
void shingle_set_done(struct shingle_set *set);
double shingle_set_same(const struct shingle_set *a, const struct shingle_set *b); /* as sketch_same() */

#endif
