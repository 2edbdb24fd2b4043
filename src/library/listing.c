#include "config.h"

#include "library/listing.h"

#include "base/mem.h"
#include "library/journal.h"
#include "library/key.h"
#include "library/rows.h"

#include <stdlib.h>
#include <string.h>

const char *sort_key_name(enum sort_key key)
{
	static const char *const names[SORT_COUNT] = {
		[SORT_DATE] = "date", [SORT_STORED] = "stored", [SORT_TITLE] = "title",
		[SORT_SOURCE] = "source", [SORT_SIZE] = "size", [SORT_RANK] = "rank",
	};
	return names[key];
}

bool listing_is_collapsed(const struct listing *listing)
{
	return listing->selection.collapsed;
}

struct listing *listing_new(struct library *library, const struct selection *selection)
{
	struct listing *listing = xcalloc(1, sizeof *listing);
	struct selection *s = &listing->selection;
	listing->library = library;
	listing->own = arena_new();
	listing->texts = arena_new();
	listing->count = -1;
	*s = *selection;
	s->collapsed = s->collapsed && selection_is_all(s);
	s->source = arena_copy(listing->own, selection->source);
	s->lang = arena_copy(listing->own, selection->lang);
	s->tag = arena_copy(listing->own, selection->tag);
	s->expr = expr_copy(selection->expr, listing->own);
	text_init(listing);
	s->where = expr_copy(selection->where, listing->own);
	return listing;
}

void listing_forget_queries(struct listing *listing)
{
	for (int i = 0; i < N_QUERIES; i++) {
		sqlite3_finalize(listing->queries[i]);
		listing->queries[i] = NULL;
	}
}

void listing_free(struct listing *listing)
{
	if (listing == NULL)
		return;
	listing_forget_queries(listing);
	free(listing->entries);
	text_done(listing);
	arena_free(listing->keys);
	arena_free(listing->texts);
	arena_free(listing->own);
	free(listing);
}

/* What the selection names by a text, by its number; a name that nothing has selects nothing. */
static int find_names(struct listing *listing, struct err *err)
{
	const struct selection *s = &listing->selection;
	int status = 0;
	listing->nothing = false;
	if (s->source.n > 0) {
		status = db_number(listing->library, STATEMENT_SOURCE, 0, &listing->source, err, "s", s->source);
		listing->nothing |= listing->source == 0;
	}
	if (status == 0 && s->tag.n > 0) {
		status = db_number(listing->library, STATEMENT_TAG, 0, &listing->tag, err, "s", s->tag);
		listing->nothing |= listing->tag == 0;
	}
	return status;
}

/* Another one since anything changed that the selection may depend on: gathering a set anew takes long. */
static uint64_t generation_of(const struct listing *listing)
{
	struct library *library = listing->library;
	const struct selection *s = &listing->selection;
	int64_t rows = sqlite3_total_changes64(library->db) - library->rows_aside;
	if (!s->unread && !s->starred)
		rows -= library->rows_marked;
	return (uint64_t)db_version(library) << 40 ^ (uint64_t)rows;
}

/* Bring what is known of the library up to its state; in a snapshot. */
static int refresh(struct listing *listing, struct err *err)
{
	struct library *library = listing->library;
	int status = bits_load_all(library, err);
	uint64_t generation = generation_of(listing);
	if (status != 0 || (listing->known && generation == listing->generation))
		return status;
	bool deleted = library->bits[BITS_DELETED].count > 0;
	if (deleted != listing->deleted)
		listing_forget_queries(listing);
	listing->deleted = deleted;
	listing->known = false;
	listing->count = -1;
	status = find_names(listing, err);
	if (status == 0)
		status = text_look(listing, err);
	if (status == 0)
		status = set_make(listing, err);
	if (status == 0) {
		listing->known = true;
		listing->generation = generation;
	}
	return status;
}

int listing_look(struct listing *listing, struct err *err)
{
	int status = db_read(listing->library, err);
	if (status != 0)
		return status;
	status = refresh(listing, err);
	if (status != 0)
		db_read_end(listing->library);
	return status;
}

/* --- ids --- */

static int set_ids(const struct listing *listing, const struct row_place *from, bool back, int64_t *ids, int n)
{
	int taken = 0;
	if (!back) {
		for (size_t i = set_after(listing, from); taken < n && i < listing->n_entries; i++)
			ids[taken++] = listing->entries[i].id;
		return taken;
	}
	size_t i = from->id != 0 ? set_after(listing, from) : listing->n_entries;
	while (i > 0 && from->id != 0 && listing->entries[i - 1].id == from->id)
		i--; /* the place itself */
	while (taken < n && i > 0)
		ids[taken++] = listing->entries[--i].id;
	return taken;
}

static int ids_from(struct listing *listing, const struct row_place *from, bool back, int64_t *ids, int n,
                    struct err *err)
{
	if (listing->nothing)
		return 0;
	if (listing->is_set)
		return set_ids(listing, from, back, ids, n);
	return walk_ids(listing, from, back, ids, n, err);
}

void listing_forget_texts(struct listing *listing)
{
	arena_free(listing->texts);
	listing->texts = arena_new();
}

static int rows_of(struct listing *listing, const int64_t *ids, int n, struct article_row *rows, struct err *err)
{
	for (int i = 0; i < n; i++) {
		int status = row_load(listing->library, ids[i], &rows[i], listing->texts, err);
		if (status == ERR_NO_MATCH)
			return db_damaged(listing->library, "an index names an article that is not there", err);
		if (status != 0)
			return status;
	}
	return n;
}

int listing_rows(struct listing *listing, const struct row_place *from, bool back, struct article_row *rows,
                 int n, struct err *err)
{
	if (n <= 0)
		return 0;
	int status = listing_look(listing, err);
	if (status != 0)
		return status;
	struct row_place place = *from; /* it may lie in what is given out again */
	int64_t *ids = xreallocarray(NULL, (size_t)n, sizeof *ids);
	listing_forget_texts(listing);
	status = ids_from(listing, &place, back, ids, n, err);
	if (status > 0)
		status = rows_of(listing, ids, status, rows, err);
	free(ids);
	db_read_end(listing->library);
	return status;
}

static void set_text(struct row_place *place, struct str text)
{
	size_t n = text.n < sizeof place->text ? text.n : sizeof place->text - 1;
	memcpy(place->text, text.p, n);
	place->text[n] = '\0';
}

/* By date, what is found by its words on the way has the number of its document. */
static void place_by_date(struct listing *listing, const struct article_row *row, struct row_place *place)
{
	place->number = row->time;
	if (text_walks(listing))
		db_number(listing->library, STATEMENT_DOC_OF, row->time, &place->number, NULL, "i", row->id);
}

static void place_by_rank(const struct listing *listing, const struct article_row *row, struct row_place *place)
{
	for (size_t i = 0; i < listing->n_entries; i++)
		if (listing->entries[i].id == row->id)
			place->number = listing->entries[i].number;
}

static void place_by_source(struct listing *listing, const struct article_row *row, struct row_place *place)
{
	sqlite3_stmt *found;
	place->number = row->time;
	if (db_get(listing->library, STATEMENT_SOURCE_KEY, NULL, &found, "i", row->id) > 0)
		set_text(place, db_text(found, 0));
	db_end(found);
}

void listing_place(struct listing *listing, const struct article_row *row, struct row_place *place)
{
	*place = (struct row_place){.id = row->id};
	switch (listing->selection.sort) {
	case SORT_DATE:
		place_by_date(listing, row, place);
		break;
	case SORT_RANK:
		place_by_rank(listing, row, place);
		break;
	case SORT_TITLE:
		key_of(row->title, place->text);
		break;
	case SORT_SOURCE:
		place_by_source(listing, row, place);
		break;
	case SORT_SIZE:
		place->number = row->size_b;
		break;
	case SORT_STORED:
	case SORT_COUNT:
		break;
	}
}

/* --- one article --- */

static bool is_selected(struct listing *listing, int64_t id, struct err *err)
{
	if (listing->nothing)
		return false;
	if (listing->queries[QUERY_ONE] == NULL) {
		struct buf sql;
		buf_init(&sql, BUF_NO_MAX);
		buf_addf(&sql, "SELECT 1 FROM ");
		select_from(listing, BASE_BITS, &sql);
		select_filters(listing, "a.id", &sql);
		select_hit(listing, "a.id", &sql);
		listing->queries[QUERY_ONE] = select_prepare(listing, &sql, err);
		buf_done(&sql);
	}
	sqlite3_stmt *statement = listing->queries[QUERY_ONE];
	if (statement == NULL)
		return false;
	select_bind(listing, statement);
	select_bind_number(statement, ":id", id);
	bool selected = db_next(listing->library, statement, err) > 0;
	sqlite3_reset(statement);
	return selected;
}

int listing_find(struct listing *listing, int64_t id, struct article_row *row, struct err *err)
{
	int status = listing_look(listing, err);
	if (status != 0)
		return status;
	listing_forget_texts(listing);
	struct err why = {ERR_NONE, ""};
	if (is_selected(listing, id, &why))
		status = row_load(listing->library, id, row, listing->texts, err);
	else if (why.code != ERR_NONE)
		status = err_set(err, why.code, "%s", why.message);
	else
		status = err_set(err, ERR_NO_MATCH, "article %lld is not in this list", (long long)id);
	db_read_end(listing->library);
	return status;
}

int listing_ids(struct listing *listing, struct row_place *from, int64_t *ids, int n, struct err *err)
{
	struct article_row row;
	int status = listing_look(listing, err);
	if (status != 0)
		return status;
	listing_forget_texts(listing);
	status = text_all(listing, err);
	if (status == 0)
		n = status = ids_from(listing, from, false, ids, n, err);
	if (status > 0)
		status = row_load(listing->library, ids[n - 1], &row, listing->texts, err);
	if (status == 0 && n > 0)
		listing_place(listing, &row, from);
	db_read_end(listing->library);
	return status < 0 ? status : n;
}
