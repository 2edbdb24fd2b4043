/*
 * invocation.h: all that the command line, the environment and the
 * configuration say, and which command they ask for.
 *
 * Options belong to groups, a command takes some of the groups; an option may
 * stand in two of them and is then set in both. --help and the manual's
 * options are the rows of the groups.
 */
#ifndef JARIDA_COMMAND_INVOCATION_H
#define JARIDA_COMMAND_INVOCATION_H

#include "base/buf.h"
#include "base/err.h"
#include "cli/add.h"
#include "cli/args.h"
#include "cli/check-library.h"
#include "cli/check.h"
#include "cli/export.h"
#include "cli/fetch.h"
#include "cli/list.h"
#include "cli/related.h"
#include "cli/search.h"
#include "cli/show.h"
#include "ui/conf.h"
#include "ui/options.h"

#include <stdbool.h>
#include <stddef.h>

struct command_row;

struct invocation {
	struct show_options show;
	struct list_options list;
	struct search_options search;
	struct related_options related;
	struct export_options export;
	struct check_options check;
	struct check_library_options check_library;
	struct add_options add;
	struct fetch_options fetch;
	struct app_options app;
	bool help, version, restricted, print_config;
	char *home; /* of a login shell */
	struct conf config;
	struct args args;
	struct given {
		const char *name, *value;
	} * given; /* options, in order */
	size_t n_given;
	const struct command_row *command;
	char **operands; /* what it is to work on */
	size_t n_operands;
};

/* Whose options a command takes: bits, 1 << enum group. */
enum group { COMMON, READER, PRINT, SHOW, SELECT, LIST, SEARCH, RELATED, EXPORT, ADD, FETCH, CHECK, CHECK_LIBRARY,
             N_GROUPS };

/*
 * Read everything: arguments, then configuration and environment, then the
 * options over them. ERR_USAGE and what is wrong; *in is to be done with in
 * any case.
 */
int invocation_read(struct invocation *in, int argc, char **argv, struct err *err);
void invocation_done(struct invocation *in);

/* The options, group by group, as --help prints them. */
void invocation_print_options(struct buf *out);

#endif
