/*
 * stem.h: what is left of a word without what grammar adds to it.
 *
 * Folded first, stemmed after: a stem depends on the folded word alone, so
 * that two spellings which fold to one never part here. Arabic script goes
 * through Snowball's Arabic stemmer, which is helped over والـ and فالـ and over
 * ة folded to ه, over plurals in ات ين ون, and over clitics before words without
 * an article (clitic.h: لوزارة, وبوزارة, وأميركي); names that are spelt in several
 * ways are one by a list (name.h: بلينكن, بلينكين); then other names and loan words
 * lose their inner و and ي (أمريكي, أميركي). A word with پ چ ژ گ, which Arabic has not, loses the endings of Persian
 * instead (ها، های، هایی، تر، ترین), one with ٹ ڈ ڑ ں stays as it is. Hebrew loses
 * the letters that are written at the front of a word, while four remain.
 * English is Snowball's.
 *
 * Clitics, plurals (شركات, أمريكيين) and names bring 6,831 of the 79,670 forms of
 * 1.25 million words of news and encyclopedia to other forms of theirs; of 300
 * classes so joined, drawn at random and looked at, 289 were right. What
 * remains is ambiguous without its sentence (بوصلة). A token costs what it did,
 * a word that is seen for the first time 1.7 times as much.
 *
 * Stems are for finding, never for showing, and stemming a stem may change it again.
 */
#ifndef JARIDA_WORDS_STEM_H
#define JARIDA_WORDS_STEM_H

#include "base/str.h"
#include "words/token.h"

/* Stemmers and a memory of the words they have seen. One thread at a time may use it. */
struct stems;

struct stems *stems_new(void);
void stems_free(struct stems *stems); /* NULL is allowed */

/*
 * The stem of a folded word of that kind, borrowed until the next call; at
 * most STEM_GROWTH_B bytes longer than the word. Kinds without grammar
 * (numbers, names, mixed ones …) are returned as they are.
 */
enum { STEM_GROWTH_B = 8 };
struct str stems_stem(struct stems *stems, struct str word, enum token_kind kind);

#endif
