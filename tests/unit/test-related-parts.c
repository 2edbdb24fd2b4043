#include "config.h"

#include "library-case.h"
#include "library/analysis.h"
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

/* What related stories are told by: topics, sketches, and the numbers of these. */

static const char story[] =
	"اخترق متسللون خوادم البريد في وزارة التخطيط الدروانية عبر ثغرة Storm-0558 في برنامج فيلانور.\n"
	"وأغلقت شركة فيلانور الثغرة بعد أسبوع، ودعت عملاءها إلى تغيير مفاتيح التوقيع في خوادمهم كلها.";

static void bytes_are_topics_or_not(void **state)
{
	(void)state;
	struct article_meta meta = meta_of("اختراق وزارة التخطيط", "");
	struct article *article = story_make(&meta, story);
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

/* What a topic tells of the forms of its word is that of the most frequent, in whatever order they come. */
static void form_is_the_most_frequent(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"report reported reported reported reports reports",
		"report reports reports reported reported reported",
		"reported reported reported report reports reports",
		"reported reported reported reports reports report",
		"reports reports report reported reported reported",
		"reports reports reported reported reported report",
	};
	struct analysis analysis = {.n_words = 0};
	struct topics topics = {.n = 0};
	struct stems *stems = stems_new();
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct article *article = story_make(&(struct article_meta){.title = STR("title")}, texts[i]);
		analysis_make(&analysis, article);
		topics_make(&topics, &analysis, STR("en"), stems);
		const struct term *reported = analysis_find(&analysis, STR("reported"));
		const struct topic *topic = topics.items;
		while (topic < topics.items + topics.n && topic->times != 6)
			topic++;
		assert_true(topic < topics.items + topics.n && topic->term == reported);
		assert_int_equal(topic->form, reported->hash & 15);
		assert_int_not_equal(topic->form, analysis_find(&analysis, STR("report"))->hash & 15);
		assert_int_not_equal(topic->form, analysis_find(&analysis, STR("reports"))->hash & 15);
		article_free(article);
	}
	stems_free(stems);
	topics_done(&topics);
	analysis_done(&analysis);
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

/* What comes twice in a text is one shingle of it. */
static void shingles_count_once(void **state)
{
	(void)state;
	uint32_t numbers[2 * 20];
	struct shingle_set once = {.n = 0}, twice = {.n = 0};
	for (uint32_t i = 0; i < 40; i++)
		numbers[i] = (i % 20 + 1) * UINT32_C(2654435761);
	shingle_set_fill(&once, numbers, 20);
	shingle_set_fill(&twice, numbers, 40);
	assert_int_equal(once.n, 20);
	assert_int_equal(twice.n, 20);
	assert_true(shingle_set_same(&once, &twice) == 1);
	shingle_set_fill(&twice, numbers, 16);
	assert_true(shingle_set_same(&once, &twice) == 16.0 / 20);
	shingle_set_done(&once);
	shingle_set_done(&twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_topics_or_not),
		cmocka_unit_test(form_is_the_most_frequent),
		cmocka_unit_test(doubts_are_settled),
		cmocka_unit_test(shingles_count_once),
		cmocka_unit_test_setup_teardown(numbers_lead_to_articles, set_up, tear_down),
		cmocka_unit_test_setup_teardown(strange_numbers, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
