#include "config.h"

#include "base/arena.h"
#include "library/library.h"
#include "library/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>

/*
 * search PLACE: how long a page of 20 answers takes, median, 99th of a hundred, worst.
 * search PLACE queries: the queries themselves, one a line, for others to be asked.
 *
 * Words are those of titles from all over the library, and of the vocabulary
 * by how many articles have them. What is typed is the first three words
 * of a title, a letter at a time.
 */
enum { TITLES = 150, WORDS = 4, PAGE = 20, MAX_TIMES = 20000 };

static struct library *library;
static struct err err;
static double times[MAX_TIMES];
static int n_times;
static bool only_print, typing;
static char titles[TITLES][WORDS][64];
static int n_titles;

static void check(int status)
{
	if (status >= 0)
		return;
	fprintf(stderr, "search: %s\n", err.message);
	exit(3);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void report(const char *what)
{
	if (n_times == 0)
		return;
	qsort(times, (size_t)n_times, sizeof *times, by_time);
	printf("  %-40s %8.3f %8.3f %8.3f ms of %d\n", what, times[n_times / 2], times[n_times * 99 / 100],
	       times[n_times - 1], n_times);
	n_times = 0;
}

static void ask(const char *text)
{
	struct article_row rows[PAGE];
	struct selection selection;
	if (only_print) {
		puts(text);
		return;
	}
	double start = now_ms();
	struct arena *arena = arena_new();
	query_parse(str_of(text), library, arena, &selection, &err);
	selection.typing = typing;
	struct listing *listing = listing_new(library, &selection);
	check(listing_rows(listing, &(struct row_place){0}, false, rows, PAGE, &err));
	listing_free(listing);
	arena_free(arena);
	if (n_times < MAX_TIMES)
		times[n_times++] = now_ms() - start;
}

/* Words of three letters and more of a title, one behind the other. */
static bool take_title(char words[WORDS][64], const char *title)
{
	int n = 0;
	while (n < WORDS && *title != '\0') {
		size_t length = strcspn(title, " ");
		if (length >= 6 && length < 60 && strcspn(title, "\"():-*") >= length) {
			memcpy(words[n], title, length);
			words[n++][length] = '\0';
		} else if (n > 0) {
			n = 0; /* not side by side */
		}
		title += length + (title[length] == ' ');
	}
	return n == WORDS;
}

static void take_titles(sqlite3 *db)
{
	sqlite3_stmt *statement;
	sqlite3_prepare_v2(db, "SELECT title FROM article WHERE id%((SELECT max(id) FROM article)/800)=7", -1,
	                   &statement, NULL);
	while (n_titles < TITLES && sqlite3_step(statement) == SQLITE_ROW)
		n_titles += take_title(titles[n_titles], (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
}

/* Words that are in so many of a thousand articles. */
static void by_frequency(sqlite3 *db, const char *what, double from, double to, const char *more)
{
	sqlite3_stmt *statement;
	char query[256];
	sqlite3_prepare_v2(db, "SELECT word FROM (SELECT word, row_number() OVER (ORDER BY word) AS i, "
	                       "count(*) OVER () AS all_of FROM word, (SELECT value AS n FROM internal WHERE name='documents') "
	                       "WHERE df*1000.0/n BETWEEN ? AND ? AND length(word)>2) WHERE i%(1+all_of/100)=0",
	                   -1, &statement, NULL);
	sqlite3_bind_double(statement, 1, from);
	sqlite3_bind_double(statement, 2, to);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		snprintf(query, sizeof query, "\"%s\"%s", (const char *)sqlite3_column_text(statement, 0), more);
		ask(query);
	}
	sqlite3_finalize(statement);
	report(what);
}

static void of_titles(const char *what, const char *format)
{
	char query[512];
	for (int i = 0; i < n_titles; i++) {
		snprintf(query, sizeof query, format, titles[i][0], titles[i][1], titles[i][2]);
		ask(query);
	}
	report(what);
}

/* The beginning of a word that is finished: all words that begin so, not those of which most is expected. */
static void begun(const char *what, int letters_b, const char *format)
{
	char query[256], word[64];
	for (int i = 0; i < n_titles; i++) {
		snprintf(word, sizeof word, "%.*s", letters_b, titles[i][0]);
		snprintf(query, sizeof query, format, word);
		ask(query);
	}
	report(what);
}

/* Each key of three words; those of the first three letters by themselves. */
static void typed(const char *what, size_t from_cp, size_t to_cp, const char *more)
{
	char text[WORDS * 64], query[WORDS * 64 + 32];
	for (int i = 0; i < n_titles; i++) {
		size_t n_cp = 0;
		snprintf(text, sizeof text, "%.60s %.60s %.60s", titles[i][0], titles[i][1], titles[i][2]);
		for (size_t n = 1; n <= strlen(text); n++) {
			if (((unsigned char)text[n] & 0xC0) == 0x80)
				continue;
			n_cp++;
			if (n_cp < from_cp || n_cp > to_cp || text[n - 1] == ' ')
				continue;
			snprintf(query, sizeof query, "%.*s*%s", (int)n, text, more);
			ask(query);
		}
	}
	report(what);
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	if (argc < 2)
		return 2;
	only_print = argc > 2;
	check(library_open(&library, argv[1], LIBRARY_READ, &err));
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		return 3;
	take_titles(db);
	of_titles("(the first ones: pages are read)", "%s %s");
	by_frequency(db, "a word of every 3rd to 50th article", 20, 400, "");
	by_frequency(db, "a word of every 50th to 1000th", 1, 20, "");
	by_frequency(db, "a rare word", 0, 0.05, "");
	by_frequency(db, "a frequent word, by rank", 20, 400, " sort:rank");
	by_frequency(db, "a word of every 50th to 1000th, by rank", 1, 20, " sort:rank");
	of_titles("two words", "%s %s");
	of_titles("two words, by rank", "%s %s sort:rank");
	of_titles("two words as they stand, by rank", "%s %s sort:rank level:fold");
	of_titles("three words", "%s %s %s");
	of_titles("one OR another, by rank", "%s OR %s sort:rank");
	of_titles("a phrase", "\"%s %s\"");
	of_titles("a phrase, by rank", "\"%s %s\" sort:rank");
	of_titles("one word and not another", "%s -%s");
	begun("three letters that words of titles begin with", 6, "title:%s*");
	begun("three letters, finished", 6, "%s*");
	begun("five letters, finished", 10, "%s*");
	typing = true;
	typed("typed, the first letter", 1, 1, "");
	typed("typed, the second and third", 2, 3, "");
	typed("typed, every key", 1, 60, "");
	sqlite3_close(db);
	library_close(library);
	return 0;
}
