/*
 * bidi.h: UAX #9 rule by rule, to hold the text engine against.
 *
 * Written from the standard's text (Unicode 15.0) and from nothing else: each
 * function bears the name of its rule, X9 marks characters instead of removing
 * them, and nothing is clever. It knows one paragraph at a time (P1 is the
 * caller's) and shares no code with src/text; only character properties come
 * from ICU. Its own warrant are Unicode's BidiTest.txt and
 * BidiCharacterTest.txt: test-reference passes all cases of both.
 */
#ifndef JARIDA_TESTS_REFERENCE_BIDI_H
#define JARIDA_TESTS_REFERENCE_BIDI_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bidi_class {
	BC_L, BC_R, BC_AL,
	BC_EN, BC_ES, BC_ET, BC_AN, BC_CS, BC_NSM, BC_BN,
	BC_B, BC_S, BC_WS, BC_ON,
	BC_LRE, BC_LRO, BC_RLE, BC_RLO, BC_PDF,
	BC_LRI, BC_RLI, BC_FSI, BC_PDI,
	N_BIDI_CLASSES
};

enum { REF_LTR = 0, REF_RTL = 1, REF_AUTO = 2 };

#define REF_REMOVED 0xFF /* the level of a character that X9 removes */

/* A level run (BD7): a range of kept[]; the run that goes on after its isolate, or NO_RUN. */
struct ref_run {
	size_t start, end;
	bool starts_sequence;
};

/* Arrays are indexed by character, in logical order, unless said otherwise. */
struct ref_bidi {
	size_t n, cap;
	int base;           /* the paragraph embedding level */
	uint32_t *cp;       /* 0 when only classes were given */
	uint8_t *original;  /* Bidi_Class of the character */
	uint8_t *type;      /* what the rules have made of it so far */
	uint8_t *before_w1; /* the type as X6 left it */
	uint8_t *bracket;   /* 'o', 'c' or 0 */
	uint32_t *identity; /* what a bracket pairs by: its opening form, canonical equivalents made one */
	uint8_t *level;     /* the answer; REF_REMOVED where X9 removes */
	uint8_t *line_level; /* the same after L1, for the last ref_line() */
	size_t *match;      /* BD9: matching PDI of an initiator and the reverse, or REF_NO_MATCH */
	size_t *kept;       /* what X9 left, n_kept indices */
	size_t n_kept;
	size_t *run_of;
	struct ref_run *runs;
	size_t n_runs;
	size_t *seq;        /* the isolating run sequence at work, n_seq indices */
	size_t n_seq;
	size_t *closing_at; /* BD16: by position in seq, the position of the bracket that closes it */
	size_t *order;      /* of the last ref_line(): characters from left to right, n_order of them */
	size_t n_order;
};

#define REF_NO_MATCH ((size_t)-1)

void ref_init(struct ref_bidi *ref);
void ref_done(struct ref_bidi *ref);

/*
 * Resolve a paragraph. base is REF_LTR, REF_RTL, or REF_AUTO: by P2 and P3,
 * and `fallback` (REF_LTR or REF_RTL) where there is no strong character.
 */
void ref_load_cp(struct ref_bidi *ref, const uint32_t *cp, size_t n, int base, int fallback);
void ref_load_classes(struct ref_bidi *ref, const uint8_t *classes, size_t n, int base);

/* L1 and L2 for the line [start, end): fills line_level[] (by character) and order[]. */
void ref_line(struct ref_bidi *ref, size_t start, size_t end);

/*
 * Append the line that ref_line() ordered as UTF-8 in visual order: mirrored
 * (L4), marks behind their base (L3), then what has no picture left out.
 */
void ref_print(struct ref_bidi *ref, struct buf *out);

void ref_reverse(size_t *items, size_t n);
uint8_t ref_class_of(uint32_t cp);
const char *ref_class_name(unsigned class); /* "AL"; NULL past the last */
bool ref_is_mark(uint32_t cp);              /* combines with the base before it */
bool ref_is_invisible(uint32_t cp);         /* has no picture: left out of visual text */

#endif
