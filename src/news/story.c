#include "config.h"

#include "news/story.h"

#include "base/mem.h"
#include "news/address.h"
#include "news/language.h"
#include "news/lines.h"
#include "news/plain.h"
#include "text/clean.h"
#include "text/para.h"
#include "text/phrase.h"
#include "text/strong.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
	MAX_DEBRIS_B = 1 << 20,
	PIECE_CP = PARA_MAX_CP - 1, /* one piece of an article is one piece of the layout */
	SPACE_SEARCH_B = 512,
	MAX_GROWTH = 16 /* a clean text is never so many times longer */
};

struct article *story_new(void)
{
	struct article *story = xcalloc(1, sizeof *story);
	story->arena = arena_new();
	story->meta.parent = -1;
	story->meta.dir = DIR_LTR;
	buf_init(&story->debris, MAX_DEBRIS_B);
	return story;
}

void story_free(struct article *story)
{
	if (story == NULL)
		return;
	plain_free(story->plain);
	buf_done(&story->debris);
	free(story->paragraphs);
	free(story->links);
	arena_free(story->arena);
	free(story);
}

void story_list_add(struct story_list *list, struct article *story)
{
	list->stories = xreallocarray(list->stories, list->n + 1, sizeof *list->stories);
	list->stories[list->n++] = story;
}

static bool is_bidi_control(uint32_t cp)
{
	return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

struct str story_meta_text(struct article *story, struct str text)
{
	text = text_trim(text);
	char *out = arena_alloc(story->arena, text.n + 1);
	size_t n = 0;
	bool space = false;
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		size_t taken = utf8_decode(text.p + i, text.n - i, &cp);
		i += taken;
		if (phrase_is_space(cp) || cp == '\n') {
			space = n > 0;
			continue;
		}
		if (is_bidi_control(cp))
			continue;
		if (space)
			out[n++] = ' ';
		space = false;
		for (size_t k = i - taken; k < i; k++)
			out[n++] = text.p[k];
	}
	return text_trim((struct str){out, n});
}

struct str story_meta_raw(struct article *story, struct str text)
{
	struct buf clean;
	buf_init(&clean, text.n < SIZE_MAX / MAX_GROWTH ? text.n * MAX_GROWTH : BUF_NO_MAX);
	clean_text(text, &clean);
	struct str meta = story_meta_text(story, buf_str(&clean));
	buf_done(&clean);
	return meta;
}

/* How much of a text one paragraph may hold: all, or up to the last space before the limit. */
static size_t piece_length(struct str text)
{
	if (text.n <= PIECE_CP)
		return text.n;
	size_t n = utf8_offset(text, PIECE_CP);
	if (n == text.n)
		return n;
	for (size_t i = n; i > 0 && n - i < SPACE_SEARCH_B; i--)
		if (text.p[i - 1] == ' ')
			return i;
	return n;
}

static void add_piece(struct article *story, enum paragraph_kind kind, struct str text, bool continued,
                      bool continues)
{
	story->paragraphs = xgrow(story->paragraphs, story->n_paragraphs, &story->cap_paragraphs,
	                          sizeof *story->paragraphs);
	story->paragraphs[story->n_paragraphs++] = (struct stored_paragraph){
		.paragraph = {.kind = kind, .text = arena_copy(story->arena, text), .dir = DIR_AUTO,
		              .continued = continued, .continues = continues},
		.offset_b = story->size_b,
	};
	story->size_b += text.n + !continues; /* a line end as well, so that every start differs */
}

void story_add_paragraph(struct article *story, enum paragraph_kind kind, struct str text)
{
	bool continued = false;
	do {
		size_t n = piece_length(text);
		add_piece(story, kind, str_sub(text, 0, n), continued, n < text.n);
		text = str_sub(text, n, text.n);
		continued = true;
	} while (text.n > 0);
}

void story_add_debris(struct article *story, struct str line)
{
	if (line.n == 0 || story->debris.full)
		return;
	if (story->debris.n > 0)
		buf_add_char(&story->debris, '\n');
	buf_add_str(&story->debris, line);
}

void story_add_link(struct article *story, const struct link *link)
{
	story->links = xgrow(story->links, story->n_links, &story->cap_links, sizeof *story->links);
	struct link *copy = &story->links[story->n_links++];
	*copy = *link;
	copy->title = story_meta_text(story, link->title);
	copy->url = story_meta_text(story, link->url);
}

/* A paragraph without a strong character reads as the text before it, the first ones as the article. */
static void set_directions(struct article *story)
{
	enum dir before = story->meta.dir;
	enum dir line = DIR_AUTO;
	for (size_t i = 0; i < story->n_paragraphs; i++) {
		struct paragraph *p = &story->paragraphs[i].paragraph;
		p->before = before;
		if (p->continued) {
			p->dir = line;
			continue;
		}
		line = strong_first(p->text);
		if (line == DIR_AUTO)
			line = before;
		before = line;
	}
}

/* The side that most letters of the title and of the beginning of the body are on. */
static enum dir main_direction(const struct article *story, struct str sample)
{
	size_t ltr, rtl, title_ltr, title_rtl;
	strong_count(sample, &ltr, &rtl);
	strong_count(story->meta.title, &title_ltr, &title_rtl);
	ltr += title_ltr;
	rtl += title_rtl;
	if (ltr != rtl)
		return rtl > ltr ? DIR_RTL : DIR_LTR;
	enum dir first = strong_first(story->meta.title);
	if (first == DIR_AUTO)
		first = strong_first(sample);
	return first == DIR_AUTO ? DIR_LTR : first;
}

/* Whether one of the first n links, which come in reading order, covers the place; *at goes along with the places. */
static bool is_linked(const struct article *story, size_t n, size_t *at, uint64_t key, size_t cp)
{
	for (; *at < n; ++*at) {
		const struct link *link = &story->links[*at];
		if (link->kind == LINK_URL && (link->key > key || (link->key == key && link->end_cp > cp)))
			return link->key == key && link->start_cp <= cp;
	}
	return false;
}

static bool precedes(const struct link *a, const struct link *b)
{
	return a->key < b->key || (a->key == b->key && a->start_cp <= b->start_cp);
}

/* The links from n on take their places among those of the page before them. */
static void merge_links(struct article *story, size_t n)
{
	struct link *merged = xreallocarray(NULL, story->n_links, sizeof *merged);
	size_t a = 0, b = n;
	for (size_t i = 0; i < story->n_links; i++) {
		bool first = b == story->n_links || (a < n && precedes(&story->links[a], &story->links[b]));
		merged[i] = story->links[first ? a++ : b++];
	}
	free(story->links);
	story->links = merged;
	story->cap_links = story->n_links;
}

static void add_addresses(struct article *story)
{
	size_t n = story->n_links, at = 0;
	bool anchors = n > 0 && story->links[0].kind == LINK_URL;
	for (size_t i = 0; i < story->n_paragraphs; i++) {
		struct str text = story->paragraphs[i].paragraph.text;
		size_t from = 0, to, behind = 0, behind_cp = 0;
		while (address_find(text, from, &from, &to)) {
			struct link link = {
				.kind = LINK_URL, .url = str_sub(text, from, to), .story = -1, .key = i,
				.start_cp = behind_cp + utf8_count(str_sub(text, behind, from)),
			};
			link.end_cp = link.start_cp + utf8_count(link.url);
			if (!is_linked(story, n, &at, i, link.start_cp))
				story_add_link(story, &link);
			from = behind = to;
			behind_cp = link.end_cp;
		}
	}
	if (anchors && story->n_links > n)
		merge_links(story, n);
}

void story_finish(struct article *story)
{
	enum { SAMPLE_B = 3072 };
	struct buf sample;
	buf_init(&sample, SAMPLE_B + PARA_MAX_B);
	buf_add_str(&sample, story->meta.title);
	size_t title_b = sample.n;
	for (size_t i = 0; i < story->n_paragraphs && sample.n < SAMPLE_B; i++) {
		buf_add_char(&sample, ' ');
		buf_add_str(&sample, story->paragraphs[i].paragraph.text);
	}
	struct str all = buf_str(&sample);
	story->meta.lang = language_settle(story->meta.lang, language_of(str_sub(all, 0, SAMPLE_B)));
	story->meta.dir = main_direction(story, str_sub(all, title_b, SAMPLE_B));
	set_directions(story);
	add_addresses(story);
	buf_done(&sample);
}

static void take_over(struct article *story, struct str *own, struct str text)
{
	if (text.n > 0)
		*own = arena_copy(story->arena, text);
}

void article_complete(struct article *story, const struct article_meta *item)
{
	struct article_meta *meta = &story->meta;
	take_over(story, &meta->title, item->title);
	take_over(story, &meta->url, item->url);
	take_over(story, &meta->guid, item->guid);
	take_over(story, &meta->source, item->source);
	take_over(story, &meta->author, item->author);
	take_over(story, &meta->categories, item->categories);
	meta->teaser = false;
	if (item->date.year == 0)
		return;
	take_over(story, &meta->date_text, item->date_text);
	meta->date = item->date;
}
