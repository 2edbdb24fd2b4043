#include "config.h"

#include "bidi-case.h"

#include "../reference/bidi.h"
#include "../reference/cells.h"
#include "../reference/tap.h"

enum { MAX_NOTES = 10 };

void bidi_case_init(struct bidi_case_run *run)
{
	*run = (struct bidi_case_run){.para = para_new()};
	line_init(&run->line);
}

void bidi_case_done(struct bidi_case_run *run)
{
	line_done(&run->line);
	para_free(run->para);
}

/* Whether L1 resets the character at i of a line of n: a separator, or space before one or the end. */
static bool reset_by_l1(const uint32_t *cp, size_t n, size_t i)
{
	unsigned class = ref_class_of(cp[i]);
	if (class == BC_S || class == BC_B)
		return true;
	for (; i < n; i++) {
		class = ref_class_of(cp[i]);
		if (class == BC_S || class == BC_B)
			return true;
		bool removed = class == BC_BN || (class >= BC_LRE && class <= BC_PDF);
		if (class != BC_WS && class < BC_LRI && !removed)
			return false;
	}
	return true;
}

static const char *levels_disagree(const struct para *para, const struct ucd_bidi_case *c)
{
	for (size_t i = 0; i < c->n; i++) {
		unsigned level = para_levels(para)[i];
		if (reset_by_l1(para_cp(para), c->n, i))
			level = para_dir(para);
		if (c->levels[i] != REF_REMOVED && c->levels[i] != level)
			return "another level";
	}
	return NULL;
}

static const char *cell_levels_disagree(const struct line *line, const struct ucd_bidi_case *c)
{
	for (size_t i = 0; i < line->n_cells; i++) {
		unsigned want = c->levels[line->cells[i].start_cp];
		if (want != REF_REMOVED && line->cells[i].level != want)
			return "another level of a cell";
	}
	return NULL;
}

static const char *disagree(struct bidi_case_run *run, const struct ucd_bidi_case *c,
                            const uint32_t *cp, enum dir dir, enum shape shape)
{
	struct para *para = run->para;
	para_load_cp(para, cp, c->n, dir, DIR_LTR, shape);
	if (para_length(para) != c->n)
		return "another length";
	if (c->base >= 0 && (int)para_dir(para) != c->base)
		return "another base direction";
	const char *what = levels_disagree(para, c);
	if (what != NULL)
		return what;
	line_layout_whole(&run->line, para, 0, c->n);
	what = cell_levels_disagree(&run->line, c);
	return what != NULL ? what : cells_disagree(&run->line, para, c->order, c->n_order, false);
}

void bidi_case_check(struct bidi_case_run *run, const struct ucd_file *file,
                     const struct ucd_bidi_case *c, const uint32_t *cp, enum dir dir,
                     enum shape shape)
{
	const char *what = disagree(run, c, cp, dir, shape);
	run->n++;
	if (what == NULL)
		return;
	if (run->n_failed++ < MAX_NOTES) {
		tap_note("%s:%lu, direction %d, shape %d: %s", file->name, file->number, dir, shape, what);
		tap_note_text("text", cp, c->n);
	}
}
