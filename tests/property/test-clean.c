/*
 * Bytes of every kind: the decoder against the table of well-formed sequences
 * (Unicode table 3-7), and cleaning: whatever comes in, what goes out is clean.
 */
#include "config.h"

#include "gen.h"

#include "../reference/tap.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>

/* A row of table 3-7: ranges of the first byte and of those behind it. */
struct row {
	size_t n;
	unsigned char low[4], high[4];
};

static const struct row rows[] = {
	{1, {0x00}, {0x7F}},
	{2, {0xC2, 0x80}, {0xDF, 0xBF}},
	{3, {0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}},
	{3, {0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}},
	{3, {0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}},
	{3, {0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}},
	{4, {0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}},
	{4, {0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}},
	{4, {0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}},
};

/* The longest start of a row is taken; a whole row is its code point, anything else U+FFFD. */
static size_t table_decode(const unsigned char *p, size_t n, uint32_t *cp)
{
	static const unsigned char first_bits[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
		size_t k = 0;
		while (k < n && k < rows[r].n && p[k] >= rows[r].low[k] && p[k] <= rows[r].high[k])
			k++;
		if (k == 0)
			continue;
		*cp = p[0] & first_bits[rows[r].n];
		for (size_t i = 1; i < k; i++)
			*cp = *cp << 6 | (p[i] & 0x3FU);
		*cp = k == rows[r].n ? *cp : CP_REPLACEMENT;
		return k;
	}
	*cp = CP_REPLACEMENT;
	return 1;
}

static bool decodes_like_table(const unsigned char *p, size_t n)
{
	uint32_t got, want;
	char bytes[4], *start = bytes + sizeof bytes - n; /* a sanitizer sees a read past the end */
	memcpy(start, p, n);
	return utf8_decode(start, n, &got) == table_decode(p, n, &want) && got == want;
}

/* All sequences of up to four bytes out of those next to which something changes. */
static void test_decode(void)
{
	static const unsigned char bytes[] = {
		0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
		0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
	};
	const size_t n_bytes = sizeof bytes;
	unsigned long n = 0, n_failed = 0;
	for (size_t i = 0; i < n_bytes * n_bytes * n_bytes * n_bytes; i++) {
		unsigned char p[4];
		size_t rest = i;
		for (size_t k = 0; k < 4; k++, rest /= n_bytes)
			p[k] = bytes[rest % n_bytes];
		for (size_t length = 1; length <= 4; length++, n++) {
			if (!decodes_like_table(p, length) && n_failed++ < 10)
				tap_note("%02X %02X %02X %02X, %zu of them", p[0], p[1], p[2], p[3], length);
		}
	}
	tap_ok(n_failed == 0, "utf8_decode() is table 3-7 on %lu sequences, %lu differ", n, n_failed);
}

static void test_encode(void)
{
	unsigned long n_failed = 0;
	for (uint32_t cp = 0; cp <= 0x110400; cp++) {
		char bytes[4];
		uint32_t back;
		bool impossible = cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF);
		size_t n = utf8_encode(cp, bytes);
		if (table_decode((const unsigned char *)bytes, n, &back) != n ||
		    back != (impossible ? CP_REPLACEMENT : cp))
			n_failed++;
	}
	tap_ok(n_failed == 0, "utf8_encode() and back, all code points, %lu differ", n_failed);
}

static struct gen gen; /* its code points are bytes here */
static uint64_t dice;
static struct buf input, once, twice;

static void add_byte(uint32_t byte)
{
	if (gen.n < GEN_MAX_CP)
		gen.cp[gen.n++] = byte & 0xFF;
}

static void add_cp(uint32_t cp)
{
	char utf8[4];
	size_t n = utf8_encode(cp, utf8);
	for (size_t i = 0; i < n; i++)
		add_byte((unsigned char)utf8[i]);
}

static void add_something(void)
{
	static const uint32_t ends[] = {'\n', '\r', 0x85, 0x2028, 0x2029, '\t', 0x0B, 0x0C, 0xFEFF, 0};
	static const uint32_t starts[] = {0, 0x80, 0x600, 0xFB50, 0xFDD0, 0xFE70, 0xFFF0, 0x1FFF0, 0x1F1E0};
	uint32_t letter = 'a' + gen_below(&gen, 3);
	switch (gen_below(&gen, 8)) {
	case 0:
		add_byte(gen_below(&gen, 256));
		break;
	case 1: /* a control sequence, or the start of one */
		add_byte(0x1B);
		for (uint32_t n = gen_below(&gen, 6); n > 0; n--)
			add_byte((unsigned char)"[[]0;?m"[gen_below(&gen, 7)]);
		break;
	case 2: /* overstrike */
		add_cp(gen_one_in(&gen, 3) ? '_' : letter);
		add_byte('\b');
		add_cp(letter);
		break;
	case 3:
		add_cp(ends[gen_below(&gen, sizeof ends / sizeof *ends)]);
		break;
	case 4: /* a sequence that is cut off */
		add_cp(0x10000 + gen_below(&gen, 0x100000));
		gen.n -= gen.n > 0 ? 1 : 0;
		break;
	default:
		add_cp(starts[gen_below(&gen, sizeof starts / sizeof *starts)] + gen_below(&gen, 0x100));
		break;
	}
}

/* What clean text never holds. */
static bool is_unclean(uint32_t cp)
{
	bool form = (cp >= 0xFB50 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC);
	if (cp == '\n' || cp == '\t')
		return false;
	if (u_charType((UChar32)cp) == U_CONTROL_CHAR || U_IS_UNICODE_NONCHAR(cp))
		return true;
	if (cp == 0x2028 || cp == 0x2029 || cp == 0xFDFD)
		return true;
	return form && u_getIntPropertyValue((UChar32)cp, UCHAR_DECOMPOSITION_TYPE) != U_DT_NONE;
}

/* The same by clean_line(), into an array for all or a small one; there overstrike may lie at its end. */
static bool lines_differ(void)
{
	static uint32_t cp[CLEAN_MAX_EXPANSION * 4096];
	bool small = gen_below(&gen, 2) == 0;
	size_t max_cp = small ? CLEAN_MAX_EXPANSION + gen_below(&gen, 64) : sizeof cp / sizeof cp[0];
	bool overstrike = small && str_find(buf_str(&input), STR("\b"), 0) != (size_t)-1;
	buf_clear(&twice);
	for (struct str rest = buf_str(&input); rest.n > 0;) {
		struct clean_result line = clean_line(rest, cp, max_cp);
		if (line.taken_b == 0 || line.taken_b > rest.n || line.n_cp > max_cp)
			return true;
		if (line.ended != (line.line_end || line.taken_b == rest.n))
			return true;
		for (size_t i = 0; i < line.n_cp; i++)
			utf8_add(&twice, cp[i]);
		if (line.line_end)
			buf_add_char(&twice, '\n');
		rest = str_sub(rest, line.taken_b, rest.n);
	}
	return !overstrike && !str_eq(buf_str(&once), buf_str(&twice));
}

static const char *clean_is_wrong(void)
{
	static char what[40];
	buf_clear(&input);
	for (size_t i = 0; i < gen.n; i++)
		buf_add_char(&input, (char)gen.cp[i]);
	buf_clear(&once);
	clean_text(buf_str(&input), &once);
	buf_clear(&twice);
	clean_text(buf_str(&once), &twice);
	if (!utf8_valid(buf_str(&once)))
		return "not valid UTF-8";
	if (!str_eq(buf_str(&once), buf_str(&twice)))
		return "cleaning again makes another text";
	size_t n = 0;
	for (size_t i = 0; i < once.n; n++) {
		uint32_t cp;
		i += utf8_decode(once.p + i, once.n - i, &cp);
		if (!is_unclean(cp))
			continue;
		snprintf(what, sizeof what, "U+%04" PRIX32 " is left", cp);
		return what;
	}
	if (utf8_count(buf_str(&once)) != n || utf8_offset(buf_str(&once), n) != once.n)
		return "another number of code points";
	gen.state = dice;
	return lines_differ() ? "clean_line() makes another text" : NULL;
}

static bool still_wrong(void)
{
	return clean_is_wrong() != NULL;
}

static void test_clean(void)
{
	uint64_t runs = gen_runs(20000), first = gen_first();
	unsigned long n_failed = 0;
	buf_init(&input, BUF_NO_MAX);
	buf_init(&once, BUF_NO_MAX);
	buf_init(&twice, BUF_NO_MAX);
	for (uint64_t i = first; i - first < runs; i++) {
		gen_start(&gen, i);
		for (size_t n = gen_length(&gen); n > 0; n--)
			add_something();
		dice = gen.state;
		if (!still_wrong())
			continue;
		gen_shrink(&gen, still_wrong);
		gen_failed(&gen, &n_failed, clean_is_wrong());
	}
	buf_done(&input);
	buf_done(&once);
	buf_done(&twice);
	tap_ok(n_failed == 0, "%" PRIu64 " byte strings come out clean, %lu do not", runs, n_failed);
}

int main(void)
{
	gen_note("random bytes");
	test_decode();
	test_encode();
	test_clean();
	return tap_done();
}
