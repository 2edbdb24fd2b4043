#include "config.h"

#include "library/analysis.h"

#include "base/mem.h"
#include "words/level.h"

#include <stdlib.h>
#include <string.h>

/* --- sequences --- */

bool words_next(struct str *rest, struct sequence_word *word)
{
	while (rest->n > 0 && rest->p[0] == ' ')
		*rest = str_sub(*rest, 1, rest->n);
	if (rest->n == 0)
		return false;
	const char *end = memchr(rest->p, ' ', rest->n);
	size_t n = end != NULL ? (size_t)(end - rest->p) : rest->n;
	word->together = rest->p[0] == WORDS_TOGETHER;
	word->key = str_sub(*rest, word->together, n);
	*rest = str_sub(*rest, n, rest->n);
	return true;
}

bool words_add(struct buf *words, struct str key, bool together)
{
	for (size_t i = 0; i < key.n; i++)
		if ((unsigned char)key.p[i] <= ' ')
			return false;
	if (key.n == 0)
		return false;
	if (together)
		buf_add_char(words, WORDS_TOGETHER);
	buf_add_str(words, key);
	buf_add_char(words, ' ');
	return true;
}

/* --- the table of terms --- */

uint64_t analysis_hash(struct str key)
{
	uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) ^ key.n;
	for (size_t i = 0; i < key.n; i += 8) {
		uint64_t word = 0;
		memcpy(&word, key.p + i, key.n - i < 8 ? key.n - i : 8);
		__extension__ unsigned __int128 product =
			(unsigned __int128)(hash ^ word) * UINT64_C(0xD6E8FEB86659FD93);
		hash = (uint64_t)product ^ (uint64_t)(product >> 64);
	}
	return hash ^ hash >> 29;
}

static void grow_slots(struct analysis *a)
{
	size_t n = a->n_slots == 0 ? 1024 : a->n_slots * 2;
	free(a->slots);
	a->slots = xcalloc(n, sizeof *a->slots);
	a->n_slots = n;
	for (size_t i = 0; i < a->n_terms; i++) {
		size_t at = (size_t)a->terms[i].hash & (n - 1);
		while (a->slots[at] != 0)
			at = (at + 1) & (n - 1);
		a->slots[at] = (uint32_t)i + 1;
	}
}

/* The slot of the key, or the empty one where it belongs. */
static uint32_t *slot_of(const struct analysis *a, struct str key, uint64_t hash)
{
	size_t at = (size_t)hash & (a->n_slots - 1);
	for (; a->slots[at] != 0; at = (at + 1) & (a->n_slots - 1)) {
		const struct term *term = &a->terms[a->slots[at] - 1];
		if (term->hash == hash && str_eq(analysis_key(a, term), key))
			break;
	}
	return &a->slots[at];
}

const struct term *analysis_find(const struct analysis *a, struct str key)
{
	if (a->n_slots == 0)
		return NULL;
	uint32_t number = *slot_of(a, key, analysis_hash(key));
	return number != 0 ? &a->terms[number - 1] : NULL;
}

static void count_term(struct analysis *a, struct str key, const struct term *like, bool in_title)
{
	if (a->n_terms * 2 >= a->n_slots)
		grow_slots(a);
	uint64_t hash = analysis_hash(key);
	uint32_t *slot = slot_of(a, key, hash);
	if (*slot == 0) {
		a->terms = xgrow(a->terms, a->n_terms, &a->cap_terms, sizeof *a->terms);
		struct term *term = &a->terms[a->n_terms++];
		*term = *like;
		term->hash = hash;
		term->at_b = (uint32_t)(key.p - a->words.p);
		term->n_b = (uint32_t)key.n;
		*slot = (uint32_t)a->n_terms;
	}
	struct term *term = &a->terms[*slot - 1];
	term->n++;
	term->n_title += in_title;
}

/* --- words of a text --- */

/* One word at the end of the sequence; false when nothing of it counts. */
static bool add_key(struct analysis *a, struct str key, bool together, const struct term *like, bool in_title)
{
	if (!words_add(&a->words, key, together))
		return false;
	a->n_words++;
	if (!a->words_only)
		count_term(a, (struct str){a->words.p + a->words.n - 1 - key.n, key.n}, like, in_title);
	return true;
}

static void add_compound(struct analysis *a, struct str text, const struct token *token, bool in_title)
{
	struct key whole, key;
	struct term like = {.spelling = token_text(text, token), .kind = token->kind};
	struct tokens parts = token_parts(text, token);
	bool wanted = token->kind != TOKEN_ADDRESS, first = true;
	level_key(LEVEL_FOLDED, NULL, like.spelling, token->kind, &whole);
	for (struct token part; token_next(&parts, &part);) {
		struct term of_part = {.spelling = token_text(text, &part), .kind = part.kind, .part = true};
		level_key(LEVEL_FOLDED, NULL, of_part.spelling, part.kind, &key);
		if (!add_key(a, key_str(&key), false, &of_part, in_title) || !first)
			continue;
		first = false;
		if (wanted && !str_eq(key_str(&key), key_str(&whole)))
			add_key(a, key_str(&whole), true, &like, in_title);
	}
	if (first)
		add_key(a, key_str(&whole), false, &like, in_title);
}

static void add_text(struct analysis *a, struct str text, bool in_title)
{
	struct tokens walk = tokens_of(text);
	for (struct token token; token_next(&walk, &token);) {
		if (token.compound) {
			add_compound(a, text, &token, in_title);
			continue;
		}
		struct key key;
		struct term like = {.spelling = token_text(text, &token), .kind = token.kind};
		level_key(LEVEL_FOLDED, NULL, like.spelling, token.kind, &key);
		add_key(a, key_str(&key), false, &like, in_title);
	}
}

static void add_gap(struct analysis *a)
{
	buf_add_str(&a->words, STR(WORDS_GAP " "));
}

static void begin(struct analysis *a)
{
	if (!a->ready) {
		buf_init(&a->words, BUF_NO_MAX);
		a->ready = true;
	}
	buf_clear(&a->words);
	a->n_terms = a->n_words = 0;
	enum { MANY_SLOTS = 1 << 16 };
	if (a->n_slots > MANY_SLOTS) { /* of one long text: not to be cleared for each short one */
		free(a->slots);
		a->slots = NULL;
		a->n_slots = 0;
	}
	if (a->n_slots > 0)
		memset(a->slots, 0, a->n_slots * sizeof *a->slots);
}

/* Kicker and paragraphs. */
static void add_body(struct analysis *a, struct article *article)
{
	uint64_t key;
	a->title_b = a->words.n;
	add_text(a, article_meta(article)->kicker, false);
	if (a->words.n > a->title_b)
		add_gap(a);
	for (bool there = article_first(article, &key); there; there = article_next(article, &key)) {
		size_t before = a->words.n;
		add_text(a, article_paragraph(article, key).text, false);
		if (a->words.n > before)
			add_gap(a);
	}
	if (a->words.n == a->title_b)
		add_gap(a);
}

void analysis_make(struct analysis *a, struct article *article)
{
	begin(a);
	a->words_only = false;
	add_text(a, article_meta(article)->title, true);
	add_body(a, article);
	for (size_t i = 0; i < a->n_terms && article_is_plain(article); i++)
		a->terms[i].spelling = (struct str){"", 0}; /* the paragraph that it was in is read no more */
}

void analysis_make_body(struct analysis *a, struct article *article)
{
	begin(a);
	a->words_only = true;
	add_body(a, article);
}

void analysis_done(struct analysis *a)
{
	if (a->ready)
		buf_done(&a->words);
	free(a->terms);
	free(a->slots);
	*a = (struct analysis){0};
}
