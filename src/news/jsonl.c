#include "config.h"

#include "news/intake.h"

#include "news/blocks.h"
#include "news/clipping.h"
#include "news/html.h"
#include "news/jsontree.h"
#include "news/lines.h"
#include "news/numberdate.h"
#include "news/record.h"
#include "news/stream.h"
#include "text/charset.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <string.h>

/* Names that others give the same thing, the first is ours. */
static struct str member_text(const struct json_value *object, const char *const *names)
{
	for (; *names != NULL; names++) {
		struct str text = json_member_text(object, *names);
		if (text.n > 0)
			return text;
	}
	return (struct str){"", 0};
}

#define MEMBER(object, ...) member_text(object, (const char *const[]){__VA_ARGS__, NULL})

/* "a", ["a", "b"], [{"name": "a"}]: one a line, as metadata. */
static struct str names_of(struct article *story, const struct json_value *value)
{
	struct buf names;
	buf_init(&names, 1 << 16);
	const struct json_value *v = value;
	if (v != NULL && v->type == JSON_ARRAY)
		v = v->first;
	for (; v != NULL; v = v->next) {
		struct str name = v->type == JSON_OBJECT ? json_member_text(v, "name") : json_text(v);
		name = story_meta_raw(story, name);
		if (name.n > 0 && names.n > 0)
			buf_add_char(&names, '\n');
		buf_add_str(&names, name);
		if (v == value)
			break; /* what follows is not of it */
	}
	struct str copy = arena_copy(story->arena, buf_str(&names));
	buf_done(&names);
	return copy;
}

static const struct json_value *first_member(const struct json_value *object, const char *a, const char *b,
                                             const char *c)
{
	const char *const names[] = {a, b, c};
	for (size_t i = 0; i < 3; i++) {
		const struct json_value *value = json_member_of(object, names[i]);
		if (value != NULL && value->type != JSON_NULL)
			return value;
	}
	return NULL;
}

static struct str one_line(struct article *story, struct str names)
{
	struct buf line;
	buf_init(&line, names.n * 2 + 2);
	struct str name;
	for (bool first = true; str_next_line(&names, &name); first = false) {
		if (!first)
			buf_add_str(&line, STR(", "));
		buf_add_str(&line, name);
	}
	struct str copy = arena_copy(story->arena, buf_str(&line));
	buf_done(&line);
	return copy;
}

static void set_meta(struct article *story, const struct json_value *object)
{
	struct article_meta *meta = &story->meta;
	meta->title = story_meta_raw(story, MEMBER(object, "title", "headline"));
	meta->kicker = story_meta_raw(story, MEMBER(object, "kicker"));
	meta->source = story_meta_raw(story, MEMBER(object, "source", "site", "publisher"));
	meta->url = story_meta_raw(story, MEMBER(object, "url", "link"));
	meta->lang = story_meta_raw(story, MEMBER(object, "lang", "language"));
	meta->guid = story_meta_raw(story, MEMBER(object, "guid", "id"));
	meta->author = one_line(story, names_of(story, first_member(object, "author", "authors", "byline")));
	meta->categories = names_of(story, first_member(object, "category", "categories", "tags"));
	meta->date_text = story_meta_raw(story, MEMBER(object, "date", "date_published", "published"));
	if (!numberdate_parse(meta->date_text, &meta->date))
		meta->date = (struct date){0};
	struct str updated = story_meta_raw(story, MEMBER(object, "updated", "date_modified"));
	if (!numberdate_parse(updated, &meta->updated))
		meta->updated = (struct date){0};
}

static enum paragraph_kind kind_named(struct str name)
{
	for (enum paragraph_kind kind = KIND_TEXT; kind <= KIND_PRE; kind++)
		if (str_eq(name, str_of(paragraph_kind_name(kind))))
			return kind;
	return KIND_TEXT;
}

/* "paragraphs" as `show --json` and `export` write them, or plain strings. */
static void add_paragraphs(struct blocks *blocks, const struct json_value *paragraphs)
{
	for (const struct json_value *p = paragraphs->first; p != NULL; p = p->next) {
		struct str text = p->type == JSON_OBJECT ? json_member_text(p, "text") : json_text(p);
		enum paragraph_kind kind = kind_named(json_member_text(p, "kind"));
		if (kind == KIND_PRE)
			blocks_add_verbatim(blocks, text);
		else
			blocks_add_text(blocks, text);
		blocks_end(blocks, kind);
	}
}

/* "links" as `show --json` writes them; those in the text are found in it again. */
static void add_links(struct article *story, const struct json_value *links)
{
	const struct json_value *link = links != NULL && links->type == JSON_ARRAY ? links->first : NULL;
	for (; link != NULL; link = link->next) {
		struct str title = json_member_text(link, "title"), url = json_member_text(link, "url");
		if (!str_eq(json_member_text(link, "kind"), STR("read-also")) || title.n + url.n == 0)
			continue;
		story_add_link(story, &(struct link){
			.kind = LINK_READ_ALSO, .story = -1, .title = story_meta_raw(story, title),
			.url = story_meta_raw(story, url), .key = story->n_paragraphs > 0 ? story->n_paragraphs - 1 : 0});
	}
}

static void add_body(struct intake *in, struct story_list *list, struct article *story,
                     const struct json_value *object)
{
	const struct json_value *paragraphs = json_member_of(object, "paragraphs");
	struct str html = json_member_text(object, "content_html");
	if ((paragraphs != NULL && paragraphs->type == JSON_ARRAY) || html.n > 0) {
		struct blocks blocks;
		blocks_init(&blocks);
		if (html.n > 0)
			html_fragment(&blocks, html, story->meta.url);
		else
			add_paragraphs(&blocks, paragraphs);
		clipping_parse_blocks(list, story, &blocks, &in->markers);
		blocks_done(&blocks);
		return;
	}
	struct buf body;
	struct str text = MEMBER(object, "body", "text", "content", "content_text", "summary", "description");
	buf_init(&body, (text.n + 1) * 16);
	clean_text(text, &body);
	clipping_parse_body(list, story, buf_str(&body), BODY_PARAGRAPHS, &in->markers);
	buf_done(&body);
}

static bool has_any(const struct json_value *object)
{
	static const char *const names[] = {"title", "headline", "body", "text", "content", "content_text",
	                                   "content_html", "paragraphs", "url", "link", "summary", "description"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct json_value *value = json_member_of(object, names[i]);
		if (json_text(value).n > 0 || (value != NULL && value->first != NULL))
			return true;
	}
	return false;
}

/* What came before belongs to nothing that follows. */
static void give_records(struct intake *in, struct records *records)
{
	struct story_list list = records_take(records);
	if (in->stopped)
		story_list_done(&list);
	else
		intake_give(in, &list);
}

static void read_line(struct intake *in, struct records *records, struct str line, size_t number)
{
	struct arena *arena = arena_new();
	struct json_fault fault;
	struct story_list list = {0};
	const struct json_value *object = json_tree(arena, line, false, &fault);
	bool is_record = record_is(object) && has_any(object);
	if (!is_record || !records_belongs(records, object))
		give_records(in, records);
	if (in->stopped) {
		/* nothing more is wanted */
	} else if (object == NULL) {
		intake_problem(in, number, utf8_count(str_sub(line, 0, fault.offset)) + 1, "not JSON: %s", fault.message);
	} else if (object->type != JSON_OBJECT || !has_any(object)) {
		intake_problem(in, number, 0, "no article: it has neither a title nor a body");
	} else {
		struct article *story = story_new();
		set_meta(story, object);
		if (is_record) {
			records_add(records, story, object);
		} else {
			add_body(in, &list, story, object);
			add_links(story, json_member_of(object, "links"));
		}
	}
	arena_free(arena);
	intake_give(in, &list);
}

int jsonl_import(struct intake *in, struct stream *stream, struct err *err)
{
	struct str line;
	struct records records = {0};
	bool any = false;
	while (!in->stopped && stream_line(stream, &line)) {
		if (stream->line == 1 && str_starts(line, STR("\xEF\xBB\xBF")))
			line = str_sub(line, 3, line.n);
		if (stream->too_long)
			intake_problem(in, stream->line, 0, "the line is longer than %d MB", STREAM_MAX_LINE_B >> 20);
		any |= stream->too_long;
		if (str_trim(line).n == 0)
			continue;
		any = true;
		if (utf8_valid(line)) {
			read_line(in, &records, line, stream->line);
			continue;
		}
		struct buf utf8;
		buf_init(&utf8, (line.n + 1) * 4);
		charset_to_utf8(line, intake_charset(in->source->content_type), &utf8);
		read_line(in, &records, buf_str(&utf8), stream->line);
		buf_done(&utf8);
	}
	give_records(in, &records);
	if (stream->status < 0) {
		return err_set(err, stream->err.code, "%s", stream->err.message);
	}
	return intake_result(in, any ? "none of its lines is an article in JSON" : NULL, err);
}
