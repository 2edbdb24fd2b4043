/* strong.h: the direction of a text by its strong characters, without analysing it further. */
#ifndef JARIDA_TEXT_STRONG_H
#define JARIDA_TEXT_STRONG_H

#include "base/str.h"
#include "text/dir.h"

#include <stddef.h>

/* By the first strong character outside isolates (UAX #9 P2, P3); DIR_AUTO when there is none. */
enum dir strong_first(struct str utf8);

/* How many strong characters of each direction there are. */
void strong_count(struct str utf8, size_t *n_ltr, size_t *n_rtl);

#endif
