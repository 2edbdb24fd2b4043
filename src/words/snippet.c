#include "config.h"

#include "words/snippet.h"

#include "base/mem.h"
#include "text/fold.h"
#include "text/prop.h"
#include "text/utf8.h"
#include "words/outline.h"

#include <stdlib.h>

enum { MAX_HITS = 256, ELLIPSIS_COL = 1, HITS_COUNTED = 63 };

static const struct str ellipsis = {"…", 3};

/* A text in code points with their columns. */
struct measured {
	struct outline outline;
	size_t *col;     /* n + 1: columns before each */
	uint8_t *spaces; /* n */
};

static struct measured measure(struct str text)
{
	struct measured m = {.outline = outline_of(text)};
	size_t n = m.outline.n;
	m.col = xreallocarray(NULL, n + 1, sizeof *m.col);
	m.spaces = xmalloc(n + 1);
	m.col[0] = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t cp, prop = m.outline.props[i];
		size_t at_b = m.outline.at_b[i];
		utf8_decode(text.p + at_b, text.n - at_b, &cp);
		m.spaces[i] = cp <= ' ' || fold_cp(cp) == ' ';
		m.col[i + 1] = m.col[i] + (prop & PROP_MARK ? 0 : prop_width(prop));
	}
	return m;
}

static void measured_done(struct measured *m)
{
	outline_done(&m->outline);
	free(m->col);
	free(m->spaces);
}

static bool begins_word(const struct measured *m, size_t i)
{
	return i == 0 || (m->spaces[i - 1] && i < m->outline.n && !m->spaces[i]);
}

static bool ends_word(const struct measured *m, size_t i)
{
	return i == m->outline.n || (m->spaces[i] && i > 0 && !m->spaces[i - 1]);
}

/* Where to begin, with at most that many columns before what must be shown. */
static size_t go_back(const struct measured *m, size_t from, size_t most_col)
{
	size_t cluster = from, word = from;
	bool found = begins_word(m, from);
	for (size_t i = from; i > 0 && m->col[from] - m->col[i - 1] <= most_col;) {
		if (!m->outline.starts[--i])
			continue;
		cluster = i;
		if (begins_word(m, i)) {
			found = true;
			word = i;
		}
	}
	return found ? word : cluster;
}

static size_t go_on(const struct measured *m, size_t to, size_t most_col)
{
	size_t cluster = to, word = to;
	bool found = ends_word(m, to);
	for (size_t i = to; i < m->outline.n && m->col[i + 1] - m->col[to] <= most_col;) {
		if (!m->outline.starts[++i])
			continue;
		cluster = i;
		if (ends_word(m, i)) {
			found = true;
			word = i;
		}
	}
	return found ? word : cluster;
}

/* What hits [first, last] are worth. */
static unsigned score_of(const struct hits *hits, size_t first, size_t last)
{
	uint64_t keywords = 0;
	size_t n = last - first + 1;
	for (size_t i = first; i <= last; i++)
		keywords |= 1ULL << hits->at[i].keyword % 64;
	return (unsigned)__builtin_popcountll(keywords) * (HITS_COUNTED + 1)
	       + (unsigned)(n < HITS_COUNTED ? n : HITS_COUNTED);
}

/* The best row of hits that has room. */
static void choose(const struct measured *m, const struct hits *hits, size_t room_col, size_t *first, size_t *last)
{
	unsigned best = 0;
	size_t n = hits->n < MAX_HITS ? hits->n : MAX_HITS;
	*first = *last = 0;
	for (size_t i = 0, j = 0; i < n; i++) {
		j = j < i ? i : j;
		while (j + 1 < n && m->col[hits->at[j + 1].to_cp] - m->col[hits->at[i].from_cp] <= room_col)
			j++;
		unsigned score = score_of(hits, i, j);
		if (score > best) {
			best = score;
			*first = i;
			*last = j;
		}
	}
}

/* A third of what is left goes before the hits, the rest after; and what is not needed there, before. */
static void widen(const struct measured *m, size_t room_col, size_t *from, size_t *to)
{
	size_t need = m->col[*to] - m->col[*from], left = room_col > need ? room_col - need : 0;
	size_t start = go_back(m, *from, left / 3);
	size_t end = go_on(m, *to, left - (m->col[*from] - m->col[start]));
	*from = go_back(m, *from, left - (m->col[end] - m->col[*to]));
	*to = end;
}

struct snippet snippet_of(struct str text, const struct hits *hits, size_t max_col)
{
	struct measured m = measure(text);
	size_t n = m.outline.n, first = 0, last = 0, from = 0, to = 0;
	size_t room_col = max_col > 2 * ELLIPSIS_COL ? max_col - 2 * ELLIPSIS_COL : 0;
	struct snippet snippet = {.score = hits->n > 0 ? score_of(hits, 0, hits->n - 1) : 0};
	if (hits->n > 0) {
		choose(&m, hits, room_col, &first, &last);
		from = hits->at[first].from_cp;
		to = hits->at[last].to_cp;
	}
	if (m.col[n] <= max_col) {
		from = 0;
		to = n;
	} else if (m.col[to] - m.col[from] > room_col) {
		while (to > from && (m.col[to] - m.col[from] > room_col || !m.outline.starts[to]))
			to--;
	} else {
		widen(&m, room_col, &from, &to);
	}
	snippet.from_cp = from;
	snippet.to_cp = to;
	snippet.from_b = m.outline.at_b[from];
	snippet.to_b = m.outline.at_b[to];
	snippet.cut_before = from > 0;
	snippet.cut_after = to < n;
	measured_done(&m);
	return snippet;
}

/* The hit as it stands in the piece; false: it does not. */
static bool move_hit(const struct snippet *snippet, struct hit *hit, size_t start_b, size_t start_cp)
{
	if (hit->from_cp < snippet->from_cp || hit->from_cp >= snippet->to_cp)
		return false;
	bool ends = hit->to_cp <= snippet->to_cp;
	hit->to_cp = (ends ? hit->to_cp : snippet->to_cp) - snippet->from_cp + start_cp;
	hit->to_b = (ends ? hit->to_b : snippet->to_b) - snippet->from_b + start_b;
	hit->from_cp += start_cp - snippet->from_cp;
	hit->from_b += start_b - snippet->from_b;
	return true;
}

void snippet_add(const struct snippet *snippet, struct str text, const struct hits *hits, struct buf *out,
                 struct hits *moved)
{
	size_t start_b = snippet->cut_before ? ellipsis.n : 0, start_cp = snippet->cut_before ? 1 : 0;
	if (snippet->cut_before)
		buf_add_str(out, ellipsis);
	for (size_t i = snippet->from_b; i < snippet->to_b; i++)
		buf_add_char(out, text.p[i] == '\n' || text.p[i] == '\r' || text.p[i] == '\t' ? ' ' : text.p[i]);
	if (snippet->cut_after)
		buf_add_str(out, ellipsis);
	moved->n = 0;
	moved->full = false;
	for (size_t i = 0; i < hits->n; i++) {
		struct hit hit = hits->at[i];
		if (!move_hit(snippet, &hit, start_b, start_cp))
			continue;
		moved->at = xgrow(moved->at, moved->n, &moved->cap, sizeof *moved->at);
		moved->at[moved->n++] = hit;
	}
}
