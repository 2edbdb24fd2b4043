/*
 * A library from a stranger: what stands in its tables, and in its bytes, is
 * whatever the input says. Nothing may break, all texts that come out are
 * clean, and what was repaired is whole.
 *
 * An input is a row of edits: a byte for the column (edits[]) and, in its
 * upper two bits, for the type of the value; a byte for the row; a byte for
 * the length of the value; the value. A column of 63 is a place in the file:
 * four bytes, and what stands there then.
 */
#include "config.h"

#include "replay.h"

#include "../unit/stories.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/check.h"
#include "library/feeds.h"
#include "library/keyterms.h"
#include "library/library.h"
#include "library/query.h"
#include "library/related.h"
#include "news/pack.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>
#include <zstd.h>

static struct err err;

static void promise(bool kept)
{
	if (!kept)
		abort();
}

/* --- the library before anybody had it --- */

static struct buf whole;

enum { STORIES = 6 };

static void tell_stories(struct library *library)
{
	static const char *const bodies[STORIES] = {
		"نورد اليسا سفينة شحن جنحت قبالة مرسى الحبق وعلى متنها بحارة\nطواقم الانقاذ اجلت طاقمها من تل النوارس",
		"نورد اليسا سفينة شحن جنحت قبالة مرسى الحبق وعلى متنها بحارة\nطواقم الانقاذ اجلت طاقمها من تل النوارس امس",
		"تسرب وقود من نورد اليسا قرب مرسى الحبق\nhttps://example.org/0",
		"Storm-0558 read the mail of a ministry\nfor two months",
		"كتاب في المطر\nوفيه فصل عن الفنار",
		"مرسى الحبق بعد عام",
	};
	char url[64], title[64];
	for (int i = 0; i < STORIES; i++) {
		struct story_list list = {0};
		struct stored_story stored;
		snprintf(url, sizeof url, "https://example.org/%d", i);
		snprintf(title, sizeof title, "خبر %d عن مرسى الحبق", i);
		struct article_meta meta = {.title = str_of(title), .url = str_of(url), .source = STR("وكالة"), .parent = -1,
		                            .lang = STR("ar"), .date = {.year = 2024, .month = 1, .day = 1 + i}};
		story_put(&list, &meta, bodies[i]);
		const struct provenance from = {.feed = i % 2, .time = 1700000000 + i};
		promise(library_store(library, &list, &from, &stored, &err) == 0);
		story_list_done(&list);
	}
}

static void make_whole(const char *place)
{
	const struct feed_row feed = {.url = STR("https://f.example/rss"), .title = STR("Gulf"), .folder = STR("Press")};
	static const int64_t ids[] = {1, 2, 3};
	struct library *library;
	int64_t id;
	bool is_new;
	promise(library_open(&library, place, LIBRARY_CREATE, &err) == 0);
	promise(library_add_feed(library, &feed, &id, &is_new, &err) == 0);
	tell_stories(library);
	promise(library_mark(library, ids, 2, MARK_READ, true, &err) == 0);
	promise(library_mark(library, ids + 1, 2, MARK_STARRED, true, &err) == 0);
	promise(library_tag(library, 2, STR("للأرشيف"), true, &err) == 0);
	promise(library_tie(library, 1, 4, TIE_PINNED, &err) == 0);
	promise(library_tie(library, 1, 5, TIE_CUT, &err) == 0);
	promise(library_delete(library, (const int64_t[]){6}, 1, &err) == 0);
	promise(library_set_place(library, 1, 2, 3, &err) == 0);
	promise(library_set_value(library, "last", STR("x"), &err) == 0);
	promise(library_save_filter(library, STR("فلتر"), STR("is:unread مرسى"), &err) == 0);
	library_close(library);
	buf_init(&whole, 1 << 24);
	int fd = file_open(place, &err);
	promise(fd >= 0 && file_read_all(fd, place, &whole, &err) == 0);
	close(fd);
}

/* --- what the input makes of it --- */

struct edit {
	const char *table, *key, *column;
	char as; /* i integer, t text, b bytes, z bytes that were packed */
};

static const struct edit edits[] = {
	{"internal", "name", "value", 'b'}, {"feed", "id", "url", 't'}, {"feed", "id", "title", 't'},
	{"feed", "id", "articles", 'i'}, {"feed", "id", "fetched", 'i'}, {"feed", "id", "failure", 't'},
	{"feed", "id", "interval_min", 'i'}, {"feed", "id", "id", 'i'}, {"source", "id", "name", 't'},
	{"source", "id", "key", 't'}, {"source", "id", "id", 'i'}, {"file", "id", "path", 't'},
	{"article", "id", "id", 'i'}, {"article", "id", "time", 'i'}, {"article", "id", "stored", 'i'},
	{"article", "id", "flags", 'i'}, {"article", "id", "size", 'i'}, {"article", "id", "text_hash", 'i'},
	{"article", "id", "feed", 'i'}, {"article", "id", "source", 'i'}, {"article", "id", "parent", 'i'},
	{"article", "id", "same", 'i'}, {"article", "id", "lang", 't'}, {"article", "id", "title", 't'},
	{"article", "id", "url", 't'}, {"title_order", "key, article", "key", 't'},
	{"title_order", "key, article", "article", 'i'}, {"body", "article", "bytes", 'z'},
	{"body", "article", "bytes", 'b'}, {"body", "article", "dictionary", 'i'}, {"body", "article", "article", 'i'},
	{"known", "key, article", "article", 'i'}, {"mark", "kind, chunk", "bits", 'b'}, {"mark", "kind, chunk", "chunk", 'i'},
	{"mark", "kind, chunk", "kind", 'i'}, {"step", "id", "change", 'z'}, {"step", "id", "change", 'b'},
	{"step", "id", "what", 't'}, {"step", "id", "id", 'i'}, {"tag", "id", "name", 't'},
	{"tagged", "tag, article", "article", 'i'}, {"link", "article, number", "kind", 'i'},
	{"link", "article, number", "target", 'i'}, {"link", "article, number", "number", 'i'},
	{"wanted", "key, article, number", "number", 'i'}, {"place", "article", "key", 'i'},
	{"place", "article", "offset", 'i'}, {"value", "name", "value", 'b'}, {"filter", "name", "query", 't'},
	{"doc", "docid", "article", 'i'}, {"doc", "docid", "length", 'i'}, {"doc", "docid", "docid", 'i'},
	{"word", "word", "stem", 't'}, {"word", "word", "df", 'i'}, {"topics", "article", "bytes", 'b'},
	{"topic", "hash", "df", 'i'}, {"shingle", "id", "bytes", 'b'}, {"shingle", "id", "id", 'i'},
	{"shingle_run", "id", "pairs", 'i'}, {"fulltext_data", "id", "block", 'b'}, {"about_data", "id", "block", 'b'},
	{"tie", "article, other", "pinned", 'i'}, {"sqlite_sequence", "name", "seq", 'i'},
};
enum { N_EDITS = sizeof edits / sizeof *edits, PLACE = 63 };
static_assert(N_EDITS <= PLACE, "a column is six bits");

static void bind_value(sqlite3_stmt *statement, char as, const uint8_t *p, int n)
{
	static char packed[1024];
	int64_t number = 0;
	for (int i = 0; i < n && i < 8; i++)
		number |= (int64_t)((uint64_t)p[i] << (8 * i));
	if (as == 'i')
		sqlite3_bind_int64(statement, 1, number);
	else if (as == 't')
		sqlite3_bind_text(statement, 1, (const char *)p, n, SQLITE_STATIC);
	else if (as == 'z')
		sqlite3_bind_blob(statement, 1, packed, (int)ZSTD_compress(packed, sizeof packed, p, (size_t)n, 1), SQLITE_STATIC);
	else
		sqlite3_bind_blob(statement, 1, p, n, SQLITE_STATIC);
}

static void edit_table(sqlite3 *db, const struct edit *edit, int type, int row, const uint8_t *p, int n)
{
	static const char other[] = {0, 'i', 't', 'b'};
	char sql[256];
	sqlite3_stmt *statement = NULL;
	snprintf(sql, sizeof sql, "UPDATE OR REPLACE %s SET %s=?1 WHERE (%s) IN (SELECT %s FROM %s LIMIT 1 OFFSET ?2)",
	         edit->table, edit->column, edit->key, edit->key, edit->table);
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK) {
		bind_value(statement, type == 0 ? edit->as : other[type], p, n);
		sqlite3_bind_int(statement, 2, row);
		sqlite3_step(statement);
	}
	sqlite3_finalize(statement);
}

static void edit_bytes(const char *place, const uint8_t *p, int n)
{
	if (n < 5)
		return;
	uint32_t at = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
	int fd = open(place, O_RDWR);
	promise(fd >= 0 && pwrite(fd, p + 4, (size_t)n - 4, (off_t)(at % whole.n)) == n - 4);
	close(fd);
}

static bool next_edit(const uint8_t **bytes, size_t *n, const uint8_t **value, int *length)
{
	if (*n < 3)
		return false;
	*value = *bytes + 3;
	*length = (*bytes)[2] < *n - 3 ? (*bytes)[2] : (int)(*n - 3);
	*n -= (size_t)*length + 3;
	*bytes += *length + 3;
	return true;
}

/* Types are as the input says: for a while the tables are not strict. */
static void make_hostile(const char *place, const uint8_t *bytes, size_t n)
{
	static const char lax[] =
		"PRAGMA synchronous=OFF; PRAGMA writable_schema=ON;"
		"CREATE TEMP TABLE strict AS SELECT rowid AS r, sql FROM sqlite_schema;"
		"UPDATE sqlite_schema SET sql=replace(replace(sql, ' STRICT, ', ' '), ' STRICT', '') "
		"WHERE sql LIKE 'CREATE TABLE %';"
		"PRAGMA writable_schema=RESET; PRAGMA foreign_keys=0; PRAGMA ignore_check_constraints=1";
	static const char strict[] =
		"PRAGMA writable_schema=ON;"
		"UPDATE sqlite_schema AS m SET sql=(SELECT s.sql FROM temp.strict s WHERE s.r=m.rowid);"
		"PRAGMA wal_checkpoint(TRUNCATE)";
	sqlite3 *db;
	const uint8_t *value, *from = bytes;
	size_t left = n;
	int length;
	promise(file_replace(place, buf_str(&whole), &err) == 0);
	promise(sqlite3_open(place, &db) == SQLITE_OK && sqlite3_exec(db, lax, NULL, NULL, NULL) == SQLITE_OK);
	for (const uint8_t *at = from; next_edit(&from, &left, &value, &length); at = from)
		if ((at[0] & 63) < N_EDITS)
			edit_table(db, &edits[at[0] & 63], at[0] >> 6, at[1], value, length);
	promise(sqlite3_exec(db, strict, NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
	for (const uint8_t *at = bytes; next_edit(&bytes, &n, &value, &length); at = bytes)
		if ((at[0] & 63) == PLACE)
			edit_bytes(place, value, length);
}

/* --- what is done with it --- */

/* What fails says why. */
static bool done(int status)
{
	promise(status >= 0 || err.message[0] != '\0');
	err.message[0] = '\0';
	return status >= 0;
}

static void clean(struct str text)
{
	promise(text_is_clean(text, true));
}

static void look_at(struct library *library, int64_t id)
{
	struct article *article = NULL;
	struct related related = {0};
	struct linked linked[8];
	struct key_term terms[8];
	struct buf tags;
	uint64_t key;
	size_t offset;
	int64_t prints[8];
	buf_init(&tags, 1 << 20);
	done(library_links(library, id, linked, 8, &err));
	done(library_prints(library, id, prints, 8, &err));
	done(library_place(library, id, &key, &offset, &err));
	if (done(library_tags(library, id, &tags, &err)))
		clean(buf_str(&tags));
	buf_done(&tags);
	if (done(library_related(library, id, RELATED_BY_DATE, 5, &related, &err)))
		for (size_t i = 0; i < related.n; i++)
			promise(related.stories[i].score >= 0 && related.stories[i].score <= 1);
	related_done(&related);
	if (!done(library_article(library, id, &article, &err)))
		return;
	const struct article_meta *meta = article_meta(article);
	clean(meta->title);
	clean(meta->source);
	clean(meta->lang);
	clean(meta->url);
	struct stems *stems = stems_new();
	struct arena *arena = arena_new();
	library_key_terms(library, article, stems, arena, terms, 8);
	arena_free(arena);
	stems_free(stems);
	article_free(article);
}

static void look_at_rows(struct library *library, struct listing *listing, bool deep)
{
	struct article_row rows[8], row;
	struct row_place place = {0};
	int64_t ids[8];
	listing_count(listing);
	done(listing_at(listing, 3, &row, &err));
	int n = listing_rows(listing, &place, false, rows, 8, &err);
	done(n);
	for (int i = 0; i < n; i++) {
		ids[i] = rows[i].id;
		clean(rows[i].title);
		clean(rows[i].source);
		clean(rows[i].lang);
		clean(rows[i].url);
		listing_score(listing, &rows[i]);
		listing_place(listing, &rows[i], &place);
	}
	listing_number(listing, &place);
	done(listing_rows(listing, &place, true, rows, 8, &err));
	for (int i = 0; i < n; i++) {
		done(listing_find(listing, ids[i], &row, &err));
		if (deep)
			look_at(library, ids[i]);
	}
}

static void ask(struct library *library, const char *query, bool collapsed)
{
	struct arena *arena = arena_new();
	struct selection selection;
	done(query_parse(str_of(query), library, arena, &selection, &err));
	selection.collapsed = collapsed;
	struct listing *listing = listing_new(library, &selection);
	look_at_rows(library, listing, query[0] == '\0');
	listing_free(listing);
	arena_free(arena);
}

static bool each_feed(void *to, const struct feed_row *row)
{
	(void)to;
	clean(row->url);
	clean(row->title);
	clean(row->folder);
	clean(row->failure);
	return true;
}

static bool each_filter(void *to, struct str name, struct str query)
{
	(void)to;
	clean(name);
	clean(query);
	return true;
}

static void read_all(struct library *library)
{
	static const char *const queries[] = {
		"", "sort:title", "sort:-size", "sort:source", "sort:stored مرسى", "مرسى", "sort:rank مرسى الحبق",
		"\"مرسى الحبق\" level:exact", "level:fold مرس*", "is:unread", "is:starred", "tag:للأرشيف", "feed:1",
		"source:وكالة", "date:2024", "lang:ar -مرسى", "folder:Press OR tag:x"};
	struct buf text;
	int64_t id, left, all;
	buf_init(&text, 1 << 20);
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
		ask(library, queries[i], i % 2 == 0);
	done(library_feeds(library, each_feed, NULL, &err));
	done(library_filters(library, each_filter, NULL, &err));
	if (done(library_all_tags(library, &text, &err)))
		clean(buf_str(&text));
	done(library_value(library, "last", &text, &err));
	done(library_find(library, "url:https://example.org/0", &id, &err));
	done(library_find(library, "2", &id, &err));
	done(library_unindexed(library, &left, &all, &err));
	for (size_t i = 0; i < 3 && query_candidate(STR("tag:"), library, i, &text); i++)
		buf_clear(&text);
	buf_done(&text);
}

static void change_all(struct library *library)
{
	const int64_t ids[] = {1, 3};
	struct buf what;
	int64_t left;
	buf_init(&what, 1 << 20);
	while (done(library_undo(library, &what, &err))) {
		clean(buf_str(&what));
		buf_clear(&what);
	}
	buf_done(&what);
	done(library_mark_all_read(library, &(struct selection){0}, &left, &err));
	done(library_mark(library, ids, 2, MARK_READ, false, &err));
	done(library_tag(library, 1, STR("x"), true, &err));
	done(library_tie(library, 1, 3, TIE_PINNED, &err));
	done(library_delete(library, ids, 1, &err));
	done(library_remove_feed(library, 1, &err));
	done(library_retain(library, &(struct retention){1, 1}, &left, &err));
	done(library_catch_up(library, 0, &left, &err));
}

/* The story of the library once more, as an update, and another one. */
static void store_again(struct library *library)
{
	struct story_list list = {0};
	struct stored_story stored[2];
	struct article_meta meta = {.title = STR("خبر"), .url = STR("https://example.org/1"), .parent = -1};
	story_put(&list, &meta, "نورد اليسا سفينة شحن جنحت قبالة مرسى الحبق");
	meta.url = STR("https://example.org/new");
	story_put(&list, &meta, "سفينة اخرى");
	done(library_store(library, &list, &(struct provenance){.time = 1800000000}, stored, &err));
	story_list_done(&list);
}

/* What nobody has edited is whole as well. */
static void repair(const char *place, bool edited)
{
	struct check_report report;
	int status = library_check(place, NULL, &report, &err);
	done(status);
	promise(edited || (status == 0 && report.problems == 0));
	if (done(library_repair(place, NULL, &report, &err)))
		promise(library_check(place, NULL, &report, NULL) == 0 && report.problems == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct library *library;
	folder_make();
	const char *place = folder_path("library.db");
	if (whole.n == 0)
		make_whole(place);
	make_hostile(place, bytes, n);
	if (done(library_open(&library, place, LIBRARY_READ, &err))) {
		read_all(library);
		library_close(library);
	}
	const char *copy = folder_path("copy.db");
	struct buf hostile;
	buf_init(&hostile, 1 << 24);
	promise(file_read_small(place, &hostile) && file_replace(copy, buf_str(&hostile), NULL) == 0);
	buf_done(&hostile);
	if (done(library_open(&library, copy, LIBRARY_WRITE, &err))) {
		change_all(library);
		store_again(library);
		read_all(library);
		library_close(library);
	}
	repair(place, n >= 3);
	folder_remove();
	return 0;
}
