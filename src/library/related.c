#include "config.h"

#include "library/related.h"

#include "base/arena.h"
#include "base/mem.h"
#include "library/db.h"
#include "library/journal.h"
#include "library/kin.h"
#include "library/rows.h"
#include "library/store.h"

#include <stdlib.h>

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

/* --- the answer --- */

static int by_strength(const void *a, const void *b)
{
	const struct kin *x = a, *y = b;
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
		while (k < n && (a->kin[k].story != a->kin[i].story || a->kin[i].kind == RELATED_SAME))
			k++;
		if (k < n && !a->kin[i].pinned && !a->kin[i].linked)
			a->kin[k].prints++;
		else
			a->kin[n++] = a->kin[i];
	}
	a->n = n;
}

/* The words of both that tell the most, as they are spelled here. */
static void explain(const struct asking *a, const struct kin *kin, struct arena *texts, struct related_story *story)
{
	struct packed_topics packed;
	if (!kin_topics(a, kin, &packed))
		return;
	const struct topic *reasons[RELATED_REASONS];
	story->n_reasons = score_reasons(&a->scorer, &a->topics, &packed, reasons, RELATED_REASONS);
	for (size_t i = 0; i < story->n_reasons; i++) {
		const struct term *term = reasons[i]->term;
		struct str text = term->spelling.n > 0 ? term->spelling : analysis_key(&a->analysis, term);
		story->reasons[i] = row_text(texts, text);
	}
}

static void answer(struct asking *a, enum related_order order, size_t most, struct related *related)
{
	if (a->n > 0)
		qsort(a->kin, a->n, sizeof *a->kin, by_strength);
	group(a);
	related->n = a->n < most ? a->n : most;
	related->stories = xcalloc(related->n + 1, sizeof *related->stories);
	related->texts = arena_new();
	for (size_t i = 0; i < related->n; i++) {
		const struct kin *kin = &a->kin[i];
		struct related_story *story = &related->stories[i];
		*story = (struct related_story){.id = kin->id, .time = kin->time, .kind = kin->kind,
		                                .pinned = kin->pinned, .score = kin->score, .prints = kin->prints};
		explain(a, kin, related->texts, story);
	}
	if (order == RELATED_BY_DATE && related->n > 0)
		qsort(related->stories, related->n, sizeof *related->stories, by_date);
}

static int ask_and_answer(struct asking *a, struct article *article, enum related_order order, size_t most,
                          struct related *related, struct err *err)
{
	int status = asking_answer(a, article, err);
	if (status == 0)
		answer(a, order, most, related);
	asking_done(a);
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
