#include "config.h"

#include "text/bidi.h"

#include "base/mem.h"
#include "text/bidi_runs.h"
#include "text/prop.h"

#include <fribidi.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#define NUMBER (BIDI_BIT(U_EUROPEAN_NUMBER) | BIDI_BIT(U_ARABIC_NUMBER))

struct bidi {
	struct bidi_runs runs;
	/* what fribidi gets and gives: sos, the sequence, eos */
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiLevel *levels;
};

struct bidi *bidi_new(void)
{
	return xcalloc(1, sizeof(struct bidi));
}

void bidi_free(struct bidi *bidi)
{
	if (bidi == NULL)
		return;
	bidi_runs_done(&bidi->runs);
	free(bidi->types);
	free(bidi->brackets);
	free(bidi->levels);
	free(bidi);
}

static void reserve(struct bidi *b, size_t n)
{
	if (n <= b->runs.cap)
		return;
	bidi_runs_reserve(&b->runs, n);
	b->types = xreallocarray(b->types, n + 2, sizeof *b->types);
	b->brackets = xreallocarray(b->brackets, n + 2, sizeof *b->brackets);
	b->levels = xreallocarray(b->levels, n + 2, sizeof *b->levels);
}

static const FriBidiCharType fribidi_types[U_CHAR_DIRECTION_COUNT] = {
	[U_LEFT_TO_RIGHT] = FRIBIDI_TYPE_LTR,
	[U_RIGHT_TO_LEFT] = FRIBIDI_TYPE_RTL,
	[U_EUROPEAN_NUMBER] = FRIBIDI_TYPE_EN,
	[U_EUROPEAN_NUMBER_SEPARATOR] = FRIBIDI_TYPE_ES,
	[U_EUROPEAN_NUMBER_TERMINATOR] = FRIBIDI_TYPE_ET,
	[U_ARABIC_NUMBER] = FRIBIDI_TYPE_AN,
	[U_COMMON_NUMBER_SEPARATOR] = FRIBIDI_TYPE_CS,
	[U_BLOCK_SEPARATOR] = FRIBIDI_TYPE_ON, /* inside a paragraph only in made-up text */
	[U_SEGMENT_SEPARATOR] = FRIBIDI_TYPE_ON, /* L1 is ours */
	[U_WHITE_SPACE_NEUTRAL] = FRIBIDI_TYPE_WS,
	[U_OTHER_NEUTRAL] = FRIBIDI_TYPE_ON,
	[U_RIGHT_TO_LEFT_ARABIC] = FRIBIDI_TYPE_AL,
};

/* BD14 to BD16: pairs compare equal when canonically equivalent (U+2329 and U+3008). */
static FriBidiBracketType bracket_of(uint32_t cp, uint32_t prop)
{
	if (!(prop & (PROP_OPEN | PROP_CLOSE)))
		return FRIBIDI_NO_BRACKET;
	uint32_t open = prop & PROP_OPEN ? cp : (uint32_t)u_getBidiPairedBracket((UChar32)cp);
	if (open == 0x2329)
		open = 0x3008;
	return (FriBidiBracketType)(open | (prop & PROP_OPEN ? FRIBIDI_BRACKET_OPEN_MASK : 0));
}

/*
 * W1 to I2 for one sequence between its sos and eos. W1 is done here: fribidi
 * goes wrong on marks after neutrals and brackets. A mark after a bracket is
 * ON for it, too: where N0 gives the bracket a direction it gives it to the
 * mark, and where not, both are neutrals side by side. So a mark that is ON
 * has the level of what it stands on in any case.
 */
static void resolve_sequence(struct bidi *b, const struct bidi_sequence *s, const uint32_t *cp,
                             const uint32_t *props, uint8_t *levels)
{
	unsigned sos = s->level > s->level_before ? s->level : s->level_before;
	unsigned eos = s->level > s->level_after ? s->level : s->level_after;
	size_t k = 0;
	b->types[k] = sos & 1 ? FRIBIDI_TYPE_RTL : FRIBIDI_TYPE_LTR;
	b->brackets[k++] = FRIBIDI_NO_BRACKET;
	for (int32_t i = s->first; i != BIDI_NONE; i = b->runs.next[i], k++) {
		bool neutral = b->runs.class[i] == U_OTHER_NEUTRAL;
		b->brackets[k] = neutral ? bracket_of(cp[i], props[i]) : FRIBIDI_NO_BRACKET;
		bool mark = b->runs.class[i] == U_DIR_NON_SPACING_MARK;
		b->types[k] = mark ? b->types[k - 1] : fribidi_types[b->runs.class[i]];
	}
	b->types[k] = eos & 1 ? FRIBIDI_TYPE_RTL : FRIBIDI_TYPE_LTR;
	b->brackets[k++] = FRIBIDI_NO_BRACKET;

	FriBidiParType base = s->level & 1 ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	if (fribidi_get_par_embedding_levels_ex(b->types, b->brackets, (FriBidiStrIndex)k, &base, b->levels) == 0)
		return; /* out of memory: the explicit levels stay */
	k = 1;
	for (int32_t i = s->first; i != BIDI_NONE; i = b->runs.next[i], k++) {
		if (b->runs.class[i] == U_DIR_NON_SPACING_MARK && b->types[k] == FRIBIDI_TYPE_ON)
			b->levels[k] = b->levels[k - 1];
		levels[i] = (uint8_t)(s->level - (s->level & 1) + b->levels[k]);
	}
}

static void resolve_general(struct bidi *b, const uint32_t *cp, const uint32_t *props, size_t n,
                            enum dir base, uint8_t *levels)
{
	bidi_find_runs(&b->runs, props, n, base, levels);
	for (size_t k = 0; k < b->runs.n_sequences; k++)
		resolve_sequence(b, &b->runs.sequences[k], cp, props, levels);
	for (size_t i = 0; i < n; i++) {
		if (b->runs.class[i] == U_BOUNDARY_NEUTRAL)
			levels[i] = i > 0 ? levels[i - 1] : (uint8_t)base;
	}
}

/* What W2 to W6 remember while they walk over a right-to-left paragraph without L. */
struct number_scan {
	unsigned previous;   /* class of the character before, after W1 and W2 */
	bool after_arabic;   /* the last strong character was AL (W2) */
	size_t terminators;  /* start of the run of ET that ends here (W5) */
	bool terminators_number; /* that run follows EN: it is part of the number */
	size_t separator;    /* the single ES or CS that follows a number (W4) */
	unsigned number;     /* class of that number, or U_OTHER_NEUTRAL */
};

static void lift(uint8_t *levels, size_t from, size_t to)
{
	memset(levels + from, 2, to - from);
}

/* One character that is neither strong nor removed; class is what W1 and W2 made of it. */
static void scan_weak(struct number_scan *s, unsigned class, size_t i, uint8_t *levels)
{
	switch (class) {
	case U_EUROPEAN_NUMBER:
	case U_ARABIC_NUMBER:
		levels[i] = 2;
		if (s->number == class && (s->previous == U_COMMON_NUMBER_SEPARATOR
		                           || s->previous == U_EUROPEAN_NUMBER_SEPARATOR))
			lift(levels, s->separator, i);
		if (class == U_EUROPEAN_NUMBER && s->previous == U_EUROPEAN_NUMBER_TERMINATOR)
			lift(levels, s->terminators, i);
		return;
	case U_EUROPEAN_NUMBER_TERMINATOR:
		if (s->previous != class) {
			s->terminators = i;
			s->terminators_number = s->previous == U_EUROPEAN_NUMBER;
		}
		levels[i] = s->terminators_number ? 2 : 1;
		return;
	case U_EUROPEAN_NUMBER_SEPARATOR:
	case U_COMMON_NUMBER_SEPARATOR:
		s->separator = i;
		s->number = U_OTHER_NEUTRAL;
		if (s->previous == U_EUROPEAN_NUMBER
		    || (s->previous == U_ARABIC_NUMBER && class == U_COMMON_NUMBER_SEPARATOR))
			s->number = s->previous;
		return;
	default:
		return;
	}
}

/*
 * A right-to-left paragraph without L and without explicit formatting: only
 * numbers leave level 1, and all that has to be found is where they begin and
 * end (W1 to W6). Neutrals lie between R, AN and EN, which all count as R, so
 * that N0 to N2 leave every one of them at level 1, brackets included.
 */
static void resolve_plain_rtl(const uint32_t *props, size_t n, uint8_t *levels)
{
	struct number_scan s = {.previous = U_RIGHT_TO_LEFT, .number = U_OTHER_NEUTRAL};
	memset(levels, 1, n);
	for (size_t i = 0; i < n; i++) {
		unsigned class = prop_bidi(props[i]);
		if (class == U_RIGHT_TO_LEFT_ARABIC || class == U_RIGHT_TO_LEFT) {
			s.after_arabic = class == U_RIGHT_TO_LEFT_ARABIC;
			s.previous = class;
			continue;
		}
		if (class == U_BOUNDARY_NEUTRAL) {
			levels[i] = i > 0 ? levels[i - 1] : 1;
			continue;
		}
		if (class == U_DIR_NON_SPACING_MARK)
			class = s.previous;
		if (class == U_EUROPEAN_NUMBER && s.after_arabic)
			class = U_ARABIC_NUMBER;
		scan_weak(&s, class, i, levels);
		s.previous = class;
	}
}

uint32_t bidi_classes(const uint32_t *props, size_t n)
{
	uint32_t set = 0;
	for (size_t i = 0; i < n; i++)
		set |= BIDI_BIT(prop_bidi(props[i]));
	return set;
}

enum bidi_kind bidi_kind(uint32_t prop)
{
	switch (prop_bidi(prop)) {
	case U_LEFT_TO_RIGHT: return BIDI_LEFT;
	case U_RIGHT_TO_LEFT:
	case U_RIGHT_TO_LEFT_ARABIC: return BIDI_RIGHT;
	case U_EUROPEAN_NUMBER: return BIDI_EUROPEAN;
	case U_ARABIC_NUMBER: return BIDI_ARABIC;
	default: return BIDI_OTHER;
	}
}

static enum dir first_strong(const uint32_t *props, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned bit = BIDI_BIT(prop_bidi(props[i]));
		if (bit & BIDI_STRONG)
			return bit & BIDI_STRONG_R ? DIR_RTL : DIR_LTR;
	}
	return DIR_AUTO;
}

enum dir bidi_resolve(struct bidi *bidi, const uint32_t *cp, const uint32_t *props, size_t n,
                      uint32_t classes, enum dir dir, enum dir before, uint8_t *levels)
{
	const unsigned explicit = (BIDI_REMOVED & ~BIDI_BIT(U_BOUNDARY_NEUTRAL)) | BIDI_ISOLATE
	                          | BIDI_BIT(U_BLOCK_SEPARATOR);
	enum dir strong;
	reserve(bidi, n);
	strong = classes & BIDI_ISOLATE ? bidi_pair_isolates(&bidi->runs, props, n) : first_strong(props, n);
	if (dir == DIR_AUTO)
		dir = strong != DIR_AUTO ? strong : before;
	if (dir == DIR_AUTO)
		dir = DIR_LTR;
	if (n == 0)
		return dir;

	if (dir == DIR_LTR && !(classes & (explicit | BIDI_STRONG_R | BIDI_BIT(U_ARABIC_NUMBER))))
		memset(levels, 0, n);
	else if (dir == DIR_RTL && !(classes & (explicit | BIDI_BIT(U_LEFT_TO_RIGHT) | NUMBER)))
		memset(levels, 1, n);
	else if (dir == DIR_RTL && !(classes & (explicit | BIDI_BIT(U_LEFT_TO_RIGHT))))
		resolve_plain_rtl(props, n, levels);
	else
		resolve_general(bidi, cp, props, n, dir, levels);
	return dir;
}

void bidi_line_levels(const uint32_t *props, uint32_t classes, const uint8_t *levels, enum dir dir,
                      size_t start, size_t end, uint8_t *out)
{
	const unsigned separators = BIDI_BIT(U_SEGMENT_SEPARATOR) | BIDI_BIT(U_BLOCK_SEPARATOR);
	const unsigned blank = BIDI_BIT(U_WHITE_SPACE_NEUTRAL) | BIDI_ISOLATE | BIDI_REMOVED;
	bool reset = true;
	memcpy(out, levels + start, end - start);
	for (size_t i = end; i-- > start;) {
		unsigned bit = BIDI_BIT(prop_bidi(props[i]));
		if (bit & separators)
			reset = true;
		else if (!(bit & blank))
			reset = false;
		if (!reset && !(classes & separators))
			break;
		if (reset)
			out[i - start] = (uint8_t)dir;
	}
}
