#include "config.h"

#include "library/listing.h"

#include <string.h>

/* The index that goes in the order, and what the place is compared with. */
struct way {
	const char *from, *id, *key, *at, *order[2];
};

/* By date there is an index for what is selected, too: select_from(). */
static const struct way ways[SORT_COUNT] = {
	[SORT_DATE] = {NULL, "a.id", "(a.time, a.id)", "(:number, :id)", {"a.time, a.id", "a.time DESC, a.id DESC"}},
	[SORT_STORED] = {"article a NOT INDEXED WHERE 1", "a.id", "a.id", ":id", {"a.id", "a.id DESC"}},
	[SORT_TITLE] = {"title_order o WHERE 1", "o.article", "(o.key, o.article)", "(:text, :id)",
	                {"o.key, o.article", "o.key DESC, o.article DESC"}},
	[SORT_SOURCE] = {"article a INDEXED BY article_source WHERE a.source=:walk", "a.id", "(a.time, a.id)",
	                 "(:number, :id)", {"a.time, a.id", "a.time DESC, a.id DESC"}},
	[SORT_SIZE] = {"article a INDEXED BY article_size WHERE 1", "a.id", "(a.size, a.id)", "(:number, :id)",
	               {"a.size, a.id", "a.size DESC, a.id DESC"}},
};

/* By date, by the words: a document's number is its place in time. */
static const struct way by_words[2] = {
	{NULL, "d.article", "f.rowid", ":number", {"f.rowid", "f.rowid DESC"}},
	{NULL, "a.id", "f.rowid", ":number", {"f.rowid", "f.rowid DESC"}},
};

static const struct way *way_of(const struct listing *listing)
{
	if (text_walks(listing))
		return &by_words[select_needs_row(listing)];
	return &ways[listing->selection.sort];
}

static void add_from(const struct listing *listing, struct buf *sql)
{
	const struct way *way = way_of(listing);
	if (listing->selection.sort == SORT_TITLE && select_needs_row(listing))
		buf_addf(sql, "title_order o CROSS JOIN article a ON a.id=o.article WHERE 1");
	else if (way->from != NULL)
		buf_addf(sql, "%s", way->from);
	else
		select_from(listing, select_base(listing), sql);
}

static void query_sql(const struct listing *listing, enum query query, struct buf *sql)
{
	const struct way *way = way_of(listing);
	bool back = query == QUERY_BACK || query == QUERY_AT_BACK;
	bool down = listing_descends(listing) != back;
	bool counts = query == QUERY_COUNT || query == QUERY_COUNT_SOURCE || query == QUERY_UP_TO;
	buf_addf(sql, "SELECT %s FROM ", counts ? "count(*)" : way->id);
	if (query == QUERY_COUNT) {
		/* In whatever order they are the fewest. */
		enum base base = select_base_of_all(listing);
		select_from(listing, base, sql);
		select_filters(listing, select_id(listing, base), sql);
		if (base != BASE_TEXT)
			select_hit(listing, select_id(listing, base), sql);
		return;
	}
	add_from(listing, sql);
	if (query == QUERY_ON || query == QUERY_BACK)
		buf_addf(sql, " AND %s%s%s", way->key, down ? "<" : ">", way->at);
	if (query == QUERY_UP_TO)
		buf_addf(sql, " AND %s%s%s", way->key, down ? ">=" : "<=", way->at);
	select_filters(listing, way->id, sql);
	if (!text_walks(listing))
		select_hit(listing, way->id, sql);
	if (!counts)
		buf_addf(sql, " ORDER BY %s LIMIT :n OFFSET :skip", way->order[down]);
}

/* The statement, with the selection in it. */
static sqlite3_stmt *query_of(struct listing *listing, enum query query, struct err *err)
{
	if (listing->queries[query] == NULL) {
		struct buf sql;
		buf_init(&sql, BUF_NO_MAX);
		query_sql(listing, query, &sql);
		listing->queries[query] = select_prepare(listing, &sql, err);
		buf_done(&sql);
	}
	sqlite3_stmt *statement = listing->queries[query];
	if (statement != NULL) {
		sqlite3_reset(statement);
		select_bind(listing, statement);
		select_bind_number(statement, ":skip", 0);
		select_bind_number(statement, ":n", 1);
	}
	return statement;
}

/* A place, or where the order begins as seen from there: what no number and no key passes. */
static void bind_place(const struct listing *listing, sqlite3_stmt *statement, const struct row_place *place, bool back)
{
	static const char last[] = "\xF4\x8F\xBF\xBF";
	bool down = listing_descends(listing) != back;
	bool there = place->id != 0;
	int64_t beyond = down ? INT64_MAX : INT64_MIN;
	select_bind_number(statement, ":id", there ? place->id : beyond);
	select_bind_number(statement, ":number", there ? place->number : beyond);
	select_bind_text(statement, ":text", there ? place->text : down ? last : "");
}

static int take_ids(struct library *library, sqlite3_stmt *statement, int64_t *ids, int n, struct err *err)
{
	int taken = 0, status = 0;
	while (taken < n && (status = db_next(library, statement, err)) > 0)
		ids[taken++] = sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return status < 0 ? status : taken;
}

static int ids_from(struct listing *listing, const struct row_place *from, bool back, int64_t source, int64_t *ids,
                    int n, struct err *err)
{
	sqlite3_stmt *statement = query_of(listing, back ? QUERY_BACK : QUERY_ON, err);
	if (statement == NULL)
		return ERR_INPUT;
	bind_place(listing, statement, from, back);
	select_bind_number(statement, ":n", n);
	select_bind_number(statement, ":walk", source);
	return take_ids(listing->library, statement, ids, n, err);
}

static int64_t count_of(struct listing *listing, enum query query, const struct row_place *place, int64_t source)
{
	sqlite3_stmt *statement = query_of(listing, query, NULL);
	if (statement == NULL)
		return 0;
	if (place != NULL)
		bind_place(listing, statement, place, false);
	select_bind_number(statement, ":walk", source);
	int64_t count = db_next(listing->library, statement, NULL) > 0 ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_reset(statement);
	return count;
}

static int id_at(struct listing *listing, int64_t skip, bool back, int64_t source, int64_t *id, struct err *err)
{
	sqlite3_stmt *statement = query_of(listing, back ? QUERY_AT_BACK : QUERY_AT, err);
	if (statement == NULL)
		return ERR_INPUT;
	select_bind_number(statement, ":skip", skip);
	select_bind_number(statement, ":walk", source);
	return take_ids(listing->library, statement, id, 1, err);
}

/* --- by source: one source after the other --- */

struct source {
	int64_t id; /* 0: there is none */
	struct row_place place; /* its key in text; id 0 */
};

/* The next source after the key, or the first or last. Of one source that is selected, only that. */
static int next_source(struct listing *listing, struct source *source, bool begin, bool back, struct err *err)
{
	struct library *library = listing->library;
	bool down = listing->selection.reverse != back;
	const char *key = source->place.text;
	if (begin)
		key = down ? "\xF4\x8F\xBF\xBF" : "";
	enum statement which = down ? STATEMENT_PREVIOUS_SOURCE
	                            : begin ? STATEMENT_FIRST_SOURCE : STATEMENT_NEXT_SOURCE;
	sqlite3_stmt *row;
	int status = db_get(library, which, err, &row, "s", str_of(key));
	source->id = 0;
	if (status > 0) {
		struct str text = db_text(row, 1);
		source->id = sqlite3_column_int64(row, 0);
		source->place = (struct row_place){0};
		size_t n = text.n < sizeof source->place.text ? text.n : sizeof source->place.text - 1;
		memcpy(source->place.text, text.p, n);
		status = 0;
	}
	db_end(row);
	return status;
}

static int source_of_key(struct listing *listing, const char *key, int64_t *id, struct err *err)
{
	return db_number(listing->library, STATEMENT_SOURCE_TAKEN, 0, id, err, "s", str_of(key));
}

static int ids_by_source(struct listing *listing, const struct row_place *from, bool back, int64_t *ids, int n,
                         struct err *err)
{
	struct source source = {.place = *from};
	int taken = 0, status = 0;
	if (from->id != 0)
		status = source_of_key(listing, from->text, &source.id, err);
	if (status == 0 && source.id != 0)
		status = taken = ids_from(listing, from, back, source.id, ids, n, err);
	bool begin = from->id == 0;
	while (status >= 0 && taken < n) {
		status = next_source(listing, &source, begin, back, err);
		begin = false;
		if (status != 0 || source.id == 0)
			break;
		status = ids_from(listing, &source.place, back, source.id, ids + taken, n - taken, err);
		taken += status > 0 ? status : 0;
	}
	return status < 0 ? status : taken;
}

static int64_t up_to_by_source(struct listing *listing, const struct row_place *place)
{
	struct source source = {0};
	int64_t count = 0;
	for (bool begin = true; next_source(listing, &source, begin, false, NULL) == 0 && source.id != 0; begin = false) {
		if (strcmp(source.place.text, place->text) == 0)
			return count + count_of(listing, QUERY_UP_TO, place, source.id);
		if ((strcmp(source.place.text, place->text) > 0) != listing->selection.reverse)
			break;
		count += count_of(listing, QUERY_COUNT_SOURCE, NULL, source.id);
	}
	return count;
}

static int at_by_source(struct listing *listing, int64_t skip, bool back, int64_t *id, struct err *err)
{
	struct source source = {0};
	for (bool begin = true;; begin = false) {
		int status = next_source(listing, &source, begin, back, err);
		if (status != 0 || source.id == 0)
			return status;
		int64_t count = count_of(listing, QUERY_COUNT_SOURCE, NULL, source.id);
		if (skip < count)
			return id_at(listing, skip, back, source.id, id, err);
		skip -= count;
	}
}

/* --- all orders --- */

int walk_ids(struct listing *listing, const struct row_place *from, bool back, int64_t *ids, int n, struct err *err)
{
	if (listing->selection.sort == SORT_SOURCE)
		return ids_by_source(listing, from, back, ids, n, err);
	return ids_from(listing, from, back, 0, ids, n, err);
}

int64_t walk_count(struct listing *listing)
{
	return text_all(listing, NULL) != 0 ? 0 : count_of(listing, QUERY_COUNT, NULL, 0);
}

int64_t walk_up_to(struct listing *listing, const struct row_place *place)
{
	return listing->selection.sort == SORT_SOURCE ? up_to_by_source(listing, place)
	                                              : count_of(listing, QUERY_UP_TO, place, 0);
}

int walk_at(struct listing *listing, int64_t skip, bool back, int64_t *id, struct err *err)
{
	return listing->selection.sort == SORT_SOURCE ? at_by_source(listing, skip, back, id, err)
	                                              : id_at(listing, skip, back, 0, id, err);
}
