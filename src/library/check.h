/*
 * check.h: is a library whole, and what can be had of one that is not.
 */
#ifndef JARIDA_LIBRARY_CHECK_H
#define JARIDA_LIBRARY_CHECK_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct check_report {
	int64_t articles, feeds;
	int64_t bodies_lost; /* articles whose text cannot be read */
	int problems;        /* lines said */
};

/* Who is told; any of it, and the listener itself, may be NULL. */
struct check_listener {
	void *to;
	void (*say)(void *to, const char *line);                     /* a line a problem */
	void (*progress)(void *to, int64_t articles, int64_t total); /* looked at so far; total 0: not known */
};

/*
 * Look at everything in the library at place: the file's own structure, that
 * what belongs together is there, that every text can be unpacked. Returns 0 also when there are problems; ERR_INPUT when it
 * cannot be read at all.
 */
int library_check(const char *place, const struct check_listener *listener, struct check_report *report,
                  struct err *err);

/*
 * Write what can be had into a new library, and put it in the place of the old
 * one, which is kept beside it as PLACE.damaged-N. Nothing is lost that could
 * be read; report counts what is in the new one.
 */
int library_repair(const char *place, const struct check_listener *listener, struct check_report *report,
                   struct err *err);

#endif
