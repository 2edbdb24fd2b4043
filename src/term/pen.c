#include "config.h"

#include "term/pen.h"

#include "term/terminal.h"
#include "text/utf8.h"

#include <string.h>

enum { MOVE_MAX_B = 32, STYLE_ATTRS = STYLE_BOLD | STYLE_UNDERLINE | STYLE_REVERSE | STYLE_DIM };

void pen_forget(struct pen *pen)
{
	pen->row = pen->col = -1;
	pen->past_end = false;
	pen->style_known = false;
	pen->visible = -1;
}

/* One way to make a move; of several the shortest is taken. */
struct way {
	char p[MOVE_MAX_B];
	size_t n;
};

static void add(struct way *way, const char *s, size_t n)
{
	if (way->n + n <= sizeof way->p) {
		memcpy(way->p + way->n, s, n);
		way->n += n;
	}
}

static void add_number(struct way *way, int value)
{
	char digits[12];
	size_t n = sizeof digits;
	do
		digits[--n] = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	add(way, digits + n, sizeof digits - n);
}

/* From one column to another of the same row. */
static void across(struct way *way, int from, int to)
{
	if (to == 0 && from > 0) {
		add(way, "\r", 1);
	} else if (to < from && from - to <= 4) {
		add(way, "\b\b\b\b", (size_t)(from - to));
	} else if (to != from) {
		if (to < from) {
			add(way, "\r", 1);
			from = 0;
		}
		add(way, "\033[", 2);
		if (to - from > 1)
			add_number(way, to - from);
		add(way, "C", 1);
	}
}

static struct way absolute(int row, int col)
{
	struct way way = {.n = 0};
	add(&way, "\033[", 2);
	if (row > 0 || col > 0)
		add_number(&way, row + 1);
	if (col > 0) {
		add(&way, ";", 1);
		add_number(&way, col + 1);
	}
	add(&way, "H", 1);
	return way;
}

static struct way shorter(struct way a, struct way b)
{
	return b.n < a.n ? b : a;
}

/* From one row to another, in the same column. */
static void along(struct way *way, int from, int to)
{
	int n = to > from ? to - from : from - to;
	if (to > from && n <= 4) {
		add(way, "\n\n\n\n", (size_t)n);
	} else if (n > 0) {
		add(way, "\033[", 2);
		if (n > 1)
			add_number(way, n);
		add(way, to > from ? "B" : "A", 1);
	}
}

/* The cheapest way on a terminal of ECMA-48. */
static struct way find_way(const struct pen *pen, int row, int col)
{
	struct way best = absolute(row, col);
	if (pen->row < 0)
		return best;
	struct way start = {.n = 0};
	add(&start, "\r", 1);
	along(&start, pen->row, row);
	across(&start, 0, col);
	best = shorter(best, start);
	if (!pen->past_end) {
		struct way keep = {.n = 0};
		along(&keep, pen->row, row);
		across(&keep, pen->col, col);
		best = shorter(best, keep);
	}
	return best;
}

static bool is_there(const struct pen *pen, int row, int col)
{
	return pen->row == row && pen->col == col && !pen->past_end;
}

size_t pen_move_cost(const struct pen *pen, int row, int col)
{
	if (is_there(pen, row, col))
		return 0;
	return pen->caps->ansi ? find_way(pen, row, col).n : 8;
}

void pen_move(struct pen *pen, int row, int col)
{
	if (is_there(pen, row, col))
		return;
	if (pen->caps->ansi) {
		struct way way = find_way(pen, row, col);
		buf_add(pen->out, way.p, way.n);
	} else {
		caps_add(pen->caps, pen->out, CAP_MOVE, row, col);
	}
	pen->row = row;
	pen->col = col;
	pen->past_end = false;
}

/* Numbers of one SGR, separated by ';'. */
struct sgr {
	struct buf *out;
	bool empty;
};

static void add_code(struct sgr *sgr, unsigned code)
{
	buf_addf(sgr->out, sgr->empty ? "%u" : ";%u", code);
	sgr->empty = false;
}

static unsigned color_of(uint32_t style, int shift)
{
	return (style >> shift) & STYLE_COLOR;
}

static void add_color(struct sgr *sgr, unsigned color, unsigned base)
{
	if (color == 0)
		add_code(sgr, base + 9);
	else if (color <= 8)
		add_code(sgr, base + color - 1);
	else if (color <= 16)
		add_code(sgr, base + 60 + color - 9);
	else
		buf_addf(sgr->out, sgr->empty ? "%u;5;%u" : ";%u;5;%u", base + 8, color - 1);
	sgr->empty = false;
}

/* The one of the 16 that is nearest to a colour of the cube or the greys after them; all counted from 1. */
static unsigned among_16(unsigned color)
{
	if (color <= 16)
		return color;
	unsigned i = color - 1 - 16, r = i / 36, g = i / 6 % 6, b = i % 6;
	if (color > 232)
		r = g = b = (color - 233) / 4;
	unsigned most = r > g ? r : g;
	most = b > most ? b : most;
	if (r == g && g == b)
		return most == 0 ? 1 : most <= 2 ? 9 : most <= 4 ? 8 : 16;
	unsigned bits = (2 * r > most ? 1U : 0U) | (2 * g > most ? 2U : 0U) | (2 * b > most ? 4U : 0U);
	return bits + (most >= 4 ? 9 : 1);
}

/* The style as this terminal can show it, so that styles that look equal are equal. */
static uint32_t shown_style(const struct pen *pen, uint32_t style)
{
	uint32_t shown = style & STYLE_ATTRS;
	unsigned fg = color_of(style, STYLE_FG_SHIFT), bg = color_of(style, STYLE_BG_SHIFT);
	if (!pen->color || pen->caps->colors < 8)
		return shown;
	if (pen->caps->colors < 256) {
		fg = among_16(fg);
		bg = among_16(bg);
	}
	/* Bold black is grey on many terminals, and then cannot be read on a ground that black was chosen for. */
	if (fg == 1)
		shown &= ~(uint32_t)STYLE_BOLD;
	if (pen->caps->colors < 16) {
		if (fg > 8)
			shown |= STYLE_BOLD; /* the usual stand-in for a bright colour */
		fg = fg > 8 ? fg - 8 : fg;
		bg = bg > 8 ? bg - 8 : bg;
	}
	return shown | fg << STYLE_FG_SHIFT | bg << STYLE_BG_SHIFT;
}

static const struct {
	uint32_t bit;
	unsigned code;
	enum cap cap;
} attrs[] = {
	{STYLE_BOLD, 1, CAP_BOLD},
	{STYLE_DIM, 2, CAP_DIM},
	{STYLE_UNDERLINE, 4, CAP_UNDERLINE},
	{STYLE_REVERSE, 7, CAP_REVERSE},
};

enum { N_ATTRS = sizeof attrs / sizeof attrs[0] };

/* From the style that is on where it only grows, else from none. */
static void style_ansi(struct pen *pen, uint32_t style)
{
	uint32_t from = pen->style;
	struct sgr sgr = {pen->out, true};
	buf_add_str(pen->out, STR("\033["));
	if (!pen->style_known || style == 0 || (from & ~style & STYLE_ATTRS) != 0) {
		sgr.empty = style == 0; /* no number at the front means 0 */
		from = 0;
	}
	for (int i = 0; i < N_ATTRS; i++) {
		if ((style & ~from & attrs[i].bit) != 0)
			add_code(&sgr, attrs[i].code);
	}
	if (color_of(style, STYLE_FG_SHIFT) != color_of(from, STYLE_FG_SHIFT))
		add_color(&sgr, color_of(style, STYLE_FG_SHIFT), 30);
	if (color_of(style, STYLE_BG_SHIFT) != color_of(from, STYLE_BG_SHIFT))
		add_color(&sgr, color_of(style, STYLE_BG_SHIFT), 40);
	buf_add_char(pen->out, 'm');
}

static void style_described(struct pen *pen, uint32_t style)
{
	caps_add(pen->caps, pen->out, CAP_RESET, 0, 0);
	for (int i = 0; i < N_ATTRS; i++) {
		if ((style & attrs[i].bit) != 0)
			caps_add(pen->caps, pen->out, attrs[i].cap, 0, 0);
	}
	int fg = (int)color_of(style, STYLE_FG_SHIFT), bg = (int)color_of(style, STYLE_BG_SHIFT);
	if (fg > 0)
		caps_add(pen->caps, pen->out, CAP_FG, fg - 1, 0);
	if (bg > 0)
		caps_add(pen->caps, pen->out, CAP_BG, bg - 1, 0);
}

void pen_style(struct pen *pen, uint32_t style)
{
	style = shown_style(pen, style);
	if (pen->style_known && pen->style == style)
		return;
	if (pen->caps->ansi)
		style_ansi(pen, style);
	else
		style_described(pen, style);
	pen->style = style;
	pen->style_known = true;
}

bool pen_suits(const struct pen *pen, const struct grid_cell *cell)
{
	const uint32_t fg = (uint32_t)STYLE_COLOR << STYLE_FG_SHIFT;
	if (!pen->style_known)
		return false;
	uint32_t style = shown_style(pen, cell->style);
	bool is_blank = cell->base == ' ' && cell->marks[0] == 0;
	bool lit = ((style | pen->style) & (STYLE_REVERSE | STYLE_UNDERLINE)) != 0;
	uint32_t unseen = is_blank ? STYLE_BOLD | (lit ? 0 : STYLE_DIM | fg) : 0;
	return ((style ^ pen->style) & ~unseen) == 0;
}

void pen_show(struct pen *pen, bool visible)
{
	if (pen->visible == (visible ? 1 : 0))
		return;
	caps_add(pen->caps, pen->out, visible ? CAP_SHOW : CAP_HIDE, 0, 0);
	pen->visible = visible ? 1 : 0;
}

void pen_write(struct pen *pen, const struct grid_cell *cell)
{
	bool last = pen->col + (int)cell->width >= pen->cols;
	if (last && !pen->caps->wraps_late && pen->row == pen->rows - 1)
		return; /* it would scroll everything */
	if (!pen_suits(pen, cell))
		pen_style(pen, cell->style);
	char utf8[4];
	buf_add(pen->out, utf8, utf8_encode(cell->base, utf8));
	for (int i = 0; i < CELLCHAR_MARKS && cell->marks[i] != 0; i++)
		buf_add(pen->out, utf8, utf8_encode(cell->marks[i], utf8));
	pen->col += (int)cell->width;
	if (last) {
		pen->past_end = true;
		if (!pen->caps->wraps_late)
			pen->row = -1;
	}
}

void pen_clear(struct pen *pen)
{
	pen_style(pen, 0);
	/* Rows take over the mode of bidi when all is erased (ED 2); some descriptions erase from the cursor on. */
	if (pen->caps->ansi)
		buf_add_str(pen->out, STR("\033[H\033[2J"));
	else
		caps_add(pen->caps, pen->out, CAP_CLEAR, 0, 0);
	pen->row = pen->col = 0;
	pen->past_end = false;
}

void pen_erase_row(struct pen *pen)
{
	pen_style(pen, 0);
	caps_add(pen->caps, pen->out, CAP_ERASE, 0, 0);
}

/* One row by the short form, more by the one with a number, else one by one. */
static void repeat(struct pen *pen, enum cap one, enum cap many, int n)
{
	if (n > 1 && pen->caps->strings[many] != NULL) {
		caps_add(pen->caps, pen->out, many, n, 0);
		return;
	}
	for (int i = 0; i < n; i++)
		caps_add(pen->caps, pen->out, one, 0, 0);
}

void pen_insert_rows(struct pen *pen, int row, int n)
{
	pen_style(pen, 0);
	pen_move(pen, row, 0); /* some go to column 0 by themselves, some do not */
	repeat(pen, CAP_INSERT, CAP_INSERT_N, n);
}

void pen_delete_rows(struct pen *pen, int row, int n)
{
	pen_style(pen, 0);
	pen_move(pen, row, 0);
	repeat(pen, CAP_DELETE, CAP_DELETE_N, n);
}

void pen_feed(struct pen *pen, int n)
{
	pen_style(pen, 0);
	pen_move(pen, pen->rows - 1, 0);
	buf_add_repeat(pen->out, '\n', (size_t)n);
	pen->row = pen->rows - 1;
	pen->col = 0;
	pen->past_end = false;
}
