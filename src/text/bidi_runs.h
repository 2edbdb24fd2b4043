/*
 * bidi_runs.h: the explicit part of UAX #9 (X1 to X10): isolates, embedding
 * levels, and the isolating run sequences that the other rules work on.
 *
 * Private to bidi.c. Everything is linear in the paragraph's length.
 */
#ifndef JARIDA_TEXT_BIDI_RUNS_H
#define JARIDA_TEXT_BIDI_RUNS_H

#include "text/dir.h"

#include <stddef.h>
#include <stdint.h>
#include <unicode/uchar.h>

/* Sets of bidi classes (UCharDirection). */
#define BIDI_BIT(class) (1U << (class))
#define BIDI_REMOVED /* by X9 */                                                              \
	(BIDI_BIT(U_LEFT_TO_RIGHT_EMBEDDING) | BIDI_BIT(U_LEFT_TO_RIGHT_OVERRIDE)             \
	 | BIDI_BIT(U_RIGHT_TO_LEFT_EMBEDDING) | BIDI_BIT(U_RIGHT_TO_LEFT_OVERRIDE)           \
	 | BIDI_BIT(U_POP_DIRECTIONAL_FORMAT) | BIDI_BIT(U_BOUNDARY_NEUTRAL))
#define BIDI_INITIATOR                                                                        \
	(BIDI_BIT(U_LEFT_TO_RIGHT_ISOLATE) | BIDI_BIT(U_RIGHT_TO_LEFT_ISOLATE)                \
	 | BIDI_BIT(U_FIRST_STRONG_ISOLATE))
#define BIDI_ISOLATE (BIDI_INITIATOR | BIDI_BIT(U_POP_DIRECTIONAL_ISOLATE))
#define BIDI_STRONG_R (BIDI_BIT(U_RIGHT_TO_LEFT) | BIDI_BIT(U_RIGHT_TO_LEFT_ARABIC))
#define BIDI_STRONG (BIDI_BIT(U_LEFT_TO_RIGHT) | BIDI_STRONG_R)

enum { BIDI_NONE = -1 };

/* One isolating run sequence (BD13): its characters are chained by bidi_runs.next. */
struct bidi_sequence {
	int32_t first, last;
	uint8_t level;
	uint8_t level_before, level_after; /* what sos and eos are taken from */
};

struct bidi_runs {
	size_t cap;
	uint8_t *class;       /* after X1 to X8: overridden, or the character's own */
	int32_t *match;       /* of an isolate initiator: its PDI, or BIDI_NONE */
	uint8_t *isolate_dir; /* first strong direction inside an initiator, DIR_AUTO for none */
	int32_t *next;        /* in the same sequence, or BIDI_NONE */
	int32_t *stack;       /* open initiators, then open sequences */
	struct bidi_sequence *sequences;
	size_t n_sequences;
};

void bidi_runs_reserve(struct bidi_runs *runs, size_t n); /* room for n code points; comes first */
void bidi_runs_done(struct bidi_runs *runs);

/*
 * Pair isolate initiators with their PDIs (BD9) and find the first strong
 * direction directly inside each: a strong character belongs to the innermost
 * initiator that is open, and to the paragraph when none is. Returns that of
 * the paragraph (P2), DIR_AUTO for none.
 */
enum dir bidi_pair_isolates(struct bidi_runs *runs, const uint32_t *props, size_t n);

/*
 * X1 to X10: explicit levels, classes under overrides, sequences. The isolates
 * are paired, if there are any.
 */
void bidi_find_runs(struct bidi_runs *runs, const uint32_t *props, size_t n, enum dir base, uint8_t *levels);

#endif
