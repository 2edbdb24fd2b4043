/*
 * files.h: the articles that were named, as rows of a list.
 *
 * A struct files holds files in order (as named; the files of a folder by name) and
 * for each file that was looked into the rows of its stories. Folders are read
 * in slices, titles of files in slices later: nothing waits for the whole.
 * Files are never moved in memory, so a struct file_ref stays good while
 * more files arrive around it; bodies of articles are not kept here.
 *
 * A file that cannot be read is a row that says why.
 */
#ifndef JARIDA_UI_FILES_H
#define JARIDA_UI_FILES_H

#include "base/err.h"
#include "base/str.h"
#include "news/article.h"
#include "text/dir.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum file_state { FILE_NEW, FILE_KNOWN, FILE_FAILED };

enum { FILES_MAX_STORIES = 128, FILES_TITLE_B = 400, FILES_SOURCE_B = 80 };

struct file_story {
	char *title; /* then, after its NUL, the source */
	int date;    /* year * 10000 + month * 100 + day, 0 when unknown */
	bool rtl, read, has_place;
	int16_t parent; /* story of the same file, or -1 */
	uint64_t place_key;
	size_t place_cp; /* where the reader was last */
};

struct file {
	char *path;
	const char *name; /* what is shown of the path */
	uint32_t id;      /* never changes; counted from 0 */
	uint32_t index;   /* in files->all, while it stays so */
	uint32_t group;   /* which argument named it */
	enum file_state state;
	bool once;        /* a pipe: can be read only once, so what was read is kept */
	uint8_t n_stories; /* at least 1 */
	struct file_story *stories; /* NULL until looked into */
	char *error;
	struct story_list *kept; /* of a pipe */
};

struct file_ref {
	struct file *file; /* NULL: none */
	int story;
};

struct scan; /* of folders */

struct files {
	struct file **all; /* in order */
	struct file **by_id;
	size_t n_files, cap_files, cap_ids;
	size_t n_rows;
	size_t n_rtl, n_ltr; /* known stories by direction */
	size_t next_title;   /* files before it have been looked into, or shown to fail */
	struct scan *scan;
	bool no_links;       /* symbolic links in folders are passed over; set before the first scan */
	bool changed;        /* rows have come or changed since the caller last cleared it */
};

/* Takes the arguments in; files are only looked at (stat), folders only opened. */
void files_init(struct files *files, char *const *sources, size_t n_sources);
void files_done(struct files *files);

/* ERR_INPUT with the first reason when there are sources and not one can be read. */
int files_check(struct files *files, struct err *err);

/* Read that many names at most, and put them in order. */
void files_scan_first(struct files *files, size_t n_names);

/* Read names, then titles, until deadline_ms; whether there is more to do. */
bool files_scan(struct files *files, int64_t deadline_ms);
bool files_read_titles(struct files *files, int64_t deadline_ms);
bool files_scanning(const struct files *files);

/* Look into one file now, unless that was done. */
void files_look(struct files *files, struct file *file);

/* What an opened file turned out to be. */
void files_know(struct files *files, struct file *file, const struct story_list *list);
void files_fail(struct files *files, struct file *file, const char *message);

/* Rows. False, and *ref as it was, at the ends. */
bool files_first(const struct files *files, struct file_ref *ref);
bool files_last(const struct files *files, struct file_ref *ref);
bool files_next(const struct files *files, struct file_ref *ref);
bool files_prev(const struct files *files, struct file_ref *ref);
size_t files_number(const struct files *files, struct file_ref ref); /* from 1 */
struct file_ref files_at(const struct files *files, size_t number);  /* clamped; none when empty */

/* The row's own record, or NULL until somebody looks into the file. */
struct file_story *files_story(struct file_ref ref);
struct str files_title(struct file_ref ref); /* the file's name while the title is unknown */
struct str files_source(struct file_ref ref);
bool files_unread(struct file_ref ref);

/* A number for struct pos, and back. */
int files_id(struct file_ref ref);
struct file_ref files_by_id(const struct files *files, int id);

/* For the scan: a new file of a group, not yet in order; then put all new ones in order. */
struct file *files_new_file(struct files *files, const char *path, size_t skip, uint32_t group);
void files_merge(struct files *files, struct file **added, size_t n);

#endif
