#include "config.h"

#include "news/feed.h"

#include "news/word.h"

/* A place where an item may say something, the first that is there and not empty counts. */
struct place {
	enum markup_space space;
	const char *name;
};

static const struct place titles[] = {{SPACE_PLAIN, "title"}, {SPACE_DC, "title"}, {SPACE_MEDIA, "title"},
                                      {SPACE_ITUNES, "title"}, {SPACE_ATOM, "title"}};
static const struct place dates[] = {{SPACE_PLAIN, "pubDate"}, {SPACE_DC, "date"}, {SPACE_DC, "issued"},
                                     {SPACE_DC, "created"}, {SPACE_ATOM, "published"}, {SPACE_ATOM, "issued"},
                                     {SPACE_PLAIN, "date"}, {SPACE_PLAIN, "published"}, {SPACE_ATOM, "updated"}};
static const struct place updates[] = {{SPACE_DC, "modified"}, {SPACE_ATOM, "updated"}, {SPACE_ATOM, "modified"}};
static const struct place authors[] = {{SPACE_DC, "creator"}, {SPACE_PLAIN, "author"}, {SPACE_ITUNES, "author"},
                                       {SPACE_DC, "contributor"}, {SPACE_MEDIA, "credit"}};
static const struct place bodies[] = {{SPACE_CONTENT, "encoded"}, {SPACE_ATOM, "content"}, {SPACE_XHTML, "body"},
                                      {SPACE_PLAIN, "body"}, {SPACE_PLAIN, "fulltext"}};
static const struct place summaries[] = {{SPACE_PLAIN, "description"}, {SPACE_ATOM, "summary"}, {SPACE_DC, "description"},
                                         {SPACE_ITUNES, "summary"}, {SPACE_MEDIA, "description"}, {SPACE_DC, "abstract"}};

static bool is_empty(const struct markup_node *node)
{
	for (const struct markup_node *n = node->first; n != NULL; n = n->next)
		if (n->name.n > 0 || str_trim(n->text).n > 0)
			return false;
	return true;
}

static const struct markup_node *find(const struct markup_node *item, const struct place *places, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct markup_node *node = markup_child(item, places[i].space, places[i].name);
		for (; node != NULL; node = markup_again(node))
			if (!is_empty(node))
				return node;
	}
	return NULL;
}

#define FIND(item, places) find((item), (places), sizeof(places) / sizeof((places)[0]))

static struct str text_of(const struct feed *feed, const struct markup_node *node)
{
	return str_trim(feed_node_text(feed, node).text);
}

/* <link>, atom:link, or a guid that is an address. */
static struct str link_of(const struct feed *feed, const struct markup_node *item)
{
	const struct markup_node *node = markup_child(item, SPACE_PLAIN, "link");
	for (; node != NULL; node = markup_again(node)) {
		struct str text = text_of(feed, node), url;
		url = feed_url(feed, node, text.n > 0 ? text : markup_attr(node, "href"));
		if (url.n > 0)
			return url;
	}
	for (node = markup_child(item, SPACE_ATOM, "link"); node != NULL; node = markup_again(node)) {
		struct str rel = markup_attr(node, "rel");
		struct str url = feed_url(feed, node, markup_attr(node, "href"));
		if (url.n > 0 && (rel.n == 0 || word_eq(rel, "alternate")))
			return url;
	}
	node = markup_child(item, SPACE_PLAIN, "guid");
	if (node == NULL || word_eq(markup_attr(node, "isPermaLink"), "false"))
		return feed_url(feed, item, markup_attr(item, "rdf:about"));
	struct str guid = text_of(feed, node);
	return word_starts(guid, "http") ? feed_url(feed, node, guid) : (struct str){"", 0};
}

static void add_categories(const struct feed *feed, struct feed_item *out, const struct markup_node *item)
{
	const struct markup_node *node = markup_child(item, SPACE_PLAIN, "category");
	for (; node != NULL; node = markup_again(node))
		feed_add_category(out, text_of(feed, node));
	for (node = markup_child(item, SPACE_DC, "subject"); node != NULL; node = markup_again(node))
		feed_add_category(out, text_of(feed, node));
}

static void set_body(const struct feed *feed, struct feed_item *out, const struct markup_node *item)
{
	const struct markup_node *body = FIND(item, bodies);
	const struct markup_node *group = markup_child(item, SPACE_MEDIA, "group");
	if (body == NULL) {
		body = FIND(item, summaries);
		out->summary = true;
	}
	if (body == NULL && group != NULL)
		body = FIND(group, summaries);
	out->body = feed_node_text(feed, body);
	out->base = feed_base(feed, body != NULL ? body : item);
}

static bool give_item(struct feed *feed, const struct markup_node *item)
{
	struct feed_item out;
	feed_item_init(&out);
	out.title = feed_node_text(feed, FIND(item, titles));
	out.url = link_of(feed, item);
	const struct markup_node *enclosure = markup_child(item, SPACE_PLAIN, "enclosure");
	if (out.url.n == 0)
		out.url = feed_url(feed, enclosure, markup_attr(enclosure, "url"));
	out.guid = text_of(feed, markup_child(item, SPACE_PLAIN, "guid"));
	if (out.guid.n == 0)
		out.guid = markup_attr(item, "rdf:about");
	const struct markup_node *atom_author = markup_child(item, SPACE_ATOM, "author");
	out.author = text_of(feed, FIND(item, authors));
	if (out.author.n == 0)
		out.author = text_of(feed, markup_child(atom_author, SPACE_ATOM, "name"));
	out.source = text_of(feed, markup_child(item, SPACE_PLAIN, "source"));
	out.lang = markup_inherited(item, "xml:lang");
	if (out.lang.n == 0)
		out.lang = text_of(feed, markup_child(item, SPACE_DC, "language"));
	out.date = text_of(feed, FIND(item, dates));
	out.updated = text_of(feed, FIND(item, updates));
	add_categories(feed, &out, item);
	set_body(feed, &out, item);
	bool more = feed_give(feed, &out);
	feed_item_done(&out);
	return more;
}

static void tell(struct feed *feed, const struct markup_node *channel)
{
	struct feed_info *info = &feed->info;
	const struct markup_node *link = markup_child(channel, SPACE_ATOM, "link");
	for (; link != NULL; link = markup_again(link))
		if (word_eq(markup_attr(link, "rel"), "self"))
			info->url = feed_url(feed, link, markup_attr(link, "href"));
	info->site_url = link_of(feed, channel);
	info->lang = text_of(feed, markup_child(channel, SPACE_PLAIN, "language"));
	if (info->lang.n == 0)
		info->lang = text_of(feed, markup_child(channel, SPACE_DC, "language"));
	if (info->lang.n == 0)
		info->lang = markup_inherited(channel, "xml:lang");
	long ttl = word_number(text_of(feed, markup_child(channel, SPACE_PLAIN, "ttl")));
	info->ttl_min = ttl > 0 ? (int)(ttl < 100000 ? ttl : 100000) : 0;
	if (feed->base.n == 0)
		feed->base = info->site_url;
	feed_tell(feed, feed_node_text(feed, FIND(channel, titles)), feed_node_text(feed, FIND(channel, summaries)));
}

/* The items that are children of the node; one that breaks off with the file is not whole. */
static bool give_items(struct feed *feed, const struct markup_node *node)
{
	for (const struct markup_node *item = node->first; item != NULL; item = item->next)
		if (markup_is(item, SPACE_PLAIN, "item") && item->whole && !give_item(feed, item))
			return false;
	return true;
}

void rss_read(struct feed *feed, const struct markup_node *root)
{
	const struct markup_node *channel =
		word_eq(root->name, "channel") ? root : markup_child(root, SPACE_PLAIN, "channel");
	if (channel == NULL)
		channel = root;
	tell(feed, channel);
	if (give_items(feed, channel) && channel != root)
		give_items(feed, root);
}
