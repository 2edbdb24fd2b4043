/*
 * fold.h: differences of spelling that do not matter to a search.
 *
 * Hamza and alef forms, ta marbuta, alef maqsura, tashkeel, tatweel, digits of
 * every script, Persian and Urdu letters (ک ی ہ ھ ے ۀ), presentation forms and
 * whatever else NFKC makes one, letter case, accents, invisible characters.
 * Folding is idempotent and works code point by code point, so that positions
 * map both ways. Nearly every code point becomes one or nothing; a few
 * (ligatures such as ﻻ and ﷲ, ß, ½) stand for several.
 */
#ifndef JARIDA_TEXT_FOLD_H
#define JARIDA_TEXT_FOLD_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FOLD_MAX_CP = 18 };

#define FOLD_MANY 0x80000000U /* in a page: it stands for several; the rest is what fold_cp() says */

/* Pages of 256, filled when first touched, by whichever thread: a memo of constants. */
enum { FOLD_PAGES = 0x1100 };
extern const uint32_t *fold_pages[FOLD_PAGES];
const uint32_t *fold_page_fill(uint32_t page); /* page < FOLD_PAGES */

static inline uint32_t fold_entry(uint32_t cp)
{
	const uint32_t *page = __atomic_load_n(&fold_pages[cp >> 8], __ATOMIC_ACQUIRE);
	if (__builtin_expect(page == 0, 0))
		page = fold_page_fill(cp >> 8);
	return page[cp & 0xFF];
}

/*
 * The folded code point, or 0 when cp does not count (a mark, tatweel, an
 * invisible character). What stands for several is only put into lower case.
 */
static inline uint32_t fold_cp(uint32_t cp)
{
	if (cp > 0x10FFFF)
		return cp; /* no code point: total all the same */
	return fold_entry(cp) & ~FOLD_MANY;
}

size_t fold_many(uint32_t cp, uint32_t out[FOLD_MAX_CP]);

/* Whether two texts fold to the same. */
bool fold_same(struct str a, struct str b);

/* All that cp stands for; returns how many they are, 0 to FOLD_MAX_CP. None of several is a space. */
static inline size_t fold_all(uint32_t cp, uint32_t out[FOLD_MAX_CP])
{
	uint32_t entry = cp <= 0x10FFFF ? fold_entry(cp) : cp & ~FOLD_MANY;
	if (entry & FOLD_MANY)
		return fold_many(cp, out);
	out[0] = entry;
	return entry != 0;
}

#endif
