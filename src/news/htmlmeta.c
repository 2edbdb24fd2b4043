#include "config.h"

#include "news/htmlpage.h"

#include "news/html.h"
#include "news/lines.h"
#include "news/url.h"
#include "news/word.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <string.h>

enum {
	MAX_TEXT_B = 4096,
	MAX_NAME_B = 120,
	MAX_SECTIONS_B = 1 << 14,
	MAX_FOLDED = 400
};

struct str page_text(struct page *page, const struct markup_node *node)
{
	struct buf text;
	buf_init(&text, MAX_TEXT_B);
	html_node_text(node, &text);
	struct str kept = arena_copy(page->arena, buf_str(&text));
	buf_done(&text);
	return kept;
}

/* Where a meta element says what; of a kind, the earlier rows count more. */
struct meta_row {
	const char *names;
	size_t offset; /* of the struct str in page_meta */
};

#define FIELD(name) offsetof(struct page_meta, name)

static const struct meta_row meta_rows[] = {
	{"og:title", FIELD(title)},
	{"twitter:title|dc.title|dcterms.title|sailthru.title|parsely-title|headline", FIELD(title)},
	{"og:site_name", FIELD(site)},
	{"application-name|publisher|dc.publisher|copyright", FIELD(site)},
	{"author|dc.creator|dcterms.creator|article:author|parsely-author|sailthru.author|byl", FIELD(author)},
	{"article:published_time|datepublished|article:published", FIELD(published)},
	{"pubdate|publishdate|publish-date|publish_date|date|dc.date|dc.date.issued|dc.date.created|dcterms.created|"
	 "dcterms.issued|dcterms.date|sailthru.date|parsely-pub-date|og:published_time|article.published|datecreated|"
	 "publication_date|release_date|cxenseparse:recs:publishtime|originalpublicationdate",
	 FIELD(published)},
	{"article:modified_time|datemodified|og:updated_time|lastmod|last-modified|dcterms.modified|dc.date.modified",
	 FIELD(updated)},
	{"og:description", FIELD(description)},
	{"description|twitter:description|dc.description", FIELD(description)},
	{"og:url", FIELD(url)},
	{"og:locale|content-language|dc.language", FIELD(lang)},
};

static struct str *field(struct page *page, size_t offset)
{
	return (struct str *)(void *)((char *)&page->meta + offset);
}

/* An address where a name should be. */
static bool is_address(struct str value)
{
	return word_starts(value, "http") || word_find(value, "facebook.com", 0) != (size_t)-1;
}

static void add_section(struct page *page, struct str name)
{
	name = str_trim(name);
	if (name.n == 0 || name.n > MAX_NAME_B || memchr(name.p, '\n', name.n) != NULL)
		return;
	if (page->meta.sections.n > 0)
		buf_add_char(&page->meta.sections, '\n');
	buf_add_str(&page->meta.sections, name);
}

static void read_meta(struct page *page, const struct markup_node *node, size_t row)
{
	struct str name = markup_attr(node, "property"), content = str_trim(markup_attr(node, "content"));
	if (name.n == 0)
		name = markup_attr(node, "name");
	if (name.n == 0)
		name = markup_attr(node, "itemprop");
	if (name.n == 0)
		name = markup_attr(node, "http-equiv");
	if (content.n == 0 || !word_among(name, meta_rows[row].names))
		return;
	struct str *to = field(page, meta_rows[row].offset);
	if (to->n == 0 && !(meta_rows[row].offset == FIELD(author) && is_address(content)))
		*to = content;
}

static void read_link(struct page *page, const struct markup_node *node, struct str url)
{
	struct buf whole;
	if (!word_eq(markup_attr(node, "rel"), "canonical"))
		return;
	buf_init(&whole, 1 << 15);
	if (url_resolve(page->base.n > 0 ? page->base : url, markup_attr(node, "href"), &whole))
		page->meta.url = arena_copy(page->arena, buf_str(&whole));
	buf_done(&whole);
}

/* What the head says, which not every page has in its head. */
static void read_head(struct page *page, struct str url, struct str *title)
{
	const struct markup_node *root = page->tree.root;
	for (const struct markup_node *n = root; n != NULL; n = markup_next(n, root, false)) {
		struct buf base;
		switch (n->tag) {
		case TAG_META:
			for (size_t row = 0; row < sizeof meta_rows / sizeof meta_rows[0]; row++)
				read_meta(page, n, row);
			if (word_among(markup_attr(n, "property"), "article:section|article:tag"))
				add_section(page, markup_attr(n, "content"));
			break;
		case TAG_TITLE:
			if (title->n == 0 && n->first != NULL && n->parent->tag != TAG_SVG)
				*title = text_trim(n->first->text);
			break;
		case TAG_BASE:
			buf_init(&base, 1 << 15);
			if (url_resolve(url, markup_attr(n, "href"), &base))
				page->base = arena_copy(page->arena, buf_str(&base));
			buf_done(&base);
			break;
		case TAG_HTML:
			page->meta.lang = markup_attr(n, "lang");
			if (page->meta.lang.n == 0)
				page->meta.lang = markup_attr(n, "xml:lang");
			break;
		default:
			break;
		}
	}
	for (const struct markup_node *n = root; n != NULL; n = markup_next(n, root, false))
		if (n->tag == TAG_LINK)
			read_link(page, n, url);
}

struct folded {
	uint32_t cp[MAX_FOLDED];
	size_t n;
};

static void fold(struct str text, struct folded *out)
{
	out->n = 0;
	for (size_t i = 0; i < text.n && out->n < MAX_FOLDED;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		cp = fold_cp(cp);
		if (cp != 0 && (phrase_is_letter(cp) || (cp >= '0' && cp <= '9')))
			out->cp[out->n++] = cp;
	}
}

static bool begins_with(const struct folded *text, const struct folded *start)
{
	return start->n > 0 && start->n <= text->n && memcmp(text->cp, start->cp, start->n * sizeof *start->cp) == 0;
}

/* Titles of documents: the article's, with the site's name before or after it. */
struct titles {
	struct folded document, social;
};

/* How well a heading is the title: it is the social one, or the document's title begins with it, or holds it. */
static int match_heading(const struct titles *titles, struct str text)
{
	struct folded own;
	fold(text, &own);
	if (own.n < 4)
		return 0;
	if (own.n == titles->social.n && begins_with(&own, &titles->social))
		return 4;
	if (begins_with(&titles->document, &own) || begins_with(&titles->social, &own))
		return own.n * 3 >= titles->document.n ? 3 : 0;
	/* The document's title may be cut. */
	if (titles->social.n >= 12 && begins_with(&own, &titles->social))
		return 3;
	for (size_t i = 1; own.n * 3 >= titles->document.n && i + own.n <= titles->document.n; i++)
		if (memcmp(titles->document.cp + i, own.cp, own.n * sizeof *own.cp) == 0)
			return 2;
	return 0;
}

/* On a page without headings: a piece of text that is most of the document's title. */
static void find_title_text(struct page *page, const struct titles *titles)
{
	const struct markup_node *root = page->tree.root;
	int best = 1;
	for (const struct markup_node *n = root; n != NULL; n = markup_next(n, root, false)) {
		struct str text = str_trim(n->text);
		if (n == root || n->name.n > 0 || n->parent->tag == TAG_TITLE || tag_holds_text(n->parent->tag) || text.n < 16
		    || text.n > MAX_TEXT_B || n->parent->tag == TAG_A)
			continue;
		int match = match_heading(titles, text);
		if (match > best) {
			best = match;
			page->meta.heading = n->parent;
		}
	}
}

/* The heading that the titles speak of; else the only h1; else a text that is as good. */
static void find_heading(struct page *page, struct str document)
{
	struct titles titles;
	const struct markup_node *root = page->tree.root, *only = NULL;
	int best = 0, n_h1 = 0;
	fold(document, &titles.document);
	fold(page->meta.title, &titles.social);
	for (const struct markup_node *n = root; n != NULL; n = markup_next(n, root, false)) {
		if (n->tag < TAG_H1 || n->tag > TAG_H3)
			continue;
		struct str text = page_text(page, n);
		int match = match_heading(&titles, text) * 2 + (n->tag == TAG_H1);
		if (match > best && match > 1) {
			best = match;
			page->meta.heading = n;
		}
		n_h1 += n->tag == TAG_H1 && text.n > 0;
		only = n->tag == TAG_H1 && text.n > 0 ? n : only;
	}
	if (page->meta.heading == NULL && n_h1 == 1)
		page->meta.heading = only;
	if (page->meta.heading == NULL)
		find_title_text(page, &titles);
}

/* Where the last sign begins that parts a title from the name of the site, and where it ends. */
static bool find_separator(struct str title, size_t *start, size_t *end)
{
	static const char *const signs[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " / ", " • ", " · ", " ‹ "};
	bool found = false;
	for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++) {
		struct str sign = str_of(signs[k]);
		for (size_t at = 0; (at = str_find(title, sign, at)) != (size_t)-1; at++) {
			if (found && at <= *start)
				continue;
			found = true;
			*start = at;
			*end = at + sign.n;
		}
	}
	return found;
}

static size_t count_words(struct str text)
{
	struct text_line line = {0};
	text_line_measure(&line, text);
	return line.n_words;
}

/* "Title - Site": the title, and the site where nothing else has named it. */
static struct str without_site(struct page *page, struct str title)
{
	size_t start = 0, end = 0;
	if (!find_separator(title, &start, &end))
		return title;
	struct str before = text_trim(str_sub(title, 0, start)), behind = text_trim(str_sub(title, end, title.n));
	bool named = page->meta.site.n > 0 && str_find(behind, page->meta.site, 0) != (size_t)-1;
	if (!named && (count_words(before) < 3 || count_words(behind) > 5))
		return title;
	if (page->meta.site.n == 0)
		page->meta.site = behind;
	return before;
}

static void choose_title(struct page *page, struct str document)
{
	struct page_meta *meta = &page->meta;
	find_heading(page, document);
	struct str stripped = without_site(page, document);
	if (meta->heading != NULL)
		meta->title = page_text(page, meta->heading);
	else if (meta->title.n == 0)
		meta->title = stripped;
	else
		meta->title = without_site(page, meta->title);
}

/* A short text that is a date. */
static bool is_date(struct str text)
{
	struct date date;
	return text.n > 5 && text.n < MAX_NAME_B && date_parse(text, &date);
}

static void read_date(struct page *page, const struct markup_node *node)
{
	struct str when = markup_attr(node, "datetime");
	if (when.n == 0)
		when = markup_attr(node, "content");
	if (when.n == 0 || !is_date(when))
		when = page_text(page, node);
	bool updated = word_eq(markup_attr(node, "itemprop"), "dateModified");
	struct str *to = updated ? &page->meta.updated : &page->meta.published;
	if (to->n == 0 && is_date(when))
		*to = when;
}

/* What the elements themselves say, where the head has not: nearer to the title first. */
static void read_parts(struct page *page)
{
	const struct markup_node *root = page->tree.root;
	struct page_meta *meta = &page->meta;
	const struct markup_node *from = meta->heading != NULL && meta->heading->parent != NULL ? meta->heading->parent : root;
	for (int pass = 0; pass < 2; pass++, from = root) {
		for (const struct markup_node *n = from; n != NULL; n = markup_next(n, from, false)) {
			if (n->name.n == 0)
				continue;
			enum part part = part_of(n);
			struct str prop = markup_attr(n, "itemprop");
			if (part == PART_DATE || word_among(prop, "datePublished|dateModified"))
				read_date(page, n);
			if (meta->author.n == 0 && (part == PART_AUTHOR || word_eq(prop, "author"))) {
				struct str name = page_text(page, n);
				if (name.n > 2 && name.n < MAX_NAME_B)
					meta->author = name;
			}
			if (meta->kicker.n == 0 && part == PART_KICKER && pass == 0) {
				struct str text = page_text(page, n);
				meta->kicker = text.n < MAX_NAME_B ? text : meta->kicker;
			}
		}
	}
}

static size_t count_digits(struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		uint32_t digit = fold_cp(cp);
		n += digit >= '0' && digit <= '9';
	}
	return n;
}

/* The piece of text nearest to the title that is a date and nothing else. */
static void find_date(struct page *page)
{
	enum { NEAR = 200 }; /* nodes */
	const struct markup_node *root = page->tree.root, *heading = page->meta.heading;
	unsigned nearest = NEAR + 1;
	if (heading == NULL || page->meta.published.n > 0)
		return;
	for (const struct markup_node *n = root; n != NULL && n->number <= heading->number + NEAR;
	     n = markup_next(n, root, false)) {
		unsigned apart = n->number > heading->number ? n->number - heading->number : heading->number - n->number;
		struct str text = str_trim(n->text);
		struct date date;
		if (n->name.n > 0 || apart >= nearest || text.n < 6 || text.n > MAX_NAME_B || count_digits(text) < 3)
			continue;
		if (!date_parse_only(text, &date))
			continue;
		nearest = apart;
		page->meta.published = text;
	}
}

/* The name of the host, when nobody has named the site. */
static struct str host_of(struct str url)
{
	size_t at = str_find(url, STR("://"), 0);
	if (at == (size_t)-1)
		return (struct str){"", 0};
	struct str host = str_sub(url, at + 3, url.n);
	size_t n = 0;
	while (n < host.n && strchr("/?#:", host.p[n]) == NULL)
		n++;
	host = str_sub(host, 0, n);
	return word_starts(host, "www.") ? str_sub(host, 4, host.n) : host;
}

void page_read_meta(struct page *page, struct str url)
{
	struct str title = {"", 0};
	page->base = url;
	buf_init(&page->meta.sections, MAX_SECTIONS_B);
	read_head(page, url, &title);
	if (page->meta.url.n == 0 || !url_is_web(page->meta.url))
		page->meta.url = url;
	if (page->base.n == 0)
		page->base = page->meta.url;
	page_read_linked_data(page);
	choose_title(page, title);
	read_parts(page);
	find_date(page);
	if (page->meta.site.n == 0)
		page->meta.site = host_of(page->meta.url);
}
