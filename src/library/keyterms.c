#include "config.h"

#include "library/keyterms.h"

#include "base/mem.h"
#include "library/analysis.h"
#include "library/db.h"
#include "library/vocabulary.h"
#include "text/utf8.h"
#include "words/stop.h"

#include <stdlib.h>
#include <string.h>

enum {
	FEW_DOCUMENTS = 50, /* of fewer the counts say little */
	SHORT_CP = 3,       /* a word of fewer letters is no term */
	NUMBER_CP = 3       /* nor is a number of fewer digits */
};

/* Words of one stem. */
struct family {
	struct str stem;
	const struct term *best; /* the one that is spelt so most often */
	uint32_t n, n_title;
	int64_t df;
	double weight;
};

/* Two words, one after the other. */
struct pair {
	uint32_t first, second; /* numbers of terms */
	uint32_t n;
};

struct telling {
	struct library *library;
	struct stems *stems;
	struct arena *arena;
	struct analysis analysis;
	int64_t documents;
	enum token_kind kind; /* of most of its words */
	uint32_t *family_of; /* by number of a term: number of its family + 1, or 0 */
	struct family *families;
	size_t n_families;
	struct pair *pairs;
	size_t n_pairs, cap_pairs;
	uint32_t *pair_slots; /* numbers of pairs + 1 */
	size_t n_pair_slots;
};

/* --- single words --- */

/* Of x >= 1; straight between the powers of two. */
static double log_2(double x)
{
	double n = 0;
	while (x >= 2) {
		x /= 2;
		n++;
	}
	return n + x - 1;
}

static bool is_wanted(const struct telling *t, const struct term *term)
{
	struct str key = analysis_key(&t->analysis, term);
	size_t n_cp = utf8_count(key);
	if (term->part || term->kind == TOKEN_ADDRESS || term->spelling.n == 0)
		return false;
	if (term->kind == TOKEN_NUMBER)
		return n_cp >= NUMBER_CP && !(n_cp == 4 && (key.p[0] == '1' || key.p[0] == '2')); /* years */
	return n_cp >= SHORT_CP && !stop_word(key, STOP_ANY);
}

static double weight_of_kind(const struct telling *t, const struct term *term)
{
	switch (term->kind) {
	case TOKEN_NUMBER:
		return 1.1;
	case TOKEN_MIXED:
	case TOKEN_NAME:
	case TOKEN_TAG:
		return 1.5;
	default:
		return term->kind != t->kind ? 1.4 : 1; /* a name in another script than the article's */
	}
}

static int64_t df_of(struct telling *t, struct str key)
{
	int64_t df = 0;
	if (t->documents < FEW_DOCUMENTS || vocabulary_df(t->library, key, &df, NULL) != 0)
		return 0;
	return df;
}

static double idf(const struct telling *t, int64_t df)
{
	return t->documents < FEW_DOCUMENTS ? 1 : log_2(1 + (double)t->documents / ((double)df + 0.5));
}

/* The family of a stem, made where there is none such; few enough to be looked for by a small table of their own. */
static size_t family_of_stem(struct telling *t, struct str stem, uint32_t *slots, size_t n_slots)
{
	size_t at = (size_t)analysis_hash(stem) & (n_slots - 1);
	for (; slots[at] != 0; at = (at + 1) & (n_slots - 1))
		if (str_eq(t->families[slots[at] - 1].stem, stem))
			return slots[at] - 1;
	t->families[t->n_families] = (struct family){.stem = arena_copy(t->arena, stem)};
	slots[at] = (uint32_t)++t->n_families;
	return t->n_families - 1;
}

static void add_to_family(struct telling *t, struct family *family, const struct term *term)
{
	const struct term *best = family->best;
	int64_t df = df_of(t, analysis_key(&t->analysis, term));
	bool better = best == NULL || term->n > best->n || (term->n == best->n && term->spelling.n < best->spelling.n);
	family->best = better ? term : best;
	family->n += term->n;
	family->n_title += term->n_title;
	family->df = df > family->df ? df : family->df;
}

static enum token_kind main_kind(const struct analysis *a)
{
	uint32_t n[N_TOKEN_KINDS] = {0};
	enum token_kind most = TOKEN_ARABIC;
	for (size_t i = 0; i < a->n_terms; i++)
		n[a->terms[i].kind] += a->terms[i].n;
	for (int kind = 0; kind < N_TOKEN_KINDS; kind++)
		most = n[kind] > n[most] ? (enum token_kind)kind : most;
	return most;
}

static void make_families(struct telling *t)
{
	const struct analysis *a = &t->analysis;
	size_t n_slots = 64;
	t->kind = main_kind(a);
	while (n_slots < 2 * a->n_terms)
		n_slots *= 2;
	uint32_t *slots = xcalloc(n_slots, sizeof *slots);
	t->family_of = xcalloc(a->n_terms + 1, sizeof *t->family_of);
	t->families = xcalloc(a->n_terms + 1, sizeof *t->families);
	for (size_t i = 0; i < a->n_terms; i++) {
		if (!is_wanted(t, &a->terms[i]))
			continue;
		struct str stem = stems_stem(t->stems, analysis_key(a, &a->terms[i]), a->terms[i].kind);
		size_t at = family_of_stem(t, stem, slots, n_slots);
		t->family_of[i] = (uint32_t)at + 1;
		add_to_family(t, &t->families[at], &a->terms[i]);
	}
	free(slots);
	for (size_t i = 0; i < t->n_families; i++) {
		struct family *f = &t->families[i];
		f->weight = (1 + 0.7 * log_2((double)f->n)) * idf(t, f->df) * weight_of_kind(t, f->best);
		if (f->n_title > 0)
			f->weight *= 1.6;
		else if (f->n == 1)
			f->weight *= 0.5; /* said once, in passing */
	}
}

/* --- pairs --- */

static uint32_t *pair_slot(const struct telling *t, uint32_t first, uint32_t second)
{
	size_t mask = t->n_pair_slots - 1;
	size_t at = (size_t)((((uint64_t)first << 32 | second) * 0x9E3779B97F4A7C15U) >> 32) & mask;
	for (; t->pair_slots[at] != 0; at = (at + 1) & mask) {
		const struct pair *pair = &t->pairs[t->pair_slots[at] - 1];
		if (pair->first == first && pair->second == second)
			break;
	}
	return &t->pair_slots[at];
}

static void grow_pair_slots(struct telling *t)
{
	t->n_pair_slots = t->n_pair_slots > 0 ? 2 * t->n_pair_slots : 256;
	free(t->pair_slots);
	t->pair_slots = xcalloc(t->n_pair_slots, sizeof *t->pair_slots);
	for (size_t i = 0; i < t->n_pairs; i++)
		*pair_slot(t, t->pairs[i].first, t->pairs[i].second) = (uint32_t)i + 1;
}

static void count_pair(struct telling *t, uint32_t first, uint32_t second)
{
	if (2 * (t->n_pairs + 1) > t->n_pair_slots)
		grow_pair_slots(t);
	uint32_t *slot = pair_slot(t, first, second);
	if (*slot == 0) {
		t->pairs = xgrow(t->pairs, t->n_pairs, &t->cap_pairs, sizeof *t->pairs);
		t->pairs[t->n_pairs++] = (struct pair){first, second, 0};
		*slot = (uint32_t)t->n_pairs;
	}
	t->pairs[*slot - 1].n++;
}

static struct family *family_of(const struct telling *t, uint32_t term)
{
	return &t->families[t->family_of[term] - 1];
}

/* Whether "and", "by", "to" or the like stands on the word: with that it is no part of a name. */
static bool has_particle(const struct telling *t, const struct term *term, const struct family *family)
{
	static const struct str particles[] = {{"\xD9\x88", 2}, {"\xD9\x81", 2}, {"\xD8\xA8", 2}, /* و ف ب */
	                                       {"\xD9\x84", 2}, {"\xD9\x83", 2}};                /* ل ك */
	struct str key = analysis_key(&t->analysis, term);
	bool some = false;
	for (size_t i = 0; i < sizeof particles / sizeof particles[0] && term->kind == TOKEN_ARABIC; i++)
		some = some || str_starts(key, particles[i]);
	return some && str_eq(stems_stem(t->stems, str_sub(key, 2, key.n), term->kind), family->stem);
}

/* Pairs of words of which both are there more than once: those only can be pairs more than once. */
static void find_pairs(struct telling *t, struct str sequence)
{
	const struct analysis *a = &t->analysis;
	struct sequence_word word;
	const struct term *before = NULL;
	while (words_next(&sequence, &word)) {
		if (word.together)
			continue;
		const struct term *term = analysis_find(a, word.key);
		bool telling = term != NULL && term->n > 1 && t->family_of[term - a->terms] != 0 &&
		               term->kind != TOKEN_NUMBER;
		telling = telling && !has_particle(t, term, family_of(t, (uint32_t)(term - a->terms)));
		if (telling && before != NULL && before != term)
			count_pair(t, (uint32_t)(before - a->terms), (uint32_t)(term - a->terms));
		before = telling ? term : NULL;
	}
}

/* --- the best --- */

struct candidate {
	struct key_term term;
	uint32_t families[2]; /* numbers + 1; 0: none */
};

static int compare(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	if (a->term.weight != b->term.weight)
		return a->term.weight > b->term.weight ? -1 : 1;
	return (a->families[0] > b->families[0]) - (a->families[0] < b->families[0]);
}

static struct str join(struct arena *arena, struct str a, struct str b)
{
	char *text = arena_alloc(arena, a.n + b.n + 2);
	memcpy(text, a.p, a.n);
	text[a.n] = ' ';
	memcpy(text + a.n + 1, b.p, b.n);
	return (struct str){text, a.n + 1 + b.n};
}

/* Pairs that are said again, and are most of what is said of the rarer of the two. */
static size_t add_pairs(const struct telling *t, struct candidate *out)
{
	const struct term *terms = t->analysis.terms;
	size_t n = 0;
	for (size_t i = 0; i < t->n_pairs; i++) {
		const struct pair *pair = &t->pairs[i];
		const struct term *a = &terms[pair->first], *b = &terms[pair->second];
		uint32_t rarer = a->n < b->n ? a->n : b->n;
		if (pair->n < 2 || 2 * pair->n <= rarer)
			continue;
		double weight = 0.8 * (family_of(t, pair->first)->weight + family_of(t, pair->second)->weight);
		out[n++] = (struct candidate){{join(t->arena, a->spelling, b->spelling), weight},
		                              {t->family_of[pair->first], t->family_of[pair->second]}};
	}
	return n;
}

/* The best, none of which says again what a better one has said. */
static int choose(struct telling *t, struct key_term *terms, int n)
{
	struct candidate *all = xreallocarray(NULL, t->n_pairs + t->n_families + 1, sizeof *all);
	bool *said = xcalloc(t->n_families + 1, sizeof *said);
	size_t n_all = add_pairs(t, all);
	int got = 0;
	for (size_t i = 0; i < t->n_families; i++) {
		const struct family *f = &t->families[i];
		all[n_all++] = (struct candidate){{f->best->spelling, f->weight}, {(uint32_t)i + 1, 0}};
	}
	qsort(all, n_all, sizeof *all, compare);
	for (size_t i = 0; i < n_all && got < n; i++) {
		const struct candidate *c = &all[i];
		if (said[c->families[0] - 1] || (c->families[1] != 0 && said[c->families[1] - 1]))
			continue;
		said[c->families[0] - 1] = true;
		if (c->families[1] != 0)
			said[c->families[1] - 1] = true;
		terms[got] = c->term;
		terms[got++].text = arena_copy(t->arena, c->term.text);
	}
	free(said);
	free(all);
	return got;
}

int library_key_terms(struct library *library, struct article *article, struct stems *stems, struct arena *arena,
                      struct key_term *terms, int n)
{
	struct telling t = {.library = library, .stems = stems, .arena = arena};
	bool reading = library != NULL && db_read(library, NULL) == 0;
	if (reading && vocabulary_documents(library, &t.documents, NULL) != 0)
		t.documents = 0;
	analysis_make(&t.analysis, article);
	make_families(&t);
	if (reading)
		db_read_end(library);
	find_pairs(&t, analysis_title(&t.analysis));
	find_pairs(&t, analysis_body(&t.analysis));
	int got = choose(&t, terms, n < KEY_TERMS_MAX ? n : KEY_TERMS_MAX);
	analysis_done(&t.analysis);
	free(t.family_of);
	free(t.families);
	free(t.pairs);
	free(t.pair_slots);
	return got;
}
