/* Words, their levels, and stop words. */
#include "config.h"

#include "stems.h"
#include "unit.h"

#include "words/break.h"
#include "words/general.h"
#include "words/level.h"
#include "words/stop.h"
#include "words/token.h"

#include <stdio.h>
#include <string.h>

static void put(char *out, size_t size, struct str text, const struct token *token)
{
	static const char letters[N_TOKEN_KINDS] = {'a', 'h', 'l', 'o', 'n', 'm', '@', '#', 'u'};
	size_t n = strlen(out);
	snprintf(out + n, size - n, "%s%c:%.*s", n > 0 ? " " : "", letters[token->kind],
	         (int)(token->to_b - token->from_b), text.p + token->from_b);
}

/* The tokens of a text with their kinds, the parts of compounds in brackets. */
static const char *tokens(const char *of)
{
	static char out[2048];
	struct str text = str_of(of);
	struct tokens walk = tokens_of(text);
	out[0] = '\0';
	for (struct token token, part; token_next(&walk, &token);) {
		put(out, sizeof out, text, &token);
		if (!token.compound)
			continue;
		struct tokens parts = token_parts(text, &token);
		size_t n = strlen(out);
		snprintf(out + n, sizeof out - n, "[");
		while (token_next(&parts, &part)) {
			assert_false(part.compound);
			put(out, sizeof out, text, &part);
		}
		n = strlen(out);
		snprintf(out + n, sizeof out - n, "]");
	}
	return out;
}

static void expect(const char *text, const char *want)
{
	const char *got = tokens(text);
	if (strcmp(got, want) != 0)
		fail_msg("'%s' gives '%s', not '%s'", text, got, want);
}

static void marks_and_tatweel_part_no_word(void **state)
{
	(void)state;
	expect("وَقَالَ الرَّئِيسُ، «مُحَمَّــد»:", "a:وَقَالَ a:الرَّئِيسُ a:مُحَمَّــد");
	expect("وبالكتاب؟ نعم؛ لا", "a:وبالكتاب a:نعم a:لا"); /* clitics are not cut */
	expect("\u200Fالبيت\u200F الأبيض\u202C", "a:البيت a:الأبيض");
	expect("ﻻ ﷲ ﷺ", "a:ﻻ a:ﷲ a:ﷺ");
	expect("עִבְרִית", "h:עִבְרִית");
}

static void persian_words_hold_together(void **state)
{
	(void)state;
	expect("می‌خواهد", "a:می‌خواهد[ a:می‌ a:خواهد]");
	expect("کتاب‌ها‌یش را", "a:کتاب‌ها‌یش[ a:کتاب‌ a:ها‌ a:یش] a:را");
	expect("کتاب‌ ها", "a:کتاب‌ a:ها"); /* a ZWNJ at the end joins nothing */
	expect("א\u200C\"ב", "h:א\u200C\"ב"); /* and with a sign after it, it parts nothing */
	expect("پاکستان کے وزیرِاعظم نے۔", "a:پاکستان a:کے a:وزیرِاعظم a:نے");
}

static void numbers_are_one(void **state)
{
	(void)state;
	expect("1,400 3.5 ١٬٤٠٠ ٣٫٥ ۱۲۳ 1،5", "n:1,400 n:3.5 n:١٬٤٠٠ n:٣٫٥ n:۱۲۳ n:1،5");
	expect("2024-03-14 14/3", "n:2024-03-14[ n:2024 n:03 n:14] n:14 n:3");
	expect("10آلاف ال20 39%", "n:10 a:آلاف a:ال n:20 n:39");
	expect("12. 13, -5", "n:12 n:13 n:5");
}

static void hyphens_make_compounds(void **state)
{
	(void)state;
	expect("storm-0558,", "m:storm-0558[ l:storm n:0558]");
	expect("كوفيد-19", "m:كوفيد-19[ a:كوفيد n:19]");
	expect("الأنجلو‑أميركية", "a:الأنجلو‑أميركية[ a:الأنجلو a:أميركية]");
	expect("F-16 G20 H1N1", "m:F-16[ l:F n:16] m:G20 m:H1N1");
	expect("تل - أبيب -- x- -y", "a:تل a:أبيب l:x l:y");
	expect("בית־ספר", "h:בית־ספר[ h:בית h:ספר]");
	expect("snake_case __a__", "l:snake_case[ l:snake l:case] l:a");
}

static void signs_inside_words(void **state)
{
	(void)state;
	expect("don't Biden’s 'so'", "l:don't l:Biden’s l:so");
	expect("צה\"ל צה״ל ג'ורג' \"שלום\"", "h:צה\"ל h:צה״ל h:ג'ורג' h:שלום");
	expect("U.S.A. e.g.", "l:U.S.A[ l:U l:S l:A] l:e.g[ l:e l:g]");
	expect("انتهى.وقال المصدر:رويترز د.محمد", "a:انتهى a:وقال a:المصدر a:رويترز a:د a:محمد");
	expect("שלום.הוא a:b", "h:שלום h:הוא l:a l:b");
	expect("بـNATO وMicrosoft", "a:بـ l:NATO a:و l:Microsoft");
}

static void names_tags_and_addresses(void **state)
{
	(void)state;
	expect("@jo_b قال", "@:@jo_b[ l:jo l:b] a:قال");
	expect("#غزة_الآن.", "#:#غزة_الآن[ a:غزة a:الآن]");
	expect("jo@example.com", "l:jo l:example.com[ l:example l:com]");
	expect("@ # @! a#b", "l:a l:b");
	expect("(https://a-b.com/x?y=1).", "u:https://a-b.com/x?y=1[ l:https l:a l:b l:com l:x l:y n:1]");
	expect("WWW.A.org، http:", "u:WWW.A.org[ l:WWW l:A l:org] l:http");
	expect("https://ar.x.org/جريدة و", "u:https://ar.x.org/جريدة[ l:https l:ar l:x l:org a:جريدة] a:و");
}

static void plain_letters_are_letters(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp < 0x800; cp++)
		if (break_is_plain_arabic(cp))
			assert_int_equal(break_class(cp, prop_of(cp), true), PWB_ALETTER | BREAK_RTL | BREAK_ARABIC);
	for (uint32_t cp = 'a'; cp <= 'z'; cp++)
		assert_true(break_class(cp, prop_of(cp), true) == PWB_ALETTER
		            && break_class(cp - 32, prop_of(cp - 32), true) == PWB_ALETTER);
}

static void other_scripts(void **state)
{
	(void)state;
	expect("Москва 東京 한국어 カタカナ", "o:Москва o:東 o:京 o:한국어 o:カタカナ");
	expect("Καλη μέρα", "o:Καλη o:μέρα");
	expect("😀 ☎ © 🇵🇸 %", "");
	expect("", "");
}

static const char *key(enum level level, const char *word)
{
	static char out[2][KEY_MAX_B + 1];
	static int which;
	struct str text = str_of(word);
	struct tokens walk = tokens_of(text);
	struct token token;
	struct key made;
	which = !which;
	assert_true(token_next(&walk, &token));
	level_key(level, stems, token_text(text, &token), token.kind, &made);
	memcpy(out[which], made.text, made.n_b);
	out[which][made.n_b] = '\0';
	return out[which];
}

static void expect_key(enum level level, const char *word, const char *want)
{
	const char *got = key(level, word);
	if (strcmp(got, want) != 0)
		fail_msg("the key of '%s' at level %d is '%s', not '%s'", word, (int)level, got, want);
}

static void exact_is_as_written(void **state)
{
	(void)state;
	expect_key(LEVEL_EXACT, "Café", "Café");
	expect_key(LEVEL_EXACT, "Cafe\u0301", "Café");
	expect_key(LEVEL_EXACT, "ا\u0653ل", "آل");
	expect_key(LEVEL_EXACT, "مُّحمـد", "مُّحمـد");
	expect_key(LEVEL_EXACT, "م\u0651\u064Fحمـد", key(LEVEL_EXACT, "م\u064F\u0651حمـد"));
	expect_key(LEVEL_EXACT, "می‌خواهد", "می‌خواهد");
	expect_key(LEVEL_EXACT, "ال\u200Fبيت", "البيت");
}

static void folded_is_what_is_meant(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"أمريكي", "امريكي"}, {"إستراتيجيات", "استراتيجيات"}, {"الخارجيه", "الخارجية"},
		{"مرارًا", "مرارا"}, {"وتكراراً", "وتكرارا"}, {"الأبيض", "الابيض"},
		{"ﻻ", "لا"}, {"ﷲ", "الله"}, {"می‌خواهد", "میخواهد"}, {"کتاب", "كتاب"},
		{"ہے", "هي"}, {"خانهٔ", "خانۀ"}, {"storm-0558", "STORM0558"}, {"1,400", "١٬٤٠٠"},
		{"1400", "1,400"}, {"٣٫٥", "3.5"}, {"3,5", "3.5"}, {"1,400,000", "۱۴۰۰۰۰۰"},
		{"צה\"ל", "צהל"}, {"צה״ל", "צהל"}, {"don’t", "Don't"}, {"U.S.A.", "usa"},
		{"Straße", "STRASSE"}, {"Erdoğan", "erdogan"}, {"ＡＢＣ", "abc"}, {"snake_case", "snakecase"},
		{"كوفيد-19", "كوفيد‑١٩"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		expect_key(LEVEL_FOLDED, pairs[i][0], key(LEVEL_FOLDED, pairs[i][1]));
	expect_key(LEVEL_FOLDED, "1-2", "1-2"); /* a score is no number */
	expect_key(LEVEL_FOLDED, "1.400", "1.400");
	expect_key(LEVEL_FOLDED, "1,4000", "1.4000");
	expect_key(LEVEL_FOLDED, "example.com", "example.com");
	expect_key(LEVEL_FOLDED, "https://a-b.com/X_y", "https://a-b.com/x_y");
	expect_key(LEVEL_FOLDED, "ـــ", "");
}

static void stems_meet(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"وبلينكن", "بلينكن"}, {"الاستراتيجيات", "استراتيجية"}, {"والأمريكي", "امريكي"},
		{"أمريكية", "الأمريكيه"}, {"أميركي", "أمريكي"}, {"ديموقراطي", "ديمقراطي"}, {"نيوزلندا", "نيوزيلندا"},
		{"بلينكين", "بلينكن"}, {"لبلينكين", "وبلينكن"}, {"واشنطون", "واشنطن"}, {"لواشنطن", "بواشنطن"},
		{"بايدين", "بايدن"},
		{"فلسطين", "الفلسطينيين"}, {"لفلسطين", "وفلسطينية"}, {"الفريق", "فريق"}, {"بفرنسا", "الفرنسي"},
		{"غوتيريس", "غوتيريش"}, {"جوتيريش", "غوتيريس"}, {"وأميركي", "امريكي"}, {"ميكروسوفت", "لمايكروسوفت"},
		{"لوزارة", "وزارة"}, {"وبوزارة", "الوزارة"}, {"للوزارة", "وزارات"},
		{"ووزارته", "والوزارة"}, {"لوزير", "الوزير"},
		{"للحكومة", "الحكومة"}, {"لمدينة", "المدينة"}, {"بتنظيم", "تنظيم"}, {"لإجراء", "الإجراء"}, {"وأعلن", "أعلن"},
		{"بطريقة", "الطريقة"}, {"running", "runs"}, {"Biden's", "Biden"}, {"کتاب‌ها", "کتاب"}, {"گفتگوهای", "گفتگو"},
		{"أمريكيين", "أمريكي"}, {"الأوروبيون", "أوروبية"}, {"سياسيين", "سياسي"}, {"لاعبات", "لاعب"},
		{"بزرگترین", "بزرگ"}, {"הממשלה", "ממשלה"}, {"ושהממשלה", "בממשלה"}, {"ההפגנה", "הפגנה"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		expect_key(LEVEL_STEM, pairs[i][0], key(LEVEL_STEM, pairs[i][1]));
	expect_key(LEVEL_STEM, "والدته", "والدت"); /* no article */
	expect_key(LEVEL_STEM, "לחם", "לחם"); /* too short to lose a letter */
	static const char *const others[][2] = {
		{"وزارة", "زار"}, {"وزارة", "زيارة"}, {"وزير", "زير"}, {"واصل", "أصل"},
		{"لاعبات", "أعباء"}, {"بحرية", "حرية"}, {"سلمان", "سليمان"},
		{"عبدالرحمن", "عبدالرحيم"}, {"اختار", "اختيار"},
	};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_string_not_equal(key(LEVEL_STEM, others[i][0]), key(LEVEL_STEM, others[i][1]));
	expect_key(LEVEL_STEM, "storm-0558", "storm0558");
	expect_key(LEVEL_STEM, "لڑکیاں", key(LEVEL_FOLDED, "لڑکیاں"));
	expect_key(LEVEL_STEM, "#وزارات", key(LEVEL_FOLDED, "#وزارات"));
	expect_key(LEVEL_STEM, "2024", "2024");
}

static void keys_lead_back(void **state)
{
	(void)state;
	struct key made;
	struct key_map map;
	/*              0 1-2   3 4  5-6    7: lam-alef */
	struct str word = STR("مُ" "ـ" "ح" "مَّ" "ﻻ");
	level_key_map(LEVEL_FOLDED, stems, word, TOKEN_ARABIC, &made, &map);
	static const size_t want[][2] = {{0, 2}, {3, 4}, {4, 7}, {7, 8}, {7, 8}};
	assert_int_equal(map.n, 5);
	for (size_t i = 0; i < map.n; i++) {
		assert_int_equal(map.at[i].from_cp, want[i][0]);
		assert_int_equal(map.at[i].to_cp, want[i][1]);
	}
	level_key_map(LEVEL_STEM, stems, STR("والكتاب"), TOKEN_ARABIC, &made, &map);
	assert_true(map.n > 0 && map.n < 7);
	assert_int_equal(map.at[0].from_cp, 0);
	assert_int_equal(map.at[map.n - 1].to_cp, 7);
}

static void long_words_are_cut(void **state)
{
	(void)state;
	char word[3 * KEY_MAX_CP];
	struct key made;
	memset(word, 'a', sizeof word);
	for (int level = 0; level < N_LEVELS; level++) {
		level_key((enum level)level, stems, (struct str){word, KEY_MAX_CP}, TOKEN_LATIN, &made);
		assert_false(made.cut);
		level_key((enum level)level, stems, (struct str){word, sizeof word}, TOKEN_LATIN, &made);
		assert_true(made.cut && made.n_b <= KEY_MAX_CP);
	}
}

static bool is_general(const char *word)
{
	return general_stem(stems_stem(stems, str_of(word), TOKEN_ARABIC));
}

static void general_words(void **state)
{
	(void)state;
	static const char *const general[] = {"حكومه", "الحكومه", "وزارته", "ابقاء", "اليوم", "المسوولون", "يوم", "گزارش"};
	static const char *const telling[] = {"مايكروسوفت", "سفينه", "اختراق", "بلينكن", "ا", ""};
	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		assert_true(is_general(general[i]));
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		assert_false(is_general(telling[i]));
}

static void stop_words(void **state)
{
	(void)state;
	assert_true(stop_word(STR("في"), STOP_ARABIC));
	assert_true(stop_word(STR("الي"), STOP_ANY)); /* إلى, folded */
	assert_true(stop_word(STR("را"), STOP_PERSIAN));
	assert_false(stop_word(STR("را"), STOP_ARABIC));
	assert_true(stop_word(STR("نهين"), STOP_URDU) || stop_word(STR("نهيں"), STOP_URDU));
	assert_true(stop_word(STR("של"), STOP_HEBREW));
	assert_true(stop_word(STR("the"), STOP_ENGLISH));
	assert_false(stop_word(STR("th"), STOP_ANY));
	assert_false(stop_word(STR("thee"), STOP_ANY));
	assert_false(stop_word(STR(""), STOP_ANY));
	assert_false(stop_word(STR("وزارة"), STOP_ANY));
	static const char *const words[] = {"على", "أنّها", "که", "می", "ہے", "کے", "היא", "would"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_true(stop_word(str_of(key(LEVEL_FOLDED, words[i])), STOP_ANY));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_and_tatweel_part_no_word),
		cmocka_unit_test(persian_words_hold_together),
		cmocka_unit_test(numbers_are_one),
		cmocka_unit_test(hyphens_make_compounds),
		cmocka_unit_test(signs_inside_words),
		cmocka_unit_test(names_tags_and_addresses),
		cmocka_unit_test(plain_letters_are_letters),
		cmocka_unit_test(other_scripts),
		cmocka_unit_test(exact_is_as_written),
		cmocka_unit_test(folded_is_what_is_meant),
		cmocka_unit_test(stems_meet),
		cmocka_unit_test(keys_lead_back),
		cmocka_unit_test(long_words_are_cut),
		cmocka_unit_test(stop_words),
		cmocka_unit_test(general_words),
	};
	return cmocka_run_group_tests_name("words", tests, open_stems, close_stems);
}
