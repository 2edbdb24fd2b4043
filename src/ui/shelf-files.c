/* A shelf of files: the rows of ui/files, and the one file whose articles are in memory. */
#include "config.h"

#include "ui/shelf.h"

#include "base/mem.h"
#include "text/fold.h"
#include "ui/files.h"
#include "ui/text.h"

#include <stdlib.h>

struct files_shelf {
	struct shelf shelf; /* first: a struct shelf * is one of these */
	struct files files;
	struct file *open; /* NULL: none */
	struct story_list list;
	bool borrowed; /* the list is the file's kept one */
	bool restricted; /* no pipes */
};

static struct files_shelf *of(struct shelf *shelf)
{
	return (struct files_shelf *)(void *)shelf;
}

static const struct files *files_of(const struct shelf *shelf)
{
	return &((const struct files_shelf *)(const void *)shelf)->files;
}

static struct shelf_ref to_shelf(struct file_ref ref)
{
	return (struct shelf_ref){files_id(ref) + 1};
}

static struct file_ref to_file(struct shelf *shelf, struct shelf_ref ref)
{
	return ref.id > 0 && ref.id <= INT32_MAX ? files_by_id(&of(shelf)->files, (int)(ref.id - 1))
	                                         : (struct file_ref){NULL, 0};
}

/* After anything that may have found rows. */
static void take_changes(struct shelf *shelf)
{
	struct files *files = &of(shelf)->files;
	shelf->changed = shelf->changed || files->changed;
	shelf->n_rtl = files->n_rtl;
	shelf->n_ltr = files->n_ltr;
	files->changed = false;
}

static void close_open(struct files_shelf *s)
{
	if (s->open != NULL && !s->borrowed)
		story_list_done(&s->list);
	s->open = NULL;
}

static void fs_done(struct shelf *shelf)
{
	close_open(of(shelf));
	files_done(&of(shelf)->files);
	free(of(shelf));
}

/* Pipes and devices are read while ^C still ends a long wait: a screen that waits for them could not be left. */
static void read_streams(struct files *files, bool restricted)
{
	for (size_t i = 0; i < files->n_files; i++) {
		struct file *file = files->all[i];
		struct story_list list;
		struct err err;
		if (!file->once || file->state == FILE_FAILED)
			continue;
		if (restricted) {
			files_fail(files, file, text(TEXT_RESTRICTED_PIPE));
			continue;
		}
		if (story_list_read(&list, file->path, &err) < 0) {
			files_fail(files, file, err.message);
			continue;
		}
		files_know(files, file, &list);
		file->kept = xmalloc(sizeof *file->kept);
		*file->kept = list;
	}
}

static int fs_prepare(struct shelf *shelf, size_t first_rows, struct err *err)
{
	struct files *files = &of(shelf)->files;
	files_scan_first(files, first_rows);
	read_streams(files, of(shelf)->restricted);
	int rc = files_check(files, err);
	shelf->single = files->n_files == 1 && !files_scanning(files);
	take_changes(shelf);
	return rc;
}

static bool fs_busy(const struct shelf *shelf)
{
	return files_scanning(files_of(shelf));
}

static bool fs_has_work(const struct shelf *shelf)
{
	const struct files *files = files_of(shelf);
	return files_scanning(files) || files->next_title < files->n_files;
}

static void fs_work(struct shelf *shelf, int64_t deadline_ms)
{
	struct files *files = &of(shelf)->files;
	if (files_scanning(files))
		files_scan(files, deadline_ms);
	else
		files_read_titles(files, deadline_ms);
	take_changes(shelf);
}

static size_t fs_count(struct shelf *shelf)
{
	return of(shelf)->files.n_rows;
}

static bool fs_end(struct shelf *shelf, struct shelf_ref *ref, bool last)
{
	const struct files *files = files_of(shelf);
	struct file_ref found;
	if (!(last ? files_last(files, &found) : files_first(files, &found)))
		return false;
	*ref = to_shelf(found);
	return true;
}

static bool fs_step(struct shelf *shelf, struct shelf_ref *ref, bool back, bool unread)
{
	struct file_ref at = to_file(shelf, *ref);
	do {
		if (!(back ? files_prev(files_of(shelf), &at) : files_next(files_of(shelf), &at)))
			return false;
	} while (unread && !files_unread(at));
	*ref = to_shelf(at);
	return true;
}

static size_t fs_number(struct shelf *shelf, struct shelf_ref ref)
{
	return files_number(files_of(shelf), to_file(shelf, ref));
}

static struct shelf_ref fs_at(struct shelf *shelf, size_t number)
{
	return to_shelf(files_at(files_of(shelf), number));
}

static void fs_look(struct shelf *shelf, struct shelf_ref ref)
{
	struct file *file = to_file(shelf, ref).file;
	if (file != NULL)
		files_look(&of(shelf)->files, file);
	take_changes(shelf);
}

static bool fs_row(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row)
{
	struct file_ref at = to_file(shelf, ref);
	if (at.file == NULL)
		return false;
	const struct file_story *story = files_story(at);
	*row = (struct shelf_row){
		.title = files_title(at),
		.name = str_of(at.file->name),
		.source = files_source(at),
		.failure = str_of(at.file->error),
		.date = story != NULL ? story->date : 0,
		.known = story != NULL,
		.listed = true,
		.unread = files_unread(at),
		.parent = story != NULL && story->parent >= 0 ? to_shelf((struct file_ref){at.file, story->parent})
		                                              : (struct shelf_ref){0},
		.stream = at.file->once,
	};
	return true;
}

static int load(struct files_shelf *s, struct file *file, struct err *err)
{
	if (file->kept != NULL) {
		s->open = file;
		s->list = *file->kept;
		s->borrowed = true;
		return 0;
	}
	if (file->once) /* could not be read, and to try again may mean to wait for ever */
		return err_set(err, ERR_INPUT, "%s", file->error != NULL ? file->error : "");
	int rc = story_list_read(&s->list, file->path, err);
	if (rc < 0)
		return rc;
	files_know(&s->files, file, &s->list);
	s->open = file;
	s->borrowed = false;
	return 0;
}

static int fs_open(struct shelf *shelf, struct shelf_ref ref, struct err *err)
{
	struct files_shelf *s = of(shelf);
	struct file *file = to_file(shelf, ref).file;
	int rc = 0;
	if (file == s->open)
		return 0;
	close_open(s);
	if (file != NULL && (rc = load(s, file, err)) < 0)
		files_fail(&s->files, file, err->message);
	take_changes(shelf);
	return rc;
}

static struct article *fs_article(struct shelf *shelf, struct shelf_ref ref)
{
	const struct files_shelf *s = of(shelf);
	struct file_ref at = to_file(shelf, ref);
	if (at.file == NULL || at.file != s->open || (size_t)at.story >= s->list.n)
		return NULL;
	return s->list.stories[at.story];
}

/* Read anew: what is open or kept may be let go while it is looked into. */
static bool fs_peek(struct shelf *shelf, struct shelf_ref ref, struct peek *peek)
{
	struct file_ref at = to_file(shelf, ref);
	if (at.file == NULL || at.file->once || story_list_read(&peek->list, at.file->path, NULL) < 0)
		return false;
	peek->own = PEEK_LIST;
	if ((size_t)at.story < peek->list.n) {
		peek->article = peek->list.stories[at.story];
		return true;
	}
	shelf_peek_done(peek);
	return false;
}

static bool fs_mark(struct shelf *shelf, struct shelf_ref ref, enum article_mark mark, bool on)
{
	struct file_story *story = files_story(to_file(shelf, ref));
	if (story == NULL || mark != MARK_READ)
		return false;
	story->read = on;
	return true;
}

static bool fs_place(struct shelf *shelf, struct shelf_ref ref, struct pos *place)
{
	const struct file_story *story = files_story(to_file(shelf, ref));
	if (story == NULL || !story->has_place)
		return false;
	*place = (struct pos){ref.id, story->place_key, story->place_cp};
	return true;
}

static void fs_set_place(struct shelf *shelf, struct shelf_ref ref, struct pos place)
{
	struct file_story *story = files_story(to_file(shelf, ref));
	if (story == NULL)
		return;
	story->has_place = true;
	story->place_key = place.key;
	story->place_cp = place.offset_cp;
}

/* A file that has changed since its rows were made may hold fewer stories. */
static int open_stories(const struct files_shelf *s)
{
	size_t n = s->open == NULL ? 0 : s->open->n_stories;
	return (int)(n < s->list.n ? n : s->list.n);
}

/* The row whose title has the same letters but for spelling. */
static struct shelf_ref by_title(struct files_shelf *s, struct str title)
{
	struct file_ref ref;
	bool named = !fold_same(title, (struct str){0});
	for (bool more = named && files_first(&s->files, &ref); more; more = files_next(&s->files, &ref))
		if (files_story(ref) != NULL && fold_same(files_title(ref), title))
			return to_shelf(ref);
	return (struct shelf_ref){0};
}

static struct shelf_ref fs_link_target(struct shelf *shelf, struct shelf_ref ref,
                                       const struct link *link)
{
	struct files_shelf *s = of(shelf);
	struct file_ref at = to_file(shelf, ref);
	if (link->kind == LINK_URL)
		return (struct shelf_ref){0};
	if (link->story >= 0 && at.file == s->open && link->story < open_stories(s))
		return to_shelf((struct file_ref){at.file, link->story});
	return by_title(s, link->title);
}

static void fs_relatives(struct shelf *shelf, struct shelf_ref ref,
                         void (*each)(void *to, const struct relative *relative), void *to)
{
	struct files_shelf *s = of(shelf);
	struct file_ref at = to_file(shelf, ref);
	const struct article *article = fs_article(shelf, ref);
	int n = open_stories(s);
	if (article == NULL)
		return;
	int parent = article_meta(article)->parent;
	int root = parent >= 0 && parent < n ? parent : at.story;
	if (root != at.story)
		each(to, &(struct relative){RELATION_PARENT,
		                            to_shelf((struct file_ref){at.file, root}),
		                            {0},
		                            {0}});
	for (int i = 0; i < n; i++) {
		if (i != at.story && article_meta(s->list.stories[i])->parent == root)
			each(to, &(struct relative){RELATION_CHILD,
			                            to_shelf((struct file_ref){at.file, i}),
			                            {0},
			                            {0}});
	}
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		if (link.kind == LINK_READ_ALSO)
			each(to, &(struct relative){RELATION_READ_ALSO,
			                            fs_link_target(shelf, ref, &link), link.title,
			                            link.url});
	}
}

static void fs_origin(struct shelf *shelf, struct shelf_ref ref, struct buf *path, int *story,
                      int *n_stories)
{
	struct file_ref at = to_file(shelf, ref);
	if (at.file == NULL)
		return;
	buf_add_str(path, str_of(at.file->path));
	*story = at.story + 1;
	*n_stories = at.file->n_stories;
}

static const struct shelf_ops ops = {
	.done = fs_done,
	.prepare = fs_prepare,
	.busy = fs_busy,
	.has_work = fs_has_work,
	.work = fs_work,
	.count = fs_count,
	.end = fs_end,
	.step = fs_step,
	.number = fs_number,
	.at = fs_at,
	.look = fs_look,
	.row = fs_row,
	.open = fs_open,
	.article = fs_article,
	.peek = fs_peek,
	.mark = fs_mark,
	.place = fs_place,
	.set_place = fs_set_place,
	.link_target = fs_link_target,
	.relatives = fs_relatives,
	.origin = fs_origin,
};

struct shelf *shelf_of_files(char *const *sources, size_t n_sources, bool restricted)
{
	struct files_shelf *s = xcalloc(1, sizeof *s);
	s->shelf.ops = &ops;
	s->restricted = restricted;
	files_init(&s->files, sources, n_sources);
	s->files.no_links = restricted;
	take_changes(&s->shelf);
	return &s->shelf;
}
