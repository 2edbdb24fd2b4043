#include "config.h"

#include "ui/flow.h"

#include "base/mem.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_SIGN_COL = 5 }; /* "100. " */

void flow_init(struct flow *flow)
{
	*flow = (struct flow){.para = para_new()};
	line_init(&flow->line);
	wrap_init(&flow->wrap);
}

void flow_done(struct flow *flow)
{
	for (size_t i = 0; i < FLOW_BLOCKS; i++) {
		free(flow->blocks[i].pieces);
		free(flow->blocks[i].starts_cp);
	}
	wrap_done(&flow->wrap);
	line_done(&flow->line);
	para_free(flow->para);
}

void flow_reset(struct flow *flow)
{
	for (size_t i = 0; i < FLOW_BLOCKS; i++)
		flow->blocks[i].used = false;
	flow->loaded = false;
}

void flow_set(struct flow *flow, struct doc *doc, int width_col, enum shape shape)
{
	if (width_col < 1)
		width_col = 1;
	if (flow->doc == doc && flow->width_col == width_col && flow->shape == shape)
		return;
	flow->doc = doc;
	flow->width_col = width_col;
	flow->shape = shape;
	flow_reset(flow);
}

void flow_set_look(struct flow *flow, struct look look)
{
	if (look_same(flow->look, look))
		return;
	flow->look = look;
	para_set_look(flow->para, look);
	flow_reset(flow);
}

static int indent_of(const struct flow *flow, enum doc_kind kind)
{
	return kind == DOC_QUOTE && flow->width_col > 4 * INDENT_COL ? INDENT_COL : 0;
}

/* LRO or RLO: what the reader sees is not in the order of the text (UTF-8 E2 80 AD and AE). */
static bool has_override(struct str text)
{
	for (size_t at = str_find(text, STR("\xE2\x80"), 0); at != (size_t)-1;
	     at = str_find(text, STR("\xE2\x80"), at + 2))
		if (at + 2 < text.n && ((unsigned char)text.p[at + 2] == 0xAD || (unsigned char)text.p[at + 2] == 0xAE))
			return true;
	return false;
}

/* Of an item: to just after its bullet or number, which ends with the first blank. */
static int item_hang(const struct flow *flow, struct str text)
{
	size_t blank = str_find(text, STR(" "), 0);
	size_t n = blank != (size_t)-1 ? utf8_count(str_sub(text, 0, blank)) + 1 : 0;
	return n <= MAX_SIGN_COL && flow->width_col > 4 * INDENT_COL ? (int)n : 0;
}

/* In a line of help: to where the text after the key begins, if that leaves room for it. */
static int hang_of(const struct flow *flow, const struct doc_paragraph *p)
{
	struct str text = p->text;
	size_t n = 0;
	if (p->kind == DOC_ITEM)
		return item_hang(flow, text);
	if (p->kind != DOC_KEY)
		return 0;
	while (n < text.n && text.p[n] == ' ')
		n++;
	size_t gap = str_find(text, STR("  "), n);
	for (size_t i = gap; i < text.n && text.p[i] == ' '; i++)
		n = i + 1;
	return n <= (size_t)flow->width_col / 2 ? (int)n : flow->width_col > 4 * INDENT_COL ? 2 * INDENT_COL : 0;
}

static void add_lines(struct flow *flow, struct block *block, size_t start_cp, int width_col)
{
	wrap_para(&flow->wrap, flow->para, width_col, block->hang_col);
	for (size_t i = 0; i < flow->wrap.n; i++) {
		block->starts_cp = xgrow(block->starts_cp, block->n_lines, &block->cap_lines, sizeof *block->starts_cp);
		block->starts_cp[block->n_lines++] = (uint32_t)start_cp + flow->wrap.starts_cp[i];
	}
}

/* Piece by piece through the text of a paragraph; each begins a line. */
static void wrap_block(struct flow *flow, struct block *block, const struct doc_paragraph *p)
{
	enum dir dir = p->dir;
	size_t at_b = 0;
	size_t at_cp = 0;
	int width_col = flow->width_col - indent_of(flow, p->kind);
	block->n_pieces = block->n_lines = 0;
	block->hang_col = hang_of(flow, p);
	do {
		struct str rest = str_sub(p->text, at_b, p->text.n);
		size_t taken = para_load(flow->para, rest, dir, p->before, flow->shape);
		block->pieces = xgrow(block->pieces, block->n_pieces, &block->cap_pieces, sizeof *block->pieces);
		block->pieces[block->n_pieces++] = (struct piece){at_b, at_cp, dir};
		flow->loaded = true;
		flow->loaded_key = block->key;
		flow->loaded_piece = block->n_pieces - 1;
		add_lines(flow, block, at_cp, width_col);
		if (taken == 0)
			break;
		dir = para_dir(flow->para);
		at_b += taken;
		at_cp += utf8_count(str_sub(rest, 0, taken));
	} while (at_b < p->text.n);
	block->starts_cp = xgrow(block->starts_cp, block->n_lines, &block->cap_lines, sizeof *block->starts_cp);
	block->starts_cp[block->n_lines] = (uint32_t)at_cp;
	block->n_cp = at_cp;
}

static struct block *block_at(struct flow *flow, uint64_t key)
{
	struct block *block = &flow->blocks[(key * 0x9E3779B97F4A7C15U) >> 57];
	if (block->used && block->key == key)
		return block;
	block->used = true;
	block->key = key;
	block->gap = doc_gap_before(flow->doc, key);
	struct doc_paragraph p = doc_paragraph(flow->doc, key);
	block->kind = p.kind;
	block->before = p.before;
	block->badge = has_override(p.text);
	block->gap = (block->gap || block->badge) && !flow->tight;
	wrap_block(flow, block, &p);
	return block;
}

/* The line that holds cp; the last one for the paragraph's length. */
static size_t line_of(const struct block *block, size_t cp)
{
	return wrap_line_of(block->starts_cp, block->n_lines, cp);
}

static size_t piece_of(const struct block *block, size_t line)
{
	size_t i = block->n_pieces - 1;
	while (i > 0 && block->pieces[i].start_cp > block->starts_cp[line])
		i--;
	return i;
}

static struct spot top_of(struct flow *flow, uint64_t key)
{
	return (struct spot){key, 0, block_at(flow, key)->gap};
}

bool flow_first(struct flow *flow, struct spot *spot)
{
	uint64_t key;
	if (!doc_first(flow->doc, &key))
		return false;
	*spot = top_of(flow, key);
	return true;
}

static struct spot last_of(struct flow *flow, uint64_t key)
{
	const struct block *block = block_at(flow, key);
	return (struct spot){key, block->starts_cp[block->n_lines - 1], false};
}

bool flow_last(struct flow *flow, struct spot *spot)
{
	uint64_t key;
	if (!doc_last(flow->doc, &key))
		return false;
	*spot = last_of(flow, key);
	return true;
}

bool flow_next(struct flow *flow, struct spot *spot)
{
	const struct block *block = block_at(flow, spot->key);
	if (spot->gap) {
		*spot = (struct spot){spot->key, 0, false};
		return true;
	}
	size_t line = line_of(block, spot->cp);
	if (line + 1 < block->n_lines) {
		spot->cp = block->starts_cp[line + 1];
		return true;
	}
	uint64_t key = spot->key;
	if (!doc_next(flow->doc, &key))
		return false;
	*spot = top_of(flow, key);
	return true;
}

bool flow_prev(struct flow *flow, struct spot *spot)
{
	const struct block *block = block_at(flow, spot->key);
	size_t line = spot->gap ? 0 : line_of(block, spot->cp);
	if (line > 0) {
		spot->cp = block->starts_cp[line - 1];
		return true;
	}
	if (!spot->gap && block->gap) {
		*spot = (struct spot){spot->key, 0, true};
		return true;
	}
	uint64_t key = spot->key;
	if (!doc_prev(flow->doc, &key))
		return false;
	*spot = last_of(flow, key);
	return true;
}

struct spot flow_normal(struct flow *flow, struct spot spot)
{
	const struct block *block = block_at(flow, spot.key);
	if (spot.gap)
		return (struct spot){spot.key, 0, block->gap};
	return (struct spot){spot.key, block->starts_cp[line_of(block, spot.cp)], false};
}

static void load_piece(struct flow *flow, const struct block *block, size_t piece)
{
	if (flow->loaded && flow->loaded_key == block->key && flow->loaded_piece == piece)
		return;
	struct str text = doc_paragraph(flow->doc, block->key).text;
	const struct piece *p = &block->pieces[piece];
	para_load(flow->para, str_sub(text, p->start_b, text.n), p->dir, block->before, flow->shape);
	flow->loaded = true;
	flow->loaded_key = block->key;
	flow->loaded_piece = piece;
}

void flow_line(struct flow *flow, struct spot spot, struct flow_line *out)
{
	const struct block *block = block_at(flow, spot.key);
	*out = (struct flow_line){.kind = block->kind, .gap = spot.gap, .badge = block->badge};
	size_t i = spot.gap ? 0 : line_of(block, spot.cp);
	size_t piece = piece_of(block, i);
	load_piece(flow, block, piece);
	size_t length = para_length(flow->para);
	out->start_cp = block->starts_cp[i];
	out->end_cp = block->starts_cp[i + 1];
	out->base_cp = block->pieces[piece].start_cp;
	size_t start = out->start_cp - out->base_cp;
	size_t end = out->end_cp - out->base_cp;
	/* A plain file may have been cut short since it was wrapped. */
	end = end < length ? end : length;
	start = start < end ? start : end;
	line_layout(&flow->line, flow->para, start, end);
	out->line = &flow->line;
	out->para = flow->para;
	out->dir = para_dir(flow->para);
	out->first = i == 0;
	out->indent_col = indent_of(flow, block->kind) + (out->first ? 0 : block->hang_col);
}

size_t flow_line_end(struct flow *flow, struct spot spot, size_t *n_cp)
{
	const struct block *block = block_at(flow, spot.key);
	*n_cp = block->n_cp;
	return spot.gap ? 0 : block->starts_cp[line_of(block, spot.cp) + 1];
}

bool spot_same(struct spot a, struct spot b)
{
	return a.key == b.key && a.cp == b.cp && a.gap == b.gap;
}

bool spot_before(struct spot a, struct spot b)
{
	if (a.key != b.key)
		return a.key < b.key;
	if (a.gap != b.gap)
		return a.gap;
	return a.cp < b.cp;
}
