#include "config.h"

#include "news/markup.h"

#include "news/entity.h"
#include "news/word.h"
#include "text/utf8.h"

#include <string.h>

struct markup_node *markup_next(const struct markup_node *node, const struct markup_node *top, bool skip)
{
	if (node->first != NULL && !skip)
		return node->first;
	while (node != top && node->next == NULL)
		node = node->parent;
	return node != top ? node->next : NULL;
}

void markup_place(struct str bytes, size_t at, size_t *line, size_t *column)
{
	size_t start = 0;
	at = at < bytes.n ? at : bytes.n;
	*line = 1;
	for (size_t i = 0; i < at; i++) {
		if (bytes.p[i] == '\n') {
			++*line;
			start = i + 1;
		}
	}
	*column = utf8_count(str_sub(bytes, start, at)) + 1;
}

bool markup_is(const struct markup_node *node, enum markup_space space, const char *name)
{
	return node->space == space && word_eq(node->name, name);
}

static const struct markup_node *find_from(const struct markup_node *node, enum markup_space space, struct str name)
{
	for (; node != NULL; node = node->next)
		if (node->space == space && node->name.n > 0 && word_same(node->name, name))
			return node;
	return NULL;
}

const struct markup_node *markup_child(const struct markup_node *node, enum markup_space space, const char *name)
{
	return node != NULL ? find_from(node->first, space, str_of(name)) : NULL;
}

const struct markup_node *markup_again(const struct markup_node *node)
{
	return find_from(node->next, node->space, node->name);
}

struct str markup_attr(const struct markup_node *node, const char *name)
{
	for (const struct markup_attr *attr = node != NULL ? node->attrs : NULL; attr != NULL; attr = attr->next)
		if (word_eq(attr->name, name))
			return attr->value;
	return (struct str){"", 0};
}

struct str markup_inherited(const struct markup_node *node, const char *name)
{
	for (; node != NULL; node = node->parent) {
		struct str value = markup_attr(node, name);
		if (value.n > 0)
			return value;
	}
	return (struct str){"", 0};
}

void markup_add_text(const struct markup_node *node, bool deep, struct buf *out)
{
	for (const struct markup_node *n = node != NULL ? node->first : NULL; n != NULL; n = n->next) {
		if (n->name.n == 0)
			buf_add_str(out, n->text);
		else if (deep)
			markup_add_text(n, true, out); /* as deep as the tree, which is limited */
	}
}

bool markup_has_elements(const struct markup_node *node)
{
	for (const struct markup_node *n = node->first; n != NULL; n = n->next)
		if (n->name.n > 0)
			return true;
	return false;
}

struct str markup_inner(const struct markup_tree *tree, const struct markup_node *node)
{
	return str_sub(tree->bytes, node->inner_from, node->inner_to);
}

void markup_decode(struct str text, struct buf *out)
{
	while (text.n > 0) {
		const char *amp = memchr(text.p, '&', text.n);
		size_t before = amp != NULL ? (size_t)(amp - text.p) : text.n;
		buf_add_str(out, str_sub(text, 0, before));
		text = str_sub(text, before, text.n);
		if (text.n == 0)
			return;
		uint32_t cp;
		size_t n = entity_read(text, &cp);
		if (n > 0)
			utf8_add(out, cp);
		else
			buf_add_char(out, '&');
		text = str_sub(text, n > 0 ? n : 1, text.n);
	}
}
