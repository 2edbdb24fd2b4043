#include "config.h"

#include "library/beginnings.h"

#include "library/analysis.h"
#include "text/utf8.h"

enum { BEGINNINGS = BEGINNING_WORDS * BEGINNING_MAX_CP };

void beginning_add(struct str letters, bool together, struct buf *words)
{
	if (together)
		buf_add_char(words, WORDS_TOGETHER);
	buf_add_str(words, STR(BEGINNING_SIGN));
	buf_add_str(words, letters);
	buf_add_char(words, ' ');
}

static bool is_there(const struct str *known, size_t n, struct str letters)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(known[i], letters))
			return true;
	return false;
}

void beginnings_of(struct str title, struct buf *words)
{
	struct str known[BEGINNINGS];
	struct sequence_word word;
	size_t n = 0;
	uint32_t cp;
	for (int i = 0; i < BEGINNING_WORDS && words_next(&title, &word); i++) {
		size_t end = 0;
		for (int letters = 0; letters < BEGINNING_MAX_CP && end < word.key.n; letters++) {
			end += utf8_decode(word.key.p + end, word.key.n - end, &cp);
			struct str beginning = str_sub(word.key, 0, end);
			if (is_there(known, n, beginning))
				continue;
			beginning_add(beginning, n > 0, words);
			known[n++] = beginning;
		}
	}
}

bool beginning_fits(struct str letters)
{
	return letters.n > 0 && utf8_count(letters) <= BEGINNING_MAX_CP;
}
