/* Questions about a finished line: which cell shows what, where a cursor stands, the line as text. */
#include "config.h"

#include "layout/line.h"
#include "text/join.h"
#include "text/prop.h"
#include "text/utf8.h"

static bool shows(const struct cell *cell, size_t cp)
{
	return cp >= cell->start_cp && cp < (size_t)cell->start_cp + cell->n_cp;
}

bool line_col_of(const struct line *line, size_t cp, int *col, int *width_col)
{
	int at = 0;
	for (size_t i = 0; i < line->n_cells; i++) {
		if (shows(&line->cells[i], cp)) {
			*col = at;
			*width_col = 0;
			/* A tab has several cells in a row. */
			for (; i < line->n_cells && shows(&line->cells[i], cp); i++)
				*width_col += line->cells[i].width_col;
			return true;
		}
		at += line->cells[i].width_col;
	}
	return false;
}

const struct cell *line_cell_at(const struct line *line, int col)
{
	int at = 0;
	for (size_t i = 0; i < line->n_cells; i++) {
		at += line->cells[i].width_col;
		if (col >= 0 && col < at)
			return &line->cells[i];
	}
	return NULL;
}

static bool is_rtl_at(const struct line *line, int col)
{
	const struct cell *cell = line_cell_at(line, col);
	return cell != NULL && cell->level & 1;
}

int line_caret_col(const struct line *line, size_t cp)
{
	int col, width;
	/* The trailing edge of the nearest character before that has a cell … */
	for (size_t i = cp; i > line->start_cp; i--) {
		if (line_col_of(line, i - 1, &col, &width))
			return is_rtl_at(line, col) ? col : col + width;
	}
	/* … or the leading edge of the first one after. */
	for (size_t i = cp; i < line->end_cp; i++) {
		if (line_col_of(line, i, &col, &width))
			return is_rtl_at(line, col) ? col + width : col;
	}
	return 0;
}

static bool is_tashkeel(uint32_t cp)
{
	return (cp >= 0x064B && cp <= 0x0652) || cp == 0x0670;
}

/* The mark that belongs to the base, or 0. */
static uint32_t own_mark(const struct cell *cell, const struct para *para)
{
	return cell->orphan || cell->n_cp == 0 ? 0 : join_mark(para_cp(para)[cell->start_cp], cell->base);
}

static size_t text_marks(const struct cell *cell, const struct para *para, uint32_t *marks, size_t max)
{
	const uint32_t *cp = para_cp(para), *props = para_props(para);
	size_t first = cell->start_cp + (cell->orphan ? 0 : 1);
	size_t end = (size_t)cell->start_cp + cell->n_cp;
	size_t n = 0, vowels = 0;
	for (size_t i = first; i < end; i++) {
		if (!(props[i] & PROP_MARK))
			continue;
		n++;
		vowels += is_tashkeel(cp[i]);
	}
	/* When not all have room the signs of vowels go first, in their places. */
	size_t others = n <= max ? n : vowels < max ? max - vowels : 0;
	size_t taken = 0;
	for (size_t i = first; i < end && taken < max; i++) {
		if (!(props[i] & PROP_MARK))
			continue;
		if (n > max && !is_tashkeel(cp[i])) {
			if (others == 0)
				continue;
			others--;
		}
		marks[taken++] = cp[i];
	}
	return taken;
}

size_t cell_marks(const struct cell *cell, const struct para *para, uint32_t *marks, size_t max)
{
	uint32_t own = own_mark(cell, para);
	if (own == 0 || max == 0)
		return text_marks(cell, para, marks, max);
	marks[0] = own; /* without it the cell would show another letter */
	return 1 + text_marks(cell, para, marks + 1, max - 1);
}

/* All marks, whatever their number: a file has no cells. Returns the bytes written. */
static size_t print_marks(const struct cell *cell, const struct para *para, char *out)
{
	const uint32_t *cp = para_cp(para), *props = para_props(para);
	size_t end = (size_t)cell->start_cp + cell->n_cp, n = 0;
	uint32_t own = own_mark(cell, para);
	if (own != 0)
		n += utf8_encode(own, out);
	for (size_t i = cell->start_cp + (cell->orphan ? 0U : 1U); i < end; i++) {
		if (props[i] & PROP_MARK)
			n += utf8_encode(cp[i], out + n);
	}
	return n;
}

void line_print(const struct line *line, const struct para *para, struct buf *out)
{
	bool circles = para_shape(para) != SHAPE_BASE;
	/* A code point takes four bytes at most, and every cell shows a base and code points of its own. */
	char *room = buf_reserve(out, 4 * (line->n_cells + (line->end_cp - line->start_cp)));
	size_t n = 0;
	if (room == NULL)
		return;
	for (size_t i = 0; i < line->n_cells; i++) {
		const struct cell *cell = &line->cells[i];
		if (!cell->orphan || circles)
			n += utf8_encode(cell->base, room + n);
		if (cell->n_cp > 1 || cell->orphan || own_mark(cell, para) != 0)
			n += print_marks(cell, para, room + n);
	}
	out->n += n;
}
