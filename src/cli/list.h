/*
 * list.h: `jarida list`: the articles of the library, or its feeds, one a line.
 *
 * Lines are written as they are found: what is printed costs, not what there is.
 */
#ifndef JARIDA_CLI_LIST_H
#define JARIDA_CLI_LIST_H

#include "base/err.h"
#include "cli/args.h"
#include "cli/show.h"
#include "cli/stored.h"

#include <stdbool.h>
#include <stddef.h>

struct list_options {
	struct select_options select;
	bool feeds; /* the subscriptions */
};

/* The options that `list` has of its own; ids are those of list_set(). */
extern const struct arg_option list_rows[];
extern const size_t n_list_rows;

void list_options_init(struct list_options *options);
int list_set(struct list_options *options, int id, const char *value, struct err *err);

/* Print what the operands select. ERR_NO_MATCH, without a message, when that is nothing. */
int list_run(const struct list_options *options, const struct show_options *print, char *const *operands, size_t n,
             struct err *err);

#endif
