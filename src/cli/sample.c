#include "config.h"

#include "cli/sample.h"

#include "base/mem.h"
#include "layout/line.h"
#include "term/cellchar.h"
#include "term/model.h"
#include "text/para.h"
#include "text/utf8.h"

#include <stdlib.h>

enum { NUMBER_COL = 2, SENTENCE_COL = 5, EDGE_COL = 72 };

/* "Peace: I have read 25 books (UNIX among them)." */
#define SENTENCE "سلامٌ: قرأتُ 25 كتابًا (منها UNIX)."

const char *sample_description(void)
{
	return "One sentence, sent in each way. A right line begins at the right with the word salam (peace) and "
	       "a colon; its letters are joined, its marks stand on them; 25 is twenty-five, UNIX is in round "
	       "brackets, and a full stop is the last sign, at the left.";
}

size_t sample_ways(struct way ways[WAYS_MAX], const struct identity *who)
{
	size_t n = 0;
	ways[n++] = (struct way){.mode = who->model, .automatic = true, .forms = who->keeps_forms};
	for (int mode = BIDI_VISUAL; mode <= BIDI_PLAIN; mode++) {
		/* Without a switch that is undone the automatic way is this very one. */
		if ((enum bidi_mode)mode != who->model || who->on[0] != '\0')
			ways[n++] = (struct way){.mode = (enum bidi_mode)mode};
	}
	return n;
}

size_t sample_variants(struct way ways[WAYS_MAX], const struct way *way)
{
	const struct model *model = model_of(way->mode);
	size_t n = 0;
	ways[n++] = *way;
	if (model->logical)
		return n;
	ways[n] = *way;
	ways[n++].unmarked = true;
	if (model->forms || way->forms) {
		ways[n] = *way;
		ways[n++].parted = true;
		ways[n] = *way;
		ways[n++].letters = true;
	}
	return n;
}

bool sample_stands_alone(const struct identity *who)
{
	bool at_once = who->passage != PASSAGE_NONE || str_starts(str_of(who->off), STR("\033]"));
	return at_once && who->on[0] != '\0';
}

static void put_cells(struct grid_cell *row, int cols, int col, const struct line *line, const struct para *para)
{
	for (size_t i = 0; i < line->n_cells && col + line->cells[i].width_col <= cols; i++) {
		const struct cell *cell = &line->cells[i];
		uint32_t marks[CELL_MAX_MARKS];
		size_t n = cell_marks(cell, para, marks, CELL_MAX_MARKS);
		n = n < CELL_MAX_MARKS ? n : CELL_MAX_MARKS;
		struct grid_cell *to = &row[col];
		to->width = (uint32_t)cellchar_make(&to->base, to->marks, cell->base, marks, n, cell->width_col);
		col += cell->width_col;
	}
}

/* The sentence is made of cells of one column. */
static void add_cells(struct buf *out, const struct grid_cell *row, int cols)
{
	char utf8[4];
	uint32_t style = 0;
	while (cols > 0 && grid_cell_blank(&row[cols - 1]))
		cols--;
	for (int col = 0; col < cols; col++) {
		const struct grid_cell *cell = &row[col];
		if ((cell->style ^ style) & STYLE_BOLD)
			buf_add_str(out, cell->style & STYLE_BOLD ? STR("\033[1m") : STR("\033[m"));
		style = cell->style;
		buf_add(out, utf8, utf8_encode(cell->base, utf8));
		for (int i = 0; i < CELLCHAR_MARKS && cell->marks[i] != 0; i++)
			buf_add(out, utf8, utf8_encode(cell->marks[i], utf8));
	}
	buf_add_str(out, (style & STYLE_BOLD) != 0 ? STR("\033[m") : STR(""));
}

static void load(struct para *para, const struct way *way)
{
	bool forms = model_of(way->mode)->forms || way->forms;
	enum shape shape = forms && !way->letters ? SHAPE_FORMS : SHAPE_BASE;
	struct look look = {.marks = way->unmarked ? MARKS_DROPPED : MARKS_SHOWN,
	                    .lam_alef = way->parted ? LAM_ALEF_TWO : LAM_ALEF_AUTO};
	para_set_look(para, look);
	para_load(para, STR(SENTENCE), DIR_RTL, DIR_RTL, shape);
}

static void add_row(struct buf *out, const struct way *way, int number, int cols)
{
	const struct model *model = model_of(way->mode);
	struct grid wanted, sent;
	struct line line;
	struct para *para = para_new();
	grid_init(&wanted, 1, cols);
	grid_init(&sent, 1, cols);
	grid_clear(&wanted);
	line_init(&line);
	int edge = cols < EDGE_COL ? cols : EDGE_COL;
	int room = edge > SENTENCE_COL ? edge - SENTENCE_COL : 1;
	load(para, way);
	line_layout_clipped(&line, para, room);
	int col = edge - line.width_col;
	if (NUMBER_COL < cols)
		grid_row(&wanted, 0)[NUMBER_COL].base = (uint32_t)('0' + number);
	if (model->logical) {
		add_cells(out, grid_row(&wanted, 0), cols);
		buf_add_repeat(out, ' ', (size_t)(col - NUMBER_COL - 1 > 0 ? col - NUMBER_COL - 1 : 1));
		buf_add_str(out, STR(SENTENCE));
	} else {
		struct arranger *arranger = arranger_new();
		put_cells(grid_row(&wanted, 0), cols, col > 0 ? col : 0, &line, para);
		arranger_row(arranger, way->mode, grid_row(&wanted, 0), cols, grid_row(&sent, 0), NULL);
		add_cells(out, grid_row(&sent, 0), cols);
		arranger_free(arranger);
	}
	line_done(&line);
	para_free(para);
	grid_done(&wanted);
	grid_done(&sent);
}

void sample_add(struct buf *out, const struct identity *who, const struct way *way, int number, int cols)
{
	bool switches = way->automatic && who->off[0] != '\0';
	buf_add_char(out, '\r');
	buf_add_str(out, switches ? str_of(who->off) : STR(""));
	/* A row takes over the mode when it is erased (VTE), or when it is written (mintty). */
	buf_add_str(out, STR("\033[2K"));
	add_row(out, way, number, cols);
	if (switches && !sample_stands_alone(who))
		buf_add_str(out, str_of(who->on));
	buf_add_str(out, STR("\r\n"));
}
