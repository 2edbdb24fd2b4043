#include "config.h"

#include "fetch/document.h"

#include "fetch/ahead.h"

#include <stdio.h>

void document_init(struct document *d, struct batch *batch)
{
	*d = (struct document){.batch = batch, .arena = arena_new()};
}

void document_done(struct document *d)
{
	arena_free(d->arena);
	d->arena = NULL;
}

static void count(struct document *d, const struct story_list *list, bool *known)
{
	int64_t known_before = d->known;
	for (size_t i = 0; i < list->n; i++) {
		const struct stored_story *stored = &d->batch->stored[i];
		d->added += stored->what == STORED_NEW;
		d->updated += stored->what == STORED_UPDATED;
		d->known += stored->what == STORED_KNOWN;
		if (d->stored != NULL)
			d->stored(d->to, list->stories[i], stored);
	}
	d->n_stories += list->n;
	*known = d->known - known_before == (int64_t)list->n;
}

static void note_problem(struct document *d, const char *message, size_t line, size_t column)
{
	if (d->n_problems++ > 0)
		return;
	snprintf(d->problem, sizeof d->problem, "%s", message);
	d->line = line;
	d->column = column;
}

/* False: the library takes no more. */
static bool end_batch(struct document *d)
{
	return batch_end(d->batch, &d->library) == 0;
}

/* An empty file has no story, whatever it is called; a title that stands in it is one. */
static bool is_empty(const struct document *d, const struct story_list *list)
{
	if (list->n != 1 || article_size_b(list->stories[0]) > 0)
		return false;
	const struct article_meta *meta = article_meta(list->stories[0]);
	bool of_name = meta->title.n == 0 || str_find(str_of(d->source.name), meta->title, 0) != (size_t)-1;
	return of_name && meta->url.n == 0 && meta->guid.n == 0 && meta->date.year == 0;
}

static bool take_stories(void *to, struct story_list *list, struct prepared *prepared, bool *known)
{
	struct document *d = to;
	struct err err;
	bool whole = true;
	if (is_empty(d, list)) {
		story_list_done(list);
		return !batch_stopped(d->batch);
	}
	if (batch_store(d->batch, list, prepared, &d->provenance, &err) == 0) {
		count(d, list, known);
	} else {
		note_problem(d, err.message, 0, 0);
		whole = d->batch->open ? end_batch(d) : false;
		if (!whole && d->library.code == 0)
			d->library = err;
	}
	story_list_done(list);
	if (whole && batch_is_full(d->batch)) {
		whole = end_batch(d);
		if (whole && d->progress != NULL)
			d->progress(d->to, d);
	}
	return whole && !batch_stopped(d->batch);
}

/* Other writers get their turn. */
static bool take_waits(void *to)
{
	struct document *d = to;
	return end_batch(d) && !batch_stopped(d->batch);
}

static struct str copy(struct document *d, struct str s)
{
	return s.n > 0 ? arena_copy(d->arena, s) : s;
}

static void take_feed(void *to, const struct feed_info *info)
{
	struct document *d = to;
	struct told_feed *feed = arena_alloc(d->arena, sizeof *feed);
	feed->info = (struct feed_info){
		.title = copy(d, info->title),
		.url = copy(d, info->url),
		.site_url = copy(d, info->site_url),
		.lang = copy(d, info->lang),
		.folder = copy(d, info->folder),
		.ttl_min = info->ttl_min,
	};
	*(d->feeds == NULL ? &d->feeds : &d->last_feed->next) = feed;
	d->last_feed = feed;
	d->n_feeds++;
}

static void take_problem(void *to, const struct import_problem *problem)
{
	note_problem(to, problem->message, problem->line, problem->column);
}

/* "'NAME' is no OPML": the name is told of anyway. */
static const char *without_name(const struct document *d, const char *message)
{
	struct str rest = str_of(message), name = str_of(d->source.name);
	if (rest.n < name.n + 3 || rest.p[0] != '\'' || !str_starts(str_sub(rest, 1, rest.n), name)
	    || !str_starts(str_sub(rest, name.n + 1, rest.n), STR("' ")))
		return message;
	return message + name.n + 3;
}

static int end(struct document *d, int status, const struct err *err)
{
	if (d->library.code != 0)
		return d->library.code;
	if (status != 0)
		note_problem(d, without_name(d, err->message), 0, 0);
	return status;
}

static bool take_unprepared(void *to, struct story_list *list)
{
	bool known;
	return take_stories(to, list, NULL, &known);
}

int document_bytes(struct document *d, struct str bytes)
{
	struct err err;
	struct import_sink sink = {.to = d, .stories = take_unprepared, .feed = take_feed, .problem = take_problem};
	return end(d, import_bytes(&d->source, bytes, &sink, &err), &err);
}

int document_fd(struct document *d, int fd)
{
	struct err err;
	struct ahead_sink sink = {
		.to = d, .stories = take_stories, .feed = take_feed, .problem = take_problem, .waits = take_waits};
	return end(d, ahead_import_fd(&d->source, fd, d->batch->library, &sink, &err), &err);
}
