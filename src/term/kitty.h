/*
 * kitty.h: cells in the order from which kitty draws the row that is wanted.
 *
 * kitty has no bidi, but it hands runs of cells to HarfBuzz, which guesses the
 * direction of each from its first character that has a script: a run with
 * Arabic first is drawn reversed, and mirrored. A run is made of adjacent
 * cells of one font; a blank ends it, bold does, colour does not. So words
 * stay where they are seen and the cells inside are turned around. Digits and
 * Latin beside Arabic letters would be turned with them where all come from
 * one font, and not where they come from two: bold makes them a run of their
 * own in any case.
 *
 * Nor is Arabic all of one font: DejaVu Sans Mono, which most others fall back
 * to, has what Arabic and Persian need and lacks letters of Urdu, Pashto and so
 * on, which then are runs of their own that would be put in each other's place.
 * Those are separated by bold as well, where a word is in forms; words in plain
 * letters stay whole, since only whole runs are joined. It lacks all of Hebrew: the
 * signs beside Hebrew letters are separated from them. A lam in a cell of its own
 * before an alef is parted too: the font has a ligature for them.
 *
 * What comes of a reversed run kitty deals out to cells by counting characters,
 * which goes wrong where some cells have marks and others have fewer or none:
 * letters fall upon each other (seen in 0.26). The cells of such a run get
 * equally many by a selector of the text style (U+FE0E), which shows nothing
 * and is no reason for kitty to look for another font; where one has two marks,
 * one more, since kitty takes the end of such a cell for the next one's
 * beginning, or does not, by what it drew before.
 */
#ifndef JARIDA_TERM_KITTY_H
#define JARIDA_TERM_KITTY_H

#include "term/grid.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Arrange n cells, none of width 0, from left to right. Fills sent[n] and
 * from[n]: the index in cells of each. False when parts that must be drawn in
 * different directions could not be kept apart.
 */
bool kitty_arrange(const struct grid_cell *cells, size_t n, struct grid_cell *sent, size_t *from);

#endif
