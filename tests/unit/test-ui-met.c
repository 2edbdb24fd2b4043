/* Sentences that were met before, and those that are new. */
#include "config.h"

#include "ui/met.h"

#include "unit.h"

static const char first[] =
	"جنحت السفينة فجر الاثنين قبالة المرسى. "
	"وأجلت زوارق الإنقاذ الطاقم كله خلال أربع ساعات! ولم يصب أحد بأذى.";

static void expect(struct met *met, const char *text, size_t n, size_t start_cp, size_t end_cp)
{
	met_find(met, str_of(text));
	assert_int_equal(met->n_ranges, n);
	if (n == 0)
		return;
	assert_int_equal(met->ranges[0].start_cp, start_cp);
	assert_int_equal(met->ranges[n - 1].end_cp, end_cp);
}

static void nothing_is_known_at_first(void **state)
{
	(void)state;
	struct met met = {.n = 0};
	expect(&met, first, 0, 0, 0);
	met_ready(&met);
	expect(&met, first, 0, 0, 0);
	expect(&met, "", 0, 0, 0);
	met_done(&met);
}

static void what_was_met_is_known_as_it_is_spelt(void **state)
{
	(void)state;
	struct met met = {.n = 0};
	met_add(&met, str_of(first));
	met_ready(&met);
	expect(&met, first, 3, 0, 104);
	/* Its hamza, ة and tashkeel are no news; in another order, it is known still. */
	expect(&met, "ولم يصب احد باذى.", 1, 0, 17);
	expect(&met, "واجلت زوارق الانقاذ الطاقم كلّه خلال اربع ساعات. جنحت السفينه فجر الاثنين قبالة المرسى.", 2, 0, 87);
	met_done(&met);
}

static void what_is_new_stays(void **state)
{
	(void)state;
	struct met met = {.n = 0};
	met_add(&met, str_of(first));
	met_ready(&met);
	expect(&met, "ولم يصب أحد بأذى. وقال الوزير إن 2.5 مليون دينار تكفي للإصلاح.", 1, 0, 18);
	expect(&met, "جنحت سفينة أخرى مساء الثلاثاء قبالة جزيرة.", 0, 0, 0);
	expect(&met, "\xff\xfe. \xd9", 0, 0, 0);
	met_done(&met);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_known_at_first),
		cmocka_unit_test(what_was_met_is_known_as_it_is_spelt),
		cmocka_unit_test(what_is_new_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
