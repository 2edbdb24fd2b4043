/*
 * args.h: the command line, read by rows.
 *
 * An option is a row; --help prints the rows and the manual is tested against
 * them. Options stand before or after operands, `--name=value` and
 * `--name value` are the same, `--` ends the options, and `-` is an operand.
 */
#ifndef JARIDA_CLI_ARGS_H
#define JARIDA_CLI_ARGS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct arg_option {
	const char *name;  /* without dashes */
	char letter;       /* of the short form, or 0 */
	const char *value; /* what --help calls the value ("N", "auto|rtl|ltr"); NULL: takes none;
	                      where it offers "yes", the option may stand alone */
	const char *help;  /* one line, lower case */
	int id;
};

struct args {
	char **operands; /* borrowed from argv, in order; owned array */
	size_t n_operands;
	bool plain_first; /* the first operand came after `--`: it names no command */
	char **words; /* argv without the program's name, and how far it has been read */
	size_t n_words, at;
};

void args_init(struct args *args, int argc, char **argv);
void args_done(struct args *args);

/*
 * The next option: its row in *found, its value (borrowed) or NULL in *value. An
 * option that may stand alone takes the next word only when that is one of its values.
 * Returns 1, 0 when all words have been read, or ERR_USAGE. Operands on the
 * way are collected.
 */
int args_next(struct args *args, const struct arg_option *rows, size_t n_rows, const struct arg_option **found,
              const char **value, struct err *err);

#endif
