/*
 * span.h: the time that a date stands for.
 *
 * "2023", "2023-05" or "2023-05-07" is all of it; A..B is from the beginning
 * of A to the end of B, and either may be left out. Digits are those of any
 * script. Proleptic Gregorian, UTC.
 * Private to library.
 */
#ifndef JARIDA_LIBRARY_SPAN_H
#define JARIDA_LIBRARY_SPAN_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Seconds since 1970 in [since, before), 0 for an open end. False: it is no date. */
bool span_read(struct str text, int64_t *since, int64_t *before);

/* Text that is read as that, to the day. */
void span_format(int64_t since, int64_t before, struct buf *out);

#endif
