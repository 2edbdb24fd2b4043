/*
 * hits.h: in which articles a keyword stands, as far as has been looked.
 *
 * The title is looked at first; the body, which has to be read for it, in
 * pauses, a slice at a time, and at most once as long as it is remembered: about the
 * last HITS_KNOWN articles. A file that is too long to be parsed is not gone through.
 */
#ifndef JARIDA_UI_HITS_H
#define JARIDA_UI_HITS_H

#include "ui/marking.h"
#include "ui/shelf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HITS_KNOWN = 1024, HITS_NEAR = 16, HITS_WANTED = 256 };

enum has_hit { HIT_UNKNOWN, HIT_NONE, HIT_SOME };

struct known_hit {
	int64_t id;
	enum has_hit has;
	uint32_t asked; /* when last */
};

struct article_hits {
	struct shelf *shelf;     /* borrowed, as are both */
	struct marking *marking;
	uint32_t version;        /* of the keywords that `known` is about */
	struct known_hit known[HITS_KNOWN]; /* each within HITS_NEAR of where its id leads to; the oldest gives way */
	uint32_t now;
	struct shelf_ref wanted[HITS_WANTED]; /* rows on the screen of which it is not known */
	size_t n_wanted;
	/* the one that is being gone through */
	struct shelf_ref at;
	struct peek peek;
	bool peeking;
	uint64_t key;
	bool in_body;
};

void article_hits_init(struct article_hits *hits, struct shelf *shelf, struct marking *marking);
void article_hits_done(struct article_hits *hits);

/* Articles may have become others. */
void article_hits_forget(struct article_hits *hits);

/* What is known of an article; title is its title, where that has not been gone through yet. */
enum has_hit article_hits_get(struct article_hits *hits, struct shelf_ref ref, const struct str *title);

/* Find out until the deadline; HIT_UNKNOWN: not yet. */
enum has_hit article_hits_find(struct article_hits *hits, struct shelf_ref ref, int64_t deadline_ms);

/* A picture begins; a row of it is one to find out about. */
void article_hits_begin(struct article_hits *hits);
void article_hits_want(struct article_hits *hits, struct shelf_ref ref);

/* Work on what is wanted; true when a row turned out to have a hit. */
bool article_hits_work(struct article_hits *hits, int64_t deadline_ms);

#endif
