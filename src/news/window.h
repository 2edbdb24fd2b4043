/*
 * window.h: the part of a file that is looked at, in memory.
 *
 * Private to news. One window of 96 KiB that follows the reader; sequential
 * steps in either direction find nearly all bytes there.
 */
#ifndef JARIDA_NEWS_WINDOW_H
#define JARIDA_NEWS_WINDOW_H

#include "base/str.h"

#include <stdint.h>

#ifdef JARIDA_TINY
enum { WINDOW_BEFORE_B = 64, WINDOW_B = 192 };
#else
enum { WINDOW_BEFORE_B = 32 << 10, WINDOW_B = 96 << 10 };
#endif

struct window {
	int fd;
	uint64_t size_b;  /* of the file, as far as it is known */
	uint64_t start_b;
	char *bytes;
	size_t n, cap;
};

void window_init(struct window *window, int fd, uint64_t size_b);
void window_done(struct window *window); /* does not close fd */

/*
 * The bytes [from, to) of the file in memory, fewer where it ends: borrowed
 * until the next call. to - from may be larger than the window.
 */
struct str window_bytes(struct window *window, uint64_t from, uint64_t to);

#endif
