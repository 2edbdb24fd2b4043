/*
 * harm.h: what no text may make the program write.
 *
 * The program moves, paints and switches with few sequences. Whatever else is
 * found in its output has come through from the text that it shows.
 */
#ifndef JARIDA_TESTS_SCREEN_HARM_H
#define JARIDA_TESTS_SCREEN_HARM_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* False with a word in why; for terminals whose bidi is switched by no string sequence. */
bool harm_none(struct str output, struct buf *why);

#endif
