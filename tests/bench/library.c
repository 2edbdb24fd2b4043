#include "config.h"

#include "base/file.h"
#include "base/mem.h"
#include "library/feeds.h"
#include "library/library.h"
#include "news/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

/*
 * library ingest PLACE FILE.jsonl: articles a second and bytes an article
 * library open PLACE: the time until there are rows and an article, memory
 * library calls PLACE: how long each call of a listing takes, median and worst
 */
enum { FEEDS = 200, BATCH = 500, ROWS = 50 };

static struct library *library;
static struct err err;

static void check(int status)
{
	if (status >= 0)
		return;
	fprintf(stderr, "library: %s\n", err.message);
	exit(3);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Time that the processor has spent: what counts on a machine with others on it. */
static double cpu_ms(void)
{
	struct rusage use;
	getrusage(RUSAGE_SELF, &use);
	return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e3 +
	       (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e3;
}

/* Memory of the process now, in KB. */
static long resident_kb(void)
{
	long pages = 0, resident = 0;
	FILE *f = fopen("/proc/self/statm", "r");
	if (f != NULL) {
		if (fscanf(f, "%ld %ld", &pages, &resident) != 2)
			resident = 0;
		fclose(f);
	}
	return resident * 4;
}

/* --- ingest --- */

struct ingest {
	int64_t feeds[FEEDS];
	long n, text_b;
	double worst_ms, last_ms, start_ms;
};

static bool take(void *to, struct story_list *list)
{
	struct ingest *ingest = to;
	struct stored_story stored[8];
	double start = now_ms();
	struct provenance from = {.feed = ingest->feeds[ingest->n % FEEDS], .time = 1700000000 + ingest->n};
	if (ingest->n % BATCH == 0) {
		if (ingest->n > 0)
			check(library_commit(library, &err));
		check(library_begin(library, &err));
	}
	if (list->n <= 8)
		check(library_store(library, list, &from, stored, &err));
	for (size_t i = 0; i < list->n; i++)
		ingest->text_b += (long)(article_size_b(list->stories[i]) + article_meta(list->stories[i])->title.n);
	story_list_done(list);
	double took = now_ms() - start;
	ingest->worst_ms = took > ingest->worst_ms ? took : ingest->worst_ms;
	if (++ingest->n % 100000 == 0) {
		printf("  %7ld: %6.0f articles/s\n", ingest->n, 100000 * 1e3 / (now_ms() - ingest->last_ms));
		fflush(stdout);
		ingest->last_ms = now_ms();
	}
	return true;
}

static double file_mb(const char *place, const char *end)
{
	char path[4096];
	struct stat st;
	snprintf(path, sizeof path, "%s%s", place, end);
	return stat(path, &st) == 0 ? (double)st.st_size / 1e6 : 0;
}

static void ingest(const char *place, const char *file)
{
	static struct ingest ingest;
	struct import_sink sink = {.to = &ingest, .stories = take};
	struct source source = {.name = file, .format = FORMAT_JSONL};
	check(library_open(&library, place, LIBRARY_CREATE, &err));
	for (int i = 0; i < FEEDS; i++) {
		char url[64];
		bool is_new;
		snprintf(url, sizeof url, "https://example.org/feed/%d", i);
		check(library_add_feed(library, &(struct feed_row){.url = str_of(url)}, &ingest.feeds[i], &is_new, &err));
	}
	ingest.start_ms = ingest.last_ms = now_ms();
	int fd = file_open(file, &err);
	check(fd);
	check(import_fd(&source, fd, &sink, &err));
	check(library_commit(library, &err));
	int64_t left;
	check(library_catch_up(library, 0, &left, &err));
	double took = now_ms() - ingest.start_ms, cpu = cpu_ms();
	library_close(library);
	double mb = file_mb(place, "");
	printf("%ld articles, %.0f a second, %.0f a second of the processor, the slowest %.0f ms, memory %ld KB\n", ingest.n,
	       (double)ingest.n * 1e3 / took, (double)ingest.n * 1e3 / cpu, ingest.worst_ms, resident_kb());
	printf("%.1f MB of text, %.1f MB of library: %.3f; %.0f bytes an article\n", (double)ingest.text_b / 1e6, mb,
	       mb * 1e6 / (double)ingest.text_b, mb * 1e6 / (double)ingest.n);
}

/* --- open --- */

static void open_and_look(const char *place)
{
	struct article_row rows[ROWS];
	struct article *article;
	long before = resident_kb();
	double start = now_ms();
	check(library_open(&library, place, LIBRARY_READ, &err));
	struct listing *listing = listing_new(library, &(struct selection){0});
	int n = listing_rows(listing, &(struct row_place){0}, false, rows, ROWS, &err);
	check(n);
	double rows_ms = now_ms() - start;
	check(library_article(library, rows[n / 2].id, &article, &err));
	printf("rows after %.2f ms, an article after %.2f ms, %ld KB more memory\n", rows_ms, now_ms() - start,
	       resident_kb() - before);
	article_free(article);
	listing_free(listing);
	library_close(library);
}

/* --- calls --- */

static double times[100000];
static int n_times;

static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void report(const char *what)
{
	qsort(times, (size_t)n_times, sizeof *times, by_time);
	printf("  %-44s %8.3f %8.3f ms\n", what, times[n_times / 2], times[n_times - 1]);
	n_times = 0;
}

static void timed(double start)
{
	times[n_times++] = now_ms() - start;
}

struct named {
	const char *name;
	struct selection selection;
};

/* Pages from here and there, one row on and back, the numbers of places. */
static void look(const struct named *named)
{
	struct article_row rows[ROWS], row;
	struct row_place place = {0};
	char what[128];
	double start = now_ms();
	struct listing *listing = listing_new(library, &named->selection);
	check(listing_rows(listing, &place, false, rows, ROWS, &err));
	timed(start);
	snprintf(what, sizeof what, "%s: first rows", named->name);
	report(what);
	start = now_ms();
	check(listing_rows(listing, &place, true, rows, ROWS, &err));
	timed(start);
	snprintf(what, sizeof what, "%s: last rows", named->name);
	report(what);
	start = now_ms();
	int64_t count = listing_count(listing);
	timed(start);
	snprintf(what, sizeof what, "%s: count %lld", named->name, (long long)count);
	report(what);
	if (count == 0) {
		listing_free(listing);
		return;
	}
	uint64_t dice = 88172645463325252U;
	double at[20], number[20];
	for (int i = 0; i < 20; i++) {
		dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
		start = now_ms();
		check(listing_at(listing, 1 + (int64_t)(dice % (uint64_t)count), &row, &err));
		at[i] = now_ms() - start;
		listing_place(listing, &row, &place);
		start = now_ms();
		listing_number(listing, &place);
		number[i] = now_ms() - start;
		for (int back = 0; back < 2; back++) {
			start = now_ms();
			int n = listing_rows(listing, &place, back, rows, ROWS, &err);
			check(n);
			timed(start);
			for (int k = 0; k < 20 && k < n; k++) {
				struct row_place here;
				listing_place(listing, &rows[k], &here);
				struct article_row one;
				start = now_ms();
				check(listing_rows(listing, &here, back, &one, 1, &err));
				timed(start);
			}
		}
	}
	snprintf(what, sizeof what, "%s: pages and rows", named->name);
	report(what);
	memcpy(times, at, sizeof at);
	n_times = 20;
	snprintf(what, sizeof what, "%s: the row of a number", named->name);
	report(what);
	memcpy(times, number, sizeof number);
	n_times = 20;
	snprintf(what, sizeof what, "%s: the number of a place", named->name);
	report(what);
	listing_free(listing);
}

static void mark_and_undo(void)
{
	struct buf what;
	int64_t changed, ids[1] = {1};
	buf_init(&what, BUF_NO_MAX);
	for (int i = 0; i < 50; i++) {
		double start = now_ms();
		ids[0] = 1 + i * 7;
		check(library_mark(library, ids, 1, MARK_READ, true, &err));
		timed(start);
	}
	report("one read");
	double start = now_ms();
	check(library_mark_all_read(library, &(struct selection){.feed = 3}, &changed, &err));
	timed(start);
	report("all of a feed read");
	start = now_ms();
	check(library_mark_all_read(library, &(struct selection){0}, &changed, &err));
	timed(start);
	report("all read");
	start = now_ms();
	check(library_undo(library, &what, &err));
	timed(start);
	report("and that undone");
	for (int i = 0; i < 51; i++)
		check(library_undo(library, &what, &err));
	buf_done(&what);
}

static void calls(const char *place)
{
	static const struct named all[] = {
		{"date", {0}}, {"stored", {.sort = SORT_STORED}}, {"title", {.sort = SORT_TITLE}},
		{"source", {.sort = SORT_SOURCE}}, {"size", {.sort = SORT_SIZE}},
		{"unread by date", {.unread = true}}, {"unread by title", {.unread = true, .sort = SORT_TITLE}},
		{"feed", {.feed = 3}}, {"feed by title", {.feed = 3, .sort = SORT_TITLE}},
		{"unread of a feed", {.feed = 3, .unread = true}},
		{"source 5 by date", {.source = STR("صحيفة 5")}},
		{"source 5 by size", {.source = STR("صحيفة 5"), .sort = SORT_SIZE}},
		{"ar by title", {.lang = STR("ar"), .sort = SORT_TITLE}}, {"a month", {.since = 1100000000, .before = 1102592000}},
		{"starred", {.starred = true}},
	};
	check(library_open(&library, place, LIBRARY_WRITE, &err));
	printf("  %-44s %8s %8s\n", "", "median", "worst");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		look(&all[i]);
	mark_and_undo();
	printf("memory %ld KB\n", resident_kb());
	library_close(library);
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "ingest") == 0)
		ingest(argv[2], argv[3]);
	else if (argc == 3 && strcmp(argv[1], "open") == 0)
		open_and_look(argv[2]);
	else if (argc == 3 && strcmp(argv[1], "calls") == 0)
		calls(argv[2]);
	else
		return 2;
	return 0;
}
