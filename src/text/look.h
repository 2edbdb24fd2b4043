/*
 * look.h: how a text is to look, by the wish of its reader or the limits of the
 * terminal, without changing it.
 *
 * Vowel signs, or all marks, and tatweel can be left out of the picture, and
 * digits be shown in another script. The text, its order and its positions stay
 * as they are: what is left out is invisible (PROP_INVISIBLE) where it stands.
 * Where all marks go, a letter that Unicode has with the mark is shown so.
 *
 * Left out are the vowel signs and Quranic signs of Arabic and the points of
 * Hebrew, not marks that make another letter (madda, hamza). Tatweel is left
 * out where it stands at a letter and carries no mark that is shown: between
 * two letters as if it were not there; at the edge of a word the letter keeps
 * the shape that it has before a tatweel (as in the sign of the Hijri year).
 *
 * Digits are shown in another script in right-to-left paragraphs; ASCII digits
 * in a word that has an ASCII letter (an address, a version) stay.
 */
#ifndef JARIDA_TEXT_LOOK_H
#define JARIDA_TEXT_LOOK_H

#include "text/dir.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum digits { DIGITS_AS_WRITTEN, DIGITS_LATIN, DIGITS_ARABIC, DIGITS_PERSIAN };

enum marks { MARKS_SHOWN, MARKS_NO_TASHKEEL, MARKS_DROPPED };

/* How many cells lam and alef take; auto: one as presentation forms, two as letters. */
enum lam_alef { LAM_ALEF_AUTO, LAM_ALEF_ONE, LAM_ALEF_TWO };

/* All zero: as written. */
struct look {
	enum marks marks;
	bool hide_tatweel;
	enum digits digits;
	enum lam_alef lam_alef;
};

bool look_same(struct look a, struct look b);

/* Before the letters are joined: where marks are dropped, letters become the ones that have the mark in them. */
void look_compose(struct look look, const uint32_t *props, uint32_t *letters, size_t n);

/* Likewise: tatweel between two letters that is to be left out joins nothing. */
void look_before_joining(struct look look, const uint32_t *cp, uint32_t *props, size_t n);

/* After that: what is left out becomes invisible, and glyphs of digits those of the script wanted. */
void look_apply(struct look look, const uint32_t *cp, uint32_t *props, uint32_t *glyphs, size_t n,
                enum dir dir);

#endif
