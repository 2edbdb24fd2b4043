#include "config.h"

#include "ui/shelf.h"

#include "base/clock.h"
#include "base/mem.h"
#include "text/utf8.h"
#include "ui/shelf-scan.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { STORY_BITS = 7, MAX_FILES = 1 << 23 };

struct shelf_file *shelf_new_file(struct shelf *shelf, const char *path, size_t skip, uint32_t group)
{
	size_t n_ids = shelf->n_files + scan_pending(shelf->scan);
	if (n_ids >= MAX_FILES)
		return NULL;
	struct shelf_file *file = xcalloc(1, sizeof *file);
	file->path = xstrdup(path);
	file->name = file->path + skip;
	file->group = group;
	file->n_stories = 1;
	file->id = (uint32_t)n_ids;
	shelf->by_id = xgrow(shelf->by_id, n_ids, &shelf->cap_ids, sizeof(struct shelf_file *));
	shelf->by_id[n_ids] = file;
	return file;
}

static int compare_files(const void *a, const void *b)
{
	const struct shelf_file *x = *(struct shelf_file *const *)a;
	const struct shelf_file *y = *(struct shelf_file *const *)b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return strverscmp(x->path, y->path); /* 2.txt before 10.txt */
}

void shelf_merge(struct shelf *shelf, struct shelf_file **added, size_t n)
{
	if (n == 0)
		return;
	qsort(added, n, sizeof(struct shelf_file *), compare_files);
	if (shelf->n_files + n > shelf->cap_files) {
		shelf->cap_files = (shelf->n_files + n) * 2;
		shelf->files = xreallocarray(shelf->files, shelf->cap_files, sizeof(struct shelf_file *));
	}
	/* From the end, so that nothing is written over before it is read, and no further than needed. */
	size_t i = shelf->n_files;
	size_t j = n;
	for (size_t to = shelf->n_files + n; to-- > 0 && j > 0;) {
		bool old = i > 0 && compare_files(&shelf->files[i - 1], &added[j - 1]) > 0;
		shelf->files[to] = old ? shelf->files[--i] : added[--j];
		shelf->files[to]->index = (uint32_t)to;
	}
	shelf->n_files += n;
	shelf->n_rows += n;
	shelf->next_title = 0;
	shelf->changed = true;
}

void shelf_init(struct shelf *shelf, char *const *sources, size_t n_sources)
{
	*shelf = (struct shelf){0};
	shelf->scan = scan_new();
	for (size_t i = 0; i < n_sources; i++)
		scan_add_source(shelf->scan, shelf, sources[i], (uint32_t)i);
}

static void free_stories(struct shelf_file *file)
{
	for (size_t i = 0; file->stories != NULL && i < file->n_stories; i++)
		free(file->stories[i].title);
	free(file->stories);
	file->stories = NULL;
}

static void free_file(struct shelf_file *file)
{
	free_stories(file);
	if (file->kept != NULL)
		story_list_done(file->kept);
	free(file->kept);
	free(file->error);
	free(file->path);
	free(file);
}

void shelf_done(struct shelf *shelf)
{
	size_t n_ids = shelf->n_files + scan_pending(shelf->scan);
	for (size_t i = 0; i < n_ids; i++)
		free_file(shelf->by_id[i]);
	scan_free(shelf->scan);
	free(shelf->files);
	free(shelf->by_id);
	*shelf = (struct shelf){0};
}

int shelf_check(struct shelf *shelf, struct err *err)
{
	const char *reason = NULL;
	if (shelf_scanning(shelf))
		return 0;
	for (size_t i = 0; i < shelf->n_files; i++) {
		if (shelf->files[i]->state != SHELF_FAILED)
			return 0;
		if (reason == NULL)
			reason = shelf->files[i]->error;
	}
	return reason == NULL ? 0 : err_set(err, ERR_INPUT, "%s", reason);
}

bool shelf_scanning(const struct shelf *shelf)
{
	return scan_busy(shelf->scan);
}

bool shelf_scan(struct shelf *shelf, int64_t deadline_ms)
{
	return scan_step(shelf->scan, shelf, deadline_ms, SIZE_MAX);
}

void shelf_scan_first(struct shelf *shelf, size_t n_names)
{
	scan_step(shelf->scan, shelf, INT64_MAX, n_names);
}

bool shelf_read_titles(struct shelf *shelf, int64_t deadline_ms)
{
	while (shelf->next_title < shelf->n_files) {
		struct shelf_file *file = shelf->files[shelf->next_title++];
		if (file->state != SHELF_NEW || file->once)
			continue;
		shelf_look(shelf, file);
		if (clock_now_ms() >= deadline_ms)
			break;
	}
	return shelf->next_title < shelf->n_files;
}

void shelf_look(struct shelf *shelf, struct shelf_file *file)
{
	struct story_list list;
	struct err err;
	if (file->state != SHELF_NEW || file->once)
		return;
	if (story_list_read(&list, file->path, &err) < 0) {
		shelf_fail(shelf, file, err.message);
		return;
	}
	shelf_know(shelf, file, &list);
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

static void set_story(struct shelf_story *story, const struct article_meta *meta)
{
	struct str title = cut(meta->title, SHELF_TITLE_B);
	struct str source = cut(meta->source, SHELF_SOURCE_B);
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

void shelf_know(struct shelf *shelf, struct shelf_file *file, const struct story_list *list)
{
	if (file->state == SHELF_KNOWN || list->n == 0)
		return;
	size_t n = list->n < SHELF_MAX_STORIES ? list->n : SHELF_MAX_STORIES;
	file->stories = xcalloc(n, sizeof *file->stories);
	for (size_t i = 0; i < n; i++) {
		set_story(&file->stories[i], article_meta(list->stories[i]));
		*(file->stories[i].rtl ? &shelf->n_rtl : &shelf->n_ltr) += 1;
	}
	shelf->n_rows += n - file->n_stories;
	file->n_stories = (uint8_t)n;
	file->state = SHELF_KNOWN;
	shelf->changed = true;
}

void shelf_fail(struct shelf *shelf, struct shelf_file *file, const char *message)
{
	free(file->error);
	file->error = xstrdup(message);
	if (file->state == SHELF_NEW)
		file->state = SHELF_FAILED;
	shelf->changed = true;
}

bool shelf_first(const struct shelf *shelf, struct shelf_ref *ref)
{
	if (shelf->n_files == 0)
		return false;
	*ref = (struct shelf_ref){shelf->files[0], 0};
	return true;
}

bool shelf_last(const struct shelf *shelf, struct shelf_ref *ref)
{
	if (shelf->n_files == 0)
		return false;
	struct shelf_file *file = shelf->files[shelf->n_files - 1];
	*ref = (struct shelf_ref){file, file->n_stories - 1};
	return true;
}

bool shelf_next(const struct shelf *shelf, struct shelf_ref *ref)
{
	if (ref->file == NULL)
		return false;
	if (ref->story + 1 < ref->file->n_stories) {
		ref->story++;
		return true;
	}
	size_t next = (size_t)ref->file->index + 1;
	if (next >= shelf->n_files)
		return false;
	*ref = (struct shelf_ref){shelf->files[next], 0};
	return true;
}

bool shelf_prev(const struct shelf *shelf, struct shelf_ref *ref)
{
	if (ref->file == NULL)
		return false;
	if (ref->story > 0) {
		ref->story--;
		return true;
	}
	if (ref->file->index == 0)
		return false;
	struct shelf_file *file = shelf->files[ref->file->index - 1];
	*ref = (struct shelf_ref){file, file->n_stories - 1};
	return true;
}

size_t shelf_number(const struct shelf *shelf, struct shelf_ref ref)
{
	if (ref.file == NULL)
		return 0;
	size_t number = (size_t)ref.story + 1;
	for (size_t i = 0; i < ref.file->index; i++)
		number += shelf->files[i]->n_stories;
	return number;
}

struct shelf_ref shelf_at(const struct shelf *shelf, size_t number)
{
	struct shelf_ref ref = {0};
	size_t before = 0;
	for (size_t i = 0; i < shelf->n_files; i++) {
		struct shelf_file *file = shelf->files[i];
		if (before + file->n_stories >= number) {
			size_t story = number > before ? number - before - 1 : 0;
			return (struct shelf_ref){file, (int)story};
		}
		before += file->n_stories;
	}
	shelf_last(shelf, &ref);
	return ref;
}

struct shelf_story *shelf_story(struct shelf_ref ref)
{
	if (ref.file == NULL || ref.file->stories == NULL)
		return NULL;
	return &ref.file->stories[ref.story < ref.file->n_stories ? ref.story : 0];
}

struct str shelf_title(struct shelf_ref ref)
{
	const struct shelf_story *story = shelf_story(ref);
	if (story != NULL && story->title[0] != '\0')
		return str_of(story->title);
	return str_of(ref.file != NULL ? ref.file->name : NULL);
}

struct str shelf_source(struct shelf_ref ref)
{
	const struct shelf_story *story = shelf_story(ref);
	return str_of(story != NULL ? story->title + strlen(story->title) + 1 : NULL);
}

bool shelf_unread(struct shelf_ref ref)
{
	const struct shelf_story *story = shelf_story(ref);
	return ref.file != NULL && ref.file->state != SHELF_FAILED && (story == NULL || !story->read);
}

int shelf_id(struct shelf_ref ref)
{
	return ref.file == NULL ? -1 : (int)(ref.file->id << STORY_BITS) | ref.story;
}

struct shelf_ref shelf_by_id(const struct shelf *shelf, int id)
{
	size_t file = (size_t)id >> STORY_BITS;
	if (id < 0 || file >= shelf->n_files + scan_pending(shelf->scan))
		return (struct shelf_ref){0};
	return (struct shelf_ref){shelf->by_id[file], id & ((1 << STORY_BITS) - 1)};
}

bool shelf_same(struct shelf_ref a, struct shelf_ref b)
{
	return a.file == b.file && a.story == b.story;
}
