/*
 * shingles.h: from a number of a sketch to the articles that have it.
 *
 * Private to library. Numbers are hashes: in a tree of their own each new one
 * would be on another page, and eight pages be written for each article. So
 * what a change adds is a run, a sorted list packed into chunks; runs of about
 * the same length are made into one, until they are long. An article is then
 * written a few times, each time beside others, and a number is looked up in
 * each run: in order, for many articles at once.
 *
 * Nothing is taken back: who finds an article looks whether it is there, and
 * still has that number.
 */
#ifndef JARIDA_LIBRARY_SHINGLES_H
#define JARIDA_LIBRARY_SHINGLES_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct library;

enum { SHINGLE_ARTICLES = 64 }; /* of one number, so many are kept in a run: the latest */

struct shingle {
	uint32_t number, article;
};

/* In a change: add them; they are sorted for it. */
int shingles_add(struct library *library, struct shingle *items, size_t n, struct err *err);

/*
 * The articles that have the numbers, which ascend: take() gets the place of
 * the number in the list and an article, about the latest ones first.
 */
int shingles_find(struct library *library, const uint32_t *numbers, size_t n,
                  void (*take)(void *to, size_t i, int64_t article), void *to, struct err *err);

/* In a change. */
int shingles_clear(struct library *library, struct err *err);

#endif
