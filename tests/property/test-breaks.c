/*
 * Line breaks and clusters of random texts: the engine decides most of them by
 * short ways of its own and asks ICU for the rest; together they must give
 * what ICU gives for the text from its beginning to its end.
 */
#include "config.h"

#include "gen.h"
#include "icu.h"

#include "../reference/tap.h"
#include "text/para.h"

#include <inttypes.h>
#include <stdio.h>

static struct gen gen;
static struct para *para;
static uint64_t dice;

static const char *clusters_disagree(void)
{
	static bool at[GEN_MAX_CP + 1];
	icu_breaks(ICU_CLUSTERS, gen.cp, gen.n, at);
	for (size_t i = 0; i <= gen.n; i++) {
		if (para_cluster_at(para, i) != at[i])
			return "another cluster";
	}
	return NULL;
}

static size_t last_break(const bool *at, size_t from, size_t to)
{
	while (to > from && !at[to])
		to--;
	return to > from ? to : 0;
}

static const char *breaks_disagree(void)
{
	static bool at[GEN_MAX_CP + 1];
	static char what[120];
	icu_breaks(ICU_LINES, gen.cp, gen.n, at);
	gen.state = dice;
	for (int k = 0; k < 20; k++) {
		size_t from = gen_below(&gen, (uint32_t)gen.n);
		size_t to = from + gen_below(&gen, (uint32_t)(gen.n - from) + 1);
		size_t got = para_last_break(para, from, to), want = last_break(at, from, to);
		if (got == want)
			continue;
		snprintf(what, sizeof what, "the last break in (%zu, %zu] is %zu, not %zu", from, to, got, want);
		return what;
	}
	for (size_t i = 1; i <= gen.n; i++) {
		if (para_break_at(para, i) == at[i])
			continue;
		snprintf(what, sizeof what, "another break at %zu", i);
		return what;
	}
	return para_break_at(para, 0) ? "a break at the start" : NULL;
}

static bool still_disagrees(void)
{
	para_load_cp(para, gen.cp, gen.n, DIR_AUTO, DIR_RTL, SHAPE_FORMS);
	return clusters_disagree() != NULL || (gen.n > 0 && breaks_disagree() != NULL);
}

int main(void)
{
	uint64_t runs = gen_runs(20000), first = gen_first();
	unsigned long n_failed = 0;
	gen_note("random texts");
	para = para_new();
	for (uint64_t i = first; i - first < runs; i++) {
		gen_start(&gen, i);
		if (gen_one_in(&gen, 2))
			gen_text_of(&gen, GEN_NEWS, gen_length(&gen));
		else
			gen_text(&gen);
		dice = gen.state;
		if (!still_disagrees())
			continue;
		gen_shrink(&gen, still_disagrees);
		const char *what = clusters_disagree();
		gen_failed(&gen, &n_failed, what != NULL ? what : breaks_disagree());
	}
	tap_ok(n_failed == 0, "breaks and clusters of %" PRIu64 " texts are ICU's, %lu differ", runs, n_failed);
	para_free(para);
	icu_done();
	return tap_done();
}
