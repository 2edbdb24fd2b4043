/*
 * join.h: Arabic letters take the shapes that their neighbours ask for.
 *
 * Cursive joining (The Unicode Standard, chapter 9.2, R1 to R7) by ICU's
 * joining types, on the resolved levels: letters join within one
 * right-to-left level. A letter without a presentation form stays itself, and
 * its neighbours still join it.
 *
 * Lam-alef is written as one glyph at the lam; the alef then has no glyph
 * (JOIN_FILLER). Marks between the two do not part them; invisible characters
 * do (a line may break behind a soft hyphen), though the letters still join.
 */
#ifndef JARIDA_TEXT_JOIN_H
#define JARIDA_TEXT_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JOIN_FILLER = 0 };

/* Replace the letters in glyphs[n], which holds the code points, by their shapes. */
void join_shape(uint32_t *glyphs, const uint32_t *props, const uint8_t *levels, size_t n);

/*
 * The same glyph as it stands at the end of a word: initial becomes isolated,
 * medial final. letter is the code point it shows. Other glyphs stay.
 */
uint32_t join_end_form(uint32_t letter, uint32_t glyph);

#endif
