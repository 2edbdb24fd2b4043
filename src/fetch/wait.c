#include "config.h"

#include "fetch/wait.h"

#include "text/date.h"

#include <time.h>

enum { FIRST_FAILURE_S = 5 * 60 };

static int64_t clamp(int64_t s, int64_t low, int64_t high)
{
	return s < low ? low : s > high ? high : s;
}

static int64_t seconds_of(const struct date *date)
{
	struct tm tm = {
		.tm_year = date->year - 1900, .tm_mon = date->month - 1, .tm_mday = date->day,
		.tm_hour = date->hour, .tm_min = date->minute, .tm_sec = date->second,
	};
	return (int64_t)timegm(&tm) - (int64_t)date->offset_min * 60;
}

int64_t wait_asked(struct str retry_after, int64_t now)
{
	struct str s = str_trim(retry_after);
	struct date date;
	int64_t seconds = 0;
	size_t i = 0;
	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		seconds = clamp(seconds * 10 + (s.p[i] - '0'), 0, WAIT_ASKED_S);
	if (i == s.n)
		return seconds;
	if (!date_parse(s, &date) || !date.has_time)
		return 0;
	return clamp(seconds_of(&date) - now, 0, WAIT_ASKED_S);
}

int64_t wait_after_failures(int failures)
{
	int64_t s = FIRST_FAILURE_S;
	for (int i = 1; i < failures && s < WAIT_LONGEST_S; i++)
		s *= 2;
	return clamp(s, 0, WAIT_LONGEST_S);
}

int64_t wait_interval(int interval_min, int ttl_min)
{
	if (interval_min > 0)
		return (int64_t)interval_min * 60;
	return clamp((int64_t)ttl_min * 60, WAIT_USUAL_S, WAIT_LONGEST_S);
}
