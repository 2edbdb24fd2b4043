#include "config.h"

#include "imports.h"
#include "unit.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static char *copy(struct buf *text)
{
	char *owned = xstrdup(buf_cstr(text));
	buf_done(text);
	return owned;
}

static bool take(void *to, struct story_list *list)
{
	struct imports *imports = to;
	assert_true(imports->n < IMPORTS_MAX);
	imports->lists[imports->n++] = *list;
	return imports->stop_after == 0 || imports->n < imports->stop_after;
}

static void take_feed(void *to, const struct feed_info *info)
{
	struct imports *imports = to;
	struct buf text;
	const struct str parts[] = {info->title, info->url, info->site_url, info->lang, info->folder};
	assert_true(imports->n_feeds < IMPORTS_MAX);
	buf_init(&text, BUF_NO_MAX);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (i > 0)
			buf_add_char(&text, '|');
		buf_add_str(&text, parts[i]);
	}
	imports->feeds[imports->n_feeds++] = copy(&text);
}

static void take_problem(void *to, const struct import_problem *problem)
{
	struct imports *imports = to;
	struct buf text;
	assert_true(imports->n_problems < IMPORTS_MAX);
	buf_init(&text, BUF_NO_MAX);
	buf_addf(&text, "%zu:%zu: %s", problem->line, problem->column, problem->message);
	imports->problems[imports->n_problems++] = copy(&text);
}

void imports_done(struct imports *imports)
{
	for (size_t i = 0; i < imports->n; i++)
		story_list_done(&imports->lists[i]);
	for (size_t i = 0; i < imports->n_feeds; i++)
		free(imports->feeds[i]);
	for (size_t i = 0; i < imports->n_problems; i++)
		free(imports->problems[i]);
	size_t stop_after = imports->stop_after;
	*imports = (struct imports){.stop_after = stop_after};
}

void imports_read(struct imports *imports, const struct source *source, struct str bytes)
{
	imports_done(imports);
	struct import_sink sink = {.to = imports, .stories = take, .feed = take_feed, .problem = take_problem};
	imports->status = import_bytes(source, bytes, &sink, &imports->err);
}

void imports_read_text(struct imports *imports, enum source_format format, const char *text)
{
	struct source source = {.name = "source", .format = format, .url = STR("http://port.example/news/1")};
	imports_read(imports, &source, str_of(text));
}

const struct article_meta *imports_meta(const struct imports *imports, size_t i)
{
	assert_true(i < imports->n && imports->lists[i].n > 0);
	return article_meta(imports->lists[i].stories[0]);
}

char *imports_body(const struct imports *imports, size_t i)
{
	static const char *const kinds[] = {
		[LINK_READ_ALSO] = "read-also", [LINK_PARENT] = "parent", [LINK_URL] = "url"};
	struct buf text;
	buf_init(&text, BUF_NO_MAX);
	assert_true(i < imports->n && imports->lists[i].n > 0);
	struct article *article = imports->lists[i].stories[0];
	uint64_t key;
	for (bool more = article_first(article, &key); more; more = article_next(article, &key)) {
		struct paragraph p = article_paragraph(article, key);
		buf_addf(&text, "[%s] ", paragraph_kind_name(p.kind));
		buf_add_str(&text, p.text);
		buf_add_char(&text, '\n');
	}
	for (size_t k = 0; k < article_link_count(article); k++) {
		struct link link = article_link(article, k);
		buf_addf(&text, "-> %s ", kinds[link.kind]);
		buf_add_str(&text, link.title);
		buf_add_str(&text, STR(" <"));
		buf_add_str(&text, link.url);
		buf_add_str(&text, STR(">\n"));
	}
	return copy(&text);
}

void imports_check_str(struct str got, const char *want)
{
	struct buf text;
	buf_init(&text, BUF_NO_MAX);
	buf_add_str(&text, got);
	assert_string_equal(buf_cstr(&text), want);
	buf_done(&text);
}

void imports_check(const struct imports *imports, size_t i, const char *title, const char *body)
{
	imports_check_str(imports_meta(imports, i)->title, title);
	char *got = imports_body(imports, i);
	assert_string_equal(got, body);
	free(got);
}

void imports_check_date(const struct date *got, const char *want)
{
	char text[32] = "";
	if (got->year != 0)
		date_format_iso(got, text);
	assert_string_equal(text, want);
}
