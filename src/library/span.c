#include "config.h"

#include "library/span.h"

#include "text/fold.h"
#include "text/utf8.h"

enum { FIRST_YEAR = 1, LAST_YEAR = 9999, DAY_S = 86400, SPAN_MAX_B = 32 };

/* Days are counted from the first of 1970. */

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Of a year from 1 on, proleptic Gregorian. */
static int64_t day_number(int year, int month, int day)
{
	int64_t before = year - 1, number = before * 365 + before / 4 - before / 100 + before / 400 - 719162;
	for (int m = 1; m < month; m++)
		number += month_days(year, m);
	return number + day - 1;
}

static bool take_number(const char **at, int max, int *number)
{
	int n = 0, digits = 0;
	for (; **at >= '0' && **at <= '9' && digits < 4; digits++)
		n = n * 10 + (*(*at)++ - '0');
	*number = n;
	return digits > 0 && n >= 1 && n <= max;
}

/* "2023", "2023-05" or "2023-05-07" as the days [first, behind). */
static bool take_span(const char **at, int64_t *first, int64_t *behind)
{
	int year, month = 0, day = 0;
	if (!take_number(at, LAST_YEAR, &year))
		return false;
	if (**at == '-' && (++*at, !take_number(at, 12, &month)))
		return false;
	if (month > 0 && **at == '-' && (++*at, !take_number(at, month_days(year, month), &day)))
		return false;
	*first = day_number(year, month > 0 ? month : 1, day > 0 ? day : 1);
	*behind = day > 0     ? *first + 1
	          : month > 0 ? *first + month_days(year, month)
	                      : day_number(year + 1, 1, 1);
	return true;
}

/* 0 is for an open end: the first second of 1970 is none. */
static int64_t second_of(int64_t day)
{
	return day == 0 ? 1 : day * DAY_S;
}

static bool read_dates(const char *text, int64_t *since, int64_t *before)
{
	int64_t first = 0, behind = 0, unused;
	bool from = *text != '.', to;
	if (from && !take_span(&text, &first, &behind))
		return false;
	if (*text == '\0') {
		*since = second_of(first);
		*before = second_of(behind);
		return from;
	}
	if (text[0] != '.' || text[1] != '.')
		return false;
	text += 2;
	to = *text != '\0';
	if ((to && !take_span(&text, &unused, &behind)) || *text != '\0' || (!from && !to))
		return false;
	*since = from ? second_of(first) : 0;
	*before = to ? second_of(behind) : 0;
	return true;
}

bool span_read(struct str text, int64_t *since, int64_t *before)
{
	char copy[SPAN_MAX_B] = "";
	size_t n = 0;
	uint32_t cp;
	for (size_t at = 0; at < text.n; copy[n++] = (char)cp) {
		at += utf8_decode(text.p + at, text.n - at, &cp);
		cp = fold_cp(cp); /* digits of any script */
		if (n == SPAN_MAX_B - 1 || cp <= ' ' || cp >= 0x7F)
			return false;
	}
	return n > 0 && read_dates(copy, since, before);
}

/* The day that a second is in, by searching: it is done once a list. */
static void add_day(struct buf *out, int64_t second)
{
	int64_t number = second >= 0 ? second / DAY_S : -((-second + DAY_S - 1) / DAY_S);
	int year = FIRST_YEAR, month = 1;
	for (int step = 8192; step > 0; step /= 2)
		if (year + step <= LAST_YEAR && day_number(year + step, 1, 1) <= number)
			year += step;
	while (month < 12 && day_number(year, month + 1, 1) <= number)
		month++;
	buf_addf(out, "%04d-%02d-%02d", year, month, (int)(number - day_number(year, month, 1)) + 1);
}

void span_format(int64_t since, int64_t before, struct buf *out)
{
	if (since != 0)
		add_day(out, since);
	buf_add_str(out, STR(".."));
	if (before != 0)
		add_day(out, before - 2);
}
