#include "config.h"

#include "base/buf.h"
#include "news/address.h"
#include "news/anchors.h"
#include "news/draft.h"
#include "news/shape.h"
#include "text/fold.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <string.h>

enum {
	MAX_TITLES = 256,
	MAX_COMPARED_CP = 2000,
	STEM_CP = 5
};

/* What a read-also marker names, before it is known whether a story follows. */
struct related {
	struct str titles[MAX_TITLES];
	struct str urls[MAX_TITLES];
	size_t lines[MAX_TITLES]; /* (size_t)-1 for a title on the marker's own line */
	size_t n;
	size_t next;              /* the first line after */
	bool listed;              /* the titles have bullets or addresses */
};

static bool is_lone_address(const struct text_line *line, struct str *url)
{
	size_t start, end;
	if (line->n_words != 1 || !address_find(line->text, 0, &start, &end) || start > 1)
		return false;
	*url = str_sub(line->text, start, end);
	return true;
}

/* A title without its bullet or number. */
static struct str without_bullet(const struct text_line *line)
{
	struct str s = line->text;
	for (int k = 0; line->item && k < 4 && s.n > 0; k++) {
		uint32_t cp;
		size_t n = utf8_decode(s.p, s.n, &cp);
		if (phrase_is_letter(cp))
			break;
		s = str_sub(s, n, s.n);
	}
	return text_trim(s);
}

/* "Title https://…" in one line. */
static void add_title(struct related *r, struct str text, struct str url, size_t line)
{
	size_t start, end;
	r->listed |= url.n > 0;
	if (url.n == 0 && address_find(text, 0, &start, &end)) {
		url = str_sub(text, start, end);
		struct str before = text_trim(str_sub(text, 0, start));
		while (before.n > 0 && strchr("(-:|[<", before.p[before.n - 1]) != NULL)
			before = text_trim(str_sub(before, 0, before.n - 1));
		text = before;
		r->listed = true;
	}
	r->titles[r->n] = text;
	r->urls[r->n] = url;
	r->lines[r->n++] = line;
}

static void collect(struct clip *clip, size_t i, struct related *r)
{
	*r = (struct related){.next = i + 1};
	struct str linked;
	clip_line_link(clip, i, false, &linked);
	if (clip->markers[i].rest.n > 0)
		add_title(r, clip->markers[i].rest, linked, (size_t)-1);
	bool inlined = r->n > 0;
	for (; r->next < clip->lines.n && r->n < MAX_TITLES; r->next++) {
		const struct text_line *line = &clip->lines.items[r->next];
		if (clip->markers[r->next].kind != MARKER_NONE)
			return;
		/* On a page the titles are links; what is none goes on with the article. */
		struct str url;
		bool is_link = clip_line_link(clip, r->next, true, &linked);
		if (clip->blocks != NULL && !is_link)
			return;
		if (is_lone_address(line, &url)) {
			r->listed = true;
			if (r->n > 0 && r->urls[r->n - 1].n == 0)
				r->urls[r->n - 1] = url;
			else
				add_title(r, url, (struct str){NULL, 0}, r->next);
			continue;
		}
		/* After a title on the marker's own line only a list goes on with titles. */
		if ((!line_is_title(line) && !is_link) || (inlined && !line->item))
			return;
		r->listed |= line->item;
		add_title(r, without_bullet(line), linked, r->next);
	}
}

static size_t fold_text(struct str s, uint32_t *out, size_t max)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n && n < max;) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		cp = fold_cp(cp);
		if (cp != 0)
			out[n++] = phrase_is_letter(cp) ? cp : ' ';
	}
	return n;
}

/* Drop و ف ب ل ك and ال in front, so that الوساطة meets وساطة. */
static const uint32_t *skip_clitics(const uint32_t *p, size_t *n)
{
	if (*n > 4 && (p[0] == 0x0648 || p[0] == 0x0641 || p[0] == 0x0628 || p[0] == 0x0644 || p[0] == 0x0643)) {
		p++;
		--*n;
	}
	if (*n > 4 && p[0] == 0x0627 && p[1] == 0x0644) {
		p += 2;
		*n -= 2;
	}
	return p;
}

static bool holds(const uint32_t *text, size_t n, const uint32_t *stem, size_t stem_n)
{
	for (size_t i = 0; i + stem_n <= n; i++)
		if (text[i] == stem[0] && memcmp(text + i, stem, stem_n * sizeof *stem) == 0)
			return true;
	return false;
}

/* How many of a hundred words of the title the text holds, by their first letters. */
static int overlap(struct str title, struct str text)
{
	uint32_t a[MAX_COMPARED_CP], b[MAX_COMPARED_CP];
	size_t n_a = fold_text(title, a, MAX_COMPARED_CP), n_b = fold_text(text, b, MAX_COMPARED_CP);
	int words = 0, hits = 0;
	for (size_t i = 0, end; i < n_a; i = end + 1) {
		for (end = i; end < n_a && a[end] != ' '; end++) {
		}
		size_t n = end - i;
		const uint32_t *stem = skip_clitics(a + i, &n);
		if (n < 3)
			continue;
		words++;
		hits += holds(b, n_b, stem, n < STEM_CP ? n : STEM_CP);
	}
	return words > 0 ? hits * 100 / words : 0;
}

static size_t region_end(const struct clip *clip, size_t i)
{
	while (i < clip->lines.n && clip->markers[i].kind != MARKER_READ_ALSO)
		i++;
	return i;
}

static bool is_date_line(const struct clip *clip, size_t i)
{
	if (i >= clip->lines.n)
		return false;
	struct date date;
	const struct text_line *line = &clip->lines.items[i];
	if (clip->markers[i].kind == MARKER_DATE || clip->markers[i].kind == MARKER_UPDATED)
		return clip->markers[i].labelled || date_parse(clip->markers[i].rest, &date);
	return line->n_digits > 2 && line->n_cp < 80 && date_parse_only(line->text, &date);
}

/* "كما", "لكن", "وأضاف": a paragraph that goes on, as no story begins. */
static bool goes_on(const struct text_line *line)
{
	static const char *const words[] = {"كما", "لكن", "بينما", "من جهته", "من جهتها", "من جانبه",
	                                    "من جانبها", "في المقابل", "يذكر أن", "يشار إلى", "وی", "او"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (phrase_match(line->text, str_of(words[i])) > 0)
			return true;
	return line->first == 0x0648; /* و */
}

/* The first prose of a range of lines, joined: what it speaks of. */
static struct str prose_of(const struct clip *clip, size_t from, size_t to, struct buf *out, size_t *n_prose)
{
	*n_prose = 0;
	buf_init(out, 16384);
	for (size_t i = from; i < to; i++) {
		const struct text_line *line = &clip->lines.items[i];
		if (clip->markers[i].kind != MARKER_NONE || !line_is_prose(line))
			continue;
		++*n_prose;
		buf_add_str(out, line->text);
		buf_add_char(out, ' ');
	}
	return buf_str(out);
}

/* Whose words the prose takes up: those of the title over it, or those of the article before. */
static int score_words(const struct draft *draft, struct str title, struct str prose)
{
	int own = overlap(title, prose);
	int parent = overlap(draft->story->meta.title, prose);
	int score = (own >= 60) + (own > parent + 20);
	score -= own < parent ? 2 : 0;
	score -= parent >= 50 ? 2 : 0;
	return score;
}

static size_t count_sources(const struct clip *clip, size_t from, size_t to)
{
	size_t n = 0;
	for (size_t i = from; i < to; i++)
		n += clip->markers[i].kind == MARKER_SOURCE;
	return n;
}

/*
 * Whether the prose after the titles is a story of its own (one of the titles
 * is its head), or the article that goes on. An ended article cannot go on; a
 * date under the title begins a story; else it is told by whose words the
 * prose takes up, and by how it begins. In doubt the article goes on.
 */
static bool is_story(struct clip *clip, const struct related *r)
{
	struct draft *draft = clip_current(clip);
	size_t end = region_end(clip, r->next), n_prose;
	struct buf prose;
	struct str text = prose_of(clip, r->next, end, &prose, &n_prose);
	bool story = false;
	if (n_prose > 0 && r->n > 0) {
		size_t first = r->next;
		while (clip->markers[first].kind != MARKER_NONE || !line_is_prose(&clip->lines.items[first]))
			first++;
		int score = (draft->ended ? 5 : 0) + (is_date_line(clip, r->next) ? 4 : 0);
		score += n_prose > 1 ? 1 : -1;
		score -= count_sources(clip, r->next, end) > 0 && !draft->ended ? 2 : 0;
		score -= r->listed ? 3 : 0;
		score -= r->lines[r->n - 1] == (size_t)-1 ? 4 : 0;
		score -= r->n > 2 ? 1 : 0;
		score -= goes_on(&clip->lines.items[first]) ? 3 : 0;
		score += score_words(draft, r->titles[r->n - 1], text);
		story = score > 0;
	}
	buf_done(&prose);
	return story;
}

size_t clip_start_child(struct clip *clip, struct str title, size_t i)
{
	struct draft *child = clip_add_draft(clip, story_new());
	int number = (int)clip->n_drafts - 1;
	if (title.n > 0)
		child->story->meta.title = story_meta_text(child->story, title);
	child->story->meta.parent = 0;
	i = clip_read_head(clip, i);
	struct draft *parent = &clip->drafts[0];
	child = clip_current(clip);
	draft_add_link(parent, LINK_READ_ALSO, child->story->meta.title, child->story->meta.url, number);
	draft_add_link(child, LINK_PARENT, parent->story->meta.title, parent->story->meta.url, 0);
	return i;
}

static void add_links(struct draft *draft, const struct related *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		draft_add_link(draft, LINK_READ_ALSO, r->titles[i], r->urls[i], -1);
}

/* Which of the titles is that of the story: of two, the first with the second under it. */
static size_t story_title(struct clip *clip, const struct related *r)
{
	if (r->n == 2 && r->lines[0] != (size_t)-1 && !r->listed && !is_date_line(clip, r->next))
		return 0;
	return r->n - 1;
}

/* A short line after longer titles, before prose: a sub-heading of the article that goes on. */
static bool ends_with_heading(const struct clip *clip, const struct related *r)
{
	if (r->n < 2 || r->listed || r->lines[r->n - 1] == (size_t)-1)
		return false;
	const struct text_line *last = &clip->lines.items[r->lines[r->n - 1]];
	for (size_t i = 0; i + 1 < r->n; i++)
		if (r->lines[i] == (size_t)-1 || clip->lines.items[r->lines[i]].n_words < last->n_words + 2)
			return false;
	return last->n_words <= 5 && r->next < clip->lines.n && line_is_prose(&clip->lines.items[r->next]);
}

size_t clip_read_related(struct clip *clip, size_t i)
{
	struct related r;
	collect(clip, i, &r);
	struct draft *draft = clip_current(clip);
	/* A sentence as a title, after an article that is over. */
	if (r.n == 0 && draft->ended && i + 2 < clip->lines.n && clip->markers[i + 1].kind == MARKER_NONE
	    && clip->lines.items[i + 1].n_words <= 20 && line_is_prose(&clip->lines.items[i + 2]))
		return clip_start_child(clip, (struct str){NULL, 0}, i + 1);
	if (r.n == 0) {
		story_add_debris(draft->story, clip->lines.items[i].text);
		return i + 1;
	}
	if (is_story(clip, &r)) {
		size_t at = story_title(clip, &r);
		add_links(draft, &r, at);
		if (r.lines[at] == (size_t)-1)
			return clip_start_child(clip, r.titles[at], r.next);
		return clip_start_child(clip, (struct str){NULL, 0}, r.lines[at]);
	}
	if (ends_with_heading(clip, &r)) {
		r.n--;
		r.next = r.lines[r.n];
	}
	add_links(draft, &r, r.n);
	return r.next;
}

bool clip_story_starts(struct clip *clip, size_t i)
{
	const struct draft *draft = clip_current(clip);
	if (clip->n_drafts < 2 || !draft->ended || draft->comments || i + 1 >= clip->lines.n)
		return false;
	if (clip->markers[i].kind != MARKER_NONE || !line_is_title(&clip->lines.items[i]))
		return false;
	return is_date_line(clip, i + 1) || line_is_prose(&clip->lines.items[i + 1]);
}
