/*
 * keyboard.h: keys of other layouts, by their place on the keyboard.
 *
 * Which Latin key of the US layout lies where a character was typed, and the
 * other way round. Layouts: Arabic (PC 101), Persian (ISIRI 9147), Urdu
 * (phonetic), Hebrew (SI 1452) and Arabic (Macintosh), as X11 ships them;
 * letters, punctuation and what Shift gives. Arabic (AZERTY) is the first with
 * the Latin keys of a French keyboard, as in the Maghreb; what lies beside its
 * M and right of its P is at % and * there (ta, dhal), at ^ and $ (jim, dal).
 * ASCII characters of these layouts stand for themselves, since any of them may
 * be a command.
 *
 * The same letter lies at different places in different layouts. The layout is
 * then the first of those that hold all letters typed lately, the hint before
 * the others.
 */
#ifndef JARIDA_UI_KEYBOARD_H
#define JARIDA_UI_KEYBOARD_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEYBOARD_LAM = 0x644 };

enum keyboard {
	KEYBOARD_ARABIC, KEYBOARD_PERSIAN, KEYBOARD_URDU, KEYBOARD_HEBREW,
	KEYBOARD_ARABIC_AZERTY, KEYBOARD_ARABIC_MAC, /* never guessed: their letters are those of KEYBOARD_ARABIC */
	KEYBOARD_COUNT
};

/* What is known of the layout that is on. All zero: nothing. */
struct keyboard_guess {
	enum keyboard hint; /* the layout that is likely, by the language of what is read */
	unsigned agree;     /* a bit for each layout that has every letter typed lately; 0: none was typed */
};

/* The layout of a language by its tag; KEYBOARD_ARABIC for those that have none here. */
enum keyboard keyboard_of_language(struct str tag);

/* A short name for the screen: "ar". */
const char *keyboard_name(enum keyboard layout);

/*
 * The ASCII character at the place where cp was typed, as the guess has it, which
 * learns from it; KEY_NONE when no layout has cp outside ASCII.
 */
uint32_t keyboard_latin(struct keyboard_guess *guess, uint32_t cp);

/* The same for a key that is to count as a Latin one: digits of other scripts are digits, what lies nowhere stays. */
uint32_t keyboard_translate(struct keyboard_guess *guess, uint32_t key);

/* What the key of an ASCII character gives in a layout: a code point, or a ligature; itself where it has no key. */
uint32_t keyboard_letter(enum keyboard layout, uint32_t latin);

/*
 * The key for lam and alef came as one ligature (U+FEF5 to FEFC) or as its two
 * letters. keyboard_lam_alef(): the isolated ligature of the two, or KEY_NONE.
 * keyboard_letters(): the letters that cp stands for; returns their number, 1 or 2.
 */
uint32_t keyboard_lam_alef(uint32_t lam, uint32_t alef);
size_t keyboard_letters(uint32_t cp, uint32_t letters[2]);

#endif
