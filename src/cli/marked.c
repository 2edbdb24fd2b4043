#include "config.h"

#include "cli/marked.h"

#include "cli/print.h"

/* Bold stays as it is. */
#define MARK_ON STR("\033[4;31m")
#define MARK_OFF STR("\033[24;39m")

static bool is_marked(const struct cell *cell, const struct hits *hits)
{
	size_t i = hits_behind(hits, cell->start_cp);
	return cell->n_cp > 0 && i < hits->n && hits->at[i].from_cp <= cell->start_cp;
}

void marked_line(const struct line *line, const struct para *para, const struct hits *hits, struct buf *out)
{
	struct line run = *line;
	if (hits == NULL || hits->n == 0) {
		line_print(line, para, out);
		return;
	}
	for (size_t from = 0, to; from < line->n_cells; from = to) {
		bool marked = is_marked(&line->cells[from], hits);
		for (to = from + 1; to < line->n_cells && is_marked(&line->cells[to], hits) == marked;)
			to++;
		run.cells = line->cells + from;
		run.n_cells = to - from;
		buf_add_str(out, marked ? MARK_ON : STR(""));
		line_print(&run, para, out);
		buf_add_str(out, marked ? MARK_OFF : STR(""));
	}
}

void marked_logical(struct str text, const struct hits *hits, struct buf *out)
{
	size_t at = 0;
	for (size_t i = 0; hits != NULL && i < hits->n; i++) {
		print_add_logical(out, str_sub(text, at, hits->at[i].from_b));
		buf_add_str(out, MARK_ON);
		print_add_logical(out, str_sub(text, hits->at[i].from_b, hits->at[i].to_b));
		buf_add_str(out, MARK_OFF);
		at = hits->at[i].to_b;
	}
	print_add_logical(out, str_sub(text, at, text.n));
}
