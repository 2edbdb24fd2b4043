/*
 * notes.h: a small file of lines `KIND KEY REST`, found by kind and key.
 *
 * One line a kind and key, the newest last. Words hold no blank: keys are
 * escaped here. Reading and writing take the whole file; it is replaced by
 * rename, so that nobody ever sees half of it. What is not such a line is
 * dropped when the file is written next, but for its first comment.
 */
#ifndef JARIDA_TERM_NOTES_H
#define JARIDA_TERM_NOTES_H

#include "base/buf.h"

#include <stdbool.h>

/* What follows kind and key, into rest; false when there is no such line or no such file. */
bool notes_find(const char *path, const char *kind, const char *key, struct buf *rest);

/*
 * Let the line say rest from now on; an empty rest takes it out. Of each kind
 * the newest max lines stay. Makes the folder (0700) when it is missing. False
 * when it could not be done.
 */
bool notes_put(const char *path, const char *kind, const char *key, struct str rest, size_t max);

/* Append s as one word: printable ASCII without blanks, everything else as %XX. */
void notes_escape(struct buf *out, struct str s);

/* The other way round; what is not printable ASCII then is left out. */
void notes_unescape(struct buf *out, struct str s);

#endif
