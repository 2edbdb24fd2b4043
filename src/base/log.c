#include "config.h"

#include "base/log.h"

#include "base/clock.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static int log_fd = -1;

void log_open(const char *path)
{
	if (path != NULL && path[0] != '\0')
		log_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void log_line(const char *format, ...)
{
	if (log_fd < 0)
		return;
	char line[512];
	int head = snprintf(line, sizeof line, "%" PRId64 " ", clock_now_ms());
	va_list args;
	va_start(args, format);
	int body = vsnprintf(line + head, sizeof line - (size_t)head - 1, format, args);
	va_end(args);
	size_t n = (size_t)head + (body > 0 ? (size_t)body : 0);
	if (n > sizeof line - 2)
		n = sizeof line - 2;
	line[n++] = '\n';
	ssize_t ignored = write(log_fd, line, n);
	(void)ignored;
}
