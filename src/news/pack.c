#include "config.h"

#include "news/pack.h"

#include "base/mem.h"
#include "news/story.h"
#include "text/para.h"
#include "text/utf8.h"

#include <stdlib.h>

/*
 * Numbers are of seven bits a byte, the lowest first; signed ones are folded
 * to 0, -1, 1, -2 … All texts of paragraphs stand together at the end: that
 * is what a dictionary compresses best.
 */
enum { FORMAT = 1 };

enum { FLAG_VERBATIM = 1, FLAG_TEASER = 2, FLAG_RTL = 4, FLAGS = 7 };

/* The byte of a paragraph: its kind, and these. */
enum { KIND_MASK = 7, BEFORE_RTL = 8, CONTINUES = 16, DIR_SHIFT = 5, DIR_MASK = 3 };

static void put_number(struct buf *out, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_add_char(out, (char)(n | 0x80));
	buf_add_char(out, (char)n);
}

static void put_signed(struct buf *out, int64_t n)
{
	put_number(out, n < 0 ? ~((uint64_t)n << 1) : (uint64_t)n << 1);
}

static void put_text(struct buf *out, struct str text)
{
	put_number(out, text.n);
	buf_add_str(out, text);
}

static void put_date(struct buf *out, const struct date *date)
{
	put_signed(out, date->year);
	if (date->year == 0)
		return;
	put_number(out, ((uint64_t)date->month * 32 + (uint64_t)date->day) << 1 | date->has_time);
	if (!date->has_time)
		return;
	put_number(out, (uint64_t)date->hour * 3600 + (uint64_t)date->minute * 60 + (uint64_t)date->second);
	put_signed(out, date->offset_min);
}

static void put_links(struct buf *out, const struct article *article)
{
	put_number(out, article_link_count(article));
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		put_number(out, link.kind);
		put_text(out, link.title);
		put_text(out, link.url);
		put_signed(out, link.story);
		put_number(out, link.key);
		put_number(out, link.start_cp);
		put_number(out, link.end_cp);
	}
}

static char paragraph_byte(const struct paragraph *p)
{
	unsigned byte = (unsigned)p->kind | (unsigned)p->dir << DIR_SHIFT;
	if (p->before == DIR_RTL)
		byte |= BEFORE_RTL;
	if (p->continues)
		byte |= CONTINUES;
	return (char)byte;
}

static void put_paragraphs(struct buf *out, struct article *article)
{
	struct buf bytes, lengths, texts;
	buf_init(&bytes, out->max);
	buf_init(&lengths, out->max);
	buf_init(&texts, out->max);
	uint64_t key;
	for (bool there = article_first(article, &key); there; there = article_next(article, &key)) {
		struct paragraph p = article_paragraph(article, key);
		buf_add_char(&bytes, paragraph_byte(&p));
		put_number(&lengths, p.text.n);
		buf_add_str(&texts, p.text);
		if (texts.full)
			break;
	}
	put_number(out, bytes.n);
	buf_add_str(out, buf_str(&bytes));
	buf_add_str(out, buf_str(&lengths));
	buf_add_str(out, buf_str(&texts));
	if (bytes.full || lengths.full || texts.full)
		out->full = true;
	buf_done(&bytes);
	buf_done(&lengths);
	buf_done(&texts);
}

void article_pack(struct article *article, struct buf *out)
{
	const struct article_meta *meta = article_meta(article);
	unsigned flags = 0;
	if (article_is_verbatim(article))
		flags |= FLAG_VERBATIM;
	if (meta->teaser)
		flags |= FLAG_TEASER;
	if (meta->dir == DIR_RTL)
		flags |= FLAG_RTL;
	buf_add_char(out, FORMAT);
	buf_add_char(out, (char)flags);
	put_text(out, meta->kicker);
	put_text(out, meta->author);
	put_text(out, meta->guid);
	put_text(out, meta->categories);
	put_text(out, meta->date_text);
	put_date(out, &meta->date);
	put_date(out, &meta->updated);
	put_links(out, article);
	put_text(out, article_debris(article));
	put_paragraphs(out, article);
}

/* --- reading --- */

struct reader {
	struct str left;
	bool bad; /* from then on everything is 0 and empty */
};

static unsigned take_byte(struct reader *r)
{
	if (r->left.n == 0) {
		r->bad = true;
		return 0;
	}
	unsigned byte = (unsigned char)r->left.p[0];
	r->left = str_sub(r->left, 1, r->left.n);
	return byte;
}

static uint64_t take_number(struct reader *r)
{
	uint64_t n = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		unsigned byte = take_byte(r);
		n |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return r->bad ? 0 : n;
	}
	r->bad = true;
	return 0;
}

static int64_t take_signed(struct reader *r)
{
	uint64_t n = take_number(r);
	return n & 1 ? (int64_t)~(n >> 1) : (int64_t)(n >> 1);
}

static struct str take_bytes(struct reader *r, uint64_t n)
{
	if (r->bad || n > r->left.n) {
		r->bad = true;
		return (struct str){"", 0};
	}
	struct str text = {r->left.p, (size_t)n};
	r->left = str_sub(r->left, (size_t)n, r->left.n);
	return text;
}

static struct str take_text(struct reader *r, bool line_ends)
{
	struct str text = take_bytes(r, take_number(r));
	if (!text_is_clean(text, line_ends))
		r->bad = true;
	return r->bad ? (struct str){"", 0} : text;
}

static struct date take_date(struct reader *r)
{
	struct date date = {0};
	int64_t year = take_signed(r);
	if (year == 0)
		return date;
	uint64_t day = take_number(r);
	uint64_t second = 0;
	int64_t offset = 0;
	if (day & 1) {
		second = take_number(r);
		offset = take_signed(r);
	}
	uint64_t month = day >> 6;
	if (r->bad || year < -9999 || year > 99999 || month < 1 || month > 12 || (day >> 1 & 31) < 1 ||
	    second > 86400 || offset < -1440 || offset > 1440) {
		r->bad = true;
		return date;
	}
	date.year = (int)year;
	date.month = (int)month;
	date.day = (int)(day >> 1 & 31);
	date.has_time = day & 1;
	date.hour = (int)(second / 3600);
	date.minute = (int)(second / 60 % 60);
	date.second = (int)(second % 60);
	date.offset_min = (int)offset;
	return date;
}

static void take_links(struct reader *r, struct article *story)
{
	uint64_t n = take_number(r);
	for (uint64_t i = 0; i < n && !r->bad; i++) {
		struct link link = {.kind = (enum link_kind)take_number(r)};
		link.title = take_text(r, false);
		link.url = take_text(r, false);
		int64_t number = take_signed(r);
		link.key = take_number(r);
		link.start_cp = (size_t)take_number(r);
		link.end_cp = (size_t)take_number(r);
		if (r->bad || (unsigned)link.kind > LINK_URL || number < -1 || number > INT32_MAX)
			r->bad = true;
		else {
			link.story = (int)number;
			story_add_link(story, &link);
		}
	}
}

/* A link lies in its paragraph, whatever the bytes say. */
static void confine_links(struct article *story)
{
	if (story->n_links == 0)
		return;
	size_t *length_cp = xcalloc(story->n_paragraphs + 1, sizeof *length_cp); /* + 1: known */
	for (size_t i = 0; i < story->n_links; i++) {
		struct link *link = &story->links[i];
		if (link->key > story->n_paragraphs)
			link->key = story->n_paragraphs;
		size_t n = 0;
		if (link->key < story->n_paragraphs) {
			if (length_cp[link->key] == 0)
				length_cp[link->key] = 1 + utf8_count(story->paragraphs[link->key].paragraph.text);
			n = length_cp[link->key] - 1;
		}
		if (link->end_cp > n)
			link->end_cp = n;
		if (link->start_cp > link->end_cp)
			link->start_cp = link->end_cp;
	}
	free(length_cp);
}

static bool is_middle(struct str text)
{
	return text.n > 0 && ((unsigned char)text.p[0] & 0xC0) == 0x80;
}

static void take_paragraphs(struct reader *r, struct article *story)
{
	uint64_t n = take_number(r);
	struct str bytes = take_bytes(r, n);
	if (r->bad || n > r->left.n) /* each has a length after it */
		goto damaged;
	story->paragraphs = xreallocarray(NULL, bytes.n, sizeof *story->paragraphs);
	story->cap_paragraphs = bytes.n;
	struct reader lengths = *r;
	for (size_t i = 0; i < bytes.n; i++)
		take_number(r);
	if (r->bad || !text_is_clean(r->left, false))
		goto damaged;
	struct reader texts = {.left = arena_copy(story->arena, r->left)};
	bool continued = false;
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned byte = (unsigned char)bytes.p[i];
		struct paragraph p = {
			.kind = (enum paragraph_kind)(byte & KIND_MASK),
			.text = take_bytes(&texts, take_number(&lengths)),
			.before = byte & BEFORE_RTL ? DIR_RTL : DIR_LTR,
			.continued = continued,
			.continues = byte & CONTINUES && i + 1 < bytes.n,
			.dir = (enum dir)(byte >> DIR_SHIFT & DIR_MASK),
		};
		if (texts.bad || (unsigned)p.kind > KIND_PRE || (unsigned)p.dir > DIR_AUTO || p.text.n > PARA_MAX_B ||
		    is_middle(p.text) || (p.text.n >= PARA_MAX_CP && utf8_count(p.text) > PARA_MAX_CP))
			goto damaged;
		story->paragraphs[story->n_paragraphs++] =
			(struct stored_paragraph){.paragraph = p, .offset_b = story->size_b};
		story->size_b += p.text.n + !p.continues;
		continued = p.continues;
	}
	if (texts.left.n == 0)
		return;
damaged:
	r->bad = true;
}

static void take_meta(struct reader *r, struct article *story, const struct pack_row *row)
{
	struct article_meta *meta = &story->meta;
	meta->title = story_meta_text(story, row->title);
	meta->source = story_meta_text(story, row->source);
	meta->lang = story_meta_text(story, row->lang);
	meta->url = story_meta_text(story, row->url);
	meta->kicker = story_meta_text(story, take_text(r, false));
	meta->author = story_meta_text(story, take_text(r, false));
	meta->guid = arena_copy(story->arena, take_text(r, false));
	meta->categories = arena_copy(story->arena, take_text(r, true));
	meta->date_text = story_meta_text(story, take_text(r, false));
	meta->date = take_date(r);
	meta->updated = take_date(r);
}

struct article *article_unpack(struct str bytes, const struct pack_row *row)
{
	struct reader r = {.left = bytes};
	struct article *story = story_new();
	unsigned version = take_byte(&r), flags = take_byte(&r);
	if (r.bad || version != FORMAT || flags > FLAGS)
		goto damaged;
	story->verbatim = flags & FLAG_VERBATIM;
	story->meta.teaser = flags & FLAG_TEASER;
	story->meta.dir = flags & FLAG_RTL ? DIR_RTL : DIR_LTR;
	take_meta(&r, story, row);
	take_links(&r, story);
	buf_add_str(&story->debris, take_text(&r, true));
	take_paragraphs(&r, story);
	if (r.bad)
		goto damaged;
	confine_links(story);
	return story;
damaged:
	story_free(story);
	return NULL;
}

bool text_is_clean(struct str text, bool line_ends)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c < 0x20 ? c != '\t' && (c != '\n' || !line_ends) : c == 0x7F)
			return false;
		if (c == 0xC2 && i + 1 < text.n && (unsigned char)text.p[i + 1] < 0xA0)
			return false;
	}
	return utf8_valid(text);
}
