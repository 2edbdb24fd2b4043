#include "config.h"

#include "fetch/batch.h"

#include "base/clock.h"
#include "base/mem.h"
#include "fetch/fetch.h"

#include <stdlib.h>

enum { MAX_STORIES = 400, MAX_MS = 200, TURNS = 6 };

void batch_init(struct batch *batch, struct library *library, const atomic_bool *stop)
{
	*batch = (struct batch){.library = library, .stop = stop};
}

void batch_done(struct batch *batch)
{
	if (batch->open)
		library_rollback(batch->library);
	batch->open = false;
	free(batch->stored);
	batch->stored = NULL;
}

bool batch_stopped(const struct batch *batch)
{
	return batch->stop != NULL && atomic_load(batch->stop);
}

int batch_begin(struct batch *batch, struct err *err)
{
	int status = 0;
	if (batch->open)
		return 0;
	for (int turn = 0; turn < TURNS; turn++) {
		status = library_begin(batch->library, err);
		if (status != ERR_BUSY || batch_stopped(batch))
			break;
	}
	batch->open = status == 0;
	batch->n = 0;
	batch->start_ms = clock_now_ms();
	return status;
}

bool batch_is_full(const struct batch *batch)
{
	return batch->n >= MAX_STORIES || (batch->open && clock_now_ms() - batch->start_ms >= MAX_MS);
}

int batch_store(struct batch *batch, const struct story_list *list, struct prepared *prepared,
                const struct provenance *provenance, struct err *err)
{
	int status = batch_begin(batch, err);
	if (status != 0)
		return status;
	while (batch->cap < list->n)
		batch->stored = xgrow(batch->stored, batch->cap, &batch->cap, sizeof *batch->stored);
	status = library_store_prepared(batch->library, list, prepared, provenance, batch->stored, err);
	if (status == 0)
		batch->n += list->n;
	return status;
}

int batch_end(struct batch *batch, struct err *err)
{
	if (!batch->open)
		return 0;
	batch->open = false;
	return library_commit(batch->library, err);
}

void fetch_catch_up(const struct fetch_run *run)
{
	enum { SLICE_MS = 200, TIDY_SLICES = 25 }; /* where all can be found, tidying up may take its time another day */
	int64_t left = 0;
	struct err err;
	for (int i = 0; i < TIDY_SLICES && library_is_behind(run->store); i += left == 0) {
		if (run->stop != NULL && atomic_load(run->stop))
			return;
		if (library_catch_up(run->store, SLICE_MS, &left, &err) != 0)
			return;
	}
}
