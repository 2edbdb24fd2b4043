#include "config.h"

#include "text/breaks.h"
#include "text/prop.h"
#include "text/utf8.h"

#include "cells.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>

enum { MAX = 512 };

struct text {
	uint32_t cp[MAX], props[MAX];
	size_t n;
	bool icu[MAX + 1]; /* where ICU breaks, asked about the whole text from its start */
};

static void add(struct text *t, uint32_t cp)
{
	assert_true(t->n < MAX);
	t->props[t->n] = prop_of(cp);
	t->cp[t->n++] = cp;
}

static void add_utf8(struct text *t, const char *utf8)
{
	struct str s = str_of(utf8);
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		add(t, cp);
	}
}

static void ask_icu(struct text *t)
{
	static UBreakIterator *iterator;
	UErrorCode status = U_ZERO_ERROR;
	UChar utf16[2 * MAX];
	size_t index_of[2 * MAX + 1];
	int32_t n = 0;
	for (size_t i = 0; i < t->n; i++) {
		index_of[n] = i;
		if (t->cp[i] > 0xFFFF)
			utf16[n++] = (UChar)(0xD7C0 + (t->cp[i] >> 10));
		utf16[n++] = (UChar)(t->cp[i] > 0xFFFF ? 0xDC00 + (t->cp[i] & 0x3FF) : t->cp[i]);
	}
	index_of[n] = t->n;
	memset(t->icu, 0, sizeof t->icu);
	if (iterator == NULL)
		iterator = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
	ubrk_setText(iterator, utf16, n, &status);
	assert_true(U_SUCCESS(status));
	for (int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
		t->icu[index_of[at]] = at > 0;
}

static void fail_at(const struct text *t, size_t from, size_t to, size_t got, size_t want)
{
	char utf8[4 * MAX + 1];
	size_t n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += utf8_encode(t->cp[i], utf8 + n);
	utf8[n] = '\0';
	fail_msg("'%s' in (%zu, %zu]: %zu, not %zu", utf8, from, to, got, want);
}

/* breaks_last() of every range that starts at a few places, with ICU asked first or last. */
static void compare(struct breaks *breaks, struct text *t)
{
	ask_icu(t);
	for (int round = 0; round < 2; round++) {
		breaks_set(breaks, t->cp, t->props, t->n);
		for (size_t i = 1; round == 1 && i < t->n; i++)
			assert_int_equal(breaks_at(breaks, i), t->icu[i]);
		for (size_t to = 1; to < t->n; to++) {
			for (size_t from = 0; from < to; from += 1 + from / 2) {
				size_t want = to;
				while (want > from && !t->icu[want])
					want--;
				want = want > from ? want : 0;
				size_t got = breaks_last(breaks, from, to);
				if (got != want)
					fail_at(t, from, to, got, want);
			}
		}
	}
}

static int setup(void **state)
{
	*state = breaks_new();
	return 0;
}

static int teardown(void **state)
{
	breaks_free(*state);
	return 0;
}

static void real_sentences_break_as_icu_says(void **state)
{
	static const char *const sentences[] = {
		"أعلنت وزارة الطاقة ، اليوم الاثنين ، أن الإنتاج ارتفع بنسبة 4,5% (مقارنة بعام 2022).",
		"وقال الوزير: «لن نقبل بأقل من 50 في المئة»، وأضاف أن \"الوضع صعب\" !",
		"إعصار ستورم-0558 ( العاصفة ) يقترب من الساحل ؛ والسرعة 120 كم/س ، كما قيل",
		"بَلَغَ عَدَدُ الْقَتْلَى ٢٥ شَخْصًا، وَ٣٠٫٥٪ مِنَ الْمَبَانِي",
		"نشر على https://example.com/a/b?c=d&e=f#g يوم 15/07/2023 الساعة 10:30",
		"می‌خواهم کتاب‌ها را بخوانم؛ قیمت: ۱۲۳٬۴۵۶ تومان",
		"وزیرِ اعظم نے کہا کہ ’’یہ فیصلہ‘‘ درست ہے۔ (رپورٹ)",
		"ראש הממשלה אמר: \"לא נסכים\" – צה״ל הודיע, ת\"א-יפו, 12%-15%",
		"The quick (brown) fox can't jump 32.3 feet, right? e-mail: a.b@c.org / $5.00 -- \"yes\"",
		"C'est «bien» ! Il dit : « non » ; voilà…",
		"日本語の文章。「引用」と（括弧）、終わり！ 한국어 문장입니다.",
		"ภาษาไทยเป็นภาษาที่ไม่มีการเว้นวรรคระหว่างคำ 25 บาท",
		"emoji 😀😀 👨‍👩‍👧 🇸🇦🇪🇬🇲 ❤️ end 👍🏽 x",
		"a\tb  c\u00A0d\u2007e\u200Bf\u00ADg\u2060h\u200Ci \u0301j  \u064Bk",
		"(a)[b]{c} ( d ) 'e' \"f\" ''g'' a\"b\"c \"\" \" \"",
		"x…y—z–w a/b a//b a-b -5 +5 ±5 5- 5% %5 $5 5$ #5 №5 §5 1,2,3 1:2 1;2 1!2 1?2",
		"، ؟ ؛ . ، كلمة ،كلمة،كلمة 5، 5 ، (،) «،»",
	};
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		struct text t = {.n = 0};
		add_utf8(&t, sentences[i]);
		compare(*state, &t);
	}
}

/* Strings of a few code points of each line breaking class that news knows, in every sort of company. */
static void random_strings_break_as_icu_says(void **state)
{
	static const uint32_t alphabet[] = {
		0x0627, 0x0628, 0x05D0, 'a', 'Z', 0x064E, 0x0670, 0x0301, ' ', ' ', ' ', '1', 0x0661, 0x06F5,
		'.', ',', 0x060C, 0x061B, 0x061F, '!', '?', ':', '(', ')', '[', ']', '"', '\'', 0xAB, 0xBB,
		0x2018, 0x201C, 0x201D, 0x201E, 0x2026, 0x2013, 0x2014, '-', '/', '%', '$', '+', 0x066A,
		0x066B, 0x200B, 0x200C, 0x200D, 0x200F, 0x00AD, 0x00A0, 0x2060, 0xFEFF, '\t', 0x3042, 0x4E00,
		0x3001, 0xFF08, 0x300C, 0x0E01, 0x0E34, 0x0E40, 0xAC00, 0x1100, 0x1F600, 0x1F1E6, 0x2764,
		0xFE0F, 0x1F3FD, 0x0640, 0x06D4, 0x05F3, 0x05BE, 0x0600, 0xFFFC, 0xFFFD, 0x2066, 0x2069,
	};
	enum { N = sizeof alphabet / sizeof *alphabet };
	uint32_t seed = 7;
	for (int round = 0; round < 20000; round++) {
		struct text t = {.n = 0};
		seed = seed * 1664525 + 1013904223;
		uint32_t span = 2 + (seed >> 20) % (N - 1), base = (seed >> 8) % N;
		for (int i = 0; i < 14; i++) {
			seed = seed * 1664525 + 1013904223;
			add(&t, alphabet[(base + (seed >> 16) % span) % N]);
		}
		compare(*state, &t);
	}
}

/* The table of breaks.c decides for these; they must not come from ICU by luck. */
static void pairs_break_as_icu_says(void **state)
{
	for (uint32_t a = 0x20; a < 0x0700; a++) {
		static const uint32_t others[] = {'a', 0x0628, '1', ' ', '"', '(', ')', ',', 0x060C, 0x064E};
		for (size_t k = 0; k < 4 * sizeof others / sizeof *others; k++) {
			struct text t = {.n = 0};
			uint32_t b = others[k / 4];
			add(&t, 'x');
			add(&t, k & 1 ? a : b);
			if (k & 2)
				add(&t, ' ');
			add(&t, k & 1 ? b : a);
			add(&t, 'y');
			compare(*state, &t);
		}
	}
}

static void a_break_before_an_emoji_is_found(void **state)
{
	struct text t = {.n = 0};
	add_utf8(&t, "abc 😀 def");
	breaks_set(*state, t.cp, t.props, t.n);
	assert_int_equal(breaks_last(*state, 0, 4), 4);
	assert_int_equal(breaks_last(*state, 0, 5), 4);
	assert_int_equal(breaks_last(*state, 4, 5), 0);
	assert_int_equal(breaks_last(*state, 0, 6), 6);
}

static void a_new_text_is_asked_about(void **state)
{
	struct text one = {.n = 0}, two = {.n = 0};
	add_utf8(&one, "日本 語日");
	add_utf8(&two, "aaaa (bbb");
	breaks_set(*state, one.cp, one.props, one.n);
	assert_true(breaks_at(*state, 1));
	breaks_set(*state, two.cp, two.props, two.n);
	assert_false(breaks_at(*state, 1));
	assert_int_equal(breaks_last(*state, 0, 7), 5);
}

/* Clusters, `|` where one starts. */
static void expect_clusters(const char *marked)
{
	struct text t = {.n = 0};
	uint8_t starts[MAX], want[MAX];
	bool start = false;
	for (struct str s = str_of(marked); s.n > 0;) {
		uint32_t cp;
		s = str_sub(s, utf8_decode(s.p, s.n, &cp), s.n);
		if (cp == '|') {
			start = true;
			continue;
		}
		want[t.n] = start;
		start = false;
		add(&t, cp);
	}
	breaks_clusters(t.props, t.n, starts);
	for (size_t i = 0; i < t.n; i++) {
		if (starts[i] != want[i])
			fail_msg("'%s': code point %zu", marked, i);
	}
}

static void clusters_are_those_of_the_rules(void **state)
{
	(void)state;
	expect_clusters("|ب|ي|ت");
	expect_clusters("|بَّ|يْ|ت");
	expect_clusters("|\u05B4|ל\u05B4|י"); /* a mark at the start stands alone */
	expect_clusters("|a\u0301\u0302|b|\n|\u0301");
	expect_clusters("|👨‍👩‍👧|👍🏽|x");
	expect_clusters("|🇸🇦|🇪🇬|🇲");
	expect_clusters("|a|🇸🇦|🇪|b|🇪🇬");
	expect_clusters("|각|ᄀ\u1161\u11A8|가\u11A8|각|\u1161");
	expect_clusters("|ن|م|ی\u200C|خ");
	expect_clusters("|\u06001|ا");
	expect_clusters("|a\u200D|b|❤\uFE0F\u200D🔥");
	expect_clusters("|\r\n|\r|\r");
	breaks_clusters(NULL, 0, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(real_sentences_break_as_icu_says),
		cmocka_unit_test(random_strings_break_as_icu_says),
		cmocka_unit_test(pairs_break_as_icu_says),
		cmocka_unit_test(a_break_before_an_emoji_is_found),
		cmocka_unit_test(a_new_text_is_asked_about),
		cmocka_unit_test(clusters_are_those_of_the_rules),
	};
	return cmocka_run_group_tests_name("breaks", tests, setup, teardown);
}
