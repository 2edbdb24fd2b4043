/*
 * Random texts through para_load_cp() and line_layout(): base direction and
 * levels equal those of the reference, and on the whole paragraph as on ranges
 * of it the cells show everything once, in the order of its L1 and L2, on the
 * levels of its L1, mirrored by L4.
 */
#include "config.h"

#include "gen.h"

#include "../reference/bidi.h"
#include "../reference/cells.h"
#include "../reference/tap.h"
#include "layout/line.h"

#include <inttypes.h>
#include <stdio.h>
#include <unicode/uchar.h>

static struct gen gen;
static struct ref_bidi ref;
static struct para *para;
static struct line line;

static enum dir dir, before;
static enum shape shape;

static void load(void)
{
	para_load_cp(para, gen.cp, gen.n, dir, before, shape);
	ref_load_cp(&ref, gen.cp, gen.n, (int)dir, (int)before);
}

static const char *levels_disagree(void)
{
	static char what[80];
	if (para_length(para) != ref.n)
		return "another length";
	if ((int)para_dir(para) != ref.base)
		return "another base direction";
	for (size_t i = 0; i < ref.n; i++) {
		unsigned got = para_levels(para)[i];
		if (ref.level[i] == REF_REMOVED || ref.level[i] == got)
			continue;
		snprintf(what, sizeof what, "base %d: level of %zu is %u, not %u", ref.base, i, got,
		         ref.level[i]);
		return what;
	}
	return NULL;
}

/* Letters take forms, spaces and what no terminal knows may be replaced: all else is itself, or mirrored. */
static bool keeps_its_shape(uint32_t cp)
{
	const uint32_t mask = U_GC_ND_MASK | U_GC_P_MASK | U_GC_S_MASK;
	return (U_GET_GC_MASK((UChar32)cp) & mask) != 0 && gen.kind != GEN_ANY;
}

static const char *cells_differ(void)
{
	for (size_t c = 0; c < line.n_cells; c++) {
		const struct cell *cell = &line.cells[c];
		uint32_t cp = ref.cp[cell->start_cp];
		if (ref.line_level[cell->start_cp] == REF_REMOVED)
			continue;
		if (cell->level != ref.line_level[cell->start_cp])
			return "another level of a cell";
		uint32_t want = cell->level % 2 == 1 ? (uint32_t)u_charMirror((UChar32)cp) : cp;
		if (keeps_its_shape(cp) && cell->base != want)
			return "a base that is not the mirrored character";
	}
	return NULL;
}

/* With trailing spaces hanging as on a filled line, or with cells for all. */
static const char *line_disagrees(size_t start, size_t end, bool hang)
{
	ref_line(&ref, start, end);
	(hang ? line_layout : line_layout_whole)(&line, para, start, end);
	if (line.start_cp != start || line.end_cp != end || (int)line.dir != ref.base)
		return "another range or direction of the line";
	const char *what = cells_disagree(&line, para, ref.order, ref.n_order, hang);
	return what != NULL ? what : cells_differ();
}

static bool levels_still_disagree(void)
{
	load();
	return levels_disagree() != NULL;
}

/* Where the dice lie when the lines of a text are drawn: the same again while it is shrunk. */
static uint64_t dice;

static size_t random_cut(size_t from)
{
	size_t i = from + gen_below(&gen, (uint32_t)(gen.n - from + 1));
	while (!cells_may_cut(para, i))
		i++;
	return i;
}

static const char *lines_disagree(void)
{
	static char what[160];
	for (int k = 0; k < 3; k++) {
		size_t start = k == 0 ? 0 : random_cut(0);
		size_t end = k == 0 ? gen.n : random_cut(start);
		const char *why = line_disagrees(start, end, gen_one_in(&gen, 2));
		if (why == NULL)
			continue;
		snprintf(what, sizeof what, "base %d, line [%zu, %zu): %s", ref.base, start, end, why);
		return what;
	}
	return NULL;
}

static bool lines_still_disagree(void)
{
	gen.state = dice;
	load();
	return lines_disagree() != NULL;
}

static void check_lines(unsigned long *n_failed)
{
	dice = gen.state;
	if (!lines_still_disagree())
		return;
	gen_shrink(&gen, lines_still_disagree);
	gen.state = dice;
	gen_failed(&gen, n_failed, lines_disagree());
}

int main(void)
{
	uint64_t runs = gen_runs(60000), first = gen_first();
	unsigned long levels_failed = 0, lines_failed = 0;
	gen_note("random texts");
	ref_init(&ref);
	line_init(&line);
	para = para_new();
	for (uint64_t i = first; i - first < runs; i++) {
		gen_start(&gen, i);
		gen_text(&gen);
		dir = (enum dir)gen_below(&gen, 3);
		before = (enum dir)gen_below(&gen, 2);
		shape = (enum shape)gen_below(&gen, 3);
		para_set_look(para, (struct look){.lam_alef = (enum lam_alef)gen_below(&gen, 3)});
		if (levels_still_disagree()) {
			gen_shrink(&gen, levels_still_disagree);
			gen_failed(&gen, &levels_failed, levels_disagree());
			continue;
		}
		check_lines(&lines_failed);
	}
	tap_ok(levels_failed == 0, "levels of %" PRIu64 " texts equal the reference, %lu differ", runs,
	       levels_failed);
	tap_ok(lines_failed == 0, "three lines of each show what the reference shows, %lu differ",
	       lines_failed);
	para_free(para);
	line_done(&line);
	ref_done(&ref);
	return tap_done();
}
