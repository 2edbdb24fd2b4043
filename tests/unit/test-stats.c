#include "config.h"

#include "term/stats.h"

#include "unit.h"

static void bytes_belong_to_the_key_before_them(void **state)
{
	(void)state;
	struct stats stats;
	struct terminal_stats sums = {0};
	stats_init(&stats);
	stats_wrote(&stats, 500, 10);
	stats_wrote(&stats, 1500, 20);
	stats_sum(&stats, &sums);
	assert_int_equal(sums.keys, 0);
	assert_int_equal(sums.first_b, 2000);
	assert_int_equal(sums.median_b, 0);
	stats_key(&stats, 100);
	stats_wrote(&stats, 200, 103);
	stats_wrote(&stats, 10, 900); /* of the same key, but no answer to it */
	stats_key(&stats, 1000);
	stats_key(&stats, 1001); /* nothing was written for the one before */
	stats_wrote(&stats, 30, 1040);
	stats_sum(&stats, &sums);
	assert_int_equal(sums.keys, 3);
	assert_int_equal(sums.writes, 5);
	assert_int_equal(sums.bytes, 2240);
	assert_int_equal(sums.first_b, 2000);
	assert_int_equal(sums.median_b, 30);
	assert_int_equal(sums.worst_b, 210);
	assert_int_equal(sums.longest_ms, 39);
}

static void the_median_is_of_the_last_ones(void **state)
{
	(void)state;
	struct stats stats;
	struct terminal_stats sums = {0};
	stats_init(&stats);
	for (int i = 0; i < 10 * STATS_RECENT; i++) {
		stats_key(&stats, i);
		stats_wrote(&stats, i < 9 * STATS_RECENT - 1 ? 1000 : 7, i);
	}
	stats_sum(&stats, &sums);
	assert_int_equal(sums.median_b, 7);
	assert_int_equal(sums.worst_b, 1000);
	assert_int_equal(sums.longest_ms, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_belong_to_the_key_before_them),
		cmocka_unit_test(the_median_is_of_the_last_ones),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
