#include "config.h"

#include "replay.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The main() of a fuzz target that is built without libFuzzer: it runs the
 * target on every file named, or on those of every folder named, or without
 * arguments on tests/fuzz/corpus/<entry>/. A fault ends the program, and with
 * it the test.
 */

enum { MAX_INPUT_B = 64 << 20 };

static int n_run;

static void run_bytes(const char *p, size_t n)
{
	/* A block of just this size: a read past its end is one that the sanitizer sees. */
	uint8_t *exact = xmalloc(n);
	if (n > 0)
		memcpy(exact, p, n);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

static void run_file(const char *path)
{
	struct err err;
	struct buf bytes;
	int fd = file_open(path, &err);
	buf_init(&bytes, MAX_INPUT_B);
	if (fd < 0 || file_read_all(fd, path, &bytes, &err) != 0) {
		printf("Bail out! %s\n", err.message);
		exit(1);
	}
	close(fd);
	run_bytes(bytes.p, bytes.n);
	buf_done(&bytes);
	printf("ok %d - %s\n", ++n_run, strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path);
	fflush(stdout);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void run_folder(const char *path, DIR *folder)
{
	char **names = NULL;
	size_t n = 0, cap = 0;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		if (entry->d_name[0] == '.')
			continue;
		struct buf name;
		buf_init(&name, BUF_NO_MAX);
		buf_addf(&name, "%s/%s", path, entry->d_name);
		names = xgrow(names, n, &cap, sizeof *names);
		names[n++] = xstrdup(buf_cstr(&name));
		buf_done(&name);
	}
	if (n > 0)
		qsort(names, n, sizeof *names, by_name);
	for (size_t i = 0; i < n; i++) {
		run_file(names[i]);
		free(names[i]);
	}
	free(names);
}

static void run_path(const char *path)
{
	DIR *folder = opendir(path);
	if (folder != NULL) {
		run_folder(path, folder);
		closedir(folder);
	} else {
		run_file(path);
	}
}

/* The corpus of …/fuzz-<entry>. */
static void run_own_corpus(const char *program)
{
	const char *entry = strstr(program, "fuzz-");
	for (const char *next = entry; next != NULL; next = strstr(next + 1, "fuzz-"))
		entry = next;
	const char *top = getenv("top_srcdir");
	struct buf path;
	buf_init(&path, BUF_NO_MAX);
	buf_addf(&path, "%s/tests/fuzz/corpus/%s", top != NULL ? top : ".",
	         entry != NULL ? entry + strlen("fuzz-") : "");
	run_path(buf_cstr(&path));
	buf_done(&path);
}

int main(int argc, char **argv)
{
	/* The two inputs that every corpus would hold. */
	run_bytes("", 0);
	run_bytes("\0", 1);
	printf("ok %d - no bytes, one NUL\n", ++n_run);
	if (argc < 2)
		run_own_corpus(argv[0]);
	for (int i = 1; i < argc; i++)
		run_path(argv[i]);
	printf("1..%d\n", n_run);
	return 0;
}
