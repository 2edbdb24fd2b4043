#include "config.h"

#include "term/screen.h"

#include "base/buf.h"
#include "base/mem.h"
#include "term/caps.h"
#include "term/grid.h"
#include "term/model.h"
#include "term/pen.h"
#include "term/scroll.h"
#include "term/tty.h"

#include <stdlib.h>
#include <string.h>

struct screen {
	struct caps caps;
	struct grid wanted;       /* as it is to be seen */
	struct grid sent, source; /* where the model rearranges: as it is to be sent, and the rows that come of it so */
	struct grid shown;        /* as it was sent last */
	struct arranger *arranger;
	enum bidi_mode model;
	struct screen_counts counts;
	struct pen pen;
	struct buf frame, enter, leave;
	bool forgotten; /* what the terminal shows is unknown */
	int cursor_row, cursor_col;
	bool cursor_shown;
};

static void prepare_enter_and_leave(struct screen *screen, bool mouse)
{
	const struct caps *caps = &screen->caps;
	caps_add(caps, &screen->enter, CAP_ENTER, 0, 0);
	buf_add_str(&screen->enter, caps->ansi ? STR("\033[?2004h") : STR(""));
	buf_add_str(&screen->enter, caps->ansi && mouse ? STR("\033[?1000h\033[?1006h") : STR(""));
	buf_add_str(&screen->leave, caps->ansi && mouse ? STR("\033[?1006l\033[?1000l") : STR(""));
	buf_add_str(&screen->leave, caps->ansi ? STR("\033[?2004l") : STR(""));
	caps_add(caps, &screen->leave, CAP_RESET, 0, 0);
	caps_add(caps, &screen->leave, CAP_SHOW, 0, 0);
	if (caps->strings[CAP_LEAVE] != NULL) {
		caps_add(caps, &screen->leave, CAP_LEAVE, 0, 0);
	} else {
		/* No second screen: go below what was drawn. */
		caps_add(caps, &screen->leave, CAP_MOVE, TTY_MAX_ROWS - 1, 0);
		buf_add_str(&screen->leave, STR("\r\n"));
	}
}

int screen_open(struct screen **out, const char *term, bool color, bool mouse, struct err *err)
{
	struct caps caps;
	int rc = caps_load(&caps, term, err);
	if (rc != 0)
		return rc;
	struct screen *screen = xcalloc(1, sizeof *screen);
	screen->caps = caps;
	buf_init(&screen->frame, BUF_NO_MAX);
	buf_init(&screen->enter, SCREEN_LEAVE_MAX_B);
	buf_init(&screen->leave, SCREEN_LEAVE_MAX_B);
	prepare_enter_and_leave(screen, mouse);
	screen->pen = (struct pen){.caps = &screen->caps, .out = &screen->frame, .color = color};
	grid_init(&screen->wanted, 1, 1);
	grid_init(&screen->shown, 1, 1);
	grid_init(&screen->sent, 1, 1);
	grid_init(&screen->source, 1, 1);
	screen->arranger = arranger_new();
	screen->model = BIDI_VISUAL;
	screen_forget(screen);
	*out = screen;
	return 0;
}

bool screen_stacks_marks(const struct screen *screen)
{
	return screen->caps.stacks_marks;
}

bool screen_has_colors(const struct screen *screen)
{
	return screen->caps.colors >= 8;
}

void screen_close(struct screen *screen)
{
	if (screen == NULL)
		return;
	grid_done(&screen->wanted);
	grid_done(&screen->shown);
	grid_done(&screen->sent);
	grid_done(&screen->source);
	arranger_free(screen->arranger);
	buf_done(&screen->frame);
	buf_done(&screen->enter);
	buf_done(&screen->leave);
	caps_done(&screen->caps);
	free(screen);
}

struct str screen_enter(const struct screen *screen)
{
	return buf_str(&screen->enter);
}

struct str screen_leave(const struct screen *screen)
{
	return buf_str(&screen->leave);
}

int screen_colors(const struct screen *screen)
{
	return screen->caps.colors;
}

/* Room for rows as they are to be sent, where they are others; blank rows are sent as they are in every model. */
static void resize_arranged(struct screen *screen)
{
	bool used = model_of(screen->model)->arranges;
	int rows = used ? screen->wanted.rows : 1, cols = used ? screen->wanted.cols : 1;
	grid_resize(&screen->sent, rows, cols);
	grid_resize(&screen->source, rows, cols);
	grid_clear(&screen->sent);
	grid_clear(&screen->source);
}

void screen_set_model(struct screen *screen, enum bidi_mode model)
{
	if (screen->model == model)
		return;
	screen->model = model;
	resize_arranged(screen);
	screen_forget(screen);
}

void screen_set_pieces(struct screen *screen, bool pieces)
{
	arranger_set_pieces(screen->arranger, pieces);
}

struct screen_counts screen_counts(const struct screen *screen)
{
	return screen->counts;
}

void screen_resize(struct screen *screen, int rows, int cols)
{
	grid_resize(&screen->wanted, rows, cols);
	grid_resize(&screen->shown, rows, cols);
	resize_arranged(screen);
	screen->pen.rows = rows;
	screen->pen.cols = cols;
	screen_cursor(screen, screen->cursor_shown ? screen->cursor_row : -1, screen->cursor_col);
	screen_forget(screen);
}

void screen_put(struct screen *screen, int row, int col, uint32_t base, const uint32_t *marks,
                size_t n_marks, int width_col, uint32_t style)
{
	struct grid_cell cell = {.style = style};
	int width = cellchar_make(&cell.base, cell.marks, base, marks, n_marks, width_col);
	cell.width = (uint32_t)width;
	grid_put(&screen->wanted, row, col, &cell);
	if (width < width_col)
		grid_fill(&screen->wanted, row, col + width, 1, style);
}

void screen_fill(struct screen *screen, int row, int col, int n_col, uint32_t style)
{
	grid_fill(&screen->wanted, row, col, n_col, style);
}

void screen_cursor(struct screen *screen, int row, int col)
{
	screen->cursor_shown = row >= 0 && row < screen->wanted.rows && col >= 0 && col < screen->wanted.cols;
	screen->cursor_row = row;
	screen->cursor_col = col;
}

void screen_forget(struct screen *screen)
{
	screen->forgotten = true;
	pen_forget(&screen->pen);
}

static size_t cell_bytes(const struct grid_cell *cell)
{
	size_t n = 0;
	if (cell->width > 0)
		n = cell->base < 0x80 ? 1 : cell->base < 0x800 ? 2 : cell->base < 0x10000 ? 3 : 4;
	for (int i = 0; i < CELLCHAR_MARKS && cell->marks[i] != 0; i++)
		n += 2;
	return n;
}

/* Whether writing the cells [from, to) again, which stand there already, is cheaper than going to `to`. */
static bool better_write(const struct pen *pen, const struct grid_cell *cells, int row, int from, int to)
{
	size_t limit = pen_move_cost(pen, row, to);
	size_t n = 0;
	for (int c = from; c < to && n < limit; c++) {
		if (cells[c].width > 0 && !pen_suits(pen, &cells[c]))
			return false;
		n += cell_bytes(&cells[c]);
	}
	return n < limit;
}

/* Go to a column of a row, writing over what is equal where that is shorter. */
static void go(struct pen *pen, const struct grid_cell *cells, int row, int col)
{
	bool before = pen->row == row && pen->col < col && !pen->past_end;
	if (before && better_write(pen, cells, row, pen->col, col)) {
		for (int c = pen->col; c < col; c++) {
			if (cells[c].width > 0)
				pen_write(pen, &cells[c]);
		}
	}
	pen_move(pen, row, col);
}

/* Where the blank end of a row begins. */
static int text_end(const struct grid_cell *cells, int cols)
{
	while (cols > 0 && grid_cell_blank(&cells[cols - 1]))
		cols--;
	return cols;
}

/* Columns [*from, *to) of a row hold all that is to be changed. */
static bool changed_part(const struct grid_cell *wanted, const struct grid_cell *shown, int cols, int *from,
                         int *to)
{
	int a = 0, b = cols;
	while (a < b && grid_cell_equal(&wanted[a], &shown[a]))
		a++;
	while (b > a && grid_cell_equal(&wanted[b - 1], &shown[b - 1]))
		b--;
	*from = a;
	*to = b;
	return a < b;
}

static void draw_row(struct screen *screen, const struct grid *next, int row)
{
	struct pen *pen = &screen->pen;
	int cols = next->cols;
	const struct grid_cell *wanted = grid_row(next, row);
	const struct grid_cell *shown = grid_row(&screen->shown, row);
	int from, to;
	if (!changed_part(wanted, shown, cols, &from, &to))
		return;
	/* A terminal that orders the row gets it whole. */
	bool whole = model_of(screen->model)->reorders;
	if (whole) {
		from = 0;
		to = cols;
	}
	int end = text_end(wanted, cols);
	bool erase = screen->caps.strings[CAP_ERASE] != NULL && to - (end > from ? end : from) > 4;
	int stop = erase && end < to ? (end > from ? end : from) : to;
	for (int c = from; c < stop; c++) {
		bool same = grid_cell_equal(&wanted[c], &shown[c]) &&
		            (wanted[c].width < 2 || grid_cell_equal(&wanted[c + 1], &shown[c + 1]));
		if (wanted[c].width == 0 || (same && !whole))
			continue;
		go(pen, wanted, row, c);
		pen_write(pen, &wanted[c]);
	}
	if (stop < to) {
		pen_move(pen, row, stop);
		pen_erase_row(pen);
	}
}

static void scroll(struct screen *screen, const struct grid *next)
{
	struct scroll found;
	if (screen->caps.strings[CAP_INSERT] == NULL || screen->caps.strings[CAP_DELETE] == NULL)
		return;
	if (!scroll_find(&found, next, &screen->shown))
		return;
	struct pen *pen = &screen->pen;
	int last = next->rows - 1;
	if (found.n > 0) {
		if (found.top == 0 && screen->caps.ansi)
			pen_feed(pen, found.n);
		else
			pen_delete_rows(pen, found.top, found.n);
		if (found.bottom < last)
			pen_insert_rows(pen, found.bottom + 1 - found.n, found.n);
	} else {
		if (found.bottom < last)
			pen_delete_rows(pen, found.bottom + 1 + found.n, -found.n);
		pen_insert_rows(pen, found.top, -found.n);
	}
	grid_scroll(&screen->shown, found.top, found.bottom, found.n);
}

/* The screen as it is to be sent. */
static const struct grid *arrange(struct screen *screen)
{
	const struct grid *wanted = &screen->wanted;
	size_t row_b = (size_t)wanted->cols * sizeof *wanted->cells;
	if (!model_of(screen->model)->arranges)
		return wanted;
	for (int row = 0; row < wanted->rows; row++) {
		struct grid_cell *source = grid_row(&screen->source, row);
		if (memcmp(source, grid_row(wanted, row), row_b) == 0)
			continue;
		memcpy(source, grid_row(wanted, row), row_b);
		screen->counts.arranged++;
		if (!arranger_row(screen->arranger, screen->model, source, wanted->cols, grid_row(&screen->sent, row), NULL))
			screen->counts.wrong++;
	}
	return &screen->sent;
}

/* The columns in which the terminal has what is seen in those of a row, to be freed; NULL: the same. */
static int *columns_of(const struct screen *screen, int row)
{
	size_t cols = (size_t)screen->wanted.cols;
	if (!model_of(screen->model)->arranges || !model_of(screen->model)->reorders)
		return NULL;
	struct grid_cell *sent = xreallocarray(NULL, cols, sizeof *sent);
	int *at = xcalloc(cols, sizeof *at);
	arranger_row(screen->arranger, screen->model, grid_row(&screen->wanted, row), screen->wanted.cols, sent, at);
	free(sent);
	return at;
}

/* Where the cursor is to be sent to so that it is seen where it is wanted. */
static int cursor_col(const struct screen *screen)
{
	int *at = columns_of(screen, screen->cursor_row);
	int col = at != NULL ? at[screen->cursor_col] : screen->cursor_col;
	free(at);
	return col;
}

int screen_seen_col(const struct screen *screen, int row, int col)
{
	bool inside = row >= 0 && row < screen->wanted.rows && col >= 0 && col < screen->wanted.cols;
	int *at = inside ? columns_of(screen, row) : NULL;
	int seen = col;
	for (int i = 0; at != NULL && i < screen->wanted.cols; i++)
		if (at[i] == col)
			seen = i;
	free(at);
	return seen;
}

struct str screen_frame(struct screen *screen)
{
	struct pen *pen = &screen->pen;
	const struct grid *next = arrange(screen);
	buf_clear(&screen->frame);
	if (screen->forgotten) {
		pen_show(pen, false);
		pen_clear(pen);
		grid_clear(&screen->shown);
		screen->forgotten = false;
	} else {
		scroll(screen, next);
	}
	for (int row = 0; row < next->rows; row++)
		draw_row(screen, next, row);
	memcpy(screen->shown.cells, next->cells,
	       (size_t)next->rows * (size_t)next->cols * sizeof *next->cells);
	pen_style(pen, 0);
	if (screen->cursor_shown)
		pen_move(pen, screen->cursor_row, cursor_col(screen));
	pen_show(pen, screen->cursor_shown);
	return buf_str(&screen->frame);
}
