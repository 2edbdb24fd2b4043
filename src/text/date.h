/*
 * date.h: dates as newspapers and feeds write them.
 *
 * RFC 822/5322, ISO 8601, `15th, July 2023 GMT`, day month year with Arabic,
 * Levantine, Maghrebi, Persian, Urdu, Hebrew and English month names, pairs
 * of names (`مارس / آذار`), Arabic-Indic and Persian digits; Hijri (Umm
 * al-Qura) and Jalali dates by their month names or by a year that can be no
 * other (ICU's calendars do the arithmetic).
 */
#ifndef JARIDA_TEXT_DATE_H
#define JARIDA_TEXT_DATE_H

#include "base/str.h"

#include <stdbool.h>

struct date {
	int year, month, day;  /* proleptic Gregorian; month and day from 1 */
	bool has_time;
	int hour, minute, second;
	int offset_min;        /* from UTC; 0 for GMT, Z or none said */
};

/* Read the date that text holds (surrounding words are allowed). False when there is none. */
bool date_parse(struct str text, struct date *date);

/* The same, for a text that holds nothing but a date (weekday, time, zone and the like included). */
bool date_parse_only(struct str text, struct date *date);

/* ISO 8601: 2023-07-15, or 2023-07-15T10:30:00+03:00 (Z for 0). NUL-terminated. */
void date_format_iso(const struct date *date, char out[32]);

/*
 * The day as it is shown: 2023-07-15, or where asked for and known the Umm
 * al-Qura day, 1444-12-27. Returns whether it is that one.
 */
bool date_format_day(const struct date *date, bool hijri, char out[32]);

#endif
