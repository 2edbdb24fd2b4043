#include "config.h"

#include "library/sketch.h"

#include "base/mem.h"

#include <stdlib.h>
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

void shingle_list_add(struct shingle_list *list, uint32_t number)
{
	list->numbers = xgrow(list->numbers, list->n, &list->cap, sizeof *list->numbers);
	list->numbers[list->n++] = number;
}

struct sketching {
	struct sketch *sketch;
	struct shingle_list *all;
};

static void take(void *to, uint32_t number)
{
	struct sketch *sketch = ((struct sketching *)to)->sketch;
	struct shingle_list *all = ((struct sketching *)to)->all;
	if (all != NULL)
		shingle_list_add(all, number);
	sketch->n_shingles++;
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

static void each_shingle(const struct analysis *analysis, void (*each)(void *to, uint32_t number), void *to)
{
	struct str rest = analysis_body(analysis);
	struct sequence_word word;
	uint64_t last[IN_A_ROW] = {0};
	int row = 0;
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
		if (++row >= IN_A_ROW)
			each(to, (uint32_t)(mix(mix(mix(last[0]) + last[1]) + last[2]) >> 32));
	}
}

void sketch_make(struct sketch *sketch, const struct analysis *analysis, struct shingle_list *all)
{
	struct sketching sketching = {sketch, all};
	*sketch = (struct sketch){.n = 0};
	each_shingle(analysis, take, &sketching);
}

/* Which part the texts share of what they have together, by the lowest numbers of both. */
static double estimate(const struct sketch *a, const struct sketch *b)
{
	uint32_t i = 0, k = 0, both = 0, all = 0;
	while (all < SKETCH_MAX && i < a->n && k < b->n) {
		uint32_t x = a->numbers[i] >> SKETCH_LOST_BITS, y = b->numbers[k] >> SKETCH_LOST_BITS;
		both += x == y;
		i += x <= y;
		k += y <= x;
		all++;
	}
	while (all < SKETCH_MAX && (i++ < a->n || k++ < b->n))
		all++;
	return all > 0 ? (double)both / all : 0;
}

/* What the texts share of all that they have together and of the shorter one, when it is enough; else 0. */
static double same(double part, double shared, double shorter)
{
	static const double least = 0.25, least_of_shorter = 0.48;
	return part >= least && shared >= least_of_shorter * shorter ? part : 0;
}

double sketch_same(const struct sketch *a, const struct sketch *b)
{
	if (a->n_shingles < MIN_SHINGLES || b->n_shingles < MIN_SHINGLES)
		return 0;
	double part = estimate(a, b);
	double shorter = a->n_shingles < b->n_shingles ? a->n_shingles : b->n_shingles;
	return same(part, part * ((double)a->n_shingles + b->n_shingles) / (1 + part), shorter);
}

bool sketch_in_doubt(const struct sketch *a, const struct sketch *b)
{
	static const double from = 0.14, to = 0.5; /* more than two standard errors around what decides */
	double part = estimate(a, b);
	return a->n_shingles >= MIN_SHINGLES && b->n_shingles >= MIN_SHINGLES && part >= from && part < to;
}

/* --- all --- */

/* Its slot, or the free one where it belongs. Numbers are spread already. */
static uint32_t *slot_of(const struct shingle_set *set, uint32_t number)
{
	size_t at = number & (set->n_slots - 1);
	while (set->slots[at] != 0 && set->slots[at] != number)
		at = (at + 1) & (set->n_slots - 1);
	return &set->slots[at];
}

static void grow(struct shingle_set *set)
{
	struct shingle_set more = {.n_slots = set->n_slots == 0 ? 1024 : set->n_slots * 2, .n = set->n};
	more.slots = xcalloc(more.n_slots, sizeof *more.slots);
	for (size_t i = 0; i < set->n_slots; i++)
		if (set->slots[i] != 0)
			*slot_of(&more, set->slots[i]) = set->slots[i];
	free(set->slots);
	*set = more;
}

static void add(void *to, uint32_t number)
{
	struct shingle_set *set = to;
	number += number == 0;
	if (set->n * 2 >= set->n_slots)
		grow(set);
	uint32_t *slot = slot_of(set, number);
	set->n += *slot == 0;
	*slot = number;
}

static void empty(struct shingle_set *set)
{
	enum { MANY_SLOTS = 1 << 16 };
	if (set->n_slots > MANY_SLOTS) /* of one long text: not to be cleared for each short one */
		shingle_set_done(set);
	set->n = 0;
	if (set->n_slots > 0)
		memset(set->slots, 0, set->n_slots * sizeof *set->slots);
}

void shingle_set_make(struct shingle_set *set, const struct analysis *analysis)
{
	empty(set);
	each_shingle(analysis, add, set);
}

void shingle_set_fill(struct shingle_set *set, const uint32_t *numbers, size_t n)
{
	empty(set);
	for (size_t i = 0; i < n; i++)
		add(set, numbers[i]);
}

void shingle_set_done(struct shingle_set *set)
{
	free(set->slots);
	*set = (struct shingle_set){0};
}

double shingle_set_same(const struct shingle_set *a, const struct shingle_set *b)
{
	size_t both = 0;
	if (a->n < MIN_SHINGLES || b->n < MIN_SHINGLES)
		return 0;
	for (size_t i = 0; i < b->n_slots; i++)
		both += b->slots[i] != 0 && *slot_of(a, b->slots[i]) != 0;
	return same((double)both / (double)(a->n + b->n - both), (double)both, (double)(a->n < b->n ? a->n : b->n));
}
