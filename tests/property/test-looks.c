/*
 * Every way to show a text (shape, lam-alef, marks, tatweel, digits): what is
 * analysed stays the same, and the lines and their maps hold together.
 */
#include "config.h"

#include "gen.h"

#include "../reference/tap.h"
#include "layout/line.h"
#include "text/prop.h"

#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static struct gen gen;
static struct para *plain, *para;
static struct line line;
static struct look look;
static enum shape shape;
static int width_col;

/* The k-th of all ways. */
enum { N_WAYS = 3 * 3 * 3 * 2 * 2 };

static void choose(unsigned k)
{
	shape = (enum shape)(k % 3);
	look = (struct look){.lam_alef = (enum lam_alef)(k / 3 % 3),
	                     .marks = (enum marks)(k / 9 % 3),
	                     .hide_tatweel = k / 27 % 2,
	                     .digits = k / 54 % 2 ? DIGITS_ARABIC : DIGITS_AS_WRITTEN};
}

static bool is_form(uint32_t cp)
{
	return (cp >= 0xFB50 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC);
}

static const char *glyph_is_wrong(size_t i)
{
	uint32_t glyph = para_glyphs(para)[i], letter = para_cp(para)[i];
	uint8_t width = para_widths(para)[i];
	bool ligature = glyph >= 0xFEF5 && glyph <= 0xFEFC && letter == 0x644;
	if (ligature && (look.lam_alef == LAM_ALEF_TWO || (shape == SHAPE_BASE && look.lam_alef != LAM_ALEF_ONE)))
		return "a ligature where two letters are wanted";
	if (shape == SHAPE_BASE && !ligature && glyph != letter && is_form(glyph) && !is_form(letter))
		return "a form where letters are wanted";
	if (glyph == 0 && letter != 0 && width != 0)
		return "a column for what the ligature shows";
	if (para_props(para)[i] & PROP_INVISIBLE && width != 0)
		return "a column for what is not shown";
	return NULL;
}

/* What the look must leave alone. */
static const char *analysis_differs(void)
{
	size_t n = para_length(plain);
	if (para_length(para) != n || memcmp(para_cp(para), para_cp(plain), n * sizeof(uint32_t)) != 0)
		return "another text";
	if (memcmp(para_levels(para), para_levels(plain), n) != 0 || para_dir(para) != para_dir(plain))
		return "other levels";
	for (size_t i = 0; i < n; i++) {
		const char *what = glyph_is_wrong(i);
		if (what != NULL)
			return what;
		if (para_cluster_at(para, i) != para_cluster_at(plain, i) || para_break_at(para, i) != para_break_at(plain, i))
			return "other places to break";
	}
	return NULL;
}

static const char *cell_is_wrong(const struct cell *cell, int col)
{
	uint32_t marks[CELL_MAX_MARKS];
	size_t n = cell_marks(cell, para, marks, CELL_MAX_MARKS);
	if (cell->width_col < 1 || cell->width_col > 2 || cell->n_cp == 0 || cell->base == 0)
		return "a cell of nothing";
	if (n > CELL_MAX_MARKS || (n > 0 && look.marks == MARKS_DROPPED))
		return "too many marks";
	for (size_t m = 0; m < n; m++)
		if (!(prop_of(marks[m]) & PROP_MARK))
			return "a mark that is none";
	for (int k = 0; k < cell->width_col; k++)
		if (line_cell_at(&line, col + k) != cell)
			return "line_cell_at() finds another cell";
	return NULL;
}

/* Every character that is shown has one place, and the columns add up. */
static const char *line_is_wrong(void)
{
	int col = 0, at, width;
	for (size_t c = 0; c < line.n_cells; c++) {
		const char *what = cell_is_wrong(&line.cells[c], col);
		if (what != NULL)
			return what;
		col += line.cells[c].width_col;
	}
	if (col != line.width_col)
		return "widths do not add up";
	for (size_t i = line.start_cp; i < line.end_cp; i++) {
		bool found = line_col_of(&line, i, &at, &width);
		if (found ? at < 0 || at + width > col : para_widths(para)[i] != 0)
			return "a character without a place";
		int caret = line_caret_col(&line, i);
		if (caret < 0 || caret > col)
			return "a caret beside the line";
	}
	return NULL;
}

static const char *lines_are_wrong(void)
{
	for (size_t start = 0, end, n = para_length(para); start < n; start = end) {
		end = line_fill(para, start, width_col);
		if (end <= start)
			return "an empty line";
		line_layout(&line, para, start, end);
		if (line.width_col > width_col && line.n_cells > 8) /* a tab, or one wide cell and lost marks */
			return "a line that is too wide";
		line_layout_whole(&line, para, start, end);
		const char *what = line_is_wrong();
		if (what != NULL)
			return what;
	}
	return NULL;
}

static const char *wrong(void)
{
	para_load_cp(plain, gen.cp, gen.n, DIR_AUTO, DIR_RTL, SHAPE_FORMS);
	para_set_look(para, look);
	para_load_cp(para, gen.cp, gen.n, DIR_AUTO, DIR_RTL, shape);
	const char *what = analysis_differs();
	return what != NULL ? what : lines_are_wrong();
}

static bool is_wrong(void)
{
	return wrong() != NULL;
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	uint64_t first = gen_first(), runs = gen_runs(400);
	unsigned long n_failed = 0;
	plain = para_new();
	para = para_new();
	line_init(&line);
	for (uint64_t number = first; number < first + runs; number++) {
		gen_start(&gen, number);
		gen_text(&gen);
		gen.n = gen.n < 300 ? gen.n : 300;
		width_col = 1 + (int)gen_below(&gen, 90);
		for (unsigned k = 0; k < N_WAYS; k++) {
			choose(k);
			if (!is_wrong())
				continue;
			char what[120];
			gen_shrink(&gen, is_wrong);
			snprintf(what, sizeof what, "way %u, width %d: %s", k, width_col, wrong());
			gen_failed(&gen, &n_failed, what);
			break;
		}
	}
	tap_ok(n_failed == 0, "%" PRIu64 " texts in %d ways each, %lu wrong", runs, N_WAYS, n_failed);
	line_done(&line);
	para_free(para);
	para_free(plain);
	return tap_done();
}
