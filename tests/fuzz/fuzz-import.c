/*
 * Every format by its reader: the first byte says which one, the rest is the
 * source. Once whole, once from a descriptor in two halves.
 */
#include "config.h"

#include "replay.h"

#include "base/mem.h"
#include "news/import.h"
#include "news/opml.h"
#include "text/para.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
	const struct str texts[] = {meta->title, meta->kicker, meta->source, meta->author, meta->lang, meta->url,
	                            meta->guid, meta->date_text};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		check_meta_text(texts[i]);
	struct str names = meta->categories, name;
	while (str_next_line(&names, &name))
		check_meta_text(name);
	promise(meta->dir != DIR_AUTO);
	promise(number == 0 ? meta->parent == -1 : meta->parent >= 0 && (size_t)meta->parent < n_stories);
}

static void check_paragraphs(struct article *article)
{
	uint64_t key;
	bool continued = false;
	for (bool more = article_first(article, &key); more; more = article_next(article, &key)) {
		struct paragraph p = article_paragraph(article, key);
		check_clean(p.text);
		promise(p.text.n <= PARA_MAX_B && utf8_count(p.text) < PARA_MAX_CP);
		promise(p.before != DIR_AUTO && p.continued == continued);
		continued = p.continues;
	}
	promise(!continued);
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

struct seen {
	size_t n_stories, n_feeds, n_problems;
};

static bool take(void *to, struct story_list *list)
{
	struct seen *seen = to;
	promise(list->n > 0);
	for (size_t i = 0; i < list->n; i++) {
		check_meta(article_meta(list->stories[i]), list->n, i);
		check_paragraphs(list->stories[i]);
		check_links(list->stories[i], list->n);
		promise(utf8_valid(article_debris(list->stories[i])));
	}
	seen->n_stories += list->n;
	story_list_done(list);
	return seen->n_stories < 1000;
}

static void take_feed(void *to, const struct feed_info *info)
{
	struct seen *seen = to;
	const struct str texts[] = {info->title, info->description, info->lang, info->folder, info->site_url};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		check_clean(texts[i]);
	struct buf list;
	buf_init(&list, BUF_NO_MAX);
	opml_write(&list, "feeds", info, 1);
	promise(utf8_valid(buf_str(&list)));
	buf_done(&list);
	seen->n_feeds++;
}

static void take_problem(void *to, const struct import_problem *problem)
{
	struct seen *seen = to;
	promise(strlen(problem->message) > 0 && problem->name != NULL);
	seen->n_problems++;
}

static struct seen import(const struct source *source, struct str bytes, bool by_fd)
{
	struct seen seen = {0};
	struct err err = {0};
	struct import_sink sink = {.to = &seen, .stories = take, .feed = take_feed, .problem = take_problem};
	int status;
	if (by_fd) {
		int fds[2];
		promise(pipe(fds) == 0);
		promise(write(fds[1], bytes.p, bytes.n) == (ssize_t)bytes.n);
		close(fds[1]);
		status = import_fd(source, fds[0], &sink, &err);
	} else {
		status = import_bytes(source, bytes, &sink, &err);
	}
	promise(status == 0 || (status == ERR_INPUT && err.message[0] != '\0'));
	return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	enum { PIPE_B = 60000 }; /* fits into a pipe without a reader */
	if (n == 0)
		return 0;
	struct source source = {
		.name = "folder/name", .format = (enum source_format)(bytes[0] % (FORMAT_MBOX + 1)),
		.url = STR("http://port.example/news/1"),
	};
	struct str rest = {(const char *)bytes + 1, n - 1};
	struct seen seen = import(&source, rest, false);
	if (rest.n < PIPE_B) {
		struct seen again = import(&source, rest, true);
		promise(seen.n_stories == again.n_stories && seen.n_feeds == again.n_feeds
		        && seen.n_problems == again.n_problems);
	}
	return 0;
}
