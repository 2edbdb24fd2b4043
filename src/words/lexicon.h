/*
 * lexicon.h: keys and their numbers, from 1 on.
 */
#ifndef JARIDA_WORDS_LEXICON_H
#define JARIDA_WORDS_LEXICON_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

struct lexicon_slot;

/* Zeroed at first; lexicon_done() at last. */
struct lexicon {
	struct lexicon_slot *slots;
	size_t n_slots;
	uint32_t n;
	char *bytes;
	size_t n_b, cap_b;
};

void lexicon_done(struct lexicon *lexicon);

/* The number of a key, given now when it has none; any bytes are a key. */
uint32_t lexicon_add(struct lexicon *lexicon, struct str key);
uint32_t lexicon_number(const struct lexicon *lexicon, struct str key); /* 0: it has none */

#endif
