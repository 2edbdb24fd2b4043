#include "config.h"

#include "words/sign.h"

#include "text/prop.h"
#include "text/utf8.h"
#include "words/expr.h"

enum { NBSP = 0xA0, ARABIC_COMMA = 0x060C, ARABIC_SEMICOLON = 0x061B };

/* Marks that close each other. */
enum family { NO_QUOTE, STRAIGHT, CURLY, GUILLEMET, SINGLE_GUILLEMET };

static enum family family_of(uint32_t cp)
{
	if (cp == '"')
		return STRAIGHT;
	if ((cp >= 0x201C && cp <= 0x201F) || (cp >= 0x301D && cp <= 0x301F) || cp == 0xFF02)
		return CURLY;
	if (cp == 0xAB || cp == 0xBB)
		return GUILLEMET;
	return cp == 0x2039 || cp == 0x203A ? SINGLE_GUILLEMET : NO_QUOTE;
}

static bool is_blank(uint32_t cp)
{
	return cp <= ' ' || (cp >= 0x7F && cp <= NBSP) || cp == ARABIC_COMMA || cp == ARABIC_SEMICOLON || cp == 0x1680
	       || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F
	       || cp == 0x3000;
}

static bool is_invisible(uint32_t cp)
{
	return cp == 0x200E || cp == 0x200F || cp == 0x061C || (cp >= 0x202A && cp <= 0x202E)
	       || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

static enum sign sign_of(uint32_t cp)
{
	switch (cp) {
	case '(':
		return SIGN_OPEN;
	case ')':
		return SIGN_CLOSE;
	case '*':
		return SIGN_STAR;
	default:
		return is_blank(cp)                  ? SIGN_BLANK
		       : is_invisible(cp)            ? SIGN_INVISIBLE
		       : family_of(cp) != NO_QUOTE   ? SIGN_QUOTE
		                                     : SIGN_LETTER;
	}
}

static size_t decode(struct str text, size_t at, uint32_t *cp)
{
	*cp = 0;
	return at < text.n ? utf8_decode(text.p + at, text.n - at, cp) : 0;
}

enum sign sign_at(struct str text, size_t at, size_t *n_b)
{
	uint32_t cp;
	*n_b = decode(text, at, &cp);
	return *n_b == 0 ? SIGN_END : sign_of(cp);
}

/* Whether a sign that parts words stands within one: ، between digits, " between Hebrew letters. */
static bool is_within(uint32_t before, uint32_t cp, uint32_t after)
{
	enum prop_wb one = prop_wb(prop_of(before)), other = prop_wb(prop_of(after));
	if (cp == ARABIC_COMMA)
		return one == PWB_NUMERIC && other == PWB_NUMERIC;
	return cp == '"' && one == PWB_HEBREW && other == PWB_HEBREW;
}

static bool closes(uint32_t opened, uint32_t cp)
{
	return family_of(cp) == family_of(opened) || (family_of(opened) == CURLY && cp == '"');
}

size_t sign_quote_end(struct str text, size_t open)
{
	uint32_t opened, before = 0, cp, after;
	size_t at = open + decode(text, open, &opened), n;
	for (; at < text.n; at += n, before = cp) {
		n = decode(text, at, &cp);
		size_t n_after = decode(text, at + n, &after);
		if (!closes(opened, cp) || is_within(before, cp, after))
			continue;
		if (opened != '"' || after != '"')
			break;
		n += n_after;
	}
	return at;
}

size_t sign_word_end(struct str text, size_t from, bool is_value)
{
	uint32_t before = 0, cp, after;
	for (size_t n; from < text.n; from += n, before = cp) {
		n = decode(text, from, &cp);
		enum sign sign = sign_of(cp);
		if (sign == SIGN_LETTER || sign == SIGN_INVISIBLE)
			continue;
		if (is_value && (sign == SIGN_QUOTE || sign == SIGN_STAR))
			continue;
		decode(text, from + n, &after);
		if (!is_within(before, cp, after))
			break;
	}
	return from;
}

bool sign_is_title(struct str name)
{
	static const char title[] = "title";
	size_t n = 0;
	while (n < name.n && ascii_lower(name.p[n]) == title[n])
		n++;
	return n == name.n && title[n] == '\0';
}

size_t sign_name(struct str text, size_t from)
{
	size_t n = 0;
	while (from + n < text.n && ascii_lower(text.p[from + n]) >= 'a' && ascii_lower(text.p[from + n]) <= 'z')
		n++;
	struct str rest = str_sub(text, from + n, text.n);
	bool is_address = str_starts(rest, STR("://")) && !sign_is_title(str_sub(text, from, from + n));
	return n < EXPR_NAME_B && str_starts(rest, STR(":")) && !is_address ? n : 0;
}
