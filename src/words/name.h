/*
 * name.h: names of the news that are spelt in more than one way.
 *
 * Spellings that no rule brings together without taking other words along: a
 * list of this project's own, of folded keys.
 */
#ifndef JARIDA_WORDS_NAME_H
#define JARIDA_WORDS_NAME_H

#include "base/str.h"

#include <stddef.h>

/* The number of rows, each a name; and a row as it is written: spellings separated by blanks, the one that stands for all first. */
size_t name_count(void);
struct str name_row(size_t i);

#endif
