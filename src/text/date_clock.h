/*
 * date_clock.h: the time of day in a date: hours, am or pm, zone.
 */
#ifndef JARIDA_TEXT_DATE_CLOCK_H
#define JARIDA_TEXT_DATE_CLOCK_H

#include "text/date.h"
#include "text/date_tokens.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether token i looks like the hours of a time: one or two digits and a colon. */
bool date_clock_at(const struct date_tokens *tokens, size_t i);

/*
 * Read 10:30, 10:30:00.5 pm GMT+3, or 103000 after a T, into the time and
 * offset of *date. Returns the token after it, or DATE_NOT_HERE.
 */
size_t date_clock_read(const struct date_tokens *tokens, size_t i, struct date *date);

/* Read a zone by name, by offset or by both. Returns the token after it: i when there is none. */
size_t date_zone_read(const struct date_tokens *tokens, size_t i, struct date *date);

#endif
