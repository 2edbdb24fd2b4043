/* GraphemeBreakTest.txt through para_cluster_at(). */
#include "config.h"

#include "../reference/tap.h"
#include "../reference/ucd.h"
#include "text/para.h"

enum { MAX_NOTES = 10, MIN_CASES = 602 }; /* of Unicode 15.0 */

static bool agrees(const struct para *para, const struct ucd_break_case *c)
{
	for (size_t i = 0; i <= c->n; i++) {
		if (para_cluster_at(para, i) != c->breaks[i])
			return false;
	}
	return true;
}

int main(void)
{
	static struct ucd_break_case c;
	struct ucd_file file;
	unsigned long n = 0, n_failed = 0;
	if (!ucd_open(&file, "auxiliary/GraphemeBreakTest.txt"))
		return tap_skip_all(UCD_MISSING);
	struct para *para = para_new();
	for (; ucd_next_break_case(&file, &c); n++) {
		para_load_cp(para, c.cp, c.n, DIR_AUTO, DIR_LTR, SHAPE_FORMS);
		if (!agrees(para, &c) && n_failed++ < MAX_NOTES) {
			tap_note("%s:%lu", file.name, file.number);
			tap_note_text("text", c.cp, c.n);
		}
	}
	para_free(para);
	ucd_close(&file);
	tap_ok(n_failed == 0 && n >= MIN_CASES, "GraphemeBreakTest.txt: %lu cases, %lu failures", n,
	       n_failed);
	return tap_done();
}
