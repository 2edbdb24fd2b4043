#include "config.h"

#include "fetch/work.h"

#include "fetch/pool.h"

#include <time.h>

void fetch_limits_init(struct fetch_limits *limits)
{
	*limits = (struct fetch_limits){
		.connections = 20,
		.per_host = 4,
		.connect_s = 15,
		.total_s = 60,
		.max_b = 16 << 20,
		.redirects = 8,
	};
}

void work_init(struct work *work, const struct fetch_run *run)
{
	*work = (struct work){.run = run, .now = (int64_t)time(NULL)};
	batch_init(&work->batch, run->store, run->stop);
}

void work_done(struct work *work)
{
	pool_free(work->pool);
	batch_done(&work->batch);
}

static void fill_totals(const struct work *work, struct fetch_event *event)
{
	event->done = work->done;
	event->total = work->total;
	event->bytes = work->bytes + (work->pool != NULL ? pool_bytes(work->pool) : 0);
	event->total_bytes = work->pool == NULL ? work->total_bytes : 0;
}

void work_tell(struct work *work, struct fetch_event *event)
{
	work->done++;
	fill_totals(work, event);
	if (work->run->event != NULL)
		work->run->event(work->run->to, event);
}

void work_tell_progress(struct work *work, struct fetch_event *event)
{
	fill_totals(work, event);
	if (work->run->progress != NULL)
		work->run->progress(work->run->to, event);
}

void work_fill(struct fetch_event *event, const struct document *document)
{
	event->added = document->added;
	event->updated = document->updated;
	event->known = document->known;
	event->failure = document->n_problems > 0 ? document->problem : NULL;
	event->problems = document->n_problems;
	event->line = document->line;
	event->column = document->column;
}

bool work_fail(struct work *work, const struct err *err)
{
	if (work->err.code == 0)
		work->err = *err;
	return false;
}
