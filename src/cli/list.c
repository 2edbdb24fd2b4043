#include "config.h"

#include "cli/list.h"

#include "cli/article-line.h"
#include "cli/json.h"
#include "cli/out.h"

#include <stdio.h>
#include <unistd.h>

enum { LIST_FEEDS = 3000 };

enum { DATE_COL = 10, COUNT_COL = 13 };

const struct arg_option list_rows[] = {
	{"feeds", 0, NULL, "list the subscribed feeds, and how fetching them went", LIST_FEEDS},
};
const size_t n_list_rows = sizeof list_rows / sizeof *list_rows;

void list_options_init(struct list_options *options)
{
	*options = (struct list_options){.feeds = false};
	select_options_init(&options->select);
}

int list_set(struct list_options *options, int id, const char *value, struct err *err)
{
	(void)id;
	(void)value;
	(void)err;
	options->feeds = true;
	return 0;
}

/* What one invocation prints, and how wide its columns are. */
struct printing {
	const struct show_options *options;
	struct library *library;
	struct out out;
	struct table table;
	struct article_lines lines;
	int64_t printed, limit; /* of feeds; 0: all */
};

static void printing_init(struct printing *p, const struct show_options *options, struct library *library)
{
	struct print_options print = show_print_options(options);
	*p = (struct printing){.options = options, .library = library};
	out_init(&p->out, STDOUT_FILENO);
	table_init(&p->table, &print, &p->out);
	p->lines.table = &p->table;
}

static int printing_done(struct printing *p, int rc, struct err *err)
{
	struct err late = {0};
	table_done(&p->table);
	int written = out_done(&p->out, &late);
	if (rc == 0 && written != 0) {
		*err = late;
		rc = written;
	}
	return rc == 0 && p->printed == 0 ? ERR_NO_MATCH : rc;
}

/* --- articles --- */

static void print_json(struct printing *p, const struct article_row *row)
{
	struct json json = {.out = &p->out.buf};
	char date[32];
	stored_date(row, date);
	json_open(&json, '{');
	stored_add_number(&json, "id", row->id);
	json_member(&json, "title", row->title);
	json_member(&json, "date", str_of(date));
	json_member(&json, "source", row->source);
	json_member(&json, "lang", row->lang);
	json_member(&json, "url", row->url);
	stored_add_marks(&json, p->library, row);
	json_close(&json, '}');
	buf_add_char(&p->out.buf, '\n');
	out_flow(&p->out);
}

static int list_articles(struct printing *p, const struct list_options *options, char *const *operands, size_t n,
                         struct err *err)
{
	struct selection selection;
	struct arena *texts = arena_new();
	const struct article_row *row;
	int rc = stored_select(p->library, &options->select, SORT_DATE, operands, n, texts, &selection, err);
	if (rc == 0) {
		struct stored_walk walk;
		stored_walk_init(&walk, p->library, &selection, options->select.limit);
		while (p->out.error == 0 && (rc = stored_next(&walk, &row, err)) > 0) {
			article_lines_look(&p->lines, walk.rows, walk.n);
			if (p->options->json)
				print_json(p, row);
			else
				article_line(&p->lines, row, NULL);
			p->printed++;
			if (walk.at == walk.n && p->printed == walk.n)
				out_flush(&p->out); /* the first page: somebody waits */
		}
		stored_walk_done(&walk);
	}
	arena_free(texts);
	return rc < 0 ? rc : 0;
}

/* --- feeds --- */

static void add_bool(struct json *json, const char *key, bool value)
{
	json_key(json, key);
	json_bool(json, value);
}

static void add_count(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_number(json, value);
}

static void print_feed_json(struct printing *p, const struct feed_row *row)
{
	struct json json = {.out = &p->out.buf};
	json_open(&json, '{');
	stored_add_number(&json, "id", row->id);
	json_member(&json, "title", row->title);
	json_member(&json, "url", row->url);
	json_member(&json, "site", row->site_url);
	json_member(&json, "folder", row->folder);
	json_member(&json, "lang", row->lang);
	add_count(&json, "articles", row->articles);
	add_count(&json, "unread", row->unread);
	stored_add_time(&json, "fetched", row->fetched);
	stored_add_time(&json, "next", row->next);
	add_count(&json, "failures", row->failures);
	json_member(&json, "failure", row->failure);
	add_bool(&json, "gone", row->gone);
	add_bool(&json, "full_text", row->full_text);
	stored_add_number(&json, "interval", row->interval_min);
	json_close(&json, '}');
	buf_add_char(&p->out.buf, '\n');
	out_flow(&p->out);
}

/* "Press/Gulf: The Title", and after it what went wrong. */
static void describe(const struct feed_row *row, struct buf *out)
{
	if (row->folder.n > 0) {
		buf_add_str(out, row->folder);
		buf_add_str(out, STR(": "));
	}
	buf_add_str(out, row->title.n > 0 ? row->title : row->url);
	if (row->gone)
		buf_add_str(out, STR(" (gone)"));
	if (row->failure.n > 0) {
		buf_addf(out, " (failed %d×: ", row->failures);
		buf_add_str(out, row->failure);
		buf_add_char(out, ')');
	}
}

static void print_feed(struct printing *p, const struct feed_row *row)
{
	const struct article_row time = {.time = row->fetched, .dated = row->fetched != 0};
	char id[LINE_NUMBER_B], count[2 * LINE_NUMBER_B], date[32];
	struct buf words;
	buf_init(&words, BUF_NO_MAX);
	snprintf(id, sizeof id, "%lld", (long long)row->id);
	snprintf(count, sizeof count, "%lld/%lld", (long long)row->unread, (long long)row->articles);
	stored_date(&time, date);
	describe(row, &words);
	const struct column columns[] = {
		{.text = str_of(id), .width_col = p->lines.id_col, .number = true},
		{.text = str_of(count), .width_col = COUNT_COL, .number = true},
		{.text = date[0] != '\0' ? str_of(date) : STR("never"), .width_col = DATE_COL},
		{.text = buf_str(&words)},
	};
	table_line(&p->table, columns, sizeof columns / sizeof *columns, row->unread > 0);
	buf_done(&words);
}

static bool take_feed(void *to, const struct feed_row *row)
{
	struct printing *p = to;
	if (p->options->json)
		print_feed_json(p, row);
	else
		print_feed(p, row);
	p->printed++;
	return p->out.error == 0 && p->printed != p->limit;
}

static int list_feeds(struct printing *p, int64_t limit, size_t n_operands, struct err *err)
{
	enum { FEED_ID_COL = 4 };
	if (n_operands > 0)
		return err_set(err, ERR_USAGE, "--feeds lists all feeds: it takes no query");
	p->limit = limit;
	p->lines.id_col = FEED_ID_COL;
	if (p->table.options.dir == DIR_AUTO)
		p->table.options.dir = DIR_LTR;
	return library_feeds(p->library, take_feed, p, err);
}

int list_run(const struct list_options *options, const struct show_options *print, char *const *operands, size_t n,
             struct err *err)
{
	struct library *library;
	struct printing p;
	int rc = stored_open(&library, print->library, err);
	if (rc != 0)
		return rc;
	err->message[0] = '\0';
	printing_init(&p, print, library);
	rc = options->feeds ? list_feeds(&p, options->select.limit, n, err) : list_articles(&p, options, operands, n, err);
	rc = printing_done(&p, rc, err);
	library_close(library);
	return rc;
}
