/*
 * Places from one run to the next: marks, and the way that leads back.
 *
 * They are kept in the library whose articles they are of, a line each: a
 * mark's letter, then article, paragraph and code point. A mark is written as
 * it is set, beside those that others have set meanwhile; the way at the end.
 */
#include "config.h"

#include "ui/state.h"

#include "text/utf8.h"

#include <inttypes.h>

#define VALUE_MARKS "marks"
#define VALUE_HISTORY "history"

static bool is_kept(struct app *app)
{
	return shelf_library(app->shelf) != NULL && !app->shelf->read_only && !app->options.restricted;
}

/* Digits and the blank after them, off the line. */
static bool take_number(struct str *line, uint64_t *number)
{
	size_t n = 0;
	*number = 0;
	for (; n < line->n && line->p[n] >= '0' && line->p[n] <= '9'; n++) {
		uint64_t digit = (uint64_t)(line->p[n] - '0');
		if (*number > (UINT64_MAX - digit) / 10)
			return false;
		*number = *number * 10 + digit;
	}
	*line = str_sub(*line, n < line->n ? n + 1 : n, line->n);
	return n > 0;
}

static bool take_place(struct str line, struct pos *pos)
{
	uint64_t article, key, offset;
	if (!take_number(&line, &article) || !take_number(&line, &key) || !take_number(&line, &offset))
		return false;
	if (article == 0 || article > INT64_MAX)
		return false;
	*pos = (struct pos){(int64_t)article, key, offset < SIZE_MAX ? (size_t)offset : SIZE_MAX};
	return true;
}

static void add_place(struct buf *out, const struct pos *pos)
{
	buf_addf(out, "%" PRId64 " %" PRIu64 " %zu\n", pos->article, (uint64_t)pos->key, pos->offset_cp);
}

static void load_marks(struct library *library, struct trail *trail)
{
	struct buf value;
	struct str line;
	struct pos pos;
	buf_init(&value, BUF_NO_MAX);
	if (library_value(library, VALUE_MARKS, &value, NULL) == 0)
		for (struct str rest = buf_str(&value); str_next_line(&rest, &line);) {
			uint32_t letter = 0;
			size_t n = line.n > 0 ? utf8_decode(line.p, line.n, &letter) : 0;
			if (letter > ' ' && take_place(str_sub(line, n + 1, line.n), &pos))
				trail_mark(trail, letter, pos);
		}
	buf_done(&value);
}

void places_keep_mark(struct app *app, uint32_t letter)
{
	struct trail *trail = &app->trail;
	struct pos pos;
	struct buf value;
	if (!is_kept(app) || !trail_find_mark(trail, letter, &pos))
		return;
	load_marks(shelf_library(app->shelf), trail);
	trail_mark(trail, letter, pos);
	buf_init(&value, BUF_NO_MAX);
	for (size_t i = 0; i < trail->n_marks; i++) {
		utf8_add(&value, trail->marks[i].letter);
		buf_add_char(&value, ' ');
		add_place(&value, &trail->marks[i].pos);
	}
	library_set_value(shelf_library(app->shelf), VALUE_MARKS, buf_str(&value), NULL);
	buf_done(&value);
}

void places_keep(struct app *app)
{
	struct pos here = desk_visited(app);
	struct buf value;
	if (!is_kept(app) || here.article == 0) /* nothing was read: it is as it was */
		return;
	buf_init(&value, BUF_NO_MAX);
	for (size_t i = 0; i < app->trail.at; i++)
		add_place(&value, &app->trail.past[i]);
	add_place(&value, &here);
	library_set_value(shelf_library(app->shelf), VALUE_HISTORY, buf_str(&value), NULL);
	buf_done(&value);
}

void places_resume(struct app *app)
{
	struct library *library = shelf_library(app->shelf);
	struct buf value;
	struct str line;
	struct pos pos;
	buf_init(&value, BUF_NO_MAX);
	load_marks(library, &app->trail);
	if (library_value(library, VALUE_HISTORY, &value, NULL) == 0)
		for (struct str rest = buf_str(&value); str_next_line(&rest, &line);)
			if (take_place(line, &pos))
				trail_leave(&app->trail, pos);
	app->trail.last.article = 0; /* no jump was made yet */
	buf_done(&value);
}
