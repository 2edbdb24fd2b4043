/*
 * bidi.h: embedding levels of a paragraph (UAX #9, P2 to I2), in linear time.
 *
 * Division of labour. A paragraph that is plainly of one direction (Arabic,
 * digits and neutrals in a right-to-left one; anything but right-to-left
 * letters in a left-to-right one) is resolved in one pass. Otherwise we do the
 * explicit part (X1 to X10) ourselves and hand every isolating run sequence
 * (BD13) to fribidi as a paragraph of its own without a formatting character,
 * between two strong characters that play sos and eos. fribidi then does the
 * weak and neutral rules, brackets included, with classes and brackets of ICU.
 *
 * Why not the whole paragraph to fribidi: up to 1.0.8 context leaks between
 * sibling isolates, its time is quadratic in isolates, and it resolves a mark
 * between a neutral and a bracket wrongly; we resolve W1 before it wherever a
 * mark does not follow a bracket. It is quadratic in brackets too: that is
 * bounded by PARA_MAX_BRACKETS.
 *
 * Levels of characters that X9 removes are those of the character before them.
 * L1 is the line's business (layout/line.h).
 */
#ifndef JARIDA_TEXT_BIDI_H
#define JARIDA_TEXT_BIDI_H

#include "text/dir.h"

#include <stddef.h>
#include <stdint.h>

struct bidi; /* working memory, kept from paragraph to paragraph */

struct bidi *bidi_new(void);
void bidi_free(struct bidi *bidi);

/* The bidi classes that occur, as a set of bits 1 << UCharDirection. */
uint32_t bidi_classes(const uint32_t *props, size_t n);

/* What the algorithm's number rules ask of a character with these properties. */
enum bidi_kind { BIDI_LEFT, BIDI_RIGHT, BIDI_EUROPEAN, BIDI_ARABIC, BIDI_OTHER }; /* L; R, AL; EN; AN; all others */
enum bidi_kind bidi_kind(uint32_t prop);

/*
 * Resolve the levels of n code points with their properties (text/prop.h) and
 * the set of their classes.
 * dir DIR_AUTO: by P2 and P3, or `before` when there is no strong character.
 * Returns the paragraph's direction.
 */
enum dir bidi_resolve(struct bidi *bidi, const uint32_t *cp, const uint32_t *props, size_t n,
                      uint32_t classes, enum dir dir, enum dir before, uint8_t *levels);

/*
 * UAX #9 L1 on the line [start, end) of n code points: copies its levels and
 * sets those of segment separators, of whitespace before them, and of trailing
 * whitespace to the paragraph's. Isolate controls and what X9 removes count as
 * whitespace here.
 */
void bidi_line_levels(const uint32_t *props, uint32_t classes, const uint8_t *levels, enum dir dir,
                      size_t start, size_t end, uint8_t *out);

#endif
