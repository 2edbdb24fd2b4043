#include "config.h"

#include "term/notes.h"

#include "base/file.h"

#include <string.h>

enum { FILE_B = 32768, LINE_B = 1024, LINES = 256 };

static const char heading[] = "# What jarida remembers of terminals (jarida(1)). It may be deleted.\n";

static int hex_digit(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;
	return at != NULL ? (int)(at - digits) : -1;
}

void notes_escape(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c > ' ' && c <= '~' && c != '%')
			buf_add_char(out, (char)c);
		else
			buf_addf(out, "%%%02X", c);
	}
}

void notes_unescape(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		int high = i + 2 < s.n ? hex_digit(s.p[i + 1]) : -1;
		int low = i + 2 < s.n ? hex_digit(s.p[i + 2]) : -1;
		if (c == '%' && high >= 0 && low >= 0) {
			c = (char)(high * 16 + low);
			i += 2;
		}
		if (c >= ' ' && c <= '~')
			buf_add_char(out, c);
	}
}

/* `KIND KEY ` as a line begins. */
static void add_head(struct buf *head, const char *kind, const char *key)
{
	buf_addf(head, "%s ", kind);
	notes_escape(head, str_of(key));
	buf_add_char(head, ' ');
}

/* A line as it is written here: words of printable ASCII, three at least. */
static bool is_whole(struct str line)
{
	size_t words = line.n > 0 ? 1 : 0;
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] < ' ' || line.p[i] > '~')
			return false;
		words += line.p[i] == ' ';
	}
	return words >= 3 && line.n <= LINE_B && line.p[0] != '#';
}

bool notes_find(const char *path, const char *kind, const char *key, struct buf *rest)
{
	struct buf whole, head;
	struct str line;
	bool found = false;
	buf_init(&whole, FILE_B);
	buf_init(&head, LINE_B);
	file_read_small(path, &whole);
	add_head(&head, kind, key);
	struct str left = buf_str(&whole);
	/* Of two the later one counts. */
	while (!head.full && str_next_line(&left, &line)) {
		if (!is_whole(line) || !str_starts(line, buf_str(&head)))
			continue;
		buf_clear(rest);
		buf_add_str(rest, str_sub(line, head.n, line.n));
		found = true;
	}
	buf_done(&whole);
	buf_done(&head);
	return found;
}

/* All lines but the one that begins with head, and of its kind only the newest. */
static void copy_others(struct buf *out, struct str whole, struct str head, struct str kind, size_t max)
{
	struct str line, rest = whole;
	size_t n = 0, n_lines = 0;
	while (str_next_line(&rest, &line))
		n += is_whole(line) && str_starts(line, kind) && !str_starts(line, head);
	while (str_next_line(&whole, &line) && n_lines < LINES) {
		if (!is_whole(line) || str_starts(line, head))
			continue;
		if (str_starts(line, kind) && n > max) {
			n--;
			continue;
		}
		buf_add_str(out, line);
		buf_add_char(out, '\n');
		n_lines++;
	}
}

bool notes_put(const char *path, const char *kind, const char *key, struct str rest, size_t max)
{
	struct buf whole, head, content;
	buf_init(&whole, FILE_B);
	buf_init(&head, LINE_B);
	buf_init(&content, FILE_B);
	file_read_small(path, &whole);
	add_head(&head, kind, key);
	buf_add_str(&content, str_of(heading));
	struct str kind_word = str_sub(buf_str(&head), 0, strlen(kind) + 1);
	copy_others(&content, buf_str(&whole), buf_str(&head), kind_word, rest.n > 0 ? max - 1 : max);
	if (rest.n > 0) {
		buf_add_str(&content, buf_str(&head));
		buf_add_str(&content, rest);
		buf_add_char(&content, '\n');
	}
	bool done = !head.full && !content.full && head.n + rest.n <= LINE_B;
	if (done) {
		file_make_folders(path);
		done = file_replace(path, buf_str(&content), NULL) == 0;
	}
	buf_done(&whole);
	buf_done(&head);
	buf_done(&content);
	return done;
}
