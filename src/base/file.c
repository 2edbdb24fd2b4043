#include "config.h"

#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef JARIDA_TINY
enum { READ_B = 3 };
#else
enum { READ_B = 65536 };
#endif

static int read_failed(const char *name, struct err *err)
{
	char reason[ERR_REASON_B];
	return err_set(err, ERR_INPUT, "cannot read '%s': %s", name, err_reason(errno, reason));
}

int file_open(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	return fd >= 0 ? fd : read_failed(path, err);
}

int file_read_all(int fd, const char *name, struct buf *b, struct err *err)
{
	for (;;) {
		size_t want = b->max - b->n < READ_B ? b->max - b->n : READ_B;
		char *room = buf_reserve(b, want);
		if (room == NULL)
			return 0;
		if (want == 0) {
			b->full = true;
			return 0;
		}
		ssize_t n = read(fd, room, want);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return read_failed(name, err);
		if (n == 0)
			return 0;
		b->n += (size_t)n;
	}
}

ssize_t file_read_at(int fd, const char *name, char *out, size_t n, uint64_t offset,
                     struct err *err)
{
	size_t got = 0;
	while (got < n) {
		ssize_t r = pread(fd, out + got, n - got, (off_t)(offset + got));
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return read_failed(name, err);
		if (r == 0)
			break;
		got += (size_t)r;
	}
	return (ssize_t)got;
}

bool file_write_all(int fd, struct str s)
{
	while (s.n > 0) {
		ssize_t n = write(fd, s.p, s.n);
		if (n < 0 && errno != EINTR)
			return false;
		s = str_sub(s, n > 0 ? (size_t)n : 0, s.n);
	}
	return true;
}

void file_make_folders(const char *path)
{
	char *folder = xstrdup(path);
	for (char *p = folder + 1; (p = strchr(p, '/')) != NULL; p++) {
		*p = '\0';
		mkdir(folder, 0700);
		*p = '/';
	}
	free(folder);
}

int file_replace(const char *path, struct str content, struct err *err)
{
	struct buf name;
	char reason[ERR_REASON_B];
	buf_init(&name, BUF_NO_MAX);
	buf_addf(&name, "%s.XXXXXX", path);
	buf_cstr(&name);
	int fd = mkstemp(name.p); /* 0600 */
	bool done = fd >= 0 && file_write_all(fd, content);
	if (fd >= 0) {
		done = close(fd) == 0 && done;
		done = done && rename(name.p, path) == 0;
	}
	int status = done ? 0 : err_set(err, ERR_INPUT, "cannot write '%s': %s", path, err_reason(errno, reason));
	if (fd >= 0 && !done)
		unlink(name.p);
	buf_done(&name);
	return status;
}

bool file_read_small(const char *path, struct buf *b)
{
	struct stat status;
	/* A pipe in its place must not be waited for. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR;
	bool whole = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && file_read_all(fd, path, b, NULL) == 0 && !b->full;
	if (!whole)
		buf_clear(b);
	close(fd);
	return whole;
}
