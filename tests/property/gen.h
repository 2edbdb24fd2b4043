/*
 * gen.h: random texts from a seed.
 *
 * Every text has a number; text i of a seed is always the same, whatever was
 * drawn before it. Environment: JARIDA_SEED (default 1) other texts,
 * JARIDA_RUNS how many of them, JARIDA_FIRST the number of the first: a
 * failure's note says what to set to see it again.
 */
#ifndef JARIDA_TESTS_PROPERTY_GEN_H
#define JARIDA_TESTS_PROPERTY_GEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GEN_MAX_CP = 4096 };

/* What a text is made of. */
enum gen_kind {
	GEN_CLASSES,    /* all bidi classes alike */
	GEN_FEW,        /* three to six symbols of any class, over and over */
	GEN_NEWS,       /* words, numbers, quotes and brackets of real scripts */
	GEN_ISOLATES,   /* isolates side by side and nested, little between */
	GEN_EMBEDDINGS, /* embeddings and overrides, with isolates among them */
	GEN_BRACKETS,   /* brackets of all kinds, marks behind anything */
	GEN_NUMBERS,    /* digits, separators, terminators, and what is removed */
	GEN_DEEP,       /* more initiators than there are levels */
	GEN_RUNS,       /* long runs of the same */
	GEN_ANY,        /* any code point but surrogates and line ends */
	GEN_PLAIN_RTL,  /* what a fast path takes: Arabic letters, digits, neutrals */
	GEN_PLAIN_LTR,
	N_GEN_KINDS
};

struct gen {
	uint64_t state;
	uint64_t number;
	enum gen_kind kind;
	uint32_t cp[GEN_MAX_CP];
	size_t n;
};

uint64_t gen_seed(void);
uint64_t gen_first(void);
uint64_t gen_runs(uint64_t by_default);

void gen_note(const char *what); /* the seed, as a TAP note */

void gen_start(struct gen *gen, uint64_t number); /* the dice of that number */
uint32_t gen_below(struct gen *gen, uint32_t n);  /* 0 ≤ … < n */
bool gen_one_in(struct gen *gen, uint32_t n);

void gen_text(struct gen *gen);                              /* of a random kind and length */
void gen_text_of(struct gen *gen, enum gen_kind kind, size_t n); /* at most GEN_MAX_CP */
size_t gen_length(struct gen *gen);

/* Leave out of the text what it can do without and still fail; ends with a failing call of fails(). */
void gen_shrink(struct gen *gen, bool (*fails)(void));

/* Whether the number of failures still calls for a note; writes the note of this text then. */
bool gen_failed(const struct gen *gen, unsigned long *n_failed, const char *what);

#endif
