#include "config.h"

#include "cli/article-line.h"

#include "cli/stored.h"

#include <stdio.h>

enum { DATE_COL = 10, SOURCE_COL = 18, NARROW_COL = 60 };

static int digits(int64_t n)
{
	char text[LINE_NUMBER_B];
	return snprintf(text, sizeof text, "%lld", (long long)n);
}

void article_lines_look(struct article_lines *lines, const struct article_row *rows, int n)
{
	int rtl = 0;
	if (lines->ready)
		return;
	for (int i = 0; i < n; i++) {
		int width = digits(rows[i].id);
		lines->id_col = width > lines->id_col ? width : lines->id_col;
		rtl += rows[i].dir == DIR_RTL ? 1 : -1;
	}
	if (lines->table->options.dir == DIR_AUTO)
		lines->table->options.dir = rtl > 0 ? DIR_RTL : DIR_LTR;
	lines->ready = true;
}

void article_line(const struct article_lines *lines, const struct article_row *row, const struct hits *hits)
{
	char id[LINE_NUMBER_B], date[32], signs[8];
	int width = lines->table->options.width_col;
	bool narrow = lines->table->options.visual && width > 0 && width < NARROW_COL;
	stored_date(row, date);
	date[date[0] != '\0' ? DATE_COL : 0] = '\0';
	snprintf(id, sizeof id, "%lld", (long long)row->id);
	snprintf(signs, sizeof signs, "%s%s", row->unread ? "•" : "", row->starred ? "*" : "");
	struct column columns[5] = {{.text = str_of(id), .width_col = lines->id_col, .number = true},
	                            {.text = str_of(signs), .width_col = 2},
	                            {.text = str_of(date), .width_col = DATE_COL}};
	size_t n = 3;
	if (!narrow)
		columns[n++] = (struct column){.text = row->source, .width_col = width > 0 ? SOURCE_COL : 0};
	columns[n++] = (struct column){.text = row->title.n > 0 ? row->title : row->url,
	                               .hits = row->title.n > 0 ? hits : NULL};
	table_line(lines->table, columns, n, row->unread);
}
