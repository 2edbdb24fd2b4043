#include "config.h"

#include "cli/story.h"

#include "cli/json.h"
#include "cli/stored.h"
#include "text/clean.h"

/* The pieces of a long paragraph, put together again from *key on; *key is left at the last one. */
static struct paragraph whole_paragraph(struct article *article, uint64_t *key, struct buf *text)
{
	struct paragraph first = article_paragraph(article, *key);
	bool more = first.continues;
	buf_clear(text);
	buf_add_str(text, first.text);
	while (more && story_next(article, key)) {
		struct paragraph piece = article_paragraph(article, *key);
		buf_add_str(text, piece.text);
		more = piece.continues;
	}
	first.text = buf_str(text);
	return first;
}

static const char *dir_name(enum dir dir)
{
	return dir == DIR_RTL ? "rtl" : "ltr";
}

static void add_id(struct json *json, const char *path, int story)
{
	struct buf id;
	buf_init(&id, BUF_NO_MAX);
	clean_text(str_of(path), &id);
	if (story > 0)
		buf_addf(&id, "#%d", story + 1);
	if (story >= 0)
		json_string(json, buf_str(&id));
	else
		json_null(json);
	buf_done(&id);
}

static void add_paragraphs(struct json *json, struct article *article, struct out *out)
{
	struct buf text;
	struct para *para = para_new();
	uint64_t key;
	enum dir before = article_meta(article)->dir;
	buf_init(&text, BUF_NO_MAX);
	json_key(json, "paragraphs");
	json_open(json, '[');
	for (bool more = story_first(article, &key); more; more = story_next(article, &key)) {
		struct paragraph p = whole_paragraph(article, &key, &text);
		para_load(para, p.text, DIR_AUTO, before, SHAPE_BASE);
		before = para_dir(para);
		json_open(json, '{');
		json_member(json, "kind", str_of(paragraph_kind_name(p.kind)));
		json_member(json, "dir", str_of(dir_name(before)));
		json_key(json, "text");
		json_string(json, p.text);
		json_close(json, '}');
		out_flow(out);
	}
	json_close(json, ']');
	para_free(para);
	buf_done(&text);
}

static const char *link_name(enum link_kind kind)
{
	static const char *const names[] = {
		[LINK_READ_ALSO] = "read-also", [LINK_PARENT] = "parent", [LINK_URL] = "url"};
	return names[kind];
}

static void begin_link(struct json *json, const struct link *link)
{
	json_open(json, '{');
	json_member(json, "kind", str_of(link_name(link->kind)));
	json_member(json, "title", link->title);
	json_member(json, "url", link->url);
}

static void add_links(struct json *json, const struct article *article, const char *path)
{
	json_key(json, "links");
	json_open(json, '[');
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		begin_link(json, &link);
		json_key(json, "story");
		add_id(json, path, link.story);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void add_date(struct json *json, const char *key, const struct date *date)
{
	char text[32] = "";
	if (date->year != 0)
		date_format_iso(date, text);
	json_member(json, key, str_of(text));
}

/* From the title to the paragraphs: what every story has, the id aside. */
static void add_story(struct json *json, struct article *article, struct out *out)
{
	const struct article_meta *meta = article_meta(article);
	json_member(json, "title", meta->title);
	json_member(json, "kicker", meta->kicker);
	add_date(json, "date", &meta->date);
	json_member(json, "source", meta->source);
	json_member(json, "author", meta->author);
	json_member(json, "lang", meta->lang);
	json_member(json, "dir", str_of(dir_name(meta->dir)));
	json_member(json, "url", meta->url);
	add_paragraphs(json, article, out);
}

static void end_line(struct json *json, struct out *out)
{
	json_close(json, '}');
	buf_add_char(&out->buf, '\n');
	out_flow(out);
}

void story_print_json(const struct story_list *list, size_t i, const char *path, struct out *out)
{
	struct article *article = list->stories[i];
	struct json json = {.out = &out->buf};
	json_open(&json, '{');
	json_key(&json, "id");
	add_id(&json, path, (int)i);
	add_story(&json, article, out);
	add_links(&json, article, path);
	json_key(&json, "parent");
	add_id(&json, path, article_meta(article)->parent);
	end_line(&json, out);
}

/* --- of a library --- */

/* What each key of a paragraph is in numbers from 1, where pieces of one paragraph count once. */
struct numbering {
	struct article *article;
	uint64_t key;
	int64_t number; /* 0: none yet */
	bool more, in_pieces;
};

/* The number of the paragraph that begins at key, which is not before the last one that was asked for; 0: none. */
static int64_t number_of(struct numbering *n, uint64_t key)
{
	while (n->more && n->key < key) {
		bool piece = article_paragraph(n->article, n->key).continues;
		n->more = article_next(n->article, &n->key);
		n->number += !piece;
		n->in_pieces = piece;
	}
	return n->more && n->key == key && !n->in_pieces ? n->number : 0;
}

/* Where an address stands, as search does it: paragraphs from 1, code points. */
static void add_span(struct json *json, const struct link *link, struct numbering *numbering)
{
	int64_t number = link->kind == LINK_URL ? number_of(numbering, link->key) : 0;
	if (number == 0)
		return;
	stored_add_number(json, "paragraph", number);
	json_key(json, "start");
	json_number(json, (int64_t)link->start_cp);
	json_key(json, "end");
	json_number(json, (int64_t)link->end_cp);
}

static void add_stored_links(struct json *json, struct article *article, struct library *library, int64_t id)
{
	enum { LINKS_MAX = 200 };
	struct linked linked[LINKS_MAX];
	struct numbering numbering = {.article = article, .number = 1};
	int n = library_links(library, id, linked, LINKS_MAX, NULL);
	numbering.more = article_first(article, &numbering.key);
	json_key(json, "links");
	json_open(json, '[');
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		int64_t target = 0;
		for (int k = 0; k < n && target == 0; k++)
			target = !linked[k].back && linked[k].number == i ? linked[k].id : 0;
		begin_link(json, &link);
		add_span(json, &link, &numbering);
		stored_add_number(json, "story", target);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void add_lines(struct json *json, const char *key, struct str lines)
{
	struct str line;
	json_key(json, key);
	json_open(json, '[');
	while (str_next_line(&lines, &line))
		json_string(json, line);
	json_close(json, ']');
}

/* Where its reader was last, as the library has it. */
static void add_place(struct json *json, struct library *library, int64_t id)
{
	uint64_t key;
	size_t offset;
	json_key(json, "place");
	if (library_place(library, id, &key, &offset, NULL) != 0) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_key(json, "key");
	json_number(json, (int64_t)key);
	json_key(json, "offset");
	json_number(json, (int64_t)offset);
	json_close(json, '}');
}

void story_print_stored(struct article *article, struct library *library, const struct article_row *row,
                        struct str feed, struct out *out)
{
	const struct article_meta *meta = article_meta(article);
	struct json json = {.out = &out->buf};
	json_open(&json, '{');
	stored_add_number(&json, "id", row->id);
	add_story(&json, article, out);
	add_stored_links(&json, article, library, row->id);
	stored_add_marks(&json, library, row);
	stored_add_time(&json, "stored", row->stored);
	add_place(&json, library, row->id);
	json_member(&json, "feed", feed);
	add_lines(&json, "category", meta->categories);
	json_member(&json, "guid", meta->guid);
	json_member(&json, "date_text", meta->date_text);
	add_date(&json, "updated", &meta->updated);
	json_key(&json, "teaser");
	json_bool(&json, meta->teaser);
	json_key(&json, "verbatim");
	json_bool(&json, article_is_verbatim(article));
	add_lines(&json, "dropped", article_debris(article));
	end_line(&json, out);
}
