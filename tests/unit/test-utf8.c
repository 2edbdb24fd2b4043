#include "config.h"

#include "text/utf8.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* Decodes bytes in a block of just their size, so that a sanitizer sees a byte too many. */
static size_t decode_all(struct str s, uint32_t *cp, size_t max)
{
	char *copy = malloc(s.n > 0 ? s.n : 1);
	assert_non_null(copy);
	memcpy(copy, s.p, s.n);
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		assert_true(n < max);
		size_t taken = utf8_decode(copy + i, s.n - i, &cp[n++]);
		assert_in_range(taken, 1, 4);
		assert_true(taken <= s.n - i);
		i += taken;
	}
	free(copy);
	return n;
}

static void every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		char bytes[4];
		uint32_t back;
		size_t n = utf8_encode(cp, bytes);
		if (n != (cp < 0x80 ? 1U : cp < 0x800 ? 2U : cp < 0x10000 ? 3U : 4U)
		    || utf8_decode(bytes, n, &back) != n || back != cp || !utf8_valid((struct str){bytes, n}))
			fail_msg("U+%04X", cp);
	}
}

static void impossible_code_points_are_replaced(void **state)
{
	(void)state;
	static const uint32_t impossible[] = {0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, 0xFFFFFFFF};
	for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
		char bytes[4];
		assert_int_equal(utf8_encode(impossible[i], bytes), 3);
		assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
	}
}

/* Unicode §3.9, tables 3-8 to 3-11, and what lies around them: code points, R for U+FFFD. */
static void ill_formed_bytes_have_one_decoding(void **state)
{
	(void)state;
	enum { R = CP_REPLACEMENT };
	static const struct {
		struct str bytes;
		uint32_t cp[12];
		size_t n;
	} rows[] = {
		{STR("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), {R, R, R, R, R, R, R, R, 'A'}, 9},
		{STR("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), {R, R, R, R, R, R, R, R, 'A'}, 9},
		{STR("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), {R, R, R, R, R, 'A', R, R, 'B'}, 9},
		{STR("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), {R, R, R, R, 'A'}, 5},
		{STR("\xC2"), {R}, 1},
		{STR("\xD8\x41"), {R, 'A'}, 2},
		{STR("\xE2\x82"), {R}, 1},
		{STR("\xE2\x82\xE2\x82\xAC"), {R, 0x20AC}, 2},
		{STR("\xF0\x9F\x98"), {R}, 1},
		{STR("\xF0\x9F\x98\xF0\x9F\x98\x80"), {R, 0x1F600}, 2},
		{STR("\xF5\x80\x80\x80"), {R, R, R, R}, 4},
		{STR("\xF8\x88\x80\x80\x80"), {R, R, R, R, R}, 5},
		{STR("\xFE\xFF"), {R, R}, 2},
		{STR("\x80"), {R}, 1},
		{STR("\xE0\x9F\xBF"), {R, R, R}, 3},
		{STR("\xF0\x8F\xBF\xBF"), {R, R, R, R}, 4},
		{STR("\xF4\x8F\xBF\xBF"), {0x10FFFF}, 1},
		{STR("a\0b"), {'a', 0, 'b'}, 3},
		{STR("\xEF\xBF\xBD"), {R}, 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t cp[16];
		assert_int_equal(decode_all(rows[i].bytes, cp, 16), rows[i].n);
		for (size_t k = 0; k < rows[i].n; k++)
			assert_int_equal(cp[k], rows[i].cp[k]);
		assert_int_equal(utf8_count(rows[i].bytes), rows[i].n);
	}
}

/* Two bytes of every kind behind every lead byte: valid if and only if encoding gives the bytes again. */
static void valid_means_that_encoding_restores_the_bytes(void **state)
{
	(void)state;
	static const unsigned char tails[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
	                                      0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF};
	enum { N = sizeof tails };
	for (unsigned i = 0; i < 256 * N * N * N; i++) {
		unsigned char b[4] = {(unsigned char)(i & 0xFF), tails[i / 256 % N],
		                      tails[i / 256 / N % N], tails[i / 256 / N / N]};
		struct str s = {(const char *)b, 4};
		char again[16];
		size_t n = 0;
		for (size_t at = 0; at < 4;) {
			uint32_t cp;
			at += utf8_decode(s.p + at, 4 - at, &cp);
			n += utf8_encode(cp, again + n);
		}
		if (utf8_valid(s) != (n == 4 && memcmp(again, b, 4) == 0))
			fail_msg("%02X %02X %02X %02X", b[0], b[1], b[2], b[3]);
	}
}

static void a_replacement_character_of_the_text_is_valid(void **state)
{
	(void)state;
	assert_true(utf8_valid(STR("a\xEF\xBF\xBDz")));
	assert_false(utf8_valid(STR("\xEF\xBF")));
	assert_true(utf8_valid((struct str){NULL, 0}));
	assert_false(utf8_valid(STR("خبر\xD8")));
}

static void offsets_are_those_of_the_code_points(void **state)
{
	(void)state;
	struct str s = STR("aخ\xFF€😀z");
	static const size_t offsets[] = {0, 1, 3, 4, 7, 11, 12};
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(utf8_offset(s, i), offsets[i]);
	assert_int_equal(utf8_offset(s, 8), s.n);
	assert_int_equal(utf8_offset(s, (size_t)-1), s.n);
	assert_int_equal(utf8_offset((struct str){NULL, 0}, 3), 0);
	assert_int_equal(utf8_count(s), 6);
}

static void adding_encodes(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	utf8_add(&b, 'a');
	utf8_add(&b, 0x0644);
	utf8_add(&b, 0x20AC);
	utf8_add(&b, 0x1F600);
	utf8_add(&b, 0xD800);
	assert_string_equal(buf_cstr(&b), "aل€😀\xEF\xBF\xBD");
	buf_done(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_comes_back),
		cmocka_unit_test(impossible_code_points_are_replaced),
		cmocka_unit_test(ill_formed_bytes_have_one_decoding),
		cmocka_unit_test(valid_means_that_encoding_restores_the_bytes),
		cmocka_unit_test(a_replacement_character_of_the_text_is_valid),
		cmocka_unit_test(offsets_are_those_of_the_code_points),
		cmocka_unit_test(adding_encodes),
	};
	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
