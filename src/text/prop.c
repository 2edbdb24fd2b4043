#include "config.h"

#include "text/prop.h"

#include "base/mem.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <wchar.h>

const uint32_t *prop_pages[PROP_PAGES];

_Static_assert(PWB_ALETTER == (int)U_WB_ALETTER && PWB_EXTENDNUMLET == (int)U_WB_EXTENDNUMLET
                       && PWB_HEBREW == (int)U_WB_HEBREW_LETTER && PWB_SPACE == (int)U_WB_WSEGSPACE
                       && PROP_BIDI_R == (int)U_RIGHT_TO_LEFT && PROP_BIDI_AL == (int)U_RIGHT_TO_LEFT_ARABIC
                       && U_GCB_SPACING_MARK == 10 && U_GCB_PREPEND == 11,
               "ICU's numbers");

/*
 * Widths are those of a UTF-8 locale whatever locale the process is in: they
 * have to be what ncurses will believe.
 */
static locale_t width_locale(void)
{
	static locale_t utf8;
	static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", ""};
	for (unsigned i = 0; utf8 == (locale_t)0 && i < sizeof names / sizeof *names; i++)
		utf8 = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
	return utf8;
}

static bool is_mark_category(uint32_t cp)
{
	int8_t category = u_charType((UChar32)cp);
	return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK;
}

/* Width and what follows from it. Number signs such as U+0600 are Cf, yet have a picture. */
static uint32_t picture_bits(uint32_t cp)
{
	int columns = cp > 0 ? wcwidth((wchar_t)cp) : -1; /* NUL is no mark, though its width is 0 */
	if (u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)
	    || (columns <= 0 && u_charType((UChar32)cp) == U_FORMAT_CHAR))
		return PROP_INVISIBLE;
	if (columns == 0 || is_mark_category(cp))
		return PROP_MARK;
	if (columns < 0)
		return PROP_UNPRINTABLE | 1 << PROP_WIDTH_SHIFT;
	return (uint32_t)columns << PROP_WIDTH_SHIFT;
}

/* Classes whose pairs breaks.c decides itself; East Asian brackets and quotes are left to ICU. */
static enum prop_lb lb_bits(uint32_t cp)
{
	if (cp >= 0x1100)
		return cp >= 0x2018 && cp <= 0x201D ? PLB_QU : PLB_ASK;
	switch (u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK)) {
	case U_LB_ALPHABETIC:
	case U_LB_HEBREW_LETTER:
		return PLB_AL; /* they differ beside hyphens and slashes only, and those ask */
	case U_LB_COMBINING_MARK:
		return PLB_CM;
	case U_LB_SPACE:
		return PLB_SP;
	case U_LB_NUMERIC:
		return PLB_NU;
	case U_LB_INFIX_NUMERIC:
		return PLB_IS;
	case U_LB_QUOTATION:
		return PLB_QU;
	case U_LB_OPEN_PUNCTUATION:
		return PLB_OP;
	case U_LB_CLOSE_PARENTHESIS:
	case U_LB_CLOSE_PUNCTUATION:
	case U_LB_EXCLAMATION:
		return PLB_CL;
	default:
		return PLB_ASK;
	}
}

static uint32_t bracket_bits(uint32_t cp)
{
	switch (u_getIntPropertyValue((UChar32)cp, UCHAR_BIDI_PAIRED_BRACKET_TYPE)) {
	case U_BPT_OPEN:
		return PROP_OPEN;
	case U_BPT_CLOSE:
		return PROP_CLOSE;
	default:
		return 0;
	}
}

static uint32_t compute(uint32_t cp)
{
	UChar32 c = (UChar32)cp;
	uint32_t prop = (uint32_t)u_charDirection(c);
	prop |= (uint32_t)u_getIntPropertyValue(c, UCHAR_JOINING_TYPE) << PROP_JOIN_SHIFT;
	prop |= (uint32_t)u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) << PROP_GCB_SHIFT;
	prop |= (uint32_t)lb_bits(cp) << PROP_LB_SHIFT;
	prop |= (uint32_t)u_getIntPropertyValue(c, UCHAR_WORD_BREAK) << PROP_WB_SHIFT;
	prop |= picture_bits(cp) | bracket_bits(cp);
	if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC))
		prop |= PROP_PICTOGRAPHIC;
	if (u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER))
		prop |= PROP_MODIFIER;
	if (u_charMirror(c) != c)
		prop |= PROP_MIRRORED;
	return prop;
}

const uint32_t *prop_page_fill(uint32_t page)
{
	uint32_t *entries = xcalloc(256, sizeof *entries);
	locale_t utf8 = width_locale();
	locale_t old = utf8 != (locale_t)0 ? uselocale(utf8) : (locale_t)0;
	for (uint32_t i = 0; i < 256; i++)
		entries[i] = compute(page << 8 | i);
	if (old != (locale_t)0)
		uselocale(old);
	const uint32_t *none = NULL;
	if (__atomic_compare_exchange_n(&prop_pages[page], &none, entries, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return entries;
	free(entries); /* another thread was faster */
	return none;
}

uint32_t prop_mirror(uint32_t cp)
{
	return (uint32_t)u_charMirror((UChar32)cp);
}
