#include "config.h"

#include "news/verbatim.h"

#include <string.h>

enum { MAX_STAMP_B = 40 }; /* where the time of a line of a log stands */

static bool is_ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t run_of(struct str s, char c)
{
	size_t n = 0;
	while (n < s.n && s.p[n] == c)
		n++;
	return n;
}

/* "Subject: …", as in mail, in packages, in the log of a repository. */
static bool is_field(struct str s)
{
	size_t i = 0;
	while (i < s.n && (is_ascii_letter(s.p[i]) || (i > 0 && (is_ascii_digit(s.p[i]) || s.p[i] == '-' || s.p[i] == '_'))))
		i++;
	return i > 0 && i < s.n && s.p[i] == ':' && (i + 1 == s.n || s.p[i + 1] == ' ' || s.p[i + 1] == '\t');
}

/* "commit 3953585…" */
static bool is_commit(struct str s)
{
	enum { MIN_HASH = 7 };
	const struct str word = STR("commit ");
	size_t i = word.n;
	if (!str_starts(s, word))
		return false;
	while (i < s.n && (is_ascii_digit(s.p[i]) || (s.p[i] >= 'a' && s.p[i] <= 'f')))
		i++;
	return i - word.n >= MIN_HASH && (i == s.n || s.p[i] == ' ');
}

/* "12a14", "3,5c4": a change of a plain patch. */
static bool is_change(struct str s)
{
	size_t i = 0;
	while (i < s.n && (is_ascii_digit(s.p[i]) || (i > 0 && s.p[i] == ',')))
		i++;
	return i > 0 && i + 1 < s.n && memchr("acd", s.p[i], 3) != NULL && is_ascii_digit(s.p[i + 1])
	       && is_ascii_digit(s.p[s.n - 1]);
}

/* What the very first line says. */
static bool opens_other_text(struct str s)
{
	static const char *const openings[] = {"<", "{", "[{", "#!", "---", "From ", "%", "//", "/*",
	                                       "\\", "msgid \""};
	for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++)
		if (str_starts(s, str_of(openings[i])))
			return true;
	return str_eq(s, STR("[")) || is_commit(s) || is_change(s);
}

/* A heading, a fence or a link of Markdown, the head of a patch. */
static bool is_markup(struct str s)
{
	size_t hashes = run_of(s, '#');
	if (hashes > 0 && hashes <= 6 && hashes < s.n && s.p[hashes] == ' ')
		return true;
	return str_starts(s, STR("```")) || str_starts(s, STR("~~~")) || str_starts(s, STR("@@ "))
	       || str_starts(s, STR("diff -")) || str_find(s, STR("]("), 0) != (size_t)-1
	       || (s.n >= 3 && run_of(s, '=') == s.n);
}

/* "10:42" near the start, "file.c:text", "/usr/bin", "./x", "2024-05-01…" */
static bool is_stamped(struct str s)
{
	if (s.n > 1 && (s.p[0] == '/' || (s.p[0] == '.' && s.p[1] == '/')))
		return true;
	size_t end = s.n < MAX_STAMP_B ? s.n : MAX_STAMP_B;
	bool first_word = true;
	for (size_t i = 0; i + 2 < end; i++) {
		first_word &= (unsigned char)s.p[i] < 0x80 && s.p[i] != ' ';
		if (s.p[i] != ':' || i == 0 || (unsigned char)s.p[i - 1] >= 0x80 || s.p[i - 1] == ' ')
			continue;
		if (is_ascii_digit(s.p[i + 1]) && (is_ascii_digit(s.p[i + 2]) || s.p[i + 2] == ':'))
			return true;
		if (first_word && s.p[i + 1] != ' ' && s.p[i + 1] != '\t')
			return true;
	}
	return s.n > 10 && is_ascii_digit(s.p[0]) && is_ascii_digit(s.p[3]) && s.p[4] == '-' && s.p[7] == '-';
}

/* A sign that stands before the lines of a patch, a quotation, a table, a list in ASCII, a remark in code. */
static bool is_signed(const struct text_line *line)
{
	if (line->first == '*' && line->text.n > 1 && (unsigned char)line->text.p[1] >= 0x80)
		return false; /* a list as newspapers write it */
	return line->first != 0 && line->first < 0x80 && strchr("+-<>|#*;%\\", (int)line->first) != NULL;
}

/*
 * How many times the separator parts values. The comma of a sentence has a
 * space after it, that of a number has digits on both sides.
 */
static size_t count_separators(struct str s, char separator)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		const char *p = memchr(s.p + i, separator, s.n - i);
		if (p == NULL)
			break;
		i = (size_t)(p - s.p);
		bool numbers = i > 0 && i + 1 < s.n && is_ascii_digit(s.p[i - 1]) && is_ascii_digit(s.p[i + 1]);
		bool sentence = i + 1 < s.n && s.p[i + 1] == ' ';
		n += separator == '\t' || separator == '|' || (!numbers && !sentence);
	}
	return n;
}

/* Nearly every line is separated by the same sign. */
static bool is_separated(const struct text_lines *lines, size_t n_lines)
{
	static const char separators[] = {'\t', ',', ';', '|'};
	for (size_t k = 0; k < sizeof separators; k++) {
		size_t n = 0;
		for (size_t i = 0; i < lines->n; i++)
			n += count_separators(lines->items[i].text, separators[k]) > 0;
		if (n >= 2 && n * 10 >= n_lines * 9)
			return true;
	}
	return false;
}

/* Fields at the very beginning, such as no page of a newspaper has; or everywhere. */
static bool has_fields(const struct text_lines *lines, const struct marker_index *index, size_t n_lines)
{
	size_t fields = 0, seen = 0;
	bool before = true, named = false;
	for (size_t i = 0; i < lines->n; i++) {
		const struct text_line *line = &lines->items[i];
		if (line->text.n == 0)
			continue;
		bool field = is_field(line->text);
		fields += field;
		named |= field && before && marker_find(index, line).kind == MARKER_NONE;
		before &= field;
		if (++seen == 2 && before && named)
			return true;
	}
	return fields >= 3 && fields * 3 >= n_lines;
}

bool text_is_verbatim(const struct text_lines *lines, const struct marker_index *index)
{
	size_t n = 0, stamped = 0, with_sign = 0;
	for (size_t i = 0; i < lines->n; i++) {
		const struct text_line *line = &lines->items[i];
		if (line->text.n == 0)
			continue;
		if ((n++ == 0 && opens_other_text(line->text)) || is_markup(line->text))
			return true;
		stamped += is_stamped(line->text);
		with_sign += is_signed(line);
	}
	if (n < 2 || (stamped >= 2 && stamped * 2 >= n) || with_sign * 3 >= n * 2)
		return true;
	return is_separated(lines, n) || has_fields(lines, index, n);
}
