#include "config.h"

#include "ui/met.h"

#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "words/token.h"

#include <stdlib.h>

enum {
	SHINGLE = 3,          /* words */
	KNOWN_PERCENT = 80,   /* of the shingles of a known sentence, at least */
	SHINGLES_MAX = 200000 /* of all that was met */
};

void met_done(struct met *met)
{
	free(met->shingles);
	free(met->ranges);
	*met = (struct met){.n = 0};
}

static bool ends_sentence(uint32_t cp)
{
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x61F || cp == 0x6D4 || cp == 0x2026;
}

/* A sentence goes to a full stop or the like with a blank after it, or to the end. */
struct sentence {
	struct str text;
	size_t start_cp, end_cp;
};

static bool next_sentence(struct str text, size_t *at_b, size_t *at_cp, struct sentence *sentence)
{
	size_t start_b = *at_b;
	bool ended = false;
	uint32_t cp;
	sentence->start_cp = *at_cp;
	while (*at_b < text.n) {
		*at_b += utf8_decode(text.p + *at_b, text.n - *at_b, &cp);
		++*at_cp;
		if (ended && cp == ' ')
			break;
		ended = ends_sentence(cp) || (ended && (cp == '"' || cp == 0xBB || cp == ')'));
	}
	sentence->end_cp = *at_cp;
	sentence->text = str_sub(text, start_b, *at_b);
	return *at_b > start_b;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
	return (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15) ^ (hash >> 29);
}

static uint64_t hash_word(struct str word)
{
	uint64_t hash = UINT64_C(0x6A09E667F3BCC909);
	uint32_t cp, folded[FOLD_MAX_CP];
	for (size_t i = 0; i < word.n;) {
		i += utf8_decode(word.p + i, word.n - i, &cp);
		size_t n = fold_all(cp, folded);
		for (size_t k = 0; k < n; k++)
			hash = mix(hash, folded[k]);
	}
	return hash;
}

/* Each shingle of a sentence; of fewer words they are one. */
static void each_shingle(struct str sentence, void (*each)(void *to, uint64_t shingle), void *to)
{
	struct tokens walk = tokens_of(sentence);
	struct token token;
	uint64_t words[SHINGLE], n = 0;
	for (; token_next(&walk, &token); n++) {
		words[n % SHINGLE] = hash_word(token_text(sentence, &token));
		if (n + 1 >= SHINGLE)
			each(to, mix(mix(words[(n + 1) % SHINGLE], words[(n + 2) % SHINGLE]), words[n % SHINGLE]));
	}
	if (n > 0 && n < SHINGLE)
		each(to, mix(mix(n, words[0]), n > 1 ? words[1] : 0));
}

static void keep(void *to, uint64_t shingle)
{
	struct met *met = to;
	if (met->n == SHINGLES_MAX)
		return;
	met->shingles = xgrow(met->shingles, met->n, &met->cap, sizeof *met->shingles);
	met->shingles[met->n++] = shingle;
}

void met_add(struct met *met, struct str text)
{
	struct sentence sentence;
	size_t at_b = 0, at_cp = 0;
	while (next_sentence(text, &at_b, &at_cp, &sentence))
		each_shingle(sentence.text, keep, met);
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

void met_ready(struct met *met)
{
	if (met->n > 0)
		qsort(met->shingles, met->n, sizeof *met->shingles, compare);
}

struct tally {
	const struct met *of;
	size_t n, met;
};

static void count(void *to, uint64_t shingle)
{
	struct tally *tally = to;
	const struct met *met = tally->of;
	tally->n++;
	tally->met += bsearch(&shingle, met->shingles, met->n, sizeof shingle, compare) != NULL;
}

void met_find(struct met *met, struct str text)
{
	struct sentence sentence;
	size_t at_b = 0, at_cp = 0;
	met->n_ranges = 0;
	while (met->n > 0 && next_sentence(text, &at_b, &at_cp, &sentence)) {
		struct tally tally = {.of = met};
		each_shingle(sentence.text, count, &tally);
		if (tally.n == 0 || tally.met * 100 < tally.n * KNOWN_PERCENT)
			continue;
		met->ranges = xgrow(met->ranges, met->n_ranges, &met->cap_ranges, sizeof *met->ranges);
		met->ranges[met->n_ranges++] = (struct met_range){sentence.start_cp, sentence.end_cp};
	}
}
