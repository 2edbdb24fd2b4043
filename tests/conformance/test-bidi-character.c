/* BidiCharacterTest.txt through para_load_cp() and line_layout(), in both shapes. */
#include "config.h"

#include "bidi-case.h"

#include "../reference/tap.h"

enum { MIN_CASES = 91707 }; /* of Unicode 15.0: fewer means that the file was not read whole */

static bool run_shape(enum shape shape, const char *name)
{
	static const enum dir dirs[3] = {DIR_LTR, DIR_RTL, DIR_AUTO};
	static struct ucd_bidi_case c;
	struct ucd_file file;
	struct bidi_case_run run;
	if (!ucd_open(&file, "BidiCharacterTest.txt"))
		return false;
	bidi_case_init(&run);
	while (ucd_next_character_case(&file, &c))
		bidi_case_check(&run, &file, &c, c.cp, dirs[c.base_wanted], shape);
	ucd_close(&file);
	tap_ok(run.n_failed == 0 && run.n >= MIN_CASES,
	       "BidiCharacterTest.txt, %s: %lu cases, %lu failures", name, run.n, run.n_failed);
	bidi_case_done(&run);
	return true;
}

int main(void)
{
	if (!run_shape(SHAPE_FORMS, "presentation forms") || !run_shape(SHAPE_BASE, "base letters"))
		return tap_skip_all(UCD_MISSING);
	return tap_done();
}
