#include "config.h"

#include "news/word.h"

#include <string.h>

bool word_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool word_is_alnum(char c)
{
	return word_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z');
}

bool word_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool same(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ascii_lower(a[i]) != ascii_lower(b[i]))
			return false;
	return true;
}

bool word_same(struct str a, struct str b)
{
	return a.n == b.n && same(a.p, b.p, a.n);
}

bool word_eq(struct str s, const char *word)
{
	return s.n == strlen(word) && same(s.p, word, s.n);
}

bool word_starts(struct str s, const char *word)
{
	size_t n = strlen(word);
	return s.n >= n && same(s.p, word, n);
}

bool word_ends(struct str s, const char *word)
{
	size_t n = strlen(word);
	return s.n >= n && same(s.p + (s.n - n), word, n);
}

size_t word_find(struct str s, const char *word, size_t from)
{
	size_t n = strlen(word);
	for (size_t i = from; n <= s.n && i <= s.n - n; i++)
		if (same(s.p + i, word, n))
			return i;
	return (size_t)-1;
}

bool word_among(struct str s, const char *words)
{
	while (*words != '\0') {
		size_t n = strcspn(words, "|");
		if (n == s.n && same(words, s.p, n))
			return true;
		words += n + (words[n] == '|');
	}
	return false;
}

long word_number(struct str s)
{
	long n = -1;
	for (size_t i = 0; i < s.n && word_is_digit(s.p[i]) && n < 100000000; i++)
		n = (n < 0 ? 0 : n) * 10 + (s.p[i] - '0');
	return n;
}
