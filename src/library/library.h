/*
 * library.h: the store: everything that was read stays readable.
 *
 * A library is one file, its articles have numbers that never change and are
 * never given twice. Nothing here is proportional to the number of articles
 * but what says so: rows are loaded as they are looked at, by their place in
 * an order, never by counting from the start.
 *
 * A struct library is one connection and belongs to one thread; several
 * threads and processes may each have one on the same file. There is one
 * writer at a time: others wait for it (LIBRARY_PATIENCE_MS), then get
 * ERR_BUSY, and what they wanted can be tried again. Readers never wait.
 * What a function that changes something has reported as done survives the
 * death of the process at any moment. Inside library_begin() … library_commit()
 * that is true of the commit. A power cut may take the last seconds with it,
 * never more, and leaves a whole library.
 *
 * No caller knows what the store is made of: a second backend has the same
 * functions. All texts are UTF-8 and clean (text/clean.h); texts in rows are
 * borrowed until the next call on the same object. Errors: ERR_INPUT for a
 * store that cannot be read or written, or is damaged, or is of a newer
 * version, always with the way out; ERR_BUSY; ERR_NO_MATCH for an id that is
 * not there, and for a library that is not there.
 */
#ifndef JARIDA_LIBRARY_LIBRARY_H
#define JARIDA_LIBRARY_LIBRARY_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "news/article.h"
#include "words/expr.h"
#include "words/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct library;

enum library_access {
	LIBRARY_READ,  /* nothing is written, not even by others through this connection */
	LIBRARY_WRITE, /* it must be there */
	LIBRARY_CREATE /* made where it is not there, its folder (0700) too */
};

enum { LIBRARY_PATIENCE_MS = 10000 };

/* The place when none is named: $XDG_DATA_HOME/jarida/library.db. NUL-terminated into out; ERR_USAGE without a home. */
int library_default_place(char *out, size_t n, struct err *err);

int library_open(struct library **out, const char *place, enum library_access access, struct err *err);
void library_close(struct library *library); /* NULL is allowed */

/* How long a call may wait for another writer; the reader's main thread asks for little. */
void library_set_patience(struct library *library, int ms);

/*
 * What listing_number() asks again and again while it counts; true: it gives up, and can be asked again.
 * From library_give_way(ms) to library_give_way(0) all that reads a listing asks, and gives up with
 * ERR_BUSY, also when so many milliseconds have passed; the second call tells whether anything did.
 */
void library_set_hurry(struct library *library, bool (*hurry)(void *of), void *of);
bool library_give_way(struct library *library, int most_ms);

/* A number that another one has taken since anything in the library changed, by whomever. */
uint64_t library_generation(struct library *library);

/* --- articles in --- */

/* Where an article comes from. */
struct provenance {
	struct str file; /* absolute path, or empty */
	int64_t feed;    /* feed's id, or 0 */
	int64_t time;    /* when it was taken in, seconds since 1970 */
};

enum stored {
	STORED_NEW,
	STORED_UPDATED, /* known, and its text was another one: the new text, the old state */
	STORED_KNOWN    /* known and the same */
};

struct stored_story {
	int64_t id;
	enum stored what;
};

/*
 * Changes from begin to commit are all there or none. Without a begin each
 * call is a change of its own. Undone by library_rollback(), and by
 * library_close() when no commit came. After a call between them has failed
 * with ERR_INPUT or ERR_BUSY nothing can be committed any more:
 * library_commit() rolls back and says why (a document that is too large is
 * refused before anything is changed, and does no harm).
 */
int library_begin(struct library *library, struct err *err);
int library_commit(struct library *library, struct err *err);
void library_rollback(struct library *library);

/*
 * Store the stories of one document, parents and links between them included;
 * stored[i] says what became of story i. The same article is found by its guid
 * within the feed (or file), by its address without what only tracks
 * (canonical_url()), else by its text, unless that comes from another site:
 * then it keeps id, read, star, tags and place. A summary never replaces the
 * whole text. What was deleted is STORED_KNOWN to a feed, and new again to
 * provenance without one.
 */
int library_store(struct library *library, const struct story_list *list, const struct provenance *provenance,
                  struct stored_story *stored, struct err *err);

/*
 * What of storing a list depends on its stories alone, done before, also in another thread (one at a time has the
 * preparer): it then costs library_store_prepared() nothing. Without words only what a story needs that is
 * known already; what is not prepared is done when the list is stored. A preparer is of the library that it was made for.
 */
struct preparer;
struct prepared;
struct preparer *preparer_new(const struct library *library);
void preparer_free(struct preparer *preparer); /* NULL is allowed */
struct prepared *prepared_new(struct preparer *preparer, const struct story_list *list, bool words); /* may be NULL */
void prepared_free(struct prepared *prepared); /* NULL is allowed */

/* library_store(), once, of the list that was prepared; NULL: it was not. */
int library_store_prepared(struct library *library, const struct story_list *list, struct prepared *prepared,
                           const struct provenance *provenance, struct stored_story *stored, struct err *err);

/* A file that was taken in whole, by its size and time of change: need it be read again? */
bool library_knows_file(struct library *library, struct str path, int64_t size_b, int64_t mtime_ns);
int library_note_file(struct library *library, struct str path, int64_t size_b, int64_t mtime_ns, struct err *err);

/*
 * What looks for articles knows those that were stored with their change. It
 * has to catch up with all in a library of an older version, or when the way
 * of looking has changed: for about so many ms (0: to the end), in changes of
 * at most a fifth of a second, in which others wait. *left says how many articles are
 * not known yet. For pauses and workers, and for the end of a command that
 * has stored much; where there is nothing to do it costs nothing.
 */
int library_catch_up(struct library *library, int ms, int64_t *left, struct err *err);

/* Whether there is anything to catch up with; nothing is written. */
bool library_is_behind(struct library *library);

/* Of how many articles so many are not known to it yet. */
int library_unindexed(struct library *library, int64_t *left, int64_t *all, struct err *err);

/* --- articles out --- */

/* The article, to be freed by article_free(). */
int library_article(struct library *library, int64_t id, struct article **out, struct err *err);

/* Its id from "123", "url:https://…" or "file:/…". ERR_NO_MATCH when there is none. */
int library_find(struct library *library, const char *name, int64_t *id, struct err *err);

/* Articles that this one names, and that name it (back): by "read also", as parent, by an address in the text. */
struct linked {
	int64_t id;
	enum link_kind kind;
	bool back;
	size_t number; /* of the link in the article that has it */
};

/* Up to n of them in the order of their links, then those that name it; returns how many, or a negative err_code. */
int library_links(struct library *library, int64_t id, struct linked *linked, int n, struct err *err);

struct article_row {
	int64_t id;
	struct str title, source, lang, url;
	int64_t time;      /* of publication, else of storing; seconds since 1970 */
	int64_t stored;    /* when it was taken in, here or where it was exported */
	bool dated;        /* time is that of publication */
	bool has_clock;    /* and known to more than the day */
	bool unread, starred;
	enum dir dir;
	int64_t feed;      /* 0: none */
	int64_t parent;    /* the story that it was split off, or 0 */
	int64_t group;     /* the first of the stories that are the same one, or 0 */
	uint32_t size_b;
};

enum sort_key { SORT_DATE, SORT_STORED, SORT_TITLE, SORT_SOURCE, SORT_SIZE, SORT_RANK, SORT_COUNT };
const char *sort_key_name(enum sort_key key); /* "date", "stored" … as in --sort */

/* Which articles, in which order. All zero: all, newest first. */
struct selection {
	int64_t feed;              /* 0: of any, and of none */
	struct str source, lang, tag;
	const struct expr *expr;   /* what its words meet (words/expr.h, without fields), at this level; NULL: any */
	enum level level;
	bool typing;               /* it is not finished: of what is cut short only the most frequent words (library/ask.h) */
	const struct expr *where;  /* fields that it meets beside those above, as library/query.h has them; NULL: none */
	int64_t since, before;     /* time in [since, before); 0: open */
	bool unread, starred;      /* only these */
	bool collapsed;            /* of a story told by several the first one; only where nothing but unread is asked for */
	enum sort_key sort;
	bool reverse;              /* the other way round than is usual for the key (dates: newest first) */
};

/*
 * A selection in its order, as a list of rows that is never loaded whole.
 * A row is found by its place (what it is sorted by, and its id), so that
 * moving costs the same anywhere. It shows what is stored now: articles that
 * come in meanwhile appear at their place, and no row that one holds moves
 * away from under it.
 */
struct listing;

struct row_place {
	int64_t id;       /* 0: none */
	int64_t number;   /* of a date, size */
	char text[64];    /* the beginning of a title's or source's key; NUL-terminated */
};

struct listing *listing_new(struct library *library, const struct selection *selection);
void listing_free(struct listing *listing); /* NULL is allowed */

/*
 * Up to n rows that follow the place (or with back: precede it, nearest first)
 * into rows; after {0} the first of all, with back the last ones. Returns how
 * many, or a negative err_code. listing_place() gives the place of a row.
 *
 * A selection by several things at once may read the smallest of them whole.
 *
 * Words (expr) are answered by the index, newest first as they are found: the
 * first page costs the same whatever the number of articles. Articles of one second
 * stand in the order in which they were indexed, and where a minute is full, after the others
 * of their day. For other orders all that answer are found at
 * first, again when the index has changed. By rank, the best are those of the newest
 * 10,000 that answer, and no others are in the list. At LEVEL_EXACT each
 * article is read before it is given out. Words that are cut short (prefix) find all that begin so: by date
 * at once, where few letters begin words of most articles, too. To find all of those, for a count or another
 * order, takes as long as there are articles. Where they are very many, by rank, and always while they are being
 * typed (typing), they find all titles, and the most frequent words of bodies.
 */
int listing_rows(struct listing *listing, const struct row_place *from, bool back, struct article_row *rows,
                 int n, struct err *err);
void listing_place(struct listing *listing, const struct article_row *row, struct row_place *place);

/* How well a row of a listing by SORT_RANK answers; the more the better, else 0. */
double listing_score(struct listing *listing, const struct article_row *row);

bool listing_is_collapsed(const struct listing *listing); /* the selection's wish has a meaning here */

/* The row of an article that is in the selection; ERR_NO_MATCH. */
int listing_find(struct listing *listing, int64_t id, struct article_row *row, struct err *err);

/*
 * How many there are, -1 when it gave up; the number (from 1) of a place, 0 when it did. Proportional to that
 * number: for pauses.
 */
int64_t listing_count(struct listing *listing);
int64_t listing_count_known(struct listing *listing); /* -1 where it would have to be counted first */
int64_t listing_number(struct listing *listing, const struct row_place *place);

/* The row of that number, clamped; proportional to it, but far cheaper than loading. ERR_NO_MATCH when empty. */
int listing_at(struct listing *listing, int64_t number, struct article_row *row, struct err *err);

/* --- what the reader does to articles; each call is one step of the journal --- */

enum article_mark { MARK_READ, MARK_STARRED };

int library_mark(struct library *library, const int64_t *ids, size_t n, enum article_mark mark, bool on,
                 struct err *err);

/* All of a selection; *changed says how many were. */
int library_mark_all_read(struct library *library, const struct selection *selection, int64_t *changed,
                          struct err *err);

/*
 * The same for one who answers keys: for about so many milliseconds, less when somebody waits (library_set_hurry),
 * it is found out which those are; 1: that is to go on. Then all are marked at once, and it is 0, or an error. What
 * comes in meanwhile is none of it.
 */
struct sweep;
struct sweep *library_sweep_new(struct library *library, const struct selection *selection);
int library_sweep(struct sweep *sweep, int most_ms, int64_t *changed, struct err *err);
void library_sweep_free(struct sweep *sweep); /* before its library is closed; NULL is allowed */

int library_tag(struct library *library, int64_t id, struct str tag, bool on, struct err *err);
int library_tags(struct library *library, int64_t id, struct buf *out, struct err *err); /* one a line */
int library_all_tags(struct library *library, struct buf *out, struct err *err); /* those that some article has, one a line */
int library_delete(struct library *library, const int64_t *ids, size_t n, struct err *err);

/* Take the last step back that was not yet; ERR_NO_MATCH when there is none. what says which, for the status line. */
int library_undo(struct library *library, struct buf *what, struct err *err);

/* Where reading was left; no step of the journal. ERR_NO_MATCH: it never was. */
int library_set_place(struct library *library, int64_t id, uint64_t key, size_t offset_cp, struct err *err);
int library_place(struct library *library, int64_t id, uint64_t *key, size_t *offset_cp, struct err *err);

/* Small values of the program's own (the dictionary of an index, the last list), by name. */
int library_set_value(struct library *library, const char *name, struct str value, struct err *err);
int library_value(struct library *library, const char *name, struct buf *out, struct err *err);

/* --- saved selections: the query as the reader wrote it --- */
int library_save_filter(struct library *library, struct str name, struct str query, struct err *err); /* "" removes */
int library_filters(struct library *library, bool (*each)(void *to, struct str name, struct str query), void *to,
                    struct err *err);

/* --- retention: of what feeds brought; what was added by hand stays --- */
struct retention {
	int days;       /* read, unstarred, untagged articles older than that go; 0: keep */
	int64_t most;   /* of these at most so many a feed; 0: keep */
};
int library_retain(struct library *library, const struct retention *retention, int64_t *removed, struct err *err);

#endif
