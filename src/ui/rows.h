/*
 * rows.h: the rows of a listing around what is looked at, kept in memory.
 *
 * A stretch of the listing without a gap, in its order, at most ROWS_MAX of
 * them, whatever the size of the library; going past its end loads the next
 * page and lets go of the other end. The number of a row is known where the
 * stretch was reached from an end or by number, else 0 until somebody counts.
 *
 * Rows stay as they were loaded until rows_forget(): an article that was read
 * meanwhile does not vanish from a list of unread ones under its reader.
 *
 * One article that is not in the listing may be a guest, at the place that it
 * would have: the one that is being read, whatever becomes of its marks.
 */
#ifndef JARIDA_UI_ROWS_H
#define JARIDA_UI_ROWS_H

#include "library/library.h"

enum { ROWS_MAX = 256, ROWS_PAGE = 64 };

struct kept_row {
	struct article_row row; /* its texts are in `texts` */
	struct row_place place;
	char *texts;
	int prints; /* free for the caller, -1 at first */
};

struct rows {
	struct listing *listing; /* borrowed */
	struct kept_row kept[ROWS_MAX];
	size_t n;
	int64_t first_number; /* of kept[0]; 0: not known */
	bool no_more, none_before; /* the last, the first of all is here */
	bool has_guest;
	struct kept_row guest;
	int64_t before, after; /* the guest: ids, 0 at the ends */
};

void rows_init(struct rows *rows, struct listing *listing);
void rows_done(struct rows *rows);
void rows_forget(struct rows *rows);

/* The guest, which is not in the listing; NULL: there is none any more. */
void rows_invite(struct rows *rows, const struct article_row *row);

/* The row of an article, loaded with those around it where it is not here; NULL when it is not in the listing. */
struct kept_row *rows_find(struct rows *rows, int64_t id);

bool rows_has(struct rows *rows, int64_t id); /* as one of the listing, not as the guest */

/*
 * Load the first n and no more. False, and nothing is here, when that failed, or
 * was given up (library_give_way).
 */
bool rows_begin(struct rows *rows, size_t n);
bool rows_whole(const struct rows *rows); /* all rows of the listing are here */

/* The first or the last of all, the one after or before a row that is here; NULL at the ends. */
struct kept_row *rows_end(struct rows *rows, bool last);
struct kept_row *rows_step(struct rows *rows, const struct kept_row *row, bool back);

/* The row of that number, clamped; NULL when there is none at all. */
struct kept_row *rows_at(struct rows *rows, int64_t number);

/* 0 when it is not known, and of the guest; rows_find_number() finds out, at a cost proportional to the number. */
int64_t rows_number(const struct rows *rows, const struct kept_row *row);
void rows_find_number(struct rows *rows);

#endif
