#include "config.h"

#include "replay.h"

#include "text/date.h"

#include <stdlib.h>
#include <string.h>

static void promise(bool kept)
{
	if (!kept)
		abort();
}

/* A date that is read is a day that there is, and is read again from its own ISO form. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n};
	struct date date, again;
	char iso[32];
	bool found = date_parse(text, &date);
	if (date_parse_only(text, &again))
		promise(found);
	if (!found)
		return 0;
	promise(date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31);
	promise(date.hour >= 0 && date.hour < 24 && date.minute >= 0 && date.minute < 60);
	promise(date.second >= 0 && date.second < 60 && abs(date.offset_min) <= 14 * 60);
	date_format_iso(&date, iso);
	promise(strlen(iso) < sizeof iso);
	if (date.year < 1500) /* would be taken for a Hijri or a Jalali one */
		return 0;
	promise(date_parse_only(str_of(iso), &again));
	promise(again.year == date.year && again.month == date.month && again.day == date.day);
	promise(again.has_time == date.has_time && again.hour == date.hour && again.minute == date.minute);
	return 0;
}
