#include "config.h"

#include "news/html.h"

#include "news/word.h"

#include <string.h>

/* Every run of spaces and line ends becomes one space. */
static void add_line(struct buf *out, struct str text, bool *space)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (word_is_space(c)) {
			*space = true;
			continue;
		}
		if (*space && out->n > 0)
			buf_add_char(out, ' ');
		*space = false;
		buf_add_char(out, c);
	}
}

void html_node_text(const struct markup_node *node, struct buf *out)
{
	bool space = false, skip = false;
	for (const struct markup_node *n = node; n != NULL && !out->full; n = markup_next(n, node, skip)) {
		skip = n != node && n->name.n > 0 && html_is_unseen(n);
		if (n->name.n == 0)
			add_line(out, n->text, &space);
		else
			space |= n != node && (tag_is_block(n->tag) || n->tag == TAG_BR);
	}
}

void html_text(struct str html, struct buf *out)
{
	struct markup_tree tree;
	markup_read(&tree, html, true);
	html_node_text(tree.root, out);
	markup_done(&tree);
}

/* "<p", "</b", "<!--": the beginning of a tag. */
static bool begins_tag(struct str s)
{
	if (s.n < 3 || s.p[0] != '<')
		return false;
	size_t i = s.p[1] == '/' ? 2 : 1;
	size_t n = 0;
	while (i + n < s.n && word_is_alnum(s.p[i + n]))
		n++;
	return tag_of(str_sub(s, i, i + n)) != TAG_NONE || str_starts(s, STR("<!--"));
}

bool html_is_likely(struct str text)
{
	const char *last = text.n > 0 ? memrchr(text.p, '>', text.n) : NULL;
	if (last == NULL)
		return false;
	text.n = (size_t)(last - text.p) + 1;
	for (const char *p = text.p; (p = memchr(p, '<', (size_t)(last - p))) != NULL; p++)
		if (begins_tag((struct str){p, text.n - (size_t)(p - text.p)}))
			return true;
	return false;
}
