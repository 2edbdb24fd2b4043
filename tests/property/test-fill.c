/*
 * Lines of random paragraphs at random widths: what fits, where it is cut, and
 * what line_layout_clipped() leaves of it.
 */
#include "config.h"

#include "gen.h"

#include "../reference/bidi.h"
#include "../reference/cells.h"
#include "../reference/tap.h"
#include "layout/line.h"
#include "layout/wrap.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static struct gen gen;
static enum dir dir;
static enum shape shape;
static int width_col;
static struct para *para;
static struct line line, whole;
static struct wrap wrap;

static int width_of(size_t start, size_t end)
{
	line_layout(&line, para, start, end);
	return line.width_col;
}

static size_t next_break(size_t i)
{
	size_t n = para_length(para);
	do
		i++;
	while (i < n && !para_break_at(para, i));
	return i;
}

/* Hangs at the end of a line. */
static bool is_blank(size_t i)
{
	uint32_t cp = para_cp(para)[i];
	return cp == ' ' || cp == '\t' || ref_is_invisible(cp);
}

/* Whether i shows nothing of its own: where it goes is not the matter of a cut. */
static bool adds_nothing(size_t i)
{
	uint32_t cp = para_cp(para)[i];
	return ref_is_invisible(cp) || (ref_is_mark(cp) && para_widths(para)[i] == 0);
}

/* Between two clusters that are seen. */
static size_t next_cut(size_t i)
{
	size_t n = para_length(para);
	do
		i++;
	while (i < n && (!cells_may_cut(para, i) || adds_nothing(i)));
	return i;
}

/* Whether the line shows but one cell and lost marks: the only one that may be too wide. */
static bool is_single(void)
{
	size_t n = 0;
	for (size_t c = 0; c < line.n_cells; c++) {
		bool more_tab = c > 0 && line.cells[c].start_cp == line.cells[c - 1].start_cp;
		n += more_tab || line.cells[c].orphan ? 0 : 1;
	}
	return n <= 1;
}

/* Whether the line is the start of a cluster that is wider than the line, cut between cells. */
static bool cuts_wide_cluster(size_t start, size_t end)
{
	size_t whole_end = next_cut(start);
	return end < whole_end && para_widths(para)[end] > 0 && width_of(start, whole_end) > width_col;
}

/*
 * Whether a line cut in mid-word could be longer. Not asked where spaces would
 * follow, which hang or not, or where there is more than meets the eye.
 */
static bool letters_would_fit(size_t start, size_t end)
{
	size_t later = next_cut(end);
	if (is_blank(end))
		return false;
	for (size_t i = start; i < later; i++) {
		if (ref_is_invisible(para_cp(para)[i]))
			return false;
	}
	return width_of(start, later) <= width_col;
}

/* The line [start, end): it fits, ends where it may, and could not end later. */
static const char *line_is_wrong(size_t start, size_t end)
{
	size_t n = para_length(para);
	if (end <= start || end > n)
		return "an empty line, or one past the end";
	/* UAX #14 parts a space and the mark on it (LB10), which are one cluster. */
	if (!cells_may_cut(para, end) && !para_break_at(para, end) && !cuts_wide_cluster(start, end))
		return "a line that ends inside a cluster or a lam-alef";
	if (width_of(start, end) > width_col && !is_single())
		return "a line of several clusters is too wide";
	if (end == n)
		return NULL;
	if (para_break_at(para, end))
		return width_of(start, next_break(end)) <= width_col ? "more words would fit" : NULL;
	for (size_t i = start + 1; i < end; i++) {
		if (para_break_at(para, i) && width_of(start, i) <= width_col)
			return "cut in mid-word, though a break would fit";
	}
	size_t later = next_break(end);
	if (later < n && width_of(start, later) <= width_col)
		return "cut in mid-word, though the whole word would fit";
	return letters_would_fit(start, end) ? "more letters would fit" : NULL;
}

static const char *fill_is_wrong(void)
{
	static char what[160];
	size_t n = para_length(para), start = 0, lines = 0;
	wrap_para(&wrap, para, width_col, 0);
	for (; start < n; lines++) {
		size_t end = line_fill(para, start, width_col);
		const char *why = line_is_wrong(start, end);
		if (why == NULL && (lines >= wrap.n || wrap.starts_cp[lines] != start))
			why = "wrap_para() has another line";
		if (why == NULL && (wrap_line_of(wrap.starts_cp, wrap.n, start) != lines
		                    || wrap_line_of(wrap.starts_cp, wrap.n, end - 1) != lines))
			why = "wrap_line_of() finds another line";
		if (why != NULL) {
			snprintf(what, sizeof what, "line [%zu, %zu): %s", start, end, why);
			return what;
		}
		start = end;
	}
	if (wrap.n != (lines > 0 ? lines : 1) || wrap.starts_cp[wrap.n] != n)
		return "wrap_para() has other lines";
	return line_fill(para, 0, 0) != n ? "a limit where there is none" : NULL;
}

static bool same_cells(const struct line *a, const struct line *b)
{
	if (a->n_cells != b->n_cells || a->width_col != b->width_col)
		return false;
	for (size_t c = 0; c < a->n_cells; c++) {
		const struct cell *x = &a->cells[c], *y = &b->cells[c];
		if (x->base != y->base || x->start_cp != y->start_cp || x->n_cp != y->n_cp ||
		    x->width_col != y->width_col || x->level != y->level)
			return false;
	}
	return true;
}

/* What is shown must be all clusters before the cut, each once; the ellipsis ends the line. */
static const char *cut_is_wrong(void)
{
	bool rtl = line.dir == DIR_RTL;
	size_t at = rtl ? 0 : line.n_cells - 1, n_shown = 0;
	const struct cell *ellipsis = &line.cells[at];
	size_t cut = ellipsis->start_cp;
	if (ellipsis->n_cp != 0)
		return "no ellipsis at the reading end";
	if (cut >= para_length(para) || (!cells_may_cut(para, cut) && !is_blank(cut)))
		return "cut inside a cluster or a lam-alef, or not at all";
	for (size_t c = 0; c < line.n_cells; c++) {
		const struct cell *cell = &line.cells[c];
		if (c != at && cell->n_cp == 0)
			return "two ellipses";
		if ((size_t)cell->start_cp + cell->n_cp > cut)
			return "a cell from behind the cut";
		n_shown += c != at ? 1 : 0;
	}
	line_layout(&whole, para, 0, cut);
	return n_shown < whole.n_cells && cut > 0 && line.n_cells < 2 ? "nothing shown before the cut" : NULL;
}

static const char *clip_is_wrong(void)
{
	line_layout(&whole, para, 0, para_length(para));
	int whole_col = whole.width_col;
	line_layout_clipped(&line, para, width_col);
	if (line.width_col > width_col && width_col > 0)
		return "clipped, and still too wide";
	if (whole_col <= width_col || width_col <= 0)
		return same_cells(&line, &whole) ? NULL : "not as it is, though it fits";
	if (line.n_cells == 0)
		return "nothing at all, not even an ellipsis";
	return cut_is_wrong();
}

static void load(void)
{
	para_load_cp(para, gen.cp, gen.n, dir, DIR_RTL, shape);
}

static bool fill_still_wrong(void)
{
	load();
	return fill_is_wrong() != NULL;
}

static bool clip_still_wrong(void)
{
	load();
	return clip_is_wrong() != NULL;
}

/* Paragraphs have no line ends inside: those would be breaks that must be taken. */
static void draw(void)
{
	enum gen_kind kind = (enum gen_kind)gen_below(&gen, N_GEN_KINDS);
	size_t n = gen_length(&gen);
	gen_text_of(&gen, gen_one_in(&gen, 2) ? GEN_NEWS : kind, n > 600 ? 600 : n);
	dir = (enum dir)gen_below(&gen, 3);
	shape = (enum shape)gen_below(&gen, 3);
	para_set_look(para, (struct look){.lam_alef = (enum lam_alef)gen_below(&gen, 3)});
	width_col = 1 + (int)gen_below(&gen, gen_one_in(&gen, 3) ? 10 : 90);
}

static void check(bool (*wrong)(void), const char *(*why)(void), unsigned long *n_failed)
{
	char what[200];
	if (!wrong())
		return;
	gen_shrink(&gen, wrong);
	snprintf(what, sizeof what, "width %d, direction %d, shape %d: %s", width_col, dir, shape, why());
	gen_failed(&gen, n_failed, what);
}

int main(void)
{
	uint64_t runs = gen_runs(6000), first = gen_first();
	unsigned long fill_failed = 0, clip_failed = 0;
	gen_note("random paragraphs and widths");
	line_init(&line);
	line_init(&whole);
	wrap_init(&wrap);
	para = para_new();
	for (uint64_t i = first; i - first < runs; i++) {
		gen_start(&gen, i);
		draw();
		check(fill_still_wrong, fill_is_wrong, &fill_failed);
		check(clip_still_wrong, clip_is_wrong, &clip_failed);
	}
	tap_ok(fill_failed == 0, "lines of %" PRIu64 " paragraphs are filled, %lu are not", runs, fill_failed);
	tap_ok(clip_failed == 0, "clipped lines of as many are right, %lu are not", clip_failed);
	para_free(para);
	wrap_done(&wrap);
	line_done(&whole);
	line_done(&line);
	return tap_done();
}
