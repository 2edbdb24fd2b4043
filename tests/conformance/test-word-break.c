/*
 * WordBreakTest.txt through break_joins(): as in the standard, every case; and
 * tailored, where the cases that differ must be those of word-break-tailored.txt
 * and no others.
 */
#include "config.h"

#include "../reference/tap.h"
#include "../reference/ucd.h"
#include "words/break.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_NOTES = 10, MAX_ENTRIES = 1024, MIN_CASES = 1823 /* of Unicode 15.0 */ };

static struct ucd_break_case entries[MAX_ENTRIES];
static bool used[MAX_ENTRIES];
static size_t n_entries;

static bool read_entries(void)
{
	const char *top_srcdir = getenv("top_srcdir");
	char path[4096];
	struct ucd_file file;
	snprintf(path, sizeof path, "%s/tests/conformance/word-break-tailored.txt",
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

static uint8_t class_behind(const struct ucd_break_case *c, size_t i, bool tailored)
{
	for (; i < c->n; i++) {
		uint8_t class = break_class(c->cp[i], prop_of(c->cp[i]), tailored);
		if (!break_is_passed(class))
			return class;
	}
	return 0;
}

/* The breaks of a text by our rules. */
static struct ucd_break_case *broken(const struct ucd_break_case *c, bool tailored)
{
	static struct ucd_break_case out;
	struct word_break walk = {0};
	out = *c;
	for (size_t i = 0; i < c->n; i++) {
		uint8_t class = break_class(c->cp[i], prop_of(c->cp[i]), tailored);
		out.breaks[i] = i == 0 || !break_joins(&walk, class, class_behind(c, i + 1, tailored));
		break_take(&walk, class);
	}
	return &out;
}

static bool same_text(const struct ucd_break_case *a, const struct ucd_break_case *b)
{
	return a->n == b->n && memcmp(a->cp, b->cp, a->n * sizeof *a->cp) == 0;
}

static bool same_breaks(const struct ucd_break_case *a, const struct ucd_break_case *b)
{
	return memcmp(a->breaks, b->breaks, (a->n + 1) * sizeof *a->breaks) == 0;
}

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

static void note(const struct ucd_file *file, const struct ucd_break_case *c, const struct ucd_break_case *got)
{
	char text[16 * UCD_MAX_CP];
	size_t n = 0;
	for (size_t i = 0; i <= c->n && n + 16 < sizeof text; i++) {
		n += (size_t)snprintf(text + n, sizeof text - n, "%s ", got->breaks[i] ? "÷" : "×");
		if (i < c->n)
			n += (size_t)snprintf(text + n, sizeof text - n, "%04X ", (unsigned)c->cp[i]);
	}
	tap_note("%s:%lu: %s", file->name, file->number, text);
}

static void test_file(bool tailored)
{
	static struct ucd_break_case c;
	struct ucd_file file;
	unsigned long n = 0, n_failed = 0;
	if (!ucd_open(&file, "auxiliary/WordBreakTest.txt"))
		return;
	for (; ucd_next_break_case(&file, &c); n++) {
		const struct ucd_break_case *want = tailored ? expected(&c) : &c;
		const struct ucd_break_case *got = broken(&c, tailored);
		if (!same_breaks(got, want) && (n_failed++ < MAX_NOTES || getenv("JARIDA_ALL") != NULL))
			note(&file, &c, got);
	}
	ucd_close(&file);
	tap_ok(n_failed == 0 && n >= MIN_CASES, "WordBreakTest.txt, %s: %lu cases, %lu failures",
	       tailored ? "tailored" : "as it is", n, n_failed);
}

int main(void)
{
	struct ucd_file file;
	size_t n_used = 0;
	if (!ucd_open(&file, "auxiliary/WordBreakTest.txt"))
		return tap_skip_all(UCD_MISSING);
	ucd_close(&file);
	tap_ok(read_entries(), "the list of our tailorings can be read");
	test_file(false);
	test_file(true);
	for (size_t e = 0; e < n_entries; e++) {
		if (used[e])
			n_used++;
		else
			tap_note_text("superfluous entry", entries[e].cp, entries[e].n);
	}
	tap_ok(n_used == n_entries, "every entry of the list is a case that differs");
	return tap_done();
}
