/* Keywords in a text. */
#include "config.h"

#include "stems.h"
#include "unit.h"

#include "words/match.h"

#include <stdio.h>
#include <string.h>

/* What is found of up to three keywords, as "number:text|…", all places or those that can be marked. */
static const char *found(const struct keyword *keywords, size_t n, const char *text, bool thin)
{
	static char out[4096];
	struct hits hits = {0};
	struct matcher *matcher = matcher_new(keywords, n, stems);
	size_t length = 0;
	matcher_find(matcher, stems, str_of(text), &hits);
	if (thin)
		hits_thin(&hits);
	out[0] = '\0';
	for (size_t i = 0; i < hits.n; i++)
		length += (size_t)snprintf(out + length, sizeof out - length, "%s%u:%.*s", i > 0 ? "|" : "",
		                           (unsigned)hits.at[i].keyword,
		                           (int)(hits.at[i].to_b - hits.at[i].from_b), text + hits.at[i].from_b);
	hits_free(&hits);
	matcher_free(matcher);
	return out;
}

static void expect(enum level level, bool anywhere, const char *keyword, const char *text, const char *want)
{
	struct keyword one = {str_of(keyword), level, anywhere, false};
	const char *got = found(&one, 1, text, false);
	if (strcmp(got, want) != 0)
		fail_msg("'%s' in '%s' is found as '%s', not '%s'", keyword, text, got, want);
}

static void words_are_found_whole(void **state)
{
	(void)state;
	expect(LEVEL_FOLDED, false, "امريكي", "قال أمريكي وأمريكيون: أَمريكيّ", "0:أمريكي|0:أَمريكيّ");
	expect(LEVEL_EXACT, false, "أمريكي", "أمريكي امريكي", "0:أمريكي");
	expect(LEVEL_STEM, false, "بلينكن", "قال بلينكن وبلينكن", "0:بلينكن|0:وبلينكن");
	expect(LEVEL_FOLDED, false, "nato", "NATO natos Nato", "0:NATO|0:Nato");
	expect(LEVEL_FOLDED, false, "", "شيء", "");
	expect(LEVEL_FOLDED, false, "…", "شيء …", "");
	expect(LEVEL_FOLDED, false, "شيء", "", "");
}

static void phrases_go_over_signs_and_lines(void **state)
{
	(void)state;
	expect(LEVEL_FOLDED, false, "البيت الأبيض", "في البيت\nالابيض، البيت، الأبيض البيت الكبير",
	       "0:البيت\nالابيض|0:البيت، الأبيض");
	expect(LEVEL_STEM, false, "الوزارة الامريكيه", "والوزارة الأمريكية", "0:والوزارة الأمريكية");
	expect(LEVEL_FOLDED, false, "a b a", "a b a b a", "0:a b a|0:a b a");
}

static void compounds_meet_their_parts(void **state)
{
	(void)state;
	static const char *const ways[] = {"می‌خواهد", "می خواهد", "میخواهد"};
	expect(LEVEL_FOLDED, false, ways[0], ways[1], "0:می خواهد");
	expect(LEVEL_FOLDED, false, ways[0], ways[2], "0:میخواهد");
	expect(LEVEL_FOLDED, false, ways[2], ways[0], "0:می‌خواهد");
	expect(LEVEL_FOLDED, false, ways[1], ways[0], "0:می‌خواهد");
	expect(LEVEL_FOLDED, false, ways[0], ways[0], "0:می‌خواهد");
	expect(LEVEL_FOLDED, false, "storm 0558", "Storm-0558", "0:Storm-0558");
	expect(LEVEL_FOLDED, false, "0558", "Storm-0558", "0:0558");
	expect(LEVEL_FOLDED, false, "غزة", "#غزة_الآن", "0:غزة");
	expect(LEVEL_FOLDED, false, "#غزة", "#غزة غزة", "0:#غزة");
}

static void expect_beginning(enum level level, const char *keyword, const char *text, const char *want)
{
	struct keyword one = {str_of(keyword), level, false, true};
	const char *got = found(&one, 1, text, false);
	if (strcmp(got, want) != 0)
		fail_msg("'%s*' in '%s' is found as '%s', not '%s'", keyword, text, got, want);
}

static void beginnings_are_found(void **state)
{
	(void)state;
	expect_beginning(LEVEL_FOLDED, "امر", "أَمريكي وأمريكي امر", "0:أَمر|0:امر");
	expect_beginning(LEVEL_EXACT, "أمر", "أَمريكي أمريكي امر", "0:أمر");
	expect_beginning(LEVEL_STEM, "البيت الا", "والبيت الأبيض، البيت ابيض بيت", "0:والبيت الأ");
	expect_beginning(LEVEL_FOLDED, "a b c", "a a b cd a b c", "0:a b c|0:a b c");
	expect_beginning(LEVEL_FOLDED, "a", "b", "");
	expect_beginning(LEVEL_FOLDED, "a a", "a", "");
	expect_beginning(LEVEL_FOLDED, "storm-05", "Storm-0558 storm 05 storm0558", "0:Storm-05|0:storm 05|0:storm05");
	expect_beginning(LEVEL_FOLDED, "05", "Storm-0558", "0:05");
	expect_beginning(LEVEL_FOLDED, "می‌خواه", "می‌خواهد میخواهند می خواهم", "0:می‌خواه|0:میخواه|0:می خواه");
	expect_beginning(LEVEL_FOLDED, "#غ", "#غزة غزة", "0:#غ");
	expect_beginning(LEVEL_FOLDED, "ال", "ﻻم الام", "0:ال"); /* whole clusters */
	expect_beginning(LEVEL_FOLDED, "", "a", "");
}

static void letters_are_found_anywhere(void **state)
{
	(void)state;
	expect(LEVEL_FOLDED, true, "امن", "الأَمْنِ والأمن", "0:أَمْنِ|0:أمن");
	expect(LEVEL_FOLDED, true, "ت  ا", "بيت \n ابيض", "0:ت \n ا");
	expect(LEVEL_FOLDED, true, "لا", "ﻻ", "0:ﻻ");
	expect(LEVEL_FOLDED, true, "ا", "ﻻ", "0:ﻻ"); /* whole clusters */
	expect(LEVEL_FOLDED, true, "aa", "aaa", "0:aa|0:aa");
	expect(LEVEL_FOLDED, true, " ", "a b", "");
}

static void the_longest_is_marked(void **state)
{
	(void)state;
	const struct keyword keywords[] = {
		{STR("البيت"), LEVEL_FOLDED, false, false},
		{STR("البيت الأبيض"), LEVEL_FOLDED, false, false},
		{STR("ابيض"), LEVEL_FOLDED, true, false},
	};
	const char *text = "البيت الأبيض البيت";
	assert_string_equal(found(keywords, 3, text, false), "1:البيت الأبيض|0:البيت|2:أبيض|0:البيت");
	assert_string_equal(found(keywords, 3, text, true), "1:البيت الأبيض|0:البيت");
}

static void too_many_hits_are_told(void **state)
{
	(void)state;
	enum { LENGTH = 1 << 19 };
	static char text[LENGTH];
	const struct keyword keywords[] = {
		{STR("a"), LEVEL_FOLDED, true, false},
		{STR("aa"), LEVEL_FOLDED, true, false},
		{STR("aaa"), LEVEL_FOLDED, true, false},
	};
	struct hits hits = {0};
	struct matcher *matcher = matcher_new(keywords, 3, stems);
	memset(text, 'a', sizeof text);
	matcher_find(matcher, stems, (struct str){text, sizeof text}, &hits);
	assert_true(hits.full && hits.n == HITS_MAX);
	hits_thin(&hits);
	assert_true(hits.n > 0);
	matcher_find(matcher, stems, STR("a"), &hits);
	assert_true(!hits.full && hits.n == 1);
	hits_free(&hits);
	matcher_free(matcher);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_whole),
		cmocka_unit_test(phrases_go_over_signs_and_lines),
		cmocka_unit_test(compounds_meet_their_parts),
		cmocka_unit_test(beginnings_are_found),
		cmocka_unit_test(letters_are_found_anywhere),
		cmocka_unit_test(the_longest_is_marked),
		cmocka_unit_test(too_many_hits_are_told),
	};
	return cmocka_run_group_tests_name("match", tests, open_stems, close_stems);
}
