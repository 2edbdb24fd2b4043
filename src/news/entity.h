/* entity.h: &amp; and its like. Private to news. */
#ifndef JARIDA_NEWS_ENTITY_H
#define JARIDA_NEWS_ENTITY_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

/*
 * The character reference or HTML entity that s begins with; returns its
 * bytes, or 0 when it is none. A number that no character has is U+FFFD; one
 * of C1 is the character of Windows-1252 that was meant.
 */
size_t entity_read(struct str s, uint32_t *cp);

#endif
