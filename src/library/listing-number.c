#include "config.h"

#include "library/listing.h"
#include "library/rows.h"

#include <limits.h>

/* How many a listing has, the number of a place, the place of a number. */

static bool has_no_filter_but_marks(const struct selection *s)
{
	return s->feed == 0 && s->source.n == 0 && s->lang.n == 0 && s->tag.n == 0 &&
	       s->since == 0 && s->before == 0 && s->expr == NULL && s->where == NULL;
}

bool selection_is_all(const struct selection *s)
{
	return has_no_filter_but_marks(s) && !s->starred;
}

/* All that was ever given a number, without those that have none any more. */
static int64_t count_all(struct listing *listing)
{
	const struct bits *bits = listing->library->bits;
	int64_t given;
	if (db_number(listing->library, STATEMENT_GIVEN, 0, &given, NULL, "") != 0)
		return 0;
	return given - bits[BITS_GONE].count - bits[BITS_DELETED].count;
}

/* --- in the order of arrival: the ids themselves, so that bits are all that is counted --- */

static bool is_by_bits(const struct listing *listing)
{
	const struct selection *s = &listing->selection;
	/* Of a story, only where its first print is shown for sure. */
	bool folded = s->collapsed && (s->unread || listing->deleted);
	return s->sort == SORT_STORED && !folded && has_no_filter_but_marks(s) && !(s->unread && s->starred);
}

/* Of the ids up to this one, how many are selected. */
static int64_t bits_up_to(const struct listing *listing, int64_t id)
{
	const struct selection *s = &listing->selection;
	const struct bits *bits = listing->library->bits;
	if (s->unread || s->starred)
		return bits_count_below(&bits[s->unread ? BITS_UNREAD : BITS_STARRED], id + 1);
	int64_t hidden = s->collapsed ? bits_count_below(&bits[BITS_LATER], id + 1) : 0;
	return id - hidden - bits_count_below(&bits[BITS_GONE], id + 1) - bits_count_below(&bits[BITS_DELETED], id + 1);
}

static int64_t number_by_bits(const struct listing *listing, int64_t id, int64_t n)
{
	return listing->selection.reverse ? bits_up_to(listing, id) : n - bits_up_to(listing, id - 1);
}

static int64_t id_by_bits(const struct listing *listing, int64_t number, int64_t n)
{
	int64_t wanted = listing->selection.reverse ? number : n + 1 - number;
	int64_t low = 1, high = (int64_t)MAX_CHUNKS * CHUNK_IDS;
	while (low < high) {
		int64_t middle = low + (high - low) / 2;
		if (bits_up_to(listing, middle) < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* --- all orders --- */

/* Of a story that is deleted, the other prints are shown. */
static int64_t count_left(struct listing *listing, int64_t deleted)
{
	struct library *library = listing->library;
	const struct bits *bits = library->bits;
	sqlite3_stmt *row;
	int64_t n = 0;
	int status = db_get(library, STATEMENT_STORIES, NULL, &row, "i", deleted);
	for (; status > 0; status = db_next(library, row, NULL)) {
		int64_t id = sqlite3_column_int64(row, 0);
		n += bits_has(&bits[BITS_LATER], id) && !bits_has(&bits[BITS_DELETED], id) &&
		     (!listing->selection.unread || bits_has(&bits[BITS_UNREAD], id));
	}
	db_end(row);
	return n;
}

/* How many are not in the list, since another one tells their story. */
static int64_t count_collapsed(struct listing *listing)
{
	const struct bits *bits = listing->library->bits, *deleted = &bits[BITS_DELETED], *later = &bits[BITS_LATER];
	if (!listing->selection.collapsed || later->count == 0)
		return 0;
	int64_t n = bits_count_in(later, listing->selection.unread ? &bits[BITS_UNREAD] : later, deleted);
	for (int64_t id = bits_next(deleted, 0); id >= 0; id = bits_next(deleted, id + 1))
		n -= count_left(listing, id);
	return n;
}

/* What is counted as it changes; -1: not this. */
static int64_t known_count(struct listing *listing)
{
	const struct selection *s = &listing->selection;
	const struct bits *bits = listing->library->bits;
	if (!has_no_filter_but_marks(s) || (s->unread && s->starred))
		return -1;
	if (s->starred)
		return bits[BITS_STARRED].count;
	return (s->unread ? bits[BITS_UNREAD].count : count_all(listing)) - count_collapsed(listing);
}

static int64_t counted(struct listing *listing)
{
	if (listing->nothing)
		return 0;
	if (listing->is_set)
		return (int64_t)listing->n_entries;
	if (listing->count < 0)
		listing->count = known_count(listing);
	return listing->count;
}

static int64_t count(struct listing *listing)
{
	if (counted(listing) >= 0)
		return counted(listing);
	int64_t n = walk_count(listing);
	if (!listing->library->hurried)
		listing->count = n;
	return listing->count;
}

int64_t listing_count(struct listing *listing)
{
	if (listing_look(listing, NULL) != 0)
		return listing->library->hurried ? -1 : 0;
	int64_t n = count(listing);
	db_read_end(listing->library);
	return n;
}

int64_t listing_count_known(struct listing *listing)
{
	if (listing_look(listing, NULL) != 0)
		return -1;
	int64_t n = counted(listing);
	db_read_end(listing->library);
	return n;
}

/* Counting goes through an index row by row. */
static int64_t count_up_to(struct listing *listing, const struct row_place *place)
{
	struct library *library = listing->library;
	library_give_way(library, INT_MAX);
	int64_t n = walk_up_to(listing, place);
	return library_give_way(library, 0) ? 0 : n;
}

int64_t listing_number(struct listing *listing, const struct row_place *place)
{
	if (place->id == 0 || listing_look(listing, NULL) != 0)
		return 0;
	int64_t n = 0;
	if (listing->is_set)
		n = (int64_t)set_after(listing, place);
	else if (is_by_bits(listing))
		n = number_by_bits(listing, place->id, count(listing));
	else if (!listing->nothing)
		n = count_up_to(listing, place);
	db_read_end(listing->library);
	return n;
}

/* Without counting all: from the beginning, or else the last one. */
static int id_at_uncounted(struct listing *listing, int64_t number, int64_t *id, struct err *err)
{
	int status = walk_at(listing, number > 1 ? number - 1 : 0, false, id, err);
	return status == 0 ? walk_at(listing, 0, true, id, err) : status;
}

static int id_at(struct listing *listing, int64_t number, int64_t *id, struct err *err)
{
	int64_t n = counted(listing);
	if (n < 0)
		return id_at_uncounted(listing, number, id, err);
	if (number > n)
		number = n;
	if (number < 1)
		number = 1;
	if (n == 0)
		return 0;
	if (listing->is_set) {
		*id = listing->entries[number - 1].id;
		return 1;
	}
	if (is_by_bits(listing)) {
		*id = id_by_bits(listing, number, n);
		return 1;
	}
	bool back = number > n / 2;
	return walk_at(listing, back ? n - number : number - 1, back, id, err);
}

int listing_at(struct listing *listing, int64_t number, struct article_row *row, struct err *err)
{
	int64_t id = 0;
	int status = listing_look(listing, err);
	if (status != 0)
		return status;
	listing_forget_texts(listing);
	status = id_at(listing, number, &id, err);
	if (status == 0)
		status = err_set(err, ERR_NO_MATCH, "no article is in this list");
	else if (status > 0)
		status = row_load(listing->library, id, row, listing->texts, err);
	db_read_end(listing->library);
	return status;
}
