/*
 * export.h: `jarida export`: articles and feeds out of the library.
 *
 * JSONL is what `jarida add` reads again: the same articles, read, starred and
 * tagged as they were. Written as it is read, never all of it in memory. What
 * cannot be read is reported, and the rest is written all the same.
 */
#ifndef JARIDA_CLI_EXPORT_H
#define JARIDA_CLI_EXPORT_H

#include "base/err.h"
#include "cli/args.h"
#include "cli/show.h"
#include "cli/stored.h"

#include <stddef.h>

enum export_format { EXPORT_JSONL, EXPORT_TEXT, EXPORT_OPML };

struct export_options {
	struct select_options select;
	enum export_format format;
};

/* The options that `export` has of its own; ids are those of export_set(). */
extern const struct arg_option export_rows[];
extern const size_t n_export_rows;

void export_options_init(struct export_options *options);
int export_set(struct export_options *options, int id, const char *value, struct err *err);

/*
 * Write what the operands select, as it was stored, oldest first, unless an
 * order is asked for. ERR_NO_MATCH, without a message, when that is nothing.
 */
int export_run(const struct export_options *options, const struct show_options *print, char *const *operands, size_t n,
               struct err *err);

#endif
