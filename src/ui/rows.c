#include "config.h"

#include "ui/rows.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void rows_init(struct rows *rows, struct listing *listing)
{
	*rows = (struct rows){.listing = listing};
}

void rows_forget(struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		free(rows->kept[i].texts);
	rows->n = 0;
	rows->first_number = 0;
	rows->no_more = rows->none_before = false;
}

static void dismiss(struct rows *rows)
{
	if (rows->has_guest)
		free(rows->guest.texts);
	rows->has_guest = false;
}

void rows_done(struct rows *rows)
{
	rows_forget(rows);
	dismiss(rows);
}

static struct str take_text(char **at, struct str text)
{
	struct str copy = {*at, text.n};
	if (text.n > 0)
		memcpy(*at, text.p, text.n);
	*at += text.n;
	return copy;
}

static void keep(struct rows *rows, struct kept_row *to, const struct article_row *row)
{
	char *at = to->texts = xmalloc(row->title.n + row->source.n + row->lang.n + row->url.n + 1);
	to->row = *row;
	to->prints = -1;
	to->row.title = take_text(&at, row->title);
	to->row.source = take_text(&at, row->source);
	to->row.lang = take_text(&at, row->lang);
	to->row.url = take_text(&at, row->url);
	listing_place(rows->listing, row, &to->place);
}

/* The id of the row beside a place that is nobody's; 0 at the end. */
static int64_t neighbour(struct rows *rows, const struct row_place *place, bool back)
{
	struct article_row row;
	return listing_rows(rows->listing, place, back, &row, 1, NULL) == 1 ? row.id : 0;
}

void rows_invite(struct rows *rows, const struct article_row *row)
{
	struct kept_row guest;
	if (row != NULL)
		keep(rows, &guest, row); /* it may be borrowed from the guest before */
	dismiss(rows);
	if (row == NULL)
		return;
	rows->guest = guest;
	rows->has_guest = true;
	rows->before = neighbour(rows, &guest.place, true);
	rows->after = neighbour(rows, &guest.place, false);
}

static struct kept_row *guest_of(struct rows *rows, int64_t id)
{
	return rows->has_guest && rows->guest.row.id == id ? &rows->guest : NULL;
}

static void drop(struct rows *rows, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++)
		free(rows->kept[i].texts);
	memmove(&rows->kept[from], &rows->kept[from + n],
	        (rows->n - from - n) * sizeof rows->kept[0]);
	rows->n -= n;
	*(from == 0 ? &rows->none_before : &rows->no_more) = false;
	if (from == 0 && rows->first_number > 0)
		rows->first_number += (int64_t)n;
}

/* That an end was reached is remembered: to find it again may mean to go through all articles. */
static void note_ends(struct rows *rows, bool back, bool at_end)
{
	if (rows->n == 0)
		*(back ? &rows->no_more : &rows->none_before) = true;
	if (at_end)
		*(back ? &rows->none_before : &rows->no_more) = true;
}

/* Load up to most rows after the last one or before the first, or at an end of all; how many came, or less than 0. */
static int load(struct rows *rows, bool back, size_t most)
{
	struct article_row page[ROWS_PAGE];
	struct row_place none = {0};
	const struct row_place *from =
		rows->n == 0 ? &none : &rows->kept[back ? 0 : rows->n - 1].place;
	most = most < ROWS_PAGE ? most : ROWS_PAGE;
	if (back ? rows->none_before : rows->no_more)
		return 0;
	int got = listing_rows(rows->listing, from, back, page, (int)most, NULL);
	if (got < 0)
		return got;
	size_t n = (size_t)got;
	note_ends(rows, back, n < most);
	if (rows->n + n > ROWS_MAX)
		drop(rows, back ? ROWS_MAX - n : 0, rows->n + n - ROWS_MAX);
	if (back) {
		memmove(&rows->kept[n], &rows->kept[0], rows->n * sizeof rows->kept[0]);
		for (size_t i = 0; i < n; i++)
			keep(rows, &rows->kept[n - 1 - i], &page[i]);
		if (rows->first_number > 0)
			rows->first_number -= (int64_t)n;
	} else {
		for (size_t i = 0; i < n; i++)
			keep(rows, &rows->kept[rows->n + i], &page[i]);
	}
	rows->n += n;
	return got;
}

static size_t extend(struct rows *rows, bool back)
{
	int got = load(rows, back, ROWS_PAGE);
	return got > 0 ? (size_t)got : 0;
}

bool rows_begin(struct rows *rows, size_t n)
{
	rows_forget(rows);
	int got = load(rows, false, n);
	rows->first_number = got > 0 ? 1 : 0;
	return got >= 0;
}

bool rows_whole(const struct rows *rows)
{
	return rows->no_more && rows->none_before;
}

static struct kept_row *find_kept(struct rows *rows, int64_t id)
{
	for (size_t i = 0; i < rows->n; i++) {
		if (rows->kept[i].row.id == id)
			return &rows->kept[i];
	}
	return NULL;
}

/* Begin anew with one row. */
static struct kept_row *begin_with(struct rows *rows, const struct article_row *row, int64_t number)
{
	struct kept_row first;
	keep(rows, &first, row); /* before anything that it may point into is let go */
	rows_forget(rows);
	rows->kept[0] = first;
	rows->n = 1;
	rows->first_number = number;
	extend(rows, false);
	return &rows->kept[0];
}

struct kept_row *rows_find(struct rows *rows, int64_t id)
{
	struct article_row row;
	struct kept_row *kept = find_kept(rows, id);
	if (kept == NULL)
		kept = guest_of(rows, id);
	if (kept != NULL)
		return kept;
	if (id <= 0 || listing_find(rows->listing, id, &row, NULL) != 0)
		return NULL;
	return begin_with(rows, &row, 0);
}

bool rows_has(struct rows *rows, int64_t id)
{
	struct article_row row;
	return find_kept(rows, id) != NULL || listing_find(rows->listing, id, &row, NULL) == 0;
}

struct kept_row *rows_end(struct rows *rows, bool last)
{
	bool guest = rows->has_guest && (last ? rows->after : rows->before) == 0;
	if (rows->n == 0 || !(last ? rows->no_more : rows->none_before)) {
		rows_forget(rows);
		if (extend(rows, last) == 0)
			return guest ? &rows->guest : NULL;
		int64_t count = last && !rows_whole(rows) ? listing_count_known(rows->listing) : (int64_t)rows->n;
		rows->first_number = count < 0 ? 0 : count - (int64_t)rows->n + 1;
	}
	return guest ? &rows->guest : &rows->kept[last ? rows->n - 1 : 0];
}

struct kept_row *rows_step(struct rows *rows, const struct kept_row *row, bool back)
{
	int64_t id = row->row.id;
	if (row == &rows->guest)
		return rows_find(rows, back ? rows->before : rows->after);
	if (rows->has_guest && id == (back ? rows->after : rows->before))
		return &rows->guest;
	size_t at = (size_t)(row - rows->kept);
	if (back ? at == 0 : at + 1 == rows->n) {
		if (extend(rows, back) == 0)
			return NULL;
		at = (size_t)(find_kept(rows, id) - rows->kept);
	}
	return &rows->kept[back ? at - 1 : at + 1];
}

struct kept_row *rows_at(struct rows *rows, int64_t number)
{
	struct article_row row;
	int64_t count = listing_count_known(rows->listing);
	number = number < 1 ? 1 : count > 0 && number > count ? count : number;
	if (rows->first_number > 0 && number >= rows->first_number
	    && number < rows->first_number + (int64_t)rows->n)
		return &rows->kept[number - rows->first_number];
	if (count == 0 || listing_at(rows->listing, number, &row, NULL) != 0)
		return NULL;
	return begin_with(rows, &row, count > 0 ? number : 0); /* it may be the last one */
}

int64_t rows_number(const struct rows *rows, const struct kept_row *row)
{
	return rows->first_number > 0 && row != &rows->guest ? rows->first_number + (row - rows->kept) : 0;
}

void rows_find_number(struct rows *rows)
{
	if (rows->n > 0 && rows->first_number == 0)
		rows->first_number = listing_number(rows->listing, &rows->kept[0].place);
}
