#include "config.h"

#include "library-case.h"
#include "library/feeds.h"
#include "news/pack.h"
#include "stories.h"

#include "unit.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

/* --- undo, deletion --- */

static void steps(void **state)
{
	(void)state;
	fill(3);
	int64_t ids[] = {1, 2}, changed;
	struct buf said;
	buf_init(&said, BUF_NO_MAX);
	assert_int_equal(library_undo(library, &said, &err), ERR_NO_MATCH);
	buf_done(&said);
	good(library_mark(library, ids, 2, MARK_READ, true, &err));
	good(library_mark(library, ids, 2, MARK_READ, true, &err)); /* nothing: no step */
	good(library_mark(library, ids, 1, MARK_STARRED, true, &err));
	good(library_tag(library, 3, STR("وسم"), true, &err));
	good(library_mark_all_read(library, &(struct selection){0}, &changed, &err));
	assert_int_equal(changed, 1);
	good(library_delete(library, ids, 2, &err));
	assert_string_equal(titles(&(struct selection){0}, 4, false), "خبر 3");
	undo("2 articles deleted");
	assert_string_equal(titles(&(struct selection){.starred = true}, 4, false), "خبر 1");
	undo("1 article marked as read");
	undo("tag set: وسم");
	assert_string_equal(titles(&(struct selection){.tag = STR("وسم")}, 4, false), "");
	undo("1 article starred");
	undo("2 articles marked as read");
	assert_string_equal(titles(&(struct selection){.unread = true}, 4, false), "خبر 3|خبر 2|خبر 1");
}

/* What was deleted a hundred steps ago is gone for good; to feeds it stays known, by hand it comes back. */
static void deleted_for_good(void **state)
{
	(void)state;
	fill(2);
	int64_t one = 1, two = 2, found;
	good(library_delete(library, &one, 1, &err));
	for (int i = 0; i < 101; i++)
		good(library_mark(library, &two, 1, MARK_STARRED, i % 2 == 0, &err));
	struct buf said;
	buf_init(&said, BUF_NO_MAX);
	int undone = 0;
	while (library_undo(library, &said, &err) == 0)
		undone++;
	buf_done(&said);
	assert_int_equal(undone, 100);
	assert_int_equal(library_find(library, "1", &found, &err), ERR_NO_MATCH);
	struct provenance feed = {.feed = add_feed("https://example.org/feed")};
	struct article_meta meta = meta_of("خبر 1", "https://example.org/1");
	struct stored_story stored = store_at(&meta, "نص\n", &feed);
	assert_int_equal(stored.what, STORED_KNOWN);
	assert_string_equal(titles(&(struct selection){0}, 4, false), "خبر 2");
	stored = store(&meta, "نص\n");
	assert_int_equal(stored.what, STORED_NEW);
	assert_int_equal(stored.id, 1);
	assert_string_equal(titles(&(struct selection){0}, 4, false), "خبر 2|خبر 1");
	struct listing *listing = listing_new(library, &(struct selection){0});
	assert_int_equal(listing_count(listing), 2);
	listing_free(listing);
	/* A number is never given twice. */
	good(library_delete(library, &two, 1, &err));
	meta = meta_of("خبر 3", "https://example.org/3");
	assert_int_equal(store(&meta, "نص\n").id, 3);
}

/* What feeds have unread is counted in three ways, by how many were marked and how many are left. */
static void unread_of_feeds(void **state)
{
	(void)state;
	enum { N = 450 };
	struct provenance feeds[2] = {{.feed = add_feed("https://example.org/a")}, {.feed = add_feed("https://example.org/b")}};
	int64_t first[] = {1, 2}, changed;
	for (int i = 1; i <= N; i++) {
		char title[32], url[64];
		snprintf(title, sizeof title, "%d", i);
		snprintf(url, sizeof url, "https://example.org/%d", i);
		struct article_meta meta = meta_of(title, url);
		store_at(&meta, "نص\n", i == N ? &(struct provenance){.time = 1000} : &feeds[i % 2]);
	}
	struct feed_row row;
	good(library_delete(library, first, 1, &err));
	good(library_mark(library, first + 1, 1, MARK_READ, true, &err));
	for (int turn = 0; turn < 3; turn++) {
		const struct selection selection = {.feed = turn == 1 ? feeds[0].feed : 0};
		good(library_mark_all_read(library, &selection, &changed, &err));
		assert_int_equal(changed, turn == 1 ? 223 : N - 2);
		for (int k = 0; k < 2; k++) {
			good(library_feed(library, feeds[k].feed, &row, &err));
			assert_int_equal(row.unread, turn == 1 && k == 1 ? 224 : 0);
		}
		undo(turn == 1 ? "223 articles marked as read" : "448 articles marked as read");
		for (int k = 0; k < 2; k++) {
			good(library_feed(library, feeds[k].feed, &row, &err));
			assert_true(row.unread == 223 + k && row.articles == 224);
		}
	}
}

static void retention(void **state)
{
	(void)state;
	struct provenance feed = {.feed = add_feed("https://example.org/feed"), .time = 1000};
	for (int i = 1; i <= 9; i++) {
		char title[32], url[64];
		snprintf(title, sizeof title, "%d", i);
		snprintf(url, sizeof url, "https://example.org/%d", i);
		struct article_meta meta = meta_of(title, url);
		meta.date = (struct date){.year = 2001, .month = 1, .day = i};
		store_at(&meta, "نص\n", i == 1 ? &(struct provenance){.time = 1000} : &feed);
	}
	int64_t read[] = {1, 2, 3, 4, 5, 6}, starred = 2, removed;
	good(library_mark(library, read, 6, MARK_READ, true, &err));
	good(library_mark(library, &starred, 1, MARK_STARRED, true, &err));
	good(library_tag(library, 3, STR("وسم"), true, &err));
	good(library_retain(library, &(struct retention){.days = 0, .most = 2}, &removed, &err));
	assert_int_equal(removed, 1); /* of 4, 5 and 6 the oldest */
	assert_string_equal(titles(&(struct selection){0}, 4, false), "9|8|7|6|5|3|2|1");
	good(library_retain(library, &(struct retention){.days = 30}, &removed, &err));
	assert_int_equal(removed, 2);
	assert_string_equal(titles(&(struct selection){0}, 4, false), "9|8|7|3|2|1");
	struct feed_row row;
	good(library_feed(library, feed.feed, &row, &err));
	assert_true(row.articles == 5 && row.unread == 3);
	struct article_meta meta = meta_of("4", "https://example.org/4");
	assert_int_equal(store_at(&meta, "نص\n", &feed).what, STORED_KNOWN);
	/* What is undone afterwards marks nothing that is gone. */
	undo("tag set: وسم");
	undo("1 article starred");
	undo("6 articles marked as read");
	assert_string_equal(titles(&(struct selection){.unread = true}, 4, false), "9|8|7|3|2|1");
}

/* --- feeds, filters, values --- */

static bool add_name(void *to, const struct feed_row *row)
{
	buf_addf(to, "%.*s|", (int)row->title.n, row->title.p);
	return true;
}

static void feeds(void **state)
{
	(void)state;
	struct feed_row row = {.url = STR("https://a.example/feed"), .title = STR("الصباح"), .folder = STR("صحف")};
	int64_t id, other, found;
	bool is_new;
	good(library_add_feed(library, &row, &id, &is_new, &err));
	assert_true(is_new);
	row = (struct feed_row){.url = STR("https://a.example/feed"), .title = STR("غيره"), .lang = STR("ar")};
	good(library_add_feed(library, &row, &found, &is_new, &err));
	assert_true(!is_new && found == id);
	good(library_feed(library, id, &row, &err));
	assert_true(str_eq(row.title, STR("الصباح")) && str_eq(row.lang, STR("ar")) && str_eq(row.folder, STR("صحف")));
	assert_true(row.fetched == 0 && row.failures == 0 && !row.gone && row.failure.n == 0);
	struct feed_row second = {
		.url = STR("https://b.example/feed"), .title = STR("المساء"), .full_text = true, .interval_min = 30,
	};
	good(library_add_feed(library, &second, &other, &is_new, &err));
	good(library_find_feed(library, STR("صباح"), &found, &err));
	assert_int_equal(found, id);
	good(library_find_feed(library, STR("https://b.example/feed"), &found, &err));
	assert_int_equal(found, other);
	char number[24];
	snprintf(number, sizeof number, "%lld", (long long)other);
	good(library_find_feed(library, str_of(number), &found, &err));
	assert_int_equal(found, other);
	assert_int_equal(library_find_feed(library, STR("77"), &found, &err), ERR_NO_MATCH);
	assert_int_equal(library_find_feed(library, STR("99999999999999999999"), &found, &err), ERR_NO_MATCH);
	struct feed_row third = {.url = STR("https://c.example/feed"), .title = STR("المساء الرياضي")};
	int64_t longer;
	good(library_add_feed(library, &third, &longer, &is_new, &err));
	good(library_find_feed(library, STR("المساء"), &found, &err));
	assert_int_equal(found, other);
	assert_int_equal(library_find_feed(library, STR("المسا"), &found, &err), ERR_USAGE);
	good(library_remove_feed(library, longer, &err));
	assert_int_equal(library_find_feed(library, STR("example"), &found, &err), ERR_USAGE);
	assert_int_equal(library_find_feed(library, STR("none"), &found, &err), ERR_NO_MATCH);
	assert_int_equal(library_find_feed(library, STR(""), &found, &err), ERR_NO_MATCH);
	good(library_feed(library, other, &row, &err));
	assert_true(row.full_text && row.interval_min == 30);
	row.fetched = 100;
	row.next = 200;
	row.etag = STR("\"x\"");
	row.failures = 2;
	row.failure = STR("no answer");
	row.gone = true;
	good(library_feed_fetched(library, &row, &err));
	struct feed_row now;
	good(library_feed(library, other, &now, &err));
	assert_true(now.fetched == 100 && now.next == 200 && str_eq(now.etag, STR("\"x\"")) && now.failures == 2 &&
	            str_eq(now.failure, STR("no answer")) && now.gone);
	now.title = STR("آخر");
	now.url = STR("https://a.example/feed");
	assert_int_equal(library_change_feed(library, &now, &err), ERR_USAGE);
	now.url = STR("https://c.example/feed");
	good(library_change_feed(library, &now, &err));
	struct buf list;
	buf_init(&list, BUF_NO_MAX);
	good(library_feeds(library, add_name, &list, &err));
	assert_string_equal(buf_cstr(&list), "آخر|الصباح|");
	buf_done(&list);
	struct article_meta meta = meta_of("عنوان", "https://a.example/1");
	store_at(&meta, "نص\n", &(struct provenance){.feed = id});
	good(library_remove_feed(library, id, &err));
	assert_int_equal(library_feed(library, id, &row, &err), ERR_NO_MATCH);
	assert_int_equal(library_remove_feed(library, id, &err), ERR_NO_MATCH);
	assert_int_equal(library_feed_fetched(library, &(struct feed_row){.id = id}, &err), ERR_NO_MATCH);
	assert_string_equal(titles(&(struct selection){0}, 4, false), "عنوان");
	assert_int_equal(library_add_feed(library, &(struct feed_row){0}, &id, &is_new, &err), ERR_USAGE);
}

static bool add_filter(void *to, struct str name, struct str query)
{
	buf_addf(to, "%.*s=%.*s|", (int)name.n, name.p, (int)query.n, query.p);
	return true;
}

static void filters_and_values(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	good(library_save_filter(library, STR("ب"), STR("is:unread"), &err));
	good(library_save_filter(library, STR("أ"), STR("tag:x"), &err));
	good(library_save_filter(library, STR("ب"), STR("is:starred"), &err));
	good(library_filters(library, add_filter, &out, &err));
	assert_string_equal(buf_cstr(&out), "أ=tag:x|ب=is:starred|");
	good(library_save_filter(library, STR("أ"), STR(""), &err));
	buf_clear(&out);
	good(library_filters(library, add_filter, &out, &err));
	assert_string_equal(buf_cstr(&out), "ب=is:starred|");
	assert_int_equal(library_save_filter(library, STR(" "), STR("x"), &err), ERR_USAGE);
	buf_clear(&out);
	assert_int_equal(library_value(library, "a", &out, &err), ERR_NO_MATCH);
	good(library_set_value(library, "a", (struct str){"\0\1", 2}, &err));
	good(library_value(library, "a", &out, &err));
	assert_int_equal(out.n, 2);
	good(library_set_value(library, "a", STR(""), &err));
	buf_clear(&out);
	good(library_value(library, "a", &out, &err));
	assert_int_equal(out.n, 0);
	buf_done(&out);
}

/* --- changes, other connections --- */

static void begin_and_commit(void **state)
{
	(void)state;
	struct library *other;
	good(library_open(&other, folder_path(LIBRARY_PLACE), LIBRARY_WRITE, &err));
	library_set_patience(other, 0);
	uint64_t before = library_generation(other), mine = library_generation(library);
	assert_int_equal(library_generation(other), before);
	good(library_begin(library, &err));
	struct article_meta meta = meta_of("عنوان", "https://example.org/a");
	int64_t id = store(&meta, "نص\n").id;
	assert_int_not_equal(library_generation(library), mine);
	/* Not there for others, who wait for no longer than they want. */
	struct listing *listing = listing_new(other, &(struct selection){.unread = true});
	assert_int_equal(listing_count(listing), 0);
	assert_int_equal(library_generation(other), before);
	assert_int_equal(library_mark(other, &id, 1, MARK_READ, true, &err), ERR_BUSY);
	assert_int_equal(library_begin(other, &err), ERR_BUSY);
	assert_non_null(strstr(err.message, "busy"));
	good(library_commit(library, &err));
	assert_int_not_equal(library_generation(other), before);
	assert_int_equal(listing_count(listing), 1);
	good(library_mark(other, &id, 1, MARK_READ, true, &err));
	assert_int_equal(listing_count(listing), 0);
	struct listing *own = listing_new(library, &(struct selection){.unread = true});
	assert_int_equal(listing_count(own), 0);
	listing_free(own);
	listing_free(listing);
	library_close(other);
	good(library_begin(library, &err));
	meta = meta_of("ثان", "https://example.org/b");
	store(&meta, "نص\n");
	library_rollback(library);
	library_rollback(library);
	assert_string_equal(titles(&(struct selection){0}, 4, false), "عنوان");
	assert_string_equal(titles(&(struct selection){.unread = true}, 4, false), "");
	good(library_begin(library, &err));
	store(&meta, "نص\n");
	library_close(library);
	good(library_open(&library, folder_path(LIBRARY_PLACE), LIBRARY_READ, &err));
	assert_string_equal(titles(&(struct selection){0}, 4, false), "عنوان");
	assert_int_equal(library_mark(library, &id, 1, MARK_READ, false, &err), ERR_INPUT);
}

/* A clock that goes back changes nothing: articles come in the order in which they came. */
static void clock_backwards(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		char title[16], url[64];
		snprintf(title, sizeof title, "%d", i);
		snprintf(url, sizeof url, "https://example.org/%d", i);
		struct article_meta meta = meta_of(title, url);
		store_at(&meta, "نص\n", &(struct provenance){.time = 1000 - i * 100});
	}
	assert_string_equal(titles(&(struct selection){.sort = SORT_STORED}, 2, false), "2|1|0");
	assert_string_equal(titles(&(struct selection){0}, 2, false), "0|1|2");
}

static void sql(const char *text)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(folder_path(LIBRARY_PLACE), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* A text that another program put into the file does not reach the terminal. */
static void foreign_texts(void **state)
{
	(void)state;
	struct article_meta meta = meta_of("عنوان", "https://example.org/a");
	store(&meta, "نص\n");
	library_close(library);
	sql("UPDATE article SET title=char(27) || ']0;x' || char(7) || char(10) || 'b' || x'ff'");
	good(library_open(&library, folder_path(LIBRARY_PLACE), LIBRARY_READ, &err));
	const char *title = titles(&(struct selection){0}, 1, false);
	for (const char *p = title; *p != '\0'; p++)
		assert_true((unsigned char)*p >= 0x20 && *p != 0x7F);
	struct article *article;
	good(library_article(library, 1, &article, &err));
	assert_true(text_is_clean(article_meta(article)->title, false));
	article_free(article);
	sql("UPDATE article SET title='عنوان'");
}

/* A dictionary is made, and texts before and after it can be read. */
static void dictionaries(void **state)
{
	(void)state;
	good(library_begin(library, &err));
	for (int i = 1; i <= 1200; i++) {
		char title[32], url[64], body[512];
		snprintf(title, sizeof title, "خبر %d", i);
		snprintf(url, sizeof url, "https://example.org/%d", i);
		snprintf(body, sizeof body, "قالت الوزارة يوم السبت إن %d من سكان المدينة رقم %d شاركوا في المهرجان السنوي للكتاب، "
		         "وإن المعرض يستمر %d يوما في الساحة الكبرى.\n", i * 31, i, i % 30);
		struct article_meta meta = meta_of(title, url);
		store(&meta, body);
		if (i == 600) {
			good(library_commit(library, &err));
			good(library_begin(library, &err));
		}
	}
	good(library_commit(library, &err));
	sqlite3 *db;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_open(folder_path(LIBRARY_PLACE), &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT (SELECT avg(length(bytes)) FROM body WHERE dictionary IS NULL) > "
	                                    "2 * (SELECT avg(length(bytes)) FROM body WHERE dictionary IS NOT NULL)",
	                                    -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	assert_int_equal(sqlite3_column_int(statement, 0), 1);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	for (int64_t id = 1; id <= 1200; id += 599) {
		struct article *article;
		good(library_article(library, id, &article, &err));
		assert_true(str_starts(article_paragraph(article, 0).text, STR("قالت الوزارة")));
		article_free(article);
	}
}

/* --- a thread that stores, others that read --- */

struct reading {
	pthread_t thread;
	const char *place;
	int status;
};

static void *read_all_the_time(void *to)
{
	struct reading *reading = to;
	struct library *mine;
	struct err why;
	reading->status = library_open(&mine, reading->place, LIBRARY_READ, &why);
	int64_t last = 0;
	while (reading->status == 0 && last < 300) {
		struct listing *listing = listing_new(mine, &(struct selection){.unread = true, .sort = SORT_TITLE});
		struct article_row rows[50];
		int n = listing_rows(listing, &(struct row_place){0}, false, rows, 50, &why);
		int64_t count = listing_count(listing);
		if (n < 0 || count < last)
			reading->status = -1;
		last = count;
		listing_free(listing);
	}
	library_close(mine);
	return NULL;
}

static void threads(void **state)
{
	(void)state;
	struct reading readings[4];
	struct article_meta first = meta_of("قبلها", "https://example.org/0");
	store(&first, "نص\n");
	const char *place = folder_path(LIBRARY_PLACE); /* it is no function for threads */
	for (int i = 0; i < 4; i++) {
		readings[i].place = place;
		assert_int_equal(pthread_create(&readings[i].thread, NULL, read_all_the_time, &readings[i]), 0);
	}
	for (int i = 0; i < 300; i += 10) {
		good(library_begin(library, &err));
		for (int k = i; k < i + 10; k++) {
			char title[32], url[64];
			snprintf(title, sizeof title, "خبر %d", k);
			snprintf(url, sizeof url, "https://example.org/thread/%d", k);
			struct article_meta meta = meta_of(title, url);
			store(&meta, "نص\n");
		}
		good(library_commit(library, &err));
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(readings[i].thread, NULL);
		assert_int_equal(readings[i].status, 0);
	}
}

static void places(void **state)
{
	(void)state;
	char place[64];
	setenv("XDG_DATA_HOME", "/data", 1);
	good(library_default_place(place, sizeof place, &err));
	assert_string_equal(place, "/data/jarida/library.db");
	setenv("XDG_DATA_HOME", "relative", 1);
	setenv("HOME", "/data/of/somebody", 1);
	good(library_default_place(place, sizeof place, &err));
	assert_string_equal(place, "/data/of/somebody/.local/share/jarida/library.db");
	assert_int_equal(library_default_place(place, 20, &err), ERR_USAGE);
	unsetenv("HOME");
	assert_int_equal(library_default_place(place, sizeof place, &err), ERR_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(steps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(deleted_for_good, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unread_of_feeds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(retention, set_up, tear_down),
		cmocka_unit_test_setup_teardown(feeds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(filters_and_values, set_up, tear_down),
		cmocka_unit_test_setup_teardown(begin_and_commit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(clock_backwards, set_up, tear_down),
		cmocka_unit_test_setup_teardown(foreign_texts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(dictionaries, set_up, tear_down),
		cmocka_unit_test_setup_teardown(threads, set_up, tear_down),
		cmocka_unit_test_setup_teardown(places, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
