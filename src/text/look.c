#include "config.h"

#include "text/look.h"

#include "text/digit.h"
#include "text/prop.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { TATWEEL = 0x640, NO_BREAK_SPACE = 0xA0 };

bool look_same(struct look a, struct look b)
{
	return a.marks == b.marks && a.hide_tatweel == b.hide_tatweel && a.digits == b.digits &&
	       a.lam_alef == b.lam_alef;
}

static bool is_tashkeel(uint32_t cp)
{
	static const struct {
		uint16_t first, last;
	} ranges[] = {
		{0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5}, {0x05C7, 0x05C7},
		{0x0610, 0x061A}, {0x064B, 0x0652}, {0x0656, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC},
		{0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x08D3, 0x08E1}, {0x08E3, 0x08FF},
	};
	if (cp < 0x0591 || cp > 0x08FF)
		return false;
	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return false;
}

static bool is_letter(uint32_t cp, uint32_t prop)
{
	return cp != TATWEEL && prop_bidi(prop) == U_RIGHT_TO_LEFT_ARABIC;
}

static bool is_passed(uint32_t cp, uint32_t prop)
{
	return cp == TATWEEL || prop_bidi(prop) == U_DIR_NON_SPACING_MARK;
}

/* The letters on both sides of a run of tatweels and marks. */
struct stretch_of_tatweel {
	size_t end;
	bool after_letter, before_letter;
};

static struct stretch_of_tatweel stretch_at(const uint32_t *cp, const uint32_t *props, size_t n, size_t i)
{
	struct stretch_of_tatweel s = {.end = i};
	size_t start = i;
	while (start > 0 && is_passed(cp[start - 1], props[start - 1]))
		start--;
	while (s.end < n && is_passed(cp[s.end], props[s.end]))
		s.end++;
	s.after_letter = start > 0 && is_letter(cp[start - 1], props[start - 1]);
	s.before_letter = s.end < n && is_letter(cp[s.end], props[s.end]);
	return s;
}

/* Marks stand in the order of their classes: one that composes may stand after others, which go. */
void look_compose(struct look look, const uint32_t *props, uint32_t *letters, size_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = look.marks == MARKS_DROPPED ? unorm2_getNFCInstance(&status) : NULL;
	if (nfc == NULL || U_FAILURE(status))
		return;
	for (size_t i = 1, base = 0; i < n; i++) {
		if (!(props[i] & PROP_MARK)) {
			base = i;
			continue;
		}
		UChar32 both = unorm2_composePair(nfc, (UChar32)letters[base], (UChar32)letters[i]);
		if (both >= 0 && prop_width(prop_of((uint32_t)both)) == prop_width(props[base]))
			letters[base] = (uint32_t)both;
	}
}

void look_before_joining(struct look look, const uint32_t *cp, uint32_t *props, size_t n)
{
	const uint32_t join_bits = 7U << PROP_JOIN_SHIFT;
	for (size_t i = 0; look.hide_tatweel && i < n; i++) {
		if (cp[i] != TATWEEL)
			continue;
		struct stretch_of_tatweel s = stretch_at(cp, props, n, i);
		for (; i < s.end; i++)
			if (cp[i] == TATWEEL && s.after_letter && s.before_letter)
				props[i] = (props[i] & ~join_bits) | (uint32_t)U_JT_TRANSPARENT << PROP_JOIN_SHIFT;
	}
}

static void hide(uint32_t *prop)
{
	*prop = (*prop & ~(uint32_t)PROP_MARK) | PROP_INVISIBLE;
}

/* Tatweels of a word's inside go; those at its edge when no mark stands on them. */
static void hide_tatweels(const uint32_t *cp, uint32_t *props, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (cp[i] != TATWEEL)
			continue;
		struct stretch_of_tatweel s = stretch_at(cp, props, n, i);
		bool inside = s.after_letter && s.before_letter;
		bool at_letter = s.after_letter || s.before_letter;
		for (; i < s.end; i++) {
			bool carries = i + 1 < s.end && props[i + 1] & PROP_MARK;
			if (cp[i] == TATWEEL && (inside || (at_letter && !carries)))
				hide(&props[i]);
		}
	}
}

static bool is_space(uint32_t cp, uint32_t prop)
{
	return cp == '\t' || cp == NO_BREAK_SPACE || prop_lb(prop) == PLB_SP;
}

static bool is_ascii_letter(uint32_t cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

static void show_digits(enum digits digits, const uint32_t *cp, const uint32_t *props, uint32_t *glyphs,
                        size_t n)
{
	const uint32_t zero = digits == DIGITS_LATIN    ? DIGIT_ZERO_LATIN
	                      : digits == DIGITS_ARABIC ? DIGIT_ZERO_ARABIC
	                                                : DIGIT_ZERO_PERSIAN;
	for (size_t start = 0, end; start < n; start = end + 1) {
		bool latin = false;
		for (end = start; end < n && !is_space(cp[end], props[end]); end++)
			latin = latin || is_ascii_letter(cp[end]);
		for (size_t i = start; i < end; i++)
			if (digit_value(cp[i]) >= 0 && !(latin && cp[i] < 0x80))
				glyphs[i] = zero + (uint32_t)digit_value(cp[i]);
	}
}

void look_apply(struct look look, const uint32_t *cp, uint32_t *props, uint32_t *glyphs, size_t n,
                enum dir dir)
{
	for (size_t i = 0; look.marks != MARKS_SHOWN && i < n; i++)
		if (look.marks == MARKS_DROPPED ? (props[i] & PROP_MARK) != 0 : is_tashkeel(cp[i]))
			hide(&props[i]);
	if (look.hide_tatweel)
		hide_tatweels(cp, props, n);
	if (look.digits != DIGITS_AS_WRITTEN && dir == DIR_RTL)
		show_digits(look.digits, cp, props, glyphs, n);
}
