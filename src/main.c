/*
 * jarida: a reader of news in Arabic and every other right-to-left language.
 *
 * Where things are, from the ground up; a room includes only rooms below it:
 *   base/    memory, buffers, strings, errors, files; knows no Unicode
 *   text/    Unicode: clean, para (bidi, join, breaks, prop), charset, date, fold
 *   layout/  a paragraph and a width become lines and cells: line, map, wrap
 *   news/    the article and its parsers
 *   term/    the terminal: identify, restore, keys in, cells out
 *   cli/     commands that print: args, show (raw, story, print, json)
 *   ui/      the full-screen reader: app (the loop), views, commands, options
 *   main.c   arguments, locale, wiring
 */
#include "config.h"

#include "base/log.h"
#include "base/mem.h"
#include "cli/args.h"
#include "cli/out.h"
#include "cli/report.h"
#include "cli/show.h"
#include "ui/app.h"
#include "ui/options.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ID_HELP = 1, ID_VERSION, ID_QUIET, ID_UNUSED, ID_COLOR, ID_READER = 2000 };

static const struct arg_option common_rows[] = {
	{"help", 'h', NULL, "print this and exit", ID_HELP},
	{"version", 'V', NULL, "print the version and exit", ID_VERSION},
	{"quiet", 'q', NULL, "say nothing about inputs that cannot be read", ID_QUIET},
	{"color", 0, "auto|always|never", "colours and bold; auto heeds NO_COLOR", ID_COLOR},
	{"library", 0, "PATH", "accepted everywhere; reading files needs no library", ID_UNUSED},
	{"config", 0, "FILE", "accepted everywhere; reading files needs no configuration", ID_UNUSED},
	{"no-config", 0, NULL, "the same", ID_UNUSED},
};

struct command_row {
	const char *name, *operands, *help;
};

static const struct command_row commands[] = {
	{"", "[FILE|DIR|-]…", "read these on the full screen; in a pipe: as show"},
	{"show", "FILE|DIR…|-", "print articles"},
};

/* All that the command line says. */
struct invocation {
	struct show_options show;
	struct app_options app;
	bool help, version, wants_show; /* wants_show: an option of show was given */
	struct args args;
};

static size_t add_rows(struct arg_option *to, size_t n, const struct arg_option *rows, size_t n_rows)
{
	memcpy(to + n, rows, n_rows * sizeof *rows);
	return n + n_rows;
}

/* Common options, those of show, and the reader's own from ui/options. The color row is common. */
static struct arg_option *all_rows(size_t *n)
{
	size_t n_common = sizeof common_rows / sizeof *common_rows;
	struct arg_option *rows = xcalloc(n_common + n_show_rows + option_count(), sizeof *rows);
	*n = add_rows(rows, 0, common_rows, n_common);
	*n = add_rows(rows, *n, show_rows, n_show_rows);
	for (size_t i = 0; i < option_count(); i++) {
		const struct option_row *row = option_at(i);
		if (strcmp(row->name, "color") != 0)
			rows[(*n)++] = (struct arg_option){row->name, 0, row->words, row->help, ID_READER + (int)i};
	}
	return rows;
}

static int set_color(struct invocation *in, const char *value, struct err *err)
{
	int rc = option_set(&in->app, option_find("color"), value, err);
	if (rc == 0 && in->app.color != COLOR_AUTO)
		in->show.color = in->app.color == COLOR_ALWAYS;
	return rc;
}

static int apply(struct invocation *in, int id, const char *value, struct err *err)
{
	if (id >= ID_READER)
		return option_set(&in->app, option_at((size_t)(id - ID_READER)), value, err);
	switch (id) {
	case ID_HELP:
		in->help = true;
		return 0;
	case ID_VERSION:
		in->version = true;
		return 0;
	case ID_QUIET:
		in->show.quiet = true;
		return 0;
	case ID_UNUSED:
		return 0;
	case ID_COLOR:
		return set_color(in, value, err);
	default:
		in->wants_show = true;
		return show_set(&in->show, id, value, err);
	}
}

static int read_arguments(struct invocation *in, int argc, char **argv, struct err *err)
{
	int id, rc;
	const char *value;
	size_t n;
	struct arg_option *rows = all_rows(&n);
	args_init(&in->args, argc, argv);
	while ((rc = args_next(&in->args, rows, n, &id, &value, err)) > 0) {
		if ((rc = apply(in, id, value, err)) != 0)
			break;
	}
	free(rows);
	return rc;
}

static int read_environment(struct invocation *in, struct err *err)
{
	const char *bidi = getenv("JARIDA_BIDI");
	const char *sync = getenv("JARIDA_SYNC_FD");
	options_init(&in->app);
	show_options_init(&in->show, isatty(STDOUT_FILENO));
	log_open(getenv("JARIDA_LOG"));
	if (sync != NULL && sync[0] >= '0' && sync[0] <= '9')
		in->app.sync_fd = (int)strtol(sync, NULL, 10);
	return bidi != NULL ? option_set(&in->app, option_find("bidi"), bidi, err) : 0;
}

/* Characters are UTF-8 whatever the locale says; only messages follow it. */
static void set_locale(void)
{
	setlocale(LC_ALL, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "en_US.UTF-8");
}

static void print_row(struct buf *b, const struct arg_option *row)
{
	size_t start = b->n;
	buf_addf(b, "  --%s", row->name);
	if (row->value != NULL)
		buf_addf(b, "=%s", row->value);
	if (row->letter != 0)
		buf_addf(b, ", -%c", row->letter);
	size_t used = b->n - start;
	buf_add_repeat(b, ' ', used < 34 ? 34 - used : 2);
	buf_addf(b, "%s\n", row->help);
}

static int print_help(struct err *err)
{
	struct out out;
	size_t n;
	struct arg_option *rows = all_rows(&n);
	out_init(&out, STDOUT_FILENO);
	buf_add_str(&out.buf, STR("jarida reads news in Arabic and every other right-to-left language.\n\n"));
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		const struct command_row *c = &commands[i];
		buf_addf(&out.buf, "  jarida %s%s[OPTION…] %s\n        %s\n", c->name, *c->name ? " " : "",
		         c->operands, c->help);
	}
	buf_add_str(&out.buf, STR("\nOptions:\n"));
	for (size_t i = 0; i < n; i++)
		print_row(&out.buf, &rows[i]);
	buf_add_str(&out.buf, STR("\nThe keys of the reader: press ? in it, or see jarida(1).\n"));
	free(rows);
	return out_done(&out, err);
}

static int print_version(struct err *err)
{
	struct out out;
	out_init(&out, STDOUT_FILENO);
	buf_addf(&out.buf, "%s\n", PACKAGE_STRING);
	return out_done(&out, err);
}

/* A command word comes first and wins over a file of that name. */
static int run(struct invocation *in, struct err *err)
{
	static char standard_input[] = "-";
	char *none[] = {standard_input};
	char **operands = in->args.operands;
	size_t n = in->args.n_operands;
	bool show = in->wants_show || !isatty(STDOUT_FILENO);
	if (n > 0 && !in->args.plain_first && strcmp(operands[0], "show") == 0) {
		show = true;
		operands++;
		n--;
	}
	if (n == 0 && !isatty(STDIN_FILENO)) {
		operands = none;
		n = 1;
	}
	if (!show)
		return app_run(&in->app, operands, n, err);
	if (n == 0)
		return err_set(err, ERR_USAGE, "nothing to show; name a file, or see 'jarida --help'");
	return show_run(&in->show, operands, n, err);
}

/*
 * What the caller has closed must not become the number of a file that is
 * opened later: it is opened the wrong way round, so that its use still fails.
 */
static void hold_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
	}
}

int main(int argc, char **argv)
{
	struct invocation in = {0};
	struct err err = {0};
	hold_standard_descriptors();
	set_locale();
	int rc = read_environment(&in, &err);
	if (rc == 0)
		rc = read_arguments(&in, argc, argv, &err);
	if (rc == 0 && in.help)
		rc = print_help(&err);
	else if (rc == 0 && in.version)
		rc = print_version(&err);
	else if (rc == 0)
		rc = run(&in, &err);
	if (rc != 0 && err.message[0] != '\0')
		report(err.message);
	args_done(&in.args);
	return -rc;
}
