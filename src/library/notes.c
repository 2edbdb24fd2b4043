#include "config.h"

#include "base/arena.h"
#include "base/mem.h"
#include "library/journal.h"
#include "library/rows.h"

#include <stdlib.h>

/* Tags, places, values, saved selections: what is noted beside the articles. */

/* --- tags --- */

int tag_set(struct library *library, int64_t id, struct str tag, bool on, bool *changed, struct err *err)
{
	int64_t number, before = sqlite3_total_changes64(library->db);
	int status = db_number(library, STATEMENT_TAG, 0, &number, err, "s", tag);
	*changed = false;
	if (status != 0 || (number == 0 && !on))
		return status;
	if (number == 0) {
		status = db_run(library, STATEMENT_ADD_TAG, err, "s", tag);
		number = sqlite3_last_insert_rowid(library->db);
	}
	if (status == 0)
		status = db_run(library, on ? STATEMENT_SET_TAG : STATEMENT_UNSET_TAG, err, "ii", number, id);
	*changed = status == 0 && sqlite3_total_changes64(library->db) > before;
	return status;
}

int library_tag(struct library *library, int64_t id, struct str tag, bool on, struct err *err)
{
	bool changed = false;
	tag = str_trim(tag);
	if (tag.n == 0 || str_find(tag, STR("\n"), 0) != (size_t)-1)
		return err_set(err, ERR_USAGE, "a tag is one line, and not empty");
	int status = db_change(library, err);
	if (status != 0)
		return status;
	status = bits_load_all(library, err);
	if (status == 0)
		status = article_look(library, id, err);
	if (status == 0)
		status = tag_set(library, id, tag, on, &changed, err);
	if (status == 0 && changed)
		status = journal_add_tag(library, id, tag, on, err);
	return db_change_end(library, status, err);
}

/* The names of a statement's rows, one a line. */
static int add_names(struct library *library, enum statement which, const char *types, int64_t id, struct buf *out,
                     struct err *err)
{
	sqlite3_stmt *row;
	bool first = true;
	int status = db_get(library, which, err, &row, types, id);
	for (; status > 0; status = db_next(library, row, err)) {
		if (!first)
			buf_add_char(out, '\n');
		row_add_text(out, db_text(row, 0));
		first = false;
	}
	db_end(row);
	return status;
}

int library_tags(struct library *library, int64_t id, struct buf *out, struct err *err)
{
	return add_names(library, STATEMENT_TAGS, "i", id, out, err);
}

int library_all_tags(struct library *library, struct buf *out, struct err *err)
{
	return add_names(library, STATEMENT_ALL_TAGS, "", 0, out, err);
}

/* --- places and values --- */

int library_set_place(struct library *library, int64_t id, uint64_t key, size_t offset_cp, struct err *err)
{
	int64_t before = sqlite3_total_changes64(library->db);
	int status = db_change(library, err);
	if (status != 0)
		return status;
	status = bits_load(library, BITS_DELETED, err);
	if (status == 0)
		status = article_look(library, id, err);
	if (status == 0)
		status = db_run(library, STATEMENT_SET_PLACE, err, "iii", id, (int64_t)key, (int64_t)offset_cp);
	status = db_change_end(library, status, err);
	library->rows_aside += sqlite3_total_changes64(library->db) - before;
	return status;
}

int library_place(struct library *library, int64_t id, uint64_t *key, size_t *offset_cp, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_PLACE, err, &row, "i", id);
	if (status > 0) {
		*key = (uint64_t)sqlite3_column_int64(row, 0);
		*offset_cp = (size_t)sqlite3_column_int64(row, 1);
	}
	db_end(row);
	if (status == 0)
		return err_set(err, ERR_NO_MATCH, "article %lld has no place", (long long)id);
	return status < 0 ? status : 0;
}

/* A statement that is a change of its own. */
static int change(struct library *library, enum statement which, struct str name, const char *types, struct str value,
                  struct err *err)
{
	int64_t before = sqlite3_total_changes64(library->db);
	int status = db_change(library, err);
	if (status == 0)
		status = db_change_end(library, db_run(library, which, err, types, name, value), err);
	library->rows_aside += sqlite3_total_changes64(library->db) - before;
	return status;
}

int library_set_value(struct library *library, const char *name, struct str value, struct err *err)
{
	return change(library, STATEMENT_SET_VALUE, str_of(name), "sb", value, err);
}

int library_value(struct library *library, const char *name, struct buf *out, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_VALUE, err, &row, "s", str_of(name));
	if (status > 0)
		buf_add_str(out, db_blob(row, 0));
	db_end(row);
	if (status == 0)
		return err_set(err, ERR_NO_MATCH, "the library has no value '%s'", name);
	return status < 0 ? status : 0;
}

/* --- saved selections --- */

int library_save_filter(struct library *library, struct str name, struct str query, struct err *err)
{
	if (str_trim(name).n == 0)
		return err_set(err, ERR_USAGE, "a saved search needs a name");
	if (query.n == 0)
		return change(library, STATEMENT_REMOVE_FILTER, name, "s", query, err);
	return change(library, STATEMENT_SET_FILTER, name, "ss", query, err);
}

struct saved {
	struct str name, query;
};

int library_filters(struct library *library, bool (*each)(void *to, struct str name, struct str query), void *to,
                    struct err *err)
{
	struct arena *texts = arena_new();
	struct saved *saved = NULL;
	size_t n = 0, cap = 0;
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_FILTERS, err, &row, "");
	for (; status > 0; status = db_next(library, row, err)) {
		saved = xgrow(saved, n, &cap, sizeof *saved);
		saved[n++] = (struct saved){row_text(texts, db_text(row, 0)), row_text(texts, db_text(row, 1))};
	}
	db_end(row);
	for (size_t i = 0; i < n && status == 0; i++)
		if (!each(to, saved[i].name, saved[i].query))
			break;
	free(saved);
	arena_free(texts);
	return status;
}
