/*
 * ends.h: where lines end in bytes that are not cleaned yet.
 *
 * Private to news. LF, CR and CR LF; in UTF-8 also NEL, LS and PS.
 */
#ifndef JARIDA_NEWS_ENDS_H
#define JARIDA_NEWS_ENDS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The length of the line end that ends exactly before byte i > 0 of s, or 0.
 * CR LF is one: there is none between them.
 */
size_t line_end_before(struct str s, size_t i, bool utf8);

/*
 * The first or the last i in (after, limit) before which a line ends; limit or
 * `after` when there is none. limit is at most s.n + 1.
 */
size_t line_end_first(struct str s, size_t after, size_t limit, bool utf8);
size_t line_end_last(struct str s, size_t after, size_t limit, bool utf8);

#endif
