#include "config.h"

#include "layout/line.h"
#include "text/look.h"

#include "cells.h"

#include <string.h>

static const struct look no_tashkeel = {.marks = MARKS_NO_TASHKEEL}, no_tatweel = {.hide_tatweel = true},
                         bare = {.marks = MARKS_NO_TASHKEEL, .hide_tatweel = true};

/* The line as it is drawn: visual order, marks behind their letters. */
static const char *drawn(struct para *para, const char *text, struct look look)
{
	static struct buf out;
	struct line line;
	buf_done(&out);
	buf_init(&out, 4096);
	para_set_look(para, look);
	load(para, text);
	line_init(&line);
	line_layout_whole(&line, para, 0, para_length(para));
	line_print(&line, para, &out);
	line_done(&line);
	para_set_look(para, (struct look){0});
	return buf_cstr(&out);
}

/* Two texts look the same, the first in that look, the second as it is. */
static void assert_same(struct para *para, const char *text, struct look look, const char *plain)
{
	static char shown[4096];
	snprintf(shown, sizeof shown, "%s", drawn(para, text, look));
	assert_string_equal(shown, drawn(para, plain, (struct look){0}));
}

static void vowels_are_left_out(void **state)
{
	struct para *para = *state;
	assert_same(para, "كَانَ أَهْلُ بَلْدَةِ «رَمْلَةِ الْقَصَبِ»", no_tashkeel, "كان أهل بلدة «رملة القصب»");
	assert_same(para, "الرَّحْمٰنِ", no_tashkeel, "الرحمن");
	/* lam-alef is one cell whatever stood between; madda and hamza are letters */
	assert_same(para, "لَاحَظَ الِاقْتِرَابُ لِلْأَحْيَاءِ", no_tashkeel, "لاحظ الاقتراب للأحياء");
	assert_same(para, "ا\u0653 ا\u0654 ه\u0654", no_tashkeel, "ا\u0653 ا\u0654 ه\u0654");
	assert_same(para, "שָׁלוֹם", no_tashkeel, "שלום");
	assert_same(para, "e\u0301 شّ", no_tashkeel, "e\u0301 ش");
	/* with none before them */
	assert_same(para, "\u064E ـَ", bare, " ـ");
}

static void tatweel_is_left_out(void **state)
{
	struct para *para = *state;
	assert_same(para, "الـعـــربـي", no_tatweel, "العربي");
	assert_same(para, "لـا قـَال", no_tatweel, "لا قَال");
	assert_same(para, "دـب دـر", no_tatweel, "دب در");
	assert_same(para, "الرحمـٰن", no_tatweel, "الرحمٰن");
	assert_same(para, "مَـَّـر", bare, "مر");
	/* The sign of the Hijri year keeps its shape, and so does an ending. */
	assert_string_equal(drawn(para, "هـ", no_tatweel), "\uFEEB");
	assert_string_equal(drawn(para, "ـه", no_tatweel), "\uFEEA");
	/* A sign shown on its stroke, and a rule of strokes, are meant. */
	assert_same(para, "ـَ", no_tatweel, "ـَ");
	assert_same(para, "ـــــ", no_tatweel, "ـــــ");
	assert_same(para, "abـc", no_tatweel, "abـc");
}

/* Letters that exist with their mark in them keep it; others lose it, and no form needs one then. */
static void marks_are_dropped(void **state)
{
	struct para *para = *state;
	const struct look dropped = {.marks = MARKS_DROPPED};
	assert_same(para, "كَانَ أَهْلُ بَلْدَةِ", dropped, "كان أهل بلدة");
	assert_same(para, "ا\u0653 ا\u0654 ا\u0655 و\u0654 ي\u0654ب", dropped, "آ أ إ ؤ ئب");
	assert_same(para, "ا\u064E\u0654 ا\u0654\u064E", dropped, "أ أ");
	assert_same(para, "الا\u0653ن", dropped, "الآن"); /* the ligature too */
	assert_same(para, "ہ\u0654 ے\u0654 ە\u0654", dropped, "ۂ ۓ ۀ");
	assert_same(para, "e\u0301t u\u0328\u0301", dropped, "ét ų");
	assert_same(para, "שָׁלוֹם", dropped, "שלום");
	assert_same(para, "\u1112\u1161\u11AB", dropped, "\uD55C"); /* Hangul: a syllable of three */
	assert_string_equal(drawn(para, "بڵب", dropped), "\uFE90ڵ\uFE91"); /* not as a lam */
	assert_string_equal(drawn(para, "بڵب", (struct look){0}), "\uFE90\uFEE0\u065A\uFE91");
	assert_string_equal(drawn(para, "بڵَب", no_tashkeel), "\uFE90\uFEE0\u065A\uFE91");
	assert_string_equal(drawn(para, "\u0301 a", dropped), " a");
}

/* Order and places are those of the text as it is written, whatever script the digits have. */
static void digits_keep_their_places(struct para *para, const char *text, enum digits digits, const char *want)
{
	static char before[4096];
	snprintf(before, sizeof before, "%s", drawn(para, text, (struct look){0}));
	const char *after = drawn(para, text, (struct look){.digits = digits});
	assert_string_equal(after, want);
	struct str x = str_of(before), y = str_of(after);
	while (x.n > 0 && y.n > 0) {
		uint32_t a, b;
		x = str_sub(x, utf8_decode(x.p, x.n, &a), x.n);
		y = str_sub(y, utf8_decode(y.p, y.n, &b), y.n);
		bool digit = (a >= '0' && a <= '9') || (a >= 0x660 && a <= 0x669) || (a >= 0x6F0 && a <= 0x6F9);
		assert_true(a == b || digit);
	}
	assert_int_equal(x.n + y.n, 0);
}

static void digits_are_shown_in_another_script(void **state)
{
	struct para *para = *state;
	const char *text = "عد 2024 و ١٢٫٥ ۷۸";
	digits_keep_their_places(para, text, DIGITS_LATIN, "78 12٫5 \uFEED 2024 \uFEAA\uFECB");
	digits_keep_their_places(para, text, DIGITS_ARABIC, "٧٨ ١٢٫٥ \uFEED ٢٠٢٤ \uFEAA\uFECB");
	digits_keep_their_places(para, text, DIGITS_PERSIAN, "۷۸ ۱۲٫۵ \uFEED ۲۰۲۴ \uFEAA\uFECB");
	/* Words with Latin letters, and paragraphs of them, have their own. */
	digits_keep_their_places(para, "و x-12 34", DIGITS_ARABIC, "x-12 ٣٤ \uFEED");
	digits_keep_their_places(para, "in 2024", DIGITS_ARABIC, "in 2024");
	digits_keep_their_places(para, "و 1-2", DIGITS_ARABIC, "٢-١ \uFEED");
	digits_keep_their_places(para, "و ١-٢", DIGITS_LATIN, "2-1 \uFEED");
}

/* Nothing of the analysis but the picture is another one. */
static void positions_stay(void **state)
{
	struct para *para = *state;
	static const char text[] = "لَا تَـقُـلْ ١٢ (قال) هـ";
	uint8_t levels[64];
	load(para, text);
	size_t n = para_length(para);
	memcpy(levels, para_levels(para), n);
	para_set_look(para, (struct look){.marks = MARKS_NO_TASHKEEL, .hide_tatweel = true, .digits = DIGITS_LATIN});
	load(para, text);
	assert_int_equal(para_length(para), n);
	assert_memory_equal(para_levels(para), levels, n);
	struct line line;
	line_init(&line);
	line_layout_whole(&line, para, 0, n);
	int cols = 0;
	for (size_t i = 0; i < line.n_cells; i++) {
		uint32_t marks[CELL_MAX_MARKS];
		assert_int_equal(cell_marks(&line.cells[i], para, marks, CELL_MAX_MARKS), 0);
		assert_true(line.cells[i].start_cp + line.cells[i].n_cp <= n);
		cols += line.cells[i].width_col;
	}
	assert_int_equal(cols, line.width_col);
	assert_int_equal(cols, 16);
	line_done(&line);
	para_set_look(para, (struct look){0});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vowels_are_left_out),
		cmocka_unit_test(tatweel_is_left_out),
		cmocka_unit_test(marks_are_dropped),
		cmocka_unit_test(digits_are_shown_in_another_script),
		cmocka_unit_test(positions_stay),
	};
	return cmocka_run_group_tests_name("look", tests, para_setup, para_teardown);
}
