#include "config.h"

#include "words/lexicon.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

struct lexicon_slot {
	size_t from_b;
	uint32_t n_b, number; /* number 0: free */
};

static size_t hash_of(struct str key)
{
	uint64_t hash = key.n;
	for (size_t i = 0; i < key.n; i++)
		hash = (hash ^ (unsigned char)key.p[i]) * 0x9E3779B97F4A7C15U;
	return (size_t)(hash >> 20);
}

/* The slot of a key, or the free one where it would be. */
static struct lexicon_slot *find(const struct lexicon *lexicon, struct str key)
{
	size_t mask = lexicon->n_slots - 1, i = hash_of(key) & mask;
	for (;; i = (i + 1) & mask) {
		struct lexicon_slot *slot = &lexicon->slots[i];
		if (slot->number == 0
		    || (slot->n_b == key.n && memcmp(lexicon->bytes + slot->from_b, key.p, key.n) == 0))
			return slot;
	}
}

static void grow(struct lexicon *lexicon)
{
	struct lexicon_slot *old = lexicon->slots;
	size_t n_old = lexicon->n_slots;
	lexicon->n_slots = n_old > 0 ? n_old * 2 : FIRST_SLOTS;
	lexicon->slots = xcalloc(lexicon->n_slots, sizeof *lexicon->slots);
	for (size_t i = 0; i < n_old; i++)
		if (old[i].number != 0)
			*find(lexicon, (struct str){lexicon->bytes + old[i].from_b, old[i].n_b}) = old[i];
	free(old);
}

void lexicon_done(struct lexicon *lexicon)
{
	free(lexicon->slots);
	free(lexicon->bytes);
	*lexicon = (struct lexicon){0};
}

uint32_t lexicon_add(struct lexicon *lexicon, struct str key)
{
	if (((size_t)lexicon->n + 1) * 2 > lexicon->n_slots)
		grow(lexicon);
	struct lexicon_slot *slot = find(lexicon, key);
	if (slot->number != 0)
		return slot->number;
	if (lexicon->n_b + key.n > lexicon->cap_b) {
		lexicon->cap_b = 2 * (lexicon->n_b + key.n);
		lexicon->bytes = xrealloc(lexicon->bytes, lexicon->cap_b);
	}
	if (key.n > 0)
		memcpy(lexicon->bytes + lexicon->n_b, key.p, key.n);
	*slot = (struct lexicon_slot){lexicon->n_b, (uint32_t)key.n, ++lexicon->n};
	lexicon->n_b += key.n;
	return slot->number;
}

uint32_t lexicon_number(const struct lexicon *lexicon, struct str key)
{
	return lexicon->n > 0 ? find(lexicon, key)->number : 0;
}
