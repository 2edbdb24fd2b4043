/*
 * beginnings.h: the first letters of the words of titles, as words of the index.
 *
 * Private to library. While somebody types, one to BEGINNING_MAX_CP letters must
 * find their titles at once, though more words begin so than could be asked for. So
 * each such beginning is a word itself, told from the others by a sign in front that
 * no word has. They stand together at the first place of the body: a place there
 * is cheaper than in the title, and no phrase reaches it.
 */
#ifndef JARIDA_LIBRARY_BEGINNINGS_H
#define JARIDA_LIBRARY_BEGINNINGS_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

#define BEGINNING_SIGN "\3"

enum { BEGINNING_MAX_CP = 4, BEGINNING_WORDS = 64 /* of a title; what stands after them is left out */ };

/* Append those of a title, a sequence of words (analysis.h), each once. */
void beginnings_of(struct str title, struct buf *words);

/* Whether there is one for so many letters. */
bool beginning_fits(struct str letters);

/* Append it: it finds the titles with words that begin so. */
void beginning_add(struct str letters, bool together, struct buf *words);

#endif
