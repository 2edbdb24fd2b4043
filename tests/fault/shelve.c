/*
 * A library for tests of the commands that print:
 *     shelve PLACE add FILE [FEED]     articles of a file of any format
 *     shelve PLACE feed URL TITLE FOLDER
 *     shelve PLACE failed FEED CAUSE   and when it was fetched
 *     shelve PLACE read|star ID        tag ID TAG
 * Says ids and nothing else.
 */
#include "config.h"

#include "base/file.h"
#include "base/mem.h"
#include "library/feeds.h"
#include "library/library.h"
#include "news/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct library *library;
static struct err err;

static void check(int status)
{
	if (status >= 0)
		return;
	fprintf(stderr, "shelve: %s\n", err.message);
	exit(3);
}

static bool take(void *to, struct story_list *list)
{
	const struct provenance *from = to;
	struct stored_story *stored = xcalloc(list->n, sizeof *stored);
	check(library_store(library, list, from, stored, &err));
	for (size_t i = 0; i < list->n; i++)
		printf("%lld\n", (long long)stored[i].id);
	free(stored);
	story_list_done(list);
	return true;
}

static void add(const char *name, int64_t of_feed)
{
	struct provenance from = {.file = str_of(of_feed == 0 ? name : ""), .feed = of_feed, .time = 1700000000};
	struct import_sink sink = {.to = &from, .stories = take};
	struct source source = {.name = name};
	int fd = file_open(name, &err);
	check(fd);
	check(library_begin(library, &err));
	check(import_fd(&source, fd, &sink, &err));
	check(library_commit(library, &err));
}

static void feed(char *const *words)
{
	int64_t id;
	bool is_new;
	struct feed_row row = {.url = str_of(words[0]), .title = str_of(words[1]), .folder = str_of(words[2])};
	check(library_add_feed(library, &row, &id, &is_new, &err));
	printf("%lld\n", (long long)id);
}

static void failed(int64_t id, const char *cause)
{
	struct feed_row row;
	check(library_feed(library, id, &row, &err));
	row.fetched = 1700000000;
	row.failures = 3;
	row.failure = str_of(cause);
	check(library_feed_fetched(library, &row, &err));
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	const char *what = argv[2];
	int64_t id = strtoll(argv[3], NULL, 10);
	check(library_open(&library, argv[1], LIBRARY_CREATE, &err));
	if (strcmp(what, "add") == 0)
		add(argv[3], argc == 5 ? strtoll(argv[4], NULL, 10) : 0);
	else if (strcmp(what, "feed") == 0 && argc == 6)
		feed(argv + 3);
	else if (strcmp(what, "failed") == 0 && argc == 5)
		failed(id, argv[4]);
	else if (strcmp(what, "read") == 0)
		check(library_mark(library, &id, 1, MARK_READ, true, &err));
	else if (strcmp(what, "star") == 0)
		check(library_mark(library, &id, 1, MARK_STARRED, true, &err));
	else if (strcmp(what, "tag") == 0 && argc == 5)
		check(library_tag(library, id, str_of(argv[4]), true, &err));
	library_close(library);
	return 0;
}
