/*
 * told.h: what `add` and `fetch` say while they work: a line a source, and how far it is.
 *
 * Lines go to standard output; what fails, and the line that tells how far it
 * is and is overwritten, to standard error, that only when it is a terminal.
 */
#ifndef JARIDA_CLI_TOLD_H
#define JARIDA_CLI_TOLD_H

#include "base/err.h"
#include "cli/out.h"
#include "cli/print.h"
#include "fetch/fetch.h"
#include "library/library.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct told_options {
	bool json, quiet;
};

struct told {
	struct told_options options;
	struct out out;
	struct printer printer;
	bool progress;              /* there is a terminal to tell it on */
	bool line_is_there;         /* and it has been told */
	bool at_once;               /* somebody looks at the lines as they come */
	int64_t start_ms, last_ms;
	int64_t stored, updated, known, unchanged, subscribed, failed, sources; /* in all */
};

/* At that place, or where place is NULL at the usual one. */
int told_open_library(struct library **library, const char *place, enum library_access access, struct err *err);

void told_init(struct told *told, const struct told_options *options);

/* Write the rest. Returns 0, ERR_INPUT when something has failed (and was reported), or when nothing could be written. */
int told_done(struct told *told, struct err *err);

/* Both for struct fetch_run, with the struct told as `to`. */
void told_event(void *told, const struct fetch_event *event);
void told_progress(void *told, const struct fetch_event *event);

/* What was done to one thing by name: a line, or an object with its name and true under `what`. */
void told_line(struct told *told, const char *name, const char *what);

/* Take the line that tells how far it is away again. */
void told_clear(struct told *told);

/* SIGINT, SIGTERM and SIGHUP end the work cleanly instead of the process; a second one ends that. */
const atomic_bool *told_catch_signals(void);

/* Wait until then (clock_now_ms()), or for one of these signals. */
void told_wait(int64_t until_ms);

/* When such a signal came, the process ends by it now. */
void told_heed_signal(void);

#endif
