/*
 * schema.h: the tables of a library, and how older ones become today's.
 *
 * Private to library. The file carries application_id and user_version; a
 * file whose tables are not word for word those of its version was not
 * written here and is not trusted (a stranger's file could bring triggers).
 *
 *	article     what lists show, narrow: no text
 *	body        the text, packed (news/pack.h) and compressed; dictionary says with what
 *	source      names of sources, with the key that they sort by
 *	title_order titles by the key that they sort by
 *	known       hashes by which an article is recognised; never taken back, so
 *	            that what was deleted does not come again with the next fetch
 *	mark        what is unread, starred, deleted, gone: a bit for each id (bits.h)
 *	step        the journal of what can be undone
 *	link        articles that name one another; wanted: names that nothing stored has yet
 *	fulltext    which words are where (fulltext.h), made anew when it must be; what
 *	            FTS5 keeps it in are tables of its own
 *	doc         numbers of documents there, their articles (0: not any more), how many words they have
 *	word        the vocabulary; stem is empty where it is the word
 *	topics, topic, shingle, shingle_run, about  what related stories are found by (relate.h), made anew with fulltext
 *	tie         pairs of articles that the reader has linked (pinned 1) or parted (0), the lower id first
 */
#ifndef JARIDA_LIBRARY_SCHEMA_H
#define JARIDA_LIBRARY_SCHEMA_H

#include <stdbool.h>

#include <sqlite3.h>

enum {
	SCHEMA_APPLICATION = 0x6A726461, /* "jrda" */
	SCHEMA_VERSION = 3
};

/* What makes version `to` out of the version before: statements, until NULL. */
struct migration {
	const char *const *statements;
};

/*
 * Make the tables, or bring those of an older version up to the last of these
 * steps, inside the caller's transaction. Returns an SQLite code.
 */
int schema_migrate(sqlite3 *db, int from, const struct migration *steps, int to);
int schema_upgrade(sqlite3 *db, int from); /* the same with those of the program */

/* Whether the file's tables are those of SCHEMA_VERSION; an SQLite code when that cannot be told. */
int schema_is_ours(sqlite3 *db, bool *ours);

#endif
