/*
 * phrase.h: fixed words found in whatever spelling they come.
 *
 * Both sides are compared as folded (text/fold.h), so that hamza, tashkeel,
 * tatweel, Persian letters and letter case do not matter; a space of the
 * phrase stands for any run of spaces and hyphens. A phrase ends at the end of
 * a word: `may` is not found in `maybe`.
 */
#ifndef JARIDA_TEXT_PHRASE_H
#define JARIDA_TEXT_PHRASE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The first folded code point of s that counts, or 0: what cannot match is told by it quickly. */
uint32_t phrase_first(struct str s);

/* The bytes that phrase takes at the start of text, or 0 when text does not start with it. */
size_t phrase_match(struct str text, struct str phrase);

/* The same as below for any code point, without the short cut. */
bool phrase_is_letter_any(uint32_t cp);
bool phrase_is_space_any(uint32_t cp);

/* Whether the code point belongs to a word: a letter or a mark. */
static inline bool phrase_is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	if ((cp >= 0x0620 && cp <= 0x065F) || (cp >= 0x05D0 && cp <= 0x05EA))
		return true;
	return phrase_is_letter_any(cp);
}

/* Whether it is a space of any kind; a line end is none. */
static inline bool phrase_is_space(uint32_t cp)
{
	if (cp < 0x1680)
		return cp == ' ' || cp == '\t' || cp == 0xA0;
	return phrase_is_space_any(cp);
}

#endif
