#include "config.h"

#include "text/join.h"

#include "text/prop.h"

#include <unicode/uchar.h>

/* The shapes of a letter, in the order in which Unicode lays them out. */
enum form { FORM_ISOLATED, FORM_FINAL, FORM_INITIAL, FORM_MEDIAL };

enum { FIRST_LETTER = 0x0621, LAST_LETTER = 0x06D3, LAM = 0x0644, ALEF_MAQSURA = 0x0649 };

/*
 * Where the presentation forms of a letter start: isolated, final and, for
 * letters that join on both sides, initial and medial follow one another.
 * A test holds this table against ICU's decompositions.
 */
static const uint16_t isolated_form[LAST_LETTER - FIRST_LETTER + 1] = {
#define ROW(letter, form) [(letter) - FIRST_LETTER] = (form)
	ROW(0x0621, 0xFE80), ROW(0x0622, 0xFE81), ROW(0x0623, 0xFE83), ROW(0x0624, 0xFE85),
	ROW(0x0625, 0xFE87), ROW(0x0626, 0xFE89), ROW(0x0627, 0xFE8D), ROW(0x0628, 0xFE8F),
	ROW(0x0629, 0xFE93), ROW(0x062A, 0xFE95), ROW(0x062B, 0xFE99), ROW(0x062C, 0xFE9D),
	ROW(0x062D, 0xFEA1), ROW(0x062E, 0xFEA5), ROW(0x062F, 0xFEA9), ROW(0x0630, 0xFEAB),
	ROW(0x0631, 0xFEAD), ROW(0x0632, 0xFEAF), ROW(0x0633, 0xFEB1), ROW(0x0634, 0xFEB5),
	ROW(0x0635, 0xFEB9), ROW(0x0636, 0xFEBD), ROW(0x0637, 0xFEC1), ROW(0x0638, 0xFEC5),
	ROW(0x0639, 0xFEC9), ROW(0x063A, 0xFECD), ROW(0x0641, 0xFED1), ROW(0x0642, 0xFED5),
	ROW(0x0643, 0xFED9), ROW(0x0644, 0xFEDD), ROW(0x0645, 0xFEE1), ROW(0x0646, 0xFEE5),
	ROW(0x0647, 0xFEE9), ROW(0x0648, 0xFEED), ROW(0x0649, 0xFEEF), ROW(0x064A, 0xFEF1),
	ROW(0x0671, 0xFB50), ROW(0x0677, 0xFBDD), ROW(0x0679, 0xFB66), ROW(0x067A, 0xFB5E),
	ROW(0x067B, 0xFB52), ROW(0x067E, 0xFB56), ROW(0x067F, 0xFB62), ROW(0x0680, 0xFB5A),
	ROW(0x0683, 0xFB76), ROW(0x0684, 0xFB72), ROW(0x0686, 0xFB7A), ROW(0x0687, 0xFB7E),
	ROW(0x0688, 0xFB88), ROW(0x068C, 0xFB84), ROW(0x068D, 0xFB82), ROW(0x068E, 0xFB86),
	ROW(0x0691, 0xFB8C), ROW(0x0698, 0xFB8A), ROW(0x06A4, 0xFB6A), ROW(0x06A6, 0xFB6E),
	ROW(0x06A9, 0xFB8E), ROW(0x06AD, 0xFBD3), ROW(0x06AF, 0xFB92), ROW(0x06B1, 0xFB9A),
	ROW(0x06B3, 0xFB96), ROW(0x06BA, 0xFB9E), ROW(0x06BB, 0xFBA0), ROW(0x06BE, 0xFBAA),
	ROW(0x06C0, 0xFBA4), ROW(0x06C1, 0xFBA6), ROW(0x06C5, 0xFBE0), ROW(0x06C6, 0xFBD9),
	ROW(0x06C7, 0xFBD7), ROW(0x06C8, 0xFBDB), ROW(0x06C9, 0xFBE2), ROW(0x06CB, 0xFBDE),
	ROW(0x06CC, 0xFBFC), ROW(0x06D0, 0xFBE4), ROW(0x06D2, 0xFBAE), ROW(0x06D3, 0xFBB0),
#undef ROW
};

/* Letters whose forms are fewer than their joining type promises. */
static bool has_form(uint32_t letter, enum form form)
{
	switch (letter) {
	case 0x0621:
	case 0x0677:
		return form == FORM_ISOLATED;
	case 0x06BA:
		return form <= FORM_FINAL;
	default:
		return true;
	}
}

static uint32_t form_of(uint32_t letter, enum form form)
{
	if (letter < FIRST_LETTER || letter > LAST_LETTER)
		return letter;
	uint32_t isolated = isolated_form[letter - FIRST_LETTER];
	if (isolated == 0 || !has_form(letter, form))
		return letter;
	if (letter == ALEF_MAQSURA && form >= FORM_INITIAL)
		return 0xFBE8 + (uint32_t)form - FORM_INITIAL; /* Uyghur's, in the other block */
	return isolated + (uint32_t)form;
}

/* The isolated ligature of lam with this alef, or 0; the final one follows it. */
static uint32_t lam_alef_of(uint32_t alef)
{
	switch (alef) {
	case 0x0622:
		return 0xFEF5;
	case 0x0623:
		return 0xFEF7;
	case 0x0625:
		return 0xFEF9;
	case 0x0627:
		return 0xFEFB;
	default:
		return 0;
	}
}

static bool joins_next(unsigned type)
{
	return type == U_JT_DUAL_JOINING || type == U_JT_LEFT_JOINING || type == U_JT_JOIN_CAUSING;
}

static bool joins_previous(unsigned type)
{
	return type == U_JT_DUAL_JOINING || type == U_JT_RIGHT_JOINING || type == U_JT_JOIN_CAUSING;
}

/*
 * One pass: a letter's shape is settled when the next letter that counts is
 * known. Between, it is `last`; last_joined says whether it joins backward.
 */
void join_shape(uint32_t *glyphs, const uint32_t *props, const uint8_t *levels, size_t n)
{
	size_t last = 0;
	bool have_last = false, last_joined = false;
	for (size_t i = 0; i < n; i++) {
		unsigned type = prop_join(props[i]);
		if (type == U_JT_TRANSPARENT)
			continue;
		if (type == U_JT_NON_JOINING) {
			if (have_last)
				glyphs[last] = form_of(glyphs[last], last_joined ? FORM_FINAL : FORM_ISOLATED);
			have_last = false;
			if (glyphs[i] == FIRST_LETTER)
				glyphs[i] = form_of(glyphs[i], FORM_ISOLATED);
			continue;
		}
		bool joined = have_last && levels[i] == levels[last] && (levels[i] & 1)
		              && joins_next(prop_join(props[last])) && joins_previous(type);
		uint32_t ligature = joined && glyphs[last] == LAM ? lam_alef_of(glyphs[i]) : 0;
		if (ligature != 0) {
			glyphs[last] = ligature + (last_joined ? 1 : 0);
			glyphs[i] = JOIN_FILLER;
			have_last = false;
			continue;
		}
		if (have_last)
			glyphs[last] = form_of(glyphs[last], (last_joined ? FORM_FINAL : FORM_ISOLATED)
			                                             + (joined ? FORM_INITIAL : 0));
		last = i;
		have_last = true;
		last_joined = joined;
	}
	if (have_last)
		glyphs[last] = form_of(glyphs[last], last_joined ? FORM_FINAL : FORM_ISOLATED);
}

uint32_t join_end_form(uint32_t letter, uint32_t glyph)
{
	if (glyph == letter)
		return glyph;
	if (glyph == form_of(letter, FORM_INITIAL))
		return form_of(letter, FORM_ISOLATED);
	if (glyph == form_of(letter, FORM_MEDIAL))
		return form_of(letter, FORM_FINAL);
	return glyph;
}
