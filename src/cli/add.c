#include "config.h"

#include "cli/add.h"

#include "fetch/fetch.h"
#include "library/library.h"

enum { ADD_JSON = 1000, ADD_FEED, ADD_FULL_TEXT };

const struct arg_option add_rows[] = {
	{"feed", 0, NULL, "subscribe to the feed that a page names", ADD_FEED},
	{"full-text", 0, NULL, "for feeds, fetch the page behind each item", ADD_FULL_TEXT},
	{"json", 0, NULL, "print one JSON object per source", ADD_JSON},
};
const size_t n_add_rows = sizeof add_rows / sizeof *add_rows;

int add_set(struct add_options *options, int id, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	options->feed |= id == ADD_FEED;
	options->full_text |= id == ADD_FULL_TEXT;
	options->told.json |= id == ADD_JSON;
	return 0;
}

int add_run(const struct add_options *options, char *const *sources, size_t n, struct err *err)
{
	struct library *library;
	struct told told;
	struct fetch_run task = {.event = told_event, .progress = told_progress, .feeds = options->feed,
	                         .full_text = options->full_text};
	if (n == 0)
		return err_set(err, ERR_USAGE, "nothing to add; name files, folders, addresses or '-'");
	int status = told_open_library(&library, options->library, LIBRARY_CREATE, err);
	if (status != 0)
		return status;
	told_init(&told, &options->told);
	fetch_limits_init(&task.limits);
	task.store = library;
	task.to = &told;
	task.stop = told_catch_signals();
	status = fetch_add(&task, sources, n, err);
	fetch_catch_up(&task);
	int written = told_done(&told, status == 0 ? err : NULL);
	library_close(library);
	told_heed_signal();
	return status != 0 ? status : written;
}
