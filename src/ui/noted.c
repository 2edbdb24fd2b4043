#include "config.h"

#include "ui/noted.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void noted_done(struct noted *noted)
{
	free(noted->notes);
	free(noted->places);
	*noted = (struct noted){0};
}

static struct note *find(const struct noted *noted, int64_t id, enum article_mark mark)
{
	for (size_t i = 0; i < noted->n; i++)
		if (noted->notes[i].id == id && noted->notes[i].mark == mark)
			return &noted->notes[i];
	return NULL;
}

void noted_mark(struct noted *noted, int64_t id, enum article_mark mark, bool on)
{
	struct note *note = find(noted, id, mark);
	if (note != NULL) {
		note->on = on;
		return;
	}
	if (noted->n == NOTED_MAX)
		noted_first_done(noted);
	noted->notes = xgrow(noted->notes, noted->n, &noted->cap, sizeof *noted->notes);
	noted->notes[noted->n++] = (struct note){id, mark, on};
}

bool noted_find(const struct noted *noted, int64_t id, enum article_mark mark, bool *on)
{
	const struct note *note = find(noted, id, mark);
	if (note != NULL)
		*on = note->on;
	return note != NULL;
}

void noted_first_done(struct noted *noted)
{
	memmove(&noted->notes[0], &noted->notes[1], --noted->n * sizeof noted->notes[0]);
}

void noted_apply(const struct noted *noted, struct article_row *row)
{
	bool on;
	if (noted_find(noted, row->id, MARK_READ, &on))
		row->unread = !on;
	if (noted_find(noted, row->id, MARK_STARRED, &on))
		row->starred = on;
}

void noted_set_place(struct noted *noted, struct pos place)
{
	for (size_t i = 0; i < noted->n_places; i++) {
		if (noted->places[i].article != place.article)
			continue;
		noted->places[i] = place;
		return;
	}
	if (noted->n_places == NOTED_MAX)
		noted_first_place_done(noted);
	noted->places = xgrow(noted->places, noted->n_places, &noted->cap_places, sizeof *noted->places);
	noted->places[noted->n_places++] = place;
}

void noted_first_place_done(struct noted *noted)
{
	memmove(&noted->places[0], &noted->places[1], --noted->n_places * sizeof noted->places[0]);
}

bool noted_place(const struct noted *noted, int64_t id, struct pos *place)
{
	for (size_t i = 0; i < noted->n_places; i++) {
		if (noted->places[i].article != id)
			continue;
		*place = noted->places[i];
		return true;
	}
	return false;
}
