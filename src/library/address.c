#include "config.h"

#include "library/address.h"

#include <stdbool.h>

/* Whether s begins with prefix, which is in lower case. */
static bool starts_as(struct str s, struct str prefix)
{
	if (s.n < prefix.n)
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		if (ascii_lower(s.p[i]) != prefix.p[i])
			return false;
	return true;
}

static size_t find_any(struct str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		for (const char *c = set; *c != '\0'; c++)
			if (s.p[i] == *c)
				return i;
	return s.n;
}

static struct str after(struct str s, size_t n)
{
	return str_sub(s, n, s.n);
}

/*
 * %XX of a byte that needs no escape is that byte (RFC 3986 §6.2.2.2), other
 * ones have capitals; bytes beyond ASCII, which browsers copy either way, are
 * escaped.
 */
static void add_part(struct buf *out, struct str part)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < part.n; i++) {
		unsigned char c = (unsigned char)part.p[i];
		bool escaped = false;
		if (c == '%' && i + 2 < part.n && ascii_hex(part.p[i + 1]) >= 0 && ascii_hex(part.p[i + 2]) >= 0) {
			c = (unsigned char)(ascii_hex(part.p[i + 1]) << 4 | ascii_hex(part.p[i + 2]));
			i += 2;
			escaped = true;
		}
		char l = ascii_lower((char)c);
		bool plain = (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
		             c == '_' || c == '~';
		if (plain || (!escaped && c > 0x20 && c < 0x7F)) {
			buf_add_char(out, (char)c);
		} else {
			buf_add_char(out, '%');
			buf_add_char(out, digits[c >> 4]);
			buf_add_char(out, digits[c & 15]);
		}
	}
}

/* Parameters that say who came from where; with '*' at the end, all that begin so. */
static const char *const trackers[] = {
	"utm_*", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid",
	"igshid", "igsh", "mc_cid", "mc_eid", "_ga", "_gl", "at_medium", "at_campaign",
	"at_custom*", "at_link*", "at_ptr*", "at_bbc*", "at_format", "at_campaign_type", "ns_*",
	"cmpid", "ocid", "xtor", "ftag", "smid", "wt.mc_id", "pk_campaign", "pk_kwd", "piwik_*",
	"mtm_*", "traffic_source", "__twitter_impression", "spm", "hss_channel", "oref", "_hsenc",
	"_hsmi", "mkt_tok", "vero_id", "guccounter", "guce_referrer*",
};

static bool is_tracker(struct str parameter)
{
	struct str name = str_sub(parameter, 0, find_any(parameter, "="));
	for (size_t i = 0; i < sizeof trackers / sizeof *trackers; i++) {
		struct str known = str_of(trackers[i]);
		bool open = str_ends(known, STR("*"));
		known.n -= open;
		if (starts_as(name, known) && (open || name.n == known.n))
			return true;
	}
	return false;
}

/* The host of "user@HOST:80" into out. */
static void add_host(struct buf *out, struct str authority)
{
	for (size_t at; (at = find_any(authority, "@")) < authority.n;)
		authority = after(authority, at + 1);
	if (starts_as(authority, STR("www.")))
		authority = after(authority, 4);
	if (str_ends(authority, STR(":80")))
		authority.n -= 3;
	else if (str_ends(authority, STR(":443")))
		authority.n -= 4;
	if (str_ends(authority, STR(".")))
		authority.n--;
	for (size_t i = 0; i < authority.n; i++)
		buf_add_char(out, ascii_lower(authority.p[i]));
}

static bool add_query(struct buf *out, struct str query)
{
	char before = '?';
	while (query.n > 0) {
		size_t n = find_any(query, "&;");
		struct str parameter = str_sub(query, 0, n);
		query = after(query, n + (n < query.n));
		if (parameter.n == 0 || is_tracker(parameter))
			continue;
		buf_add_char(out, before);
		add_part(out, parameter);
		before = '&';
	}
	return before == '&';
}

void canonical_url(struct str url, struct buf *out)
{
	size_t start = out->n;
	url = str_trim(url);
	if (starts_as(url, STR("https://")))
		url = after(url, 8);
	else if (starts_as(url, STR("http://")))
		url = after(url, 7);
	else
		return;
	url.n = find_any(url, "#");
	size_t n = find_any(url, "/?");
	struct str rest = after(url, n);
	size_t path_n = find_any(rest, "?");
	struct str path = str_sub(rest, 0, path_n);
	while (str_ends(path, STR("/")))
		path.n--;
	add_host(out, str_sub(url, 0, n));
	if (out->n == start)
		return;
	if (path.n == 0)
		buf_add_char(out, '/');
	add_part(out, path);
	bool asks = add_query(out, after(rest, path_n + 1));
	if (path.n == 0 && !asks)
		out->n = start;
}

struct str canonical_host(struct str canonical)
{
	return str_sub(canonical, 0, find_any(canonical, "/"));
}
