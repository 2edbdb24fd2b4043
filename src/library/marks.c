#include "config.h"

#include "base/clock.h"
#include "base/mem.h"
#include "library/journal.h"
#include "library/listing.h"

#include <stdlib.h>
#include <time.h>

/* Whether there is such an article to be marked. */
static bool is_there(const struct library *library, int64_t id, int64_t given)
{
	return id > 0 && id <= given && !bits_has(&library->bits[BITS_GONE], id) &&
	       !bits_has(&library->bits[BITS_DELETED], id);
}

/* The beginning of all that turns marks: a change, the marks, the highest id. */
static int begin(struct library *library, int64_t *given, struct err *err)
{
	int status = db_change(library, err);
	if (status != 0)
		return status;
	status = bits_load_all(library, err);
	if (status == 0)
		status = db_number(library, STATEMENT_GIVEN, 0, given, err, "");
	return status == 0 ? 0 : db_change_end(library, status, err);
}

static int end(struct library *library, struct turn *turn, int status, const char *what, struct err *err)
{
	if (status == 0)
		status = journal_add_turn(library, turn, what, err);
	turn_done(turn);
	return db_change_end(library, status, err);
}

/* The same where only marks were turned, no article was deleted. */
static int end_marks(struct library *library, struct turn *turn, int status, const char *what, struct err *err)
{
	int64_t before = sqlite3_total_changes64(library->db);
	status = end(library, turn, status, what, err);
	library->rows_marked += sqlite3_total_changes64(library->db) - before;
	return status;
}

int library_mark(struct library *library, const int64_t *ids, size_t n, enum article_mark mark, bool on,
                 struct err *err)
{
	static const char *const what[2][2] = {
		[MARK_READ] = {"marked as unread", "marked as read"},
		[MARK_STARRED] = {"without their star", "starred"},
	};
	enum bits_kind kind = mark == MARK_READ ? BITS_UNREAD : BITS_STARRED;
	bool wanted = mark == MARK_READ ? !on : on;
	struct turn turn = {0};
	int64_t given = 0;
	int status = begin(library, &given, err);
	if (status != 0)
		return status;
	size_t there = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_there(library, ids[i], given))
			continue;
		there++;
		if (bits_has(&library->bits[kind], ids[i]) == wanted)
			continue;
		turn_bit(library, &turn, kind, ids[i]);
		turn.count++;
	}
	if (there == 0 && n > 0)
		status = err_set(err, ERR_NO_MATCH, "article %lld is not in the library", (long long)ids[0]);
	return end_marks(library, &turn, status, what[mark][on], err);
}

/* --- all of a selection --- */

struct sweep {
	struct library *library;
	struct listing *listing; /* what is unread of it, by date; NULL: it is all that is unread */
	struct row_place place;  /* where it was left */
	int64_t given;           /* what came later is none of it; 0: not begun */
	struct bits ids;
	bool gathered;
};

struct sweep *library_sweep_new(struct library *library, const struct selection *selection)
{
	struct sweep *sweep = xcalloc(1, sizeof *sweep);
	struct selection unread = *selection;
	unread.unread = true;
	unread.sort = SORT_DATE;
	unread.reverse = false;
	sweep->library = library;
	sweep->gathered = selection_is_all(selection);
	if (!sweep->gathered)
		sweep->listing = listing_new(library, &unread);
	return sweep;
}

void library_sweep_free(struct sweep *sweep)
{
	if (sweep == NULL)
		return;
	listing_free(sweep->listing);
	bits_done(&sweep->ids);
	free(sweep);
}

/* Until it is too late or somebody waits (library_give_way). */
static int gather(struct sweep *sweep, int64_t deadline_ms, struct err *err)
{
	enum { AT_ONCE = 2000 };
	int64_t ids[AT_ONCE];
	int status = 0;
	if (sweep->given == 0)
		status = db_number(sweep->library, STATEMENT_GIVEN, 0, &sweep->given, err, "");
	while (!sweep->gathered && status >= 0 && clock_now_ms() < deadline_ms) {
		status = listing_ids(sweep->listing, &sweep->place, ids, AT_ONCE, err);
		for (int i = 0; i < status; i++)
			if (ids[i] <= sweep->given)
				bits_set(&sweep->ids, ids[i], true);
		sweep->gathered = status == 0;
	}
	return status < 0 ? status : 0;
}

static int mark_gathered(struct sweep *sweep, int64_t *changed, struct err *err)
{
	struct library *library = sweep->library;
	struct turn turn = {0};
	int64_t given = 0;
	int status = begin(library, &given, err);
	if (status != 0)
		return status;
	const struct bits *unread = &library->bits[BITS_UNREAD], *ids = sweep->listing == NULL ? unread : &sweep->ids;
	for (int64_t id = bits_next(ids, 0); id >= 0; id = bits_next(ids, id + 1)) {
		if (!bits_has(unread, id) || !is_there(library, id, given))
			continue;
		turn_bit(library, &turn, BITS_UNREAD, id);
		turn.count++;
	}
	int64_t count = turn.count;
	status = end_marks(library, &turn, status, "marked as read", err);
	if (status == 0)
		*changed = count;
	return status;
}

int library_sweep(struct sweep *sweep, int most_ms, int64_t *changed, struct err *err)
{
	*changed = 0;
	library_give_way(sweep->library, most_ms);
	int status = gather(sweep, clock_now_ms() + most_ms, err);
	bool gave_way = library_give_way(sweep->library, 0);
	if (gave_way || (status == 0 && !sweep->gathered))
		return 1;
	return status < 0 ? status : mark_gathered(sweep, changed, err);
}

int library_mark_all_read(struct library *library, const struct selection *selection, int64_t *changed,
                          struct err *err)
{
	struct sweep *sweep = library_sweep_new(library, selection);
	int status = gather(sweep, INT64_MAX, err);
	*changed = 0;
	if (status == 0)
		status = mark_gathered(sweep, changed, err);
	library_sweep_free(sweep);
	return status;
}

int library_delete(struct library *library, const int64_t *ids, size_t n, struct err *err)
{
	struct turn turn = {0};
	int64_t given = 0;
	int status = begin(library, &given, err);
	if (status != 0)
		return status;
	for (size_t i = 0; i < n; i++) {
		if (!is_there(library, ids[i], given))
			continue;
		turn_bit(library, &turn, BITS_DELETED, ids[i]);
		if (bits_has(&library->bits[BITS_UNREAD], ids[i]))
			turn_bit(library, &turn, BITS_UNREAD, ids[i]);
		if (bits_has(&library->bits[BITS_STARRED], ids[i]))
			turn_bit(library, &turn, BITS_STARRED, ids[i]);
		turn.count++;
	}
	if (turn.count == 0 && n > 0)
		status = err_set(err, ERR_NO_MATCH, "article %lld is not in the library", (long long)ids[0]);
	return end(library, &turn, status, "deleted", err);
}

/* --- retention --- */

enum { REMOVE_AT_ONCE = 500 };

struct ids {
	int64_t *ids;
	size_t n, cap;
};

static bool has_any_mark(const struct library *library, int64_t id)
{
	for (int kind = 0; kind < N_MARKS; kind++)
		if (bits_has(&library->bits[kind], id))
			return true;
	return false;
}

/* What the statement says: read, unstarred, untagged articles of feeds. */
static int gather_old(struct library *library, enum statement which, int64_t first, int64_t second, struct ids *ids,
                      struct err *err)
{
	sqlite3_stmt *row;
	int status = db_read(library, err);
	if (status != 0)
		return status;
	status = bits_load_all(library, err);
	if (status == 0) {
		status = db_get(library, which, err, &row, "ii", first, second);
		for (; status > 0; status = db_next(library, row, err)) {
			int64_t id = sqlite3_column_int64(row, 0);
			if (has_any_mark(library, id) || sqlite3_column_int(row, 1))
				continue;
			ids->ids = xgrow(ids->ids, ids->n, &ids->cap, sizeof *ids->ids);
			ids->ids[ids->n++] = id;
		}
		db_end(row);
	}
	db_read_end(library);
	return status;
}

/* One change after the other, so that another writer need not wait for all. */
static int remove_ids(struct library *library, const struct ids *ids, int64_t *removed, struct err *err)
{
	int status = 0;
	for (size_t i = 0; i < ids->n && status == 0;) {
		int64_t given, n = 0;
		status = begin(library, &given, err);
		if (status != 0)
			break;
		for (; i < ids->n && n < REMOVE_AT_ONCE && status == 0; i++) {
			if (has_any_mark(library, ids->ids[i]))
				continue; /* since then */
			status = article_remove(library, ids->ids[i], err);
			n++;
		}
		status = db_change_end(library, status, err);
		*removed += status == 0 ? n : 0;
	}
	return status;
}

static int remove_old(struct library *library, enum statement which, int64_t first, int64_t second, int64_t *removed,
                      struct err *err)
{
	struct ids ids = {0};
	int status = gather_old(library, which, first, second, &ids, err);
	if (status == 0)
		status = remove_ids(library, &ids, removed, err);
	free(ids.ids);
	return status;
}

int library_retain(struct library *library, const struct retention *retention, int64_t *removed, struct err *err)
{
	int status = 0;
	*removed = 0;
	if (retention->days > 0) {
		int64_t before = (int64_t)time(NULL) - (int64_t)retention->days * 86400;
		status = remove_old(library, STATEMENT_OLD, before, before, removed, err);
	}
	if (retention->most <= 0)
		return status;
	int64_t feed = 0;
	while (status == 0) {
		status = db_number(library, STATEMENT_NEXT_FEED, 0, &feed, err, "i", feed);
		if (status != 0 || feed == 0)
			break;
		status = remove_old(library, STATEMENT_BEYOND, feed, retention->most, removed, err);
	}
	return status;
}
