/*
 * Words of random texts and random bytes: ranges ascend and end at clusters,
 * no letter or digit is left out, parts lie in their wholes, keys fold once,
 * what meets at a level meets at the next, every letter of a key leads back to
 * whole clusters; keywords are found like one after the other would be.
 */
#include "config.h"

#include "gen.h"

#include "../reference/tap.h"
#include "text/breaks.h"
#include "text/prop.h"
#include "text/utf8.h"
#include "words/match.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_B = 4 * GEN_MAX_CP };

static struct gen gen;
static struct stems *stems;
static char bytes[MAX_B];
static struct str text;
static uint8_t starts[MAX_B + 1];
static size_t at_b[MAX_B + 1], n_cp;

/* Words, signs and marks that make compounds and numbers; classes and kinds of gen.h have few. */
static const uint32_t symbols[] = {
	'a', 'B', 'z', '1', '2', '3', ',', '.', '-', '_', '@', '#', '\'', '"', ':', ' ', '/', 0x627, 0x628, 0x644,
	0x645, 0x629, 0x640, 0x64E, 0x651, 0x653, 0x6A9, 0x67E, 0x661, 0x6F2, 0x60C, 0x66C, 0x66B, 0x200C, 0x200D, 0x200F,
	0x5D0, 0x5D5, 0x5BE, 0x5F4, 0x5B8, 0xFEFB, 0xFDF2, 0xFE71, 0xDF, 0xE9, 0x301, 0xE01, 0xE33, 0x600, 0x915,
	0x94D, 0x93F, 0x1100, 0x1161, 0xAC00, 0x4E00, 0x1F600, 0x1F1F5, 0xFE0F, 0xAD, 0xFB01, 0x2019, 0x2010,
};

static void outline(void)
{
	static uint32_t props[MAX_B];
	n_cp = 0;
	for (size_t i = 0; i < text.n; n_cp++) {
		uint32_t cp;
		at_b[n_cp] = i;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		props[n_cp] = prop_of(cp);
	}
	at_b[n_cp] = text.n;
	breaks_clusters(props, n_cp, starts);
	starts[n_cp] = 1;
}

static void encode(void)
{
	size_t n = 0;
	for (size_t i = 0; i < gen.n; i++)
		n += utf8_encode(gen.cp[i], bytes + n);
	text = (struct str){bytes, n};
	outline();
}

static void make_text(uint64_t number)
{
	gen_start(&gen, number);
	if (number % 3 == 0) {
		gen_text(&gen);
		gen.n = gen.n < 600 ? gen.n : 600;
	} else {
		gen.n = 1 + gen_below(&gen, 60);
		for (size_t i = 0; i < gen.n; i++)
			gen.cp[i] = symbols[gen_below(&gen, sizeof symbols / sizeof *symbols)];
	}
	encode();
	for (size_t i = 0; number % 5 == 0 && i < text.n; i++)
		if (gen_one_in(&gen, 8))
			bytes[i] = (char)gen_below(&gen, 256);
	outline();
}

static bool in_order(const struct token *token, size_t from_b, size_t to_b)
{
	return token->from_b >= from_b && token->from_b < token->to_b && token->to_b <= to_b && token->from_cp < n_cp
	       && token->to_cp <= n_cp && at_b[token->from_cp] == token->from_b && at_b[token->to_cp] == token->to_b
	       && starts[token->from_cp] && starts[token->to_cp];
}

/* Nothing that could begin a word stands outside of all. */
static bool is_empty(size_t from_b, size_t to_b)
{
	struct token token;
	struct tokens walk = tokens_of((struct str){text.p + from_b, to_b - from_b});
	return !token_next(&walk, &token);
}

static bool tokens_fail(void)
{
	struct tokens walk = tokens_of(text);
	size_t end_b = 0;
	for (struct token token, part; token_next(&walk, &token); end_b = token.to_b) {
		if (!in_order(&token, end_b, text.n) || !is_empty(end_b, token.from_b))
			return true;
		struct tokens parts = token_parts(text, &token);
		size_t part_b = token.from_b, n = 0;
		for (; token_next(&parts, &part); part_b = part.to_b, n++)
			if (!in_order(&part, part_b, token.to_b) || part.compound || !is_empty(part_b, part.from_b))
				return true;
		if (n == 0 || (!token.compound && (n > 1 || part.to_b != token.to_b || part.kind != token.kind)))
			return true;
	}
	return !is_empty(end_b, text.n);
}

static bool same_key(const struct key *a, const struct key *b)
{
	return a->n_b == b->n_b && memcmp(a->text, b->text, a->n_b) == 0;
}

static bool map_fails(enum level level, struct str word, enum token_kind kind, const struct key *key, size_t from_cp)
{
	struct key again;
	struct key_map map;
	size_t before = 0;
	level_key_map(level, stems, word, kind, &again, &map);
	if (!same_key(key, &again) || map.n != utf8_count(key_str(key)))
		return true;
	for (size_t i = 0; i < map.n; i++) {
		size_t from = from_cp + map.at[i].from_cp, to = from_cp + map.at[i].to_cp;
		if (from < before || from >= to || to > n_cp || !starts[from] || !starts[to])
			return true;
		before = from;
	}
	return false;
}

static bool keys_fail(void)
{
	struct tokens walk = tokens_of(text);
	for (struct token token; token_next(&walk, &token);) {
		struct str word = token_text(text, &token);
		struct key keys[N_LEVELS], again;
		for (int level = 0; level < N_LEVELS; level++) {
			level_key((enum level)level, stems, word, token.kind, &keys[level]);
			if (map_fails((enum level)level, word, token.kind, &keys[level], token.from_cp))
				return true;
		}
		level_key(LEVEL_FOLDED, stems, key_str(&keys[LEVEL_FOLDED]), token.kind, &again);
		if (!same_key(&again, &keys[LEVEL_FOLDED]))
			return true;
		level_key(LEVEL_STEM, stems, key_str(&keys[LEVEL_FOLDED]), token.kind, &again);
		if (!same_key(&again, &keys[LEVEL_STEM]))
			return true;
		level_key(LEVEL_EXACT, stems, key_str(&keys[LEVEL_EXACT]), token.kind, &again);
		if (!same_key(&again, &keys[LEVEL_EXACT]))
			return true;
		level_key(LEVEL_FOLDED, stems, key_str(&keys[LEVEL_EXACT]), token.kind, &again);
		if (!keys[LEVEL_EXACT].cut && !keys[LEVEL_FOLDED].cut && !same_key(&again, &keys[LEVEL_FOLDED]))
			return true;
	}
	return false;
}

static const struct keyword keywords[] = {
	{{"a", 1}, LEVEL_FOLDED, false, false},
	{{"a", 1}, LEVEL_FOLDED, true, false},
	{{"a-1", 3}, LEVEL_FOLDED, false, false},
	{{"1", 1}, LEVEL_EXACT, false, false},
	{{"1 1", 3}, LEVEL_FOLDED, false, false},
	{{"\xD8\xA8", 2}, LEVEL_STEM, false, false},
	{{"\xD8\xA8", 2}, LEVEL_STEM, false, true},
	{{"a b", 3}, LEVEL_EXACT, false, true},
	{{"\xD8\xA8", 2}, LEVEL_FOLDED, true, false},
	{{"a b", 3}, LEVEL_FOLDED, true, false},
	{{"ab", 2}, LEVEL_FOLDED, true, false},
};

enum { N_KEYWORDS = sizeof keywords / sizeof *keywords };

static struct matcher *all, *single[N_KEYWORDS];

/* All at once finds what each alone finds, at whole clusters. */
static bool matches_fail(void)
{
	static struct hits hits, alone;
	size_t n = 0;
	matcher_find(all, stems, text, &hits);
	for (size_t i = 0; i < hits.n; i++) {
		const struct hit *hit = &hits.at[i];
		if (hit->from_cp >= hit->to_cp || hit->to_cp > n_cp || !starts[hit->from_cp] || !starts[hit->to_cp]
		    || at_b[hit->from_cp] != hit->from_b || at_b[hit->to_cp] != hit->to_b)
			return true;
	}
	for (size_t k = 0; k < N_KEYWORDS; k++) {
		matcher_find(single[k], stems, text, &alone); /* by the number 0 */
		n += alone.n;
		for (size_t i = 0, j = 0; i < alone.n; i++, j++) {
			while (j < hits.n && (hits.at[j].keyword != k || hits.at[j].from_cp != alone.at[i].from_cp
			                      || hits.at[j].to_cp != alone.at[i].to_cp))
				j++;
			if (j == hits.n)
				return true;
		}
	}
	if (n != hits.n)
		return true;
	hits_thin(&hits);
	for (size_t i = 1; i < hits.n; i++)
		if (hits.at[i].from_cp < hits.at[i - 1].to_cp)
			return true;
	return false;
}

static void test_law(const char *what, bool (*fails)(void))
{
	unsigned long n_failed = 0;
	uint64_t runs = gen_runs(20000), first = gen_first();
	for (uint64_t i = first; i < first + runs; i++) {
		make_text(i);
		if (fails())
			gen_failed(&gen, &n_failed, what);
	}
	tap_ok(n_failed == 0, "%s: %" PRIu64 " texts, %lu failures", what, runs, n_failed);
}

int main(void)
{
	stems = stems_new();
	all = matcher_new(keywords, N_KEYWORDS, stems);
	for (size_t k = 0; k < N_KEYWORDS; k++)
		single[k] = matcher_new(&keywords[k], 1, stems);
	gen_note("words");
	test_law("tokens are in order, whole and all there", tokens_fail);
	test_law("keys fold once, meet at the next level and lead back", keys_fail);
	test_law("keywords together are found as each alone", matches_fail);
	return tap_done();
}
