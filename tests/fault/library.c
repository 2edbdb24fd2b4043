#include "config.h"

#include "library/check.h"
#include "library/feeds.h"
#include "library/library.h"
#include "library/related.h"
#include "library/schema.h"
#include "news/pack.h"

#include "../unit/stories.h"
#include "../unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

/*
 * What becomes of a library whose writer is killed, whose disk is full, whose
 * folder may not be written, whose bytes are others. JARIDA_RUNS: how often
 * a writer is killed (20), and how often as many bytes are damaged.
 */
static struct err err;
static uint64_t dice = 1;

static uint32_t below(uint32_t n)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (uint32_t)(dice >> 20) % n;
}

static int runs(void)
{
	const char *text = getenv("JARIDA_RUNS");
	return text != NULL ? (int)strtol(text, NULL, 10) : 20;
}

static int set_up(void **state)
{
	(void)state;
	folder_make();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	folder_remove();
	return 0;
}

static void good(int status)
{
	if (status < 0)
		printf("# %s\n", err.message);
	assert_true(status >= 0);
}

/* Article number n; its body tells what it must be. Returns the status. */
static int store(struct library *library, int64_t n)
{
	struct story_list list = {0};
	struct stored_story stored;
	char title[64], url[64];
	struct buf body;
	buf_init(&body, BUF_NO_MAX);
	snprintf(title, sizeof title, "خبر %lld", (long long)n);
	snprintf(url, sizeof url, "https://example.org/%lld", (long long)n);
	for (int i = 0; i < 40; i++)
		buf_addf(&body, "فقرة %d من الخبر %lld وفيها كلام %lld\n", i, (long long)n, (long long)n * 7919 % 1000);
	struct article_meta meta = {.title = str_of(title), .url = str_of(url), .parent = -1};
	story_put(&list, &meta, buf_cstr(&body));
	int status = library_store(library, &list, &(struct provenance){.time = n}, &stored, &err);
	story_list_done(&list);
	buf_done(&body);
	return status;
}

static struct library *make(const char *place, int n)
{
	struct library *library;
	good(library_open(&library, place, LIBRARY_CREATE, &err));
	good(library_begin(library, &err));
	for (int i = 1; i <= n; i++)
		good(store(library, i));
	good(library_commit(library, &err));
	return library;
}

static int64_t count(const char *place)
{
	struct library *library;
	good(library_open(&library, place, LIBRARY_READ, &err));
	struct listing *listing = listing_new(library, &(struct selection){0});
	int64_t n = listing_count(listing);
	listing_free(listing);
	library_close(library);
	return n;
}

static void note(void *to, const char *line)
{
	(void)to;
	printf("# %s\n", line);
}

static void expect_whole(const char *place)
{
	struct check_report report;
	good(library_check(place, &(struct check_listener){.say = note}, &report, &err));
	assert_int_equal(report.problems, 0);
	assert_int_equal(report.bodies_lost, 0);
}

/* --- killed --- */

/* Store in batches and mark, and say of each batch when it is stored; never ends by itself. */
static void write_until_killed(const char *place, int64_t n, int out, long after_us)
{
	struct library *library;
	struct itimerval timer = {.it_value = {after_us / 1000000, after_us % 1000000}};
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &timer, NULL); /* nobody handles it: an end in the midst of anything */
	if (library_open(&library, place, LIBRARY_CREATE, &err) != 0)
		_exit(1);
	for (;;) {
		int64_t id = n + 1;
		if (library_begin(library, &err) != 0)
			_exit(2);
		for (int i = 0; i < 20; i++)
			if (store(library, ++n) != 0)
				_exit(3);
		if (library_commit(library, &err) != 0)
			_exit(4);
		if (write(out, &n, sizeof n) != sizeof n)
			_exit(5);
		if (library_mark(library, &id, 1, MARK_READ, true, &err) != 0)
			_exit(6);
	}
}

static void killed(void **state)
{
	(void)state;
	const char *place = folder_path("library.db");
	int64_t stored = 0;
	int rounds = runs();
	unsigned most_us = 40000;
	for (int i = 0; i < rounds || stored == 0; i++) {
		int pipes[2], status;
		int64_t n;
		long after_us = 1000 + (long)below(most_us);
		if (stored == 0)
			most_us += most_us / 2; /* where that is no time for a batch */
		assert_int_equal(pipe(pipes), 0);
		pid_t child = fork();
		if (child == 0) {
			close(pipes[0]);
			write_until_killed(place, stored, pipes[1], after_us);
		}
		close(pipes[1]);
		while (read(pipes[0], &n, sizeof n) == sizeof n)
			stored = n;
		close(pipes[0]);
		waitpid(child, &status, 0);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM);
		if (access(place, F_OK) != 0)
			continue; /* killed before there was any */
		struct library *library;
		good(library_open(&library, place, LIBRARY_CREATE, &err)); /* an empty one is finished */
		library_close(library);
		expect_whole(place);
		/* At most the batch that was not reported yet. */
		int64_t there = count(place);
		assert_true(there == stored || there == stored + 20);
		stored = there;
	}
}

/* --- no space --- */

static void full(void **state)
{
	(void)state;
	const char *place = folder_path("library.db");
	library_close(make(place, 100));
	int pipes[2], status;
	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	if (child == 0) {
		struct library *library;
		struct rlimit limit = {1 << 20, 1 << 20};
		struct sigaction action = {.sa_handler = SIG_IGN};
		sigaction(SIGXFSZ, &action, NULL);
		int64_t n = 100;
		if (library_open(&library, place, LIBRARY_WRITE, &err) != 0 || setrlimit(RLIMIT_FSIZE, &limit) != 0)
			_exit(1);
		while (store(library, n + 1) == 0)
			n++;
		printf("# %s\n", err.message);
		fflush(stdout);
		bool clear = strstr(err.message, "no space left") != NULL && strchr(err.message, '\n') == NULL;
		if (write(pipes[1], &n, sizeof n) != sizeof n || !clear)
			_exit(2);
		/* What is begun then is lost as a whole, and says so. */
		if (library_begin(library, &err) != 0)
			_exit(4);
		int more = 0;
		while (store(library, 1000 + more) == 0)
			more++;
		if (store(library, 9) != ERR_INPUT || library_commit(library, &err) != ERR_INPUT ||
		    strstr(err.message, "no space left") == NULL)
			_exit(5);
		/* Reading goes on. */
		struct listing *listing = listing_new(library, &(struct selection){0});
		if (listing_count(listing) != n)
			_exit(3);
		listing_free(listing);
		library_close(library);
		_exit(0);
	}
	close(pipes[1]);
	int64_t n = 0;
	assert_int_equal(read(pipes[0], &n, sizeof n), sizeof n);
	close(pipes[0]);
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_true(n > 100);
	expect_whole(place);
	assert_int_equal(count(place), n);
}

/* --- not ours to write --- */

/* Run as nobody, to whom folders of ours are closed; 0 or the number of what failed. */
static int as_nobody(int (*run)(const char *place), const char *place)
{
	int status;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(99);
		_exit(run(place));
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int read_only(const char *place)
{
	struct library *library;
	struct article *article;
	struct article_row row;
	if (library_open(&library, place, LIBRARY_WRITE, &err) != ERR_INPUT || strchr(err.message, '\n') != NULL)
		return 1;
	if (library_open(&library, place, LIBRARY_READ, &err) != 0) {
		printf("# %s\n", err.message);
		return 2;
	}
	struct listing *listing = listing_new(library, &(struct selection){0});
	if (listing_rows(listing, &(struct row_place){0}, false, &row, 1, &err) != 1)
		return 3;
	if (library_article(library, row.id, &article, &err) != 0)
		return 4;
	article_free(article);
	if (library_mark(library, &row.id, 1, MARK_READ, true, &err) != ERR_INPUT)
		return 5;
	listing_free(listing);
	library_close(library);
	return 0;
}

/* The name of the folder above. */
static void open_to_all(const char *place, mode_t folder)
{
	char above[512];
	snprintf(above, sizeof above, "%s", place);
	*strrchr(above, '/') = '\0';
	chmod(above, folder);
	chmod(place, 0444);
}

static void read_only_folder(void **state)
{
	(void)state;
	const char *place = folder_path("library.db");
	library_close(make(place, 3));
	open_to_all(place, 0555);
	assert_int_equal(as_nobody(read_only, place), 0);
}

static void read_only_beside_a_writer(void **state)
{
	(void)state;
	const char *place = folder_path("library.db");
	library_close(make(place, 3));
	chmod(place, 0644);
	struct library *library;
	good(library_open(&library, place, LIBRARY_WRITE, &err));
	good(store(library, 4));
	open_to_all(place, 0555);
	assert_int_equal(as_nobody(read_only, place), 0);
	library_close(library);
	/* What a reader needs has stayed. */
	assert_int_equal(access(folder_path("library.db-wal"), F_OK), 0);
	assert_int_equal(as_nobody(read_only, place), 0);
}

/* --- other files --- */

static void sql(const char *place, const char *text)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(place, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void expect_refused(const char *place, const char *word)
{
	struct library *library;
	for (int access = LIBRARY_READ; access <= LIBRARY_CREATE; access++) {
		assert_int_equal(library_open(&library, place, (enum library_access)access, &err), ERR_INPUT);
		assert_null(library);
		assert_non_null(strstr(err.message, word));
		assert_null(strchr(err.message, '\n'));
	}
}

static void other_files(void **state)
{
	(void)state;
	const char *place = folder_path("library.db");
	library_close(make(place, 1));
	sql(place, "PRAGMA user_version=99");
	expect_refused(place, "newer");
	struct check_report report;
	assert_int_equal(library_repair(place, NULL, &report, &err), ERR_INPUT);
	assert_non_null(strstr(err.message, "newer"));
	assert_int_not_equal(access(folder_path("library.db.damaged-1"), F_OK), 0);
	struct library *library;
	sql(place, "PRAGMA user_version=1");
	assert_int_equal(library_open(&library, place, LIBRARY_WRITE, &err), ERR_INPUT);
	assert_non_null(strstr(err.message, "damaged"));
	char now[64];
	snprintf(now, sizeof now, "PRAGMA user_version=%d", SCHEMA_VERSION);
	sql(place, now);
	sql(place, "CREATE TRIGGER x AFTER INSERT ON article BEGIN DELETE FROM article; END");
	expect_refused(place, "damaged");
	sql(place, "DROP TRIGGER x; CREATE VIEW v AS SELECT 1");
	expect_refused(place, "damaged");
	sql(place, "DROP VIEW v; DROP INDEX article_time");
	expect_refused(place, "damaged");
	const char *other = folder_path("other.db");
	sql(other, "CREATE TABLE t(x)");
	expect_refused(other, "no library");
	int fd = open(folder_path("text.db"), O_WRONLY | O_CREAT, 0600);
	assert_true(write(fd, "This is a text, and one of more than a hundred bytes, so that it is as long as a header of SQLite's "
	                  "would be, and is none.\n", 123) > 0);
	close(fd);
	expect_refused(folder_path("text.db"), "no library");
	mkdir(folder_path("dir.db"), 0700);
	expect_refused(folder_path("dir.db"), "no file");
	assert_int_equal(library_open(&library, folder_path("none.db"), LIBRARY_WRITE, &err), ERR_NO_MATCH);
	assert_int_equal(library_open(&library, folder_path("none.db"), LIBRARY_READ, &err), ERR_NO_MATCH);
	assert_int_equal(library_open(&library, "", LIBRARY_READ, &err), ERR_USAGE);
}

/* --- damage --- */

static void copy(const char *from, const char *to)
{
	static char bytes[1 << 20];
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(in >= 0 && out >= 0);
	for (ssize_t n; (n = read(in, bytes, sizeof bytes)) > 0;)
		assert_int_equal(write(out, bytes, (size_t)n), n);
	close(in);
	close(out);
}

/* Some bytes as others, a page of zeros, or an end cut off. */
static void damage(const char *place)
{
	struct stat st;
	static const char zeros[4096];
	assert_int_equal(stat(place, &st), 0);
	int fd = open(place, O_RDWR);
	switch (below(4)) {
	case 0:
		assert_int_equal(pwrite(fd, zeros, sizeof zeros, (off_t)below((uint32_t)(st.st_size / 4096)) * 4096), 4096);
		break;
	case 1:
		assert_int_equal(ftruncate(fd, (off_t)below((uint32_t)st.st_size)), 0);
		break;
	default:
		for (uint32_t n = 1 + below(30); n > 0; n--) {
			unsigned char byte = (unsigned char)below(256);
			assert_int_equal(pwrite(fd, &byte, 1, (off_t)below((uint32_t)st.st_size)), 1);
		}
		break;
	}
	close(fd);
}

/* Whatever they say: in time, in one line, without a crash. */
/* What fails says why. */
static int says(int status)
{
	assert_true(status >= 0 || (err.message[0] != '\0' && strchr(err.message, '\n') == NULL));
	err.message[0] = '\0';
	return status;
}

static void use(const char *place)
{
	struct library *library;
	struct article_row rows[16];
	err.message[0] = '\0';
	if (says(library_open(&library, place, LIBRARY_WRITE, &err)) != 0)
		return;
	for (int sort = 0; sort < SORT_COUNT; sort++) {
		struct selection selection = {.sort = (enum sort_key)sort, .unread = sort % 2};
		struct listing *listing = listing_new(library, &selection);
		struct row_place here = {0};
		int n, pages = 0;
		while ((n = says(listing_rows(listing, &here, false, rows, 16, &err))) > 0 && pages++ < 20)
			listing_place(listing, &rows[n - 1], &here);
		listing_count(listing);
		says(listing_at(listing, 7, &rows[0], &err));
		listing_free(listing);
	}
	for (int64_t id = 1; id <= 120; id++) {
		struct article *article;
		struct related related = {.n = 0};
		char name[24];
		int64_t found;
		snprintf(name, sizeof name, "%lld", (long long)id);
		says(library_find(library, name, &found, &err));
		says(library_related(library, id, RELATED_BY_STRENGTH, 5, &related, &err));
		related_done(&related);
		if (says(library_article(library, id, &article, &err)) == 0)
			article_free(article);
	}
	int64_t one = 5;
	struct buf what;
	buf_init(&what, BUF_NO_MAX);
	says(library_mark(library, &one, 1, MARK_STARRED, true, &err));
	says(library_undo(library, &what, &err));
	buf_done(&what);
	says(store(library, 5));
	says(store(library, 500));
	library_close(library);
}

static void damaged(void **state)
{
	(void)state;
	const char *whole = folder_path("whole.db");
	const char *place = folder_path("library.db");
	library_close(make(whole, 120));
	int rounds = runs(), repaired = 0;
	int64_t kept = 0;
	for (int i = 0; i < rounds; i++) {
		struct check_report report;
		unlink(folder_path("library.db-wal"));
		unlink(folder_path("library.db-shm"));
		copy(whole, place);
		damage(place);
		library_check(place, NULL, &report, &err);
		int status = library_repair(place, NULL, &report, &err);
		if (status == 0) {
			repaired++;
			kept += report.articles;
			expect_whole(place);
			assert_int_equal(unlink(folder_path("library.db.damaged-1")), 0);
		} else {
			printf("# %s\n", err.message);
			assert_int_equal(status, ERR_INPUT);
			assert_null(strchr(err.message, '\n'));
		}
		copy(whole, place);
		damage(place);
		use(place);
	}
	printf("# %d of %d repaired, %.1f of 120 articles kept\n", repaired, rounds,
	       repaired > 0 ? (double)kept / repaired : 0.0);
	assert_true(repaired * 10 >= rounds * 8);
}

/* One page of the texts, of the rows, or the first one: all the others are kept. */
static void repaired(void **state)
{
	(void)state;
	static const char zeros[4096];
	static const struct {
		const char *page;
		int64_t lost;
	} cases[] = {
		{"SELECT 1", 0},
		{"SELECT pageno FROM dbstat WHERE name='article' AND pagetype='leaf' ORDER BY pageno LIMIT 1", 0},
		{"SELECT pageno FROM dbstat WHERE name='article' AND pagetype='internal'", 0},
		{"SELECT pageno FROM dbstat WHERE name='body' AND pagetype='internal'", 0},
		{"SELECT pageno FROM dbstat WHERE name='body' AND pagetype='leaf' ORDER BY pageno LIMIT 1", 40},
		{"SELECT pageno FROM dbstat WHERE name='known' AND pagetype='leaf' ORDER BY pageno LIMIT 1", 0},
		{"SELECT pageno FROM dbstat WHERE name='title_order' AND pagetype='leaf' ORDER BY pageno LIMIT 1", 0},
		{"SELECT pageno FROM dbstat WHERE name='article_time'", 0},
		{"SELECT pageno FROM dbstat WHERE name='mark'", 0},
		{"SELECT pageno FROM dbstat WHERE name='internal'", 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *place = folder_path("library.db");
		struct library *library = make(place, 300);
		int64_t read = 7;
		good(library_mark(library, &read, 1, MARK_READ, true, &err));
		good(library_set_value(library, "name", STR("value"), &err));
		library_close(library);
		sqlite3 *db;
		sqlite3_stmt *statement;
		assert_int_equal(sqlite3_open(place, &db), SQLITE_OK);
		if (sqlite3_prepare_v2(db, cases[i].page, -1, &statement, NULL) != SQLITE_OK) {
			sqlite3_close(db);
			print_message("# without dbstat: skipped\n");
			return;
		}
		assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
		off_t page = sqlite3_column_int64(statement, 0);
		sqlite3_finalize(statement);
		sqlite3_close(db);
		int fd = open(place, O_WRONLY);
		assert_int_equal(pwrite(fd, zeros, sizeof zeros, (page - 1) * 4096), sizeof zeros);
		close(fd);
		struct check_report report;
		int status = library_check(place, NULL, &report, &err);
		assert_true(status != 0 || report.problems > 0);
		good(library_repair(place, &(struct check_listener){.say = note}, &report, &err));
		printf("# %s: %lld kept, %lld lost\n", cases[i].page, (long long)report.articles, (long long)report.bodies_lost);
		assert_true(report.articles + report.bodies_lost == 300 && report.bodies_lost <= cases[i].lost);
		expect_whole(place);
		assert_int_equal(access(folder_path("library.db.damaged-1"), F_OK), 0);
		/* It is a library as any other. */
		good(library_open(&library, place, LIBRARY_WRITE, &err));
		good(store(library, 1));
		good(store(library, 1000));
		library_close(library);
		expect_whole(place);
		unlink(folder_path("library.db.damaged-1"));
		unlink(place);
	}
}

static void edit(const char *place, const char *sql)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(place, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/*
 * A page of the texts stands once more in the place of another one, and some cannot be read: who reads on
 * behind the last row comes back to the first ones, again and again.
 */
static void pages_in_disorder(void **state)
{
	(void)state;
	static const char zeros[4096];
	enum { LEAVES = 6 };
	const char *place = folder_path("library.db");
	char page[4096];
	off_t at[LEAVES];
	sqlite3 *db;
	sqlite3_stmt *statement;
	library_close(make(place, 300));
	assert_int_equal(sqlite3_open(place, &db), SQLITE_OK);
	if (sqlite3_prepare_v2(db, "SELECT pageno FROM dbstat WHERE name='body' AND pagetype='leaf' ORDER BY path", -1,
	                       &statement, NULL) != SQLITE_OK) {
		sqlite3_close(db);
		print_message("# without dbstat: skipped\n");
		return;
	}
	for (int i = 0; i < LEAVES; i++) {
		assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
		at[i] = (off_t)(sqlite3_column_int64(statement, 0) - 1) * (off_t)sizeof page;
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
	int fd = open(place, O_RDWR);
	assert_int_equal(pread(fd, page, sizeof page, at[0]), sizeof page);
	assert_int_equal(pwrite(fd, zeros, sizeof zeros, at[2]), sizeof zeros);
	assert_int_equal(pwrite(fd, page, sizeof page, at[4]), sizeof page);
	assert_int_equal(pwrite(fd, zeros, sizeof zeros, at[5]), sizeof zeros);
	close(fd);
	struct check_report report;
	alarm(100);
	good(library_repair(place, NULL, &report, &err));
	alarm(0);
	printf("# %lld kept, %lld lost\n", (long long)report.articles, (long long)report.bodies_lost);
	assert_true(report.articles + report.bodies_lost == 300 && report.bodies_lost <= 80);
	expect_whole(place);
}

/* Numbers that nobody has given: one that can have marks stays, at once; one beyond becomes another. */
static void far_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *sql;
		int64_t last;
	} cases[] = {
		{"UPDATE article SET id=300000000 WHERE id=7; UPDATE body SET article=300000000 WHERE article=7", 300000000},
		{"UPDATE article SET id=9223372036854775807 WHERE id=7;"
		 "UPDATE body SET article=9223372036854775807 WHERE article=7;"
		 "UPDATE article SET id=4000000000 WHERE id=8; UPDATE body SET article=4000000000 WHERE article=8",
		 12},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *place = folder_path("library.db");
		struct check_report report;
		struct library *library = make(place, 10);
		library_close(library);
		edit(place, cases[i].sql);
		good(library_check(place, NULL, &report, &err));
		assert_true(report.problems > 0);
		good(library_repair(place, NULL, &report, &err));
		expect_whole(place);
		good(library_open(&library, place, LIBRARY_WRITE, &err));
		struct listing *listing = listing_new(library, &(struct selection){.sort = SORT_STORED});
		struct article_row row;
		int64_t least = INT64_MAX, most = 0;
		for (int64_t n = 1; n <= 10; n++) {
			assert_int_equal(listing_at(listing, n, &row, &err), 0);
			least = row.id < least ? row.id : least;
			most = row.id > most ? row.id : most;
		}
		assert_true(least == 1 && most == cases[i].last);
		listing_free(listing);
		good(store(library, 1000));
		library_close(library);
		expect_whole(place);
		unlink(folder_path("library.db.damaged-1"));
		unlink(place);
	}
}

static bool is_harmless(void *to, struct str name, struct str query)
{
	++*(int *)to;
	assert_true(text_is_clean(name, false) && text_is_clean(query, false));
	return true;
}

/* What the reader wrote, in the words of somebody else. */
static void foreign_texts(void **state)
{
	(void)state;
	const char *place = folder_path("library.db");
	struct library *library = make(place, 3);
	struct buf out;
	int n = 0;
	good(library_tag(library, 1, STR("x"), true, &err));
	good(library_save_filter(library, STR("x"), STR("is:unread"), &err));
	library_close(library);
	edit(place, "UPDATE tag SET name='a' || char(27) || ']0;b' || char(10, 7) || char(155) || x'ff';"
	            "UPDATE filter SET name='a' || char(27), query='x' || char(8238, 10);"
	            "UPDATE step SET what='a' || char(27, 10) || 'b'");
	good(library_open(&library, place, LIBRARY_WRITE, &err));
	buf_init(&out, BUF_NO_MAX);
	good(library_tags(library, 1, &out, &err));
	assert_true(out.n > 0 && text_is_clean(buf_str(&out), false));
	buf_clear(&out);
	good(library_all_tags(library, &out, &err));
	assert_true(out.n > 0 && text_is_clean(buf_str(&out), false));
	good(library_filters(library, is_harmless, &n, &err));
	assert_int_equal(n, 1);
	buf_clear(&out);
	good(library_undo(library, &out, &err));
	assert_true(out.n > 0 && text_is_clean(buf_str(&out), false));
	buf_done(&out);
	library_close(library);
}

/* --- many at once --- */

static int read_while_written(const char *place)
{
	struct library *library;
	struct article_row rows[20];
	if (library_open(&library, place, LIBRARY_WRITE, &err) != 0)
		return 1;
	struct listing *listing = listing_new(library, &(struct selection){.unread = true});
	int64_t last = 0;
	while (last < 400) {
		int n = listing_rows(listing, &(struct row_place){0}, false, rows, 20, &err);
		if (n < 0)
			return 2;
		struct article *article;
		if (n > 0 && library_article(library, rows[0].id, &article, &err) == 0)
			article_free(article);
		else if (n > 0)
			return 3;
		int64_t id = n > 0 ? rows[n - 1].id : 0;
		if (n > 0 && library_mark(library, &id, 1, MARK_READ, true, &err) != 0)
			return 4;
		struct listing *all = listing_new(library, &(struct selection){0});
		int64_t there = listing_count(all);
		listing_free(all);
		if (there < last)
			return 5;
		last = there;
	}
	listing_free(listing);
	library_close(library);
	return 0;
}

static void many(void **state)
{
	(void)state;
	enum { READERS = 10, N = 400 };
	const char *place = folder_path("library.db");
	pid_t readers[READERS];
	struct library *library = make(place, 1);
	library_close(library);
	fflush(stdout);
	for (int i = 0; i < READERS; i++) {
		readers[i] = fork();
		if (readers[i] == 0) {
			int status = read_while_written(place);
			if (status != 0)
				printf("# reader: %d: %s\n", status, err.message);
			fflush(stdout);
			_exit(status);
		}
	}
	good(library_open(&library, place, LIBRARY_WRITE, &err));
	for (int n = 2; n <= N; n += 3) {
		good(library_begin(library, &err));
		for (int i = n; i < n + 3; i++)
			good(store(library, i));
		good(library_commit(library, &err));
	}
	for (int i = 0; i < READERS; i++) {
		int status;
		waitpid(readers[i], &status, 0);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	library_close(library);
	expect_whole(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(killed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(full, set_up, tear_down),
		cmocka_unit_test_setup_teardown(read_only_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(read_only_beside_a_writer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(damaged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(repaired, set_up, tear_down),
		cmocka_unit_test_setup_teardown(pages_in_disorder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(far_numbers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(foreign_texts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(many, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
