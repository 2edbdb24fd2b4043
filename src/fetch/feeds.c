/* The subscribed feeds, refreshed. */
#include "config.h"

#include "base/mem.h"
#include "fetch/pool.h"
#include "fetch/refresh.h"
#include "fetch/trust.h"

#include <stdlib.h>

struct feeds_run {
	struct refresh refresh;
	struct feed_job **jobs;
	size_t n, cap;
	bool forced;
};

static bool is_due(const struct feeds_run *f, const struct feed_row *row)
{
	return f->forced || (!row->gone && row->next <= f->refresh.work.now);
}

static bool add_job(void *to, const struct feed_row *row)
{
	struct feeds_run *f = to;
	if (!is_due(f, row))
		return true;
	f->jobs = xgrow(f->jobs, f->n, &f->cap, sizeof(struct feed_job *));
	f->jobs[f->n++] = refresh_job(&f->refresh, row);
	return true;
}

static int collect(struct feeds_run *f, const int64_t *feeds, size_t n, struct err *err)
{
	struct feed_row row;
	struct library *library = f->refresh.work.run->store;
	int status = n == 0 ? library_feeds(library, add_job, f, err) : 0;
	for (size_t i = 0; i < n && status == 0; i++) {
		status = library_feed(library, feeds[i], &row, err);
		if (status == 0)
			add_job(f, &row);
	}
	return status;
}

static bool answered(void *to, void *of, const struct answer *answer)
{
	return refresh_answered(to, of, answer);
}

static int run_all(struct feeds_run *f, struct err *err)
{
	struct work *work = &f->refresh.work;
	work->pool = pool_new(work->run, answered, &f->refresh, err);
	if (work->pool == NULL)
		return ERR_INPUT;
	work->total = (int64_t)f->n;
	for (size_t i = 0; i < f->n; i++) {
		const struct feed_row *row = &f->jobs[i]->row;
		pool_add(work->pool, &(struct request){
			.url = row->url,
			.etag = row->etag,
			.modified = row->modified,
			.was_public = trust_is_guarded(work->run->store, row->id),
			.of = f->jobs[i],
		});
	}
	pool_run(work->pool);
	return refresh_result(&f->refresh, err);
}

int fetch_feeds(const struct fetch_run *run, const int64_t *feeds, size_t n, bool forced, struct err *err)
{
	struct feeds_run f = {.forced = forced};
	refresh_init(&f.refresh, run);
	int status = collect(&f, feeds, n, err);
	if (status == 0 && f.n > 0)
		status = run_all(&f, err);
	refresh_done(&f.refresh);
	free(f.jobs);
	return status;
}
