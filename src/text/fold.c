#include "config.h"

#include "text/fold.h"

#include "text/prop.h"

#include <unicode/uchar.h>

enum { TATWEEL = 0x0640 };

/* Letters that readers write for one another; a letter stays in its row whoever writes it. */
static uint32_t fold_arabic(uint32_t cp)
{
	switch (cp) {
	case 0x0622: /* آ */
	case 0x0623: /* أ */
	case 0x0625: /* إ */
	case 0x0671: /* ٱ */
	case 0x0672:
	case 0x0673:
	case 0x0675:
		return 0x0627; /* ا */
	case 0x0624: /* ؤ */
		return 0x0648; /* و */
	case 0x0626: /* ئ */
	case 0x0649: /* ى */
	case 0x06CC: /* ی */
	case 0x06CD:
	case 0x06D0:
	case 0x06D2: /* ے */
	case 0x06D3:
		return 0x064A; /* ي */
	case 0x0629: /* ة */
	case 0x06BE: /* ھ */
	case 0x06C0: /* ۀ */
	case 0x06C1: /* ہ */
	case 0x06C2:
	case 0x06C3:
	case 0x06D5: /* ە */
		return 0x0647; /* ه */
	case 0x06A9: /* ک */
	case 0x06AA:
		return 0x0643; /* ك */
	case 0x0654: /* hamza above and below, written apart */
	case 0x0655:
		return 0;
	default:
		return cp;
	}
}

static uint32_t fold_slowly(uint32_t cp)
{
	uint32_t prop = prop_of(cp);
	if (cp == TATWEEL || prop & (PROP_MARK | PROP_INVISIBLE))
		return 0;
	if (cp >= 0x0600 && cp <= 0x06FF)
		cp = fold_arabic(cp);
	int32_t digit = u_charDigitValue((UChar32)cp);
	if (digit >= 0)
		return '0' + (uint32_t)digit;
	if (cp == 0x00A0 || u_isUWhiteSpace((UChar32)cp))
		return ' ';
	return (uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT);
}

uint32_t fold_cp(uint32_t cp)
{
	/* A memo of constants for the letters that every search goes over: folded + 1, 0 when not known. */
	static uint16_t arabic[0x100];
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
	if (cp >> 8 != 6)
		return fold_slowly(cp);
	uint16_t *known = &arabic[cp & 0xFF];
	if (*known == 0)
		*known = (uint16_t)(fold_slowly(cp) + 1);
	return *known - 1U;
}
