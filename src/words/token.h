/*
 * token.h: the words of a text.
 *
 * By the word boundaries of break.h, tailored. Every word that is not taken
 * apart anywhere else is one token, with its place in bytes and in code points:
 * tatweel, tashkeel, ZWNJ (می‌خواهد) and bidi controls never part a word;
 * digits of any script with the separators between them are one number;
 * clitics are not cut (والكتاب is one).
 *
 * Some tokens are compounds, and have parts beside the whole: words joined by
 * hyphens or a maqaf (storm-0558, كوفيد-19), by ZWNJ, by _ or by a full stop;
 * @names, #hashtags and addresses (https://…, www.…). Parts are tokens in
 * their own right, without parts; signs, spaces and pictures are not tokens.
 * An index wants the parts in their order and the whole at the place of the
 * first; someone who marks what was found takes the range of either.
 *
 * Ranges begin and end at whole clusters, ascend and do not overlap. Total:
 * any bytes are a text. Nothing is allocated; each code point is looked at a
 * fixed number of times at most.
 */
#ifndef JARIDA_WORDS_TOKEN_H
#define JARIDA_WORDS_TOKEN_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token_kind {
	TOKEN_ARABIC, /* Arabic script, whatever the language */
	TOKEN_HEBREW,
	TOKEN_LATIN,
	TOKEN_OTHER,  /* another script, or several; an ideograph stands alone */
	TOKEN_NUMBER,
	TOKEN_MIXED,  /* letters and digits: storm-0558, F16 */
	TOKEN_NAME,   /* @name */
	TOKEN_TAG,    /* #hashtag */
	TOKEN_ADDRESS,
	N_TOKEN_KINDS
};

struct token {
	size_t from_b, to_b;   /* bytes [from, to) of the text */
	size_t from_cp, to_cp; /* the same in code points */
	enum token_kind kind;
	bool compound; /* it has parts: see token_parts() */
};

/* A walk over the tokens of a text, which is borrowed. */
struct tokens {
	struct str text;
	size_t at_b, at_cp;
	bool parts;     /* compounds are taken apart */
	bool in_word;   /* what stands before belongs to a word */
};

struct tokens tokens_of(struct str text);

/* The next one; false when there is none, and then always. */
bool token_next(struct tokens *walk, struct token *token);

/* A walk over the parts of a token of this text. Of one that is no compound: itself. */
struct tokens token_parts(struct str text, const struct token *token);

/* The bytes of a token. */
static inline struct str token_text(struct str text, const struct token *token)
{
	return (struct str){text.p + token->from_b, token->to_b - token->from_b};
}

#endif
