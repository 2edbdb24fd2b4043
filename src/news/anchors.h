/* anchors.h: the links of a page's blocks as those of an article. Private to news. */
#ifndef JARIDA_NEWS_ANCHORS_H
#define JARIDA_NEWS_ANCHORS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct article;
struct block;
struct blocks;
struct clip;

/* Add the links of a block that has become the paragraph at key and those after it. */
void anchors_add(struct article *story, const struct blocks *blocks, const struct block *block, uint64_t key);

/*
 * Whether the line is a link, as a whole or else anywhere in it; its address,
 * which may be empty, into *url.
 */
bool clip_line_link(const struct clip *clip, size_t i, bool whole, struct str *url);

#endif
