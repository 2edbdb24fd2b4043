#include "config.h"

#include "base/near.h"

#include <stdio.h>
#include <string.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Of two words that are shorter than NEAR_NAME_B. */
static size_t distance(const char *a, const char *b)
{
	size_t n_a = strlen(a), n_b = strlen(b);
	size_t rows[3][NEAR_NAME_B]; /* of the table: the one before the last, the last, this one */
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	for (size_t j = 0; j <= n_b; j++)
		before[j] = last[j] = now[j] = j;
	for (size_t i = 1; i <= n_a; i++) {
		now[0] = i;
		for (size_t j = 1; j <= n_b; j++) {
			now[j] = least(last[j], now[j - 1]) + 1;
			now[j] = least(now[j], last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		size_t *free_row = before;
		before = last;
		last = now;
		now = free_row;
	}
	return last[n_b];
}

struct near near_to(const char *word)
{
	return (struct near){.word = word, .distance = NEAR_NAME_B};
}

void near_try(struct near *near, const char *name)
{
	size_t n = strlen(name);
	if (n >= NEAR_NAME_B || strlen(near->word) >= NEAR_NAME_B)
		return;
	size_t d = distance(near->word, name);
	if (d >= near->distance || d > (n + 2) / 3 || d >= n)
		return;
	near->distance = d;
	memcpy(near->name, name, n + 1);
}

void near_try_words(struct near *near, const char *words)
{
	while (*words != '\0') {
		size_t n = strcspn(words, "|");
		char name[NEAR_NAME_B];
		if (n < sizeof name) {
			snprintf(name, sizeof name, "%.*s", (int)n, words);
			near_try(near, name);
		}
		words += n + (words[n] == '|');
	}
}

const char *near_hint(struct near *near)
{
	if (near->name[0] != '\0')
		snprintf(near->hint, sizeof near->hint, "; did you mean %s?", near->name);
	return near->hint;
}
