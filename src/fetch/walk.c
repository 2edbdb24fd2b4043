#include "config.h"

#include "fetch/walk.h"

#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 32, MAX_PATH_B = 3 * PATH_MAX };

struct walker {
	bool (*each)(void *to, const struct walked *file);
	void *to;
	struct buf name, path; /* of where it is: both end in the same names */
	int depth;
};

static bool give(struct walker *w, int64_t size_b, const struct err *err)
{
	const struct walked file = {buf_cstr(&w->name), buf_cstr(&w->path), size_b, err};
	return w->each(w->to, &file);
}

static bool fail(struct walker *w)
{
	struct err err;
	char reason[ERR_REASON_B];
	err_set(&err, ERR_INPUT, "cannot be read: %s", err_reason(errno, reason));
	return give(w, 0, &err);
}

static int is_not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void add_name(struct buf *path, const char *name)
{
	if (path->n == 0 || path->p[path->n - 1] != '/')
		buf_add_char(path, '/');
	buf_add_str(path, str_of(name));
}

static bool walk_folder(struct walker *w);

/* Below a folder: only what is a file, or a folder and no link to one. */
static bool walk_entry(struct walker *w)
{
	struct stat st;
	if (w->path.full || w->name.full)
		return true;
	if (lstat(buf_cstr(&w->path), &st) != 0)
		return errno == ENOENT ? true : fail(w); /* gone meanwhile */
	if (S_ISDIR(st.st_mode))
		return w->depth < MAX_DEPTH ? walk_folder(w) : true;
	if (S_ISLNK(st.st_mode) && (stat(buf_cstr(&w->path), &st) != 0 || !S_ISREG(st.st_mode)))
		return true;
	return S_ISREG(st.st_mode) ? give(w, st.st_size, NULL) : true;
}

static bool walk_folder(struct walker *w)
{
	struct dirent **entries;
	int n = scandir(buf_cstr(&w->path), &entries, is_not_hidden, by_name);
	size_t name_b = w->name.n, path_b = w->path.n;
	bool on = true;
	if (n < 0)
		return fail(w);
	w->depth++;
	for (int i = 0; i < n; i++) {
		add_name(&w->name, entries[i]->d_name);
		add_name(&w->path, entries[i]->d_name);
		free(entries[i]);
		on = on && walk_entry(w);
		w->name.n = name_b;
		w->path.n = path_b;
		w->name.full = w->path.full = false;
	}
	w->depth--;
	free(entries);
	return on;
}

bool walk(const char *source, bool (*each)(void *to, const struct walked *file), void *to)
{
	struct walker w = {.each = each, .to = to};
	struct stat st;
	char *path = realpath(source, NULL);
	buf_init(&w.name, MAX_PATH_B);
	buf_init(&w.path, MAX_PATH_B);
	buf_add_str(&w.name, str_of(source));
	buf_add_str(&w.path, str_of(path));
	bool on;
	if (path == NULL || stat(path, &st) != 0)
		on = fail(&w);
	else
		on = S_ISDIR(st.st_mode) ? walk_folder(&w) : give(&w, S_ISREG(st.st_mode) ? st.st_size : -1, NULL);
	free(path);
	buf_done(&w.name);
	buf_done(&w.path);
	return on;
}
