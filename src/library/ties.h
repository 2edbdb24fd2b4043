/* ties.h: what the reader said of two articles: that they belong together, or do not. Private to library. */
#ifndef JARIDA_LIBRARY_TIES_H
#define JARIDA_LIBRARY_TIES_H

#include "library/related.h"

enum { TIES_MAX = 200 };

struct ties {
	struct {
		int64_t id;
		enum tie tie;
	} items[TIES_MAX];
	size_t n;
};

/* Those of an article; in a snapshot. */
int ties_load(struct library *library, int64_t id, struct ties *ties, struct err *err);

bool ties_cut(const struct ties *ties, int64_t id);

/* Set the tie, in a change; *before is what it was. Articles that are gone are left alone. */
int tie_set(struct library *library, int64_t a, int64_t b, enum tie tie, enum tie *before, struct err *err);

#endif
