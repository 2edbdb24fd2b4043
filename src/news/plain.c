#include "config.h"

#include "news/plain.h"

#include "base/buf.h"
#include "base/mem.h"
#include "news/window.h"
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
	CUT_B = 8192,          /* a line is cut at multiples of this */
	CUT_SPACE_B = 512,     /* a space so far before is preferred */
	MAX_PIECE_B = 2 * CUT_B,
	FIRST_BLOCK_B = 32768, /* what is looked at to know the encoding */
	SAMPLE_B = 3072,
	LOOK_BACK_LINES = 8,   /* for the direction of a line without strong characters */
	SLICE_B = 65536,
	MAX_SLICES = 16
};

/* From one piece to the next, in a file of this size. */
struct step {
	uint64_t from, to, size_b;
};

struct plain {
	struct step step; /* the last one that was looked for */
	struct window window;
	int fd, source_fd;
	const char *charset; /* NULL for UTF-8 */
	bool has_bom;
	enum dir dir;
	struct buf raw, text; /* of the paragraph given out last */
	int error;            /* that has ended the stream, or 0 */
	bool error_reading;   /* it, and not the copy of it */
};

/* --- lines and cuts ------------------------------------------------------ */

/*
 * The length of the line end that ends exactly before byte i of s, or 0. CR LF
 * is one line end; NEL, LS and PS count in UTF-8 only.
 */
static size_t line_end_before(const struct plain *plain, struct str s, size_t i)
{
	unsigned char last = (unsigned char)s.p[i - 1];
	switch (last) {
	case '\n':
		return i >= 2 && s.p[i - 2] == '\r' ? 2 : 1;
	case '\r':
		return i < s.n && s.p[i] == '\n' ? 0 : 1;
	case 0x85:
		return plain->charset == NULL && i >= 2 && s.p[i - 2] == '\xC2' ? 2 : 0;
	case 0xA8:
	case 0xA9:
		return plain->charset == NULL && i >= 3 && s.p[i - 2] == '\x80' && s.p[i - 3] == '\xE2' ? 3 : 0;
	default:
		return 0;
	}
}

/*
 * The first or the last i in (after, limit) before which a line ends, where
 * `tail` bytes stand between `byte` and i; `after` or limit when there is none.
 * memchr() is many times as fast as looking at each byte, and all but \n are rare.
 */
static size_t first_end(const struct plain *plain, struct str s, size_t after, size_t limit, int byte, size_t tail)
{
	size_t at = after > tail ? after - tail : 0;
	while (at + tail + 1 < limit) {
		const char *found = memchr(s.p + at, byte, limit - 1 - tail - at);
		if (found == NULL)
			return limit;
		at = (size_t)(found - s.p) + 1;
		size_t i = at + tail;
		if (i > after && line_end_before(plain, s, i) > 0)
			return i;
	}
	return limit;
}

static size_t last_end(const struct plain *plain, struct str s, size_t after, size_t limit, int byte, size_t tail)
{
	size_t low = after > tail ? after - tail : 0;
	while (low + tail + 1 < limit) {
		const char *found = memrchr(s.p + low, byte, limit - 1 - tail - low);
		if (found == NULL)
			return after;
		size_t i = (size_t)(found - s.p) + 1 + tail;
		if (i > after && line_end_before(plain, s, i) > 0)
			return i;
		limit = i;
	}
	return after;
}

/*
 * The last line start in (after, upto], or `after` when there is none. A line
 * starts behind a line end, also behind one at the very end of the file.
 */
static uint64_t last_line_start(struct plain *plain, uint64_t after, uint64_t upto)
{
	uint64_t from = after > 2 ? after - 2 : 0;
	struct str s = window_bytes(&plain->window, from, upto + 1);
	if (s.n <= after - from)
		return after;
	size_t last = (size_t)(after - from);
	size_t limit = (s.n < upto - from ? s.n : (size_t)(upto - from)) + 1;
	last = last_end(plain, s, last, limit, '\n', 0);
	last = last_end(plain, s, last, limit, '\r', 0);
	if (plain->charset == NULL) {
		last = last_end(plain, s, last, limit, 0xC2, 1);
		last = last_end(plain, s, last, limit, 0xE2, 2);
	}
	return from + last;
}

/* The first line start in (after, upto], or 0. */
static uint64_t first_line_start(struct plain *plain, uint64_t after, uint64_t upto)
{
	uint64_t from = after > 2 ? after - 2 : 0;
	struct str s = window_bytes(&plain->window, from, upto + 1);
	if (s.n <= after - from)
		return 0;
	size_t start = (size_t)(after - from);
	size_t end = (s.n < upto - from ? s.n : (size_t)(upto - from)) + 1;
	size_t limit = end;
	limit = first_end(plain, s, start, limit, '\n', 0);
	limit = first_end(plain, s, start, limit, '\r', 0);
	if (plain->charset == NULL) {
		limit = first_end(plain, s, start, limit, 0xC2, 1);
		limit = first_end(plain, s, start, limit, 0xE2, 2);
	}
	return limit < end ? from + limit : 0;
}

/* Where the line that fills (m - CUT_B, m] is cut, or 0 when a line ends there. */
static uint64_t cut_at(struct plain *plain, uint64_t m)
{
	if (m < CUT_B || m + 1 >= plain->window.size_b)
		return 0;
	if (last_line_start(plain, m - CUT_B, m + 1) > m - CUT_B)
		return 0;
	uint64_t from = m - CUT_SPACE_B;
	struct str s = window_bytes(&plain->window, from, m + 1);
	if (s.n < CUT_SPACE_B + 1)
		return 0;
	for (size_t i = CUT_SPACE_B; i > 0; i--)
		if (s.p[i - 1] == ' ')
			return from + i;
	size_t i = CUT_SPACE_B;
	for (int back = 0; back < 3 && plain->charset == NULL && ((unsigned char)s.p[i] & 0xC0) == 0x80; back++)
		i--;
	return from + i;
}

static bool is_line_start(struct plain *plain, uint64_t key)
{
	return key == 0 || last_line_start(plain, key - 1, key) == key;
}

/* The start of the piece after that at key, or 0. */
static uint64_t find_next(struct plain *plain, uint64_t key)
{
	uint64_t line = first_line_start(plain, key, key + MAX_PIECE_B);
	uint64_t limit = line > 0 ? line : key + MAX_PIECE_B;
	for (uint64_t m = (key / CUT_B + 1) * CUT_B; m < limit; m += CUT_B) {
		uint64_t cut = cut_at(plain, m);
		if (cut > key && cut < limit)
			return cut;
	}
	return line;
}

bool plain_next(struct plain *plain, uint64_t *key)
{
	struct step *step = &plain->step;
	if (*key >= plain->window.size_b)
		return false;
	/* Who walks through the file asks for each step twice: to read, and to go on. */
	if (step->size_b != plain->window.size_b || step->from != *key)
		*step = (struct step){*key, find_next(plain, *key), plain->window.size_b};
	if (step->to == 0 || step->to >= plain->window.size_b)
		return false;
	*key = step->to;
	return true;
}

bool plain_prev(struct plain *plain, uint64_t *key)
{
	uint64_t at = *key < plain->window.size_b ? *key : plain->window.size_b;
	if (at == 0)
		return false;
	uint64_t lowest = at > MAX_PIECE_B ? at - MAX_PIECE_B : 0;
	uint64_t start = at - 1 > lowest ? last_line_start(plain, lowest, at - 1) : lowest;
	/* A cut lies up to CUT_SPACE_B before its multiple. */
	for (uint64_t m = (at + CUT_SPACE_B) / CUT_B * CUT_B; m > start; m -= CUT_B) {
		uint64_t cut = cut_at(plain, m);
		if (cut < at && cut > start) {
			start = cut;
			break;
		}
	}
	*key = start;
	return true;
}

/* --- one paragraph ------------------------------------------------------- */

static void read_text(struct plain *plain, uint64_t from, uint64_t to, struct buf *out)
{
	struct str s = window_bytes(&plain->window, from, to);
	if (s.n > 0 && from + s.n == to) {
		/* One line end at the end goes; there is none inside. */
		uint64_t ahead = from + s.n;
		struct str with_next = window_bytes(&plain->window, from, ahead + 1);
		s = str_sub(with_next, 0, s.n);
		s.n -= line_end_before(plain, with_next, s.n);
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

static uint64_t end_of(struct plain *plain, uint64_t key)
{
	uint64_t end = key;
	return plain_next(plain, &end) ? end : plain->window.size_b;
}

static enum dir direction_at(struct plain *plain, uint64_t key)
{
	read_text(plain, key, end_of(plain, key), &plain->text);
	return strong_first(buf_str(&plain->text));
}

/* By the lines before, as far as they are near; else as the file as a whole. */
static enum dir direction_before(struct plain *plain, uint64_t key)
{
	for (int i = 0; i < LOOK_BACK_LINES && plain_prev(plain, &key); i++) {
		enum dir dir = direction_at(plain, key);
		if (dir != DIR_AUTO)
			return dir;
	}
	return plain->dir;
}

/* The direction of the first piece of a long line, where it is near. */
static enum dir direction_of_line(struct plain *plain, uint64_t key)
{
	for (int i = 0; i < LOOK_BACK_LINES && plain_prev(plain, &key); i++)
		if (is_line_start(plain, key)) {
			enum dir dir = direction_at(plain, key);
			return dir != DIR_AUTO ? dir : direction_before(plain, key);
		}
	return DIR_AUTO;
}

struct paragraph plain_paragraph(struct plain *plain, uint64_t key)
{
	struct paragraph p = {.kind = KIND_TEXT, .text = {"", 0}, .before = plain->dir, .dir = DIR_AUTO};
	if (key >= plain->window.size_b)
		return p;
	uint64_t end = end_of(plain, key);
	p.continued = !is_line_start(plain, key);
	p.continues = end < plain->window.size_b && !is_line_start(plain, end);
	if (p.continued)
		p.dir = direction_of_line(plain, key);
	read_text(plain, key, end, &plain->text);
	if (strong_first(buf_str(&plain->text)) == DIR_AUTO) {
		p.before = direction_before(plain, key);
		read_text(plain, key, end, &plain->text);
	}
	p.text = buf_str(&plain->text);
	if (p.text.n == 0)
		p.text = (struct str){"", 0};
	return p;
}

/* --- the file ------------------------------------------------------------ */

uint64_t plain_size(const struct plain *plain)
{
	return plain->window.size_b;
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
	struct str block = window_bytes(&plain->window, 0, FIRST_BLOCK_B);
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
	window_init(&p->window, fd, size);
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
	window_done(&plain->window);
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
		ssize_t written = pwrite(plain->fd, bytes, n, (off_t)plain->window.size_b);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		plain->window.size_b += (uint64_t)written;
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
