/*
 * shelf.h: the articles that one can read now, as rows of a list.
 *
 * What they are kept in, only a shelf's row of functions knows: files that
 * were named (shelf-files.c), or a library (shelf-library.c). A struct shelf_ref names an article for good,
 * whatever arrives around it; rows are asked for as they are looked at. One
 * article is open at a time.
 *
 * What is slow (names of a folder, titles of files) is work for the pauses
 * between two keys; `changed` says that rows have come or become others.
 */
#ifndef JARIDA_UI_SHELF_H
#define JARIDA_UI_SHELF_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "library/library.h"
#include "news/article.h"
#include "text/dir.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct shelf_ref {
	int64_t id; /* 0: none; the same as in struct pos */
};

struct shelf_row {
	struct str title; /* its name while the title is unknown */
	struct str name;  /* what it is known by: a file's name */
	struct str source;
	struct str failure; /* why it cannot be read; empty: it can, or nobody has tried */
	int date;           /* year * 10000 + month * 100 + day, 0 when unknown */
	int64_t time;       /* the same in seconds since 1970, where it is known better; of a library */
	bool known;         /* what it says of itself, this row says */
	bool listed;        /* it is one of the rows; a library knows those too that are not */
	bool unread, starred;
	struct shelf_ref parent; /* that it was split off from; or none */
	bool print;  /* of the story above it, which was opened */
	int prints;  /* how many others tell its story and are not in the list, unless it was opened */
	bool stream; /* opening it may take long */
	int64_t feed;   /* of a library; 0: none */
	struct str url; /* likewise */
};

enum relation { RELATION_PARENT, RELATION_CHILD, RELATION_READ_ALSO };

struct relative {
	enum relation relation;
	struct shelf_ref ref;  /* none: it is not on the shelf */
	struct str title, url; /* as the link says; may be empty */
};

/* An article that is looked into beside the one that is open. */
struct peek {
	struct article *article;
	struct story_list list; /* that it belongs to: */
	enum { PEEK_NOTHING, PEEK_ARTICLE, PEEK_LIST } own; /* what is to be freed */
};

struct shelf;

/* What a kind of shelf does; each as the function of that name below. */
struct shelf_ops {
	void (*done)(struct shelf *shelf);
	int (*prepare)(struct shelf *shelf, size_t first_rows, struct err *err);
	bool (*busy)(const struct shelf *shelf);
	bool (*has_work)(const struct shelf *shelf);
	void (*work)(struct shelf *shelf, int64_t deadline_ms);
	size_t (*count)(struct shelf *shelf);
	bool (*end)(struct shelf *shelf, struct shelf_ref *ref, bool last);
	bool (*step)(struct shelf *shelf, struct shelf_ref *ref, bool back, bool unread);
	size_t (*number)(struct shelf *shelf, struct shelf_ref ref);
	struct shelf_ref (*at)(struct shelf *shelf, size_t number);
	void (*look)(struct shelf *shelf, struct shelf_ref ref);
	bool (*row)(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row);
	bool (*about)(struct shelf *shelf, struct shelf_ref ref, struct shelf_row *row); /* NULL: row */
	int (*open)(struct shelf *shelf, struct shelf_ref ref, struct err *err);
	struct article *(*article)(struct shelf *shelf, struct shelf_ref ref);
	bool (*peek)(struct shelf *shelf, struct shelf_ref ref, struct peek *peek);
	bool (*mark)(struct shelf *shelf, struct shelf_ref ref, enum article_mark mark, bool on);
	bool (*place)(struct shelf *shelf, struct shelf_ref ref, struct pos *place);
	void (*set_place)(struct shelf *shelf, struct shelf_ref ref, struct pos place);
	struct shelf_ref (*link_target)(struct shelf *shelf, struct shelf_ref ref,
	                                const struct link *link);
	void (*relatives)(struct shelf *shelf, struct shelf_ref ref,
	                  void (*each)(void *to, const struct relative *relative), void *to);
	void (*origin)(struct shelf *shelf, struct shelf_ref ref, struct buf *path, int *story,
	               int *n_stories);
	/* Only a library's; else NULL. */
	void (*refresh)(struct shelf *shelf, struct shelf_ref *const *refs, size_t n);
	void (*collapse)(struct shelf *shelf, bool on);
	bool (*unfold)(struct shelf *shelf, struct shelf_ref *ref);
	bool (*select)(struct shelf *shelf, const struct selection *selection, size_t first_rows, int most_ms);
	bool (*counted)(const struct shelf *shelf);
	const struct selection *(*selection)(struct shelf *shelf);
	struct library *(*library)(struct shelf *shelf);
};

struct shelf {
	const struct shelf_ops *ops;
	size_t n_rtl, n_ltr; /* known articles by direction */
	bool single;         /* one article is all there will be */
	bool read_only;      /* a library in which nothing is written: marks last as long as the shelf */
	bool changed;        /* rows have come or changed since this was last cleared */
};

/*
 * Of files, folders and "-": they are only looked at (stat), folders only
 * opened. Restricted: no pipe is read, symbolic links in folders are passed over.
 */
struct shelf *shelf_of_files(char *const *sources, size_t n_sources, bool restricted);

/* Of the library at place, made where there is none unless it is only to be read. */
int shelf_of_library(struct shelf **out, const char *place, bool read_only, struct err *err);
void shelf_free(struct shelf *shelf); /* NULL is allowed */

/*
 * What is to be done before the terminal is taken: read up to first_rows
 * names, and the pipes. ERR_INPUT with the first reason when there are sources
 * and not one can be read.
 */
int shelf_prepare(struct shelf *shelf, size_t first_rows, struct err *err);

/* Whether rows may still move since more are found among them; whether there is more to do in pauses; do some. */
bool shelf_busy(const struct shelf *shelf);
bool shelf_has_work(const struct shelf *shelf);
void shelf_work(struct shelf *shelf, int64_t deadline_ms);

size_t shelf_count(struct shelf *shelf);
bool shelf_counted(const struct shelf *shelf); /* else there may be more; that is found out in pauses */

/* The first or last row, the one after or before; false, and *ref as it was, at the ends. */
bool shelf_first(struct shelf *shelf, struct shelf_ref *ref);
bool shelf_last(struct shelf *shelf, struct shelf_ref *ref);
bool shelf_next(struct shelf *shelf, struct shelf_ref *ref);
bool shelf_prev(struct shelf *shelf, struct shelf_ref *ref);
bool shelf_step(struct shelf *shelf, struct shelf_ref *ref, bool back,
                bool unread);                                   /* unread: the next that is */
size_t shelf_number(struct shelf *shelf, struct shelf_ref ref); /* from 1; 0 when it has no row */
struct shelf_ref shelf_at(struct shelf *shelf, size_t number);  /* clamped; none when empty */
bool shelf_same(struct shelf_ref a, struct shelf_ref b);

/* Find out what the row is to say, unless that was done. */
void shelf_look(struct shelf *shelf, struct shelf_ref ref);

/* The row, borrowed until the next call; an empty one where there is none. */
struct shelf_row shelf_row(struct shelf *shelf, struct shelf_ref ref);

/* The same of an article that is not about to be shown in the list: none are loaded around it. */
struct shelf_row shelf_about(struct shelf *shelf, struct shelf_ref ref);

/* Open an article (or none); the one that was open is closed. shelf_article() gives it, NULL for any other. */
int shelf_open(struct shelf *shelf, struct shelf_ref ref, struct err *err);
struct article *shelf_article(struct shelf *shelf, struct shelf_ref ref);

/*
 * Look into an article without opening it, until shelf_peek_done(), whatever
 * becomes of the shelf meanwhile. False: it cannot be read, or only once.
 */
bool shelf_peek(struct shelf *shelf, struct shelf_ref ref, struct peek *peek);
void shelf_peek_done(struct peek *peek);

/* False when that cannot be said of it: it is not there, or has no stars. */
bool shelf_mark(struct shelf *shelf, struct shelf_ref ref, enum article_mark mark, bool on);

/* Where reading was left; false when it was never begun. */
bool shelf_place(struct shelf *shelf, struct shelf_ref ref, struct pos *place);
void shelf_set_place(struct shelf *shelf, struct shelf_ref ref, struct pos place);

/* The article that a link of the open one leads to, or none. */
struct shelf_ref shelf_link_target(struct shelf *shelf, struct shelf_ref ref,
                                   const struct link *link);

/* What the open article is linked with: its parent, the stories split off with or from it, those that it names. */
void shelf_relatives(struct shelf *shelf, struct shelf_ref ref,
                     void (*each)(void *to, const struct relative *relative), void *to);

/*
 * Take in what others have changed in the library. References that are held
 * (at most 8) stay, or where their row is gone become the next one's; the open
 * article keeps a row, selected or not.
 */
void shelf_refresh(struct shelf *shelf, struct shelf_ref *const *refs, size_t n);

/*
 * Other rows, in another order; false where there is no library. shelf_try() loads that many of them, and gives
 * up as soon as a key waits, or it has taken that long: then all is as it was. What is selected now; NULL without a library.
 */
bool shelf_select(struct shelf *shelf, const struct selection *selection);
bool shelf_try(struct shelf *shelf, const struct selection *selection, size_t first_rows, int most_ms);
const struct selection *shelf_selection(struct shelf *shelf);

/*
 * Whether a story that several tell is one row, in lists of all articles; only in a library. shelf_unfold() puts
 * the others below the row, or takes them away again: then *ref is the story's. False: there are none.
 */
void shelf_collapse(struct shelf *shelf, bool on);
bool shelf_unfold(struct shelf *shelf, struct shelf_ref *ref);

/* For what only a library can do; NULL without one. */
struct library *shelf_library(struct shelf *shelf);

/* Where it comes from: a path or address, and which of how many stories of that it is (from 1). */
void shelf_origin(struct shelf *shelf, struct shelf_ref ref, struct buf *path, int *story,
                  int *n_stories);

#endif
