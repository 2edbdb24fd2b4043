#include "config.h"

#include "gen.h"

#include "library/score.h"

#include "../reference/tap.h"

#include <inttypes.h>
#include <stdlib.h>

/*
 * The best leads are those that come first when all are sorted: by weight, those of the same weight
 * by id. Weights are few, so that many leads are alike, and most are added in several parts.
 */
enum { MAX = 300 };

static int by_rank(const void *a, const void *b)
{
	const struct lead *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *a, const void *b)
{
	const struct lead *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

/* Add n leads, of ids that lie apart, and note each; what a lead weighs comes in its parts. */
static void add_leads(struct gen *gen, struct leads *leads, struct lead *all, size_t n)
{
	uint32_t weights = 1 + gen_below(gen, 40), step = 1 + gen_below(gen, 100000);
	for (size_t i = 0; i < n; i++) {
		all[i] = (struct lead){.id = (int64_t)(i + 1) * step};
		for (uint32_t parts = 1 + gen_below(gen, 3); parts > 0; parts--)
			all[i].weight += 1 + gen_below(gen, weights);
	}
	for (size_t i = n; i > 1; i--) {
		size_t k = gen_below(gen, (uint32_t)i);
		struct lead lead = all[k];
		all[k] = all[i - 1];
		all[i - 1] = lead;
	}
	for (size_t i = 0; i < n; i++)
		leads_add(leads, all[i].id, 1);
	for (size_t i = n; i-- > 0;)
		leads_add(leads, all[i].id, all[i].weight - 1);
}

static const char *broken(struct gen *gen)
{
	struct leads leads = {0};
	struct lead all[MAX];
	size_t n = gen_below(gen, MAX + 1), most = gen_below(gen, MAX + 20);
	add_leads(gen, &leads, all, n);
	size_t kept = leads_best(&leads, most);
	qsort(all, n, sizeof *all, by_rank);
	const char *what = NULL;
	if (kept != (n < most ? n : most))
		what = "not as many leads as there are, or as are wanted";
	if (what == NULL && kept > 0) {
		qsort(all, kept, sizeof *all, by_id);
		qsort(leads.items, kept, sizeof *leads.items, by_id);
	}
	for (size_t i = 0; i < kept && what == NULL; i++)
		if (leads.items[i].id != all[i].id || leads.items[i].weight != all[i].weight)
			what = "the best leads are not those that sorting puts first";
	leads_done(&leads);
	return what;
}

int main(void)
{
	static struct gen gen;
	unsigned long n_failed = 0;
	uint64_t first = gen_first(), runs = gen_runs(400);
	for (uint64_t number = first; number < first + runs; number++) {
		gen_start(&gen, number);
		const char *what = broken(&gen);
		if (what != NULL)
			gen_failed(&gen, &n_failed, what);
	}
	tap_ok(n_failed == 0, "%" PRIu64 " tables of leads, %lu wrong", runs, n_failed);
	return tap_done();
}
