#include "config.h"

#include "text/join.h"

#include "text/prop.h"

#include <unicode/uchar.h>

/* The shapes of a letter, in the order in which Unicode lays them out. */
enum form { FORM_ISOLATED, FORM_FINAL, FORM_INITIAL, FORM_MEDIAL };

enum { FIRST_LETTER = 0x0621, LAST_LETTER = 0x06D3, LAM = 0x0644, ALEF_MAQSURA = 0x0649 };

/*
 * Where the presentation forms of a letter start, and the last one it has: they
 * follow one another in the order of enum form. A test holds this table
 * against ICU's decompositions.
 */
static const struct {
	uint16_t isolated;
	uint8_t last;
} letter_forms[LAST_LETTER - FIRST_LETTER + 1] = {
#define ROW(letter, form, last) [(letter) - FIRST_LETTER] = {(form), FORM_##last}
	ROW(0x0621, 0xFE80, ISOLATED), ROW(0x0622, 0xFE81, FINAL), ROW(0x0623, 0xFE83, FINAL),
	ROW(0x0624, 0xFE85, FINAL), ROW(0x0625, 0xFE87, FINAL), ROW(0x0626, 0xFE89, MEDIAL),
	ROW(0x0627, 0xFE8D, FINAL), ROW(0x0628, 0xFE8F, MEDIAL), ROW(0x0629, 0xFE93, FINAL),
	ROW(0x062A, 0xFE95, MEDIAL), ROW(0x062B, 0xFE99, MEDIAL), ROW(0x062C, 0xFE9D, MEDIAL),
	ROW(0x062D, 0xFEA1, MEDIAL), ROW(0x062E, 0xFEA5, MEDIAL), ROW(0x062F, 0xFEA9, FINAL),
	ROW(0x0630, 0xFEAB, FINAL), ROW(0x0631, 0xFEAD, FINAL), ROW(0x0632, 0xFEAF, FINAL),
	ROW(0x0633, 0xFEB1, MEDIAL), ROW(0x0634, 0xFEB5, MEDIAL), ROW(0x0635, 0xFEB9, MEDIAL),
	ROW(0x0636, 0xFEBD, MEDIAL), ROW(0x0637, 0xFEC1, MEDIAL), ROW(0x0638, 0xFEC5, MEDIAL),
	ROW(0x0639, 0xFEC9, MEDIAL), ROW(0x063A, 0xFECD, MEDIAL), ROW(0x0641, 0xFED1, MEDIAL),
	ROW(0x0642, 0xFED5, MEDIAL), ROW(0x0643, 0xFED9, MEDIAL), ROW(0x0644, 0xFEDD, MEDIAL),
	ROW(0x0645, 0xFEE1, MEDIAL), ROW(0x0646, 0xFEE5, MEDIAL), ROW(0x0647, 0xFEE9, MEDIAL),
	ROW(0x0648, 0xFEED, FINAL), ROW(0x0649, 0xFEEF, FINAL), ROW(0x064A, 0xFEF1, MEDIAL),
	ROW(0x0671, 0xFB50, FINAL), ROW(0x0677, 0xFBDD, ISOLATED), ROW(0x0679, 0xFB66, MEDIAL),
	ROW(0x067A, 0xFB5E, MEDIAL), ROW(0x067B, 0xFB52, MEDIAL), ROW(0x067E, 0xFB56, MEDIAL),
	ROW(0x067F, 0xFB62, MEDIAL), ROW(0x0680, 0xFB5A, MEDIAL), ROW(0x0683, 0xFB76, MEDIAL),
	ROW(0x0684, 0xFB72, MEDIAL), ROW(0x0686, 0xFB7A, MEDIAL), ROW(0x0687, 0xFB7E, MEDIAL),
	ROW(0x0688, 0xFB88, FINAL), ROW(0x068C, 0xFB84, FINAL), ROW(0x068D, 0xFB82, FINAL),
	ROW(0x068E, 0xFB86, FINAL), ROW(0x0691, 0xFB8C, FINAL), ROW(0x0698, 0xFB8A, FINAL),
	ROW(0x06A4, 0xFB6A, MEDIAL), ROW(0x06A6, 0xFB6E, MEDIAL), ROW(0x06A9, 0xFB8E, MEDIAL),
	ROW(0x06AD, 0xFBD3, MEDIAL), ROW(0x06AF, 0xFB92, MEDIAL), ROW(0x06B1, 0xFB9A, MEDIAL),
	ROW(0x06B3, 0xFB96, MEDIAL), ROW(0x06BA, 0xFB9E, FINAL), ROW(0x06BB, 0xFBA0, MEDIAL),
	ROW(0x06BE, 0xFBAA, MEDIAL), ROW(0x06C0, 0xFBA4, FINAL), ROW(0x06C1, 0xFBA6, MEDIAL),
	ROW(0x06C5, 0xFBE0, FINAL), ROW(0x06C6, 0xFBD9, FINAL), ROW(0x06C7, 0xFBD7, FINAL),
	ROW(0x06C8, 0xFBDB, FINAL), ROW(0x06C9, 0xFBE2, FINAL), ROW(0x06CB, 0xFBDE, FINAL),
	ROW(0x06CC, 0xFBFC, MEDIAL), ROW(0x06D0, 0xFBE4, MEDIAL), ROW(0x06D2, 0xFBAE, FINAL),
	ROW(0x06D3, 0xFBB0, FINAL),
#undef ROW
};

static inline uint32_t form_of(uint32_t letter, enum form form)
{
	uint32_t row = letter - FIRST_LETTER;
	if (row > LAST_LETTER - FIRST_LETTER || letter_forms[row].isolated == 0)
		return letter;
	if (form > letter_forms[row].last) /* of alef maqsura Uyghur has them, in the other block */
		return letter == ALEF_MAQSURA ? 0xFBE8 + (uint32_t)form - FORM_INITIAL : letter;
	return letter_forms[row].isolated + (uint32_t)form;
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

enum {
	JOINS_NEXT = 1 << U_JT_DUAL_JOINING | 1 << U_JT_LEFT_JOINING | 1 << U_JT_JOIN_CAUSING,
	JOINS_PREVIOUS = 1 << U_JT_DUAL_JOINING | 1 << U_JT_RIGHT_JOINING | 1 << U_JT_JOIN_CAUSING
};

/*
 * One pass: the shape of a character is settled when the next one that is not
 * transparent is known. Until then it is `last`. The joining conditions are
 * computed without branches, since letters make them unpredictable.
 */
void join_shape(uint32_t *glyphs, const uint32_t *props, const uint8_t *levels, size_t n)
{
	size_t last = 0;
	unsigned last_type = U_JT_NON_JOINING, last_joined = 0;
	uint32_t last_letter = n > 0 ? glyphs[0] : 0;
	/* By something of another level, which keeps its place between the two, or where a line may break. */
	bool parted = false;
	for (size_t i = 0; i < n; i++) {
		unsigned type = prop_join(props[i]);
		if (type == U_JT_TRANSPARENT) {
			parted = parted || levels[i] != levels[last] || props[i] & PROP_INVISIBLE;
			continue;
		}
		uint32_t letter = glyphs[i];
		unsigned joined = JOINS_NEXT >> last_type & JOINS_PREVIOUS >> type
		                  & (levels[i] == levels[last]) & levels[i] & 1;
		if (joined && !parted && last_letter == LAM && lam_alef_of(letter) != 0) {
			glyphs[last] = lam_alef_of(letter) + last_joined;
			glyphs[i] = JOIN_FILLER;
			last = i;
			last_letter = JOIN_FILLER; /* has no form: stays */
			last_type = U_JT_NON_JOINING;
			parted = false;
			continue;
		}
		glyphs[last] = form_of(last_letter, last_joined + joined * FORM_INITIAL);
		last = i;
		last_letter = letter;
		last_type = type;
		last_joined = joined;
		parted = false;
	}
	if (n > 0)
		glyphs[last] = form_of(last_letter, last_joined);
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
