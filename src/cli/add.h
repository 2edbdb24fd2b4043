/*
 * add.h: `jarida add`: sources into the library.
 */
#ifndef JARIDA_CLI_ADD_H
#define JARIDA_CLI_ADD_H

#include "base/err.h"
#include "cli/args.h"
#include "cli/told.h"

#include <stdbool.h>
#include <stddef.h>

struct add_options {
	struct told_options told;
	bool feed;           /* a page stands for the feed that it names */
	bool full_text;      /* of feeds, the page that each item links to */
	const char *library; /* NULL: the usual place */
};

/* The options that `add` has of its own; ids are those of add_set(). */
extern const struct arg_option add_rows[];
extern const size_t n_add_rows;

int add_set(struct add_options *options, int id, const char *value, struct err *err);

/* Take the sources in. ERR_INPUT when one of them failed; what was reported already is not in err. */
int add_run(const struct add_options *options, char *const *sources, size_t n, struct err *err);

#endif
