/*
 * commands.h: what `jarida COMMAND` does, a row each.
 *
 * The first row is the one without a name: the reader.
 */
#ifndef JARIDA_COMMAND_COMMANDS_H
#define JARIDA_COMMAND_COMMANDS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct invocation;

struct command_row {
	const char *name, *operands, *help;
	unsigned groups; /* whose options it takes: bits, 1 << enum group */
	int (*run)(struct invocation *in, char *const *operands, size_t n, struct err *err);
	bool restricted; /* there in restricted mode too */
};

extern const struct command_row command_rows[];
extern const size_t n_command_rows;

/* What an option that only show has asks for, where no command is named. */
const struct command_row *command_show(void);

#endif
