/*
 * passages.h: of articles that were found, the piece that says why.
 *
 * The words of a query, and for each article that is asked about the best
 * snippet (words/snippet.h) of its paragraphs, else its beginning. An article
 * is read for it once, as long as it is remembered: about the last
 * PASSAGES_KEPT. Of a long one the first PASSAGE_MAX_B are looked through.
 */
#ifndef JARIDA_UI_PASSAGES_H
#define JARIDA_UI_PASSAGES_H

#include "base/buf.h"
#include "ui/shelf.h"
#include "words/finder.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PASSAGES_KEPT = 128, PASSAGE_MAX_B = 1 << 16 };

struct extract {
	int64_t id; /* 0: nothing is here */
	int cols;   /* that it was made for */
	uint64_t asked; /* when last */
	struct buf text;
	struct hits hits; /* in the text */
};

struct passages {
	struct shelf *shelf; /* borrowed */
	struct finder *finder; /* NULL: nothing is asked for */
	struct stems *stems;
	struct extract *kept; /* PASSAGES_KEPT of them, made when they are wanted first */
	struct hits hits, best;
	struct shelf_ref wanted[PASSAGES_KEPT]; /* by the picture that was drawn last */
	size_t n_wanted;
	int cols;
	uint64_t now;
};

void passages_init(struct passages *passages, struct shelf *shelf);
void passages_done(struct passages *passages);

/* The query is not needed afterwards; NULL: nothing is asked for any more. */
void passages_ask(struct passages *passages, const struct expr *expr, enum level level);
bool passages_asked(const struct passages *passages);

/* Where its words are in a title; valid until the next call. */
const struct hits *passages_in_title(struct passages *passages, struct str title);

/* A picture begins, with pieces of so many columns; what it has no time for is wanted. */
void passages_begin(struct passages *passages, int cols);

/* The piece of an article, valid until the next call; NULL: not known yet, and wanted. */
const struct extract *passages_get(struct passages *passages, struct shelf_ref ref, int64_t deadline_ms);

/* Find out what is wanted, one at least; true: none is left. */
bool passages_work(struct passages *passages, int64_t deadline_ms);

#endif
