#include "config.h"

#include "news/numberdate.h"

#include "news/word.h"

#include <stdint.h>
#include <time.h>

/* Nine to thirteen digits: a day between 1973 and 5138, in seconds, or since 2001 in milliseconds. */
static bool parse_epoch(struct str text, struct date *date)
{
	int64_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (!word_is_digit(text.p[i]) || i > 13)
			return false;
		n = n * 10 + (text.p[i] - '0');
	}
	if (text.n < 9 || text.n > 13 || text.n == 11 || text.n == 12)
		return false;
	time_t seconds = (time_t)(text.n == 13 ? n / 1000 : n);
	struct tm tm;
	if (gmtime_r(&seconds, &tm) == NULL)
		return false;
	*date = (struct date){.year = tm.tm_year + 1900, .month = tm.tm_mon + 1, .day = tm.tm_mday,
	                      .has_time = true, .hour = tm.tm_hour, .minute = tm.tm_min, .second = tm.tm_sec};
	return true;
}

bool numberdate_parse(struct str text, struct date *date)
{
	text = str_trim(text);
	return parse_epoch(text, date) || date_parse(text, date);
}
