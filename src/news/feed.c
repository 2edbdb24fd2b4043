#include "config.h"

#include "news/feed.h"

#include "news/clipping.h"
#include "news/html.h"
#include "news/numberdate.h"
#include "news/url.h"
#include "news/word.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <string.h>

enum {
	MAX_FEED_URL_B = 1 << 15,
	MAX_CATEGORIES_B = 1 << 16,
	MAX_GROWTH = 16,
	TEASER_B = 2000 /* a description of one paragraph that is shorter is not the whole text */
};

void feed_item_init(struct feed_item *item)
{
	*item = (struct feed_item){.summary = false};
	buf_init(&item->categories, MAX_CATEGORIES_B);
}

void feed_item_done(struct feed_item *item)
{
	buf_done(&item->categories);
}

void feed_add_category(struct feed_item *item, struct str name)
{
	struct buf line;
	buf_init(&line, MAX_CATEGORIES_B);
	for (size_t i = 0; i < name.n; i++)
		buf_add_char(&line, name.p[i] == '\n' || name.p[i] == '\r' ? ' ' : name.p[i]);
	struct str trimmed = str_trim(buf_str(&line));
	if (trimmed.n > 0 && item->categories.n > 0)
		buf_add_char(&item->categories, '\n');
	buf_add_str(&item->categories, trimmed);
	buf_done(&line);
}

struct feed_text feed_node_text(const struct feed *feed, const struct markup_node *node)
{
	struct feed_text text = {.text = {"", 0}};
	if (node == NULL)
		return text;
	if (markup_has_elements(node)) {
		text.text = markup_inner(feed->tree, node);
		text.kind = TEXT_HTML;
		return text;
	}
	if (node->first != NULL && node->first->next == NULL) {
		text.text = node->first->text;
		return text;
	}
	struct buf all;
	buf_init(&all, BUF_NO_MAX);
	markup_add_text(node, false, &all);
	text.text = arena_copy(feed->arena, buf_str(&all));
	buf_done(&all);
	return text;
}

struct str feed_base(const struct feed *feed, const struct markup_node *node)
{
	if (node == NULL)
		return feed->base;
	struct str own = str_trim(markup_attr(node, "xml:base"));
	struct str outer = node->parent != NULL ? feed_base(feed, node->parent) : feed->base;
	if (own.n == 0)
		return outer;
	struct buf url;
	buf_init(&url, MAX_FEED_URL_B);
	if (url_resolve(outer, own, &url))
		outer = arena_copy(feed->arena, buf_str(&url));
	buf_done(&url);
	return outer;
}

struct str feed_url(const struct feed *feed, const struct markup_node *node, struct str link)
{
	struct buf url;
	struct str found = {"", 0};
	buf_init(&url, MAX_FEED_URL_B);
	if (link.n > 0 && url_resolve(feed_base(feed, node), link, &url))
		found = arena_copy(feed->arena, buf_str(&url));
	buf_done(&url);
	return found;
}

/* HTML escaped once more than it should be: no tag, but written ones with their ends. */
static bool is_escaped_twice(struct str text)
{
	struct buf once;
	buf_init(&once, text.n * MAX_GROWTH + 1);
	bool twice = false;
	if (str_find(text, STR("&lt;"), 0) != (size_t)-1 && !html_is_likely(text)) {
		markup_decode(text, &once);
		struct str s = str_trim(buf_str(&once));
		twice = html_is_likely(s) && (str_starts(s, STR("<")) || str_find(s, STR("</p>"), 0) != (size_t)-1
		                              || word_find(s, "<br", 0) != (size_t)-1);
	}
	buf_done(&once);
	return twice;
}

/* The text as one line without markup, appended. */
static void add_line(struct feed_text text, struct buf *out)
{
	bool twice = text.kind != TEXT_PLAIN && is_escaped_twice(text.text);
	struct buf once;
	buf_init(&once, text.text.n * MAX_GROWTH + 1);
	if (twice) {
		markup_decode(text.text, &once);
		html_text(buf_str(&once), out);
	} else if (text.kind == TEXT_HTML || (text.kind == TEXT_ANY && html_is_likely(text.text))) {
		html_text(text.text, out);
	} else if (text.kind == TEXT_ANY) {
		markup_decode(text.text, out);
	} else {
		buf_add_str(out, text.text);
	}
	buf_done(&once);
}

static struct str line_of(struct article *story, struct feed_text text)
{
	struct buf line;
	buf_init(&line, text.text.n * 4 + 16);
	add_line(text, &line);
	struct str meta = story_meta_raw(story, buf_str(&line));
	buf_done(&line);
	return meta;
}

/* "a@b.example (Samir)": the name is enough. */
static struct str author_name(struct str author)
{
	author = str_trim(author);
	const char *open = author.n > 0 ? memchr(author.p, '(', author.n) : NULL;
	const char *at = author.n > 0 ? memchr(author.p, '@', author.n) : NULL;
	if (open != NULL && at != NULL && at < open && author.p[author.n - 1] == ')')
		return str_sub(author, (size_t)(open - author.p) + 1, author.n - 1);
	return author;
}

static bool parse_date(struct str text, struct date *date)
{
	bool parsed = text.n > 0 && numberdate_parse(text, date);
	if (!parsed)
		*date = (struct date){0};
	return parsed;
}

static void set_meta(const struct feed *feed, struct article *story, const struct feed_item *item)
{
	struct article_meta *meta = &story->meta;
	meta->title = line_of(story, item->title);
	meta->url = story_meta_raw(story, item->url);
	meta->guid = story_meta_raw(story, item->guid);
	meta->author = story_meta_raw(story, author_name(item->author.n > 0 ? item->author : feed->author));
	meta->source = story_meta_raw(story, item->source.n > 0 ? item->source : feed->info.title);
	meta->lang = story_meta_raw(story, item->lang.n > 0 ? item->lang : feed->info.lang);
	meta->date_text = story_meta_raw(story, item->date);
	parse_date(meta->date_text, &meta->date);
	parse_date(item->updated, &meta->updated);
	struct str names = buf_str(&item->categories), name;
	struct buf lines;
	buf_init(&lines, MAX_CATEGORIES_B * 4);
	while (str_next_line(&names, &name)) {
		name = line_of(story, (struct feed_text){.text = name});
		if (name.n > 0 && lines.n > 0)
			buf_add_char(&lines, '\n');
		buf_add_str(&lines, name);
	}
	meta->categories = arena_copy(story->arena, buf_str(&lines));
	buf_done(&lines);
}

static void add_html(const struct feed *feed, struct story_list *list, struct article *story, struct str html,
                     struct str base)
{
	struct blocks blocks;
	blocks_init(&blocks);
	html_fragment(&blocks, html, base);
	clipping_parse_blocks(list, story, &blocks, &feed->in->markers);
	blocks_done(&blocks);
}

static void add_plain(const struct feed *feed, struct story_list *list, struct article *story, struct feed_text body)
{
	struct buf text, clean;
	buf_init(&text, body.text.n * 4 + 1);
	if (body.kind == TEXT_ANY)
		markup_decode(body.text, &text);
	else
		buf_add_str(&text, body.text);
	buf_init(&clean, text.n * MAX_GROWTH + 1);
	clean_text(buf_str(&text), &clean);
	clipping_parse_body(list, story, buf_str(&clean), BODY_FILLED, &feed->in->markers);
	buf_done(&clean);
	buf_done(&text);
}

static void add_body(const struct feed *feed, struct story_list *list, struct article *story,
                     const struct feed_item *item)
{
	struct feed_text body = item->body;
	struct buf once;
	buf_init(&once, body.text.n * MAX_GROWTH + 1);
	if (body.kind != TEXT_PLAIN && is_escaped_twice(body.text)) {
		markup_decode(body.text, &once);
		body = (struct feed_text){buf_str(&once), TEXT_HTML};
	}
	if (body.kind == TEXT_HTML || (body.kind == TEXT_ANY && html_is_likely(body.text)))
		add_html(feed, list, story, body.text, item->base.n > 0 ? item->base : item->url);
	else
		add_plain(feed, list, story, body);
	buf_done(&once);
}

/* "…", "[…]", "...": there is more of it where it came from. */
static bool breaks_off(struct article *story)
{
	uint64_t key;
	if (!article_last(story, &key))
		return true;
	struct str text = article_paragraph(story, key).text;
	return str_ends(text, STR("…")) || str_ends(text, STR("...")) || str_ends(text, STR("[…]"))
	       || str_ends(text, STR("[...]"));
}

static bool is_empty(const struct feed_item *item)
{
	return item->title.text.n + item->body.text.n + item->url.n + item->guid.n + item->date.n + item->author.n == 0;
}

bool feed_give(struct feed *feed, const struct feed_item *item)
{
	struct story_list list = {0};
	if (is_empty(item))
		return true;
	struct article *story = story_new();
	set_meta(feed, story, item);
	add_body(feed, &list, story, item);
	uint64_t size = article_size_b(story);
	story->meta.teaser = item->url.n > 0
	                     && ((item->summary && size < TEASER_B && story->n_paragraphs <= 1) || size == 0 || breaks_off(story));
	return intake_give(feed->in, &list);
}

static struct str info_text(const struct feed *feed, struct feed_text text)
{
	struct article *scratch = story_new();
	struct str line = arena_copy(feed->arena, line_of(scratch, text));
	story_free(scratch);
	return line;
}

void feed_tell(struct feed *feed, struct feed_text title, struct feed_text description)
{
	struct feed_info *info = &feed->info;
	info->title = info_text(feed, title);
	info->description = info_text(feed, description);
	info->lang = info_text(feed, (struct feed_text){info->lang, TEXT_PLAIN});
	if (info->url.n == 0)
		info->url = feed->in->source->url;
	intake_feed(feed->in, info);
}

static const struct markup_node *find_root(const struct markup_tree *tree)
{
	for (const struct markup_node *n = tree->root->first; n != NULL; n = n->next)
		if (word_among(n->name, "rss|rdf|feed|channel|entry"))
			return n;
	return NULL;
}

static int import_xml(struct intake *in, struct str bytes, struct err *err)
{
	struct buf utf8;
	struct markup_tree tree;
	intake_read_xml(in, bytes, &utf8, &tree);
	struct feed feed = {.in = in, .tree = &tree, .arena = tree.arena, .base = in->source->url};
	const struct markup_node *root = find_root(&tree);
	if (root != NULL && word_among(root->name, "feed|entry"))
		atom_read(&feed, root);
	else if (root != NULL)
		rss_read(&feed, root);
	int status = intake_result(in, root == NULL ? "is no feed" : NULL, err);
	markup_done(&tree);
	buf_done(&utf8);
	return status;
}

/* The first byte that is no space, after a byte order mark, of an encoding that has ASCII in it. */
static char first_byte(struct str bytes)
{
	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_sub(bytes, 3, bytes.n);
	bytes = str_trim(bytes);
	return bytes.n > 0 ? bytes.p[0] : '\0';
}

int feed_import(struct intake *in, struct str bytes, struct err *err)
{
	if (str_trim(bytes).n == 0)
		return err_set(err, ERR_INPUT, "'%s' is empty", intake_name(in));
	if (first_byte(bytes) != '{')
		return import_xml(in, bytes, err);
	struct buf utf8;
	buf_init(&utf8, (bytes.n + 1) * 4);
	intake_decode(bytes, intake_charset(in->source->content_type), &utf8);
	int status = jsonfeed_import(in, buf_str(&utf8), err);
	buf_done(&utf8);
	return status;
}
