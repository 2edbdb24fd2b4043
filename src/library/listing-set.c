#include "config.h"

#include "base/mem.h"
#include "library/listing.h"

#include <stdlib.h>
#include <string.h>

#ifdef JARIDA_TINY
enum { SET_MAX = 1, ASKED_LEAST = 1, ASKED_MOST = 1 };
#else
enum {
	SET_MAX = 10000,
	ASKED_LEAST = 100, /* of so many each one is asked for in the index, */
	ASKED_MOST = 1000  /* and of as many where far more have the words: a tenth of a second */
};
#endif
enum { ASKED_COST = 200 /* of asking for one beside walking over one */ };

/* The rows of a base that a set is made of. */
static void gather_sql(const struct listing *listing, enum base base, struct buf *sql)
{
	buf_addf(sql, "SELECT a.id, %s, ", select_number(listing));
	switch (listing->selection.sort) {
	case SORT_TITLE:
		buf_addf(sql, "title_key(a.title)");
		break;
	case SORT_SOURCE:
		buf_addf(sql, "(SELECT key FROM source WHERE id=a.source)");
		break;
	default:
		buf_addf(sql, "''");
		break;
	}
	buf_addf(sql, " FROM ");
	select_from(listing, base, sql);
	select_filters(listing, "a.id", sql);
	select_hit(listing, "a.id", sql);
}

void set_add(struct listing *listing, struct entry entry)
{
	listing->entries = xgrow(listing->entries, listing->n_entries, &listing->cap_entries, sizeof *listing->entries);
	listing->entries[listing->n_entries++] = entry;
}

static sqlite3_stmt *gather_statement(struct listing *listing, enum base base, struct err *err)
{
	struct buf sql;
	buf_init(&sql, BUF_NO_MAX);
	gather_sql(listing, base, &sql);
	sqlite3_stmt *statement = select_prepare(listing, &sql, err);
	if (statement != NULL)
		select_bind(listing, statement);
	buf_done(&sql);
	return statement;
}

/* Add what the statement gives. */
static int gather(struct listing *listing, sqlite3_stmt *statement, struct err *err)
{
	int status;
	while ((status = db_next(listing->library, statement, err)) > 0) {
		struct str text = db_text(statement, 2);
		set_add(listing, (struct entry){
			.id = sqlite3_column_int64(statement, 0),
			.number = sqlite3_column_int64(statement, 1),
			.text = text.n > 0 ? arena_copy(listing->keys, text).p : "",
		});
	}
	sqlite3_reset(statement);
	return status;
}

static int gather_base(struct listing *listing, enum base base, struct err *err)
{
	sqlite3_stmt *statement = gather_statement(listing, base, err);
	if (statement == NULL)
		return ERR_INPUT;
	int status = gather(listing, statement, err);
	sqlite3_finalize(statement);
	return status;
}

static int gather_id(struct listing *listing, sqlite3_stmt *statement, int64_t id, struct err *err)
{
	select_bind_number(statement, ":id", id);
	return gather(listing, statement, err);
}

static int gather_bits(struct listing *listing, const struct bits *bits, struct err *err)
{
	sqlite3_stmt *statement = gather_statement(listing, BASE_BITS, err);
	int status = statement != NULL ? 0 : ERR_INPUT;
	for (int64_t id = bits_next(bits, 0); id >= 0 && status == 0; id = bits_next(bits, id + 1))
		status = gather_id(listing, statement, id, err);
	sqlite3_finalize(statement);
	return status;
}

static int gather_ids(struct listing *listing, const int64_t *ids, size_t n, struct err *err)
{
	sqlite3_stmt *statement = gather_statement(listing, BASE_BITS, err);
	int status = statement != NULL ? 0 : ERR_INPUT;
	for (size_t i = 0; i < n && status == 0; i++)
		status = gather_id(listing, statement, ids[i], err);
	sqlite3_finalize(statement);
	return status;
}

/* --- words, where the order is not that of the index --- */

static int gather_hits(struct listing *listing, struct err *err)
{
	int status = text_hits(listing, err);
	listing->is_set = status == 0 && !listing->hits_many;
	return listing->is_set ? gather_ids(listing, listing->hits, listing->n_hits, err) : status;
}

/* --- which base --- */

/* Whether the base has at most so many articles. */
static int is_small(struct listing *listing, enum base base, int most, bool *small, struct err *err)
{
	const struct selection *s = &listing->selection;
	struct buf sql;
	buf_init(&sql, BUF_NO_MAX);
	if (base == BASE_TAG) {
		buf_addf(&sql, "SELECT count(*) FROM (SELECT 1 FROM tagged WHERE tag=:tag LIMIT %d)", most + 1);
	} else {
		buf_addf(&sql, "SELECT count(*) FROM (SELECT 1 FROM ");
		select_from(listing, base, &sql);
		buf_addf(&sql, "%s%s%s LIMIT %d)",
		         base == BASE_FEED ? " AND a.feed=:feed" : base == BASE_SOURCE ? " AND a.source=:source"
		         : base == BASE_LANG ? " AND a.lang=:lang" : "",
		         s->since != 0 ? " AND a.time>=:since" : "", s->before != 0 ? " AND a.time<:before" : "",
		         most + 1);
	}
	sqlite3_stmt *statement = select_prepare(listing, &sql, err);
	buf_done(&sql);
	if (statement == NULL)
		return ERR_INPUT;
	select_bind(listing, statement);
	int status = db_next(listing->library, statement, err);
	*small = status > 0 && sqlite3_column_int64(statement, 0) <= most;
	sqlite3_finalize(statement);
	return status < 0 ? status : 0;
}

static int find_base(struct listing *listing, int most, enum base *base, struct err *err)
{
	const struct selection *s = &listing->selection;
	const struct {
		enum base base;
		bool asked;
	} bases[] = {
		{BASE_TAG, s->tag.n > 0}, {BASE_FEED, s->feed != 0}, {BASE_SOURCE, s->source.n > 0},
		{BASE_TIME, s->since != 0 || s->before != 0}, {BASE_LANG, s->lang.n > 0},
	};
	bool small = false;
	for (size_t i = 0; i < sizeof bases / sizeof *bases && !small; i++) {
		int status = bases[i].asked ? is_small(listing, bases[i].base, most, &small, err) : 0;
		if (status != 0)
			return status;
		*base = bases[i].base;
	}
	listing->is_set = small;
	return 0;
}

/* How many articles at most are gathered from elsewhere than the index. */
static int most_gathered(const struct listing *listing)
{
	int64_t worth = listing->asked.reach / ASKED_COST;
	if (!listing->asks || listing->hits_known)
		return SET_MAX;
	return worth < ASKED_LEAST ? ASKED_LEAST : worth > ASKED_MOST ? ASKED_MOST : (int)worth;
}

static int fill(struct listing *listing, struct err *err)
{
	const struct selection *s = &listing->selection;
	const struct bits *bits = listing->library->bits;
	enum base base;
	listing->is_set = true;
	if (listing->asks && s->sort == SORT_RANK)
		return text_rank(listing, err);
	int status = listing->asks && listing->asked.begins ? text_hits(listing, err) : 0;
	if (status != 0)
		return status;
	int most = most_gathered(listing);
	if (s->starred && bits[BITS_STARRED].count <= most)
		return gather_bits(listing, &bits[BITS_STARRED], err);
	if (s->unread && bits[BITS_UNREAD].count <= most)
		return gather_bits(listing, &bits[BITS_UNREAD], err);
	status = find_base(listing, most, &base, err);
	if (status == 0 && listing->is_set)
		return gather_base(listing, base, err);
	if (status == 0 && listing->asks)
		return text_walks(listing) ? 0 : gather_hits(listing, err);
	return status;
}

/* --- order --- */

static int compare(const struct entry *a, const struct entry *b, bool number_first_descends)
{
	bool texts = a->text[0] != '\0' || b->text[0] != '\0';
	int by_text = texts ? strcmp(a->text, b->text) : 0;
	if (by_text != 0)
		return by_text;
	int order = a->number != b->number ? (a->number < b->number ? -1 : 1) : a->id < b->id ? -1 : a->id > b->id;
	return number_first_descends ? -order : order;
}

/* Names and titles from alef on, dates, sizes from the greatest on; reverse turns all of it. */
static int compare_in(const struct selection *s, const struct entry *a, const struct entry *b)
{
	int order = compare(a, b, s->sort != SORT_TITLE);
	return s->reverse ? -order : order;
}

static int by_order(const void *a, const void *b, void *selection)
{
	return compare_in(selection, a, b);
}

int set_make(struct listing *listing, struct err *err)
{
	listing->n_entries = 0;
	arena_free(listing->keys);
	listing->keys = arena_new();
	int status = fill(listing, err);
	if (status == 0 && listing->is_set && listing->n_entries > 0)
		qsort_r(listing->entries, listing->n_entries, sizeof *listing->entries, by_order, &listing->selection);
	return status;
}

size_t set_after(const struct listing *listing, const struct row_place *place)
{
	struct entry at = {.number = place->number, .id = place->id, .text = place->text};
	if (place->id == 0)
		return 0;
	size_t low = 0, high = listing->n_entries;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_in(&listing->selection, &listing->entries[middle], &at) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
