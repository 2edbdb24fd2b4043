#include "config.h"

#include "cli/fetch.h"

#include "base/clock.h"
#include "base/mem.h"
#include "cli/report.h"
#include "fetch/fetch.h"
#include "library/feeds.h"

#include <stdlib.h>

enum { FETCH_JSON = 1000, FETCH_EVERY, FETCH_FORCE, FETCH_TIMEOUT, FETCH_RETAIN_DAYS, FETCH_RETAIN_MOST, FETCH_SET,
       FETCH_UNSUBSCRIBE };
enum { MAX_EVERY_MIN = 7 * 24 * 60, MAX_RETAIN = 1000000, MAX_TIMEOUT_S = 3600 };

const struct arg_option fetch_rows[] = {
	{"every", 0, "MIN", "fetch again every MIN minutes, until stopped", FETCH_EVERY},
	{"force", 0, NULL, "fetch even feeds that are not due yet", FETCH_FORCE},
	{"timeout", 0, "S", "seconds that an answer may take (default 60)", FETCH_TIMEOUT},
	{"retain-days", 0, "N", "then remove what is read, older than N days, unstarred, untagged", FETCH_RETAIN_DAYS},
	{"retain-most", 0, "N", "and of such articles, keep N of each feed", FETCH_RETAIN_MOST},
	{"set", 0, "title=|folder=|full-text=|every=", "set this for the named feeds, and fetch nothing", FETCH_SET},
	{"unsubscribe", 0, NULL, "leave these feeds; their articles stay", FETCH_UNSUBSCRIBE},
	{"json", 0, NULL, "print one JSON object per feed", FETCH_JSON},
};
const size_t n_fetch_rows = sizeof fetch_rows / sizeof *fetch_rows;

static int set_number(const char *name, const char *value, long least, long most, long *out, struct err *err)
{
	char *end;
	long n = strtol(value, &end, 10);
	if (value[0] < '0' || value[0] > '9' || *end != '\0' || n < least || n > most)
		return err_set(err, ERR_USAGE, "--%s takes a number from %ld to %ld: '%s'", name, least, most, value);
	*out = n;
	return 0;
}

void fetch_options_init(struct fetch_options *options)
{
	*options = (struct fetch_options){.forced = false};
	feed_wish_init(&options->change);
}

void fetch_options_done(struct fetch_options *options)
{
	feed_wish_done(&options->change);
}

static int set_change(struct fetch_options *options, const char *value, struct err *err)
{
	int status = feed_wish_word(&options->change, value, err);
	if (status == 0 && options->change.url != NULL)
		return err_set(err, ERR_USAGE, "the address of a feed stays: 'jarida add' subscribes to another one");
	options->changes = true;
	return status;
}

int fetch_set(struct fetch_options *options, int id, const char *value, struct err *err)
{
	long n = 0;
	int status = 0;
	switch (id) {
	case FETCH_JSON:
		options->told.json = true;
		break;
	case FETCH_FORCE:
		options->forced = true;
		break;
	case FETCH_SET:
		return set_change(options, value, err);
	case FETCH_UNSUBSCRIBE:
		options->unsubscribes = true;
		break;
	case FETCH_EVERY:
		status = set_number("every", value, 1, MAX_EVERY_MIN, &n, err);
		options->every_min = (int)n;
		break;
	case FETCH_TIMEOUT:
		status = set_number("timeout", value, 1, MAX_TIMEOUT_S, &n, err);
		options->timeout_s = (int)n;
		break;
	case FETCH_RETAIN_DAYS:
		status = set_number("retain-days", value, 0, MAX_RETAIN, &n, err);
		options->retention.days = (int)n;
		break;
	case FETCH_RETAIN_MOST:
		status = set_number("retain-most", value, 0, MAX_RETAIN, &n, err);
		options->retention.most = n;
		break;
	}
	return status;
}

struct fetching {
	const struct fetch_options *options;
	struct fetch_run task;
	struct told told;
	int64_t *feeds; /* that were named */
	size_t n;
};

static int find_feeds(struct fetching *f, char *const *names, size_t n, struct err *err)
{
	f->feeds = xcalloc(n + 1, sizeof *f->feeds);
	for (size_t i = 0; i < n; i++) {
		int status = library_find_feed(f->task.store, str_of(names[i]), &f->feeds[f->n], err);
		if (status != 0)
			return status;
		f->n++;
	}
	return 0;
}

static bool note_one(void *to, const struct feed_row *row)
{
	bool *any = to;
	(void)row;
	*any = true;
	return false;
}

static int check_any(struct fetching *f, struct err *err)
{
	bool any = false;
	int status = library_feeds(f->task.store, note_one, &any, err);
	if (status == 0 && !any)
		return err_set(err, ERR_NO_MATCH, "no feed is subscribed: 'jarida add URL' subscribes to one");
	return status;
}

static int retain(struct fetching *f, struct err *err)
{
	const struct retention *retention = &f->options->retention;
	int64_t removed;
	if ((retention->days == 0 && retention->most == 0) || atomic_load(f->task.stop))
		return 0;
	return library_retain(f->task.store, retention, &removed, err);
}

/* What is named is wanted now. */
static int fetch_once(struct fetching *f, struct err *err)
{
	int64_t before = f->told.sources;
	int status = fetch_feeds(&f->task, f->feeds, f->n, f->options->forced || f->n > 0, err);
	if (status == 0)
		status = retain(f, err);
	told_clear(&f->told);
	bool none = status == 0 && f->told.sources == before && !atomic_load(f->task.stop);
	if (none && f->options->every_min == 0 && !f->options->told.quiet && !f->options->told.json)
		report("no feed is due yet; --force fetches all the same");
	return status;
}

static int fetch_again_and_again(struct fetching *f, struct err *err)
{
	int64_t next_ms = clock_now_ms();
	int status;
	do {
		status = fetch_once(f, err);
		if (f->options->every_min == 0)
			break;
		if (status == ERR_BUSY) { /* another time, perhaps */
			report(err->message);
			status = 0;
		}
		next_ms += f->options->every_min * (int64_t)60000;
		if (status == 0)
			told_wait(next_ms);
	} while (status == 0 && !atomic_load(f->task.stop));
	return status;
}

/* Feeds that are named, changed or left; of each one line. */
static int change_feeds(struct fetching *f, struct err *err)
{
	struct feed_row row;
	int status = 0;
	for (size_t i = 0; i < f->n && status == 0; i++) {
		status = library_feed(f->task.store, f->feeds[i], &row, err);
		if (status != 0)
			break;
		char *name = xstrndup(row.title.n > 0 ? row.title.p : row.url.p, row.title.n > 0 ? row.title.n : row.url.n);
		if (f->options->unsubscribes)
			status = library_remove_feed(f->task.store, f->feeds[i], err);
		else
			status = feed_wish_apply(&f->options->change, f->task.store, f->feeds[i], err);
		if (status == 0)
			told_line(&f->told, name, f->options->unsubscribes ? "unsubscribed" : "changed");
		free(name);
	}
	return status;
}

/* What the configuration names. */
static int apply_wishes(struct fetching *f, struct err *err)
{
	size_t n_new;
	if (f->options->wishes == NULL)
		return 0;
	int status = feed_wishes_apply(f->options->wishes, f->task.store, NULL, 0, &n_new, err);
	f->told.subscribed += (int64_t)n_new;
	return status;
}

static int check_change(const struct fetch_options *options, size_t n, struct err *err)
{
	const char *name = options->unsubscribes ? "unsubscribe" : "set";
	if (options->unsubscribes && options->changes)
		return err_set(err, ERR_USAGE, "--set and --unsubscribe are two things to do");
	if ((options->unsubscribes || options->changes) && n == 0)
		return err_set(err, ERR_USAGE, "--%s wants the feeds by their address, or a part of address or title", name);
	return 0;
}

static int run(struct fetching *f, char *const *feeds, size_t n, struct err *err)
{
	bool changes = f->options->unsubscribes || f->options->changes;
	int status = changes ? 0 : apply_wishes(f, err);
	if (status == 0)
		status = n > 0 ? find_feeds(f, feeds, n, err) : check_any(f, err);
	if (status != 0)
		return status;
	return changes ? change_feeds(f, err) : fetch_again_and_again(f, err);
}

int fetch_command(const struct fetch_options *options, char *const *feeds, size_t n, struct err *err)
{
	struct fetching f = {.options = options, .task = {.event = told_event, .progress = told_progress}};
	bool names_feeds = options->wishes != NULL && options->wishes->n > 0;
	int status = check_change(options, n, err);
	if (status != 0)
		return status;
	status = told_open_library(&f.task.store, options->library, names_feeds ? LIBRARY_CREATE : LIBRARY_WRITE, err);
	if (status == ERR_NO_MATCH)
		status = ERR_INPUT; /* as everywhere: what was named cannot be read */
	if (status != 0)
		return status;
	told_init(&f.told, &options->told);
	fetch_limits_init(&f.task.limits);
	if (options->timeout_s > 0)
		f.task.limits.total_s = options->timeout_s;
	f.task.to = &f.told;
	f.task.interval_min = options->every_min > 0 ? options->every_min : options->interval_min;
	f.task.stop = told_catch_signals();
	status = run(&f, feeds, n, err);
	fetch_catch_up(&f.task);
	int written = told_done(&f.told, status == 0 ? err : NULL);
	library_close(f.task.store);
	free(f.feeds);
	told_heed_signal();
	return status != 0 ? status : written;
}
