#include "config.h"

#include "text/breaks.h"
#include "text/clean.h"
#include "text/prop.h"

#include "cells.h"

#include <string.h>

static void expect_widths(struct para *para, const char *text, const char *widths)
{
	load(para, text);
	if (strcmp(widths_of(para), widths) != 0)
		fail_msg("'%s': %s, not %s", text, widths_of(para), widths);
}

/* Base direction. */

static void expect_dir(struct para *para, const char *text, enum dir before, enum dir dir)
{
	para_load(para, str_of(text), DIR_AUTO, before, SHAPE_FORMS);
	if (para_dir(para) != dir)
		fail_msg("'%s' is %d", text, (int)para_dir(para));
}

static void direction_is_that_of_the_first_strong_character(void **state)
{
	expect_dir(*state, "خبر news", DIR_LTR, DIR_RTL);
	expect_dir(*state, "news خبر", DIR_RTL, DIR_LTR);
	expect_dir(*state, "12: (خبر)", DIR_LTR, DIR_RTL);
	expect_dir(*state, "\"…\" שלום", DIR_LTR, DIR_RTL);
	expect_dir(*state, "١٢ abc", DIR_RTL, DIR_LTR);
	expect_dir(*state, "\u200F abc", DIR_LTR, DIR_RTL);
	expect_dir(*state, "\u061C abc", DIR_LTR, DIR_RTL);
	expect_dir(*state, "\u200Eخبر", DIR_RTL, DIR_LTR);
}

static void isolates_do_not_count_for_the_direction(void **state)
{
	expect_dir(*state, "\u2068abc\u2069 خبر", DIR_LTR, DIR_RTL);
	expect_dir(*state, "\u2067خبر\u2069 abc", DIR_RTL, DIR_LTR);
	expect_dir(*state, "\u2066\u2067خ\u2069a\u2069 ب", DIR_LTR, DIR_RTL);
	expect_dir(*state, "\u2066abc خبر", DIR_RTL, DIR_RTL);  /* open to the end: no strong one */
	expect_dir(*state, "\u2066abc خبر", DIR_LTR, DIR_LTR);
	expect_dir(*state, "\u2069خبر", DIR_LTR, DIR_RTL);      /* closes nothing */
	expect_dir(*state, "\u202Aabc\u202C خبر", DIR_RTL, DIR_LTR); /* embeddings count */
}

static void the_text_before_helps_out(void **state)
{
	expect_dir(*state, "123 - 456", DIR_RTL, DIR_RTL);
	expect_dir(*state, "123 - 456", DIR_LTR, DIR_LTR);
	expect_dir(*state, "***", DIR_RTL, DIR_RTL);
	expect_dir(*state, "", DIR_RTL, DIR_RTL);
	expect_dir(*state, "\n", DIR_RTL, DIR_RTL);
	expect_dir(*state, "...", DIR_AUTO, DIR_LTR); /* never the answer */
	load_as(*state, "abc", DIR_RTL, SHAPE_FORMS);
	assert_int_equal(para_dir(*state), DIR_RTL);
	load_as(*state, "خبر", DIR_LTR, SHAPE_FORMS);
	assert_int_equal(para_dir(*state), DIR_LTR);
}

static void levels_are_those_of_the_paragraph(void **state)
{
	static const struct {
		const char *text, *levels;
	} rows[] = {
		{"abc", "000"},
		{"خبر", "111"},
		{"خ 12 ب", "112211"},
		{"خ a-b ب", "1122211"},
		{"a خب b", "001100"},
		{"خ 1,5% ب", "11222111"}, /* after an Arabic letter a percent sign is no part of the number */
		{"ש 1,5% ב", "11222211"}, /* after a Hebrew one it is */
		{"خ (a) ب", "1112111"},
		{"a (خ) b", "0001000"},
		{"خ \u2066a\u2069", "11121"},
		{"خبر (2023)", "1111122221"},
		{"خ +5", "1112"},
		{"خ ١٢/٣", "112222"},
		{"خ َ1", "1112"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		load(*state, rows[i].text);
		if (strcmp(levels_of(*state), rows[i].levels) != 0)
			fail_msg("'%s': %s, not %s", rows[i].text, levels_of(*state), rows[i].levels);
	}
}

static void trailing_space_takes_the_level_of_the_paragraph(void **state)
{
	uint8_t levels[32];
	load(*state, "خ ab cd ");
	para_line_levels(*state, 0, 8, levels);
	assert_string_equal(digits_of(levels, 8), "11222221");
	para_line_levels(*state, 2, 5, levels); /* a line that ends behind `ab ` */
	assert_string_equal(digits_of(levels, 3), "221");
	load(*state, "a\tخ \u2069 ");
	para_line_levels(*state, 0, 6, levels);
	assert_string_equal(digits_of(levels, 6), "001000");
	load(*state, "a خ \tب b");
	para_line_levels(*state, 0, 8, levels);
	assert_string_equal(digits_of(levels, 8), "00100100");
	para_line_levels(*state, 3, 3, levels);
}

/* Widths. */

static void letters_and_marks_have_their_widths(void **state)
{
	expect_widths(*state, "abc", "111");
	expect_widths(*state, "بَيْتٌ", "101010");
	expect_widths(*state, "שָׁלוֹם", "1001101");
	expect_widths(*state, "سلام", "1101");
	expect_widths(*state, "لَّا", "1000");
	expect_widths(*state, "a\tb", "1T1");
	expect_widths(*state, "日本", "22");
	expect_widths(*state, "ｱＡ", "12");
	expect_widths(*state, "ہے۔", "111");
	load_as(*state, "لا", DIR_AUTO, SHAPE_BASE);
	assert_string_equal(widths_of(*state), "11");
}

static void what_is_invisible_has_no_width(void **state)
{
	expect_widths(*state, "a\u00ADb", "101");
	expect_widths(*state, "می\u200Cخ", "1101");
	expect_widths(*state, "a\u200E\u200F\u061C\u2066\u2069\u202A\u202C\u2060\uFEFF\u034Fb", "100000000001");
	expect_widths(*state, "ا\uFE0F", "10");
	expect_widths(*state, "\u0600١", "11"); /* a sign of numbers is a format character with a picture */
	expect_widths(*state, "\u200B", "0");
}

static void clusters_have_the_width_of_their_base(void **state)
{
	expect_widths(*state, "🇸🇦🇪🇬", "1111"); /* a flag is two letters */
	expect_widths(*state, "👨‍👩‍👧x", "200001");
	expect_widths(*state, "👍🏽", "20");
	expect_widths(*state, "e\u0301\u0302", "100");
	expect_widths(*state, "한글", "22");
	expect_widths(*state, "\u1112\u1161\u11AB", "200"); /* Hangul in letters */
	expect_widths(*state, "ก็", "10");
}

static void a_mark_without_base_stands_alone(void **state)
{
	expect_widths(*state, "\u064Eب", "11");
	expect_widths(*state, "\u064E\u0651ب", "101"); /* further marks ride on the circle */
	expect_widths(*state, "a\t\u0301", "1T1");
	expect_widths(*state, "ب\u200C\u064E", "100"); /* over an invisible one */
	expect_widths(*state, "a\u2067\u064E\u2069", "1010"); /* of another level */
	expect_widths(*state, " \u0301", "10");
}

static void the_unprintable_is_replaced(void **state)
{
	static const enum shape shapes[] = {SHAPE_FORMS, SHAPE_BASE};
	for (size_t i = 0; i < 2; i++) {
		load_as(*state, "a\u0378\u05FFb\U000E0FFF", DIR_AUTO, shapes[i]);
		assert_string_equal(glyphs_of(*state), "a\uFFFD\uFFFDb\U000E0FFF");
		assert_string_equal(widths_of(*state), "11110");
		assert_int_equal(para_cp(*state)[1], 0x0378); /* the text keeps it */
	}
	static const uint32_t wild[] = {'a', 0, 0x1B, 0xD800, 0x110000, 0xFFFFFFFF, '\t'};
	static const uint32_t glyphs[] = {'a', 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, '\t'};
	for (size_t i = 0; i < 2; i++) {
		para_load_cp(*state, wild, 7, DIR_AUTO, DIR_LTR, shapes[i]);
		assert_int_equal(para_length(*state), 7);
		assert_true(para_ended(*state));
		assert_memory_equal(para_glyphs(*state), glyphs, sizeof glyphs);
	}
}

/* Lines and pieces. */

static void a_line_is_taken_with_its_end(void **state)
{
	struct str text = STR("خبر\r\n\nنص");
	assert_int_equal(para_load(*state, text, DIR_AUTO, DIR_LTR, SHAPE_FORMS), 8);
	assert_int_equal(para_length(*state), 3);
	assert_true(para_ended(*state));
	text = str_sub(text, 8, text.n);
	assert_int_equal(para_load(*state, text, DIR_AUTO, DIR_RTL, SHAPE_FORMS), 1);
	assert_int_equal(para_length(*state), 0);
	assert_int_equal(para_dir(*state), DIR_RTL);
	text = str_sub(text, 1, text.n);
	assert_int_equal(para_load(*state, text, DIR_AUTO, DIR_RTL, SHAPE_FORMS), 4);
	assert_int_equal(para_load(*state, (struct str){NULL, 0}, DIR_AUTO, DIR_RTL, SHAPE_FORMS), 0);
	assert_int_equal(para_length(*state), 0);
	assert_true(para_cluster_at(*state, 0));
}

/*
 * Loads a whole line piece by piece: every piece within its limits, their text
 * the clean line, their direction that of the first. Returns their number.
 */
static size_t load_pieces(struct para *para, struct str line, enum dir dir, size_t *shortest)
{
	struct buf clean, joined;
	size_t pieces = 0;
	enum dir given = DIR_AUTO;
	buf_init(&clean, BUF_NO_MAX);
	buf_init(&joined, BUF_NO_MAX);
	clean_text(line, &clean);
	*shortest = PARA_MAX_CP;
	do {
		size_t brackets = 0, taken = para_load(para, line, given, DIR_LTR, SHAPE_FORMS);
		assert_true(taken > 0);
		assert_in_range(para_length(para), 1, PARA_MAX_CP);
		assert_int_equal(para_dir(para), dir);
		for (size_t i = 0; i < para_length(para); i++) {
			assert_int_equal(para_props(para)[i], prop_of(para_cp(para)[i]));
			brackets += (para_props(para)[i] & (PROP_OPEN | PROP_CLOSE)) != 0;
			utf8_add(&joined, para_cp(para)[i]);
		}
		assert_in_range(brackets, 0, PARA_MAX_BRACKETS);
		line = str_sub(line, taken, line.n);
		assert_int_equal(para_ended(para), line.n == 0);
		if (line.n > 0 && para_length(para) < *shortest)
			*shortest = para_length(para);
		given = para_dir(para);
		pieces++;
	} while (line.n > 0);
	assert_int_equal(joined.n, clean.n);
	assert_memory_equal(joined.p, clean.p, clean.n);
	buf_done(&clean);
	buf_done(&joined);
	return pieces;
}

static void repeat(struct buf *b, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buf_add_str(b, str_of(text));
}

static void a_long_paragraph_comes_in_pieces(void **state)
{
	static const struct {
		const char *text;
		size_t times;
		enum dir dir;
		size_t pieces;
	} rows[] = {
		{"خبر عاجل، ", 1638, DIR_RTL, 1},
		{"خبر عاجل، ", 5000, DIR_RTL, 4},
		{"خبر 12 abc ", 4000, DIR_RTL, 3},
		{"ا", 40000, DIR_RTL, 3},       /* no break opportunity */
		{"بَّ", 20000, DIR_RTL, 4},       /* nor a cluster at every place */
		{"日", 20000, DIR_LTR, 2},
		{"😀", 20000, DIR_LTR, 2},
		{"(خ) ", 2000, DIR_RTL, 4},     /* brackets are the limit */
		{"(خ[", 3000, DIR_RTL, 6},
		{"((((", 1000, DIR_LTR, 4},
		{"\uFDFA", 4000, DIR_RTL, 5},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b;
		size_t shortest;
		buf_init(&b, BUF_NO_MAX);
		repeat(&b, rows[i].text, rows[i].times);
		size_t pieces = load_pieces(*state, buf_str(&b), rows[i].dir, &shortest);
		if (pieces < rows[i].pieces || pieces > rows[i].pieces + 2)
			fail_msg("'%s': %zu pieces", rows[i].text, pieces);
		if (pieces > 1)
			assert_true(shortest >= PARA_MAX_BRACKETS / 2);
		buf_done(&b);
	}
}

static void pieces_end_where_a_line_may(void **state)
{
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	repeat(&b, "كلمة أخرى ", 3000);
	para_load(*state, buf_str(&b), DIR_AUTO, DIR_LTR, SHAPE_FORMS);
	assert_false(para_ended(*state));
	assert_int_equal(para_cp(*state)[para_length(*state) - 1], ' ');
	buf_clear(&b);
	repeat(&b, "بَّ", 20000);
	para_load(*state, buf_str(&b), DIR_AUTO, DIR_LTR, SHAPE_FORMS);
	assert_int_equal(para_cp(*state)[para_length(*state) - 1], 0x0651);
	buf_done(&b);
}

/* The limit falls on every place of an expansion, of an overstrike and of an escape sequence. */
static void pieces_do_not_pass_the_limit(void **state)
{
	static const char *const units[] = {"\uFDFA", "\uFDFD", "x\bx", "_\bx", "\033[1mx\b\033[0mx", "\xC3"};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		for (size_t filler = PARA_MAX_CP - 40; filler < PARA_MAX_CP + 4; filler++) {
			struct buf b;
			size_t shortest;
			buf_init(&b, BUF_NO_MAX);
			repeat(&b, "ا", filler);
			repeat(&b, units[i], 50);
			load_pieces(*state, buf_str(&b), DIR_RTL, &shortest);
			buf_done(&b);
		}
	}
}

static void code_points_are_cut_at_the_limit(void **state)
{
	static uint32_t cp[PARA_MAX_CP + 10];
	for (size_t i = 0; i < PARA_MAX_CP + 10; i++)
		cp[i] = 0x0628;
	para_load_cp(*state, cp, PARA_MAX_CP + 10, DIR_AUTO, DIR_LTR, SHAPE_FORMS);
	assert_int_equal(para_length(*state), PARA_MAX_CP);
	para_load_cp(*state, cp, 0, DIR_AUTO, DIR_RTL, SHAPE_FORMS);
	assert_int_equal(para_length(*state), 0);
	assert_int_equal(para_dir(*state), DIR_RTL);
}

static void breaks_and_clusters_are_asked_for(void **state)
{
	load(*state, "خبر عَاجل");
	assert_false(para_break_at(*state, 0));
	assert_false(para_break_at(*state, 3));
	assert_true(para_break_at(*state, 4));
	assert_true(para_break_at(*state, 9));
	assert_int_equal(para_last_break(*state, 0, 7), 4);
	assert_int_equal(para_last_break(*state, 4, 7), 0);
	assert_int_equal(para_last_break(*state, 0, 9), 9);
	assert_int_equal(para_last_break(*state, 0, 100), 9);
	assert_int_equal(para_last_break(*state, 9, 100), 0);
	assert_int_equal(para_last_break(*state, 7, 7), 0);
	assert_true(para_cluster_at(*state, 5 - 1));
	assert_false(para_cluster_at(*state, 5));
	assert_true(para_cluster_at(*state, 6));
	assert_true(para_cluster_at(*state, 9));
	load(*state, "ab");
	assert_int_equal(para_last_break(*state, 0, 1), 0); /* of this text, not of the one before */
	para_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(direction_is_that_of_the_first_strong_character),
		cmocka_unit_test(isolates_do_not_count_for_the_direction),
		cmocka_unit_test(the_text_before_helps_out),
		cmocka_unit_test(levels_are_those_of_the_paragraph),
		cmocka_unit_test(trailing_space_takes_the_level_of_the_paragraph),
		cmocka_unit_test(letters_and_marks_have_their_widths),
		cmocka_unit_test(what_is_invisible_has_no_width),
		cmocka_unit_test(clusters_have_the_width_of_their_base),
		cmocka_unit_test(a_mark_without_base_stands_alone),
		cmocka_unit_test(the_unprintable_is_replaced),
		cmocka_unit_test(a_line_is_taken_with_its_end),
		cmocka_unit_test(a_long_paragraph_comes_in_pieces),
		cmocka_unit_test(pieces_end_where_a_line_may),
		cmocka_unit_test(pieces_do_not_pass_the_limit),
		cmocka_unit_test(code_points_are_cut_at_the_limit),
		cmocka_unit_test(breaks_and_clusters_are_asked_for),
	};
	return cmocka_run_group_tests_name("para", tests, para_setup, para_teardown);
}
