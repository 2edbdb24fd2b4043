/*
 * Rows as they are sent in each model, and what a terminal makes of them: one
 * that runs UAX #9 on each row (here: the reference, on a left-to-right base
 * or on that of the first strong character), and kitty, which reverses runs.
 *
 *     test-models          the samples, and random texts
 *     test-models --jsonl  titles and bodies of the objects on standard input
 */
#include "config.h"

#include "gen.h"

#include "../reference/bidi.h"
#include "../reference/tap.h"
#include "base/buf.h"
#include "base/file.h"
#include "layout/line.h"
#include "term/model.h"
#include "text/utf8.h"

#include <dirent.h>
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unistd.h>

enum { COLS = 76, MAX_COLS = 200, CP_BLANK_LETTER = 0x2800, CP_TEXT_STYLE = 0xFE0E, KITTY_MARKS = 3 };

static const struct {
	enum bidi_mode mode;
	const char *what;
	double least; /* per cent of the rows of news that are to be shown exactly as wanted */
	bool forms;   /* though the model has letters: for a terminal that leaves forms as they are */
} cases[] = {
	{BIDI_VISUAL, "nothing reordered", 100, false},
	{BIDI_INVERSE, "left-to-right base", 99, false},
	{BIDI_INVERSE_AUTO, "base of the first strong character", 95, false},
	{BIDI_KITTY, "runs reversed", 100, false},
	{BIDI_KITTY, "runs reversed, Arabic of another font", 90, false}, /* a stroke between two words turns them around */
	{BIDI_KITTY, "runs reversed, Urdu letters of another font", 100, false},
	{BIDI_KITTY, "runs reversed, Hebrew of another font", 100, false},
	{BIDI_INVERSE_AUTO, "the same, in forms", 95, true},
};

enum { N_CASES = sizeof cases / sizeof cases[0] };
/* What kitty takes from another font than the rest; the case that it is. */
enum fonts { ONE_FONT, OTHER_FONT = 4, RARE_FONT = 5, HEBREW_FONT = 6 };

static struct arranger *arranger;
static struct para *para;
static struct line line;
static struct ref_bidi ref;
static struct gen gen;

static struct grid_cell wanted[MAX_COLS], sent[MAX_COLS], shown[MAX_COLS];
static int at[MAX_COLS], cols;
static size_t n_rows, n_tried[N_CASES], n_right[N_CASES], n_helped, n_torn;
static bool promised; /* that the row at hand is shown right */
static const char *broken; /* a law that did not hold */

static void add_cell(uint32_t base, const uint32_t *marks, size_t n_marks, int width)
{
	if (cols + width > MAX_COLS)
		return;
	struct grid_cell cell = {.style = 0};
	cell.width = (uint32_t)cellchar_make(&cell.base, cell.marks, base, marks, n_marks, width);
	wanted[cols++] = cell;
	if (cell.width == 2)
		wanted[cols++] = (struct grid_cell){0};
	else if (width == 2)
		wanted[cols++] = (struct grid_cell){.base = ' ', .width = 1};
}

/* The line as it stands on a screen of width columns. */
static void fill_row(int width)
{
	cols = 0;
	for (int i = line_indent(&line, width); i > 0; i--)
		add_cell(' ', NULL, 0, 1);
	for (size_t i = 0; i < line.n_cells; i++) {
		uint32_t marks[CELL_MAX_MARKS];
		size_t n = cell_marks(&line.cells[i], para, marks, CELL_MAX_MARKS);
		add_cell(line.cells[i].base, marks, n < CELL_MAX_MARKS ? n : CELL_MAX_MARKS, line.cells[i].width_col);
	}
	while (cols < width)
		add_cell(' ', NULL, 0, 1);
}

/* Without the second columns of wide cells. */
static size_t packed(const struct grid_cell *row, struct grid_cell *out)
{
	size_t n = 0;
	for (int i = 0; i < cols; i++)
		if (row[i].width > 0)
			out[n++] = row[i];
	return n;
}

static void mirror(struct grid_cell *cell)
{
	cell->base = (uint32_t)u_charMirror((UChar32)cell->base);
}

static size_t show_reordered(const struct grid_cell *row, bool first_strong)
{
	struct grid_cell cells[MAX_COLS];
	uint32_t cp[MAX_COLS];
	size_t n = packed(row, cells);
	for (size_t i = 0; i < n; i++)
		cp[i] = cells[i].base;
	ref_load_cp(&ref, cp, n, first_strong ? REF_AUTO : REF_LTR, REF_LTR);
	ref_line(&ref, 0, n);
	for (size_t v = 0; v < ref.n_order; v++) {
		size_t i = ref.order[v];
		shown[v] = cells[i];
		if (ref.line_level[i] % 2 == 1)
			mirror(&shown[v]);
	}
	return ref.n_order;
}

enum script { SCRIPT_NONE, SCRIPT_LTR, SCRIPT_RTL };

static enum script script_of(uint32_t cp)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)cp, &status);
	if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
		return SCRIPT_NONE;
	return uscript_isRightToLeft(script) ? SCRIPT_RTL : SCRIPT_LTR;
}

/* Blanks and what has a font or a drawing of its own. */
static bool ends_run(const struct grid_cell *cell)
{
	uint32_t cp = cell->base;
	return cp == ' ' || cell->width == 2 || (cp >= 0x2500 && cp <= 0x259F) || (cp >= 0x2800 && cp <= 0x28FF) ||
	       (cp >= 0xE000 && cp <= 0xF8FF) || (cp >= 0x1FB00 && cp <= 0x1FBFF);
}

/* A letter of Urdu, or of a language whose letters have no forms. */
static bool is_rare(uint32_t cp)
{
	static const uint32_t rare[] = {0x06D4, 0xFB88, 0xFB89, 0xFBA4, 0xFBA5, 0xFBA6, 0xFBA7, 0xFBA8,
	                                0xFBA9, 0xFBAE, 0xFBAF, 0xFBB0, 0xFBB1, 0xFBD9, 0xFBDA};
	for (size_t i = 0; i < sizeof rare / sizeof rare[0]; i++)
		if (rare[i] == cp)
			return true;
	return (cp >= 0x067C && cp <= 0x06D5 && u_isalpha((UChar32)cp) && cp != 0x06A9 && cp != 0x06AF && cp != 0x06CC &&
	        cp != 0x06BE && cp != 0x067E && cp != 0x067F && cp != 0x0680 && cp != 0x0683 && cp != 0x0684 &&
	        cp != 0x0686 && cp != 0x0687 && cp != 0x0691 && cp != 0x0698 && cp != 0x06A4);
}

static bool is_hebrew(uint32_t cp)
{
	UErrorCode status = U_ZERO_ERROR;
	return uscript_getScript((UChar32)cp, &status) == USCRIPT_HEBREW;
}

static bool same_run(const struct grid_cell *a, const struct grid_cell *b, enum fonts fonts)
{
	if (ends_run(a) || ends_run(b) || ((a->style ^ b->style) & STYLE_BOLD) != 0)
		return false;
	if (fonts == RARE_FONT)
		return is_rare(a->base) == is_rare(b->base);
	if (fonts == HEBREW_FONT)
		return is_hebrew(a->base) == is_hebrew(b->base);
	return fonts == ONE_FONT || (script_of(a->base) == SCRIPT_RTL) == (script_of(b->base) == SCRIPT_RTL);
}

static size_t mark_count(const struct grid_cell *cell)
{
	size_t n = 0;
	while (n < CELLCHAR_MARKS && cell->marks[n] != 0)
		n++;
	return n;
}

static void check_marks(const struct grid_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (mark_count(&cells[i]) != mark_count(&cells[0]) || mark_count(&cells[i]) > KITTY_MARKS)
			broken = "the cells of a run that is reversed have equally many marks";
}

static size_t show_kitty(const struct grid_cell *row, enum fonts fonts)
{
	struct grid_cell cells[MAX_COLS];
	size_t n = packed(row, cells);
	for (size_t from = 0, to; from < n; from = to) {
		enum script script = script_of(cells[from].base);
		for (to = from + 1; to < n && same_run(&cells[to - 1], &cells[to], fonts); to++)
			script = script != SCRIPT_NONE ? script : script_of(cells[to].base);
		for (size_t i = from; i < to; i++) {
			shown[i] = cells[script == SCRIPT_RTL ? from + to - 1 - i : i];
			shown[i].style &= ~(uint32_t)STYLE_BOLD;
			if (script == SCRIPT_RTL)
				mirror(&shown[i]);
			for (int m = 0; m < CELLCHAR_MARKS; m++)
				if (shown[i].marks[m] == CP_TEXT_STYLE || m >= KITTY_MARKS)
					shown[i].marks[m] = 0;
		}
		if (script == SCRIPT_RTL && fonts == ONE_FONT && promised)
			check_marks(cells + from, to - from);
	}
	return n;
}

/* The digits and letters alone: a comma may change sides where it is of another font than its word. */
static size_t without_signs(struct grid_cell *cells, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (script_of(cells[i].base) != SCRIPT_NONE || u_isdigit((UChar32)cells[i].base))
			cells[kept++] = cells[i];
	return kept;
}

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == 0xA0;
}

static bool as_wanted(enum bidi_mode mode, size_t n, bool letters_only)
{
	struct grid_cell cells[MAX_COLS];
	size_t n_cells = packed(wanted, cells);
	if (mode == BIDI_KITTY)
		for (size_t i = 0; i < n_cells; i++) {
			cells[i].marks[KITTY_MARKS] = 0;
			if (cells[i].base == 0xA0 && cells[i].marks[0] == 0)
				cells[i].base = ' ';
		}
	if (letters_only) {
		n = without_signs(shown, n);
		n_cells = without_signs(cells, n_cells);
	}
	if (n != n_cells)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (shown[i].base == CP_BLANK_LETTER && is_blank(cells[i].base))
			shown[i].base = cells[i].base;
		if (!grid_cell_equal(&shown[i], &cells[i]))
			return false;
	}
	return true;
}

static bool is_form(uint32_t cp)
{
	return cp >= 0xFE70 && cp <= 0xFEFC;
}

static bool has_format(const struct grid_cell *cell)
{
	bool has = ref_is_invisible(cell->base);
	for (int m = 0; m < CELLCHAR_MARKS && cell->marks[m] != 0; m++)
		has |= ref_is_invisible(cell->marks[m]) && cell->marks[m] != CP_TEXT_STYLE;
	return has;
}

/* What holds of every row, whatever it is. */
static void check_row(bool forms, bool forms_in_text)
{
	bool taken[MAX_COLS] = {false};
	int width = 0;
	for (int col = 0; col < cols; col++) {
		if (at[col] < 0 || at[col] >= cols || taken[at[col]])
			broken = "every column is sent once";
		else
			taken[at[col]] = true;
		width += (int)sent[col].width;
		if (sent[col].width == 0)
			continue;
		if (has_format(&sent[col]))
			broken = "no format character is sent";
		if (!forms && is_form(sent[col].base) && !forms_in_text)
			broken = "the terminal that joins gets letters";
	}
	if (width != cols)
		broken = "a row is as wide as the screen";
}

static size_t show(size_t k)
{
	switch (cases[k].mode) {
	case BIDI_INVERSE: return show_reordered(sent, false);
	case BIDI_INVERSE_AUTO: return show_reordered(sent, true);
	case BIDI_KITTY: return show_kitty(sent, k < OTHER_FONT ? ONE_FONT : (enum fonts)k);
	case BIDI_AUTO:
	case BIDI_VISUAL:
	case BIDI_PLAIN: break;
	}
	return packed(sent, shown);
}

static bool joins(const struct grid_cell *cell, UJoiningType type)
{
	int32_t is = u_getIntPropertyValue((UChar32)cell->base, UCHAR_JOINING_TYPE);
	return is == U_JT_DUAL_JOINING || is == U_JT_JOIN_CAUSING || is == (int32_t)type;
}

/* Whether letters that join are sent side by side, so that the terminal can join them. */
static bool keeps_words(void)
{
	for (int col = 1; col < cols; col++)
		if (joins(&wanted[col], U_JT_LEFT_JOINING) && joins(&wanted[col - 1], U_JT_RIGHT_JOINING) &&
		    at[col - 1] != at[col] + 1)
			return false;
	return true;
}

static bool in_forms(size_t k)
{
	return model_of(cases[k].mode)->forms || cases[k].forms;
}

static void try_row(size_t k, bool forms_in_text)
{
	promised = arranger_row(arranger, cases[k].mode, wanted, cols, sent, at);
	check_row(in_forms(k), forms_in_text);
	for (int col = 0; cases[k].mode == BIDI_INVERSE && col < cols; col++) {
		if (sent[col].base == CP_BLANK_LETTER && is_blank(wanted[col].base)) {
			n_helped++;
			break;
		}
	}
	if (!in_forms(k) && !keeps_words())
		n_torn++;
	bool right = as_wanted(cases[k].mode, show(k), k == OTHER_FONT);
	n_tried[k]++;
	n_right[k] += right ? 1 : 0;
	/* kitty may draw right by chance what could not be kept apart. */
	if (k < OTHER_FONT && (cases[k].mode == BIDI_KITTY ? promised && !right : promised != right))
		broken = "what is said to be shown right is shown right";
}

/* All lines of what para holds, in the models that want it in this shape. */
static void try_lines(int width, bool forms_in_text)
{
	for (size_t start = 0, end; start < para_length(para); start = end) {
		end = line_fill(para, start, width);
		line_layout(&line, para, start, end);
		if (line.width_col > width)
			continue; /* a cell wider than the screen */
		fill_row(width);
		for (size_t k = 0; k < N_CASES; k++)
			if (in_forms(k) == (para_shape(para) == SHAPE_FORMS))
				try_row(k, forms_in_text);
		n_rows++;
	}
}

static void try_text(struct str text)
{
	static const enum shape shapes[] = {SHAPE_FORMS, SHAPE_BASE};
	for (int s = 0; s < 2; s++) {
		struct str rest = text;
		enum dir dir = DIR_RTL;
		while (rest.n > 0) {
			size_t taken = para_load(para, rest, DIR_AUTO, dir, shapes[s]);
			dir = para_dir(para);
			try_lines(COLS, false);
			rest = str_sub(rest, taken, rest.n);
		}
	}
}

static void report(const char *whose)
{
	tap_ok(n_rows > 0 && broken == NULL, "%s: %zu rows, all laws hold%s%s", whose, n_rows,
	       broken == NULL ? "" : "; not: ", broken == NULL ? "" : broken);
	for (size_t k = 0; k < N_CASES; k++) {
		double share = n_tried[k] > 0 ? 100.0 * (double)n_right[k] / (double)n_tried[k] : 0;
		tap_ok(share >= cases[k].least, "%s, %s (%s): %.3f %% of the rows are shown as wanted, %g %% asked", whose,
		       model_of(cases[k].mode)->name, cases[k].what, share, cases[k].least);
	}
	tap_ok(n_torn == 0, "%s: %zu rows in letters have words that the terminal cannot join", whose, n_torn);
	tap_note("%zu rows were helped by a blank letter on a left-to-right base", n_helped);
	memset(n_right, 0, sizeof n_right);
	memset(n_tried, 0, sizeof n_tried);
	n_rows = n_helped = n_torn = 0;
	broken = NULL;
}

static void try_file(const char *path)
{
	struct buf bytes;
	struct err err;
	int fd = file_open(path, &err);
	buf_init(&bytes, 1 << 24);
	if (fd >= 0 && file_read_all(fd, path, &bytes, &err) == 0)
		try_text(buf_str(&bytes));
	if (fd >= 0)
		close(fd);
	buf_done(&bytes);
}

static void try_samples(void)
{
	char folder[1024], path[1400];
	snprintf(folder, sizeof folder, "%s/data/samples", getenv("top_srcdir"));
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		try_file(path);
	}
	if (dir != NULL)
		closedir(dir);
	report("samples");
}

/* The string that begins at s, behind its quote, without its escapes. */
static void add_json_string(struct buf *out, const char *s)
{
	for (; *s != '\0' && *s != '"'; s++) {
		if (*s != '\\') {
			buf_add_char(out, *s);
			continue;
		}
		s++;
		if (*s == 'u') {
			char hex[5] = {0};
			memcpy(hex, s + 1, strnlen(s + 1, 4));
			utf8_add(out, (uint32_t)strtoul(hex, NULL, 16));
			s += strlen(hex);
		} else if (*s != '\0') {
			buf_add_char(out, *s == 'n' ? '\n' : *s);
		} else {
			break;
		}
	}
	buf_add_char(out, '\n');
}

static void try_jsonl(void)
{
	static const char *const names[] = {"\"title\": \"", "\"body\": \""};
	char *object = NULL;
	size_t cap = 0;
	struct buf text;
	buf_init(&text, 1 << 24);
	while (getline(&object, &cap, stdin) > 0) {
		buf_clear(&text);
		for (size_t i = 0; i < 2; i++) {
			const char *value = strstr(object, names[i]);
			if (value != NULL)
				add_json_string(&text, value + strlen(names[i]));
		}
		try_text(buf_str(&text));
	}
	free(object);
	buf_done(&text);
	report("news");
}

static void try_random(void)
{
	uint64_t first = gen_first(), runs = gen_runs(1000);
	unsigned long n_failed = 0;
	size_t rows = 0;
	for (uint64_t number = first; number < first + runs; number++) {
		gen_start(&gen, number);
		gen_text(&gen);
		gen.n = gen.n < 400 ? gen.n : 400;
		int width = 1 + (int)gen_below(&gen, 120);
		for (int s = 0; s < 2; s++) {
			para_load_cp(para, gen.cp, gen.n, DIR_AUTO, DIR_RTL, s == 0 ? SHAPE_FORMS : SHAPE_BASE);
			try_lines(width, true);
		}
		if (broken != NULL)
			gen_failed(&gen, &n_failed, broken);
		broken = NULL;
		rows += n_rows;
		n_rows = 0;
	}
	tap_ok(n_failed == 0, "%zu rows of %" PRIu64 " random texts, all laws hold", rows, runs);
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	arranger = arranger_new();
	para = para_new();
	line_init(&line);
	ref_init(&ref);
	if (argc > 1 && strcmp(argv[1], "--jsonl") == 0) {
		try_jsonl();
	} else {
		try_samples();
		try_random();
	}
	ref_done(&ref);
	line_done(&line);
	para_free(para);
	arranger_free(arranger);
	return tap_done();
}
