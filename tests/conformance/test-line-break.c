/*
 * LineBreakTest.txt through para_break_at(). Where ICU tailors the rules, the
 * breaks must be those of line-break-tailored.txt; an entry there that is no
 * case of the file, or no different from it, fails.
 */
#include "config.h"

#include "../reference/tap.h"
#include "../reference/ucd.h"
#include "text/para.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_NOTES = 10, MAX_ENTRIES = 64, MIN_CASES = 7654 /* of Unicode 15.0 */ };

static struct ucd_break_case entries[MAX_ENTRIES];
static bool used[MAX_ENTRIES];
static size_t n_entries;

static bool read_entries(void)
{
	const char *top_srcdir = getenv("top_srcdir");
	char path[4096];
	struct ucd_file file;
	snprintf(path, sizeof path, "%s/tests/conformance/line-break-tailored.txt",
	         top_srcdir != NULL ? top_srcdir : ".");
	char *whole = realpath(path, NULL);
	bool there = whole != NULL && ucd_open(&file, whole);
	while (there && n_entries < MAX_ENTRIES && ucd_next_break_case(&file, &entries[n_entries]))
		n_entries++;
	if (there)
		ucd_close(&file);
	free(whole);
	return there && n_entries < MAX_ENTRIES;
}

static bool same_text(const struct ucd_break_case *a, const struct ucd_break_case *b)
{
	return a->n == b->n && memcmp(a->cp, b->cp, a->n * sizeof *a->cp) == 0;
}

static bool same_breaks(const struct ucd_break_case *a, const struct ucd_break_case *b)
{
	return memcmp(a->breaks, b->breaks, (a->n + 1) * sizeof *a->breaks) == 0;
}

/* What is expected of the case: the file's answer, or that of the list where it differs. */
static const struct ucd_break_case *expected(const struct ucd_break_case *c)
{
	for (size_t e = 0; e < n_entries; e++) {
		if (!same_text(c, &entries[e]))
			continue;
		used[e] = !same_breaks(c, &entries[e]);
		return &entries[e];
	}
	return c;
}

static bool agrees(struct para *para, const struct ucd_break_case *c)
{
	for (size_t i = 0; i <= c->n; i++) {
		if (para_break_at(para, i) != c->breaks[i])
			return false;
	}
	return true;
}

static void test_file(struct ucd_file *file)
{
	static struct ucd_break_case c;
	unsigned long n = 0, n_failed = 0;
	struct para *para = para_new();
	for (; ucd_next_break_case(file, &c); n++) {
		para_load_cp(para, c.cp, c.n, DIR_AUTO, DIR_LTR, SHAPE_FORMS);
		if (!agrees(para, expected(&c)) && n_failed++ < MAX_NOTES) {
			tap_note("%s:%lu", file->name, file->number);
			tap_note_text("text", c.cp, c.n);
		}
	}
	para_free(para);
	tap_ok(n_failed == 0 && n >= MIN_CASES, "LineBreakTest.txt: %lu cases, %lu failures, %zu tailored",
	       n, n_failed, n_entries);
}

int main(void)
{
	struct ucd_file file;
	size_t n_used = 0;
	if (!ucd_open(&file, "auxiliary/LineBreakTest.txt"))
		return tap_skip_all(UCD_MISSING);
	tap_ok(read_entries(), "the list of ICU's tailorings can be read");
	test_file(&file);
	ucd_close(&file);
	for (size_t e = 0; e < n_entries; e++) {
		if (used[e])
			n_used++;
		else
			tap_note_text("superfluous entry", entries[e].cp, entries[e].n);
	}
	tap_ok(n_used == n_entries, "every entry of the list is a case that differs");
	return tap_done();
}
