#include "config.h"

#include "news/markdown.h"

#include "base/mem.h"
#include "news/clipping.h"
#include "news/html.h"
#include "news/intake.h"
#include "news/lines.h"
#include "news/numberdate.h"
#include "news/url.h"
#include "news/word.h"

#include <stdlib.h>
#include <string.h>

/* A document while its lines are read. */
struct document {
	struct blocks blocks;
	struct markdown_links *links;
	struct buf paragraph;         /* the lines of the block so far */
	enum paragraph_kind kind;     /* of it */
	struct buf bullet;            /* before its text */
	char fence;                   /* within a block of code: what ends it */
	size_t fence_n;
	bool html;                    /* the paragraph is HTML */
	bool in_list;
	bool blank;                   /* the line before was */
};

static size_t indent_of(struct str line)
{
	size_t col = 0;
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == ' ')
			col++;
		else if (line.p[i] == '\t')
			col += 4 - col % 4;
		else
			break;
	}
	return col;
}

static size_t run_of(struct str s, char c)
{
	size_t n = 0;
	while (n < s.n && s.p[n] == c)
		n++;
	return n;
}

static void end_paragraph(struct document *d)
{
	struct str text = buf_str(&d->paragraph);
	if (d->html) {
		html_fragment(&d->blocks, text, d->links->base);
	} else if (str_trim(text).n > 0) {
		blocks_add_text(&d->blocks, buf_str(&d->bullet));
		markdown_add(&d->blocks, text, d->links);
		blocks_end(&d->blocks, d->kind);
	}
	buf_clear(&d->paragraph);
	buf_clear(&d->bullet);
	d->kind = KIND_TEXT;
	d->html = false;
}

static void add_line(struct document *d, struct str line)
{
	if (d->paragraph.n > 0)
		buf_add_char(&d->paragraph, d->html ? '\n' : ' ');
	buf_add_str(&d->paragraph, line);
}

static void add_heading(struct document *d, struct str text)
{
	end_paragraph(d);
	markdown_add(&d->blocks, text, d->links);
	blocks_end(&d->blocks, KIND_HEADING);
}

/* "## Heading ##" */
static bool read_heading(struct document *d, struct str text)
{
	size_t n = run_of(text, '#');
	if (n == 0 || n > 6 || (n < text.n && !word_is_space(text.p[n])))
		return false;
	struct str title = str_trim(str_sub(text, n, text.n));
	size_t end = title.n;
	while (end > 0 && title.p[end - 1] == '#')
		end--;
	if (end == 0 || word_is_space(title.p[end - 1]))
		title = str_trim(str_sub(title, 0, end));
	add_heading(d, title);
	return true;
}

/* A line of nothing but this sign (and spaces), so many times. */
static bool is_row_of(struct str text, char c, size_t at_least)
{
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == c)
			n++;
		else if (!word_is_space(text.p[i]))
			return false;
	}
	return n >= at_least;
}

/* The line under a paragraph that makes a heading of it. */
static bool read_underline(struct document *d, struct str text)
{
	bool line = text.n > 0 && (text.p[0] == '=' || text.p[0] == '-') && run_of(text, text.p[0]) == text.n;
	if (!line || d->paragraph.n == 0 || d->kind != KIND_TEXT || d->html)
		return false;
	d->kind = KIND_HEADING;
	end_paragraph(d);
	return true;
}

static bool read_fence(struct document *d, struct str text)
{
	size_t n = text.n > 0 && (text.p[0] == '`' || text.p[0] == '~') ? run_of(text, text.p[0]) : 0;
	if (n < 3 || (text.p[0] == '`' && memchr(text.p + n, '`', text.n - n) != NULL))
		return false;
	end_paragraph(d);
	d->fence = text.p[0];
	d->fence_n = n;
	return true;
}

static void read_code_line(struct document *d, struct str line)
{
	struct str text = str_trim(line);
	size_t n = run_of(text, d->fence);
	if (n >= d->fence_n && n == text.n) {
		blocks_add_verbatim(&d->blocks, buf_str(&d->paragraph));
		blocks_end(&d->blocks, KIND_PRE);
		buf_clear(&d->paragraph);
		d->fence = '\0';
		return;
	}
	buf_add_str(&d->paragraph, line);
	buf_add_char(&d->paragraph, '\n');
}

/* The bytes of "- " or "12. " at the start, or 0. */
static size_t bullet_length(struct str text)
{
	size_t n = 0;
	if (text.n > 0 && strchr("-*+", text.p[0]) != NULL && text.p[0] != '\0') {
		n = 1;
	} else {
		while (n < text.n && n < 9 && word_is_digit(text.p[n]))
			n++;
		n = n > 0 && n < text.n && (text.p[n] == '.' || text.p[n] == ')') ? n + 1 : 0;
	}
	return n > 0 && (n == text.n || word_is_space(text.p[n])) ? n : 0;
}

static bool read_item(struct document *d, struct str text)
{
	size_t n = bullet_length(text);
	/* Within a paragraph only a bullet, or the number 1, begins a list. */
	bool number = n > 0 && word_is_digit(text.p[0]);
	if (n == 0 || (d->paragraph.n > 0 && !d->in_list && number && !str_starts(text, STR("1"))))
		return false;
	end_paragraph(d);
	d->kind = KIND_ITEM;
	d->in_list = true;
	if (number)
		buf_add_str(&d->bullet, str_sub(text, 0, n));
	else
		buf_add_str(&d->bullet, STR("•"));
	buf_add_char(&d->bullet, ' ');
	add_line(d, str_trim(str_sub(text, n, text.n)));
	return true;
}

/* | a | b |, without the line of dashes under the first. */
static bool read_table_row(struct document *d, struct str text)
{
	if (text.n < 3 || text.p[0] != '|' || text.p[text.n - 1] != '|')
		return false;
	end_paragraph(d);
	struct str row = str_trim(str_sub(text, 1, text.n - 1));
	bool rule = true;
	for (size_t i = 0; i < row.n; i++)
		rule &= strchr("-:| \t", row.p[i]) != NULL;
	if (rule)
		return true;
	markdown_add(&d->blocks, row, d->links);
	blocks_end(&d->blocks, KIND_PRE);
	return true;
}

static bool read_quote(struct document *d, struct str text)
{
	if (text.n == 0 || text.p[0] != '>')
		return false;
	while (text.n > 0 && text.p[0] == '>')
		text = str_trim(str_sub(text, 1, text.n));
	if (d->kind != KIND_QUOTE || text.n == 0)
		end_paragraph(d);
	if (text.n > 0) {
		d->kind = KIND_QUOTE;
		add_line(d, text);
	}
	return true;
}

/* <div>, <!-- …: HTML until a blank line. */
static bool begins_html(struct str text)
{
	if (text.n < 3 || text.p[0] != '<')
		return false;
	size_t n = text.p[1] == '/' ? 2 : 1, from = n;
	while (n < text.n && word_is_alnum(text.p[n]))
		n++;
	return tag_is_block(tag_of(str_sub(text, from, n))) || str_starts(text, STR("<!--"))
	       || word_starts(text, "<script") || word_starts(text, "<style");
}

static void read_line(struct document *d, struct str line)
{
	struct str text = str_trim(line);
	size_t indent = indent_of(line);
	if (d->fence != '\0') {
		read_code_line(d, line);
		return;
	}
	bool blank = d->blank;
	d->blank = text.n == 0;
	if (text.n == 0) {
		end_paragraph(d);
		return;
	}
	if (d->html) {
		add_line(d, line);
		return;
	}
	if (blank && indent == 0 && bullet_length(text) == 0)
		d->in_list = false;
	if (indent >= 4 && d->paragraph.n == 0 && !d->in_list) {
		blocks_add_verbatim(&d->blocks, str_sub(line, line.p[0] == '\t' ? 1 : 4, line.n));
		blocks_end(&d->blocks, KIND_PRE);
		return;
	}
	if (read_underline(d, text) || read_heading(d, text) || read_fence(d, text))
		return;
	if (is_row_of(text, '-', 3) || is_row_of(text, '*', 3) || is_row_of(text, '_', 3)) {
		end_paragraph(d);
		return;
	}
	if (read_quote(d, text) || read_item(d, text) || read_table_row(d, text))
		return;
	if (d->paragraph.n == 0 && begins_html(text))
		d->html = true;
	add_line(d, d->html ? line : text);
}

/* [label]: address "title"; into *link when that is not NULL. */
static bool split_definition(struct str line, struct markdown_link *link)
{
	struct str text = str_trim(line);
	size_t close = text.n > 4 && text.p[0] == '[' ? str_find(text, STR("]:"), 1) : (size_t)-1;
	if (close == (size_t)-1 || indent_of(line) > 3 || text.p[1] == '^')
		return false;
	struct str url = str_trim(str_sub(text, close + 2, text.n));
	size_t n = 0;
	while (n < url.n && !word_is_space(url.p[n]))
		n++;
	url = str_sub(url, 0, n);
	if (url.n > 2 && url.p[0] == '<')
		url = str_sub(url, 1, url.n - 1);
	if (link != NULL)
		*link = (struct markdown_link){str_sub(text, 1, close), url};
	return url.n > 0;
}

static void read_definition(struct markdown_links *links, struct str line)
{
	struct markdown_link link;
	if (links->n < MARKDOWN_MAX_LINKS && split_definition(line, &link))
		links->items[links->n++] = link;
}

static struct str unquoted(struct str value)
{
	bool quoted = value.n > 1 && (value.p[0] == '"' || value.p[0] == '\'') && value.p[value.n - 1] == value.p[0];
	return quoted ? str_sub(value, 1, value.n - 1) : value;
}

/* [a, b], or one a line after the key. */
static void add_names(struct article *story, struct buf *out, struct str value)
{
	if (value.n > 1 && value.p[0] == '[' && value.p[value.n - 1] == ']')
		value = str_sub(value, 1, value.n - 1);
	while (value.n > 0) {
		const char *comma = memchr(value.p, ',', value.n);
		size_t n = comma != NULL ? (size_t)(comma - value.p) : value.n;
		struct str name = story_meta_raw(story, unquoted(str_trim(str_sub(value, 0, n))));
		if (name.n > 0 && out->n > 0)
			buf_add_char(out, '\n');
		buf_add_str(out, name);
		value = str_sub(value, n + 1, value.n);
	}
}

static void take_member(struct article *story, struct str key, struct str value, struct buf *names)
{
	struct article_meta *meta = &story->meta;
	struct str text = story_meta_raw(story, unquoted(value));
	if (word_eq(key, "title"))
		meta->title = text;
	else if (word_among(key, "author|authors|by"))
		meta->author = text;
	else if (word_among(key, "lang|language|locale"))
		meta->lang = text;
	else if (word_among(key, "source|site|publisher"))
		meta->source = text;
	else if (word_among(key, "url|link|canonical|permalink") && url_is_web(text))
		meta->url = text;
	else if (word_among(key, "id|guid"))
		meta->guid = text;
	else if (word_among(key, "kicker|subtitle"))
		meta->kicker = text;
	else if (word_among(key, "date|published|pubdate")) {
		meta->date_text = text;
		if (!numberdate_parse(text, &meta->date))
			meta->date = (struct date){0};
	} else if (word_among(key, "updated|modified|lastmod") && !numberdate_parse(text, &meta->updated))
		meta->updated = (struct date){0};
	else if (word_among(key, "tags|categories|category|keywords"))
		add_names(story, names, value);
}

/* "---", members, "---" at the very beginning; returns what follows, or all when there is none. */
static struct str read_front(struct article *story, struct str text)
{
	struct str rest = text, line, key = {"", 0};
	struct buf names;
	bool closed = false;
	if (!str_next_line(&rest, &line) || !str_eq(str_trim(line), STR("---")))
		return text;
	buf_init(&names, 1 << 16);
	while (!closed && str_next_line(&rest, &line)) {
		struct str trimmed = str_trim(line);
		closed = str_eq(trimmed, STR("---")) || str_eq(trimmed, STR("..."));
		const char *colon = trimmed.n > 0 ? memchr(trimmed.p, ':', trimmed.n) : NULL;
		struct str value = {"", 0};
		if (str_starts(trimmed, STR("- "))) {
			value = str_trim(str_sub(trimmed, 2, trimmed.n));
		} else if (colon != NULL && indent_of(line) == 0) {
			key = str_trim(str_sub(trimmed, 0, (size_t)(colon - trimmed.p)));
			value = str_trim(str_sub(trimmed, key.n + 1, trimmed.n));
		}
		if (!closed && value.n > 0)
			take_member(story, key, value, &names);
	}
	story->meta.categories = arena_copy(story->arena, buf_str(&names));
	buf_done(&names);
	return closed ? rest : text;
}

static void read_lines(struct document *d, struct str text)
{
	struct str rest = text, line;
	while (str_next_line(&rest, &line))
		read_definition(d->links, line);
	rest = text;
	while (str_next_line(&rest, &line)) {
		/* A definition is no text, where a block may begin. */
		bool definition = d->fence == '\0' && d->paragraph.n == 0 && split_definition(line, NULL);
		if (!definition)
			read_line(d, line);
	}
	if (d->fence != '\0')
		blocks_add_verbatim(&d->blocks, buf_str(&d->paragraph));
	if (d->fence != '\0')
		blocks_end(&d->blocks, KIND_PRE);
	else
		end_paragraph(d);
}

/* The first heading is the title, when nothing else has said it and only a heading stands before the text. */
static void take_title(struct document *d, struct article *story)
{
	if (story->meta.title.n > 0 || d->blocks.n == 0 || d->blocks.items[0].kind != KIND_HEADING)
		return;
	story->meta.title = story_meta_text(story, d->blocks.items[0].text);
	d->blocks.n--;
	memmove(d->blocks.items, d->blocks.items + 1, d->blocks.n * sizeof *d->blocks.items);
}

int markdown_import(struct intake *in, struct str bytes, struct err *err)
{
	struct buf utf8;
	struct story_list list = {0};
	struct article *story = story_new();
	struct document d = {.kind = KIND_TEXT, .blank = true};
	buf_init(&utf8, (bytes.n + 1) * 4);
	intake_decode(bytes, intake_charset(in->source->content_type), &utf8);
	blocks_init(&d.blocks);
	buf_init(&d.paragraph, BUF_NO_MAX);
	buf_init(&d.bullet, 64);
	d.links = xcalloc(1, sizeof *d.links);
	d.links->base = in->source->url;
	story->meta.url = story_meta_raw(story, in->source->url);
	read_lines(&d, read_front(story, buf_str(&utf8)));
	take_title(&d, story);
	bool empty = d.blocks.n == 0 && story->meta.title.n == 0;
	clipping_parse_blocks(&list, story, &d.blocks, &in->markers);
	if (empty)
		story_list_done(&list);
	else
		intake_give(in, &list);
	free(d.links);
	buf_done(&d.paragraph);
	buf_done(&d.bullet);
	blocks_done(&d.blocks);
	buf_done(&utf8);
	return intake_result(in, NULL, err);
}
