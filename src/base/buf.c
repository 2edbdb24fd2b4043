#include "config.h"

#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){.max = max};
}

void buf_done(struct buf *b)
{
	free(b->p);
	b->p = NULL;
	b->n = b->cap = 0;
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	b->full = false;
}

char *buf_reserve(struct buf *b, size_t n)
{
	/* Half of all sizes: the sums and the doubling below cannot pass SIZE_MAX. */
	size_t max = b->max < SIZE_MAX / 2 ? b->max : SIZE_MAX / 2 - 1;
	if (b->full || n > max - b->n) {
		b->full = true;
		return NULL;
	}
	/* One byte more than asked for, so that buf_cstr() never fails. */
	size_t need = b->n + n + 1;
	if (need > b->cap) {
		size_t cap = b->cap > 0 ? b->cap : 64;
		while (cap < need)
			cap *= 2;
		b->p = xrealloc(b->p, cap);
		b->cap = cap;
	}
	return b->p + b->n;
}

void buf_add(struct buf *b, const char *p, size_t n)
{
	char *room = buf_reserve(b, n);
	if (room == NULL)
		return;
	if (n > 0)
		memcpy(room, p, n);
	b->n += n;
}

void buf_add_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void buf_add_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_add_repeat(struct buf *b, char c, size_t times)
{
	char *room = buf_reserve(b, times);
	if (room == NULL)
		return;
	memset(room, c, times);
	b->n += times;
}

void buf_addf(struct buf *b, const char *format, ...)
{
	char small[256];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(small, sizeof small, format, args);
	va_end(args);
	if (n < 0)
		return;
	if ((size_t)n < sizeof small) {
		buf_add(b, small, (size_t)n);
		return;
	}
	char *room = buf_reserve(b, (size_t)n);
	if (room == NULL)
		return;
	va_start(args, format);
	vsnprintf(room, (size_t)n + 1, format, args);
	va_end(args);
	b->n += (size_t)n;
}

struct str buf_str(const struct buf *b)
{
	return (struct str){b->p, b->n};
}

const char *buf_cstr(struct buf *b)
{
	if (b->p == NULL)
		return "";
	b->p[b->n] = '\0';
	return b->p;
}
