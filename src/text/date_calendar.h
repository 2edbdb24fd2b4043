/* date_calendar.h: days of the Gregorian, the Umm al-Qura and the Persian calendar. */
#ifndef JARIDA_TEXT_DATE_CALENDAR_H
#define JARIDA_TEXT_DATE_CALENDAR_H

#include "text/date_words.h"

#include <stdbool.h>

struct date;

/*
 * Set the Gregorian day in *date from a day of the given calendar. False when
 * there is no such day. Only the day, month and year of *date are touched.
 */
bool date_calendar_set(struct date *date, enum date_calendar calendar, int year, int month, int day);

/*
 * The Umm al-Qura day of the Gregorian day in *date. False outside the years
 * that its tables hold, 1300 to 1600; nothing is written then.
 */
bool date_calendar_hijri(const struct date *date, int *year, int *month, int *day);

#endif
