/*
 * stop.h: words that say nothing about what a text is about.
 *
 * Particles, pronouns, auxiliaries and the verbs of reporting in Arabic,
 * Persian, Urdu, Hebrew and English. The lists are this project's own. They hold
 * folded keys, with the clitics that commonly stand on such a word in Arabic.
 * A word may be one in one language and tell a lot in another (Persian در is
 * Arabic for pearls): name the languages if they are known.
 */
#ifndef JARIDA_WORDS_STOP_H
#define JARIDA_WORDS_STOP_H

#include "base/str.h"

#include <stdbool.h>

enum {
	STOP_ARABIC = 1,
	STOP_PERSIAN = 2,
	STOP_URDU = 4,
	STOP_HEBREW = 8,
	STOP_ENGLISH = 16,
	STOP_ANY = 31
};

/* Whether the word of this folded key is one, in any of those languages. */
bool stop_word(struct str folded, unsigned languages);

#endif
