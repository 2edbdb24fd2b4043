/*
 * prefix.h: phrases of whose last word only the beginning is known.
 *
 * Beginnings are those of the folded key, or of the exact one at that level: a
 * stem has none. The words before are numbers of keys (lexicon.h).
 */
#ifndef JARIDA_WORDS_PREFIX_H
#define JARIDA_WORDS_PREFIX_H

#include "base/str.h"
#include "words/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PREFIX_MAX_WORDS = 32 };

struct prefix {
	uint32_t keyword;
	uint32_t before[PREFIX_MAX_WORDS];
	size_t n_before;
	struct key key;
	size_t n_cp; /* of the key */
};

/* Those of one level. Zeroed at first; prefixes_done() at last. */
struct prefixes {
	struct prefix *at;
	size_t n, cap;
};

void prefixes_done(struct prefixes *prefixes);

/* n_before ≤ PREFIX_MAX_WORDS; word is the beginning, of that kind. */
void prefixes_add(struct prefixes *prefixes, enum level level, uint32_t keyword, const uint32_t *before,
                  size_t n_before, struct str word, enum token_kind kind);

/* The level at which a word's beginning is compared. */
static inline enum level prefix_level(enum level level)
{
	return level == LEVEL_STEM ? LEVEL_FOLDED : level;
}

static inline bool prefix_fits(const struct prefix *prefix, const struct key *word)
{
	return str_starts(key_str(word), key_str(&prefix->key));
}

/* How much of a word that begins so is the beginning: whole clusters, from the word's first on. */
void prefix_extent(const struct prefix *prefix, enum level level, struct str word, enum token_kind kind, size_t *n_b,
                   size_t *n_cp);

#endif
