#include "config.h"

#include "term/cellchar.h"

#include <stdbool.h>
#include <wchar.h>

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

int cellchar_make(uint32_t *base_out, uint32_t marks_out[CELLCHAR_MARKS], uint32_t base,
                  const uint32_t *marks, size_t n_marks, int width_col)
{
	int width = width_of(base);
	if (width <= 0 || (width > width_col && width > 1)) {
		base = 0xFFFD;
		width = 1;
	}
	*base_out = base;
	size_t n = 0;
	for (size_t i = 0; i < n_marks && n < CELLCHAR_MARKS; i++) {
		if (marks[i] != 0 && width_of(marks[i]) == 0)
			marks_out[n++] = marks[i];
	}
	while (n < CELLCHAR_MARKS)
		marks_out[n++] = 0;
	return width > 1 ? 2 : 1;
}
