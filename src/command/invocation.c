#include "config.h"

#include "command/invocation.h"

#include "base/log.h"
#include "base/mem.h"
#include "cli/report.h"
#include "command/commands.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Options that belong together; a command takes some of these groups. */
struct option_group {
	const char *title;
	const struct arg_option *rows; /* NULL: those of ui/options */
	const size_t *n;
	int (*set)(struct invocation *in, int id, const char *value, struct err *err);
};

enum common_id {
	ID_HELP,
	ID_VERSION,
	ID_QUIET,
	ID_COLOR,
	ID_STATS,
	ID_RESTRICTED,
	ID_PRINT_CONFIG,
	ID_LIBRARY,
	ID_UNUSED
};

static const struct arg_option common_rows[] = {
	{"help", 'h', NULL, "print this help and exit", ID_HELP},
	{"version", 'V', NULL, "print the version and exit", ID_VERSION},
	{"quiet", 'q', NULL, "say nothing about inputs that cannot be read", ID_QUIET},
	{"color", 0, "auto|always|never", "use colours and bold; auto obeys NO_COLOR", ID_COLOR},
	{"stats", 0, NULL, "report at the end how much was sent for each key", ID_STATS},
	{"restricted", 0, NULL, "read what is named here and do nothing else", ID_RESTRICTED},
	{"library", 0, "PATH", "use this library instead of the usual one", ID_LIBRARY},
	{"config", 0, "FILE", "read this configuration instead of your own", ID_UNUSED},
	{"no-config", 0, NULL, "read none", ID_UNUSED},
	{"print-config", 0, NULL, "print all settings as a configuration, and exit",
         ID_PRINT_CONFIG},
};
static const size_t n_common_rows = sizeof common_rows / sizeof *common_rows;

/* A colour that was asked for is show's too; else show has decided itself. */
static void share_color(struct invocation *in)
{
	if (in->app.color != COLOR_AUTO)
		in->show.color = in->app.color == COLOR_ALWAYS;
}

static void share_library(struct invocation *in)
{
	in->show.library = in->app.library;
	in->check_library.library = in->app.library;
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
		share_library(in);
		break;
	case ID_STATS:      /* a switch of the reader, here without a value */
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

/* list, search and export select in the same way, each in its own options. */
static int set_select(struct invocation *in, int id, const char *value, struct err *err)
{
	int rc = select_set(&in->list.select, id, value, err);
	in->export.select = in->search.select = in->list.select;
	return rc;
}

static int set_list(struct invocation *in, int id, const char *value, struct err *err)
{
	return list_set(&in->list, id, value, err);
}

static int set_search(struct invocation *in, int id, const char *value, struct err *err)
{
	return search_set(&in->search, id, value, err);
}

static int set_related(struct invocation *in, int id, const char *value, struct err *err)
{
	return related_set(&in->related, id, value, err);
}

static int set_export(struct invocation *in, int id, const char *value, struct err *err)
{
	return export_set(&in->export, id, value, err);
}

static int set_check_library(struct invocation *in, int id, const char *value, struct err *err)
{
	return check_library_set(&in->check_library, id, value, err);
}

static int set_check(struct invocation *in, int id, const char *value, struct err *err)
{
	return check_set(&in->check, id, value, err);
}

static int set_add(struct invocation *in, int id, const char *value, struct err *err)
{
	return add_set(&in->add, id, value, err);
}

static int set_fetch(struct invocation *in, int id, const char *value, struct err *err)
{
	return fetch_set(&in->fetch, id, value, err);
}

static const struct option_group groups[N_GROUPS] = {
	[COMMON] = {"Options of all commands", common_rows, &n_common_rows, set_common},
	[READER] = {"Options of the reader", NULL, 0, set_reader},
	[PRINT] = {"Options of show, list, search, related and export", print_rows, &n_print_rows, set_show},
	[SHOW] = {"Options of show", show_rows, &n_show_rows, set_show},
	[SELECT] = {"Options of list, search and export", select_rows, &n_select_rows, set_select},
	[LIST] = {"Options of list", list_rows, &n_list_rows, set_list},
	[SEARCH] = {"Options of search", search_rows, &n_search_rows, set_search},
	[RELATED] = {"Options of related", related_rows, &n_related_rows, set_related},
	[EXPORT] = {"Options of export", export_rows, &n_export_rows, set_export},
	[ADD] = {"Options of add", add_rows, &n_add_rows, set_add},
	[FETCH] = {"Options of fetch", fetch_rows, &n_fetch_rows, set_fetch},
	[CHECK] = {"Options of check-terminal", check_rows, &n_check_rows, set_check},
	[CHECK_LIBRARY] = {"Options of check-library", check_library_rows, &n_check_library_rows, set_check_library},
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
 * the reader's folder have; after it the keywords that were given while
 * reading. In restricted mode there is none.
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
	if (given != NULL && given->value == NULL)
		return 0;
	int rc = given == NULL ? conf_find(&in->config, err) : conf_read(&in->config, given->value, err);
	if (rc == 0)
		conf_read_kept(&in->config);
	return rc;
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

static const char *named_library(void)
{
	const char *place = getenv("JARIDA_LIBRARY");
	return place != NULL && place[0] != '\0' ? place : NULL;
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
	in->app.library = named_library();
	share_library(in);
	list_options_init(&in->list);
	search_options_init(&in->search);
	related_options_init(&in->related);
	export_options_init(&in->export);
	fetch_options_init(&in->fetch);
	in->fetch.interval_min = in->app.fetch_every;
	in->fetch.retention = (struct retention){.days = in->app.retain_days, .most = in->app.retain_most};
	in->app.restricted = in->restricted;
	share_color(in);
	if (sync != NULL && sync[0] >= '0' && sync[0] <= '9')
		in->app.sync_fd = (int)strtol(sync, NULL, 10);
	return bidi != NULL ? option_set(&in->app, option_find("bidi"), bidi, err) : 0;
}

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
	for (size_t i = 1; i < n_command_rows; i++) {
		if (args->n_operands > 0 && !args->plain_first
		    && strcmp(args->operands[0], command_rows[i].name) == 0)
			return &command_rows[i];
	}
	for (size_t i = 0; i < in->n_given; i++) {
		if (!has_option(command_rows[0].groups, in->given[i].name))
			return command_show();
	}
	return &command_rows[0];
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

void invocation_print_options(struct buf *out)
{
	for (enum group g = COMMON; g < N_GROUPS; g++)
		print_group(out, g);
}

/* The word that names the command is none of its operands. */
static void take_operands(struct invocation *in)
{
	const struct args *args = &in->args;
	size_t skip = in->command->name[0] != '\0' && args->n_operands > 0 && !args->plain_first
	              && strcmp(args->operands[0], in->command->name) == 0;
	in->operands = args->operands + skip;
	in->n_operands = args->n_operands - skip;
}

int invocation_read(struct invocation *in, int argc, char **argv, struct err *err)
{
	int rc = read_arguments(in, argc, argv, err);
	if (rc == 0)
		rc = read_settings(in, err);
	if (rc != 0)
		return rc;
	in->command = find_command(in);
	take_operands(in);
	return apply_all(in, in->command, err);
}

void invocation_done(struct invocation *in)
{
	conf_done(&in->config);
	fetch_options_done(&in->fetch);
	args_done(&in->args);
	free(in->given);
	free(in->home);
}
