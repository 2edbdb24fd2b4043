#include "config.h"

#include "words/match.h"

#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "words/lexicon.h"
#include "words/machine.h"
#include "words/outline.h"
#include "words/prefix.h"

#include <stdlib.h>
#include <string.h>

_Static_assert((int)PREFIX_MAX_WORDS == (int)KEYWORD_MAX_WORDS, "the words before a beginning are a phrase");

enum { NEAR_CP = 0x800 }; /* code points of at most two bytes */

struct matcher {
	struct machine *words[N_LEVELS]; /* over numbers of keys; NULL when no keyword has that level */
	struct lexicon keys[N_LEVELS];
	struct prefixes prefixes[N_LEVELS];
	struct machine *letters; /* over folded text */
	bool starts[NEAR_CP];    /* which letters of a text may begin one of them */
	bool *known;             /* by keyword: it can be found */
};

/* A place in the text, and one after its end; a word has its number. */
struct place {
	size_t from_b, to_b, from_cp, to_cp;
	uint32_t number;
};

static uint32_t number_of(const struct lexicon *keys, enum level level, struct stems *stems, struct str text,
                          const struct token *token, bool *counts)
{
	struct key key;
	level_key(level, stems, token_text(text, token), token->kind, &key);
	*counts = key.n_b > 0;
	return lexicon_number(keys, key_str(&key));
}

static uint32_t enter(struct lexicon *keys, enum level level, struct stems *stems, struct str text,
                      const struct token *token)
{
	struct key key;
	level_key(level, stems, token_text(text, token), token->kind, &key);
	return key.n_b > 0 ? lexicon_add(keys, key_str(&key)) : 0;
}

/* What a keyword of words comes to. */
struct phrase {
	uint32_t symbols[KEYWORD_MAX_WORDS]; /* numbers of its words, compounds by their parts */
	size_t n, n_tokens;
	struct token first, last; /* the first of all, a compound perhaps; the last part */
	uint32_t whole;           /* the first one's number, when it is a compound */
};

/* False: there are too many words. */
static bool read_phrase(struct lexicon *keys, const struct keyword *keyword, struct stems *stems,
                        struct phrase *phrase)
{
	struct tokens walk = tokens_of(keyword->text);
	*phrase = (struct phrase){.n = 0};
	for (struct token token, part; token_next(&walk, &token); phrase->n_tokens++) {
		struct tokens parts = token_parts(keyword->text, &token);
		if (phrase->n_tokens == 0)
			phrase->first = token;
		if (phrase->n_tokens == 0 && token.compound)
			phrase->whole = enter(keys, keyword->level, stems, keyword->text, &token);
		while (token_next(&parts, &part)) {
			uint32_t symbol = enter(keys, keyword->level, stems, keyword->text, &part);
			if (phrase->n == KEYWORD_MAX_WORDS)
				return false;
			phrase->last = symbol != 0 ? part : phrase->last;
			phrase->symbols[phrase->n] = symbol;
			phrase->n += symbol != 0;
		}
	}
	return true;
}

/* A single compound is known as a whole too; an @name only so. */
static void add_words(struct matcher *m, const struct keyword *keyword, uint32_t number, struct stems *stems)
{
	struct phrase p;
	enum level level = keyword->level;
	if (!read_phrase(&m->keys[level], keyword, stems, &p))
		return;
	bool named = p.n_tokens == 1 && (p.first.kind == TOKEN_NAME || p.first.kind == TOKEN_TAG);
	bool whole = p.n_tokens == 1 && p.whole != 0 && (named || p.n != 1 || p.symbols[0] != p.whole);
	m->known[number] = whole || (p.n > 0 && !named);
	if (p.n > 0 && !named && keyword->prefix)
		prefixes_add(&m->prefixes[level], level, number, p.symbols, p.n - 1,
		             token_text(keyword->text, &p.last), p.last.kind);
	else if (p.n > 0 && !named)
		machine_add(m->words[level], p.symbols, p.n, number);
	if (whole && keyword->prefix)
		prefixes_add(&m->prefixes[level], level, number, NULL, 0, token_text(keyword->text, &p.first),
		             p.first.kind);
	else if (whole)
		machine_add(m->words[level], &p.whole, 1, number);
}

/* Folded text, symbol by symbol: a run of spaces is one. Returns the next, or 0 for nothing. */
static uint32_t squeeze(uint32_t folded, bool *space)
{
	bool again = *space && folded == ' ';
	*space = folded == ' ' || (folded == 0 && *space);
	return again ? 0 : folded;
}

static void add_letters(struct matcher *m, const struct keyword *keyword, uint32_t number)
{
	uint32_t symbols[KEYWORD_MAX_CP] = {0}, many[FOLD_MAX_CP];
	struct str text = keyword->text;
	size_t n = 0;
	bool space = true;
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		size_t n_many = fold_all(cp, many);
		for (size_t k = 0; k < n_many; k++) {
			uint32_t symbol = squeeze(many[k], &space);
			if (n == KEYWORD_MAX_CP)
				return;
			symbols[n] = symbol;
			n += symbol != 0;
		}
	}
	n -= n > 0 && symbols[n - 1] == ' ';
	m->known[number] = n > 0;
	if (n > 0)
		machine_add(m->letters, symbols, n, number);
}

/* Most of a text begins nothing: that is told from the letter as it is written. */
static void seal_letters(struct matcher *m)
{
	machine_seal(m->letters);
	for (uint32_t cp = 0; cp < NEAR_CP; cp++) {
		uint32_t many[FOLD_MAX_CP];
		size_t n = fold_all(cp, many);
		for (size_t k = 0; k < n; k++)
			m->starts[cp] = m->starts[cp]
			                || machine_step(m->letters, MACHINE_START, many[k]) != MACHINE_START;
	}
}

struct matcher *matcher_new(const struct keyword *keywords, size_t n, struct stems *stems)
{
	struct matcher *m = xcalloc(1, sizeof *m);
	m->known = xcalloc(n + 1, sizeof *m->known);
	for (size_t i = 0; i < n; i++) {
		const struct keyword *keyword = &keywords[i];
		struct machine **machine = keyword->anywhere ? &m->letters : &m->words[keyword->level];
		if (*machine == NULL)
			*machine = machine_new();
		if (keyword->anywhere)
			add_letters(m, keyword, (uint32_t)i);
		else
			add_words(m, keyword, (uint32_t)i, stems);
	}
	for (int level = 0; level < N_LEVELS; level++)
		if (m->words[level] != NULL)
			machine_seal(m->words[level]);
	if (m->letters != NULL)
		seal_letters(m);
	return m;
}

void matcher_free(struct matcher *m)
{
	if (m == NULL)
		return;
	for (int level = 0; level < N_LEVELS; level++) {
		machine_free(m->words[level]);
		lexicon_done(&m->keys[level]);
		prefixes_done(&m->prefixes[level]);
	}
	machine_free(m->letters);
	free(m->known);
	free(m);
}

bool matcher_knows(const struct matcher *m, uint32_t keyword)
{
	return m->known[keyword];
}

void hits_free(struct hits *hits)
{
	free(hits->at);
	*hits = (struct hits){0};
}

static void add_hit(struct hits *hits, uint32_t keyword, const struct place *from, const struct place *to)
{
	hits->full = hits->full || hits->n == HITS_MAX;
	if (hits->full)
		return;
	hits->at = xgrow(hits->at, hits->n, &hits->cap, sizeof *hits->at);
	hits->at[hits->n++] = (struct hit){keyword, from->from_b, to->to_b, from->from_cp, to->to_cp};
}

/* All that ends in a state; past[] are the places of the last symbols, n of them so far. */
static void add_endings(const struct machine *machine, uint32_t state, const struct place *past, size_t n,
                        size_t size, struct hits *hits)
{
	int32_t ending = machine_first(machine, state);
	for (; ending != MACHINE_NONE && !hits->full; ending = machine_next(machine, ending))
		add_hit(hits, machine_number(machine, ending), &past[(n - machine_length(machine, ending)) % size],
		        &past[(n - 1) % size]);
}

static struct place place_of(const struct token *token, uint32_t number)
{
	return (struct place){token->from_b, token->to_b, token->from_cp, token->to_cp, number};
}

/* Whether the words before the last one are those. */
static bool stands_behind(const struct prefix *prefix, const struct place *past, size_t n)
{
	if (prefix->n_before >= n)
		return false;
	for (size_t i = 0; i < prefix->n_before; i++)
		if (past[(n - 1 - prefix->n_before + i) % KEYWORD_MAX_WORDS].number != prefix->before[i])
			return false;
	return true;
}

/* The beginnings of a word; past[] are the last words, this one with them. */
static void add_beginnings(const struct prefixes *prefixes, enum level level, struct str text,
                           const struct token *token, const struct place *past, size_t n, struct hits *hits)
{
	struct key key;
	if (prefixes->n == 0)
		return;
	level_key(prefix_level(level), NULL, token_text(text, token), token->kind, &key);
	for (size_t i = 0; i < prefixes->n; i++) {
		const struct prefix *prefix = &prefixes->at[i];
		size_t n_b, n_cp;
		if (!prefix_fits(prefix, &key) || !stands_behind(prefix, past, n))
			continue;
		prefix_extent(prefix, level, token_text(text, token), token->kind, &n_b, &n_cp);
		struct place end = {.to_b = token->from_b + n_b, .to_cp = token->from_cp + n_cp};
		add_hit(hits, prefix->keyword, &past[(n - 1 - prefix->n_before) % KEYWORD_MAX_WORDS], &end);
	}
}

/* A walk over the words of a text at one level. */
static void find_words(const struct matcher *m, enum level level, struct stems *stems, struct str text,
                       struct hits *hits)
{
	struct place past[KEYWORD_MAX_WORDS];
	const struct machine *machine = m->words[level];
	const struct lexicon *keys = &m->keys[level];
	uint32_t state = MACHINE_START;
	size_t n = 0;
	bool counts;
	struct tokens walk = tokens_of(text);
	for (struct token token, part; token_next(&walk, &token);) {
		if (token.compound) {
			uint32_t number = number_of(keys, level, stems, text, &token, &counts);
			struct place whole = place_of(&token, number);
			add_endings(machine, machine_step(machine, MACHINE_START, number), &whole, 1, 1, hits);
			add_beginnings(&m->prefixes[level], level, text, &token, &whole, 1, hits);
		}
		struct tokens parts = token_parts(text, &token);
		while (token_next(&parts, &part)) {
			uint32_t number = number_of(keys, level, stems, text, &part, &counts);
			if (!counts)
				continue;
			past[n++ % KEYWORD_MAX_WORDS] = place_of(&part, number);
			state = machine_step(machine, state, number);
			add_endings(machine, state, past, n, KEYWORD_MAX_WORDS, hits);
			add_beginnings(&m->prefixes[level], level, text, &part, past, n, hits);
		}
	}
}

/* Matches of letters begin and end anywhere: to whole clusters with them. */
static void widen(struct str text, struct hits *hits, size_t first)
{
	if (hits->n == first)
		return;
	struct outline outline = outline_of(text);
	for (size_t i = first; i < hits->n; i++) {
		struct hit *hit = &hits->at[i];
		while (hit->from_cp > 0 && !outline.starts[hit->from_cp])
			hit->from_cp--;
		while (!outline.starts[hit->to_cp])
			hit->to_cp++;
		hit->from_b = outline.at_b[hit->from_cp];
		hit->to_b = outline.at_b[hit->to_cp];
	}
	outline_done(&outline);
}

/* Go over letters of at most two bytes that begin nothing. */
static void skip_letters(const struct matcher *m, struct str text, size_t *i, size_t *i_cp)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t at = *i, n_cp = 0;
	while (at < text.n) {
		unsigned cp = p[at], n_b = 1;
		if (cp >= 0x80) {
			if (cp < 0xC2 || cp >= 0xE0 || text.n - at < 2 || (p[at + 1] & 0xC0) != 0x80)
				break;
			cp = (cp & 0x1F) << 6 | (p[at + 1] & 0x3F);
			n_b = 2;
		}
		if (m->starts[cp])
			break;
		at += n_b;
		n_cp++;
	}
	*i = at;
	*i_cp += n_cp;
}

static void find_letters(const struct matcher *m, struct str text, struct hits *hits)
{
	struct place past[KEYWORD_MAX_CP];
	uint32_t state = MACHINE_START, many[FOLD_MAX_CP];
	size_t n = 0, first = hits->n, i = 0, i_cp = 0;
	bool space = true;
	for (skip_letters(m, text, &i, &i_cp); i < text.n; i_cp++) {
		uint32_t cp;
		size_t taken = utf8_decode(text.p + i, text.n - i, &cp);
		size_t n_many = fold_all(cp, many);
		for (size_t k = 0; k < n_many; k++) {
			uint32_t symbol = squeeze(many[k], &space);
			if (symbol == 0)
				continue;
			past[n++ % KEYWORD_MAX_CP] = (struct place){i, i + taken, i_cp, i_cp + 1, 0};
			state = machine_step(m->letters, state, symbol);
			if (state != MACHINE_START)
				add_endings(m->letters, state, past, n, KEYWORD_MAX_CP, hits);
		}
		i += taken;
		if (state == MACHINE_START) {
			i_cp++;
			skip_letters(m, text, &i, &i_cp);
			i_cp--;
		}
	}
	widen(text, hits, first);
}

static int compare_hits(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->from_cp != y->from_cp)
		return x->from_cp < y->from_cp ? -1 : 1;
	if (x->to_cp != y->to_cp)
		return x->to_cp > y->to_cp ? -1 : 1;
	return (x->keyword > y->keyword) - (x->keyword < y->keyword);
}

/*
 * Hits come by their end at each level, so that few are out of order: they are
 * moved to their places, or sorted when that is more work than it should be.
 */
static void sort_hits(struct hits *hits, size_t first)
{
	size_t moves = 0, most = 16 * (hits->n - first) + 1;
	for (size_t i = first + 1; i < hits->n && moves < most; i++) {
		struct hit hit = hits->at[i];
		size_t k = i;
		for (; k > first && moves < most && compare_hits(&hits->at[k - 1], &hit) > 0; k--, moves++)
			hits->at[k] = hits->at[k - 1];
		hits->at[k] = hit;
	}
	if (moves >= most)
		qsort(hits->at + first, hits->n - first, sizeof *hits->at, compare_hits);
}

void matcher_find(const struct matcher *m, struct stems *stems, struct str text, struct hits *hits)
{
	hits->n = 0;
	hits->full = false;
	size_t n_walks = 0;
	for (int level = 0; level < N_LEVELS; level++) {
		size_t first = hits->n;
		if (m->words[level] == NULL)
			continue;
		find_words(m, (enum level)level, stems, text, hits);
		sort_hits(hits, first);
		n_walks++;
	}
	if (m->letters != NULL) {
		size_t first = hits->n;
		find_letters(m, text, hits);
		sort_hits(hits, first);
		n_walks++;
	}
	if (hits->n == 0)
		return;
	if (n_walks > 1)
		qsort(hits->at, hits->n, sizeof *hits->at, compare_hits);
	size_t n = 1; /* a keyword once at a place, though both its forms are found there */
	for (size_t i = 1; i < hits->n; i++)
		if (compare_hits(&hits->at[n - 1], &hits->at[i]) != 0)
			hits->at[n++] = hits->at[i];
	hits->n = n;
}

void hits_thin(struct hits *hits)
{
	size_t n = 0, end_cp = 0;
	for (size_t i = 0; i < hits->n; i++) {
		if (hits->at[i].from_cp < end_cp)
			continue;
		end_cp = hits->at[i].to_cp;
		hits->at[n++] = hits->at[i];
	}
	hits->n = n;
}

size_t hits_behind(const struct hits *hits, size_t cp)
{
	size_t low = 0, high = hits->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (hits->at[middle].to_cp <= cp)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
