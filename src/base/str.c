#include "config.h"

#include "base/str.h"

#include <string.h>

struct str str_of(const char *nul_terminated)
{
	if (nul_terminated == NULL)
		return (struct str){NULL, 0};
	return (struct str){nul_terminated, strlen(nul_terminated)};
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n
	       && (suffix.n == 0 || memcmp(s.p + (s.n - suffix.n), suffix.p, suffix.n) == 0);
}

struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	if (s.p == NULL)
		return s;
	return (struct str){s.p + from, to - from};
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str str_trim(struct str s)
{
	while (s.n > 0 && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	if (from > s.n)
		return (size_t)-1;
	if (needle.n == 0)
		return from;
	if (s.n - from < needle.n)
		return (size_t)-1;
	const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
	return hit != NULL ? (size_t)(hit - s.p) : (size_t)-1;
}

bool str_next_line(struct str *rest, struct str *line)
{
	if (rest->n == 0)
		return false;
	const char *end = memchr(rest->p, '\n', rest->n);
	size_t n = end != NULL ? (size_t)(end - rest->p) : rest->n;
	*line = (struct str){rest->p, n};
	size_t taken = end != NULL ? n + 1 : n;
	rest->p += taken;
	rest->n -= taken;
	return true;
}

int str_index_among(const char *words, const char *word)
{
	size_t length = strlen(word);
	for (int i = 0;; i++) {
		size_t n = strcspn(words, "|");
		if (n == length && memcmp(words, word, n) == 0)
			return i;
		if (words[n] == '\0')
			return -1;
		words += n + 1;
	}
}

void str_copy_printable(struct str s, char *out, size_t size)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n && n + 1 < size; i++) {
		if (s.p[i] >= ' ' && s.p[i] <= '~')
			out[n++] = s.p[i];
	}
	out[n] = '\0';
}

char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int ascii_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
