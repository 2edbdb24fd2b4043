#include "config.h"

#include "words/machine.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_SYMBOLS = 0x1000, FIRST_EDGES = 1024 };

/* An edge of the tree: from a state by a symbol to another. Symbol 0: no edge. */
struct edge {
	uint32_t from, symbol, to;
};

struct state {
	uint32_t parent, symbol; /* how one came here in the tree */
	uint32_t depth;
	uint32_t fail;  /* the longest other state that this one ends with */
	int32_t ending; /* the first pattern that ends here, in the tree or by failing */
};

struct ending {
	uint32_t number, length;
	int32_t next;
};

struct machine {
	struct state *states;
	size_t n_states, cap_states;
	struct ending *endings;
	size_t n_endings, cap_endings;
	struct edge *edges; /* open addressing */
	size_t n_edges, n_slots;
	uint32_t *near; /* where the symbols below NEAR_SYMBOLS lead to from the start */
	bool sealed;
};

static uint32_t add_state(struct machine *m, uint32_t parent, uint32_t symbol)
{
	m->states = xgrow(m->states, m->n_states, &m->cap_states, sizeof *m->states);
	uint32_t depth = m->n_states > 0 ? m->states[parent].depth + 1 : 0;
	m->states[m->n_states] = (struct state){parent, symbol, depth, MACHINE_START, MACHINE_NONE};
	return (uint32_t)m->n_states++;
}

struct machine *machine_new(void)
{
	struct machine *m = xcalloc(1, sizeof *m);
	m->n_slots = FIRST_EDGES;
	m->edges = xcalloc(m->n_slots, sizeof *m->edges);
	m->near = xcalloc(NEAR_SYMBOLS, sizeof *m->near);
	add_state(m, MACHINE_START, 0);
	return m;
}

void machine_free(struct machine *m)
{
	if (m == NULL)
		return;
	free(m->states);
	free(m->endings);
	free(m->edges);
	free(m->near);
	free(m);
}

/* The slot of an edge, or the free one where it would be. */
static struct edge *find_edge(const struct machine *m, uint32_t from, uint32_t symbol)
{
	uint64_t hash = ((uint64_t)from << 32 | symbol) * 0x9E3779B97F4A7C15U;
	size_t mask = m->n_slots - 1, i = (size_t)(hash >> 32) & mask;
	while (m->edges[i].symbol != 0 && (m->edges[i].symbol != symbol || m->edges[i].from != from))
		i = (i + 1) & mask;
	return &m->edges[i];
}

static void grow_edges(struct machine *m)
{
	struct edge *old = m->edges;
	size_t n_old = m->n_slots;
	m->n_slots *= 2;
	m->edges = xcalloc(m->n_slots, sizeof *m->edges);
	for (size_t i = 0; i < n_old; i++)
		if (old[i].symbol != 0)
			*find_edge(m, old[i].from, old[i].symbol) = old[i];
	free(old);
}

static uint32_t grow_branch(struct machine *m, uint32_t state, uint32_t symbol)
{
	struct edge *edge = find_edge(m, state, symbol);
	if (edge->symbol != 0)
		return edge->to;
	if (++m->n_edges * 2 > m->n_slots) {
		grow_edges(m);
		edge = find_edge(m, state, symbol);
	}
	uint32_t to = add_state(m, state, symbol);
	*edge = (struct edge){state, symbol, to};
	if (state == MACHINE_START && symbol < NEAR_SYMBOLS)
		m->near[symbol] = to;
	return to;
}

void machine_add(struct machine *m, const uint32_t *symbols, size_t n, uint32_t number)
{
	uint32_t state = MACHINE_START;
	assert(!m->sealed && n > 0);
	for (size_t i = 0; i < n; i++)
		state = grow_branch(m, state, symbols[i]);
	m->endings = xgrow(m->endings, m->n_endings, &m->cap_endings, sizeof *m->endings);
	m->endings[m->n_endings] = (struct ending){number, (uint32_t)n, m->states[state].ending};
	m->states[state].ending = (int32_t)m->n_endings++;
}

/* The endings of a state go on with those of the state that it fails to. */
static void chain_endings(struct machine *m, struct state *state)
{
	int32_t *last = &state->ending;
	while (*last != MACHINE_NONE)
		last = &m->endings[*last].next;
	*last = m->states[state->fail].ending;
}

/* The states in the order of their depth; the caller frees. */
static uint32_t *by_depth(const struct machine *m)
{
	uint32_t deepest = 0, *order = xreallocarray(NULL, m->n_states, sizeof *order);
	for (size_t i = 0; i < m->n_states; i++)
		deepest = m->states[i].depth > deepest ? m->states[i].depth : deepest;
	size_t *start = xcalloc((size_t)deepest + 2, sizeof *start);
	for (size_t i = 0; i < m->n_states; i++)
		start[m->states[i].depth + 1]++;
	for (size_t d = 0; d < deepest; d++)
		start[d + 1] += start[d];
	for (size_t i = 0; i < m->n_states; i++)
		order[start[m->states[i].depth]++] = (uint32_t)i;
	free(start);
	return order;
}

void machine_seal(struct machine *m)
{
	uint32_t *order = by_depth(m);
	m->sealed = true;
	for (size_t i = 1; i < m->n_states; i++) {
		struct state *state = &m->states[order[i]];
		if (state->depth > 1)
			state->fail = machine_step(m, m->states[state->parent].fail, state->symbol);
		chain_endings(m, state);
	}
	free(order);
}

uint32_t machine_step(const struct machine *m, uint32_t state, uint32_t symbol)
{
	for (; state != MACHINE_START; state = m->states[state].fail) {
		const struct edge *edge = find_edge(m, state, symbol);
		if (edge->symbol != 0)
			return edge->to;
	}
	if (symbol < NEAR_SYMBOLS)
		return m->near[symbol];
	const struct edge *edge = find_edge(m, MACHINE_START, symbol);
	return edge->symbol != 0 ? edge->to : MACHINE_START;
}

int32_t machine_first(const struct machine *m, uint32_t state)
{
	return m->states[state].ending;
}

int32_t machine_next(const struct machine *m, int32_t ending)
{
	return m->endings[ending].next;
}

uint32_t machine_number(const struct machine *m, int32_t ending)
{
	return m->endings[ending].number;
}

size_t machine_length(const struct machine *m, int32_t ending)
{
	return m->endings[ending].length;
}
