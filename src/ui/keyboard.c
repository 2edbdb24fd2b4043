#include "config.h"

#include "ui/keyboard.h"

#include "term/key.h"
#include "text/digit.h"

enum { LAM_ALEF_FIRST = 0xFEF5, LAM_ALEF_LAST = 0xFEFC };

/* By places: the US layout, then the others in the order of enum keyboard. Places where all agree are left out. */
static const struct place {
	unsigned char latin;
	uint16_t cp[KEYBOARD_COUNT];
} places[] = {
	{'`', {0x630, 0x200D, 0x64B, ';', '`', 0x640}}, {'1', {'1', 0x6F1, '1', '1', '1', 0x661}},
	{'2', {'2', 0x6F2, '2', '2', '2', 0x662}}, {'3', {'3', 0x6F3, '3', '3', '3', 0x663}},
	{'4', {'4', 0x6F4, '4', '4', '4', 0x664}}, {'5', {'5', 0x6F5, '5', '5', '5', 0x665}},
	{'6', {'6', 0x6F6, '6', '6', '6', 0x666}}, {'7', {'7', 0x6F7, '7', '7', '7', 0x667}},
	{'8', {'8', 0x6F8, '8', '8', '8', 0x668}}, {'9', {'9', 0x6F9, '9', '9', '9', 0x669}},
	{'0', {'0', 0x6F0, '0', '0', '0', 0x660}}, {'q', {0x636, 0x636, 0x642, '/', 0x634, 0x636}},
	{'w', {0x635, 0x635, 0x648, '\'', 0x626, 0x635}}, {'e', {0x62B, 0x62B, 0x639, 0x5E7, 0x62B, 0x62B}},
	{'r', {0x642, 0x642, 0x631, 0x5E8, 0x642, 0x642}}, {'t', {0x641, 0x641, 0x62A, 0x5D0, 0x641, 0x641}},
	{'y', {0x63A, 0x63A, 0x6D2, 0x5D8, 0x63A, 0x63A}}, {'u', {0x639, 0x639, 0x621, 0x5D5, 0x639, 0x639}},
	{'i', {0x647, 0x647, 0x6CC, 0x5DF, 0x647, 0x647}}, {'o', {0x62E, 0x62E, 0x6C1, 0x5DD, 0x62E, 0x62E}},
	{'p', {0x62D, 0x62D, 0x67E, 0x5E4, 0x62D, 0x62D}}, {'[', {0x62C, 0x62C, ']', ']', '[', 0x62C}},
	{']', {0x62F, 0x686, '[', '[', ']', 0x629}}, {'a', {0x634, 0x634, 0x627, 0x5E9, 0x636, 0x634}},
	{'s', {0x633, 0x633, 0x633, 0x5D3, 0x633, 0x633}}, {'d', {0x64A, 0x6CC, 0x62F, 0x5D2, 0x64A, 0x64A}},
	{'f', {0x628, 0x628, 0x641, 0x5DB, 0x628, 0x628}}, {'g', {0x644, 0x644, 0x6AF, 0x5E2, 0x644, 0x644}},
	{'h', {0x627, 0x627, 0x62D, 0x5D9, 0x627, 0x627}}, {'j', {0x62A, 0x62A, 0x62C, 0x5D7, 0x62A, 0x62A}},
	{'k', {0x646, 0x646, 0x6A9, 0x5DC, 0x646, 0x646}}, {'l', {0x645, 0x645, 0x644, 0x5DA, 0x645, 0x645}},
	{';', {0x643, 0x6A9, 0x61B, 0x5E3, 0x648, 0x643}}, {'\'', {0x637, 0x6AF, '\'', ',', '\'', 0x61B}},
	{'z', {0x626, 0x638, 0x632, 0x5D6, 0x635, 0x638}}, {'x', {0x621, 0x637, 0x634, 0x5E1, 0x621, 0x637}},
	{'c', {0x624, 0x632, 0x686, 0x5D1, 0x624, 0x630}}, {'v', {0x631, 0x631, 0x637, 0x5D4, 0x631, 0x62F}},
	{'b', {0xFEFB, 0x630, 0x628, 0x5E0, 0xFEFB, 0x632}}, {'n', {0x649, 0x62F, 0x646, 0x5DE, 0x649, 0x631}},
	{'m', {0x629, 0x67E, 0x645, 0x5E6, 0x643, 0x648}}, {',', {0x648, 0x648, 0x60C, 0x5EA, 0x629, 0x60C}},
	{'.', {0x632, '.', 0x6D4, 0x5E5, ',', '.'}}, {'/', {0x638, '/', '/', '.', '.', '/'}},
	{'~', {0x651, 0xF7, '~', '~', '~', '~'}}, {'@', {'@', 0x66C, '@', '@', '@', '@'}},
	{'#', {'#', 0x66B, '#', '#', '#', '#'}}, {'$', {'$', 0xFDFC, '$', '$', 0x62F, '$'}},
	{'%', {'%', 0x66A, '%', '%', 0x637, 0x66A}}, {'^', {'^', 0xD7, '^', '^', 0x62C, '^'}},
	{'&', {'&', 0x60C, '&', '&', '&', '&'}}, {'(', {')', ')', ')', ')', '(', ')'}},
	{')', {'(', '(', '(', '(', ')', '('}}, {'_', {'_', 0x640, '_', '_', '_', '_'}},
	{'Q', {0x64E, 0x652, 0x652, 'Q', 0x650, 0x64E}}, {'W', {0x64B, 0x64C, 0x624, 'W', '~', 0x64B}},
	{'E', {0x64F, 0x64D, 0x670, 'E', 0x64F, 0x650}}, {'R', {0x64C, 0x64B, 0x691, 'R', 0x64C, 0x64D}},
	{'T', {0xFEF9, 0x64F, 0x679, 'T', 0xFEF9, 0x64F}}, {'Y', {0x625, 0x650, 0x64E, 'Y', 0x625, 0x64C}},
	{'U', {'`', 0x64E, 0x626, 'U', '`', 0x652}}, {'I', {0xF7, 0x651, 0x650, 'I', 0xF7, 0x651}},
	{'O', {0xD7, ']', 0x6C3, 'O', 0xD7, ']'}}, {'P', {0x61B, '[', 0x64F, 'P', 0x61B, '['}},
	{'{', {'<', '}', '}', '}', '{', '}'}}, {'}', {'>', '{', '{', '{', '}', '{'}},
	{'A', {0x650, 0x624, 0x622, 'A', 0x64E, 0xBB}}, {'S', {0x64D, 0x626, 0x635, 'S', 0x64D, 0xAB}},
	{'D', {']', 0x64A, 0x688, 'D', ']', 0x649}}, {'F', {'[', 0x625, 0x651, 'F', '[', 0x670}},
	{'G', {0xFEF7, 0x623, 0x63A, 'G', 0xFEF7, 'G'}}, {'H', {0x623, 0x622, 0x6BE, 'H', 0x623, 0x622}},
	{'J', {0x640, 0x629, 0x636, 'J', 0x640, 0x671}}, {'K', {0x60C, 0xBB, 0x62E, 'K', 0x60C, 'K'}},
	{'L', {'/', 0xAB, 0x654, 'L', '/', 'L'}}, {'"', {'"', 0x61B, '"', '"', '"', '"'}},
	{'|', {0x2026, '|', '|', '|', '|', '|'}}, {'Z', {'~', 0x643, 0x630, 'Z', 0x64B, 'Z'}},
	{'X', {0x652, 0x653, 0x698, 'X', 0x652, 'X'}}, {'C', {'}', 0x698, 0x62B, 'C', '}', 0x626}},
	{'V', {'{', 0x670, 0x638, 'V', '{', 0x621}}, {'B', {0xFEF5, 0x200C, '.', 'B', 0xFEF5, 0x623}},
	{'N', {0x622, 0x654, 0x6BA, 'N', 0x622, 0x625}}, {'M', {'\'', 0x621, 0x658, 'M', ':', 0x624}},
	{'<', {',', '>', '<', '>', '<', '>'}}, {'>', {'.', '<', '>', '<', '>', '<'}},
	{'?', {0x61F, 0x61F, 0x61F, '?', 0x61F, 0x61F}}, {'!', {'!', '!', '!', '!', 0x638, '!'}},
	{'*', {'*', '*', '*', '*', 0x630, '*'}}, {':', {':', ':', ':', ':', 0x632, ':'}},
};

enum { N_PLACES = sizeof places / sizeof places[0] };

enum keyboard keyboard_of_language(struct str tag)
{
	static const struct {
		const char *tag;
		enum keyboard layout;
	} known[] = {
		{"fa", KEYBOARD_PERSIAN}, {"prs", KEYBOARD_PERSIAN}, {"ur", KEYBOARD_URDU},
		{"he", KEYBOARD_HEBREW}, {"yi", KEYBOARD_HEBREW},
	};
	size_t n = 0;
	while (n < tag.n && tag.p[n] != '-')
		n++;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (str_eq(str_sub(tag, 0, n), str_of(known[i].tag)))
			return known[i].layout;
	return KEYBOARD_ARABIC;
}

const char *keyboard_name(enum keyboard layout)
{
	static const char *const names[KEYBOARD_COUNT] = {"ar", "fa", "ur", "he", "ar", "ar"};
	return names[layout];
}

/* The key of cp in one layout, or KEY_NONE. */
static uint32_t latin_in(enum keyboard layout, uint32_t cp)
{
	for (size_t i = 0; i < N_PLACES; i++)
		if (places[i].cp[layout] == cp)
			return places[i].latin;
	return KEY_NONE;
}

/* Those that may be on: each that can be guessed, and the one that is hinted at. */
static unsigned layouts_of(uint32_t cp, enum keyboard hint)
{
	unsigned layouts = 0;
	for (int i = 0; i < KEYBOARD_COUNT; i++)
		if ((i < KEYBOARD_ARABIC_AZERTY || i == (int)hint) && latin_in((enum keyboard)i, cp) != KEY_NONE)
			layouts |= 1U << i;
	return layouts;
}

uint32_t keyboard_latin(struct keyboard_guess *guess, uint32_t cp)
{
	unsigned layouts = cp < 0x80 ? 0 : layouts_of(cp, guess->hint);
	if (layouts == 0)
		return KEY_NONE;
	guess->agree = (guess->agree & layouts) != 0 ? guess->agree & layouts : layouts;
	enum keyboard layout = guess->hint;
	for (int i = 0; (guess->agree & 1U << layout) == 0; i++)
		layout = (enum keyboard)i;
	return latin_in(layout, cp);
}

uint32_t keyboard_translate(struct keyboard_guess *guess, uint32_t key)
{
	int digit = digit_value(key);
	if (digit >= 0)
		return '0' + (uint32_t)digit;
	uint32_t latin = keyboard_latin(guess, key);
	return latin != KEY_NONE ? latin : key;
}

uint32_t keyboard_letter(enum keyboard layout, uint32_t latin)
{
	for (size_t i = 0; i < N_PLACES; i++)
		if (places[i].latin == latin)
			return places[i].cp[layout];
	return latin;
}

static const uint16_t alefs[] = {0x622, 0x623, 0x625, 0x627};

uint32_t keyboard_lam_alef(uint32_t lam, uint32_t alef)
{
	for (uint32_t i = 0; lam == KEYBOARD_LAM && i < 4; i++)
		if (alefs[i] == alef)
			return LAM_ALEF_FIRST + 2 * i;
	return KEY_NONE;
}

size_t keyboard_letters(uint32_t cp, uint32_t letters[2])
{
	letters[0] = cp;
	if (cp < LAM_ALEF_FIRST || cp > LAM_ALEF_LAST)
		return 1;
	letters[0] = KEYBOARD_LAM;
	letters[1] = alefs[(cp - LAM_ALEF_FIRST) / 2];
	return 2;
}
