#include "config.h"

#include "library-case.h"
#include "library/related.h"
#include "stories.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

/* Three stories of a thread, two of which are one told twice, and others around. */
static const char breach[] =
	"اخترق متسللون خوادم البريد في وزارة التخطيط الدروانية عبر ثغرة Storm-0558 في برنامج فيلانور.\n"
	"وقال الوزير كامل الصندوقي إن المتسللين قرؤوا رسائل الوزارة طوال شهرين قبل أن يكتشفهم مهندس.\n"
	"وأغلقت شركة فيلانور الثغرة بعد أسبوع، ودعت عملاءها إلى تغيير مفاتيح التوقيع في خوادمهم كلها.";
static const char key[] =
	"أعلنت شركة فيلانور أن مفتاح التوقيع الذي سرقته مجموعة Storm-0558 بقي صالحا سنتين كاملتين.\n"
	"وطالب نواب في دروان بالتحقيق مع الوزير الصندوقي لأن الوزارة تجاهلت تحذيرات سابقة من الاختراق.";
static const char *const others[] = {
	"فاز منتخب إستيريا لكرة اليد على ضيفه بفارق هدفين في مباراة مثيرة امتدت إلى الوقت الإضافي مساء أمس.",
	"ارتفعت أسعار القمح في الأسواق بعد موجة جفاف أصابت السهول الشرقية وأتلفت ثلث المحصول هذا العام.",
	"افتتح المتحف الوطني قاعة جديدة للمخطوطات القديمة تضم خمسمئة كتاب رممها خبراء خلال عشر سنوات.",
	"تساقطت الثلوج على المرتفعات وأغلقت الطرق الجبلية، وحذرت الأرصاد السائقين من تشكل الجليد ليلا.",
	"أطلقت الوكالة قمرا صناعيا لرصد الغابات يلتقط صورا كل يوم ويرسلها إلى محطة في الصحراء الغربية.",
};

static int64_t put(const char *title, const char *body, const char *url)
{
	struct article_meta meta = meta_of(title, url);
	meta.lang = STR("ar");
	return store(&meta, body).id;
}

static void fill_others(void)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		char title[64], url[64];
		snprintf(title, sizeof title, "موضوع آخر %zu", i);
		snprintf(url, sizeof url, "https://other.example/%zu", i);
		put(title, others[i], url);
	}
}

static bool has_reason(const struct related_story *story, const char *reason)
{
	for (size_t i = 0; i < story->n_reasons; i++)
		if (str_eq(story->reasons[i], str_of(reason)))
			return true;
	return false;
}

static struct related related_of(int64_t id)
{
	struct related related;
	good(library_related(library, id, RELATED_BY_STRENGTH, 10, &related, &err));
	return related;
}

static void threads_are_found(void **state)
{
	(void)state;
	int64_t a = put("اختراق وزارة التخطيط", breach, "https://a.example/1");
	fill_others();
	int64_t b = put("مفتاح مسروق", key, "https://b.example/2");
	struct related related = related_of(a);
	assert_true(related.n >= 1);
	assert_int_equal(related.stories[0].id, b);
	assert_int_equal(related.stories[0].kind, RELATED_SIMILAR);
	assert_true(related.stories[0].score > 0 && related.stories[0].score < 1);
	assert_true(has_reason(&related.stories[0], "Storm-0558") || has_reason(&related.stories[0], "فيلانور"));
	for (size_t i = 0; i < related.n; i++) {
		assert_false(has_reason(&related.stories[i], "في"));
		assert_false(has_reason(&related.stories[i], "وقال"));
		assert_false(has_reason(&related.stories[i], "من"));
	}
	related_done(&related);
	related = related_of(b);
	assert_int_equal(related.stories[0].id, a);
	related_done(&related);
}

/* Hamza, ة and tashkeel are no other story: the same article twice is found as a print of it. */
static void prints_are_grouped(void **state)
{
	(void)state;
	int64_t ids[4];
	int64_t a = put("اختراق وزارة التخطيط", breach, "https://a.example/1");
	fill_others();
	int64_t b = put("عنوان آخر",
	                "اخترق متسللون خوادم البريد فى وزاره التخطيط الدروانيه عبر ثغره Storm-0558 في برنامج فيلانور.\n"
	                "وقال الوزير كامل الصندوقي ان المتسللين قرؤوا رسائل الوزارة طوال شهرين قبل ان يكتشفهم مهندس.\n"
	                "ولم تعلق الشركة بعد على ما قاله الوزير.", "https://b.example/2");
	int64_t c = put("مفتاح مسروق", key, "https://c.example/3");
	assert_int_equal(library_prints(library, a, ids, 4, &err), 2);
	assert_int_equal(ids[0], a);
	assert_int_equal(ids[1], b);
	assert_int_equal(library_prints(library, c, ids, 4, &err), 1);
	struct related related = related_of(c);
	assert_true(related.n > 0 && (related.stories[0].id == a || related.stories[0].id == b));
	assert_int_equal(related.stories[0].prints, 2);
	for (size_t i = 1; i < related.n; i++)
		assert_true(related.stories[i].id != a && related.stories[i].id != b);
	related_done(&related);
	related = related_of(a);
	assert_int_equal(related.stories[0].id, b);
	assert_int_equal(related.stories[0].kind, RELATED_SAME);
	related_done(&related);
}

static void reader_has_the_last_word(void **state)
{
	(void)state;
	int64_t a = put("اختراق وزارة التخطيط", breach, "https://a.example/1");
	fill_others();
	int64_t b = put("مفتاح مسروق", key, "https://b.example/2");
	assert_int_equal(library_tie(library, a, a, TIE_PINNED, &err), ERR_USAGE);
	assert_int_equal(library_tie(library, a, 999, TIE_PINNED, &err), ERR_NO_MATCH);
	good(library_tie(library, 3, a, TIE_PINNED, &err));
	good(library_tie(library, a, b, TIE_CUT, &err));
	struct related related = related_of(a);
	assert_int_equal(related.stories[0].id, 3);
	assert_true(related.stories[0].pinned);
	for (size_t i = 0; i < related.n; i++)
		assert_true(related.stories[i].id != b);
	related_done(&related);
	related = related_of(3);
	assert_int_equal(related.stories[0].id, a);
	related_done(&related);
	undo("link cut");
	undo("link pinned");
	related = related_of(a);
	assert_int_equal(related.stories[0].id, b);
	assert_false(related.stories[0].pinned);
	related_done(&related);
}

static void what_changes_is_found_anew(void **state)
{
	(void)state;
	int64_t a = put("اختراق وزارة التخطيط", breach, "https://a.example/1");
	fill_others();
	int64_t b = put("مفتاح مسروق", key, "https://b.example/2");
	put("مفتاح مسروق", others[1], "https://b.example/2");
	struct related related = related_of(a);
	for (size_t i = 0; i < related.n; i++)
		assert_true(related.stories[i].id != b);
	related_done(&related);
	put("مفتاح مسروق", key, "https://b.example/2");
	related = related_of(a);
	assert_int_equal(related.stories[0].id, b);
	related_done(&related);
	good(library_delete(library, &b, 1, &err));
	related = related_of(a);
	for (size_t i = 0; i < related.n; i++)
		assert_true(related.stories[i].id != b);
	related_done(&related);
	assert_int_equal(library_related(library, b, RELATED_BY_DATE, 10, &related, &err), ERR_NO_MATCH);
}

/* Of articles that have nothing to do with each other none is related, and no reason is a word that anything has. */
static void strangers_are_none(void **state)
{
	(void)state;
	fill_others();
	int64_t a = put("اجتماع", "قامت الحكومة بنشر التقرير العام مساء اليوم الثلاثاء حول تصدير السردين المجفف إلى ثلاث ولايات.\n"
	                "وأفاد المدير بأن عدد المصانع بلغ 12 مصنعا خلال السنة الماضية.", "https://a.example/1");
	int64_t b = put("مهرجان", "قامت الحكومة بنشر القرار العام مساء أمس الاثنين حول مهرجان السردين المجفف في ثلاث مدن جديدة.\n"
	                "وأفاد المدير بأن عدد الزوار بلغ 12 زائرا خلال السنة الماضية.", "https://b.example/1");
	for (int64_t id = 1; id < a; id++) {
		struct related related = related_of(id);
		assert_int_equal(related.n, 0);
		related_done(&related);
	}
	struct related related = related_of(a);
	assert_int_equal(related.n, 1);
	assert_int_equal(related.stories[0].id, b);
	assert_true(has_reason(&related.stories[0], "السردين") && has_reason(&related.stories[0], "المجفف"));
	static const char *const general[] = {"قامت", "الحكومة", "العام", "12", "عدد", "المدير", "الماضية"};
	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		assert_false(has_reason(&related.stories[0], general[i]));
	related_done(&related);
}

static void strangers_ask_too(void **state)
{
	(void)state;
	int64_t a = put("اختراق وزارة التخطيط", breach, "https://a.example/1");
	fill_others();
	struct article_meta meta = meta_of("مفتاح مسروق", "");
	struct article *article = story_make(&meta, key);
	struct related related;
	good(library_related_to(library, article, RELATED_BY_STRENGTH, 1, &related, &err));
	assert_int_equal(related.n, 1);
	assert_int_equal(related.stories[0].id, a);
	related_done(&related);
	article_free(article);
	article = story_make(&(struct article_meta){.title = STR("")}, "");
	good(library_related_to(library, article, RELATED_BY_DATE, 5, &related, &err));
	assert_int_equal(related.n, 0);
	related_done(&related);
	article_free(article);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(threads_are_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(prints_are_grouped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reader_has_the_last_word, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_changes_is_found_anew, set_up, tear_down),
		cmocka_unit_test_setup_teardown(strangers_are_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(strangers_ask_too, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
