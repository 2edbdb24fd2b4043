#include "config.h"

#include "library-case.h"
#include "library/analysis.h"
#include "library/related.h"
#include "library/db.h"
#include "library/shingles.h"
#include "library/sketch.h"
#include "library/topics.h"
#include "stories.h"
#include "words/stem.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
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

/* --- parts --- */

static void bytes_are_topics_or_not(void **state)
{
	(void)state;
	struct article_meta meta = meta_of("اختراق وزارة التخطيط", "");
	struct article *article = story_make(&meta, breach);
	struct analysis analysis = {.n_words = 0};
	struct topics topics = {.n = 0};
	struct packed_topics packed;
	struct sketch sketch, again;
	struct stems *stems = stems_new();
	struct buf bytes;
	buf_init(&bytes, BUF_NO_MAX);
	analysis_make(&analysis, article);
	topics_make(&topics, &analysis, STR("ar"), stems);
	sketch_make(&sketch, &analysis, NULL);
	topics_pack(&topics, &sketch, &bytes);
	assert_true(topics_read(buf_str(&bytes), &packed, &again));
	assert_int_equal(packed.n, topics.n);
	for (uint32_t i = 0; i < sketch.n; i++)
		assert_int_equal(sketch.numbers[i] >> SKETCH_LOST_BITS, again.numbers[i] >> SKETCH_LOST_BITS);
	for (size_t i = 0; i < packed.n; i++) {
		assert_int_equal(number_hash(packed_number(&packed, i)), topics.items[i].hash);
		assert_true(i == 0 || topics.items[i - 1].hash < topics.items[i].hash);
	}
	assert_true(sketch_same(&sketch, &again) == 1);
	for (size_t n = 0; n < bytes.n; n++)
		assert_false(topics_read(str_sub(buf_str(&bytes), 0, n), &packed, &again));
	bytes.p[1] = (char)0xFF;
	assert_false(topics_read(buf_str(&bytes), &packed, &again));
	topics_keep(&topics, 3);
	assert_int_equal(topics.n, 3);
	buf_done(&bytes);
	stems_free(stems);
	topics_done(&topics);
	analysis_done(&analysis);
	article_free(article);
}

/* --- numbers of sketches --- */

enum { NUMBERS = 400, ARTICLES = 1500, OF_ONE = 4, A_CHANGE = 7 };

struct seen {
	bool articles[NUMBERS][ARTICLES + 1];
	size_t n;
};

static uint32_t number_of(uint32_t article, uint32_t i)
{
	uint32_t x = (article * OF_ONE + i) * UINT32_C(2654435761);
	return x % 13 == 0 ? 5 : (x >> 8) % NUMBERS; /* one that very many have */
}

static void see(void *to, size_t i, int64_t article)
{
	struct seen *seen = to;
	assert_in_range(article, 1, ARTICLES);
	seen->articles[i][article] = true;
	seen->n++;
}

/* Added in many changes, in runs that are joined: each number leads to its articles, and to no others. */
static void numbers_lead_to_articles(void **state)
{
	(void)state;
	struct seen *seen = calloc(1, sizeof *seen);
	uint32_t numbers[NUMBERS];
	for (uint32_t i = 0; i < NUMBERS; i++)
		numbers[i] = i;
	for (uint32_t article = 1; article <= ARTICLES;) {
		struct shingle items[A_CHANGE * OF_ONE];
		size_t n = 0;
		for (int i = 0; i < A_CHANGE && article <= ARTICLES; i++, article++)
			for (uint32_t k = 0; k < OF_ONE; k++)
				items[n++] = (struct shingle){number_of(article, k), article};
		good(db_change(library, &err));
		good(db_change_end(library, shingles_add(library, items, n, &err), &err));
	}
	good(shingles_find(library, numbers, NUMBERS, see, seen, &err));
	for (uint32_t article = 1; article <= ARTICLES; article++)
		for (uint32_t k = 0; k < OF_ONE; k++) {
			uint32_t number = number_of(article, k);
			assert_true(seen->articles[number][article] || number == 5);
			seen->n -= seen->articles[number][article];
			seen->articles[number][article] = false;
		}
	assert_int_equal(seen->n, 0);
	for (uint32_t article = ARTICLES - SHINGLE_ARTICLES / 4; article <= ARTICLES; article++)
		assert_false(seen->articles[5][article]);
	good(db_change(library, &err));
	good(db_change_end(library, shingles_clear(library, &err), &err));
	good(shingles_find(library, numbers, NUMBERS, see, seen, &err));
	assert_int_equal(seen->n, 0);
	free(seen);
}

/* What is no packed list is told of. */
static void strange_numbers(void **state)
{
	(void)state;
	static const char *const harms[] = {
		"INSERT INTO shingle VALUES(1<<32, x'ffffffffffff')", "INSERT INTO shingle VALUES(1<<32, x'01')",
		"INSERT INTO shingle VALUES(1<<32|4294967295, x'0101')",
	};
	const uint32_t numbers[] = {UINT32_MAX};
	struct seen *seen = calloc(1, sizeof *seen);
	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
		assert_int_equal(sqlite3_exec(library->db, "DELETE FROM shingle; REPLACE INTO shingle_run VALUES(1, 1)",
		                              NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_exec(library->db, harms[i], NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(shingles_find(library, numbers, 1, see, seen, &err), ERR_INPUT);
		assert_non_null(strstr(err.message, "damaged"));
	}
	free(seen);
}

/* So many words of one text, then so many of another. */
static struct article *words_of(int first, int n, int more)
{
	static char text[4000];
	text[0] = 0;
	int at = 0;
	for (int i = 0; i < n + more; i++)
		at += snprintf(text + at, sizeof text - (size_t)at, "%s%d ", i < n ? "word" : "other", first + i);
	return story_make(&(struct article_meta){.title = STR("title")}, text);
}

static double exactly_same(struct article *a, struct article *b, bool *doubt)
{
	struct analysis analysis = {.n_words = 0};
	struct shingle_set x = {.n = 0}, y = {.n = 0};
	struct sketch s, t;
	analysis_make(&analysis, a);
	shingle_set_make(&x, &analysis);
	sketch_make(&s, &analysis, NULL);
	analysis_make(&analysis, b);
	shingle_set_make(&y, &analysis);
	sketch_make(&t, &analysis, NULL);
	double same = shingle_set_same(&x, &y);
	*doubt = sketch_in_doubt(&s, &t);
	shingle_set_done(&x);
	shingle_set_done(&y);
	analysis_done(&analysis);
	article_free(a);
	article_free(b);
	return same;
}

static void doubts_are_settled(void **state)
{
	(void)state;
	bool doubt;
	assert_true(exactly_same(words_of(0, 80, 0), words_of(0, 80, 0), &doubt) == 1);
	assert_false(doubt);
	double same = exactly_same(words_of(0, 80, 0), words_of(0, 50, 30), &doubt);
	assert_true(same > 48.0 / 110 && same < 50.0 / 106);
	assert_true(doubt);
	assert_true(exactly_same(words_of(0, 80, 0), words_of(0, 30, 50), &doubt) == 0);
	assert_true(exactly_same(words_of(0, 80, 0), words_of(200, 80, 0), &doubt) == 0);
	assert_false(doubt);
	assert_true(exactly_same(words_of(0, 80, 0), words_of(0, 0, 0), &doubt) == 0);
	assert_false(doubt);
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
		cmocka_unit_test(bytes_are_topics_or_not),
		cmocka_unit_test(doubts_are_settled),
		cmocka_unit_test_setup_teardown(numbers_lead_to_articles, set_up, tear_down),
		cmocka_unit_test_setup_teardown(strange_numbers, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
