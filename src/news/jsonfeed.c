#include "config.h"

#include "news/feed.h"

#include "news/jsontree.h"
#include "news/word.h"

static struct feed_text text_of(struct str text, enum text_kind kind)
{
	return (struct feed_text){text, kind};
}

/* "author" of 1.0, the first of the "authors" of 1.1. */
static struct str author_of(const struct json_value *object)
{
	const struct json_value *authors = json_member_of(object, "authors");
	struct str name = {"", 0};
	if (authors != NULL && authors->type == JSON_ARRAY)
		name = json_member_text(authors->first, "name");
	return name.n > 0 ? name : json_member_text(json_member_of(object, "author"), "name");
}

static void set_body(struct feed_item *out, const struct json_value *item)
{
	struct str html = json_member_text(item, "content_html"), text = json_member_text(item, "content_text");
	if (html.n > 0)
		out->body = text_of(html, TEXT_HTML);
	else if (text.n > 0)
		out->body = text_of(text, TEXT_PLAIN);
	else
		out->body = text_of(json_member_text(item, "summary"), TEXT_PLAIN);
	out->summary = html.n == 0 && text.n == 0;
}

static bool give_item(struct feed *feed, const struct json_value *item)
{
	struct feed_item out;
	feed_item_init(&out);
	out.title = text_of(json_member_text(item, "title"), TEXT_ANY); /* plain, but entities come all the same */
	out.guid = json_member_text(item, "id");
	out.url = feed_url(feed, NULL, json_member_text(item, "url"));
	if (out.url.n == 0)
		out.url = feed_url(feed, NULL, json_member_text(item, "external_url"));
	if (out.url.n == 0 && word_starts(out.guid, "http"))
		out.url = feed_url(feed, NULL, out.guid);
	out.author = author_of(item);
	out.lang = json_member_text(item, "language");
	out.date = json_member_text(item, "date_published");
	out.updated = json_member_text(item, "date_modified");
	if (out.date.n == 0)
		out.date = out.updated;
	const struct json_value *tags = json_member_of(item, "tags");
	for (const struct json_value *tag = tags != NULL ? tags->first : NULL; tag != NULL; tag = tag->next)
		feed_add_category(&out, json_text(tag));
	set_body(&out, item);
	out.base = out.url.n > 0 ? out.url : feed->base;
	bool more = feed_give(feed, &out);
	feed_item_done(&out);
	return more;
}

static void read_feed(struct feed *feed, const struct json_value *root)
{
	struct feed_info *info = &feed->info;
	info->url = feed_url(feed, NULL, json_member_text(root, "feed_url"));
	info->site_url = feed_url(feed, NULL, json_member_text(root, "home_page_url"));
	info->lang = json_member_text(root, "language");
	feed->author = author_of(root);
	if (feed->base.n == 0)
		feed->base = info->site_url.n > 0 ? info->site_url : info->url;
	feed_tell(feed, text_of(json_member_text(root, "title"), TEXT_ANY),
	          text_of(json_member_text(root, "description"), TEXT_PLAIN));
	const struct json_value *items = json_member_of(root, "items");
	for (const struct json_value *item = items != NULL ? items->first : NULL; item != NULL; item = item->next)
		if (item->type == JSON_OBJECT && !give_item(feed, item))
			return;
}

int jsonfeed_import(struct intake *in, struct str utf8, struct err *err)
{
	struct arena *arena = arena_new();
	struct json_fault fault;
	const struct json_value *root = json_tree(arena, utf8, true, &fault);
	if (fault.message != NULL) {
		size_t line, column;
		markup_place(utf8, fault.offset, &line, &column);
		intake_problem(in, line, column, "damaged JSON: %s", fault.message);
	}
	bool is_feed = json_member_of(root, "items") != NULL || json_member_of(root, "version") != NULL;
	if (is_feed) {
		struct feed feed = {.in = in, .arena = arena, .base = in->source->url};
		read_feed(&feed, root);
	}
	int status = intake_result(in, is_feed ? NULL : "is no feed", err);
	arena_free(arena);
	return status;
}
