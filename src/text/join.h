/*
 * join.h: Arabic letters take the shapes that their neighbours ask for.
 *
 * Cursive joining (The Unicode Standard, chapter 9.2, R1 to R7) by ICU's
 * joining types, on the resolved levels: letters join within one
 * right-to-left level.
 *
 * A letter whose form Unicode does not have takes one that looks the same
 * where there is such a one: the form of another letter, with a mark that
 * join_mark() tells where the letter is that one and a mark. Otherwise it
 * stays itself, and its neighbours still join it.
 *
 * Lam-alef is written as one glyph at the lam; the alef then has no glyph
 * (JOIN_FILLER). Marks between the two do not part them; invisible characters
 * do (a line may break after a soft hyphen), though the letters still join.
 */
#ifndef JARIDA_TEXT_JOIN_H
#define JARIDA_TEXT_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JOIN_FILLER = 0 };

/* What letters may become. */
enum {
	JOIN_FORMS = 1 << 0,     /* presentation forms; without it they stay letters */
	JOIN_LIGATURES = 1 << 1, /* lam-alef in one cell */
	JOIN_MARKS = 1 << 2      /* a form with a mark that the letter has */
};

/*
 * Replace the letters in glyphs[n], which holds the code points, by their
 * shapes; how 0: nothing to do. Returns whether Unicode has all forms needed.
 */
bool join_shape(uint32_t *glyphs, const uint32_t *props, const uint8_t *levels, size_t n, unsigned how);

/* The same word by word; one whose forms Unicode does not have is shaped by `otherwise`. */
void join_words(uint32_t *glyphs, const uint32_t *props, const uint8_t *levels, size_t n, unsigned how,
                unsigned otherwise);

/* The mark that stands with the glyph of a letter so that it shows the letter, or 0. */
uint32_t join_lent_mark(uint32_t letter); /* with a form that is lent to it */

static inline uint32_t join_mark(uint32_t letter, uint32_t glyph)
{
	enum { FIRST = 0x0681, LAST = 0x06CE }; /* letters that take one */
	return letter < FIRST || letter > LAST || glyph == letter ? 0 : join_lent_mark(letter);
}

/*
 * The same glyph as it stands at the end of a word: initial becomes isolated,
 * medial final. letter is the code point it shows. Other glyphs stay.
 */
uint32_t join_end_form(uint32_t letter, uint32_t glyph);

#endif
