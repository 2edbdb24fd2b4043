#include "config.h"

#include "picture.h"

#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

enum { MAX_STYLES = 26 };

struct styles {
	char names[MAX_STYLES][64];
	int n;
};

static VTermScreenCell cell_at(VTerm *vterm, int row, int col)
{
	VTermScreenCell cell;
	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(vterm_obtain_screen(vterm), (VTermPos){row, col}, &cell);
	return cell;
}

static void add_row(struct buf *out, VTerm *vterm, int row, int cols)
{
	size_t start = out->n;
	for (int col = 0; col < cols;) {
		VTermScreenCell cell = cell_at(vterm, row, col);
		if (cell.chars[0] == 0)
			buf_add_char(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0 && cell.chars[i] <= 0x10FFFF; i++)
			utf8_add(out, cell.chars[i]);
		col += cell.width > 1 ? cell.width : 1;
	}
	while (out->n > start && out->p[out->n - 1] == ' ')
		out->n--;
	buf_add_char(out, '\n');
}

void picture_add_rows(struct buf *out, VTerm *vterm)
{
	int rows, cols;
	vterm_get_size(vterm, &rows, &cols);
	for (int row = 0; row < rows; row++)
		add_row(out, vterm, row, cols);
}

static void add_color(char *out, size_t n_out, const char *what, const VTermColor *color, bool plain)
{
	size_t n = strlen(out);
	if (!plain && VTERM_COLOR_IS_INDEXED(color))
		snprintf(out + n, n_out - n, " %s %d", what, color->indexed.idx);
}

/* The letter of a cell's style; a new one for a style not seen before. */
static char style_letter(struct styles *styles, const VTermScreenCell *cell)
{
	char name[64];
	/* On a blank bold does not show, nor a colour of letters that does not light it. */
	bool blank = cell->chars[0] == 0 || (cell->chars[0] == ' ' && cell->chars[1] == 0);
	bool lit = cell->attrs.underline != 0 || cell->attrs.reverse;
	snprintf(name, sizeof name, "%s%s%s", cell->attrs.bold && !blank ? " bold" : "",
	         cell->attrs.underline != 0 ? " underline" : "", cell->attrs.reverse ? " reverse" : "");
	add_color(name, sizeof name, "fg", &cell->fg, VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) || (blank && !lit));
	add_color(name, sizeof name, "bg", &cell->bg, VTERM_COLOR_IS_DEFAULT_BG(&cell->bg));
	if (name[0] == '\0')
		return '.';
	int i = 0;
	while (i < styles->n && strcmp(styles->names[i], name) != 0)
		i++;
	if (i == MAX_STYLES)
		return '?';
	if (i == styles->n)
		memcpy(styles->names[styles->n++], name, sizeof name);
	return (char)('a' + i);
}

static void add_styles(struct buf *out, VTerm *vterm, int rows, int cols)
{
	struct styles styles = {.n = 0};
	buf_add_str(out, STR("~ styles\n"));
	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			VTermScreenCell cell = cell_at(vterm, row, col);
			buf_add_char(out, style_letter(&styles, &cell));
		}
		while (out->n > 0 && out->p[out->n - 1] == '.')
			out->n--;
		buf_add_char(out, '\n');
	}
	for (int i = 0; i < styles.n; i++)
		buf_addf(out, "~ %c:%s\n", 'a' + i, styles.names[i]);
}

void picture_add(struct buf *out, VTerm *vterm, bool cursor_shown, bool styles)
{
	int rows, cols;
	VTermPos cursor;
	vterm_get_size(vterm, &rows, &cols);
	vterm_state_get_cursorpos(vterm_obtain_state(vterm), &cursor);
	if (cursor_shown)
		buf_addf(out, "%dx%d, cursor at row %d column %d\n", cols, rows, cursor.row, cursor.col);
	else
		buf_addf(out, "%dx%d, cursor hidden\n", cols, rows);
	picture_add_rows(out, vterm);
	if (styles)
		add_styles(out, vterm, rows, cols);
}
