/*
 * stream.h: a source read line by line, from bytes or from a descriptor.
 *
 * Private to news. Only a line is in memory at once; one that is longer than
 * STREAM_MAX_LINE_B is passed over and said to be.
 */
#ifndef JARIDA_NEWS_STREAM_H
#define JARIDA_NEWS_STREAM_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { STREAM_MAX_LINE_B = 16 << 20 };

struct stream {
	int fd; /* -1: all is in `bytes` */
	const char *name;
	struct str bytes; /* what has not been given out; in `buf` when there is a descriptor */
	struct buf buf;
	bool end;
	size_t line;    /* number of the line that was given out, from 1 */
	bool too_long;  /* it was, and is empty instead */
	bool (*waits)(void *to); /* called while nothing comes; false: the stream ends there. NULL: not wanted */
	void *to;
	int status;     /* a negative err_code when reading failed */
	struct err err;
};

void stream_of_bytes(struct stream *s, struct str bytes);

/* Does not take over fd. */
void stream_of_fd(struct stream *s, int fd, const char *name);
void stream_done(struct stream *s);

/* Have n bytes ahead, or all that there is: the bytes that will be given out first. */
struct str stream_peek(struct stream *s, size_t n);

/* The next line without its end (LF or CR LF), valid until the next call. False at the end, or when reading failed. */
bool stream_line(struct stream *s, struct str *line);

#endif
