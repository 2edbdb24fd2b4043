#include "config.h"

#include "cli/stored.h"

#include "base/mem.h"
#include "base/near.h"
#include "library/query.h"
#include "text/clean.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SELECT_LIMIT = 2000, SELECT_SORT, SELECT_REVERSE };

/* The first page is small: somebody waits for its first line. */
enum { FIRST_ROWS = 32, PAGE_ROWS = 256 };

const struct arg_option select_rows[] = {
	{"limit", 0, "N", "print at most N articles", SELECT_LIMIT},
	{"sort", 0, "date|stored|title|source|size|rank", "the order (default: date, newest first; search: rank)", SELECT_SORT},
	{"reverse", 0, NULL, "reverse the order", SELECT_REVERSE},
};
const size_t n_select_rows = sizeof select_rows / sizeof *select_rows;

void select_options_init(struct select_options *options)
{
	*options = (struct select_options){.sort = -1};
}

static int set_limit(struct select_options *options, const char *value, struct err *err)
{
	char *end;
	errno = 0;
	long long n = strtoll(value, &end, 10);
	if (errno != 0 || *end != '\0' || n < 1)
		return err_set(err, ERR_USAGE, "--limit: '%s' is not a number from 1 on", value);
	options->limit = n;
	return 0;
}

static int set_sort(struct select_options *options, const char *value, struct err *err)
{
	struct near near = near_to(value);
	for (int key = 0; key < SORT_COUNT; key++) {
		near_try(&near, sort_key_name((enum sort_key)key));
		if (strcmp(value, sort_key_name((enum sort_key)key)) == 0) {
			options->sort = key;
			return 0;
		}
	}
	return err_set(err, ERR_USAGE, "--sort: '%s' is none of date, stored, title, source, size, rank%s", value,
	               near_hint(&near));
}

int select_set(struct select_options *options, int id, const char *value, struct err *err)
{
	switch (id) {
	case SELECT_LIMIT:
		return set_limit(options, value, err);
	case SELECT_SORT:
		return set_sort(options, value, err);
	default:
		options->reverse = true;
		return 0;
	}
}

int stored_place(const char *named, char place[PLACE_MAX_B], struct err *err)
{
	if (named == NULL)
		return library_default_place(place, PLACE_MAX_B, err);
	size_t n = strlen(named);
	if (n >= PLACE_MAX_B)
		return err_set(err, ERR_USAGE, "the library's place is too long a path: name another one with --library");
	memcpy(place, named, n + 1);
	return 0;
}

int stored_open(struct library **library, const char *named, struct err *err)
{
	char place[PLACE_MAX_B];
	*library = NULL;
	int rc = stored_place(named, place, err);
	if (rc == 0)
		rc = library_open(library, place, LIBRARY_READ, err);
	if (rc == ERR_NO_MATCH)
		rc = err->code = ERR_INPUT;
	return rc;
}

int stored_find(struct library *library, const char *name, int64_t *id, struct err *err)
{
	static const char file[] = "file:";
	enum { PREFIX_B = sizeof file - 1 };
	if (strncmp(name, file, PREFIX_B) != 0)
		return library_find(library, name, id, err);
	const char *path = name + PREFIX_B;
	path += strncmp(path, "///", 3) == 0 ? 2 : 0;
	char *whole = realpath(path, NULL);
	struct buf found;
	buf_init(&found, BUF_NO_MAX);
	buf_addf(&found, "%s%s", file, whole != NULL ? whole : path);
	free(whole);
	int rc = library_find(library, buf_cstr(&found), id, err);
	buf_done(&found);
	return rc;
}

/* --- queries --- */

static bool has_blank(struct str s)
{
	return str_find(s, STR(" "), 0) != (size_t)-1 || str_find(s, STR("\t"), 0) != (size_t)-1;
}

/* Letters and a colon begin a field: how long that is, 0 when there is none. */
static size_t field_length(struct str s)
{
	size_t n = 0;
	while (n < s.n && ((s.p[n] | 0x20) >= 'a' && (s.p[n] | 0x20) <= 'z'))
		n++;
	return n > 0 && n < s.n && s.p[n] == ':' ? n + 1 : 0;
}

/* source:BBC Arabic, which the shell was given in quotes: one value, unless more fields follow in it. */
static bool is_one_value(struct str s)
{
	static const char *const names[] = {"source:", "feed:", "folder:", "tag:", "title:"};
	size_t i = 0;
	while (i < sizeof names / sizeof *names && !str_starts(s, str_of(names[i])))
		i++;
	if (i == sizeof names / sizeof *names || !has_blank(s) || str_find(s, STR("\""), 0) != (size_t)-1)
		return false;
	for (size_t at = 0; (at = str_find(s, STR(" "), at)) != (size_t)-1; at++) {
		if (field_length(str_sub(s, at + 1, s.n)) > 0)
			return false;
	}
	return true;
}

static void add_operand(struct buf *query, const char *operand)
{
	struct buf clean;
	buf_init(&clean, BUF_NO_MAX);
	clean_text(str_of(operand), &clean);
	struct str s = str_trim(buf_str(&clean));
	if (query->n > 0)
		buf_add_char(query, ' ');
	if (is_one_value(s)) {
		size_t n = field_length(s);
		bool words = str_starts(s, STR("title:"));
		buf_add_str(query, str_sub(s, 0, n));
		buf_add_char(query, words ? '(' : '"');
		buf_add_str(query, str_sub(s, n, s.n));
		buf_add_char(query, words ? ')' : '"');
	} else {
		buf_add_str(query, s);
	}
	buf_done(&clean);
}

int stored_select(struct library *library, const struct select_options *options, enum sort_key usual,
                  char *const *operands, size_t n, struct arena *texts, struct selection *selection, struct err *err)
{
	struct buf query;
	buf_init(&query, BUF_NO_MAX);
	for (size_t i = 0; i < n; i++)
		add_operand(&query, operands[i]);
	const struct selection where_silent = {.sort = usual, .level = LEVEL_STEM};
	int rc = query_parse_usual(buf_str(&query), &where_silent, library, texts, selection, err);
	buf_done(&query);
	if (options->sort >= 0) {
		selection->sort = (enum sort_key)options->sort;
		selection->reverse = false;
	}
	selection->reverse ^= options->reverse;
	return rc;
}

/* --- rows --- */

void stored_walk_init(struct stored_walk *walk, struct library *library, const struct selection *selection,
                      int64_t limit)
{
	*walk = (struct stored_walk){.left = limit > 0 ? limit : INT64_MAX};
	walk->listing = listing_new(library, selection);
	walk->rows = xcalloc(PAGE_ROWS, sizeof *walk->rows);
}

void stored_walk_done(struct stored_walk *walk)
{
	listing_free(walk->listing);
	free(walk->rows);
}

int stored_next(struct stored_walk *walk, const struct article_row **row, struct err *err)
{
	if (walk->left == 0)
		return 0;
	if (walk->at == walk->n) {
		int want = walk->given == 0 ? FIRST_ROWS : PAGE_ROWS;
		walk->at = 0;
		walk->n = listing_rows(walk->listing, &walk->place, false, walk->rows,
		                       walk->left < want ? (int)walk->left : want, err);
		if (walk->n <= 0) {
			int rc = walk->n;
			walk->n = 0;
			return rc;
		}
		listing_place(walk->listing, &walk->rows[walk->n - 1], &walk->place);
	}
	*row = &walk->rows[walk->at++];
	walk->left--;
	walk->given++;
	return 1;
}

struct str stored_feed_url(struct stored_feed *last, struct library *library, int64_t id)
{
	struct feed_row row;
	if (id == last->id)
		return buf_str(&last->url);
	buf_clear(&last->url);
	last->id = id;
	if (id != 0 && library_feed(library, id, &row, NULL) == 0)
		buf_add_str(&last->url, row.url);
	return buf_str(&last->url);
}

void stored_date(const struct article_row *row, char out[32])
{
	time_t seconds = (time_t)row->time;
	struct tm tm;
	out[0] = '\0';
	if (!row->dated || gmtime_r(&seconds, &tm) == NULL || tm.tm_year + 1900 < 1 || tm.tm_year + 1900 > 9999)
		return;
	struct date date = {.year = tm.tm_year + 1900, .month = tm.tm_mon + 1, .day = tm.tm_mday,
	                    .has_time = row->has_clock, .hour = tm.tm_hour, .minute = tm.tm_min, .second = tm.tm_sec};
	date_format_iso(&date, out);
}

void stored_add_number(struct json *json, const char *key, int64_t id)
{
	json_key(json, key);
	if (id != 0)
		json_number(json, id);
	else
		json_null(json);
}

static void add_tags(struct json *json, struct library *library, int64_t id)
{
	struct buf tags, clean;
	struct str rest, tag;
	buf_init(&tags, BUF_NO_MAX);
	buf_init(&clean, BUF_NO_MAX);
	if (library_tags(library, id, &tags, NULL) == 0)
		clean_text(buf_str(&tags), &clean);
	rest = buf_str(&clean);
	json_key(json, "tags");
	json_open(json, '[');
	while (str_next_line(&rest, &tag))
		json_string(json, tag);
	json_close(json, ']');
	buf_done(&clean);
	buf_done(&tags);
}

void stored_add_time(struct json *json, const char *key, int64_t seconds)
{
	const struct article_row row = {.time = seconds, .dated = seconds != 0, .has_clock = true};
	char text[32];
	stored_date(&row, text);
	json_member(json, key, str_of(text));
}

void stored_add_marks(struct json *json, struct library *library, const struct article_row *row)
{
	json_key(json, "unread");
	json_bool(json, row->unread);
	json_key(json, "starred");
	json_bool(json, row->starred);
	add_tags(json, library, row->id);
	stored_add_number(json, "parent", row->parent);
	stored_add_number(json, "group", row->group);
}
