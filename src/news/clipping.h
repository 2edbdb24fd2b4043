/*
 * clipping.h: text as it is cut out of newspaper pages, read as articles.
 *
 * Private to news. Total: every clean text gives at least one story.
 */
#ifndef JARIDA_NEWS_CLIPPING_H
#define JARIDA_NEWS_CLIPPING_H

#include "base/err.h"
#include "base/str.h"
#include "news/shape.h"

struct article;
struct blocks;
struct story_list;

/* Append the stories of a clean text; name stands in for a title where there is none. */
void clipping_parse(struct story_list *list, struct str text, const char *name);

/*
 * The stories of a text in any encoding, which its sender may have named.
 * ERR_INPUT when it holds NUL bytes and is no UTF-16 or UTF-32.
 */
int clipping_read(struct story_list *list, struct str bytes, struct str charset, const char *name, struct err *err);

/*
 * The same for a body whose metadata are in `story` already, which becomes the
 * first of the stories.
 */
void clipping_parse_body(struct story_list *list, struct article *story, struct str text, enum body_kind kind,
                         const struct marker_index *index);

/* And for one that comes in blocks, of which kinds and links are known. */
void clipping_parse_blocks(struct story_list *list, struct article *story, const struct blocks *blocks,
                           const struct marker_index *index);

#endif
