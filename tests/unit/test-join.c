#include "config.h"

#include "text/join.h"
#include "text/prop.h"

#include "cells.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

static void expect(struct para *para, const char *text, const char *glyphs)
{
	load(para, text);
	if (strcmp(glyphs_of(para), glyphs) != 0)
		fail_msg("'%s' gives '%s', not '%s'", text, glyphs_of(para), glyphs);
}

enum { ALL = JOIN_FORMS | JOIN_LIGATURES | JOIN_MARKS };

/* The single letter that a presentation form stands for, or 0. */
static uint32_t letter_of_form(uint32_t form)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar letters[32];
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	int32_t n = unorm2_getRawDecomposition(nfkc, (UChar32)form, letters, 32, &status);
	return U_SUCCESS(status) && n == 1 ? letters[0] : 0;
}

/* Shapes letter between a tatweel or a space on either side. */
static uint32_t shaped(uint32_t letter, bool before, bool after)
{
	uint32_t glyphs[3] = {before ? 0x0640 : ' ', letter, after ? 0x0640 : ' '}, props[3];
	const uint8_t levels[3] = {1, 1, 1};
	for (int i = 0; i < 3; i++)
		props[i] = prop_of(glyphs[i]);
	join_shape(glyphs, props, levels, 3, ALL);
	return glyphs[1];
}

/* Every form of a single letter in Unicode is the one that the letter takes between such neighbours. */
static void every_form_is_reached(void **state)
{
	(void)state;
	int reached = 0;
	for (uint32_t form = 0xFB50; form <= 0xFEFC; form++) {
		int32_t type = u_getIntPropertyValue((UChar32)form, UCHAR_DECOMPOSITION_TYPE);
		uint32_t letter = letter_of_form(form);
		bool before = type == U_DT_FINAL || type == U_DT_MEDIAL;
		bool after = type == U_DT_INITIAL || type == U_DT_MEDIAL;
		if (letter == 0 || (!before && !after && type != U_DT_ISOLATED))
			continue;
		uint32_t got = shaped(letter, before, after);
		if (got != form)
			fail_msg("U+%04X is shaped U+%04X, not U+%04X", letter, got, form);
		reached++;
	}
	assert_int_equal(reached, 242);
}

/* The letter that a borrowed form stands for by itself: with its mark, or as the name of the letter says. */
static uint32_t letter_lent(uint32_t letter)
{
	switch (letter) {
	case 0x0681: return 0x062D; /* hah with hamza above */
	case 0x0692: return 0x0631; /* reh with small v */
	case 0x06B5: return 0x0644; /* lam with small v */
	case 0x06BA: return 0x0649; /* noon ghunna: without dots, as alef maqsura within a word */
	case 0x06C2: return 0x06C1; /* heh goal with hamza above */
	case 0x06C3: return 0x0629; /* teh marbuta goal */
	case 0x06CE: return 0x06CC; /* yeh with small v */
	case 0x06D5: return 0x0647; /* ae */
	default: return letter;
	}
}

/* And the other way: a shape is a form of that letter, or one lent to it, or the letter where there is none. */
static void every_shape_is_a_form_of_its_letter(void **state)
{
	(void)state;
	for (uint32_t letter = 0; letter < 0xFB50; letter++) {
		for (int sides = 0; sides < 4; sides++) {
			uint32_t got = shaped(letter, sides & 1, sides & 2);
			uint32_t of = letter_of_form(got);
			if (got != letter && of != letter && of != letter_lent(letter))
				fail_msg("U+%04X is shaped U+%04X", letter, got);
		}
	}
}

static void words_join(void **state)
{
	expect(*state, "خبر", "\uFEA7\uFE92\uFEAE");
	expect(*state, "دروس", "\uFEA9\uFEAD\uFEED\uFEB1");
	expect(*state, "بيت بيت", "\uFE91\uFEF4\uFE96 \uFE91\uFEF4\uFE96");
	expect(*state, "گچپژ", "\uFB94\uFB7D\uFB59\uFB8B");
	expect(*state, "ہے۔", "\uFBA8\uFBAF۔");
	expect(*state, "ءب", "\uFE80\uFE8F");
	expect(*state, "بء", "\uFE8F\uFE80");
	expect(*state, "ب1ب", "\uFE8F1\uFE8F");
	expect(*state, "(ب)", "(\uFE8F)");
	expect(*state, "", "");
}

static void marks_do_not_part(void **state)
{
	expect(*state, "بَيْتٌ", "\uFE91َ\uFEF4ْ\uFE96ٌ");
	expect(*state, "َبي", "َ\uFE91\uFEF2");
	expect(*state, "َ", "َ");
}

static void tatweel_and_joiners(void **state)
{
	expect(*state, "بـ", "\uFE91ـ");
	expect(*state, "ـب", "ـ\uFE90");
	expect(*state, "بـب", "\uFE91ـ\uFE90");
	expect(*state, "می\u200Cخواهم", "\uFEE3\uFBFD\u200C\uFEA7\uFEEE\uFE8D\uFEEB\uFEE2");
	expect(*state, "ه\u200D", "\uFEEB\u200D");
	expect(*state, "\u200Dه", "\u200D\uFEEA");
	expect(*state, "ه\u200D ", "\uFEEB\u200D ");
	expect(*state, "د\u200D", "\uFEA9\u200D");
	expect(*state, "ب\u200C\u200Dب", "\uFE8F\u200C\u200D\uFE90");
	expect(*state, "ب\u00ADب", "\uFE91\u00AD\uFE90"); /* a soft hyphen is transparent */
	expect(*state, "ب\u200Eب", "\uFE91\u200E\uFE90"); /* so is a mark of direction */
	expect(*state, "ب\u2069ب", "\uFE8F\u2069\uFE8F"); /* an isolate is not */
}

static void letters_without_forms_join_their_neighbours(void **state)
{
	expect(*state, "بڕب", "\uFE91ڕ\uFE8F");     /* Kurdish reh: joins to the right only */
	expect(*state, "بښب", "\uFE91ښ\uFE90");     /* Pashto xin */
	expect(*state, "بڪب", "\uFE91ڪ\uFE90");     /* Sindhi kaf, which is not the other one */
	expect(*state, "بىب", "\uFE91\uFBE9\uFE90"); /* Uyghur: alef maqsura joins on */
	expect(*state, "ىب", "\uFBE8\uFE90");
}

static void forms_are_lent_to_letters_without(void **state)
{
	expect(*state, "بەب ە", "\uFE91\uFEEA\uFE8F \uFEE9");   /* Kurdish ae: joins to the right only */
	expect(*state, "بڵب ڵ", "\uFE91\uFEE0\uFE90 ڵ");        /* Kurdish lam, with a mark */
	expect(*state, "ێب بێ", "\uFBFE\uFE90 \uFE91\uFBFD");
	expect(*state, "بںب ںب", "\uFE91\uFBE9\uFE90 \uFBE8\uFE90"); /* noon ghunna in the middle */
	expect(*state, "بں", "\uFE91\uFB9F");
	expect(*state, "بۃ ۃ", "\uFE91\uFE94 ۃ");
	expect(*state, "بۂ", "\uFE91\uFBA7");
	expect(*state, "ڵا", "\uFEDF\uFE8E"); /* no ligature */
	assert_int_equal(join_mark(0x06B5, 0xFEE0), 0x065A);
	assert_int_equal(join_mark(0x06B5, 0x06B5), 0);
	assert_int_equal(join_mark(0x0681, 0xFEA4), 0x0654);
	assert_int_equal(join_mark(0x06C2, 0xFBA7), 0x0654);
	assert_int_equal(join_mark(0x06C2, 0x06C2), 0);
	assert_int_equal(join_mark(0x06D5, 0xFEEA), 0);
	assert_int_equal(join_mark(0x0644, 0xFEE0), 0);
	assert_int_equal(join_mark('a', 'b'), 0);
}

static void how(struct para *para, const char *text, enum shape shape, struct look look, const char *glyphs)
{
	para_set_look(para, look);
	load_as(para, text, DIR_AUTO, shape);
	para_set_look(para, (struct look){0});
	if (strcmp(glyphs_of(para), glyphs) != 0)
		fail_msg("'%s' gives '%s', not '%s'", text, glyphs_of(para), glyphs);
}

static void words_without_forms_stay_letters(void **state)
{
	const struct look plain = {0};
	how(*state, "سړی بيت", SHAPE_MIXED, plain, "سړی \uFE91\uFEF4\uFE96");
	how(*state, "«سړی،», بيت", SHAPE_MIXED, plain, "«سړی،», \uFE91\uFEF4\uFE96");
	how(*state, "دەڵێن ـــ بـ", SHAPE_MIXED, plain, "دەڵێن ـــ \uFE91ـ");
	how(*state, "ړ دړد بىب", SHAPE_MIXED, plain, "ړ \uFEA9ړ\uFEA9 \uFE91\uFBE9\uFE90"); /* needs none */
	how(*state, "بښلا لا", SHAPE_MIXED, plain, "بښلا \uFEFB");
	how(*state, "بښلا لا", SHAPE_MIXED, (struct look){.lam_alef = LAM_ALEF_ONE}, "بښ\uFEFC \uFEFB");
	how(*state, "ܫܠܡܐ ߒߞߏ", SHAPE_MIXED, plain, "ܫܠܡܐ ߒߞߏ"); /* Syriac, N'Ko */
}

static void lam_alef_takes_one_cell_or_two(void **state)
{
	const struct look one = {.lam_alef = LAM_ALEF_ONE}, two = {.lam_alef = LAM_ALEF_TWO};
	how(*state, "سلام", SHAPE_FORMS, one, "\uFEB3\uFEFC\uFEE1");
	assert_string_equal(widths_of(*state), "1101");
	how(*state, "سلام", SHAPE_FORMS, two, "\uFEB3\uFEE0\uFE8E\uFEE1");
	assert_string_equal(widths_of(*state), "1111");
	how(*state, "لأ", SHAPE_FORMS, two, "\uFEDF\uFE84");
	how(*state, "سلام لا", SHAPE_BASE, one, "س\uFEFCم \uFEFB");
	assert_string_equal(widths_of(*state), "1101110");
	how(*state, "سلام", SHAPE_BASE, two, "سلام");
	how(*state, "سلام", SHAPE_BASE, (struct look){0}, "سلام");
	assert_string_equal(widths_of(*state), "1111");
}

static void lam_alef_is_one_glyph(void **state)
{
	expect(*state, "لا", "\uFEFB");
	expect(*state, "بلا", "\uFE91\uFEFC");
	expect(*state, "سلام", "\uFEB3\uFEFC\uFEE1");
	expect(*state, "لألإلآ", "\uFEF7\uFEF9\uFEF5");
	expect(*state, "بلأبلإبلآ", "\uFE91\uFEF8\uFE91\uFEFA\uFE91\uFEF6");
	expect(*state, "الآن", "\uFE8D\uFEF5\uFEE5");
	expect(*state, "للا", "\uFEDF\uFEFC");
	expect(*state, "لاا", "\uFEFB\uFE8D");
	expect(*state, "لٱ", "\uFEDF\uFB51"); /* Unicode has no ligature with alef wasla */
}

static void marks_stay_in_lam_alef(void **state)
{
	expect(*state, "لَا", "\uFEFBَ");
	expect(*state, "لَّا", "\uFEFBَّ");
	expect(*state, "لًا", "\uFEFBً");
	expect(*state, "لاَ", "\uFEFBَ");
	expect(*state, "سَلَامٌ", "\uFEB3َ\uFEFCَ\uFEE1ٌ");
}

static void lam_and_alef_stay_apart(void **state)
{
	expect(*state, "ل\u200Cا", "\uFEDD\u200C\uFE8D");
	expect(*state, "ل\u200Dا", "\uFEDF\u200D\uFE8E");
	expect(*state, "لـا", "\uFEDFـ\uFE8E");
	expect(*state, "ل\u00ADا", "\uFEDF\u00AD\uFE8E");
	expect(*state, "ل\u200Bا", "\uFEDF\u200B\uFE8E");
	expect(*state, "ل ا", "\uFEDD \uFE8D");
	expect(*state, "\u202Dلا\u202C", "\u202D\uFEDD\uFE8D\u202C"); /* nothing joins from left to right */
	load_as(*state, "لا سلام", DIR_AUTO, SHAPE_BASE);
	assert_string_equal(glyphs_of(*state), "لا سلام");
}

static void levels_part_letters(void **state)
{
	(void)state;
	uint32_t glyphs[2] = {0x0628, 0x0628}, props[2] = {prop_of(0x0628), prop_of(0x0628)};
	join_shape(glyphs, props, (const uint8_t[]){1, 3}, 2, ALL);
	assert_int_equal(glyphs[0], 0xFE8F);
	assert_int_equal(glyphs[1], 0xFE8F);
	glyphs[0] = glyphs[1] = 0x0628;
	join_shape(glyphs, props, (const uint8_t[]){3, 3}, 2, ALL);
	assert_int_equal(glyphs[0], 0xFE91);
	assert_int_equal(glyphs[1], 0xFE90);
	join_shape(NULL, NULL, NULL, 0, ALL);
}

static void the_end_form_joins_nothing_behind(void **state)
{
	(void)state;
	assert_int_equal(join_end_form(0x0628, 0xFE91), 0xFE8F); /* initial */
	assert_int_equal(join_end_form(0x0628, 0xFE92), 0xFE90); /* medial */
	assert_int_equal(join_end_form(0x0628, 0xFE90), 0xFE90);
	assert_int_equal(join_end_form(0x0628, 0xFE8F), 0xFE8F);
	assert_int_equal(join_end_form(0x0628, 0x0628), 0x0628); /* shape of the base letters */
	assert_int_equal(join_end_form(0x062F, 0xFEAA), 0xFEAA);
	assert_int_equal(join_end_form(0x0649, 0xFBE8), 0xFEEF);
	assert_int_equal(join_end_form(0x0649, 0xFBE9), 0xFEF0);
	assert_int_equal(join_end_form(0x0644, 0xFEFB), 0xFEFB); /* a ligature has no other end */
	assert_int_equal(join_end_form(0x0644, 0xFEDF), 0xFEDD);
	assert_int_equal(join_end_form(0x06BA, 0x06BA), 0x06BA);
	assert_int_equal(join_end_form('(', ')'), ')');
	assert_int_equal(join_end_form('a', 'a'), 'a');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_is_reached),
		cmocka_unit_test(every_shape_is_a_form_of_its_letter),
		cmocka_unit_test(words_join),
		cmocka_unit_test(marks_do_not_part),
		cmocka_unit_test(tatweel_and_joiners),
		cmocka_unit_test(letters_without_forms_join_their_neighbours),
		cmocka_unit_test(forms_are_lent_to_letters_without),
		cmocka_unit_test(words_without_forms_stay_letters),
		cmocka_unit_test(lam_alef_takes_one_cell_or_two),
		cmocka_unit_test(lam_alef_is_one_glyph),
		cmocka_unit_test(marks_stay_in_lam_alef),
		cmocka_unit_test(lam_and_alef_stay_apart),
		cmocka_unit_test(levels_part_letters),
		cmocka_unit_test(the_end_form_joins_nothing_behind),
	};
	return cmocka_run_group_tests_name("join", tests, para_setup, para_teardown);
}
