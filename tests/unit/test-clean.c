#include "config.h"

#include "text/clean.h"
#include "text/utf8.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* The clean form of bytes that stand in a block of just their size. */
static struct buf cleaned(struct str bytes)
{
	struct buf out;
	char *copy = malloc(bytes.n > 0 ? bytes.n : 1);
	assert_non_null(copy);
	if (bytes.n > 0)
		memcpy(copy, bytes.p, bytes.n);
	buf_init(&out, BUF_NO_MAX);
	clean_text((struct str){copy, bytes.n}, &out);
	free(copy);
	return out;
}

static void expect_str(struct str bytes, struct str want)
{
	struct buf once = cleaned(bytes), twice = cleaned(buf_str(&once));
	if (!str_eq(buf_str(&once), want))
		fail_msg("'%.*s' gives '%s', not '%.*s'", (int)bytes.n, bytes.p, buf_cstr(&once),
		         (int)want.n, want.p);
	if (!str_eq(buf_str(&twice), want))
		fail_msg("'%.*s' is not clean: gives '%s'", (int)want.n, want.p, buf_cstr(&twice));
	buf_done(&once);
	buf_done(&twice);
}

#define EXPECT(bytes, want) expect_str(STR(bytes), STR(want))

static void plain_text_stays(void **state)
{
	(void)state;
	EXPECT("", "");
	EXPECT("خبر عاجل: 25% (GMT+3)", "خبر عاجل: 25% (GMT+3)");
	EXPECT("می‌خواهم שלום ‏\tעִבְרִית 😀 a\u00ADb", "می‌خواهم שלום ‏\tעִבְרִית 😀 a\u00ADb");
	EXPECT("ORNATE ﴾ ﴿ ﷏", "ORNATE ﴾ ﴿ ﷏");
	EXPECT("\uFEFFa\u2066b\u202Ec", "\uFEFFa\u2066b\u202Ec"); /* that is for bidi to see */
}

static void line_ends_of_every_kind_become_one(void **state)
{
	(void)state;
	EXPECT("a\nb", "a\nb");
	EXPECT("a\r\nb", "a\nb");
	EXPECT("a\rb", "a\nb");
	EXPECT("a\xC2\x85" "b", "a\nb");
	EXPECT("a\u2028b", "a\nb");
	EXPECT("a\u2029b", "a\nb");
	EXPECT("\n\n", "\n\n");
	EXPECT("\r\r\n\n", "\n\n\n");
	EXPECT("a\n\rb", "a\n\nb");
	EXPECT("a\r", "a\n");
	EXPECT("a", "a");
	EXPECT("a\vb\fc\x1C" "d", "abcd");
}

static void control_characters_go(void **state)
{
	(void)state;
	for (unsigned c = 0; c < 0xA0; c++) {
		char bytes[8] = "<";
		if ((c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r' || c == 0x85)
			continue;
		size_t n = 1 + utf8_encode(c, bytes + 1);
		bytes[n++] = '>';
		expect_str((struct str){bytes, n}, STR("<>"));
	}
	EXPECT("a\0b\x7F" "c", "abc");
}

static void noncharacters_go(void **state)
{
	(void)state;
	for (uint32_t plane = 0; plane <= 0x10; plane++) {
		struct buf b;
		buf_init(&b, 100);
		utf8_add(&b, plane << 16 | 0xFFFE);
		utf8_add(&b, plane << 16 | 0xFFFF);
		expect_str(buf_str(&b), STR(""));
		buf_done(&b);
	}
	EXPECT("a\uFDD0b\uFDEFc", "abc");
}

static void ill_formed_bytes_are_replaced(void **state)
{
	(void)state;
	EXPECT("a\xFFz", "a\uFFFDz");
	EXPECT("\xD8", "\uFFFD");
	EXPECT("\xE2\x80", "\uFFFD"); /* most of a line separator */
	EXPECT("\xC2\x1B[31mx", "\uFFFDx");
	EXPECT("\xD8\n", "\uFFFD\n");
	EXPECT("\x9B" "31m", "\uFFFD31m"); /* C1 as a single byte is no character of UTF-8 */
}

static void whole_csi_sequences_go(void **state)
{
	(void)state;
	EXPECT("\033[31mred\033[0m", "red");
	EXPECT("\033[38;2;1;2;3mx\033[m", "x");
	EXPECT("\033[?1049h\033[!p\033[1;1Hx", "x");
	EXPECT("a\033[ qb\033[>4;2mc", "abc");
	EXPECT("\033[200~x\033[201~", "x");
}

/* What is no whole sequence loses its control characters, so that nothing of it acts. */
static void other_escapes_lose_their_controls(void **state)
{
	(void)state;
	EXPECT("\033[", "[");
	EXPECT("\033[31", "[31");
	EXPECT("\033[31\nm", "[31\nm");
	EXPECT("\033[3\033[1mx", "[3x");
	EXPECT("\033[خ", "[خ");
	EXPECT("\033", "");
	EXPECT("\033\033[1mx", "x");
	EXPECT("\033]0;title\007x", "]0;titlex");
	EXPECT("\033]52;c;aGk=\033\\x", "]52;c;aGk=\\x");
	EXPECT("\033]8;;http://e.example/\033\\x\033]8;;\033\\", "]8;;http://e.example/\\x]8;;\\");
	EXPECT("\033Pq#0\033\\", "Pq#0\\");
	EXPECT("\033(0lqk\033(B", "(0lqk(B");
	EXPECT("\033c\0337\033=", "c7=");
	EXPECT("\xC2\x9B" "31mx\xC2\x9D" "0;t\xC2\x9C", "31mx0;t");
	EXPECT("\016\017\005", "");
}

static void overstrike_is_resolved(void **state)
{
	(void)state;
	EXPECT("N\bNA\bAM\bME\bE", "NAME");
	EXPECT("_\bf_\bi_\bl_\be", "file");
	EXPECT("خ\bخب\bبر\bر", "خبر");
	EXPECT("_\b_\bx", "x");
	EXPECT("a\ba\ba", "a"); /* bold twice */
	EXPECT("\b", "");
	EXPECT("\bx", "x");
	EXPECT("x\b", "x");
	EXPECT("ab\bc", "abc");
	EXPECT("a\b\ba", "a");
	EXPECT("o\b+", "o+");
	EXPECT("a\n\ba", "a\na"); /* never over a line end */
	EXPECT("_\b\n", "_\n");
}

static void presentation_forms_become_letters(void **state)
{
	(void)state;
	EXPECT("\uFEFB", "لا");
	EXPECT("\uFEF5\uFEF7\uFEF9", "لآلألإ");
	EXPECT("\uFEB3\uFEFC\uFEE1", "سلام");
	EXPECT("\uFB8E\uFBFE\uFBA6\uFBAE", "کیہے");
	EXPECT("\uFB51\uFBA4", "ٱۀ");
	EXPECT("\uFDF2", "الله");
	EXPECT("\uFDFC", "ریال");
	EXPECT("\uFDFA", "صلى الله عليه وسلم");
	EXPECT("\uFDFB", "جل جلاله");
	EXPECT("\uFDFD", "بسم الله الرحمن الرحيم");
	EXPECT("\uFE70\uFE77", " \u064Bـ\u064E");
	EXPECT("\uFC5E", " \u064C\u0651");
	EXPECT("\uFE80\uFE8B", "ءئ");
}

/* Every form of the two blocks: what comes out holds no form and is clean. */
static void no_form_is_left(void **state)
{
	(void)state;
	for (uint32_t form = 0xFB50; form <= 0xFEFC; form += form == 0xFDFF ? 0xFE70 - 0xFDFF : 1) {
		char bytes[4];
		uint32_t cp[64];
		struct str s = {bytes, utf8_encode(form, bytes)};
		struct clean_result line = clean_line(s, cp, 64);
		assert_in_range(line.n_cp, 0, CLEAN_MAX_EXPANSION);
		assert_int_equal(line.taken_b, 3);
		for (size_t i = 0; i < line.n_cp; i++) {
			bool is_form = (cp[i] >= 0xFB50 && cp[i] <= 0xFDFF) || (cp[i] >= 0xFE70 && cp[i] <= 0xFEFC);
			/* Ornate brackets, signs and what is not assigned are no letters. */
			if (is_form && (line.n_cp != 1 || cp[0] != form))
				fail_msg("U+%04X gives U+%04X", form, cp[i]);
			if (cp[i] == form && ((form >= 0xFBD3 && form <= 0xFD3D) || form >= 0xFE80))
				fail_msg("U+%04X stays", form);
		}
	}
}

static void the_ends_of_a_line_are_told(void **state)
{
	(void)state;
	uint32_t cp[64];
	struct clean_result line = clean_line(STR("ab\r\ncd"), cp, 64);
	assert_int_equal(line.n_cp, 2);
	assert_int_equal(line.taken_b, 4);
	assert_true(line.line_end && line.ended);
	line = clean_line(STR("ab"), cp, 64);
	assert_int_equal(line.taken_b, 2);
	assert_true(!line.line_end && line.ended);
	line = clean_line((struct str){NULL, 0}, cp, 64);
	assert_int_equal(line.taken_b, 0);
	assert_true(!line.line_end && line.ended);
	line = clean_line(STR("\u2029"), cp, 64);
	assert_int_equal(line.taken_b, 3);
	assert_true(line.line_end && line.n_cp == 0);
}

/* However a line is cut into pieces, the pieces are the line. */
static void pieces_make_up_the_line(void **state)
{
	(void)state;
	static const char text[] = "ab\033[1mc\uFDFAخ\bخ_\bx\xE2\x80z\uFDFD\uFEFBe\b\033[0m\be";
	struct str all = {text, sizeof text - 1};
	struct buf whole = cleaned(all);
	for (size_t stop = 1; stop <= 40; stop++) {
		struct buf joined;
		buf_init(&joined, BUF_NO_MAX);
		for (struct str rest = all; rest.n > 0;) {
			uint32_t cp[40 + CLEAN_MAX_EXPANSION];
			struct clean_result line = clean_line_until(rest, cp, 40 + CLEAN_MAX_EXPANSION, stop);
			assert_true(line.taken_b > 0);
			assert_in_range(line.n_cp, 0, stop > CLEAN_MAX_EXPANSION ? stop : CLEAN_MAX_EXPANSION);
			assert_int_equal(line.ended, line.taken_b == rest.n);
			for (size_t i = 0; i < line.n_cp; i++)
				utf8_add(&joined, cp[i]);
			rest = str_sub(rest, line.taken_b, rest.n);
		}
		if (!str_eq(buf_str(&joined), buf_str(&whole)))
			fail_msg("cut at %zu: '%s', not '%s'", stop, buf_cstr(&joined), buf_cstr(&whole));
		buf_done(&joined);
	}
	buf_done(&whole);
}

static void long_texts_are_cleaned_whole(void **state)
{
	(void)state;
	/* Forms and overstrike at every place against the size of the buffer inside. */
	for (size_t shift = 0; shift < 40; shift++) {
		struct buf in, want;
		buf_init(&in, BUF_NO_MAX);
		buf_init(&want, BUF_NO_MAX);
		buf_add_repeat(&in, 'x', 980 + shift);
		buf_add_repeat(&want, 'x', 980 + shift);
		for (int i = 0; i < 20; i++) {
			buf_add_str(&in, STR("\uFDFAa\ba\r"));
			buf_add_str(&want, STR("صلى الله عليه وسلمa\n"));
		}
		expect_str(buf_str(&in), buf_str(&want));
		buf_done(&in);
		buf_done(&want);
	}
}

/* Any bytes: what comes out is valid, holds no control character, and is clean. */
static void any_bytes_come_out_clean(void **state)
{
	(void)state;
	static const char *const bits[] = {"a", "خ", "\b", "_", "\033", "[", "1", "m", "\xC2", "\x9B",
	                                   "\x80", "\xE2", "\xEF\xBB", "\xBB", "\n", "\r", "\t", "\0",
	                                   "\uFDFA", "\uFEFC", "\xF0\x9F", "😀", "\uFFFE", "\x7F"};
	uint32_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		struct buf in;
		buf_init(&in, BUF_NO_MAX);
		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525 + 1013904223;
			const char *bit = bits[(seed >> 16) % (sizeof bits / sizeof *bits)];
			buf_add(&in, bit, strlen(bit) + (*bit == '\0'));
		}
		struct buf once = cleaned(buf_str(&in)), twice = cleaned(buf_str(&once));
		assert_true(utf8_valid(buf_str(&once)));
		for (size_t i = 0; i < once.n; i++) {
			unsigned char c = (unsigned char)once.p[i];
			assert_true(c >= 0x20 || c == '\t' || c == '\n');
			assert_true(c != 0x7F);
			assert_false(c == 0xC2 && (unsigned char)once.p[i + 1] < 0xA0);
		}
		assert_true(str_eq(buf_str(&once), buf_str(&twice)));
		buf_done(&in);
		buf_done(&once);
		buf_done(&twice);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_stays),
		cmocka_unit_test(line_ends_of_every_kind_become_one),
		cmocka_unit_test(control_characters_go),
		cmocka_unit_test(noncharacters_go),
		cmocka_unit_test(ill_formed_bytes_are_replaced),
		cmocka_unit_test(whole_csi_sequences_go),
		cmocka_unit_test(other_escapes_lose_their_controls),
		cmocka_unit_test(overstrike_is_resolved),
		cmocka_unit_test(presentation_forms_become_letters),
		cmocka_unit_test(no_form_is_left),
		cmocka_unit_test(the_ends_of_a_line_are_told),
		cmocka_unit_test(pieces_make_up_the_line),
		cmocka_unit_test(long_texts_are_cleaned_whole),
		cmocka_unit_test(any_bytes_come_out_clean),
	};
	return cmocka_run_group_tests_name("clean", tests, NULL, NULL);
}
