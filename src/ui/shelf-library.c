/* A shelf of a library: the rows of a listing, and the one article that is in memory. */
#include "config.h"

#include "ui/shelf-library.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "ui/shelf-links.h"

#include <stdlib.h>

enum {
	PATIENCE_MS = 5, /* a key may not wait for a writer; what could not be written is noted */
	COUNT_MS = 1500, /* for a count, in a pause */
	REFRESH_MAX = 8
};

static const struct library_shelf *of_const(const struct shelf *shelf)
{
	return (const struct library_shelf *)(const void *)shelf;
}

static void ls_done(struct shelf *shelf)
{
	struct library_shelf *s = library_shelf_of(shelf);
	library_set_patience(s->library, LIBRARY_PATIENCE_MS);
	library_shelf_flush(s);
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
	count_directions(library_shelf_of(shelf));
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
	struct library_shelf *s = library_shelf_of(shelf);
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
	struct library_shelf *s = library_shelf_of(shelf);
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

static void ls_look(struct shelf *shelf, struct shelf_ref ref)
{
	(void)shelf;
	(void)ref;
}

/* The article that is being read has a row, in the list or as a guest of it; the one that it had, when it was deleted. */
static void seat_open(struct library_shelf *s)
{
	struct article_row row;
	const struct rows *rows = &s->rows;
	if (s->open == NULL || unfolded_has(&s->unfolded, s->open_id) || rows_has(&s->rows, s->open_id))
		rows_invite(&s->rows, NULL);
	else if (library_shelf_find(s, s->open_id, &row))
		rows_invite(&s->rows, &row);
	else
		rows_invite(&s->rows, rows->has_guest && rows->guest.row.id == s->open_id ? &rows->guest.row : NULL);
}

static int ls_open(struct shelf *shelf, struct shelf_ref ref, struct err *err)
{
	struct library_shelf *s = library_shelf_of(shelf);
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
	struct library_shelf *s = library_shelf_of(shelf);
	return s->open_id == ref.id ? s->open : NULL;
}

static bool ls_peek(struct shelf *shelf, struct shelf_ref ref, struct peek *peek)
{
	peek->own = PEEK_ARTICLE;
	return library_article(library_shelf_of(shelf)->library, ref.id, &peek->article, NULL) == 0;
}

static struct shelf_ref ls_link_target(struct shelf *shelf, struct shelf_ref ref, const struct link *link)
{
	return shelf_links_target(library_shelf_of(shelf)->library, ls_article(shelf, ref), ref, link);
}

static void ls_relatives(struct shelf *shelf, struct shelf_ref ref,
                         void (*each)(void *to, const struct relative *relative), void *to)
{
	shelf_links_relatives(library_shelf_of(shelf)->library, ls_article(shelf, ref), ref, each, to);
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
	struct library_shelf *s = library_shelf_of(shelf);
	struct row_place places[REFRESH_MAX] = {{0}};
	library_shelf_flush(s);
	if (library_shelf_is_current(s))
		return;
	n = n < REFRESH_MAX ? n : REFRESH_MAX;
	for (size_t i = 0; i < n; i++) {
		const struct kept_row *kept = rows_find(&s->rows, library_shelf_row_id(s, refs[i]->id));
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
	struct library_shelf *s = library_shelf_of(shelf);
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
	struct library_shelf *s = library_shelf_of(shelf);
	bool changes = s->collapses != on;
	s->collapses = on;
	if (changes)
		ls_select(shelf, &s->selection, 0, 0);
}

static bool ls_unfold(struct shelf *shelf, struct shelf_ref *ref)
{
	struct library_shelf *s = library_shelf_of(shelf);
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
	return library_shelf_of(shelf)->library;
}

static const struct selection *ls_selection(struct shelf *shelf)
{
	return &library_shelf_of(shelf)->selection;
}

static const struct shelf_ops ops = {
	.done = ls_done,
	.prepare = ls_prepare,
	.busy = ls_busy,
	.has_work = ls_has_work,
	.work = ls_work,
	.count = ls_count,
	.counted = ls_counted,
	.end = library_shelf_end,
	.step = library_shelf_step,
	.number = library_shelf_number,
	.at = library_shelf_at,
	.look = ls_look,
	.row = library_shelf_row,
	.about = library_shelf_about,
	.open = ls_open,
	.article = ls_article,
	.peek = ls_peek,
	.mark = library_shelf_mark,
	.place = library_shelf_place,
	.set_place = library_shelf_set_place,
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
