/* charset_guess.h: which encoding bytes are in that say nothing about it. */
#ifndef JARIDA_TEXT_CHARSET_GUESS_H
#define JARIDA_TEXT_CHARSET_GUESS_H

#include "base/str.h"

/* UTF-16 or UTF-32 without a byte order mark, by its code units; NULL when it is not plausible. */
const char *charset_guess_wide(struct str bytes);

/*
 * The single-byte encoding of bytes that are not UTF-8. ICU's detector needs
 * long texts and takes short Windows-1256 ones for others, so the letters of
 * Arabic and Hebrew are weighed first; it is asked about the rest.
 */
const char *charset_guess_bytes(struct str bytes);

/* Whether bytes are UTF-8 but for a few damaged places (or a cut at the end). */
bool charset_guess_damaged_utf8(struct str bytes);

#endif
