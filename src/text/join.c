#include "config.h"

#include "text/join.h"

#include "text/prop.h"

#include <string.h>
#include <unicode/uchar.h>

/* The shapes of a letter, in the order in which Unicode lays them out. */
enum form { FORM_ISOLATED, FORM_FINAL, FORM_INITIAL, FORM_MEDIAL };

enum { FIRST_LETTER = 0x0621, LAST_LETTER = 0x06D3, TATWEEL = 0x0640, LAM = 0x0644, ALEF_MAQSURA = 0x0649, ZWJ = 0x200D };

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

/*
 * Letters that have not all forms of their own, by what looks the same (the
 * Unicode names list, and the canonical decompositions of U+06C0 and U+06C2).
 * Marks are those of Arabic, which fonts for terminals draw upon any letter;
 * rings and dots of other scripts, which some of them lose, would leave another
 * letter than the one meant. In the order of the letters.
 */
static const struct borrowed {
	uint16_t letter, isolated;
	uint8_t first, last;
	uint16_t mark;
} borrowed[] = {
	{0x0649, 0xFBE6, FORM_INITIAL, FORM_MEDIAL, 0},       /* alef maqsura: Uyghur has them, in the other block */
	{0x0681, 0xFEA1, FORM_FINAL, FORM_MEDIAL, 0x0654},    /* hah with hamza above */
	{0x0692, 0xFEAD, FORM_FINAL, FORM_FINAL, 0x065A},     /* reh with small v */
	{0x06B5, 0xFEDD, FORM_FINAL, FORM_MEDIAL, 0x065A},    /* lam with small v */
	{0x06BA, 0xFBE6, FORM_INITIAL, FORM_MEDIAL, 0},       /* noon ghunna: the tooth without dots */
	{0x06C2, 0xFBA6, FORM_FINAL, FORM_MEDIAL, 0x0654},    /* heh goal with hamza above */
	{0x06C3, 0xFE93, FORM_FINAL, FORM_FINAL, 0},          /* teh marbuta goal */
	{0x06CE, 0xFBFC, FORM_FINAL, FORM_MEDIAL, 0x065A},    /* yeh with small v */
	{0x06D5, 0xFEE9, FORM_ISOLATED, FORM_FINAL, 0},       /* ae: as heh, of which U+06C0 has the hamza */
};

enum { N_BORROWED = sizeof borrowed / sizeof borrowed[0] };

static const struct borrowed *borrowed_of(uint32_t letter)
{
	for (size_t i = 0; i < N_BORROWED && borrowed[i].letter <= letter; i++)
		if (borrowed[i].letter == letter)
			return &borrowed[i];
	return NULL;
}

/* Whether a letter looks different when it is joined. */
static bool needs_form(uint32_t letter)
{
	return letter != TATWEEL && letter != ZWJ && letter != ALEF_MAQSURA;
}

/* The form of a letter that has none of its own, or the letter; *native is false where it should have one. */
static uint32_t borrowed_form(uint32_t letter, enum form form, unsigned how, bool *native)
{
	const struct borrowed *row = borrowed_of(letter);
	*native = *native && (form == FORM_ISOLATED || !needs_form(letter));
	if (row == NULL || form < row->first || form > row->last || (row->mark != 0 && !(how & JOIN_MARKS)))
		return letter;
	return row->isolated + (uint32_t)form;
}

/* The form of what has this joining type. */
static inline uint32_t form_of(uint32_t letter, enum form form, unsigned how, bool *native)
{
	uint32_t row = letter - FIRST_LETTER;
	if (!(how & JOIN_FORMS) || letter < FIRST_LETTER)
		return letter;
	if (row <= LAST_LETTER - FIRST_LETTER && letter_forms[row].isolated != 0 && form <= letter_forms[row].last)
		return letter_forms[row].isolated + (uint32_t)form;
	return borrowed_form(letter, form, how, native);
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
bool join_shape(uint32_t *glyphs, const uint32_t *props, const uint8_t *levels, size_t n, unsigned how)
{
	size_t last = 0;
	bool native = true;
	if (how == 0)
		return true;
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
		if (joined && !parted && last_letter == LAM && how & JOIN_LIGATURES && lam_alef_of(letter) != 0) {
			glyphs[last] = lam_alef_of(letter) + last_joined;
			glyphs[i] = JOIN_FILLER;
			last = i;
			last_letter = JOIN_FILLER; /* has no form: stays */
			last_type = U_JT_NON_JOINING;
			parted = false;
			continue;
		}
		glyphs[last] = form_of(last_letter, last_joined + joined * FORM_INITIAL, how, &native);
		last = i;
		last_letter = letter;
		last_type = type;
		last_joined = joined;
		parted = false;
	}
	if (n > 0)
		glyphs[last] = form_of(last_letter, last_joined, how, &native);
	return native;
}

/* Where the stretch of characters that may join one another ends that begins at start. */
static size_t word_end(const uint32_t *props, const uint8_t *levels, size_t start, size_t n)
{
	size_t end = start + 1;
	while (end < n && prop_join(props[end]) != U_JT_NON_JOINING && levels[end] == levels[start])
		end++;
	return end;
}

void join_words(uint32_t *glyphs, const uint32_t *props, const uint8_t *levels, size_t n, unsigned how,
                unsigned otherwise)
{
	enum { MAX_WORD = 128 }; /* a longer one is no word of a language, and takes what forms there are */
	uint32_t letters[MAX_WORD];
	for (size_t start = 0, end; start < n; start = end) {
		end = word_end(props, levels, start, n);
		size_t length = end - start;
		size_t kept = length < MAX_WORD ? length : 0;
		memcpy(letters, glyphs + start, kept * sizeof *letters);
		if (join_shape(glyphs + start, props + start, levels + start, length, how) || kept == 0)
			continue;
		memcpy(glyphs + start, letters, kept * sizeof *letters);
		join_shape(glyphs + start, props + start, levels + start, length, otherwise);
	}
}

uint32_t join_lent_mark(uint32_t letter)
{
	const struct borrowed *row = borrowed_of(letter);
	return row != NULL ? row->mark : 0;
}

uint32_t join_end_form(uint32_t letter, uint32_t glyph)
{
	const unsigned how = JOIN_FORMS | JOIN_MARKS;
	bool native = true;
	if (glyph == letter)
		return glyph;
	if (glyph == form_of(letter, FORM_INITIAL, how, &native))
		return form_of(letter, FORM_ISOLATED, how, &native);
	if (glyph == form_of(letter, FORM_MEDIAL, how, &native))
		return form_of(letter, FORM_FINAL, how, &native);
	return glyph;
}
