#include "config.h"

#include "library/sketch.h"

#include <string.h>

enum { IN_A_ROW = 3, MIN_SHINGLES = 12 };

static uint64_t mix(uint64_t x)
{
	x ^= x >> 31;
	x *= UINT64_C(0x7FB5D329728EA185);
	x ^= x >> 27;
	x *= UINT64_C(0x81DADEF4BC2DD44D);
	return x ^ x >> 33;
}

static void take(struct sketch *sketch, uint32_t number)
{
	uint32_t n = sketch->n;
	if (n == SKETCH_MAX && number >= sketch->numbers[n - 1])
		return;
	uint32_t at = n;
	while (at > 0 && sketch->numbers[at - 1] > number)
		at--;
	if (at > 0 && sketch->numbers[at - 1] == number)
		return;
	n -= n == SKETCH_MAX;
	memmove(sketch->numbers + at + 1, sketch->numbers + at, (n - at) * sizeof *sketch->numbers);
	sketch->numbers[at] = number;
	sketch->n = n + 1;
}

void sketch_make(struct sketch *sketch, const struct analysis *analysis)
{
	struct str rest = analysis_body(analysis);
	struct sequence_word word;
	uint64_t last[IN_A_ROW] = {0};
	int row = 0;
	*sketch = (struct sketch){.n = 0};
	while (words_next(&rest, &word)) {
		if (word.together)
			continue;
		if (str_eq(word.key, STR(WORDS_GAP))) {
			row = 0;
			continue;
		}
		last[0] = last[1];
		last[1] = last[2];
		last[2] = analysis_hash(word.key);
		if (++row < IN_A_ROW)
			continue;
		sketch->n_shingles++;
		take(sketch, (uint32_t)(mix(mix(mix(last[0]) + last[1]) + last[2]) >> 32));
	}
}

/* Which part the texts share of what they have together, by the lowest numbers of both. */
static double estimate(const struct sketch *a, const struct sketch *b)
{
	uint32_t i = 0, k = 0, both = 0, all = 0;
	while (all < SKETCH_MAX && i < a->n && k < b->n) {
		uint32_t x = a->numbers[i], y = b->numbers[k];
		both += x == y;
		i += x <= y;
		k += y <= x;
		all++;
	}
	while (all < SKETCH_MAX && (i++ < a->n || k++ < b->n))
		all++;
	return all > 0 ? (double)both / all : 0;
}

double sketch_same(const struct sketch *a, const struct sketch *b)
{
	static const double least = 0.3, least_of_shorter = 0.48;
	if (a->n_shingles < MIN_SHINGLES || b->n_shingles < MIN_SHINGLES)
		return 0;
	double part = estimate(a, b);
	double shorter = a->n_shingles < b->n_shingles ? a->n_shingles : b->n_shingles;
	double shared = part * ((double)a->n_shingles + b->n_shingles) / (1 + part);
	return part >= least && shared >= least_of_shorter * shorter ? part : 0;
}
