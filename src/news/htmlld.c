#include "config.h"

#include "news/htmlpage.h"

#include "news/jsontree.h"
#include "news/word.h"

enum { MAX_DEPTH = 6 };

static bool is_article(const struct json_value *object)
{
	const struct json_value *type = json_member_of(object, "@type");
	if (type != NULL && type->type == JSON_ARRAY)
		type = type->first;
	struct str name = json_text(type);
	return word_ends(name, "Article") || word_ends(name, "Posting") || word_eq(name, "Report");
}

/* "x", {"name": "x"}, or the first of a list of such. */
static struct str name_of(const struct json_value *value)
{
	if (value != NULL && value->type == JSON_ARRAY)
		value = value->first;
	struct str name = json_text(value);
	return name.n > 0 ? name : json_member_text(value, "name");
}

static void take(struct page *page, struct str *to, struct str text)
{
	text = str_trim(text);
	if (to->n == 0 && text.n > 0)
		*to = arena_copy(page->arena, text);
}

static void read_article(struct page *page, const struct json_value *object)
{
	struct page_meta *meta = &page->meta;
	take(page, &meta->title, json_member_text(object, "headline"));
	take(page, &meta->published, json_member_text(object, "datePublished"));
	take(page, &meta->published, json_member_text(object, "dateCreated"));
	take(page, &meta->updated, json_member_text(object, "dateModified"));
	take(page, &meta->author, name_of(json_member_of(object, "author")));
	take(page, &meta->author, name_of(json_member_of(object, "creator")));
	take(page, &meta->site, name_of(json_member_of(object, "publisher")));
	take(page, &meta->lang, json_member_text(object, "inLanguage"));
	take(page, &meta->description, json_member_text(object, "description"));
	take(page, &meta->body, json_member_text(object, "articleBody"));
}

static void search(struct page *page, const struct json_value *value, int depth)
{
	if (value->type == JSON_OBJECT && is_article(value)) {
		read_article(page, value);
		return;
	}
	for (const struct json_value *v = value->first; v != NULL && depth < MAX_DEPTH; v = v->next)
		search(page, v, depth + 1);
}

void page_read_linked_data(struct page *page)
{
	const struct markup_node *root = page->tree.root;
	for (const struct markup_node *n = root; n != NULL; n = markup_next(n, root, false)) {
		if (n->tag != TAG_SCRIPT || n->first == NULL || !word_eq(markup_attr(n, "type"), "application/ld+json"))
			continue;
		struct json_fault fault;
		struct arena *arena = arena_new();
		const struct json_value *value = json_tree(arena, n->first->text, true, &fault);
		if (value != NULL)
			search(page, value, 0);
		arena_free(arena);
	}
}
