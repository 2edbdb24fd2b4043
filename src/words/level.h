/*
 * level.h: when two words are the same word.
 *
 * A word has a key at each of three levels, and two words meet at a level when
 * their keys are the same bytes:
 *   exact   as written: canonically equivalent spellings and what is invisible
 *           for certain (bidi controls, soft hyphens) aside; case, tashkeel,
 *           tatweel and ZWNJ count
 *   folded  text/fold.h, and the signs within a word: hyphens, maqaf,
 *           apostrophes and gershayim do not count (storm-0558 is storm0558,
 *           צה״ל is צהל) but between digits; full stops do not in U.S.A.;
 *           a number is one however it is grouped (1,400 ١٬٤٠٠ 1400)
 *   stem    of the folded key: stem.h
 * Words that meet at a level meet at the next. Folding a folded key does not
 * change it. Keys hold KEY_MAX_CP code points; of a longer word, the first.
 */
#ifndef JARIDA_WORDS_LEVEL_H
#define JARIDA_WORDS_LEVEL_H

#include "base/str.h"
#include "words/stem.h"
#include "words/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum level { LEVEL_EXACT, LEVEL_FOLDED, LEVEL_STEM, N_LEVELS };

#define LEVEL_NAMES "exact|fold|stem" /* as they are written, in their order */
const char *level_name(enum level level);

enum { KEY_MAX_CP = 64, KEY_MAX_B = 4 * KEY_MAX_CP + STEM_GROWTH_B };

struct key {
	char text[KEY_MAX_B]; /* not NUL-terminated; n_b = 0 when nothing of the word counts */
	size_t n_b;
	bool cut; /* the word is longer than its key */
};

/* For each code point of a key, the code points [from, to) of the word that it stands for: whole clusters. */
struct key_map {
	size_t n;
	struct {
		size_t from_cp, to_cp;
	} at[KEY_MAX_CP + STEM_GROWTH_B];
};

/* The key of a word, or of any text taken for one. The kind is that of its token. */
void level_key(enum level level, struct stems *stems, struct str word, enum token_kind kind, struct key *key);

/* The same, with the way back. A stem stands for the whole word. */
void level_key_map(enum level level, struct stems *stems, struct str word, enum token_kind kind, struct key *key,
                   struct key_map *map);

static inline struct str key_str(const struct key *key)
{
	return (struct str){key->text, key->n_b};
}

#endif
