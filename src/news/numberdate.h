/* numberdate.h: dates as machines write them: all of text/date.h, and seconds or milliseconds since 1970. Private to news. */
#ifndef JARIDA_NEWS_NUMBERDATE_H
#define JARIDA_NEWS_NUMBERDATE_H

#include "base/str.h"
#include "text/date.h"

#include <stdbool.h>

bool numberdate_parse(struct str text, struct date *date);

#endif
