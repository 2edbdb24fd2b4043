#include "config.h"

#include "news/ends.h"

#include <string.h>

size_t line_end_before(struct str s, size_t i, bool utf8)
{
	unsigned char last = (unsigned char)s.p[i - 1];
	switch (last) {
	case '\n':
		return i >= 2 && s.p[i - 2] == '\r' ? 2 : 1;
	case '\r':
		return i < s.n && s.p[i] == '\n' ? 0 : 1;
	case 0x85:
		return utf8 && i >= 2 && s.p[i - 2] == '\xC2' ? 2 : 0;
	case 0xA8:
	case 0xA9:
		return utf8 && i >= 3 && s.p[i - 2] == '\x80' && s.p[i - 3] == '\xE2' ? 3 : 0;
	default:
		return 0;
	}
}

/*
 * By one kind of line end: those with `tail` bytes after `byte`. memchr() is
 * many times as fast as looking at each byte, and all kinds but \n are rare.
 */
static size_t first_of(struct str s, size_t after, size_t limit, bool utf8, int byte, size_t tail)
{
	size_t at = after > tail ? after - tail : 0;
	while (at + tail + 1 < limit) {
		const char *found = memchr(s.p + at, byte, limit - 1 - tail - at);
		if (found == NULL)
			return limit;
		at = (size_t)(found - s.p) + 1;
		size_t i = at + tail;
		if (i > after && line_end_before(s, i, utf8) > 0)
			return i;
	}
	return limit;
}

static size_t last_of(struct str s, size_t after, size_t limit, bool utf8, int byte, size_t tail)
{
	size_t low = after > tail ? after - tail : 0;
	while (low + tail + 1 < limit) {
		const char *found = memrchr(s.p + low, byte, limit - 1 - tail - low);
		if (found == NULL)
			return after;
		size_t i = (size_t)(found - s.p) + 1 + tail;
		if (i > after && line_end_before(s, i, utf8) > 0)
			return i;
		limit = i;
	}
	return after;
}

size_t line_end_first(struct str s, size_t after, size_t limit, bool utf8)
{
	limit = first_of(s, after, limit, utf8, '\n', 0);
	limit = first_of(s, after, limit, utf8, '\r', 0);
	if (!utf8)
		return limit;
	limit = first_of(s, after, limit, utf8, 0xC2, 1);
	return first_of(s, after, limit, utf8, 0xE2, 2);
}

size_t line_end_last(struct str s, size_t after, size_t limit, bool utf8)
{
	after = last_of(s, after, limit, utf8, '\n', 0);
	after = last_of(s, after, limit, utf8, '\r', 0);
	if (!utf8)
		return after;
	after = last_of(s, after, limit, utf8, 0xC2, 1);
	return last_of(s, after, limit, utf8, 0xE2, 2);
}
