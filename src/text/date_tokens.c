#include "config.h"

#include "text/date_tokens.h"

#include "text/fold.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <unicode/uchar.h>

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
		if (token->digits++ < 9)
			token->value = token->value * 10 + digit;
		i += n;
	}
	if (token->digits > 9)
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
