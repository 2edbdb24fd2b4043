#include "config.h"

#include "news/base64.h"

#include "news/word.h"

#include <stdint.h>

static int value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (word_is_digit(c))
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

void base64_add(struct str text, struct buf *out)
{
	uint32_t bits = 0;
	int n = 0;
	for (size_t i = 0; i < text.n && text.p[i] != '='; i++) {
		int value = value_of(text.p[i]);
		if (value < 0)
			continue;
		bits = bits << 6 | (uint32_t)value;
		n += 6;
		if (n >= 8) {
			n -= 8;
			buf_add_char(out, (char)(bits >> n & 0xFF));
		}
	}
}

bool base64_is_likely(struct str text)
{
	size_t n = 0;
	text = str_trim(text);
	for (size_t i = 0; i < text.n; i++) {
		bool good = value_of(text.p[i]) >= 0 || text.p[i] == '=';
		if (!good && !word_is_space(text.p[i]))
			return false;
		n += good;
	}
	return n >= 4 && n % 4 == 0;
}

/* The end of a line after "=", with the spaces that a relay may have put before it; 0 when it is none. */
static size_t soft_break(struct str s)
{
	size_t i = 0;
	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	if (i < s.n && s.p[i] == '\r')
		i++;
	return i < s.n && s.p[i] == '\n' ? i + 1 : i == s.n ? i : 0;
}

void quoted_add(struct str text, bool in_header, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (in_header && c == '_') {
			buf_add_char(out, ' ');
			continue;
		}
		if (c != '=') {
			buf_add_char(out, c);
			continue;
		}
		int high = i + 1 < text.n ? ascii_hex(text.p[i + 1]) : -1;
		int low = i + 2 < text.n ? ascii_hex(text.p[i + 2]) : -1;
		size_t skipped = soft_break(str_sub(text, i + 1, text.n));
		if (high >= 0 && low >= 0) {
			buf_add_char(out, (char)(high << 4 | low));
			i += 2;
		} else if (skipped > 0 || i + 1 == text.n) {
			i += skipped;
		} else {
			buf_add_char(out, c);
		}
	}
}
