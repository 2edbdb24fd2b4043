/* What Tab makes of a file's name at a prompt. */
#include "config.h"

#include "ui/state.h"

#include "base/mem.h"
#include "text/utf8.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_NAMES = 5000 };

struct names {
	char **names; /* with a slash after those of folders */
	size_t n, cap;
};

/* The folder that a name stands in, as it can be opened. */
static void folder_of(struct str folder, struct buf *path)
{
	const char *home = getenv("HOME");
	bool at_home = home != NULL && str_starts(folder, STR("~/"));
	if (at_home)
		buf_add_str(path, str_of(home));
	buf_add_str(path, str_sub(folder, at_home, folder.n));
	if (path->n == 0)
		buf_add_str(path, STR("./"));
}

/* A name that can be shown and typed: what is hidden only when that was asked for. */
static bool fits(struct str name, struct str typed)
{
	if (!str_starts(name, typed) || (name.p[0] == '.' && typed.n == 0) || !utf8_valid(name))
		return false;
	if (str_eq(name, STR(".")) || str_eq(name, STR("..")))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] < ' ' || name.p[i] == 127)
			return false;
	return true;
}

static void add_name(struct names *names, struct str folder, struct str name)
{
	struct stat st;
	struct buf path, shown;
	buf_init(&path, BUF_NO_MAX);
	buf_init(&shown, BUF_NO_MAX);
	buf_add_str(&path, folder);
	buf_add_str(&path, name);
	buf_add_str(&shown, name);
	if (stat(buf_cstr(&path), &st) == 0 && S_ISDIR(st.st_mode))
		buf_add_char(&shown, '/');
	names->names = xgrow(names->names, names->n, &names->cap, sizeof *names->names);
	names->names[names->n++] = xstrdup(buf_cstr(&shown));
	buf_done(&path);
	buf_done(&shown);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_names(struct names *names, struct str folder, struct str typed)
{
	struct buf path;
	struct dirent *entry;
	buf_init(&path, BUF_NO_MAX);
	folder_of(folder, &path);
	DIR *dir = opendir(buf_cstr(&path));
	while (dir != NULL && names->n < MAX_NAMES && (entry = readdir(dir)) != NULL)
		if (fits(str_of(entry->d_name), typed))
			add_name(names, buf_str(&path), str_of(entry->d_name));
	if (dir != NULL)
		closedir(dir);
	if (names->n > 0)
		qsort(names->names, names->n, sizeof *names->names, by_name);
	buf_done(&path);
}

/* Tab after Tab goes through the names that begin as typed, and comes back to that; an only one is gone into. */
void complete_path(struct app *app, size_t from)
{
	struct names names = {0};
	struct str typed = prompt_text(&app->prompt);
	if (app->completing.p == NULL) {
		buf_clear(&app->completed);
		buf_add_str(&app->completed, typed);
		app->completing = (struct str){buf_cstr(&app->completed), typed.n};
		app->completion = 0;
	}
	size_t behind = app->completing.n;
	while (behind > from && app->completing.p[behind - 1] != '/')
		behind--;
	struct str folder = str_sub(app->completing, from, behind);
	find_names(&names, folder, str_sub(app->completing, behind, app->completing.n));
	struct buf line;
	buf_init(&line, BUF_NO_MAX);
	size_t at = names.n > 0 ? app->completion++ % (names.n + (names.n > 1)) : 0;
	if (at < names.n) {
		buf_add_str(&line, str_sub(app->completing, 0, behind));
		buf_add_str(&line, str_of(names.names[at]));
	} else {
		buf_add_str(&line, app->completing);
	}
	prompt_set_text(&app->prompt, buf_str(&line));
	if (names.n == 1)
		app->completing = (struct str){0};
	buf_done(&line);
	for (size_t i = 0; i < names.n; i++)
		free(names.names[i]);
	free(names.names);
}
