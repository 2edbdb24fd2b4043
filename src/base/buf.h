/*
 * buf.h: owned, growing bytes with a maximum.
 *
 * Invariant: n <= cap, n <= max. An addition that would pass max is left out
 * whole and sets `full`; everything after it is left out too, so that the
 * content is always a prefix of what was meant. p is not NUL-terminated;
 * buf_cstr() terminates it on demand.
 */
#ifndef JARIDA_BASE_BUF_H
#define JARIDA_BASE_BUF_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *p;
	size_t n, cap, max;
	bool full;
};

#define BUF_NO_MAX ((size_t)-1)

void buf_init(struct buf *b, size_t max);
void buf_done(struct buf *b);  /* frees; b may be used again after buf_init */
void buf_clear(struct buf *b); /* empties, keeps the memory */
void buf_add(struct buf *b, const char *p, size_t n);
void buf_add_str(struct buf *b, struct str s);
void buf_add_char(struct buf *b, char c);
void buf_add_repeat(struct buf *b, char c, size_t times);
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for n more bytes at the end, or NULL (and full) past max. Add to b->n what was written. */
char *buf_reserve(struct buf *b, size_t n);

struct str buf_str(const struct buf *b); /* borrowed until the next change */
const char *buf_cstr(struct buf *b);     /* the same, NUL-terminated */

#endif
