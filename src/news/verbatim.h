/*
 * verbatim.h: signs of a text that means something only as it stands.
 *
 * Private to news. Logs, tables, patches, mail, Markdown, markup, code: each
 * has lines that begin or are parted in a way that no article is. One sign is
 * enough, since a text taken for an article by mistake loses lines, and an
 * article taken for plain text loses nothing.
 */
#ifndef JARIDA_NEWS_VERBATIM_H
#define JARIDA_NEWS_VERBATIM_H

#include "news/lines.h"
#include "news/markers.h"

#include <stdbool.h>

/* The lines include the blank ones. */
bool text_is_verbatim(const struct text_lines *lines, const struct marker_index *index);

#endif
