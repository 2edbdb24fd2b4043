#include "config.h"

#include "ui/fetching.h"

#include "base/clock.h"
#include "base/mem.h"
#include "fetch/fetch.h"
#include "library/library.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TELL_MS = 250, MAX_NEW = 1000 };

struct fetching {
	pthread_t thread;
	atomic_bool stop;
	int tell, told; /* the ends of the pipe */
	char *place, *source;
	struct fetching_job job;    /* its texts are the two above, its wishes these */
	struct feed_wishes wishes;
	pthread_mutex_t mutex; /* of what follows */
	struct fetching_state state;
	int64_t told_ms;
};

static void ring(const struct fetching *f)
{
	ssize_t ignored = write(f->tell, ".", 1); /* a full pipe is news enough */
	(void)ignored;
}

static void note_failure(struct fetching_state *state, const char *name, const char *failure)
{
	state->failed++;
	snprintf(state->failure, sizeof state->failure, "%s%s%s", name, *name != '\0' ? ": " : "", failure);
}

static void take_event(void *to, const struct fetch_event *event)
{
	struct fetching *f = to;
	int64_t now = clock_now_ms();
	pthread_mutex_lock(&f->mutex);
	f->state.done = event->done;
	f->state.total = event->total;
	f->state.added += event->added;
	f->state.updated += event->updated;
	f->state.subscribed += event->subscribed;
	if (event->failure != NULL)
		note_failure(&f->state, event->name, event->failure);
	bool due = now - f->told_ms >= TELL_MS;
	if (due)
		f->told_ms = now;
	pthread_mutex_unlock(&f->mutex);
	if (due)
		ring(f);
}

/* What the configuration says, before feeds are fetched: those that are new are fetched whatever is asked for. */
static int apply_wishes(struct fetching *f, const struct fetch_run *task, struct err *err)
{
	int64_t new_ids[MAX_NEW];
	size_t n;
	int status = feed_wishes_apply(&f->wishes, task->store, new_ids, MAX_NEW, &n, err);
	pthread_mutex_lock(&f->mutex);
	f->state.subscribed += (long long)n;
	pthread_mutex_unlock(&f->mutex);
	if (status == 0 && n > 0 && f->job.what == FETCH_NEW)
		status = fetch_feeds(task, new_ids, n < MAX_NEW ? n : MAX_NEW, true, err);
	return status;
}

static int retain(const struct fetching *f, struct library *library, struct err *err)
{
	const struct retention *retention = &f->job.retention;
	int64_t removed;
	if ((retention->days == 0 && retention->most == 0) || f->job.feed != 0 || atomic_load(&f->stop))
		return 0;
	return library_retain(library, retention, &removed, err);
}

static int fetch_all(struct fetching *f, const struct fetch_run *task, struct err *err)
{
	char *const sources[] = {f->source};
	if (f->job.what == FETCH_ADD)
		return fetch_add(task, sources, 1, err);
	int status = apply_wishes(f, task, err);
	if (f->job.what == FETCH_NEW || status != 0)
		return status;
	status = fetch_feeds(task, &f->job.feed, f->job.feed != 0, f->job.what == FETCH_FEEDS, err);
	return status == 0 ? retain(f, task->store, err) : status;
}

static int fetch(struct fetching *f, struct err *err)
{
	struct fetch_run task = {.to = f, .event = take_event, .stop = &f->stop, .interval_min = f->job.interval_min};
	int status = library_open(&task.store, f->place, LIBRARY_WRITE, err);
	if (status != 0)
		return status;
	fetch_limits_init(&task.limits);
	status = fetch_all(f, &task, err);
	fetch_catch_up(&task);
	library_close(task.store);
	return status;
}

static void *work(void *argument)
{
	struct fetching *f = argument;
	struct err err = {0};
	int status = fetch(f, &err);
	pthread_mutex_lock(&f->mutex);
	if (status != 0)
		note_failure(&f->state, "", err.message);
	f->state.ended = true;
	pthread_mutex_unlock(&f->mutex);
	ring(f);
	return NULL;
}

static void free_all(struct fetching *f)
{
	close(f->tell);
	close(f->told);
	pthread_mutex_destroy(&f->mutex);
	feed_wishes_done(&f->wishes);
	free(f->place);
	free(f->source);
	free(f);
}

static bool open_pipe(struct fetching *f)
{
	int ends[2];
	if (pipe(ends) != 0)
		return false;
	f->told = ends[0];
	f->tell = ends[1];
	for (int i = 0; i < 2; i++) {
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(ends[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

/* Signals are the main thread's. */
static int start_thread(struct fetching *f)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int number = pthread_create(&f->thread, NULL, work, f);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return number;
}

struct fetching *fetching_start(const struct fetching_job *job, struct err *err)
{
	char reason[ERR_REASON_B];
	struct fetching *f = xcalloc(1, sizeof *f);
	int number = open_pipe(f) ? 0 : errno;
	if (number != 0) {
		free(f);
		err_set(err, ERR_INPUT, "cannot fetch: %s", err_reason(number, reason));
		return NULL;
	}
	pthread_mutex_init(&f->mutex, NULL);
	f->place = xstrdup(job->place);
	f->source = job->source != NULL ? xstrdup(job->source) : NULL;
	f->job = *job;
	if (job->wishes != NULL)
		feed_wishes_copy(&f->wishes, job->wishes);
	f->state.adding = job->what == FETCH_ADD;
	f->state.quiet = job->quiet;
	number = start_thread(f);
	if (number == 0)
		return f;
	free_all(f);
	err_set(err, ERR_INPUT, "cannot fetch: %s", err_reason(number, reason));
	return NULL;
}

int fetching_fd(const struct fetching *f)
{
	return f->told;
}

void fetching_look(struct fetching *f, struct fetching_state *state)
{
	char rings[64];
	while (read(f->told, rings, sizeof rings) > 0)
		;
	pthread_mutex_lock(&f->mutex);
	*state = f->state;
	pthread_mutex_unlock(&f->mutex);
}

void fetching_free(struct fetching *f)
{
	if (f == NULL)
		return;
	atomic_store(&f->stop, true);
	pthread_join(f->thread, NULL);
	free_all(f);
}
