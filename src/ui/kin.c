#include "config.h"

#include "ui/kin.h"

#include "base/arena.h"
#include "library/related.h"

#include <stdlib.h>

/* In isolates, so that the row's side alone decides on their order. */
#define ISOLATE "\xE2\x81\xA8"
#define ISOLATE_END "\xE2\x81\xA9"

enum { ASKED = 30 }; /* of the library, so that prints do not crowd out the others */

static void let_go(struct kin *kin)
{
	arena_free(kin->texts);
	*kin = (struct kin){.id = 0};
}

void kin_forget(struct kin_cache *cache)
{
	for (size_t i = 0; i < KIN_KEPT; i++)
		let_go(&cache->kept[i]);
}

void kin_done(struct kin_cache *cache)
{
	kin_forget(cache);
}

const struct kin *kin_get(const struct kin_cache *cache, int64_t id)
{
	for (size_t i = 0; i < KIN_KEPT && id != 0; i++)
		if (cache->kept[i].id == id)
			return &cache->kept[i];
	return NULL;
}

/* While one is made. */
struct making {
	struct kin *kin;
	struct shelf *shelf;
};

static struct kin_story *find(struct kin *kin, int64_t id)
{
	for (size_t i = 0; i < kin->n; i++)
		if (kin->stories[i].id == id)
			return &kin->stories[i];
	return NULL;
}

/* NULL: there is no room, or no such article. */
static struct kin_story *add(const struct making *m, int64_t id, enum kin_kind kind)
{
	struct kin *kin = m->kin;
	struct shelf_row row = shelf_about(m->shelf, (struct shelf_ref){id});
	if (kin->n == KIN_MAX)
		return NULL;
	struct kin_story *story = &kin->stories[kin->n++];
	*story = (struct kin_story){.id = id, .kind = kind, .date = row.date, .time = row.time, .prints = 1};
	story->title = arena_copy(kin->texts, row.title);
	story->source = arena_copy(kin->texts, row.source);
	return story;
}

static enum kin_kind kind_of(const struct related_story *story)
{
	static const enum kin_kind kinds[] = {
		[RELATED_READ_ALSO] = KIN_READ_ALSO,
		[RELATED_SAME] = KIN_SAME,
		[RELATED_SIMILAR] = KIN_RELATED,
	};
	return story->pinned ? KIN_PINNED : kinds[story->kind];
}

static struct str join_reasons(const struct related_story *story, struct arena *texts)
{
	struct buf joined;
	buf_init(&joined, BUF_NO_MAX);
	for (size_t i = 0; i < story->n_reasons; i++) {
		buf_add_str(&joined, i > 0 ? STR(" \xC2\xB7 " ISOLATE) : STR(ISOLATE));
		buf_add_str(&joined, story->reasons[i]);
		buf_add_str(&joined, STR(ISOLATE_END));
	}
	struct str copy = arena_copy(texts, buf_str(&joined));
	buf_done(&joined);
	return copy;
}

static void add_related(const struct making *m)
{
	struct related related;
	size_t prints = 0;
	struct library *library = shelf_library(m->shelf);
	if (library == NULL
	    || library_related(library, m->kin->id, RELATED_BY_STRENGTH, ASKED, &related, NULL) != 0)
		return;
	for (size_t i = 0; i < related.n; i++) {
		const struct related_story *from = &related.stories[i];
		enum kin_kind kind = kind_of(from);
		if (kind == KIN_SAME && prints++ >= KIN_PRINTS)
			continue;
		struct kin_story *story = add(m, from->id, kind);
		if (story == NULL)
			break;
		story->prints = from->prints;
		story->reasons = join_reasons(from, m->kin->texts);
	}
	related_done(&related);
}

/* Of a library all of them were found before, but for what the reader has cut. */
static void add_relative(void *to, const struct relative *relative)
{
	const struct making *m = to;
	enum kin_kind kind = relative->relation == RELATION_PARENT ? KIN_PARENT : KIN_READ_ALSO;
	struct kin_story *story = relative->ref.id != 0 ? find(m->kin, relative->ref.id) : NULL;
	if (relative->ref.id == 0)
		return;
	if (story == NULL && shelf_library(m->shelf) == NULL)
		add(m, relative->ref.id, kind);
	else if (story != NULL && story->kind == KIN_READ_ALSO)
		story->kind = kind;
}

const struct kin *kin_find(struct kin_cache *cache, struct shelf *shelf, int64_t id)
{
	struct kin *kin = &cache->kept[cache->oldest];
	struct making m = {kin, shelf};
	cache->oldest = (cache->oldest + 1) % KIN_KEPT;
	let_go(kin);
	kin->id = id;
	kin->texts = arena_new();
	add(&m, id, KIN_SELF);
	add_related(&m);
	shelf_relatives(shelf, (struct shelf_ref){id}, add_relative, &m);
	return kin;
}

/* --- orders --- */

static int by_date(const void *a, const void *b)
{
	const struct kin_story *x = *(const struct kin_story *const *)a, *y = *(const struct kin_story *const *)b;
	if ((x->date == 0) != (y->date == 0))
		return x->date == 0 ? 1 : -1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

void kin_sort(const struct kin *kin, enum kin_order order, size_t numbers[KIN_MAX])
{
	const struct kin_story *stories[KIN_MAX];
	for (size_t i = 0; i < kin->n; i++)
		stories[i] = &kin->stories[i];
	if (order == KIN_BY_DATE)
		qsort(stories, kin->n, sizeof *stories, by_date);
	for (size_t i = 0; i < kin->n; i++)
		numbers[i] = (size_t)(stories[i] - kin->stories);
}
