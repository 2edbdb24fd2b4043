/*
 * ready.h: what of storing a story depends on the story alone.
 *
 * Private to library. Its bytes, its hash, its words and what is made of them. The
 * library is not asked, so that it can be done in another thread, before: library_store() does here what was not.
 */
#ifndef JARIDA_LIBRARY_READY_H
#define JARIDA_LIBRARY_READY_H

#include "base/buf.h"
#include "library/analysis.h"
#include "library/hash.h"
#include "library/sketch.h"
#include "library/topics.h"

#include <stdbool.h>
#include <stdint.h>

struct prepared;
struct stems;
struct story_list;

/* Zeroed at first, ready_done() at last. Used again, it allocates little. */
struct ready {
	struct article *story; /* borrowed */
	struct buf packed;     /* article_pack() */
	int64_t text;          /* identity_of_text() */
	size_t text_b;
	bool has_words;        /* ready_words() was called: what follows is made */
	struct analysis analysis;
	struct topics topics;
	struct sketch sketch;
	struct shingle_list shingles;
};

/* Another story; nothing of it is made. */
void ready_begin(struct ready *ready, struct article *story);

/* Bytes and hash. */
void ready_story(struct ready *ready, const unsigned char key[HASH_KEY_B]);

/* The words, if they are not made yet; a story that is known already needs none. */
void ready_words(struct ready *ready, struct stems *stems);
void ready_done(struct ready *ready);

/* What was prepared of story i of its list. */
struct ready *prepared_story(struct prepared *prepared, size_t i);

/* Whether the texts are not too long for the library. */
bool ready_fits(const struct story_list *list);

#endif
