#include "config.h"

#include "text/phrase.h"

#include "text/fold.h"
#include "text/utf8.h"

#include <unicode/uchar.h>

bool phrase_is_letter_any(uint32_t cp)
{
	return (U_MASK(u_charType((UChar32)cp)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool phrase_is_space_any(uint32_t cp)
{
	return u_isUWhiteSpace((UChar32)cp);
}

static bool is_gap(uint32_t cp)
{
	return phrase_is_space(cp) || cp == '-' || cp == 0x2010 || cp == 0x2011;
}

uint32_t phrase_first(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		cp = fold_cp(cp);
		if (cp != 0)
			return cp;
	}
	return 0;
}

/* Skip gaps and what does not count; returns the new offset, and whether there was a gap. */
static size_t skip_gap(struct str text, size_t i, bool *gap)
{
	*gap = false;
	while (i < text.n) {
		uint32_t cp;
		size_t n = utf8_decode(text.p + i, text.n - i, &cp);
		if (is_gap(cp))
			*gap = true;
		else if (fold_cp(cp) != 0)
			break;
		i += n;
	}
	return i;
}

/* Skip the marks that belong to the letter before; false when the word goes on. */
static bool word_ends(struct str text, size_t *i)
{
	while (*i < text.n) {
		uint32_t cp;
		size_t n = utf8_decode(text.p + *i, text.n - *i, &cp);
		if (fold_cp(cp) != 0)
			return !phrase_is_letter(cp);
		*i += n;
	}
	return true;
}

size_t phrase_match(struct str text, struct str phrase)
{
	size_t i = 0;
	for (size_t k = 0; k < phrase.n;) {
		uint32_t want;
		k += utf8_decode(phrase.p + k, phrase.n - k, &want);
		if (is_gap(want)) {
			bool gap;
			i = skip_gap(text, i, &gap);
			if (!gap)
				return 0;
			continue;
		}
		want = fold_cp(want);
		if (want == 0)
			continue;
		uint32_t got = 0;
		while (got == 0) {
			if (i >= text.n)
				return 0;
			uint32_t cp;
			i += utf8_decode(text.p + i, text.n - i, &cp);
			got = fold_cp(cp);
		}
		if (got != want)
			return 0;
	}
	return word_ends(text, &i) ? i : 0;
}
