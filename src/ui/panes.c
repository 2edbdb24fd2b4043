#include "config.h"

#include "ui/panes.h"

enum {
	SIDE_MIN_COL = 100,
	SIDE_POSSIBLE_COL = 24,
	STACKED_MIN_ROWS = 15,
	STACKED_MIN_COL = 40,
	STRIP_MAX_ROWS = 8,
	AIR_MIN_COL = 42
};

static enum panes_mode choose_usual(const struct panes_request *r)
{
	if (r->alone)
		return PANES_ALONE;
	if (r->mode == PANES_SIDE && r->cols >= SIDE_POSSIBLE_COL)
		return PANES_SIDE;
	if (r->mode == PANES_STACKED && r->rows >= 5)
		return PANES_STACKED;
	if (r->mode != PANES_AUTO || r->single || r->rows < STACKED_MIN_ROWS || r->cols < STACKED_MIN_COL)
		return PANES_ALONE;
	return r->cols >= SIDE_MIN_COL && !r->remote && !r->reorders ? PANES_SIDE : PANES_STACKED;
}

static enum panes_mode choose(const struct panes_request *r)
{
	enum panes_mode usual = choose_usual(r);
	return r->asking && usual == PANES_STACKED ? PANES_ALONE : usual;
}

/* The list gets what the text column leaves over, within a third and two fifths. */
static void side_by_side(struct panes *panes, const struct panes_request *r)
{
	int text = r->text_width > 0 ? r->text_width + 2 : r->cols;
	int cols = r->cols - 1 - text;
	int least = r->cols / 3;
	int most = r->cols * 2 / 5;
	cols = cols < least ? least : cols > most ? most : cols;
	struct area body = panes->body;
	int rest = r->cols - cols - 1;
	bool rtl = r->layout == DIR_RTL;
	panes->list = (struct area){body.row, rtl ? rest + 1 : 0, body.rows, cols};
	panes->rule = (struct area){body.row, rtl ? rest : cols, body.rows, 1};
	panes->article = (struct area){body.row, rtl ? 0 : cols + 1, body.rows, rest};
	panes->rule_upright = true;
}

static void stacked(struct panes *panes, const struct panes_request *r)
{
	struct area body = panes->body;
	/* Rows of two lines have half of what there is. */
	int height = r->row_height > 1 ? r->row_height : 1;
	int most = height > 1 ? body.rows / 2 : body.rows / 3;
	int strip = most < STRIP_MAX_ROWS * height ? most - most % height : STRIP_MAX_ROWS * height;
	if (r->n_rows < (size_t)(strip / height))
		strip = r->n_rows > 2 ? (int)r->n_rows * height : 2 * height;
	if (strip > most)
		strip = most;
	panes->list = (struct area){body.row, 0, strip, r->cols};
	panes->rule = (struct area){body.row + strip, 0, 1, r->cols};
	panes->article = (struct area){body.row + strip + 1, 0, body.rows - strip - 1, r->cols};
}

void panes_compute(struct panes *panes, const struct panes_request *r)
{
	int rows = r->rows > 0 ? r->rows : 0;
	int cols = r->cols > 0 ? r->cols : 0;
	*panes = (struct panes){.mode = choose(r)};
	/* A window of one row is all article. */
	int status = rows > 1 ? 1 : 0;
	panes->body = (struct area){0, 0, rows - status, cols};
	panes->status = (struct area){rows - status, 0, status, cols};
	if (panes->mode == PANES_SIDE) {
		side_by_side(panes, r);
	} else if (panes->mode == PANES_STACKED) {
		stacked(panes, r);
	} else if (r->article_focus) {
		panes->article = panes->body;
	} else {
		panes->list = panes->body;
	}
	/* A column of air on both sides of the text, where there is room: letters must not touch an edge. */
	if (panes->article.cols >= AIR_MIN_COL) {
		panes->article.cols -= 2;
		panes->article.col += 1;
	}
}
