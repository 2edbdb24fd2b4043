#include "config.h"

#include "cli/fill.h"

#include "unit.h"

static void expect(const char *text, size_t col, size_t indent, size_t width, const char *want)
{
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	fill_add(&out, str_of(text), col, indent, width);
	assert_string_equal(buf_cstr(&out), want);
	buf_done(&out);
}

static void lines_break_between_words(void **state)
{
	(void)state;
	expect("one two three", 0, 0, 7, "one two\nthree");
	expect("one two three", 0, 0, 6, "one\ntwo\nthree");
	expect("one two three", 0, 0, 13, "one two three");
	expect("", 0, 0, 5, "");
}

static void what_stands_before_is_counted(void **state)
{
	(void)state;
	expect("one two three", 4, 2, 11, "one two\n  three");
	expect("one two three", 5, 2, 11, "one\n  two three");
}

static void long_words_stay_whole(void **state)
{
	(void)state;
	expect("a considerable word", 0, 2, 5, "a\n  considerable\n  word");
	expect("considerable", 3, 0, 5, "considerable");
}

static void without_a_width_there_is_one_line(void **state)
{
	(void)state;
	expect("one two three", 9, 2, 0, "one two three");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_between_words),
		cmocka_unit_test(what_stands_before_is_counted),
		cmocka_unit_test(long_words_stay_whole),
		cmocka_unit_test(without_a_width_there_is_one_line),
	};
	return cmocka_run_group_tests_name("fill", tests, NULL, NULL);
}
