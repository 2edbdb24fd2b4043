#include "config.h"

#include "library/feeds.h"

#include "base/arena.h"
#include "base/mem.h"
#include "library/db.h"
#include "library/key.h"
#include "library/rows.h"

#include <stdlib.h>
#include <string.h>

/* In the order of STATEMENT_FEED. */
static void take_row(sqlite3_stmt *row, struct arena *texts, struct feed_row *feed)
{
	*feed = (struct feed_row){
		.id = sqlite3_column_int64(row, 0),
		.url = row_text(texts, db_text(row, 1)),
		.title = row_text(texts, db_text(row, 2)),
		.site_url = row_text(texts, db_text(row, 3)),
		.lang = row_text(texts, db_text(row, 4)),
		.folder = row_text(texts, db_text(row, 5)),
		.full_text = sqlite3_column_int(row, 6) != 0,
		.interval_min = sqlite3_column_int(row, 7),
		.fetched = sqlite3_column_int64(row, 8),
		.next = sqlite3_column_int64(row, 9),
		.etag = row_text(texts, db_text(row, 10)),
		.modified = row_text(texts, db_text(row, 11)),
		.failures = sqlite3_column_int(row, 12),
		.failure = row_text(texts, db_text(row, 13)),
		.gone = sqlite3_column_int(row, 14) != 0,
		.articles = sqlite3_column_int64(row, 15),
		.unread = sqlite3_column_int64(row, 16),
	};
}

static int no_feed(int64_t id, struct err *err)
{
	return err_set(err, ERR_NO_MATCH, "feed %lld is not in the library", (long long)id);
}

static int no_address(struct err *err)
{
	return err_set(err, ERR_USAGE, "a feed needs an address");
}

static int feed_at(struct library *library, struct str url, int64_t *id, struct err *err)
{
	return db_number(library, STATEMENT_FEED_AT, 0, id, err, "s", url);
}

static int add_feed(struct library *library, const struct feed_row *row, int64_t *id, bool *is_new, struct err *err)
{
	int status = feed_at(library, row->url, id, err);
	*is_new = *id == 0;
	if (status != 0)
		return status;
	if (!*is_new)
		return db_run(library, STATEMENT_FILL_FEED, err, "sssssi", row->url, row->title, row->site_url,
		              row->lang, row->folder, (int64_t)row->interval_min);
	status = db_run(library, STATEMENT_ADD_FEED, err, "sssssii", row->url, row->title, row->site_url, row->lang,
	                row->folder, (int64_t)row->full_text, (int64_t)row->interval_min);
	*id = sqlite3_last_insert_rowid(library->db);
	return status;
}

int library_add_feed(struct library *library, const struct feed_row *row, int64_t *id, bool *is_new,
                     struct err *err)
{
	if (row->url.n == 0)
		return no_address(err);
	int status = db_change(library, err);
	if (status != 0)
		return status;
	return db_change_end(library, add_feed(library, row, id, is_new, err), err);
}

/* Run a statement about one feed; ERR_NO_MATCH when there is none. */
static int end_of_one(struct library *library, int64_t id, int status, struct err *err)
{
	if (status == 0 && sqlite3_changes64(library->db) == 0)
		status = no_feed(id, err);
	return db_change_end(library, status, err);
}

int library_remove_feed(struct library *library, int64_t id, struct err *err)
{
	int status = db_change(library, err);
	if (status != 0)
		return status;
	return end_of_one(library, id, db_run(library, STATEMENT_REMOVE_FEED, err, "i", id), err);
}

int library_feed(struct library *library, int64_t id, struct feed_row *row, struct err *err)
{
	sqlite3_stmt *found;
	arena_free(library->lent);
	library->lent = arena_new();
	int status = db_get(library, STATEMENT_FEED, err, &found, "i", id);
	if (status > 0)
		take_row(found, library->lent, row);
	db_end(found);
	if (status == 0)
		return no_feed(id, err);
	return status < 0 ? status : 0;
}

/* Rows in the order of the list: the order of texts is that of their keys. */
struct feeds {
	struct arena *texts;
	struct feed_row *rows;
	size_t n, cap;
};

struct sorting {
	char folder[SORT_KEY_MAX_B + 1], title[SORT_KEY_MAX_B + 1];
	struct feed_row row;
};

static int by_folder(const void *a, const void *b)
{
	const struct sorting *one = a, *other = b;
	int order = strcmp(one->folder, other->folder);
	if (order == 0)
		order = strcmp(one->title, other->title);
	return order != 0 ? order : one->row.id < other->row.id ? -1 : one->row.id > other->row.id;
}

static void sort(struct feeds *feeds)
{
	if (feeds->n == 0)
		return;
	struct sorting *sorting = xcalloc(feeds->n, sizeof *sorting);
	for (size_t i = 0; i < feeds->n; i++) {
		sorting[i].row = feeds->rows[i];
		key_of(feeds->rows[i].folder, sorting[i].folder);
		key_of(feeds->rows[i].title.n > 0 ? feeds->rows[i].title : feeds->rows[i].url, sorting[i].title);
	}
	qsort(sorting, feeds->n, sizeof *sorting, by_folder);
	for (size_t i = 0; i < feeds->n; i++)
		feeds->rows[i] = sorting[i].row;
	free(sorting);
}

static int load_feeds(struct library *library, struct feeds *feeds, struct err *err)
{
	sqlite3_stmt *row;
	*feeds = (struct feeds){.texts = arena_new()};
	int status = db_get(library, STATEMENT_FEEDS, err, &row, "");
	for (; status > 0; status = db_next(library, row, err)) {
		feeds->rows = xgrow(feeds->rows, feeds->n, &feeds->cap, sizeof *feeds->rows);
		take_row(row, feeds->texts, &feeds->rows[feeds->n++]);
	}
	db_end(row);
	return status;
}

static void feeds_done(struct feeds *feeds)
{
	free(feeds->rows);
	arena_free(feeds->texts);
}

int library_feeds(struct library *library, bool (*each)(void *to, const struct feed_row *row), void *to,
                  struct err *err)
{
	struct feeds feeds;
	int status = load_feeds(library, &feeds, err);
	if (status == 0)
		sort(&feeds);
	for (size_t i = 0; i < feeds.n && status == 0; i++)
		if (!each(to, &feeds.rows[i]))
			break;
	feeds_done(&feeds);
	return status;
}

static bool holds(struct str text, struct str folded_name, bool *is_it)
{
	struct buf folded;
	buf_init(&folded, BUF_NO_MAX);
	key_fold(text, &folded);
	bool has = str_find(buf_str(&folded), folded_name, 0) != (size_t)-1;
	*is_it = str_eq(buf_str(&folded), folded_name);
	buf_done(&folded);
	return has;
}

static int find_part(const struct feeds *feeds, struct str name, int64_t *id, struct err *err)
{
	struct buf folded;
	size_t found = 0, called_so = 0;
	int64_t so_called = 0;
	bool title, url;
	buf_init(&folded, BUF_NO_MAX);
	key_fold(name, &folded);
	for (size_t i = 0; i < feeds->n && folded.n > 0; i++) {
		const struct feed_row *row = &feeds->rows[i];
		if (!holds(row->title, buf_str(&folded), &title) && !holds(row->url, buf_str(&folded), &url))
			continue;
		*id = row->id;
		found++;
		so_called = title ? row->id : so_called;
		called_so += title;
	}
	buf_done(&folded);
	if (called_so == 1) { /* "BBC" beside "BBC Arabic" */
		*id = so_called;
		return 0;
	}
	int n = name.n < 100 ? (int)name.n : 100;
	if (found == 0)
		return err_set(err, ERR_NO_MATCH, "no feed has '%.*s' in its title or address", n, name.p);
	if (found > 1)
		return err_set(err, ERR_USAGE, "%zu feeds have '%.*s' in their title or address: say more of it", found,
		               n, name.p);
	return 0;
}

/* A number, if there is a feed of that one. */
static int feed_numbered(struct library *library, struct str name, int64_t *id, struct err *err)
{
	int64_t number = 0;
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] < '0' || name.p[i] > '9' || number > INT64_MAX / 10 - 1)
			return 0;
		number = number * 10 + (name.p[i] - '0');
	}
	return db_number(library, STATEMENT_HAS_FEED, 0, id, err, "i", number);
}

int library_find_feed(struct library *library, struct str name, int64_t *id, struct err *err)
{
	struct feeds feeds;
	int status = feed_at(library, name, id, err);
	if (status == 0 && *id == 0)
		status = feed_numbered(library, name, id, err);
	if (status != 0 || *id != 0)
		return status;
	status = load_feeds(library, &feeds, err);
	if (status == 0)
		status = find_part(&feeds, name, id, err);
	feeds_done(&feeds);
	return status;
}

static int change_feed(struct library *library, const struct feed_row *row, struct err *err)
{
	int64_t other;
	int status = feed_at(library, row->url, &other, err);
	if (status != 0)
		return status;
	if (other != 0 && other != row->id)
		return err_set(err, ERR_USAGE, "another feed has this address");
	return db_run(library, STATEMENT_CHANGE_FEED, err, "sssssiii", row->url, row->title, row->site_url, row->lang,
	              row->folder, (int64_t)row->full_text, (int64_t)row->interval_min, row->id);
}

int library_change_feed(struct library *library, const struct feed_row *row, struct err *err)
{
	if (row->url.n == 0)
		return no_address(err);
	int status = db_change(library, err);
	if (status != 0)
		return status;
	status = change_feed(library, row, err);
	return status == 0 ? end_of_one(library, row->id, 0, err) : db_change_end(library, status, err);
}

int library_feed_fetched(struct library *library, const struct feed_row *row, struct err *err)
{
	int status = db_change(library, err);
	if (status != 0)
		return status;
	status = db_run(library, STATEMENT_FEED_FETCHED, err, "iissisii", row->fetched, row->next, row->etag,
	                row->modified, (int64_t)row->failures, row->failure, (int64_t)row->gone, row->id);
	return end_of_one(library, row->id, status, err);
}
