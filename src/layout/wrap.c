#include "config.h"

#include "layout/wrap.h"

#include "base/mem.h"
#include "layout/line.h"

#include <stdlib.h>

void wrap_init(struct wrap *wrap)
{
	*wrap = (struct wrap){0};
}

void wrap_done(struct wrap *wrap)
{
	free(wrap->starts_cp);
	wrap_init(wrap);
}

static void add_start(struct wrap *wrap, size_t index, size_t cp)
{
	wrap->starts_cp = xgrow(wrap->starts_cp, index, &wrap->cap, sizeof *wrap->starts_cp);
	wrap->starts_cp[index] = (uint32_t)cp;
}

void wrap_para(struct wrap *wrap, struct para *para, int width_col, int hang_col)
{
	size_t start = 0, length = para_length(para);
	wrap->n = 0;
	do {
		add_start(wrap, wrap->n++, start);
		start = line_fill(para, start, start > 0 ? width_col - hang_col : width_col);
	} while (start < length);
	add_start(wrap, wrap->n, length);
}

size_t wrap_line_of(const uint32_t *starts_cp, size_t n, size_t cp)
{
	size_t low = 0, high = n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (starts_cp[middle] <= cp)
			low = middle;
		else
			high = middle;
	}
	return low;
}
