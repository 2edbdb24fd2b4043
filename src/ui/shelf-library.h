/*
 * shelf-library.h: a shelf of a library, for the three files that make it.
 *
 * shelf-library.c opens it, selects, counts, and takes in what others changed;
 * shelf-library-rows.c goes from row to row; shelf-library-notes.c keeps marks
 * and places. The rows are those of the listing, with the prints of one story
 * unfolded below its own, and one guest (ui/rows.h) while it is being read.
 */
#ifndef JARIDA_UI_SHELF_LIBRARY_H
#define JARIDA_UI_SHELF_LIBRARY_H

#include "ui/noted.h"
#include "ui/rows.h"
#include "ui/shelf.h"
#include "ui/unfolded.h"

struct library_shelf {
	struct shelf shelf; /* first: a struct shelf * is one of these */
	struct library *library;
	struct arena *texts; /* of the selection */
	struct selection selection;
	struct listing *listing;
	struct rows rows;
	uint64_t generation; /* of the library, as far as the rows know of it */
	int64_t count;       /* -1: not known yet */
	bool countless;      /* nor ever: there are too many */
	struct article *open;
	int64_t open_id;
	bool read_only;
	struct noted noted;
	struct unfolded unfolded;
	bool collapses;
	struct listing *all; /* for articles that are not in the list; made when first asked for */
};

static inline struct library_shelf *library_shelf_of(struct shelf *shelf)
{
	return (struct library_shelf *)(void *)shelf;
}

/* Nobody has changed the library since the rows were loaded. */
static inline bool library_shelf_is_current(const struct library_shelf *s)
{
	return library_generation(s->library) == s->generation;
}

/* Where in the listing an article stands: at its own row, or at that of the story that it is a print of. */
int64_t library_shelf_row_id(const struct library_shelf *s, int64_t id);

/* The row of an article that need not be in the list. */
bool library_shelf_find(struct library_shelf *s, int64_t id, struct article_row *row);

/* Write what is noted, as far as no other writer is in the way. */
void library_shelf_flush(struct library_shelf *s);

/* As the functions of these names in shelf.h. */
bool library_shelf_end(struct shelf *shelf, struct shelf_ref *ref, bool last);
bool library_shelf_step(struct shelf *shelf, struct shelf_ref *ref, bool back, bool unread);
size_t library_shelf_number(struct shelf *shelf, struct shelf_ref ref);
struct shelf_ref library_shelf_at(struct shelf *shelf, size_t number);
bool library_shelf_row(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row);
bool library_shelf_about(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row);
bool library_shelf_mark(struct shelf *shelf, struct shelf_ref ref, enum article_mark mark, bool on);
bool library_shelf_place(struct shelf *shelf, struct shelf_ref ref, struct pos *place);
void library_shelf_set_place(struct shelf *shelf, struct shelf_ref ref, struct pos place);

#endif
