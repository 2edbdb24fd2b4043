#include "config.h"

#include "news/stream.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#ifdef JARIDA_TINY
enum { READ_B = 5 };
#else
enum { READ_B = 1 << 18 };
#endif

void stream_of_bytes(struct stream *s, struct str bytes)
{
	*s = (struct stream){.fd = -1, .bytes = bytes, .end = true};
	buf_init(&s->buf, 0);
}

void stream_of_fd(struct stream *s, int fd, const char *name)
{
	*s = (struct stream){.fd = fd, .name = name};
	buf_init(&s->buf, BUF_NO_MAX);
}

void stream_done(struct stream *s)
{
	buf_done(&s->buf);
}

enum { PAUSE_MS = 200 };

/* False: nobody wants what may still come. */
static bool wait_for_more(struct stream *s)
{
	struct pollfd more = {.fd = s->fd, .events = POLLIN};
	while (s->waits != NULL) {
		int n = poll(&more, 1, PAUSE_MS);
		if (n > 0 || (n < 0 && errno != EINTR))
			break;
		if (!s->waits(s->to))
			return false;
	}
	return true;
}

static void refill(struct stream *s)
{
	if (!wait_for_more(s)) {
		s->end = true;
		s->bytes = (struct str){"", 0};
		return;
	}
	/* What is left goes to the front when that is cheap beside what was given out. */
	size_t used = s->buf.n - s->bytes.n;
	if (used >= s->bytes.n && used > 0) {
		memmove(s->buf.p, s->bytes.p, s->bytes.n);
		s->buf.n = s->bytes.n;
		used = 0;
	}
	char *room = buf_reserve(&s->buf, READ_B);
	ssize_t n;
	do
		n = read(s->fd, room, READ_B);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		char reason[ERR_REASON_B];
		s->status = err_set(&s->err, ERR_INPUT, "cannot read '%s': %s", s->name, err_reason(errno, reason));
	}
	s->end = n <= 0;
	s->buf.n += n > 0 ? (size_t)n : 0;
	s->bytes = str_sub(buf_str(&s->buf), used, s->buf.n);
}

struct str stream_peek(struct stream *s, size_t n)
{
	while (s->bytes.n < n && !s->end)
		refill(s);
	return str_sub(s->bytes, 0, n);
}

static struct str without_cr(struct str line)
{
	return line.n > 0 && line.p[line.n - 1] == '\r' ? str_sub(line, 0, line.n - 1) : line;
}

bool stream_line(struct stream *s, struct str *line)
{
	size_t seen = 0;
	s->too_long = false;
	*line = (struct str){"", 0};
	for (;;) {
		const char *end = s->bytes.n > seen ? memchr(s->bytes.p + seen, '\n', s->bytes.n - seen) : NULL;
		if (end == NULL && !s->end) {
			seen = s->bytes.n;
			if (seen > STREAM_MAX_LINE_B) {
				s->too_long = true;
				s->bytes = str_sub(s->bytes, seen, seen);
				seen = 0;
			}
			refill(s);
			continue;
		}
		if (s->status < 0 || (s->bytes.n == 0 && !s->too_long))
			return false;
		size_t n = end != NULL ? (size_t)(end - s->bytes.p) : s->bytes.n;
		s->too_long |= n > STREAM_MAX_LINE_B;
		if (!s->too_long)
			*line = without_cr(str_sub(s->bytes, 0, n));
		s->bytes = str_sub(s->bytes, n + (end != NULL), s->bytes.n);
		s->line++;
		return true;
	}
}
