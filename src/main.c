/*
 * jarida: a reader of news in Arabic and every other right-to-left language.
 *
 * Where things are, from the ground up; a room includes only rooms below it:
 *   base/    memory, buffers, strings, errors, files; knows no Unicode
 *   text/    Unicode: clean, para (bidi, join, breaks, prop), charset, date, fold
 *   layout/  a paragraph and a width become lines and cells: line, map, wrap
 *   news/    the article and its parsers
 *   term/    the terminal: identify, restore, keys in, cells out
 *   cli/     commands that print: args, show (raw, story, print, json), check (sample)
 *   ui/      the full-screen reader: app (the loop), views, commands, options
 *   main.c   arguments, locale, wiring
 */
#include "config.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/restrict.h"
#include "cli/args.h"
#include "cli/check.h"
#include "cli/out.h"
#include "cli/report.h"
#include "cli/show.h"
#include "ui/app.h"
#include "ui/conf.h"
#include "ui/options.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* All that the command line says. */
struct invocation {
	struct show_options show;
	struct check_options check;
	struct app_options app;
	bool help, version, restricted, print_config;
	char *home; /* of a login shell */
	struct conf config;
	struct args args;
	struct given {
		const char *name, *value;
	} * given; /* options, in order */
	size_t n_given;
};

/* Options that belong together; a command takes some of these groups. */
struct option_group {
	const char *title;
	const struct arg_option *rows; /* NULL: those of ui/options */
	const size_t *n;
	int (*set)(struct invocation *in, int id, const char *value, struct err *err);
};

enum common_id {
	ID_HELP, ID_VERSION, ID_QUIET, ID_COLOR, ID_STATS, ID_RESTRICTED, ID_PRINT_CONFIG, ID_LIBRARY, ID_UNUSED
};

static const struct arg_option common_rows[] = {
	{"help", 'h', NULL, "print this and exit", ID_HELP},
	{"version", 'V', NULL, "print the version and exit", ID_VERSION},
	{"quiet", 'q', NULL, "say nothing about inputs that cannot be read", ID_QUIET},
	{"color", 0, "auto|always|never", "colours and bold; auto heeds NO_COLOR", ID_COLOR},
	{"stats", 0, NULL, "say at the end what was sent for each key", ID_STATS},
	{"restricted", 0, NULL, "read what is named here and do nothing else", ID_RESTRICTED},
	{"library", 0, "PATH", "the library, where it is not at its usual place", ID_LIBRARY},
	{"config", 0, "FILE", "read this configuration, and not one's own", ID_UNUSED},
	{"no-config", 0, NULL, "read none", ID_UNUSED},
	{"print-config", 0, NULL, "print all that is set, as a configuration, and exit", ID_PRINT_CONFIG},
};
static const size_t n_common_rows = sizeof common_rows / sizeof *common_rows;

/* A colour that was asked for is show's too; else show has decided itself. */
static void share_color(struct invocation *in)
{
	if (in->app.color != COLOR_AUTO)
		in->show.color = in->app.color == COLOR_ALWAYS;
}

static int set_color(struct invocation *in, const char *value, struct err *err)
{
	int rc = option_set(&in->app, option_find("color"), value, err);
	share_color(in);
	return rc;
}

static int set_common(struct invocation *in, int id, const char *value, struct err *err)
{
	switch ((enum common_id)id) {
	case ID_HELP:
		in->help = true;
		break;
	case ID_VERSION:
		in->version = true;
		break;
	case ID_QUIET:
		in->show.quiet = true;
		break;
	case ID_COLOR:
		return set_color(in, value, err);
	case ID_PRINT_CONFIG:
		in->print_config = true;
		break;
	case ID_LIBRARY:
		in->app.library = value;
		break;
	case ID_STATS: /* a switch of the reader, here without a value */
	case ID_RESTRICTED: /* was seen before all others */
	case ID_UNUSED:
		break;
	}
	return 0;
}

static int set_reader(struct invocation *in, int id, const char *value, struct err *err)
{
	return option_set(&in->app, option_at((size_t)id), value, err);
}

static int set_show(struct invocation *in, int id, const char *value, struct err *err)
{
	return show_set(&in->show, id, value, err);
}

static int set_check(struct invocation *in, int id, const char *value, struct err *err)
{
	return check_set(&in->check, id, value, err);
}

enum group { COMMON, READER, SHOW, CHECK, N_GROUPS };
static const struct option_group groups[N_GROUPS] = {
	[COMMON] = {"Options of all commands", common_rows, &n_common_rows, set_common},
	[READER] = {"Options of the reader", NULL, 0, set_reader},
	[SHOW] = {"Options of show", show_rows, &n_show_rows, set_show},
	[CHECK] = {"Options of check-terminal", check_rows, &n_check_rows, set_check},
};

static size_t group_size(enum group group)
{
	return groups[group].rows != NULL ? *groups[group].n : option_count();
}

/* Row i of a group. What the common options have already the reader does not have again. */
static struct arg_option group_row(enum group group, size_t i)
{
	if (groups[group].rows != NULL)
		return groups[group].rows[i];
	const struct option_row *row = option_at(i);
	return (struct arg_option){row->name, 0, row->words, row->help, (int)i};
}

static bool is_common(const char *name)
{
	for (size_t i = 0; i < n_common_rows; i++) {
		if (strcmp(common_rows[i].name, name) == 0)
			return true;
	}
	return false;
}

/* All options there are; one that two groups have stands twice. */
static struct arg_option *all_rows(size_t *n)
{
	size_t total = 0;
	for (enum group g = COMMON; g < N_GROUPS; g++)
		total += group_size(g);
	struct arg_option *rows = xcalloc(total, sizeof *rows);
	*n = 0;
	for (enum group g = COMMON; g < N_GROUPS; g++) {
		for (size_t i = 0; i < group_size(g); i++) {
			struct arg_option row = group_row(g, i);
			if (g == COMMON || !is_common(row.name))
				rows[(*n)++] = row;
		}
	}
	return rows;
}

/*
 * --config or --no-config, whichever stands last, else what the environment and
 * the reader's folder have. In restricted mode there is none.
 */
static int read_config(struct invocation *in, struct err *err)
{
	const struct given *given = NULL;
	conf_init(&in->config);
	for (size_t i = 0; i < in->n_given; i++) {
		const char *name = in->given[i].name;
		if (strcmp(name, "help") == 0 || strcmp(name, "version") == 0)
			return 0;
		if (strcmp(name, "config") == 0 || strcmp(name, "no-config") == 0)
			given = &in->given[i];
	}
	if (in->restricted)
		return 0;
	if (given == NULL)
		return conf_find(&in->config, err);
	return given->value != NULL ? conf_read(&in->config, given->value, err) : 0;
}

static void report_warnings(struct conf *config)
{
	char *line = xstrdup(buf_cstr(&config->warnings));
	for (char *p = line; *p != '\0';) {
		size_t n = strcspn(p, "\n");
		bool more = p[n] != '\0';
		p[n] = '\0';
		report(p);
		p += n + more;
	}
	free(line);
	if (config->n_warnings > CONF_MAX_WARNINGS)
		report("configuration: there are more warnings than these");
}

/* What is set before the command line: the configuration, and the environment over it. */
static int read_settings(struct invocation *in, struct err *err)
{
	const char *bidi = getenv("JARIDA_BIDI");
	const char *sync = getenv("JARIDA_SYNC_FD");
	log_open(getenv("JARIDA_LOG"));
	show_options_init(&in->show, isatty(STDOUT_FILENO));
	int rc = read_config(in, err);
	if (rc != 0)
		return rc;
	report_warnings(&in->config);
	in->app = in->config.options;
	in->app.config = &in->config;
	in->app.library = getenv("JARIDA_LIBRARY");
	in->app.restricted = in->restricted;
	share_color(in);
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

/* Without one nothing is known of how wide letters are. */
static int check_locale(struct err *err)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return 0;
	return err_set(err, ERR_TERMINAL,
	               "no locale with UTF-8 here: set LC_ALL to one that 'locale -a' lists, or install C.UTF-8");
}

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
		return err_set(err, ERR_USAGE, "'check-terminal' takes no operands: '%s'", operands[0]);
	in->check.bidi = in->app.bidi;
	in->check.sync_fd = in->app.sync_fd;
	return check_run(&in->check, err);
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
	if (n == 0)
		return err_set(err, ERR_USAGE, "restricted mode needs the file or folder that may be read");
	for (size_t i = 0; i < n; i++) {
		if (strcmp(operands[i], "-") == 0)
			return err_set(err, ERR_USAGE, "standard input is not read in restricted mode");
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

struct command_row {
	const char *name, *operands, *help;
	unsigned groups; /* whose options it takes: bits, 1 << enum group */
	int (*run)(struct invocation *in, char *const *operands, size_t n, struct err *err);
	bool restricted; /* there in restricted mode too */
};

enum { ANY = 1 << COMMON };

/* The first is the one without a name. */
static const struct command_row commands[] = {
	{"", "[FILE|DIR|-]…", "read these on the full screen; in a pipe: as show",
         ANY | 1 << READER, run_reader, true},
	{"show", "FILE|DIR…|-", "print articles", ANY | 1 << SHOW | 1 << READER, run_show, false},
	{"check-terminal", "", "tell what this terminal does with Arabic, and set it right",
         ANY | 1 << CHECK, run_check, false},
};
static const struct command_row *const show_command = &commands[1];

static bool has_option(unsigned set, const char *name)
{
	for (enum group g = COMMON; g < N_GROUPS; g++) {
		for (size_t i = 0; (set >> g & 1) != 0 && i < group_size(g); i++) {
			if (strcmp(group_row(g, i).name, name) == 0)
				return true;
		}
	}
	return false;
}

/* A command word comes first and wins over a file of that name. An option that only show has asks for show. */
static const struct command_row *find_command(struct invocation *in)
{
	const struct args *args = &in->args;
	for (size_t i = 1; i < sizeof commands / sizeof *commands; i++) {
		if (args->n_operands > 0 && !args->plain_first
		    && strcmp(args->operands[0], commands[i].name) == 0)
			return &commands[i];
	}
	for (size_t i = 0; i < in->n_given; i++) {
		if (!has_option(commands[0].groups, in->given[i].name))
			return show_command;
	}
	return &commands[0];
}

/* Give an option to every group of the command that has it. */
static int apply(struct invocation *in, const struct command_row *command,
                 const struct given *given, struct err *err)
{
	if (!has_option(command->groups, given->name))
		return err_set(err, ERR_USAGE,
		               "'jarida %s' has no option --%s; see 'jarida --help'", command->name,
		               given->name);
	for (enum group g = COMMON; g < N_GROUPS; g++) {
		for (size_t i = 0; (command->groups >> g & 1) != 0 && i < group_size(g); i++) {
			struct arg_option row = group_row(g, i);
			if (strcmp(row.name, given->name) != 0)
				continue;
			int rc = groups[g].set(in, row.id, given->value, err);
			if (rc != 0)
				return rc;
		}
	}
	return 0;
}

static int read_arguments(struct invocation *in, int argc, char **argv, struct err *err)
{
	size_t n;
	struct arg_option *rows = all_rows(&n);
	const struct arg_option *row;
	const char *value;
	int rc;
	args_init(&in->args, argc, argv);
	in->given = xcalloc((size_t)argc + 1, sizeof *in->given);
	while ((rc = args_next(&in->args, rows, n, &row, &value, err)) > 0)
		in->given[in->n_given++] = (struct given){row->name, value};
	free(rows);
	return rc;
}

static int apply_all(struct invocation *in, const struct command_row *command, struct err *err)
{
	int rc = 0;
	for (size_t i = 0; rc == 0 && i < in->n_given; i++)
		rc = apply(in, command, &in->given[i], err);
	return rc;
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
	buf_add_repeat(b, ' ', used < 32 ? 34 - used : 2);
	buf_addf(b, "%s\n", row->help);
}

static void print_group(struct buf *b, enum group group)
{
	buf_addf(b, "\n%s:\n", groups[group].title);
	for (size_t i = 0; i < group_size(group); i++) {
		struct arg_option row = group_row(group, i);
		if (group == COMMON || !is_common(row.name))
			print_row(b, &row);
	}
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
	const struct settings settings = {&in->app, &in->config.keymap, &in->config.theme};
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
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		const struct command_row *c = &commands[i];
		buf_addf(&out.buf, "  jarida %s%s[OPTION…]%s%s\n        %s\n", c->name,
		         *c->name ? " " : "", *c->operands ? " " : "", c->operands, c->help);
	}
	for (enum group g = COMMON; g < N_GROUPS; g++)
		print_group(&out.buf, g);
	buf_add_str(&out.buf, STR("\nThe keys of the reader: press ? in it, or see jarida(1).\n"));
	return out_done(&out, err);
}

/* What the command line asks for. */
static int run(struct invocation *in, const struct command_row *command, struct err *err)
{
	size_t skip = *command->name != '\0' && in->args.n_operands > 0 && !in->args.plain_first
	              && strcmp(in->args.operands[0], command->name) == 0;
	if (in->help)
		return print_help(err);
	if (in->version)
		return print_version(err);
	int rc = check_locale(err);
	if (rc != 0)
		return rc;
	if (in->restricted && !command->restricted)
		return err_set(err, ERR_USAGE, "there is no '%s' in restricted mode", command->name);
	if (in->print_config)
		return print_config(in, err);
	return command->run(in, in->args.operands + skip, in->args.n_operands - skip, err);
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
	const struct command_row *command = NULL;
	hold_standard_descriptors();
	int rc = begin(&in, argc, argv, &err);
	set_locale();
	if (rc == 0)
		rc = read_arguments(&in, argc, argv, &err);
	if (rc == 0)
		rc = read_settings(&in, &err);
	if (rc == 0)
		command = find_command(&in);
	if (rc == 0)
		rc = apply_all(&in, command, &err);
	if (rc == 0)
		rc = run(&in, command, &err);
	if (rc != 0 && err.message[0] != '\0')
		report(err.message);
	conf_done(&in.config);
	args_done(&in.args);
	free(in.given);
	free(in.home);
	return err_status(rc);
}
