#include "config.h"

#include "corpus.h"

#include "base/buf.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_CORPUS_B = 1 << 30 };

struct str corpus_read(const char *path)
{
	static struct buf bytes;
	struct err err;
	buf_init(&bytes, MAX_CORPUS_B);
	int fd = file_open(path, &err);
	if (fd < 0 || file_read_all(fd, path, &bytes, &err) != 0) {
		fprintf(stderr, "%s\n", err.message);
		exit(3);
	}
	close(fd);
	return buf_str(&bytes);
}

struct str corpus_member(struct str line, struct str name)
{
	size_t start = str_find(line, name, 0);
	if (start == (size_t)-1)
		return (struct str){"", 0};
	start += name.n;
	size_t end = start;
	while (end < line.n && line.p[end] != '"')
		end += line.p[end] == '\\' && end + 1 < line.n ? 2 : 1;
	return str_sub(line, start, end);
}
