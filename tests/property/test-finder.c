/*
 * A finder finds what one sees who takes every word of a text, one after the
 * other, and compares keys: words, phrases and beginnings at every level, on
 * random texts and random bytes. What is typed is found like letters one by
 * one. All places are whole clusters. Pieces of a text hold to their width.
 */
#include "config.h"

#include "gen.h"

#include "../reference/tap.h"
#include "text/fold.h"
#include "text/prop.h"
#include "text/utf8.h"
#include "words/expr.h"
#include "words/finder.h"
#include "words/outline.h"
#include "words/snippet.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_B = 4 * GEN_MAX_CP, MAX_WORDS = 1024 };

static struct gen gen;
static struct stems *stems;
static char bytes[MAX_B], asked_bytes[256];
static struct str text, asked;
static enum level level;
static bool prefix;
static struct outline outline;
static struct hits hits;

static const uint32_t symbols[] = {'a', 'B', ' ', ' ', '1', '-', '"', '@', '#', '.', 0x627, 0x628, 0x644, 0x629, 0x64E, 0x640,
                                   0xFEFB, 0x200C, 0x5D0, 0x5BE, 0x301, 0x4E00, 0x10FFFF, 0xDF};

static struct str fill(char *out, size_t n_cp)
{
	size_t n = 0;
	for (size_t i = 0; i < n_cp; i++)
		n += utf8_encode(symbols[gen_below(&gen, sizeof symbols / sizeof *symbols)], out + n);
	return (struct str){out, n};
}

/* A text, something asked for of it, and how. */
static void make(uint64_t number)
{
	gen_start(&gen, number);
	if (number % 4 == 0) {
		gen_text(&gen);
		size_t n = 0;
		for (size_t i = 0; i < gen.n && i < 400; i++)
			n += utf8_encode(gen.cp[i], bytes + n);
		text = (struct str){bytes, n};
	} else {
		text = fill(bytes, 1 + gen_below(&gen, 40));
	}
	for (size_t i = 0; number % 5 == 0 && i < text.n; i++)
		if (gen_one_in(&gen, 8))
			bytes[i] = (char)gen_below(&gen, 256);
	asked = fill(asked_bytes, 1 + gen_below(&gen, 5));
	if (gen_one_in(&gen, 2)) {
		size_t from = gen_below(&gen, (uint32_t)text.n), n = 1 + gen_below(&gen, 12);
		asked = str_sub(text, from, from + n);
	}
	level = (enum level)gen_below(&gen, N_LEVELS);
	prefix = gen_one_in(&gen, 2);
	outline_done(&outline);
	outline = outline_of(text);
}

/* Words of a text with their keys: those that count. */
struct word {
	struct token token;
	struct key key, begin; /* begin: what beginnings are compared with */
};

struct words {
	struct word at[MAX_WORDS];
	size_t n;
};

static struct word word_of(struct str of, const struct token *token)
{
	struct word word = {.token = *token};
	enum level begin = level == LEVEL_STEM ? LEVEL_FOLDED : level;
	level_key(level, stems, token_text(of, token), token->kind, &word.key);
	level_key(begin, stems, token_text(of, token), token->kind, &word.begin);
	return word;
}

/* The parts in their order; and the compounds as wholes. */
static void read_words(struct str of, struct words *parts, struct words *wholes, size_t *n_tokens)
{
	struct tokens walk = tokens_of(of);
	parts->n = wholes->n = *n_tokens = 0;
	for (struct token token, part; token_next(&walk, &token); ++*n_tokens) {
		struct tokens inner = token_parts(of, &token);
		if (token.compound)
			wholes->at[wholes->n++] = word_of(of, &token);
		while (token_next(&inner, &part)) {
			struct word word = word_of(of, &part);
			if (word.key.n_b > 0)
				parts->at[parts->n++] = word;
		}
	}
}

static bool same(const struct word *text_word, const struct word *wanted, bool beginning)
{
	if (beginning)
		return str_starts(key_str(&text_word->begin), key_str(&wanted->begin));
	return str_eq(key_str(&text_word->key), key_str(&wanted->key));
}

/* The code point behind the beginning of a word. */
static size_t end_of(const struct word *word, const struct word *wanted, bool beginning)
{
	struct key key;
	struct key_map map;
	if (!beginning)
		return word->token.to_cp;
	level_key_map(level == LEVEL_STEM ? LEVEL_FOLDED : level, stems, token_text(text, &word->token),
	              word->token.kind, &key, &map);
	return word->token.from_cp + map.at[utf8_count(key_str(&wanted->begin)) - 1].to_cp;
}

static size_t ends[MAX_B + 1]; /* of the longest found, by the code point it begins with; 0: none */

static void note(size_t from_cp, size_t to_cp)
{
	if (ends[from_cp] < to_cp)
		ends[from_cp] = to_cp;
}

/* Everywhere in words, the wanted ones in a row. */
static void look_for(const struct words *in, const struct word *wanted, size_t n)
{
	for (size_t i = 0; n > 0 && i + n <= in->n; i++) {
		size_t k = 0;
		while (k < n && same(&in->at[i + k], &wanted[k], prefix && k + 1 == n))
			k++;
		if (k == n)
			note(in->at[i].token.from_cp, end_of(&in->at[i + n - 1], &wanted[n - 1], prefix));
	}
}

/* One word after the other. */
static void look_slowly(void)
{
	static struct words parts, wholes, wanted, wanted_wholes;
	size_t n_text, n_wanted;
	memset(ends, 0, sizeof ends);
	read_words(text, &parts, &wholes, &n_text);
	read_words(asked, &wanted, &wanted_wholes, &n_wanted);
	struct tokens walk = tokens_of(asked);
	struct token first = {0};
	token_next(&walk, &first);
	bool named = n_wanted == 1 && (first.kind == TOKEN_NAME || first.kind == TOKEN_TAG);
	if (!named) {
		look_for(&parts, wanted.at, wanted.n);
		if (wanted.n == 1)
			look_for(&wholes, wanted.at, 1);
	}
	if (n_wanted == 1 && wanted_wholes.n == 1 && wanted_wholes.at[0].key.n_b > 0) {
		look_for(&parts, wanted_wholes.at, 1);
		look_for(&wholes, wanted_wholes.at, 1);
	}
}

/* The places found are those noted, from the first on, the longest at each. */
static bool differs(void)
{
	size_t k = 0, at_cp = 0;
	for (size_t i = 0; i <= outline.n; i++) {
		if (ends[i] == 0 || i < at_cp)
			continue;
		if (k == hits.n || hits.at[k].from_cp != i || hits.at[k].to_cp != ends[i])
			return true;
		at_cp = ends[i];
		k++;
	}
	return k != hits.n;
}

static bool misplaced(void)
{
	size_t end_cp = 0;
	for (size_t i = 0; i < hits.n; end_cp = hits.at[i++].to_cp) {
		const struct hit *hit = &hits.at[i];
		if (hit->from_cp < end_cp || hit->from_cp >= hit->to_cp || hit->to_cp > outline.n
		    || !outline.starts[hit->from_cp] || !outline.starts[hit->to_cp]
		    || outline.at_b[hit->from_cp] != hit->from_b || outline.at_b[hit->to_cp] != hit->to_b)
			return true;
	}
	return false;
}

static bool words_fail(void)
{
	const struct expr expr = {.kind = EXPR_PHRASE, .text = asked, .prefix = prefix};
	struct finder *finder = finder_new(&expr, level, stems);
	bool knows = finder_marks(finder);
	finder_find(finder, stems, text, false, &hits);
	bool meets = finder_meets(finder, stems, &text, 1, 0);
	finder_free(finder);
	look_slowly();
	return misplaced() || differs() || (knows ? meets != (hits.n > 0) : !meets || hits.n > 0);
}

/* Folded letters with the places they came from, runs of spaces being one. */
struct letters {
	uint32_t cp[MAX_B * 3];
	size_t from_cp[MAX_B * 3];
	size_t n;
};

static void fold_letters(struct str of, struct letters *l)
{
	bool space = true;
	size_t at = 0;
	l->n = 0;
	for (size_t i = 0; i < of.n; at++) {
		uint32_t cp, many[FOLD_MAX_CP];
		i += utf8_decode(of.p + i, of.n - i, &cp);
		size_t n = fold_all(cp, many);
		for (size_t k = 0; k < n; k++) {
			if (many[k] == ' ' && space)
				continue;
			space = many[k] == ' ';
			l->cp[l->n] = many[k];
			l->from_cp[l->n++] = at;
		}
	}
}

static void look_for_letters(void)
{
	static struct letters in, wanted;
	memset(ends, 0, sizeof ends);
	fold_letters(text, &in);
	fold_letters(str_trim(asked), &wanted);
	wanted.n -= wanted.n > 0 && wanted.cp[wanted.n - 1] == ' ';
	for (size_t i = 0; wanted.n > 0 && i + wanted.n <= in.n; i++) {
		size_t from = in.from_cp[i], to = in.from_cp[i + wanted.n - 1] + 1;
		if (memcmp(in.cp + i, wanted.cp, wanted.n * sizeof *in.cp) != 0)
			continue;
		while (!outline.starts[from])
			from--;
		while (!outline.starts[to])
			to++;
		note(from, to);
	}
}

static bool typed_fails(void)
{
	struct finder *finder = finder_new_typed(asked, level, stems);
	finder_find(finder, stems, text, false, &hits);
	finder_free(finder);
	if (misplaced())
		return true;
	struct str start = str_trim(asked);
	uint32_t first = 0;
	if (start.n > 0)
		utf8_decode(start.p, start.n, &first);
	if (level != LEVEL_FOLDED || first == '"' || first == 0xAB || first == 0xBB || first - 0x201C <= 2)
		return false; /* whole words are meant */
	look_for_letters();
	return differs();
}

static size_t width_of(struct str of)
{
	size_t col = 0;
	for (size_t i = 0; i < of.n;) {
		uint32_t cp;
		i += utf8_decode(of.p + i, of.n - i, &cp);
		col += prop_of(cp) & PROP_MARK ? 0 : prop_width(prop_of(cp));
	}
	return col;
}

static bool snippet_fails(void)
{
	static struct hits moved;
	struct finder *finder = finder_new_typed(asked, LEVEL_FOLDED, stems);
	size_t max_col = gen_below(&gen, 40);
	struct buf out;
	finder_find(finder, stems, text, false, &hits);
	finder_free(finder);
	struct snippet snippet = snippet_of(text, &hits, max_col);
	buf_init(&out, BUF_NO_MAX);
	snippet_add(&snippet, text, &hits, &out, &moved);
	bool wrong = !outline.starts[snippet.from_cp] || !outline.starts[snippet.to_cp]
	             || outline.at_b[snippet.from_cp] != snippet.from_b || outline.at_b[snippet.to_cp] != snippet.to_b
	             || (max_col >= 2 && width_of(buf_str(&out)) > max_col)
	             || (hits.n > 0) != (snippet.score > 0);
	size_t end_b = 0;
	for (size_t i = 0; i < moved.n; end_b = moved.at[i++].to_b)
		wrong = wrong || moved.at[i].from_b < end_b || moved.at[i].from_b >= moved.at[i].to_b
		        || moved.at[i].to_b > out.n
		        || utf8_count((struct str){out.p, moved.at[i].from_b}) != moved.at[i].from_cp;
	buf_done(&out);
	return wrong;
}

static void test_law(const char *what, bool (*fails)(void))
{
	unsigned long n_failed = 0;
	uint64_t runs = gen_runs(20000), first = gen_first();
	for (uint64_t i = first; i < first + runs; i++) {
		make(i);
		if (fails())
			gen_failed(&gen, &n_failed, what);
	}
	tap_ok(n_failed == 0, "%s: %" PRIu64 " texts, %lu failures", what, runs, n_failed);
}

int main(void)
{
	stems = stems_new();
	gen_note("finder");
	test_law("words, phrases and beginnings are found as one by one", words_fail);
	test_law("what is typed is found as letter by letter", typed_fails);
	test_law("pieces are whole, and as wide as they may be", snippet_fails);
	return tap_done();
}
