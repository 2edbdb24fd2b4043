/* cells.h: a text made a paragraph and a line, and what came of them as strings. */
#ifndef JARIDA_TESTS_CELLS_H
#define JARIDA_TESTS_CELLS_H

#include "unit.h"

#include "base/buf.h"
#include "text/para.h"
#include "text/utf8.h"

#include <stdio.h>

/* One paragraph serves all tests of a group; it is their *state. */
static inline int para_setup(void **state)
{
	*state = para_new();
	return 0;
}

static inline int para_teardown(void **state)
{
	para_free(*state);
	return 0;
}

static inline void load_as(struct para *para, const char *text, enum dir dir, enum shape shape)
{
	struct str bytes = str_of(text);
	assert_int_equal(para_load(para, bytes, dir, DIR_LTR, shape), bytes.n);
}

static inline void load(struct para *para, const char *text)
{
	load_as(para, text, DIR_AUTO, SHAPE_FORMS);
}

/* The glyphs in logical order as UTF-8, the fillers left out. Good until the next call. */
static inline const char *glyphs_of(const struct para *para)
{
	static char text[4096];
	const uint32_t *glyphs = para_glyphs(para);
	size_t n = 0;
	for (size_t i = 0; i < para_length(para) && n < sizeof text - 5; i++) {
		if (glyphs[i] != 0)
			n += utf8_encode(glyphs[i], text + n);
	}
	text[n] = '\0';
	return text;
}

/* One digit a code point: `digits` of an array of small numbers, 'T' for a tab's width. */
static inline const char *digits_of(const uint8_t *numbers, size_t n)
{
	static char text[4096];
	assert_true(n < sizeof text);
	for (size_t i = 0; i < n; i++)
		text[i] = numbers[i] == PARA_TAB ? 'T' : (char)('0' + numbers[i]);
	text[n] = '\0';
	return text;
}

static inline const char *levels_of(const struct para *para)
{
	return digits_of(para_levels(para), para_length(para));
}

static inline const char *widths_of(const struct para *para)
{
	return digits_of(para_widths(para), para_length(para));
}

#endif
