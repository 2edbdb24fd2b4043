#include "config.h"

#include "news/markdown.h"

#include "base/mem.h"
#include "news/entity.h"
#include "news/html.h"
#include "news/url.h"
#include "news/word.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_INLINE_B = 1 << 20, MAX_TARGET_B = 4096, MAX_TICKS = 32 };

struct inline_reader {
	struct blocks *blocks;
	const struct markdown_links *links;
	struct str s;
	uint32_t *partner;         /* of each '[', where its ']' is; 0: nowhere */
	size_t last_star, last_underline; /* the last that may close an emphasis */
	size_t last_tick[MAX_TICKS];      /* the last run of so many backquotes */
	unsigned open_stars, open_underlines;
	bool in_link;              /* no link holds another */
	struct buf text;           /* what has not been added yet */
};

static void flush(struct inline_reader *r)
{
	blocks_add_text(r->blocks, buf_str(&r->text));
	buf_clear(&r->text);
}

static bool is_punctuation(char c)
{
	return c > ' ' && c < 0x7F && !word_is_alnum(c);
}

static bool is_space_at(const struct inline_reader *r, size_t i)
{
	return i >= r->s.n || word_is_space(r->s.p[i]);
}

static size_t run_length(const struct inline_reader *r, size_t i)
{
	size_t n = 1;
	while (i + n < r->s.n && r->s.p[i + n] == r->s.p[i])
		n++;
	return n;
}

/* One look at the whole: brackets and their partners, the last signs of each kind. */
static void survey(struct inline_reader *r)
{
	uint32_t *stack = xmalloc((r->s.n + 1) * sizeof *stack);
	size_t depth = 0;
	for (size_t i = 0; i < r->s.n; i++) {
		char c = r->s.p[i];
		if (c == '\\')
			i++;
		else if (c == '[')
			stack[depth++] = (uint32_t)i;
		else if (c == ']' && depth > 0)
			r->partner[stack[--depth]] = (uint32_t)i;
		else if (c == '*' && i > 0 && !word_is_space(r->s.p[i - 1]))
			r->last_star = i;
		else if (c == '_' && i > 0 && !word_is_space(r->s.p[i - 1]))
			r->last_underline = i;
		if (c == '`') {
			size_t n = run_length(r, i);
			if (n < MAX_TICKS)
				r->last_tick[n] = i;
			i += n - 1;
		}
	}
	free(stack);
}

/* `code`: what stands between two equal runs. Returns the bytes taken, or 0. */
static size_t read_code(struct inline_reader *r, size_t i)
{
	size_t n = run_length(r, i);
	if (n >= MAX_TICKS || r->last_tick[n] <= i)
		return 0;
	for (size_t k = i + n; k < r->s.n;) {
		if (r->s.p[k] != '`') {
			k++;
			continue;
		}
		size_t m = run_length(r, k);
		if (m == n) {
			buf_add_str(&r->text, str_trim(str_sub(r->s, i + n, k)));
			return k + n - i;
		}
		k += m;
	}
	return 0;
}

/* A run of * or _: nothing is left of it when it opens or closes an emphasis. */
static size_t read_emphasis(struct inline_reader *r, size_t i)
{
	size_t n = run_length(r, i);
	bool star = r->s.p[i] == '*';
	unsigned *open = star ? &r->open_stars : &r->open_underlines;
	size_t last = star ? r->last_star : r->last_underline;
	bool before = i > 0 && !word_is_space(r->s.p[i - 1]), behind = !is_space_at(r, i + n);
	/* An underline within a word is a letter of it. */
	bool in_word = !star && before && behind && !is_punctuation(r->s.p[i - 1]) && !is_punctuation(r->s.p[i + n]);
	if (!in_word && before && *open > 0) {
		--*open;
	} else if (!in_word && behind && last > i + n) {
		++*open;
	} else {
		buf_add(&r->text, r->s.p + i, n);
	}
	return n;
}

/* "(address "title")" at i; returns the bytes taken, or 0. */
static size_t read_target(const struct inline_reader *r, size_t i, struct str *url)
{
	struct str s = str_sub(r->s, i, i + MAX_TARGET_B);
	int depth = 0;
	if (s.n < 2 || s.p[0] != '(')
		return 0;
	size_t k = 1;
	while (k < s.n && word_is_space(s.p[k]))
		k++;
	size_t from = k;
	bool angled = k < s.n && s.p[k] == '<';
	for (; k < s.n; k++) {
		char c = s.p[k];
		if (c == '\\')
			k++;
		else if (angled ? c == '>' : word_is_space(c) || (c == ')' && depth == 0))
			break;
		depth += (c == '(') - (c == ')');
	}
	*url = str_sub(s, from + angled, k);
	/* A title in quotes, in which a bracket may stand. */
	char quote = '\0';
	for (k += angled; k < s.n; k++) {
		char c = s.p[k];
		if (quote != '\0')
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == ')')
			return k + 1;
	}
	return 0;
}

static struct str find_label(const struct markdown_links *links, struct str label)
{
	for (size_t i = 0; i < links->n; i++)
		if (word_same(links->items[i].label, label))
			return links->items[i].url;
	return (struct str){"", 0};
}

static void read_all(struct inline_reader *r, size_t from, size_t to);

/* [text](address), [text][label], [label]; ![…] is a picture, of which nothing is shown. Returns the bytes taken, or 0. */
static size_t read_link(struct inline_reader *r, size_t i, bool picture)
{
	size_t close = r->partner[i];
	struct str url = {"", 0};
	if (close == 0 || r->in_link)
		return 0;
	size_t taken = read_target(r, close + 1, &url);
	if (taken == 0 && close + 1 < r->s.n && r->s.p[close + 1] == '[' && r->partner[close + 1] != 0) {
		size_t end = r->partner[close + 1];
		struct str label = str_sub(r->s, close + 2, end);
		url = find_label(r->links, label.n > 0 ? label : str_sub(r->s, i + 1, close));
		taken = url.n > 0 ? end - close : 0;
	} else if (taken == 0) {
		url = find_label(r->links, str_sub(r->s, i + 1, close));
		if (url.n == 0)
			return 0;
	}
	if (taken == 0 && url.n == 0)
		return 0;
	if (!picture) {
		struct buf whole;
		buf_init(&whole, 1 << 15);
		url_resolve(r->links->base, url, &whole);
		flush(r);
		size_t start = blocks_offset(r->blocks);
		r->in_link = true;
		read_all(r, i + 1, close);
		r->in_link = false;
		flush(r);
		blocks_add_link(r->blocks, start, buf_str(&whole));
		buf_done(&whole);
	}
	return close + 1 + taken - i;
}

/* <http://…>, or a tag of HTML, which is left out. Returns the bytes taken, or 0. */
static size_t read_angle(struct inline_reader *r, size_t i)
{
	struct str s = str_sub(r->s, i, i + MAX_TARGET_B);
	const char *end = memchr(s.p, '>', s.n);
	if (end == NULL)
		return 0;
	struct str inside = str_sub(s, 1, (size_t)(end - s.p));
	if (url_is_web(inside)) {
		buf_add_str(&r->text, inside);
		return inside.n + 2;
	}
	return html_is_likely(str_sub(s, 0, inside.n + 2)) ? inside.n + 2 : 0;
}

static size_t read_one(struct inline_reader *r, size_t i)
{
	char c = r->s.p[i], next = i + 1 < r->s.n ? r->s.p[i + 1] : '\0';
	uint32_t cp;
	size_t n = 0;
	switch (c) {
	case '\\':
		if (is_punctuation(next)) {
			buf_add_char(&r->text, next);
			return 2;
		}
		break;
	case '`':
		n = read_code(r, i);
		if (n == 0) {
			n = run_length(r, i);
			buf_add(&r->text, r->s.p + i, n);
		}
		return n;
	case '*': case '_':
		return read_emphasis(r, i);
	case '!':
		n = next == '[' ? read_link(r, i + 1, true) : 0;
		if (n > 0)
			return n + 1;
		break;
	case '[':
		n = read_link(r, i, false);
		break;
	case '<':
		n = read_angle(r, i);
		break;
	case '&':
		n = entity_read(str_sub(r->s, i, r->s.n), &cp);
		if (n > 0)
			utf8_add(&r->text, cp);
		break;
	default:
		break;
	}
	if (n == 0)
		buf_add_char(&r->text, c);
	return n > 0 ? n : 1;
}

static void read_all(struct inline_reader *r, size_t from, size_t to)
{
	for (size_t i = from; i < to;)
		i += read_one(r, i);
}

void markdown_add(struct blocks *blocks, struct str text, const struct markdown_links *links)
{
	if (text.n > MAX_INLINE_B) {
		blocks_add_text(blocks, text);
		return;
	}
	struct inline_reader r = {.blocks = blocks, .links = links, .s = text};
	r.partner = xcalloc(text.n + 1, sizeof *r.partner);
	buf_init(&r.text, BUF_NO_MAX);
	survey(&r);
	read_all(&r, 0, text.n);
	flush(&r);
	buf_done(&r.text);
	free(r.partner);
}
