/*
 * functions.h: what the library's own statements call: has_mark(kind, id),
 * title_key(text), text_meets(listing, id), is_hit(listing, id). Private to
 * library; never called from a schema.
 */
#ifndef JARIDA_LIBRARY_FUNCTIONS_H
#define JARIDA_LIBRARY_FUNCTIONS_H

struct library;

int functions_add(struct library *library); /* returns an SQLite code */

#endif
