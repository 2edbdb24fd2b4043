/*
 * record.h: articles as `jarida export` writes them, read again.
 *
 * Private to news. Nothing is guessed: paragraphs, kinds, links and what the
 * reader had done are taken as they stand, so that what comes out of a library
 * and goes into another one is the same. Stories that were split off come
 * after the one that they belong to; those are put together again.
 */
#ifndef JARIDA_NEWS_RECORD_H
#define JARIDA_NEWS_RECORD_H

#include "news/jsontree.h"
#include "news/story.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RECORDS_MAX = 64, RECORDS_MAX_B = 8 << 20 };

struct record_link {
	size_t story, link;
	int64_t target; /* the id that it had */
};

/* Stories that belong together, as far as they have been read. */
struct records {
	struct story_list list;
	int64_t ids[RECORDS_MAX];
	struct record_link *links;
	size_t n_links, cap_links;
	uint64_t size_b;
};

/* Whether the object is one of these: others have no mark of what was read. */
bool record_is(const struct json_value *object);

/* Whether it belongs to those that were read before it. */
bool records_belongs(const struct records *records, const struct json_value *object);

/* Add the story, whose metadata are set, with the rest of the object. */
void records_add(struct records *records, struct article *story, const struct json_value *object);

/* The list, complete; it is the caller's then. */
struct story_list records_take(struct records *records);

#endif
