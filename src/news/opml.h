/*
 * opml.h: lists of feeds (OPML 1.0 and 2.0), written.
 *
 * Reading one is import.h's: it tells of each feed. A list that was written
 * here and is read again tells of the same feeds in the same folders.
 */
#ifndef JARIDA_NEWS_OPML_H
#define JARIDA_NEWS_OPML_H

#include "base/buf.h"
#include "news/import.h"

#include <stddef.h>

/* The whole document. Feeds of one folder should follow each other; a folder that comes again is opened again. */
void opml_write(struct buf *out, const char *title, const struct feed_info *feeds, size_t n);

#endif
