/*
 * met.h: which sentences of a text the reader has met in another print of the same story.
 *
 * Sentences are compared by three words in a row, folded: one of which nearly
 * all are known is known itself. Nothing is known of a text that nobody was
 * told before. Total: any bytes are a text.
 */
#ifndef JARIDA_UI_MET_H
#define JARIDA_UI_MET_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct met_range {
	size_t start_cp, end_cp;
};

struct met {
	uint64_t *shingles; /* of what was met; ascending once met_ready() was called */
	size_t n, cap;
	struct met_range *ranges; /* of the last text that was looked at */
	size_t n_ranges, cap_ranges;
	uint64_t key; /* free for the caller: the paragraph that the ranges are of */
	bool has_key;
};

void met_done(struct met *met); /* zeroed is allowed; and is so again */

void met_add(struct met *met, struct str text); /* a paragraph that was met */
void met_ready(struct met *met);                /* that was all of them */

/* The sentences of a paragraph that are known, into ranges. */
void met_find(struct met *met, struct str text);

#endif
