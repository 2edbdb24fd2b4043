#include "config.h"

#include "cli/report.h"

#include "cli/out.h"
#include "text/clean.h"

#include <unistd.h>

void report(const char *message)
{
	struct out out;
	out_init(&out, STDERR_FILENO);
	buf_add_str(&out.buf, STR("jarida: "));
	clean_text(str_of(message), &out.buf);
	for (size_t i = 0; i < out.buf.n; i++) {
		if (out.buf.p[i] == '\n' || out.buf.p[i] == '\t')
			out.buf.p[i] = ' ';
	}
	buf_add_char(&out.buf, '\n');
	out_done(&out, NULL);
}
