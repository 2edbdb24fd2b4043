#include "config.h"

#include "library/relate.h"

#include "base/mem.h"
#include "library/db.h"
#include "library/shingles.h"
#include "library/stories.h"
#include "library/vocabulary.h"

#include <math.h>
#include <stdlib.h>

#ifdef JARIDA_TINY
enum { TAKEN_MAX_B = 256, KEEP_ALL = 4 };
#else
enum {
	TAKEN_MAX_B = 4 << 20, /* of words in memory, until they are written in the midst of a change */
	KEEP_ALL = 5000        /* articles, until which it is not known what tells */
};
#endif
enum {
	LED_TO_MAX = 64, /* topics by which an article is found */
	TITLE_TIMES = 2  /* a title's word counts as often */
};

struct relations {
	struct buf words;  /* of the articles that were taken */
	struct taken *taken;
	struct sketched *sketches; /* of the same ones */
	struct shingle_list shingles;
	size_t n_taken, cap_taken, cap_sketches;
	uint32_t *counted; /* topics, as often as they were counted */
	size_t n_counted, cap_counted;
	int64_t weight;    /* of one */
	int64_t more_articles, more_words;
};

struct taken {
	int64_t id; /* 0: dropped again */
	size_t from_b, n_b;
};

struct relations *relations_new(void)
{
	struct relations *r = xcalloc(1, sizeof *r);
	buf_init(&r->words, BUF_NO_MAX);
	return r;
}

void relations_free(struct relations *r)
{
	if (r == NULL)
		return;
	buf_done(&r->words);
	free(r->taken);
	free(r->sketches);
	free(r->shingles.numbers);
	free(r->counted);
	free(r);
}

void relate_forget(struct library *library)
{
	struct relations *r = library->relations;
	buf_clear(&r->words);
	r->n_taken = r->n_counted = r->shingles.n = 0;
	r->more_articles = r->more_words = 0;
}

struct str topic_word(uint32_t hash, char room[TOPIC_WORD_B])
{
	for (int i = 0; i < TOPIC_WORD_B - 1; i++)
		room[i] = "0123456789abcdefghijklmnopqrstuv"[hash >> 5 * (TOPIC_WORD_B - 2 - i) & 31];
	room[TOPIC_WORD_B - 1] = ' ';
	return (struct str){room, TOPIC_WORD_B - 1};
}

int relate_load(struct library *library, int64_t id, struct buf *bytes, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_TOPICS, err, &row, "i", id);
	buf_clear(bytes);
	if (status > 0)
		buf_add_str(bytes, db_blob(row, 0));
	db_end(row);
	return status == 0 ? ERR_NO_MATCH : status < 0 ? status : 0;
}

/* --- dropping --- */

int relate_drop(struct library *library, int64_t id, struct err *err)
{
	struct relations *r = library->relations;
	for (size_t i = 0; i < r->n_taken; i++)
		if (r->taken[i].id == id)
			r->taken[i].id = r->sketches[i].id = 0;
	return db_run(library, STATEMENT_REMOVE_TOPICS, err, "i", id);
}

int relate_inherit(struct library *library, int64_t id, struct err *err)
{
	int64_t heir = 0;
	int status = db_number(library, STATEMENT_HEIR, 0, &heir, err, "i", id);
	if (status != 0 || heir == 0)
		return status;
	bits_set(&library->bits[BITS_LATER], heir, false);
	return db_run(library, STATEMENT_INHERIT, err, "ii", id, heir);
}

/* --- topics --- */

/* How much each topic tells, as far as it is known now. */
static int weigh(struct library *library, const struct analysis *analysis, struct topics *topics, int64_t *articles,
                 struct err *err)
{
	int status = vocabulary_documents(library, articles, err);
	for (size_t i = 0; i < topics->n && status == 0; i++) {
		struct topic *topic = &topics->items[i];
		int64_t df = 1;
		status = vocabulary_df(library, analysis_key(analysis, topic->term), &df, err);
		double times = topic->times + (topic->in_title ? TITLE_TIMES : 0);
		double rare = topic_of(*articles) / (topic_in(df, topic->general) + 1);
		topic->weight = (1 + log(times)) * (rare > 1 ? log(rare) : 0);
	}
	return status;
}

static int count_topics(struct library *library, int64_t id, const struct topics *topics, struct err *err)
{
	struct relations *r = library->relations;
	int64_t weight = vocabulary_weight(id);
	int status = 0;
	if (weight == 0)
		return 0;
	if (weight != r->weight) {
		status = relate_finish(library, err); /* those that were counted weigh something else */
		r->weight = weight;
	}
	if (status != 0)
		return status;
	for (size_t i = 0; i < topics->n; i++) {
		r->counted = xgrow(r->counted, r->n_counted, &r->cap_counted, sizeof *r->counted);
		r->counted[r->n_counted++] = topics->items[i].hash;
	}
	r->more_articles += weight;
	r->more_words += (int64_t)topics->n_words * weight;
	return 0;
}

static void take(struct relations *r, int64_t id, struct ready *ready, size_t most)
{
	struct topics *topics = &ready->topics;
	char room[TOPIC_WORD_B];
	topics_keep(topics, most);
	r->sketches = xgrow(r->sketches, r->n_taken, &r->cap_sketches, sizeof *r->sketches);
	r->sketches[r->n_taken] = (struct sketched){id, r->shingles.n, ready->sketch};
	for (size_t i = 0; i < ready->shingles.n; i++)
		shingle_list_add(&r->shingles, ready->shingles.numbers[i]);
	r->taken = xgrow(r->taken, r->n_taken, &r->cap_taken, sizeof *r->taken);
	r->taken[r->n_taken++] = (struct taken){id, r->words.n, topics->n * sizeof room};
	for (size_t i = 0; i < topics->n; i++) {
		topic_word(topics->items[i].hash, room);
		buf_add(&r->words, room, sizeof room);
	}
}

static int store_topics(struct library *library, int64_t id, const struct topics *topics,
                        const struct sketch *sketch, struct err *err)
{
	struct buf bytes;
	buf_init(&bytes, BUF_NO_MAX);
	topics_pack(topics, sketch, &bytes);
	int status = db_run(library, STATEMENT_SET_TOPICS, err, "ib", id, buf_str(&bytes));
	buf_done(&bytes);
	return status;
}

int relate_take(struct library *library, int64_t id, struct ready *ready, bool known, bool counted, struct err *err)
{
	struct relations *r = library->relations;
	struct topics *topics = &ready->topics;
	int64_t articles;
	int status = known ? relate_drop(library, id, err) : 0;
	if (status == 0 && !counted)
		status = count_topics(library, id, topics, err);
	if (status == 0)
		status = weigh(library, &ready->analysis, topics, &articles, err);
	if (status != 0)
		return status;
	topics_keep(topics, TOPICS_MAX);
	status = store_topics(library, id, topics, &ready->sketch, err);
	if (status == 0)
		take(r, id, ready, articles < KEEP_ALL ? TOPICS_MAX : LED_TO_MAX);
	return status == 0 && r->words.n > TAKEN_MAX_B ? relate_finish(library, err) : status;
}

/* --- the end of a change --- */

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static int save_counts(struct library *library, struct err *err)
{
	struct relations *r = library->relations;
	int status = 0;
	if (r->n_counted > 0)
		qsort(r->counted, r->n_counted, sizeof *r->counted, by_number);
	for (size_t i = 0, end; i < r->n_counted && status == 0; i = end) {
		for (end = i + 1; end < r->n_counted && r->counted[end] == r->counted[i];)
			end++;
		status = db_run(library, STATEMENT_COUNT_TOPIC, err, "ii", (int64_t)r->counted[i],
		                (int64_t)(end - i) * r->weight);
	}
	if (status == 0 && r->more_articles > 0)
		status = db_run(library, STATEMENT_ADD_INTERNAL, err, "si", STR("topics-articles"), r->more_articles);
	if (status == 0 && r->more_articles > 0)
		status = db_run(library, STATEMENT_ADD_INTERNAL, err, "si", STR("topics-words"), r->more_words);
	return status;
}

static int by_id(const void *a, const void *b)
{
	const struct taken *x = a, *y = b;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->from_b > y->from_b) - (x->from_b < y->from_b);
}

/* FTS5 takes rows that ascend far cheaper. */
static int write_taken(struct library *library, struct err *err)
{
	struct relations *r = library->relations;
	int status = 0;
	if (r->n_taken > 0)
		qsort(r->taken, r->n_taken, sizeof *r->taken, by_id);
	for (size_t i = 0; i < r->n_taken && status == 0; i++) {
		const struct taken *t = &r->taken[i];
		if (t->id != 0 && t->n_b > 0)
			status = db_run(library, STATEMENT_ADD_ABOUT, err, "is", t->id,
			                str_sub(buf_str(&r->words), t->from_b, t->from_b + t->n_b));
	}
	return status;
}

int relate_finish(struct library *library, struct err *err)
{
	const struct relations *r = library->relations;
	int status = write_taken(library, err);
	if (status == 0)
		status = stories_take(library, r->sketches, r->n_taken, r->shingles.numbers, err);
	if (status == 0)
		status = save_counts(library, err);
	relate_forget(library);
	return status;
}

int relate_clear(struct library *library, struct err *err)
{
	static const enum statement all[] = {STATEMENT_EMPTY_ABOUT, STATEMENT_EMPTY_TOPICS, STATEMENT_EMPTY_TOPIC};
	static const char *const names[] = {"topics-articles", "topics-words"};
	relate_forget(library);
	int status = shingles_clear(library, err);
	for (size_t i = 0; i < sizeof all / sizeof *all && status == 0; i++)
		status = db_run(library, all[i], err, "");
	for (size_t i = 0; i < sizeof names / sizeof *names && status == 0; i++)
		status = db_run(library, STATEMENT_REMOVE_INTERNAL, err, "s", str_of(names[i]));
	return status;
}

/* --- asked --- */

int relate_totals(struct library *library, int64_t *articles, double *mean_words, struct err *err)
{
	int64_t words = 0;
	int status = db_number(library, STATEMENT_INTERNAL, 0, articles, err, "s", STR("topics-articles"));
	if (status == 0)
		status = db_number(library, STATEMENT_INTERNAL, 0, &words, err, "s", STR("topics-words"));
	*mean_words = *articles > 0 && words > 0 ? (double)words / (double)*articles : 1;
	return status;
}

int relate_df(struct library *library, uint32_t hash, int64_t *df, struct err *err)
{
	return db_number(library, STATEMENT_TOPIC_DF, 0, df, err, "i", (int64_t)hash);
}
