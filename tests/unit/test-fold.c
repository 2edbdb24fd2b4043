#include "config.h"

#include "text/fold.h"
#include "text/utf8.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>

static const char *folded(const char *text)
{
	static char out[1024];
	struct str s = str_of(text);
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		cp = fold_cp(cp);
		if (cp != 0)
			n += utf8_encode(cp, out + n);
	}
	out[n] = '\0';
	return out;
}

static void expect(const char *text, const char *want)
{
	if (strcmp(folded(text), want) != 0)
		fail_msg("'%s' gives '%s', not '%s'", text, folded(text), want);
}

static void spellings_of_a_letter_are_one(void **state)
{
	(void)state;
	expect("أإآاٱ", "ااااا");
	expect("ؤو", "وو");
	expect("ئىي", "ييي");
	expect("ةه", "هه");
	expect("ء", "ء"); /* a hamza of its own is a letter of its own */
}

static void persian_and_urdu_letters_are_arabic_ones(void **state)
{
	(void)state;
	expect("کك", "كك");
	expect("یي", "يي");
	expect("ہھهۀە", "ههههه");
	expect("ۂۃ", "هه");
	expect("ےۓ", "يي");
	expect("گچپژ", "گچپژ"); /* letters that Arabic has not: nobody writes them otherwise */
	expect("ٹڈڑں", "ٹڈڑں");
}

static void marks_and_tatweel_do_not_count(void **state)
{
	(void)state;
	expect("مُحَمَّدٌ", "محمد");
	expect("ـمـحـمـد", "محمد");
	expect("هٰذا", "هذا");
	expect("قرءۖان", "قرءان");
	expect("ا\u0654ا\u0655", "اا"); /* hamza written apart */
	expect("עִבְרִית", "עברית");
	expect("e\u0301", "e");
}

static void invisible_characters_do_not_count(void **state)
{
	(void)state;
	expect("می\u200Cخواهم", "ميخواهم");
	expect("a\u200D\u200E\u200F\u061C\u2066\u2069\u202E\u202C\u00AD\u2060\uFEFF\u034F\uFE0F" "b", "ab");
}

static void digits_of_all_scripts_are_one(void **state)
{
	(void)state;
	expect("0123456789", "0123456789");
	expect("٠١٢٣٤٥٦٧٨٩", "0123456789");
	expect("۰۱۲۳۴۵۶۷۸۹", "0123456789");
	expect("०१२", "012");
	expect("１２", "12");
	expect("½", "½"); /* code point by code point: it stands for several */
}

static void case_and_spaces_are_one(void **state)
{
	(void)state;
	expect("NATO", "nato");
	expect("Café ÀÉ Erdoğan Yıldırım Łódź Ørsted", "cafe ae erdogan yildirim lodz orsted");
	expect("ΑΒΓς", "αβγσ");
	expect("АБВ", "абв");
	expect("a\u00A0b\u2009c\u3000d", "a b c d");
	expect("، . -", "، . -");
}

/* Words as they are searched for, and as they stand in the news. */
static void words_meet(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"امريكي", "أمريكي"},       {"استراتيجيات", "إستراتيجيات"}, {"القران", "القُرآن"},
		{"مدرسه", "مدرسة"},         {"على", "علي"},                 {"مسوول", "مسؤول"},
		{"شيون", "شئون"},           {"2023", "٢٠٢٣"},               {"کتاب", "كتاب"},
		{"ایران", "ايران"},         {"نامہ", "نامه"},               {"خانهٔ", "خانۀ"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		char first[256];
		snprintf(first, sizeof first, "%s", folded(pairs[i][0]));
		expect(pairs[i][1], first);
	}
}

static void different_letters_stay_apart(void **state)
{
	(void)state;
	static const uint32_t letters[] = {0x0621, 0x0627, 0x0628, 0x062A, 0x062B, 0x062C, 0x062D, 0x062E,
	                                   0x062F, 0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636,
	                                   0x0637, 0x0638, 0x0639, 0x063A, 0x0641, 0x0642, 0x0643, 0x0644,
	                                   0x0645, 0x0646, 0x0647, 0x0648, 0x064A};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		assert_int_equal(fold_cp(letters[i]), letters[i]);
}

static void what_stands_for_several_is_taken_apart(void **state)
{
	(void)state;
	static const struct {
		uint32_t cp;
		const char *want;
	} rows[] = {
		{0xFEFB, "لا"}, {0xFDF2, "الله"}, {0xFE8F, "ب"}, {0xFEF5, "لا"}, {0xFB01, "fi"},
		{0x00DF, "ss"}, {0x00BD, "1⁄2"},  {0xFB2F, "א"}, {0xFE76, ""},   {0x00B4, "´"},
		{0xFDFA, "صلياللهعليهوسلم"}, {0xAC00, "\u1100\u1161"}, {0x0640, ""}, {0x2003, " "},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t out[FOLD_MAX_CP];
		char text[256];
		size_t n = fold_all(rows[i].cp, out), bytes = 0;
		for (size_t k = 0; k < n; k++)
			bytes += utf8_encode(out[k], text + bytes);
		text[bytes] = '\0';
		if (strcmp(text, rows[i].want) != 0)
			fail_msg("U+%04X gives '%s', not '%s'", rows[i].cp, text, rows[i].want);
	}
}

static void folding_is_idempotent(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		uint32_t once = fold_cp(cp);
		if (once != 0 && fold_cp(once) != once)
			fail_msg("U+%04X gives U+%04X, and that U+%04X", cp, once, fold_cp(once));
		if (once > 0x10FFFF || (once & 0xFFFFF800) == 0xD800) {
			if (once != cp)
				fail_msg("U+%04X gives U+%04X", cp, once);
		}
		uint32_t all[FOLD_MAX_CP];
		size_t n = fold_all(cp, all);
		assert_true(n <= FOLD_MAX_CP && (n != 1 || all[0] == once) && (n > 0 || once == 0));
		for (size_t i = 0; i < n; i++)
			if (fold_cp(all[i]) != all[i] || (n > 1 && all[i] == ' '))
				fail_msg("U+%04X gives U+%04X among others", cp, all[i]);
	}
	assert_int_equal(fold_cp(0x110000), 0x110000); /* no code point: total all the same */
	assert_int_equal(fold_cp(0xFFFFFFFF), 0xFFFFFFFF);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_a_letter_are_one),
		cmocka_unit_test(persian_and_urdu_letters_are_arabic_ones),
		cmocka_unit_test(marks_and_tatweel_do_not_count),
		cmocka_unit_test(invisible_characters_do_not_count),
		cmocka_unit_test(digits_of_all_scripts_are_one),
		cmocka_unit_test(case_and_spaces_are_one),
		cmocka_unit_test(words_meet),
		cmocka_unit_test(different_letters_stay_apart),
		cmocka_unit_test(what_stands_for_several_is_taken_apart),
		cmocka_unit_test(folding_is_idempotent),
	};
	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
