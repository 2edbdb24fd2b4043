/*
 * markers.h: the fixed words that newspaper pages put around an article.
 *
 * Private to news. A marker is looked for at the start of a line, in whatever
 * spelling (text/phrase.h), after bullets, brackets and arrows.
 */
#ifndef JARIDA_NEWS_MARKERS_H
#define JARIDA_NEWS_MARKERS_H

#include "base/str.h"
#include "news/lines.h"

#include <stdbool.h>
#include <stdint.h>

enum marker_kind {
	MARKER_NONE,
	MARKER_READ_ALSO,
	MARKER_SOURCE,
	MARKER_DATE,
	MARKER_UPDATED,
	MARKER_AUTHOR,
	MARKER_ADDRESS,
	MARKER_DEBRIS,
	MARKER_COMMENTS /* where the readers' own begins: debris */
};

struct marker {
	enum marker_kind kind;
	struct str rest; /* what the line says after it */
	bool labelled;   /* a colon or the like, or a wide gap, stands between */
	bool bare;       /* the marker may also stand before its value without a colon */
	bool edge;       /* counts only where the article has not begun or is over */
};

enum { MARKER_MAX_NAMES = 1024, MARKER_BUCKETS = 128 };

struct marker_name {
	struct str name;
	uint32_t first; /* its first letter, folded */
	uint16_t row;
	uint16_t next;  /* of the same bucket, numbered from 1; 0 ends it */
};

/* The names of all markers, taken apart once for a text; a bucket holds those with one first letter. */
struct marker_index {
	uint16_t buckets[MARKER_BUCKETS];
	struct marker_name names[MARKER_MAX_NAMES];
	uint16_t n;
};

void marker_index_init(struct marker_index *index);

/* The marker that the line starts with; kind is MARKER_NONE when there is none. */
struct marker marker_find(const struct marker_index *index, const struct text_line *line);

#endif
