/*
 * fetch.h: `jarida fetch`: the subscribed feeds, once or again and again; and what is set of them.
 */
#ifndef JARIDA_CLI_FETCH_H
#define JARIDA_CLI_FETCH_H

#include "base/err.h"
#include "cli/args.h"
#include "cli/told.h"
#include "fetch/wish.h"
#include "library/library.h"

#include <stdbool.h>
#include <stddef.h>

struct fetch_options {
	struct told_options told;
	bool forced;         /* those too whose time has not come */
	int every_min;       /* 0: once */
	int timeout_s;       /* of one answer; 0: as usual */
	int interval_min;    /* of feeds that have none of their own; 0: as they say */
	struct retention retention;
	struct feed_wish change; /* of the feeds that are named, instead of fetching them */
	bool changes, unsubscribes;
	const struct feed_wishes *wishes; /* of the configuration; NULL: none */
	const char *library; /* NULL: the usual place */
};

/* The options that `fetch` has of its own; ids are those of fetch_set(). */
extern const struct arg_option fetch_rows[];
extern const size_t n_fetch_rows;

void fetch_options_init(struct fetch_options *options);
void fetch_options_done(struct fetch_options *options);

int fetch_set(struct fetch_options *options, int id, const char *value, struct err *err);

/*
 * Fetch, change or leave these feeds (by address, or a part of address or title), or all.
 * ERR_INPUT when one of them failed; what was reported already is not in err.
 */
int fetch_command(const struct fetch_options *options, char *const *feeds, size_t n, struct err *err);

#endif
