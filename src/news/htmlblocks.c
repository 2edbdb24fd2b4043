#include "config.h"

#include "news/html.h"

#include "news/lines.h"
#include "news/url.h"
#include "news/word.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <string.h>

enum {
	MAX_CELL_B = 400,
	MAX_HEADING_B = 160,
	MAX_HTML_URL_B = 1 << 15
};

/* Where the walk is. */
struct walk {
	struct blocks *blocks;
	const bool *dropped;
	struct str base;
	bool in_link;
	struct buf href;    /* of the link that is open; may be empty */
	size_t href_from;
	unsigned heading, quote, pre, bold, list;
	bool bullet_due;    /* before the next text */
	bool item;          /* the block began with a bullet */
	size_t bullet_b;    /* of it */
	size_t bold_b;      /* bytes of the block that are bold */
	const char *bullet; /* NULL: a number */
	unsigned number;
};

bool html_is_unseen(const struct markup_node *node)
{
	switch (node->tag) {
	case TAG_SCRIPT: case TAG_STYLE: case TAG_NOSCRIPT: case TAG_TEMPLATE: case TAG_SVG: case TAG_IFRAME:
	case TAG_OBJECT: case TAG_CANVAS: case TAG_AUDIO: case TAG_VIDEO: case TAG_SELECT: case TAG_BUTTON:
	case TAG_TEXTAREA: case TAG_TITLE: case TAG_OPTION: case TAG_INPUT: case TAG_DIALOG:
		return true;
	default:
		break;
	}
	for (const struct markup_attr *attr = node->attrs; attr != NULL; attr = attr->next) {
		if (word_eq(attr->name, "hidden"))
			return true;
		if (word_eq(attr->name, "aria-hidden") && word_eq(attr->value, "true"))
			return true;
		if (!word_eq(attr->name, "style"))
			continue;
		size_t at = word_find(attr->value, "display", 0);
		if (at != (size_t)-1 && word_find(str_sub(attr->value, at, at + 20), "none", 0) != (size_t)-1)
			return true;
	}
	return false;
}

static void end_link(struct walk *w)
{
	if (w->in_link)
		blocks_add_link(w->blocks, w->href_from, buf_str(&w->href));
}

/* A paragraph that is bold from its first letter to its last, and short, is a heading. */
static bool is_bold_heading(const struct walk *w)
{
	struct str text = text_trim(buf_str(&w->blocks->text));
	if (w->bold_b == 0 || w->bold_b + 2 < text.n || text.n == 0 || text.n > MAX_HEADING_B)
		return false;
	uint32_t cp;
	size_t last = utf8_offset(text, utf8_count(text) - 1);
	utf8_decode(text.p + last, text.n - last, &cp);
	return phrase_is_letter(cp) || cp == ':' || cp == '?' || cp == 0x061F || cp == '"' || cp == 0xBB;
}

static void end_block(struct walk *w)
{
	enum paragraph_kind kind = KIND_TEXT;
	end_link(w);
	if (w->pre > 0)
		kind = KIND_PRE;
	else if (w->item)
		kind = KIND_ITEM;
	else if (w->heading > 0 || is_bold_heading(w))
		kind = KIND_HEADING;
	else if (w->quote > 0)
		kind = KIND_QUOTE;
	if (w->item && w->blocks->text.n <= w->bullet_b)
		buf_clear(&w->blocks->text); /* a bullet of nothing */
	blocks_end(w->blocks, kind);
	w->href_from = 0;
	w->item = false;
	w->bold_b = 0;
}

static void add_bullet(struct walk *w)
{
	if (w->bullet == NULL) {
		struct buf b;
		buf_init(&b, 16);
		buf_addf(&b, "%u. ", w->number);
		blocks_add_text(w->blocks, buf_str(&b));
		buf_done(&b);
	} else {
		blocks_add_text(w->blocks, str_of(w->bullet));
	}
	w->bullet_due = false;
	w->item = true;
	w->bullet_b = w->blocks->text.n;
	w->href_from = blocks_offset(w->blocks);
}

static bool is_blank(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!word_is_space(text.p[i]))
			return false;
	return true;
}

static void add_text(struct walk *w, struct str text)
{
	if (w->pre > 0) {
		blocks_add_verbatim(w->blocks, text);
		return;
	}
	if (w->bullet_due && w->heading == 0 && !is_blank(text))
		add_bullet(w);
	size_t before = w->blocks->text.n;
	blocks_add_text(w->blocks, text);
	if (w->bold > 0)
		w->bold_b += w->blocks->text.n - before;
}

static void walk(struct walk *w, const struct markup_node *node);

static void walk_children(struct walk *w, const struct markup_node *node)
{
	for (const struct markup_node *child = node->first; child != NULL; child = child->next)
		walk(w, child);
}

static void walk_link(struct walk *w, const struct markup_node *node)
{
	size_t from = w->href_from;
	struct str href = markup_attr(node, "href");
	if (w->in_link || href.n == 0) {
		walk_children(w, node);
		return;
	}
	if (href.p[0] != '#')
		url_resolve(w->base, href, &w->href);
	w->in_link = true;
	w->href_from = blocks_offset(w->blocks);
	walk_children(w, node);
	end_link(w);
	w->in_link = false;
	buf_clear(&w->href);
	w->href_from = from;
}

static void walk_list(struct walk *w, const struct markup_node *node)
{
	struct walk saved = *w;
	long start = word_number(markup_attr(node, "start"));
	w->bullet = node->tag == TAG_OL ? NULL : "• ";
	w->number = start > 0 ? (unsigned)start - 1 : 0;
	w->list++;
	walk_children(w, node);
	end_block(w);
	w->list--;
	w->bullet = saved.bullet;
	w->number = saved.number;
	w->bullet_due = false;
}

static void walk_item(struct walk *w, const struct markup_node *node)
{
	end_block(w);
	w->number++;
	if (w->list == 0)
		w->bullet = "• ";
	w->bullet_due = true;
	walk_children(w, node);
	end_block(w);
	w->bullet_due = false;
}

static bool is_cell(const struct markup_node *node)
{
	return node->tag == TAG_TD || node->tag == TAG_TH;
}

/* A cell that is a value: a few words in one line. */
static bool is_plain_cell(const struct markup_node *cell)
{
	size_t text_b = 0;
	for (const struct markup_node *n = markup_next(cell, cell, false); n != NULL; n = markup_next(n, cell, false)) {
		text_b += n->text.n;
		bool lines = tag_is_block(n->tag) && n->tag != TAG_P && n->tag != TAG_DIV;
		if (lines || text_b > MAX_CELL_B)
			return false;
	}
	return true;
}

/* A row of a table of values, rather than of one that only sets out the page. */
static bool is_data_row(const struct markup_node *row)
{
	size_t n = 0;
	for (const struct markup_node *cell = row->first; cell != NULL; cell = cell->next) {
		if (!is_cell(cell))
			continue;
		if (!is_plain_cell(cell))
			return false;
		n++;
	}
	return n >= 2;
}

static void walk_row(struct walk *w, const struct markup_node *row)
{
	struct blocks *blocks = w->blocks;
	struct buf text;
	size_t n = 0;
	end_block(w);
	buf_init(&text, 1 << 20);
	for (const struct markup_node *cell = row->first; cell != NULL; cell = cell->next) {
		if (!is_cell(cell))
			continue;
		if (n++ > 0)
			buf_add_str(&text, STR(" | "));
		html_node_text(cell, &text);
	}
	/* A row of empty cells is none. */
	if (strspn(buf_cstr(&text), " |") < text.n)
		blocks_add_text(blocks, buf_str(&text));
	blocks->space = false;
	blocks_end(blocks, KIND_PRE);
	buf_done(&text);
}

static void walk_block(struct walk *w, const struct markup_node *node, unsigned *level)
{
	end_block(w);
	if (level != NULL)
		++*level;
	walk_children(w, node);
	end_block(w);
	if (level != NULL)
		--*level;
}

static void walk_element(struct walk *w, const struct markup_node *node)
{
	switch (node->tag) {
	case TAG_A:
		walk_link(w, node);
		break;
	case TAG_BR:
		if (w->pre > 0)
			buf_add_char(&w->blocks->text, '\n');
		else
			end_block(w);
		break;
	case TAG_H1: case TAG_H2: case TAG_H3: case TAG_H4: case TAG_H5: case TAG_H6:
		walk_block(w, node, &w->heading);
		break;
	case TAG_BLOCKQUOTE:
		walk_block(w, node, &w->quote);
		break;
	case TAG_PRE:
		walk_block(w, node, &w->pre);
		break;
	case TAG_UL: case TAG_OL: case TAG_MENU:
		end_block(w);
		walk_list(w, node);
		break;
	case TAG_LI:
		walk_item(w, node);
		break;
	case TAG_TR:
		if (is_data_row(node))
			walk_row(w, node);
		else
			walk_block(w, node, NULL);
		break;
	case TAG_B: case TAG_STRONG:
		w->bold++;
		walk_children(w, node);
		w->bold--;
		break;
	default:
		if (tag_is_block(node->tag))
			walk_block(w, node, NULL);
		else
			walk_children(w, node);
		break;
	}
}

/* As deep as the tree, which is limited. */
static void walk(struct walk *w, const struct markup_node *node)
{
	if (node->name.n == 0)
		add_text(w, node->text);
	else if (!html_is_unseen(node) && (w->dropped == NULL || !w->dropped[node->number]))
		walk_element(w, node);
}

void html_blocks(struct blocks *blocks, const struct markup_node *node, const bool *dropped, struct str base)
{
	struct walk w = {.blocks = blocks, .dropped = dropped, .base = base, .bullet = "• "};
	buf_init(&w.href, MAX_HTML_URL_B);
	if (node->name.n > 0)
		walk_element(&w, node);
	else
		walk_children(&w, node);
	end_block(&w);
	buf_done(&w.href);
}

void html_fragment(struct blocks *blocks, struct str html, struct str base)
{
	struct markup_tree tree;
	markup_read(&tree, html, true);
	html_blocks(blocks, tree.root, NULL, base);
	markup_done(&tree);
}
