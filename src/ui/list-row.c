/* Rows of the list, as they are seen and as they are said. */
#include "config.h"

#include "ui/state.h"

#include "base/clock.h"
#include "text/date.h"

#include <stdio.h>

enum {
	SIGN_COL = 2,         /* unread sign; a bar at the selected row while the article has the keys, else a star */
	PASSAGE_COL = SIGN_COL,
	DATE_COL = 10, DATE_FROM_COL = 44,
	SOURCE_COL = 18, SOURCE_FROM_COL = 76,
	SAY_COLS = 160,       /* of a matching line that is said */
	SAY_MS = 50,          /* for a body that is gone through before its row is said */
	MARKS_MAX = 64,       /* of one title or passage, of each kind */
	PASSAGES_MS = 8       /* for matching lines in a picture; the others come later */
};

struct columns {
	int sign, tree, title, title_cols, source, source_cols, date;
	int cols;
};

/* Columns from the reading side; mirrored when painted. What a row has nothing for, the text before it may have. */
static struct columns columns_of(int cols, const struct shelf_row *row, bool hooked)
{
	struct columns c = {.cols = cols, .date = -1, .source = -1};
	int end = cols;
	if (cols >= DATE_FROM_COL && row->date != 0) {
		c.date = end - DATE_COL;
		end = c.date - 1;
	}
	if (cols >= SOURCE_FROM_COL && row->source.n > 0) {
		c.source = cols - DATE_COL - 1 - SOURCE_COL;
		c.source_cols = end - c.source;
		end = c.source - 1;
	}
	c.tree = SIGN_COL;
	c.title = SIGN_COL + (hooked ? 2 : 0);
	c.title_cols = end - c.title;
	return c;
}

static int passage_cols(int cols)
{
	return cols - PASSAGE_COL - 1;
}

static int mirrored(const struct app *app, const struct area *area, int col, int cols)
{
	return app->layout == DIR_RTL ? area->col + area->cols - col - cols : area->col + col;
}

/* Nothing is known of it, and never will be. */
static bool has_failed(const struct shelf_row *row)
{
	return row->failure.n > 0 && !row->known;
}

static uint32_t style_of(const struct app *app, struct shelf_ref ref, const struct shelf_row *row)
{
	enum role role = has_failed(row) ? ROLE_FAILED : row->unread ? ROLE_UNREAD : ROLE_READ;
	uint32_t style = theme_style(&app->theme, role);
	if (!shelf_same(ref, app->selected))
		return style;
	return app->article_focus ? style : (style & STYLE_BOLD) | theme_style(&app->theme, ROLE_SELECTED);
}

/* The date of a row as the options want it; nothing when it is unknown. */
static void row_date(const struct app *app, const struct shelf_row *row, char out[32])
{
	if (row->date == 0)
		return;
	const struct date day = {.year = row->date / 10000, .month = row->date / 100 % 100, .day = row->date % 100};
	date_format_day(&day, app->options.hijri != 0, out);
}

/* Whether a keyword stands in it; where that is not known, it is wanted for the next pause. */
static bool has_alert(struct app *app, struct shelf_ref ref, struct str title)
{
	if (app->keywords.n == 0 || !app->marking.shown)
		return false;
	enum has_hit has = article_hits_get(&app->article_hits, ref, &title);
	if (has == HIT_UNKNOWN)
		article_hits_want(&app->article_hits, ref);
	return has == HIT_SOME;
}

/* Places of a text that was found, in the style of matches. */
static size_t add_matches(const struct app *app, const struct hits *hits, uint32_t style, struct stretch *stretches)
{
	size_t n = hits->n < MARKS_MAX ? hits->n : MARKS_MAX;
	for (size_t i = 0; i < n; i++)
		stretches[i] = (struct stretch){hits->at[i].from_cp, hits->at[i].to_cp,
		                                theme_mark(&app->theme, ROLE_MATCH, NULL, style)};
	return n;
}

/* A title with what was looked for in it, and the keywords. */
static void draw_title(struct app *app, int row, int col, int cols, struct str title, uint32_t style)
{
	struct stretch stretches[2 * MARKS_MAX];
	struct marking *marking = &app->marking;
	size_t n = add_matches(app, passages_in_title(&app->quest.passages, title), style, stretches);
	marking_find_keywords(marking, title, 0, title.n);
	for (size_t i = 0; marking->shown && i < marking->n && i < MARKS_MAX; i++, n++) {
		const struct mark_range *range = &marking->ranges[i];
		stretches[n] = (struct stretch){range->start_cp, range->end_cp,
		                                marking_style(marking, range, &app->theme, style, false)};
	}
	struct ink ink = {.style = style, .stretches = stretches, .n = n};
	paint_text_marked(&app->painter, row, col, cols, title, DIR_AUTO, app->layout, &ink);
}

/* Below its title, the line that matches. */
static void draw_passage(struct app *app, const struct area *area, int row, struct shelf_ref ref, int64_t deadline_ms)
{
	struct stretch stretches[MARKS_MAX];
	const struct extract *passage = passages_get(&app->quest.passages, ref, deadline_ms);
	struct shelf_row shown = shelf_row(app->shelf, ref);
	uint32_t style = style_of(app, ref, &shown) & ~(uint32_t)STYLE_BOLD;
	int cols = passage_cols(area->cols);
	terminal_fill(app->terminal, row, area->col, area->cols, style);
	if (passage == NULL || cols <= 0)
		return;
	struct ink ink = {.style = style, .stretches = stretches, .n = add_matches(app, &passage->hits, style, stretches)};
	paint_text_marked(&app->painter, row, mirrored(app, area, PASSAGE_COL, cols), cols, buf_str(&passage->text),
	                  DIR_AUTO, app->layout, &ink);
}

/* How many others tell the story, before column end; the columns that it takes. */
static int draw_prints(struct app *app, const struct area *area, int row, int end, int prints, uint32_t style)
{
	char shown[16];
	int cols = snprintf(shown, sizeof shown, "+%d", prints);
	if (prints <= 0)
		return 0;
	paint_text(&app->painter, row, mirrored(app, area, end - cols, cols), cols, str_of(shown), DIR_LTR, app->layout, style);
	return cols + 1;
}

/* Whether the row after or before one is the story that it was split off from, or another one of that. */
static bool hangs_on(struct app *app, struct shelf_ref ref, bool back)
{
	struct shelf_ref parent = shelf_row(app->shelf, ref).parent;
	if (parent.id == 0 || !(back ? shelf_prev(app->shelf, &ref) : shelf_next(app->shelf, &ref)))
		return false;
	return shelf_same(ref, parent) || shelf_same(shelf_row(app->shelf, ref).parent, parent);
}

/* What a row hangs on the one above it, or below it, by; 0: it stands by itself. */
static uint32_t hook_of(struct app *app, struct shelf_ref ref)
{
	bool rtl = app->layout == DIR_RTL;
	if (shelf_row(app->shelf, ref).print || hangs_on(app, ref, true))
		return rtl ? 0x2518 : 0x2514;
	return !hangs_on(app, ref, false) ? 0 : rtl ? 0x2510 : 0x250C;
}

static void draw_row(struct app *app, const struct area *area, int row, struct shelf_ref ref)
{
	uint32_t hook = hook_of(app, ref);
	struct shelf_row shown = shelf_row(app->shelf, ref);
	struct columns c = columns_of(area->cols, &shown, hook != 0);
	uint32_t style = style_of(app, ref, &shown);
	bool failed = has_failed(&shown);
	terminal_fill(app->terminal, row, area->col, area->cols, style);
	if (c.title_cols <= 0)
		return;
	bool under_cursor = !app->article_focus && shelf_same(ref, app->selected);
	bool alert = shown.unread && !failed && has_alert(app, ref, shown.title);
	if (failed || shown.unread)
		paint_glyph(&app->painter, row, mirrored(app, area, 0, 1), failed ? '!' : alert ? 0x25C6 : 0x2022,
		            alert && !under_cursor ? theme_style(&app->theme, ROLE_ALERT) : style);
	if (app->article_focus && shelf_same(ref, app->selected))
		paint_glyph(&app->painter, row, mirrored(app, area, 1, 1), 0x2503, theme_style(&app->theme, ROLE_SELECTED_ASIDE));
	else if (shown.starred)
		paint_glyph(&app->painter, row, mirrored(app, area, 1, 1), '*', style);
	if (hook != 0)
		paint_glyph(&app->painter, row, mirrored(app, area, c.tree, 1), hook, style);
	c.title_cols -= draw_prints(app, area, row, c.title + c.title_cols, shown.prints, style);
	draw_title(app, row, mirrored(app, area, c.title, c.title_cols), c.title_cols,
	           failed ? shown.failure : shown.title, style);
	if (c.source >= 0)
		paint_text(&app->painter, row, mirrored(app, area, c.source, c.source_cols), c.source_cols,
		           shown.source, DIR_AUTO, app->layout, style);
	char date[32] = "";
	row_date(app, &shown, date);
	if (c.date < 0 || date[0] == '\0')
		return;
	paint_text(&app->painter, row, mirrored(app, area, c.date, DATE_COL), DATE_COL, str_of(date), DIR_LTR,
	           app->layout, style);
}

int list_height(const struct app *app)
{
	return passages_asked(&app->quest.passages) && app->options.snippets && !app->speech.on ? 2 : 1;
}

void list_draw_rows(struct app *app, const struct area *area)
{
	struct shelf_ref ref = app->list.top;
	int64_t deadline = clock_now_ms() + PASSAGES_MS;
	int row = area->row, height = app->list.height, end = area->row + area->rows;
	article_hits_begin(&app->article_hits);
	passages_begin(&app->quest.passages, passage_cols(area->cols));
	para_set_look(app->painter.para, options_look(&app->options, app->painter.stacks_marks));
	for (bool more = ref.id != 0; more && row + height <= end; more = row + height <= end && shelf_next(app->shelf, &ref)) {
		draw_row(app, area, row, ref);
		if (height > 1)
			draw_passage(app, area, row + 1, ref, deadline);
		row += height;
	}
	for (; row < end; row++)
		terminal_fill(app->terminal, row, area->col, area->cols, theme_style(&app->theme, ROLE_TEXT));
	para_set_look(app->painter.para, app->painter.look);
}

/* What is said once cannot be said otherwise later: it is found out at once, within bounds. */
static bool says_alert(struct app *app, struct shelf_ref ref)
{
	if (app->keywords.n == 0 || !app->marking.shown)
		return false;
	return article_hits_find(&app->article_hits, ref, clock_now_ms() + SAY_MS) == HIT_SOME;
}

static void say_passage(struct app *app, struct shelf_ref ref, struct buf *out)
{
	passages_begin(&app->quest.passages, SAY_COLS);
	const struct extract *passage = passages_get(&app->quest.passages, ref, clock_now_ms() + SAY_MS);
	if (passage == NULL)
		return;
	buf_add_str(out, STR(" \xE2\x80\x94 "));
	speech_add(app, out, buf_str(&passage->text));
}

void list_say_row(struct app *app, struct shelf_ref ref, struct buf *out)
{
	shelf_look(app->shelf, ref);
	for (int i = 0; i < 2 && shelf_number(app->shelf, ref) == 0 && shelf_has_work(app->shelf); i++)
		shelf_work(app->shelf, clock_now_ms() + SAY_MS); /* it cannot be said later */
	size_t number = shelf_number(app->shelf, ref), total = shelf_count(app->shelf);
	struct shelf_row row = shelf_row(app->shelf, ref);
	bool failed = has_failed(&row);
	char date[32] = "";
	row_date(app, &row, date);
	buf_addf(out, text(TEXT_SAY_ROW), number, total,
	         text(failed ? TEXT_SAY_FAILED : row.unread ? TEXT_SAY_UNREAD : TEXT_SAY_READ));
	if (!failed && row.unread && says_alert(app, ref))
		buf_add_str(out, str_of(text(TEXT_SAY_ALERT)));
	speech_add(app, out, failed ? row.failure : row.title);
	buf_add_str(out, row.source.n > 0 || date[0] != '\0' ? STR(" \xE2\x80\x94 ") : STR(""));
	speech_add(app, out, row.source);
	buf_addf(out, "%s%s", row.source.n > 0 && date[0] != '\0' ? ", " : "", date);
	if (row.prints > 0)
		buf_addf(out, text(TEXT_SAY_PRINTS), row.prints);
	if (quest_finds(app) && app->options.snippets)
		say_passage(app, ref, out);
}
