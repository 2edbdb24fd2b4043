/*
 * bits.h: what is unread, starred, deleted, gone, to be indexed: a bit for each id.
 *
 * Private to library. A library of a million articles has 125 KB of each; so
 * all can be marked as read, and that be undone, at the cost of these few
 * bytes. They are loaded when asked for, changed in memory, and written at
 * the end of the change. A deleted article is neither unread nor starred.
 */
#ifndef JARIDA_LIBRARY_BITS_H
#define JARIDA_LIBRARY_BITS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct library;

enum bits_kind {
	BITS_UNREAD,
	BITS_STARRED,
	BITS_DELETED, /* not shown any more, and back when that is undone */
	BITS_GONE,    /* without a row: the id is not to come back */
	N_MARKS,
	BITS_WAITING = N_MARKS, /* there and not indexed yet; no mark that a reader knows of */
	BITS_LATER,             /* an earlier article tells the same story; neither is this */
	N_BITS
};

enum {
	CHUNK_IDS = 4096, /* ids 0 … of the first chunk */
	CHUNK_WORDS = CHUNK_IDS / 64,
	CHUNK_B = CHUNK_IDS / 8,
	MAX_CHUNKS = 1 << 18 /* a thousand million articles */
};

struct bits_chunk {
	uint64_t words[CHUNK_WORDS];
	bool changed;
};

struct bits {
	struct bits_chunk **chunks; /* NULL: all 0 */
	size_t n;
	int64_t count;
	bool loaded, changed;
};

/* Have them, as they are in this snapshot. */
int bits_load(struct library *library, enum bits_kind kind, struct err *err);
int bits_load_all(struct library *library, struct err *err);
void bits_forget(struct library *library); /* all that is in memory */
void bits_done(struct bits *bits);

/* A chunk as CHUNK_B bytes, id 0 in the lowest bit of the first, whatever the machine. */
void bits_to_bytes(const struct bits_chunk *chunk, unsigned char *bytes);
void bits_from_bytes(struct bits *bits, size_t number, const unsigned char *bytes);

/* Those that have been loaded: */
static inline bool bits_has(const struct bits *bits, int64_t id)
{
	size_t chunk = (size_t)(id / CHUNK_IDS);
	if (id < 0 || chunk >= bits->n || bits->chunks[chunk] == NULL)
		return false;
	return bits->chunks[chunk]->words[id % CHUNK_IDS / 64] >> (id % 64) & 1;
}
void bits_set(struct bits *bits, int64_t id, bool on); /* id has been given by the store */
int64_t bits_next(const struct bits *bits, int64_t from); /* the first at or after, or -1 */
int64_t bits_count_in(const struct bits *bits, const struct bits *in, const struct bits *out); /* also in one, not in the other */
void bits_keep(struct bits *bits, const struct bits *in, const struct bits *out); /* those in one, not in the other */
void bits_others(struct bits *bits, const struct bits *in, int64_t last); /* are from 1 to last those that are not in it */
int64_t bits_count_below(const struct bits *bits, int64_t id); /* of the ids < id */

/* Write what has changed. */
int bits_save(struct library *library, struct err *err);

#endif
