/* A shelf of a library: the rows of a listing, and the one article that is in memory. */
#include "config.h"

#include "ui/shelf.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "ui/noted.h"
#include "ui/rows.h"
#include "ui/shelf-links.h"
#include "ui/unfolded.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	PATIENCE_MS =
		5, /* a key may not wait for a writer; what could not be noted is noted later */
	COUNT_MS = 1500,  /* for a count, in a pause */
	REFRESH_MAX = 8
};

struct library_shelf {
	struct shelf shelf; /* first: a struct shelf * is one of these */
	struct library *library;
	struct arena *texts; /* of the selection */
	struct selection selection;
	struct listing *listing;
	struct rows rows;
	uint64_t generation;
	int64_t count; /* -1: not known yet */
	bool countless; /* nor ever: there are too many */
	struct article *open;
	int64_t open_id;
	bool read_only;
	struct noted noted;
	struct unfolded unfolded;
	bool collapses;
	struct listing *all; /* for rows of articles that are not in the list; made when first asked for */
};

static struct library_shelf *of(struct shelf *shelf)
{
	return (struct library_shelf *)(void *)shelf;
}

static const struct library_shelf *of_const(const struct shelf *shelf)
{
	return (const struct library_shelf *)(const void *)shelf;
}

static struct shelf_ref ref_of(const struct kept_row *row)
{
	return (struct shelf_ref){row->row.id};
}

static bool is_current(const struct library_shelf *s)
{
	return library_generation(s->library) == s->generation;
}

/* Our own change is no news, where there was none before it that we had not taken in. */
static void own_change(struct library_shelf *s, bool was_current)
{
	if (was_current)
		s->generation = library_generation(s->library);
}

static bool write_note(struct library_shelf *s, const struct note *note)
{
	bool current = is_current(s);
	int rc = library_mark(s->library, &note->id, 1, note->mark, note->on, NULL);
	own_change(s, current);
	return rc != ERR_BUSY;
}

static bool write_place(struct library_shelf *s, struct pos place)
{
	bool current = is_current(s);
	int rc = library_set_place(s->library, place.article, place.key, place.offset_cp, NULL);
	own_change(s, current);
	return rc != ERR_BUSY;
}

static void flush_notes(struct library_shelf *s)
{
	while (!s->read_only && s->noted.n > 0 && write_note(s, &s->noted.notes[0]))
		noted_first_done(&s->noted);
	while (!s->read_only && s->noted.n == 0 && s->noted.n_places > 0
	       && write_place(s, s->noted.places[0]))
		noted_first_place_done(&s->noted);
}

static void ls_done(struct shelf *shelf)
{
	struct library_shelf *s = of(shelf);
	library_set_patience(s->library, LIBRARY_PATIENCE_MS);
	flush_notes(s);
	noted_done(&s->noted);
	article_free(s->open);
	rows_done(&s->rows);
	listing_free(s->listing);
	listing_free(s->all);
	library_close(s->library);
	arena_free(s->texts);
	free(s);
}

/* By the first page. */
static void count_directions(struct library_shelf *s)
{
	const struct kept_row *row = rows_end(&s->rows, false);
	for (size_t i = 0; row != NULL && i < s->rows.n; i++)
		*(s->rows.kept[i].row.dir == DIR_RTL ? &s->shelf.n_rtl : &s->shelf.n_ltr) += 1;
}

static int ls_prepare(struct shelf *shelf, size_t first_rows, struct err *err)
{
	(void)first_rows;
	(void)err;
	count_directions(of(shelf));
	return 0;
}

static bool ls_busy(const struct shelf *shelf)
{
	(void)shelf;
	return false;
}

static bool ls_has_work(const struct shelf *shelf)
{
	const struct library_shelf *s = of_const(shelf);
	return (s->count < 0 && !s->countless) || (s->rows.n > 0 && s->rows.first_number == 0);
}

static void ls_work(struct shelf *shelf, int64_t deadline_ms)
{
	struct library_shelf *s = of(shelf);
	(void)deadline_ms;
	shelf->changed = true;
	if (s->count >= 0 || s->countless) {
		rows_find_number(&s->rows);
		return;
	}
	int64_t start_ms = clock_now_ms();
	library_give_way(s->library, COUNT_MS);
	s->count = listing_count(s->listing);
	library_give_way(s->library, 0);
	s->countless = s->count < 0 && clock_now_ms() - start_ms >= COUNT_MS;
}

/* While it is not known, the rows that are. */
static size_t ls_count(struct shelf *shelf)
{
	struct library_shelf *s = of(shelf);
	if (s->count < 0 && s->rows.n == 0 && !rows_whole(&s->rows))
		rows_end(&s->rows, false);
	if (s->count < 0 && rows_whole(&s->rows))
		s->count = (int64_t)s->rows.n;
	return s->count >= 0 ? (size_t)s->count : s->rows.n;
}

static bool ls_counted(const struct shelf *shelf)
{
	return of_const(shelf)->count >= 0;
}

static bool give(const struct kept_row *row, struct shelf_ref *ref)
{
	if (row != NULL)
		*ref = ref_of(row);
	return row != NULL;
}

static bool ls_end(struct shelf *shelf, struct shelf_ref *ref, bool last)
{
	struct library_shelf *s = of(shelf);
	bool any = give(rows_end(&s->rows, last), ref);
	if (any && last && ref->id == s->unfolded.first)
		ref->id = unfolded_last(&s->unfolded);
	return any;
}

/* The row of the listing that an article stands at: its own, or that of the story that it is a print of. */
static int64_t row_id(const struct library_shelf *s, int64_t id)
{
	return unfolded_has(&s->unfolded, id) ? s->unfolded.first : id;
}

/* The next unread one may lie beyond any number of read ones: it has a listing of its own. */
static bool step_unread(struct library_shelf *s, struct shelf_ref *ref, bool back)
{
	const struct kept_row *from = rows_find(&s->rows, row_id(s, ref->id));
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

static bool ls_step(struct shelf *shelf, struct shelf_ref *ref, bool back, bool unread)
{
	struct library_shelf *s = of(shelf);
	if (unread)
		return step_unread(s, ref, back);
	int64_t beside = unfolded_step(&s->unfolded, ref->id, back);
	if (beside != 0) {
		ref->id = beside;
		return true;
	}
	const struct kept_row *row = rows_find(&s->rows, row_id(s, ref->id));
	if (row == NULL || !give(rows_step(&s->rows, row, back), ref))
		return false;
	if (back && ref->id == s->unfolded.first)
		ref->id = unfolded_last(&s->unfolded);
	return true;
}

static size_t ls_number(struct shelf *shelf, struct shelf_ref ref)
{
	struct library_shelf *s = of(shelf);
	const struct kept_row *row = rows_find(&s->rows, row_id(s, ref.id));
	return row != NULL ? (size_t)rows_number(&s->rows, row) : 0;
}

static struct shelf_ref ls_at(struct shelf *shelf, size_t number)
{
	struct shelf_ref ref = {0};
	give(rows_at(&of(shelf)->rows, number > INT64_MAX ? INT64_MAX : (int64_t)number), &ref);
	return ref;
}

static void ls_look(struct shelf *shelf, struct shelf_ref ref)
{
	(void)shelf;
	(void)ref;
}

static int day_of(const struct article_row *row)
{
	time_t seconds = (time_t)row->time;
	struct tm tm;
	if (!row->dated || gmtime_r(&seconds, &tm) == NULL)
		return 0;
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

static bool find_any(struct library_shelf *s, int64_t id, struct article_row *row)
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
		.child = r.parent != 0,
		.feed = r.feed,
		.url = r.url,
	};
}

static bool ls_row(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row)
{
	struct library_shelf *s = of(shelf);
	bool print = unfolded_has(&s->unfolded, ref.id);
	struct kept_row *kept = print ? NULL : rows_find(&s->rows, ref.id);
	struct article_row r;
	if (kept == NULL && !find_any(s, ref.id, &r))
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

static bool ls_about(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row)
{
	struct library_shelf *s = of(shelf);
	struct article_row r;
	if (!find_any(s, ref.id, &r))
		return false;
	*row = row_of(s, &r, false);
	return true;
}

/* The article that is being read has a row, in the list or as a guest of it; the one that it had, when it was deleted. */
static void seat_open(struct library_shelf *s)
{
	struct article_row row;
	const struct rows *rows = &s->rows;
	if (s->open == NULL || unfolded_has(&s->unfolded, s->open_id) || rows_has(&s->rows, s->open_id))
		rows_invite(&s->rows, NULL);
	else if (find_any(s, s->open_id, &row))
		rows_invite(&s->rows, &row);
	else
		rows_invite(&s->rows, rows->has_guest && rows->guest.row.id == s->open_id ? &rows->guest.row : NULL);
}

static int ls_open(struct shelf *shelf, struct shelf_ref ref, struct err *err)
{
	struct library_shelf *s = of(shelf);
	if (s->open != NULL && s->open_id == ref.id) {
		seat_open(s);
		return 0;
	}
	article_free(s->open);
	s->open = NULL;
	s->open_id = ref.id;
	int rc = ref.id == 0 ? 0 : library_article(s->library, ref.id, &s->open, err);
	seat_open(s);
	return rc;
}

static struct article *ls_article(struct shelf *shelf, struct shelf_ref ref)
{
	struct library_shelf *s = of(shelf);
	return s->open_id == ref.id ? s->open : NULL;
}

static bool ls_peek(struct shelf *shelf, struct shelf_ref ref, struct peek *peek)
{
	peek->own = PEEK_ARTICLE;
	return library_article(of(shelf)->library, ref.id, &peek->article, NULL) == 0;
}

static bool ls_mark(struct shelf *shelf, struct shelf_ref ref, enum article_mark mark, bool on)
{
	struct library_shelf *s = of(shelf);
	struct kept_row *kept = rows_find(&s->rows, ref.id);
	struct shelf_row row = shelf_row(shelf, ref);
	if (!row.known || (mark == MARK_READ ? row.unread != on : row.starred == on))
		return row.known;
	if (kept != NULL && mark == MARK_READ)
		kept->row.unread = !on;
	else if (kept != NULL)
		kept->row.starred = on;
	flush_notes(s);
	if (s->read_only || s->noted.n > 0 || !write_note(s, &(struct note){ref.id, mark, on}))
		noted_mark(&s->noted, ref.id, mark, on);
	return true;
}

static bool ls_place(struct shelf *shelf, struct shelf_ref ref, struct pos *place)
{
	struct library_shelf *s = of(shelf);
	if (noted_place(&s->noted, ref.id, place))
		return true;
	place->article = ref.id;
	return library_place(s->library, ref.id, &place->key, &place->offset_cp, NULL) == 0;
}

static void ls_set_place(struct shelf *shelf, struct shelf_ref ref, struct pos place)
{
	struct library_shelf *s = of(shelf);
	place.article = ref.id;
	if (s->read_only || s->noted.n + s->noted.n_places > 0 || !write_place(s, place))
		noted_set_place(&s->noted, place);
}

static struct shelf_ref ls_link_target(struct shelf *shelf, struct shelf_ref ref, const struct link *link)
{
	return shelf_links_target(of(shelf)->library, ls_article(shelf, ref), ref, link);
}

static void ls_relatives(struct shelf *shelf, struct shelf_ref ref,
                         void (*each)(void *to, const struct relative *relative), void *to)
{
	shelf_links_relatives(of(shelf)->library, ls_article(shelf, ref), ref, each, to);
}

static void ls_origin(struct shelf *shelf, struct shelf_ref ref, struct buf *path, int *story,
                      int *n_stories)
{
	(void)story;
	(void)n_stories;
	buf_add_str(path, shelf_row(shelf, ref).url);
}

/* --- what only a library has --- */

/* What is looked for by its words is counted in pauses. */
static void count_rows(struct library_shelf *s)
{
	s->countless = false;
	s->count = s->selection.expr != NULL ? -1 : listing_count(s->listing);
}

static void ls_refresh(struct shelf *shelf, struct shelf_ref *const *refs, size_t n)
{
	struct library_shelf *s = of(shelf);
	struct row_place places[REFRESH_MAX] = {{0}};
	flush_notes(s);
	if (is_current(s))
		return;
	n = n < REFRESH_MAX ? n : REFRESH_MAX;
	for (size_t i = 0; i < n; i++) {
		const struct kept_row *kept = rows_find(&s->rows, row_id(s, refs[i]->id));
		if (kept != NULL)
			places[i] = kept->place;
	}
	const struct kept_row *open = s->open != NULL ? rows_find(&s->rows, s->open_id) : NULL;
	if (open != NULL)
		rows_invite(&s->rows, &open->row); /* until it is known whether it is still one of them */
	s->generation = library_generation(s->library);
	rows_forget(&s->rows);
	count_rows(s);
	if (s->unfolded.first != 0)
		unfolded_open(&s->unfolded, s->library, s->unfolded.first);
	shelf->changed = true;
	if (shelf->n_rtl + shelf->n_ltr == 0)
		count_directions(s);
	seat_open(s);
	for (size_t i = 0; i < n; i++) {
		struct article_row row;
		if (refs[i]->id == 0 || unfolded_has(&s->unfolded, refs[i]->id) || rows_find(&s->rows, refs[i]->id) != NULL)
			continue;
		/* It is selected no more: the row after it, or else before it. */
		bool found = listing_rows(s->listing, &places[i], false, &row, 1, NULL) == 1
		             || listing_rows(s->listing, &places[i], true, &row, 1, NULL) == 1;
		refs[i]->id = found ? row.id : 0;
	}
}

static struct str keep_text(struct library_shelf *s, struct str text)
{
	return text.n > 0 ? arena_copy(s->texts, text) : (struct str){0};
}

static void keep_selection(struct library_shelf *s, const struct selection *selection)
{
	struct arena *before = s->texts;
	s->texts = arena_new();
	s->selection = *selection;
	s->selection.source = keep_text(s, selection->source);
	s->selection.lang = keep_text(s, selection->lang);
	s->selection.tag = keep_text(s, selection->tag);
	s->selection.expr = expr_copy(selection->expr, s->texts);
	s->selection.where = expr_copy(selection->where, s->texts);
	arena_free(before); /* after the copy: the new selection may be made of the old one */
}

static bool begin_rows(struct library_shelf *s, struct listing *listing, struct rows *rows, size_t first_rows,
                       int most_ms)
{
	rows_init(rows, listing);
	if (first_rows == 0)
		return true;
	library_give_way(s->library, most_ms);
	bool begun = rows_begin(rows, first_rows);
	library_give_way(s->library, 0);
	return begun;
}

static bool ls_select(struct shelf *shelf, const struct selection *selection, size_t first_rows, int most_ms)
{
	struct library_shelf *s = of(shelf);
	struct selection shown = *selection;
	shown.collapsed = s->collapses;
	struct listing *listing = listing_new(s->library, &shown);
	struct rows *rows = xmalloc(sizeof *rows);
	bool begun = begin_rows(s, listing, rows, first_rows, most_ms);
	if (begun) {
		keep_selection(s, &shown);
		s->unfolded = (struct unfolded){.first = 0};
		rows_done(&s->rows);
		listing_free(s->listing);
		s->listing = listing;
		s->rows = *rows;
		s->generation = library_generation(s->library);
		count_rows(s);
		shelf->changed = true;
	} else {
		rows_done(rows);
		listing_free(listing);
	}
	free(rows);
	return begun;
}

static void ls_collapse(struct shelf *shelf, bool on)
{
	struct library_shelf *s = of(shelf);
	bool changes = s->collapses != on;
	s->collapses = on;
	if (changes)
		ls_select(shelf, &s->selection, 0, 0);
}

static bool ls_unfold(struct shelf *shelf, struct shelf_ref *ref)
{
	struct library_shelf *s = of(shelf);
	bool done = true;
	if (ref->id == s->unfolded.first || unfolded_has(&s->unfolded, ref->id)) {
		ref->id = s->unfolded.first;
		s->unfolded = (struct unfolded){.first = 0};
	} else {
		done = shelf_row(shelf, *ref).prints > 0 && unfolded_open(&s->unfolded, s->library, ref->id);
	}
	seat_open(s);
	return done;
}

static struct library *ls_library(struct shelf *shelf)
{
	return of(shelf)->library;
}

static const struct selection *ls_selection(struct shelf *shelf)
{
	return &of(shelf)->selection;
}

static const struct shelf_ops ops = {
	.done = ls_done,
	.prepare = ls_prepare,
	.busy = ls_busy,
	.has_work = ls_has_work,
	.work = ls_work,
	.count = ls_count,
	.counted = ls_counted,
	.end = ls_end,
	.step = ls_step,
	.number = ls_number,
	.at = ls_at,
	.look = ls_look,
	.row = ls_row,
	.about = ls_about,
	.open = ls_open,
	.article = ls_article,
	.peek = ls_peek,
	.mark = ls_mark,
	.place = ls_place,
	.set_place = ls_set_place,
	.link_target = ls_link_target,
	.relatives = ls_relatives,
	.origin = ls_origin,
	.refresh = ls_refresh,
	.collapse = ls_collapse,
	.unfold = ls_unfold,
	.select = ls_select,
	.selection = ls_selection,
	.library = ls_library,
};

int shelf_of_library(struct shelf **out, const char *place, bool read_only, struct err *err)
{
	struct library *library;
	int rc = library_open(&library, place, read_only ? LIBRARY_READ : LIBRARY_CREATE, err);
	if (rc != 0)
		return rc;
	struct library_shelf *s = xcalloc(1, sizeof *s);
	s->shelf.ops = &ops;
	s->library = library;
	s->read_only = s->shelf.read_only = read_only;
	library_set_patience(library, PATIENCE_MS);
	ls_select(&s->shelf, &(struct selection){.feed = 0}, 0, 0);
	*out = &s->shelf;
	return 0;
}
