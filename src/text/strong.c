#include "config.h"

#include "text/strong.h"

#include "text/prop.h"
#include "text/utf8.h"

#include <unicode/uchar.h>

static UCharDirection class_of(uint32_t cp)
{
	return (UCharDirection)prop_bidi(prop_of(cp));
}

enum dir strong_first(struct str utf8)
{
	size_t depth = 0;
	for (size_t i = 0; i < utf8.n;) {
		uint32_t cp;
		i += utf8_decode(utf8.p + i, utf8.n - i, &cp);
		switch (class_of(cp)) {
		case U_LEFT_TO_RIGHT:
			if (depth == 0)
				return DIR_LTR;
			break;
		case U_RIGHT_TO_LEFT:
		case U_RIGHT_TO_LEFT_ARABIC:
			if (depth == 0)
				return DIR_RTL;
			break;
		case U_LEFT_TO_RIGHT_ISOLATE:
		case U_RIGHT_TO_LEFT_ISOLATE:
		case U_FIRST_STRONG_ISOLATE:
			depth++;
			break;
		case U_POP_DIRECTIONAL_ISOLATE:
			depth -= depth > 0;
			break;
		default:
			break;
		}
	}
	return DIR_AUTO;
}

void strong_count(struct str utf8, size_t *n_ltr, size_t *n_rtl)
{
	*n_ltr = *n_rtl = 0;
	for (size_t i = 0; i < utf8.n;) {
		uint32_t cp;
		i += utf8_decode(utf8.p + i, utf8.n - i, &cp);
		UCharDirection d = class_of(cp);
		*n_ltr += d == U_LEFT_TO_RIGHT;
		*n_rtl += d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC;
	}
}
