/*
 * document.h: one document, from its bytes into the library. Private to fetch.
 *
 * Stories are stored as they come out of the parser. What is wrong with the
 * document is its own failure; what is wrong with the library ends the run.
 */
#ifndef JARIDA_FETCH_DOCUMENT_H
#define JARIDA_FETCH_DOCUMENT_H

#include "base/arena.h"
#include "fetch/batch.h"
#include "news/import.h"

/* A feed that the document tells of: itself, or one of a list. Texts are in the document's arena. */
struct told_feed {
	struct feed_info info;
	struct told_feed *next;
};

struct document {
	struct batch *batch;
	struct source source;
	struct provenance provenance;
	/* When a story is stored; NULL: not wanted. It must not store anything itself. */
	void *to;
	void (*stored)(void *to, const struct article *article, const struct stored_story *stored);
	/* When a batch has been ended: what counts by then. NULL: not wanted. */
	void (*progress)(void *to, const struct document *document);

	/* What became of it. */
	int64_t added, updated, known;
	size_t n_stories;
	struct arena *arena;
	struct told_feed *feeds, *last_feed;
	size_t n_feeds;
	char problem[512]; /* the first; empty: none */
	size_t line, column, n_problems;
	struct err library; /* code 0, or what ended the run */
};

void document_init(struct document *document, struct batch *batch);
void document_done(struct document *document);

/*
 * Take the document in; the batch stays open for what belongs to its end. Returns 0, or:
 * ERR_INPUT with problem set when nothing came of it, document->library.code when the library failed.
 */
int document_bytes(struct document *document, struct str bytes);
int document_fd(struct document *document, int fd); /* takes it over */

#endif
