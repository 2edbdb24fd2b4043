#include "config.h"

#include "ui/paint.h"

#include "text/utf8.h"
#include "ui/options.h"

#include <limits.h>
#include <stdlib.h>

void painter_init(struct painter *painter, struct terminal *terminal)
{
	*painter = (struct painter){.terminal = terminal, .model = model_of(BIDI_VISUAL), .para = para_new()};
	line_init(&painter->line);
}

void painter_done(struct painter *painter)
{
	line_done(&painter->line);
	para_free(painter->para);
}

/*
 * Words that need a form which Unicode does not have are sent as letters where
 * the terminal joins those too. Rows that are arranged (kitty) do not leave it
 * the whole word.
 */
static enum shape shape_of(const struct painter *painter, const struct app_options *options)
{
	switch ((enum letters_mode)options->shape) {
	case LETTERS_FORMS: return SHAPE_FORMS;
	case LETTERS_BASE: return SHAPE_BASE;
	case LETTERS_AUTO: break;
	}
	if (terminal_keeps_forms(painter->terminal))
		return SHAPE_FORMS;
	if (!painter->model->forms)
		return SHAPE_BASE;
	return terminal_joins(painter->terminal) && !painter->model->arranges ? SHAPE_MIXED : SHAPE_FORMS;
}

void painter_adapt(struct painter *painter, const struct app_options *options)
{
	painter->model = model_of(terminal_bidi(painter->terminal));
	painter->shape = shape_of(painter, options);
	painter->stacks_marks = terminal_stacks_marks(painter->terminal);
	struct look look = options_look(options, painter->stacks_marks);
	painter->look = (struct look){.marks = look.marks == MARKS_DROPPED ? MARKS_DROPPED : MARKS_SHOWN,
	                              .lam_alef = look.lam_alef};
	para_set_look(painter->para, painter->look);
}

static int compare_cells(const void *a, const void *b)
{
	const struct cell *x = a;
	const struct cell *y = b;
	return (x->start_cp > y->start_cp) - (x->start_cp < y->start_cp);
}

static uint32_t style_at(const struct ink *ink, const struct cell *cell)
{
	size_t start = ink->base_cp + cell->start_cp;
	size_t end = start + (cell->n_cp > 0 ? cell->n_cp : 1);
	for (size_t i = 0; i < ink->n; i++)
		if (start < ink->stretches[i].end_cp && end > ink->stretches[i].start_cp)
			return ink->stretches[i].style;
	return ink->style;
}

/* In logical order the terminal mirrors by itself: it gets the letter of the text. */
static uint32_t base_of(const struct painter *painter, const struct cell *cell, const struct para *para)
{
	if (!painter->model->logical || cell->n_cp == 0 || cell->orphan || cell->start_cp >= para_length(para))
		return cell->base;
	if (para_widths(para)[cell->start_cp] == PARA_TAB)
		return cell->base;
	uint32_t glyph = para_glyphs(para)[cell->start_cp];
	return glyph >= ' ' ? glyph : cell->base;
}

void paint_order(const struct painter *painter, struct line *line)
{
	if (painter->model->logical && line->n_cells > 1)
		qsort(line->cells, line->n_cells, sizeof *line->cells, compare_cells);
}

void paint_line(const struct painter *painter, int row, int col, struct line *line, const struct para *para,
                const struct ink *ink)
{
	paint_order(painter, line);
	for (size_t i = 0; i < line->n_cells; i++) {
		const struct cell *cell = &line->cells[i];
		int at = col;
		col += cell->width_col;
		if (at < ink->left_col || col > ink->right_col)
			continue;
		uint32_t marks[CELL_MAX_MARKS];
		size_t n = cell_marks(cell, para, marks, CELL_MAX_MARKS);
		if (n > CELL_MAX_MARKS)
			n = CELL_MAX_MARKS;
		terminal_put(painter->terminal, row, at, base_of(painter, cell, para), marks, n, cell->width_col,
		             style_at(ink, cell));
	}
}

int paint_text_marked(struct painter *painter, int row, int col, int cols, struct str text, enum dir dir,
                      enum dir side, const struct ink *ink)
{
	if (cols <= 0)
		return 0;
	struct line *line = &painter->line;
	para_load(painter->para, text, dir, side, painter->shape);
	line_layout_clipped(line, painter->para, cols);
	int blank = cols > line->width_col ? cols - line->width_col : 0;
	struct ink here = *ink;
	here.left_col = col;
	here.right_col = col + cols;
	if (side == DIR_RTL) {
		terminal_fill(painter->terminal, row, col, blank, ink->style);
		paint_line(painter, row, col + blank, line, painter->para, &here);
	} else {
		paint_line(painter, row, col, line, painter->para, &here);
		terminal_fill(painter->terminal, row, col + line->width_col, blank, ink->style);
	}
	return line->width_col;
}

int paint_text(struct painter *painter, int row, int col, int cols, struct str text, enum dir dir,
               enum dir side, uint32_t style)
{
	return paint_text_marked(painter, row, col, cols, text, dir, side, &(struct ink){.style = style});
}

int paint_text_cols(struct painter *painter, struct str text)
{
	para_load(painter->para, text, DIR_AUTO, DIR_LTR, painter->shape);
	line_layout(&painter->line, painter->para, 0, para_length(painter->para));
	return painter->line.width_col;
}

/* The first row of a text, which becomes the rest of it. */
static struct str take_row(struct painter *painter, int cols, struct str *text)
{
	para_load(painter->para, *text, DIR_LTR, DIR_LTR, painter->shape);
	size_t end = utf8_offset(*text, line_fill(painter->para, 0, cols));
	struct str row = str_sub(*text, 0, end);
	*text = str_trim(str_sub(*text, end, text->n));
	return row;
}

int paint_text_rows(struct painter *painter, int cols, struct str text)
{
	int rows = 0;
	for (; text.n > 0 && cols > 0; rows++)
		take_row(painter, cols, &text);
	return rows;
}

void paint_text_broken(struct painter *painter, const struct area *area, struct str text, enum dir side, uint32_t style)
{
	for (int i = 0; i < area->rows && area->cols > 0; i++) {
		struct str row = i + 1 < area->rows ? take_row(painter, area->cols, &text) : text;
		paint_text(painter, area->row + i, area->col, area->cols, row, DIR_LTR, side, style);
	}
}

void paint_glyph(const struct painter *painter, int row, int col, uint32_t cp, uint32_t style)
{
	terminal_put(painter->terminal, row, col, cp, NULL, 0, 1, style);
}
