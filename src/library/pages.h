/*
 * pages.h: rows straight from the pages of a file, without the tree above them.
 *
 * Private to library. Where the page is damaged that leads to others, those
 * are whole all the same. The format is that of SQLite's "Database File
 * Format", section 1.6 and 2.1; rows of tables with a number only. A page
 * that is free may still hold rows that were deleted.
 */
#ifndef JARIDA_LIBRARY_PAGES_H
#define JARIDA_LIBRARY_PAGES_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

struct field {
	char type; /* n NULL, i integer, t text, b bytes, r what else there is */
	int64_t number;
	struct str bytes;
};

enum { PAGES_MAX_FIELDS = 20 };

/* Give each row of the file to take(), until that gives something else than 0, which is then returned. */
int pages_each_row(const char *place, int (*take)(void *to, int64_t number, const struct field *fields, int n),
                   void *to, struct err *err);

#endif
