/*
 * search.h: `jarida search`: the articles that meet a query, with the lines that do.
 *
 * The most telling article comes first, unless another order is asked for. A
 * query in which something is wrong is searched for all the same, as far as it is understood.
 */
#ifndef JARIDA_CLI_SEARCH_H
#define JARIDA_CLI_SEARCH_H

#include "cli/args.h"
#include "cli/show.h"
#include "cli/stored.h"
#include "words/level.h"

struct search_options {
	struct select_options select;
	int level; /* enum level, or -1: as the query says */
};

extern const struct arg_option search_rows[];
extern const size_t n_search_rows;

void search_options_init(struct search_options *options);
int search_set(struct search_options *options, int id, const char *value, struct err *err);

/* Print what matches. ERR_NO_MATCH, without a message, when nothing does. */
int search_run(const struct search_options *options, const struct show_options *print, char *const *operands,
               size_t n, struct err *err);

#endif
