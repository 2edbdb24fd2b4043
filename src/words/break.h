/*
 * break.h: word boundaries, rule by rule (UAX #29 of Unicode 15.0, WB3 to WB999).
 *
 * A walk over a text feeds it one code point after the other and asks before
 * each whether a word goes on. Marks, ZWNJ and format characters never part a
 * word (WB4). The tailoring is what news in Arabic needs: a colon parts words
 * (as CLDR has it), so do a full stop or any other sign within a word where
 * an Arabic letter stands beside it, a full stop between Hebrew letters, and
 * the seam of a right-to-left letter and a digit or a letter of another
 * direction (بـNATO, 10آلاف). No cluster is split.
 */
#ifndef JARIDA_WORDS_BREAK_H
#define JARIDA_WORDS_BREAK_H

#include "text/prop.h"

#include <stdbool.h>
#include <stdint.h>

/* Beside enum prop_wb in a class: a full stop of any width, and on which side a letter is. */
enum { BREAK_DOT = 23, BREAK_CLASS = 0x1F, BREAK_RTL = 0x20, BREAK_ARABIC = 0x40, BREAK_PICTOGRAPH = 0x80 };

/* What the rules look back at. */
struct word_break {
	uint8_t raw;      /* class of the code point before */
	uint8_t before;   /* the same, of what is no mark (WB4) */
	uint8_t earlier;  /* and of what stands before that */
	bool odd_regional; /* an odd number of regional indicators up to here */
};

/* The class of a code point; prop is prop_of(cp). Tailored or as in the standard. */
uint8_t break_class(uint32_t cp, uint32_t prop, bool tailored);

/* Letters that are told without asking for their class: PWB_ALETTER | BREAK_RTL | BREAK_ARABIC, all of them. */
static inline bool break_is_plain_arabic(uint32_t cp)
{
	return cp - 0x0620 <= 0x064A - 0x0620 || cp - 0x0671 <= 0x06D3 - 0x0671;
}

/* What WB4 passes over. */
static inline bool break_is_passed(uint8_t class)
{
	unsigned c = class & BREAK_CLASS;
	return c == PWB_EXTEND || c == PWB_FORMAT || c == PWB_ZWJ;
}

/* Whether the answer before this class depends on what comes after it. */
static inline bool break_looks_ahead(uint8_t class)
{
	const uint32_t set = 1U << PWB_MIDLETTER | 1U << PWB_MIDNUM | 1U << PWB_MIDNUMLET | 1U << PWB_SINGLE_QUOTE
	                     | 1U << PWB_DOUBLE_QUOTE | 1U << BREAK_DOT;
	return set >> (class & BREAK_CLASS) & 1;
}

/*
 * Whether no boundary lies before class `next`. `after` is the class of the
 * first code point after it that is not passed over; it counts only where
 * break_looks_ahead(next), 0 at the end of the text.
 */
bool break_joins(const struct word_break *walk, uint8_t next, uint8_t after);

/* Go over a code point of that class. A walk begins zeroed, with its first code point taken. */
void break_take(struct word_break *walk, uint8_t class);

#endif
