#include "config.h"

#include "base/buf.h"
#include "term/linear.h"
#include "text/utf8.h"

#include "unit.h"

#include <stdint.h>
#include <string.h>

/*
 * Bytes are played on a row of cells as a terminal of that width would, so that
 * what is promised is what a reader finds: the text, and the cursor in it.
 */

enum { MAX_COLS = 200 };

struct row {
	uint32_t cells[MAX_COLS];
	int col, lines;
};

static int width_of(uint32_t cp)
{
	return cp == 0x64B || cp == 0x651 || cp == 0x200C ? 0 : cp >= 0x4E00 && cp < 0xA000 ? 2 : 1;
}

static void play(struct row *row, struct linear *linear)
{
	struct str s = buf_str(&linear->out);
	while (s.n > 0) {
		uint32_t cp;
		bool erases = str_starts(s, STR("\033[K"));
		size_t n = erases ? 3 : utf8_decode(s.p, s.n, &cp);
		s = str_sub(s, n, s.n);
		if (erases) {
			memset(row->cells + row->col, 0, sizeof *row->cells * (size_t)(MAX_COLS - row->col));
		} else if (cp == '\r') {
			row->col = 0;
		} else if (cp == '\b') {
			row->col--;
		} else if (cp == '\n') {
			*row = (struct row){.col = row->col, .lines = row->lines + 1};
		} else {
			assert_true(cp >= ' ' && cp != 0x7F && !(cp >= 0x80 && cp < 0xA0));
			assert_true(row->col >= 0 && row->col + width_of(cp) < MAX_COLS);
			if (width_of(cp) > 0)
				row->cells[row->col] = cp == ' ' ? 0 : cp;
			if (width_of(cp) == 2)
				row->cells[row->col + 1] = 1;
			row->col += width_of(cp);
		}
	}
	buf_clear(&linear->out);
}

/* Text as cells, marks left out; returns the columns. */
static int cells_of(struct str s, uint32_t *cells)
{
	int col = 0;
	memset(cells, 0, sizeof *cells * MAX_COLS);
	while (s.n > 0) {
		uint32_t cp;
		s = str_sub(s, utf8_decode(s.p, s.n, &cp), s.n);
		if (width_of(cp) > 0)
			cells[col] = cp == ' ' ? 0 : cp;
		if (width_of(cp) == 2)
			cells[col + 1] = 1;
		col += width_of(cp);
	}
	return col;
}

static void expect_row(struct linear *linear, struct row *row, struct str before, struct str after)
{
	uint32_t wanted[MAX_COLS];
	struct buf whole;
	play(row, linear);
	assert_int_equal(row->col, cells_of(before, wanted));
	buf_init(&whole, BUF_NO_MAX);
	buf_add_str(&whole, before);
	buf_add_str(&whole, after);
	cells_of(buf_str(&whole), wanted);
	buf_done(&whole);
	assert_memory_equal(row->cells, wanted, sizeof wanted);
}

static void lines_hold_printable_text_only(void **state)
{
	(void)state;
	struct linear linear;
	linear_init(&linear, true);
	linear_line(&linear, STR("a\033[2Jb\tc\nd\r\xC2\x9B" "e\x7F\xE2\x80\xAE" "f\xE2\x81\xA7g\xD8\x9Ch\xE2\x80\x8Fi"
	                         "\xEF\xBB\xBFj\xC2\xADk\xFFl\xE2\x80\xA8m"));
	linear_line(&linear, STR("نمی\xE2\x80\x8Cخواهم\xE2\x80\x8D"));
	linear_line(&linear, (struct str){0});
	assert_string_equal(buf_cstr(&linear.out), "a[2Jb c d efghijk\xEF\xBF\xBDl m\r\n"
	                                           "نمی\xE2\x80\x8Cخواهم\xE2\x80\x8D\r\n\r\n");
	linear_done(&linear);
}

static void typing_is_an_echo(void **state)
{
	(void)state;
	struct linear linear;
	linear_init(&linear, true);
	linear_prompt(&linear, STR("/"), STR(""), 80);
	linear_prompt(&linear, STR("/س"), STR(""), 80);
	linear_prompt(&linear, STR("/سل"), STR(""), 80);
	linear_prompt(&linear, STR("/س"), STR(""), 80);
	linear_prompt(&linear, STR("/س"), STR(""), 80);
	linear_line(&linear, STR("here"));
	assert_string_equal(buf_cstr(&linear.out), "/سل\b\033[K\r\nhere\r\n");
	linear_done(&linear);
	linear_init(&linear, false);
	linear_prompt(&linear, STR(":ab"), STR(""), 80);
	linear_prompt(&linear, STR(":a"), STR(""), 80);
	linear_prompt(&linear, STR(":"), STR("a"), 80);
	assert_string_equal(buf_cstr(&linear.out), ":ab\b \b\r  \r:a\r:");
	linear_done(&linear);
}

static void a_long_line_keeps_to_one_row(void **state)
{
	(void)state;
	struct linear linear;
	struct row row = {.col = 0};
	struct buf before, after;
	buf_init(&before, BUF_NO_MAX);
	buf_init(&after, BUF_NO_MAX);
	linear_init(&linear, true);
	for (int i = 0; i < 60; i++) {
		buf_add_str(&before, i % 7 == 0 ? STR("中") : STR("ab"));
		buf_add_str(&after, STR("cد"));
		linear_prompt(&linear, buf_str(&before), buf_str(&after), 40);
		play(&row, &linear);
		assert_in_range(row.col, 0, 39);
		for (int col = 39; col < MAX_COLS; col++)
			assert_int_equal(row.cells[col], 0);
		assert_int_equal(row.lines, 0);
	}
	linear_done(&linear);
	buf_done(&before);
	buf_done(&after);
}

/* Whatever is typed where, in both kinds of terminals: the row shows the text and the cursor stands in it. */
static void any_edit_leaves_text_and_cursor(void **state)
{
	(void)state;
	static const char *const pieces[] = {"a", " ", "ش", "ל", "中", "b\xD9\x91", "ن\xE2\x80\x8C", "1"};
	uint32_t dice = 7;
	for (int ansi = 0; ansi < 2; ansi++) {
		struct linear linear;
		struct row row = {.col = 0};
		uint32_t cp[40];
		size_t n = 0, at = 0;
		linear_init(&linear, ansi != 0);
		for (int i = 0; i < 4000; i++) {
			struct buf before, after;
			dice = dice * 1103515245U + 12345U;
			uint32_t what = dice >> 16;
			if (what % 3 == 0 && at > 0) {
				memmove(cp + at - 1, cp + at, (n - at) * sizeof *cp);
				at--;
				n--;
			} else if (what % 11 == 1) {
				at = what / 11 % (n + 1);
			} else if (n < 40) {
				memmove(cp + at + 1, cp + at, (n - at) * sizeof *cp);
				cp[at++] = what / 3 % 8;
				n++;
			}
			buf_init(&before, BUF_NO_MAX);
			buf_init(&after, BUF_NO_MAX);
			for (size_t k = 0; k < n; k++)
				buf_add_str(k < at ? &before : &after, str_of(pieces[cp[k]]));
			linear_prompt(&linear, buf_str(&before), buf_str(&after), 4 * MAX_COLS);
			expect_row(&linear, &row, buf_str(&before), buf_str(&after));
			buf_done(&before);
			buf_done(&after);
		}
		linear_done(&linear);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_hold_printable_text_only),
		cmocka_unit_test(typing_is_an_echo),
		cmocka_unit_test(a_long_line_keeps_to_one_row),
		cmocka_unit_test(any_edit_leaves_text_and_cursor),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
