#include "config.h"

#include "text/date.h"

#include "text/date_calendar.h"
#include "text/date_tokens.h"

#include <stdio.h>
#include <stdlib.h>

enum { NOT_FOUND = 0, MAX_SOFT = 4, MAX_TIME_TOKENS = 14 };

/* A day as it was written, and the tokens [start, end) that say it. */
struct match {
	enum date_calendar calendar;
	int year, month, day;
	size_t start, end;
};

static bool is_sign(const struct date_tokens *t, size_t i, uint32_t sign)
{
	const struct date_token *token = date_token_at(t, i);
	return token->kind == TOKEN_SIGN && token->sign == sign;
}

static bool is_word(const struct date_tokens *t, size_t i, enum date_word_kind kind)
{
	const struct date_token *token = date_token_at(t, i);
	return token->kind == TOKEN_WORD && token->word.kind == kind;
}

static bool is_number(const struct date_tokens *t, size_t i, int min_digits, int max_digits)
{
	const struct date_token *token = date_token_at(t, i);
	return token->kind == TOKEN_NUMBER && token->digits >= min_digits && token->digits <= max_digits;
}

static int value(const struct date_tokens *t, size_t i)
{
	return date_token_at(t, i)->value;
}

/* What may stand between the parts of a date, and means nothing. */
static bool is_soft(const struct date_tokens *t, size_t i)
{
	const struct date_token *token = date_token_at(t, i);
	if (token->kind == TOKEN_WORD)
		return token->word.kind == WORD_JOIN;
	if (token->kind != TOKEN_SIGN)
		return false;
	switch (token->sign) {
	case ',': case '/': case '-': case '.': case '(': case ')': case '|': case '\'': case '[': case ']':
	case 0x060C: case 0x05F3: case 0x05BE: case 0x2019: case 0x00B7: case 0x2022: case ':':
		return true;
	default:
		return false;
	}
}

static size_t skip_soft(const struct date_tokens *t, size_t i)
{
	for (int n = 0; n < MAX_SOFT && is_soft(t, i) && !is_sign(t, i, ':'); n++)
		i++;
	return i;
}

static int full_year(const struct date_tokens *t, size_t i)
{
	int year = value(t, i);
	if (date_token_at(t, i)->digits > 2)
		return year;
	return year < 70 ? year + 2000 : year + 1900;
}

/* A numeric date tells its calendar by its era or by a year that can be no other. */
static enum date_calendar calendar_of(const struct date_tokens *t, size_t end, int year)
{
	size_t i = skip_soft(t, end);
	if (is_word(t, i, WORD_ERA))
		return date_token_at(t, i)->word.calendar;
	if (year >= 1425 && year <= 1500)
		return CALENDAR_HIJRI;
	return year >= 1250 && year < 1425 ? CALENDAR_JALALI : CALENDAR_GREGORIAN;
}

/* The month name at i, its second name with it: "مارس / آذار". Returns the token behind, or NOT_FOUND. */
static size_t month_names(const struct date_tokens *t, size_t i, struct match *m)
{
	if (!is_word(t, i, WORD_MONTH))
		return NOT_FOUND;
	struct date_word month = date_token_at(t, i)->word;
	m->calendar = month.calendar;
	m->month = month.value;
	for (;;) {
		size_t next = skip_soft(t, i + 1);
		if (!is_word(t, next, WORD_MONTH))
			return i + 1;
		struct date_word other = date_token_at(t, next)->word;
		if (other.calendar != month.calendar || other.value != month.value)
			return i + 1;
		i = next;
	}
}

static bool is_time_at(const struct date_tokens *t, size_t i)
{
	return is_number(t, i, 1, 2) && is_sign(t, i + 1, ':');
}

/* "10:30:00 UTC" between day and year, as date(1) prints it: the token behind. */
static size_t skip_time(const struct date_tokens *t, size_t i)
{
	if (!is_time_at(t, i))
		return i;
	while (is_number(t, i, 1, 2) && is_sign(t, i + 1, ':') && is_number(t, i + 2, 2, 2))
		i += 2;
	i++;
	while (is_word(t, i, WORD_ZONE) || is_word(t, i, WORD_AM) || is_word(t, i, WORD_PM))
		i++;
	return i;
}

static bool year_at(const struct date_tokens *t, size_t i, struct match *m)
{
	if (!is_number(t, i, 4, 4) && !(is_number(t, i, 2, 2) && !is_time_at(t, i)))
		return false;
	m->year = full_year(t, i);
	m->end = i + 1;
	return true;
}

/* 15 July 2023 */
static bool match_day_month_year(const struct date_tokens *t, size_t i, struct match *m)
{
	if (!is_number(t, i, 1, 2))
		return false;
	m->day = value(t, i);
	size_t next = month_names(t, skip_soft(t, i + 1), m);
	return next != NOT_FOUND && year_at(t, skip_soft(t, next), m);
}

/* July 15, 2023; and Jul 15 10:30:00 2023 */
static bool match_month_day_year(const struct date_tokens *t, size_t i, struct match *m)
{
	size_t next = month_names(t, i, m);
	if (next == NOT_FOUND)
		return false;
	next = skip_soft(t, next);
	if (!is_number(t, next, 1, 2) || is_time_at(t, next))
		return false;
	m->day = value(t, next);
	next = skip_soft(t, next + 1);
	return year_at(t, skip_soft(t, skip_time(t, next)), m);
}

/* 2023 July 15 */
static bool match_year_month_day(const struct date_tokens *t, size_t i, struct match *m)
{
	if (!is_number(t, i, 4, 4))
		return false;
	m->year = value(t, i);
	size_t next = month_names(t, skip_soft(t, i + 1), m);
	if (next == NOT_FOUND)
		return false;
	next = skip_soft(t, next);
	if (!is_number(t, next, 1, 2) || is_time_at(t, next))
		return false;
	m->day = value(t, next);
	m->end = next + 1;
	return true;
}

/* 2023-07-15, 15/07/2023, 7/15/2023, 15.7.23; no part of a longer row of numbers */
static bool match_numeric(const struct date_tokens *t, size_t i, struct match *m)
{
	const struct date_token *sign = date_token_at(t, i + 1);
	if (sign->kind != TOKEN_SIGN || (sign->sign != '/' && sign->sign != '-' && sign->sign != '.')
	    || !is_sign(t, i + 3, sign->sign))
		return false;
	if (i > 0 && date_token_at(t, i)->glued && is_sign(t, i - 1, sign->sign))
		return false;
	if (is_sign(t, i + 5, sign->sign) && date_token_at(t, i + 5)->glued && is_number(t, i + 6, 1, 9)
	    && date_token_at(t, i + 6)->glued)
		return false;
	m->end = i + 5;
	m->month = value(t, i + 2);
	if (is_number(t, i, 4, 4) && is_number(t, i + 2, 1, 2) && is_number(t, i + 4, 1, 2)) {
		m->year = value(t, i);
		m->day = value(t, i + 4);
	} else if (is_number(t, i, 1, 2) && is_number(t, i + 2, 1, 2)
	           && (is_number(t, i + 4, 4, 4) || is_number(t, i + 4, 2, 2))) {
		m->day = value(t, i);
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
static bool match_compact(const struct date_tokens *t, size_t i, struct match *m)
{
	int all = value(t, i);
	if (!is_number(t, i, 8, 8) || all < 19000101 || all > 29991231)
		return false;
	m->calendar = CALENDAR_GREGORIAN;
	m->year = all / 10000;
	m->month = all / 100 % 100;
	m->day = all % 100;
	m->end = i + 1;
	return true;
}

static bool match_day(const struct date_tokens *t, size_t i, struct match *m)
{
	m->start = i;
	return match_numeric(t, i, m) || match_day_month_year(t, i, m) || match_month_day_year(t, i, m)
	       || match_year_month_day(t, i, m) || match_compact(t, i, m);
}

/* +0300, +03:00, +3; returns the token behind */
static size_t read_offset(const struct date_tokens *t, size_t i, struct date *date)
{
	bool minus = is_sign(t, i, '-');
	if ((!minus && !is_sign(t, i, '+')) || date_token_at(t, i + 1)->kind != TOKEN_NUMBER
	    || !date_token_at(t, i + 1)->glued)
		return i;
	int minutes;
	size_t end = i + 2;
	if (is_number(t, i + 1, 4, 4)) {
		minutes = value(t, i + 1) / 100 * 60 + value(t, i + 1) % 100;
	} else if (is_number(t, i + 1, 1, 2)) {
		minutes = value(t, i + 1) * 60;
		if (is_sign(t, end, ':') && is_number(t, end + 1, 2, 2)) {
			minutes += value(t, end + 1);
			end += 2;
		}
	} else {
		return i;
	}
	if (minutes > 14 * 60)
		return i;
	date->offset_min = minus ? -minutes : minutes;
	return end;
}

static size_t read_zone(const struct date_tokens *t, size_t i, struct date *date)
{
	size_t at = is_sign(t, i, '(') ? i + 1 : i;
	if (is_word(t, at, WORD_ZONE)) {
		date->offset_min = date_token_at(t, at)->word.value;
		return read_offset(t, at + 1, date);
	}
	return read_offset(t, i, date);
}

static size_t read_meridiem(const struct date_tokens *t, size_t i, int *hour)
{
	bool pm = is_word(t, i, WORD_PM) || date_token_at(t, i)->meridiem;
	if (!pm && !is_word(t, i, WORD_AM))
		return i;
	if (pm && *hour < 12)
		*hour += 12;
	else if (!pm && *hour == 12)
		*hour = 0;
	return i + 1;
}

/* 10:30, 10:30:00.5 pm GMT+3, and 103000 behind T. Returns the token behind, or NOT_FOUND. */
static size_t read_time(const struct date_tokens *t, size_t i, struct date *date)
{
	int hour, minute, second = 0;
	size_t next;
	if (is_number(t, i, 1, 2) && is_sign(t, i + 1, ':') && is_number(t, i + 2, 2, 2)) {
		hour = value(t, i);
		minute = value(t, i + 2);
		next = i + 3;
		if (is_sign(t, next, ':') && is_number(t, next + 1, 2, 2)) {
			second = value(t, next + 1);
			next += 2;
			if ((is_sign(t, next, '.') || is_sign(t, next, ',')) && is_number(t, next + 1, 1, 9)
			    && date_token_at(t, next + 1)->glued)
				next += 2;
		}
	} else if (is_number(t, i, 6, 6) && date_token_at(t, i)->glued && i > 0 && is_word(t, i - 1, WORD_JOIN)) {
		hour = value(t, i) / 10000;
		minute = value(t, i) / 100 % 100;
		second = value(t, i) % 100;
		next = i + 1;
	} else {
		return NOT_FOUND;
	}
	next = read_meridiem(t, next, &hour);
	if (hour > 23 || minute > 59 || second > 60)
		return NOT_FOUND;
	date->has_time = true;
	date->hour = hour;
	date->minute = minute;
	date->second = second < 60 ? second : 59;
	return read_zone(t, next, date);
}

static size_t skip_words(const struct date_tokens *t, size_t i)
{
	for (int n = 0; n < MAX_SOFT; n++) {
		i = skip_soft(t, i);
		if (is_sign(t, i, ':'))
			i++;
		if (!is_word(t, i, WORD_WEEKDAY) && !is_word(t, i, WORD_ERA))
			break;
		i++;
	}
	return i;
}

/* The time of a day stands behind it, within it (date(1)), or before it. */
static void find_time(const struct date_tokens *t, const struct match *m, struct date *date)
{
	if (read_time(t, skip_words(t, m->end), date) != NOT_FOUND)
		return;
	for (size_t i = m->start; i < m->end; i++)
		if (is_time_at(t, i)) {
			if (read_time(t, i, date) != NOT_FOUND)
				read_zone(t, m->end, date);
			return;
		}
	size_t from = m->start > MAX_TIME_TOKENS ? m->start - MAX_TIME_TOKENS : 0;
	for (size_t i = from; i + 2 < m->start; i++) {
		struct date found = *date;
		size_t end = read_time(t, i, &found);
		if (end == NOT_FOUND || (i > 0 && is_sign(t, i - 1, ':')))
			continue;
		if (end <= m->start && skip_words(t, end) >= m->start)
			*date = found;
		return;
	}
}

static bool set_day(const struct match *m, struct date *date)
{
	*date = (struct date){0};
	return date_calendar_set(date, m->calendar, m->year, m->month, m->day);
}

/*
 * The first Gregorian day, else the first day at all. Where two calendars are
 * given ("27 ذو الحجة 1444هـ الموافق 15 يوليو 2023م"), they mean the same day and
 * the Gregorian one needs no computing. used[] marks the tokens of all days.
 */
static bool find_day(const struct date_tokens *t, struct match *best, bool *used)
{
	bool found = false;
	for (size_t i = 0; i < t->n;) {
		struct match m = {0};
		struct date date;
		if (!match_day(t, i, &m) || (m.calendar == CALENDAR_GREGORIAN && !set_day(&m, &date))) {
			i++;
			continue;
		}
		if (!found || (m.calendar == CALENDAR_GREGORIAN && best->calendar != CALENDAR_GREGORIAN))
			*best = m;
		found = true;
		for (; i < m.end; i++)
			used[i] = true;
	}
	return found;
}

static bool read_date(const struct date_tokens *t, struct date *date, bool *used)
{
	struct match best = {0};
	struct date result;
	if (!find_day(t, &best, used) || !set_day(&best, &result))
		return false;
	find_time(t, &best, &result);
	*date = result;
	return true;
}

bool date_parse(struct str text, struct date *date)
{
	struct date_tokens tokens;
	bool used[DATE_MAX_TOKENS + 1] = {false};
	date_tokens_read(&tokens, text);
	return read_date(&tokens, date, used);
}

/* A number that belongs to a time or its zone. */
static bool is_time_part(const struct date_tokens *t, size_t i)
{
	return is_sign(t, i + 1, ':') || (i > 0 && (is_sign(t, i - 1, ':') || is_sign(t, i - 1, '+')
	                                             || is_sign(t, i - 1, '-') || is_sign(t, i - 1, '.')
	                                             || (is_word(t, i - 1, WORD_JOIN) && is_number(t, i, 6, 6))));
}

bool date_parse_only(struct str text, struct date *date)
{
	struct date_tokens tokens;
	bool used[DATE_MAX_TOKENS + 1] = {false};
	if (text.n > DATE_MAX_TEXT_B)
		return false;
	date_tokens_read(&tokens, text);
	if (tokens.n == DATE_MAX_TOKENS)
		return false;
	struct date found;
	if (!read_date(&tokens, &found, used))
		return false;
	for (size_t i = 0; i < tokens.n; i++) {
		const struct date_token *token = date_token_at(&tokens, i);
		if (used[i])
			continue;
		if (token->kind == TOKEN_WORD && token->word.kind == WORD_OTHER)
			return false;
		if (token->kind == TOKEN_NUMBER && !is_time_part(&tokens, i))
			return false;
	}
	*date = found;
	return true;
}

/* Keeps the fields of a date that did not come from date_parse() from filling the line. */
static int within(int n, int max)
{
	return n < 0 ? 0 : n > max ? max : n;
}

void date_format_iso(const struct date *date, char out[32])
{
	int n = snprintf(out, 32, "%04d-%02d-%02d", within(date->year, 9999), within(date->month, 99),
	                 within(date->day, 99));
	if (!date->has_time || n < 0)
		return;
	n += snprintf(out + n, 32 - (size_t)n, "T%02d:%02d:%02d", within(date->hour, 99),
	              within(date->minute, 99), within(date->second, 99));
	if (date->offset_min == 0) {
		snprintf(out + n, 32 - (size_t)n, "Z");
		return;
	}
	int offset = within(abs(date->offset_min), 99 * 60);
	snprintf(out + n, 32 - (size_t)n, "%c%02d:%02d", date->offset_min < 0 ? '-' : '+', offset / 60,
	         offset % 60);
}

bool date_format_day(const struct date *date, bool hijri, char out[32])
{
	int year = date->year, month = date->month, day = date->day;
	hijri = hijri && date_calendar_hijri(date, &year, &month, &day);
	snprintf(out, 32, "%04d-%02d-%02d", year, month, day);
	return hijri;
}
