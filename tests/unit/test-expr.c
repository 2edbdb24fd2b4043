/* Queries as trees. */
#include "config.h"

#include "unit.h"

#include "words/expr.h"

#include <stdio.h>
#include <string.h>

/* As (and a (or b "c d") (not e)): ! is in the title, * a beginning. */
static void show(const struct expr *expr, struct buf *out)
{
	static const char *const names[] = {"all", "", "", "", "not", "and", "or"};
	if (expr->kind == EXPR_ALL || expr->kind >= EXPR_NOT) {
		buf_addf(out, "(%s", names[expr->kind]);
		for (const struct expr *child = expr->first; child != NULL; child = child->next) {
			buf_add_char(out, ' ');
			show(child, out);
		}
		buf_add_char(out, ')');
		return;
	}
	const char *quote = expr->kind == EXPR_PHRASE ? "'" : "";
	if (expr->kind == EXPR_FIELD)
		buf_addf(out, "%.*s=", (int)expr->field.n, expr->field.p);
	buf_addf(out, "%s%s", expr->in_title ? "!" : "", quote);
	buf_add_str(out, expr->text);
	buf_addf(out, "%s%s", quote, expr->prefix ? "*" : "");
}

static void check(const char *query, const char *want, const char *wrong)
{
	struct arena *arena = arena_new();
	struct buf got, text, again;
	struct err err = {0};
	const struct expr *expr, *same;
	buf_init(&got, BUF_NO_MAX);
	buf_init(&text, BUF_NO_MAX);
	buf_init(&again, BUF_NO_MAX);
	int rc = expr_parse(str_of(query), arena, &expr, &err);
	show(expr, &got);
	assert_string_equal(buf_cstr(&got), want);
	assert_int_equal(rc, wrong == NULL ? 0 : ERR_USAGE);
	if (wrong != NULL)
		assert_string_equal(err.message, wrong);
	expr_format(expr_copy(expr, arena), &text);
	assert_int_equal(expr_parse(buf_str(&text), arena, &same, &err), 0);
	show(same, &again);
	assert_string_equal(buf_cstr(&again), want);
	buf_done(&got);
	buf_done(&text);
	buf_done(&again);
	arena_free(arena);
}

static void terms_stand_side_by_side(void **state)
{
	(void)state;
	check("", "(all)", NULL);
	check(" \t ", "(all)", NULL);
	check("غزة", "غزة", NULL);
	check("غزة رفح", "(and غزة رفح)", NULL);
	check("غزة، رفح؛نابلس", "(and غزة رفح نابلس)", NULL);
	check("١،٤٠٠", "١،٤٠٠", NULL);
	check("\"البيت الأبيض\" بايدن", "(and 'البيت الأبيض' بايدن)", NULL);
	check("storm-0558 می‌خواهد", "(and storm-0558 می‌خواهد)", NULL);
	check("a.b/c", "'a.b/c'", NULL);
	check("https://example.org/a?b=c", "https://example.org/a?b=c", NULL);
	check("غزة – رفح …", "(and غزة رفح)", NULL);
	check("a AND b", "(and a b)", NULL);
	check("\xE2\x80\x8F-غزة", "(not غزة)", NULL);
}

static void quotation_marks_of_all_kinds(void **state)
{
	(void)state;
	check("«البيت الأبيض»", "'البيت الأبيض'", NULL);
	check("“a b” „c d“ ‹e f›", "(and 'a b' 'c d' 'e f')", NULL);
	check("”a b“ »c d«", "(and 'a b' 'c d')", NULL);
	check("“a b\"", "'a b'", NULL);
	check("«a \"b\" c»", "'a \"b\" c'", NULL);
	check("\"a \"\"b\"\" c\"", "'a \"b\" c'", NULL);
	check("צה\"ל", "צה\"ל", NULL);
	check("\"צה\"ל חזק\"", "'צה\"ל חזק'", NULL);
	check("a\"b c\"d", "(and a 'b c' d)", NULL);
	check("\"a b\"*", "'a b'*", NULL);
	check("x \"a b", "(and x 'a b')", "a quotation mark is not closed (column 3 of the query)");
	check("غزة \"", "غزة", "a quotation mark is not closed (column 5 of the query)");
	check("\"\"", "(all)", "no word stands between the quotation marks (column 1 of the query)");
	check("a «…»", "a", "no word stands between the quotation marks (column 3 of the query)");
}

static void beginnings(void **state)
{
	(void)state;
	check("المدا*", "المدا*", NULL);
	check("-a* b*", "(and (not a*) b*)", NULL);
	check("*", "(all)", "a '*' has no word before it (column 1 of the query)");
	check("a *", "a", "a '*' has no word before it (column 3 of the query)");
	check("a**", "a*", "a '*' has no word before it (column 3 of the query)");
	check("ab*cd", "(and ab* cd)", "a '*' stands after a word, not within it (column 4 of the query)");
}

static void or_binds_closer_than_blanks(void **state)
{
	(void)state;
	check("a OR b c", "(and (or a b) c)", NULL);
	check("a b OR c d", "(and a (or b c) d)", NULL);
	check("a OR b OR c", "(or a b c)", NULL);
	check("a OR (b OR c)", "(or a b c)", NULL);
	check("a (b c)", "(and a b c)", NULL);
	check("a OR (b c)", "(or a (and b c))", NULL);
	check("a OR -b", "(or a (not b))", NULL);
	check("a ORb or c", "(and a ORb or c)", NULL);
	check("\"OR\" title:OR -OR", "(and 'OR' !OR (not OR))", NULL);
	check("OR a", "a", "OR has no word before it (column 1 of the query)");
	check("a OR", "a", "OR has no word after it (column 3 of the query)");
	check("a OR OR b", "(or a b)", "OR has no word before it (column 6 of the query)");
	check("(a OR) b", "(and a b)", "OR has no word after it (column 4 of the query)");
	check("OR", "(all)", "OR has no word before it (column 1 of the query)");
}

static void not_takes_one_term(void **state)
{
	(void)state;
	check("-a", "(not a)", NULL);
	check("a -b -\"c d\" -(e f) -lang:ar", "(and a (not b) (not 'c d') (not (and e f)) (not lang=ar))", NULL);
	check("-(-a)", "(not (not a))", NULL);
	check("-", "(all)", "a '-' has no word after it (column 1 of the query)");
	check("غزة - رفح", "(and غزة رفح)", "a '-' has no word after it (column 5 of the query)");
	check("--a", "(not a)", "a '-' has no word after it (column 1 of the query)");
	check("(a -)", "a", "a '-' has no word after it (column 4 of the query)");
}

static void parentheses(void **state)
{
	(void)state;
	check("((a))", "a", NULL);
	check("a(b)c", "(and a b c)", NULL);
	check("()", "(all)", "no word stands between the parentheses (column 1 of the query)");
	check("(a", "a", "a parenthesis is not closed (column 1 of the query)");
	check("غزة) رفح", "(and غزة رفح)", "a parenthesis is closed that none has opened (column 4 of the query)");
	check("(a \"b)", "(and a 'b)')", "a quotation mark is not closed (column 4 of the query)");
}

static void fields_and_titles(void **state)
{
	(void)state;
	check("source:\"BBC Arabic\" LANG:ar", "(and source=BBC Arabic lang=ar)", NULL);
	check("source:«BBC Arabic»", "source=BBC Arabic", NULL);
	check("(is:unread)", "is=unread", NULL);
	check("date:2023-05..2023-07-15", "date=2023-05..2023-07-15", NULL);
	check("feed:https://example.org/a*b", "feed=https://example.org/a*b", NULL);
	check("tag:a\"b", "tag=a\"b", NULL);
	check("source:\"a \"\"b\"\"\"", "source=a \"b\"", NULL);
	check("title:غزة title:\"a b\"* title:c*", "(and !غزة !'a b'* !c*)", NULL);
	check("title:(a OR \"b c\") d", "(and (or !a !'b c') d)", NULL);
	check("title:source:bbc", "!'source:bbc'", NULL);
	check("title://a tag:\"//b\"", "(and !//a tag=//b)", NULL);
	check("12:30", "'12:30'", NULL);
	check("قال:غزة", "'قال:غزة'", NULL);
	check("is:", "(all)", "is: has no value after it (column 1 of the query)");
	check("a Source: bbc", "(and a bbc)", "source: has no value after it (column 3 of the query)");
	check("tag:\"\" a", "a", "tag: has no value after it (column 1 of the query)");
	check("title: a", "a", "title: has no word after it (column 1 of the query)");
	check("tag:(a b) c", "c", "tag: takes one value, not parentheses (column 5 of the query)");
}

static void places_are_bytes_of_the_query(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct expr *expr;
	const char *query = " غزة  -(title:رفح OR \"a b\"*) ";
	assert_int_equal(expr_parse(str_of(query), arena, &expr, NULL), 0);
	assert_int_equal(expr->first->from_b, 1);
	assert_int_equal(expr->first->to_b, 7);
	const struct expr *not = expr->first->next, *title = not->first->first;
	assert_int_equal(not->from_b, 9);
	assert_int_equal(title->from_b, 11);
	assert_int_equal(title->to_b, 23);
	assert_int_equal(title->next->from_b, 27);
	assert_int_equal(title->next->to_b, 33);
	arena_free(arena);
}

/* How many terms a tree has, all of them from the part of the query that is read at all. */
static size_t count_terms(const struct expr *expr)
{
	size_t n = expr->first == NULL && expr->kind != EXPR_ALL;
	assert_true(expr->to_b <= EXPR_MAX_B);
	for (const struct expr *child = expr->first; child != NULL; child = child->next)
		n += count_terms(child);
	return n;
}

static void check_cut(struct str query, const char *wrong)
{
	struct arena *arena = arena_new();
	const struct expr *expr;
	struct err err = {0};
	assert_int_equal(expr_parse(query, arena, &expr, &err), ERR_USAGE);
	assert_non_null(strstr(err.message, wrong));
	assert_true(count_terms(expr) <= EXPR_MAX_TERMS);
	arena_free(arena);
}

/* Of what is typed, the last word may go on. */
static void check_unfinished(const char *query, bool whole, const char *want)
{
	struct arena *arena = arena_new();
	const struct expr *expr;
	struct buf got;
	struct str typed = str_of(query);
	buf_init(&got, BUF_NO_MAX);
	expr_parse(typed, arena, &expr, NULL);
	show(expr_unfinished(expr, arena, typed.n, whole), &got);
	assert_string_equal(buf_cstr(&got), want);
	buf_done(&got);
	arena_free(arena);
}

static void the_last_word_is_unfinished(void **state)
{
	(void)state;
	check_unfinished("غز", false, "غز*");
	check_unfinished("غز", true, "(or غز غز*)");
	check_unfinished("غزة ", true, "غزة");
	check_unfinished("a b", false, "(and a b*)");
	check_unfinished("a OR b", true, "(or a b b*)");
	check_unfinished("c a OR b", true, "(and c (or a b b*))");
	check_unfinished("title:b", false, "!b*");
	check_unfinished("a -b", true, "(and a (not b))");
	check_unfinished("a*", true, "a*");
	check_unfinished("a is:un", true, "(and a is=un)");
	check_unfinished("\"a b", false, "'a b'*");
	check_unfinished("", true, "(all)");
	assert_null(expr_unfinished(NULL, NULL, 0, true));
}

static void hostile_queries_are_cut(void **state)
{
	(void)state;
	static const char *const pieces[] = {"(", "-", "\"", "a\" ", "\"a\" ", "-(", "a OR ", "title:(", "x:(", ")", "a*",
	                                     "\"\"", "غ", "\xFF", "((a) ", ":a", "a:", "a:b "};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf query;
		buf_init(&query, BUF_NO_MAX);
		while (query.n < 1 << 20)
			buf_add_str(&query, str_of(pieces[i]));
		check_cut(buf_str(&query), "the query is too long: the rest of it is left out (column ");
		buf_done(&query);
	}
	struct buf many;
	buf_init(&many, BUF_NO_MAX);
	for (int i = 0; i <= EXPR_MAX_TERMS; i++)
		buf_add_str(&many, STR("a "));
	check_cut(buf_str(&many), "the query has too many words: the first 256 count");
	buf_done(&many);
	struct buf deep;
	buf_init(&deep, BUF_NO_MAX);
	buf_add_repeat(&deep, '(', 4000);
	check_cut(buf_str(&deep), "parentheses stand too deep in each other: 32 at most (column 33 of the query)");
	buf_done(&deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_stand_side_by_side),
		cmocka_unit_test(quotation_marks_of_all_kinds),
		cmocka_unit_test(beginnings),
		cmocka_unit_test(or_binds_closer_than_blanks),
		cmocka_unit_test(not_takes_one_term),
		cmocka_unit_test(parentheses),
		cmocka_unit_test(fields_and_titles),
		cmocka_unit_test(places_are_bytes_of_the_query),
		cmocka_unit_test(the_last_word_is_unfinished),
		cmocka_unit_test(hostile_queries_are_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
