#include "config.h"

#include "cli/table.h"

#include "cli/marked.h"

enum { GAP_COL = 2 };

void table_init(struct table *table, const struct print_options *options, struct out *out)
{
	*table = (struct table){.options = *options, .out = out};
	table->para = para_new();
	line_init(&table->line);
}

void table_done(struct table *table)
{
	para_free(table->para);
	line_done(&table->line);
}

static const struct hits *hits_of(const struct table *table, const struct column *column)
{
	return table->options.color ? column->hits : NULL;
}

/* A text in reading order: one column of one line. */
static void print_logical(struct table *table, const struct column *column)
{
	struct buf *buf = &table->out->buf;
	size_t start = buf->n;
	marked_logical(column->text, hits_of(table, column), buf);
	for (size_t i = start; i < buf->n; i++) {
		if (buf->p[i] == '\t' || buf->p[i] == '\n')
			buf->p[i] = ' ';
	}
}

/* The cells of a text, and blanks around them up to the column's width; 0: none. */
static void print_cells(struct table *table, const struct column *column, int width)
{
	struct buf *buf = &table->out->buf;
	bool rtl = table->options.dir == DIR_RTL;
	int used = 0;
	bool any = para_load(table->para, column->text, DIR_AUTO, table->options.dir, table->options.shape) > 0;
	if (any && width > 0)
		line_layout_clipped(&table->line, table->para, width);
	else if (any)
		line_layout(&table->line, table->para, 0, para_length(table->para));
	if (any)
		used = table->line.width_col;
	size_t pad = used < width ? (size_t)(width - used) : 0;
	bool before = rtl || column->number;
	buf_add_repeat(buf, ' ', before ? pad : 0);
	if (any)
		marked_line(&table->line, table->para, hits_of(table, column), buf);
	buf_add_repeat(buf, ' ', before ? 0 : pad);
}

/* What the columns before leave for the last one; 0: no limit. */
static int last_width(const struct table *table, const struct column *columns, size_t n)
{
	int width = table->options.width_col;
	for (size_t i = 0; i + 1 < n; i++)
		width -= columns[i].width_col + GAP_COL;
	if (table->options.width_col == 0)
		return 0;
	return width > 0 ? width : 1;
}

static void print_visual(struct table *table, const struct column *columns, size_t n)
{
	struct buf *buf = &table->out->buf;
	bool rtl = table->options.dir == DIR_RTL;
	size_t start = buf->n;
	for (size_t i = 0; i < n; i++) {
		size_t at = rtl ? n - 1 - i : i;
		if (i > 0)
			buf_add_repeat(buf, ' ', GAP_COL);
		print_cells(table, &columns[at], at == n - 1 ? last_width(table, columns, n) : columns[at].width_col);
	}
	while (buf->n > start && buf->p[buf->n - 1] == ' ')
		buf->n--;
}

void table_line(struct table *table, const struct column *columns, size_t n, bool bold)
{
	struct buf *buf = &table->out->buf;
	bold = bold && table->options.color;
	if (bold)
		buf_add_str(buf, STR("\033[1m"));
	if (table->options.visual) {
		print_visual(table, columns, n);
	} else {
		for (size_t i = 0; i < n; i++) {
			if (i > 0)
				buf_add_char(buf, '\t');
			print_logical(table, &columns[i]);
		}
	}
	if (bold)
		buf_add_str(buf, STR("\033[0m"));
	buf_add_char(buf, '\n');
	out_flow(table->out);
}
