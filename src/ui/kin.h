/*
 * kin.h: what else was written about an article, as the panel and the chain have it.
 *
 * Of a library these are the stories that library/related.h finds; of files,
 * those that the text was printed with or names. They are found once
 * for an article and kept for the last few (kin_get), until something in the
 * library has become another (kin_forget).
 *
 * The article itself is one of them, so that each of two orders is a way
 * through all of them: it is the first by strength, and at its place by date.
 */
#ifndef JARIDA_UI_KIN_H
#define JARIDA_UI_KIN_H

#include "ui/shelf.h"

#include <stdbool.h>
#include <stddef.h>

enum kin_kind { KIN_SELF, KIN_PINNED, KIN_READ_ALSO, KIN_PARENT, KIN_SAME, KIN_RELATED };

enum kin_order { KIN_BY_STRENGTH, KIN_BY_DATE };

enum {
	KIN_MAX = 10,   /* itself, and as many as there are digits */
	KIN_PRINTS = 3, /* of these the same story */
	KIN_KEPT = 12
};

struct kin_story {
	int64_t id, time;
	int date;              /* as in its row */
	int prints;            /* as in struct related_story */
	enum kin_kind kind;
	struct str title, source;
	struct str reasons;    /* the terms, each an isolate */
};

struct kin {
	int64_t id; /* 0: nothing is here */
	struct kin_story stories[KIN_MAX]; /* by strength */
	size_t n;
	struct arena *texts;
};

struct kin_cache {
	struct kin kept[KIN_KEPT];
	size_t oldest;
};

void kin_done(struct kin_cache *cache);
void kin_forget(struct kin_cache *cache); /* all */

/* What is kept of an article; NULL: nothing yet. */
const struct kin *kin_get(const struct kin_cache *cache, int64_t id);

/* Find it: some milliseconds, for pauses. Good until KIN_KEPT others were found. */
const struct kin *kin_find(struct kin_cache *cache, struct shelf *shelf, int64_t id);

/* The numbers of its stories in an order; by date those without one are the last. */
void kin_sort(const struct kin *kin, enum kin_order order, size_t numbers[KIN_MAX]);

#endif
