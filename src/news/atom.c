#include "config.h"

#include "news/feed.h"

#include "news/base64.h"
#include "news/word.h"
#include "text/utf8.h"

/* The elements of Atom, in whichever vocabulary the feed has them. */
static const struct markup_node *child(const struct markup_node *node, const char *name)
{
	const struct markup_node *found = markup_child(node, SPACE_ATOM, name);
	return found != NULL ? found : markup_child(node, SPACE_PLAIN, name);
}

static const struct markup_node *first_child(const struct markup_node *node, const char *const *names)
{
	for (; *names != NULL; names++) {
		const struct markup_node *found = child(node, *names);
		if (found != NULL)
			return found;
	}
	return NULL;
}

#define CHILD(node, ...) first_child(node, (const char *const[]){__VA_ARGS__, NULL})

static struct str plain(const struct feed *feed, const struct markup_node *node)
{
	return str_trim(feed_node_text(feed, node).text);
}

static struct feed_text decode_base64(const struct feed *feed, struct str text)
{
	struct buf bytes;
	buf_init(&bytes, text.n + 4);
	base64_add(text, &bytes);
	struct feed_text decoded = {.text = arena_copy(feed->arena, buf_str(&bytes))};
	buf_done(&bytes);
	return decoded;
}

/*
 * A text construct: type text, html, xhtml (RFC 4287 §3.1, §4.1.3); in Atom 0.3
 * a media type and a mode.
 */
static struct feed_text text_of(const struct feed *feed, const struct markup_node *node)
{
	struct feed_text text = feed_node_text(feed, node);
	struct str type = markup_attr(node, "type"), mode = markup_attr(node, "mode");
	if (node == NULL || text.kind == TEXT_HTML)
		return text;
	bool known = word_among(type, "text|html|xhtml|text/plain|text/html|application/xhtml+xml")
	             || word_starts(type, "text/") || word_ends(type, "xml") || type.n == 0;
	if (word_eq(mode, "base64") || (!known && mode.n == 0 && base64_is_likely(text.text))) {
		struct feed_text decoded = decode_base64(feed, text.text);
		return utf8_valid(decoded.text) ? decoded : text;
	}
	if (word_among(type, "html|xhtml|text/html|application/xhtml+xml"))
		text.kind = TEXT_HTML;
	else if (word_eq(type, "text") || (type.n == 0 && mode.n == 0))
		text.kind = TEXT_PLAIN;
	return text;
}

/* The best of the links: the page itself, else one that says nothing of what it is. */
static struct str link_of(const struct feed *feed, const struct markup_node *entry, const char *rel)
{
	struct str found = {"", 0};
	int best = 0;
	for (const struct markup_node *link = entry->first; link != NULL; link = link->next) {
		if (!word_eq(link->name, "link") || (link->space != SPACE_ATOM && link->space != SPACE_PLAIN))
			continue;
		struct str own_rel = markup_attr(link, "rel"), type = markup_attr(link, "type");
		if (own_rel.n == 0)
			own_rel = STR("alternate");
		int score = word_eq(own_rel, rel) ? 2 + (type.n == 0 || word_find(type, "html", 0) != (size_t)-1) : 0;
		if (score <= best)
			continue;
		struct str href = markup_attr(link, "href");
		struct str url = feed_url(feed, link, href.n > 0 ? href : plain(feed, link));
		if (url.n == 0)
			continue;
		found = url;
		best = score;
	}
	return found;
}

static struct str author_of(const struct feed *feed, const struct markup_node *node)
{
	const struct markup_node *author = child(node, "author");
	struct str name = plain(feed, child(author, "name"));
	if (name.n > 0 || author == NULL)
		return name;
	return markup_has_elements(author) ? plain(feed, child(author, "email")) : plain(feed, author);
}

static void add_categories(struct feed_item *out, const struct markup_node *entry)
{
	for (const struct markup_node *node = child(entry, "category"); node != NULL; node = markup_again(node)) {
		struct str label = markup_attr(node, "label");
		feed_add_category(out, label.n > 0 ? label : markup_attr(node, "term"));
	}
}

static void set_body(const struct feed *feed, struct feed_item *out, const struct markup_node *entry)
{
	const struct markup_node *body = child(entry, "content");
	out->body = text_of(feed, body);
	if (out->body.text.n == 0) {
		body = child(entry, "summary");
		out->body = text_of(feed, body);
		out->summary = true;
	}
	if (out->body.text.n == 0) {
		body = markup_child(entry, SPACE_MEDIA, "group");
		body = markup_child(body != NULL ? body : entry, SPACE_MEDIA, "description");
		out->body = feed_node_text(feed, body);
	}
	out->base = feed_base(feed, body != NULL ? body : entry);
}

static bool give_entry(struct feed *feed, const struct markup_node *entry)
{
	struct feed_item out;
	feed_item_init(&out);
	const struct markup_node *source = child(entry, "source");
	out.title = text_of(feed, child(entry, "title"));
	out.url = link_of(feed, entry, "alternate");
	out.guid = plain(feed, child(entry, "id"));
	if (out.url.n == 0)
		out.url = feed_url(feed, entry, markup_attr(child(entry, "content"), "src"));
	if (out.url.n == 0 && word_starts(out.guid, "http"))
		out.url = feed_url(feed, entry, out.guid);
	if (out.url.n == 0)
		out.url = link_of(feed, entry, "enclosure");
	out.author = author_of(feed, entry);
	if (out.author.n == 0 && source != NULL)
		out.author = author_of(feed, source);
	out.source = plain(feed, child(source, "title"));
	out.lang = markup_inherited(entry, "xml:lang");
	out.updated = plain(feed, CHILD(entry, "updated", "modified"));
	out.date = plain(feed, CHILD(entry, "published", "issued", "created"));
	if (out.date.n == 0)
		out.date = out.updated;
	add_categories(&out, entry);
	set_body(feed, &out, entry);
	bool more = feed_give(feed, &out);
	feed_item_done(&out);
	return more;
}

void atom_read(struct feed *feed, const struct markup_node *root)
{
	if (word_eq(root->name, "entry")) { /* a document of one (RFC 4287 §2) */
		if (root->whole)
			give_entry(feed, root);
		return;
	}
	feed->info.url = link_of(feed, root, "self");
	feed->info.site_url = link_of(feed, root, "alternate");
	feed->info.lang = markup_inherited(root, "xml:lang");
	feed->author = author_of(feed, root);
	if (feed->base.n == 0)
		feed->base = feed->info.url.n > 0 ? feed->info.url : feed->info.site_url;
	feed_tell(feed, text_of(feed, child(root, "title")), text_of(feed, CHILD(root, "subtitle", "tagline")));
	for (const struct markup_node *entry = root->first; entry != NULL; entry = entry->next) {
		bool is_entry = markup_is(entry, SPACE_ATOM, "entry") || markup_is(entry, SPACE_PLAIN, "entry");
		if (is_entry && entry->whole && !give_entry(feed, entry))
			return;
	}
}
