/*
 * body.h: texts made small: zstd with a dictionary of the library's own words.
 *
 * Private to library. The first texts have no dictionary; when there are
 * enough of them one is made, and again when the library has grown much; each
 * text names the one that it was packed with.
 */
#ifndef JARIDA_LIBRARY_BODY_H
#define JARIDA_LIBRARY_BODY_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

struct library;
struct bodies;

enum {
	BODY_MAX_B = 64 << 20,      /* packed, before it is made small */
	TEXT_MAX_B = BODY_MAX_B / 2 /* of an article */
};

struct bodies *bodies_new(void);
void bodies_free(struct bodies *bodies); /* NULL is allowed */

/* Store the packed article; in a change. */
int body_store(struct library *library, int64_t article, struct str packed, struct err *err);

/* Append the packed article to out. ERR_NO_MATCH: there is none; ERR_INPUT: it is damaged. */
int body_load(struct library *library, int64_t article, struct buf *out, struct err *err);

/* Make a dictionary if it is time; a change of its own, after one that stored texts. No error: the next one tries again. */
void bodies_learn(struct library *library);

#endif
