/* A shelf of a library: the same rows as all of it read at once, whatever is asked first. */
#include "config.h"

#include "ui/rows.h"
#include "ui/shelf.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { N = 700 }; /* more than a window and some pages */

static char dir[] = "/tmp/jarida-shelf-XXXXXX";
static char place[64];
static int64_t order[N]; /* ids, newest first */

static int64_t store(struct library *library, int day)
{
	char text[512];
	struct story_list list;
	struct err err;
	struct stored_story stored[4];
	const struct provenance provenance = {.time = 1700000000};
	snprintf(text, sizeof text,
	         "عنوان الخبر رقم %d\nتاريخ النشر: %d/%d/%d\n\nهذه فقرة الخبر رقم %d وفيها كلام "
	         "يكفي لتكون فقرة كاملة.\n",
	         day, 1 + day % 28, 1 + day / 28 % 12, 2000 + day / 336, day);
	assert_int_equal(story_list_parse(&list, str_of(text), "x", &err), 0);
	assert_int_equal(list.n, 1);
	assert_int_equal(library_store(library, &list, &provenance, stored, &err), 0);
	assert_int_equal(stored[0].what, STORED_NEW);
	story_list_done(&list);
	return stored[0].id;
}

static int set_up(void **state)
{
	struct library *library;
	struct err err;
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/jarida-shelf-XXXXXX");
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(place, sizeof place, "%s/library.db", dir);
	assert_int_equal(library_open(&library, place, LIBRARY_CREATE, &err), 0);
	assert_int_equal(library_begin(library, &err), 0);
	for (int i = 0; i < N; i++)
		order[N - 1 - i] = store(library, i);
	assert_int_equal(library_commit(library, &err), 0);
	library_close(library);
	return 0;
}

static int tear_down(void **state)
{
	static const char *const names[] = {"library.db", "library.db-wal", "library.db-shm"};
	char path[96];
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	return rmdir(dir);
}

static struct shelf *open_shelf(void)
{
	struct shelf *shelf;
	struct err err;
	assert_int_equal(shelf_of_library(&shelf, place, false, &err), 0);
	assert_int_equal(shelf_prepare(shelf, 100, &err), 0);
	assert_int_equal(shelf_count(shelf), N);
	assert_int_equal(shelf->n_rtl, ROWS_PAGE);
	return shelf;
}

static void all_rows_in_their_order(void **state)
{
	struct shelf *shelf = open_shelf();
	struct shelf_ref ref = {0};
	(void)state;
	assert_true(shelf_first(shelf, &ref));
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(ref.id, order[i]);
		assert_int_equal(shelf_number(shelf, ref), i + 1);
		assert_int_equal(shelf_next(shelf, &ref), i + 1 < N);
	}
	for (size_t i = N; i-- > 0;) {
		assert_int_equal(ref.id, order[i]);
		assert_int_equal(shelf_number(shelf, ref), i + 1);
		assert_int_equal(shelf_prev(shelf, &ref), i > 0);
	}
	assert_true(shelf_last(shelf, &ref));
	assert_int_equal(ref.id, order[N - 1]);
	assert_int_equal(shelf_number(shelf, ref), N);
	assert_int_equal(shelf_at(shelf, 350).id, order[349]);
	assert_int_equal(shelf_at(shelf, 0).id, order[0]);
	assert_int_equal(shelf_at(shelf, N + 5).id, order[N - 1]);
	shelf_free(shelf);
}

static void a_row_is_found_from_anywhere(void **state)
{
	struct shelf *shelf = open_shelf();
	(void)state;
	unsigned seed = 20;
	for (int i = 0; i < 300; i++) {
		seed = seed * 1103515245u + 12345u;
		size_t at = (seed >> 8) % N;
		struct shelf_ref ref = {order[at]};
		char title[64];
		snprintf(title, sizeof title, "عنوان الخبر رقم %zu", N - 1 - at);
		assert_true(str_eq(shelf_row(shelf, ref).title, str_of(title)));
		if (shelf_has_work(shelf))
			shelf_work(shelf, 0);
		assert_int_equal(shelf_number(shelf, ref), at + 1);
		assert_int_equal(shelf_next(shelf, &ref), at + 1 < N);
		assert_int_equal(ref.id, order[at + 1 < N ? at + 1 : at]);
	}
	assert_int_equal(shelf_row(shelf, (struct shelf_ref){999999}).title.n, 0);
	shelf_free(shelf);
}

static void unread_ones_are_found_beyond_the_window(void **state)
{
	struct shelf *shelf = open_shelf();
	struct shelf_ref ref = {0};
	(void)state;
	assert_true(shelf_first(shelf, &ref));
	for (size_t i = 0; i + 1 < N; i++) {
		assert_true(shelf_mark(shelf, ref, MARK_READ, true));
		assert_false(shelf_row(shelf, ref).unread);
		shelf_next(shelf, &ref);
	}
	ref.id = order[0];
	assert_true(shelf_step(shelf, &ref, false, true));
	assert_int_equal(ref.id, order[N - 1]);
	assert_false(shelf_step(shelf, &ref, false, true));
	assert_false(shelf_step(shelf, &ref, true, true));
	shelf_free(shelf);
	/* It is kept. */
	shelf = open_shelf();
	assert_false(shelf_row(shelf, (struct shelf_ref){order[5]}).unread);
	assert_true(shelf_row(shelf, (struct shelf_ref){order[N - 1]}).unread);
	shelf_free(shelf);
}

static void what_others_change_comes_in_beside_the_reader(void **state)
{
	struct shelf *shelf = open_shelf();
	struct library *other;
	struct err err;
	struct shelf_ref held = {order[3]}, gone = {order[1]}, none = {0};
	struct shelf_ref *refs[] = {&held, &gone, &none};
	(void)state;
	assert_int_equal(library_open(&other, place, LIBRARY_WRITE, &err), 0);
	int64_t newest = store(other, N);
	shelf_refresh(shelf, refs, 3);
	assert_true(shelf->changed);
	assert_int_equal(shelf_count(shelf), N + 1);
	assert_int_equal(held.id, order[3]);
	struct shelf_ref first = {0};
	assert_true(shelf_first(shelf, &first));
	assert_int_equal(first.id, newest);
	assert_int_equal(shelf_number(shelf, held), 5);
	assert_int_equal(library_delete(other, &order[1], 1, &err), 0);
	shelf_refresh(shelf, refs, 3);
	assert_int_equal(gone.id, order[2]);
	assert_int_equal(held.id, order[3]);
	assert_int_equal(none.id, 0);
	shelf->changed = false;
	shelf_refresh(shelf, refs, 3);
	assert_false(shelf->changed);
	library_close(other);
	shelf_free(shelf);
}

static void a_selection_is_a_list_of_its_own(void **state)
{
	struct shelf *shelf = open_shelf();
	struct shelf_ref ref = {order[10]};
	(void)state;
	shelf_mark(shelf, ref, MARK_READ, true);
	struct selection selection = *shelf_selection(shelf);
	selection.unread = true;
	assert_true(shelf_select(shelf, &selection));
	assert_int_equal(shelf_count(shelf), N - 1);
	assert_false(shelf_row(shelf, ref).listed);
	assert_true(shelf_row(shelf, ref).known);
	selection = (struct selection){.sort = SORT_DATE, .reverse = true};
	assert_true(shelf_select(shelf, &selection));
	assert_true(shelf_first(shelf, &ref));
	assert_int_equal(ref.id, order[N - 1]);
	/* What is read while it is shown stays in its list of unread ones. */
	selection = (struct selection){.unread = true};
	shelf_select(shelf, &selection);
	assert_true(shelf_first(shelf, &ref));
	shelf_mark(shelf, ref, MARK_READ, true);
	struct shelf_ref *refs[] = {&ref};
	shelf_refresh(shelf, refs, 1);
	assert_int_equal(ref.id, order[0]);
	assert_false(shelf_row(shelf, ref).unread);
	shelf_free(shelf);
}

/* The article that is open has its place among the others, selected or not. */
static void what_is_read_keeps_its_row(void **state)
{
	struct shelf *shelf = open_shelf();
	struct shelf_ref at = {order[50]}, first = {order[0]}, last = {order[N - 1]};
	struct shelf_ref *refs[] = {&at};
	struct library *other;
	struct err err;
	(void)state;
	shelf_select(shelf, &(struct selection){.unread = true});
	assert_int_equal(library_open(&other, place, LIBRARY_WRITE, &err), 0);
	assert_int_equal(shelf_open(shelf, at, &err), 0);
	shelf_mark(shelf, at, MARK_READ, true);
	store(other, N);
	shelf_refresh(shelf, refs, 1);
	assert_int_equal(at.id, order[50]);
	assert_true(shelf_row(shelf, at).listed);
	assert_false(shelf_row(shelf, at).unread);
	assert_true(shelf_next(shelf, &at));
	assert_int_equal(at.id, order[51]);
	assert_true(shelf_prev(shelf, &at) && shelf_prev(shelf, &at));
	assert_int_equal(at.id, order[49]);
	assert_true(shelf_next(shelf, &at) && shelf_step(shelf, &at, false, true));
	assert_int_equal(at.id, order[51]);
	/* At the ends, and where there is nothing else. */
	shelf_select(shelf, &(struct selection){.starred = true});
	assert_int_equal(shelf_count(shelf), 0);
	assert_false(shelf_first(shelf, &at));
	at.id = order[50];
	assert_int_equal(shelf_open(shelf, at, &err), 0);
	assert_true(shelf_first(shelf, &at));
	assert_int_equal(at.id, order[50]);
	assert_true(shelf_last(shelf, &at));
	assert_int_equal(at.id, order[50]);
	assert_false(shelf_next(shelf, &at) || shelf_prev(shelf, &at));
	assert_true(shelf_mark(shelf, first, MARK_STARRED, true) && shelf_mark(shelf, last, MARK_STARRED, true));
	shelf_refresh(shelf, NULL, 0);
	shelf_select(shelf, &(struct selection){.starred = true});
	at.id = order[50];
	assert_int_equal(shelf_open(shelf, at, &err), 0);
	assert_true(shelf_first(shelf, &at));
	assert_int_equal(at.id, first.id);
	assert_true(shelf_next(shelf, &at));
	assert_int_equal(at.id, order[50]);
	/* Another one is opened: it is gone. */
	assert_int_equal(shelf_open(shelf, first, &err), 0);
	assert_true(shelf_first(shelf, &at) && shelf_next(shelf, &at));
	assert_int_equal(at.id, last.id);
	library_close(other);
	shelf_free(shelf);
}

static void nothing_is_written_into_a_library_that_is_only_read(void **state)
{
	struct shelf *shelf;
	struct shelf_ref ref = {order[0]}, other = {order[1]};
	struct pos at;
	struct err err;
	(void)state;
	assert_int_equal(shelf_of_library(&shelf, place, true, &err), 0);
	assert_true(shelf->read_only);
	assert_true(shelf_mark(shelf, other, MARK_READ, true) && shelf_mark(shelf, ref, MARK_STARRED, true));
	shelf_set_place(shelf, ref, (struct pos){ref.id, 2, 1});
	assert_true(shelf_at(shelf, N).id != 0);
	assert_true(shelf_row(shelf, ref).starred);
	assert_false(shelf_row(shelf, other).unread);
	assert_true(shelf_place(shelf, ref, &at) && at.key == 2);
	assert_true(shelf_step(shelf, &ref, false, true));
	assert_int_equal(ref.id, order[2]);
	shelf_free(shelf);
	shelf = open_shelf();
	ref.id = order[0];
	assert_true(shelf_row(shelf, other).unread);
	assert_false(shelf_row(shelf, ref).starred);
	assert_false(shelf_place(shelf, ref, &at));
	shelf_free(shelf);
}

static void places_are_kept(void **state)
{
	struct shelf *shelf = open_shelf();
	struct shelf_ref ref = {order[7]};
	struct pos place_of_7;
	struct err err;
	(void)state;
	assert_false(shelf_place(shelf, ref, &place_of_7));
	shelf_set_place(shelf, ref, (struct pos){ref.id, 3, 14});
	assert_int_equal(shelf_open(shelf, ref, &err), 0);
	assert_non_null(shelf_article(shelf, ref));
	assert_null(shelf_article(shelf, (struct shelf_ref){order[8]}));
	shelf_free(shelf);
	shelf = open_shelf();
	assert_true(shelf_place(shelf, ref, &place_of_7));
	assert_true(place_of_7.article == ref.id && place_of_7.key == 3
	            && place_of_7.offset_cp == 14);
	shelf_free(shelf);
}

#define WITH_LIBRARY(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_LIBRARY(all_rows_in_their_order),
		WITH_LIBRARY(a_row_is_found_from_anywhere),
		WITH_LIBRARY(unread_ones_are_found_beyond_the_window),
		WITH_LIBRARY(what_others_change_comes_in_beside_the_reader),
		WITH_LIBRARY(a_selection_is_a_list_of_its_own),
		WITH_LIBRARY(what_is_read_keeps_its_row),
		WITH_LIBRARY(nothing_is_written_into_a_library_that_is_only_read),
		WITH_LIBRARY(places_are_kept),
	};
	return cmocka_run_group_tests_name("ui-shelf", tests, NULL, NULL);
}
