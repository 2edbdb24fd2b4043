/*
 * draft.h: a file taken apart into stories, line by line.
 *
 * Private to news. A draft knows which lines are its paragraphs; kinds and
 * links are settled when all lines have been given out.
 */
#ifndef JARIDA_NEWS_DRAFT_H
#define JARIDA_NEWS_DRAFT_H

#include "news/blocks.h"
#include "news/lines.h"
#include "news/markers.h"
#include "news/story.h"

#include <stdbool.h>

struct draft_link {
	struct link link;
	size_t n_blocks; /* of the story before it */
};

struct draft {
	struct article *story;
	size_t *blocks; /* numbers of the lines that are its paragraphs */
	size_t n_blocks, cap_blocks;
	struct draft_link *links;
	size_t n_links, cap_links;
	bool dated;     /* by a date of publication, not only by one of an update */
	bool ended;     /* its source, at its end, or the readers' comments have been seen */
	bool comments;
};

struct clip {
	struct text_lines lines; /* without blank ones */
	const struct blocks *blocks; /* one a line, where a page or a document has said what its lines are; or NULL */
	struct marker *markers;  /* one a line */
	bool *prose_follows;     /* one a line: prose follows it, before the next read-also */
	struct draft *drafts;    /* the first is the parent of all others */
	size_t n_drafts, cap_drafts;
};

struct draft *clip_current(struct clip *clip);
struct draft *clip_add_draft(struct clip *clip, struct article *story);

void draft_add_block(struct draft *draft, size_t line);
void draft_add_link(struct draft *draft, enum link_kind kind, struct str title, struct str url, int story);

/* head.c: read what stands before the body of the current story; returns the first line of the body. */
size_t clip_read_head(struct clip *clip, size_t i);

/*
 * head.c: take the line as metadata of the current story. Returns the lines
 * taken, 0 when it is none.
 */
size_t clip_take_meta(struct clip *clip, size_t i, bool in_head);

/* related.c: the marker at line i, what it names, and the story that it may hold. Returns the next line. */
size_t clip_read_related(struct clip *clip, size_t i);

/* related.c: a further story begins after the end of one that was split off. */
bool clip_story_starts(struct clip *clip, size_t i);
size_t clip_start_child(struct clip *clip, struct str title, size_t i);

/* kinds.c: the kind of each block of a draft, in its order. */
void draft_kinds(const struct clip *clip, const struct draft *draft, enum paragraph_kind *kinds);

#endif
