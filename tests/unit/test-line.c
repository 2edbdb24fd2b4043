#include "config.h"

#include "layout/line.h"
#include "layout/wrap.h"

#include "cells.h"

#include <stdlib.h>
#include <string.h>

/* What the tests of this group share: one paragraph and one line. */
struct bench {
	struct para *para;
	struct line line;
};

static int setup(void **state)
{
	struct bench *bench = malloc(sizeof *bench);
	if (bench == NULL)
		return -1;
	bench->para = para_new();
	line_init(&bench->line);
	*state = bench;
	return 0;
}

static int teardown(void **state)
{
	struct bench *bench = *state;
	line_done(&bench->line);
	para_free(bench->para);
	free(bench);
	return 0;
}

/* Letters of Hebrew by their names, for texts in visual order: an editor would turn them round. */
#define ALEF "\u05D0"
#define BET "\u05D1"
#define GIMEL "\u05D2"
#define DALET "\u05D3"

static const char *printed(struct bench *b)
{
	static char text[4096];
	struct buf out;
	buf_init(&out, sizeof text - 1);
	line_print(&b->line, b->para, &out);
	assert_false(out.full);
	memcpy(text, buf_cstr(&out), out.n + 1);
	buf_done(&out);
	return text;
}

static void expect_line(struct bench *b, const char *want)
{
	int width = 0;
	for (size_t i = 0; i < b->line.n_cells; i++)
		width += b->line.cells[i].width_col;
	assert_int_equal(width, b->line.width_col);
	if (strcmp(printed(b), want) != 0)
		fail_msg("'%s', not '%s'", printed(b), want);
}

/* The whole paragraph on one line. */
static void expect(struct bench *b, const char *text, const char *want)
{
	load(b->para, text);
	line_layout_whole(&b->line, b->para, 0, para_length(b->para));
	expect_line(b, want);
}

/* The text of the lines in logical order, `|` between them. */
static void expect_wrap(struct bench *b, const char *text, int width_col, const char *want)
{
	char got[4096];
	size_t n = 0;
	struct wrap wrap;
	wrap_init(&wrap);
	load(b->para, text);
	wrap_para(&wrap, b->para, width_col, 0);
	for (size_t i = 0; i < wrap.n; i++) {
		if (i > 0)
			got[n++] = '|';
		for (size_t k = wrap.starts_cp[i]; k < wrap.starts_cp[i + 1]; k++)
			n += utf8_encode(para_cp(b->para)[k], got + n);
	}
	got[n] = '\0';
	wrap_done(&wrap);
	if (strcmp(got, want) != 0)
		fail_msg("%d columns: '%s', not '%s'", width_col, got, want);
}

/* Order. */

static void characters_stand_in_visual_order(void **state)
{
	expect(*state, "", "");
	expect(*state, "abc", "abc");
	expect(*state, "אבג", GIMEL BET ALEF);
	expect(*state, "אב 12 ג", GIMEL " 12 " BET ALEF);
	expect(*state, "אב a-c ג", GIMEL " a-c " BET ALEF);
	expect(*state, "a אב b", "a " BET ALEF " b");
	expect(*state, "a אב 12 b", "a 12 " BET ALEF " b");
	expect(*state, "א 1.5, 2/3, 4:30", "4:30 ,2/3 ,1.5 " ALEF);
	expect(*state, "א 15-07-2023", "15-07-2023 " ALEF);
	expect(*state, "خ 15-07-2023", "2023-07-15 \uFEA5"); /* UAX #9: after AL the hyphen parts numbers */
	expect(*state, "א http://a.b/c?d=1 ב", BET " http://a.b/c?d=1 " ALEF);
	expect(*state, "א.", "." ALEF);
	expect(*state, "a (אב).", "a (" BET ALEF ").");
}

static void brackets_are_mirrored(void **state)
{
	expect(*state, "(א) [ב] {ג} <ד> «א»", "«" ALEF "» <" DALET "> {" GIMEL "} [" BET "] (" ALEF ")");
	expect(*state, "א (bc) ד", DALET " (bc) " ALEF);
	expect(*state, "a (b)", "a (b)");
	expect(*state, "א≤ב", BET "≥" ALEF);
	load_as(((struct bench *)*state)->para, "a(b", DIR_RTL, SHAPE_FORMS);
	line_layout_whole(&((struct bench *)*state)->line, ((struct bench *)*state)->para, 0, 3);
	expect_line(*state, "a(b");
}

static void formatting_works_and_is_not_printed(void **state)
{
	expect(*state, "א1\u20663", "31" ALEF); /* the isolate parts the numbers though it has no cell */
	expect(*state, "א\u2066ab ג\u2069ב", BET "ab " GIMEL ALEF);
	expect(*state, "\u202Eabc\u202C", "cba");
	expect(*state, "a\u200Fb\u00ADc\u2060\uFEFFd", "abcd");
	expect(*state, "می\u200Cخ", "\uFEA5\uFBFD\uFEE3");
	expect(*state, "א\u200E.", "." ALEF);
}

static void joined_letters_stand_reversed(void **state)
{
	expect(*state, "سلام", "\uFEE1\uFEFC\uFEB3");
	expect(*state, "كتاب x", "x \uFE8F\uFE8E\uFE98\uFEDB");
	struct bench *b = *state;
	load_as(b->para, "سلام", DIR_AUTO, SHAPE_BASE);
	line_layout_whole(&b->line, b->para, 0, 4);
	expect_line(b, "\u0645\u0627\u0644\u0633");
	assert_int_equal(b->line.width_col, 4);
}

static void marks_stand_behind_their_base(void **state)
{
	expect(*state, "בּגָ", GIMEL "\u05B8" BET "\u05BC");
	expect(*state, "لَّا", "\uFEFB\u064E\u0651");
	expect(*state, "e\u0301a\u0302\u0303", "e\u0301a\u0302\u0303");
	expect(*state, "א \u05B8ב", BET " \u05B8" ALEF);
}

static void a_lone_mark_has_a_circle(void **state)
{
	struct bench *b = *state;
	expect(b, "\u064Eب", "\uFE8F\u25CC\u064E");
	assert_true(b->line.cells[1].orphan);
	assert_int_equal(b->line.cells[1].n_cp, 1);
	load_as(b->para, "\u064Eب", DIR_AUTO, SHAPE_BASE);
	line_layout_whole(&b->line, b->para, 0, 2);
	expect_line(b, "\u0628\u064E"); /* the cell is there, but a text has no circle that it does not hold */
}

static void tabs_reach_their_stops(void **state)
{
	struct bench *b = *state;
	expect(b, "a\tb", "a       b");
	assert_int_equal(b->line.cells[1].start_cp, 1);
	assert_int_equal(b->line.cells[7].start_cp, 1);
	expect(b, "1234567\tb", "1234567 b");
	expect(b, "12345678\tb", "12345678        b");
	expect(b, "日\tb", "日      b");
	expect(b, "א\tב", BET "       " ALEF);
	expect(b, "\ta\t", "        a       ");
	expect(b, "א\tbc\tג", GIMEL "      bc       " ALEF); /* a tab parts what stands on its sides */
}

static void the_unprintable_is_shown_as_such(void **state)
{
	expect(*state, "a\u0378b", "a\uFFFDb");
	struct bench *b = *state;
	load_as(b->para, "a\u0378b", DIR_AUTO, SHAPE_BASE);
	line_layout_whole(&b->line, b->para, 0, 3);
	expect_line(b, "a\uFFFDb");
}

static void each_line_is_reordered_by_itself(void **state)
{
	struct bench *b = *state;
	load(b->para, "אב cd ef גד");
	line_layout(&b->line, b->para, 0, 6); /* `אב cd ` */
	expect_line(b, "cd " BET ALEF);
	assert_int_equal(b->line.start_cp, 0);
	assert_int_equal(b->line.end_cp, 6);
	assert_int_equal(b->line.dir, DIR_RTL);
	line_layout(&b->line, b->para, 6, 11);
	expect_line(b, DALET GIMEL " ef");
	line_layout_whole(&b->line, b->para, 0, 6); /* the same with its space, which L1 puts at the end */
	expect_line(b, " cd " BET ALEF);
	line_layout(&b->line, b->para, 100, 200);
	expect_line(b, "");
	line_layout(&b->line, b->para, 9, 3);
	expect_line(b, "");
}

static void trailing_space_goes_to_the_end_of_the_line(void **state)
{
	expect(*state, "א ab  ", "  ab " ALEF);
	expect(*state, "a אב  ", "a " BET ALEF "  ");
	expect(*state, "א\u2066b\u2069 ", " b" ALEF);
	expect(*state, "א\u2066b \u2069", " b" ALEF);  /* L1 sees the space through the PDI */
	expect(*state, "א \u2067a", "a " ALEF);
}

/* Filling. */

static void words_fill_a_line(void **state)
{
	expect_wrap(*state, "aa bb cc", 8, "aa bb cc");
	expect_wrap(*state, "aa bb cc", 7, "aa bb |cc");
	expect_wrap(*state, "aa bb cc", 5, "aa bb |cc");
	expect_wrap(*state, "aa bb cc", 4, "aa |bb |cc");
	expect_wrap(*state, "aa bb cc", 2, "aa |bb |cc");
	expect_wrap(*state, "خبر عاجل اليوم", 8, "خبر عاجل |اليوم");
	expect_wrap(*state, "", 5, "");
	expect_wrap(*state, "aa bb", 0, "aa bb");
	expect_wrap(*state, "aa bb", -3, "aa bb");
}

static void widths_are_those_of_the_shapes(void **state)
{
	expect_wrap(*state, "لالا لالا", 5, "لالا لالا"); /* four cells and a space */
	expect_wrap(*state, "لالا لالا", 4, "لالا |لالا");
	expect_wrap(*state, "بَيْتٌ بَيْتٌ", 7, "بَيْتٌ بَيْتٌ");
	expect_wrap(*state, "می\u200Cخ می\u200Cخ", 7, "می\u200Cخ می\u200Cخ");
	expect_wrap(*state, "日本語日本", 6, "日本語|日本");
	expect_wrap(*state, "日本語日本", 5, "日本|語日|本");
	struct bench *b = *state;
	load_as(b->para, "لالا لالا", DIR_AUTO, SHAPE_BASE);
	assert_int_equal(line_fill(b->para, 0, 5), 5);
	assert_int_equal(line_fill(b->para, 0, 9), 9);
}

static void punctuation_stays_with_its_word(void **state)
{
	expect_wrap(*state, "قال ، ثم", 3, "قال |، |ثم");
	expect_wrap(*state, "نص قال ، ثم", 6, "نص |قال ، |ثم");
	expect_wrap(*state, "ab cd!", 5, "ab |cd!");
	expect_wrap(*state, "ab (cd) e", 6, "ab |(cd) e");
	expect_wrap(*state, "ab «cd» e", 6, "ab |«cd» e");
	expect_wrap(*state, "ab 50% c", 5, "ab |50% c");
	expect_wrap(*state, "ab 😀 c", 5, "ab 😀 |c");
	expect_wrap(*state, "ab 😀 c", 4, "ab |😀 c");
}

static void spaces_hang(void **state)
{
	struct bench *b = *state;
	expect_wrap(b, "aa     bb", 2, "aa     |bb");
	expect_wrap(b, "aa     bb", 4, "aa     |bb");
	expect_wrap(b, "aa \t bb", 3, "aa \t |bb");
	expect_wrap(b, "aa      ", 3, "aa      ");
	load(b->para, "אב   ג");
	line_layout(&b->line, b->para, 0, 5);
	expect_line(b, BET ALEF);
	assert_int_equal(b->line.width_col, 2);
	assert_int_equal(b->line.end_cp, 5);
	load(b->para, "   ");
	line_layout(&b->line, b->para, 0, 3);
	assert_int_equal(b->line.n_cells, 0);
}

static void long_words_are_cut_between_clusters(void **state)
{
	expect_wrap(*state, "abcdefgh", 3, "abc|def|gh");
	expect_wrap(*state, "x abcdefgh", 3, "x |abc|def|gh");
	expect_wrap(*state, "ببببب", 2, "بب|بب|ب");
	expect_wrap(*state, "بَبُبِبّ", 2, "بَبُ|بِبّ");
	expect_wrap(*state, "بلالا", 2, "بلا|لا");
	expect_wrap(*state, "بلالا", 1, "ب|لا|لا");
	expect_wrap(*state, "لَاب", 1, "لَا|ب");
	expect_wrap(*state, "é\u0301é\u0301", 1, "é\u0301|é\u0301");
	expect_wrap(*state, "日本", 1, "日|本"); /* wider than the line: stands alone all the same */
	expect_wrap(*state, "👨‍👩‍👧👨‍👩‍👧", 2, "👨‍👩‍👧|👨‍👩‍👧");
	expect_wrap(*state, "🇸🇦🇪🇬", 3, "🇸🇦|🇪🇬");
	expect_wrap(*state, "ab\u200Dcd", 2, "ab\u200D|cd");
}

/* A forced cut keeps the joined shapes: TEXT and readers know the word goes on. */
static void a_cut_word_keeps_its_shapes(void **state)
{
	struct bench *b = *state;
	load(b->para, "بببب");
	line_layout(&b->line, b->para, 0, 2);
	expect_line(b, "\uFE92\uFE91");
	line_layout(&b->line, b->para, 2, 4);
	expect_line(b, "\uFE90\uFE92");
}

/* A soft hyphen or a space of no width lets a line break between the two: then they are no ligature. */
static void a_lam_alef_is_never_cut(void **state)
{
	struct bench *b = *state;
	expect_wrap(b, "بل\u00ADاب", 2, "بل\u00AD|اب");
	line_layout(&b->line, b->para, 0, 3);
	expect_line(b, "\uFEE0\uFE91");
	line_layout(&b->line, b->para, 3, 5);
	expect_line(b, "\uFE8F\uFE8E");
	expect_wrap(b, "بل\u200Bاب", 2, "بل\u200B|اب");
	expect_wrap(b, "بل\u200Fاب", 2, "بل\u200F|اب");
	expect_wrap(b, "بلَاب", 2, "بلَا|ب");
}

static void wraps_know_their_lines(void **state)
{
	struct bench *b = *state;
	struct wrap wrap;
	wrap_init(&wrap);
	load(b->para, "aa bb cc");
	wrap_para(&wrap, b->para, 3, 0);
	assert_int_equal(wrap.n, 3);
	static const size_t lines[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
	for (size_t cp = 0; cp < 10; cp++)
		assert_int_equal(wrap_line_of(wrap.starts_cp, wrap.n, cp), lines[cp]);
	load(b->para, "");
	wrap_para(&wrap, b->para, 3, 0);
	assert_int_equal(wrap.n, 1);
	assert_int_equal(wrap.starts_cp[0], 0);
	assert_int_equal(wrap.starts_cp[1], 0);
	assert_int_equal(wrap_line_of(wrap.starts_cp, wrap.n, 0), 0);
	wrap_done(&wrap);
	wrap_done(&wrap);
}

/* Clipping. */

static void expect_clipped(struct bench *b, const char *text, int width_col, const char *want)
{
	load(b->para, text);
	line_layout_clipped(&b->line, b->para, width_col);
	assert_true(b->line.width_col <= width_col);
	expect_line(b, want);
}

static void what_does_not_fit_is_clipped(void **state)
{
	expect_clipped(*state, "abcdef", 6, "abcdef");
	expect_clipped(*state, "abcdef", 5, "abcd…");
	expect_clipped(*state, "abc def", 5, "abc…"); /* no space before the ellipsis */
	expect_clipped(*state, "abcdef", 1, "…");
	expect_clipped(*state, "abcdef", 0, "");
	expect_clipped(*state, "", 5, "");
	expect_clipped(*state, "abc   ", 3, "abc");
	expect_clipped(*state, "日本語", 5, "日本…");
	expect_clipped(*state, "日本語", 4, "日…");
	expect_clipped(*state, "e\u0301e\u0301e\u0301", 2, "e\u0301…");
}

static void the_ellipsis_stands_at_the_reading_end(void **state)
{
	expect_clipped(*state, "אבגד", 3, "…" BET ALEF);
	expect_clipped(*state, "אב cdef", 6, "…cd " BET ALEF);
	expect_clipped(*state, "ab אבגד", 6, "ab " BET ALEF "…");
	expect_clipped(*state, "אב 123 ג", 5, "…1 " BET ALEF);
}

static void the_last_letter_takes_its_end_form(void **state)
{
	expect_clipped(*state, "ببببب", 4, "…\uFE90\uFE92\uFE91");
	expect_clipped(*state, "ببببب", 2, "…\uFE8F");
	expect_clipped(*state, "سلامه", 3, "…\uFEFC\uFEB3");
	expect_clipped(*state, "بَبَبَب", 3, "…\uFE90\u064E\uFE91\u064E");
	struct bench *b = *state;
	load_as(b->para, "ببببب", DIR_AUTO, SHAPE_BASE);
	line_layout_clipped(&b->line, b->para, 3);
	expect_line(b, "…\u0628\u0628");
}

static void the_ellipsis_shows_no_text(void **state)
{
	struct bench *b = *state;
	load(b->para, "אבגד");
	line_layout_clipped(&b->line, b->para, 3);
	assert_int_equal(b->line.end_cp, 2);
	const struct cell *ellipsis = line_cell_at(&b->line, 0);
	assert_int_equal(ellipsis->n_cp, 0);
	assert_int_equal(ellipsis->start_cp, 2);
	int col, width;
	assert_false(line_col_of(&b->line, 2, &col, &width));
}

/* Cells. */

static void cells_cover_the_text(void **state)
{
	struct bench *b = *state;
	static const struct {
		uint32_t base, start;
		uint16_t n;
		uint8_t level;
	} want[] = {{'x', 9, 1, 2}, {' ', 8, 1, 1}, {0xFEE1, 6, 2, 1}, {0xFEFC, 2, 4, 1}, {0xFEB3, 0, 2, 1}};
	load(b->para, "سَلَّام\u200C x");
	line_layout_whole(&b->line, b->para, 0, para_length(b->para));
	assert_int_equal(b->line.n_cells, 5);
	for (size_t i = 0; i < 5; i++) {
		const struct cell *cell = &b->line.cells[i];
		assert_int_equal(cell->base, want[i].base);
		assert_int_equal(cell->start_cp, want[i].start);
		assert_int_equal(cell->n_cp, want[i].n);
		assert_int_equal(cell->level, want[i].level);
		assert_int_equal(cell->width_col, 1);
		assert_false(cell->orphan);
	}
}

static void marks_are_told_in_order_up_to_the_room(void **state)
{
	struct bench *b = *state;
	uint32_t marks[8];
	load(b->para, "لَّٰاۖ");
	line_layout_whole(&b->line, b->para, 0, para_length(b->para));
	assert_int_equal(b->line.n_cells, 1);
	assert_int_equal(cell_marks(&b->line.cells[0], b->para, marks, 8), 4);
	assert_memory_equal(marks, ((uint32_t[]){0x064E, 0x0651, 0x0670, 0x06D6}), 16);
	/* Signs of vowels first, in their places. */
	assert_int_equal(cell_marks(&b->line.cells[0], b->para, marks, 3), 3);
	assert_memory_equal(marks, ((uint32_t[]){0x064E, 0x0651, 0x0670}), 12);
	load(b->para, "ب\u06D6\u064E\u06D7\u0651\u06D8\u064F");
	line_layout_whole(&b->line, b->para, 0, para_length(b->para));
	assert_int_equal(cell_marks(&b->line.cells[0], b->para, marks, CELL_MAX_MARKS), 4);
	assert_memory_equal(marks, ((uint32_t[]){0x06D6, 0x064E, 0x0651, 0x064F}), 16);
	assert_int_equal(cell_marks(&b->line.cells[0], b->para, marks, 2), 2);
	assert_memory_equal(marks, ((uint32_t[]){0x064E, 0x0651}), 8);
	assert_int_equal(cell_marks(&b->line.cells[0], b->para, marks, 0), 0);
	load(b->para, "\u064E\u0651");
	line_layout_whole(&b->line, b->para, 0, 2);
	assert_int_equal(cell_marks(&b->line.cells[0], b->para, marks, 8), 2);
	load(b->para, "a\tb");
	line_layout_whole(&b->line, b->para, 0, 3);
	assert_int_equal(cell_marks(&b->line.cells[3], b->para, marks, 8), 0);
}

static void columns_and_code_points_find_each_other(void **state)
{
	struct bench *b = *state;
	int col, width;
	load(b->para, "لَا 日\tx "); /* right to left: x, the tab, the wide one, a space, the ligature */
	line_layout(&b->line, b->para, 0, para_length(b->para));
	static const struct {
		size_t cp;
		int col, width;
	} rows[] = {{0, 8, 1}, {1, 8, 1}, {2, 8, 1}, {3, 7, 1}, {4, 5, 2}, {5, 1, 4}, {6, 0, 1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(line_col_of(&b->line, rows[i].cp, &col, &width));
		assert_int_equal(col, rows[i].col);
		assert_int_equal(width, rows[i].width);
		for (int at = col; at < col + width; at++) {
			const struct cell *cell = line_cell_at(&b->line, at);
			assert_non_null(cell);
			assert_in_range(rows[i].cp, cell->start_cp, cell->start_cp + cell->n_cp - 1U);
		}
	}
	assert_false(line_col_of(&b->line, 7, &col, &width)); /* hangs */
	assert_false(line_col_of(&b->line, 99, &col, &width));
	assert_null(line_cell_at(&b->line, -1));
	assert_null(line_cell_at(&b->line, 9));
}

static void expect_carets(struct bench *b, const char *text, const char *cols)
{
	load(b->para, text);
	line_layout_whole(&b->line, b->para, 0, para_length(b->para));
	for (size_t i = 0; i <= para_length(b->para); i++) {
		int col = line_caret_col(&b->line, i);
		if (col != cols[i] - '0')
			fail_msg("'%s': before %zu at %d, not %c", text, i, col, cols[i]);
	}
}

static void a_caret_stands_behind_the_character_before_it(void **state)
{
	expect_carets(*state, "", "0");
	expect_carets(*state, "abc", "0123");
	expect_carets(*state, "אבג", "3210");
	expect_carets(*state, "אב 12", "543212");
	expect_carets(*state, "ab אב", "012343");
	expect_carets(*state, "a日b", "0134");
	expect_carets(*state, "سلام", "32110");
	expect_carets(*state, "بَب", "2110");
	expect_carets(*state, "a\u200Fb", "0112");
	expect_carets(*state, "\u200Fא", "110");
}

static void a_caret_behind_hanging_spaces_stands_at_the_last_word(void **state)
{
	struct bench *b = *state;
	load(b->para, "אב  ");
	line_layout(&b->line, b->para, 0, 4);
	assert_int_equal(line_caret_col(&b->line, 4), 0);
	load(b->para, "ab  ");
	line_layout(&b->line, b->para, 0, 4);
	assert_int_equal(line_caret_col(&b->line, 4), 2);
}

static void lines_of_right_to_left_text_are_indented(void **state)
{
	struct bench *b = *state;
	load(b->para, "אבג");
	line_layout(&b->line, b->para, 0, 3);
	assert_int_equal(line_indent(&b->line, 10), 7);
	assert_int_equal(line_indent(&b->line, 3), 0);
	assert_int_equal(line_indent(&b->line, 2), 0);
	assert_int_equal(line_indent(&b->line, 0), 0);
	load(b->para, "abc");
	line_layout(&b->line, b->para, 0, 3);
	assert_int_equal(line_indent(&b->line, 10), 0);
}

/* The longest piece, with marks and isolates: all arrays have their room. */
static void the_longest_line_has_room(void **state)
{
	struct bench *b = *state;
	static const char *const units[] = {"ب", "بَ", "\u2067a\u2069", "\u064E", "\t", "😀", "\uFDFA"};
	for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
		struct buf in, out;
		buf_init(&in, BUF_NO_MAX);
		buf_init(&out, BUF_NO_MAX);
		buf_add_repeat(&in, 'x', k % 3);
		for (int i = 0; i < PARA_MAX_CP; i++)
			buf_add_str(&in, str_of(units[k]));
		para_load(b->para, buf_str(&in), DIR_AUTO, DIR_LTR, SHAPE_FORMS);
		line_layout_whole(&b->line, b->para, 0, para_length(b->para));
		line_print(&b->line, b->para, &out);
		assert_true(out.n > 0);
		assert_true(line_fill(b->para, 0, 80) > 0);
		buf_done(&in);
		buf_done(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_stand_in_visual_order),
		cmocka_unit_test(brackets_are_mirrored),
		cmocka_unit_test(formatting_works_and_is_not_printed),
		cmocka_unit_test(joined_letters_stand_reversed),
		cmocka_unit_test(marks_stand_behind_their_base),
		cmocka_unit_test(a_lone_mark_has_a_circle),
		cmocka_unit_test(tabs_reach_their_stops),
		cmocka_unit_test(the_unprintable_is_shown_as_such),
		cmocka_unit_test(each_line_is_reordered_by_itself),
		cmocka_unit_test(trailing_space_goes_to_the_end_of_the_line),
		cmocka_unit_test(words_fill_a_line),
		cmocka_unit_test(widths_are_those_of_the_shapes),
		cmocka_unit_test(punctuation_stays_with_its_word),
		cmocka_unit_test(spaces_hang),
		cmocka_unit_test(long_words_are_cut_between_clusters),
		cmocka_unit_test(a_cut_word_keeps_its_shapes),
		cmocka_unit_test(a_lam_alef_is_never_cut),
		cmocka_unit_test(wraps_know_their_lines),
		cmocka_unit_test(what_does_not_fit_is_clipped),
		cmocka_unit_test(the_ellipsis_stands_at_the_reading_end),
		cmocka_unit_test(the_last_letter_takes_its_end_form),
		cmocka_unit_test(the_ellipsis_shows_no_text),
		cmocka_unit_test(cells_cover_the_text),
		cmocka_unit_test(marks_are_told_in_order_up_to_the_room),
		cmocka_unit_test(columns_and_code_points_find_each_other),
		cmocka_unit_test(a_caret_stands_behind_the_character_before_it),
		cmocka_unit_test(a_caret_behind_hanging_spaces_stands_at_the_last_word),
		cmocka_unit_test(lines_of_right_to_left_text_are_indented),
		cmocka_unit_test(the_longest_line_has_room),
	};
	return cmocka_run_group_tests_name("line", tests, setup, teardown);
}
