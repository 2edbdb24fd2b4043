#include "config.h"

#include "news/htmlpage.h"

#include "base/mem.h"
#include "news/html.h"
#include "news/htmlcensus.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
	MIN_SIBLING_CP = 80,
	FIRST_CP = 60,
	COMPARED_CP = 40 /* of the description, to find where it stands in the text */
};

struct search {
	struct page *page;
	struct census all;
	uint32_t lead[COMPARED_CP]; /* the beginning of the description, folded */
	size_t n_lead;
};

/* Take out a part with all that it holds. */
static void drop(struct search *s, struct element *e)
{
	s->page->dropped[e->node->number] = true;
	float prose = e->prose;
	uint32_t text = e->text_cp, link = e->link_cp;
	for (struct element *p = e;; p = &s->all.elements[p->parent]) {
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
	float all = s->all.elements[0].prose;
	for (size_t i = 1; i < s->all.n; i++) {
		struct element *e = &s->all.elements[i];
		if (s->page->dropped[e->parent]) {
			s->page->dropped[i] = true;
			continue;
		}
		bool meant = s->page->meta.heading != NULL ? !e->over_heading && e->prose <= all * 0.9f : e->prose * 2 <= all;
		if ((e->part == PART_OTHER || e->part == PART_RELATED) && meant)
			drop(s, e);
	}
}

static bool is_structure(enum tag tag)
{
	return tag == TAG_DIV || tag == TAG_SECTION || tag == TAG_ARTICLE || tag == TAG_MAIN || tag == TAG_TD
	       || tag == TAG_BODY || tag == TAG_CENTER || tag == TAG_NONE;
}

static struct element *holder(struct search *s, struct element *e)
{
	return is_structure(e->node->tag) ? e : &s->all.elements[e->parent];
}

/* A unit counts for what holds it, less the farther away that is. */
static void spread(struct search *s)
{
	static const float weights[] = {1, 0.5f, 0.17f, 0.12f};
	for (size_t i = 1; i < s->all.n; i++) {
		struct element *e = &s->all.elements[i];
		if (e->unit <= 0 || s->page->dropped[i])
			continue;
		struct element *to = holder(s, e);
		for (size_t k = 0; k < sizeof weights / sizeof weights[0]; k++) {
			to->score += e->unit * weights[k];
			if (to->node->parent == NULL)
				break;
			to = &s->all.elements[to->parent];
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
static bool is_lead(const struct search *s, const struct element *e)
{
	uint32_t own[COMPARED_CP];
	if (s->n_lead < COMPARED_CP / 2 || e->own_cp < CENSUS_UNIT_CP)
		return false;
	struct buf text;
	buf_init(&text, 4096);
	html_node_text(e->node, &text);
	size_t n = fold_beginning(buf_str(&text), own, s->n_lead);
	buf_done(&text);
	return n == s->n_lead && memcmp(own, s->lead, n * sizeof *own) == 0;
}

/* The first prose after the title is its article's. */
static struct element *first_prose(struct search *s)
{
	const struct markup_node *heading = s->page->meta.heading;
	for (size_t i = heading != NULL ? heading->number : s->all.n; i < s->all.n; i++) {
		struct element *e = &s->all.elements[i];
		if (e->unit > 0 && e->own_cp >= FIRST_CP && !e->card && !s->page->dropped[i])
			return e;
	}
	return NULL;
}

/* What the page says of itself speaks for where it is found again. */
static void add_hints(struct search *s)
{
	enum { MAX_LOOKED_AT = 2000 };
	size_t looked_at = 0;
	s->n_lead = fold_beginning(s->page->meta.description, s->lead, COMPARED_CP);
	for (size_t i = 1; i < s->all.n; i++) {
		struct element *e = &s->all.elements[i];
		if (s->page->dropped[i])
			continue;
		if (e->part == PART_BODY)
			e->score *= 2;
		else if (e->node->tag == TAG_ARTICLE || e->node->tag == TAG_MAIN)
			e->score *= 1.25f;
		if (e->unit <= 0 || looked_at++ >= MAX_LOOKED_AT || !is_lead(s, e))
			continue;
		struct element *to = holder(s, e);
		to->score = to->score * 3 + 10;
	}
	struct element *first = first_prose(s);
	if (first != NULL)
		holder(s, first)->score = holder(s, first)->score * 4 + 5;
}

/* How many elements one has to go up from the heading to one that holds the other too. */
static unsigned distance_to_heading(const struct search *s, const struct element *e)
{
	unsigned up = 0;
	while (!e->over_heading)
		e = &s->all.elements[e->parent];
	for (const struct markup_node *n = s->page->meta.heading; n != e->node; n = n->parent)
		up++;
	return up;
}

/* The best element, by its score, its links, and how near it is to the title. */
static struct element *find_best(struct search *s)
{
	struct element *best = NULL;
	float most = 0;
	const struct markup_node *heading = s->page->meta.heading;
	for (size_t i = 1; i < s->all.n; i++) {
		struct element *e = &s->all.elements[i];
		if (e->score <= 0 || s->page->dropped[i])
			continue;
		float score = e->score * (1 - element_links(e));
		if (heading != NULL) {
			score *= 1 + 3 / (1 + (float)distance_to_heading(s, e));
			if (e->node->number < heading->number && !e->over_heading)
				score /= 2;
		}
		if (score > most) {
			most = score;
			best = e;
		}
	}
	return best;
}

/* Whether what stands beside the best element is of the same article: its other parts, its lead, loose paragraphs. */
static bool goes_on(const struct search *s, const struct element *best, const struct element *e)
{
	float links = element_links(e);
	const struct markup_node *heading = s->page->meta.heading;
	if (s->page->dropped[e->node->number] || e->text_cp == 0 || links > 0.3f || e->card_cp * 2 >= e->text_cp)
		return false;
	if (e->unit > 0 && e->own_cp >= MIN_SIBLING_CP && e->node->tag == TAG_P)
		return true;
	if (element_same_name(e->node, best->node) && e->node->tag != TAG_TD)
		return e->prose >= best->prose * 0.1f;
	bool between = heading != NULL && e->node->number > heading->number && e->node->number < best->node->number;
	return between && e->prose > 0;
}

/* The outermost element that holds the best one and nothing else to speak of. */
static const struct element *widest_alone(const struct search *s, const struct element *best)
{
	while (best->node->parent != NULL && best->node->tag != TAG_BODY) {
		const struct element *around = &s->all.elements[best->parent];
		if (around->text_cp > best->text_cp + CENSUS_UNIT_CP || around->over_heading)
			break;
		best = around;
	}
	return best;
}

/* An article in several elements: what holds them, without what does not go on with it. */
static const struct markup_node *with_siblings(struct search *s, const struct element *best)
{
	bool any = false;
	best = widest_alone(s, best);
	const struct markup_node *parent = best->node->parent;
	if (parent == NULL || parent->tag == TAG_HTML || best->node->tag == TAG_BODY)
		return best->node;
	for (const struct markup_node *n = parent->first; n != NULL; n = n->next)
		any |= n != best->node && n->name.n > 0 && goes_on(s, best, &s->all.elements[n->number]);
	if (!any)
		return best->node;
	for (const struct markup_node *n = parent->first; n != NULL; n = n->next) {
		bool kept = n == best->node || n->name.n == 0 || tag_is_heading(n->tag)
		            || goes_on(s, best, &s->all.elements[n->number]);
		if (!kept)
			s->page->dropped[n->number] = true;
	}
	return parent;
}

/* Lists of links and the like, within the text that was found. */
static void drop_debris(struct search *s, const struct markup_node *main)
{
	for (const struct markup_node *n = main; n != NULL; n = markup_next(n, main, false)) {
		struct element *e = &s->all.elements[n->number];
		if (n == main || n->name.n == 0 || s->page->dropped[n->number])
			continue;
		if (e->part == PART_DATE || e->part == PART_AUTHOR || e->part == PART_KICKER)
			s->page->dropped[n->number] = e->text_cp < MIN_SIBLING_CP && n->tag != TAG_BODY;
	}
}

static const struct markup_node *find_main(struct search *s)
{
	float all = s->all.elements[0].prose;
	drop_parts(s);
	/* What is called by the wrong names all over has none that can be believed. */
	if (s->all.elements[0].prose * 20 < all)
		return NULL;
	spread(s);
	add_hints(s);
	const struct element *best = find_best(s);
	return best != NULL ? with_siblings(s, best) : s->page->tree.root;
}

const struct markup_node *page_find_main(struct page *page)
{
	struct search s = {.page = page};
	const struct markup_node *main = NULL;
	for (int pass = 0; main == NULL && pass < 2; pass++) {
		page->dropped = xcalloc(page->tree.n_nodes, sizeof *page->dropped);
		census_take(&s.all, page, pass > 0);
		main = find_main(&s);
		if (main != NULL)
			drop_debris(&s, main);
		else
			free(page->dropped);
		census_done(&s.all);
	}
	return main != NULL ? main : page->tree.root;
}
