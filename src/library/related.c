#include "config.h"

#include "library/related.h"

#include "base/arena.h"
#include "base/mem.h"
#include "library/db.h"
#include "library/journal.h"
#include "library/relate.h"
#include "library/rows.h"
#include "library/score.h"
#include "library/store.h"
#include "library/ties.h"
#include "library/vocabulary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEADS = 32,         /* topics that are followed to other articles */
	LEADS_ROWS = 12000, /* articles that they may lead to, all in all */
	LEAD_ROWS = 1000,   /* and one of them */
	COMPARED = 128,     /* articles that are compared as a whole */
	LOOKED_AT = 60,     /* of these, whose rows are looked at */
	LINKS = 64,
	PRINTS = 100
};

/* An article that may be related. */
struct found {
	int64_t id, time, story;
	double score;
	enum related_kind kind;
	bool linked, pinned, print; /* print: of the story that was asked for */
	int prints;
};

/* One question, while it is answered. */
struct asking {
	struct library *library;
	struct analysis analysis;
	struct topics topics;
	struct sketch sketch;
	struct scorer scorer;
	struct buf bytes;
	int64_t id, time, story;
	struct ties ties;
	struct found *found;
	size_t n, cap;
	double whole; /* the score of the article with itself */
};

const char *related_kind_name(enum related_kind kind)
{
	static const char *const names[] = {"read-also", "same-story", "related"};
	return names[kind];
}

void related_done(struct related *related)
{
	free(related->stories);
	arena_free(related->texts);
	*related = (struct related){0};
}

/* --- what may be related --- */

static struct found *find(struct asking *a, int64_t id)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->found[i].id == id)
			return &a->found[i];
	a->found = xgrow(a->found, a->n, &a->cap, sizeof *a->found);
	a->found[a->n] = (struct found){.id = id, .kind = RELATED_SIMILAR, .prints = 1};
	return &a->found[a->n++];
}

static int add_links(struct asking *a, struct err *err)
{
	struct linked linked[LINKS];
	int64_t prints[PRINTS];
	int n = library_links(a->library, a->id, linked, LINKS, err);
	for (int i = 0; i < n; i++)
		if (linked[i].id != a->id)
			find(a, linked[i].id)->linked = true;
	if (n < 0)
		return n;
	n = library_prints(a->library, a->id, prints, PRINTS, err);
	for (int i = 0; i < n; i++)
		if (prints[i] != a->id)
			find(a, prints[i])->print = true;
	for (size_t i = 0; i < a->ties.n; i++)
		if (a->ties.items[i].tie == TIE_PINNED)
			find(a, a->ties.items[i].id)->pinned = true;
	return n < 0 ? n : 0;
}

/* The articles of a topic, or of a common one those that came near this one. */
static int follow(struct asking *a, const struct topic *topic, struct leads *leads, size_t *rows, struct err *err)
{
	char room[TOPIC_WORD_B];
	struct str word = topic_word(topic->hash, room);
	int64_t from = a->id;
	static const enum statement ways[] = {STATEMENT_ABOUT_BEFORE, STATEMENT_ABOUT_FROM};
	int status = 0;
	if (from == 0)
		status = db_number(a->library, STATEMENT_LAST_ID, 0, &from, err, "");
	for (int way = 0; way < 2 && status == 0; way++) {
		sqlite3_stmt *row;
		int64_t most = way == 0 ? LEAD_ROWS : LEAD_ROWS / 2;
		status = db_get(a->library, ways[way], err, &row, "sii", word, from, most);
		for (; status > 0; status = db_next(a->library, row, err), ++*rows)
			leads_add(leads, sqlite3_column_int64(row, 0), topic->weight);
		db_end(row);
	}
	return status;
}

static int by_rarity(const void *a, const void *b)
{
	const struct topic *const *x = a, *const *y = b;
	if ((*x)->weight != (*y)->weight)
		return (*x)->weight > (*y)->weight ? -1 : 1;
	return ((*x)->hash > (*y)->hash) - ((*x)->hash < (*y)->hash);
}

static int follow_all(struct asking *a, struct leads *leads, struct err *err)
{
	const struct topic **topics = xreallocarray(NULL, a->topics.n + 1, sizeof *topics);
	size_t rows = 0;
	int status = 0;
	for (size_t i = 0; i < a->topics.n; i++)
		topics[i] = &a->topics.items[i];
	qsort(topics, a->topics.n, sizeof *topics, by_rarity);
	for (size_t i = 0; i < a->topics.n && i < LEADS && rows < LEADS_ROWS && status == 0; i++)
		status = follow(a, topics[i], leads, &rows, err);
	free(topics);
	return status;
}

/* --- how much they are --- */

static int compare(struct asking *a, struct found *found, struct err *err)
{
	struct packed_topics packed;
	struct sketch sketch;
	int status = relate_load(a->library, found->id, &a->bytes, err);
	if (status == 0 && topics_read(buf_str(&a->bytes), &packed, &sketch)) {
		found->score = score_of(&a->scorer, &a->topics, &packed) / a->whole;
		found->print = found->print || sketch_same(&a->sketch, &sketch) > 0;
	}
	return status == ERR_NO_MATCH ? 0 : status;
}

static int by_score(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	bool x_named = x->linked || x->pinned || x->print, y_named = y->linked || y->pinned || y->print;
	if (x_named != y_named)
		return x_named ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* What came soon before or after is somewhat nearer; what the text names counts as something at least. */
static void settle(const struct asking *a, struct found *found)
{
	static const double soon = 0.15, weeks_s = 14 * 86400, named = 0.08;
	double away = fabs((double)(found->time - a->time)) / weeks_s;
	if (a->time != 0)
		found->score *= 1 + soon * exp2(-away);
	if (found->print)
		found->kind = RELATED_SAME;
	else if (found->linked)
		found->kind = RELATED_READ_ALSO;
	if (found->linked)
		found->score += named;
	found->score = found->score < 1 ? found->score : 1;
}

static int look_at_row(struct asking *a, struct found *found, bool *there, struct err *err)
{
	sqlite3_stmt *row;
	*there = false;
	if (bits_has(&a->library->bits[BITS_DELETED], found->id) || found->id == a->id || ties_cut(&a->ties, found->id))
		return 0;
	int status = db_get(a->library, STATEMENT_WHEN, err, &row, "i", found->id);
	if (status > 0) {
		found->time = sqlite3_column_int64(row, 0);
		found->story = sqlite3_column_int64(row, 1);
		*there = true;
		status = 0;
	}
	db_end(row);
	return status;
}

static int rank(struct asking *a, struct err *err)
{
	int status = 0;
	size_t n = 0;
	for (size_t i = 0; i < a->n && status == 0; i++)
		status = compare(a, &a->found[i], err);
	if (a->n > 0)
		qsort(a->found, a->n, sizeof *a->found, by_score);
	for (size_t i = 0; i < a->n && n < LOOKED_AT && status == 0; i++) {
		bool there;
		struct found found = a->found[i];
		status = look_at_row(a, &found, &there, err);
		if (status != 0 || !there || (found.score <= 0 && !found.linked && !found.pinned && !found.print))
			continue;
		settle(a, &found);
		a->found[n++] = found;
	}
	a->n = n;
	return status;
}

/* --- the answer --- */

static int by_strength(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	if (x->pinned != y->pinned)
		return x->pinned ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_date(const void *a, const void *b)
{
	const struct related_story *x = a, *y = b;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* Of a story that is told several times the strongest; the prints of the asked one stay. */
static void group(struct asking *a)
{
	size_t n = 0;
	for (size_t i = 0; i < a->n; i++) {
		size_t k = 0;
		while (k < n && (a->found[k].story != a->found[i].story || a->found[i].kind == RELATED_SAME))
			k++;
		if (k < n && !a->found[i].pinned && !a->found[i].linked)
			a->found[k].prints++;
		else
			a->found[n++] = a->found[i];
	}
	a->n = n;
}

/* The words of both that tell the most, as they are spelled here. */
static int explain(struct asking *a, const struct found *found, struct arena *texts, struct related_story *story,
                   struct err *err)
{
	struct packed_topics packed;
	int status = relate_load(a->library, found->id, &a->bytes, err);
	if (status != 0)
		return status == ERR_NO_MATCH ? 0 : status;
	if (!topics_read(buf_str(&a->bytes), &packed, NULL))
		return 0;
	const struct topic *reasons[RELATED_REASONS];
	story->n_reasons = score_reasons(&a->scorer, &a->topics, &packed, reasons, RELATED_REASONS);
	for (size_t i = 0; i < story->n_reasons; i++) {
		const struct term *term = reasons[i]->term;
		struct str text = term->spelling.n > 0 ? term->spelling : analysis_key(&a->analysis, term);
		story->reasons[i] = row_text(texts, text);
	}
	return 0;
}

static int answer(struct asking *a, enum related_order order, size_t most, struct related *related, struct err *err)
{
	int status = 0;
	if (a->n > 0)
		qsort(a->found, a->n, sizeof *a->found, by_strength);
	group(a);
	related->n = a->n < most ? a->n : most;
	related->stories = xcalloc(related->n + 1, sizeof *related->stories);
	related->texts = arena_new();
	for (size_t i = 0; i < related->n && status == 0; i++) {
		const struct found *found = &a->found[i];
		struct related_story *story = &related->stories[i];
		*story = (struct related_story){.id = found->id, .time = found->time, .kind = found->kind,
		                                .pinned = found->pinned, .score = found->score, .prints = found->prints};
		status = explain(a, found, related->texts, story, err);
	}
	if (order == RELATED_BY_DATE && related->n > 0)
		qsort(related->stories, related->n, sizeof *related->stories, by_date);
	return status;
}

static int ask(struct asking *a, struct article *article, struct err *err)
{
	struct leads leads = {.n = 0};
	analysis_make(&a->analysis, article);
	topics_make(&a->topics, &a->analysis, article_meta(article)->lang, vocabulary_stems(a->library));
	sketch_make(&a->sketch, &a->analysis);
	int status = score_begin(&a->scorer, a->library, &a->analysis, &a->topics, err);
	a->whole = score_whole(&a->scorer, &a->topics);
	if (status == 0)
		status = follow_all(a, &leads, err);
	size_t n = leads_best(&leads, COMPARED);
	for (size_t i = 0; i < n && status == 0; i++)
		find(a, leads.items[i].id);
	leads_done(&leads);
	return status;
}

static int ask_and_answer(struct asking *a, struct article *article, enum related_order order, size_t most,
                          struct related *related, struct err *err)
{
	buf_init(&a->bytes, BUF_NO_MAX);
	int status = a->id != 0 ? ties_load(a->library, a->id, &a->ties, err) : 0;
	if (status == 0 && a->id != 0)
		status = add_links(a, err);
	if (status == 0)
		status = ask(a, article, err);
	if (status == 0)
		status = rank(a, err);
	if (status == 0)
		status = answer(a, order, most, related, err);
	if (status != 0)
		related_done(related);
	analysis_done(&a->analysis);
	topics_done(&a->topics);
	buf_done(&a->bytes);
	free(a->found);
	return status;
}

int library_related_to(struct library *library, struct article *article, enum related_order order, size_t most,
                       struct related *related, struct err *err)
{
	const struct date *date = &article_meta(article)->date;
	struct asking a = {.library = library, .time = date->year != 0 ? store_seconds(date) : 0};
	*related = (struct related){0};
	int status = db_read(library, err);
	if (status != 0)
		return status;
	status = bits_load_all(library, err);
	if (status == 0)
		status = ask_and_answer(&a, article, order, most, related, err);
	db_read_end(library);
	return status;
}

int library_related(struct library *library, int64_t id, enum related_order order, size_t most,
                    struct related *related, struct err *err)
{
	struct asking a = {.library = library, .id = id};
	struct article *article = NULL;
	*related = (struct related){0};
	int status = db_read(library, err);
	if (status != 0)
		return status;
	status = bits_load_all(library, err);
	if (status == 0)
		status = article_look(library, id, err);
	if (status == 0)
		status = article_load(library, id, &article, &a.time, err);
	if (status == 0)
		status = ask_and_answer(&a, article, order, most, related, err);
	article_free(article);
	db_read_end(library);
	return status;
}

int library_prints(struct library *library, int64_t id, int64_t *ids, int n, struct err *err)
{
	int64_t story = 0;
	int found = 0;
	sqlite3_stmt *row;
	int status = db_read(library, err);
	if (status != 0)
		return status;
	status = bits_load(library, BITS_DELETED, err);
	if (status == 0)
		status = db_number(library, STATEMENT_STORY, 0, &story, err, "i", id);
	if (status == 0) {
		status = db_get(library, STATEMENT_STORIES, err, &row, "i", story);
		for (; status > 0 && found < n; status = db_next(library, row, err))
			if (!bits_has(&library->bits[BITS_DELETED], sqlite3_column_int64(row, 0)))
				ids[found++] = sqlite3_column_int64(row, 0);
		db_end(row);
	}
	db_read_end(library);
	return status < 0 ? status : found;
}
