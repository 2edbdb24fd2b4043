#include "config.h"

#include "news/mime.h"

#include "news/base64.h"
#include "news/word.h"
#include "text/charset.h"
#include "text/utf8.h"

#include <string.h>

enum { MAX_DEPTH = 8, MAX_PARTS = 200, MAX_HEADER_B = 1 << 16, MAX_WORD_B = 4096 };

/* The raw value of a header with its folded lines; the first one of that name. */
static struct str find_header(struct str head, const char *name)
{
	struct str rest = head, line;
	size_t n = strlen(name);
	while (str_next_line(&rest, &line)) {
		if (!word_starts(line, name) || line.n <= n || line.p[n] != ':')
			continue;
		struct str value = str_sub(line, n + 1, line.n);
		while (rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '\t') && str_next_line(&rest, &line))
			value.n = (size_t)(line.p + line.n - value.p);
		return str_trim(value);
	}
	return (struct str){NULL, 0};
}

size_t mime_body_start(struct str message)
{
	struct str rest = message, line;
	while (str_next_line(&rest, &line))
		if (str_trim(line).n == 0)
			return message.n - rest.n;
	return message.n;
}

struct str mime_parameter(struct str value, const char *name)
{
	if (value.n == 0)
		return (struct str){"", 0};
	for (size_t at = 0; (at = word_find(value, name, at)) != (size_t)-1; at++) {
		struct str rest = str_trim(str_sub(value, at + strlen(name), value.n));
		bool begins = at > 0 && memchr("; \t\r\n", value.p[at - 1], 5) != NULL;
		if (!begins || rest.n == 0 || rest.p[0] != '=')
			continue;
		rest = str_trim(str_sub(rest, 1, rest.n));
		bool quoted = rest.n > 0 && rest.p[0] == '"';
		rest = str_sub(rest, quoted, rest.n);
		size_t n = 0;
		while (n < rest.n && (quoted ? rest.p[n] != '"' : memchr("; \t\r\n", rest.p[n], 5) == NULL))
			n++;
		return str_sub(rest, 0, n);
	}
	return (struct str){"", 0};
}

/* "=?charset?B?text?=" at the start of s: its bytes, its charset, its length; 0 when it is none. */
static size_t read_encoded_word(struct str s, struct str *charset, struct buf *bytes)
{
	if (!str_starts(s, STR("=?")))
		return 0;
	size_t a = str_find(s, STR("?"), 2);
	size_t b = a != (size_t)-1 ? str_find(s, STR("?"), a + 1) : (size_t)-1;
	size_t end = b != (size_t)-1 ? str_find(s, STR("?="), b + 1) : (size_t)-1;
	if (end == (size_t)-1 || b != a + 2)
		return 0;
	*charset = str_sub(s, 2, a);
	struct str text = str_sub(s, b + 1, end);
	if (ascii_lower(s.p[a + 1]) == 'b')
		base64_add(text, bytes);
	else if (ascii_lower(s.p[a + 1]) == 'q')
		quoted_add(text, true, bytes);
	else
		return 0;
	const char *star = charset->n > 0 ? memchr(charset->p, '*', charset->n) : NULL; /* a language, RFC 2231 */
	if (star != NULL)
		charset->n = (size_t)(star - charset->p);
	return end + 2;
}

/* The words of one charset are decoded together: some break a character in two. */
struct words {
	struct buf bytes;
	struct str charset;
};

static void flush(struct words *words, struct buf *out)
{
	if (words->bytes.n > 0)
		charset_to_utf8(buf_str(&words->bytes), words->charset, out);
	buf_clear(&words->bytes);
}

static void decode_words(struct str value, struct buf *out)
{
	struct words words = {.charset = {"", 0}};
	struct buf raw;
	buf_init(&words.bytes, MAX_HEADER_B);
	buf_init(&raw, MAX_HEADER_B);
	size_t gap = 0; /* spaces after a word, which count only when no other word follows */
	for (size_t i = 0; i < value.n;) {
		struct str charset, rest = str_sub(value, i, i + MAX_WORD_B);
		struct buf bytes;
		buf_init(&bytes, MAX_HEADER_B);
		size_t n = read_encoded_word(rest, &charset, &bytes);
		if (n > 0) {
			charset_to_utf8(buf_str(&raw), (struct str){"", 0}, out);
			buf_clear(&raw);
			if (!word_same(charset, words.charset))
				flush(&words, out);
			words.charset = charset;
			buf_add_str(&words.bytes, buf_str(&bytes));
			gap = 0;
		} else if (words.bytes.n > 0 && word_is_space(value.p[i])) {
			gap++;
		} else {
			flush(&words, out);
			buf_add_repeat(&raw, ' ', gap > 0);
			gap = 0;
			if (value.p[i] != '\r' && value.p[i] != '\n')
				buf_add_char(&raw, value.p[i]);
		}
		buf_done(&bytes);
		i += n > 0 ? n : 1;
	}
	flush(&words, out);
	charset_to_utf8(buf_str(&raw), (struct str){"", 0}, out);
	buf_done(&words.bytes);
	buf_done(&raw);
}

bool mime_header(struct str head, const char *name, struct buf *out)
{
	struct str value = find_header(head, name);
	decode_words(str_sub(value, 0, MAX_HEADER_B), out);
	return value.p != NULL;
}

struct part {
	struct str head, body;
};

/* Bytes as they were before they were made fit for mail. */
static void add_decoded(const struct part *part, struct buf *out)
{
	struct str encoding = find_header(part->head, "Content-Transfer-Encoding");
	if (word_eq(encoding, "base64"))
		base64_add(part->body, out);
	else if (word_eq(encoding, "quoted-printable"))
		quoted_add(part->body, false, out);
	else
		buf_add_str(out, part->body);
}

struct choice {
	struct part plain, html;
	bool has_plain, has_html;
	size_t n_parts;
};

static void choose(struct choice *choice, struct str message, int depth);

/* The parts between lines of "--boundary". */
static void choose_parts(struct choice *choice, struct str body, struct str boundary, int depth)
{
	struct str rest = body, line;
	const char *start = NULL;
	while (str_next_line(&rest, &line)) {
		struct str name = str_sub(line, 2, line.n);
		if (!str_starts(line, STR("--")) || !str_starts(name, boundary))
			continue;
		struct str behind = str_trim(str_sub(name, boundary.n, name.n));
		bool last = str_eq(behind, STR("--"));
		if (behind.n > 0 && !last)
			continue;
		if (start != NULL)
			choose(choice, (struct str){start, (size_t)(line.p - start)}, depth + 1);
		start = line.p + line.n < body.p + body.n ? line.p + line.n + 1 : NULL;
		if (last)
			return;
	}
	if (start != NULL)
		choose(choice, (struct str){start, (size_t)(body.p + body.n - start)}, depth + 1);
}

/* The first part of each kind that is no attachment. */
static void choose(struct choice *choice, struct str message, int depth)
{
	size_t body = mime_body_start(message);
	struct part part = {str_sub(message, 0, body), str_sub(message, body, message.n)};
	struct str type = find_header(part.head, "Content-Type");
	struct str disposition = find_header(part.head, "Content-Disposition");
	if (depth > MAX_DEPTH || choice->n_parts++ > MAX_PARTS)
		return;
	if (word_starts(type, "multipart/")) {
		struct str boundary = mime_parameter(type, "boundary");
		if (boundary.n > 0)
			choose_parts(choice, part.body, boundary, depth);
		return;
	}
	if (word_starts(type, "message/rfc822")) {
		choose(choice, part.body, depth + 1);
		return;
	}
	if (word_starts(disposition, "attachment"))
		return;
	if (word_starts(type, "text/html") && !choice->has_html) {
		choice->html = part;
		choice->has_html = true;
	} else if ((type.n == 0 || word_starts(type, "text/plain")) && !choice->has_plain) {
		choice->plain = part;
		choice->has_plain = true;
	}
}

/* Whether the plain text only stands in for the other. */
static bool is_stand_in(const struct choice *choice)
{
	enum { STAND_IN_B = 400 };
	return str_trim(choice->plain.body).n < STAND_IN_B && choice->html.body.n > 10 * STAND_IN_B;
}

void mime_text(struct str message, struct buf *out, bool *is_html)
{
	struct choice choice = {.n_parts = 0};
	struct buf bytes;
	choose(&choice, message, 0);
	*is_html = choice.has_html && (!choice.has_plain || is_stand_in(&choice));
	if (!choice.has_plain && !choice.has_html)
		return;
	const struct part *part = *is_html ? &choice.html : &choice.plain;
	buf_init(&bytes, part->body.n + 4);
	add_decoded(part, &bytes);
	charset_to_utf8(buf_str(&bytes), mime_parameter(find_header(part->head, "Content-Type"), "charset"), out);
	buf_done(&bytes);
}
