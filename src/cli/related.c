#include "config.h"

#include "cli/related.h"

#include "cli/json.h"
#include "cli/out.h"
#include "cli/stored.h"
#include "cli/table.h"
#include "library/related.h"
#include "news/article.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RELATED_LIMIT = 3500, RELATED_DATE };

enum { LIMIT = 20, LIMIT_MAX = 50, NUMBER_B = 24, ID_COL = 7, DATE_COL = 10, KIND_COL = 10, NARROW_COL = 60 };

const struct arg_option related_rows[] = {
	{"limit", 0, "N", "print at most N stories (default 20, at most 50)", RELATED_LIMIT},
	{"by-date", 0, NULL, "the oldest first, instead of the strongest", RELATED_DATE},
};
const size_t n_related_rows = sizeof related_rows / sizeof *related_rows;

void related_options_init(struct related_options *options)
{
	*options = (struct related_options){.limit = LIMIT};
}

int related_set(struct related_options *options, int id, const char *value, struct err *err)
{
	if (id == RELATED_DATE) {
		options->by_date = true;
		return 0;
	}
	char *end;
	long n = strtol(value, &end, 10);
	if (end == value || *end != '\0' || n < 1)
		return err_set(err, ERR_USAGE, "--limit: '%s' is not a number from 1 on", value);
	options->limit = n < LIMIT_MAX ? (size_t)n : LIMIT_MAX;
	return 0;
}

/* --- asking --- */

static bool is_name(const char *operand)
{
	return strspn(operand, "0123456789") == strlen(operand) || strncmp(operand, "url:", 4) == 0
	       || strncmp(operand, "file:", 5) == 0;
}

static int ask_for_file(struct library *library, const char *path, enum related_order order, size_t most,
                        struct related *related, struct err *err)
{
	struct story_list list;
	int rc = story_list_read(&list, path, err);
	if (rc != 0)
		return rc;
	if (list.n > 0)
		rc = library_related_to(library, list.stories[0], order, most, related, err);
	story_list_done(&list);
	return rc;
}

static int ask(struct library *library, const struct related_options *options, const char *operand,
               struct related *related, struct err *err)
{
	enum related_order order = options->by_date ? RELATED_BY_DATE : RELATED_BY_STRENGTH;
	int64_t id = 0;
	if (!is_name(operand))
		return ask_for_file(library, operand, order, options->limit, related, err);
	int rc = stored_find(library, operand, &id, err);
	if (rc != 0 && access(operand, F_OK) == 0)
		return ask_for_file(library, operand, order, options->limit, related, err);
	return rc == 0 ? library_related(library, id, order, options->limit, related, err) : rc;
}

/* --- printing --- */

static void print_json(struct buf *out, const struct related_story *story, const struct article_row *row)
{
	struct json json = {.out = out};
	char date[32];
	stored_date(row, date);
	json_open(&json, '{');
	stored_add_number(&json, "id", story->id);
	json_member(&json, "title", row->title);
	json_key(&json, "score");
	json_decimal(&json, story->score);
	json_member(&json, "kind", str_of(related_kind_name(story->kind)));
	json_key(&json, "reason");
	json_open(&json, '[');
	for (size_t i = 0; i < story->n_reasons; i++)
		json_string(&json, story->reasons[i]);
	json_close(&json, ']');
	json_member(&json, "date", str_of(date));
	json_member(&json, "source", row->source);
	stored_add_number(&json, "group", row->group);
	json_key(&json, "prints");
	json_number(&json, story->prints);
	json_key(&json, "pinned");
	json_bool(&json, story->pinned);
	json_close(&json, '}');
	buf_add_char(out, '\n');
}

static void print_line(struct table *table, const struct related_story *story, const struct article_row *row)
{
	char id[NUMBER_B], date[32];
	struct buf reasons;
	int width = table->options.visual ? table->options.width_col : 0;
	bool narrow = width > 0 && width < NARROW_COL;
	stored_date(row, date);
	date[date[0] != '\0' ? DATE_COL : 0] = '\0';
	int id_col = snprintf(id, sizeof id, "%lld", (long long)story->id);
	buf_init(&reasons, BUF_NO_MAX);
	for (size_t i = 0; i < story->n_reasons; i++) {
		if (i > 0)
			buf_add_str(&reasons, row->dir == DIR_RTL ? STR("، ") : STR(", "));
		buf_add_str(&reasons, story->reasons[i]);
	}
	struct column columns[5] = {
		{.text = str_of(id), .width_col = width > 0 ? (id_col > ID_COL ? id_col : ID_COL) : 0, .number = true},
		{.text = str_of(related_kind_name(story->kind)), .width_col = width > 0 ? KIND_COL : 0},
		{.text = str_of(date), .width_col = width > 0 ? DATE_COL : 0},
	};
	size_t n = 3;
	int title_col = width > 0 && !narrow ? width / 2 - 8 : 0;
	columns[n++] = (struct column){.text = row->title.n > 0 ? row->title : row->url, .width_col = title_col};
	if (!narrow)
		columns[n++] = (struct column){.text = buf_str(&reasons)};
	table_line(table, columns, n, story->pinned);
	buf_done(&reasons);
}

static int print(struct library *library, const struct show_options *show, const struct related *related,
                 struct err *err)
{
	struct print_options options = show_print_options(show);
	struct article_row row;
	struct table table;
	struct out out;
	struct listing *all = listing_new(library, &(struct selection){.feed = 0});
	int rc = 0;
	out_init(&out, STDOUT_FILENO);
	table_init(&table, &options, &out);
	for (size_t i = 0; i < related->n && rc == 0; i++) {
		rc = listing_find(all, related->stories[i].id, &row, err);
		if (rc == 0 && i == 0 && show->dir == DIR_AUTO)
			table.options.dir = row.dir;
		if (rc == 0 && show->json)
			print_json(&out.buf, &related->stories[i], &row);
		else if (rc == 0)
			print_line(&table, &related->stories[i], &row);
		rc = rc == ERR_NO_MATCH ? 0 : rc; /* deleted since it was found */
	}
	listing_free(all);
	table_done(&table);
	int written = out_done(&out, err);
	return rc != 0 ? rc : written;
}

int related_run(const struct related_options *options, const struct show_options *show, char *const *operands,
                size_t n, struct err *err)
{
	struct library *library;
	struct related related = {.n = 0};
	if (n != 1)
		return err_set(err, ERR_USAGE, "'related' takes one article: an id that 'jarida list' prints, or a file");
	int rc = stored_open(&library, show->library, err);
	if (rc != 0)
		return rc;
	rc = ask(library, options, operands[0], &related, err);
	if (rc == 0)
		rc = print(library, show, &related, err);
	bool none = related.n == 0;
	related_done(&related);
	library_close(library);
	return rc == 0 && none ? ERR_NO_MATCH : rc;
}
