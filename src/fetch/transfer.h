/*
 * transfer.h: one address asked, through its redirects, within limits. Private to fetch.
 *
 * Each redirect is looked at before it is followed: only http and https, not
 * too many, never from a public server into a private network. That is decided
 * by the address that is connected to, so that no name can promise one and
 * mean another. Behind a proxy only it knows the address, and the name decides.
 */
#ifndef JARIDA_FETCH_TRANSFER_H
#define JARIDA_FETCH_TRANSFER_H

#include "base/str.h"
#include "fetch/curl.h"
#include "fetch/fetch.h"

#include <stdbool.h>
#include <stdint.h>

struct request {
	struct str url;
	struct str etag, modified; /* of the answer that is known; empty: none */
	bool guarded;              /* a public server has named the address */
	bool was_public;           /* so it has always been: the name may not mean a private address now */
	void *of;                  /* the caller's */
};

/* Borrowed from the transfer. */
struct answer {
	const char *failure;       /* NULL: body is there, or unchanged */
	bool unchanged, gone;
	bool is_public;            /* by the address that answered last */
	bool began_public;         /* by the first one */
	bool moved;                /* for good: to url */
	struct str url;            /* of the last redirect */
	struct str content_type, etag, modified;
	struct str retry_after;
	struct str body;           /* unpacked */
};

struct transfer;

struct transfer *transfer_new(const struct curl *curl, const struct fetch_run *run, const struct request *request);
void transfer_free(struct transfer *transfer); /* NULL is allowed; it must be in no multi */

void *transfer_of(const struct transfer *transfer);
CURL *transfer_handle(const struct transfer *transfer); /* its CURLOPT_PRIVATE is the transfer */

/* The handle is done with that result. True: a redirect is to be followed, the handle is ready for it. */
bool transfer_goes_on(struct transfer *transfer, CURLcode result);

void transfer_answer(const struct transfer *transfer, struct answer *answer);

/* Bytes that came so far. */
int64_t transfer_size(const struct transfer *transfer);

/* Whether it begins like an address of the web, in letters of either case. */
bool transfer_is_web(struct str url);

#endif
