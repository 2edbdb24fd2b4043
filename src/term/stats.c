#include "config.h"

#include "term/stats.h"

#include <stdlib.h>
#include <string.h>

void stats_init(struct stats *stats)
{
	*stats = (struct stats){.key_ms = -1};
}

/* The account of a key that has been answered. */
static void close_account(struct stats *stats)
{
	stats->recent[(stats->keys - 1) % STATS_RECENT] = stats->key_b < UINT32_MAX ? (uint32_t)stats->key_b : UINT32_MAX;
	if (stats->key_b > stats->worst_b)
		stats->worst_b = stats->key_b;
}

void stats_key(struct stats *stats, int64_t now_ms)
{
	if (stats->keys > 0)
		close_account(stats);
	stats->keys++;
	stats->key_b = 0;
	stats->key_ms = now_ms;
}

void stats_wrote(struct stats *stats, size_t n_b, int64_t now_ms)
{
	stats->writes++;
	stats->bytes += n_b;
	stats->key_b += n_b;
	if (stats->keys == 0)
		stats->first_b += n_b;
	int64_t took = stats->key_ms >= 0 ? now_ms - stats->key_ms : 0;
	if (took > stats->longest_ms)
		stats->longest_ms = (int)(took < INT32_MAX ? took : INT32_MAX);
	stats->key_ms = -1;
}

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

void stats_sum(const struct stats *stats, struct terminal_stats *sums)
{
	struct stats closed = *stats;
	if (closed.keys > 0)
		close_account(&closed);
	size_t n = closed.keys < STATS_RECENT ? closed.keys : STATS_RECENT;
	qsort(closed.recent, n, sizeof *closed.recent, compare);
	sums->keys = closed.keys;
	sums->writes = closed.writes;
	sums->bytes = closed.bytes;
	sums->first_b = closed.first_b;
	sums->median_b = n > 0 ? closed.recent[n / 2] : 0;
	sums->worst_b = closed.worst_b;
	sums->longest_ms = closed.longest_ms;
}
