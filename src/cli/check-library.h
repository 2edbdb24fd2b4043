/* check-library.h: `jarida check-library`: is the library whole, and the way out when it is not. */
#ifndef JARIDA_CLI_CHECK_LIBRARY_H
#define JARIDA_CLI_CHECK_LIBRARY_H

#include "base/err.h"
#include "cli/args.h"

#include <stdbool.h>
#include <stddef.h>

struct check_library_options {
	const char *library; /* its place; NULL: the usual one */
	bool repair, json;
	bool quiet; /* not how far it is */
};

/* The options that it has of its own; ids are those of check_library_set(). */
extern const struct arg_option check_library_rows[];
extern const size_t n_check_library_rows;

int check_library_set(struct check_library_options *options, int id, const char *value, struct err *err);

/*
 * Print a line a problem and what was counted; with repair, mend it where
 * something is wrong. Returns 0 for a library that is whole, or is now;
 * ERR_INPUT when it is not.
 */
int check_library_run(const struct check_library_options *options, struct err *err);

#endif
