#include "config.h"

#include "replay.h"

#include "base/buf.h"
#include "layout/line.h"
#include "layout/wrap.h"
#include "text/para.h"

#include <stdlib.h>

/*
 * Any bytes become lines of cells: the first byte chooses width, direction and
 * shape, their number the look, the rest is the text. Lines follow one another without a gap, fit
 * their width unless one cell is wider, and print no control character.
 */

static void promise(bool kept)
{
	if (!kept)
		abort();
}

static void check_bytes(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		promise(c >= 0x20 && c != 0x7F);
		promise(c != 0xC2 || (i + 1 < text.n && (unsigned char)text.p[i + 1] >= 0xA0));
	}
}

static void check_cells(const struct line *line, const struct para *para)
{
	int width = 0;
	for (size_t i = 0; i < line->n_cells; i++) {
		const struct cell *cell = &line->cells[i];
		uint32_t marks[CELL_MAX_MARKS];
		promise(cell->width_col == 1 || cell->width_col == 2);
		promise(cell->start_cp >= line->start_cp);
		promise((size_t)cell->start_cp + cell->n_cp <= line->end_cp);
		promise(cell_marks(cell, para, marks, CELL_MAX_MARKS) <= CELL_MAX_MARKS);
		promise(line_cell_at(line, width) == cell);
		width += cell->width_col;
	}
	promise(width == line->width_col);
}

static void check_line(struct line *line, struct para *para, size_t start, size_t end, int width)
{
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	line_layout(line, para, start, end);
	check_cells(line, para);
	promise(line->width_col <= width || line->n_cells == 1);
	line_print(line, para, &out);
	check_bytes(buf_str(&out));
	for (size_t cp = start; cp <= end; cp++) {
		int col = line_caret_col(line, cp);
		promise(col >= 0 && col <= line->width_col);
	}
	buf_done(&out);
}

static void check_para(struct para *para, int width)
{
	struct wrap wrap;
	struct line line;
	wrap_init(&wrap);
	line_init(&line);
	wrap_para(&wrap, para, width, 0);
	promise(wrap.n >= 1 && wrap.starts_cp[0] == 0);
	promise(wrap.starts_cp[wrap.n] == para_length(para));
	for (size_t i = 0; i < wrap.n; i++) {
		promise(wrap.n == 1 || wrap.starts_cp[i] < wrap.starts_cp[i + 1]);
		promise(wrap_line_of(wrap.starts_cp, wrap.n, wrap.starts_cp[i]) == i);
		check_line(&line, para, wrap.starts_cp[i], wrap.starts_cp[i + 1], width);
	}
	line_layout_clipped(&line, para, width);
	promise(line.width_col <= width);
	line_done(&line);
	wrap_done(&wrap);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct para *para;
	if (n == 0)
		return 0;
	if (para == NULL)
		para = para_new();
	int width = 1 + (bytes[0] & 0x1F);
	enum shape shape = !(bytes[0] & 0x20) ? SHAPE_FORMS : n % 2 == 0 ? SHAPE_BASE : SHAPE_MIXED;
	struct look look = {.marks = (enum marks)(n % 3),
	                    .hide_tatweel = n % 5 == 0,
	                    .digits = (enum digits)(n / 3 % 4),
	                    .lam_alef = (enum lam_alef)(n / 2 % 3)};
	para_set_look(para, look);
	enum dir dir = (enum dir)(bytes[0] >> 6 < 3 ? bytes[0] >> 6 : DIR_AUTO);
	struct str rest = {(const char *)bytes + 1, n - 1};
	while (rest.n > 0) {
		size_t taken = para_load(para, rest, dir, DIR_RTL, shape);
		promise(taken > 0 && taken <= rest.n);
		check_para(para, width);
		rest = str_sub(rest, taken, rest.n);
	}
	return 0;
}
