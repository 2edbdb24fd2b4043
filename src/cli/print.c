#include "config.h"

#include "cli/print.h"

#include "text/utf8.h"

void printer_init(struct printer *printer, const struct print_options *options, struct out *out)
{
	*printer = (struct printer){.options = *options, .out = out, .before = DIR_LTR};
	printer->para = para_new();
	line_init(&printer->line);
}

void printer_done(struct printer *printer)
{
	para_free(printer->para);
	line_done(&printer->line);
}

/* Embeddings, overrides and isolates: they have done their work, and outlive the line in no good way. */
static bool is_embedding(uint32_t cp)
{
	return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

void print_add_logical(struct buf *out, struct str text)
{
	while (text.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(text.p, text.n, &cp);
		if (!is_embedding(cp))
			utf8_add(out, cp);
		text = str_sub(text, n, text.n);
	}
}

static void print_logical(struct printer *printer, size_t start, size_t end)
{
	const uint32_t *cp = para_cp(printer->para);
	if (printer->options.width_col > 0) {
		while (end > start && (cp[end - 1] == ' ' || cp[end - 1] == '\t'))
			end--;
	}
	for (size_t i = start; i < end; i++) {
		if (!is_embedding(cp[i]))
			utf8_add(&printer->out->buf, cp[i]);
	}
}

static void print_visual(struct printer *printer, size_t start, size_t end)
{
	struct line *line = &printer->line;
	int width = printer->options.width_col;
	if (width > 0)
		line_layout(line, printer->para, start, end);
	else
		line_layout_whole(line, printer->para, start, end);
	if (line->n_cells > 0)
		buf_add_repeat(&printer->out->buf, ' ', (size_t)line_indent(line, width));
	line_print(line, printer->para, &printer->out->buf);
}

static void print_line(struct printer *printer, size_t start, size_t end, bool bold)
{
	struct buf *buf = &printer->out->buf;
	bold = bold && printer->options.color && end > start;
	if (bold)
		buf_add_str(buf, STR("\033[1m"));
	if (printer->options.visual)
		print_visual(printer, start, end);
	else
		print_logical(printer, start, end);
	if (bold)
		buf_add_str(buf, STR("\033[0m"));
}

/* In reading order and unwrapped, the pieces of a paragraph make up one line again. */
static bool ends_line(const struct printer *printer)
{
	const struct print_options *o = &printer->options;
	return o->visual || o->width_col > 0 || para_ended(printer->para);
}

size_t printer_line(struct printer *printer, struct str bytes, bool bold)
{
	const struct print_options *o = &printer->options;
	struct para *para = printer->para;
	enum dir dir = printer->piece ? printer->before : o->dir;
	size_t taken = para_load(para, bytes, dir, printer->before, o->visual ? o->shape : SHAPE_BASE);
	if (taken == 0)
		return 0;
	size_t start = 0, n = para_length(para);
	do {
		size_t end = line_fill(para, start, o->width_col);
		print_line(printer, start, end, bold);
		if (ends_line(printer))
			buf_add_char(&printer->out->buf, '\n');
		start = end;
	} while (start < n);
	printer->before = para_dir(para);
	printer->piece = !para_ended(para);
	out_flow(printer->out);
	return taken;
}

void printer_paragraph(struct printer *printer, struct str text, bool bold)
{
	if (text.n == 0)
		printer_blank(printer);
	while (text.n > 0) {
		size_t taken = printer_line(printer, text, bold);
		text = str_sub(text, taken, text.n);
	}
	printer->piece = false;
}

void printer_blank(struct printer *printer)
{
	buf_add_char(&printer->out->buf, '\n');
}
