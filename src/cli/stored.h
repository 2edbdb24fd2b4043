/*
 * stored.h: the library that commands print from, and what in it was named.
 *
 * It is opened for reading: nothing is made, nothing is changed.
 */
#ifndef JARIDA_CLI_STORED_H
#define JARIDA_CLI_STORED_H

#include "base/arena.h"
#include "base/err.h"
#include "cli/args.h"
#include "cli/json.h"
#include "library/feeds.h"
#include "library/library.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PLACE_MAX_B = 4096 };

/* The place as named, or the usual one when named is NULL, into place. */
int stored_place(const char *named, char place[PLACE_MAX_B], struct err *err);

/* Open it. One that is not there is an input that cannot be read: ERR_INPUT, with the way out. */
int stored_open(struct library **library, const char *named, struct err *err);

/*
 * The id of an article from "123", "url:https://…", "file:/…": as library_find(),
 * and a path may be a relative one, or the rest of a file:// address.
 */
int stored_find(struct library *library, const char *name, int64_t *id, struct err *err);

/* Which of the articles, and in which order; beside the words of the query. */
struct select_options {
	int64_t limit;  /* 0: all */
	int sort;       /* enum sort_key, or -1: as the query says */
	bool reverse;
};

extern const struct arg_option select_rows[];
extern const size_t n_select_rows;

void select_options_init(struct select_options *options);
int select_set(struct select_options *options, int id, const char *value, struct err *err);

/*
 * What the operands select (library/query.h). An operand is a query, or a part
 * of one: `source:"BBC Arabic"`, whose quotes the shell has taken, is one word.
 * The order is the usual one unless query or options say another.
 * Texts of the selection are in the arena.
 */
int stored_select(struct library *library, const struct select_options *options, enum sort_key usual,
                  char *const *operands, size_t n, struct arena *texts, struct selection *selection, struct err *err);

/* The rows of a selection, a page at a time. */
struct stored_walk {
	struct listing *listing;
	struct row_place place;
	struct article_row *rows;
	int n, at;       /* of the page */
	int64_t left;    /* of the limit */
	int64_t given;
};

void stored_walk_init(struct stored_walk *walk, struct library *library, const struct selection *selection,
                      int64_t limit);
void stored_walk_done(struct stored_walk *walk);

/* The next row, good until the call after: 1, or 0 at the end, or a negative err_code. */
int stored_next(struct stored_walk *walk, const struct article_row **row, struct err *err);

/* The addresses of feeds, of which the last one that was asked for is kept. */
struct stored_feed {
	int64_t id;
	struct buf url;
};

/* That of an article's feed; empty when it has none. */
struct str stored_feed_url(struct stored_feed *last, struct library *library, int64_t id);

/* ISO 8601 of what is known of the article's date: "" when that is nothing. */
void stored_date(const struct article_row *row, char out[32]);

/* A time as a member of an object: ISO 8601, null for 0. */
void stored_add_time(struct json *json, const char *key, int64_t seconds);

/* Members of an object: what the library knows beside the article. */
void stored_add_marks(struct json *json, struct library *library, const struct article_row *row);
void stored_add_number(struct json *json, const char *key, int64_t id); /* null for 0 */

#endif
