/*
 * test-frames.c: any frame after any frame leaves on the screen what was put.
 *
 * Random pictures (rows moved, cells overwritten, wide ones, marks, styles,
 * sizes) go through screen.h; what it writes goes into libvterm; every cell is
 * compared. Seeded: a failure names its seed.
 */
#include "config.h"

#include "term/screen.h"
#include "term/terminal.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

enum { MAX_ROWS = 30, MAX_COLS = 70, FRAMES = 60 };

struct want {
	uint32_t base, mark, style;
	int width; /* 0: second half */
};

struct world {
	uint32_t random;
	int rows, cols;
	struct want cells[MAX_ROWS][MAX_COLS];
	struct screen *screen;
	VTerm *vterm;
};

static uint32_t any(struct world *w, uint32_t n)
{
	w->random = w->random * 1664525U + 1013904223U;
	return (w->random >> 8) % n;
}

static uint32_t any_style(struct world *w)
{
	static const uint32_t styles[] = {0, 0, 0, 0, STYLE_BOLD, STYLE_REVERSE, STYLE_UNDERLINE,
	                                  STYLE_BOLD | STYLE_REVERSE, 2U << STYLE_FG_SHIFT, 10U << STYLE_FG_SHIFT,
	                                  (256U << STYLE_FG_SHIFT) | (18U << STYLE_BG_SHIFT),
	                                  (1U << STYLE_FG_SHIFT) | (8U << STYLE_BG_SHIFT), 3U << STYLE_BG_SHIFT};
	return styles[any(w, sizeof styles / sizeof styles[0])];
}

static struct want any_cell(struct world *w)
{
	static const uint32_t bases[] = {' ', ' ', 'a', 'z', 0xFEDF, 0xFE8E, 0x05D0, 0x4E2D, 0xFEFB};
	struct want cell = {.base = bases[any(w, sizeof bases / sizeof bases[0])], .style = any_style(w), .width = 1};
	if (cell.base == 0x4E2D)
		cell.width = 2;
	if (cell.base > 0x500 && any(w, 4) == 0)
		cell.mark = 0x064E;
	return cell;
}

static void blank(struct world *w, int row, int col)
{
	w->cells[row][col] = (struct want){.base = ' ', .width = 1};
}

/* The rule of grid.h by other means: halves that are left over become blank. */
static void put(struct world *w, int row, int col, struct want cell)
{
	if (col + cell.width > w->cols)
		cell = (struct want){.base = ' ', .style = cell.style, .width = 1};
	if (w->cells[row][col].width == 0)
		blank(w, row, col - 1);
	int last = col + cell.width - 1;
	if (last + 1 < w->cols && w->cells[row][last + 1].width == 0)
		blank(w, row, last + 1);
	w->cells[row][col] = cell;
	if (cell.width == 2)
		w->cells[row][col + 1] = (struct want){.style = cell.style};
}

static void move_rows(struct world *w)
{
	int top = (int)any(w, (uint32_t)w->rows), height = 1 + (int)any(w, (uint32_t)(w->rows - top));
	int by = 1 + (int)any(w, 3);
	bool up = any(w, 2) == 0;
	if (by >= height)
		return;
	size_t row_size = sizeof w->cells[0];
	memmove(w->cells[up ? top : top + by], w->cells[up ? top + by : top], (size_t)(height - by) * row_size);
	for (int i = 0; i < by; i++) {
		int row = up ? top + height - 1 - i : top + i;
		for (int col = 0; col < w->cols; col++)
			blank(w, row, col);
		for (int col = 0; col < w->cols; col++)
			put(w, row, col, any_cell(w));
	}
}

static void change(struct world *w)
{
	for (uint32_t n = any(w, 3); n > 0; n--)
		move_rows(w);
	for (uint32_t n = any(w, 12); n > 0; n--) {
		int row = (int)any(w, (uint32_t)w->rows), col = (int)any(w, (uint32_t)w->cols);
		for (uint32_t k = any(w, 20); k > 0 && col < w->cols; k--)
			put(w, row, col++, any_cell(w));
	}
	for (uint32_t n = any(w, 3); n > 0; n--) {
		int row = (int)any(w, (uint32_t)w->rows), col = (int)any(w, (uint32_t)w->cols);
		for (; col < w->cols; col++)
			put(w, row, col, (struct want){.base = ' ', .width = 1});
	}
}

static void send(struct world *w)
{
	for (int row = 0; row < w->rows; row++) {
		for (int col = 0; col < w->cols; col++) {
			const struct want *cell = &w->cells[row][col];
			if (cell->width > 0)
				screen_put(w->screen, row, col, cell->base, &cell->mark, cell->mark != 0, cell->width,
				           cell->style);
		}
	}
	struct str frame = screen_frame(w->screen);
	vterm_input_write(w->vterm, frame.p, frame.n);
}

static int color_index(const VTermColor *color, bool plain)
{
	return plain || !VTERM_COLOR_IS_INDEXED(color) ? -1 : color->indexed.idx;
}

static bool same_style(const VTermScreenCell *got, uint32_t style, bool is_blank)
{
	int fg = (int)((style >> STYLE_FG_SHIFT) & STYLE_COLOR) - 1, bg = (int)((style >> STYLE_BG_SHIFT) & STYLE_COLOR) - 1;
	bool reverse = (style & STYLE_REVERSE) != 0, underline = (style & STYLE_UNDERLINE) != 0;
	if (got->attrs.reverse != reverse || (got->attrs.underline != 0) != underline)
		return false;
	if (color_index(&got->bg, VTERM_COLOR_IS_DEFAULT_BG(&got->bg)) != bg)
		return false;
	if (is_blank)
		return true; /* the rest does not show */
	return got->attrs.bold == ((style & STYLE_BOLD) != 0) &&
	       color_index(&got->fg, VTERM_COLOR_IS_DEFAULT_FG(&got->fg)) == fg;
}

static bool same_cell(struct world *w, int row, int col)
{
	VTermScreenCell got;
	const struct want *cell = &w->cells[row][col];
	memset(&got, 0, sizeof got);
	vterm_screen_get_cell(vterm_obtain_screen(w->vterm), (VTermPos){row, col}, &got);
	if (cell->width == 0)
		return true;
	uint32_t base = got.chars[0] == 0 ? ' ' : got.chars[0];
	bool is_blank = cell->base == ' ' && cell->mark == 0;
	return base == cell->base && got.chars[1] == cell->mark && same_style(&got, cell->style, is_blank);
}

static bool compare(struct world *w, uint32_t seed, int frame)
{
	for (int row = 0; row < w->rows; row++) {
		for (int col = 0; col < w->cols; col++) {
			if (!same_cell(w, row, col)) {
				printf("# seed %u frame %d row %d column %d of %dx%d\n", seed, frame, row, col, w->cols,
				       w->rows);
				return false;
			}
		}
	}
	/* and what is right is left alone */
	if (screen_frame(w->screen).n == 0)
		return true;
	printf("# seed %u frame %d: an unchanged frame writes\n", seed, frame);
	return false;
}

static void set_size(struct world *w)
{
	w->rows = 1 + (int)any(w, MAX_ROWS);
	w->cols = 2 + (int)any(w, MAX_COLS - 1);
	for (int row = 0; row < w->rows; row++) {
		for (int col = 0; col < w->cols; col++)
			blank(w, row, col);
	}
	screen_resize(w->screen, w->rows, w->cols);
	vterm_set_size(w->vterm, w->rows, w->cols);
}

static bool play(const char *term, uint32_t seed)
{
	static struct world w;
	memset(&w, 0, sizeof w);
	w.random = seed;
	struct err err;
	if (screen_open(&w.screen, term, true, false, &err) != 0) {
		printf("# %s\n", err.message);
		return false;
	}
	w.vterm = vterm_new(MAX_ROWS, MAX_COLS);
	vterm_set_utf8(w.vterm, 1);
	vterm_screen_reset(vterm_obtain_screen(w.vterm), 1);
	set_size(&w);
	bool ok = true;
	for (int frame = 0; frame < FRAMES && ok; frame++) {
		if (any(&w, 20) == 0)
			set_size(&w);
		if (any(&w, 20) == 0)
			screen_forget(w.screen);
		change(&w);
		send(&w);
		ok = compare(&w, seed, frame);
	}
	screen_close(w.screen);
	vterm_free(w.vterm);
	return ok;
}

/* Where the cursor was, there is nothing any more: it is hidden, and no row behind the last one is looked at. */
static bool a_smaller_screen_has_no_cursor(void)
{
	static const enum bidi_mode models[] = {BIDI_VISUAL, BIDI_INVERSE, BIDI_INVERSE_AUTO, BIDI_KITTY};
	struct screen *screen;
	struct err err;
	bool ok = true;
	for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
		if (screen_open(&screen, "xterm-256color", true, false, &err) != 0)
			return false;
		screen_set_model(screen, models[i]);
		screen_resize(screen, 30, 100);
		screen_put(screen, 29, 99, 0x628, NULL, 0, 1, 0);
		screen_cursor(screen, 29, 99);
		struct str frame = screen_frame(screen);
		ok = ok && str_find(frame, STR("25h"), 0) != (size_t)-1;
		screen_resize(screen, 5, 20);
		frame = screen_frame(screen);
		ok = ok && frame.n > 0 && str_find(frame, STR("25h"), 0) == (size_t)-1;
		screen_close(screen);
	}
	return ok;
}

int main(int argc, char **argv)
{
	uint32_t n = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 200;
	bool ok = true;
	setlocale(LC_ALL, "C.UTF-8");
	for (uint32_t seed = 1; seed <= n && ok; seed++)
		ok = play("xterm-256color", seed);
	printf("%sok 1 - any frame after any frame\n", ok ? "" : "not ");
	bool hidden = a_smaller_screen_has_no_cursor();
	printf("%sok 2 - a smaller screen has no cursor\n1..2\n", hidden ? "" : "not ");
	return ok && hidden ? 0 : 1;
}
