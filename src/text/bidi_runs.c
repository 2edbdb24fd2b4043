#include "config.h"

#include "text/bidi_runs.h"

#include "base/mem.h"
#include "text/prop.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MAX_DEPTH = 125 }; /* BD2 */

void bidi_runs_reserve(struct bidi_runs *runs, size_t n)
{
	if (n <= runs->cap)
		return;
	runs->class = xreallocarray(runs->class, n, sizeof *runs->class);
	runs->match = xreallocarray(runs->match, n, sizeof *runs->match);
	runs->isolate_dir = xreallocarray(runs->isolate_dir, n, sizeof *runs->isolate_dir);
	runs->next = xreallocarray(runs->next, n, sizeof *runs->next);
	runs->stack = xreallocarray(runs->stack, n + 1, sizeof *runs->stack);
	runs->sequences = xreallocarray(runs->sequences, n + 1, sizeof *runs->sequences);
	runs->cap = n;
}

void bidi_runs_done(struct bidi_runs *runs)
{
	free(runs->class);
	free(runs->match);
	free(runs->isolate_dir);
	free(runs->next);
	free(runs->stack);
	free(runs->sequences);
}

enum dir bidi_pair_isolates(struct bidi_runs *runs, const uint32_t *props, size_t n)
{
	enum dir base = DIR_AUTO;
	size_t depth = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned bit = BIDI_BIT(prop_bidi(props[i]));
		if (bit & BIDI_INITIATOR) {
			runs->match[i] = BIDI_NONE;
			runs->isolate_dir[i] = DIR_AUTO;
			runs->stack[depth++] = (int32_t)i;
		} else if (bit & BIDI_ISOLATE) {
			if (depth > 0)
				runs->match[runs->stack[--depth]] = (int32_t)i;
		} else if (bit & BIDI_STRONG) {
			enum dir strong = bit & BIDI_STRONG_R ? DIR_RTL : DIR_LTR;
			if (depth == 0)
				base = base == DIR_AUTO ? strong : base;
			else if (runs->isolate_dir[runs->stack[depth - 1]] == DIR_AUTO)
				runs->isolate_dir[runs->stack[depth - 1]] = (uint8_t)strong;
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
	int32_t current;  /* the open sequence, or BIDI_NONE at the start */
	uint8_t level;    /* of the last character that X9 leaves */
	size_t open;      /* sequences that wait for their PDI, on bidi_runs.stack */
};

/* Append character i to its sequence: the current one if the level run goes on, else a new one. */
static void chain_add(struct bidi_runs *runs, struct chain *chain, size_t i, uint8_t level)
{
	assert(runs->sequences != NULL && runs->next != NULL);
	struct bidi_sequence *s = chain->current != BIDI_NONE ? &runs->sequences[chain->current] : NULL;
	runs->next[i] = BIDI_NONE;
	if (s == NULL || s->level != level) {
		chain->current = (int32_t)runs->n_sequences++;
		runs->sequences[chain->current] = (struct bidi_sequence){
			.first = (int32_t)i, .last = (int32_t)i, .level = level, .level_before = chain->level};
	} else {
		runs->next[s->last] = (int32_t)i;
		s->last = (int32_t)i;
	}
	chain->level = level;
}

/* The class that the W and N rules see: a directional override wins, isolate controls are neutral. */
static uint8_t class_under(const struct status *status, unsigned class)
{
	if (status->override != U_OTHER_NEUTRAL)
		return status->override;
	return BIDI_BIT(class) & BIDI_ISOLATE ? U_OTHER_NEUTRAL : (uint8_t)class;
}

static void add_isolate_control(struct bidi_runs *runs, struct explicit *x, struct chain *chain, size_t i,
                                unsigned class, uint8_t *levels)
{
	bool closes = class == U_POP_DIRECTIONAL_ISOLATE;
	if (closes && close_isolate(x))
		chain->current = runs->stack[--chain->open];
	const struct status *status = &x->stack[x->depth];
	levels[i] = status->level;
	runs->class[i] = class_under(status, class);
	chain_add(runs, chain, i, status->level);
	if (closes || !open_isolate(x, class, runs->isolate_dir[i]))
		return;
	/* What follows at a deeper level cannot join this sequence; its PDI will take it up again. */
	runs->stack[chain->open++] = chain->current;
	chain->current = BIDI_NONE;
}

/* X1 to X9: explicit levels, classes under overrides, sequences. */
static void find_explicit(struct bidi_runs *runs, const uint32_t *props, size_t n, enum dir base,
                          uint8_t *levels)
{
	struct explicit x = {.stack = {{(uint8_t)base, U_OTHER_NEUTRAL, false}}};
	struct chain chain = {BIDI_NONE, (uint8_t)base, 0};
	runs->n_sequences = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned class = prop_bidi(props[i]);
		if (BIDI_BIT(class) & BIDI_REMOVED) {
			levels[i] = chain.level;
			runs->class[i] = U_BOUNDARY_NEUTRAL;
			if (class == U_POP_DIRECTIONAL_FORMAT)
				pop_embedding(&x);
			else if (class != U_BOUNDARY_NEUTRAL)
				embed(&x, class);
		} else if (BIDI_BIT(class) & BIDI_ISOLATE) {
			add_isolate_control(runs, &x, &chain, i, class, levels);
		} else {
			const struct status *status = &x.stack[x.depth];
			bool separator = class == U_BLOCK_SEPARATOR;
			levels[i] = separator ? (uint8_t)base : status->level;
			runs->class[i] = separator ? (uint8_t)class : class_under(status, class);
			chain_add(runs, &chain, i, levels[i]);
		}
	}
}

/* X10: the level that eos is taken from, of all sequences while the levels are still explicit. */
static void find_levels_after(struct bidi_runs *runs, const uint32_t *props, size_t n, enum dir base,
                              const uint8_t *explicit_levels)
{
	for (size_t k = 0; k < runs->n_sequences; k++) {
		struct bidi_sequence *s = &runs->sequences[k];
		size_t i = (size_t)s->last;
		s->level_after = (uint8_t)base;
		if (BIDI_BIT(prop_bidi(props[i])) & BIDI_INITIATOR && runs->match[i] == BIDI_NONE)
			continue;
		do
			i++;
		while (i < n && runs->class[i] == U_BOUNDARY_NEUTRAL);
		if (i < n)
			s->level_after = explicit_levels[i];
	}
}

void bidi_find_runs(struct bidi_runs *runs, const uint32_t *props, size_t n, enum dir base, uint8_t *levels)
{
	find_explicit(runs, props, n, base, levels);
	find_levels_after(runs, props, n, base, levels);
}
