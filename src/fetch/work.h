/*
 * work.h: what both kinds of runs share: the batch, and telling of what was done. Private to fetch.
 */
#ifndef JARIDA_FETCH_WORK_H
#define JARIDA_FETCH_WORK_H

#include "fetch/batch.h"
#include "fetch/document.h"
#include "fetch/fetch.h"

struct pool;

struct work {
	const struct fetch_run *run;
	struct batch batch;
	struct pool *pool; /* NULL until something is asked for */
	int64_t done, total;
	int64_t bytes, total_bytes; /* of files */
	int64_t now;                /* when the run began, seconds since 1970 */
	struct err err;             /* code 0, or what ended the run */
};

void work_init(struct work *work, const struct fetch_run *run);
void work_done(struct work *work);

/* Tell of a source: a finished one counts as done. The totals are filled in. */
void work_tell(struct work *work, struct fetch_event *event);
void work_tell_progress(struct work *work, struct fetch_event *event);

/* What the document says of itself, in the event; its texts live as long as the document. */
void work_fill(struct fetch_event *event, const struct document *document);

/* The library has failed: the run ends with that. Returns false. */
bool work_fail(struct work *work, const struct err *err);

#endif
