#include "config.h"

#include "tap.h"

#include <stdarg.h>
#include <stdio.h>

static int n_points, n_failed;

void tap_ok(bool ok, const char *format, ...)
{
	n_points++;
	if (!ok)
		n_failed++;
	printf("%sok %d - ", ok ? "" : "not ", n_points);
	va_list args;
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

void tap_note(const char *format, ...)
{
	fputs("# ", stdout);
	va_list args;
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

void tap_note_text(const char *what, const uint32_t *cp, size_t n)
{
	printf("# %s (%zu):", what, n);
	for (size_t i = 0; i < n && i < 400; i++)
		printf(" %04X", (unsigned)cp[i]);
	puts(n > 400 ? " ..." : "");
	fflush(stdout);
}

int tap_done(void)
{
	printf("1..%d\n", n_points);
	return n_failed > 0 ? 1 : 0;
}

int tap_skip_all(const char *why)
{
	printf("1..0 # SKIP %s\n", why);
	return 0;
}
