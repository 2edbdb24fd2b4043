#include "config.h"

#include "cli/raw.h"

#include "base/file.h"
#include "base/mem.h"
#include "text/charset.h"
#include "text/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WINDOW_B = 8 * PARA_MAX_B, LOW_B = 2 * PARA_MAX_B };

struct window {
	int fd;
	const char *name;
	char *bytes;
	size_t from, to;
	bool end; /* all has been read */
};

/* Move what is left to the front and fill up after it. */
static int refill(struct window *w, struct err *err)
{
	memmove(w->bytes, w->bytes + w->from, w->to - w->from);
	w->to -= w->from;
	w->from = 0;
	while (!w->end && w->to < WINDOW_B) {
		ssize_t n = read(w->fd, w->bytes + w->to, WINDOW_B - w->to);
		if (n < 0 && errno == EINTR)
			continue;
		char reason[ERR_REASON_B];
		if (n < 0)
			return err_set(err, ERR_INPUT, "cannot read '%s': %s", w->name, err_reason(errno, reason));
		w->end = n == 0;
		w->to += (size_t)n;
	}
	return 0;
}

static void print_all(struct printer *printer, struct str bytes)
{
	while (bytes.n > 0) {
		size_t taken = printer_line(printer, bytes, false);
		bytes = str_sub(bytes, taken, bytes.n);
	}
}

/* A NUL is no text, but in UTF-16 and UTF-32; without this, /dev/zero would be read for ever. */
static int refuse_binary(const struct window *w, struct err *err)
{
	const char *nul = w->to > 0 ? memchr(w->bytes, '\0', w->to) : NULL;
	if (nul == NULL)
		return 0;
	struct buf utf8;
	buf_init(&utf8, 4 * (size_t)WINDOW_B);
	const char *charset = charset_to_utf8((struct str){w->bytes, w->to}, (struct str){NULL, 0}, &utf8);
	buf_done(&utf8);
	if (strncmp(charset, "UTF-16", 6) != 0 && strncmp(charset, "UTF-32", 6) != 0)
		return err_set(err, ERR_INPUT, "'%s' is not text (NUL byte at offset %zu)", w->name,
		               (size_t)(nul - w->bytes));
	if (!w->end)
		return err_set(err, ERR_INPUT, "'%s' is too large for %s: convert it to UTF-8 with iconv", w->name,
		               charset);
	return 0;
}

static int print_window(struct window *w, struct printer *printer, struct err *err)
{
	struct str first = {w->bytes, w->to};
	if (str_starts(first, STR("\xEF\xBB\xBF"))) /* says that it is UTF-8, and is no text */
		w->from = 3;
	if (w->end && !utf8_valid(first)) {
		struct buf utf8;
		buf_init(&utf8, 4 * (size_t)WINDOW_B);
		charset_to_utf8(first, (struct str){NULL, 0}, &utf8);
		print_all(printer, buf_str(&utf8));
		buf_done(&utf8);
		return 0;
	}
	while (w->from < w->to && printer->out->error == 0) {
		w->from += printer_line(printer, (struct str){w->bytes + w->from, w->to - w->from}, false);
		int rc = w->to - w->from < LOW_B && !w->end ? refill(w, err) : 0;
		if (rc != 0)
			return rc;
	}
	return 0;
}

int raw_print(const char *path, struct printer *printer, struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	struct window w = {.name = is_stdin ? "standard input" : path};
	w.fd = is_stdin ? STDIN_FILENO : file_open(path, err);
	if (w.fd < 0)
		return w.fd;
	w.bytes = xmalloc(WINDOW_B);
	int rc = refill(&w, err);
	if (rc == 0)
		rc = refuse_binary(&w, err);
	if (rc == 0)
		rc = print_window(&w, printer, err);
	printer->piece = false;
	free(w.bytes);
	if (!is_stdin)
		close(w.fd);
	return rc;
}
