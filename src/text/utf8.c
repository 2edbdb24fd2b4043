#include "config.h"

#include "text/utf8.h"

/*
 * What the lead byte promises: length, and the range of the second byte, which
 * alone rules out overlong forms, surrogates and what is beyond U+10FFFF
 * (Unicode §3.9, table 3-7). Whole sequences of one and two bytes never get here.
 */
struct lead {
	uint8_t length, second_min, second_max, bits;
};

static struct lead lead_of(unsigned char byte)
{
	if (byte >= 0xE0 && byte <= 0xEF)
		return (struct lead){3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF,
		                     byte & 0x0F};
	if (byte >= 0xF0 && byte <= 0xF4)
		return (struct lead){4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF,
		                     byte & 0x07};
	return (struct lead){0, 0, 0, 0};
}

size_t utf8_decode_any(const char *p, size_t n, uint32_t *cp)
{
	const unsigned char *b = (const unsigned char *)p;
	struct lead lead = lead_of(b[0]);
	uint32_t value = lead.bits;
	size_t i = 1;
	for (; i < lead.length && i < n; i++) {
		unsigned char min = i == 1 ? lead.second_min : 0x80;
		unsigned char max = i == 1 ? lead.second_max : 0xBF;
		if (b[i] < min || b[i] > max)
			break;
		value = value << 6 | (b[i] & 0x3F);
	}
	*cp = lead.length > 0 && i == lead.length ? value : CP_REPLACEMENT;
	return i;
}

void utf8_add(struct buf *b, uint32_t cp)
{
	char bytes[4];
	buf_add(b, bytes, utf8_encode(cp, bytes));
}

bool utf8_valid(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		size_t taken = utf8_decode(s.p + i, s.n - i, &cp);
		/* A replacement character that the text itself holds takes three bytes, EF BF BD. */
		if (cp == CP_REPLACEMENT && !(taken == 3 && (unsigned char)s.p[i] == 0xEF))
			return false;
		i += taken;
	}
	return true;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; n++) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
	}
	return n;
}

size_t utf8_offset(struct str s, size_t n_cp)
{
	size_t i = 0;
	for (; n_cp > 0 && i < s.n; n_cp--) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
	}
	return i;
}
