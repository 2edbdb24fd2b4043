#include "config.h"

#include "library/stories.h"

#include "base/buf.h"
#include "base/mem.h"
#include "library/db.h"
#include "library/relate.h"
#include "library/rows.h"
#include "library/shingles.h"
#include "library/topics.h"

#include <stdlib.h>

enum {
	NEAR_MAX = 50, /* articles with the same number that are looked at, the latest */
	EXACT_MAX = 3  /* that are compared word for word */
};

/* A number that is looked up, of which article. */
struct look {
	uint32_t number, of;
};

/* An article that has it. */
struct hit {
	uint32_t of, shared;
	int64_t id;
};

struct search {
	struct look *looks;
	uint8_t *found;    /* of each one, how many */
	uint32_t *numbers; /* of them */
	size_t n;
	struct hit *hits;
	size_t n_hits, cap_hits;
};

static int by_id(const void *a, const void *b)
{
	const struct sketched *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_number(const void *a, const void *b)
{
	const struct look *x = a, *y = b;
	return (x->number > y->number) - (x->number < y->number);
}

/* The latest first. */
static int by_article(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	return (x->id < y->id) - (x->id > y->id);
}

/* --- looking up --- */

static int keep(struct library *library, const struct sketched *items, size_t n, struct err *err)
{
	struct shingle *shingles = xcalloc(n * SKETCH_KEYS + 1, sizeof *shingles);
	size_t all = 0;
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < items[i].sketch.n && k < SKETCH_KEYS; k++)
			if (items[i].id > 0 && items[i].id <= UINT32_MAX)
				shingles[all++] = (struct shingle){items[i].sketch.numbers[k], (uint32_t)items[i].id};
	int status = shingles_add(library, shingles, all, err);
	free(shingles);
	return status;
}

static void make_looks(struct search *s, const struct sketched *items, size_t n)
{
	s->looks = xcalloc(n * SKETCH_LOOKED_UP + 1, sizeof *s->looks);
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < items[i].sketch.n && k < SKETCH_LOOKED_UP && items[i].id != 0; k++)
			s->looks[s->n++] = (struct look){items[i].sketch.numbers[k], (uint32_t)i};
	qsort(s->looks, s->n, sizeof *s->looks, by_number);
	s->found = xcalloc(s->n + 1, sizeof *s->found);
	s->numbers = xcalloc(s->n + 1, sizeof *s->numbers);
	for (size_t i = 0; i < s->n; i++)
		s->numbers[i] = s->looks[i].number;
}

static void take_hit(void *to, size_t i, int64_t article)
{
	struct search *s = to;
	if (s->found[i] == NEAR_MAX)
		return;
	s->found[i]++;
	s->hits = xgrow(s->hits, s->n_hits, &s->cap_hits, sizeof *s->hits);
	s->hits[s->n_hits++] = (struct hit){s->looks[i].of, 1, article};
}

/* Those of each of so many articles together: there may be 500 of each. */
static void sort_hits(struct search *s, size_t articles)
{
	struct hit *sorted = xcalloc(s->n_hits + 1, sizeof *sorted);
	size_t *ends = xcalloc(articles + 1, sizeof *ends), from = 0;
	for (size_t i = 0; i < s->n_hits; i++)
		ends[s->hits[i].of + 1]++;
	for (size_t i = 0; i < articles; i++)
		ends[i + 1] += ends[i];
	for (size_t i = 0; i < s->n_hits; i++)
		sorted[ends[s->hits[i].of]++] = s->hits[i];
	for (size_t i = 0; i < articles; from = ends[i++])
		if (ends[i] > from)
			qsort(sorted + from, ends[i] - from, sizeof *sorted, by_article);
	free(ends);
	free(s->hits);
	s->hits = sorted;
}

/* An article that shares several numbers is one hit, with how many. */
static void join_hits(struct search *s, size_t articles)
{
	size_t n = 0;
	sort_hits(s, articles);
	for (size_t i = 0; i < s->n_hits; i++) {
		if (n > 0 && s->hits[n - 1].of == s->hits[i].of && s->hits[n - 1].id == s->hits[i].id)
			s->hits[n - 1].shared++;
		else
			s->hits[n++] = s->hits[i];
	}
	s->n_hits = n;
}

/* --- comparing --- */

/* What articles are compared with others with, one after the other. */
struct comparing {
	struct library *library;
	struct sketched *items; /* of the change */
	size_t n;
	const uint32_t *shingles;
	const struct sketched *item;
	int exact;               /* how often it was compared word for word */
	struct shingle_set own, other;
	struct analysis analysis;
};

static bool load_other(struct comparing *c, int64_t id)
{
	struct article *article;
	struct err err;
	if (article_load_body(c->library, id, &article, &err) != 0)
		return false;
	analysis_make_body(&c->analysis, article);
	shingle_set_make(&c->other, &c->analysis);
	article_free(article);
	return true;
}

/* Word for word; an article that cannot be read is what its sketch says. */
static void compare_exactly(struct comparing *c, int64_t id, double *same)
{
	if (c->exact++ == 0)
		shingle_set_fill(&c->own, c->shingles + c->item->from, c->item->sketch.n_shingles);
	if (load_other(c, id))
		*same = shingle_set_same(&c->own, &c->other);
}

static int compare(struct comparing *c, int64_t id, double *same, struct err *err)
{
	const struct sketch *sketch = &c->item->sketch;
	struct library *library = c->library;
	struct buf bytes;
	struct packed_topics packed;
	struct sketch other;
	*same = 0;
	if (bits_has(&library->bits[BITS_DELETED], id))
		return 0;
	buf_init(&bytes, BUF_NO_MAX);
	int status = relate_load(library, id, &bytes, err);
	if (status == 0 && topics_read(buf_str(&bytes), &packed, &other)) {
		*same = sketch_same(sketch, &other);
		if (c->exact < EXACT_MAX && sketch_in_doubt(sketch, &other))
			compare_exactly(c, id, same);
	}
	buf_done(&bytes);
	return status == ERR_NO_MATCH ? 0 : status;
}

/* One of the change that comes later is not looked at: it will find this one. */
static bool is_later(const struct comparing *c, int64_t other)
{
	const struct sketched key = {.id = other};
	return other > c->item->id && bsearch(&key, c->items, c->n, sizeof *c->items, by_id) != NULL;
}

/* The story that an earlier article has told already, or 0: of several, the one that has the most of this one. */
static int find_same(struct comparing *c, const struct hit *hits, size_t n_hits, int64_t *story, struct err *err)
{
	int status = 0, compared = 0;
	double best = 0, same;
	int64_t found = 0;
	*story = 0;
	c->exact = 0;
	for (uint32_t shared = SKETCH_LOOKED_UP; shared > 0; shared--)
		for (size_t i = 0; i < n_hits && compared < SKETCH_COMPARED && best < 1 && status == 0; i++) {
			int64_t id = hits[i].id;
			if (hits[i].shared != shared || id == c->item->id || is_later(c, id))
				continue;
			compared++;
			status = compare(c, id, &same, err);
			if (status == 0 && same > best) {
				best = same;
				found = id;
			}
		}
	if (status == 0 && found != 0)
		status = db_number(c->library, STATEMENT_STORY, found, story, err, "i", found);
	return status;
}

static int compare_all(struct comparing *c, const struct search *s, struct err *err)
{
	int status = 0;
	for (size_t i = 0, end; i < s->n_hits && status == 0; i = end) {
		int64_t story, id;
		for (end = i; end < s->n_hits && s->hits[end].of == s->hits[i].of;)
			end++;
		c->item = &c->items[s->hits[i].of];
		id = c->item->id;
		status = find_same(c, s->hits + i, end - i, &story, err);
		if (status != 0 || story == 0 || story == id)
			continue;
		status = db_run(c->library, STATEMENT_SET_STORY, err, "ii", story, id);
		bits_set(&c->library->bits[BITS_LATER], id, true);
	}
	return status;
}

int stories_take(struct library *library, struct sketched *items, size_t n, const uint32_t *shingles, struct err *err)
{
	struct search s = {.n = 0};
	struct comparing c = {.library = library, .items = items, .n = n, .shingles = shingles};
	if (n == 0)
		return 0;
	qsort(items, n, sizeof *items, by_id);
	make_looks(&s, items, n);
	int status = keep(library, items, n, err);
	if (status == 0)
		status = shingles_find(library, s.numbers, s.n, take_hit, &s, err);
	join_hits(&s, n);
	if (status == 0)
		status = compare_all(&c, &s, err);
	shingle_set_done(&c.own);
	shingle_set_done(&c.other);
	analysis_done(&c.analysis);
	free(s.looks);
	free(s.found);
	free(s.numbers);
	free(s.hits);
	return status;
}
