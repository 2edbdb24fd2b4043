/*
 * fetch.h: sources into the library: files, folders, addresses, feeds.
 *
 * One run does all that it is given, many at a time, and tells of each as it
 * ends. It blocks; the full-screen reader runs it in a thread with a library
 * connection of its own. Only http and https, never an address of the
 * reader's own network that a public one redirects to; sizes, times and the
 * number of redirects are limited, since every server is hostile.
 */
#ifndef JARIDA_FETCH_FETCH_H
#define JARIDA_FETCH_FETCH_H

#include "base/err.h"
#include "base/str.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct library;

struct fetch_limits {
	int connections;       /* at once */
	int per_host;
	int connect_s, total_s;
	int64_t max_b;         /* of one answer, unpacked */
	int redirects;
	bool private_hosts;    /* redirects may lead into private networks (for tests on loopback) */
};

void fetch_limits_init(struct fetch_limits *limits);

/* What became of one source. */
struct fetch_event {
	const char *name;      /* path, address, or the feed's title */
	int64_t feed;          /* its id, or 0 */
	int64_t added, updated, known;
	bool unchanged;        /* the server or the file system said so */
	const char *failure;   /* NULL: none */
	size_t line, column;   /* of a failure in a document, from 1; 0: not known */
	size_t problems;       /* of a document, of which the failure is the first */
	int64_t done, total;   /* sources so far; total grows by the pages that a feed's items link to */
	int64_t bytes;         /* so far, of all */
	int64_t total_bytes;   /* 0: not known */
	int64_t subscribed;    /* feeds that were not there before */
};

struct fetch_run {
	struct library *store;
	struct fetch_limits limits;
	int interval_min;       /* between two fetches of a feed that has no interval of its own; 0: as the feed says */
	const char *user_agent; /* NULL: the program's */
	void *to;
	void (*event)(void *to, const struct fetch_event *event);
	void (*progress)(void *to, const struct fetch_event *event); /* of a source that is not at its end. NULL: not wanted */
	bool feeds;     /* fetch_add(): a page stands for the feed that it names */
	bool full_text; /* fetch_add(): of feeds that are subscribed, the page that each item links to is wanted */
	const atomic_bool *stop; /* looked at often; what is stored by then stays. NULL: never */
};

/*
 * Take sources in: files, folders (what is hidden is left out), addresses, OPML lists, "-". The feed at an
 * address, and those of a list, are subscribed; the page at an address is stored. What fails is reported and is
 * no error; an error is that nothing more can be stored.
 */
int fetch_add(const struct fetch_run *run, char *const *sources, size_t n, struct err *err);

/* Refresh these feeds, all when n is 0; only those that are due unless forced. */
int fetch_feeds(const struct fetch_run *run, const int64_t *feeds, size_t n, bool forced, struct err *err);

/* What an older version stored is made to be found, until all is or the run is stopped; a failure is for the next time. */
void fetch_catch_up(const struct fetch_run *run);

#endif
