/*
 * picture.h: what stands on the screen, as text for the goldens.
 *
 *     60x16, cursor hidden
 *     (rows as they stand, blanks at their end left out)
 *     ~ styles          (only when asked for)
 *     (a letter a cell, '.' for plain ones)
 *     ~ a: reverse
 */
#ifndef JARIDA_TESTS_SCREEN_PICTURE_H
#define JARIDA_TESTS_SCREEN_PICTURE_H

#include "base/buf.h"

#include <stdbool.h>
#include <vterm.h>

void picture_add(struct buf *out, VTerm *vterm, bool cursor_shown, bool styles);

/* The rows alone, one a line, for looking for a text. */
void picture_add_rows(struct buf *out, VTerm *vterm);

#endif
