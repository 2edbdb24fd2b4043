/* A selection as it is written, and back. */
#include "config.h"

#include "library/feeds.h"
#include "library/query.h"
#include "stories.h"

#include "unit.h"

#include <string.h>

static struct arena *texts;

static int set_up(void **state)
{
	(void)state;
	texts = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(texts);
	return 0;
}

static struct selection good(const char *query)
{
	struct selection s;
	struct err err;
	int status = query_parse(str_of(query), NULL, texts, &s, &err);
	if (status != 0)
		print_message("# %s: %s\n", query, err.message);
	assert_int_equal(status, 0);
	return s;
}

static struct selection bad(const char *query, const char *message)
{
	struct selection s;
	struct err err = {0};
	assert_int_equal(query_parse(str_of(query), NULL, texts, &s, &err) < 0, 1);
	if (strstr(err.message, message) == NULL)
		print_message("# %s: %s\n", query, err.message);
	assert_non_null(strstr(err.message, message));
	return s;
}

/* What it is as text. */
static void is(struct selection s, const char *wanted)
{
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	query_format(&s, &out);
	assert_string_equal(buf_cstr(&out), wanted);
	buf_done(&out);
}

static void fields_are_read(void **state)
{
	(void)state;
	struct selection s = good("  feed:12 source:\"BBC Arabic\" lang:ar tag:later is:unread "
	                          "IS:starred غزة title:\"هدنة  قريبة\" ");
	assert_int_equal(s.feed, 12);
	assert_true(str_eq(s.source, STR("BBC Arabic")));
	assert_true(str_eq(s.lang, STR("ar")));
	assert_true(str_eq(s.tag, STR("later")));
	assert_true(s.unread && s.starred && s.where == NULL);
	assert_int_equal(s.expr->kind, EXPR_AND);
	assert_true(str_eq(s.expr->first->text, STR("غزة")));
	assert_true(s.expr->first->next->in_title);
	assert_int_equal(s.level, LEVEL_STEM);
	s = good("sort:-size level:fold a");
	assert_int_equal(s.sort, SORT_SIZE);
	assert_true(s.reverse);
	assert_int_equal(s.level, LEVEL_FOLDED);
	assert_int_equal(good("").feed, 0);
	assert_null(good("").expr);
	assert_int_equal(good("\"is:unread\"").expr->kind, EXPR_PHRASE);
}

static void fields_are_denied_and_chosen(void **state)
{
	(void)state;
	is(good("-source:a غزة -tag:b"), "غزة -source:a -tag:b");
	is(good("(tag:a OR is:starred) x"), "x tag:a OR is:starred");
	is(good("tag:a tag:b lang:ar lang:fa"), "lang:ar tag:a tag:b lang:fa");
	is(good("is:read date:2023 date:2023-05"), "date:2023-01-01..2023-12-31 is:read date:2023-05");
	is(good("-(source:a lang:b)"), "-(source:a lang:b)");
	is(good("a OR b is:unread"), "a OR b is:unread");
	is(bad("x (tag:a OR غزة)", "tag:a: no field can be chosen or denied together with words (column 4"), "x غزة");
	is(bad("(غزة is:unread) OR (رفح هدنة)", "(column 6 of the query)"), "غزة OR (رفح هدنة)");
	is(bad("-(tag:a x) y", "tag:a: no field"), "-x y");
	is(bad("-sort:size x", "sort:size: this is for the whole query"), "x");
	is(bad("level:fold OR level:exact x", "level:fold: this is for the whole query"), "x");
	is(bad("tag:a OR feed:none OR tag:b", "feed:none: a feed has a number here (column 10"), "tag:a OR tag:b");
}

static void dates_stand_for_all_of_them(void **state)
{
	(void)state;
	struct selection s = good("date:2023");
	assert_int_equal(s.since, 1672531200);
	assert_int_equal(s.before, 1704067200);
	s = good("date:2024-02");
	assert_int_equal(s.before - s.since, 29 * 86400);
	s = good("date:2023-07-15..");
	assert_int_equal(s.since, 1689379200);
	assert_int_equal(s.before, 0);
	s = good("date:..1969");
	assert_int_equal(s.since, 0);
	assert_int_equal(s.before, 1); /* 0 is for an open end */
	s = good("date:1923-04..2023-05-06");
	assert_int_equal(s.since, -1475452800);
	assert_int_equal(s.before, 1683417600);
}

static void what_is_wrong_is_told_and_left_out(void **state)
{
	(void)state;
	is(bad("غزة titel:x is:unread", "titel:x: there is no such field; did you mean title? (column 5 of the query)"),
	   "غزة is:unread");
	is(bad("is:raed lang:fa", "did you mean read?"), "lang:fa");
	is(bad("date:2023-13", "date:2023-13: no date"), "");
	is(bad("date:2023-02-29", "no date"), "");
	is(bad("date:..", "no date"), "");
	is(bad("date:2023...2024", "no date"), "");
	is(bad("sort:colour tag:a", "sort:colour: no order"), "tag:a");
	is(bad("sort:-sise", "did you mean size?"), "");
	is(bad("level:fuld x", "level:fuld: a level is exact, fold or stem; did you mean fold?"), "x");
	is(bad("feed:press", "number"), "");
	is(bad("feed:0", "number"), "");
	is(bad("\"", "a quotation mark is not closed (column 1 of the query)"), "");
	is(bad("tag:\"half open", "a quotation mark is not closed (column 5"), "tag:\"half open\"");
}

static void it_comes_back(void **state)
{
	static const char *const queries[] = {
		"",
		"feed:7",
		"is:unread folder:\"Press/The \"\"Gulf\"\"\"",
		"source:\"a \"\"b\"\" c\" tag:\"\"\"x\"",
		"خبر \"كلمة وكلمة\" title:a* -b c OR (d e) is:unread is:starred date:2023-05-01..2023-07-15 sort:title level:exact",
		"date:..2023-07-15 sort:-date",
		"date:0001-01-01..9999-12-31",
		"date:1969-12-30..1970-01-01",
		"date:1970-01-01..",
		"date:..1969-12-31",
	};
	(void)state;
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
		is(good(queries[i]), queries[i]);
	is(good("date:2023-05"), "date:2023-05-01..2023-05-31");
	is(good("date:٢٠٢٣-٠٥..۲۰۲۳"), "date:2023-05-01..2023-12-31");
}

/* Bytes of all kinds, and words that are far too long. */
static void any_text_gives_a_selection(void **state)
{
	static const char alphabet[] = "title:is date feedsort.-\"\" 0129(OR)*\xD8\xBA\xFF\n:";
	char query[2600];
	unsigned seed = 7;
	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct selection s, again;
		size_t n = (size_t)(round % 100 == 0 ? 2600 : round % 60);
		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245U + 12345U;
			query[i] = alphabet[(seed >> 16) % (sizeof alphabet - (round % 100 == 0 ? 18 : 0))];
		}
		query_parse((struct str){query, n}, NULL, texts, &s, NULL);
		struct buf once, twice;
		buf_init(&once, BUF_NO_MAX);
		buf_init(&twice, BUF_NO_MAX);
		query_format(&s, &once);
		assert_int_equal(query_parse(buf_str(&once), NULL, texts, &again, NULL), 0);
		query_format(&again, &twice);
		assert_string_equal(buf_cstr(&twice), buf_cstr(&once));
		buf_done(&once);
		buf_done(&twice);
	}
}

/* All that the last term may become, with a blank between. */
static void completes(struct library *library, const char *query, const char *wanted)
{
	struct buf out, one;
	buf_init(&out, BUF_NO_MAX);
	buf_init(&one, BUF_NO_MAX);
	for (size_t i = 0; buf_clear(&one), query_candidate(str_of(query), library, i, &one); i++) {
		buf_add_str(&out, i > 0 ? STR(" ") : STR(""));
		buf_add_str(&out, buf_str(&one));
	}
	assert_string_equal(buf_cstr(&out), wanted);
	buf_done(&out);
	buf_done(&one);
}

static void a_feed_is_found_by_its_name(void **state)
{
	struct library *library;
	struct err err;
	struct selection s;
	struct buf tags;
	int64_t id, first, second;
	bool is_new;
	(void)state;
	folder_make();
	assert_int_equal(library_open(&library, folder_path("library.db"), LIBRARY_CREATE, &err), 0);
	struct feed_row row = {.url = STR("https://press.example/feed"), .title = STR("The Press"), .folder = STR("Gulf/Daily")};
	assert_int_equal(library_add_feed(library, &row, &id, &is_new, &err), 0);
	assert_int_equal(query_parse(STR("feed:press"), library, texts, &s, &err), 0);
	assert_int_equal(s.feed, id);
	assert_int_equal(query_parse(STR("feed:nobody tag:a"), library, texts, &s, &err), ERR_NO_MATCH);
	assert_true(str_eq(s.tag, STR("a")));
	/* The tags that there are to select by. */
	struct story_list list = {0};
	struct stored_story stored[2];
	struct article_meta one = {.title = STR("One"), .source = STR("BBC عربي"), .lang = STR("en"), .parent = -1};
	struct article_meta two = {.title = STR("Two"), .source = STR("وكالة مرسى"), .lang = STR("ar"), .parent = -1};
	story_put(&list, &one, "A body of one.");
	story_put(&list, &two, "Another body, of two.");
	assert_int_equal(library_store(library, &list, &(struct provenance){.time = 5}, stored, &err), 0);
	story_list_done(&list);
	first = stored[0].id;
	second = stored[1].id;
	buf_init(&tags, BUF_NO_MAX);
	assert_int_equal(library_tag(library, first, STR("zeta"), true, &err), 0);
	assert_int_equal(library_tag(library, second, STR("alpha"), true, &err), 0);
	assert_int_equal(library_tag(library, second, STR("zeta"), true, &err), 0);
	assert_int_equal(library_tag(library, second, STR("alpha"), false, &err), 0);
	assert_int_equal(library_all_tags(library, &tags, &err), 0);
	assert_string_equal(buf_cstr(&tags), "zeta");
	buf_done(&tags);
	completes(library, "", "title: source: date: is: tag: feed: folder: lang: level: sort:");
	completes(library, "x -s", "x -source: x -sort:");
	completes(library, "tag:", "tag:zeta");
	completes(library, "غزة (tag:ZE", "غزة (tag:zeta");
	completes(library, "feed:the", "feed:\"The Press\"");
	completes(library, "feed:\"The P", "feed:\"The Press\"");
	completes(library, "source:", "source:\"BBC عربي\" source:\"وكالة مرسى\"");
	completes(library, "-source:وكاله", "-source:\"وكالة مرسى\"");
	completes(library, "lang:", "lang:ar lang:en");
	completes(library, "folder:gul", "folder:Gulf/Daily");
	completes(library, "is:", "is:unread is:read is:starred");
	completes(library, "level:f", "level:fold");
	completes(library, "date:", "");
	completes(library, "غز", "");
	completes(NULL, "tag:", "");
	library_close(library);
	folder_remove();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_read),
		cmocka_unit_test(fields_are_denied_and_chosen),
		cmocka_unit_test(dates_stand_for_all_of_them),
		cmocka_unit_test(what_is_wrong_is_told_and_left_out),
		cmocka_unit_test(it_comes_back),
		cmocka_unit_test(any_text_gives_a_selection),
		cmocka_unit_test(a_feed_is_found_by_its_name),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
