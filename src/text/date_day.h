/*
 * date_day.h: the day of a date, in the orders in which people write it.
 *
 * Day, month and year in any order that leaves no doubt, the month by name or
 * by number. Whether there is such a day in the calendar is not asked here.
 */
#ifndef JARIDA_TEXT_DATE_DAY_H
#define JARIDA_TEXT_DATE_DAY_H

#include "text/date_tokens.h"

#include <stdbool.h>
#include <stddef.h>

/* A day as it was written, and the tokens [start, end) that say it. */
struct date_day {
	enum date_calendar calendar;
	int year, month, day;
	size_t start, end;
};

/* Read the day that begins at token i; *day, zeroed before, is of no meaning when there is none. */
bool date_day_at(const struct date_tokens *tokens, size_t i, struct date_day *day);

#endif
