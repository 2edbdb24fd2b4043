#include "config.h"

#include "ui/prompt.h"

#include "base/mem.h"
#include "term/key.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { CTRL_A = 1, CTRL_B, CTRL_C, CTRL_D, CTRL_E, CTRL_F, CTRL_G, CTRL_H, TAB, CTRL_K = 11, ENTER = 13,
       CTRL_N = 14, CTRL_P = 16, CTRL_U = 21, CTRL_W = 23, ESCAPE = 27, BACKSPACE = 127 };

void prompt_init(struct prompt *prompt)
{
	*prompt = (struct prompt){0};
	buf_init(&prompt->typed, PROMPT_MAX_CP * 4);
	buf_init(&prompt->text, PROMPT_MAX_CP * 4);
}

void prompt_done(struct prompt *prompt)
{
	buf_done(&prompt->typed);
	buf_done(&prompt->text);
}

void prompt_history_done(struct prompt_history *history)
{
	for (size_t i = 0; i < history->n; i++)
		free(history->lines[i]);
	history->n = 0;
}

void prompt_open(struct prompt *prompt, uint32_t sign, struct prompt_history *history)
{
	prompt->active = true;
	prompt->sign = sign;
	prompt->label = NULL;
	prompt->n = prompt->at = 0;
	prompt->history = history;
	prompt->history_at = history->n;
	buf_clear(&prompt->typed);
}

void prompt_close(struct prompt *prompt)
{
	prompt->active = false;
}

struct str prompt_text(struct prompt *prompt)
{
	buf_clear(&prompt->text);
	for (size_t i = 0; i < prompt->n; i++)
		utf8_add(&prompt->text, prompt->cp[i]);
	return buf_str(&prompt->text);
}

void prompt_set_text(struct prompt *prompt, struct str text)
{
	prompt->n = 0;
	while (text.n > 0 && prompt->n < PROMPT_MAX_CP) {
		size_t taken = utf8_decode(text.p, text.n, &prompt->cp[prompt->n++]);
		text = str_sub(text, taken, text.n);
	}
	prompt->at = prompt->n;
}

static void remove_cp(struct prompt *prompt, size_t from, size_t to)
{
	memmove(prompt->cp + from, prompt->cp + to, (prompt->n - to) * sizeof *prompt->cp);
	prompt->n -= to - from;
	prompt->at = from;
}

static enum prompt_event erase(struct prompt *prompt, size_t from, size_t to)
{
	if (from == to)
		return PROMPT_NOTHING;
	remove_cp(prompt, from, to);
	return PROMPT_CHANGED;
}

static void insert(struct prompt *prompt, uint32_t cp)
{
	memmove(prompt->cp + prompt->at + 1, prompt->cp + prompt->at, (prompt->n - prompt->at) * sizeof *prompt->cp);
	prompt->cp[prompt->at++] = cp;
	prompt->n++;
}

/* A key as text: one letter, or the two of a lam-alef, and both or none. */
static enum prompt_event insert_key(struct prompt *prompt, uint32_t key)
{
	uint32_t letters[2];
	if (prompt->sign == ':' && !prompt->takes_text)
		key = keyboard_translate(&prompt->guess, key);
	else if (prompt->translates)
		key = keyboard_letter(prompt->guess.hint, key);
	size_t n = keyboard_letters(key, letters);
	if (prompt->n + n > PROMPT_MAX_CP)
		return PROMPT_NOTHING;
	for (size_t i = 0; i < n; i++)
		insert(prompt, letters[i]);
	return PROMPT_CHANGED;
}

static bool is_pasted(uint32_t cp)
{
	bool orders = (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	              (cp >= 0x2066 && cp <= 0x2069) || cp == 0x61C;
	return !orders;
}

enum prompt_event prompt_paste(struct prompt *prompt, struct str pasted)
{
	struct buf clean;
	size_t before = prompt->n;
	buf_init(&clean, BUF_NO_MAX);
	clean_text(pasted, &clean);
	for (struct str rest = str_trim(buf_str(&clean)); rest.n > 0 && prompt->n < PROMPT_MAX_CP;) {
		uint32_t cp;
		size_t taken = utf8_decode(rest.p, rest.n, &cp);
		rest = str_sub(rest, taken, rest.n);
		if (is_pasted(cp))
			insert(prompt, cp < ' ' ? ' ' : cp);
	}
	buf_done(&clean);
	return prompt->n > before ? PROMPT_CHANGED : PROMPT_NOTHING;
}

static void load(const struct prompt *prompt, struct para *para, enum dir side, enum shape shape)
{
	para_load_cp(para, prompt->cp, prompt->n, DIR_AUTO, side, shape);
}

static size_t next_cluster(const struct prompt *prompt, const struct para *para)
{
	size_t at = prompt->at;
	if (at < prompt->n)
		at++;
	while (at < prompt->n && !para_cluster_at(para, at))
		at++;
	return at;
}

static size_t prev_cluster(const struct prompt *prompt, const struct para *para)
{
	size_t at = prompt->at;
	if (at > 0)
		at--;
	while (at > 0 && !para_cluster_at(para, at))
		at--;
	return at;
}

static size_t prev_word(const struct prompt *prompt)
{
	size_t at = prompt->at;
	while (at > 0 && prompt->cp[at - 1] == ' ')
		at--;
	while (at > 0 && prompt->cp[at - 1] != ' ')
		at--;
	return at;
}

static size_t next_word(const struct prompt *prompt)
{
	size_t at = prompt->at;
	while (at < prompt->n && prompt->cp[at] == ' ')
		at++;
	while (at < prompt->n && prompt->cp[at] != ' ')
		at++;
	return at;
}

/* Arrows are spatial: in a right-to-left line the left one goes forward. */
static bool is_forward(bool left, const struct para *para)
{
	return left == (para_dir(para) == DIR_RTL);
}

static enum prompt_event recall(struct prompt *prompt, bool older)
{
	struct prompt_history *history = prompt->history;
	if (older ? prompt->history_at == 0 : prompt->history_at >= history->n)
		return PROMPT_NOTHING;
	if (prompt->history_at == history->n) {
		buf_clear(&prompt->typed);
		buf_add_str(&prompt->typed, prompt_text(prompt));
	}
	prompt->history_at += older ? (size_t)-1 : 1;
	if (prompt->history_at == history->n)
		prompt_set_text(prompt, buf_str(&prompt->typed));
	else
		prompt_set_text(prompt, str_of(history->lines[prompt->history_at]));
	return PROMPT_CHANGED;
}

static void drop_line(struct prompt_history *history, size_t i)
{
	free(history->lines[i]);
	memmove(history->lines + i, history->lines + i + 1, (--history->n - i) * sizeof *history->lines);
}

void prompt_history_add(struct prompt_history *history, struct str line)
{
	if (line.n == 0)
		return;
	for (size_t i = history->n; i > 0; i--)
		if (str_eq(line, str_of(history->lines[i - 1])))
			drop_line(history, i - 1);
	if (history->n == PROMPT_MAX_HISTORY)
		drop_line(history, 0);
	history->lines[history->n++] = xstrndup(line.p, line.n);
}

static enum prompt_event edit_key(struct prompt *prompt, uint32_t key, struct para *para)
{
	switch (key) {
	case BACKSPACE:
	case CTRL_H:
		if (prompt->n == 0)
			return PROMPT_CANCELLED;
		return erase(prompt, prompt->at > 0 ? prompt->at - 1 : 0, prompt->at);
	case K_DELETE:
	case CTRL_D:
		load(prompt, para, DIR_LTR, SHAPE_FORMS);
		return erase(prompt, prompt->at, next_cluster(prompt, para));
	case CTRL_W:
		return erase(prompt, prev_word(prompt), prompt->at);
	case CTRL_U:
		return erase(prompt, 0, prompt->at);
	case CTRL_K:
		return erase(prompt, prompt->at, prompt->n);
	default:
		break;
	}
	bool printable = key >= ' ' && key < KEY_NAMED && key != BACKSPACE && !(key >= 0x80 && key < 0xA0);
	return printable ? insert_key(prompt, key) : PROMPT_NOTHING;
}

static bool move_key(struct prompt *prompt, uint32_t key, struct para *para)
{
	load(prompt, para, DIR_LTR, SHAPE_FORMS);
	switch (key) {
	case K_LEFT:
	case K_RIGHT:
		prompt->at = is_forward(key == K_LEFT, para) ? next_cluster(prompt, para)
		                                             : prev_cluster(prompt, para);
		return true;
	case K_CTRL_LEFT:
	case K_CTRL_RIGHT:
	case KEY_ALT | K_LEFT:
	case KEY_ALT | K_RIGHT:
		prompt->at = is_forward(key == K_CTRL_LEFT || key == (KEY_ALT | K_LEFT), para)
		                     ? next_word(prompt)
		                     : prev_word(prompt);
		return true;
	case CTRL_F:
		prompt->at = next_cluster(prompt, para);
		return true;
	case CTRL_B:
		prompt->at = prev_cluster(prompt, para);
		return true;
	case K_HOME:
	case CTRL_A:
		prompt->at = 0;
		return true;
	case K_END:
	case CTRL_E:
		prompt->at = prompt->n;
		return true;
	case KEY_ALT | 'b':
		prompt->at = prev_word(prompt);
		return true;
	case KEY_ALT | 'f':
		prompt->at = next_word(prompt);
		return true;
	default:
		return false;
	}
}

enum prompt_event prompt_key(struct prompt *prompt, uint32_t key, struct para *para)
{
	if ((key & KEY_ALT) != 0)
		key = KEY_ALT | keyboard_translate(&prompt->guess, key & ~(uint32_t)KEY_ALT);
	switch (key) {
	case ESCAPE:
	case CTRL_G:
	case CTRL_C:
		return PROMPT_CANCELLED;
	case ENTER:
	case '\n':
		prompt_history_add(prompt->history, prompt_text(prompt));
		return PROMPT_ACCEPTED;
	case TAB:
		return PROMPT_COMPLETE;
	case K_UP:
	case CTRL_P:
		return recall(prompt, true);
	case K_DOWN:
	case CTRL_N:
		return recall(prompt, false);
	default:
		break;
	}
	if (move_key(prompt, key, para))
		return PROMPT_NOTHING;
	return edit_key(prompt, key, para);
}

/* The column of the cell on which the cursor stands: where the next character would appear. */
static int caret_cell(const struct prompt *prompt, const struct painter *painter)
{
	const struct para *para = painter->para;
	int caret = line_caret_col(&painter->line, prompt->at);
	if (painter->model->logical) {
		caret = 0;
		for (size_t i = 0; i < painter->line.n_cells && painter->line.cells[i].start_cp < prompt->at; i++)
			caret += painter->line.cells[i].width_col;
		return caret;
	}
	bool rtl = para_dir(para) == DIR_RTL;
	if (prompt->n > 0)
		rtl = para_levels(para)[prompt->at > 0 ? prompt->at - 1 : 0] % 2 != 0;
	return rtl ? caret - 1 : caret;
}

/* Cells of the line in columns [from, from + cols) of it only. */
static void clip_cells(struct line *line, int from, int cols, int *skipped_col)
{
	int col = 0;
	size_t kept = 0;
	*skipped_col = 0;
	for (size_t i = 0; i < line->n_cells; i++) {
		struct cell cell = line->cells[i];
		if (col < from)
			*skipped_col = col + cell.width_col;
		else if (col + cell.width_col <= from + cols)
			line->cells[kept++] = cell;
		col += cell.width_col;
	}
	line->n_cells = kept;
	*skipped_col = *skipped_col > from ? *skipped_col - from : 0;
}

enum { SIGN_COL = 1, LAYOUT_COL = 4, LEAST_FIELD_COL = 2 };

/*
 * The sign, and after it the layout whose letters are typed, at the side
 * where the layout of the screen begins. Returns the columns taken.
 */
static int paint_sign(const struct prompt *prompt, struct painter *painter, struct area row, enum dir side,
                      uint32_t style)
{
	bool rtl = side == DIR_RTL;
	bool named = prompt->translates && prompt->sign != ':' &&
	             row.cols >= SIGN_COL + LAYOUT_COL + LEAST_FIELD_COL;
	int end = row.col + row.cols;
	int label = prompt->label != NULL ? (int)strlen(prompt->label) + 1 : 0;
	bool labelled = label > 0 && label < row.cols / 2;
	int taken = labelled ? label : SIGN_COL;
	if (labelled)
		paint_text(painter, row.row, rtl ? end - label + 1 : row.col, label - 1, str_of(prompt->label),
		           DIR_LTR, DIR_LTR, style);
	else
		paint_glyph(painter, row.row, rtl ? end - SIGN_COL : row.col, prompt->sign, style);
	if (named) {
		int col = rtl ? end - taken - LAYOUT_COL + 1 : row.col + taken + 1;
		paint_text(painter, row.row, col, LAYOUT_COL - 2,
		           str_of(keyboard_name(prompt->guess.hint)), DIR_LTR, DIR_LTR, style | STYLE_REVERSE);
		taken += LAYOUT_COL;
	}
	return taken;
}

int prompt_paint(struct prompt *prompt, struct painter *painter, struct area row, enum dir side, uint32_t style)
{
	struct terminal *terminal = painter->terminal;
	terminal_fill(terminal, row.row, row.col, row.cols, style);
	if (row.cols < SIGN_COL + LEAST_FIELD_COL)
		return row.cols;
	int taken = paint_sign(prompt, painter, row, side, style);
	int field = row.cols - taken;
	load(prompt, painter->para, side, painter->shape);
	line_layout_whole(&painter->line, painter->para, 0, para_length(painter->para));
	paint_order(painter, &painter->line);
	/* One column more than the text, at its end, for the cursor. */
	int before = para_dir(painter->para) == DIR_RTL && !painter->model->logical ? 1 : 0;
	int width = painter->line.width_col + 1;
	int caret = caret_cell(prompt, painter) + before;
	caret = caret < 0 ? 0 : caret >= width ? width - 1 : caret;
	int from = 0; /* first column of the text that is shown */
	if (width > field) {
		from = caret - field / 2;
		from = from < 0 ? 0 : from > width - field ? width - field : from;
		width = field;
	}
	int left = side == DIR_RTL ? row.col + field - width : row.col + taken;
	int skipped;
	int start = from > before ? from - before : 0;
	clip_cells(&painter->line, start, width - (from < before ? before - from : 0), &skipped);
	struct ink ink = {.style = style, .left_col = row.col, .right_col = row.col + row.cols};
	paint_line(painter, row.row, left + (from < before ? before - from : 0) + skipped, &painter->line,
	           painter->para, &ink);
	terminal_cursor(terminal, row.row, left + caret - from);
	return taken + width;
}
