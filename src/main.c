/*
 * jarida: a reader of news in Arabic and every other right-to-left language.
 *
 * Where things are, from the ground up. A folder includes only folders on
 * lower floors; the first comment of a header says what its module is.
 *   0  base/     memory, buffers, strings, errors, files; knows no Unicode
 *   1  text/     Unicode: para (bidi, join, breaks, prop), clean, charset, fold, date
 *   2  layout/   a paragraph and a width become lines and cells: wrap, line, map
 *   2  news/     the article (article.h) and its parsers (import.c has the formats)
 *   2  words/    tokens, stems, matching (match.h), queries (expr.h)
 *   3  library/  the store (library.h): articles, feeds, what was read; its index
 *   3  term/     the terminal (terminal.h): identify, restore, keys in, cells out
 *   4  fetch/    sources into the library (fetch.h): files, feeds, addresses
 *   5  cli/      commands that print: show, list, search, export ... and that store: add, fetch
 *   5  ui/       the full-screen reader: app.c begins, loop.c goes on, state.h has all of its state
 *   6  command/  what the command line says (invocation), and what it runs (commands)
 *   7  main.c    locale, descriptors, wiring
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

/* Without a UTF-8 locale the C library does not know how wide a letter is. */
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
 * A standard descriptor that the caller has closed must not become that of a
 * file opened later. It is opened in the wrong direction, so that using it
 * still fails.
 */
static void hold_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0
		    && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
	}
}

/* Restricted mode begins before anything reads the environment. */
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
