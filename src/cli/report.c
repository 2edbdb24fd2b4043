#include "config.h"

#include "cli/report.h"

#include "cli/out.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <unistd.h>

/* Nothing that breaks the line, or orders what stands after it. */
static void add_one_line(struct buf *to, struct str clean)
{
	while (clean.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(clean.p, clean.n, &cp);
		bool orders = (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
		if (!orders)
			utf8_add(to, cp == '\n' || cp == '\t' ? ' ' : cp);
		clean = str_sub(clean, n, clean.n);
	}
}

void report(const char *message)
{
	struct out out;
	struct buf clean;
	buf_init(&clean, BUF_NO_MAX);
	clean_text(str_of(message), &clean);
	out_init(&out, STDERR_FILENO);
	buf_add_str(&out.buf, STR("jarida: "));
	add_one_line(&out.buf, buf_str(&clean));
	buf_add_char(&out.buf, '\n');
	buf_done(&clean);
	out_done(&out, NULL);
}
