/*
 * salvage.h: rows out of a damaged file, as many as can be read. Private to library.
 */
#ifndef JARIDA_LIBRARY_SALVAGE_H
#define JARIDA_LIBRARY_SALVAGE_H

#include "base/err.h"

#include <sqlite3.h>

struct library;

/*
 * Open the damaged file for reading. When it cannot say where its tables are,
 * a copy with the pages of a new library that say so is opened instead: every
 * library's tables begin on the same pages. copy is the place for that, fresh
 * a library as it is made.
 */
int salvage_open(const char *place, const char *copy, struct library *fresh, sqlite3 **db, struct err *err);

/*
 * Copy what can be read of all tables that are no index; where a table is
 * damaged, what its pages in the file at place hold as well. Returns an SQLite
 * code when the new library cannot be written.
 */
int salvage_tables(sqlite3 *from, const char *place, sqlite3 *to);

#endif
