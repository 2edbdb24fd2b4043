/* Where a text meets a query, and the piece of it that shows so. */
#include "config.h"

#include "stems.h"
#include "unit.h"

#include "words/expr.h"
#include "words/finder.h"
#include "words/snippet.h"

#include <stdio.h>
#include <string.h>

#define WORD(...) {.kind = EXPR_WORD, .text = STR(__VA_ARGS__)}

/* What is marked, parted by bars. */
static const char *marked(struct finder *finder, const char *text, bool is_title)
{
	static char out[4096];
	struct hits hits = {0};
	size_t n = 0;
	finder_find(finder, stems, str_of(text), is_title, &hits);
	out[0] = '\0';
	for (size_t i = 0; i < hits.n; i++)
		n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", i > 0 ? "|" : "",
		                      (int)(hits.at[i].to_b - hits.at[i].from_b), text + hits.at[i].from_b);
	hits_free(&hits);
	finder_free(finder);
	return out;
}

static void expect_typed(const char *typed, enum level level, const char *text, const char *want)
{
	const char *got = marked(finder_new_typed(str_of(typed), level, stems), text, false);
	if (strcmp(got, want) != 0)
		fail_msg("'%s' in '%s' is '%s', not '%s'", typed, text, got, want);
}

static void typed_letters_are_found_anywhere(void **state)
{
	(void)state;
	expect_typed("امريك", LEVEL_FOLDED, "الأَمْريكية أمريكا", "أَمْريك|أمريك");
	expect_typed("لا", LEVEL_FOLDED, "ﻻ إلا", "ﻻ|لا");
	expect_typed("بيت  ابيض", LEVEL_FOLDED, "البيت\nأبيض", "بيت\nأبيض");
	expect_typed("AB", LEVEL_FOLDED, "cabin", "ab");
	expect_typed("", LEVEL_FOLDED, "a", "");
	expect_typed("  ", LEVEL_FOLDED, "a  b", "");
	expect_typed("aa", LEVEL_FOLDED, "aaaaa", "aa|aa");
	expect_typed("aab", LEVEL_FOLDED, "aaabaaab", "aab|aab");
	expect_typed("ababaca", LEVEL_FOLDED, "ababac ababaca", "ababaca");
	expect_typed("كتاب", LEVEL_FOLDED, "كِتَابٌ كتـــاب", "كِتَابٌ|كتـــاب");
	expect_typed("2023", LEVEL_FOLDED, "عام ٢٠٢٣", "٢٠٢٣");
	expect_typed("abcd", LEVEL_FOLDED, "abc", "");
	expect_typed("\xD9\x8E", LEVEL_FOLDED, "abc \xD8\xA8\xD9\x8E", ""); /* folds to nothing */
}

static void the_exact_level_wants_the_same_letters(void **state)
{
	(void)state;
	expect_typed("أمريك", LEVEL_EXACT, "الأمريكية امريكا الأَمريكي", "أمريك");
	expect_typed("Ab c", LEVEL_EXACT, "Ab\n c ab c AB c", "Ab\n c");
	expect_typed("\xD8\xA2", LEVEL_EXACT, "ا آ \xD8\xA7\xD9\x93", "آ|\xD8\xA7\xD9\x93"); /* canonically equivalent */
	expect_typed("aa", LEVEL_EXACT, "Aaaa", "aa");
	expect_typed("لا", LEVEL_EXACT, "ﻻ لا", "لا");
}

static void the_level_of_stems_finds_that_and_words(void **state)
{
	(void)state;
	expect_typed("امريكي", LEVEL_STEM, "الأميركية أميركي", "الأميركية|أميركي");
	expect_typed("مريك", LEVEL_STEM, "الأمريكية", "مريك");
}

static void quotation_marks_mean_words(void **state)
{
	(void)state;
	expect_typed("\"البيت الأبيض\"", LEVEL_FOLDED, "البيت الابيض، بالبيت الأبيض البيت، «الأبيض»",
	             "البيت الابيض|البيت، «الأبيض");
	expect_typed("\"بيت ال", LEVEL_FOLDED, "البيت الأبيض بيت الأبيض", "بيت ال");
	expect_typed("«بيت»", LEVEL_STEM, "البيت بيتي بيتزا", "البيت|بيتي");
	expect_typed("\"\"", LEVEL_FOLDED, "\"\"", "");
}

static void a_query_marks_what_it_asks_for(void **state)
{
	(void)state;
	const struct expr no = WORD("روسيا");
	const struct expr not_no = {.kind = EXPR_NOT, .first = &no};
	const struct expr field = {.kind = EXPR_FIELD, .text = STR("x"), .field = STR("source"), .next = &not_no};
	const struct expr phrase = {.kind = EXPR_PHRASE, .text = STR("البيت الاب"), .prefix = true, .next = &field};
	const struct expr summit = {.kind = EXPR_WORD, .text = STR("قمة"), .in_title = true, .next = &phrase};
	const struct expr all = {.kind = EXPR_AND, .first = &summit};
	const char *text = "قمة في البيت الأبيض عن روسيا";
	assert_string_equal(marked(finder_new(&all, LEVEL_FOLDED, stems), text, true), "قمة|البيت الأب");
	assert_string_equal(marked(finder_new(&all, LEVEL_FOLDED, stems), text, false), "البيت الأب");
}

static bool meets(const struct expr *expr, const char *title, const char *body)
{
	struct finder *finder = finder_new(expr, LEVEL_EXACT, stems);
	const struct str texts[] = {str_of(title), str_of(body)};
	bool answer = finder_meets(finder, stems, texts, 2, 1);
	finder_free(finder);
	return answer;
}

static void an_article_meets_a_query(void **state)
{
	(void)state;
	struct expr b = WORD("b"), a = {.kind = EXPR_WORD, .text = STR("a"), .next = &b};
	struct expr tree = {.kind = EXPR_AND, .first = &a}, not = {.kind = EXPR_NOT, .first = &tree};
	const struct expr every = {.kind = EXPR_ALL};
	assert_true(meets(&tree, "a", "b") && !meets(&tree, "a", "c") && !meets(&not, "a", "b"));
	assert_false(meets(&tree, "A", "b")); /* as it is written */
	tree.kind = EXPR_OR;
	assert_true(meets(&tree, "c", "b") && !meets(&tree, "c", "d") && meets(&not, "c", "d"));
	b.in_title = true;
	assert_true(!meets(&tree, "c", "b") && meets(&tree, "b", "c"));
	b.text = STR("…"); /* asks for nothing */
	assert_true(meets(&tree, "a", "") && !meets(&tree, "c", ""));
	tree.kind = EXPR_AND;
	assert_true(meets(&tree, "a", "") && !meets(&tree, "c", ""));
	b = (struct expr){.kind = EXPR_FIELD, .text = STR("x"), .field = STR("source")};
	assert_true(meets(&tree, "a", "") && !meets(&tree, "c", "") && meets(&not, "a", "") && meets(&not, "c", ""));
	tree.kind = EXPR_OR;
	assert_true(meets(&tree, "a", "") && meets(&tree, "c", "") && !meets(&not, "a", "") && meets(&not, "c", ""));
	assert_true(meets(&every, "", ""));
}

/* The piece with its hits in brackets. */
static const char *piece(const char *typed, const char *text, size_t max_col)
{
	static char out[4096];
	struct hits hits = {0}, moved = {0};
	struct buf buf;
	struct finder *finder = finder_new_typed(str_of(typed), LEVEL_FOLDED, stems);
	buf_init(&buf, BUF_NO_MAX);
	finder_find(finder, stems, str_of(text), false, &hits);
	struct snippet snippet = snippet_of(str_of(text), &hits, max_col);
	snippet_add(&snippet, str_of(text), &hits, &buf, &moved);
	size_t n = 0, at = 0;
	for (size_t i = 0; i < moved.n; at = moved.at[i++].to_b)
		n += (size_t)snprintf(out + n, sizeof out - n, "%.*s[%.*s]", (int)(moved.at[i].from_b - at), buf.p + at,
		                      (int)(moved.at[i].to_b - moved.at[i].from_b), buf.p + moved.at[i].from_b);
	snprintf(out + n, sizeof out - n, "%s", buf_cstr(&buf) + at);
	buf_done(&buf);
	hits_free(&hits);
	hits_free(&moved);
	finder_free(finder);
	return out;
}

static void a_piece_holds_the_hits(void **state)
{
	(void)state;
	const char *text = "one two three four five six seven eight nine ten";
	assert_string_equal(piece("six", text, 80), "one two three four five [six] seven eight nine ten");
	assert_string_equal(piece("six", text, 22), "…five [six] seven eight…");
	assert_string_equal(piece("six", text, 7), "…[six]…");
	assert_string_equal(piece("six", text, 4), "…[si]…");
	assert_string_equal(piece("ten", text, 16), "…eight nine [ten]");
	assert_string_equal(piece("one", text, 12), "[one] two…");
	assert_string_equal(piece("nothing", text, 12), "one two…");
	assert_string_equal(piece("e", text, 15), "…[e] six s[e]v[e]n [e]…");
	assert_string_equal(piece("b", "a\nb c", 80), "a [b] c");
	assert_string_equal(piece("x", "", 80), "");
	assert_string_equal(piece("x", "x", 0), "…");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_letters_are_found_anywhere),
		cmocka_unit_test(the_exact_level_wants_the_same_letters),
		cmocka_unit_test(the_level_of_stems_finds_that_and_words),
		cmocka_unit_test(quotation_marks_mean_words),
		cmocka_unit_test(a_query_marks_what_it_asks_for),
		cmocka_unit_test(an_article_meets_a_query),
		cmocka_unit_test(a_piece_holds_the_hits),
	};
	return cmocka_run_group_tests_name("finder", tests, open_stems, close_stems);
}
