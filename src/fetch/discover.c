#include "config.h"

#include "fetch/discover.h"

#include "news/url.h"

enum { LOOK_B = 256 << 10, MAX_HREF_B = 8192 };

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Offset of a word in lower case at or after from, in letters of either case. */
static size_t find_word(struct str s, const char *word, size_t from)
{
	size_t n = str_of(word).n;
	for (size_t at = from; at + n <= s.n; at++) {
		size_t i = 0;
		while (i < n && ascii_lower(s.p[at + i]) == word[i])
			i++;
		if (i == n)
			return at;
	}
	return (size_t)-1;
}

static bool is_word(struct str s, const char *word)
{
	return s.n == str_of(word).n && find_word(s, word, 0) == 0;
}

struct attribute {
	struct str name, value;
};

/* The next attribute of a tag's inside. False at its end. */
static bool next_attribute(struct str *rest, struct attribute *attribute)
{
	size_t i = 0;
	while (i < rest->n && (is_space(rest->p[i]) || rest->p[i] == '/'))
		i++;
	size_t name = i;
	while (i < rest->n && !is_space(rest->p[i]) && rest->p[i] != '=')
		i++;
	attribute->name = str_sub(*rest, name, i);
	attribute->value = (struct str){"", 0};
	while (i < rest->n && is_space(rest->p[i]))
		i++;
	if (i < rest->n && rest->p[i] == '=') {
		i++;
		while (i < rest->n && is_space(rest->p[i]))
			i++;
		char quote = i < rest->n && (rest->p[i] == '"' || rest->p[i] == '\'') ? rest->p[i++] : '\0';
		size_t value = i;
		while (i < rest->n && (quote != '\0' ? rest->p[i] != quote : !is_space(rest->p[i])))
			i++;
		attribute->value = str_sub(*rest, value, i);
		i += i < rest->n && quote != '\0';
	}
	*rest = str_sub(*rest, i, rest->n);
	return attribute->name.n > 0;
}

/* To the '>' that is in no quotes. */
static size_t tag_end(struct str s, size_t from)
{
	char quote = '\0';
	for (size_t i = from; i < s.n; i++) {
		char c = s.p[i];
		if (quote != '\0')
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return i;
	}
	return s.n;
}

static bool is_feed_type(struct str type)
{
	return is_word(type, "application/rss+xml") || is_word(type, "application/atom+xml")
	       || is_word(type, "application/feed+json") || is_word(type, "application/rdf+xml");
}

/* What the link leads to when it is one to a feed; else empty. */
static struct str feed_link(struct str inside)
{
	struct attribute a;
	struct str href = {"", 0};
	bool alternate = false, feed = false;
	while (next_attribute(&inside, &a)) {
		if (is_word(a.name, "rel"))
			alternate = find_word(a.value, "alternate", 0) != (size_t)-1;
		else if (is_word(a.name, "type"))
			feed = is_feed_type(str_trim(a.value));
		else if (is_word(a.name, "href"))
			href = a.value;
	}
	return alternate && feed ? href : (struct str){"", 0};
}

static bool resolve(struct str url, struct str href, struct buf *out)
{
	struct buf plain;
	buf_init(&plain, MAX_HREF_B);
	for (size_t i = 0; i < href.n; i++) {
		buf_add_char(&plain, href.p[i]);
		if (str_starts(str_sub(href, i, href.n), STR("&amp;")))
			i += 4;
	}
	bool ok = !plain.full && url_resolve(url, buf_str(&plain), out);
	buf_done(&plain);
	return ok;
}

bool discover_feed(struct str page, struct str url, struct buf *out)
{
	page = str_sub(page, 0, LOOK_B);
	for (size_t at = 0; (at = find_word(page, "<link", at)) != (size_t)-1;) {
		size_t end = tag_end(page, at);
		struct str href = feed_link(str_sub(page, at + 5, end));
		if (href.n > 0 && resolve(url, href, out))
			return true;
		at = end;
	}
	return false;
}
