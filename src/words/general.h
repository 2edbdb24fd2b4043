/*
 * general.h: words that stories of any kind have.
 *
 * Unlike stop words they say something, but little: days and months, offices, how much and how
 * many. A large library shows by itself that they are frequent; while there are few
 * articles, this list does. It is this project's own: the most frequent stems of
 * general news that are not names.
 */
#ifndef JARIDA_WORDS_GENERAL_H
#define JARIDA_WORDS_GENERAL_H

#include "base/str.h"

#include <stdbool.h>

/* Whether this is the stem of one (words/stem.h). */
bool general_stem(struct str stem);

#endif
