/*
 * clipping.h: text as it is cut out of newspaper pages, read as articles.
 *
 * Private to news. Total: every clean text gives at least one story.
 */
#ifndef JARIDA_NEWS_CLIPPING_H
#define JARIDA_NEWS_CLIPPING_H

#include "base/str.h"

struct story_list;

/* Append the stories of a clean text; name stands in for a title where there is none. */
void clipping_parse(struct story_list *list, struct str text, const char *name);

#endif
