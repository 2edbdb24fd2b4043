#include "config.h"

#include "text/breaks.h"

#include "base/mem.h"
#include "text/prop.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>

/* What the cluster rules look back at. */
struct cluster_state {
	unsigned before;       /* cluster break property of the character before */
	bool pictograph;       /* a pictograph and extenders lead up to here (GB11) */
	bool joined;           /* … and a ZWJ after them */
	unsigned regional;     /* regional indicators in a row (GB12, GB13) */
};

static bool is_control(unsigned gcb)
{
	return gcb == U_GCB_CONTROL || gcb == U_GCB_CR || gcb == U_GCB_LF;
}

/* GB6 to GB8: Hangul syllables. */
static bool hangul_joins(unsigned a, unsigned b)
{
	if (a == U_GCB_L)
		return b == U_GCB_L || b == U_GCB_V || b == U_GCB_LV || b == U_GCB_LVT;
	if (a == U_GCB_LV || a == U_GCB_V)
		return b == U_GCB_V || b == U_GCB_T;
	return (a == U_GCB_LVT || a == U_GCB_T) && b == U_GCB_T;
}

static bool cluster_joins(const struct cluster_state *s, unsigned gcb, bool pictographic)
{
	if (s->before == U_GCB_CR && gcb == U_GCB_LF)
		return true; /* GB3 */
	if (is_control(s->before) || is_control(gcb))
		return false; /* GB4, GB5 */
	if (gcb == U_GCB_EXTEND || gcb == U_GCB_ZWJ || gcb == U_GCB_SPACING_MARK)
		return true; /* GB9, GB9a */
	if (s->before == U_GCB_PREPEND)
		return true; /* GB9b */
	if (pictographic && s->joined)
		return true; /* GB11 */
	if (gcb == U_GCB_REGIONAL_INDICATOR && s->regional % 2 == 1)
		return true; /* GB12, GB13 */
	return hangul_joins(s->before, gcb);
}

void breaks_clusters(const uint32_t *props, size_t n, uint8_t *starts)
{
	struct cluster_state s = {.before = U_GCB_CONTROL};
	for (size_t i = 0; i < n; i++) {
		unsigned gcb = prop_gcb(props[i]);
		bool pictographic = props[i] & PROP_PICTOGRAPHIC;
		if (gcb == U_GCB_OTHER && s.before == U_GCB_OTHER && !pictographic) {
			starts[i] = 1;
			s.pictograph = false;
			continue;
		}
		starts[i] = !cluster_joins(&s, gcb, pictographic);
		s.joined = gcb == U_GCB_ZWJ && s.pictograph;
		s.pictograph = pictographic || (s.pictograph && gcb == U_GCB_EXTEND);
		s.regional = gcb == U_GCB_REGIONAL_INDICATOR ? s.regional + 1 : 0;
		s.before = gcb;
	}
}

struct breaks {
	const uint32_t *cp, *props;
	size_t n;
	UBreakIterator *icu; /* opened at the first question */
	bool icu_has_text;
	UChar *text; /* UTF-16 */
	int32_t n_text;
	uint16_t *index; /* UTF-16 offset of each code point, and of the end */
	size_t cap;
};

struct breaks *breaks_new(void)
{
	return xcalloc(1, sizeof(struct breaks));
}

void breaks_free(struct breaks *breaks)
{
	if (breaks == NULL)
		return;
	if (breaks->icu != NULL)
		ubrk_close(breaks->icu);
	free(breaks->text);
	free(breaks->index);
	free(breaks);
}

void breaks_set(struct breaks *breaks, const uint32_t *cp, const uint32_t *props, size_t n)
{
	breaks->cp = cp;
	breaks->props = props;
	breaks->n = n;
	breaks->icu_has_text = false;
}

/* UTF-16 for ICU, and where each code point starts in it. */
static void encode(struct breaks *b)
{
	if (b->n + 1 > b->cap) {
		b->cap = b->n + 1;
		b->text = xreallocarray(b->text, b->cap * 2, sizeof *b->text);
		b->index = xreallocarray(b->index, b->cap, sizeof *b->index);
	}
	size_t n = 0;
	for (size_t i = 0; i < b->n; i++) {
		b->index[i] = (uint16_t)n;
		uint32_t cp = b->cp[i];
		if (cp >= 0x10000) {
			b->text[n++] = (UChar)(0xD7C0 + (cp >> 10));
			cp = 0xDC00 + (cp & 0x3FF);
		}
		b->text[n++] = (UChar)cp;
	}
	b->index[b->n] = (uint16_t)n;
	b->n_text = (int32_t)n;
}

static bool give_text_to_icu(struct breaks *b)
{
	UErrorCode status = U_ZERO_ERROR;
	if (b->icu == NULL)
		b->icu = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
	if (b->icu == NULL || U_FAILURE(status))
		return false;
	if (!b->icu_has_text) {
		encode(b);
		ubrk_setText(b->icu, b->text, b->n_text, &status);
		b->icu_has_text = U_SUCCESS(status);
	}
	return b->icu_has_text;
}

/* The code point that starts at or holds a UTF-16 offset. */
static size_t code_point_at(const struct breaks *b, int32_t offset)
{
	size_t low = 0, high = b->n;
	if (b->n_text == (int32_t)b->n)
		return (size_t)offset; /* all in the BMP */
	while (low < high) {
		size_t middle = (low + high + 1) / 2;
		if (b->index[middle] <= offset)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

bool breaks_at(struct breaks *b, size_t i)
{
	if (!give_text_to_icu(b)) /* no data for ICU: words are separated by spaces */
		return prop_lb(b->props[i - 1]) == PLB_SP && prop_lb(b->props[i]) != PLB_SP;
	return ubrk_isBoundary(b->icu, b->index[i]);
}

static size_t last_by_icu(struct breaks *b, size_t from, size_t to)
{
	if (!give_text_to_icu(b)) {
		while (to > from && !breaks_at(b, to))
			to--;
		return to > from ? to : 0;
	}
	/* Before the end of the character at `to`, which may be two units: in its middle ICU goes on too early. */
	int32_t offset = ubrk_preceding(b->icu, b->index[to + 1]);
	size_t i = offset > 0 ? code_point_at(b, offset) : 0;
	return i > from ? i : 0;
}

enum verdict { BREAK_NO, BREAK_YES, BREAK_ASK };

#define SET(class) (1U << (class))
#define WORD (SET(PLB_AL) | SET(PLB_NU))

/*
 * Between `before`, spaces or none, and `after` (UAX #14 LB7, LB9, LB13, LB18,
 * LB19, LB23, LB25, LB28, LB29): only what no other rule can change.
 */
static enum verdict judge(enum prop_lb before, bool spaces, enum prop_lb after)
{
	unsigned a = SET(before), b = SET(after);
	if (a & SET(PLB_ASK) || b & SET(PLB_ASK))
		return BREAK_ASK;
	if (b & SET(PLB_SP))
		return BREAK_NO;
	if (spaces) {
		if (a & (WORD | SET(PLB_IS) | SET(PLB_CL)) && b & (WORD | SET(PLB_OP) | SET(PLB_QU)))
			return BREAK_YES;
		return a & SET(PLB_QU) && b & (WORD | SET(PLB_QU)) ? BREAK_YES : BREAK_ASK;
	}
	if (b & (SET(PLB_CM) | SET(PLB_QU) | SET(PLB_CL) | SET(PLB_IS))
	    || a & (SET(PLB_QU) | SET(PLB_OP)))
		return BREAK_NO;
	if ((a & WORD && b & WORD) || (a & SET(PLB_IS) && b & SET(PLB_AL)))
		return BREAK_NO;
	return BREAK_ASK;
}

/*
 * The same for the pair around position i. What stands at `from` may ride on
 * something before it, so that only ICU can tell what lies between.
 */
static enum verdict judge_at(const uint32_t *props, size_t from, size_t i)
{
	enum prop_lb after = prop_lb(props[i]), before;
	size_t j = i - 1;
	while (j > from && prop_lb(props[j]) == PLB_SP)
		j--;
	bool spaces = j < i - 1;
	while (j > from && prop_lb(props[j]) == PLB_CM)
		j--;
	before = prop_lb(props[j]);
	if (before == PLB_SP || before == PLB_CM)
		return after == PLB_SP ? BREAK_NO : BREAK_ASK;
	return judge(before, spaces, after);
}

size_t breaks_last(struct breaks *b, size_t from, size_t to)
{
	for (size_t i = to; i > from; i--) {
		enum verdict verdict = judge_at(b->props, from, i);
		if (verdict == BREAK_YES)
			return i;
		if (verdict == BREAK_ASK)
			return last_by_icu(b, from, i);
	}
	return 0;
}
