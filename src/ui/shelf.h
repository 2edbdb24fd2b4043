/*
 * shelf.h: the articles that were named, as rows of a list.
 *
 * A shelf holds files in order (as named; the files of a folder by name) and
 * for each file that was looked into the rows of its stories. Folders are read
 * in slices, titles of files in slices later: nothing waits for the whole.
 * Files are never moved in memory, so a struct shelf_ref stays good while
 * more files arrive around it; bodies of articles are not kept here.
 *
 * A file that cannot be read is a row that says why.
 */
#ifndef JARIDA_UI_SHELF_H
#define JARIDA_UI_SHELF_H

#include "base/err.h"
#include "base/str.h"
#include "news/article.h"
#include "text/dir.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shelf_state { SHELF_NEW, SHELF_KNOWN, SHELF_FAILED };

enum { SHELF_MAX_STORIES = 128, SHELF_TITLE_B = 400, SHELF_SOURCE_B = 80 };

struct shelf_story {
	char *title; /* then, behind its NUL, the source */
	int date;    /* year * 10000 + month * 100 + day, 0 when unknown */
	bool rtl, read, has_place;
	int16_t parent; /* story of the same file, or -1 */
	uint64_t place_key;
	size_t place_cp; /* where the reader was last */
};

struct shelf_file {
	char *path;
	const char *name; /* what is shown of the path */
	uint32_t id;      /* never changes; counted from 0 */
	uint32_t index;   /* in shelf->files, while it stays so */
	uint32_t group;   /* which argument named it */
	enum shelf_state state;
	bool once;        /* a pipe: can be read only once, so what was read is kept */
	uint8_t n_stories; /* at least 1 */
	struct shelf_story *stories; /* NULL until looked into */
	char *error;
	struct story_list *kept; /* of a pipe */
};

struct shelf_ref {
	struct shelf_file *file; /* NULL: none */
	int story;
};

struct scan; /* of folders */

struct shelf {
	struct shelf_file **files; /* in order */
	struct shelf_file **by_id;
	size_t n_files, cap_files, cap_ids;
	size_t n_rows;
	size_t n_rtl, n_ltr; /* known stories by direction */
	size_t next_title;   /* files before it have been looked into, or shown to fail */
	struct scan *scan;
	bool no_links;       /* symbolic links in folders are passed over; set before the first scan */
	bool changed;        /* rows have come or changed since the caller last cleared it */
};

/* Takes the arguments in; files are only looked at (stat), folders only opened. */
void shelf_init(struct shelf *shelf, char *const *sources, size_t n_sources);
void shelf_done(struct shelf *shelf);

/* ERR_INPUT with the first reason when there are sources and not one can be read. */
int shelf_check(struct shelf *shelf, struct err *err);

/* Read that many names at most, and put them in order. */
void shelf_scan_first(struct shelf *shelf, size_t n_names);

/* Read names, then titles, until deadline_ms; whether there is more to do. */
bool shelf_scan(struct shelf *shelf, int64_t deadline_ms);
bool shelf_read_titles(struct shelf *shelf, int64_t deadline_ms);
bool shelf_scanning(const struct shelf *shelf);

/* Look into one file now, unless that was done. */
void shelf_look(struct shelf *shelf, struct shelf_file *file);

/* What an opened file turned out to be. */
void shelf_know(struct shelf *shelf, struct shelf_file *file, const struct story_list *list);
void shelf_fail(struct shelf *shelf, struct shelf_file *file, const char *message);

/* Rows. False, and *ref as it was, at the ends. */
bool shelf_first(const struct shelf *shelf, struct shelf_ref *ref);
bool shelf_last(const struct shelf *shelf, struct shelf_ref *ref);
bool shelf_next(const struct shelf *shelf, struct shelf_ref *ref);
bool shelf_prev(const struct shelf *shelf, struct shelf_ref *ref);
size_t shelf_number(const struct shelf *shelf, struct shelf_ref ref); /* from 1 */
struct shelf_ref shelf_at(const struct shelf *shelf, size_t number);  /* clamped; none when empty */

/* The row's own record, or NULL while nobody has looked into the file. */
struct shelf_story *shelf_story(struct shelf_ref ref);
struct str shelf_title(struct shelf_ref ref); /* the file's name while the title is unknown */
struct str shelf_source(struct shelf_ref ref);
bool shelf_unread(struct shelf_ref ref);

/* A number for struct pos, and back. */
int shelf_id(struct shelf_ref ref);
struct shelf_ref shelf_by_id(const struct shelf *shelf, int id);
bool shelf_same(struct shelf_ref a, struct shelf_ref b);

/* For the scan: a new file of a group, not yet in order; then put all new ones in order. */
struct shelf_file *shelf_new_file(struct shelf *shelf, const char *path, size_t skip, uint32_t group);
void shelf_merge(struct shelf *shelf, struct shelf_file **added, size_t n);

#endif
