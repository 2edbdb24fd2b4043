/*
 * fold.h: spelling differences that a reader does not mean when he searches.
 *
 * Hamza and alef forms, ta marbuta, alef maqsura, tashkeel, tatweel, digits of
 * every script, Persian and Urdu letters (ک ی ہ ھ ے ۀ), letter case, invisible
 * characters. Folding is idempotent and works code point by code point: each
 * becomes one code point or nothing, so that positions map both ways.
 */
#ifndef JARIDA_TEXT_FOLD_H
#define JARIDA_TEXT_FOLD_H

#include <stdint.h>

/* The folded code point, or 0 when cp does not count (a mark, tatweel, an invisible character). */
uint32_t fold_cp(uint32_t cp);

#endif
