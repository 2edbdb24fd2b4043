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

static void fill_near(struct pattern *pattern)
{
	for (uint32_t cp = 0; cp < PATTERN_NEAR_CP; cp++)
		pattern->near[cp] = (uint16_t)fold_cp(cp);
}

void pattern_set(struct pattern *pattern, struct str text)
{
	fill_near(pattern);
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

/* The next code point, folded. Latin and Arabic letters are looked up: most of a large file is nothing else. */
static inline uint32_t take(struct find *find, const struct pattern *pattern)
{
	const unsigned char *p = (const unsigned char *)find->rest.p;
	size_t n = find->rest.n;
	uint32_t cp;
	size_t taken = 1;
	uint32_t folded;
	if (p[0] < 0x80) {
		folded = pattern->near[p[0]];
	} else if (n >= 2 && p[0] >= 0xC2 && p[0] < 0xE0 && (p[1] & 0xC0) == 0x80) {
		folded = pattern->near[(p[0] & 0x1F) << 6 | (p[1] & 0x3F)];
		taken = 2;
	} else {
		taken = utf8_decode(find->rest.p, n, &cp);
		folded = fold_cp(cp);
	}
	find->rest.p += taken;
	find->rest.n -= taken;
	find->cp++;
	return folded;
}

/* Marks behind the last letter belong to the match. */
static void take_marks(struct find *find, const struct pattern *pattern)
{
	while (find->rest.n > 0) {
		struct find ahead = *find;
		if (take(&ahead, pattern) != 0)
			return;
		*find = ahead;
	}
}

bool find_next(struct find *find, const struct pattern *pattern, struct match *match)
{
	size_t at[PATTERN_MAX_CP]; /* where each of the code points matched so far stood, by its number */
	struct find walk = *find;
	size_t k = 0;
	bool found = false;
	size_t n_seen = 0;
	while (pattern->n > 0 && walk.rest.n > 0 && !found) {
		size_t here = walk.cp;
		uint32_t cp = take(&walk, pattern);
		if (cp == 0 || (k == 0 && cp != pattern->cp[0]))
			continue;
		at[n_seen++ % PATTERN_MAX_CP] = here;
		while (k > 0 && pattern->cp[k] != cp)
			k = pattern->fail[k - 1];
		k += pattern->cp[k] == cp;
		found = k == pattern->n;
	}
	if (found) {
		match->start_cp = at[(n_seen - k) % PATTERN_MAX_CP];
		take_marks(&walk, pattern);
		match->end_cp = walk.cp;
	}
	*find = walk;
	return found;
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
