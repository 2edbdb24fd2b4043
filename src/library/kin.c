#include "config.h"

#include "library/kin.h"

#include "base/mem.h"
#include "library/db.h"
#include "library/relate.h"
#include "library/vocabulary.h"

#include <math.h>
#include <stdlib.h>

enum {
	LEADS = 32,         /* topics that are followed to other articles */
	LEADS_ROWS = 12000, /* articles that they may lead to, all in all */
	LEAD_ROWS = 1000,   /* and one of them */
	COMPARED = 128,     /* articles that are compared as a whole */
	COMPARED_AGAIN = 50, /* of these, among themselves */
	LINKS = 64,
	PRINTS = 100
};

/* --- what may be related --- */

static struct kin *find(struct asking *a, int64_t id)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->kin[i].id == id)
			return &a->kin[i];
	a->kin = xgrow(a->kin, a->n, &a->cap, sizeof *a->kin);
	a->kin[a->n] = (struct kin){.id = id, .kind = RELATED_SIMILAR, .prints = 1};
	return &a->kin[a->n++];
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

bool kin_topics(const struct asking *a, const struct kin *kin, struct packed_topics *packed)
{
	return topics_read(str_sub(buf_str(&a->packed), kin->from_b, kin->from_b + kin->n_b), packed, NULL);
}

static int compare(struct asking *a, struct kin *kin, double whole, struct err *err)
{
	struct packed_topics packed;
	struct sketch sketch;
	int status = relate_load(a->library, kin->id, &a->bytes, err);
	if (status == 0 && topics_read(buf_str(&a->bytes), &packed, &sketch)) {
		kin->score = score_of(&a->scorer, &a->topics, &packed) / whole;
		kin->print = kin->print || sketch_same(&a->sketch, &sketch) > 0;
		kin->from_b = a->packed.n;
		kin->n_b = a->bytes.n;
		buf_add_str(&a->packed, buf_str(&a->bytes));
	}
	return status == ERR_NO_MATCH ? 0 : status;
}

/* Again, by what tells among the best; other prints of the story would make common what it tells of. */
static void compare_again(struct asking *a, size_t n)
{
	struct packed_topics packed;
	size_t counted = 0;
	for (size_t i = 0; i < n; i++)
		if (!a->kin[i].print && kin_topics(a, &a->kin[i], &packed)) {
			score_count(&a->topics, &packed);
			counted++;
		}
	score_narrow(&a->scorer, &a->topics, counted);
	double whole = score_whole(&a->scorer, &a->topics);
	for (size_t i = 0; i < n; i++)
		if (kin_topics(a, &a->kin[i], &packed))
			a->kin[i].score = score_of(&a->scorer, &a->topics, &packed) / whole;
}

static int by_score(const void *a, const void *b)
{
	const struct kin *x = a, *y = b;
	bool x_named = x->linked || x->pinned || x->print, y_named = y->linked || y->pinned || y->print;
	if (x_named != y_named)
		return x_named ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* What came soon before or after is somewhat nearer; what the text names counts as something at least. */
static void settle(const struct asking *a, struct kin *kin)
{
	static const double soon = 0.15, weeks_s = 14 * 86400, named = 0.08;
	double away = fabs((double)kin->time - (double)a->time) / weeks_s;
	if (a->time != 0)
		kin->score *= 1 + soon * exp2(-away);
	if (kin->print)
		kin->kind = RELATED_SAME;
	else if (kin->linked)
		kin->kind = RELATED_READ_ALSO;
	if (kin->linked)
		kin->score += named;
	kin->score = kin->score < 1 ? kin->score : 1;
}

static int look_at_row(struct asking *a, struct kin *kin, bool *there, struct err *err)
{
	sqlite3_stmt *row;
	*there = false;
	if (bits_has(&a->library->bits[BITS_DELETED], kin->id) || kin->id == a->id || ties_cut(&a->ties, kin->id))
		return 0;
	int status = db_get(a->library, STATEMENT_WHEN, err, &row, "i", kin->id);
	if (status > 0) {
		kin->time = sqlite3_column_int64(row, 0);
		kin->story = sqlite3_column_int64(row, 1);
		*there = true;
		status = 0;
	}
	db_end(row);
	return status;
}

static int rank(struct asking *a, struct err *err)
{
	double whole = score_whole(&a->scorer, &a->topics);
	int status = 0;
	size_t n = 0;
	for (size_t i = 0; i < a->n && status == 0; i++)
		status = compare(a, &a->kin[i], whole, err);
	if (a->n > 0)
		qsort(a->kin, a->n, sizeof *a->kin, by_score);
	a->n = a->n < COMPARED_AGAIN ? a->n : COMPARED_AGAIN;
	if (status == 0)
		compare_again(a, a->n);
	for (size_t i = 0; i < a->n && status == 0; i++) {
		bool there;
		struct kin kin = a->kin[i];
		status = look_at_row(a, &kin, &there, err);
		bool named = kin.linked || kin.pinned || kin.print;
		if (status != 0 || !there || (!named && (kin.score <= 0 || kin.score < a->scorer.weights->least)))
			continue;
		settle(a, &kin);
		a->kin[n++] = kin;
	}
	a->n = n;
	return status;
}

/* The articles that its topics lead to. */
static int be_led(struct asking *a, struct article *article, struct err *err)
{
	struct leads leads = {.n = 0};
	analysis_make(&a->analysis, article);
	topics_make(&a->topics, &a->analysis, article_meta(article)->lang, vocabulary_stems(a->library));
	sketch_make(&a->sketch, &a->analysis, NULL);
	int status = score_begin(&a->scorer, a->library, &a->analysis, &a->topics, err);
	if (status == 0)
		status = follow_all(a, &leads, err);
	size_t n = leads_best(&leads, COMPARED);
	for (size_t i = 0; i < n && status == 0; i++)
		find(a, leads.items[i].id);
	leads_done(&leads);
	return status;
}

int asking_answer(struct asking *a, struct article *article, struct err *err)
{
	buf_init(&a->bytes, BUF_NO_MAX);
	buf_init(&a->packed, BUF_NO_MAX);
	int status = a->id != 0 ? ties_load(a->library, a->id, &a->ties, err) : 0;
	if (status == 0 && a->id != 0)
		status = add_links(a, err);
	if (status == 0)
		status = be_led(a, article, err);
	return status == 0 ? rank(a, err) : status;
}

void asking_done(struct asking *a)
{
	analysis_done(&a->analysis);
	topics_done(&a->topics);
	buf_done(&a->bytes);
	buf_done(&a->packed);
	free(a->kin);
}
