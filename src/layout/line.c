#include "config.h"

#include "layout/line.h"

#include "base/mem.h"
#include "text/join.h"
#include "text/prop.h"

#include <stdlib.h>
#include <string.h>

enum { CP_ELLIPSIS = 0x2026, CP_DOTTED_CIRCLE = 0x25CC };

void line_init(struct line *line)
{
	*line = (struct line){0};
}

void line_done(struct line *line)
{
	free(line->cells);
	line_init(line);
}

/* Columns that code point i, with its entry of para_widths(), adds to a line on which col are taken. */
static inline int advance(const struct para *para, uint8_t width, size_t i, int col)
{
	if (width == PARA_TAB)
		return TAB_STOP_COL - col % TAB_STOP_COL;
	if (width == 0 && col == 0 && para_props(para)[i] & PROP_MARK)
		return 1; /* its base stayed on the line before */
	return width;
}

/* Whether a word may be cut before i when there is no break opportunity: a cluster with cells of its own. */
static bool may_cut(const struct para *para, size_t i)
{
	return para_cluster_at(para, i) && para_widths(para)[i] > 0;
}

/* Spaces and tabs hang at the end of a line, and what is invisible among them. */
static bool is_trailing(const struct para *para, size_t i)
{
	uint32_t prop = para_props(para)[i];
	return prop_lb(prop) == PLB_SP || prop & PROP_INVISIBLE || para_cp(para)[i] == '\t';
}

size_t line_fill(struct para *para, size_t start_cp, int width_col)
{
	const uint8_t *widths = para_widths(para);
	size_t n = para_length(para);
	if (width_col <= 0 || start_cp >= n)
		return n;
	/* `fit` is the first code point that does not fit; spaces always do, since they hang. */
	size_t fit = start_cp;
	for (int col = 0; fit < n; fit++) {
		int add = advance(para, widths[fit], fit, col);
		if (col + add > width_col && !is_trailing(para, fit))
			break;
		col += add;
	}
	if (fit == n)
		return n;
	size_t end = para_last_break(para, start_cp, fit);
	if (end > 0)
		return end;
	for (end = fit; end > start_cp && !may_cut(para, end);)
		end--;
	if (end > start_cp)
		return end;
	/* A cluster wider than the line is cut between its cells, of which one stands in any case. */
	for (end = fit; end > start_cp && widths[end] == 0;)
		end--;
	if (end > start_cp)
		return end;
	for (end = start_cp + 1; end < n && widths[end] == 0;)
		end++;
	return end;
}

static inline struct cell *add_cell(struct line *line, size_t i, uint32_t base, int width_col, uint8_t level)
{
	if (line->n_cells == line->cap_cells)
		line->cells = xgrow(line->cells, line->n_cells, &line->cap_cells, sizeof *line->cells);
	struct cell *cell = &line->cells[line->n_cells++];
	*cell = (struct cell){.base = base,
	                      .start_cp = (uint32_t)i,
	                      .n_cp = 1,
	                      .width_col = (uint8_t)width_col,
	                      .level = level};
	line->width_col += width_col;
	return cell;
}

static void add_tab(struct line *line, size_t i, uint8_t level)
{
	for (int n = TAB_STOP_COL - line->width_col % TAB_STOP_COL; n > 0; n--)
		add_cell(line, i, ' ', 1, level);
}

/*
 * The cells in logical order. What is invisible joins the cell before it when
 * it has its level, and is a cell of no width otherwise, since it then parts
 * the runs on its sides in L2; those cells go after reordering.
 */
static void build_cells(struct line *line, const struct para *para, const uint8_t *levels)
{
	const uint32_t *props = para_props(para), *glyphs = para_glyphs(para);
	const uint8_t *widths = para_widths(para);
	bool have_base = false;
	for (size_t i = line->start_cp; i < line->end_cp; i++) {
		uint8_t level = levels[i - line->start_cp];
		uint32_t base = glyphs[i];
		if (widths[i] == 0) {
			struct cell *last = have_base ? &line->cells[line->n_cells - 1] : NULL;
			bool invisible = props[i] & PROP_INVISIBLE;
			if (last != NULL && (!invisible || last->level == level)) {
				last->n_cp = (uint16_t)(i + 1 - last->start_cp);
				continue;
			}
			if (invisible) {
				add_cell(line, i, 0, 0, level);
				line->parted = true;
				have_base = false;
				continue;
			}
		}
		if (widths[i] == PARA_TAB) {
			add_tab(line, i, level);
			have_base = false;
			continue;
		}
		if (props[i] & PROP_MARK) {
			add_cell(line, i, CP_DOTTED_CIRCLE, 1, level)->orphan = true;
		} else {
			if (level & 1 && props[i] & PROP_MIRRORED)
				base = prop_mirror(base);
			add_cell(line, i, base, widths[i], level);
		}
		have_base = true;
	}
}

static void reverse_cells(struct cell *cells, size_t from, size_t to)
{
	while (from + 1 < to) {
		struct cell swap = cells[from];
		cells[from++] = cells[--to];
		cells[to] = swap;
	}
}

/* UAX #9 L2. */
static void reorder_cells(struct cell *cells, size_t n)
{
	unsigned highest = 0, lowest_odd = 255;
	for (size_t i = 0; i < n; i++) {
		unsigned level = cells[i].level, odd = level | (level & 1 ? 0 : 255);
		highest = level > highest ? level : highest;
		lowest_odd = odd < lowest_odd ? odd : lowest_odd;
	}
	for (unsigned level = highest; level >= lowest_odd; level--) {
		for (size_t from = 0; from < n; from++) {
			size_t to = from;
			while (to < n && cells[to].level >= level)
				to++;
			if (to > from)
				reverse_cells(cells, from, to);
			from = to;
		}
	}
}

static void drop_invisible(struct line *line)
{
	size_t kept = 0;
	for (size_t i = 0; i < line->n_cells; i++) {
		if (line->cells[i].width_col > 0)
			line->cells[kept++] = line->cells[i];
	}
	line->n_cells = kept;
}

/* Levels are those of the whole line; cells are made of what is shown of it. */
static void layout_shown(struct line *line, const struct para *para, size_t start_cp, size_t end_cp,
                         size_t shown_end_cp)
{
	uint8_t levels[PARA_MAX_CP];
	line->start_cp = start_cp;
	line->end_cp = shown_end_cp;
	line->dir = para_dir(para);
	line->n_cells = 0;
	line->width_col = 0;
	line->parted = false;
	para_line_levels(para, start_cp, end_cp, levels);
	build_cells(line, para, levels);
	/* Most lines have one level: no need to look for runs, nor for what parts them. */
	size_t n = end_cp - start_cp;
	if (n > 1 && memcmp(levels, levels + 1, n - 1) != 0)
		reorder_cells(line->cells, line->n_cells);
	else if (n > 0 && levels[0] & 1)
		reverse_cells(line->cells, 0, line->n_cells);
	if (line->parted)
		drop_invisible(line);
	line->end_cp = end_cp;
}

void line_layout_whole(struct line *line, const struct para *para, size_t start_cp, size_t end_cp)
{
	size_t n = para_length(para);
	end_cp = end_cp < n ? end_cp : n;
	start_cp = start_cp < end_cp ? start_cp : end_cp;
	layout_shown(line, para, start_cp, end_cp, end_cp);
}

/* The end of what is shown of a line whose trailing spaces hang. */
static size_t trimmed_end(const struct para *para, size_t start_cp, size_t end_cp)
{
	while (end_cp > start_cp && is_trailing(para, end_cp - 1))
		end_cp--;
	return end_cp;
}

void line_layout(struct line *line, const struct para *para, size_t start_cp, size_t end_cp)
{
	size_t n = para_length(para);
	end_cp = end_cp < n ? end_cp : n;
	start_cp = start_cp < end_cp ? start_cp : end_cp;
	layout_shown(line, para, start_cp, end_cp, trimmed_end(para, start_cp, end_cp));
}

/* Where to cut so that an ellipsis of one column still fits in width_col. */
static size_t clip_at(const struct para *para, size_t n, int width_col)
{
	size_t cut = 0;
	int col = 0;
	for (size_t i = 0; i < n && col < width_col; i++) {
		if (may_cut(para, i))
			cut = i;
		col += advance(para, para_widths(para)[i], i, col);
	}
	return trimmed_end(para, 0, cut);
}

static void add_ellipsis(struct line *line, size_t cut)
{
	bool rtl = line->dir == DIR_RTL;
	add_cell(line, cut, CP_ELLIPSIS, 1, (uint8_t)line->dir)->n_cp = 0;
	if (!rtl)
		return;
	struct cell last = line->cells[line->n_cells - 1];
	memmove(line->cells + 1, line->cells, (line->n_cells - 1) * sizeof *line->cells);
	line->cells[0] = last;
}

void line_layout_clipped(struct line *line, struct para *para, int width_col)
{
	size_t n = trimmed_end(para, 0, para_length(para));
	int col = 0;
	for (size_t i = 0; i < n && col <= width_col; i++)
		col += advance(para, para_widths(para)[i], i, col);
	if (col <= width_col || width_col < 1) {
		line_layout(line, para, 0, width_col < 1 ? 0 : para_length(para));
		return;
	}
	size_t cut = clip_at(para, n, width_col);
	line_layout_whole(line, para, 0, cut);
	for (size_t i = 0; i < line->n_cells; i++) {
		struct cell *cell = &line->cells[i];
		if (cell->start_cp + cell->n_cp == cut && cell->level & 1)
			cell->base = join_end_form(para_cp(para)[cell->start_cp], cell->base);
	}
	add_ellipsis(line, cut);
	line->end_cp = cut;
}

int line_indent(const struct line *line, int width_col)
{
	if (line->dir != DIR_RTL || width_col <= line->width_col)
		return 0;
	return width_col - line->width_col;
}
