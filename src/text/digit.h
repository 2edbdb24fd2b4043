/* digit.h: the decimal digits that Arabic, Persian and Latin texts are written with. */
#ifndef JARIDA_TEXT_DIGIT_H
#define JARIDA_TEXT_DIGIT_H

#include <stdint.h>

/* The zero of each; the others follow it. */
enum { DIGIT_ZERO_LATIN = '0', DIGIT_ZERO_ARABIC = 0x660, DIGIT_ZERO_PERSIAN = 0x6F0 };

/* 0 to 9, or -1 for all that is not one of these digits. */
static inline int digit_value(uint32_t cp)
{
	static const uint32_t zeros[] = {DIGIT_ZERO_LATIN, DIGIT_ZERO_ARABIC, DIGIT_ZERO_PERSIAN};
	for (unsigned i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
		if (cp >= zeros[i] && cp <= zeros[i] + 9)
			return (int)(cp - zeros[i]);
	return -1;
}

#endif
