#include "config.h"

#include "cli/story.h"

#include "cli/json.h"
#include "text/clean.h"

#include <poll.h>
#include <string.h>

/* Of a stream, so much must have come behind a paragraph before its end is known. */
enum { AHEAD_B = 4 * PARA_MAX_B };

static void fetch_ahead(struct article *article, uint64_t key)
{
	while (article_poll_fd(article) >= 0 && article_size_b(article) - article_offset_b(article, key) < AHEAD_B) {
		struct pollfd stream = {.fd = article_poll_fd(article), .events = POLLIN};
		poll(&stream, 1, -1);
		article_read_more(article);
	}
}

static bool first_key(struct article *article, uint64_t *key)
{
	bool any = article_first(article, key);
	if (any)
		fetch_ahead(article, *key);
	return any;
}

static bool next_key(struct article *article, uint64_t *key)
{
	fetch_ahead(article, *key);
	return article_next(article, key);
}

/* The pieces of a long paragraph, put together again from *key on; *key is left at the last one. */
static struct paragraph whole_paragraph(struct article *article, uint64_t *key, struct buf *text)
{
	struct paragraph first = article_paragraph(article, *key);
	bool more = first.continues;
	buf_clear(text);
	buf_add_str(text, first.text);
	while (more && next_key(article, key)) {
		struct paragraph piece = article_paragraph(article, *key);
		buf_add_str(text, piece.text);
		more = piece.continues;
	}
	first.text = buf_str(text);
	return first;
}

static void print_byline(const struct article_meta *meta, struct printer *printer)
{
	struct buf line;
	char date[32] = "";
	if (meta->date.year != 0)
		date_format_iso(&meta->date, date);
	const struct str parts[] = {str_of(date), meta->source, meta->author};
	buf_init(&line, BUF_NO_MAX);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].n == 0)
			continue;
		if (line.n > 0)
			buf_add_str(&line, STR(" · "));
		buf_add_str(&line, parts[i]);
	}
	if (line.n > 0)
		printer_paragraph(printer, buf_str(&line), false);
	buf_done(&line);
}

static void print_links(struct article *article, struct printer *printer)
{
	bool any = false;
	struct buf line;
	buf_init(&line, BUF_NO_MAX);
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		if (link.kind != LINK_READ_ALSO)
			continue;
		if (!any)
			printer_blank(printer);
		any = true;
		buf_clear(&line);
		buf_add_str(&line, STR("• "));
		buf_add_str(&line, link.title.n > 0 ? link.title : link.url);
		printer_paragraph(printer, buf_str(&line), false);
	}
	buf_done(&line);
}

/* Print the beginning of a long paragraph, as long as the printer sees far enough behind it. */
static void print_beginning(struct printer *printer, struct buf *text, bool bold)
{
	size_t at = 0;
	while (text->n - at >= 2 * PARA_MAX_B)
		at += printer_line(printer, str_sub(buf_str(text), at, text->n), bold);
	memmove(text->p, text->p + at, text->n - at);
	text->n -= at;
}

/* A paragraph in its pieces, never much of it in memory. piece is that at *key, which is left at the last one. */
static void print_pieces(struct article *article, uint64_t *key, struct paragraph piece, struct buf *text,
                         struct printer *printer)
{
	bool bold = piece.kind == KIND_HEADING;
	buf_clear(text);
	buf_add_str(text, piece.text);
	while (piece.continues && printer->out->error == 0 && next_key(article, key)) {
		piece = article_paragraph(article, *key);
		buf_add_str(text, piece.text);
		if (text->n >= 4 * PARA_MAX_B)
			print_beginning(printer, text, bold);
	}
	printer_paragraph(printer, buf_str(text), bold);
}

static void print_body(struct article *article, struct printer *printer)
{
	struct buf text;
	uint64_t key;
	enum paragraph_kind before = KIND_TEXT;
	bool verbatim = article_is_verbatim(article);
	buf_init(&text, BUF_NO_MAX);
	bool more = first_key(article, &key);
	while (more && printer->out->error == 0) {
		struct paragraph p = article_paragraph(article, key);
		if (!verbatim && (p.kind != before || (p.kind != KIND_PRE && p.kind != KIND_ITEM)))
			printer_blank(printer);
		print_pieces(article, &key, p, &text, printer);
		before = p.kind;
		more = next_key(article, &key);
	}
	buf_done(&text);
}

void story_print_text(const struct story_list *list, size_t i, struct printer *printer)
{
	struct article *article = list->stories[i];
	const struct article_meta *meta = article_meta(article);
	if (i > 0) {
		printer_blank(printer);
		printer_paragraph(printer, STR("* * *"), false);
		printer_blank(printer);
	}
	printer->before = meta->dir;
	if (!article_is_verbatim(article)) {
		if (meta->kicker.n > 0)
			printer_paragraph(printer, meta->kicker, false);
		printer_paragraph(printer, meta->title, true);
		print_byline(meta, printer);
	}
	print_body(article, printer);
	print_links(article, printer);
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
	for (bool more = first_key(article, &key); more; more = next_key(article, &key)) {
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

static void add_links(struct json *json, const struct article *article, const char *path)
{
	static const char *const kinds[] = {
		[LINK_READ_ALSO] = "read-also", [LINK_PARENT] = "parent", [LINK_URL] = "url"};
	json_key(json, "links");
	json_open(json, '[');
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		json_open(json, '{');
		json_member(json, "kind", str_of(kinds[link.kind]));
		json_member(json, "title", link.title);
		json_member(json, "url", link.url);
		json_key(json, "story");
		add_id(json, path, link.story);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void story_print_json(const struct story_list *list, size_t i, const char *path, struct out *out)
{
	struct article *article = list->stories[i];
	const struct article_meta *meta = article_meta(article);
	struct json json = {.out = &out->buf};
	char date[32] = "";
	if (meta->date.year != 0)
		date_format_iso(&meta->date, date);
	json_open(&json, '{');
	json_key(&json, "id");
	add_id(&json, path, (int)i);
	json_member(&json, "title", meta->title);
	json_member(&json, "kicker", meta->kicker);
	json_member(&json, "date", str_of(date));
	json_member(&json, "source", meta->source);
	json_member(&json, "author", meta->author);
	json_member(&json, "lang", meta->lang);
	json_member(&json, "dir", str_of(dir_name(meta->dir)));
	json_member(&json, "url", meta->url);
	add_paragraphs(&json, article, out);
	add_links(&json, article, path);
	json_key(&json, "parent");
	add_id(&json, path, meta->parent);
	json_close(&json, '}');
	buf_add_char(&out->buf, '\n');
	out_flow(out);
}
