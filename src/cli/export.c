#include "config.h"

#include "cli/export.h"

#include "base/mem.h"
#include "cli/report.h"
#include "cli/story.h"
#include "news/opml.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXPORT_FORMAT = 3100 };

static const char *const formats[] = {[EXPORT_JSONL] = "jsonl", [EXPORT_TEXT] = "text", [EXPORT_OPML] = "opml"};

const struct arg_option export_rows[] = {
	{"format", 0, "jsonl|text|opml", "articles in JSON or as show prints them; the feeds", EXPORT_FORMAT},
};
const size_t n_export_rows = sizeof export_rows / sizeof *export_rows;

void export_options_init(struct export_options *options)
{
	*options = (struct export_options){.format = EXPORT_JSONL};
	select_options_init(&options->select);
}

int export_set(struct export_options *options, int id, const char *value, struct err *err)
{
	(void)id;
	for (int i = EXPORT_JSONL; i <= EXPORT_OPML; i++) {
		if (strcmp(value, formats[i]) == 0) {
			options->format = (enum export_format)i;
			return 0;
		}
	}
	return err_set(err, ERR_USAGE, "--format: '%s' is none of jsonl, text, opml", value);
}

struct exporting {
	const struct show_options *options;
	enum export_format format;
	struct library *library;
	struct out out;
	struct printer printer;
	struct stored_feed feed;
	int64_t written;
	int result; /* code of the last article that could not be read */
};

static void write_article(struct exporting *e, const struct article_row *row)
{
	struct err problem;
	struct article *article;
	int rc = library_article(e->library, row->id, &article, &problem);
	if (rc == ERR_NO_MATCH)
		return; /* deleted meanwhile */
	if (rc != 0) {
		char line[sizeof problem.message];
		struct err named;
		memcpy(line, problem.message, sizeof line);
		err_set(&named, ERR_INPUT, "article %lld: %s", (long long)row->id, line);
		e->result = rc;
		if (!e->options->quiet)
			report(named.message);
		return;
	}
	if (e->format == EXPORT_JSONL) {
		story_print_stored(article, e->library, row, stored_feed_url(&e->feed, e->library, row->feed), &e->out);
	} else {
		if (e->written > 0)
			story_print_rule(&e->printer);
		story_print_text(&(struct story_list){.stories = &article, .n = 1}, 0, &e->printer);
	}
	e->written++;
	article_free(article);
}

static int write_articles(struct exporting *e, const struct export_options *options, char *const *operands, size_t n,
                          struct err *err)
{
	struct selection selection;
	struct arena *texts = arena_new();
	struct stored_walk walk;
	const struct article_row *row;
	int rc = stored_select(e->library, &options->select, SORT_DATE, operands, n, texts, &selection, err);
	if (rc == 0) {
		if (options->select.sort < 0 && selection.sort == SORT_DATE) {
			selection.sort = SORT_STORED;
			selection.reverse ^= true;
		}
		stored_walk_init(&walk, e->library, &selection, options->select.limit);
		while (e->out.error == 0 && (rc = stored_next(&walk, &row, err)) > 0)
			write_article(e, row);
		stored_walk_done(&walk);
	}
	arena_free(texts);
	return rc < 0 ? rc : 0;
}

/* --- feeds --- */

struct feeds {
	struct arena *texts;
	struct feed_info *items;
	size_t n, cap;
};

static bool take_feed(void *to, const struct feed_row *row)
{
	struct feeds *feeds = to;
	feeds->items = xgrow(feeds->items, feeds->n, &feeds->cap, sizeof *feeds->items);
	feeds->items[feeds->n++] = (struct feed_info){
		.title = arena_copy(feeds->texts, row->title),
		.url = arena_copy(feeds->texts, row->url),
		.site_url = arena_copy(feeds->texts, row->site_url),
		.lang = arena_copy(feeds->texts, row->lang),
		.folder = arena_copy(feeds->texts, row->folder),
		.ttl_min = row->interval_min,
	};
	return true;
}

static int write_feeds(struct exporting *e, size_t n_operands, struct err *err)
{
	struct feeds feeds = {.texts = arena_new()};
	int rc = 0;
	if (n_operands > 0)
		rc = err_set(err, ERR_USAGE, "--format=opml writes all feeds: it takes no query");
	if (rc == 0)
		rc = library_feeds(e->library, take_feed, &feeds, err);
	if (rc == 0)
		opml_write(&e->out.buf, "jarida", feeds.items, feeds.n);
	e->written = (int64_t)feeds.n;
	free(feeds.items);
	arena_free(feeds.texts);
	return rc;
}

static int end(struct exporting *e, int rc, struct err *err)
{
	struct err late;
	int written = out_done(&e->out, &late);
	if (rc == 0 && written != 0) {
		*err = late;
		rc = written;
	}
	if (rc == 0)
		rc = e->result;
	if (rc == 0 && e->written == 0)
		rc = ERR_NO_MATCH;
	return rc;
}

int export_run(const struct export_options *options, const struct show_options *print, char *const *operands, size_t n,
               struct err *err)
{
	struct exporting e = {.options = print, .format = options->format};
	struct print_options look = show_print_options(print);
	int rc = stored_open(&e.library, print->library, err);
	if (rc != 0)
		return rc;
	err->message[0] = '\0';
	out_init(&e.out, STDOUT_FILENO);
	printer_init(&e.printer, &look, &e.out);
	buf_init(&e.feed.url, BUF_NO_MAX);
	rc = e.format == EXPORT_OPML ? write_feeds(&e, n, err) : write_articles(&e, options, operands, n, err);
	printer_done(&e.printer);
	buf_done(&e.feed.url);
	rc = end(&e, rc, err);
	library_close(e.library);
	return rc;
}
