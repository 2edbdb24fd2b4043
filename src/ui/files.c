#include "config.h"

#include "ui/files.h"

#include "base/clock.h"
#include "base/mem.h"
#include "text/utf8.h"
#include "ui/files-scan.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { STORY_BITS = 7, MAX_FILES = 1 << 23 };

struct file *files_new_file(struct files *files, const char *path, size_t skip, uint32_t group)
{
	size_t n_ids = files->n_files + scan_pending(files->scan);
	if (n_ids >= MAX_FILES)
		return NULL;
	struct file *file = xcalloc(1, sizeof *file);
	file->path = xstrdup(path);
	file->name = file->path + skip;
	file->group = group;
	file->n_stories = 1;
	file->id = (uint32_t)n_ids;
	files->by_id = xgrow(files->by_id, n_ids, &files->cap_ids, sizeof(struct file *));
	files->by_id[n_ids] = file;
	return file;
}

static int compare_files(const void *a, const void *b)
{
	const struct file *x = *(struct file *const *)a;
	const struct file *y = *(struct file *const *)b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return strverscmp(x->path, y->path); /* 2.txt before 10.txt */
}

void files_merge(struct files *files, struct file **added, size_t n)
{
	if (n == 0)
		return;
	qsort(added, n, sizeof(struct file *), compare_files);
	if (files->n_files + n > files->cap_files) {
		files->cap_files = (files->n_files + n) * 2;
		files->all = xreallocarray(files->all, files->cap_files, sizeof(struct file *));
	}
	/* From the end, so that nothing is written over before it is read, and no further than needed. */
	size_t i = files->n_files;
	size_t j = n;
	for (size_t to = files->n_files + n; to-- > 0 && j > 0;) {
		bool old = i > 0 && compare_files(&files->all[i - 1], &added[j - 1]) > 0;
		files->all[to] = old ? files->all[--i] : added[--j];
		files->all[to]->index = (uint32_t)to;
	}
	files->n_files += n;
	files->n_rows += n;
	files->next_title = 0;
	files->changed = true;
}

void files_init(struct files *files, char *const *sources, size_t n_sources)
{
	*files = (struct files){0};
	files->scan = scan_new();
	for (size_t i = 0; i < n_sources; i++)
		scan_add_source(files->scan, files, sources[i], (uint32_t)i);
}

static void free_stories(struct file *file)
{
	for (size_t i = 0; file->stories != NULL && i < file->n_stories; i++)
		free(file->stories[i].title);
	free(file->stories);
	file->stories = NULL;
}

static void free_file(struct file *file)
{
	free_stories(file);
	if (file->kept != NULL)
		story_list_done(file->kept);
	free(file->kept);
	free(file->error);
	free(file->path);
	free(file);
}

void files_done(struct files *files)
{
	size_t n_ids = files->n_files + scan_pending(files->scan);
	for (size_t i = 0; i < n_ids; i++)
		free_file(files->by_id[i]);
	scan_free(files->scan);
	free(files->all);
	free(files->by_id);
	*files = (struct files){0};
}

int files_check(struct files *files, struct err *err)
{
	const char *reason = NULL;
	if (files_scanning(files))
		return 0;
	for (size_t i = 0; i < files->n_files; i++) {
		if (files->all[i]->state != FILE_FAILED)
			return 0;
		if (reason == NULL)
			reason = files->all[i]->error;
	}
	return reason == NULL ? 0 : err_set(err, ERR_INPUT, "%s", reason);
}

bool files_scanning(const struct files *files)
{
	return scan_busy(files->scan);
}

bool files_scan(struct files *files, int64_t deadline_ms)
{
	return scan_step(files->scan, files, deadline_ms, SIZE_MAX);
}

void files_scan_first(struct files *files, size_t n_names)
{
	scan_step(files->scan, files, INT64_MAX, n_names);
}

bool files_read_titles(struct files *files, int64_t deadline_ms)
{
	while (files->next_title < files->n_files) {
		struct file *file = files->all[files->next_title++];
		if (file->state != FILE_NEW || file->once)
			continue;
		files_look(files, file);
		if (clock_now_ms() >= deadline_ms)
			break;
	}
	return files->next_title < files->n_files;
}

void files_look(struct files *files, struct file *file)
{
	struct story_list list;
	struct err err;
	if (file->state != FILE_NEW || file->once)
		return;
	if (story_list_read(&list, file->path, &err) < 0) {
		files_fail(files, file, err.message);
		return;
	}
	files_know(files, file, &list);
	story_list_done(&list);
}

/* At most max bytes, cut between characters. */
static struct str cut(struct str text, size_t max)
{
	if (text.n <= max)
		return text;
	while (max > 0 && ((unsigned char)text.p[max] & 0xC0) == 0x80)
		max--;
	return str_sub(text, 0, max);
}

static void set_story(struct file_story *story, const struct article_meta *meta)
{
	struct str title = cut(meta->title, FILES_TITLE_B);
	struct str source = cut(meta->source, FILES_SOURCE_B);
	story->title = xcalloc(title.n + source.n + 2, 1);
	if (title.n > 0)
		memcpy(story->title, title.p, title.n);
	if (source.n > 0)
		memcpy(story->title + title.n + 1, source.p, source.n);
	if (meta->date.year > 0)
		story->date = meta->date.year * 10000 + meta->date.month * 100 + meta->date.day;
	story->rtl = meta->dir == DIR_RTL;
	story->parent = (int16_t)meta->parent;
}

void files_know(struct files *files, struct file *file, const struct story_list *list)
{
	if (file->state == FILE_KNOWN || list->n == 0)
		return;
	size_t n = list->n < FILES_MAX_STORIES ? list->n : FILES_MAX_STORIES;
	file->stories = xcalloc(n, sizeof *file->stories);
	for (size_t i = 0; i < n; i++) {
		set_story(&file->stories[i], article_meta(list->stories[i]));
		*(file->stories[i].rtl ? &files->n_rtl : &files->n_ltr) += 1;
	}
	files->n_rows += n - file->n_stories;
	file->n_stories = (uint8_t)n;
	file->state = FILE_KNOWN;
	files->changed = true;
}

void files_fail(struct files *files, struct file *file, const char *message)
{
	free(file->error);
	file->error = xstrdup(message);
	if (file->state == FILE_NEW)
		file->state = FILE_FAILED;
	files->changed = true;
}

bool files_first(const struct files *files, struct file_ref *ref)
{
	if (files->n_files == 0)
		return false;
	*ref = (struct file_ref){files->all[0], 0};
	return true;
}

bool files_last(const struct files *files, struct file_ref *ref)
{
	if (files->n_files == 0)
		return false;
	struct file *file = files->all[files->n_files - 1];
	*ref = (struct file_ref){file, file->n_stories - 1};
	return true;
}

bool files_next(const struct files *files, struct file_ref *ref)
{
	if (ref->file == NULL)
		return false;
	if (ref->story + 1 < ref->file->n_stories) {
		ref->story++;
		return true;
	}
	size_t next = (size_t)ref->file->index + 1;
	if (next >= files->n_files)
		return false;
	*ref = (struct file_ref){files->all[next], 0};
	return true;
}

bool files_prev(const struct files *files, struct file_ref *ref)
{
	if (ref->file == NULL)
		return false;
	if (ref->story > 0) {
		ref->story--;
		return true;
	}
	if (ref->file->index == 0)
		return false;
	struct file *file = files->all[ref->file->index - 1];
	*ref = (struct file_ref){file, file->n_stories - 1};
	return true;
}

size_t files_number(const struct files *files, struct file_ref ref)
{
	if (ref.file == NULL)
		return 0;
	size_t number = (size_t)ref.story + 1;
	for (size_t i = 0; i < ref.file->index; i++)
		number += files->all[i]->n_stories;
	return number;
}

struct file_ref files_at(const struct files *files, size_t number)
{
	struct file_ref ref = {0};
	size_t before = 0;
	for (size_t i = 0; i < files->n_files; i++) {
		struct file *file = files->all[i];
		if (before + file->n_stories >= number) {
			size_t story = number > before ? number - before - 1 : 0;
			return (struct file_ref){file, (int)story};
		}
		before += file->n_stories;
	}
	files_last(files, &ref);
	return ref;
}

struct file_story *files_story(struct file_ref ref)
{
	if (ref.file == NULL || ref.file->stories == NULL)
		return NULL;
	return &ref.file->stories[ref.story < ref.file->n_stories ? ref.story : 0];
}

struct str files_title(struct file_ref ref)
{
	const struct file_story *story = files_story(ref);
	if (story != NULL && story->title[0] != '\0')
		return str_of(story->title);
	return str_of(ref.file != NULL ? ref.file->name : NULL);
}

struct str files_source(struct file_ref ref)
{
	const struct file_story *story = files_story(ref);
	return str_of(story != NULL ? story->title + strlen(story->title) + 1 : NULL);
}

bool files_unread(struct file_ref ref)
{
	const struct file_story *story = files_story(ref);
	return ref.file != NULL && ref.file->state != FILE_FAILED && (story == NULL || !story->read);
}

int files_id(struct file_ref ref)
{
	return ref.file == NULL ? -1 : (int)(ref.file->id << STORY_BITS) | ref.story;
}

struct file_ref files_by_id(const struct files *files, int id)
{
	size_t file = (size_t)id >> STORY_BITS;
	if (id < 0 || file >= files->n_files + scan_pending(files->scan))
		return (struct file_ref){0};
	return (struct file_ref){files->by_id[file], id & ((1 << STORY_BITS) - 1)};
}
