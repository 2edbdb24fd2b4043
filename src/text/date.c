#include "config.h"

#include "text/date.h"

#include "text/date_calendar.h"
#include "text/date_clock.h"
#include "text/date_day.h"
#include "text/date_tokens.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_WORDS = 4, MAX_TIME_TOKENS = 14 };

static size_t skip_words(const struct date_tokens *t, size_t i)
{
	for (int n = 0; n < MAX_WORDS; n++) {
		i = date_skip_soft(t, i);
		if (date_sign_at(t, i, ':'))
			i++;
		if (!date_word_at(t, i, WORD_WEEKDAY) && !date_word_at(t, i, WORD_ERA))
			break;
		i++;
	}
	return i;
}

/* The time of a day stands after it, within it (date(1)), or before it. */
static void find_time(const struct date_tokens *t, const struct date_day *m, struct date *date)
{
	if (date_clock_read(t, skip_words(t, m->end), date) != DATE_NOT_HERE)
		return;
	for (size_t i = m->start; i < m->end; i++)
		if (date_clock_at(t, i)) {
			if (date_clock_read(t, i, date) != DATE_NOT_HERE)
				date_zone_read(t, m->end, date);
			return;
		}
	size_t from = m->start > MAX_TIME_TOKENS ? m->start - MAX_TIME_TOKENS : 0;
	for (size_t i = from; i + 2 < m->start; i++) {
		struct date found = *date;
		size_t end = date_clock_read(t, i, &found);
		if (end == DATE_NOT_HERE || (i > 0 && date_sign_at(t, i - 1, ':')))
			continue;
		if (end <= m->start && skip_words(t, end) >= m->start)
			*date = found;
		return;
	}
}

static bool set_day(const struct date_day *m, struct date *date)
{
	*date = (struct date){0};
	return date_calendar_set(date, m->calendar, m->year, m->month, m->day);
}

/*
 * The first Gregorian day, else the first day at all. Where two calendars are
 * given ("27 ذو الحجة 1444هـ الموافق 15 يوليو 2023م"), they mean the same day and
 * the Gregorian one needs no computing. used[] marks the tokens of all days.
 */
static bool find_day(const struct date_tokens *t, struct date_day *best, bool *used)
{
	bool found = false;
	for (size_t i = 0; i < t->n;) {
		struct date_day m = {0};
		struct date date;
		if (!date_day_at(t, i, &m) || (m.calendar == CALENDAR_GREGORIAN && !set_day(&m, &date))) {
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
	struct date_day best = {0};
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
	return date_sign_at(t, i + 1, ':') || (i > 0 && (date_sign_at(t, i - 1, ':') || date_sign_at(t, i - 1, '+')
	                                             || date_sign_at(t, i - 1, '-') || date_sign_at(t, i - 1, '.')
	                                             || (date_word_at(t, i - 1, WORD_JOIN) && date_number_at(t, i, 6, 6))));
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
