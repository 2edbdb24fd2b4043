/*
 * related.h: `jarida related`: stories of the library that are related to one, each with its reason.
 */
#ifndef JARIDA_CLI_RELATED_H
#define JARIDA_CLI_RELATED_H

#include "base/err.h"
#include "cli/args.h"
#include "cli/show.h"

#include <stddef.h>

struct related_options {
	size_t limit;
	bool by_date;
};

/* The options that `related` has of its own; ids are those of related_set(). */
extern const struct arg_option related_rows[];
extern const size_t n_related_rows;

void related_options_init(struct related_options *options);
int related_set(struct related_options *options, int id, const char *value, struct err *err);

/*
 * Print what is related to the one operand: the id of an article, url:… or file:… of one,
 * else a file, "-" for standard input, which need not be in the library: its first story.
 * ERR_NO_MATCH, without a message, when that is nothing.
 */
int related_run(const struct related_options *options, const struct show_options *show, char *const *operands,
                size_t n, struct err *err);

#endif
