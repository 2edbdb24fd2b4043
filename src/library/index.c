#include "config.h"

#include "library/index.h"

#include "base/clock.h"
#include "base/mem.h"
#include "library/beginnings.h"
#include "library/db.h"
#include "library/fulltext.h"
#include "library/relate.h"
#include "library/rows.h"
#include "library/vocabulary.h"

#include <stdlib.h>

#ifdef JARIDA_TINY
enum { TAKEN_MAX_B = 256, SLICE = 3, SMALL = 2, DROPPED_MAX = 10 };
#else
enum {
	TAKEN_MAX_B = 16 << 20, /* of words in memory, until they are written in the midst of a change */
	SLICE = 500,            /* articles of a change when catching up */
	SMALL = 1000,           /* so many can be marked as waiting while others are stored */
	DROPPED_MAX = 5000      /* documents without an article that are no matter */
};
#endif
enum {
	SLICE_MS = 200,
	HASH_B = 16 << 20,
	DAY_S = 86400,
	SEGMENTS_MAX = 8,  /* a word is looked up in each one: with more, they are joined when there is time */
	JOINED_PAGES = 500 /* at once: some 30 ms */
};

/* An article that was taken: its words are in index->words from there on. */
struct taken {
	int64_t article, time, docid;
	size_t from_b, title_b, n_b, n_words;
};

struct index {
	struct ready waiting; /* an article that is caught up with */
	struct taken *taken;
	size_t n, cap;
	struct buf words;
	int64_t made; /* how often the index has begun anew, when the vocabulary was read; -1: not known */
};

struct index *index_new(void)
{
	struct index *index = xcalloc(1, sizeof *index);
	buf_init(&index->words, BUF_NO_MAX);
	index->made = -1;
	return index;
}

void index_free(struct index *index)
{
	if (index == NULL)
		return;
	ready_done(&index->waiting);
	buf_done(&index->words);
	free(index->taken);
	free(index);
}

static void forget_taken(struct index *index)
{
	index->n = 0;
	buf_clear(&index->words);
}

void index_forget(struct library *library)
{
	forget_taken(library->index);
	relate_forget(library);
	vocabulary_forget(library);
}

int index_state(struct library *library, int64_t *state, struct err *err)
{
	return db_number(library, STATEMENT_INTERNAL, 0, state, err, "s", STR("indexed"));
}

static int changed(struct library *library, struct err *err)
{
	return db_run(library, STATEMENT_COUNT_INTERNAL, err, "s", STR("indexed"));
}

/* --- documents --- */

static int is_taken(struct library *library, int64_t docid, bool *taken, struct err *err)
{
	int64_t there;
	int status = db_number(library, STATEMENT_DOC_TAKEN, 0, &there, err, "i", docid);
	*taken = there != 0;
	return status;
}

/*
 * A free number: the second itself, one of those after it, or after all
 * that the day and the days after it have. Numbers of documents that are not
 * there any more are not free: their words are still in the index.
 */
static int find_docid(struct library *library, int64_t second, int64_t *docid, struct err *err)
{
	enum { NEAR = 60 };
	static const int64_t last = INT64_C(1) << 40;
	bool taken = true;
	int status = 0;
	second = second < 1 ? 1 : second > last ? last : second;
	for (int64_t i = 0; i < NEAR && taken && status == 0; i++) {
		*docid = second + i;
		status = is_taken(library, *docid, &taken, err);
	}
	for (int64_t window = DAY_S; taken && status == 0; window *= 4) {
		status = db_number(library, STATEMENT_DOC_BEFORE, second, docid, err, "i", second + window);
		++*docid;
		taken = *docid >= second + window;
	}
	return status;
}

static int by_time(const void *a, const void *b)
{
	const struct taken *x = a, *y = b;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->article > y->article) - (x->article < y->article);
}

static int by_docid(const void *a, const void *b)
{
	const struct taken *x = a, *y = b;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

static int write_taken(struct library *library, struct err *err)
{
	struct index *index = library->index;
	int status = 0;
	qsort(index->taken, index->n, sizeof *index->taken, by_time);
	for (size_t i = 0; i < index->n && status == 0; i++) {
		struct taken *t = &index->taken[i];
		status = find_docid(library, t->time, &t->docid, err);
		if (status == 0)
			status = db_run(library, STATEMENT_ADD_DOC, err, "iii", t->docid, t->article,
			                (int64_t)t->n_words);
	}
	qsort(index->taken, index->n, sizeof *index->taken, by_docid);
	for (size_t i = 0; i < index->n && status == 0; i++) {
		const struct taken *t = &index->taken[i];
		struct str words = str_sub(buf_str(&index->words), t->from_b, t->from_b + t->n_b);
		status = db_run(library, STATEMENT_ADD_FULLTEXT, err, "iss", t->docid, str_sub(words, t->title_b, words.n),
		                str_sub(words, 0, t->title_b));
	}
	return status;
}

int index_finish(struct library *library, struct err *err)
{
	struct index *index = library->index;
	if (index->n == 0)
		return 0;
	int status = fulltext_ready(library, err);
	if (status == 0)
		status = write_taken(library, err);
	if (status == 0)
		status = relate_finish(library, err);
	if (status == 0)
		status = vocabulary_save(library, err);
	if (status == 0)
		status = changed(library, err);
	forget_taken(index);
	return status;
}

/* --- beginning anew --- */

static int wait_for_all(struct library *library, struct err *err)
{
	struct bits *waiting = &library->bits[BITS_WAITING];
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_IDS, err, &row, "");
	for (; status > 0; status = db_next(library, row, err))
		bits_set(waiting, sqlite3_column_int64(row, 0), true);
	db_end(row);
	return status;
}

static int begin_anew(struct library *library, struct err *err)
{
	forget_taken(library->index);
	int status = fulltext_ready(library, err);
	if (status == 0)
		status = db_run(library, STATEMENT_EMPTY_FULLTEXT, err, "");
	if (status == 0)
		status = db_run(library, STATEMENT_SET_FULLTEXT, err, "si", STR("hashsize"), (int64_t)HASH_B);
	if (status == 0)
		status = db_run(library, STATEMENT_SET_FULLTEXT, err, "si", STR("usermerge"), (int64_t)2);
	if (status == 0)
		status = db_run(library, STATEMENT_REMOVE_DOCS, err, "");
	if (status == 0)
		status = vocabulary_clear(library, err);
	if (status == 0)
		status = relate_clear(library, err);
	if (status == 0)
		status = wait_for_all(library, err);
	if (status == 0)
		status = db_run(library, STATEMENT_SET_INTERNAL, err, "si", STR("index"), (int64_t)INDEX_VERSION);
	if (status == 0)
		status = db_run(library, STATEMENT_COUNT_INTERNAL, err, "s", STR("index-made"));
	if (status == 0)
		status = changed(library, err);
	library->index->made = -1;
	return status;
}

/* Whether the index is of this version; what is in memory is of the index as it is. */
static int look_at_version(struct library *library, bool *current, struct err *err)
{
	struct index *index = library->index;
	int64_t version, made;
	int status = db_number(library, STATEMENT_INTERNAL, 0, &version, err, "s", STR("index"));
	if (status == 0)
		status = db_number(library, STATEMENT_INTERNAL, 0, &made, err, "s", STR("index-made"));
	*current = status == 0 && version == INDEX_VERSION;
	if (status == 0 && made != index->made) {
		vocabulary_forget(library);
		index->made = made;
	}
	return status;
}

/* The same; where there is little, an index of another version is begun anew. */
static int make_current(struct library *library, bool *current, struct err *err)
{
	int64_t last;
	int status = look_at_version(library, current, err);
	if (status != 0 || *current)
		return status;
	status = db_number(library, STATEMENT_LAST_ID, 0, &last, err, "");
	if (status != 0 || last > SMALL)
		return status;
	status = begin_anew(library, err);
	return status == 0 ? look_at_version(library, current, err) : status;
}

/* --- articles --- */

/* An article that waits was not counted, though it may have been known for long. */
static int take(struct library *library, int64_t id, int64_t time, struct ready *ready, bool known, struct err *err)
{
	struct index *index = library->index;
	const struct analysis *analysis = &ready->analysis;
	bool counted = known && !bits_has(&library->bits[BITS_WAITING], id);
	int status = known ? db_run(library, STATEMENT_DROP_DOC, err, "i", id) : 0;
	if (status != 0)
		return status;
	for (size_t i = 0; known && i < index->n; i++)
		if (index->taken[i].article == id)
			index->taken[i--] = index->taken[--index->n]; /* twice in a change */
	ready_words(ready, vocabulary_stems(library));
	status = vocabulary_count(library, counted ? 0 : id, analysis, err);
	if (status == 0)
		status = relate_take(library, id, ready, known, counted, err);
	if (status != 0)
		return status;
	index->taken = xgrow(index->taken, index->n, &index->cap, sizeof *index->taken);
	index->taken[index->n++] = (struct taken){.article = id,
	                                          .time = time,
	                                          .from_b = index->words.n,
	                                          .title_b = analysis->title_b,
	                                          .n_words = analysis->n_words};
	buf_add_str(&index->words, analysis_title(analysis));
	beginnings_of(analysis_title(analysis), &index->words);
	buf_add_str(&index->words, analysis_body(analysis));
	index->taken[index->n - 1].n_b = index->words.n - index->taken[index->n - 1].from_b;
	bits_set(&library->bits[BITS_WAITING], id, false);
	return index->words.n > TAKEN_MAX_B ? index_finish(library, err) : 0;
}

int index_take(struct library *library, int64_t id, int64_t time, struct ready *ready, bool known, struct err *err)
{
	bool current = true;
	int status = library->index->n > 0 ? 0 : make_current(library, &current, err);
	if (status != 0)
		return status;
	if (current)
		return take(library, id, time, ready, known, err);
	bits_set(&library->bits[BITS_WAITING], id, true);
	return known ? index_drop(library, id, err) : 0;
}

int index_drop(struct library *library, int64_t id, struct err *err)
{
	struct index *index = library->index;
	for (size_t i = 0; i < index->n; i++)
		if (index->taken[i].article == id)
			index->taken[i--] = index->taken[--index->n];
	int status = db_run(library, STATEMENT_DROP_DOC, err, "i", id);
	if (status == 0)
		status = relate_drop(library, id, err);
	return status == 0 ? changed(library, err) : status;
}

/* --- catching up --- */

/* Articles that wait, for a while; their bits go also when a text cannot be read: check-library tells of that. */
static int take_waiting(struct library *library, int64_t until_ms, struct err *err)
{
	struct bits *waiting = &library->bits[BITS_WAITING];
	struct ready *ready = &library->index->waiting;
	int64_t id = bits_next(waiting, 0);
	int status = 0;
	for (int n = 0; id >= 0 && n < SLICE && status == 0; n++, id = bits_next(waiting, id + 1)) {
		struct article *article;
		int64_t time;
		if (article_load(library, id, &article, &time, NULL) != 0) {
			bits_set(waiting, id, false);
			continue;
		}
		ready_begin(ready, article);
		status = take(library, id, time, ready, true, err);
		article_free(article);
		if (clock_now_ms() >= until_ms)
			break;
	}
	return status;
}

/* Whether so much of the index is of articles that are gone that it is made anew. */
static int is_worn(struct library *library, bool *worn, struct err *err)
{
	int64_t dropped, all = 0;
	int status = db_number(library, STATEMENT_COUNT_DROPPED, 0, &dropped, err, "");
	if (status == 0 && dropped > DROPPED_MAX)
		status = db_number(library, STATEMENT_COUNT_DOCS, 0, &all, err, "");
	*worn = dropped > DROPPED_MAX && dropped > all / 2;
	return status;
}

/* Join segments of the index, a few pages; *more: there is more to be done. */
static int join_segments(struct library *library, bool *more, struct err *err)
{
	int64_t before = sqlite3_total_changes64(library->db);
	int status = fulltext_ready(library, err);
	if (status == 0)
		status = db_run(library, STATEMENT_SET_FULLTEXT, err, "si", STR("merge"), (int64_t)JOINED_PAGES);
	*more = status == 0 && sqlite3_total_changes64(library->db) - before > 1;
	return status;
}

/* What is left to do when every article is in the index. */
static int tidy_up(struct library *library, int64_t until_ms, bool *more, struct err *err)
{
	bool many = false;
	int status = vocabulary_refresh(library, err);
	if (status == 0)
		status = fulltext_has_many(library, SEGMENTS_MAX, &many, err);
	*more = many;
	while (status == 0 && *more && clock_now_ms() < until_ms)
		status = join_segments(library, more, err);
	return status;
}

/* *more: it is not the last one. */
static int catch_up_slice(struct library *library, int64_t until_ms, bool *more, struct err *err)
{
	bool current = false, worn = false;
	int status = look_at_version(library, &current, err);
	if (status == 0)
		status = is_worn(library, &worn, err);
	if (status == 0 && (!current || worn))
		status = begin_anew(library, err);
	if (status == 0)
		status = take_waiting(library, until_ms, err);
	if (status == 0)
		status = index_finish(library, err);
	*more = library->bits[BITS_WAITING].count > 0;
	if (status == 0 && !*more)
		status = tidy_up(library, until_ms, more, err);
	return status;
}

/* Whether there is anything to do, without the right to write. */
static int is_behind(struct library *library, bool *behind, struct err *err)
{
	bool current = false, worn = false, stale = false, many = false;
	int status = db_read(library, err);
	if (status != 0)
		return status;
	status = bits_load(library, BITS_WAITING, err);
	if (status == 0)
		status = look_at_version(library, &current, err);
	if (status == 0)
		status = is_worn(library, &worn, err);
	if (status == 0)
		status = vocabulary_is_stale(library, &stale, err);
	if (status == 0)
		status = fulltext_has_many(library, SEGMENTS_MAX, &many, err);
	*behind = !current || worn || stale || many || library->bits[BITS_WAITING].count > 0;
	db_read_end(library);
	return status;
}

int library_unindexed(struct library *library, int64_t *left, int64_t *all, struct err *err)
{
	bool current = false;
	int64_t given = 0;
	*left = *all = 0;
	int status = db_read(library, err);
	if (status != 0)
		return status;
	status = bits_load_all(library, err);
	if (status == 0)
		status = look_at_version(library, &current, err);
	if (status == 0)
		status = db_number(library, STATEMENT_GIVEN, 0, &given, err, "");
	if (status == 0) {
		*all = given - library->bits[BITS_GONE].count;
		*left = current ? library->bits[BITS_WAITING].count : *all;
	}
	db_read_end(library);
	return status;
}

bool library_is_behind(struct library *library)
{
	bool behind = false;
	return is_behind(library, &behind, NULL) == 0 && behind;
}

int library_catch_up(struct library *library, int ms, int64_t *left, struct err *err)
{
	int64_t end_ms = clock_now_ms() + ms;
	bool more = false;
	int status = is_behind(library, &more, err);
	while (status == 0 && more) {
		int64_t until_ms = clock_now_ms() + SLICE_MS;
		status = db_change(library, err);
		if (status != 0)
			break;
		status = bits_load_all(library, err);
		if (status == 0)
			status = catch_up_slice(library, ms > 0 && end_ms < until_ms ? end_ms : until_ms, &more, err);
		status = db_change_end(library, status, err);
		more = more && (ms <= 0 || clock_now_ms() < end_ms);
	}
	*left = library->bits[BITS_WAITING].count;
	return status;
}
