#include "config.h"

#include "text/date_day.h"

#include "text/date_clock.h"

enum {
	CENTURY_TURNS = 70, /* 70 is 1970, 69 is 2069 */
	/* Years of our age in the other calendars: no news bears them in the Gregorian one. */
	JALALI_FROM = 1250,
	HIJRI_FROM = 1425,
	HIJRI_TO = 1500
};

static int full_year(const struct date_tokens *t, size_t i)
{
	int year = date_value_at(t, i);
	if (date_token_at(t, i)->digits > 2)
		return year;
	return year < CENTURY_TURNS ? year + 2000 : year + 1900;
}

/* A numeric date tells its calendar by its era or by a year that can be no other. */
static enum date_calendar calendar_of(const struct date_tokens *t, size_t end, int year)
{
	size_t i = date_skip_soft(t, end);
	if (date_word_at(t, i, WORD_ERA))
		return date_token_at(t, i)->word.calendar;
	if (year >= HIJRI_FROM && year <= HIJRI_TO)
		return CALENDAR_HIJRI;
	return year >= JALALI_FROM && year < HIJRI_FROM ? CALENDAR_JALALI : CALENDAR_GREGORIAN;
}

/* The month name at i, its second name with it: "مارس / آذار". Returns the token after it, or DATE_NOT_HERE. */
static size_t month_names(const struct date_tokens *t, size_t i, struct date_day *m)
{
	if (!date_word_at(t, i, WORD_MONTH))
		return DATE_NOT_HERE;
	struct date_word month = date_token_at(t, i)->word;
	m->calendar = month.calendar;
	m->month = month.value;
	for (;;) {
		size_t next = date_skip_soft(t, i + 1);
		if (!date_word_at(t, next, WORD_MONTH))
			return i + 1;
		struct date_word other = date_token_at(t, next)->word;
		if (other.calendar != month.calendar || other.value != month.value)
			return i + 1;
		i = next;
	}
}

/* "10:30:00 UTC" between day and year, as date(1) prints it: the token after it. */
static size_t skip_time(const struct date_tokens *t, size_t i)
{
	if (!date_clock_at(t, i))
		return i;
	while (date_number_at(t, i, 1, 2) && date_sign_at(t, i + 1, ':') && date_number_at(t, i + 2, 2, 2))
		i += 2;
	i++;
	while (date_word_at(t, i, WORD_ZONE) || date_word_at(t, i, WORD_AM) || date_word_at(t, i, WORD_PM))
		i++;
	return i;
}

static bool year_at(const struct date_tokens *t, size_t i, struct date_day *m)
{
	if (!date_number_at(t, i, 4, 4) && !(date_number_at(t, i, 2, 2) && !date_clock_at(t, i)))
		return false;
	m->year = full_year(t, i);
	m->end = i + 1;
	return true;
}

/* 15 July 2023 */
static bool match_day_month_year(const struct date_tokens *t, size_t i, struct date_day *m)
{
	if (!date_number_at(t, i, 1, 2))
		return false;
	m->day = date_value_at(t, i);
	size_t next = month_names(t, date_skip_soft(t, i + 1), m);
	return next != DATE_NOT_HERE && year_at(t, date_skip_soft(t, next), m);
}

/* July 15. Returns the token after it, or DATE_NOT_HERE. */
static size_t month_and_day(const struct date_tokens *t, size_t i, struct date_day *m)
{
	size_t next = month_names(t, i, m);
	if (next == DATE_NOT_HERE)
		return DATE_NOT_HERE;
	next = date_skip_soft(t, next);
	if (!date_number_at(t, next, 1, 2) || date_clock_at(t, next))
		return DATE_NOT_HERE;
	m->day = date_value_at(t, next);
	return next + 1;
}

/* July 15, 2023; and Jul 15 10:30:00 2023 */
static bool match_month_day_year(const struct date_tokens *t, size_t i, struct date_day *m)
{
	size_t next = month_and_day(t, i, m);
	return next != DATE_NOT_HERE && year_at(t, date_skip_soft(t, skip_time(t, date_skip_soft(t, next))), m);
}

/* 2023 July 15 */
static bool match_year_month_day(const struct date_tokens *t, size_t i, struct date_day *m)
{
	if (!date_number_at(t, i, 4, 4))
		return false;
	m->year = date_value_at(t, i);
	m->end = month_and_day(t, date_skip_soft(t, i + 1), m);
	return m->end != DATE_NOT_HERE;
}

/* 2023-07-15, 15/07/2023, 7/15/2023, 15.7.23; no part of a longer row of numbers */
static bool match_numeric(const struct date_tokens *t, size_t i, struct date_day *m)
{
	const struct date_token *sign = date_token_at(t, i + 1);
	if (sign->kind != TOKEN_SIGN || (sign->sign != '/' && sign->sign != '-' && sign->sign != '.')
	    || !date_sign_at(t, i + 3, sign->sign))
		return false;
	if (i > 0 && date_token_at(t, i)->glued && date_sign_at(t, i - 1, sign->sign))
		return false;
	if (date_sign_at(t, i + 5, sign->sign) && date_token_at(t, i + 5)->glued && date_number_at(t, i + 6, 1, 9)
	    && date_token_at(t, i + 6)->glued)
		return false;
	m->end = i + 5;
	m->month = date_value_at(t, i + 2);
	if (date_number_at(t, i, 4, 4) && date_number_at(t, i + 2, 1, 2) && date_number_at(t, i + 4, 1, 2)) {
		m->year = date_value_at(t, i);
		m->day = date_value_at(t, i + 4);
	} else if (date_number_at(t, i, 1, 2) && date_number_at(t, i + 2, 1, 2)
	           && (date_number_at(t, i + 4, 4, 4) || date_number_at(t, i + 4, 2, 2))) {
		m->day = date_value_at(t, i);
		m->year = full_year(t, i + 4);
		if (m->month > 12) { /* the American order, where it is the only one possible */
			int day = m->month;
			m->month = m->day;
			m->day = day;
		}
	} else {
		return false;
	}
	m->calendar = calendar_of(t, m->end, m->year);
	return true;
}

/* 20230715 */
static bool match_compact(const struct date_tokens *t, size_t i, struct date_day *m)
{
	int all = date_value_at(t, i);
	if (!date_number_at(t, i, 8, 8) || all < 19000101 || all > 29991231)
		return false;
	m->calendar = CALENDAR_GREGORIAN;
	m->year = all / 10000;
	m->month = all / 100 % 100;
	m->day = all % 100;
	m->end = i + 1;
	return true;
}

bool date_day_at(const struct date_tokens *t, size_t i, struct date_day *m)
{
	m->start = i;
	return match_numeric(t, i, m) || match_day_month_year(t, i, m) || match_month_day_year(t, i, m)
	       || match_year_month_day(t, i, m) || match_compact(t, i, m);
}
