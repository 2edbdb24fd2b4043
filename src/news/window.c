#include "config.h"

#include "news/window.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <sys/stat.h>

void window_init(struct window *window, int fd, uint64_t size_b)
{
	*window = (struct window){.fd = fd, .size_b = size_b};
}

void window_done(struct window *window)
{
	free(window->bytes);
	window->bytes = NULL;
	window->n = window->cap = 0;
}

static void fill(struct window *window, uint64_t from, uint64_t to)
{
	uint64_t start = from > WINDOW_BEFORE_B ? from - WINDOW_BEFORE_B : 0;
	uint64_t end = start + WINDOW_B > to ? start + WINDOW_B : to;
	if (end > window->size_b)
		end = window->size_b;
	size_t n = (size_t)(end - start);
	if (n > window->cap) {
		window->bytes = xrealloc(window->bytes, n);
		window->cap = n;
	}
	struct err err;
	ssize_t got = file_read_at(window->fd, "", window->bytes, n, start, &err);
	window->start_b = start;
	window->n = got > 0 ? (size_t)got : 0;
	if (window->n == n)
		return;
	/* The file has shrunk, or cannot be read any more. */
	struct stat st;
	window->size_b = start + window->n;
	if (fstat(window->fd, &st) == 0 && st.st_size >= 0 && (uint64_t)st.st_size < window->size_b)
		window->size_b = (uint64_t)st.st_size;
}

struct str window_bytes(struct window *window, uint64_t from, uint64_t to)
{
	if (to > window->size_b)
		to = window->size_b;
	if (from >= to)
		return (struct str){"", 0};
	if (from < window->start_b || to > window->start_b + window->n)
		fill(window, from, to);
	uint64_t end = window->start_b + window->n;
	if (to > end)
		to = end;
	if (from >= to)
		return (struct str){"", 0};
	return (struct str){window->bytes + (from - window->start_b), (size_t)(to - from)};
}
