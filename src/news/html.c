#include "config.h"

#include "news/html.h"

#include "news/clipping.h"
#include "news/htmlpage.h"
#include "news/intake.h"
#include "news/numberdate.h"
#include "news/word.h"
#include "text/clean.h"

#include <stdlib.h>
#include <string.h>

enum { CHARSET_LOOK_B = 4096, MAX_LINK_TITLE_B = 600, MAX_RELATED = 20, MIN_TEXT_B = 80 };

/* charset=… of a meta element, or of an XML declaration, near the beginning of bytes in any ASCII-like encoding. */
static struct str declared_charset(struct str bytes)
{
	struct str head = str_sub(bytes, 0, CHARSET_LOOK_B);
	for (size_t at = 0; (at = word_find(head, "<meta", at)) != (size_t)-1; at++) {
		const char *end = memchr(head.p + at, '>', head.n - at);
		struct str tag = str_sub(head, at, end != NULL ? (size_t)(end - head.p) : head.n);
		struct str charset = intake_charset(tag);
		if (charset.n > 0)
			return charset;
	}
	size_t encoding = word_starts(str_trim(head), "<?xml") ? word_find(head, "encoding=", 0) : (size_t)-1;
	if (encoding == (size_t)-1)
		return (struct str){"", 0};
	struct str value = str_sub(head, encoding + strlen("encoding="), head.n);
	value = str_sub(value, value.n > 0 && (value.p[0] == '"' || value.p[0] == '\''), value.n);
	size_t n = 0;
	while (n < value.n && strchr("\"'?> \t\r\n", value.p[n]) == NULL)
		n++;
	return str_sub(value, 0, n);
}

static void parse_date(struct str text, struct date *date)
{
	if (text.n == 0 || !numberdate_parse(text, date))
		*date = (struct date){0};
}

static struct str plain_line(struct article *story, struct str text)
{
	struct buf decoded;
	buf_init(&decoded, text.n * 4 + 1);
	markup_decode(text, &decoded);
	struct str line = story_meta_raw(story, buf_str(&decoded));
	buf_done(&decoded);
	return line;
}

/* "By Samir", "بقلم: سامر": the name alone. */
static struct str without_by(const struct intake *in, struct str author)
{
	struct text_line line = {0};
	text_line_measure(&line, author);
	struct marker marker = marker_find(&in->markers, &line);
	return marker.kind == MARKER_AUTHOR && marker.rest.n > 0 ? marker.rest : author;
}

static void set_meta(const struct intake *in, struct article *story, const struct page *page)
{
	struct article_meta *meta = &story->meta;
	const struct page_meta *from = &page->meta;
	meta->title = plain_line(story, from->title);
	meta->kicker = story_meta_raw(story, from->kicker);
	meta->source = plain_line(story, from->site);
	meta->author = without_by(in, plain_line(story, from->author));
	meta->lang = story_meta_raw(story, from->lang);
	meta->url = story_meta_raw(story, from->url);
	meta->date_text = story_meta_raw(story, from->published);
	parse_date(meta->date_text, &meta->date);
	parse_date(from->updated, &meta->updated);
	struct str names = buf_str(&from->sections), name;
	struct buf lines;
	buf_init(&lines, names.n * 16 + 1);
	while (str_next_line(&names, &name)) {
		if (lines.n > 0)
			buf_add_char(&lines, '\n');
		buf_add_str(&lines, plain_line(story, name));
	}
	meta->categories = arena_copy(story->arena, buf_str(&lines));
	buf_done(&lines);
}

/* A block that is nothing but a link. */
static bool is_link_block(const struct blocks *blocks, size_t i)
{
	const struct block *block = &blocks->items[i];
	return block->kind != KIND_PRE && block->text.n < MAX_LINK_TITLE_B && block_link_of(blocks, block) != NULL;
}

static bool is_read_also(const struct intake *in, struct str text)
{
	struct text_line line = {0};
	text_line_measure(&line, text);
	return marker_find(&in->markers, &line).kind == MARKER_READ_ALSO;
}

/* What stands under each link of a list: a date, a name. */
static bool is_remark(const struct blocks *blocks, size_t i)
{
	struct text_line line = {0};
	text_line_measure(&line, blocks->items[i].text);
	return blocks->items[i].kind != KIND_PRE && line.n_words <= 4 && !line.ends_sentence;
}

/* The end of the run of links that begins at i; with remarks among them when there are several. */
static size_t links_end(const struct blocks *blocks, size_t i, size_t *n_links)
{
	size_t end = i;
	*n_links = 0;
	for (size_t k = i; k < blocks->n; k++) {
		if (is_link_block(blocks, k)) {
			++*n_links;
			end = k + 1;
		} else if (k >= end + 2 || !is_remark(blocks, k)) {
			break;
		}
	}
	if (*n_links >= 2 && end < blocks->n && end > i + *n_links && is_remark(blocks, end))
		end++; /* the remark under the last one */
	return end;
}

/* A paragraph that is a link to something with a title: another story, put into this one. */
static bool is_aside(const struct blocks *blocks, size_t i)
{
	struct text_line line = {0};
	text_line_measure(&line, blocks->items[i].text);
	const struct block_link *link = block_link_of(blocks, &blocks->items[i]);
	return link != NULL && line.n_words >= 4 && !line.ends_sentence && !line.item
	       && blocks->items[i].kind != KIND_QUOTE;
}

static void add_aside(struct article *story, const struct blocks *blocks, size_t i)
{
	const struct block *block = &blocks->items[i];
	story_add_link(story, &(struct link){.kind = LINK_READ_ALSO, .title = block->text, .story = -1,
	                                     .url = block_link_of(blocks, block)->url});
}

/*
 * Two or more blocks that are links and follow no marker are a menu; after a
 * marker only the links stay.
 */
static void drop_menus(const struct intake *in, struct blocks *blocks, struct article *story)
{
	size_t kept = 0;
	for (size_t i = 0, end; i < blocks->n; i = end) {
		size_t n_links;
		end = links_end(blocks, i, &n_links);
		bool listed = kept > 0 && is_read_also(in, blocks->items[kept - 1].text);
		if (end == i)
			end = i + 1;
		for (size_t k = i; k < end; k++) {
			bool link = is_link_block(blocks, k);
			if (n_links >= 2 && (!listed || !link))
				story_add_debris(story, blocks->items[k].text);
			else if (n_links == 1 && link && !listed && !is_read_also(in, blocks->items[k].text) && is_aside(blocks, k))
				add_aside(story, blocks, k);
			else
				blocks->items[kept++] = blocks->items[k];
		}
	}
	blocks->n = kept;
}

/* The title once more, and headings that nothing follows. */
static void drop_titles(struct blocks *blocks, struct str title)
{
	size_t kept = 0;
	for (size_t i = 0; i < blocks->n; i++)
		if (!str_eq(blocks->items[i].text, title))
			blocks->items[kept++] = blocks->items[i];
	while (kept > 0 && blocks->items[kept - 1].kind == KIND_HEADING)
		kept--;
	blocks->n = kept;
}

/* Two to four words below the text are who wrote it. */
static void take_signature(struct blocks *blocks, struct article *story)
{
	if (story->meta.author.n > 0 || blocks->n < 2)
		return;
	const struct block *last = &blocks->items[blocks->n - 1];
	struct text_line line = {0};
	text_line_measure(&line, last->text);
	if (last->kind != KIND_TEXT || last->n_links > 0 || line.n_words < 2 || line.n_words > 4 || line.n_digits > 0
	    || line.n_letters < line.n_cp - line.n_words - 1 || line.ends_sentence || line.item)
		return;
	story->meta.author = story_meta_text(story, last->text);
	blocks->n--;
}

/* The stories that a box names beside or below the text. */
static void add_related(struct article *story, const struct page *page, const struct markup_node *box, size_t *n)
{
	struct blocks blocks;
	blocks_init(&blocks);
	html_blocks(&blocks, box, NULL, page->base);
	for (size_t i = 0; i < blocks.n && *n < MAX_RELATED; i++) {
		struct block *block = &blocks.items[i];
		const struct block_link *link = block_link_of(&blocks, block);
		struct str url = link != NULL ? link->url : (struct str){"", 0};
		if (url.n == 0 || block->text.n < MIN_TEXT_B / 4 || str_eq(url, story->meta.url))
			continue;
		struct text_line line = {0};
		text_line_measure(&line, block->text);
		struct str title = line.item && str_starts(block->text, STR("• "))
		                           ? str_sub(block->text, strlen("• "), block->text.n) : block->text;
		story_add_link(story, &(struct link){.kind = LINK_READ_ALSO, .title = title, .url = url, .story = -1,
		                                     .key = story->n_paragraphs > 0 ? story->n_paragraphs - 1 : 0});
		++*n;
	}
	blocks_done(&blocks);
}

static void find_related(struct article *story, const struct page *page, const struct markup_node *main)
{
	const struct markup_node *root = page->tree.root;
	size_t n = 0;
	bool skip = false;
	for (const struct markup_node *node = root; node != NULL && n < MAX_RELATED; node = markup_next(node, root, skip)) {
		skip = false;
		if (node->number < main->number || node->name.n == 0 || !page->dropped[node->number])
			continue;
		if (part_of(node) != PART_RELATED)
			continue;
		add_related(story, page, node, &n);
		skip = true;
	}
}

static bool has_text(const struct blocks *blocks)
{
	size_t n = 0;
	for (size_t i = 0; i < blocks->n; i++)
		n += blocks->items[i].text.n;
	return n >= MIN_TEXT_B;
}

/* The text that the page's data hold, where the page itself has far less (its text is made by a script). */
static bool is_body_better(const struct page *page, const struct blocks *blocks)
{
	size_t n = 0;
	for (size_t i = 0; i < blocks->n; i++)
		n += blocks->items[i].text.n;
	return page->meta.body.n > 3 * n && page->meta.body.n > MIN_TEXT_B;
}

static void add_body(struct intake *in, struct story_list *list, struct article *story, struct page *page)
{
	struct blocks blocks;
	const struct markup_node *main = page_find_main(page);
	blocks_init(&blocks);
	html_blocks(&blocks, main, page->dropped, page->base);
	drop_menus(in, &blocks, story);
	drop_titles(&blocks, story->meta.title);
	take_signature(&blocks, story);
	struct str rest = {"", 0};
	if (is_body_better(page, &blocks))
		rest = page->meta.body;
	else if (!has_text(&blocks) && page->meta.description.n > 0)
		rest = page->meta.description;
	if (rest.n > 0) {
		struct buf clean;
		buf_init(&clean, rest.n * 16 + 1);
		clean_text(rest, &clean);
		clipping_parse_body(list, story, buf_str(&clean), BODY_PARAGRAPHS, &in->markers);
		buf_done(&clean);
	} else {
		clipping_parse_blocks(list, story, &blocks, &in->markers);
	}
	find_related(story, page, main);
	blocks_done(&blocks);
}

static int import_page(struct intake *in, struct str utf8, struct err *err)
{
	struct page page = {.arena = arena_new()};
	struct story_list list = {0};
	markup_read(&page.tree, utf8, true);
	page_read_meta(&page, in->source->url);
	struct article *story = story_new();
	set_meta(in, story, &page);
	add_body(in, &list, story, &page);
	bool empty = story->n_paragraphs == 0 && story->n_links == 0;
	if (empty)
		story_list_done(&list);
	else
		intake_give(in, &list);
	free(page.dropped);
	buf_done(&page.meta.sections);
	markup_done(&page.tree);
	arena_free(page.arena);
	return intake_result(in, empty ? "holds no text" : NULL, err);
}

int html_import(struct intake *in, struct str bytes, struct err *err)
{
	struct buf utf8;
	struct str charset = intake_charset(in->source->content_type);
	buf_init(&utf8, (bytes.n + 1) * 4);
	intake_decode(bytes, charset.n > 0 ? charset : declared_charset(bytes), &utf8);
	int status = import_page(in, buf_str(&utf8), err);
	buf_done(&utf8);
	return status;
}
