#include "config.h"

#include "news/record.h"

#include "base/mem.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <stdlib.h>

static int64_t number_of(const struct json_value *object, const char *key)
{
	const int64_t most = INT64_MAX / 10 - 10;
	const struct json_value *value = json_member_of(object, key);
	int64_t n = 0;
	if (value == NULL || value->type != JSON_NUMBER)
		return 0;
	for (size_t i = 0; i < value->text.n; i++) {
		char c = value->text.p[i];
		if (c < '0' || c > '9' || n > most)
			return 0;
		n = n * 10 + (c - '0');
	}
	return n;
}

static bool is_true(const struct json_value *object, const char *key)
{
	const struct json_value *value = json_member_of(object, key);
	return value != NULL && value->type == JSON_TRUE;
}

bool record_is(const struct json_value *object)
{
	const struct json_value *unread = json_member_of(object, "unread");
	const struct json_value *paragraphs = json_member_of(object, "paragraphs");
	return unread != NULL && (unread->type == JSON_TRUE || unread->type == JSON_FALSE) && paragraphs != NULL
	       && paragraphs->type == JSON_ARRAY;
}

/* The place of an id in the list, or -1. */
static int find(const struct records *records, int64_t id)
{
	for (size_t i = 0; id != 0 && i < records->list.n; i++) {
		if (records->ids[i] == id)
			return (int)i;
	}
	return -1;
}

bool records_belongs(const struct records *records, const struct json_value *object)
{
	return records->list.n < RECORDS_MAX && records->size_b < RECORDS_MAX_B
	       && find(records, number_of(object, "parent")) >= 0;
}

/* --- what an object has --- */

static enum paragraph_kind kind_named(struct str name)
{
	for (enum paragraph_kind kind = KIND_TEXT; kind <= KIND_PRE; kind++) {
		if (str_eq(name, str_of(paragraph_kind_name(kind))))
			return kind;
	}
	return KIND_TEXT;
}

/* A paragraph is a line; those of the text are cleaned and, but where lines are kept, made one. */
static void add_paragraph(struct article *story, const struct json_value *object)
{
	enum paragraph_kind kind = kind_named(json_member_text(object, "kind"));
	struct buf clean;
	struct str rest, line;
	buf_init(&clean, BUF_NO_MAX);
	clean_text(json_member_text(object, "text"), &clean);
	for (size_t i = 0; kind != KIND_PRE && i < clean.n; i++) {
		if (clean.p[i] == '\n')
			clean.p[i] = ' ';
	}
	rest = buf_str(&clean);
	if (rest.n == 0)
		story_add_paragraph(story, kind, rest);
	while (str_next_line(&rest, &line))
		story_add_paragraph(story, kind, line);
	buf_done(&clean);
}

/* Keys of the paragraphs as they were counted, from 0: each begins with that piece of the story. */
struct keys {
	size_t *keys;
	size_t n, cap;
};

static struct keys add_paragraphs(struct article *story, const struct json_value *object)
{
	struct keys keys = {0};
	for (const struct json_value *p = json_member_of(object, "paragraphs")->first; p != NULL; p = p->next) {
		keys.keys = xgrow(keys.keys, keys.n, &keys.cap, sizeof *keys.keys);
		keys.keys[keys.n++] = story->n_paragraphs;
		add_paragraph(story, p);
	}
	return keys;
}

static enum link_kind link_named(struct str name)
{
	return str_eq(name, STR("read-also")) ? LINK_READ_ALSO : str_eq(name, STR("parent")) ? LINK_PARENT : LINK_URL;
}

/* Where an address stands; false when it cannot stand there. */
static bool take_span(const struct article *story, const struct keys *keys, const struct json_value *object,
                      struct link *link)
{
	int64_t paragraph = number_of(object, "paragraph");
	if (paragraph < 1 || (uint64_t)paragraph > keys->n)
		return false;
	size_t key = keys->keys[paragraph - 1];
	if (key >= story->n_paragraphs)
		return false;
	link->key = key;
	link->start_cp = (size_t)number_of(object, "start");
	link->end_cp = (size_t)number_of(object, "end");
	return link->start_cp < link->end_cp
	       && link->end_cp <= utf8_count(story->paragraphs[key].paragraph.text);
}

/* Links come in reading order; one that does not is none of ours. */
static bool follows(const struct article *story, const struct link *link)
{
	if (story->n_links == 0 || link->kind != LINK_URL)
		return true;
	const struct link *last = &story->links[story->n_links - 1];
	return last->kind != LINK_URL || link->key > last->key
	       || (link->key == last->key && link->start_cp >= last->end_cp);
}

static void add_link(struct records *records, struct article *story, const struct keys *keys,
                     const struct json_value *object)
{
	struct link link = {
		.kind = link_named(json_member_text(object, "kind")),
		.title = story_meta_raw(story, json_member_text(object, "title")),
		.url = story_meta_raw(story, json_member_text(object, "url")),
		.story = -1,
		.key = story->n_paragraphs > 0 ? story->n_paragraphs - 1 : 0,
	};
	if (link.kind == LINK_URL && (!take_span(story, keys, object, &link) || !follows(story, &link)))
		return;
	int64_t target = number_of(object, "story");
	if (link.kind != LINK_URL && target != 0) {
		records->links = xgrow(records->links, records->n_links, &records->cap_links, sizeof *records->links);
		records->links[records->n_links++] = (struct record_link){records->list.n, story->n_links, target};
	}
	story_add_link(story, &link);
}

static void add_links(struct records *records, struct article *story, const struct keys *keys,
                      const struct json_value *object)
{
	const struct json_value *links = json_member_of(object, "links");
	const struct json_value *link = links != NULL && links->type == JSON_ARRAY ? links->first : NULL;
	for (; link != NULL; link = link->next)
		add_link(records, story, keys, link);
}

/* The texts of an array, each as one line of metadata. */
static struct str lines_of(struct article *story, const struct json_value *object, const char *key)
{
	struct buf lines;
	const struct json_value *array = json_member_of(object, key);
	const struct json_value *v = array != NULL && array->type == JSON_ARRAY ? array->first : NULL;
	buf_init(&lines, 1 << 20);
	for (; v != NULL; v = v->next) {
		struct str line = story_meta_raw(story, json_text(v));
		if (line.n == 0)
			continue;
		if (lines.n > 0)
			buf_add_char(&lines, '\n');
		buf_add_str(&lines, line);
	}
	struct str copy = arena_copy(story->arena, buf_str(&lines));
	buf_done(&lines);
	return copy;
}

static void add_debris(struct article *story, const struct json_value *object)
{
	struct str lines = lines_of(story, object, "dropped"), line;
	while (str_next_line(&lines, &line))
		story_add_debris(story, line);
}

static void set_place(struct article_meta *meta, const struct json_value *place)
{
	if (place == NULL || place->type != JSON_OBJECT)
		return;
	meta->placed = true;
	meta->place_key = (uint64_t)number_of(place, "key");
	meta->place_cp = (size_t)number_of(place, "offset");
}

static void set_meta(struct article *story, const struct json_value *object)
{
	struct article_meta *meta = &story->meta;
	struct str written = story_meta_raw(story, json_member_text(object, "date_text"));
	meta->guid = story_meta_raw(story, json_member_text(object, "guid")); /* its id is the library's own */
	meta->categories = lines_of(story, object, "category");
	meta->tags = lines_of(story, object, "tags");
	meta->feed = story_meta_raw(story, json_member_text(object, "feed"));
	meta->date_text = written.n > 0 || meta->date.year == 0 ? written : meta->date_text;
	meta->teaser = is_true(object, "teaser");
	meta->exported = true;
	meta->read = !is_true(object, "unread");
	meta->starred = is_true(object, "starred");
	date_parse(json_member_text(object, "stored"), &meta->stored);
	set_place(meta, json_member_of(object, "place"));
	story->verbatim = is_true(object, "verbatim");
}

void records_add(struct records *records, struct article *story, const struct json_value *object)
{
	set_meta(story, object);
	story->meta.parent = find(records, number_of(object, "parent"));
	struct keys keys = add_paragraphs(story, object);
	add_links(records, story, &keys, object);
	add_debris(story, object);
	free(keys.keys);
	story_finish(story);
	records->ids[records->list.n] = number_of(object, "id");
	records->size_b += story->size_b;
	story_list_add(&records->list, story);
}

struct story_list records_take(struct records *records)
{
	for (size_t i = 0; i < records->n_links; i++) {
		const struct record_link *l = &records->links[i];
		struct article *story = records->list.stories[l->story];
		int target = find(records, l->target);
		if (target >= 0 && l->link < story->n_links && story->links[l->link].kind != LINK_URL)
			story->links[l->link].story = target;
	}
	struct story_list list = records->list;
	free(records->links);
	*records = (struct records){0};
	return list;
}
