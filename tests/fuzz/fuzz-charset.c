#include "config.h"

#include "replay.h"

#include "text/charset.h"
#include "text/utf8.h"

#include <stdlib.h>

static void promise(bool kept)
{
	if (!kept)
		abort();
}

/* Whatever comes in, UTF-8 comes out, within the bound; UTF-8 comes out as it is. */
static void check(struct str bytes, struct str declared, size_t max)
{
	struct buf out;
	buf_init(&out, max);
	const char *name = charset_to_utf8(bytes, declared, &out);
	promise(name != NULL && name[0] != '\0');
	promise(out.n <= max);
	promise(utf8_valid(buf_str(&out)));
	buf_done(&out);
}

/* The first byte says how long the declaration before the text is. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (n == 0)
		return 0;
	struct str all = {(const char *)bytes + 1, n - 1};
	size_t length = bytes[0] % 24;
	struct str text = str_sub(all, length, all.n);
	check(all, STR(""), BUF_NO_MAX);
	check(text, str_sub(all, 0, length), BUF_NO_MAX);
	check(text, STR(""), length);
	return 0;
}
