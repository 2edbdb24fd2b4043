#include "config.h"

#include "cli/fill.h"

void fill_add(struct buf *out, struct str text, size_t col, size_t indent_col, size_t width_col)
{
	size_t at = 0;
	while (at < text.n) {
		size_t end = str_find(text, STR(" "), at);
		end = end < text.n ? end : text.n;
		bool first = at == 0;
		size_t n = end - at;
		if (!first && width_col > 0 && col + 1 + n > width_col) {
			buf_add_char(out, '\n');
			buf_add_repeat(out, ' ', indent_col);
			col = indent_col;
		} else if (!first) {
			buf_add_char(out, ' ');
			col++;
		}
		buf_add_str(out, str_sub(text, at, end));
		col += n;
		at = end + 1;
	}
}
