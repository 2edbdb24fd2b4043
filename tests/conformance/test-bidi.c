/*
 * BidiTest.txt through para_load_cp() and line_layout(). The file gives
 * classes: two samples of each stand for them in turn, so that other letters
 * take other ways through the same rules.
 */
#include "config.h"

#include "bidi-case.h"

#include "../reference/bidi.h"
#include "../reference/tap.h"

enum { MIN_CASES = 770241 }; /* of Unicode 15.0: fewer means that the file was not read whole */

static const uint32_t samples[2][N_BIDI_CLASSES] = {
	{
		[BC_L] = 'a', [BC_R] = 0x05D0, [BC_AL] = 0x0628, [BC_EN] = '0', [BC_ES] = '+',
		[BC_ET] = '%', [BC_AN] = 0x0661, [BC_CS] = ',', [BC_NSM] = 0x0308, [BC_BN] = 0x00AD,
		[BC_B] = 0x2029, [BC_S] = '\t', [BC_WS] = ' ', [BC_ON] = '!', [BC_LRE] = 0x202A,
		[BC_LRO] = 0x202D, [BC_RLE] = 0x202B, [BC_RLO] = 0x202E, [BC_PDF] = 0x202C,
		[BC_LRI] = 0x2066, [BC_RLI] = 0x2067, [BC_FSI] = 0x2068, [BC_PDI] = 0x2069,
	},
	{
		[BC_L] = 0x200E, [BC_R] = 0x200F, [BC_AL] = 0x0644, [BC_EN] = 0x06F4, [BC_ES] = '-',
		[BC_ET] = 0x20AC, [BC_AN] = 0x066C, [BC_CS] = 0x060C, [BC_NSM] = 0x064E, [BC_BN] = 0x200D,
		[BC_B] = 0x2029, [BC_S] = '\t', [BC_WS] = 0x2003, [BC_ON] = 0x00AB, [BC_LRE] = 0x202A,
		[BC_LRO] = 0x202D, [BC_RLE] = 0x202B, [BC_RLO] = 0x202E, [BC_PDF] = 0x202C,
		[BC_LRI] = 0x2066, [BC_RLI] = 0x2067, [BC_FSI] = 0x2068, [BC_PDI] = 0x2069,
	},
};

static bool samples_are_of_their_class(void)
{
	for (unsigned set = 0; set < 2; set++) {
		for (unsigned class = 0; class < N_BIDI_CLASSES; class++) {
			if (ref_class_of(samples[set][class]) != class)
				return false;
		}
	}
	return true;
}

static bool run_samples(unsigned set)
{
	static const enum dir dirs[3] = {DIR_AUTO, DIR_LTR, DIR_RTL}; /* in the order of the file's bits */
	static struct ucd_bidi_case c;
	uint32_t cp[UCD_MAX_CP];
	struct ucd_file file;
	struct bidi_case_run run;
	if (!ucd_open(&file, "BidiTest.txt"))
		return false;
	bidi_case_init(&run);
	c.n = 0;
	while (ucd_next_class_case(&file, &c)) {
		for (size_t i = 0; i < c.n; i++)
			cp[i] = samples[set][c.classes[i]];
		for (unsigned d = 0; d < 3; d++) {
			if ((c.bases >> d & 1) != 0)
				bidi_case_check(&run, &file, &c, cp, dirs[d], SHAPE_FORMS);
		}
	}
	ucd_close(&file);
	tap_ok(run.n_failed == 0 && run.n >= MIN_CASES,
	       "BidiTest.txt, samples %u: %lu cases, %lu failures", set + 1, run.n, run.n_failed);
	bidi_case_done(&run);
	return true;
}

int main(void)
{
	if (!ucd_there())
		return tap_skip_all(UCD_MISSING);
	tap_ok(samples_are_of_their_class(), "each sample is of the class that it stands for");
	for (unsigned set = 0; set < 2; set++) {
		if (!run_samples(set))
			tap_ok(false, "BidiTest.txt cannot be opened");
	}
	return tap_done();
}
