/*
 * words: what the analysis of a text on standard input costs, a token.
 *
 * Each figure is the best of five runs over the whole text. Keywords are drawn
 * from the words of the text itself, so that all of them occur.
 */
#include "config.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "words/match.h"
#include "words/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 5, MAX_TEXT_B = 1 << 28, MB = 1000000 };

static struct stems *stems;
static struct matcher *matcher;
static struct hits hits;
static unsigned long sum; /* of all answers: nothing is left out as unused */

static double now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void tokenise(struct str text)
{
	struct tokens walk = tokens_of(text);
	for (struct token token; token_next(&walk, &token);)
		sum++;
}

static void make_keys(struct str text, enum level level, struct stems *with)
{
	struct tokens walk = tokens_of(text);
	for (struct token token; token_next(&walk, &token);) {
		struct key key;
		level_key(level, with, token_text(text, &token), token.kind, &key);
		sum += key.n_b;
	}
}

static void exact(struct str text)
{
	make_keys(text, LEVEL_EXACT, stems);
}

static void fold(struct str text)
{
	make_keys(text, LEVEL_FOLDED, stems);
}

static void stem(struct str text)
{
	make_keys(text, LEVEL_STEM, stems);
}

static void find_stops(struct str text)
{
	struct tokens walk = tokens_of(text);
	for (struct token token; token_next(&walk, &token);) {
		struct key key;
		level_key(LEVEL_FOLDED, stems, token_text(text, &token), token.kind, &key);
		sum += stop_word(key_str(&key), STOP_ARABIC);
	}
}

static void match(struct str text)
{
	matcher_find(matcher, stems, text, &hits);
	hits_thin(&hits);
	sum += hits.n;
}

static double best(void (*run)(struct str), struct str text)
{
	double least = 0;
	for (int i = 0; i < RUNS; i++) {
		double start = now_ns();
		run(text);
		double taken = now_ns() - start;
		least = i == 0 || taken < least ? taken : least;
	}
	return least;
}

static int compare(const void *a, const void *b)
{
	struct str x = ((const struct keyword *)a)->text, y = ((const struct keyword *)b)->text;
	int order = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);
	return order != 0 ? order : (x.n > y.n) - (x.n < y.n);
}

/* So many of the words of the text, one in four with the word before it, none twice. */
static struct matcher *matcher_of(struct str text, size_t n_tokens, size_t n, enum level level, bool anywhere)
{
	struct keyword *all = xcalloc(n_tokens, sizeof *all);
	struct tokens walk = tokens_of(text);
	struct token token, before = {0};
	size_t n_all = 0, n_kept = 0;
	for (; n_all < n_tokens && token_next(&walk, &token); before = token) {
		size_t from_b = n_all % 4 == 0 ? before.from_b : token.from_b;
		all[n_all++] = (struct keyword){str_sub(text, from_b, token.to_b), level, anywhere, false};
	}
	qsort(all, n_all, sizeof *all, compare);
	for (size_t i = 0; i < n_all; i++)
		if (n_kept == 0 || compare(&all[n_kept - 1], &all[i]) != 0)
			all[n_kept++] = all[i];
	for (size_t i = 0; i < n; i++)
		all[i] = all[i * n_kept / n];
	struct matcher *made = matcher_new(all, n, stems);
	free(all);
	return made;
}

static void measure_keywords(const char *what, struct str text, size_t n_tokens, double folding, enum level level,
                             bool anywhere)
{
	static const size_t numbers[] = {10, 10000};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		double start = now_ns();
		matcher = matcher_of(text, n_tokens, numbers[i], level, anywhere);
		double build = now_ns() - start, taken = best(match, text);
		printf("  %5zu keywords %-9s %6.1f ms, %4.2f of folding, %zu marked; made in %.1f ms\n", numbers[i], what,
		       taken / 1e6, taken / folding, hits.n, build / 1e6);
		matcher_free(matcher);
	}
}

static void measure(struct str text)
{
	sum = 0;
	tokenise(text);
	double n = (double)sum, token = best(tokenise, text), folding = best(fold, text);
	printf("%.1f MB, %.0f tokens, ns a token:\n", (double)text.n / MB, n);
	printf("  tokenise %.0f, then exact %.0f, fold %.0f, stop words %.0f", token / n,
	       (best(exact, text) - token) / n, (folding - token) / n, (best(find_stops, text) - folding) / n);
	struct stems *kept = stems;
	double start = now_ns();
	stems = stems_new();
	stem(text);
	double first = now_ns() - start;
	stems_free(stems);
	stems = kept;
	printf(", stem %.0f (at first %.0f)\n", (best(stem, text) - folding) / n, (first - folding) / n);
}

int main(void)
{
	struct buf text;
	struct err err;
	buf_init(&text, MAX_TEXT_B);
	if (file_read_all(0, "standard input", &text, &err) < 0 || text.n < 4 * MB)
		return 1;
	stems = stems_new();
	measure(str_sub(buf_str(&text), 0, MB));
	measure(str_sub(buf_str(&text), 0, 2 * MB));
	measure(str_sub(buf_str(&text), 0, 4 * MB));
	struct str article = str_sub(buf_str(&text), 0, MB);
	sum = 0;
	tokenise(article);
	size_t n = (size_t)sum;
	double folding = best(fold, article);
	printf("an article of 1 MB: folding %.1f ms\n", folding / 1e6);
	measure_keywords("folded", article, n, folding, LEVEL_FOLDED, false);
	measure_keywords("stemmed", article, n, folding, LEVEL_STEM, false);
	measure_keywords("anywhere", article, n, folding, LEVEL_FOLDED, true);
	hits_free(&hits);
	stems_free(stems);
	buf_done(&text);
	return 0;
}
