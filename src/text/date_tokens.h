/* date_tokens.h: a text cut into the numbers, words and signs that a date is read from. */
#ifndef JARIDA_TEXT_DATE_TOKENS_H
#define JARIDA_TEXT_DATE_TOKENS_H

#include "text/date_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum date_token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_SIGN };

struct date_token {
	enum date_token_kind kind;
	struct date_word word; /* TOKEN_WORD */
	int value;             /* TOKEN_NUMBER: up to 9 digits; larger ones are words of no meaning */
	int digits;
	uint32_t sign;         /* TOKEN_SIGN: date signs of other scripts as '/' */
	bool glued;            /* nothing stands between it and the token before */
	bool meridiem;         /* the sign م: "Christian era" after a year, "pm" after a time */
};

enum {
	DATE_MAX_TOKENS = 96,
	DATE_MAX_TEXT_B = 2048,
	DATE_NOT_HERE = 0 /* as the token after something: there is nothing there */
};

struct date_tokens {
	struct date_token items[DATE_MAX_TOKENS + 1]; /* the last one is TOKEN_END */
	size_t n;
};

void date_tokens_read(struct date_tokens *tokens, struct str text);

/* The token at i, TOKEN_END outside. */
const struct date_token *date_token_at(const struct date_tokens *tokens, size_t i);

/* Whether token i is that sign, a word of that kind, a number of so many digits. */
bool date_sign_at(const struct date_tokens *tokens, size_t i, uint32_t sign);
bool date_word_at(const struct date_tokens *tokens, size_t i, enum date_word_kind kind);
bool date_number_at(const struct date_tokens *tokens, size_t i, int min_digits, int max_digits);

int date_value_at(const struct date_tokens *tokens, size_t i); /* of a number */

/* The first token from i on that is more than punctuation, "of" or "the"; a few are skipped, a colon never. */
size_t date_skip_soft(const struct date_tokens *tokens, size_t i);

#endif
