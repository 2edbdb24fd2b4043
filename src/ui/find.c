#include "config.h"

#include "ui/find.h"

#include "text/fold.h"
#include "text/utf8.h"

/* fail[i]: how many code points are still matched when cp[i] is not what came. */
static void fill_table(struct pattern *pattern)
{
	size_t k = 0;
	pattern->fail[0] = 0;
	for (size_t i = 1; i < pattern->n; i++) {
		while (k > 0 && pattern->cp[i] != pattern->cp[k])
			k = pattern->fail[k - 1];
		if (pattern->cp[i] == pattern->cp[k])
			k++;
		pattern->fail[i] = (uint16_t)k;
	}
}

void pattern_set(struct pattern *pattern, struct str text)
{
	pattern->n = 0;
	while (text.n > 0 && pattern->n < PATTERN_MAX_CP) {
		uint32_t cp;
		size_t taken = utf8_decode(text.p, text.n, &cp);
		uint32_t folded = fold_cp(cp);
		if (folded != 0)
			pattern->cp[pattern->n++] = folded;
		text = str_sub(text, taken, text.n);
	}
	fill_table(pattern);
}

struct find find_start(struct str text)
{
	return (struct find){text, 0};
}

static uint32_t take(struct find *find)
{
	uint32_t cp;
	size_t taken = utf8_decode(find->rest.p, find->rest.n, &cp);
	find->rest.p += taken;
	find->rest.n -= taken;
	find->cp++;
	return fold_cp(cp);
}

/* Marks behind the last letter belong to the match. */
static void take_marks(struct find *find)
{
	while (find->rest.n > 0) {
		struct find ahead = *find;
		if (take(&ahead) != 0)
			return;
		*find = ahead;
	}
}

bool find_next(struct find *find, const struct pattern *pattern, struct match *match)
{
	size_t at[PATTERN_MAX_CP]; /* where each of the last n counting code points stood */
	size_t n_seen = 0;
	size_t k = 0;
	if (pattern->n == 0)
		return false;
	while (find->rest.n > 0) {
		size_t here = find->cp;
		uint32_t cp = take(find);
		if (cp == 0)
			continue;
		at[n_seen++ % pattern->n] = here;
		while (k > 0 && pattern->cp[k] != cp)
			k = pattern->fail[k - 1];
		if (pattern->cp[k] == cp)
			k++;
		if (k == pattern->n) {
			match->start_cp = at[n_seen % pattern->n];
			take_marks(find);
			match->end_cp = find->cp;
			return true;
		}
	}
	return false;
}

bool find_from(struct str text, const struct pattern *pattern, size_t from_cp, struct match *match)
{
	struct find find = find_start(text);
	while (find_next(&find, pattern, match))
		if (match->start_cp >= from_cp)
			return true;
	return false;
}

bool find_before(struct str text, const struct pattern *pattern, size_t limit_cp, struct match *match)
{
	struct find find = find_start(text);
	struct match next;
	bool found = false;
	while (find_next(&find, pattern, &next) && next.start_cp < limit_cp) {
		*match = next;
		found = true;
	}
	return found;
}
