#include "config.h"

#include "news/article.h"

#include "base/buf.h"
#include "base/file.h"
#include "news/clipping.h"
#include "news/import.h"
#include "news/language.h"
#include "news/plain.h"
#include "news/story.h"
#include "text/charset.h"
#include "text/clean.h"
#include "text/strong.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How many times larger than the bytes their clean form can be, and more than enough. */
enum { MAX_GROWTH = 16, MAX_STORIES = 100000 };

static const char *shown_name(const char *name)
{
	return name == NULL || strcmp(name, "-") == 0 ? "standard input" : name;
}

/* The text of these bytes into clean, which is begun here in any case. */
static int read_text(struct str bytes, struct str charset, const char *name, struct buf *clean, struct err *err)
{
	struct buf utf8;
	size_t max = bytes.n < SIZE_MAX / MAX_GROWTH - 1 ? (bytes.n + 1) * MAX_GROWTH : BUF_NO_MAX;
	buf_init(&utf8, max);
	buf_init(clean, max);
	int status = 0;
	const char *used = charset_to_utf8(bytes, charset, &utf8);
	bool wide = strncmp(used, "UTF-16", 6) == 0 || strncmp(used, "UTF-32", 6) == 0;
	const char *nul = bytes.n > 0 && !wide ? memchr(bytes.p, '\0', bytes.n) : NULL;
	if (nul != NULL)
		status = err_set(err, ERR_INPUT, "'%s' is not text (NUL byte at offset %zu)", shown_name(name),
		                 (size_t)(nul - bytes.p));
	else
		clean_text(buf_str(&utf8), clean);
	buf_done(&utf8);
	return status;
}

int clipping_read(struct story_list *list, struct str bytes, struct str charset, const char *name, struct err *err)
{
	*list = (struct story_list){0};
	struct buf clean;
	int status = read_text(bytes, charset, name, &clean, err);
	if (status == 0)
		clipping_parse(list, buf_str(&clean), name);
	buf_done(&clean);
	return status;
}

/* One story, whose paragraphs are the lines. */
static int read_lines(struct story_list *list, struct str bytes, const char *name, struct err *err)
{
	*list = (struct story_list){0};
	struct buf clean;
	int status = read_text(bytes, (struct str){"", 0}, name, &clean, err);
	if (status == 0) {
		struct article *story = story_new();
		struct str rest = buf_str(&clean), line;
		while (str_next_line(&rest, &line))
			story_add_paragraph(story, KIND_TEXT, line);
		story_finish(story);
		story_list_add(list, story);
	}
	buf_done(&clean);
	return status;
}

/* The stories of one source after the other, as those of one list: their numbers go on. */
static bool collect(void *to, struct story_list *given)
{
	struct story_list *list = to;
	int base = (int)list->n;
	for (size_t i = 0; i < given->n; i++) {
		struct article *story = given->stories[i];
		if (story->meta.parent >= 0)
			story->meta.parent += base;
		for (size_t k = 0; k < story->n_links; k++)
			if (story->links[k].story >= 0)
				story->links[k].story += base;
		story_list_add(list, story);
	}
	free(given->stories);
	return list->n < MAX_STORIES;
}

static void note_problem(void *to, const struct import_problem *problem)
{
	struct story_list *list = to;
	if (list->problem.code != 0)
		return;
	if (problem->line > 0 && problem->column > 0)
		err_set(&list->problem, ERR_INPUT, "'%s', line %zu, column %zu: %s", problem->name, problem->line,
		        problem->column, problem->message);
	else if (problem->line > 0)
		err_set(&list->problem, ERR_INPUT, "'%s', line %zu: %s", problem->name, problem->line, problem->message);
	else
		err_set(&list->problem, ERR_INPUT, "'%s': %s", problem->name, problem->message);
}

int story_list_parse(struct story_list *list, struct str bytes, const char *name, struct err *err)
{
	*list = (struct story_list){0};
	struct source source = {.name = name};
	struct import_sink sink = {.to = list, .stories = collect, .problem = note_problem};
	source.format = source_detect(&source, bytes);
	if (source.format == FORMAT_TEXT || source.format == FORMAT_OPML) /* a list of feeds holds no story */
		return clipping_read(list, bytes, (struct str){"", 0}, name, err);
	int status = import_bytes(&source, bytes, &sink, err);
	if (status == 0 && list->n == 0)
		status = err_set(err, ERR_INPUT, "'%s' holds no article", shown_name(name));
	if (status < 0)
		story_list_done(list);
	/* A page without text, or a text that only begins like one: it is shown as it is. */
	if (status < 0 && source.format == FORMAT_HTML)
		return clipping_read(list, bytes, (struct str){"", 0}, name, err);
	return status;
}

/* A file too large to parse; takes over both descriptors. */
static int read_plain(struct story_list *list, int fd, int source_fd, const char *name, struct err *err)
{
	struct plain *plain;
	int status = plain_open(&plain, fd, source_fd, name, err);
	if (status < 0)
		return status;
	struct article *story = story_new();
	story->plain = plain;
	struct str sample = plain_sample(plain);
	size_t ltr, rtl;
	strong_count(sample, &ltr, &rtl);
	story->meta.dir = rtl > ltr ? DIR_RTL : DIR_LTR;
	story->meta.lang = str_of(language_of(sample));
	plain_set_dir(plain, story->meta.dir);
	const char *slash = strrchr(name, '/');
	struct buf title;
	buf_init(&title, 4096);
	clean_text(str_of(slash != NULL && slash[1] != '\0' ? slash + 1 : name), &title);
	story->meta.title = story_meta_text(story, buf_str(&title));
	buf_done(&title);
	story_list_add(list, story);
	return 0;
}

/* A file without a name in $TMPDIR. */
static int open_temporary(struct err *err)
{
	const char *folder = getenv("TMPDIR");
	if (folder == NULL || folder[0] == '\0')
		folder = "/tmp";
	int fd = -1;
#ifdef O_TMPFILE
	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
	if (fd < 0) {
		char path[4096];
		int n = snprintf(path, sizeof path, "%s/jarida-XXXXXX", folder);
		if (n > 0 && n < (int)sizeof path) {
			fd = mkostemp(path, O_CLOEXEC);
			if (fd >= 0)
				unlink(path);
		}
	}
	char reason[ERR_REASON_B];
	if (fd < 0)
		return err_set(err, ERR_INPUT, "cannot make a temporary file in '%s': %s (set TMPDIR)", folder,
		               err_reason(errno, reason));
	return fd;
}

static int write_copy(int fd, struct str bytes, struct err *err)
{
	char reason[ERR_REASON_B];
	if (file_write_all(fd, bytes))
		return 0;
	return err_set(err, ERR_INPUT, "cannot write a temporary file: %s (set TMPDIR)", err_reason(errno, reason));
}

/* A stream that is longer than can be parsed: what has come is copied, the rest follows in slices. */
static int spool(struct story_list *list, int source_fd, struct str bytes, const char *name, struct err *err)
{
	int fd = open_temporary(err);
	int status = fd < 0 ? fd : write_copy(fd, bytes, err);
	if (status < 0) {
		if (fd >= 0)
			close(fd);
		close(source_fd);
		return status;
	}
	return read_plain(list, fd, source_fd, name, err);
}

static int read_fd(struct story_list *list, int fd, const char *path, bool raw, struct err *err)
{
	const char *name = shown_name(path);
	struct stat st;
	if (fstat(fd, &st) < 0) {
		char reason[ERR_REASON_B];
		int status = err_set(err, ERR_INPUT, "cannot read '%s': %s", name, err_reason(errno, reason));
		close(fd);
		return status;
	}
	if (S_ISDIR(st.st_mode)) {
		close(fd);
		return err_set(err, ERR_INPUT, "'%s' is a directory", name);
	}
	bool regular = S_ISREG(st.st_mode);
	if (regular && st.st_size > ARTICLE_MAX_PARSE_B && lseek(fd, 0, SEEK_CUR) == 0)
		return read_plain(list, fd, -1, name, err);
	struct buf bytes;
	buf_init(&bytes, (size_t)ARTICLE_MAX_PARSE_B + 1);
	if (regular && st.st_size > 0)
		buf_reserve(&bytes, (size_t)(st.st_size < ARTICLE_MAX_PARSE_B ? st.st_size : ARTICLE_MAX_PARSE_B));
	int status = file_read_all(fd, name, &bytes, err);
	if (status == 0 && bytes.n > ARTICLE_MAX_PARSE_B) {
		status = spool(list, fd, buf_str(&bytes), name, err);
	} else {
		close(fd);
		if (status == 0)
			status = raw ? read_lines(list, buf_str(&bytes), path, err)
			             : story_list_parse(list, buf_str(&bytes), path, err);
	}
	buf_done(&bytes);
	return status;
}

static int read_path(struct story_list *list, const char *path, bool raw, struct err *err)
{
	*list = (struct story_list){0};
	if (path != NULL && strcmp(path, "-") != 0) {
		int fd = file_open(path, err);
		return fd < 0 ? fd : read_fd(list, fd, path, raw, err);
	}
	/* A descriptor of our own: the caller may put the terminal in the place of standard input. */
	int fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
	char reason[ERR_REASON_B];
	if (fd < 0)
		return err_set(err, ERR_INPUT, "cannot read '%s': %s", shown_name(NULL), err_reason(errno, reason));
	return read_fd(list, fd, "-", raw, err);
}

int story_list_read(struct story_list *list, const char *path, struct err *err)
{
	return read_path(list, path, false, err);
}

int story_list_read_raw(struct story_list *list, const char *path, struct err *err)
{
	int status = read_path(list, path, true, err);
	if (status == 0)
		list->stories[0]->meta.title = (struct str){"", 0}; /* a large file has its name there */
	return status;
}
