#include "config.h"

#include "news/plain.h"

#include "base/buf.h"
#include "base/mem.h"
#include "news/ends.h"
#include "news/pieces.h"
#include "text/charset.h"
#include "text/clean.h"
#include "text/para.h"
#include "text/strong.h"
#include "text/utf8.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FIRST_BLOCK_B = 32768, /* what is looked at to know the encoding */
	SAMPLE_B = 3072,
	LOOK_BACK_LINES = 8,   /* for the direction of a line without strong characters */
	SLICE_B = 65536,
	MAX_SLICES = 16
};

/*
 * What the text before a piece says of its direction. Followed from piece to
 * piece, else looked for when it is asked for.
 */
struct trail {
	uint64_t key, size_b; /* the piece, of a file of this size */
	int strong_ago;       /* pieces back to the last one with a direction of its own; 0: not known */
	int line_ago;         /* pieces back to the first one of the line; 0: not known */
	enum dir strong, line;
};

struct plain {
	struct pieces pieces;
	struct trail trail;
	int fd, source_fd;
	const char *charset; /* NULL for UTF-8 */
	bool has_bom;
	enum dir dir;
	struct buf raw, text; /* of the paragraph given out last */
	int error;            /* that has ended the stream, or 0 */
	bool error_reading;   /* it, and not the copy of it */
};

bool plain_next(struct plain *plain, uint64_t *key)
{
	return pieces_next(&plain->pieces, key);
}

bool plain_prev(struct plain *plain, uint64_t *key)
{
	return pieces_prev(&plain->pieces, key);
}

/* --- one paragraph ------------------------------------------------------- */

static void read_text(struct plain *plain, uint64_t from, uint64_t to, struct buf *out)
{
	struct str s = window_bytes(&plain->pieces.window, from, to);
	if (s.n > 0 && from + s.n == to) {
		/* One line end at the end goes; there is none inside. */
		uint64_t ahead = from + s.n;
		struct str with_next = window_bytes(&plain->pieces.window, from, ahead + 1);
		s = str_sub(with_next, 0, s.n);
		s.n -= line_end_before(with_next, s.n, plain->charset == NULL);
	}
	if (from == 0 && plain->has_bom)
		s = str_sub(s, 3, s.n);
	buf_clear(out);
	if (plain->charset == NULL) {
		clean_text(s, out);
		return;
	}
	buf_clear(&plain->raw);
	charset_to_utf8(s, str_of(plain->charset), &plain->raw);
	clean_text(buf_str(&plain->raw), out);
}

static enum dir direction_at(struct plain *plain, uint64_t key)
{
	read_text(plain, key, pieces_at(&plain->pieces, key).end, &plain->text);
	return strong_first(buf_str(&plain->text));
}

static void find_strong(struct plain *plain, uint64_t key, struct trail *trail)
{
	trail->strong = DIR_AUTO;
	trail->strong_ago = 1;
	while (trail->strong_ago <= LOOK_BACK_LINES && pieces_prev(&plain->pieces, &key)) {
		trail->strong = direction_at(plain, key);
		if (trail->strong != DIR_AUTO)
			return;
		trail->strong_ago++;
	}
}

/* By the lines before, as far as they are near; else as the file as a whole. */
static enum dir direction_before(const struct plain *plain, const struct trail *trail)
{
	bool near = trail->strong != DIR_AUTO && trail->strong_ago <= LOOK_BACK_LINES;
	return near ? trail->strong : plain->dir;
}

static void find_line(struct plain *plain, uint64_t key, struct trail *trail)
{
	trail->line = DIR_AUTO;
	trail->line_ago = 1;
	while (trail->line_ago <= LOOK_BACK_LINES && pieces_prev(&plain->pieces, &key)) {
		if (pieces_starts_line(&plain->pieces, key)) {
			struct trail first = {0};
			trail->line = direction_at(plain, key);
			if (trail->line != DIR_AUTO)
				return;
			find_strong(plain, key, &first);
			trail->line = direction_before(plain, &first);
			return;
		}
		trail->line_ago++;
	}
}

/* What this piece says to the next one. */
static void go_on(struct plain *plain, const struct piece *piece, struct trail trail, enum dir strong)
{
	if (piece->starts_line) {
		trail.line = strong != DIR_AUTO ? strong : direction_before(plain, &trail);
		trail.line_ago = 0;
	}
	if (strong != DIR_AUTO) {
		trail.strong = strong;
		trail.strong_ago = 0;
	}
	trail.line_ago += trail.line_ago <= LOOK_BACK_LINES;
	trail.strong_ago += trail.strong_ago <= LOOK_BACK_LINES;
	trail.key = piece->end;
	trail.size_b = plain->pieces.window.size_b;
	plain->trail = trail;
	plain->pieces.last = *piece;
}

struct paragraph plain_paragraph(struct plain *plain, uint64_t key)
{
	struct paragraph p = {.kind = KIND_TEXT, .text = {"", 0}, .before = plain->dir, .dir = DIR_AUTO};
	if (key >= plain->pieces.window.size_b)
		return p;
	struct piece piece = pieces_at(&plain->pieces, key);
	struct trail trail = plain->trail;
	if (trail.key != key || trail.size_b != plain->pieces.window.size_b)
		trail = (struct trail){0};
	read_text(plain, key, piece.end, &plain->text);
	enum dir strong = strong_first(buf_str(&plain->text));
	bool find_first = !piece.starts_line && trail.line_ago == 0;
	bool find_before = strong == DIR_AUTO && trail.strong_ago == 0;
	if (find_first)
		find_line(plain, key, &trail);
	if (find_before)
		find_strong(plain, key, &trail);
	if (find_first || find_before)
		read_text(plain, key, piece.end, &plain->text);
	p.continued = !piece.starts_line;
	p.continues = piece.end < plain->pieces.window.size_b && !piece.ends_line;
	/* A line that began too far back takes the direction of the piece itself. */
	if (p.continued && trail.line_ago <= LOOK_BACK_LINES)
		p.dir = trail.line;
	if (strong == DIR_AUTO)
		p.before = direction_before(plain, &trail);
	go_on(plain, &piece, trail, strong);
	p.text = buf_str(&plain->text);
	if (p.text.n == 0)
		p.text = (struct str){"", 0};
	return p;
}

/* --- the file ------------------------------------------------------------ */

uint64_t plain_size(const struct plain *plain)
{
	return plain->pieces.window.size_b;
}

struct str plain_sample(struct plain *plain)
{
	read_text(plain, 0, SAMPLE_B, &plain->text);
	return buf_str(&plain->text);
}

void plain_set_dir(struct plain *plain, enum dir dir)
{
	plain->dir = dir;
}

/* Know the encoding by the first block, and refuse what is no text. */
static int look_at_start(struct plain *plain, const char *name, struct err *err)
{
	struct str block = window_bytes(&plain->pieces.window, 0, FIRST_BLOCK_B);
	struct buf utf8;
	buf_init(&utf8, (size_t)FIRST_BLOCK_B * 4);
	/* The block may end in mid-character: leave that out. */
	size_t cut = block.n;
	for (int back = 0; back < 3 && cut > 0 && ((unsigned char)block.p[cut - 1] & 0xC0) == 0x80; back++)
		cut--;
	if (cut > 0 && (unsigned char)block.p[cut - 1] >= 0xC0)
		cut--;
	else
		cut = block.n;
	const char *charset = charset_to_utf8(str_sub(block, 0, cut), STR(""), &utf8);
	buf_done(&utf8);
	if (strncmp(charset, "UTF-16", 6) == 0 || strncmp(charset, "UTF-32", 6) == 0)
		return err_set(err, ERR_INPUT, "'%s' is too large for %s: convert it to UTF-8 with iconv", name,
		               charset);
	const char *nul = block.n > 0 ? memchr(block.p, '\0', block.n) : NULL;
	if (nul != NULL)
		return err_set(err, ERR_INPUT, "'%s' is not text (NUL byte at offset %zu)", name,
		               (size_t)(nul - block.p));
	plain->charset = strcmp(charset, "UTF-8") == 0 ? NULL : charset;
	plain->pieces.utf8 = plain->charset == NULL;
	plain->has_bom = str_starts(block, STR("\xEF\xBB\xBF"));
	return 0;
}

int plain_open(struct plain **plain, int fd, int source_fd, const char *name, struct err *err)
{
	struct plain *p = xcalloc(1, sizeof *p);
	struct stat st;
	uint64_t size = fstat(fd, &st) == 0 && st.st_size > 0 ? (uint64_t)st.st_size : 0;
	p->fd = fd;
	p->source_fd = source_fd;
	p->dir = DIR_LTR;
	buf_init(&p->raw, PARA_MAX_B);
	buf_init(&p->text, PARA_MAX_B);
	pieces_init(&p->pieces, fd, size);
	int status = look_at_start(p, name, err);
	if (status < 0) {
		plain_free(p);
		return status;
	}
	*plain = p;
	return 0;
}

void plain_free(struct plain *plain)
{
	if (plain == NULL)
		return;
	pieces_done(&plain->pieces);
	buf_done(&plain->raw);
	buf_done(&plain->text);
	close(plain->fd);
	if (plain->source_fd >= 0)
		close(plain->source_fd);
	free(plain);
}

/* --- a stream that is copied while it is read ----------------------------- */

int plain_poll_fd(const struct plain *plain)
{
	return plain->source_fd;
}

static bool is_ready(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	return poll(&p, 1, 0) > 0;
}

/* Append to the copy; false when there is no room for it. */
static bool append(struct plain *plain, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t written = pwrite(plain->fd, bytes, n, (off_t)plain->pieces.window.size_b);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		plain->pieces.window.size_b += (uint64_t)written;
		bytes += written;
		n -= (size_t)written;
	}
	return true;
}

/* Nothing more will come; what is there stays readable. */
static void end_stream(struct plain *plain, int error, bool reading)
{
	plain->error = error;
	plain->error_reading = reading;
	close(plain->source_fd);
	plain->source_fd = -1;
}

bool plain_read_more(struct plain *plain)
{
	bool came = false;
	char *slice = xmalloc(SLICE_B);
	for (int i = 0; i < MAX_SLICES && plain->source_fd >= 0 && is_ready(plain->source_fd); i++) {
		ssize_t n = read(plain->source_fd, slice, SLICE_B);
		if (n > 0 && append(plain, slice, (size_t)n))
			came = true;
		else if (n > 0)
			end_stream(plain, errno, false);
		else if (n == 0)
			end_stream(plain, 0, false);
		else if (errno != EINTR && errno != EAGAIN)
			end_stream(plain, errno, true);
	}
	free(slice);
	return came;
}

int plain_stream_error(const struct plain *plain, struct err *err)
{
	char reason[ERR_REASON_B];
	if (plain->error == 0)
		return 0;
	err_reason(plain->error, reason);
	if (plain->error_reading)
		return err_set(err, ERR_INPUT, "cannot read 'standard input': %s", reason);
	return err_set(err, ERR_INPUT, "cannot write a temporary file: %s (set TMPDIR)", reason);
}
