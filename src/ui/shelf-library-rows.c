/* How one goes from row to row of a library, and what the rows say. */
#include "config.h"

#include "ui/shelf-library.h"

#include <time.h>

static bool give(const struct kept_row *row, struct shelf_ref *ref)
{
	if (row != NULL)
		ref->id = row->row.id;
	return row != NULL;
}

bool library_shelf_end(struct shelf *shelf, struct shelf_ref *ref, bool last)
{
	struct library_shelf *s = library_shelf_of(shelf);
	bool any = give(rows_end(&s->rows, last), ref);
	if (any && last && ref->id == s->unfolded.first)
		ref->id = unfolded_last(&s->unfolded);
	return any;
}

int64_t library_shelf_row_id(const struct library_shelf *s, int64_t id)
{
	return unfolded_has(&s->unfolded, id) ? s->unfolded.first : id;
}

/* The next unread one may lie beyond any number of read ones: it has a listing of its own. */
static bool step_unread(struct library_shelf *s, struct shelf_ref *ref, bool back)
{
	const struct kept_row *from = rows_find(&s->rows, library_shelf_row_id(s, ref->id));
	if (from == NULL)
		return false;
	struct selection selection = s->selection;
	struct row_place place = from->place;
	struct article_row row = {.id = 0};
	bool found, read = true;
	selection.unread = true;
	struct listing *listing = listing_new(s->library, &selection);
	do {
		found = listing_rows(listing, &place, back, &row, 1, NULL) == 1;
		if (found)
			listing_place(listing, &row, &place);
	} while (found && noted_find(&s->noted, row.id, MARK_READ, &read) && read);
	if (found)
		ref->id = row.id;
	listing_free(listing);
	return found;
}

bool library_shelf_step(struct shelf *shelf, struct shelf_ref *ref, bool back, bool unread)
{
	struct library_shelf *s = library_shelf_of(shelf);
	if (unread)
		return step_unread(s, ref, back);
	int64_t beside = unfolded_step(&s->unfolded, ref->id, back);
	if (beside != 0) {
		ref->id = beside;
		return true;
	}
	const struct kept_row *row = rows_find(&s->rows, library_shelf_row_id(s, ref->id));
	if (row == NULL || !give(rows_step(&s->rows, row, back), ref))
		return false;
	if (back && ref->id == s->unfolded.first)
		ref->id = unfolded_last(&s->unfolded);
	return true;
}

size_t library_shelf_number(struct shelf *shelf, struct shelf_ref ref)
{
	struct library_shelf *s = library_shelf_of(shelf);
	const struct kept_row *row = rows_find(&s->rows, library_shelf_row_id(s, ref.id));
	return row != NULL ? (size_t)rows_number(&s->rows, row) : 0;
}

struct shelf_ref library_shelf_at(struct shelf *shelf, size_t number)
{
	struct shelf_ref ref = {0};
	give(rows_at(&library_shelf_of(shelf)->rows, number > INT64_MAX ? INT64_MAX : (int64_t)number), &ref);
	return ref;
}

static int day_of(const struct article_row *row)
{
	time_t seconds = (time_t)row->time;
	struct tm tm;
	if (!row->dated || gmtime_r(&seconds, &tm) == NULL)
		return 0;
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

bool library_shelf_find(struct library_shelf *s, int64_t id, struct article_row *row)
{
	if (s->all == NULL)
		s->all = listing_new(s->library, &(struct selection){.feed = 0});
	return listing_find(s->all, id, row, NULL) == 0;
}

static struct shelf_row row_of(struct library_shelf *s, const struct article_row *from, bool listed)
{
	struct article_row r = *from;
	noted_apply(&s->noted, &r);
	return (struct shelf_row){
		.title = r.title,
		.name = r.title,
		.source = r.source,
		.date = day_of(&r),
		.time = r.time,
		.known = true,
		.listed = listed,
		.unread = r.unread,
		.starred = r.starred,
		.parent = {r.parent},
		.feed = r.feed,
		.url = r.url,
	};
}

bool library_shelf_row(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row)
{
	struct library_shelf *s = library_shelf_of(shelf);
	bool print = unfolded_has(&s->unfolded, ref.id);
	struct kept_row *kept = print ? NULL : rows_find(&s->rows, ref.id);
	struct article_row r;
	if (kept == NULL && !library_shelf_find(s, ref.id, &r))
		return false;
	*row = row_of(s, kept != NULL ? &kept->row : &r, kept != NULL);
	row->print = print;
	if (kept != NULL && listing_is_collapsed(s->listing)) {
		/* A later print is here by itself only as a guest. */
		if (kept->prints < 0)
			kept->prints = kept->row.group == 0 ? unfolded_count(s->library, ref.id) : 0;
		row->prints = kept->prints;
	}
	return true;
}

bool library_shelf_about(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row)
{
	struct library_shelf *s = library_shelf_of(shelf);
	struct article_row r;
	if (!library_shelf_find(s, ref.id, &r))
		return false;
	*row = row_of(s, &r, false);
	return true;
}
