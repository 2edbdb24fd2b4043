/*
 * stats.h: what the line to the terminal has carried, counted as it goes.
 *
 * All that is written between two keys is the cost of the first of them. The
 * median is that of the last STATS_RECENT keys. Pure; the caller has the clock.
 */
#ifndef JARIDA_TERM_STATS_H
#define JARIDA_TERM_STATS_H

#include "term/terminal.h"

#include <stddef.h>
#include <stdint.h>

enum { STATS_RECENT = 512 };

struct stats {
	unsigned long keys, writes;
	uint64_t bytes, first_b;       /* first_b: before the first key */
	uint64_t key_b, worst_b;       /* for the key being answered; at most */
	uint32_t recent[STATS_RECENT]; /* a ring of what keys have cost */
	int64_t key_ms;                /* when the key came that nothing has been written for, or -1 */
	int longest_ms;                /* from a key to the end of the first write after it */
};

void stats_init(struct stats *stats);
void stats_key(struct stats *stats, int64_t now_ms);
void stats_wrote(struct stats *stats, size_t n_b, int64_t now_ms);

/* Into the members of *sums that are known here. */
void stats_sum(const struct stats *stats, struct terminal_stats *sums);

#endif
