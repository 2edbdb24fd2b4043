#include "config.h"

#include "news/address.h"

#include "text/phrase.h"
#include "text/utf8.h"

#include <string.h>

enum { MAX_ADDRESS_B = 4096 };

/* The length of a scheme and its "://", in letters of either case, at the start of s; 0 when there is none. */
static size_t scheme_length(struct str s)
{
	static const char http[] = "http";
	if (s.n < 8)
		return 0;
	for (size_t i = 0; i < 4; i++)
		if ((s.p[i] | 0x20) != http[i])
			return 0;
	size_t n = (s.p[4] | 0x20) == 's' ? 5 : 4;
	return memcmp(s.p + n, "://", 3) == 0 && s.n > n + 3 ? n + 3 : 0;
}

/* What no address holds. */
static bool ends_address(uint32_t cp)
{
	if (cp <= 0x20 || cp == 0x7F || phrase_is_space(cp))
		return true;
	switch (cp) {
	case '"': case '<': case '>': case '`': case '{': case '}': case '|': case '\\': case '^':
	case 0x060C: case 0x061B: case 0x061F: case 0x06D4: case 0x066D:
	case 0x00AB: case 0x00BB: case 0x2018: case 0x2019: case 0x201C: case 0x201D: case 0x201E:
	case 0x200E: case 0x200F: case 0x061C: case 0x2026: case 0xFFFD:
		return true;
	default:
		return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
	}
}

static size_t count_byte(struct str s, char c)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* Drop what closes the sentence; a bracket only when the address did not open it. */
static struct str trim_punctuation(struct str s)
{
	while (s.n > 0) {
		char last = s.p[s.n - 1];
		bool drop = strchr(".,:;!?'*_", last) != NULL && last != '\0';
		if (last == ')')
			drop = count_byte(s, ')') > count_byte(s, '(');
		else if (last == ']')
			drop = count_byte(s, ']') > count_byte(s, '[');
		if (!drop)
			break;
		s.n--;
	}
	return s;
}

bool address_find(struct str text, size_t from, size_t *start, size_t *end)
{
	while (from < text.n) {
		const char *colon = memmem(text.p + from, text.n - from, "://", 3);
		if (colon == NULL)
			return false;
		size_t at = (size_t)(colon - text.p);
		for (size_t back = 4; back <= 5; back++) {
			if (at < from + back)
				continue;
			size_t scheme = scheme_length(str_sub(text, at - back, text.n));
			if (scheme != back + 3)
				continue;
			size_t i = at - back + scheme;
			while (i < text.n && i - at < MAX_ADDRESS_B) {
				uint32_t cp;
				size_t n = utf8_decode(text.p + i, text.n - i, &cp);
				if (ends_address(cp))
					break;
				i += n;
			}
			struct str found = trim_punctuation(str_sub(text, at - back, i));
			if (found.n > scheme) {
				*start = at - back;
				*end = at - back + found.n;
				return true;
			}
		}
		from = at + 3;
	}
	return false;
}
