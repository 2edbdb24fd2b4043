/*
 * db.h: the connection: statements, transactions, what SQLite's errors mean.
 *
 * Private to library. Statements are rows of a table (statements.c), prepared
 * when first run and kept. A function that reads in several statements puts
 * them between db_read() and db_read_end(); one that writes between
 * db_change() and db_change_end(); both may be nested.
 */
#ifndef JARIDA_LIBRARY_DB_H
#define JARIDA_LIBRARY_DB_H

#include "base/err.h"
#include "base/str.h"
#include "library/bits.h"
#include "library/hash.h"
#include "library/library.h"
#include "library/statements.h"

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

struct bodies;
struct vocabulary;
struct index;
struct relations;
struct ready;
struct ranking;

/* What a connection does, which goes back to the same pages. */
enum db_memory {
	MEMORY_USUAL,     /* 2 MB */
	MEMORY_TO_SEARCH, /* 16 MB: for words, with each key */
	MEMORY_TO_RANK,   /* 32 MB: the table of documents is to fit, 20 MB at 1,000,000. The slowest in a hundred take a
	                     third less time than with 16 MB */
	MEMORY_TO_STORE   /* 64 MB: a change of many articles touches thousands of pages all over the indexes, and what
	                     does not fit is written more than once */
};

struct library {
	sqlite3 *db;
	char *place;
	enum library_access access;
	sqlite3_stmt *statements[N_STATEMENTS];
	int reads, changes;    /* how deep */
	bool begun;            /* by library_begin() */
	enum db_memory memory; /* that the connection has */
	bool full;             /* the disk was, in this change */
	bool broken;           /* what was begun cannot be committed any more */
	struct err why_broken;
	struct bits bits[N_BITS];
	/* Of the rows that this connection has changed: those of places and values, and of turned marks. */
	int64_t rows_aside, rows_marked;
	int64_t bits_version;  /* SQLite's data_version that bits[] are of */
	unsigned char hash_key[HASH_KEY_B];
	struct bodies *bodies;
	struct vocabulary *vocabulary;
	struct index *index;
	struct relations *relations;
	struct ready *ready;   /* the story that is being stored, if it was not prepared */
	bool fulltext_ready;           /* the connection knows the tokenizer */
	const struct ranking *ranking; /* of the query that is being ranked */
	struct arena *lent;    /* texts of the row given out last */
	int patience_ms;       /* for other writers */
	int64_t waits_ms, begun_ms; /* since when it waits for them; when the change began */
	bool (*hurry)(void *of); /* whether somebody waits; may be NULL */
	void *hurry_of;
	int64_t hurry_at_ms; /* when it is too long in any case */
	bool hurried;          /* so that what was read or counted is not whole */
};

/* What the last failure means, as `cannot WHAT 'place': …`. */
int db_error(struct library *library, struct err *err);
int db_error_of(sqlite3 *db, int code, const char *place, struct err *err);
int db_damaged(struct library *library, const char *what, struct err *err);

/*
 * Run a statement to its end. One letter a parameter: i int64_t; s struct str,
 * as text; b struct str, as bytes; z int64_t, NULL for 0.
 */
int db_run(struct library *library, enum statement which, struct err *err, const char *types, ...);

/* The same for a statement that answers: 1 and *row on its first row, 0 without one, or an error. End with db_end(). */
int db_get(struct library *library, enum statement which, struct err *err, sqlite3_stmt **row,
           const char *types, ...);
int db_next(struct library *library, sqlite3_stmt *row, struct err *err); /* as db_get() */
void db_end(sqlite3_stmt *row);

/* The one number that a statement answers with; instead when there is no row. */
int db_number(struct library *library, enum statement which, int64_t instead, int64_t *number, struct err *err,
              const char *types, ...);

struct str db_text(sqlite3_stmt *row, int column); /* borrowed until the row is left; bytes as they are */
struct str db_blob(sqlite3_stmt *row, int column);

/* A snapshot for several reads. */
int db_read(struct library *library, struct err *err);
void db_read_end(struct library *library);

/* A change of its own, or a part of what library_begin() began. db_change_end() commits when status is 0, and returns it. */
int db_change(struct library *library, struct err *err);
int db_change_end(struct library *library, int status, struct err *err);

/* Pages in memory: as many as that takes, and never fewer again. */
void db_want_memory(struct library *library, enum db_memory memory);

/* Number of another version of the file, by whomever it was written. */
int64_t db_version(struct library *library);

/* Nothing of a file that anybody may have written is to act. */
void db_defend(sqlite3 *db);

/* Copy the library's key for hashes into it. */
int db_load_hash_key(struct library *library, struct err *err);

#endif
