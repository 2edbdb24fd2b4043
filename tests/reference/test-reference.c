/*
 * The reference itself against Unicode's BidiTest.txt and
 * BidiCharacterTest.txt: base direction, levels of all characters that X9
 * leaves, visual order of the whole line.
 */
#include "config.h"

#include "bidi.h"
#include "tap.h"
#include "ucd.h"

#include <string.h>

/* The counts of Unicode 15.0: fewer means that the files were not read whole. */
enum { MAX_NOTES = 10, MIN_CHARACTER_CASES = 91707, MIN_CLASS_CASES = 770241 };

static bool agrees(struct ref_bidi *ref, const struct ucd_bidi_case *c)
{
	ref_line(ref, 0, ref->n);
	if (c->base >= 0 && ref->base != c->base)
		return false;
	return memcmp(ref->line_level, c->levels, c->n) == 0 && ref->n_order == c->n_order &&
	       memcmp(ref->order, c->order, c->n_order * sizeof *c->order) == 0;
}

static void test_characters(struct ref_bidi *ref)
{
	static struct ucd_bidi_case c;
	struct ucd_file file;
	unsigned long n = 0, n_failed = 0;
	if (!ucd_open(&file, "BidiCharacterTest.txt")) {
		tap_ok(false, "BidiCharacterTest.txt is not there");
		return;
	}
	for (; ucd_next_character_case(&file, &c); n++) {
		ref_load_cp(ref, c.cp, c.n, c.base_wanted, REF_LTR);
		if (!agrees(ref, &c) && n_failed++ < MAX_NOTES)
			tap_note("BidiCharacterTest.txt:%lu differs", file.number);
	}
	ucd_close(&file);
	tap_ok(n_failed == 0 && n >= MIN_CHARACTER_CASES, "BidiCharacterTest.txt: %lu cases, %lu failures", n,
	       n_failed);
}

static void test_classes(struct ref_bidi *ref)
{
	static const int bases[3] = {REF_AUTO, REF_LTR, REF_RTL};
	static struct ucd_bidi_case c;
	struct ucd_file file;
	unsigned long n = 0, n_failed = 0;
	if (!ucd_open(&file, "BidiTest.txt")) {
		tap_ok(false, "BidiTest.txt is not there");
		return;
	}
	while (ucd_next_class_case(&file, &c)) {
		for (int b = 0; b < 3; b++) {
			if ((c.bases >> b & 1) == 0)
				continue;
			n++;
			ref_load_classes(ref, c.classes, c.n, bases[b]);
			if (!agrees(ref, &c) && n_failed++ < MAX_NOTES)
				tap_note("BidiTest.txt:%lu differs, base %d", file.number, bases[b]);
		}
	}
	ucd_close(&file);
	tap_ok(n_failed == 0 && n >= MIN_CLASS_CASES, "BidiTest.txt: %lu cases, %lu failures", n,
	       n_failed);
}

int main(void)
{
	if (!ucd_there())
		return tap_skip_all(UCD_MISSING);
	struct ref_bidi ref;
	ref_init(&ref);
	test_characters(&ref);
	test_classes(&ref);
	ref_done(&ref);
	return tap_done();
}
