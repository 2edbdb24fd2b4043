#include "config.h"

#include "words/match.h"

#include "base/mem.h"
#include "text/breaks.h"
#include "text/fold.h"
#include "text/prop.h"
#include "text/utf8.h"
#include "words/machine.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

/* Keys and their numbers from 1. */
struct entry {
	size_t from_b;
	uint32_t n_b, number; /* number 0: free */
};

struct lexicon {
	struct entry *slots;
	size_t n_slots;
	uint32_t n;
	char *bytes;
	size_t n_b, cap_b;
};

struct matcher {
	struct machine *words[N_LEVELS]; /* over numbers of keys; NULL when no keyword has that level */
	struct lexicon keys[N_LEVELS];
	struct machine *letters; /* over folded text */
};

/* A place in the text, and one behind its end. */
struct place {
	size_t from_b, to_b, from_cp, to_cp;
};

static size_t hash_of(struct str key)
{
	uint64_t hash = key.n;
	for (size_t i = 0; i < key.n; i++)
		hash = (hash ^ (unsigned char)key.p[i]) * 0x9E3779B97F4A7C15U;
	return (size_t)(hash >> 20);
}

/* The slot of a key, or the free one where it would be. */
static struct entry *find_key(const struct lexicon *keys, struct str key)
{
	size_t mask = keys->n_slots - 1, i = hash_of(key) & mask;
	for (;; i = (i + 1) & mask) {
		struct entry *entry = &keys->slots[i];
		if (entry->number == 0
		    || (entry->n_b == key.n && memcmp(keys->bytes + entry->from_b, key.p, key.n) == 0))
			return entry;
	}
}

static void grow_lexicon(struct lexicon *keys)
{
	struct entry *old = keys->slots;
	size_t n_old = keys->n_slots;
	keys->n_slots = n_old > 0 ? n_old * 2 : FIRST_SLOTS;
	keys->slots = xcalloc(keys->n_slots, sizeof *keys->slots);
	for (size_t i = 0; i < n_old; i++)
		if (old[i].number != 0)
			*find_key(keys, (struct str){keys->bytes + old[i].from_b, old[i].n_b}) = old[i];
	free(old);
}

static uint32_t add_key(struct lexicon *keys, struct str key)
{
	if (((size_t)keys->n + 1) * 2 > keys->n_slots)
		grow_lexicon(keys);
	struct entry *entry = find_key(keys, key);
	if (entry->number != 0)
		return entry->number;
	if (keys->n_b + key.n > keys->cap_b) {
		keys->cap_b = 2 * (keys->n_b + key.n);
		keys->bytes = xrealloc(keys->bytes, keys->cap_b);
	}
	memcpy(keys->bytes + keys->n_b, key.p, key.n);
	*entry = (struct entry){keys->n_b, (uint32_t)key.n, ++keys->n};
	keys->n_b += key.n;
	return entry->number;
}

static uint32_t number_of(const struct lexicon *keys, enum level level, struct stems *stems, struct str text,
                          const struct token *token, bool *counts)
{
	struct key key;
	level_key(level, stems, token_text(text, token), token->kind, &key);
	*counts = key.n_b > 0;
	return *counts && keys->n > 0 ? find_key(keys, key_str(&key))->number : 0;
}

static uint32_t enter(struct lexicon *keys, enum level level, struct stems *stems, struct str text,
                      const struct token *token)
{
	struct key key;
	level_key(level, stems, token_text(text, token), token->kind, &key);
	return key.n_b > 0 ? add_key(keys, key_str(&key)) : 0;
}

/* A phrase as the numbers of its words, compounds by their parts; and a single compound as a whole too. */
static void add_words(struct matcher *m, const struct keyword *keyword, uint32_t number, struct stems *stems)
{
	uint32_t symbols[KEYWORD_MAX_WORDS], whole = 0;
	size_t n = 0, n_tokens = 0;
	bool named = false;
	struct lexicon *keys = &m->keys[keyword->level];
	struct tokens walk = tokens_of(keyword->text);
	for (struct token token, part; token_next(&walk, &token); n_tokens++) {
		struct tokens parts = token_parts(keyword->text, &token);
		if (token.compound && n_tokens == 0)
			whole = enter(keys, keyword->level, stems, keyword->text, &token);
		named = token.kind == TOKEN_NAME || token.kind == TOKEN_TAG;
		while (token_next(&parts, &part)) {
			uint32_t symbol = enter(keys, keyword->level, stems, keyword->text, &part);
			if (n == KEYWORD_MAX_WORDS)
				return;
			symbols[n] = symbol;
			n += symbol != 0;
		}
	}
	if (n > 0 && !(n_tokens == 1 && named))
		machine_add(m->words[keyword->level], symbols, n, number);
	if (n_tokens == 1 && whole != 0 && (named || n != 1 || symbols[0] != whole))
		machine_add(m->words[keyword->level], &whole, 1, number);
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
	if (n > 0)
		machine_add(m->letters, symbols, n, number);
}

struct matcher *matcher_new(const struct keyword *keywords, size_t n, struct stems *stems)
{
	struct matcher *m = xcalloc(1, sizeof *m);
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
		machine_seal(m->letters);
	return m;
}

void matcher_free(struct matcher *m)
{
	if (m == NULL)
		return;
	for (int level = 0; level < N_LEVELS; level++) {
		machine_free(m->words[level]);
		free(m->keys[level].slots);
		free(m->keys[level].bytes);
	}
	machine_free(m->letters);
	free(m);
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

static struct place place_of(const struct token *token)
{
	return (struct place){token->from_b, token->to_b, token->from_cp, token->to_cp};
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
			struct place whole = place_of(&token);
			uint32_t number = number_of(keys, level, stems, text, &token, &counts);
			add_endings(machine, machine_step(machine, MACHINE_START, number), &whole, 1, 1, hits);
		}
		struct tokens parts = token_parts(text, &token);
		while (token_next(&parts, &part)) {
			uint32_t number = number_of(keys, level, stems, text, &part, &counts);
			if (!counts)
				continue;
			past[n++ % KEYWORD_MAX_WORDS] = place_of(&part);
			state = machine_step(machine, state, number);
			add_endings(machine, state, past, n, KEYWORD_MAX_WORDS, hits);
		}
	}
}

/* Where each code point begins, and where the clusters do. */
struct outline {
	size_t *at_b;
	uint8_t *starts;
	size_t n;
};

static struct outline outline_of(struct str text)
{
	struct outline outline = {xreallocarray(NULL, text.n + 1, sizeof *outline.at_b), xmalloc(text.n + 1), 0};
	uint32_t *props = xreallocarray(NULL, text.n + 1, sizeof *props);
	for (size_t i = 0; i < text.n; outline.n++) {
		uint32_t cp;
		outline.at_b[outline.n] = i;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		props[outline.n] = prop_of(cp);
	}
	outline.at_b[outline.n] = text.n;
	breaks_clusters(props, outline.n, outline.starts);
	free(props);
	return outline;
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
		while (hit->to_cp < outline.n && !outline.starts[hit->to_cp])
			hit->to_cp++;
		hit->from_b = outline.at_b[hit->from_cp];
		hit->to_b = outline.at_b[hit->to_cp];
	}
	free(outline.at_b);
	free(outline.starts);
}

static void find_letters(const struct machine *machine, struct str text, struct hits *hits)
{
	struct place past[KEYWORD_MAX_CP];
	uint32_t state = MACHINE_START, many[FOLD_MAX_CP];
	size_t n = 0, first = hits->n, i_cp = 0;
	bool space = true;
	for (size_t i = 0; i < text.n; i_cp++) {
		uint32_t cp;
		size_t taken = utf8_decode(text.p + i, text.n - i, &cp);
		size_t n_many = fold_all(cp, many);
		for (size_t k = 0; k < n_many; k++) {
			uint32_t symbol = squeeze(many[k], &space);
			if (symbol == 0)
				continue;
			past[n++ % KEYWORD_MAX_CP] = (struct place){i, i + taken, i_cp, i_cp + 1};
			state = machine_step(machine, state, symbol);
			if (state != MACHINE_START)
				add_endings(machine, state, past, n, KEYWORD_MAX_CP, hits);
		}
		i += taken;
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
		find_letters(m->letters, text, hits);
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
