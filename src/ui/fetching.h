/*
 * fetching.h: fetching while one reads: a thread with a connection of its own.
 *
 * The thread never touches the screen, takes no signals, and tells of itself
 * by a pipe, four times a second at most. One at a time. What it has stored
 * comes to the reader as any other's change does.
 */
#ifndef JARIDA_UI_FETCHING_H
#define JARIDA_UI_FETCHING_H

#include "base/err.h"
#include "fetch/wish.h"
#include "library/library.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fetching;

enum fetching_what {
	FETCH_FEEDS, /* all of them, or one */
	FETCH_DUE,   /* those whose time has come */
	FETCH_NEW,   /* those that the wishes subscribe to */
	FETCH_ADD    /* a source */
};

struct fetching_job {
	enum fetching_what what;
	const char *place;  /* of the library */
	const char *source; /* FETCH_ADD: an address, a file, a folder */
	int64_t feed;       /* FETCH_FEEDS: only this one; 0: all */
	bool quiet;         /* nobody has asked for it */
	int interval_min;   /* of feeds that have none of their own; 0: as the feed says */
	struct retention retention; /* after FETCH_FEEDS of all, and FETCH_DUE */
	const struct feed_wishes *wishes; /* applied before feeds are fetched; NULL: none */
};

struct fetching_state {
	long long done, total;
	long long added, updated, subscribed;
	long long failed;
	char failure[1024]; /* the last one, with its name */
	bool adding, quiet;
	bool ended;
};

/* NULL when no thread can be had; what else fails is a failure of the state. */
struct fetching *fetching_start(const struct fetching_job *job, struct err *err);

/* Becomes readable when there is news; fetching_look() takes it. */
int fetching_fd(const struct fetching *fetching);
void fetching_look(struct fetching *fetching, struct fetching_state *state);

/* Stop, and wait for the end, which is soon. NULL is allowed. */
void fetching_free(struct fetching *fetching);

#endif
