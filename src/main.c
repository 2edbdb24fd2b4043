/*
 * jarida: a reader of news in Arabic and every other right-to-left language.
 *
 * Where things are, from the ground up; a room includes only rooms below it:
 *   base/    memory, buffers, strings, errors, files; knows no Unicode
 *   text/    Unicode: clean, para (bidi, join, breaks, prop), charset, date, fold
 *   layout/  a paragraph and a width become lines and cells: line, map, wrap
 *   news/    the article and its parsers
 *   library/ the store: articles, feeds, what was read
 *   term/    the terminal: identify, restore, keys in, cells out
 *   fetch/   sources into the library: add, feeds; pool and transfer (curl), guard, document, batch
 *   cli/     commands that print: args, show (raw, story, print, json), list, export, check (sample),
 *            and that store: add, fetch (told)
 *   ui/      the full-screen reader: app (the loop), views, commands, options
 *   command/ what the command line says (invocation), and what it runs (commands)
 *   main.c   locale, descriptors, wiring
 */
#include "config.h"

#include "base/mem.h"
#include "base/restrict.h"
#include "cli/out.h"
#include "cli/report.h"
#include "command/commands.h"
#include "command/invocation.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Characters are UTF-8 whatever the locale says; only messages follow it. */
static void set_locale(void)
{
	setlocale(LC_ALL, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "en_US.UTF-8");
}

/* Without one nothing is known of how wide letters are. */
static int check_locale(struct err *err)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return 0;
	return err_set(err, ERR_TERMINAL,
	               "no locale with UTF-8 here: set LC_ALL to one that 'locale -a' lists, or "
	               "install C.UTF-8");
}

static int print_version(struct err *err)
{
	struct out out;
	out_init(&out, STDOUT_FILENO);
	buf_addf(&out.buf, "%s\n", PACKAGE_STRING);
	return out_done(&out, err);
}

static int print_config(struct invocation *in, struct err *err)
{
	struct out out;
	const struct settings settings = {&in->app, &in->config.keymap, &in->config.theme,
	                                 &in->config.keywords, &in->config.feeds};
	out_init(&out, STDOUT_FILENO);
	settings_format(&settings, &out.buf);
	return out_done(&out, err);
}

static int print_help(struct err *err)
{
	struct out out;
	out_init(&out, STDOUT_FILENO);
	buf_add_str(&out.buf,
	            STR("jarida reads news in Arabic and every other right-to-left language.\n\n"));
	for (size_t i = 0; i < n_command_rows; i++) {
		const struct command_row *c = &command_rows[i];
		buf_addf(&out.buf, "  jarida %s%s[OPTION…]%s%s\n        %s\n", c->name,
		         *c->name ? " " : "", *c->operands ? " " : "", c->operands, c->help);
	}
	invocation_print_options(&out.buf);
	buf_add_str(&out.buf, STR("\nThe keys of the reader: press ? in it, or see jarida(1).\n"));
	return out_done(&out, err);
}

/* What the command line asks for. */
static int run(struct invocation *in, struct err *err)
{
	if (in->help)
		return print_help(err);
	if (in->version)
		return print_version(err);
	int rc = check_locale(err);
	if (rc != 0)
		return rc;
	if (in->restricted && !in->command->restricted)
		return err_set(err, ERR_USAGE, "there is no '%s' in restricted mode",
		               in->command->name);
	if (in->print_config)
		return print_config(in, err);
	return in->command->run(in, in->operands, in->n_operands, err);
}

/*
 * What the caller has closed must not become the number of a file that is
 * opened later: it is opened the wrong way round, so that its use still fails.
 */
static void hold_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0
		    && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
	}
}

/* Before anything that looks into the environment. */
static int begin(struct invocation *in, int argc, char **argv, struct err *err)
{
	in->restricted = restrict_asked(argc, argv);
	int rc = restrict_check(in->restricted, argc, argv, err);
	if (rc != 0 || !in->restricted)
		return rc;
	const char *home = getenv("HOME");
	if (restrict_login(argc, argv) && home != NULL && home[0] == '/')
		in->home = xstrdup(home);
	restrict_environment();
	return 0;
}

int main(int argc, char **argv)
{
	struct invocation in = {0};
	struct err err = {0};
	hold_standard_descriptors();
	int rc = begin(&in, argc, argv, &err);
	set_locale();
	if (rc == 0)
		rc = invocation_read(&in, argc, argv, &err);
	if (rc == 0)
		rc = run(&in, &err);
	if (rc != 0 && err.message[0] != '\0')
		report(err.message);
	invocation_done(&in);
	return err_status(rc);
}
