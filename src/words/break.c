#include "config.h"

#include "words/break.h"

enum { GCB_SPACING_MARK = 10 }; /* ICU's number */

#define SET(class) (1U << ((class) & BREAK_CLASS))

static const uint32_t LETTER = SET(PWB_ALETTER) | SET(PWB_HEBREW);
static const uint32_t LINE_END = SET(PWB_CR) | SET(PWB_LF) | SET(PWB_NEWLINE);
static const uint32_t IN_WORD = SET(PWB_MIDLETTER) | SET(PWB_MIDNUMLET) | SET(PWB_SINGLE_QUOTE) | SET(BREAK_DOT);
static const uint32_t IN_NUMBER = SET(PWB_MIDNUM) | SET(PWB_MIDNUMLET) | SET(PWB_SINGLE_QUOTE) | SET(BREAK_DOT);

uint8_t break_class(uint32_t cp, uint32_t prop, bool tailored)
{
	unsigned class = prop_wb(prop);
	if (prop & PROP_PICTOGRAPHIC)
		return (uint8_t)(class | BREAK_PICTOGRAPH);
	if (!tailored)
		return (uint8_t)class;
	if (cp == ':' || cp == 0xFE13 || cp == 0xFE55 || cp == 0xFF1A)
		return PWB_OTHER;
	if (cp == '.' || cp == 0x2024 || cp == 0xFE52 || cp == 0xFF0E)
		return BREAK_DOT;
	if (class == PWB_OTHER && prop_gcb(prop) == GCB_SPACING_MARK)
		return PWB_EXTEND; /* of Thai and Lao: in one cluster with the letter before */
	if (SET(class) & LETTER && prop_is_rtl(prop))
		class |= prop_is_arabic(prop) ? BREAK_RTL | BREAK_ARABIC : BREAK_RTL;
	return (uint8_t)class;
}

/* WB6 and WB7: whether a sign inside a word may stand between these letters. */
static bool sign_joins(uint8_t before, unsigned sign, uint8_t after)
{
	if ((before ^ after) & BREAK_RTL || (before | after) & BREAK_ARABIC)
		return false;
	return sign != BREAK_DOT || !(before & BREAK_RTL);
}

/* WB5 to WB12, where the code point before is a letter or a digit. */
static bool letter_joins(uint8_t before, uint8_t next, uint8_t after)
{
	uint32_t b = SET(before), n = SET(next), a = SET(after);
	if (n & (LETTER | SET(PWB_NUMERIC))) {
		if (b & SET(PWB_NUMERIC) && n & SET(PWB_NUMERIC))
			return true; /* WB8 */
		return !((before ^ next) & BREAK_RTL); /* WB5, WB9, WB10 */
	}
	if (b & SET(PWB_NUMERIC))
		return n & IN_NUMBER && a & SET(PWB_NUMERIC); /* WB12 */
	if (n & IN_WORD && a & LETTER)
		return sign_joins(before, next & BREAK_CLASS, after); /* WB6 */
	if (!(b & SET(PWB_HEBREW)))
		return false;
	return n & SET(PWB_SINGLE_QUOTE) || (n & SET(PWB_DOUBLE_QUOTE) && a & SET(PWB_HEBREW)); /* WB7a, WB7b */
}

/* WB7, WB7c, WB11: after a sign. */
static bool behind_sign_joins(const struct word_break *walk, uint8_t next)
{
	uint32_t e = SET(walk->earlier), b = SET(walk->before), n = SET(next);
	if (e & LETTER && b & IN_WORD && n & LETTER)
		return sign_joins(walk->earlier, walk->before & BREAK_CLASS, next);
	if (e & SET(PWB_HEBREW) && b & SET(PWB_DOUBLE_QUOTE) && n & SET(PWB_HEBREW))
		return true;
	return e & SET(PWB_NUMERIC) && b & IN_NUMBER && n & SET(PWB_NUMERIC);
}

/* WB13 to WB13b. */
static bool connector_joins(uint32_t b, uint32_t n)
{
	uint32_t joined = LETTER | SET(PWB_NUMERIC) | SET(PWB_KATAKANA);
	if (n & SET(PWB_EXTENDNUMLET))
		return b & (joined | SET(PWB_EXTENDNUMLET));
	if (b & SET(PWB_EXTENDNUMLET))
		return n & joined;
	return b & SET(PWB_KATAKANA) && n & SET(PWB_KATAKANA);
}

bool break_joins(const struct word_break *walk, uint8_t next, uint8_t after)
{
	uint32_t r = SET(walk->raw), b = SET(walk->before), n = SET(next);
	if (r & SET(PWB_CR) && n & SET(PWB_LF))
		return true; /* WB3 */
	if ((r | n) & LINE_END)
		return false; /* WB3a, WB3b */
	if (r & SET(PWB_ZWJ) && next & BREAK_PICTOGRAPH)
		return true; /* WB3c */
	if (r & SET(PWB_SPACE) && n & SET(PWB_SPACE))
		return true; /* WB3d */
	if (break_is_passed(next))
		return true; /* WB4 */
	if (b & (LETTER | SET(PWB_NUMERIC)) && letter_joins(walk->before, next, after))
		return true;
	if (break_looks_ahead(walk->before) && behind_sign_joins(walk, next))
		return true;
	if (n & SET(PWB_REGIONAL))
		return b & SET(PWB_REGIONAL) && walk->odd_regional; /* WB15, WB16 */
	return connector_joins(b, n);
}

void break_take(struct word_break *walk, uint8_t class)
{
	bool first = walk->raw == 0 && walk->before == 0 && walk->earlier == 0;
	walk->raw = class;
	if (!first && break_is_passed(class) && !(SET(walk->before) & LINE_END))
		return;
	walk->earlier = walk->before;
	walk->before = class;
	walk->odd_regional = SET(class) & SET(PWB_REGIONAL) && !walk->odd_regional;
}
