/*
 * wait.h: when a server is to be asked again.
 *
 * Times are seconds since 1970. Nothing that a server says makes us come back
 * at once, or never.
 */
#ifndef JARIDA_FETCH_WAIT_H
#define JARIDA_FETCH_WAIT_H

#include "base/str.h"

#include <stdint.h>

enum {
	WAIT_USUAL_S = 15 * 60,     /* between two fetches of a feed that says nothing of it */
	WAIT_LONGEST_S = 24 * 3600, /* after failures, and for what a feed says of itself */
	WAIT_ASKED_S = 7 * 24 * 3600 /* the most that Retry-After may ask for */
};

/* The seconds that Retry-After asks for: a number, or a date (RFC 9110 §10.2.3); 0 when it says nothing. */
int64_t wait_asked(struct str retry_after, int64_t now);

/* The seconds to wait after so many failures in a row: five minutes, then double each time, at most a day. */
int64_t wait_after_failures(int failures);

/* When to come again after all went well: as the reader has set for the feed, else as the feed says. */
int64_t wait_interval(int interval_min, int ttl_min);

#endif
