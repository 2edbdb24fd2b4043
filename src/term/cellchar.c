#include "config.h"

#include "term/cellchar.h"

#include <stdbool.h>

static bool between(uint32_t cp, uint32_t first, uint32_t last)
{
	return cp >= first && cp <= last;
}

/* Of width 0, and no mark (format characters of UAX #9 and others; variation selectors; tags). */
static bool is_invisible(uint32_t cp)
{
	return cp == 0xAD || cp == 0x34F || cp == 0x61C || cp == 0x180E || between(cp, 0x180B, 0x180F) ||
	       between(cp, 0x200B, 0x200F) || between(cp, 0x2028, 0x202E) || between(cp, 0x2060, 0x206F) ||
	       between(cp, 0xFE00, 0xFE0F) || cp == 0xFEFF || between(cp, 0xFFF0, 0xFFFB) ||
	       between(cp, 0xE0000, 0xE0FFF);
}

static int width_of(uint32_t cp)
{
	if (cp > 0x10FFFF || is_invisible(cp))
		return -1;
	return wcwidth((wchar_t)cp);
}

int cellchar_make(wchar_t out[CELLCHAR_MAX], uint32_t base, const uint32_t *marks, size_t n_marks,
                  int width_col)
{
	int width = width_of(base);
	if (width <= 0 || (width > width_col && width > 1)) {
		base = 0xFFFD;
		width = 1;
	}
	size_t n = 0;
	out[n++] = (wchar_t)base;
	for (size_t i = 0; i < n_marks && n <= CELLCHAR_MARKS; i++) {
		if (width_of(marks[i]) == 0 && marks[i] != 0)
			out[n++] = (wchar_t)marks[i];
	}
	out[n] = L'\0';
	return width;
}
