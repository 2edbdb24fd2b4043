/*
 * word.h: the ASCII words of formats: names of tags, headers, keys, in either case.
 *
 * Private to news.
 */
#ifndef JARIDA_NEWS_WORD_H
#define JARIDA_NEWS_WORD_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

bool word_is_digit(char c);
bool word_is_alnum(char c);
bool word_is_space(char c); /* space, tab, line ends, form feed */

/* Equality, beginning, end, place but for the case of ASCII letters; -1 as in str_find(). */
bool word_same(struct str a, struct str b);
bool word_eq(struct str s, const char *word);
bool word_starts(struct str s, const char *word);
bool word_ends(struct str s, const char *word);
size_t word_find(struct str s, const char *word, size_t from);

/* Whether the word is one of these, separated by '|'. */
bool word_among(struct str s, const char *words);

/* The number that s holds from its first byte, or -1; stops at what is no digit, and at a thousand million. */
long word_number(struct str s);

#endif
