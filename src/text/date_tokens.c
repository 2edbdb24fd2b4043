#include "config.h"

#include "text/date_tokens.h"

#include "text/fold.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <unicode/uchar.h>

enum {
	MAX_DIGITS = 9, /* what an int holds whatever they are */
	MAX_SOFT = 4    /* signs and words of no meaning between two parts of a date */
};

const struct date_token *date_token_at(const struct date_tokens *tokens, size_t i)
{
	return &tokens->items[i < tokens->n ? i : tokens->n];
}

static size_t read_number(struct str text, struct date_token *token)
{
	size_t i = 0;
	token->kind = TOKEN_NUMBER;
	while (i < text.n) {
		uint32_t cp;
		size_t n = utf8_decode(text.p + i, text.n - i, &cp);
		int digit = u_charDigitValue((UChar32)cp);
		if (digit < 0)
			break;
		if (token->digits++ < MAX_DIGITS)
			token->value = token->value * 10 + digit;
		i += n;
	}
	if (token->digits > MAX_DIGITS)
		token->kind = TOKEN_WORD;
	return i;
}

static size_t read_word(struct str text, struct date_token *token)
{
	token->kind = TOKEN_WORD;
	size_t n = date_word_find(text, &token->word);
	if (n > 0) {
		struct str found = str_sub(text, 0, n);
		token->meridiem = phrase_match(found, STR("م")) == n;
		return n;
	}
	for (n = 0; n < text.n;) {
		uint32_t cp;
		size_t taken = utf8_decode(text.p + n, text.n - n, &cp);
		if (!phrase_is_letter(cp) && fold_cp(cp) != 0)
			break;
		n += taken;
	}
	return n;
}

static uint32_t plain_sign(uint32_t cp)
{
	switch (cp) {
	case 0x060D: /* Arabic date separator */
	case 0x066B: /* Arabic decimal separator, used as one */
	case 0x2044:
	case '\\':
		return '/';
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return '-';
	case 0xFF1A:
		return ':';
	default:
		return cp;
	}
}

void date_tokens_read(struct date_tokens *tokens, struct str text)
{
	text = str_sub(text, 0, DATE_MAX_TEXT_B);
	tokens->n = 0;
	bool glued = false;
	for (size_t i = 0; i < text.n && tokens->n < DATE_MAX_TOKENS;) {
		uint32_t cp;
		size_t taken = utf8_decode(text.p + i, text.n - i, &cp);
		if (phrase_is_space(cp) || cp == '\n')
			glued = false;
		if (phrase_is_space(cp) || cp == '\n' || (fold_cp(cp) == 0 && !phrase_is_letter(cp))) {
			i += taken;
			continue;
		}
		struct date_token *token = &tokens->items[tokens->n];
		*token = (struct date_token){.glued = glued};
		struct str rest = str_sub(text, i, text.n);
		if (u_charDigitValue((UChar32)cp) >= 0) {
			taken = read_number(rest, token);
		} else if (phrase_is_letter(cp)) {
			size_t n = read_word(rest, token);
			taken = n > 0 ? n : taken;
		} else {
			token->kind = TOKEN_SIGN;
			token->sign = plain_sign(cp);
		}
		i += taken;
		glued = true;
		tokens->n++;
	}
	tokens->items[tokens->n] = (struct date_token){.kind = TOKEN_END};
}

bool date_sign_at(const struct date_tokens *t, size_t i, uint32_t sign)
{
	const struct date_token *token = date_token_at(t, i);
	return token->kind == TOKEN_SIGN && token->sign == sign;
}

bool date_word_at(const struct date_tokens *t, size_t i, enum date_word_kind kind)
{
	const struct date_token *token = date_token_at(t, i);
	return token->kind == TOKEN_WORD && token->word.kind == kind;
}

bool date_number_at(const struct date_tokens *t, size_t i, int min_digits, int max_digits)
{
	const struct date_token *token = date_token_at(t, i);
	return token->kind == TOKEN_NUMBER && token->digits >= min_digits && token->digits <= max_digits;
}

int date_value_at(const struct date_tokens *t, size_t i)
{
	return date_token_at(t, i)->value;
}

/* What may stand between the parts of a date, and means nothing. */
static bool is_soft(const struct date_tokens *t, size_t i)
{
	const struct date_token *token = date_token_at(t, i);
	if (token->kind == TOKEN_WORD)
		return token->word.kind == WORD_JOIN;
	if (token->kind != TOKEN_SIGN)
		return false;
	switch (token->sign) {
	case ',': case '/': case '-': case '.': case '(': case ')': case '|': case '\'': case '[': case ']':
	case 0x060C: case 0x05F3: case 0x05BE: case 0x2019: case 0x00B7: case 0x2022: case ':':
		return true;
	default:
		return false;
	}
}

size_t date_skip_soft(const struct date_tokens *t, size_t i)
{
	for (int n = 0; n < MAX_SOFT && is_soft(t, i) && !date_sign_at(t, i, ':'); n++)
		i++;
	return i;
}
