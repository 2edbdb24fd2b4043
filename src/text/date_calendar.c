#include "config.h"

#include "text/date_calendar.h"

#include "text/date.h"

#include <stdint.h>
#include <unicode/ucal.h>

enum { MS_PER_DAY = 86400000, FAR_DAYS = 100000000 };

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

/* Gregorian day of a count of days since 1970 (which is here always after the year 0). */
static void from_days(struct date *date, int64_t days)
{
	int year = (int)(1970 + days / 366) - 1;
	int64_t start = (int64_t)365 * (year - 1970);
	for (int y = year - 1; y >= 1970; y--)
		start += days_in_month(y, 2) == 29;
	for (int y = 1969; y >= year; y--)
		start -= days_in_month(y, 2) == 29;
	days -= start;
	while (days >= 337 + days_in_month(year, 2)) {
		days -= 337 + days_in_month(year, 2);
		year++;
	}
	while (days < 0) {
		year--;
		days += 337 + days_in_month(year, 2);
	}
	int month = 1;
	while (days >= days_in_month(year, month))
		days -= days_in_month(year, month++);
	date->year = year;
	date->month = month;
	date->day = (int)days + 1;
}

/* ICU's calendars are loaded only when one of them is needed. */
static UCalendar *open_calendar(const char *locale, UErrorCode *status)
{
	static const UChar utc[] = {'U', 'T', 'C', 0};
	return ucal_open(utc, -1, locale, UCAL_TRADITIONAL, status);
}

static bool from_icu(struct date *date, const char *locale, int year, int month, int day)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar = open_calendar(locale, &status);
	if (U_FAILURE(status))
		return false;
	ucal_clear(calendar);
	ucal_setDate(calendar, year, month - 1, day, &status);
	double ms = ucal_getMillis(calendar, &status);
	ucal_close(calendar);
	if (U_FAILURE(status) || !(ms > -1e15 && ms < 1e15))
		return false;
	from_days(date, (int64_t)(ms / MS_PER_DAY + FAR_DAYS) - FAR_DAYS); /* rounded down before 1970 too */
	return true;
}

bool date_calendar_set(struct date *date, enum date_calendar calendar, int year, int month, int day)
{
	if (month < 1 || month > 12 || day < 1)
		return false;
	switch (calendar) {
	case CALENDAR_GREGORIAN:
		if (year < 1000 || year > 2999 || day > days_in_month(year, month))
			return false;
		date->year = year;
		date->month = month;
		date->day = day;
		return true;
	case CALENDAR_HIJRI:
		/* A month seen a day later than computed has a 30th all the same: the day after the 29th. */
		return year >= 1000 && year <= 1600 && day <= 30
		       && from_icu(date, "en_US@calendar=islamic-umalqura", year, month, day);
	case CALENDAR_JALALI:
		return year >= 1000 && year <= 1600 && day <= (month <= 6 ? 31 : 30)
		       && from_icu(date, "en_US@calendar=persian", year, month, day);
	}
	return false;
}

bool date_calendar_hijri(const struct date *date, int *year, int *month, int *day)
{
	enum { FIRST_YEAR = 1300, LAST_YEAR = 1600 };
	UErrorCode status = U_ZERO_ERROR;
	bool known = false;
	if (date->month < 1 || date->month > 12)
		return false;
	UCalendar *gregorian = open_calendar("en_US@calendar=gregorian", &status);
	UCalendar *hijri = open_calendar("en_US@calendar=islamic-umalqura", &status);
	if (U_SUCCESS(status)) {
		ucal_clear(gregorian);
		ucal_setDate(gregorian, date->year, date->month - 1, date->day, &status);
		ucal_setMillis(hijri, ucal_getMillis(gregorian, &status), &status);
		int y = ucal_get(hijri, UCAL_YEAR, &status);
		int m = ucal_get(hijri, UCAL_MONTH, &status) + 1;
		int d = ucal_get(hijri, UCAL_DATE, &status);
		known = U_SUCCESS(status) && y >= FIRST_YEAR && y <= LAST_YEAR;
		*year = known ? y : *year;
		*month = known ? m : *month;
		*day = known ? d : *day;
	}
	if (gregorian != NULL)
		ucal_close(gregorian);
	if (hijri != NULL)
		ucal_close(hijri);
	return known;
}
