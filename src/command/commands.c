#include "config.h"

#include "command/commands.h"

#include "base/mem.h"
#include "base/restrict.h"
#include "cli/report.h"
#include "command/invocation.h"
#include "ui/app.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int run_show(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	static char standard_input[] = "-";
	static char *const none[] = {standard_input};
	if (n == 0 && !isatty(STDIN_FILENO))
		return show_run(&in->show, none, 1, err);
	if (n == 0)
		return err_set(err, ERR_USAGE,
		               "nothing to show; name a file, or see 'jarida --help'");
	return show_run(&in->show, operands, n, err);
}

/* What the command names may be an article of the library, beside a file. */
static int run_show_command(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	in->show.stored = true;
	return run_show(in, operands, n, err);
}

static int run_list(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	return list_run(&in->list, &in->show, operands, n, err);
}

static int run_search(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	return search_run(&in->search, &in->show, operands, n, err);
}

static int run_related(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	return related_run(&in->related, &in->show, operands, n, err);
}

static int run_export(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	return export_run(&in->export, &in->show, operands, n, err);
}

static int run_check_library(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	if (n > 0)
		return err_set(err, ERR_USAGE, "'check-library' takes no operands: '%s'; name a library with --library",
		               operands[0]);
	in->check_library.quiet = in->show.quiet;
	return check_library_run(&in->check_library, err);
}

static int read_on_screen(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	struct buf last_words;
	buf_init(&last_words, 512);
	int rc = app_run(&in->app, operands, n, &last_words, err);
	if (last_words.n > 0)
		report(buf_cstr(&last_words));
	buf_done(&last_words);
	return rc;
}

static int run_check(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	if (n > 0)
		return err_set(err, ERR_USAGE, "'check-terminal' takes no operands: '%s'",
		               operands[0]);
	in->check.bidi = in->app.bidi;
	in->check.sync_fd = in->app.sync_fd;
	return check_run(&in->check, err);
}

static int run_add(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	in->add.library = in->app.library;
	in->add.told.quiet = in->show.quiet;
	return add_run(&in->add, operands, n, err);
}

static int run_fetch(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	in->fetch.library = in->app.library;
	in->fetch.told.quiet = in->show.quiet;
	in->fetch.wishes = &in->config.feeds;
	return fetch_command(&in->fetch, operands, n, err);
}

/* The library, and what stands beside it for readers while others write. */
static int run_restricted_library(struct invocation *in, struct err *err)
{
	char *folder = xstrdup(in->app.library);
	char *slash = strrchr(folder, '/');
	static char here[] = ".";
	if (slash != NULL)
		slash[slash == folder] = '\0';
	char *const sources[] = {slash != NULL ? folder : here};
	restrict_wall(sources, 1);
	free(folder);
	return read_on_screen(in, NULL, 0, err);
}

/* What is read was named by who set this up: as operands, or as the home of the login. */
static int run_restricted(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	char *const home[] = {in->home};
	if (n == 0 && in->home != NULL) {
		operands = home;
		n = 1;
	}
	if (!isatty(STDOUT_FILENO))
		return err_set(err, ERR_TERMINAL, "restricted mode needs a terminal (ssh -t)");
	if (n == 0 && in->app.library != NULL)
		return run_restricted_library(in, err);
	if (n == 0)
		return err_set(err, ERR_USAGE,
		               "restricted mode needs the file or folder that may be read, or --library");
	for (size_t i = 0; i < n; i++) {
		if (strcmp(operands[i], "-") == 0)
			return err_set(err, ERR_USAGE,
			               "standard input is not read in restricted mode");
	}
	restrict_wall(operands, n);
	return read_on_screen(in, operands, n, err);
}

static int run_reader(struct invocation *in, char *const *operands, size_t n, struct err *err)
{
	static char standard_input[] = "-";
	static char *const none[] = {standard_input};
	if (in->restricted)
		return run_restricted(in, operands, n, err);
	if (!isatty(STDOUT_FILENO))
		return run_show(in, operands, n, err);
	if (n == 0 && !isatty(STDIN_FILENO))
		return read_on_screen(in, none, 1, err);
	return read_on_screen(in, operands, n, err);
}

enum { ANY = 1 << COMMON };

/* The first is the one without a name, the second show. */
const struct command_row command_rows[] = {
	{"", "[FILE|DIR|-]…", "read these on the full screen; in a pipe: as show",
         ANY | 1 << READER, run_reader, true},
	{"show", "FILE|DIR|ID…|-", "print articles", ANY | 1 << PRINT | 1 << SHOW | 1 << READER, run_show_command,
         false},
	{"add", "FILE|DIR|URL|-…", "store articles in the library, subscribe to feeds",
         ANY | 1 << ADD, run_add, false},
	{"fetch", "[FEED…]", "refresh the subscribed feeds", ANY | 1 << FETCH, run_fetch, false},
	{"list", "[QUERY…]", "list the articles of the library", ANY | 1 << PRINT | 1 << SELECT | 1 << LIST, run_list,
         false},
	{"search", "QUERY…", "the articles of the library with these words, and the lines that have them",
         ANY | 1 << PRINT | 1 << SELECT | 1 << SEARCH, run_search, false},
	{"related", "ID|FILE", "list the stories that are related to one, with the reason", ANY | 1 << PRINT | 1 << RELATED,
         run_related, false},
	{"export", "[QUERY…]", "write out articles of the library, or its list of feeds",
         ANY | 1 << PRINT | 1 << SELECT | 1 << EXPORT, run_export, false},
	{"check-library", "", "check whether the library is intact, and repair it", ANY | 1 << CHECK_LIBRARY, run_check_library,
         false},
	{"check-terminal", "", "tell what this terminal does with Arabic, and set it right",
         ANY | 1 << CHECK, run_check, false},
};
const size_t n_command_rows = sizeof command_rows / sizeof *command_rows;

const struct command_row *command_show(void)
{
	return &command_rows[1];
}
