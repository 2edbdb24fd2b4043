#include "config.h"

#include "ui/pager.h"

#include "base/mem.h"

#include <stdlib.h>

void pager_init(struct pager *pager)
{
	*pager = (struct pager){.empty = true};
	doc_init(&pager->doc);
	doc_set_sheet(&pager->doc);
	flow_init(&pager->flow);
}

void pager_done(struct pager *pager)
{
	free(pager->stretches);
	sought_done(&pager->search.sought);
	flow_done(&pager->flow);
	doc_done(&pager->doc);
}

void pager_restart(struct pager *pager)
{
	flow_reset(&pager->flow);
	flow_set(&pager->flow, &pager->doc, pager->flow.width_col, pager->flow.shape);
	pager->empty = !flow_first(&pager->flow, &pager->top);
	pager_search_forget(pager);
	pager->has_mark = false;
}

void pager_set_area(struct pager *pager, struct area area, enum dir side, const struct app_options *options,
                    enum shape shape)
{
	int spare = options->text_width > 0 ? area.cols - options->text_width : 0;
	pager->area = area;
	if (spare > 0) {
		pager->area.cols -= spare;
		if (options->center)
			pager->area.col += spare / 2;
		else if (side == DIR_RTL)
			pager->area.col += spare;
	}
	if (doc_set_calendar(&pager->doc, options->hijri != 0)) {
		flow_reset(&pager->flow);
		sought_forget(&pager->search.sought);
	}
	flow_set(&pager->flow, &pager->doc, pager->area.cols, shape);
	pager_search_level(pager, (enum level)options->match_level);
}

/* The last line on the screen; false when the document ends before it. */
static bool bottom_of(struct pager *pager, struct spot top, struct spot *bottom)
{
	*bottom = flow_normal(&pager->flow, top);
	for (int i = 1; i < pager->area.rows; i++)
		if (!flow_next(&pager->flow, bottom))
			return false;
	return true;
}

static bool scroll_down(struct pager *pager, long lines)
{
	struct spot bottom;
	bool moved = false;
	if (!bottom_of(pager, pager->top, &bottom))
		return false;
	struct spot top = flow_normal(&pager->flow, pager->top);
	while (lines-- > 0 && flow_next(&pager->flow, &bottom) && flow_next(&pager->flow, &top)) {
		pager->top = top;
		moved = true;
	}
	return moved;
}

static bool scroll_up(struct pager *pager, long lines)
{
	struct spot top = flow_normal(&pager->flow, pager->top);
	bool moved = false;
	while (lines-- > 0 && flow_prev(&pager->flow, &top)) {
		pager->top = top;
		moved = true;
	}
	return moved;
}

bool pager_scroll(struct pager *pager, long lines)
{
	if (pager->empty)
		return false;
	return lines >= 0 ? scroll_down(pager, lines) : scroll_up(pager, -lines);
}

bool pager_page(struct pager *pager, int half_pages)
{
	/* A whole page keeps one line of what was read. */
	int rows = pager->area.rows;
	int page = rows > 2 ? rows - 1 : 1;
	int half = rows > 3 ? rows / 2 : 1;
	return pager_scroll(pager, half_pages % 2 == 0 ? (long)half_pages / 2 * page : (long)half_pages * half);
}

void pager_to_first(struct pager *pager)
{
	pager->empty = !flow_first(&pager->flow, &pager->top);
}

void pager_to_last(struct pager *pager)
{
	pager->empty = !flow_last(&pager->flow, &pager->top);
	if (!pager->empty)
		scroll_up(pager, pager->area.rows - 1);
}

/* No blank rows at the bottom that text could fill. */
static void settle(struct pager *pager)
{
	struct spot bottom;
	if (pager->empty || bottom_of(pager, pager->top, &bottom))
		return;
	pager_to_last(pager);
}

void pager_to(struct pager *pager, uint64_t key, size_t cp, int rows_above)
{
	if (pager->empty)
		return;
	pager->top = flow_normal(&pager->flow, (struct spot){key, cp, false});
	scroll_up(pager, rows_above);
	settle(pager);
}

void pager_to_percent(struct pager *pager, int percent)
{
	if (percent >= 100) {
		pager_to_last(pager);
		return;
	}
	uint64_t size = doc_size(&pager->doc);
	uint64_t p = percent > 0 ? (uint64_t)percent : 0;
	pager_to(pager, doc_key_at(&pager->doc, size / 100 * p + size % 100 * p / 100), 0, 0);
}

void pager_to_number(struct pager *pager, size_t n)
{
	uint64_t key;
	if (pager->empty)
		return;
	/* Counting goes paragraph by paragraph: in a large document the place is estimated no further than this. */
	enum { MAX_STEPS = 1000000 };
	if (pager->doc.article != NULL && article_first(pager->doc.article, &key))
		key += DOC_BODY;
	else if (!doc_first(&pager->doc, &key))
		return;
	for (size_t i = 1; i < n && i < MAX_STEPS && doc_next(&pager->doc, &key); i++)
		;
	pager_to(pager, key, 0, 0);
}

bool pager_at_end(struct pager *pager)
{
	struct spot bottom;
	if (pager->empty || !bottom_of(pager, pager->top, &bottom))
		return true;
	return !flow_next(&pager->flow, &bottom);
}

int pager_percent(struct pager *pager)
{
	struct spot bottom;
	uint64_t size = doc_size(&pager->doc);
	if (pager->empty || !bottom_of(pager, pager->top, &bottom) || size == 0)
		return 100;
	struct spot after = bottom;
	if (!flow_next(&pager->flow, &after))
		return 100;
	uint64_t start = doc_offset(&pager->doc, bottom.key);
	uint64_t key = bottom.key;
	uint64_t end = doc_next(&pager->doc, &key) ? doc_offset(&pager->doc, key) : size;
	size_t n_cp;
	size_t end_cp = flow_line_end(&pager->flow, bottom, &n_cp);
	if (n_cp > 0 && end > start)
		start += (end - start) * end_cp / n_cp;
	int percent = (int)((double)start * 100.0 / (double)size);
	return percent < 0 ? 0 : percent > 99 ? 99 : percent;
}

bool pager_current_key(struct pager *pager, uint64_t *key)
{
	if (pager->empty)
		return false;
	struct spot spot = flow_normal(&pager->flow, pager->top);
	uint64_t first = spot.key;
	bool begins = false;
	*key = first;
	for (int row = 0; row < pager->area.rows; row++) {
		if (pager->search.shown && pager->search.has_current && pager->search.current.key == spot.key) {
			*key = spot.key;
			return true;
		}
		if (!begins && !spot.gap && spot.cp == 0) {
			begins = true;
			*key = spot.key;
		}
		if (!flow_next(&pager->flow, &spot))
			break;
	}
	return true;
}

static enum role role_of(enum doc_kind kind)
{
	switch (kind) {
	case DOC_HEADING:
		return ROLE_HEADING;
	case DOC_QUOTE:
		return ROLE_QUOTE;
	case DOC_KICKER:
		return ROLE_KICKER;
	case DOC_TITLE:
		return ROLE_TITLE;
	case DOC_BYLINE:
	case DOC_TERMS:
		return ROLE_BYLINE;
	default:
		return ROLE_TEXT;
	}
}

/* The badge of a paragraph whose order an override changes: on the paragraph's reading side. */
static void paint_badge(struct pager *pager, struct painter *painter, int row, enum dir dir,
                        const struct theme *theme)
{
	static const char badge[] = " \xE2\x9A\xA0 bidi ";
	const struct area *area = &pager->area;
	int cols = area->cols < 8 ? area->cols : 8;
	int col = dir == DIR_RTL ? area->col + area->cols - cols : area->col;
	paint_text(painter, row, col, cols, str_of(badge), DIR_LTR, DIR_LTR, theme_style(theme, ROLE_BADGE));
}

/* The line along a quotation. */
static void paint_sign(const struct pager *pager, const struct painter *painter, int row,
                       const struct flow_line *line, uint32_t style)
{
	if (line->kind != DOC_QUOTE || line->indent_col == 0 || pager->area.cols <= 0)
		return;
	int col = line->dir == DIR_RTL ? pager->area.col + pager->area.cols - 1 : pager->area.col;
	paint_glyph(painter, row, col, 0x2502, style);
}

/* The first column of a line's text. */
static int text_col(const struct pager *pager, const struct flow_line *line)
{
	const struct area *area = &pager->area;
	int col = area->col + line_indent(line->line, area->cols - line->indent_col);
	return line->dir != DIR_RTL ? col + line->indent_col : col;
}

static void paint_row(struct pager *pager, struct painter *painter, int row, struct flow_line *line,
                      const struct theme *theme)
{
	uint32_t style = theme_style(theme, role_of(line->kind));
	const struct area *area = &pager->area;
	int col = text_col(pager, line);
	struct ink ink = {style, pager->stretches, pager->n_stretches, line->base_cp, area->col, area->col + area->cols};
	paint_sign(pager, painter, row, line, style);
	paint_line(painter, row, col, line->line, line->para, &ink);
}

static void add_stretch(struct pager *pager, size_t start_cp, size_t end_cp, uint32_t style)
{
	pager->stretches =
		xgrow(pager->stretches, pager->n_stretches, &pager->cap_stretches, sizeof *pager->stretches);
	pager->stretches[pager->n_stretches++] = (struct stretch){start_cp, end_cp, style};
}

/* Addresses in the text, after the matches, which go before them. */
static void add_links(struct pager *pager, const struct flow_line *line, uint64_t key, const struct theme *theme)
{
	const struct article *article = pager->doc.article;
	size_t n = article != NULL && key >= DOC_BODY ? article_link_count(article) : 0;
	for (size_t i = 0; i < n; i++) {
		struct link link = article_link(article, i);
		if (link.kind == LINK_URL && link.key == key - DOC_BODY && link.start_cp < line->end_cp &&
		    link.end_cp > line->start_cp)
			add_stretch(pager, link.start_cp, link.end_cp, theme_style(theme, ROLE_LINK));
	}
}

/* Matches that reach into a line. */
static void add_matches(struct pager *pager, const struct flow_line *line, uint64_t key, const struct theme *theme)
{
	const struct search *search = &pager->search;
	const struct hits *hits = pager_hits(pager, key);
	for (size_t i = hits_behind(hits, line->start_cp); i < hits->n && hits->at[i].from_cp < line->end_cp; i++) {
		const struct hit *hit = &hits->at[i];
		bool current = search->has_current && search->current.key == key &&
		               search->current.start_cp == hit->from_cp;
		add_stretch(pager, hit->from_cp, hit->to_cp,
		            theme_style(theme, current ? ROLE_MATCH_CURRENT : ROLE_MATCH));
	}
}

/* How far marks are known, from line to line of one paragraph. */
struct marked {
	uint64_t key;
	size_t to_cp; /* 0: not at all */
};

/* Keywords and terms that reach into a line, after the matches, which go before them. */
static void add_marks(struct pager *pager, struct marked *marked, const struct flow_line *line, uint64_t key,
                      const struct theme *theme)
{
	struct marking *marking = pager->marking;
	if (marking == NULL || line->kind == DOC_BYLINE || line->kind == DOC_TERMS || !marking_any(marking))
		return;
	if (marked->key != key || marked->to_cp < line->end_cp) {
		size_t room = (size_t)pager->area.rows * (size_t)pager->area.cols;
		marked->key = key;
		marked->to_cp = line->end_cp + room;
		marking_find_cp(marking, doc_paragraph(&pager->doc, key).text, line->start_cp, marked->to_cp);
	}
	uint32_t style = theme_style(theme, role_of(line->kind));
	for (size_t i = 0; i < marking->n && marking->ranges[i].start_cp < line->end_cp; i++) {
		const struct mark_range *range = &marking->ranges[i];
		bool current = pager->has_mark && pager->mark_key == key && pager->mark_cp == range->start_cp;
		if (range->end_cp > line->start_cp)
			add_stretch(pager, range->start_cp, range->end_cp,
			            marking_style(marking, range, theme, style, current));
	}
}

/* Sentences that are known, after all else. */
static void add_known(struct pager *pager, const struct flow_line *line, uint64_t key, const struct theme *theme)
{
	struct met *met = pager->met;
	if (met == NULL || met->n == 0 || line->kind >= DOC_KICKER)
		return;
	if (!met->has_key || met->key != key)
		met_find(met, doc_paragraph(&pager->doc, key).text);
	met->has_key = true;
	met->key = key;
	for (size_t i = 0; i < met->n_ranges && met->ranges[i].start_cp < line->end_cp; i++)
		if (met->ranges[i].end_cp > line->start_cp)
			add_stretch(pager, met->ranges[i].start_cp, met->ranges[i].end_cp, theme_style(theme, ROLE_KNOWN));
}

bool pager_at(struct pager *pager, const struct painter *painter, int row, int col, uint64_t *key, size_t *cp)
{
	struct spot spot = pager->top;
	struct flow_line line;
	if (pager->empty || row < pager->area.row || row >= pager->area.row + pager->area.rows)
		return false;
	for (int i = pager->area.row; i < row; i++)
		if (!flow_next(&pager->flow, &spot))
			return false;
	flow_line(&pager->flow, spot, &line);
	if (!line.gap)
		paint_order(painter, line.line);
	const struct cell *cell = line.gap ? NULL : line_cell_at(line.line, col - text_col(pager, &line));
	if (cell == NULL)
		return false;
	*key = spot.key;
	*cp = line.base_cp + cell->start_cp;
	return true;
}

static void paint_text_row(struct pager *pager, struct painter *painter, int row, uint64_t key,
                           struct flow_line *line, struct marked *marked, const struct theme *theme)
{
	pager->n_stretches = 0;
	if (pager->search.shown)
		add_matches(pager, line, key, theme);
	add_marks(pager, marked, line, key, theme);
	add_links(pager, line, key, theme);
	add_known(pager, line, key, theme);
	paint_row(pager, painter, row, line, theme);
}

void pager_paint(struct pager *pager, struct painter *painter, struct area pane, const struct theme *theme)
{
	struct marked marked = {.to_cp = 0};
	struct spot spot = pager->top;
	bool more = !pager->empty;
	for (int i = 0; i < pane.rows; i++) {
		int row = pane.row + i;
		terminal_fill(painter->terminal, row, pane.col, pane.cols, theme_style(theme, ROLE_TEXT));
		if (!more)
			continue;
		struct flow_line line;
		flow_line(&pager->flow, spot, &line);
		if (line.gap && line.badge)
			paint_badge(pager, painter, row, line.dir, theme);
		else if (!line.gap)
			paint_text_row(pager, painter, row, spot.key, &line, &marked, theme);
		more = flow_next(&pager->flow, &spot);
	}
}
