#include "config.h"

#include "replay.h"

#include "base/buf.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <stdlib.h>

/*
 * Cleaning is total: what comes out is UTF-8 without controls, cleaning it
 * again changes nothing, and lines give the same as the whole text.
 */

static void promise(bool kept)
{
	if (!kept)
		abort();
}

static void check_text(struct str text)
{
	promise(utf8_valid(text));
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		promise((c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n');
	}
}

/* Lines through a small window, as the layout of a long text takes them. */
static void check_lines(struct str bytes)
{
	uint32_t cp[CLEAN_MAX_EXPANSION + 8];
	const size_t max_cp = sizeof cp / sizeof cp[0];
	while (bytes.n > 0) {
		struct clean_result r = clean_line(bytes, cp, max_cp);
		promise(r.n_cp <= max_cp);
		promise(r.taken_b > 0 && r.taken_b <= bytes.n);
		promise(r.ended || r.taken_b < bytes.n);
		for (size_t i = 0; i < r.n_cp; i++) {
			promise(cp[i] == '\t' || (cp[i] >= 0x20 && cp[i] != 0x7F));
			promise(cp[i] <= 0x10FFFF && (cp[i] < 0xD800 || cp[i] > 0xDFFF));
			promise(cp[i] < 0x80 || cp[i] > 0x9F);
		}
		bytes = str_sub(bytes, r.taken_b, bytes.n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n};
	struct buf once, twice;
	buf_init(&once, BUF_NO_MAX);
	buf_init(&twice, BUF_NO_MAX);
	clean_text(text, &once);
	check_text(buf_str(&once));
	clean_text(buf_str(&once), &twice);
	promise(str_eq(buf_str(&once), buf_str(&twice)));
	check_lines(text);
	buf_done(&once);
	buf_done(&twice);
	return 0;
}
