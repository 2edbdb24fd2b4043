#include "config.h"

#include "base/relay.h"

#include "unit.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { THINGS = 1000, MOST = 4 };

struct making {
	size_t size_b;     /* of each thing */
	atomic_int given;  /* so many were taken off the maker's hands */
	atomic_bool refused;
};

static void make(struct relay *relay, void *of)
{
	struct making *making = of;
	for (int i = 0; i < THINGS; i++) {
		int *thing = malloc(sizeof *thing);
		*thing = i;
		if (!relay_give(relay, thing, making->size_b)) {
			free(thing);
			atomic_store(&making->refused, true);
			return;
		}
		atomic_fetch_add(&making->given, 1);
	}
}

static struct relay *start(struct making *making, size_t most_b)
{
	struct relay *relay = relay_start(&(struct relay_limits){MOST, most_b}, make, making);
	assert_non_null(relay);
	return relay;
}

/* The number of the next thing, or -1. */
static int take(struct relay *relay)
{
	int *thing = relay_take(relay), number = thing != NULL ? *thing : -1;
	free(thing);
	return number;
}

static void things_come_in_their_order(void **state)
{
	(void)state;
	struct making making = {.size_b = 1};
	struct relay *relay = start(&making, 1000);
	for (int i = 0; i < THINGS; i++)
		assert_int_equal(take(relay), i);
	assert_int_equal(take(relay), -1);
	assert_int_equal(take(relay), -1);
	relay_end(relay);
}

/* Let the maker give as many as it is allowed to, and tell how many more there are than were taken. */
static void expect_ahead(struct relay *relay, struct making *making, int most)
{
	for (int taken = 0; taken + most <= THINGS; taken++) {
		while (atomic_load(&making->given) < taken + (taken % 2 == 0 ? 1 : most / 2))
			sched_yield();
		assert_true(atomic_load(&making->given) <= taken + most);
		assert_int_equal(take(relay), taken);
	}
	while (take(relay) >= 0)
		;
	relay_end(relay);
}

static void so_many_wait(void **state)
{
	(void)state;
	struct making making = {.size_b = 1};
	expect_ahead(start(&making, 1000), &making, MOST);
}

static void so_many_bytes_wait(void **state)
{
	(void)state;
	struct making small = {.size_b = 10}, large = {.size_b = 5000};
	expect_ahead(start(&small, 20), &small, 2);
	expect_ahead(start(&large, 20), &large, 1);
}

/* What waits is given out, and no more. */
static void nothing_more_is_wanted(void **state)
{
	(void)state;
	struct making making = {.size_b = 1};
	struct relay *relay = start(&making, 1000);
	for (int i = 0; i < 10; i++)
		assert_int_equal(take(relay), i);
	relay_refuse(relay);
	int last = 9, number;
	while ((number = take(relay)) >= 0)
		assert_int_equal(number, ++last);
	relay_end(relay);
	assert_true(making.refused);
	assert_true(last < 10 + MOST);
}

static void make_nothing(struct relay *relay, void *of)
{
	(void)relay;
	*(bool *)of = true;
}

static void nothing_at_all(void **state)
{
	(void)state;
	bool made = false;
	struct relay *relay = relay_start(&(struct relay_limits){1, 1}, make_nothing, &made);
	assert_int_equal(take(relay), -1);
	relay_end(relay);
	assert_true(made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(things_come_in_their_order),
		cmocka_unit_test(so_many_wait),
		cmocka_unit_test(so_many_bytes_wait),
		cmocka_unit_test(nothing_more_is_wanted),
		cmocka_unit_test(nothing_at_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
