/*
 * pool.h: many addresses asked at once, within limits. Private to fetch.
 *
 * Requests wait in a queue; only so many to one host are on their way. The
 * answers come one by one into the caller, which may ask for more meanwhile.
 */
#ifndef JARIDA_FETCH_POOL_H
#define JARIDA_FETCH_POOL_H

#include "base/err.h"
#include "fetch/fetch.h"
#include "fetch/transfer.h"

/* False: all is to end. */
typedef bool pool_answered(void *to, void *of, const struct answer *answer);

struct pool;

/* NULL with ERR_INPUT when there is no libcurl. The run must stay as long. */
struct pool *pool_new(const struct fetch_run *run, pool_answered *answered, void *to, struct err *err);
void pool_free(struct pool *pool); /* NULL is allowed */

void pool_add(struct pool *pool, const struct request *request); /* copies its texts */

/* Until all is answered, the run's stop is set, or the caller wants no more. */
void pool_run(struct pool *pool);

/* Bytes of all answers, complete or not. */
int64_t pool_bytes(const struct pool *pool);

#endif
