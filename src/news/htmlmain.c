#include "config.h"

#include "news/htmlpage.h"

#include "base/mem.h"
#include "news/html.h"
#include "news/word.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
	MIN_UNIT_CP = 25,    /* a shorter text is no prose */
	MIN_SIBLING_CP = 80,
	FIRST_CP = 60,
	COMPARED_CP = 40     /* of the description, to find where it stands in the text */
};

/* What is known of an element: of the text directly in it (its unit), and of all in it. */
struct facts {
	const struct markup_node *node;
	uint32_t parent;
	uint32_t block;            /* the nearest block that holds it, by number; itself if it is one */
	bool unseen, in_link;
	bool card;                 /* one of several that are alike, each with a link: a list of other stories */
	bool over_heading;         /* holds the title */
	bool in_title;             /* is the title, or in it */
	uint32_t own_cp, own_link_cp, own_marks;
	uint32_t text_cp, link_cp; /* of all */
	uint32_t card_cp;          /* of all: in cards */
	uint32_t n_headlines;      /* headings in it that are links */
	uint32_t n_units, n_labels; /* blocks in it: of prose, and of a few words that are no heading */
	float unit;                /* how much the unit is like prose */
	float prose;               /* the same, of all */
	float score;               /* of what is near */
	enum part part;
};

struct search {
	struct page *page;
	struct facts *facts;
	size_t n;
	bool nameless; /* what elements are called does not count */
	uint32_t lead[COMPARED_CP]; /* the beginning of the description, folded */
	size_t n_lead;
};

static bool is_heading(enum tag tag)
{
	return tag >= TAG_H1 && tag <= TAG_H6;
}

static bool is_sentence_mark(uint32_t cp)
{
	return cp == ',' || cp == '.' || cp == 0x060C || cp == 0x061B || cp == 0x06D4 || cp == 0x061F || cp == '?'
	       || cp == ':' || cp == 0x3001;
}

static void count_text(struct search *s, struct facts *at, struct str text)
{
	struct facts *block = &s->facts[at->block];
	uint32_t n = 0, marks = 0;
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		n += cp > ' ' && cp != 0xA0;
		marks += is_sentence_mark(cp);
	}
	block->own_cp += n;
	block->own_marks += marks;
	if (at->in_link)
		block->own_link_cp += n;
}

/* In the order of the document, so that parents come first. */
static void collect(struct search *s)
{
	const struct markup_node *top = s->page->tree.root;
	for (const struct markup_node *n = top; n != NULL; n = markup_next(n, top, false)) {
		struct facts *f = &s->facts[n->number];
		const struct facts *parent = n->parent != NULL ? &s->facts[n->parent->number] : NULL;
		f->node = n;
		f->parent = n->parent != NULL ? n->parent->number : 0;
		f->unseen = (parent != NULL && parent->unseen) || (n->name.n > 0 && html_is_unseen(n)) || n->tag == TAG_HEAD;
		f->in_link = (parent != NULL && parent->in_link) || n->tag == TAG_A;
		f->block = parent == NULL || tag_is_block(n->tag) ? n->number : parent->block;
		if (n->name.n == 0 && !f->unseen)
			count_text(s, f, n->text);
		if (n->name.n > 0 && !f->unseen && !s->nameless)
			f->part = part_of(n);
	}
}

static float share(uint32_t part, uint32_t all)
{
	return all > 0 ? (float)part / (float)all : 0;
}

static float unit_score(const struct facts *f)
{
	float links = share(f->own_link_cp, f->own_cp);
	if (f->own_cp < MIN_UNIT_CP || links >= 0.5f || f->in_title)
		return 0;
	float length = (float)f->own_cp / 100;
	return (1 + (float)f->own_marks + (length < 10 ? length : 10)) * (1 - links);
}

/* From the last element to the first, so that children come before their parents. */
static void add_up_text(struct search *s)
{
	for (size_t i = s->n; i-- > 0;) {
		struct facts *f = &s->facts[i];
		if (f->node->name.n == 0 && i > 0)
			continue;
		f->text_cp += f->own_cp;
		f->link_cp += f->own_link_cp;
		f->n_units += f->own_cp >= MIN_UNIT_CP;
		f->n_labels += f->own_cp > 0 && f->own_cp < MIN_UNIT_CP && !is_heading(f->node->tag);
		if (i == 0)
			continue;
		s->facts[f->parent].text_cp += f->text_cp;
		s->facts[f->parent].link_cp += f->link_cp;
		s->facts[f->parent].n_units += f->n_units;
		s->facts[f->parent].n_labels += f->n_labels;
		s->facts[f->parent].n_headlines += f->n_headlines + (is_heading(f->node->tag) && f->link_cp * 2 > f->text_cp);
	}
}

static bool same_name(const struct markup_node *a, const struct markup_node *b)
{
	struct str name = markup_attr(a, "class");
	if (a->tag != b->tag || !str_eq(name, markup_attr(b, "class")))
		return false;
	return name.n > 0 || str_eq(markup_attr(a, "id"), markup_attr(b, "id"));
}

/* A name or a date, and a paragraph or two under it: a reader's comment. */
static bool is_like_comment(const struct facts *f)
{
	bool structure = f->node->tag == TAG_DIV || f->node->tag == TAG_LI || f->node->tag == TAG_ARTICLE;
	return structure && f->n_labels > 0 && f->n_units > 0 && f->n_units <= 2;
}

/* Something with a title that is a link, and little else. */
static bool is_like_card(const struct facts *f)
{
	uint32_t weight = f->n_headlines > 0 ? 25 : 8;
	switch (f->node->tag) {
	case TAG_DIV: case TAG_LI: case TAG_ARTICLE: case TAG_SECTION: case TAG_TR: case TAG_FIGURE: case TAG_A:
	case TAG_TABLE: case TAG_DL: case TAG_NONE: case TAG_TD:
		return f->link_cp > 4 && f->link_cp * weight >= f->text_cp;
	default:
		return f->link_cp * 2 >= f->text_cp && f->link_cp > 4;
	}
}

static void mark_run(struct search *s, const struct markup_node *from, const struct markup_node *to)
{
	for (const struct markup_node *n = from; n != to; n = n->next)
		s->facts[n->number].card |= n->name.n > 0;
}

/* Several cards, or comments, of one name, one after the other. */
static void mark_cards(struct search *s, const struct markup_node *parent, bool (*is_like)(const struct facts *),
                       size_t at_least)
{
	const struct markup_node *first = NULL;
	size_t n_cards = 0;
	for (const struct markup_node *n = parent->first; n != NULL; n = n->next) {
		const struct facts *f = &s->facts[n->number];
		if (n->name.n == 0 || f->text_cp == 0)
			continue;
		bool card = is_like(f) && !f->over_heading;
		if (n_cards > 0 && card && same_name(first, n)) {
			n_cards++;
			continue;
		}
		if (n_cards >= at_least)
			mark_run(s, first, n);
		first = n;
		n_cards = card;
	}
	if (n_cards >= at_least)
		mark_run(s, first, NULL);
}

static void add_up_prose(struct search *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct facts *f = &s->facts[i];
		f->card |= i > 0 && s->facts[f->parent].card;
		f->in_title = f->node == s->page->meta.heading || (i > 0 && s->facts[f->parent].in_title);
		if (f->node->name.n == 0 && i > 0)
			continue;
		mark_cards(s, f->node, is_like_card, 3);
		mark_cards(s, f->node, is_like_comment, 4);
		f->unit = unit_score(f) * (f->card ? 0.1f : 1);
	}
	for (size_t i = s->n; i-- > 0;) {
		struct facts *f = &s->facts[i];
		f->prose += f->unit;
		f->card_cp = f->card ? f->text_cp : f->card_cp;
		if (i == 0)
			continue;
		s->facts[f->parent].prose += f->prose;
		s->facts[f->parent].card_cp += f->card_cp;
	}
}

/* Take out a part with all that it holds. */
static void drop(struct search *s, struct facts *f)
{
	s->page->dropped[f->node->number] = true;
	float prose = f->prose;
	uint32_t text = f->text_cp, link = f->link_cp;
	for (struct facts *p = f;; p = &s->facts[p->parent]) {
		p->prose -= prose;
		p->text_cp -= text;
		p->link_cp -= link;
		if (p->node->parent == NULL)
			return;
	}
}

/*
 * Take out what says that it is none of the article, unless the title or most
 * of the prose is in it: then its name means something else.
 */
static void drop_parts(struct search *s)
{
	float all = s->facts[0].prose;
	for (size_t i = 1; i < s->n; i++) {
		struct facts *f = &s->facts[i];
		if (s->page->dropped[f->parent]) {
			s->page->dropped[i] = true;
			continue;
		}
		bool meant = s->page->meta.heading != NULL ? !f->over_heading && f->prose <= all * 0.9f : f->prose * 2 <= all;
		if ((f->part == PART_OTHER || f->part == PART_RELATED) && meant)
			drop(s, f);
	}
}

static bool is_structure(enum tag tag)
{
	return tag == TAG_DIV || tag == TAG_SECTION || tag == TAG_ARTICLE || tag == TAG_MAIN || tag == TAG_TD
	       || tag == TAG_BODY || tag == TAG_CENTER || tag == TAG_NONE;
}

/* A unit counts for what holds it, less the farther away that is. */
static void spread(struct search *s)
{
	static const float weights[] = {1, 0.5f, 0.17f, 0.12f};
	for (size_t i = 1; i < s->n; i++) {
		struct facts *f = &s->facts[i];
		if (f->unit <= 0 || s->page->dropped[i])
			continue;
		struct facts *to = is_structure(f->node->tag) ? f : &s->facts[f->parent];
		for (size_t k = 0; k < sizeof weights / sizeof weights[0]; k++) {
			to->score += f->unit * weights[k];
			if (to->node->parent == NULL)
				break;
			to = &s->facts[to->parent];
		}
	}
}

static size_t fold_beginning(struct str text, uint32_t *out, size_t max)
{
	size_t n = 0;
	for (size_t i = 0; i < text.n && n < max;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		cp = fold_cp(cp);
		if (cp > ' ' && cp != 0xA0)
			out[n++] = cp;
	}
	return n;
}

/* Whether the unit begins as the page's description of itself does. */
static bool is_lead(const struct search *s, const struct facts *f)
{
	uint32_t own[COMPARED_CP];
	if (s->n_lead < COMPARED_CP / 2 || f->own_cp < MIN_UNIT_CP)
		return false;
	struct buf text;
	buf_init(&text, 4096);
	html_node_text(f->node, &text);
	size_t n = fold_beginning(buf_str(&text), own, s->n_lead);
	buf_done(&text);
	return n == s->n_lead && memcmp(own, s->lead, n * sizeof *own) == 0;
}

/* The first prose behind the title is its article's. */
static struct facts *first_prose(struct search *s)
{
	const struct markup_node *heading = s->page->meta.heading;
	for (size_t i = heading != NULL ? heading->number : s->n; i < s->n; i++) {
		struct facts *f = &s->facts[i];
		if (f->unit > 0 && f->own_cp >= FIRST_CP && !f->card && !s->page->dropped[i])
			return f;
	}
	return NULL;
}

static struct facts *holder(struct search *s, struct facts *f)
{
	return is_structure(f->node->tag) ? f : &s->facts[f->parent];
}

/* What the page says of itself speaks for where it is found again. */
static void add_hints(struct search *s)
{
	enum { MAX_LOOKED_AT = 2000 };
	size_t looked_at = 0;
	s->n_lead = fold_beginning(s->page->meta.description, s->lead, COMPARED_CP);
	for (size_t i = 1; i < s->n; i++) {
		struct facts *f = &s->facts[i];
		if (s->page->dropped[i])
			continue;
		if (f->part == PART_BODY)
			f->score *= 2;
		else if (f->node->tag == TAG_ARTICLE || f->node->tag == TAG_MAIN)
			f->score *= 1.25f;
		if (f->unit <= 0 || looked_at++ >= MAX_LOOKED_AT || !is_lead(s, f))
			continue;
		struct facts *to = holder(s, f);
		to->score = to->score * 3 + 10;
	}
	struct facts *first = first_prose(s);
	if (first != NULL)
		holder(s, first)->score = holder(s, first)->score * 4 + 5;
}

/* How many elements one has to go up from the heading to one that holds the other too. */
static unsigned distance_to_heading(const struct search *s, const struct facts *f)
{
	unsigned up = 0;
	while (!f->over_heading)
		f = &s->facts[f->parent];
	for (const struct markup_node *n = s->page->meta.heading; n != f->node; n = n->parent)
		up++;
	return up;
}

/* The best element, by its score, its links, and how near it is to the title. */
static struct facts *find_best(struct search *s)
{
	struct facts *best = NULL;
	float most = 0;
	const struct markup_node *heading = s->page->meta.heading;
	for (size_t i = 1; i < s->n; i++) {
		struct facts *f = &s->facts[i];
		if (f->score <= 0 || s->page->dropped[i])
			continue;
		float score = f->score * (1 - share(f->link_cp, f->text_cp));
		if (heading != NULL) {
			score *= 1 + 3 / (1 + (float)distance_to_heading(s, f));
			if (f->node->number < heading->number && !f->over_heading)
				score /= 2;
		}
		if (score > most) {
			most = score;
			best = f;
		}
	}
	return best;
}

/* Whether what stands beside the best element is of the same article: its other parts, its lead, loose paragraphs. */
static bool goes_on(const struct search *s, const struct facts *best, const struct facts *f)
{
	float links = share(f->link_cp, f->text_cp);
	const struct markup_node *heading = s->page->meta.heading;
	if (s->page->dropped[f->node->number] || f->text_cp == 0 || links > 0.3f || f->card_cp * 2 >= f->text_cp)
		return false;
	if (f->unit > 0 && f->own_cp >= MIN_SIBLING_CP && f->node->tag == TAG_P)
		return true;
	if (same_name(f->node, best->node) && f->node->tag != TAG_TD)
		return f->prose >= best->prose * 0.1f;
	bool between = heading != NULL && f->node->number > heading->number && f->node->number < best->node->number;
	return between && f->prose > 0;
}

/* An article in several elements: what holds them, without what does not go on with it. */
static const struct markup_node *with_siblings(struct search *s, const struct facts *best)
{
	bool any = false;
	/* What holds nothing but it is meant by it. */
	while (best->node->parent != NULL && best->node->tag != TAG_BODY
	       && s->facts[best->parent].text_cp <= best->text_cp + MIN_UNIT_CP && !s->facts[best->parent].over_heading)
		best = &s->facts[best->parent];
	const struct markup_node *parent = best->node->parent;
	if (parent == NULL || parent->tag == TAG_HTML || best->node->tag == TAG_BODY)
		return best->node;
	for (const struct markup_node *n = parent->first; n != NULL; n = n->next)
		any |= n != best->node && n->name.n > 0 && goes_on(s, best, &s->facts[n->number]);
	if (!any)
		return best->node;
	for (const struct markup_node *n = parent->first; n != NULL; n = n->next) {
		bool kept = n == best->node || n->name.n == 0 || is_heading(n->tag) || goes_on(s, best, &s->facts[n->number]);
		if (!kept)
			s->page->dropped[n->number] = true;
	}
	return parent;
}

/* Lists of links and the like, within the text that was found. */
static void drop_debris(struct search *s, const struct markup_node *main)
{
	for (const struct markup_node *n = main; n != NULL; n = markup_next(n, main, false)) {
		struct facts *f = &s->facts[n->number];
		if (n == main || n->name.n == 0 || s->page->dropped[n->number])
			continue;
		if (f->part == PART_DATE || f->part == PART_AUTHOR || f->part == PART_KICKER)
			s->page->dropped[n->number] = f->text_cp < MIN_SIBLING_CP && n->tag != TAG_BODY;
	}
}

static const struct markup_node *find_main(struct search *s)
{
	add_up_text(s);
	add_up_prose(s);
	float all = s->facts[0].prose;
	drop_parts(s);
	/* What is called by the wrong names all over has none that can be believed. */
	if (s->facts[0].prose * 20 < all)
		return NULL;
	spread(s);
	add_hints(s);
	const struct facts *best = find_best(s);
	return best != NULL ? with_siblings(s, best) : s->page->tree.root;
}

const struct markup_node *page_find_main(struct page *page)
{
	struct search s = {.page = page, .n = page->tree.n_nodes};
	const struct markup_node *main = NULL;
	for (int pass = 0; main == NULL && pass < 2; pass++) {
		s.facts = xcalloc(s.n, sizeof *s.facts);
		page->dropped = xcalloc(s.n, sizeof *page->dropped);
		s.nameless = pass > 0;
		collect(&s);
		for (const struct markup_node *n = page->meta.heading; n != NULL; n = n->parent)
			s.facts[n->number].over_heading = true;
		main = find_main(&s);
		if (main != NULL)
			drop_debris(&s, main);
		else
			free(page->dropped);
		free(s.facts);
	}
	return main != NULL ? main : page->tree.root;
}
