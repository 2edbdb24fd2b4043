#include "config.h"

#include "text/date_clock.h"

enum { MAX_OFFSET_MIN = 14 * 60 }; /* Kiribati */

bool date_clock_at(const struct date_tokens *t, size_t i)
{
	return date_number_at(t, i, 1, 2) && date_sign_at(t, i + 1, ':');
}

/* +0300, +03:00, +3; returns the token after it */
static size_t read_offset(const struct date_tokens *t, size_t i, struct date *date)
{
	bool minus = date_sign_at(t, i, '-');
	if ((!minus && !date_sign_at(t, i, '+')) || date_token_at(t, i + 1)->kind != TOKEN_NUMBER
	    || !date_token_at(t, i + 1)->glued)
		return i;
	int minutes;
	size_t end = i + 2;
	if (date_number_at(t, i + 1, 4, 4)) {
		minutes = date_value_at(t, i + 1) / 100 * 60 + date_value_at(t, i + 1) % 100;
	} else if (date_number_at(t, i + 1, 1, 2)) {
		minutes = date_value_at(t, i + 1) * 60;
		if (date_sign_at(t, end, ':') && date_number_at(t, end + 1, 2, 2)) {
			minutes += date_value_at(t, end + 1);
			end += 2;
		}
	} else {
		return i;
	}
	if (minutes > MAX_OFFSET_MIN)
		return i;
	date->offset_min = minus ? -minutes : minutes;
	return end;
}

size_t date_zone_read(const struct date_tokens *t, size_t i, struct date *date)
{
	size_t at = date_sign_at(t, i, '(') ? i + 1 : i;
	if (date_word_at(t, at, WORD_ZONE)) {
		date->offset_min = date_token_at(t, at)->word.value;
		return read_offset(t, at + 1, date);
	}
	return read_offset(t, i, date);
}

static size_t read_meridiem(const struct date_tokens *t, size_t i, int *hour)
{
	bool pm = date_word_at(t, i, WORD_PM) || date_token_at(t, i)->meridiem;
	if (!pm && !date_word_at(t, i, WORD_AM))
		return i;
	if (pm && *hour < 12)
		*hour += 12;
	else if (!pm && *hour == 12)
		*hour = 0;
	return i + 1;
}

size_t date_clock_read(const struct date_tokens *t, size_t i, struct date *date)
{
	int hour, minute, second = 0;
	size_t next;
	if (date_number_at(t, i, 1, 2) && date_sign_at(t, i + 1, ':') && date_number_at(t, i + 2, 2, 2)) {
		hour = date_value_at(t, i);
		minute = date_value_at(t, i + 2);
		next = i + 3;
		if (date_sign_at(t, next, ':') && date_number_at(t, next + 1, 2, 2)) {
			second = date_value_at(t, next + 1);
			next += 2;
			bool fraction = date_sign_at(t, next, '.') || date_sign_at(t, next, ',');
			if (fraction && date_number_at(t, next + 1, 1, 9) && date_token_at(t, next + 1)->glued)
				next += 2;
		}
	} else if (date_number_at(t, i, 6, 6) && date_token_at(t, i)->glued && i > 0
	           && date_word_at(t, i - 1, WORD_JOIN)) {
		hour = date_value_at(t, i) / 10000;
		minute = date_value_at(t, i) / 100 % 100;
		second = date_value_at(t, i) % 100;
		next = i + 1;
	} else {
		return DATE_NOT_HERE;
	}
	next = read_meridiem(t, next, &hour);
	if (hour > 23 || minute > 59 || second > 60)
		return DATE_NOT_HERE;
	date->has_time = true;
	date->hour = hour;
	date->minute = minute;
	date->second = second < 60 ? second : 59;
	return date_zone_read(t, next, date);
}
