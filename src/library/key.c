#include "config.h"

#include "library/key.h"

#include "text/fold.h"
#include "text/phrase.h"
#include "text/utf8.h"

/* Fold into out until the end of the text, or until the next letter has no room; returns the bytes. */
static size_t fold_into(struct str text, char *out, size_t max)
{
	size_t n = 0;
	bool space = false;
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		cp = fold_cp(cp);
		if (cp == 0)
			continue;
		if (cp == ' ' || cp == '\t' || cp == '\n') {
			space = n > 0;
			continue;
		}
		if (n == 0 && !phrase_is_letter(cp) && !(cp >= '0' && cp <= '9'))
			continue; /* a quotation mark is no place in an order */
		char bytes[4];
		size_t length = utf8_encode(cp, bytes);
		if (n + space + length > max)
			break;
		if (space)
			out[n++] = ' ';
		for (size_t k = 0; k < length; k++)
			out[n++] = bytes[k];
		space = false;
	}
	return n;
}

void key_fold(struct str text, struct buf *out)
{
	/* No letter becomes more than half again as long by folding. */
	size_t max = text.n * 2 + 4;
	char *room = buf_reserve(out, max);
	if (room != NULL)
		out->n += fold_into(text, room, max);
}

size_t key_of(struct str text, char out[SORT_KEY_MAX_B + 1])
{
	size_t n = fold_into(text, out, SORT_KEY_MAX_B);
	out[n] = '\0';
	return n;
}
