/*
 * key.h: texts as they are compared: the sort key of a title or a name, and
 * the folded text in which words are looked for. Private to library.
 */
#ifndef JARIDA_LIBRARY_KEY_H
#define JARIDA_LIBRARY_KEY_H

#include "base/buf.h"
#include "base/str.h"

/* The folded text, from its first letter or digit on, in words parted by one space. */
void key_fold(struct str text, struct buf *out);

enum { SORT_KEY_MAX_B = 63 }; /* struct row_place holds one */

/* The beginning of that, whole characters; returns its length. */
size_t key_of(struct str text, char out[SORT_KEY_MAX_B + 1]);

#endif
