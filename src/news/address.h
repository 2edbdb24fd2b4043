/* address.h: addresses (http and https) in running text. Private to news. */
#ifndef JARIDA_NEWS_ADDRESS_H
#define JARIDA_NEWS_ADDRESS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The first address at or after byte `from`, as bytes [*start, *end). It ends
 * before a space, a quote, Arabic punctuation, and before the punctuation that
 * closes the sentence or the bracket around it.
 */
bool address_find(struct str text, size_t from, size_t *start, size_t *end);

#endif
