/*
 * where.h: the fields of a selection that have no place of their own, as a condition in SQL.
 *
 * Private to library. What is denied (-source:a), chosen (tag:a OR tag:b) or
 * said twice (tag:a tag:b) is a tree of fields, whose values query.c has found
 * to be some.
 */
#ifndef JARIDA_LIBRARY_WHERE_H
#define JARIDA_LIBRARY_WHERE_H

#include "library/db.h"
#include "words/expr.h"

/* Append the condition: of the article's row, which is a, and its id, which is that expression. */
void where_add(const struct expr *where, const char *id, struct buf *sql);

/* Bind the names in it, which the statement borrows. Does nothing for statements without the condition. */
void where_bind(const struct expr *where, sqlite3_stmt *statement);

#endif
