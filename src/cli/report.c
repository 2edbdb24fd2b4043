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
	buf_add_char(&out.buf, '\n');
	out_done(&out, NULL);
}
