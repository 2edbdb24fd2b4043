/*
 * Lines for `jarida show` and what it must make of them:
 *     show-cases file|random auto|ltr|rtl COUNT INPUT EXPECTED
 * writes the texts of BidiCharacterTest.txt, or COUNT random ones, to the file
 * INPUT, a line each, and what the reference makes of them in visual order to
 * EXPECTED. Left out are texts that are not a line, or that cleaning, the
 * terminal's widths or the cell of a flag would change: with line ends, tabs
 * or control characters, with legacy presentation forms, with characters that
 * are unassigned or newer than the C library, or that share a cell with
 * another letter; and long ones, which may be laid out in pieces. Says how many lines it wrote, and how many texts it left out.
 */
#include "config.h"

#include "../property/gen.h"
#include "../reference/bidi.h"
#include "../reference/ucd.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

struct output {
	FILE *input, *expected;
	struct ref_bidi ref;
	struct buf buf;
	int dir;
	int before; /* for the next line without a strong character: the direction of the last */
	unsigned long n, n_left_out;
};

static bool has_no_cell_of_its_own(UChar32 cp)
{
	int32_t syllable = u_getIntPropertyValue(cp, UCHAR_HANGUL_SYLLABLE_TYPE);
	return u_hasBinaryProperty(cp, UCHAR_REGIONAL_INDICATOR) ||
	       u_hasBinaryProperty(cp, UCHAR_EMOJI_MODIFIER) || syllable == U_HST_VOWEL_JAMO ||
	       syllable == U_HST_TRAILING_JAMO || u_charType(cp) == U_COMBINING_SPACING_MARK;
}

static bool is_pictograph(uint32_t cp)
{
	return u_hasBinaryProperty((UChar32)cp, UCHAR_EXTENDED_PICTOGRAPHIC);
}

static bool may_be_shown(uint32_t c)
{
	UChar32 cp = (UChar32)c;
	const uint32_t mask = U_GC_L_MASK | U_GC_N_MASK | U_GC_P_MASK | U_GC_S_MASK | U_GC_M_MASK |
	                      U_GC_ZS_MASK | U_GC_CF_MASK;
	UVersionInfo age;
	u_charAge(cp, age);
	bool form = (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
	return (U_GET_GC_MASK(cp) & mask) != 0 && age[0] <= 14 && !form && !has_no_cell_of_its_own(cp);
}

static void write_input(struct output *o, const uint32_t *cp, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t bytes[U8_MAX_LENGTH];
		int32_t n_bytes = 0;
		U8_APPEND_UNSAFE(bytes, n_bytes, cp[i]);
		fwrite(bytes, 1, (size_t)n_bytes, o->input);
	}
	putc('\n', o->input);
}

static void write_case(struct output *o, const uint32_t *cp, size_t n)
{
	bool whole = n <= 1000; /* what may be cut into pieces is not one line */
	for (size_t i = 0; i < n; i++) {
		if (!whole || !may_be_shown(cp[i]) || (i > 0 && cp[i - 1] == 0x200D && is_pictograph(cp[i]))) {
			o->n_left_out++;
			return;
		}
	}
	o->n++;
	write_input(o, cp, n);
	ref_load_cp(&o->ref, cp, n, o->dir, o->before);
	ref_line(&o->ref, 0, n);
	buf_clear(&o->buf);
	ref_print(&o->ref, &o->buf);
	buf_add_char(&o->buf, '\n');
	fwrite(o->buf.p, 1, o->buf.n, o->expected);
	o->before = o->ref.base;
}

static int write_file(struct output *o)
{
	static struct ucd_bidi_case c;
	struct ucd_file file;
	if (!ucd_open(&file, "BidiCharacterTest.txt"))
		return 77;
	while (ucd_next_character_case(&file, &c))
		write_case(o, c.cp, c.n);
	ucd_close(&file);
	return 0;
}

static int write_random(struct output *o, uint64_t count)
{
	static struct gen gen;
	for (uint64_t i = gen_first(); o->n < count; i++) {
		gen_start(&gen, i);
		gen_text(&gen);
		size_t kept = 0;
		for (size_t k = 0; k < gen.n; k++) {
			if (may_be_shown(gen.cp[k]))
				gen.cp[kept++] = gen.cp[k];
		}
		write_case(o, gen.cp, kept);
	}
	return 0;
}

int main(int argc, char **argv)
{
	static const char *const dirs[] = {"ltr", "rtl", "auto"}; /* in the order of REF_LTR … */
	struct output o = {.dir = -1, .before = REF_LTR};
	for (int d = 0; argc == 6 && d < 3; d++) {
		if (strcmp(argv[2], dirs[d]) == 0)
			o.dir = d;
	}
	if (o.dir < 0) {
		fprintf(stderr, "usage: show-cases file|random auto|ltr|rtl COUNT INPUT EXPECTED\n");
		return 2;
	}
	o.input = fopen(argv[4], "w");
	o.expected = fopen(argv[5], "w");
	if (o.input == NULL || o.expected == NULL) {
		perror("show-cases");
		return 1;
	}
	ref_init(&o.ref);
	buf_init(&o.buf, BUF_NO_MAX);
	bool file = strcmp(argv[1], "file") == 0;
	int status = file ? write_file(&o) : write_random(&o, strtoull(argv[3], NULL, 10));
	printf("%lu lines, %lu texts left out\n", o.n, o.n_left_out);
	bool written = fclose(o.input) == 0 && fclose(o.expected) == 0;
	buf_done(&o.buf);
	ref_done(&o.ref);
	return written ? status : 1;
}
