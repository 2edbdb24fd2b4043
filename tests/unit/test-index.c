#include "config.h"

#include "library-case.h"
#include "stories.h"
#include "unit.h"

#include "library/analysis.h"
#include "library/check.h"
#include "library/db.h"
#include "library/fulltext.h"
#include "library/query.h"
#include "library/vocabulary.h"

#include <stdio.h>
#include <string.h>

/* Titles that the query finds, in its order, parted by bars. */
static const char *found(const char *query)
{
	struct selection selection;
	struct arena *arena = arena_new();
	good(query_parse(str_of(query), library, arena, &selection, &err));
	const char *list = titles(&selection, 3, false);
	arena_free(arena);
	return list;
}

static void expect(const char *query, const char *want)
{
	const char *got = found(query);
	if (strcmp(got, want) != 0)
		print_error("%s\n", query);
	assert_string_equal(got, want);
}

static void put(const char *title, const char *body, int year)
{
	char url[128];
	snprintf(url, sizeof url, "https://example.org/%.60s", title);
	struct article_meta meta = meta_of(title, url);
	meta.date = (struct date){.year = year, .month = 1, .day = 1};
	store(&meta, body);
}

static void fill_news(void)
{
	put("one", "اجتماع في وزارة الخارجية الأمريكية مرارًا وتكرارًا\nوالكتاب storm-0558 على الطاولة", 2020);
	put("two", "مسؤول أميركي في البيت الأبيض: إستراتيجيات", 2021);
	put("three الكتب", "می‌خواهد @name #وسم ١٬٤٠٠", 2022);
	put("four", "البيت\nالأبيض في الصور", 2023);
}

static void levels(void **state)
{
	(void)state;
	fill_news();
	expect("امريكي", "two|one");
	expect("أمريكي level:fold", "");
	expect("الامريكيه level:fold", "one");
	expect("الامريكيه level:exact", "");
	expect("الأمريكية level:exact", "one");
	expect("استراتيجيات", "two");
	expect("مرارا وتكرارا", "one");
	expect("وزارة الخارجيه", "one");
	expect("\"البيت الأبيض\"", "two");
	expect("البيت الابيض", "four|two");
	expect("كتاب", "one");
	expect("title:كتب", "three الكتب");
	expect("-كتاب -كتب", "four|two");
	expect("كتاب OR name", "three الكتب|one");
	expect("storm0558", "one");
	expect("storm", "one");
	expect("@name", "three الكتب");
	expect("1400", "three الكتب");
	expect("میخواهد", "three الكتب");
	expect("ميخو*", "three الكتب");
	expect("في sort:-date", "one|two|four");
	expect("في date:2021..", "four|two");
	expect("في date:..2021", "two|one");
	expect("الب* sort:title", "four|two");
}

static void ranks(void **state)
{
	(void)state;
	put("a", "كلمة كلمة كلمة أخرى وأخرى", 2020);
	put("كلمة", "غيرها من الأشياء", 2021);
	put("c", "شيء عن كلمة واحدة بين كثير من سائر الكلام الطويل عن أشياء لا تنتهي", 2022);
	put("d", "لا شيء", 2023);
	expect("كلمة level:fold", "c|كلمة|a");
	expect("كلمة level:fold sort:rank", "كلمة|a|c");
	const struct expr word = {.kind = EXPR_WORD, .text = STR("كلمة")};
	struct listing *listing =
		listing_new(library, &(struct selection){.expr = &word, .level = LEVEL_FOLDED, .sort = SORT_RANK});
	struct article_row rows[3];
	assert_int_equal(listing_rows(listing, &(struct row_place){0}, false, rows, 3, &err), 3);
	double best = listing_score(listing, &rows[0]), last = listing_score(listing, &rows[2]);
	assert_true(best > last && last > 0);
	listing_free(listing);
}

/* What was changed is found as it is now; what was removed is not. */
static void changes(void **state)
{
	(void)state;
	int64_t feed = add_feed("https://example.org/feed"), removed;
	struct article_meta meta = meta_of("one", "https://example.org/1");
	meta.date = (struct date){.year = 2020, .month = 1, .day = 1};
	struct provenance from = {.feed = feed, .time = 1};
	int64_t id = store_at(&meta, "النص القديم", &from).id;
	put("two", "شيء قديم", 2021);
	expect("قديم", "two|one");
	store_at(&meta, "النص الجديد", &from);
	expect("قديم", "two");
	expect("جديد", "one");
	expect("-قديم", "one");
	good(library_mark(library, &id, 1, MARK_READ, true, &err));
	good(library_retain(library, &(struct retention){.days = 1}, &removed, &err));
	assert_int_equal(removed, 1);
	expect("جديد", "");
	struct buf what;
	buf_init(&what, BUF_NO_MAX);
	int64_t two = 2;
	good(library_delete(library, &two, 1, &err));
	expect("قديم", "");
	good(library_undo(library, &what, &err));
	expect("قديم", "two");
	buf_done(&what);
}

/* What is not committed is not found, and leaves no word behind. */
static void rolled_back(void **state)
{
	(void)state;
	good(library_begin(library, &err));
	put("one", "كلمة", 2020);
	library_rollback(library);
	expect("كلمة", "");
	int64_t df, documents;
	good(vocabulary_df(library, STR("كلمه"), &df, &err));
	good(vocabulary_documents(library, &documents, &err));
	assert_int_equal(df, 0);
	assert_int_equal(documents, 0);
	put("one", "كلمة", 2020);
	expect("كلمة", "one");
	good(vocabulary_df(library, STR("كلمه"), &df, &err));
	assert_int_equal(df, 1);
}

static void counted(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct vocabulary_word *words;
	put("كتب", "كتاب كتابه كتاب", 2020);
	put("كتابه", "كتابنا", 2021);
	int64_t df, all;
	good(vocabulary_df(library, STR("كتابه"), &df, &err));
	assert_int_equal(df, 2);
	assert_int_equal(vocabulary_of_prefix(library, STR("كتاب"), 4, arena, &words, &all, &err), 3);
	assert_int_equal(all, 4);
	assert_true(str_eq(words[0].word, STR("كتابه")) && words[0].df == 2);
	assert_int_equal(vocabulary_of_prefix(library, STR("كتاب"), 1, arena, &words, &all, &err), 1);
	assert_int_equal(all, 4);
	assert_true(str_eq(words[0].word, STR("كتابه")));
	assert_int_equal(vocabulary_of_prefix(library, STR("زز"), 4, arena, &words, &all, &err), 0);
	assert_int_equal(all, 0);
	arena_free(arena);
}

/* Many of one second: each has a number of its own, and all are found. */
static void one_second(void **state)
{
	(void)state;
	fill(200);
	struct selection selection;
	struct arena *arena = arena_new();
	good(query_parse(STR("خبر"), library, arena, &selection, &err));
	struct listing *listing = listing_new(library, &selection);
	assert_int_equal(listing_count(listing), 200);
	listing_free(listing);
	arena_free(arena);
}

/* --- other indexes --- */

/* By a connection that is nobody's: what a library was, or what has become of it. */
static void harm(const char *sql)
{
	sqlite3 *db;
	library_close(library);
	assert_int_equal(sqlite3_open(folder_path(LIBRARY_PLACE), &db), SQLITE_OK);
	assert_int_equal(fulltext_register(db, NULL), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	library = NULL;
}

static void again(void)
{
	good(library_open(&library, folder_path(LIBRARY_PLACE), LIBRARY_WRITE, &err));
}

static const char of_version_1[] =
	"DROP TABLE tie; DROP INDEX article_same; DROP TABLE about; DROP TABLE shingle; "
	"DROP TABLE shingle_run; DROP TABLE topic; DROP TABLE topics;"
	"DROP TABLE fulltext; DROP TABLE doc; DROP TABLE word; DELETE FROM internal WHERE name!='hash-key';"
	"DELETE FROM mark WHERE kind=4; PRAGMA user_version=1";

static void expect_whole(void)
{
	struct check_report report;
	library_close(library);
	library = NULL;
	good(library_check(folder_path(LIBRARY_PLACE), NULL, &report, &err));
	assert_int_equal(report.problems, 0);
	again();
}

static void older_library(void **state)
{
	(void)state;
	int64_t left = -1;
	fill_news();
	harm(of_version_1);
	assert_int_equal(library_open(&library, folder_path(LIBRARY_PLACE), LIBRARY_READ, &err), ERR_INPUT);
	assert_non_null(strstr(err.message, "older"));
	again();
	assert_true(library_is_behind(library));
	expect("في", "");
	put("five", "في الختام", 2024);
	good(library_catch_up(library, 0, &left, &err));
	assert_int_equal(left, 0);
	assert_false(library_is_behind(library));
	expect("في", "five|four|two|one");
	expect_whole();
}

/* An index of another version is begun anew; what is stored meanwhile waits or not. */
static void other_version(void **state)
{
	(void)state;
	int64_t left = -1;
	fill_news();
	harm("UPDATE internal SET value=1 WHERE name='index'");
	again();
	assert_true(library_is_behind(library));
	good(library_catch_up(library, 0, &left, &err));
	expect("في", "four|two|one");
	int64_t documents;
	good(vocabulary_documents(library, &documents, &err));
	assert_int_equal(documents, 4);
	expect_whole();
}

/* Damage is told of, and made good by making it anew. */
static void damaged(void **state)
{
	(void)state;
	static const char *const harms[] = {
		"UPDATE fulltext_data SET block=zeroblob(100) WHERE id>10",
		"DELETE FROM fulltext_data WHERE id>10",
		"DELETE FROM fulltext_data", "DELETE FROM fulltext_idx", "DELETE FROM fulltext_config",
		"DELETE FROM doc", "DELETE FROM word", "UPDATE doc SET article=article+1",
	};
	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
		struct check_report report;
		fill_news();
		harm(harms[i]);
		int status = library_check(folder_path(LIBRARY_PLACE), NULL, &report, &err);
		/* The pages of so small an index are found without the way to them. */
		assert_true(status != 0 || report.problems > 0 || strstr(harms[i], "idx") != NULL);
		good(library_repair(folder_path(LIBRARY_PLACE), NULL, &report, &err));
		again();
		expect("في", "four|two|one");
		expect_whole();
	}
}

/* Two that write: each finds what the other has stored. */
static void two_writers(void **state)
{
	(void)state;
	struct library *first = library, *second;
	good(library_open(&second, folder_path(LIBRARY_PLACE), LIBRARY_WRITE, &err));
	for (int i = 0; i < 10; i++) {
		char title[16];
		snprintf(title, sizeof title, "%d", i);
		library = i % 2 == 0 ? first : second;
		put(title, i < 5 ? "كلمة أولى" : "كلمة ثانية", 2000 + i);
	}
	int64_t df;
	library = first;
	expect("كلمة", "9|8|7|6|5|4|3|2|1|0");
	expect("اولى", "4|3|2|1|0");
	library = second;
	expect("ثانية", "9|8|7|6|5");
	library = first;
	library_close(second);
	expect_whole();
	good(vocabulary_df(library, STR("كلمه"), &df, &err));
	assert_int_equal(df, 10);
}

/* --- the analysis itself --- */

static void sequences(void **state)
{
	(void)state;
	struct analysis analysis = {0};
	struct article_meta meta = meta_of("Storm-0558 وصل", "");
	struct article *story = story_make(&meta, "الأوّل\nhttps://a.example/b @me");
	for (int i = 0; i < 2; i++) {
		analysis_make(&analysis, story);
		struct str title = analysis_title(&analysis), body = analysis_body(&analysis);
		assert_true(str_eq(title, STR("storm \1storm0558 0558 وصل ")));
		assert_true(str_eq(body, STR("الاول \2 https a example b me \1@me \2 ")));
	}
	const struct term *term = analysis_find(&analysis, STR("الاول"));
	assert_non_null(term);
	assert_true(str_eq(term->spelling, STR("الأوّل")) && term->n == 1 && term->n_title == 0);
	assert_int_equal(analysis_find(&analysis, STR("storm"))->n_title, 1);
	assert_null(analysis_find(&analysis, STR("غيره")));
	article_free(story);
	analysis_done(&analysis);
}

#define LIBRARY(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LIBRARY(levels), LIBRARY(ranks), LIBRARY(changes), LIBRARY(rolled_back), LIBRARY(counted),
		LIBRARY(one_second), LIBRARY(older_library), LIBRARY(other_version), LIBRARY(damaged),
		LIBRARY(two_writers), cmocka_unit_test(sequences),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
