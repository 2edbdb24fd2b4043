#include "config.h"

#include "base/file.h"
#include "cli/out.h"
#include "cli/print.h"
#include "cli/raw.h"
#include "text/clean.h"
#include "text/utf8.h"

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct print_options visual_20 = {.visual = true, .shape = SHAPE_FORMS, .dir = DIR_AUTO, .width_col = 20};
static const struct print_options visual = {.visual = true, .shape = SHAPE_FORMS, .dir = DIR_AUTO};
static const struct print_options logical = {.dir = DIR_AUTO};
static const struct print_options logical_10 = {.dir = DIR_AUTO, .width_col = 10};

/* A file that is gone from its folder but open for reading and writing. */
static int scratch_fd(void)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	int fd = dup(fileno(file));
	assert_true(fd >= 0);
	fclose(file);
	return fd;
}

static struct buf all_of(int fd)
{
	struct buf b;
	struct err err;
	buf_init(&b, BUF_NO_MAX);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(file_read_all(fd, "scratch", &b, &err), 0);
	close(fd);
	return b;
}

/* What is printed of a whole text, line by line. */
static struct buf printed(const struct print_options *options, struct str text, bool bold)
{
	struct out out;
	struct printer printer;
	int fd = scratch_fd();
	out_init(&out, fd);
	printer_init(&printer, options, &out);
	printer_paragraph(&printer, text, bold);
	printer_done(&printer);
	assert_int_equal(out_done(&out, NULL), 0);
	return all_of(fd);
}

static void expect(const struct print_options *options, const char *text, const char *want)
{
	struct buf got = printed(options, str_of(text), false);
	if (strcmp(buf_cstr(&got), want) != 0)
		fail_msg("'%s' gives '%s', not '%s'", text, buf_cstr(&got), want);
	buf_done(&got);
}

#define INDENT_17 "                 "

static void visual_lines_end_in_the_last_column(void **state)
{
	(void)state;
	expect(&visual_20, "אבג", INDENT_17 "\u05D2\u05D1\u05D0\n");
	expect(&visual_20, "abc", "abc\n");
	expect(&visual_20, "abc  ", "abc\n");
	expect(&visual_20, "אבג  ", INDENT_17 "\u05D2\u05D1\u05D0\n");
	expect(&visual_20, "سلام", INDENT_17 "\uFEE1\uFEFC\uFEB3\n");
	expect(&visual_20, "abcd efgh ijkl mnop qrst", "abcd efgh ijkl mnop\nqrst\n");
}

static void empty_lines_are_empty(void **state)
{
	(void)state;
	expect(&visual_20, "", "\n");
	expect(&visual_20, "אבג\n\nאבג\n   \n\u200F\n", INDENT_17 "\u05D2\u05D1\u05D0\n\n" INDENT_17 "\u05D2\u05D1\u05D0\n\n\n");
	expect(&visual, "\n\na\n", "\n\na\n");
	expect(&logical, "\n\na\n", "\n\na\n");
}

static void width_0_neither_wraps_nor_pads(void **state)
{
	(void)state;
	expect(&visual, "אבג", "\u05D2\u05D1\u05D0\n");
	struct buf long_text, want;
	buf_init(&long_text, BUF_NO_MAX);
	buf_init(&want, BUF_NO_MAX);
	buf_add_repeat(&long_text, 'x', 12000);
	buf_add_str(&want, buf_str(&long_text));
	buf_add_char(&want, '\n');
	expect(&visual, buf_cstr(&long_text), buf_cstr(&want));
	expect(&logical, buf_cstr(&long_text), buf_cstr(&want));
	buf_done(&long_text);
	buf_done(&want);
}

static void shapes_and_directions_are_chosen(void **state)
{
	(void)state;
	struct print_options options = visual;
	options.shape = SHAPE_BASE;
	expect(&options, "سلام", "\u0645\u0627\u0644\u0633\n");
	options.dir = DIR_RTL;
	options.width_col = 8;
	expect(&options, "ab.", "     .ab\n");
	options.dir = DIR_LTR;
	expect(&options, "אב.", "\u05D1\u05D0.\n");
}

/* A paragraph without a strong character takes the direction of the one before it. */
static void neutral_paragraphs_follow(void **state)
{
	(void)state;
	expect(&visual_20, "1.\nאבג\n1.\nabc\n1.\n",
	       "1.\n" INDENT_17 "\u05D2\u05D1\u05D0\n" INDENT_17 " .1\nabc\n1.\n");
}

static void logical_order_keeps_what_text_needs(void **state)
{
	(void)state;
	expect(&logical, "می\u200Cخواهم ه\u200D \u200E\u200F\u061C", "می\u200Cخواهم ه\u200D \u200E\u200F\u061C\n");
	expect(&logical, "a\u202Ab\u202Bc\u202Cd\u202De\u202Ef\u2066g\u2067h\u2068i\u2069j", "abcdefghij\n");
	expect(&logical, "بَيْتٌ (a) لا\t«x»  ", "بَيْتٌ (a) لا\t«x»  \n");
	expect(&logical, "\033[1ma\033[0m\001b", "ab\n");
}

static void logical_lines_wrap_without_padding(void **state)
{
	(void)state;
	expect(&logical_10, "خبر عاجل   من هنا", "خبر عاجل\nمن هنا\n");
	expect(&logical_10, "abcdefghi \t jkl", "abcdefghi\njkl\n");
	expect(&logical_10, "abc  ", "abc\n");
	expect(&logical_10, "ab\u2066cd\u2069", "abcd\n");
}

static void headings_are_bold_when_there_is_colour(void **state)
{
	(void)state;
	struct print_options options = visual;
	struct buf got = printed(&options, STR("abc\n\n"), true);
	assert_string_equal(buf_cstr(&got), "abc\n\n");
	buf_done(&got);
	options.color = true;
	got = printed(&options, STR("abc\n\nd\n"), true);
	assert_string_equal(buf_cstr(&got), "\033[1mabc\033[0m\n\n\033[1md\033[0m\n");
	buf_done(&got);
	got = printed(&options, STR("abc"), false);
	assert_string_equal(buf_cstr(&got), "abc\n");
	buf_done(&got);
}

/* A paragraph longer than the engine's pieces is one line of text all the same. */
static void long_paragraphs_stay_whole_in_logical_order(void **state)
{
	(void)state;
	struct buf text, want;
	buf_init(&text, BUF_NO_MAX);
	buf_init(&want, BUF_NO_MAX);
	for (int i = 0; i < 20000; i++)
		buf_add_str(&text, STR("(خبر) 12 "));
	buf_add_str(&text, STR("\nabc"));
	buf_add_str(&want, buf_str(&text));
	buf_add_char(&want, '\n');
	struct buf got = printed(&logical, buf_str(&text), false);
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.p, want.p, want.n);
	buf_done(&got);
	buf_done(&text);
	buf_done(&want);
}

/* Pieces take the direction of the first: one that starts with Latin letters is still right to left. */
static void pieces_keep_the_direction(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, BUF_NO_MAX);
	buf_add_str(&text, STR("א"));
	for (int i = 0; i < 5000; i++)
		buf_add_str(&text, STR(" abcdef"));
	buf_add_str(&text, STR("\nabc\n"));
	struct print_options options = visual;
	options.width_col = 30;
	struct buf got = printed(&options, buf_str(&text), false);
	struct str rest = buf_str(&got), line;
	for (int i = 0; str_next_line(&rest, &line); i++) {
		if (rest.n == 0)
			assert_true(str_eq(line, STR("abc")));
		else if (utf8_count(line) != 30)
			fail_msg("line %d: '%.*s'", i, (int)line.n, line.p);
	}
	buf_done(&got);
	buf_done(&text);
}

/* Raw input: what a child writes to standard input in bits of `step` bytes. */
static struct buf raw_from_pipe(const struct print_options *options, struct str text, size_t step)
{
	int input[2], saved = dup(STDIN_FILENO), status;
	assert_int_equal(pipe(input), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(input[0]);
		for (size_t at = 0; at < text.n;) {
			size_t n = text.n - at < step ? text.n - at : step;
			ssize_t written = write(input[1], text.p + at, n);
			if (written < 0)
				_exit(1);
			at += (size_t)written;
		}
		_exit(0);
	}
	close(input[1]);
	dup2(input[0], STDIN_FILENO);
	close(input[0]);

	struct out out;
	struct printer printer;
	struct err err;
	int fd = scratch_fd();
	out_init(&out, fd);
	printer_init(&printer, options, &out);
	assert_int_equal(raw_print("-", &printer, &err), 0);
	printer_done(&printer);
	assert_int_equal(out_done(&out, &err), 0);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	return all_of(fd);
}

static void expect_raw_unchanged(struct str text, size_t step)
{
	struct buf got = raw_from_pipe(&logical, text, step), want;
	buf_init(&want, BUF_NO_MAX);
	clean_text(text, &want);
	if (text.n > 0 && want.p[want.n - 1] != '\n')
		buf_add_char(&want, '\n');
	assert_int_equal(got.n, want.n);
	for (size_t i = 0; i < want.n; i++) {
		if (got.p[i] != want.p[i])
			fail_msg("byte %zu of %zu", i, want.n);
	}
	buf_done(&got);
	buf_done(&want);
}

static void raw_input_is_printed_line_by_line(void **state)
{
	(void)state;
	expect_raw_unchanged(STR(""), 1);
	expect_raw_unchanged(STR("\n"), 1);
	expect_raw_unchanged(STR("a"), 1);
	expect_raw_unchanged(STR("خبر\r\n\rنص\u2028\n(a)"), 1);
	expect_raw_unchanged(STR("* * *\n\n  المصدر: x\nاترك رد\n"), 7);
}

/* Lines of every length up to some thousands, so that they lie in every way over the window's ends. */
static void lines_may_lie_anywhere_in_the_window(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, BUF_NO_MAX);
	for (size_t i = 0; text.n < 3000000; i++) {
		for (size_t k = 0; k < i * i % 4099; k++)
			buf_add_str(&text, k % 3 == 0 ? STR("ب") : k % 3 == 1 ? STR("😀") : STR(" "));
		buf_add_str(&text, i % 2 == 0 ? STR("\n") : STR("\r\n"));
	}
	expect_raw_unchanged(buf_str(&text), 65536);
	expect_raw_unchanged(buf_str(&text), 4093);
	buf_done(&text);
}

static void a_line_may_be_longer_than_the_window(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, BUF_NO_MAX);
	buf_add_str(&text, STR("أول\n"));
	while (text.n < 1500000)
		buf_add_str(&text, STR("كلمة 😀 (a) "));
	buf_add_str(&text, STR("\r\nآخر"));
	expect_raw_unchanged(buf_str(&text), 65536);
	buf_clear(&text);
	while (text.n < 1500000)
		buf_add_str(&text, STR("😀")); /* nowhere to break, and as many bytes as there can be */
	expect_raw_unchanged(buf_str(&text), 65536);
	buf_done(&text);
}

static void other_encodings_are_converted(void **state)
{
	(void)state;
	struct buf got = raw_from_pipe(&logical, STR("\xFF\xFE\x2E\x06\x28\x06\x31\x06\n\0"), 3);
	assert_string_equal(buf_cstr(&got), "خبر\n");
	buf_done(&got);
	got = raw_from_pipe(&logical, STR("\xEF\xBB\xBFخبر\n"), 3);
	assert_string_equal(buf_cstr(&got), "خبر\n"); /* the mark of the encoding is no text */
	buf_done(&got);
}

static void what_cannot_be_read_is_told(void **state)
{
	(void)state;
	struct out out;
	struct printer printer;
	struct err err;
	int fd = scratch_fd();
	out_init(&out, fd);
	printer_init(&printer, &logical, &out);
	assert_int_equal(raw_print("no/such/file", &printer, &err), ERR_INPUT);
	assert_string_equal(err.message, "cannot read 'no/such/file': no such file or directory");
	assert_int_equal(raw_print("/", &printer, &err), ERR_INPUT);
	assert_string_equal(err.message, "cannot read '/': is a directory");
	printer_done(&printer);
	out_done(&out, NULL);
	close(fd);
}

static void a_failed_write_is_remembered(void **state)
{
	(void)state;
	struct out out;
	struct err err;
	int fd = open("/dev/full", O_WRONLY);
	assert_true(fd >= 0);
	out_init(&out, fd);
	buf_add_repeat(&out.buf, 'x', 10);
	out_flow(&out);
	assert_int_equal(out.error, 0); /* not enough has come together */
	buf_add_repeat(&out.buf, 'x', 100000);
	out_flow(&out);
	assert_int_not_equal(out.error, 0);
	assert_int_equal(out.buf.n, 0);
	assert_int_equal(out_done(&out, &err), ERR_INPUT);
	assert_string_equal(err.message, "cannot write the output: no space left on device");
	close(fd);
}

static void output_flows_in_large_writes(void **state)
{
	(void)state;
	struct out out;
	int fd = scratch_fd();
	out_init(&out, fd);
	for (int i = 0; i < 100000; i++) {
		buf_addf(&out.buf, "%05d\n", i);
		out_flow(&out);
		assert_true(out.buf.n < 70000);
	}
	assert_int_equal(out_done(&out, NULL), 0);
	struct buf got = all_of(fd);
	assert_int_equal(got.n, 600000);
	for (int i = 0; i < 100000; i += 997)
		assert_int_equal(atoi(got.p + (ptrdiff_t)6 * i), i);
	buf_done(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(visual_lines_end_in_the_last_column),
		cmocka_unit_test(empty_lines_are_empty),
		cmocka_unit_test(width_0_neither_wraps_nor_pads),
		cmocka_unit_test(shapes_and_directions_are_chosen),
		cmocka_unit_test(neutral_paragraphs_follow),
		cmocka_unit_test(logical_order_keeps_what_text_needs),
		cmocka_unit_test(logical_lines_wrap_without_padding),
		cmocka_unit_test(headings_are_bold_when_there_is_colour),
		cmocka_unit_test(long_paragraphs_stay_whole_in_logical_order),
		cmocka_unit_test(pieces_keep_the_direction),
		cmocka_unit_test(raw_input_is_printed_line_by_line),
		cmocka_unit_test(lines_may_lie_anywhere_in_the_window),
		cmocka_unit_test(a_line_may_be_longer_than_the_window),
		cmocka_unit_test(other_encodings_are_converted),
		cmocka_unit_test(what_cannot_be_read_is_told),
		cmocka_unit_test(a_failed_write_is_remembered),
		cmocka_unit_test(output_flows_in_large_writes),
	};
	return cmocka_run_group_tests_name("print", tests, NULL, NULL);
}
