#include "config.h"

#include "text/bidi.h"

#include "base/mem.h"
#include "text/prop.h"

#include <assert.h>
#include <fribidi.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { MAX_DEPTH = 125, NONE = -1 };

#define BIT(class) (1U << (class))

/* Removed by X9. */
#define REMOVED                                                                               \
	(BIT(U_LEFT_TO_RIGHT_EMBEDDING) | BIT(U_LEFT_TO_RIGHT_OVERRIDE)                       \
	 | BIT(U_RIGHT_TO_LEFT_EMBEDDING) | BIT(U_RIGHT_TO_LEFT_OVERRIDE)                     \
	 | BIT(U_POP_DIRECTIONAL_FORMAT) | BIT(U_BOUNDARY_NEUTRAL))
#define INITIATOR                                                                             \
	(BIT(U_LEFT_TO_RIGHT_ISOLATE) | BIT(U_RIGHT_TO_LEFT_ISOLATE) | BIT(U_FIRST_STRONG_ISOLATE))
#define ISOLATE (INITIATOR | BIT(U_POP_DIRECTIONAL_ISOLATE))
#define STRONG_R (BIT(U_RIGHT_TO_LEFT) | BIT(U_RIGHT_TO_LEFT_ARABIC))
#define NUMBER (BIT(U_EUROPEAN_NUMBER) | BIT(U_ARABIC_NUMBER))
#define STRONG (BIT(U_LEFT_TO_RIGHT) | STRONG_R)

/* One isolating run sequence: its characters are chained by `next`. */
struct sequence {
	int32_t first, last;
	uint8_t level, level_before, level_after;
};

struct bidi {
	size_t cap;
	uint8_t *class;    /* after X1 to X8: overridden, or the character's own */
	int32_t *match;    /* of an isolate initiator: its PDI, or NONE */
	uint8_t *isolate_dir; /* first strong direction inside an initiator, DIR_AUTO for none */
	int32_t *next;     /* in the same sequence, or NONE */
	int32_t *stack;    /* open initiators, then open sequences */
	struct sequence *sequences;
	size_t n_sequences;
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
	free(bidi->class);
	free(bidi->match);
	free(bidi->isolate_dir);
	free(bidi->next);
	free(bidi->stack);
	free(bidi->sequences);
	free(bidi->types);
	free(bidi->brackets);
	free(bidi->levels);
	free(bidi);
}

static void reserve(struct bidi *b, size_t n)
{
	if (n <= b->cap)
		return;
	b->class = xreallocarray(b->class, n, sizeof *b->class);
	b->match = xreallocarray(b->match, n, sizeof *b->match);
	b->isolate_dir = xreallocarray(b->isolate_dir, n, sizeof *b->isolate_dir);
	b->next = xreallocarray(b->next, n, sizeof *b->next);
	b->stack = xreallocarray(b->stack, n + 1, sizeof *b->stack);
	b->sequences = xreallocarray(b->sequences, n + 1, sizeof *b->sequences);
	b->types = xreallocarray(b->types, n + 2, sizeof *b->types);
	b->brackets = xreallocarray(b->brackets, n + 2, sizeof *b->brackets);
	b->levels = xreallocarray(b->levels, n + 2, sizeof *b->levels);
	b->cap = n;
}

/*
 * Pair isolate initiators with their PDIs (BD9) and find the first strong
 * direction directly inside each: a strong character belongs to the innermost
 * initiator that is open, and to the paragraph when none is. Returns that of
 * the paragraph (P2), DIR_AUTO for none.
 */
static enum dir pair_isolates(struct bidi *b, const uint32_t *props, size_t n)
{
	enum dir base = DIR_AUTO;
	size_t depth = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned bit = BIT(prop_bidi(props[i]));
		if (bit & INITIATOR) {
			b->match[i] = NONE;
			b->isolate_dir[i] = DIR_AUTO;
			b->stack[depth++] = (int32_t)i;
		} else if (bit & ISOLATE) {
			if (depth > 0)
				b->match[b->stack[--depth]] = (int32_t)i;
		} else if (bit & STRONG) {
			enum dir strong = bit & STRONG_R ? DIR_RTL : DIR_LTR;
			if (depth == 0)
				base = base == DIR_AUTO ? strong : base;
			else if (b->isolate_dir[b->stack[depth - 1]] == DIR_AUTO)
				b->isolate_dir[b->stack[depth - 1]] = (uint8_t)strong;
		}
	}
	return base;
}

/* The directional status stack of X1 and the counters beside it. */
struct status {
	uint8_t level, override; /* override: a class, or U_OTHER_NEUTRAL for none */
	bool isolate;
};

struct explicit {
	struct status stack[MAX_DEPTH + 2];
	size_t depth; /* index of the last entry */
	size_t overflow_isolates, overflow_embeddings, valid_isolates;
};

static bool push(struct explicit *x, enum dir dir, uint8_t override, bool isolate)
{
	unsigned level = x->stack[x->depth].level;
	level += (level & 1) == (unsigned)dir ? 2 : 1;
	if (level > MAX_DEPTH || x->overflow_isolates > 0 || x->overflow_embeddings > 0)
		return false;
	x->stack[++x->depth] = (struct status){(uint8_t)level, override, isolate};
	return true;
}

/* X2 to X5. */
static void embed(struct explicit *x, unsigned class)
{
	bool rtl = class == U_RIGHT_TO_LEFT_EMBEDDING || class == U_RIGHT_TO_LEFT_OVERRIDE;
	uint8_t override = U_OTHER_NEUTRAL;
	if (class == U_LEFT_TO_RIGHT_OVERRIDE)
		override = U_LEFT_TO_RIGHT;
	else if (class == U_RIGHT_TO_LEFT_OVERRIDE)
		override = U_RIGHT_TO_LEFT;
	if (!push(x, rtl ? DIR_RTL : DIR_LTR, override, false) && x->overflow_isolates == 0)
		x->overflow_embeddings++;
}

/* X7. */
static void pop_embedding(struct explicit *x)
{
	if (x->overflow_isolates > 0)
		return;
	if (x->overflow_embeddings > 0)
		x->overflow_embeddings--;
	else if (!x->stack[x->depth].isolate && x->depth > 0)
		x->depth--;
}

/* X5a to X5c. False when the isolate overflows. */
static bool open_isolate(struct explicit *x, unsigned class, uint8_t first_strong)
{
	bool rtl = class == U_RIGHT_TO_LEFT_ISOLATE
	           || (class == U_FIRST_STRONG_ISOLATE && first_strong == DIR_RTL);
	if (push(x, rtl ? DIR_RTL : DIR_LTR, U_OTHER_NEUTRAL, true)) {
		x->valid_isolates++;
		return true;
	}
	x->overflow_isolates++;
	return false;
}

/* X6a. False when the PDI closes nothing that was pushed. */
static bool close_isolate(struct explicit *x)
{
	if (x->overflow_isolates > 0) {
		x->overflow_isolates--;
		return false;
	}
	if (x->valid_isolates == 0)
		return false;
	x->overflow_embeddings = 0;
	while (!x->stack[x->depth].isolate)
		x->depth--;
	x->depth--;
	x->valid_isolates--;
	return true;
}

/* Builds the isolating run sequences while the explicit levels are found. */
struct chain {
	int32_t current;  /* the open sequence, or NONE at the start */
	uint8_t level;    /* of the last character that X9 leaves */
	size_t open;      /* sequences that wait for their PDI, on bidi.stack */
};

/* Append character i to its sequence: the current one if the level run goes on, else a new one. */
static void chain_add(struct bidi *b, struct chain *chain, size_t i, uint8_t level)
{
	assert(b->sequences != NULL && b->next != NULL);
	struct sequence *s = chain->current != NONE ? &b->sequences[chain->current] : NULL;
	b->next[i] = NONE;
	if (s == NULL || s->level != level) {
		chain->current = (int32_t)b->n_sequences++;
		b->sequences[chain->current] = (struct sequence){
			.first = (int32_t)i, .last = (int32_t)i, .level = level, .level_before = chain->level};
	} else {
		b->next[s->last] = (int32_t)i;
		s->last = (int32_t)i;
	}
	chain->level = level;
}

/* The class that the W and N rules see: a directional override wins, isolate controls are neutral. */
static uint8_t class_under(const struct status *status, unsigned class)
{
	if (status->override != U_OTHER_NEUTRAL)
		return status->override;
	return BIT(class) & ISOLATE ? U_OTHER_NEUTRAL : (uint8_t)class;
}

static void add_isolate_control(struct bidi *b, struct explicit *x, struct chain *chain, size_t i,
                                unsigned class, uint8_t *levels)
{
	bool closes = class == U_POP_DIRECTIONAL_ISOLATE;
	if (closes && close_isolate(x))
		chain->current = b->stack[--chain->open];
	const struct status *status = &x->stack[x->depth];
	levels[i] = status->level;
	b->class[i] = class_under(status, class);
	chain_add(b, chain, i, status->level);
	if (closes || !open_isolate(x, class, b->isolate_dir[i]))
		return;
	/* What follows at a deeper level cannot join this sequence; its PDI will take it up again. */
	b->stack[chain->open++] = chain->current;
	chain->current = NONE;
}

/* X1 to X10: explicit levels, classes under overrides, sequences. */
static void resolve_explicit(struct bidi *b, const uint32_t *props, size_t n, enum dir base,
                             uint8_t *levels)
{
	struct explicit x = {.stack = {{(uint8_t)base, U_OTHER_NEUTRAL, false}}};
	struct chain chain = {NONE, (uint8_t)base, 0};
	b->n_sequences = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned class = prop_bidi(props[i]);
		if (BIT(class) & REMOVED) {
			levels[i] = chain.level;
			b->class[i] = U_BOUNDARY_NEUTRAL;
			if (class == U_POP_DIRECTIONAL_FORMAT)
				pop_embedding(&x);
			else if (class != U_BOUNDARY_NEUTRAL)
				embed(&x, class);
		} else if (BIT(class) & ISOLATE) {
			add_isolate_control(b, &x, &chain, i, class, levels);
		} else {
			const struct status *status = &x.stack[x.depth];
			bool separator = class == U_BLOCK_SEPARATOR;
			levels[i] = separator ? (uint8_t)base : status->level;
			b->class[i] = separator ? (uint8_t)class : class_under(status, class);
			chain_add(b, &chain, i, levels[i]);
		}
	}
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
 * goes wrong on marks behind neutrals and brackets. A mark behind a bracket is
 * ON for it, too: where N0 gives the bracket a direction it gives it to the
 * mark, and where not, both are neutrals side by side. So a mark that is ON
 * has the level of what it stands on in any case.
 */
static void resolve_sequence(struct bidi *b, const struct sequence *s, const uint32_t *cp,
                             const uint32_t *props, uint8_t *levels)
{
	unsigned sos = s->level > s->level_before ? s->level : s->level_before;
	unsigned eos = s->level > s->level_after ? s->level : s->level_after;
	size_t k = 0;
	b->types[k] = sos & 1 ? FRIBIDI_TYPE_RTL : FRIBIDI_TYPE_LTR;
	b->brackets[k++] = FRIBIDI_NO_BRACKET;
	for (int32_t i = s->first; i != NONE; i = b->next[i], k++) {
		bool neutral = b->class[i] == U_OTHER_NEUTRAL;
		b->brackets[k] = neutral ? bracket_of(cp[i], props[i]) : FRIBIDI_NO_BRACKET;
		bool mark = b->class[i] == U_DIR_NON_SPACING_MARK;
		b->types[k] = mark ? b->types[k - 1] : fribidi_types[b->class[i]];
	}
	b->types[k] = eos & 1 ? FRIBIDI_TYPE_RTL : FRIBIDI_TYPE_LTR;
	b->brackets[k++] = FRIBIDI_NO_BRACKET;

	FriBidiParType base = s->level & 1 ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	if (fribidi_get_par_embedding_levels_ex(b->types, b->brackets, (FriBidiStrIndex)k, &base, b->levels) == 0)
		return; /* out of memory: the explicit levels stay */
	k = 1;
	for (int32_t i = s->first; i != NONE; i = b->next[i], k++) {
		if (b->class[i] == U_DIR_NON_SPACING_MARK && b->types[k] == FRIBIDI_TYPE_ON)
			b->levels[k] = b->levels[k - 1];
		levels[i] = (uint8_t)(s->level - (s->level & 1) + b->levels[k]);
	}
}

/* X10: the level that eos is taken from, of all sequences while the levels are still explicit. */
static void find_levels_after(struct bidi *b, const uint32_t *props, size_t n, enum dir base,
                              const uint8_t *explicit_levels)
{
	for (size_t k = 0; k < b->n_sequences; k++) {
		struct sequence *s = &b->sequences[k];
		size_t i = (size_t)s->last;
		s->level_after = (uint8_t)base;
		if (BIT(prop_bidi(props[i])) & INITIATOR && b->match[i] == NONE)
			continue;
		do
			i++;
		while (i < n && b->class[i] == U_BOUNDARY_NEUTRAL);
		if (i < n)
			s->level_after = explicit_levels[i];
	}
}

static void resolve_general(struct bidi *b, const uint32_t *cp, const uint32_t *props, size_t n,
                            enum dir base, uint8_t *levels)
{
	resolve_explicit(b, props, n, base, levels);
	find_levels_after(b, props, n, base, levels);
	for (size_t k = 0; k < b->n_sequences; k++)
		resolve_sequence(b, &b->sequences[k], cp, props, levels);
	for (size_t i = 0; i < n; i++) {
		if (b->class[i] == U_BOUNDARY_NEUTRAL)
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
		set |= BIT(prop_bidi(props[i]));
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
		unsigned bit = BIT(prop_bidi(props[i]));
		if (bit & STRONG)
			return bit & STRONG_R ? DIR_RTL : DIR_LTR;
	}
	return DIR_AUTO;
}

enum dir bidi_resolve(struct bidi *bidi, const uint32_t *cp, const uint32_t *props, size_t n,
                      uint32_t classes, enum dir dir, enum dir before, uint8_t *levels)
{
	const unsigned explicit = (REMOVED & ~BIT(U_BOUNDARY_NEUTRAL)) | ISOLATE | BIT(U_BLOCK_SEPARATOR);
	enum dir strong;
	reserve(bidi, n);
	strong = classes & ISOLATE ? pair_isolates(bidi, props, n) : first_strong(props, n);
	if (dir == DIR_AUTO)
		dir = strong != DIR_AUTO ? strong : before;
	if (dir == DIR_AUTO)
		dir = DIR_LTR;
	if (n == 0)
		return dir;

	if (dir == DIR_LTR && !(classes & (explicit | STRONG_R | BIT(U_ARABIC_NUMBER))))
		memset(levels, 0, n);
	else if (dir == DIR_RTL && !(classes & (explicit | BIT(U_LEFT_TO_RIGHT) | NUMBER)))
		memset(levels, 1, n);
	else if (dir == DIR_RTL && !(classes & (explicit | BIT(U_LEFT_TO_RIGHT))))
		resolve_plain_rtl(props, n, levels);
	else
		resolve_general(bidi, cp, props, n, dir, levels);
	return dir;
}

void bidi_line_levels(const uint32_t *props, uint32_t classes, const uint8_t *levels, enum dir dir,
                      size_t start, size_t end, uint8_t *out)
{
	const unsigned separators = BIT(U_SEGMENT_SEPARATOR) | BIT(U_BLOCK_SEPARATOR);
	const unsigned blank = BIT(U_WHITE_SPACE_NEUTRAL) | ISOLATE | REMOVED;
	bool reset = true;
	memcpy(out, levels + start, end - start);
	for (size_t i = end; i-- > start;) {
		unsigned bit = BIT(prop_bidi(props[i]));
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
