#include "config.h"

#include "library/relate.h"

#include "base/mem.h"
#include "library/db.h"
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
	NEAR_MAX = 50,   /* articles with the same number that are looked at, the latest */
	TITLE_TIMES = 2  /* a title's word counts as often */
};

struct relations {
	struct topics topics;
	struct buf words;  /* of the articles that were taken */
	struct taken *taken;
	size_t n_taken, cap_taken;
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
	topics_done(&r->topics);
	buf_done(&r->words);
	free(r->taken);
	free(r->counted);
	free(r);
}

void relate_forget(struct library *library)
{
	struct relations *r = library->relations;
	buf_clear(&r->words);
	r->n_taken = r->n_counted = 0;
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

/* --- the same story --- */

/* Articles that have numbers of a sketch in common with one, and how many. */
struct near {
	int64_t ids[SKETCH_LOOKED_UP * NEAR_MAX];
	uint8_t shared[SKETCH_LOOKED_UP * NEAR_MAX];
	size_t n;
};

static int look_up(struct library *library, uint32_t number, struct near *near, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_SHINGLE, err, &row, "ii", (int64_t)number, (int64_t)NEAR_MAX);
	for (; status > 0; status = db_next(library, row, err)) {
		int64_t id = sqlite3_column_int64(row, 0);
		size_t i = 0;
		while (i < near->n && near->ids[i] != id)
			i++;
		if (i == near->n) {
			near->ids[near->n] = id;
			near->shared[near->n++] = 0;
		}
		near->shared[i]++;
	}
	db_end(row);
	return status;
}

static int compare(struct library *library, int64_t id, const struct sketch *sketch, double *same, struct err *err)
{
	struct buf bytes;
	struct packed_topics packed;
	struct sketch other;
	*same = 0;
	if (bits_has(&library->bits[BITS_DELETED], id))
		return 0;
	buf_init(&bytes, BUF_NO_MAX);
	int status = relate_load(library, id, &bytes, err);
	if (status == 0 && topics_read(buf_str(&bytes), &packed, &other))
		*same = sketch_same(sketch, &other);
	buf_done(&bytes);
	return status == ERR_NO_MATCH ? 0 : status;
}

/* The story that an earlier article has told already, or 0: of several, the one that has the most of this one. */
static int find_same(struct library *library, int64_t id, const struct sketch *sketch, int64_t *story,
                     struct err *err)
{
	struct near near = {.n = 0};
	int status = 0, compared = 0;
	double best = 0, same;
	int64_t found = 0;
	*story = 0;
	for (uint32_t i = 0; i < sketch->n && i < SKETCH_LOOKED_UP && status == 0; i++)
		status = look_up(library, sketch->numbers[i], &near, err);
	for (int shared = SKETCH_LOOKED_UP; shared > 0; shared--)
		for (size_t i = 0; i < near.n && compared < SKETCH_COMPARED && status == 0; i++) {
			if (near.shared[i] != shared || near.ids[i] == id)
				continue;
			compared++;
			status = compare(library, near.ids[i], sketch, &same, err);
			if (status == 0 && same > best) {
				best = same;
				found = near.ids[i];
			}
		}
	if (status == 0 && found != 0)
		status = db_number(library, STATEMENT_STORY, found, story, err, "i", found);
	return status;
}

static int keep_sketch(struct library *library, int64_t id, const struct sketch *sketch, struct err *err)
{
	int64_t story;
	int status = find_same(library, id, sketch, &story, err);
	if (status == 0 && story != 0 && story != id)
		status = db_run(library, STATEMENT_SET_STORY, err, "ii", story, id);
	if (status == 0 && story != 0 && story != id)
		bits_set(&library->bits[BITS_LATER], id, true);
	for (uint32_t i = 0; i < sketch->n && i < SKETCH_KEYS && status == 0; i++)
		status = db_run(library, STATEMENT_ADD_SHINGLE, err, "ii", (int64_t)sketch->numbers[i], id);
	return status;
}

int relate_drop(struct library *library, int64_t id, struct err *err)
{
	struct buf bytes;
	struct packed_topics packed;
	struct sketch sketch = {.n = 0};
	struct relations *r = library->relations;
	for (size_t i = 0; i < r->n_taken; i++)
		if (r->taken[i].id == id)
			r->taken[i].id = 0;
	buf_init(&bytes, BUF_NO_MAX);
	int status = relate_load(library, id, &bytes, err);
	if (status == 0 && topics_read(buf_str(&bytes), &packed, &sketch))
		for (uint32_t i = 0; i < sketch.n && i < SKETCH_KEYS && status == 0; i++)
			status = db_run(library, STATEMENT_REMOVE_SHINGLE, err, "ii", (int64_t)sketch.numbers[i], id);
	buf_done(&bytes);
	if (status == ERR_NO_MATCH)
		return 0;
	return status == 0 ? db_run(library, STATEMENT_REMOVE_TOPICS, err, "i", id) : status;
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

static void take(struct relations *r, int64_t id, struct topics *topics, size_t most)
{
	char room[TOPIC_WORD_B];
	topics_keep(topics, most);
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

int relate_take(struct library *library, int64_t id, struct str lang, const struct analysis *analysis, bool known,
                bool counted, struct err *err)
{
	struct relations *r = library->relations;
	struct topics *topics = &r->topics;
	struct sketch sketch;
	int64_t articles;
	int status = known ? relate_drop(library, id, err) : 0;
	if (status != 0)
		return status;
	topics_make(topics, analysis, lang, vocabulary_stems(library));
	sketch_make(&sketch, analysis);
	if (!counted)
		status = count_topics(library, id, topics, err);
	if (status == 0)
		status = weigh(library, analysis, topics, &articles, err);
	if (status != 0)
		return status;
	topics_keep(topics, TOPICS_MAX);
	status = store_topics(library, id, topics, &sketch, err);
	if (status == 0)
		status = keep_sketch(library, id, &sketch, err);
	if (status == 0)
		take(r, id, topics, articles < KEEP_ALL ? TOPICS_MAX : LED_TO_MAX);
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
	int status = write_taken(library, err);
	if (status == 0)
		status = save_counts(library, err);
	relate_forget(library);
	return status;
}

int relate_clear(struct library *library, struct err *err)
{
	static const enum statement all[] = {STATEMENT_EMPTY_ABOUT, STATEMENT_EMPTY_TOPICS, STATEMENT_EMPTY_SHINGLES,
	                                     STATEMENT_EMPTY_TOPIC};
	static const char *const names[] = {"topics-articles", "topics-words"};
	int status = 0;
	relate_forget(library);
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
