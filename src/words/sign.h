/*
 * sign.h: what a code point is to the language of queries (expr.h).
 *
 * Private to expr*.c.
 */
#ifndef JARIDA_WORDS_SIGN_H
#define JARIDA_WORDS_SIGN_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sign {
	SIGN_END,       /* of the text */
	SIGN_LETTER,    /* anything that may be part of a word */
	SIGN_BLANK,     /* parts words; so do ، and ؛ */
	SIGN_INVISIBLE, /* a bidi control: nothing by itself, part of a word within one */
	SIGN_QUOTE,
	SIGN_OPEN,
	SIGN_CLOSE,
	SIGN_STAR
};

/* The sign at a byte of the text, and its length in bytes (0 at the end). */
enum sign sign_at(struct str text, size_t at, size_t *n_b);

/* Where the mark stands that closes the one at `open`, or the end. A straight one is passed over where it is doubled. */
size_t sign_quote_end(struct str text, size_t open);

/* Where the word that begins at `from` ends; a field's value goes over stars and quotation marks. */
size_t sign_word_end(struct str text, size_t from, bool is_value);

bool sign_is_title(struct str name);

/* Letters of ASCII followed by a colon: the length of the name, 0 for none. An address (https://) is none. */
size_t sign_name(struct str text, size_t from);

#endif
