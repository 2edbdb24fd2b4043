#include "config.h"

#include "gen.h"

#include "../reference/bidi.h"
#include "../reference/tap.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_NOTES = 10 };

#define N_OF(array) ((uint32_t)(sizeof(array) / sizeof(array)[0]))

static uint64_t number_of(const char *name, uint64_t by_default)
{
	const char *value = getenv(name);
	return value != NULL && *value != '\0' ? strtoull(value, NULL, 10) : by_default;
}

uint64_t gen_seed(void)
{
	return number_of("JARIDA_SEED", 1);
}

uint64_t gen_first(void)
{
	return number_of("JARIDA_FIRST", 0);
}

uint64_t gen_runs(uint64_t by_default)
{
	return number_of("JARIDA_RUNS", by_default);
}

void gen_note(const char *what)
{
	tap_note("%s: JARIDA_SEED=%" PRIu64, what, gen_seed());
}

/* SplitMix64: any state is a good one. */
static uint64_t next(struct gen *gen)
{
	uint64_t z = gen->state += 0x9E3779B97F4A7C15U;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

void gen_start(struct gen *gen, uint64_t number)
{
	gen->number = number;
	gen->state = gen_seed() * 0xD1342543DE82EF95U + number;
	gen->state = next(gen);
	gen->n = 0;
}

uint32_t gen_below(struct gen *gen, uint32_t n)
{
	return (uint32_t)((next(gen) >> 32) * n >> 32);
}

bool gen_one_in(struct gen *gen, uint32_t n)
{
	return gen_below(gen, n) == 0;
}

/* Samples of each bidi class but B. */
static const uint32_t strong_l[] = {'a', 'z', 0x200E, 0x0915, 0x4E2D, 0x00E9};
static const uint32_t strong_r[] = {0x05D0, 0x05EA, 0x200F, 0x07CA, 0x10840};
static const uint32_t strong_al[] = {0x0627, 0x0628, 0x0644, 0x06CC, 0x061C, 0x0621, 0x0710};
static const uint32_t number_en[] = {'0', '9', 0x06F5, 0x00B2};
static const uint32_t number_es[] = {'+', '-'};
static const uint32_t number_et[] = {'%', '$', 0x20AC, 0x066A, 0x00B0};
static const uint32_t number_an[] = {0x0661, 0x0669, 0x066B, 0x0600, 0x06DD};
static const uint32_t number_cs[] = {',', '.', ':', '/', 0x060C, 0x00A0};
static const uint32_t marks[] = {0x0300, 0x064B, 0x064E, 0x0651, 0x05B0, 0x0670, 0x034F,
                                 0xFE0F, 0x20DD};
static const uint32_t removed[] = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF};
static const uint32_t spaces[] = {' ', ' ', ' ', 0x2003, 0x3000, 0x1680};
static const uint32_t neutrals[] = {'!', '"', '&', 0x00AB, 0x00BB, 0x2026, 0x25CC, 0x201C, '<', 0x2264};
static const uint32_t brackets[] = {
	'(', ')', '[', ']', '{', '}', 0x2329, 0x232A, 0x3008, 0x3009, 0xFF08, 0xFF09, 0x27E8, 0x27E9,
	0x2045, 0x2046, 0x298D, 0x2990,
};
static const uint32_t isolates[] = {0x2066, 0x2067, 0x2068, 0x2069, 0x2069, 0x2069};
static const uint32_t embeddings[] = {0x202A, 0x202B, 0x202D, 0x202E, 0x202C, 0x202C, 0x202C};
static const uint32_t tab[] = {'\t'};

struct symbols {
	const uint32_t *cp;
	uint32_t n;
};

#define SYMBOLS(array) {array, N_OF(array)}

enum set {
	SET_L, SET_R, SET_AL, SET_EN, SET_ES, SET_ET, SET_AN, SET_CS, SET_MARK, SET_REMOVED, SET_SPACE,
	SET_NEUTRAL, SET_BRACKET, SET_ISOLATE, SET_EMBEDDING, SET_TAB, N_SETS
};

static const struct symbols sets[N_SETS] = {
	SYMBOLS(strong_l), SYMBOLS(strong_r), SYMBOLS(strong_al), SYMBOLS(number_en),
	SYMBOLS(number_es), SYMBOLS(number_et), SYMBOLS(number_an), SYMBOLS(number_cs),
	SYMBOLS(marks), SYMBOLS(removed), SYMBOLS(spaces), SYMBOLS(neutrals), SYMBOLS(brackets),
	SYMBOLS(isolates), SYMBOLS(embeddings), SYMBOLS(tab),
};

/* How often each set is drawn, by kind; the sum is free. */
static const uint8_t weights[N_GEN_KINDS][N_SETS] = {
	/*                  L  R AL EN ES ET AN CS Mk Rm Sp Ne Br Is Em Tab */
	[GEN_CLASSES] =    {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 1},
	[GEN_ISOLATES] =   {3, 3, 2, 2, 0, 0, 1, 1, 2, 1, 2, 1, 3, 14, 1, 0},
	[GEN_EMBEDDINGS] = {3, 3, 2, 2, 1, 1, 1, 1, 2, 1, 2, 1, 3, 3, 12, 1},
	[GEN_BRACKETS] =   {3, 3, 2, 1, 0, 0, 1, 0, 6, 1, 2, 3, 16, 1, 1, 0},
	[GEN_NUMBERS] =    {1, 1, 2, 6, 4, 4, 4, 4, 2, 2, 1, 1, 0, 0, 0, 0},
	[GEN_DEEP] =       {2, 2, 2, 2, 0, 0, 2, 0, 1, 1, 1, 1, 3, 3, 3, 0},
	[GEN_RUNS] =       {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1},
};

static uint32_t from_set(struct gen *gen, enum set set)
{
	return sets[set].cp[gen_below(gen, sets[set].n)];
}

static uint32_t weighted(struct gen *gen, enum gen_kind kind)
{
	uint32_t sum = 0;
	for (unsigned s = 0; s < N_SETS; s++)
		sum += weights[kind][s];
	uint32_t at = gen_below(gen, sum);
	unsigned s = 0;
	while (at >= weights[kind][s])
		at -= weights[kind][s++];
	return from_set(gen, (enum set)s);
}

static void add(struct gen *gen, uint32_t cp, size_t max)
{
	if (gen->n < max)
		gen->cp[gen->n++] = cp;
}

static uint32_t any_cp(struct gen *gen)
{
	static const uint32_t tops[] = {0x80, 0x800, 0x3000, 0x10000, 0x20000, 0x110000};
	for (;;) {
		uint32_t cp = gen_below(gen, tops[gen_below(gen, N_OF(tops))]);
		bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
		if (!surrogate && ref_class_of(cp) != BC_B && cp != 0x0B && cp != 0x0C && cp != 0x2028)
			return cp;
	}
}

static void fill_few(struct gen *gen, size_t n)
{
	uint32_t few[6] = {0};
	uint32_t n_few = 3 + gen_below(gen, 4);
	for (uint32_t i = 0; i < n_few; i++)
		few[i] = weighted(gen, GEN_CLASSES);
	while (gen->n < n)
		add(gen, few[gen_below(gen, n_few)], n);
}

static void fill_deep(struct gen *gen, size_t n)
{
	static const uint32_t openers[] = {0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068};
	size_t n_open = 50 + gen_below(gen, 100);
	bool one_kind = gen_one_in(gen, 2);
	uint32_t opener = openers[gen_below(gen, N_OF(openers))];
	for (size_t i = 0; i < n_open; i++) {
		add(gen, one_kind ? opener : openers[gen_below(gen, N_OF(openers))], n);
		if (gen_one_in(gen, 12))
			add(gen, weighted(gen, GEN_DEEP), n);
	}
	for (size_t i = 0; i < n_open && gen->n < n; i++) {
		add(gen, weighted(gen, GEN_DEEP), n);
		add(gen, gen_one_in(gen, 2) ? 0x2069 : 0x202C, n);
	}
	while (gen->n < n)
		add(gen, weighted(gen, GEN_DEEP), n);
}

/* Now and then more open brackets than BD16 has room for. */
static void fill_brackets(struct gen *gen, size_t n)
{
	if (gen_one_in(gen, 16)) {
		bool same = gen_one_in(gen, 2);
		for (uint32_t depth = 58 + gen_below(gen, 10); depth > 0; depth--)
			add(gen, same ? '(' : brackets[gen_below(gen, N_OF(brackets)) & ~1U], n);
	}
	while (gen->n < n)
		add(gen, weighted(gen, GEN_BRACKETS), n);
}

static void fill_runs(struct gen *gen, size_t n)
{
	while (gen->n < n) {
		uint32_t cp = weighted(gen, GEN_RUNS);
		for (uint32_t times = 1 + gen_below(gen, 40); times > 0; times--)
			add(gen, cp, n);
	}
}

/* A word of the letters [first, first + n_letters), with marks here and there. */
static void add_word(struct gen *gen, uint32_t first, uint32_t n_letters, uint32_t mark, size_t max)
{
	bool marked = mark != 0 && gen_one_in(gen, 4);
	for (uint32_t n = 1 + gen_below(gen, 8); n > 0; n--) {
		add(gen, first + gen_below(gen, n_letters), max);
		if (marked && gen_one_in(gen, 2))
			add(gen, mark + gen_below(gen, 8), max);
	}
}

static void add_arabic(struct gen *gen, size_t max)
{
	if (gen_one_in(gen, 4)) { /* the article, with lam-alef more often than not */
		static const uint32_t alefs[] = {0x0627, 0x0623, 0x0625, 0x0622};
		add(gen, 0x0644, max);
		if (gen_one_in(gen, 6))
			add(gen, 0x064E, max);
		add(gen, alefs[gen_below(gen, N_OF(alefs))], max);
	}
	if (gen_one_in(gen, 12)) {
		add(gen, 0x06CC, max);
		add(gen, 0x200C, max);
	}
	add_word(gen, 0x0627, 20, 0x064B, max);
}

static void add_number(struct gen *gen, size_t max)
{
	uint32_t zero = gen_one_in(gen, 2) ? '0' : gen_one_in(gen, 2) ? 0x0660 : 0x06F0;
	static const uint32_t between[] = {'.', ',', '/', ':', '-', 0x066B};
	for (uint32_t n = 1 + gen_below(gen, 6); n > 0; n--) {
		add(gen, zero + gen_below(gen, 10), max);
		if (gen_one_in(gen, 5))
			add(gen, between[gen_below(gen, N_OF(between))], max);
	}
	if (gen_one_in(gen, 6))
		add(gen, '%', max);
}

static void add_news_word(struct gen *gen, enum gen_kind kind, size_t max)
{
	uint32_t which = gen_below(gen, 10);
	if (kind == GEN_PLAIN_RTL)
		which = which < 8 ? 0 : 8;
	else if (kind == GEN_PLAIN_LTR)
		which = which < 8 ? 5 : 8;
	if (which < 5)
		add_arabic(gen, max);
	else if (which == 5 || which == 6)
		add_word(gen, 'a', 26, kind == GEN_NEWS ? 0x0300 : 0, max);
	else if (which == 7)
		add_word(gen, 0x05D0, 27, 0x05B0, max);
	else
		add_number(gen, max);
}

static void fill_news(struct gen *gen, enum gen_kind kind, size_t n)
{
	static const uint32_t stops[] = {0x060C, '.', ':', 0x061F, '!', ',', 0x061B, 0x2026, '-'};
	static const uint32_t pairs[][2] = {
		{'(', ')'}, {'[', ']'}, {0x00AB, 0x00BB}, {0x201C, 0x201D}, {'"', '"'}, {0x2068, 0x2069},
		{0x2067, 0x2069}, {0x202B, 0x202C},
	};
	uint32_t n_pairs = kind == GEN_NEWS ? N_OF(pairs) : 5;
	while (gen->n < n) {
		uint32_t pair = gen_one_in(gen, 6) ? gen_below(gen, n_pairs) : N_OF(pairs);
		if (pair < N_OF(pairs))
			add(gen, pairs[pair][0], n);
		for (uint32_t words = 1 + gen_below(gen, 3); words > 0; words--) {
			add_news_word(gen, kind, n);
			if (words > 1)
				add(gen, ' ', n);
		}
		if (pair < N_OF(pairs) && !gen_one_in(gen, 8))
			add(gen, pairs[pair][1], n);
		if (gen_one_in(gen, 4))
			add(gen, stops[gen_below(gen, N_OF(stops))], n);
		add(gen, ' ', n);
		if (gen_one_in(gen, 20))
			add(gen, ' ', n);
	}
}

void gen_text_of(struct gen *gen, enum gen_kind kind, size_t n)
{
	gen->kind = kind;
	gen->n = 0;
	if (n > GEN_MAX_CP)
		n = GEN_MAX_CP;
	if (kind == GEN_FEW)
		fill_few(gen, n);
	else if (kind == GEN_NEWS || kind == GEN_PLAIN_RTL || kind == GEN_PLAIN_LTR)
		fill_news(gen, kind, n);
	else if (kind == GEN_DEEP)
		fill_deep(gen, n);
	else if (kind == GEN_BRACKETS)
		fill_brackets(gen, n);
	else if (kind == GEN_RUNS)
		fill_runs(gen, n);
	while (gen->n < n)
		add(gen, kind == GEN_ANY ? any_cp(gen) : weighted(gen, kind), n);
}

/* Most faults show in a few characters; some need many. */
size_t gen_length(struct gen *gen)
{
	uint32_t which = gen_below(gen, 1000);
	if (which < 400)
		return 1 + gen_below(gen, 8);
	if (which < 800)
		return 9 + gen_below(gen, 32);
	if (which < 998)
		return 41 + gen_below(gen, 260);
	return 1000 + gen_below(gen, 3000);
}

void gen_text(struct gen *gen)
{
	/* Two of three texts are of the kinds that faults were found in. */
	static const enum gen_kind kinds[] = {
		GEN_CLASSES, GEN_CLASSES, GEN_FEW, GEN_FEW, GEN_FEW, GEN_NEWS, GEN_NEWS, GEN_ISOLATES,
		GEN_ISOLATES, GEN_ISOLATES, GEN_EMBEDDINGS, GEN_EMBEDDINGS, GEN_BRACKETS, GEN_BRACKETS,
		GEN_BRACKETS, GEN_NUMBERS, GEN_DEEP, GEN_RUNS, GEN_ANY, GEN_PLAIN_RTL, GEN_PLAIN_LTR,
	};
	enum gen_kind kind = kinds[gen_below(gen, N_OF(kinds))];
	size_t n = gen_length(gen);
	if (kind == GEN_DEEP || (kind == GEN_BRACKETS && gen_one_in(gen, 4)))
		n += 100 + gen_below(gen, 100);
	gen_text_of(gen, kind, n);
	if (gen_one_in(gen, 100))
		gen->cp[gen->n - 1] = 0x2029; /* a paragraph separator stands only at the end */
}

static bool shrinks_by(struct gen *gen, size_t at, size_t n, bool (*fails)(void))
{
	uint32_t old[GEN_MAX_CP];
	size_t old_n = gen->n;
	memcpy(old, gen->cp, old_n * sizeof *old);
	memmove(gen->cp + at, gen->cp + at + n, (old_n - at - n) * sizeof *old);
	gen->n -= n;
	if (fails())
		return true;
	memcpy(gen->cp, old, old_n * sizeof *old);
	gen->n = old_n;
	return false;
}

void gen_shrink(struct gen *gen, bool (*fails)(void))
{
	for (size_t n = gen->n / 2; n > 0; n /= 2) {
		for (size_t at = 0; at + n <= gen->n;)
			at += shrinks_by(gen, at, n, fails) ? 0 : 1;
	}
	fails();
}

bool gen_failed(const struct gen *gen, unsigned long *n_failed, const char *what)
{
	if ((*n_failed)++ >= MAX_NOTES)
		return false;
	tap_note("JARIDA_SEED=%" PRIu64 " JARIDA_FIRST=%" PRIu64 " JARIDA_RUNS=1: kind %d: %s", gen_seed(),
	         gen->number, (int)gen->kind, what);
	tap_note_text("text", gen->cp, gen->n);
	return true;
}
