#include "config.h"

#include "fetch/ahead.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/relay.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	LONG_B = 1 << 16,  /* of a file, from which on a thread is worth its while */
	MOST = 64,         /* lists of stories that wait */
	MOST_B = 4 << 20,  /* of text in them */
	FACTOR = 8         /* bytes in memory for each of a text, about */
};

/* What one call of a sink is told, for the other thread. */
struct passed {
	struct story_list list;
	struct prepared *prepared;
	struct feed_info feed;
	struct import_problem problem;
	enum { PASSED_STORIES, PASSED_FEED, PASSED_PROBLEM, PASSED_WAITS } what;
	struct arena *arena; /* texts of the feed and the problem; or NULL */
};

struct ahead {
	const struct source *source;
	const struct ahead_sink *sink;
	int fd;
	struct relay *relay; /* of the thread that reads; NULL: there is one thread */
	struct preparer *preparer;
	atomic_bool words;   /* the last ones were new: those that follow are likely to need their words */
	int status;          /* these two when the thread has ended */
	struct err err;
};

static bool is_long(int fd)
{
	struct stat st;
	return fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size >= LONG_B;
}

static void passed_free(struct passed *passed)
{
	prepared_free(passed->prepared);
	story_list_done(&passed->list);
	if (passed->arena != NULL)
		arena_free(passed->arena);
	free(passed);
}

/* --- the thread that stores --- */

/* False: nothing more is wanted. */
static bool hand_over(struct ahead *a, struct passed *passed)
{
	const struct ahead_sink *sink = a->sink;
	bool on = true, known = false;
	switch (passed->what) {
	case PASSED_STORIES:
		on = sink->stories(sink->to, &passed->list, passed->prepared, &known);
		atomic_store(&a->words, !known);
		break;
	case PASSED_FEED:
		sink->feed(sink->to, &passed->feed);
		break;
	case PASSED_PROBLEM:
		sink->problem(sink->to, &passed->problem);
		break;
	case PASSED_WAITS:
		on = sink->waits(sink->to);
		break;
	}
	passed_free(passed);
	return on;
}

static void take_all(struct ahead *a, struct relay *relay)
{
	bool on = true;
	for (struct passed *passed; (passed = relay_take(relay)) != NULL;) {
		if (!on) {
			passed_free(passed);
			continue;
		}
		on = hand_over(a, passed);
		if (!on)
			relay_refuse(relay);
	}
}

/* --- the thread that reads --- */

static bool pass(struct ahead *a, struct passed *passed, size_t size_b)
{
	if (a->relay == NULL)
		return hand_over(a, passed);
	bool wanted = relay_give(a->relay, passed, size_b);
	if (!wanted)
		passed_free(passed);
	return wanted;
}

static bool pass_stories(void *to, struct story_list *list)
{
	struct ahead *a = to;
	struct passed *passed = xcalloc(1, sizeof *passed);
	size_t size_b = 0;
	passed->what = PASSED_STORIES;
	passed->list = *list;
	*list = (struct story_list){0};
	for (size_t i = 0; i < passed->list.n; i++)
		size_b += FACTOR * (size_t)article_size_b(passed->list.stories[i]);
	if (a->relay != NULL)
		passed->prepared = prepared_new(a->preparer, &passed->list, atomic_load(&a->words));
	return pass(a, passed, size_b);
}

static void pass_feed(void *to, const struct feed_info *info)
{
	struct passed *passed = xcalloc(1, sizeof *passed);
	passed->what = PASSED_FEED;
	passed->arena = arena_new();
	passed->feed = (struct feed_info){
		.title = arena_copy(passed->arena, info->title),
		.url = arena_copy(passed->arena, info->url),
		.site_url = arena_copy(passed->arena, info->site_url),
		.description = arena_copy(passed->arena, info->description),
		.lang = arena_copy(passed->arena, info->lang),
		.folder = arena_copy(passed->arena, info->folder),
		.ttl_min = info->ttl_min,
	};
	pass(to, passed, sizeof *passed);
}

static void pass_problem(void *to, const struct import_problem *problem)
{
	struct passed *passed = xcalloc(1, sizeof *passed);
	passed->what = PASSED_PROBLEM;
	passed->arena = arena_new();
	passed->problem = *problem; /* its name is the source's */
	passed->problem.message = arena_copy(passed->arena, str_of(problem->message)).p;
	pass(to, passed, sizeof *passed);
}

static bool pass_waits(void *to)
{
	struct passed *passed = xcalloc(1, sizeof *passed);
	passed->what = PASSED_WAITS;
	return pass(to, passed, sizeof *passed);
}

static void read_document(struct ahead *a)
{
	struct import_sink sink = {
		.to = a, .stories = pass_stories, .feed = pass_feed, .problem = pass_problem, .waits = pass_waits};
	a->status = import_fd(a->source, a->fd, &sink, &a->err);
}

static void read_ahead(struct relay *relay, void *of)
{
	struct ahead *a = of;
	a->relay = relay;
	read_document(a);
}

/* --- both --- */

int ahead_import_fd(const struct source *source, int fd, const struct library *library, const struct ahead_sink *sink,
                    struct err *err)
{
	static const struct relay_limits limits = {MOST, MOST_B};
	struct ahead a = {.source = source, .sink = sink, .fd = fd, .words = true};
	struct relay *relay = NULL;
	/* The other thread has a descriptor of its own: how far this one is may be asked until the end. */
	int copy = relay_helps() && is_long(fd) ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : -1;
	if (copy >= 0) {
		a.fd = copy;
		a.preparer = preparer_new(library);
		relay = relay_start(&limits, read_ahead, &a);
	}
	if (relay != NULL) {
		take_all(&a, relay);
		relay_end(relay);
	} else {
		read_document(&a);
	}
	if (copy >= 0)
		close(fd);
	preparer_free(a.preparer);
	if (a.status != 0)
		*err = a.err;
	return a.status;
}
