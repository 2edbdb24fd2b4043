#include "config.h"

#include "news/import.h"

#include "base/buf.h"
#include "news/word.h"
#include "text/charset.h"
#include "text/date.h"

#include <string.h>

enum { LOOK_B = 4096 };

struct row {
	const char *names; /* separated by '|' */
	enum source_format format;
};

/* Types that a server gives to nothing else; text/html, text/xml and text/plain it gives to anything. */
static const struct row types[] = {
	{"application/rss+xml|application/atom+xml|application/rdf+xml|application/feed+json", FORMAT_FEED},
	{"text/x-opml|application/x-opml|text/opml|application/opml+xml", FORMAT_OPML},
	{"application/jsonl|application/x-jsonl|application/jsonlines|application/x-ndjson|application/ndjson",
	 FORMAT_JSONL},
	{"text/markdown|text/x-markdown", FORMAT_MARKDOWN},
	{"application/mbox|message/rfc822", FORMAT_MBOX},
};

static const struct row extensions[] = {
	{"md|markdown|mkd|mdown", FORMAT_MARKDOWN},
	{"html|htm|xhtml|shtml", FORMAT_HTML},
	{"rss|atom|rdf", FORMAT_FEED},
	{"opml", FORMAT_OPML},
	{"jsonl|ndjson", FORMAT_JSONL},
	{"mbox|eml", FORMAT_MBOX},
	{"txt|text|log", FORMAT_TEXT},
};

static enum source_format format_named(const struct row *rows, size_t n, struct str name)
{
	for (size_t i = 0; i < n && name.n > 0; i++)
		if (word_among(name, rows[i].names))
			return rows[i].format;
	return FORMAT_AUTO;
}

/* What follows the last dot of the last part of a path or an address. */
static struct str extension_of(struct str name)
{
	size_t end = 0;
	while (end < name.n && name.p[end] != '?' && name.p[end] != '#')
		end++;
	for (size_t i = end; i-- > 0 && name.p[i] != '/';)
		if (name.p[i] == '.')
			return str_sub(name, i + 1, end);
	return (struct str){"", 0};
}

static struct str skip_until(struct str s, const char *end)
{
	size_t at = str_find(s, str_of(end), 0);
	return at == (size_t)-1 ? (struct str){"", 0} : str_sub(s, at + strlen(end), s.n);
}

/* The name of the first tag after comments and declarations; <!doctype html> is "html". */
static struct str root_tag(struct str s)
{
	for (;;) {
		s = str_trim(s);
		if (str_starts(s, STR("<!--")))
			s = skip_until(s, "-->");
		else if (str_starts(s, STR("<?")))
			s = skip_until(s, "?>");
		else if (word_starts(s, "<!doctype html"))
			return STR("html");
		else if (str_starts(s, STR("<!")))
			s = skip_until(s, ">");
		else
			break;
	}
	if (s.n < 2 || s.p[0] != '<')
		return (struct str){"", 0};
	size_t n = 1;
	while (n < s.n && strchr(" \t\r\n>/", s.p[n]) == NULL && s.p[n] != '\0')
		n++;
	return n < s.n ? str_sub(s, 1, n) : (struct str){"", 0};
}

static struct str local_name(struct str tag)
{
	const char *colon = tag.n > 0 ? memchr(tag.p, ':', tag.n) : NULL;
	return colon != NULL ? str_sub(tag, (size_t)(colon - tag.p) + 1, tag.n) : tag;
}

/*
 * A page without <html> and <head> may begin with its title; so may a text that has come by a tag, but in that
 * nothing else of a page follows.
 */
static bool is_titled_page(struct str s, struct str tag)
{
	static const char *const others[] = {"<meta", "<link", "<body", "<h1", "<p>"};
	bool follows = false;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		follows |= word_find(s, others[i], 0) != (size_t)-1;
	return follows && word_eq(tag, "title");
}

static enum source_format format_of_markup(struct str s)
{
	struct str tag = root_tag(s);
	bool entry = word_eq(local_name(tag), "entry") && str_find(s, STR("w3.org/2005/Atom"), 0) != (size_t)-1;
	if (entry || word_among(local_name(tag), "rss|feed|rdf"))
		return FORMAT_FEED;
	if (word_among(tag, "opml|outlineDocument"))
		return FORMAT_OPML;
	return word_among(tag, "html|head|body|meta") || is_titled_page(s, tag) ? FORMAT_HTML : FORMAT_AUTO;
}

/* The members of an object that may break off: whether one has a name among these. Strings are passed over. */
static bool has_member(struct str s, const char *names)
{
	int depth = 0;
	for (size_t i = 0; i < s.n && s.p[i] != '\n'; i++) {
		char c = s.p[i];
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		if (c != '"')
			continue;
		size_t start = ++i;
		while (i < s.n && s.p[i] != '"')
			i += s.p[i] == '\\' ? 2 : 1;
		struct str rest = str_trim(str_sub(s, i + 1, s.n));
		if (depth == 1 && i < s.n && word_among(str_sub(s, start, i), names) && str_starts(rest, STR(":")))
			return true;
	}
	return false;
}

/* An object that says what it is: a JSON feed, or the first of a line each. */
static enum source_format format_of_json(struct str s)
{
	size_t version = str_find(s, STR("jsonfeed.org/version/"), 0);
	if (version != (size_t)-1)
		return FORMAT_FEED;
	const char *end = memchr(s.p, '\n', s.n);
	struct str line = str_sub(s, 0, end != NULL ? (size_t)(end - s.p) : s.n);
	struct str behind = str_trim(str_sub(s, line.n, s.n));
	bool whole = end == NULL || str_ends(str_trim(line), STR("}"));
	if (!whole || (behind.n > 0 && behind.p[0] != '{'))
		return FORMAT_AUTO;
	return has_member(line, "title") && has_member(line, "body|text|content|content_html|paragraphs|url|link")
	               ? FORMAT_JSONL
	               : FORMAT_AUTO;
}

static bool is_header(struct str line)
{
	size_t n = 0;
	while (n < line.n && (word_is_alnum(line.p[n]) || line.p[n] == '-'))
		n++;
	return n > 0 && n < line.n && line.p[n] == ':';
}

/* "From somebody Mon Nov 20 10:00:00 2023", and a header under it. */
static bool is_mbox(struct str s)
{
	struct str line, next;
	struct date date;
	if (!str_starts(s, STR("From ")) || !str_next_line(&s, &line) || !str_next_line(&s, &next))
		return false;
	size_t space = str_find(line, STR(" "), 5);
	return space != (size_t)-1 && date_parse(str_sub(line, space, line.n), &date) && is_header(next);
}

static enum source_format format_of_content(struct str s)
{
	s = str_trim(s);
	if (s.n == 0)
		return FORMAT_AUTO;
	if (s.p[0] == '<')
		return format_of_markup(s);
	if (s.p[0] == '{')
		return format_of_json(s);
	return is_mbox(s) ? FORMAT_MBOX : FORMAT_AUTO;
}

static struct str media_type(struct str content_type)
{
	const char *end = content_type.n > 0 ? memchr(content_type.p, ';', content_type.n) : NULL;
	return str_trim(str_sub(content_type, 0, end != NULL ? (size_t)(end - content_type.p) : content_type.n));
}

/* What is not text by its name needs no more than the name; a text is none that begins like something else. */
static enum source_format detect(const struct source *source, struct str content)
{
	struct str type = media_type(source->content_type);
	enum source_format by_type = format_named(types, sizeof types / sizeof types[0], type);
	if (by_type != FORMAT_AUTO)
		return by_type;
	struct str extension = extension_of(type.n > 0 && source->url.n > 0 ? source->url : str_of(source->name));
	enum source_format by_name = format_named(extensions, sizeof extensions / sizeof extensions[0], extension);
	enum source_format by_content = format_of_content(content);
	if (by_name == FORMAT_TEXT && type.n == 0)
		return FORMAT_TEXT;
	if (by_content != FORMAT_AUTO)
		return by_content;
	if (word_among(type, "text/html|application/xhtml+xml"))
		return FORMAT_HTML;
	return by_name != FORMAT_AUTO ? by_name : FORMAT_TEXT;
}

enum source_format source_detect(const struct source *source, struct str first_bytes)
{
	if (source->format != FORMAT_AUTO)
		return source->format;
	struct buf utf8;
	buf_init(&utf8, 4 * (size_t)LOOK_B + 64);
	charset_to_utf8(str_sub(first_bytes, 0, LOOK_B), (struct str){"", 0}, &utf8);
	enum source_format format = detect(source, buf_str(&utf8));
	buf_done(&utf8);
	return format;
}
