/*
 * check.h: `jarida check-terminal`: what this terminal does with Arabic, what
 * it is sent, and the reader's own word on what is right.
 */
#ifndef JARIDA_CLI_CHECK_H
#define JARIDA_CLI_CHECK_H

#include "base/err.h"
#include "cli/args.h"

#include <stdbool.h>
#include <stddef.h>

struct check_options {
	bool json;      /* all that is known as one object; nothing is asked */
	int bidi;       /* enum bidi_mode that the reader would be given */
	bool no_memory; /* nothing is recalled, and nothing asked that would be remembered */
	int sync_fd;    /* JARIDA_SYNC_FD, or -1 */
};

/* The options that it has of its own; ids are those of check_set(). */
extern const struct arg_option check_rows[];
extern const size_t n_check_rows;

int check_set(struct check_options *options, int id, const char *value, struct err *err);

/*
 * Tell on standard output what is known of the terminal; where that and
 * standard input are one, ask which sample reads right, and remember it.
 * ERR_TERMINAL, after what the environment says, where there is no terminal
 * or it is of no use.
 */
int check_run(const struct check_options *options, struct err *err);

#endif
