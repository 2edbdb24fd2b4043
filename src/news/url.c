#include "config.h"

#include "news/url.h"

#include "news/lines.h"
#include "news/word.h"
#include "text/clean.h"

#include <string.h>

enum { MAX_URL_B = 8192, MAX_SEGMENTS = 256 };

struct url {
	struct str scheme, authority, path, query; /* query with its '?', the fragment too */
	bool has_authority;
};

static size_t find_any(struct str s, const char *bytes)
{
	size_t i = 0;
	while (i < s.n && (s.p[i] == '\0' || strchr(bytes, s.p[i]) == NULL))
		i++;
	return i;
}

static struct url split(struct str s)
{
	struct url url = {.scheme = {"", 0}};
	size_t colon = 0;
	while (colon < s.n && (word_is_alnum(s.p[colon]) || strchr("+-.", s.p[colon]) != NULL) && s.p[colon] != '\0')
		colon++;
	if (colon > 0 && colon < s.n && s.p[colon] == ':' && !word_is_digit(s.p[0])) {
		url.scheme = str_sub(s, 0, colon);
		s = str_sub(s, colon + 1, s.n);
	}
	if (str_starts(s, STR("//"))) {
		s = str_sub(s, 2, s.n);
		size_t n = find_any(s, "/?#");
		url.has_authority = true;
		url.authority = str_sub(s, 0, n);
		s = str_sub(s, n, s.n);
	}
	size_t n = find_any(s, "?#");
	url.path = str_sub(s, 0, n);
	url.query = str_sub(s, n, s.n);
	return url;
}

static bool is_web(struct str scheme)
{
	return word_eq(scheme, "http") || word_eq(scheme, "https");
}

bool url_is_web(struct str url)
{
	struct url parts = split(url);
	return is_web(parts.scheme) && parts.authority.n > 0;
}

static void add_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c <= ' ' || c == 0x7F || strchr("\"<>\\^`{|}", (char)c) != NULL)
			buf_addf(out, "%%%02X", c);
		else
			buf_add_char(out, (char)c);
	}
}

/* Names of hosts have no case; who logs in has. */
static void add_authority(struct buf *out, struct str authority)
{
	size_t from = out->n;
	add_escaped(out, authority);
	for (size_t i = from; i < out->n && memchr(out->p + from, '@', out->n - from) == NULL; i++)
		out->p[i] = ascii_lower(out->p[i]);
}

/* The segments of the path without "." and "..". */
static void add_path(struct buf *out, struct str path)
{
	size_t starts[MAX_SEGMENTS], n = 0;
	if (path.n == 0 || path.p[0] != '/')
		buf_add_char(out, '/');
	while (path.n > 0) {
		struct str rest = str_sub(path, path.p[0] == '/', path.n);
		bool slash = rest.n < path.n;
		size_t end = find_any(rest, "/");
		struct str segment = str_sub(rest, 0, end);
		bool last = end == rest.n, up = str_eq(segment, STR("..")), here = str_eq(segment, STR("."));
		if (up && n > 0)
			out->n = starts[--n];
		if (!up && !here) {
			if (n < MAX_SEGMENTS)
				starts[n++] = out->n;
			if (slash)
				buf_add_char(out, '/');
			add_escaped(out, segment);
		} else if (last) {
			buf_add_char(out, '/');
		}
		path = str_sub(rest, end, rest.n);
	}
}

/* The path of the base up to its last slash, and the link's after it. */
static void add_merged(struct buf *out, const struct url *base, struct str path)
{
	struct buf merged;
	buf_init(&merged, 2 * MAX_URL_B + 2);
	size_t n = base->path.n;
	while (n > 0 && base->path.p[n - 1] != '/')
		n--;
	if (n == 0)
		buf_add_char(&merged, '/');
	buf_add_str(&merged, str_sub(base->path, 0, n));
	buf_add_str(&merged, path);
	add_path(out, buf_str(&merged));
	buf_done(&merged);
}

static void add_resolved(struct buf *out, const struct url *base, const struct url *link)
{
	bool absolute = link->scheme.n > 0;
	struct str scheme = absolute ? link->scheme : base->scheme;
	for (size_t i = 0; i < scheme.n; i++)
		buf_add_char(out, ascii_lower(scheme.p[i]));
	buf_add_str(out, STR("://"));
	bool own = absolute || link->has_authority;
	const struct url *whose = own || link->path.n > 0 ? link : base;
	add_authority(out, own ? link->authority : base->authority);
	if (!own && link->path.n > 0 && link->path.p[0] != '/')
		add_merged(out, base, link->path);
	else if (whose->path.n > 0)
		add_path(out, whose->path);
	if (!own && link->path.n == 0 && (link->query.n == 0 || link->query.p[0] == '#'))
		add_escaped(out, str_sub(base->query, 0, find_any(base->query, "#")));
	add_escaped(out, link->query);
}

/* Line ends and tabs in an address were put there by a layout. */
static void add_compact(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '\t')
			buf_add_char(out, s.p[i]);
}

bool url_resolve(struct str base, struct str link, struct buf *out)
{
	struct buf clean, compact;
	size_t before = out->n;
	buf_init(&clean, 4 * MAX_URL_B);
	buf_init(&compact, 4 * MAX_URL_B);
	if (link.n <= MAX_URL_B && base.n <= MAX_URL_B) {
		clean_text(link, &clean);
		add_compact(&compact, text_trim(buf_str(&clean)));
		struct url b = split(base), l = split(buf_str(&compact));
		if (is_web(l.scheme) && l.authority.n == 0) /* "http:page": as it is meant, after the base's own */
			l.scheme = (struct str){"", 0};
		bool web = l.scheme.n > 0 ? is_web(l.scheme) : is_web(b.scheme) && (b.authority.n > 0 || l.authority.n > 0);
		if (web && compact.n > 0)
			add_resolved(out, &b, &l);
	}
	buf_done(&clean);
	buf_done(&compact);
	if (out->full)
		out->n = before;
	return out->n > before;
}
