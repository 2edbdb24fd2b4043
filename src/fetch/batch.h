/*
 * batch.h: many changes of the library at once, short enough that other writers get their turn. Private to fetch.
 *
 * What is stored counts when batch_end() has said so, or when a later
 * batch_store() has ended the batch before: only then may it be reported.
 */
#ifndef JARIDA_FETCH_BATCH_H
#define JARIDA_FETCH_BATCH_H

#include "base/err.h"
#include "library/library.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct batch {
	struct library *library;
	const atomic_bool *stop; /* may be NULL */
	bool open;
	size_t n;                /* stories in it */
	int64_t start_ms;
	struct stored_story *stored; /* of the last call */
	size_t cap;
};

void batch_init(struct batch *batch, struct library *library, const atomic_bool *stop);
void batch_done(struct batch *batch); /* what was not ended is lost */

bool batch_stopped(const struct batch *batch);

/* Make sure that a batch is begun; waits for other writers longer than one call does. */
int batch_begin(struct batch *batch, struct err *err);

/*
 * Store; batch->stored has what became of each. After a failure batch_end()
 * tells: 0 when only these stories could not be stored.
 */
int batch_store(struct batch *batch, const struct story_list *list, struct prepared *prepared,
                const struct provenance *provenance, struct err *err);

/* Whether it is long enough to be ended. */
bool batch_is_full(const struct batch *batch);

int batch_end(struct batch *batch, struct err *err);

#endif
