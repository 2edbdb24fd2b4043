/* Marks and places: into the library at once, or noted for later. */
#include "config.h"

#include "ui/shelf-library.h"

/* Our own change is no news, where there was none before it that we had not taken in. */
static void own_change(struct library_shelf *s, bool was_current)
{
	if (was_current)
		s->generation = library_generation(s->library);
}

static bool write_note(struct library_shelf *s, const struct note *note)
{
	bool current = library_shelf_is_current(s);
	int rc = library_mark(s->library, &note->id, 1, note->mark, note->on, NULL);
	own_change(s, current);
	return rc != ERR_BUSY;
}

static bool write_place(struct library_shelf *s, struct pos place)
{
	bool current = library_shelf_is_current(s);
	int rc = library_set_place(s->library, place.article, place.key, place.offset_cp, NULL);
	own_change(s, current);
	return rc != ERR_BUSY;
}

void library_shelf_flush(struct library_shelf *s)
{
	while (!s->read_only && s->noted.n > 0 && write_note(s, &s->noted.notes[0]))
		noted_first_done(&s->noted);
	while (!s->read_only && s->noted.n == 0 && s->noted.n_places > 0
	       && write_place(s, s->noted.places[0]))
		noted_first_place_done(&s->noted);
}

bool library_shelf_mark(struct shelf *shelf, struct shelf_ref ref, enum article_mark mark, bool on)
{
	struct library_shelf *s = library_shelf_of(shelf);
	struct kept_row *kept = rows_find(&s->rows, ref.id);
	struct shelf_row row = shelf_row(shelf, ref);
	if (!row.known || (mark == MARK_READ ? row.unread != on : row.starred == on))
		return row.known;
	if (kept != NULL && mark == MARK_READ)
		kept->row.unread = !on;
	else if (kept != NULL)
		kept->row.starred = on;
	library_shelf_flush(s);
	if (s->read_only || s->noted.n > 0 || !write_note(s, &(struct note){ref.id, mark, on}))
		noted_mark(&s->noted, ref.id, mark, on);
	return true;
}

bool library_shelf_place(struct shelf *shelf, struct shelf_ref ref, struct pos *place)
{
	struct library_shelf *s = library_shelf_of(shelf);
	if (noted_place(&s->noted, ref.id, place))
		return true;
	place->article = ref.id;
	return library_place(s->library, ref.id, &place->key, &place->offset_cp, NULL) == 0;
}

void library_shelf_set_place(struct shelf *shelf, struct shelf_ref ref, struct pos place)
{
	struct library_shelf *s = library_shelf_of(shelf);
	place.article = ref.id;
	if (s->read_only || s->noted.n + s->noted.n_places > 0 || !write_place(s, place))
		noted_set_place(&s->noted, place);
}
