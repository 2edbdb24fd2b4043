#include "config.h"

#include "cli/story.h"

#include <poll.h>
#include <string.h>

/* Of a stream, so much must have come after a paragraph before its end is known. */
enum { AHEAD_B = 4 * PARA_MAX_B };

static void fetch_ahead(struct article *article, uint64_t key)
{
	while (article_poll_fd(article) >= 0 && article_size_b(article) - article_offset_b(article, key) < AHEAD_B) {
		struct pollfd stream = {.fd = article_poll_fd(article), .events = POLLIN};
		poll(&stream, 1, -1);
		article_read_more(article);
	}
}

bool story_first(struct article *article, uint64_t *key)
{
	bool any = article_first(article, key);
	if (any)
		fetch_ahead(article, *key);
	return any;
}

bool story_next(struct article *article, uint64_t *key)
{
	fetch_ahead(article, *key);
	return article_next(article, key);
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

/* Print the beginning of a long paragraph, as long as the printer sees far enough after it. */
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
	while (piece.continues && printer->out->error == 0 && story_next(article, key)) {
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
	bool more = story_first(article, &key);
	while (more && printer->out->error == 0) {
		struct paragraph p = article_paragraph(article, key);
		if (!verbatim && (p.kind != before || (p.kind != KIND_PRE && p.kind != KIND_ITEM)))
			printer_blank(printer);
		print_pieces(article, &key, p, &text, printer);
		before = p.kind;
		more = story_next(article, &key);
	}
	buf_done(&text);
}

void story_print_rule(struct printer *printer)
{
	printer_blank(printer);
	printer_paragraph(printer, STR("* * *"), false);
	printer_blank(printer);
}

void story_print_text(const struct story_list *list, size_t i, struct printer *printer)
{
	struct article *article = list->stories[i];
	const struct article_meta *meta = article_meta(article);
	if (i > 0)
		story_print_rule(printer);
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
