#include "config.h"

#include "ui/shelf.h"

int shelf_prepare(struct shelf *shelf, size_t first_rows, struct err *err)
{
	return shelf->ops->prepare(shelf, first_rows, err);
}

void shelf_free(struct shelf *shelf)
{
	if (shelf != NULL)
		shelf->ops->done(shelf);
}

bool shelf_busy(const struct shelf *shelf)
{
	return shelf->ops->busy(shelf);
}

bool shelf_has_work(const struct shelf *shelf)
{
	return shelf->ops->has_work(shelf);
}

void shelf_work(struct shelf *shelf, int64_t deadline_ms)
{
	shelf->ops->work(shelf, deadline_ms);
}

size_t shelf_count(struct shelf *shelf)
{
	return shelf->ops->count(shelf);
}

bool shelf_first(struct shelf *shelf, struct shelf_ref *ref)
{
	return shelf->ops->end(shelf, ref, false);
}

bool shelf_last(struct shelf *shelf, struct shelf_ref *ref)
{
	return shelf->ops->end(shelf, ref, true);
}

bool shelf_next(struct shelf *shelf, struct shelf_ref *ref)
{
	return ref->id != 0 && shelf->ops->step(shelf, ref, false, false);
}

bool shelf_prev(struct shelf *shelf, struct shelf_ref *ref)
{
	return ref->id != 0 && shelf->ops->step(shelf, ref, true, false);
}

bool shelf_step(struct shelf *shelf, struct shelf_ref *ref, bool back, bool unread)
{
	return ref->id != 0 && shelf->ops->step(shelf, ref, back, unread);
}

size_t shelf_number(struct shelf *shelf, struct shelf_ref ref)
{
	return ref.id == 0 ? 0 : shelf->ops->number(shelf, ref);
}

struct shelf_ref shelf_at(struct shelf *shelf, size_t number)
{
	return shelf->ops->at(shelf, number);
}

bool shelf_same(struct shelf_ref a, struct shelf_ref b)
{
	return a.id == b.id;
}

void shelf_look(struct shelf *shelf, struct shelf_ref ref)
{
	if (ref.id != 0)
		shelf->ops->look(shelf, ref);
}

struct shelf_row shelf_row(struct shelf *shelf, struct shelf_ref ref)
{
	struct shelf_row row = {.date = 0};
	if (ref.id == 0 || !shelf->ops->row(shelf, ref, &row))
		return (struct shelf_row){.date = 0};
	return row;
}

struct shelf_row shelf_about(struct shelf *shelf, struct shelf_ref ref)
{
	struct shelf_row row = {.date = 0};
	if (shelf->ops->about == NULL)
		return shelf_row(shelf, ref);
	if (ref.id == 0 || !shelf->ops->about(shelf, ref, &row))
		return (struct shelf_row){.date = 0};
	return row;
}

int shelf_open(struct shelf *shelf, struct shelf_ref ref, struct err *err)
{
	return shelf->ops->open(shelf, ref, err);
}

struct article *shelf_article(struct shelf *shelf, struct shelf_ref ref)
{
	return ref.id == 0 ? NULL : shelf->ops->article(shelf, ref);
}

bool shelf_mark(struct shelf *shelf, struct shelf_ref ref, enum article_mark mark, bool on)
{
	return ref.id != 0 && shelf->ops->mark(shelf, ref, mark, on);
}

bool shelf_place(struct shelf *shelf, struct shelf_ref ref, struct pos *place)
{
	return ref.id != 0 && shelf->ops->place(shelf, ref, place);
}

void shelf_set_place(struct shelf *shelf, struct shelf_ref ref, struct pos place)
{
	if (ref.id != 0)
		shelf->ops->set_place(shelf, ref, place);
}

struct shelf_ref shelf_link_target(struct shelf *shelf, struct shelf_ref ref,
                                   const struct link *link)
{
	return shelf->ops->link_target(shelf, ref, link);
}

void shelf_relatives(struct shelf *shelf, struct shelf_ref ref,
                     void (*each)(void *to, const struct relative *relative), void *to)
{
	if (ref.id != 0)
		shelf->ops->relatives(shelf, ref, each, to);
}

void shelf_origin(struct shelf *shelf, struct shelf_ref ref, struct buf *path, int *story,
                  int *n_stories)
{
	*story = *n_stories = 1;
	if (ref.id != 0)
		shelf->ops->origin(shelf, ref, path, story, n_stories);
}

void shelf_refresh(struct shelf *shelf, struct shelf_ref *const *refs, size_t n)
{
	if (shelf->ops->refresh != NULL)
		shelf->ops->refresh(shelf, refs, n);
}

void shelf_collapse(struct shelf *shelf, bool on)
{
	if (shelf->ops->collapse != NULL)
		shelf->ops->collapse(shelf, on);
}

bool shelf_unfold(struct shelf *shelf, struct shelf_ref *ref)
{
	return ref->id != 0 && shelf->ops->unfold != NULL && shelf->ops->unfold(shelf, ref);
}

bool shelf_select(struct shelf *shelf, const struct selection *selection)
{
	if (shelf->ops->select == NULL)
		return false;
	return shelf->ops->select(shelf, selection, 0, 0);
}

bool shelf_try(struct shelf *shelf, const struct selection *selection, size_t first_rows, int most_ms)
{
	return shelf->ops->select != NULL && shelf->ops->select(shelf, selection, first_rows, most_ms);
}

bool shelf_counted(const struct shelf *shelf)
{
	return shelf->ops->counted == NULL || shelf->ops->counted(shelf);
}

const struct selection *shelf_selection(struct shelf *shelf)
{
	return shelf->ops->selection != NULL ? shelf->ops->selection(shelf) : NULL;
}

struct library *shelf_library(struct shelf *shelf)
{
	return shelf->ops->library != NULL ? shelf->ops->library(shelf) : NULL;
}

bool shelf_peek(struct shelf *shelf, struct shelf_ref ref, struct peek *peek)
{
	*peek = (struct peek){.own = PEEK_NOTHING};
	return ref.id != 0 && shelf->ops->peek(shelf, ref, peek);
}

void shelf_peek_done(struct peek *peek)
{
	if (peek->own == PEEK_ARTICLE)
		article_free(peek->article);
	if (peek->own == PEEK_LIST)
		story_list_done(&peek->list);
	*peek = (struct peek){.own = PEEK_NOTHING};
}
