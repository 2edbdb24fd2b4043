#include "config.h"

#include "news/htmlcensus.h"

#include "base/mem.h"
#include "news/html.h"
#include "text/utf8.h"

#include <stdlib.h>

static bool is_sentence_mark(uint32_t cp)
{
	return cp == ',' || cp == '.' || cp == 0x060C || cp == 0x061B || cp == 0x06D4 || cp == 0x061F || cp == '?'
	       || cp == ':' || cp == 0x3001;
}

static void count_text(struct census *c, struct element *at, struct str text)
{
	struct element *block = &c->elements[at->block];
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
static void collect(struct census *c)
{
	const struct markup_node *top = c->page->tree.root;
	for (const struct markup_node *n = top; n != NULL; n = markup_next(n, top, false)) {
		struct element *e = &c->elements[n->number];
		const struct element *parent = n->parent != NULL ? &c->elements[n->parent->number] : NULL;
		e->node = n;
		e->parent = n->parent != NULL ? n->parent->number : 0;
		e->unseen = (parent != NULL && parent->unseen) || (n->name.n > 0 && html_is_unseen(n)) || n->tag == TAG_HEAD;
		e->in_link = (parent != NULL && parent->in_link) || n->tag == TAG_A;
		e->block = parent == NULL || tag_is_block(n->tag) ? n->number : parent->block;
		if (n->name.n == 0 && !e->unseen)
			count_text(c, e, n->text);
		if (n->name.n > 0 && !e->unseen && !c->nameless)
			e->part = part_of(n);
	}
}

static float share(uint32_t part, uint32_t all)
{
	return all > 0 ? (float)part / (float)all : 0;
}

float element_links(const struct element *element)
{
	return share(element->link_cp, element->text_cp);
}

static float unit_score(const struct element *e)
{
	float links = share(e->own_link_cp, e->own_cp);
	if (e->own_cp < CENSUS_UNIT_CP || links >= 0.5f || e->in_title)
		return 0;
	float length = (float)e->own_cp / 100;
	return (1 + (float)e->own_marks + (length < 10 ? length : 10)) * (1 - links);
}

/* From the last element to the first, so that children come before their parents. */
static void add_up_text(struct census *c)
{
	for (size_t i = c->n; i-- > 0;) {
		struct element *e = &c->elements[i];
		if (e->node->name.n == 0 && i > 0)
			continue;
		e->text_cp += e->own_cp;
		e->link_cp += e->own_link_cp;
		e->n_units += e->own_cp >= CENSUS_UNIT_CP;
		e->n_labels += e->own_cp > 0 && e->own_cp < CENSUS_UNIT_CP && !tag_is_heading(e->node->tag);
		if (i == 0)
			continue;
		struct element *parent = &c->elements[e->parent];
		bool headline = tag_is_heading(e->node->tag) && e->link_cp * 2 > e->text_cp;
		parent->text_cp += e->text_cp;
		parent->link_cp += e->link_cp;
		parent->n_units += e->n_units;
		parent->n_labels += e->n_labels;
		parent->n_headlines += e->n_headlines + headline;
	}
}

bool element_same_name(const struct markup_node *a, const struct markup_node *b)
{
	struct str name = markup_attr(a, "class");
	if (a->tag != b->tag || !str_eq(name, markup_attr(b, "class")))
		return false;
	return name.n > 0 || str_eq(markup_attr(a, "id"), markup_attr(b, "id"));
}

/* A name or a date, and a paragraph or two under it: a reader's comment. */
static bool is_like_comment(const struct element *e)
{
	bool structure = e->node->tag == TAG_DIV || e->node->tag == TAG_LI || e->node->tag == TAG_ARTICLE;
	return structure && e->n_labels > 0 && e->n_units > 0 && e->n_units <= 2;
}

/* Something with a title that is a link, and little else. */
static bool is_like_card(const struct element *e)
{
	uint32_t weight = e->n_headlines > 0 ? 25 : 8;
	switch (e->node->tag) {
	case TAG_DIV: case TAG_LI: case TAG_ARTICLE: case TAG_SECTION: case TAG_TR: case TAG_FIGURE: case TAG_A:
	case TAG_TABLE: case TAG_DL: case TAG_NONE: case TAG_TD:
		return e->link_cp > 4 && e->link_cp * weight >= e->text_cp;
	default:
		return e->link_cp * 2 >= e->text_cp && e->link_cp > 4;
	}
}

static void mark_run(struct census *c, const struct markup_node *from, const struct markup_node *to)
{
	for (const struct markup_node *n = from; n != to; n = n->next)
		c->elements[n->number].card |= n->name.n > 0;
}

/* Several cards, or comments, of one name, one after the other. */
static void mark_cards(struct census *c, const struct markup_node *parent, bool (*is_like)(const struct element *),
                       size_t at_least)
{
	const struct markup_node *first = NULL;
	size_t n_cards = 0;
	for (const struct markup_node *n = parent->first; n != NULL; n = n->next) {
		const struct element *e = &c->elements[n->number];
		if (n->name.n == 0 || e->text_cp == 0)
			continue;
		bool card = is_like(e) && !e->over_heading;
		if (n_cards > 0 && card && element_same_name(first, n)) {
			n_cards++;
			continue;
		}
		if (n_cards >= at_least)
			mark_run(c, first, n);
		first = n;
		n_cards = card;
	}
	if (n_cards >= at_least)
		mark_run(c, first, NULL);
}

static void add_up_prose(struct census *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct element *e = &c->elements[i];
		e->card |= i > 0 && c->elements[e->parent].card;
		e->in_title = e->node == c->page->meta.heading || (i > 0 && c->elements[e->parent].in_title);
		if (e->node->name.n == 0 && i > 0)
			continue;
		mark_cards(c, e->node, is_like_card, 3);
		mark_cards(c, e->node, is_like_comment, 4);
		e->unit = unit_score(e) * (e->card ? 0.1f : 1);
	}
	for (size_t i = c->n; i-- > 0;) {
		struct element *e = &c->elements[i];
		e->prose += e->unit;
		e->card_cp = e->card ? e->text_cp : e->card_cp;
		if (i == 0)
			continue;
		c->elements[e->parent].prose += e->prose;
		c->elements[e->parent].card_cp += e->card_cp;
	}
}

void census_take(struct census *census, const struct page *page, bool nameless)
{
	*census = (struct census){.page = page, .n = page->tree.n_nodes, .nameless = nameless};
	census->elements = xcalloc(census->n, sizeof *census->elements);
	collect(census);
	for (const struct markup_node *n = page->meta.heading; n != NULL; n = n->parent)
		census->elements[n->number].over_heading = true;
	add_up_text(census);
	add_up_prose(census);
}

void census_done(struct census *census)
{
	free(census->elements);
}
