/*
 * conf.h: the configuration file.
 *
 * Lines of ui/directive.h and `include FILE`, which is relative to the file it
 * stands in. Files are hostile: their number, depth and size are bounded. A
 * wrong line is left out with a warning that names file and line, and never
 * stops the program.
 */
#ifndef JARIDA_UI_CONF_H
#define JARIDA_UI_CONF_H

#include "base/buf.h"
#include "base/err.h"
#include "ui/directive.h"

#include <stddef.h>

enum {
	CONF_MAX_B = 1 << 20,   /* of all files together */
	CONF_MAX_FILES = 64,
	CONF_MAX_DEPTH = 8,
	CONF_MAX_WARNINGS = 100 /* that are kept; the others are counted */
};

struct conf {
	struct app_options options;
	struct keymap keymap;
	struct theme theme;
	struct keywords keywords;
	struct feed_wishes feeds;
	struct buf warnings; /* lines: FILE:LINE: message */
	size_t n_warnings;
	size_t read_b, n_files;
};

void conf_init(struct conf *config); /* the defaults */
void conf_done(struct conf *config);
struct settings conf_settings(struct conf *config);

/* Read a file that was named: ERR_USAGE when it cannot be read. */
int conf_read(struct conf *config, const char *path, struct err *err);

/*
 * Read the file that the environment names (JARIDA_CONFIG, as conf_read()), or
 * $XDG_CONFIG_HOME/jarida/config, or ~/.config/jarida/config: one that is not
 * there is none, and one that cannot be read is a warning.
 */
int conf_find(struct conf *config, struct err *err);

/* Read what was kept while reading (ui/keyword-file.h), after all others. */
void conf_read_kept(struct conf *config);

/* As conf_read(), of a text, as if it stood in a file of that name. */
void conf_read_text(struct conf *config, const char *name, struct str text);

#endif
