/* A list in which a story that several tell is one row, and what stands below that row. */
#include "config.h"

#include "library-case.h"
#include "library/related.h"
#include "stories.h"

#include "unit.h"

#include <stdio.h>

enum { PRINTS = 3, OTHERS = 4 };

static const char told[] =
	"جنحت سفينة الشحن فجر الاثنين على الحاجز الصخري قبالة المرسى وعلى متنها ثلاثة وعشرون بحارا.\n"
	"وقالت هيئة الموانئ إن زوارق الإنقاذ أجلت أفراد الطاقم جميعا خلال أربع ساعات من بدء العاصفة.\n"
	"وتعود ملكية السفينة إلى شركة للنقل البحري، وكانت في طريقها إلى تل النوارس محملة بالآلات.";
static const char *const others[OTHERS] = {
	"فاز منتخب كرة اليد على ضيفه بفارق هدفين في مباراة مثيرة امتدت إلى الوقت الإضافي مساء أمس.",
	"ارتفعت أسعار القمح في الأسواق بعد موجة جفاف أصابت السهول الشرقية وأتلفت ثلث المحصول.",
	"افتتح المتحف الوطني قاعة جديدة للمخطوطات القديمة تضم خمسمئة كتاب رممها خبراء كثيرون.",
	"تساقطت الثلوج على المرتفعات وأغلقت الطرق الجبلية، وحذرت الأرصاد السائقين من الجليد ليلا.",
};

static int64_t put(const char *body, int number)
{
	char title[64], url[64];
	snprintf(title, sizeof title, "عنوان %d", number);
	snprintf(url, sizeof url, "https://outlet%d.example/", number);
	struct article_meta meta = meta_of(title, url);
	meta.lang = STR("ar");
	return store(&meta, body).id;
}

static int64_t prints[PRINTS];

/* The first print, the others, the second print, the third. */
static void fill_prints(void)
{
	prints[0] = put(told, 0);
	for (int i = 0; i < OTHERS; i++)
		put(others[i], 10 + i);
	prints[1] = put(told, 1);
	prints[2] = put(told, 2);
}

static bool lists(const struct selection *selection, int64_t id)
{
	struct article_row row;
	struct listing *listing = listing_new(library, selection);
	bool found = listing_find(listing, id, &row, NULL) == 0;
	listing_free(listing);
	return found;
}

/* The rows that are walked through, on and back, are as many as are counted. */
static int64_t count(const struct selection *selection)
{
	struct article_row rows[32];
	struct listing *listing = listing_new(library, selection);
	int64_t n = listing_count(listing);
	assert_int_equal(listing_rows(listing, &(struct row_place){.id = 0}, false, rows, 32, &err), n);
	assert_int_equal(listing_rows(listing, &(struct row_place){.id = 0}, true, rows, 32, &err), n);
	struct row_place last;
	listing_place(listing, &rows[0], &last);
	assert_int_equal(listing_number(listing, &last), n);
	listing_free(listing);
	return n;
}

static void the_first_print_stands_for_all(void **state)
{
	(void)state;
	fill_prints();
	for (int sort = 0; sort < SORT_RANK; sort++) {
		struct selection all = {.sort = (enum sort_key)sort, .collapsed = true};
		assert_int_equal(count(&all), OTHERS + 1);
		assert_true(lists(&all, prints[0]));
		assert_false(lists(&all, prints[1]));
		assert_false(lists(&all, prints[2]));
		all.collapsed = false;
		assert_int_equal(count(&all), OTHERS + PRINTS);
	}
}

static void other_lists_have_all(void **state)
{
	(void)state;
	fill_prints();
	struct selection some = {.lang = STR("ar"), .collapsed = true};
	assert_int_equal(count(&some), OTHERS + PRINTS);
	some = (struct selection){.since = 1, .collapsed = true};
	assert_int_equal(count(&some), OTHERS + PRINTS);
}

static void unread_ones_are_counted(void **state)
{
	(void)state;
	fill_prints();
	struct selection unread = {.unread = true, .collapsed = true};
	assert_int_equal(count(&unread), OTHERS + 1);
	good(library_mark(library, &prints[1], 1, MARK_READ, true, &err));
	assert_int_equal(count(&unread), OTHERS + 1);
	good(library_mark(library, &prints[0], 1, MARK_READ, true, &err));
	assert_int_equal(count(&unread), OTHERS);
}

/* What is deleted hides nothing, until that is undone. */
static void a_deleted_one_hides_none(void **state)
{
	(void)state;
	fill_prints();
	struct selection all = {.collapsed = true};
	good(library_delete(library, &prints[0], 1, &err));
	assert_int_equal(count(&all), OTHERS + PRINTS - 1);
	assert_true(lists(&all, prints[1]));
	undo("1 article deleted");
	assert_int_equal(count(&all), OTHERS + 1);
	good(library_delete(library, &prints[2], 1, &err));
	assert_int_equal(count(&all), OTHERS + 1);
}

/* Where the first one is removed, the next one is the first. */
static void a_removed_one_has_an_heir(void **state)
{
	(void)state;
	int64_t removed, ids[4];
	struct article_meta meta = meta_of("الأول", "https://first.example/");
	meta.lang = STR("ar");
	struct provenance from = {.feed = add_feed("https://first.example/rss"), .time = 1};
	int64_t first = store_at(&meta, told, &from).id;
	fill_prints();
	assert_int_equal(library_prints(library, prints[2], ids, 4, &err), PRINTS + 1);
	good(library_mark(library, &first, 1, MARK_READ, true, &err));
	good(library_retain(library, &(struct retention){.days = 30}, &removed, &err));
	assert_int_equal(removed, 1);
	struct selection all = {.collapsed = true};
	assert_int_equal(count(&all), OTHERS + 1);
	assert_true(lists(&all, prints[0]));
	assert_int_equal(library_prints(library, prints[2], ids, 4, &err), PRINTS);
	assert_int_equal(ids[0], prints[0]);
}

/* By arrival, where bits alone are counted, rows have the numbers that one counts. */
static void rows_are_numbered(void **state)
{
	(void)state;
	fill_prints();
	for (int reverse = 0; reverse < 2; reverse++) {
		struct selection stored = {.collapsed = true, .sort = SORT_STORED, .reverse = reverse};
		struct listing *listing = listing_new(library, &stored);
		struct row_place place = {0};
		struct article_row row, at;
		int64_t n = 0;
		while (listing_rows(listing, &place, false, &row, 1, &err) == 1) {
			listing_place(listing, &row, &place);
			n++;
			assert_int_equal(listing_number(listing, &place), n);
			good(listing_at(listing, n, &at, &err));
			assert_int_equal(at.id, place.id);
		}
		assert_int_equal(n, OTHERS + 1);
		listing_free(listing);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows_are_numbered, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_first_print_stands_for_all, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_lists_have_all, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unread_ones_are_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_deleted_one_hides_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_removed_one_has_an_heir, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
