#include "config.h"

#include "ui/files-scan.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "ui/files.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 16, LOOK_AT_CLOCK = 256, MIN_BATCH = 512 };

struct folder {
	char *path;
	size_t skip; /* bytes of the path that rows do not show */
	uint32_t group;
	int depth;
};

struct scan {
	struct folder *folders; /* still to be read; the last one is next */
	size_t n_folders, cap_folders;
	DIR *dir;              /* of `current`, or NULL */
	struct folder current;
	struct file **found;
	size_t n_found, cap_found;
};

struct scan *scan_new(void)
{
	return xcalloc(1, sizeof(struct scan));
}

void scan_free(struct scan *scan)
{
	if (scan == NULL)
		return;
	for (size_t i = 0; i < scan->n_folders; i++)
		free(scan->folders[i].path);
	if (scan->dir != NULL)
		closedir(scan->dir);
	free(scan->current.path);
	free(scan->folders);
	free(scan->found);
	free(scan);
}

size_t scan_pending(const struct scan *scan)
{
	return scan == NULL ? 0 : scan->n_found;
}

bool scan_busy(const struct scan *scan)
{
	return scan->dir != NULL || scan->n_folders > 0 || scan->n_found > 0;
}

static void add_found(struct scan *scan, struct file *file)
{
	if (file == NULL)
		return;
	scan->found = xgrow(scan->found, scan->n_found, &scan->cap_found, sizeof(struct file *));
	scan->found[scan->n_found++] = file;
}

static void hand_over(struct scan *scan, struct files *files)
{
	size_t n = scan->n_found;
	scan->n_found = 0;
	files_merge(files, scan->found, n);
}

static void add_folder(struct scan *scan, const char *path, size_t skip, uint32_t group, int depth)
{
	scan->folders = xgrow(scan->folders, scan->n_folders, &scan->cap_folders, sizeof *scan->folders);
	scan->folders[scan->n_folders++] = (struct folder){xstrdup(path), skip, group, depth};
}

static void fail_file(struct files *files, struct file *file, const char *what)
{
	struct err err;
	char reason[ERR_REASON_B];
	err_set(&err, ERR_INPUT, "cannot read '%s': %s", what, err_reason(errno, reason));
	files_fail(files, file, err.message);
}

void scan_add_source(struct scan *scan, struct files *files, const char *source, uint32_t group)
{
	struct stat st;
	bool standard_input = strcmp(source, "-") == 0;
	bool known = !standard_input && stat(source, &st) == 0;
	if (known && S_ISDIR(st.st_mode)) {
		DIR *dir = opendir(source);
		if (dir != NULL) {
			size_t n = strlen(source);
			closedir(dir);
			add_folder(scan, source, source[n - 1] == '/' ? n : n + 1, group, 0);
			return;
		}
		known = false;
	}
	const char *slash = strrchr(source, '/');
	size_t skip = slash != NULL && slash[1] != '\0' ? (size_t)(slash + 1 - source) : 0;
	struct file *file = files_new_file(files, source, skip, group);
	if (file == NULL)
		return;
	file->once = standard_input || (known && !S_ISREG(st.st_mode));
	if (!standard_input && !known)
		fail_file(files, file, source);
	add_found(scan, file);
	hand_over(scan, files);
}

/* The kind of an entry, asked from the file system where the folder does not say. */
static int kind_of(const struct dirent *entry, const char *path)
{
	struct stat st;
	if (entry->d_type == DT_REG || entry->d_type == DT_DIR)
		return entry->d_type;
	if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
		return DT_UNKNOWN;
	if (stat(path, &st) != 0)
		return DT_UNKNOWN;
	if (S_ISREG(st.st_mode))
		return DT_REG;
	if (S_ISDIR(st.st_mode) && entry->d_type == DT_UNKNOWN && lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return DT_DIR;
	return DT_UNKNOWN;
}

static void take_entry(struct scan *scan, struct files *files, const struct dirent *entry)
{
	char path[PATH_MAX];
	const struct folder *in = &scan->current;
	size_t n = strlen(in->path);
	if (entry->d_name[0] == '.')
		return;
	const char *slash = n > 0 && in->path[n - 1] == '/' ? "" : "/";
	if (snprintf(path, sizeof path, "%s%s%s", in->path, slash, entry->d_name) >= (int)sizeof path)
		return;
	int kind = kind_of(entry, path);
	struct stat st;
	if (files->no_links && entry->d_type != DT_REG && (lstat(path, &st) != 0 || S_ISLNK(st.st_mode)))
		return;
	if (kind == DT_REG)
		add_found(scan, files_new_file(files, path, in->skip, in->group));
	else if (kind == DT_DIR && in->depth < MAX_DEPTH)
		add_folder(scan, path, in->skip, in->group, in->depth + 1);
}

static bool open_next(struct scan *scan)
{
	while (scan->dir == NULL && scan->n_folders > 0) {
		free(scan->current.path);
		scan->current = scan->folders[--scan->n_folders];
		scan->dir = opendir(scan->current.path);
	}
	return scan->dir != NULL;
}

bool scan_step(struct scan *scan, struct files *files, int64_t deadline_ms, size_t max_names)
{
	size_t n_read = 0;
	bool late = false;
	while (!late && open_next(scan)) {
		const struct dirent *entry = readdir(scan->dir);
		if (entry != NULL) {
			take_entry(scan, files, entry);
		} else {
			closedir(scan->dir);
			scan->dir = NULL;
		}
		late = ++n_read >= max_names || (n_read % LOOK_AT_CLOCK == 0 && clock_now_ms() >= deadline_ms);
	}
	/* Putting in order costs as much as there are rows: not for every few of them. */
	size_t batch = files->n_files / 8 > MIN_BATCH ? files->n_files / 8 : MIN_BATCH;
	bool more = scan->dir != NULL || scan->n_folders > 0;
	if (!more || scan->n_found >= batch || max_names != SIZE_MAX)
		hand_over(scan, files);
	return more;
}
