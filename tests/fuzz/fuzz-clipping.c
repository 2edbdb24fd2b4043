#include "config.h"

#include "replay.h"

#include "news/article.h"
#include "text/para.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static void promise(bool kept)
{
	if (!kept)
		abort();
}

static void check_clean(struct str text)
{
	promise(utf8_valid(text));
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		promise((c >= 0x20 && c != 0x7F) || c == '\t');
	}
}

/* Metadata is one line without overrides, embeddings and isolates. */
static void check_meta_text(struct str text)
{
	check_clean(text);
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		promise((cp < 0x202A || cp > 0x202E) && (cp < 0x2066 || cp > 0x2069));
	}
}

static void check_meta(const struct article_meta *meta, size_t n_stories, size_t number)
{
	check_meta_text(meta->title);
	check_meta_text(meta->kicker);
	check_meta_text(meta->source);
	check_meta_text(meta->author);
	check_meta_text(meta->url);
	check_meta_text(meta->date_text);
	promise(meta->dir != DIR_AUTO);
	promise(number == 0 ? meta->parent == -1 : meta->parent >= 0 && (size_t)meta->parent < n_stories);
}

static void check_paragraphs(struct article *article)
{
	uint64_t key, back, last;
	bool continued = false;
	if (!article_first(article, &key)) {
		promise(!article_last(article, &last));
		return;
	}
	promise(article_last(article, &last));
	for (;;) {
		struct paragraph p = article_paragraph(article, key);
		check_clean(p.text);
		promise(p.text.n <= PARA_MAX_B && utf8_count(p.text) < PARA_MAX_CP);
		promise(p.before != DIR_AUTO && p.continued == continued);
		promise(article_key_at(article, article_offset_b(article, key)) == key);
		continued = p.continues;
		back = key;
		if (!article_next(article, &key))
			break;
		uint64_t here = key;
		promise(article_prev(article, &here) && here == back);
	}
	promise(key == last && !continued);
}

static void check_links(struct article *article, size_t n_stories)
{
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		check_meta_text(link.title);
		check_meta_text(link.url);
		promise(link.story >= -1 && (link.story < 0 || (size_t)link.story < n_stories));
		size_t n_cp = utf8_count(article_paragraph(article, link.key).text);
		promise(link.start_cp <= link.end_cp && link.end_cp <= n_cp);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct story_list list;
	struct err err = {0};
	int status = story_list_parse(&list, (struct str){(const char *)bytes, n}, "folder/name.txt", &err);
	promise(status == 0 ? list.n > 0 : status == ERR_INPUT && list.n == 0 && strlen(err.message) > 0);
	for (size_t i = 0; i < list.n; i++) {
		check_meta(article_meta(list.stories[i]), list.n, i);
		check_paragraphs(list.stories[i]);
		check_links(list.stories[i], list.n);
		promise(utf8_valid(article_debris(list.stories[i])));
	}
	story_list_done(&list);
	return 0;
}
