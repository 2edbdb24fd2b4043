/*
 * Paragraphs that are too long for one piece: cut where they should be, whole
 * when put together again; and the texts that have brought other programs to
 * a halt are laid out on a small stack, in the time that a test has.
 */
#include "config.h"

#include "gen.h"
#include "icu.h"

#include "../reference/tap.h"
#include "base/mem.h"
#include "layout/line.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__
enum { STACK_B = 2 << 20 }; /* its frames are larger */
#else
enum { STACK_B = 256 << 10 };
#endif

enum { MAX_CP = 60000, TIME_LIMIT_S = 300 };

struct text {
	struct buf bytes;
	uint32_t *cp; /* what is in them, cleaned */
	size_t n;
	bool *breaks, *clusters;
};

static struct gen gen;
static struct para *para;

static void read_back(struct text *text)
{
	struct buf clean;
	buf_init(&clean, BUF_NO_MAX);
	clean_text(buf_str(&text->bytes), &clean);
	text->n = 0;
	text->cp = xreallocarray(NULL, clean.n + 1, sizeof *text->cp);
	for (size_t i = 0; i < clean.n;)
		i += utf8_decode(clean.p + i, clean.n - i, &text->cp[text->n++]);
	buf_done(&clean);
	text->breaks = xcalloc(text->n + 1, sizeof *text->breaks);
	text->clusters = xcalloc(text->n + 1, sizeof *text->clusters);
	icu_breaks(ICU_LINES, text->cp, text->n, text->breaks);
	icu_breaks(ICU_CLUSTERS, text->cp, text->n, text->clusters);
}

static void text_done(struct text *text)
{
	buf_done(&text->bytes);
	free(text->cp);
	free(text->breaks);
	free(text->clusters);
}

/* Several texts of one kind or of all in a row, without spaces now and then. */
static void draw(struct text *text)
{
	size_t n = 0, wanted = 1000 + gen_below(&gen, MAX_CP - 1000 - GEN_MAX_CP);
	bool spaces = !gen_one_in(&gen, 4), mixed = gen_one_in(&gen, 4);
	enum gen_kind kind = (enum gen_kind)gen_below(&gen, N_GEN_KINDS);
	buf_init(&text->bytes, BUF_NO_MAX);
	while (n < wanted) {
		gen_text_of(&gen, mixed ? (enum gen_kind)gen_below(&gen, N_GEN_KINDS) : kind, 500);
		for (size_t i = 0; i < gen.n; i++) {
			if (gen.cp[i] == 0x85 || (!spaces && u_isUWhiteSpace((UChar32)gen.cp[i])))
				continue; /* a line end, or unwanted */
			utf8_add(&text->bytes, gen.cp[i]);
			n++;
		}
		if (gen.n > 0 && !spaces && kind >= GEN_PLAIN_RTL)
			utf8_add(&text->bytes, kind == GEN_PLAIN_RTL ? 0x0628 : 'b');
	}
	read_back(text);
}

/* As many as a piece may have from start: characters, and brackets among them. */
static size_t limit_from(const struct text *text, size_t start)
{
	size_t n_brackets = 0, i = start;
	for (; i < text->n && i - start < PARA_MAX_CP; i++) {
		UChar32 cp = (UChar32)text->cp[i];
		bool bracket = u_getIntPropertyValue(cp, UCHAR_BIDI_PAIRED_BRACKET_TYPE) != U_BPT_NONE;
		if (bracket && ++n_brackets > PARA_MAX_BRACKETS)
			break;
	}
	return i;
}

/* The cut lies at the last break of the second half of what a piece may have, else between clusters. */
static const char *cut_is_wrong(const struct text *text, size_t start, size_t cut)
{
	size_t limit = limit_from(text, start);
	if (cut <= start || cut > limit)
		return "a piece of nothing, or larger than a piece may be";
	if (limit == text->n)
		return cut == limit ? NULL : "cut, though it is not too long";
	if (limit - start > PARA_MAX_CP - CLEAN_MAX_EXPANSION)
		limit = start + PARA_MAX_CP - CLEAN_MAX_EXPANSION; /* room for what one character may become */
	size_t half = start + (limit - start) / 2;
	if (text->breaks[cut]) {
		for (size_t i = cut + 1; i <= limit; i++) {
			if (text->breaks[i])
				return "not the last break";
		}
		return cut > half ? NULL : "a small piece";
	}
	for (size_t i = half + 1; i <= limit; i++) {
		if (text->breaks[i])
			return "cut between breaks";
	}
	return text->clusters[cut] ? NULL : "cut inside a cluster";
}

static const char *pieces_are_wrong(const struct text *text)
{
	static char what[120];
	enum dir dir = DIR_AUTO;
	size_t start = 0;
	for (struct str rest = buf_str(&text->bytes); rest.n > 0;) {
		size_t taken = para_load(para, rest, dir, DIR_RTL, SHAPE_FORMS), n = para_length(para);
		const char *why = NULL;
		if (taken == 0 || taken > rest.n || para_ended(para) != (taken == rest.n))
			why = "another end";
		else if (n > text->n - start || memcmp(para_cp(para), text->cp + start, n * sizeof *text->cp) != 0)
			why = "another text";
		else if (dir != DIR_AUTO && para_dir(para) != dir)
			why = "another direction";
		else
			why = cut_is_wrong(text, start, start + n);
		if (why != NULL) {
			snprintf(what, sizeof what, "of %zu, piece [%zu, %zu): %s", text->n, start, start + n, why);
			return what;
		}
		dir = para_dir(para);
		start += n;
		rest = str_sub(rest, taken, rest.n);
	}
	return start == text->n ? NULL : "something is missing at the end";
}

static void test_pieces(void)
{
	uint64_t runs = gen_runs(200) / 10 + 20, first = gen_first();
	unsigned long n_failed = 0;
	struct text text;
	for (uint64_t i = first; i - first < runs; i++) {
		gen_start(&gen, i);
		draw(&text);
		const char *what = pieces_are_wrong(&text);
		gen.n = 0; /* it is too long to be noted: its number must do */
		if (what != NULL)
			gen_failed(&gen, &n_failed, what);
		text_done(&text);
	}
	tap_ok(n_failed == 0, "%" PRIu64 " long paragraphs are cut into pieces, %lu are not", runs, n_failed);
}

/* A unit of code points over and over. */
struct heavy {
	const char *name;
	uint32_t unit[4];
	size_t n_unit, times;
};

static const struct heavy heavies[] = {
	{"pairs of brackets", {'(', ')'}, 2, 500000},
	{"open brackets", {'['}, 1, 500000},
	{"first strong isolates", {0x2068}, 1, 500000},
	{"isolates side by side", {0x2068, 0x05D0, 0x2069, 'a'}, 4, 250000},
	{"right-to-left embeddings", {0x202B}, 1, 500000},
	{"overrides that are closed", {0x202E, 'a', 0x202C}, 3, 300000},
	{"one Latin letter", {'a'}, 1, 1 << 20},
	{"one Arabic letter", {0x0628}, 1, 1 << 19},
	{"one mark", {0x064E}, 1, 1 << 19},
	{"lam-alefs", {0x0644, 0x064E, 0x0627}, 3, 200000},
	{"zero width joiners", {0x200D}, 1, 300000},
	{"flags", {0x1F1F8, 0x1F1E6}, 2, 100000},
	{"spaces", {' '}, 1, 1 << 20},
	{"tabs", {'\t'}, 1, 1 << 19},
};

/* Load and lay out all of it, at a width and clipped; returns how many code points were seen. */
static size_t lay_out(struct str bytes)
{
	struct line line;
	size_t n = 0;
	enum dir dir = DIR_AUTO;
	line_init(&line);
	while (bytes.n > 0) {
		size_t taken = para_load(para, bytes, dir, DIR_RTL, SHAPE_FORMS);
		dir = para_dir(para);
		for (size_t start = 0; start < para_length(para);) {
			size_t end = line_fill(para, start, 80);
			line_layout(&line, para, start, end);
			n += end - start;
			start = end;
		}
		line_layout_clipped(&line, para, 80);
		bytes = str_sub(bytes, taken, bytes.n);
	}
	line_done(&line);
	return n;
}

static void *lay_out_all(void *unused)
{
	struct buf bytes;
	buf_init(&bytes, BUF_NO_MAX);
	for (size_t h = 0; h < sizeof heavies / sizeof *heavies; h++) {
		const struct heavy *heavy = &heavies[h];
		buf_clear(&bytes);
		for (size_t i = 0; i < heavy->times * heavy->n_unit; i++)
			utf8_add(&bytes, heavy->unit[i % heavy->n_unit]);
		tap_ok(lay_out(buf_str(&bytes)) == heavy->times * heavy->n_unit, "laid out: %zu times %s",
		       heavy->times, heavy->name);
	}
	buf_done(&bytes);
	return unused;
}

static void test_heavy(void)
{
	pthread_attr_t attributes;
	pthread_t thread;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_B);
	if (pthread_create(&thread, &attributes, lay_out_all, NULL) != 0)
		tap_ok(false, "a thread with a stack of %d bytes", STACK_B);
	else
		pthread_join(thread, NULL);
	pthread_attr_destroy(&attributes);
}

int main(void)
{
	alarm(TIME_LIMIT_S); /* what is not linear does not end */
	gen_note("random paragraphs");
	para = para_new();
	test_pieces();
	test_heavy();
	para_free(para);
	icu_done();
	return tap_done();
}
