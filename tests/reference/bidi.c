#include "config.h"

#include "bidi.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum { MAX_DEPTH = 125, MAX_BRACKETS_OPEN = 63 };

struct status {
	uint8_t level;
	uint8_t override; /* BC_L, BC_R, or BC_ON for neutral */
	bool isolate;
};

/* The directional status stack and the three counters of X1. */
struct explicit {
	struct status stack[MAX_DEPTH + 2];
	size_t n;
	size_t overflow_isolates, overflow_embeddings, valid_isolates;
};

static bool is_initiator(unsigned c)
{
	return c == BC_LRI || c == BC_RLI || c == BC_FSI;
}

static bool is_isolate_formatting(unsigned c)
{
	return is_initiator(c) || c == BC_PDI;
}

static bool is_removed_by_x9(unsigned c)
{
	return c == BC_RLE || c == BC_LRE || c == BC_RLO || c == BC_LRO || c == BC_PDF || c == BC_BN;
}

/* NI of the neutral rules. */
static bool is_ni(unsigned c)
{
	return c == BC_B || c == BC_S || c == BC_WS || c == BC_ON || is_isolate_formatting(c);
}

/* The strong direction of a type as N0 to N2 see it (numbers are R), or BC_ON. */
static unsigned strong_of(unsigned c)
{
	if (c == BC_L)
		return BC_L;
	return c == BC_R || c == BC_EN || c == BC_AN ? BC_R : BC_ON;
}

static unsigned direction_of(unsigned level)
{
	return level % 2 == 1 ? BC_R : BC_L;
}

static void bd9_match_isolates(struct ref_bidi *ref)
{
	size_t *open = ref->kept; /* not in use yet */
	size_t n_open = 0;
	for (size_t i = 0; i < ref->n; i++) {
		ref->match[i] = REF_NO_MATCH;
		if (is_initiator(ref->original[i])) {
			open[n_open++] = i;
		} else if (ref->original[i] == BC_PDI && n_open > 0) {
			ref->match[i] = open[--n_open];
			ref->match[open[n_open]] = i;
		}
	}
}

/* The level that the first strong character of [start, end) gives, or fallback. */
static int p2_p3(const struct ref_bidi *ref, size_t start, size_t end, int fallback)
{
	for (size_t i = start; i < end; i++) {
		if (ref->original[i] == BC_L)
			return 0;
		if (ref->original[i] == BC_R || ref->original[i] == BC_AL)
			return 1;
		if (is_initiator(ref->original[i])) {
			if (ref->match[i] == REF_NO_MATCH)
				break;
			i = ref->match[i];
		}
	}
	return fallback;
}

static struct status *top(struct explicit *x)
{
	return &x->stack[x->n - 1];
}

static void x6_set(struct ref_bidi *ref, struct explicit *x, size_t i)
{
	ref->level[i] = top(x)->level;
	if (top(x)->override != BC_ON)
		ref->type[i] = top(x)->override;
}

static unsigned next_level(struct explicit *x, bool rtl)
{
	unsigned level = top(x)->level;
	return rtl ? (level + 1) | 1 : (level + 2) & ~1U;
}

static void push(struct explicit *x, unsigned level, unsigned override, bool isolate)
{
	x->stack[x->n++] = (struct status){(uint8_t)level, (uint8_t)override, isolate};
}

static void x2_x5_embedding(struct explicit *x, unsigned c)
{
	bool rtl = c == BC_RLE || c == BC_RLO;
	unsigned level = next_level(x, rtl);
	unsigned override = c == BC_RLO ? BC_R : c == BC_LRO ? BC_L : BC_ON;
	if (level <= MAX_DEPTH && x->overflow_isolates == 0 && x->overflow_embeddings == 0)
		push(x, level, override, false);
	else if (x->overflow_isolates == 0)
		x->overflow_embeddings++;
}

static void x5a_x5c_isolate(struct ref_bidi *ref, struct explicit *x, size_t i)
{
	bool rtl = ref->original[i] == BC_RLI;
	if (ref->original[i] == BC_FSI) {
		size_t end = ref->match[i] == REF_NO_MATCH ? ref->n : ref->match[i];
		rtl = p2_p3(ref, i + 1, end, 0) == 1;
	}
	x6_set(ref, x, i);
	unsigned level = next_level(x, rtl);
	if (level <= MAX_DEPTH && x->overflow_isolates == 0 && x->overflow_embeddings == 0) {
		x->valid_isolates++;
		push(x, level, BC_ON, true);
	} else {
		x->overflow_isolates++;
	}
}

static void x6a_pdi(struct ref_bidi *ref, struct explicit *x, size_t i)
{
	if (x->overflow_isolates > 0) {
		x->overflow_isolates--;
	} else if (x->valid_isolates > 0) {
		x->overflow_embeddings = 0;
		while (!top(x)->isolate)
			x->n--;
		x->n--;
		x->valid_isolates--;
	}
	x6_set(ref, x, i);
}

static void x7_pdf(struct explicit *x)
{
	if (x->overflow_isolates > 0)
		return;
	if (x->overflow_embeddings > 0)
		x->overflow_embeddings--;
	else if (!top(x)->isolate && x->n >= 2)
		x->n--;
}

static void x1_x8_explicit(struct ref_bidi *ref)
{
	struct explicit x = {.n = 0};
	push(&x, (unsigned)ref->base, BC_ON, false);
	for (size_t i = 0; i < ref->n; i++) {
		unsigned c = ref->original[i];
		if (c == BC_RLE || c == BC_LRE || c == BC_RLO || c == BC_LRO)
			x2_x5_embedding(&x, c);
		else if (is_initiator(c))
			x5a_x5c_isolate(ref, &x, i);
		else if (c == BC_PDI)
			x6a_pdi(ref, &x, i);
		else if (c == BC_PDF)
			x7_pdf(&x);
		else if (c == BC_B) /* X8 */
			ref->level[i] = (uint8_t)ref->base;
		else if (c != BC_BN)
			x6_set(ref, &x, i);
	}
}

static void x9_mark_removed(struct ref_bidi *ref)
{
	ref->n_kept = 0;
	for (size_t i = 0; i < ref->n; i++) {
		if (is_removed_by_x9(ref->original[i]))
			ref->level[i] = REF_REMOVED;
		else
			ref->kept[ref->n_kept++] = i;
	}
}

static void bd7_level_runs(struct ref_bidi *ref)
{
	ref->n_runs = 0;
	for (size_t k = 0; k < ref->n_kept; k++) {
		size_t i = ref->kept[k];
		if (k == 0 || ref->level[i] != ref->level[ref->kept[k - 1]]) {
			bool continues = ref->original[i] == BC_PDI && ref->match[i] != REF_NO_MATCH;
			ref->runs[ref->n_runs++] = (struct ref_run){k, k, !continues};
		}
		ref->runs[ref->n_runs - 1].end = k + 1;
		ref->run_of[i] = ref->n_runs - 1;
	}
}

/* The isolating run sequence that starts with run r, into seq[]; returns its last run. */
static size_t bd13_sequence(struct ref_bidi *ref, size_t r)
{
	ref->n_seq = 0;
	for (;;) {
		for (size_t k = ref->runs[r].start; k < ref->runs[r].end; k++)
			ref->seq[ref->n_seq++] = ref->kept[k];
		size_t last = ref->seq[ref->n_seq - 1];
		if (!is_initiator(ref->original[last]) || ref->match[last] == REF_NO_MATCH)
			return r;
		r = ref->run_of[ref->match[last]];
	}
}

/* The directions before (sos) and behind (eos) the sequence that runs from first to last. */
static void x10_boundaries(const struct ref_bidi *ref, size_t first, size_t last, unsigned *sos,
                           unsigned *eos)
{
	unsigned own = ref->level[ref->seq[0]];
	unsigned before = (unsigned)ref->base, behind = (unsigned)ref->base;
	if (ref->runs[first].start > 0)
		before = ref->level[ref->kept[ref->runs[first].start - 1]];
	bool open = is_initiator(ref->original[ref->seq[ref->n_seq - 1]]);
	if (!open && ref->runs[last].end < ref->n_kept)
		behind = ref->level[ref->kept[ref->runs[last].end]];
	*sos = direction_of(before > own ? before : own);
	*eos = direction_of(behind > own ? behind : own);
}

/* The type at position k of the sequence. */
static uint8_t *at(struct ref_bidi *ref, size_t k)
{
	return &ref->type[ref->seq[k]];
}

/* An initiator or PDI under an override is of the override's type, and so is what follows it. */
static void w1(struct ref_bidi *ref, unsigned sos)
{
	for (size_t k = 0; k < ref->n_seq; k++) {
		if (*at(ref, k) != BC_NSM)
			continue;
		if (k == 0)
			*at(ref, k) = (uint8_t)sos;
		else if (is_isolate_formatting(*at(ref, k - 1)))
			*at(ref, k) = BC_ON;
		else
			*at(ref, k) = *at(ref, k - 1);
	}
}

static void w2(struct ref_bidi *ref, unsigned sos)
{
	unsigned strong = sos;
	for (size_t k = 0; k < ref->n_seq; k++) {
		unsigned c = *at(ref, k);
		if (c == BC_L || c == BC_R || c == BC_AL)
			strong = c;
		else if (c == BC_EN && strong == BC_AL)
			*at(ref, k) = BC_AN;
	}
}

static void w3(struct ref_bidi *ref)
{
	for (size_t k = 0; k < ref->n_seq; k++) {
		if (*at(ref, k) == BC_AL)
			*at(ref, k) = BC_R;
	}
}

static void w4(struct ref_bidi *ref)
{
	for (size_t k = 1; k + 1 < ref->n_seq; k++) {
		unsigned c = *at(ref, k), prev = *at(ref, k - 1), next = *at(ref, k + 1);
		if (c == BC_ES && prev == BC_EN && next == BC_EN)
			*at(ref, k) = BC_EN;
		else if (c == BC_CS && prev == next && (prev == BC_EN || prev == BC_AN))
			*at(ref, k) = (uint8_t)prev;
	}
}

static void w5(struct ref_bidi *ref)
{
	for (size_t k = 0; k < ref->n_seq; k++) {
		if (*at(ref, k) != BC_ET)
			continue;
		size_t end = k;
		while (end < ref->n_seq && *at(ref, end) == BC_ET)
			end++;
		bool adjacent = (k > 0 && *at(ref, k - 1) == BC_EN) ||
		                (end < ref->n_seq && *at(ref, end) == BC_EN);
		for (; k < end; k++) {
			if (adjacent)
				*at(ref, k) = BC_EN;
		}
	}
}

static void w6(struct ref_bidi *ref)
{
	for (size_t k = 0; k < ref->n_seq; k++) {
		unsigned c = *at(ref, k);
		if (c == BC_ES || c == BC_ET || c == BC_CS)
			*at(ref, k) = BC_ON;
	}
}

static void w7(struct ref_bidi *ref, unsigned sos)
{
	unsigned strong = sos;
	for (size_t k = 0; k < ref->n_seq; k++) {
		unsigned c = *at(ref, k);
		if (c == BC_L || c == BC_R)
			strong = c;
		else if (c == BC_EN && strong == BC_L)
			*at(ref, k) = BC_L;
	}
}

/* Fills closing_at[]; by BD14 and BD15 a bracket only counts while its type is ON. */
static void bd16_pairs(struct ref_bidi *ref)
{
	struct { uint32_t identity; size_t at; } open[MAX_BRACKETS_OPEN];
	size_t n_open = 0;
	for (size_t k = 0; k < ref->n_seq; k++)
		ref->closing_at[k] = REF_NO_MATCH;
	for (size_t k = 0; k < ref->n_seq; k++) {
		size_t i = ref->seq[k];
		if (ref->type[i] != BC_ON)
			continue;
		if (ref->bracket[i] == 'o') {
			if (n_open == MAX_BRACKETS_OPEN)
				return; /* the remainder is not looked at; what is paired stays paired */
			open[n_open].identity = ref->identity[i];
			open[n_open++].at = k;
		} else if (ref->bracket[i] == 'c') {
			for (size_t o = n_open; o-- > 0;) {
				if (open[o].identity != ref->identity[i])
					continue;
				ref->closing_at[open[o].at] = k;
				n_open = o;
				break;
			}
		}
	}
}

/* The strong direction that the pair around (from, to) takes, or BC_ON for none. */
static unsigned n0_direction(struct ref_bidi *ref, size_t from, size_t to, unsigned sos)
{
	unsigned embedding = direction_of(ref->level[ref->seq[from]]);
	bool opposite = false;
	for (size_t k = from + 1; k < to; k++) {
		unsigned strong = strong_of(*at(ref, k));
		if (strong == embedding)
			return embedding; /* N0 b */
		opposite = opposite || strong != BC_ON;
	}
	if (!opposite)
		return BC_ON; /* N0 d */
	unsigned context = sos;
	for (size_t k = from; k-- > 0;) {
		if (strong_of(*at(ref, k)) != BC_ON) {
			context = strong_of(*at(ref, k));
			break;
		}
	}
	return context != embedding ? context : embedding; /* N0 c1, c2 */
}

/* A bracket takes a direction, and the marks that stood on it take it too. */
static void n0_set(struct ref_bidi *ref, size_t k, unsigned direction)
{
	*at(ref, k) = (uint8_t)direction;
	for (k++; k < ref->n_seq && ref->before_w1[ref->seq[k]] == BC_NSM; k++)
		*at(ref, k) = (uint8_t)direction;
}

static void n0(struct ref_bidi *ref, unsigned sos)
{
	bd16_pairs(ref);
	for (size_t k = 0; k < ref->n_seq; k++) {
		if (ref->closing_at[k] == REF_NO_MATCH)
			continue;
		unsigned direction = n0_direction(ref, k, ref->closing_at[k], sos);
		if (direction != BC_ON) {
			n0_set(ref, k, direction);
			n0_set(ref, ref->closing_at[k], direction);
		}
	}
}

static void n1_n2(struct ref_bidi *ref, unsigned sos, unsigned eos)
{
	unsigned embedding = direction_of(ref->level[ref->seq[0]]);
	for (size_t k = 0; k < ref->n_seq; k++) {
		if (!is_ni(*at(ref, k)))
			continue;
		size_t end = k;
		while (end < ref->n_seq && is_ni(*at(ref, end)))
			end++;
		unsigned before = k == 0 ? sos : strong_of(*at(ref, k - 1));
		unsigned behind = end == ref->n_seq ? eos : strong_of(*at(ref, end));
		for (; k < end; k++)
			*at(ref, k) = (uint8_t)(before == behind ? before : embedding);
	}
}

static void i1_i2(struct ref_bidi *ref)
{
	for (size_t k = 0; k < ref->n_kept; k++) {
		size_t i = ref->kept[k];
		unsigned c = ref->type[i], level = ref->level[i];
		if (ref->original[i] == BC_B)
			continue; /* X8 has said it all */
		if (level % 2 == 0 && c == BC_R)
			level += 1;
		else if (level % 2 == 0 && (c == BC_AN || c == BC_EN))
			level += 2;
		else if (level % 2 == 1 && (c == BC_L || c == BC_EN || c == BC_AN))
			level += 1;
		ref->level[i] = (uint8_t)level;
	}
}

static void x10_resolve_sequences(struct ref_bidi *ref)
{
	for (size_t r = 0; r < ref->n_runs; r++) {
		if (!ref->runs[r].starts_sequence)
			continue;
		unsigned sos, eos;
		size_t last = bd13_sequence(ref, r);
		x10_boundaries(ref, r, last, &sos, &eos);
		w1(ref, sos);
		w2(ref, sos);
		w3(ref);
		w4(ref);
		w5(ref);
		w6(ref);
		w7(ref, sos);
		n0(ref, sos);
		n1_n2(ref, sos, eos);
	}
	i1_i2(ref);
}

static void l1(struct ref_bidi *ref, size_t start, size_t end)
{
	bool reset = true; /* whether a separator or the end of the line comes next */
	for (size_t i = end; i-- > start;) {
		unsigned c = ref->original[i];
		ref->line_level[i] = ref->level[i];
		if (ref->level[i] == REF_REMOVED)
			continue;
		if (c == BC_S || c == BC_B)
			reset = true;
		else if (c != BC_WS && !is_isolate_formatting(c))
			reset = false;
		if (reset)
			ref->line_level[i] = (uint8_t)ref->base;
	}
}

void ref_reverse(size_t *items, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		size_t other = items[i];
		items[i] = items[n - 1 - i];
		items[n - 1 - i] = other;
	}
}

static void l2(struct ref_bidi *ref, size_t start, size_t end)
{
	unsigned highest = 0;
	ref->n_order = 0;
	for (size_t i = start; i < end; i++) {
		if (ref->line_level[i] == REF_REMOVED)
			continue;
		ref->order[ref->n_order++] = i;
		if (ref->line_level[i] > highest)
			highest = ref->line_level[i];
	}
	/* A sequence at `level` or higher stays together while higher ones turn, so it is found by place. */
	for (unsigned level = highest; level >= 1; level--) {
		for (size_t v = 0; v < ref->n_order; v++) {
			size_t from = v;
			while (v < ref->n_order && ref->line_level[ref->order[v]] >= level)
				v++;
			ref_reverse(ref->order + from, v - from);
		}
	}
}

void ref_line(struct ref_bidi *ref, size_t start, size_t end)
{
	l1(ref, start, end);
	l2(ref, start, end);
}

static void resolve(struct ref_bidi *ref, int base, int fallback)
{
	bd9_match_isolates(ref);
	ref->base = base == REF_AUTO ? p2_p3(ref, 0, ref->n, fallback) : base;
	memcpy(ref->type, ref->original, ref->n);
	x1_x8_explicit(ref);
	memcpy(ref->before_w1, ref->type, ref->n);
	x9_mark_removed(ref);
	bd7_level_runs(ref);
	x10_resolve_sequences(ref);
}

void ref_init(struct ref_bidi *ref)
{
	*ref = (struct ref_bidi){.n = 0};
}

void ref_done(struct ref_bidi *ref)
{
	free(ref->cp);
	free(ref->original);
	free(ref->type);
	free(ref->before_w1);
	free(ref->bracket);
	free(ref->identity);
	free(ref->level);
	free(ref->line_level);
	free(ref->match);
	free(ref->kept);
	free(ref->run_of);
	free(ref->runs);
	free(ref->seq);
	free(ref->closing_at);
	free(ref->order);
}

static void make_room(struct ref_bidi *ref, size_t n)
{
	ref->n = n;
	if (n < ref->cap)
		return;
	n++; /* never nothing, not even for the empty paragraph */
	ref->cap = n;
	ref->cp = xreallocarray(ref->cp, n, sizeof *ref->cp);
	ref->original = xrealloc(ref->original, n);
	ref->type = xrealloc(ref->type, n);
	ref->before_w1 = xrealloc(ref->before_w1, n);
	ref->bracket = xrealloc(ref->bracket, n);
	ref->identity = xreallocarray(ref->identity, n, sizeof *ref->identity);
	ref->level = xrealloc(ref->level, n);
	ref->line_level = xrealloc(ref->line_level, n);
	ref->match = xreallocarray(ref->match, n, sizeof *ref->match);
	ref->kept = xreallocarray(ref->kept, n, sizeof *ref->kept);
	ref->run_of = xreallocarray(ref->run_of, n, sizeof *ref->run_of);
	ref->runs = xreallocarray(ref->runs, n, sizeof *ref->runs);
	ref->seq = xreallocarray(ref->seq, n, sizeof *ref->seq);
	ref->closing_at = xreallocarray(ref->closing_at, n, sizeof *ref->closing_at);
	ref->order = xreallocarray(ref->order, n, sizeof *ref->order);
}

void ref_load_classes(struct ref_bidi *ref, const uint8_t *classes, size_t n, int base)
{
	make_room(ref, n);
	for (size_t i = 0; i < n; i++) {
		ref->cp[i] = 0;
		ref->original[i] = classes[i];
		ref->bracket[i] = 0;
	}
	resolve(ref, base, 0);
}

/* U+2329 and U+232A are canonically U+3008 and U+3009: the pairs are the same (BD16). */
static uint32_t canonical(uint32_t cp)
{
	return cp == 0x2329 ? 0x3008 : cp == 0x232A ? 0x3009 : cp;
}

void ref_load_cp(struct ref_bidi *ref, const uint32_t *cp, size_t n, int base, int fallback)
{
	make_room(ref, n);
	for (size_t i = 0; i < n; i++) {
		UChar32 c = (UChar32)cp[i];
		int32_t kind = u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
		ref->cp[i] = cp[i];
		ref->original[i] = ref_class_of(cp[i]);
		ref->bracket[i] = 0;
		if (kind == U_BPT_OPEN) {
			ref->bracket[i] = 'o';
			ref->identity[i] = canonical(cp[i]);
		} else if (kind == U_BPT_CLOSE) {
			ref->bracket[i] = 'c';
			ref->identity[i] = canonical((uint32_t)u_getBidiPairedBracket(c));
		}
	}
	resolve(ref, base, fallback);
}
