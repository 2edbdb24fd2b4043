/*
 * flow.h: a document as one column of lines, wrapped where it is looked at.
 *
 * A spot is a line by the text it shows: the paragraph's key and any code
 * point on the line (or the blank line before the paragraph), so it survives
 * every change of width. Moving costs the wrap of the paragraphs that are
 * crossed; wraps are kept for the last few of them. A paragraph that the text
 * engine takes in several pieces is still one block of lines here, and code
 * points count from the paragraph's start.
 */
#ifndef JARIDA_UI_FLOW_H
#define JARIDA_UI_FLOW_H

#include "layout/line.h"
#include "layout/wrap.h"
#include "text/para.h"
#include "ui/doc.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spot {
	uint64_t key;
	size_t cp;
	bool gap; /* the line before the paragraph: blank, or its badge */
};

enum { FLOW_BLOCKS = 128, INDENT_COL = 2 };

struct piece {
	size_t start_b, start_cp;
	enum dir dir;
};

struct block {
	bool used;
	uint64_t key;
	enum doc_kind kind;
	enum dir before;
	bool gap, badge;
	int hang_col; /* of lines after the first */
	size_t n_cp;
	struct piece *pieces;
	size_t n_pieces, cap_pieces;
	uint32_t *starts_cp; /* n_lines + 1 */
	size_t n_lines, cap_lines;
};

struct flow {
	struct doc *doc;
	int width_col;
	bool tight; /* no lines between paragraphs; set by the owner */
	enum shape shape;
	struct look look;
	struct para *para;
	struct line line;
	struct wrap wrap;
	struct block blocks[FLOW_BLOCKS];
	bool loaded;
	uint64_t loaded_key;
	size_t loaded_piece;
};

/* One line, ready to paint. Code points of cells count from base_cp. */
struct flow_line {
	enum doc_kind kind;
	bool gap, badge, first;
	enum dir dir;
	int indent_col; /* on the reading side */
	size_t start_cp, end_cp, base_cp;
	struct line *line; /* valid until the next call */
	const struct para *para;
};

void flow_init(struct flow *flow);
void flow_done(struct flow *flow);

/* Show doc at this width. What was wrapped is forgotten only when something differs. */
void flow_set(struct flow *flow, struct doc *doc, int width_col, enum shape shape);

/* Show text in this look (text/look.h). Likewise. */
void flow_set_look(struct flow *flow, struct look look);

/* The document has become another one: forget everything about it. */
void flow_reset(struct flow *flow);

/* False when the document is empty. */
bool flow_first(struct flow *flow, struct spot *spot);
bool flow_last(struct flow *flow, struct spot *spot);

/* To the line after or before; false at the end, *spot unchanged. */
bool flow_next(struct flow *flow, struct spot *spot);
bool flow_prev(struct flow *flow, struct spot *spot);

/* To the start of the line on which the spot stands. */
struct spot flow_normal(struct flow *flow, struct spot spot);

void flow_line(struct flow *flow, struct spot spot, struct flow_line *out);

/* The line's end in code points, and the paragraph's length. */
size_t flow_line_end(struct flow *flow, struct spot spot, size_t *n_cp);

bool spot_same(struct spot a, struct spot b);
bool spot_before(struct spot a, struct spot b);

#endif
