#include "config.h"

#include "library/key.h"

#include "text/fold.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <string.h>

/* Fold until the end of the text or until out has no room for more. */
static void fold_into(struct str text, struct buf *out)
{
	bool begun = false, space = false;
	for (size_t i = 0; i < text.n && !out->full;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		cp = fold_cp(cp);
		if (cp == 0)
			continue;
		if (!begun && !phrase_is_letter(cp) && !(cp >= '0' && cp <= '9'))
			continue; /* a quotation mark is no place in an order */
		if (cp == ' ' || cp == '\t' || cp == '\n') {
			space = begun;
			continue;
		}
		char bytes[5] = " ";
		size_t n = utf8_encode(cp, bytes + space);
		buf_add(out, bytes, n + space);
		begun = true;
		space = false;
	}
}

void key_fold(struct str text, struct buf *out)
{
	fold_into(text, out);
}

size_t key_of(struct str text, char out[KEY_MAX_B + 1])
{
	struct buf key;
	buf_init(&key, KEY_MAX_B);
	fold_into(text, &key);
	size_t n = key.n;
	if (n > 0)
		memcpy(out, key.p, n);
	out[n] = '\0';
	buf_done(&key);
	return n;
}
