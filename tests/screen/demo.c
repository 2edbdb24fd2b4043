/*
 * demo.c: a small program on terminal.h alone, for the screen tests.
 *
 * Shows rows that are in visual order already (its own, or the lines of
 * FILE), each at the right edge, above a status line.
 *     demo [--bidi=visual|…] [--no-color] [FILE]
 * Keys: j k Space scroll, ^L draw anew, ^Z stop, y copy the first row, c the
 * cursor, x wide and hostile cells, i what the terminal is, q quit, S, A and
 * T (in another thread) crash; any other key is named on the status line.
 */
#include "config.h"

#include "base/buf.h"
#include "base/file.h"
#include "term/key.h"
#include "term/model.h"
#include "term/terminal.h"
#include "text/utf8.h"

#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

enum { MAX_ROWS = 4096, OWN_ROWS = 40 };

/* "This is a first row to try and to read from the right" and so on. */
static const char *const own[] = {
	"ﻦﻴﻤﻴﻟﺍ ﻦﻣ ﺓءﺍﺮﻘﻟﺍﻭ ﺔﺑﺮﺠﺘﻠﻟ ﻝﻭﺃ ﺮﻄﺳ ﺍﺬﻫ",
	"؟ﻢﻜﻟﺎﺣ ﻒﻴﻛ ،ﺖﻴﺒﻟﺍ ﻞﻫﺃ ﺎﻳ ﻢﻜﻴﻠﻋ ﻡﻼﺴﻟﺍ",
	"ﺔﻓﺮﻐﻟﺍ ﻲﻓ (12 ﻢﻗﺭ) ﺔﻟﻭﺎﻄﻟﺍ ﻰﻠﻋ ﺏﺎﺘﻜﻟﺍ",
	"ﻞﻳﻮﻃ ﻖﻳﺮﻄﻟﺎﻓ ﻞٍﻬَﻣَ ﻰﻠﻋ ﺮْﺳِ",
	"2024 תירבעב הרוש ,םלוע םולש",
};

struct demo {
	struct terminal *terminal;
	struct str rows[MAX_ROWS];
	int n_rows, top;
	bool hostile, cursor;
	char status[200];
};

static int width_of(uint32_t cp)
{
	int width = wcwidth((wchar_t)cp);
	return width < 0 ? 1 : width;
}

static int row_width(struct str row)
{
	int width = 0;
	while (row.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(row.p, row.n, &cp);
		width += width_of(cp);
		row = str_sub(row, n, row.n);
	}
	return width;
}

static void paint_row(struct demo *d, int at, struct str row, int col, uint32_t style)
{
	while (row.n > 0) {
		uint32_t cp, marks[6];
		size_t n_marks = 0;
		row = str_sub(row, utf8_decode(row.p, row.n, &cp), row.n);
		while (row.n > 0 && n_marks < 6) {
			size_t n = utf8_decode(row.p, row.n, &marks[n_marks]);
			if (width_of(marks[n_marks]) != 0)
				break;
			n_marks++;
			row = str_sub(row, n, row.n);
		}
		terminal_put(d->terminal, at, col, cp, marks, n_marks, width_of(cp), style);
		col += width_of(cp);
	}
}

/* Cells that no well-behaved caller sends. */
static void paint_hostile(struct demo *d, int rows, int cols)
{
	const uint32_t marks[] = {0x202E, 0x064E, 0x0651, 0x200F, 0x1B, 0x0650, 0x0652, 0x0653};
	terminal_put(d->terminal, 0, 0, 0x1B, NULL, 0, 1, 0);
	terminal_put(d->terminal, 0, 1, 0x202E, NULL, 0, 1, 0);
	terminal_put(d->terminal, 0, 2, 0x9B, NULL, 0, 1, 0);
	terminal_put(d->terminal, 0, 3, 0xFEE3, marks, 8, 1, STYLE_BOLD);
	terminal_put(d->terminal, 0, 4, 0x4E2D, NULL, 0, 2, STYLE_UNDERLINE);
	terminal_put(d->terminal, 0, 6, 0x4E2D, NULL, 0, 1, 0);
	terminal_put(d->terminal, 0, 7, 'x', NULL, 0, 2, STYLE_REVERSE);
	terminal_put(d->terminal, 0, 9, 'r', NULL, 0, 1, (2U << STYLE_FG_SHIFT));
	terminal_put(d->terminal, 0, 10, 'b', NULL, 0, 1, (13U << STYLE_FG_SHIFT) | (4U << STYLE_BG_SHIFT));
	terminal_put(d->terminal, 0, 11, 0xD800, NULL, 0, 1, STYLE_DIM);
	terminal_put(d->terminal, 1, cols - 1, 0x4E2D, NULL, 0, 2, 0);
	terminal_put(d->terminal, -1, 0, 'x', NULL, 0, 1, 0);
	terminal_put(d->terminal, rows, 0, 'x', NULL, 0, 1, 0);
	terminal_put(d->terminal, 0, cols, 'x', NULL, 0, 1, 0);
	terminal_fill(d->terminal, 2, -5, 10, STYLE_REVERSE);
	terminal_fill(d->terminal, 2, cols - 3, 100, STYLE_REVERSE);
	terminal_fill(d->terminal, 2, 20, -3, STYLE_REVERSE);
}

static void paint(struct demo *d)
{
	int rows, cols;
	terminal_size(d->terminal, &rows, &cols);
	for (int i = 0; i + 1 < rows; i++) {
		terminal_fill(d->terminal, i, 0, cols, 0);
		if (d->top + i < d->n_rows && !d->hostile) {
			struct str row = d->rows[d->top + i];
			int width = row_width(row);
			paint_row(d, i, row, width < cols ? cols - width : 0, 0);
		}
	}
	if (d->hostile)
		paint_hostile(d, rows, cols);
	char place[32];
	snprintf(place, sizeof place, " %d/%d ", d->top + 1, d->n_rows);
	terminal_fill(d->terminal, rows - 1, 0, cols, STYLE_REVERSE);
	paint_row(d, rows - 1, str_of(d->status), 0, STYLE_REVERSE);
	paint_row(d, rows - 1, str_of(place), cols - (int)strlen(place), STYLE_REVERSE);
	terminal_cursor(d->terminal, d->cursor ? 0 : -1, cols / 2);
	terminal_flush(d->terminal);
}

static void scroll(struct demo *d, int by)
{
	d->top += by;
	if (d->top >= d->n_rows)
		d->top = d->n_rows - 1;
	if (d->top < 0)
		d->top = 0;
}

static void name_key(struct demo *d, uint32_t key)
{
	char name[16];
	snprintf(d->status, sizeof d->status, "key %s", key_name(key, name));
}

static void *crash(void *nothing)
{
	(void)nothing;
	__builtin_trap();
}

static void crash_in_thread(void)
{
	pthread_t thread;
	if (pthread_create(&thread, NULL, crash, NULL) == 0)
		pthread_join(thread, NULL);
}

/* False to quit. */
static bool act(struct demo *d, uint32_t key)
{
	int rows, cols;
	terminal_size(d->terminal, &rows, &cols);
	switch (key) {
	case 'q':
	case K_EOF: return false;
	case 'j': scroll(d, 1); break;
	case 'k': scroll(d, -1); break;
	case ' ': scroll(d, rows - 2); break;
	case 12: terminal_redraw(d->terminal); break;
	case 26: terminal_suspend(d->terminal); break;
	case 'c': d->cursor = !d->cursor; break;
	case 'x': d->hostile = !d->hostile; break;
	case 'y':
		snprintf(d->status, sizeof d->status, "%s",
		         terminal_copy(d->terminal, d->rows[0]) ? "copied" : "too long to copy");
		break;
	case 'i': snprintf(d->status, sizeof d->status, "%s", terminal_describe(d->terminal)); break;
	case 'S': raise(SIGSEGV); break;
	case 'A': abort();
	case 'T': crash_in_thread(); break;
	default: name_key(d, key); break;
	}
	return true;
}

static void load_own(struct demo *d, struct buf *text)
{
	for (int i = 0; i < OWN_ROWS; i++)
		buf_addf(text, "%d %s\n", i + 1, own[(size_t)i % (sizeof own / sizeof own[0])]);
	(void)d;
}

static int load(struct demo *d, const char *path, struct buf *text, struct err *err)
{
	if (path == NULL) {
		load_own(d, text);
	} else {
		int fd = file_open(path, err);
		if (fd < 0 || file_read_all(fd, path, text, err) != 0)
			return ERR_INPUT;
		close(fd);
	}
	struct str rest = buf_str(text);
	while (d->n_rows < MAX_ROWS && str_next_line(&rest, &d->rows[d->n_rows]))
		d->n_rows++;
	return 0;
}

static void run(struct demo *d)
{
	do
		paint(d);
	while (act(d, terminal_key(d->terminal, -1, NULL, NULL, 0)));
}

static void set_bidi(struct terminal_options *options, const char *name)
{
	for (int mode = BIDI_AUTO; mode <= BIDI_PLAIN; mode++)
		if (strcmp(model_of((enum bidi_mode)mode)->name, name) == 0)
			options->bidi = (enum bidi_mode)mode;
}

int main(int argc, char **argv)
{
	static struct demo d;
	struct terminal_options options = {.color = true, .sync_fd = -1};
	const char *path = NULL;
	const char *sync = getenv("JARIDA_SYNC_FD");
	if (sync != NULL)
		options.sync_fd = atoi(sync);
	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--bidi=", 7) == 0)
			set_bidi(&options, argv[i] + 7);
		else if (strcmp(argv[i], "--no-color") == 0)
			options.color = false;
		else
			path = argv[i];
	}
	setlocale(LC_ALL, "");
	struct buf text;
	struct err err;
	buf_init(&text, 1 << 24);
	int rc = load(&d, path, &text, &err);
	if (rc == 0)
		rc = terminal_open(&d.terminal, &options, &err);
	if (rc == 0) {
		run(&d);
		terminal_close(d.terminal);
		printf("back\n");
	} else {
		fprintf(stderr, "demo: %s\n", err.message);
	}
	buf_done(&text);
	return -rc;
}
