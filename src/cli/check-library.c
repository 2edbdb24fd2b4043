#include "config.h"

#include "cli/check-library.h"

#include "base/clock.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/print.h"
#include "cli/stored.h"
#include "library/check.h"
#include "text/clean.h"

#include <stdio.h>
#include <unistd.h>

enum { CHECK_REPAIR = 3200, CHECK_JSON };

enum { PROGRESS_MS = 200 };

const struct arg_option check_library_rows[] = {
	{"repair", 0, NULL, "repair it; the damaged one is kept", CHECK_REPAIR},
	{"json", 0, NULL, "print what was found as one JSON object", CHECK_JSON},
};
const size_t n_check_library_rows = sizeof check_library_rows / sizeof *check_library_rows;

int check_library_set(struct check_library_options *options, int id, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	if (id == CHECK_REPAIR)
		options->repair = true;
	else
		options->json = true;
	return 0;
}

struct checking {
	const struct check_library_options *options;
	struct out out;
	struct json json;
	bool progress; /* somebody sees it */
	bool line_is_there;
	int64_t last_ms;
};

/* --- how far it is: a line on standard error that is overwritten --- */

static void write_line(struct checking *c, const char *line)
{
	struct out out;
	out_init(&out, STDERR_FILENO);
	buf_addf(&out.buf, "\r\033[K%s", line);
	out_done(&out, NULL);
	c->line_is_there = line[0] != '\0';
}

static void clear_line(struct checking *c)
{
	if (c->line_is_there)
		write_line(c, "");
}

static void tell_progress(void *to, int64_t articles, int64_t total)
{
	struct checking *c = to;
	char line[100];
	if (!c->progress || (articles != total && clock_now_ms() - c->last_ms < PROGRESS_MS))
		return;
	c->last_ms = clock_now_ms();
	if (total == 0)
		snprintf(line, sizeof line, "%lld articles mended", (long long)articles);
	else if (articles < total)
		snprintf(line, sizeof line, "%lld of %lld articles looked at", (long long)articles, (long long)total);
	else
		snprintf(line, sizeof line, "%lld articles looked at; now how they belong together", (long long)total);
	write_line(c, line);
}

/* --- what is wrong --- */

/* What is wrong may be quoted from the library. */
static void say(void *to, const char *line)
{
	struct checking *c = to;
	struct buf clean;
	clear_line(c);
	buf_init(&clean, BUF_NO_MAX);
	clean_text(str_of(line), &clean);
	for (size_t i = 0; i < clean.n; i++) {
		if (clean.p[i] == '\n')
			clean.p[i] = ' ';
	}
	if (c->options->json) {
		json_string(&c->json, buf_str(&clean));
	} else {
		print_add_logical(&c->out.buf, buf_str(&clean));
		buf_add_char(&c->out.buf, '\n');
		out_flush(&c->out);
	}
	buf_done(&clean);
}

static const char *plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

static void say_counts(struct checking *c, const struct check_report *report, const char *end)
{
	buf_addf(&c->out.buf, "%lld article%s, %lld feed%s: %s\n", (long long)report->articles, plural(report->articles),
	         (long long)report->feeds, plural(report->feeds), end);
}

static void add_counts(struct checking *c, const struct check_report *report)
{
	json_key(&c->json, "articles");
	json_number(&c->json, report->articles);
	json_key(&c->json, "feeds");
	json_number(&c->json, report->feeds);
	json_key(&c->json, "texts_lost");
	json_number(&c->json, report->bodies_lost);
}

/* Look, and tell. A library that cannot even be opened has one problem: that. */
static int look(struct checking *c, const char *place, struct check_report *report, struct err *err)
{
	json_key(&c->json, "problems");
	json_open(&c->json, '[');
	const struct check_listener listener = {c, say, tell_progress};
	int rc = library_check(place, &listener, report, err);
	clear_line(c);
	bool mendable = rc == ERR_INPUT && c->options->repair;
	if (rc != 0 && (mendable || c->options->json))
		say(c, err->message);
	if (mendable) {
		report->problems++;
		rc = 0;
	}
	json_close(&c->json, ']');
	if (rc == 0)
		add_counts(c, report);
	return rc;
}

static int mend(struct checking *c, const char *place, struct err *err)
{
	struct check_report report;
	json_key(&c->json, "repair");
	json_open(&c->json, '{');
	json_key(&c->json, "words");
	json_open(&c->json, '[');
	const struct check_listener listener = {c, say, tell_progress};
	int rc = library_repair(place, &listener, &report, err);
	clear_line(c);
	json_close(&c->json, ']');
	if (rc == 0)
		add_counts(c, &report);
	json_close(&c->json, '}');
	if (rc == 0 && !c->options->json)
		say_counts(c, &report, report.bodies_lost > 0 ? "mended, but for texts that are lost" : "mended");
	return rc;
}

static int check(struct checking *c, const char *place, struct err *err)
{
	struct check_report report;
	struct buf words;
	int rc = look(c, place, &report, err);
	if (rc != 0)
		return rc;
	bool whole = report.problems == 0;
	buf_init(&words, BUF_NO_MAX);
	buf_addf(&words, "%d problem%s%s", report.problems, plural(report.problems),
	         c->options->repair ? "" : "; 'jarida check-library --repair' mends what can be mended");
	if (!c->options->json)
		say_counts(c, &report, whole ? "all is well" : buf_cstr(&words));
	buf_done(&words);
	out_flush(&c->out);
	if (whole)
		return 0;
	return c->options->repair ? mend(c, place, err) : ERR_INPUT;
}

int check_library_run(const struct check_library_options *options, struct err *err)
{
	char place[PLACE_MAX_B];
	struct buf unseen;
	int rc = stored_place(options->library, place, err);
	if (rc != 0)
		return rc;
	struct checking c = {.options = options, .progress = isatty(STDERR_FILENO) && !options->quiet};
	buf_init(&unseen, BUF_NO_MAX);
	out_init(&c.out, STDOUT_FILENO);
	c.json.out = options->json ? &c.out.buf : &unseen;
	err->message[0] = '\0';
	json_open(&c.json, '{');
	rc = check(&c, place, err);
	json_close(&c.json, '}');
	if (options->json)
		buf_add_char(&c.out.buf, '\n');
	int written = out_done(&c.out, rc == 0 ? err : NULL);
	buf_done(&unseen);
	if (rc == ERR_NO_MATCH)
		rc = err->code = ERR_INPUT;
	return rc != 0 ? rc : written;
}
