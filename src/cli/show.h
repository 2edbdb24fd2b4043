/*
 * show.h: `jarida show`: articles as text or JSON on standard output.
 */
#ifndef JARIDA_CLI_SHOW_H
#define JARIDA_CLI_SHOW_H

#include "base/err.h"
#include "cli/args.h"
#include "cli/print.h"
#include "text/dir.h"
#include "text/para.h"

#include <stdbool.h>
#include <stddef.h>

struct show_options {
	bool raw;     /* every line of the input is a paragraph; nothing is parsed */
	bool json;
	bool visual;  /* --order */
	bool forms;   /* --shape, in visual order */
	enum dir dir; /* --direction */
	int width_col; /* --width; SHOW_WIDTH_DEFAULT until it is given */
	bool color;
	bool stored; /* operands may name articles of the library */
	const char *library; /* its place; NULL: the usual one */
	bool quiet; /* no word about inputs that cannot be read; the status tells */
};

enum { SHOW_WIDTH_DEFAULT = -1 };

/* The options of all that prints articles, and those that `show` has of its own; ids are those of show_set(). */
extern const struct arg_option print_rows[], show_rows[];
extern const size_t n_print_rows, n_show_rows;

/* Defaults as PRODUCT describes them for an output that is, or is not, a terminal. */
void show_options_init(struct show_options *options, bool output_is_terminal);

/* Set one option by its row's id. ERR_USAGE for a value that is not allowed. */
int show_set(struct show_options *options, int id, const char *value, struct err *err);

/* What the options come to for this output. */
struct print_options show_print_options(const struct show_options *options);

/*
 * Show every operand ("-": standard input); an id of the library comes before a
 * file of that name. What cannot be read is reported on
 * standard error, a line each, and the rest is shown. Returns 0 or the code of
 * the last error; err holds the one that has not been reported yet, if any.
 */
int show_run(const struct show_options *options, char *const *operands, size_t n, struct err *err);

#endif
