/*
 * prop.h: all that the engine asks about a code point, in one word.
 *
 * The answers are ICU's (Unicode 15.0) and the C library's widths, packed into
 * 32 bits and kept in pages of 256 that are filled when first touched: a news
 * text touches four or five. A page is a memo of constants, not state: any
 * thread may be the first to touch it.
 */
#ifndef JARIDA_TEXT_PROP_H
#define JARIDA_TEXT_PROP_H

#include <stdbool.h>
#include <stdint.h>

/* Line breaking, as far as it is decided without ICU; see breaks.c. */
enum prop_lb { PLB_ASK, PLB_AL, PLB_CM, PLB_SP, PLB_NU, PLB_IS, PLB_QU, PLB_OP, PLB_CL };

enum {
	PROP_BIDI_SHIFT = 0,  /* 5 bits: ICU's UCharDirection */
	PROP_JOIN_SHIFT = 5,  /* 3 bits: ICU's UJoiningType */
	PROP_GCB_SHIFT = 8,   /* 5 bits: ICU's UGraphemeClusterBreak */
	PROP_LB_SHIFT = 13,   /* 4 bits: enum prop_lb */
	PROP_WIDTH_SHIFT = 17, /* 2 bits: columns, 0 to 2 */
	PROP_PICTOGRAPHIC = 1 << 19,
	PROP_INVISIBLE = 1 << 20,    /* default ignorable or format: never has a picture */
	PROP_MARK = 1 << 21,         /* takes no column of its own: rides on a base */
	PROP_MIRRORED = 1 << 22,     /* has a mirror image (UAX #9 L4) */
	PROP_OPEN = 1 << 23,         /* opening paired bracket (UAX #9 BD14) */
	PROP_CLOSE = 1 << 24,        /* closing paired bracket (BD15) */
	PROP_UNPRINTABLE = 1 << 25,  /* the C library knows no width: shown as U+FFFD */
	PROP_MODIFIER = 1 << 26,     /* emoji modifier */
	PROP_WB_SHIFT = 27           /* 5 bits: enum prop_wb */
};

/* The right-to-left letters among the bidi classes, with ICU's numbers. */
enum { PROP_BIDI_R = 1, PROP_BIDI_AL = 13 };

/* Word breaking (UAX #29), with ICU's numbers. */
enum prop_wb {
	PWB_OTHER = 0,
	PWB_ALETTER = 1,
	PWB_FORMAT = 2,
	PWB_KATAKANA = 3,
	PWB_MIDLETTER = 4,
	PWB_MIDNUM = 5,
	PWB_NUMERIC = 6,
	PWB_EXTENDNUMLET = 7,
	PWB_CR = 8,
	PWB_EXTEND = 9,
	PWB_LF = 10,
	PWB_MIDNUMLET = 11,
	PWB_NEWLINE = 12,
	PWB_REGIONAL = 13,
	PWB_HEBREW = 14,
	PWB_SINGLE_QUOTE = 15,
	PWB_DOUBLE_QUOTE = 16,
	PWB_ZWJ = 21,
	PWB_SPACE = 22
};

enum { PROP_PAGES = 0x1100 }; /* of 256 code points */
extern const uint32_t *prop_pages[PROP_PAGES];
const uint32_t *prop_page_fill(uint32_t page); /* page < PROP_PAGES */

static inline uint32_t prop_of(uint32_t cp)
{
	uint32_t number = cp >> 8 < PROP_PAGES ? cp >> 8 : 0xFF; /* no code point: as U+FFxx */
	const uint32_t *page = __atomic_load_n(&prop_pages[number], __ATOMIC_ACQUIRE);
	if (__builtin_expect(page == 0, 0))
		page = prop_page_fill(number);
	return page[cp & 0xFF];
}

uint32_t prop_mirror(uint32_t cp); /* the mirror image (UAX #9 L4), or cp */

static inline unsigned prop_bidi(uint32_t prop)
{
	return prop & 0x1F;
}

static inline unsigned prop_join(uint32_t prop)
{
	return prop >> PROP_JOIN_SHIFT & 7;
}

static inline unsigned prop_gcb(uint32_t prop)
{
	return prop >> PROP_GCB_SHIFT & 0x1F;
}

static inline enum prop_lb prop_lb(uint32_t prop)
{
	return (enum prop_lb)(prop >> PROP_LB_SHIFT & 0xF);
}

static inline enum prop_wb prop_wb(uint32_t prop)
{
	return (enum prop_wb)(prop >> PROP_WB_SHIFT);
}

/* Whether it is a letter of a right-to-left script; of Arabic and its kin (bidi classes R, AL). */
static inline bool prop_is_rtl(uint32_t prop)
{
	return prop_bidi(prop) == PROP_BIDI_R || prop_bidi(prop) == PROP_BIDI_AL;
}

static inline bool prop_is_arabic(uint32_t prop)
{
	return prop_bidi(prop) == PROP_BIDI_AL;
}

static inline unsigned prop_width(uint32_t prop)
{
	return prop >> PROP_WIDTH_SHIFT & 3;
}

#endif
