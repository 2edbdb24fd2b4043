#include "config.h"

#include "library/score.h"

#include "base/mem.h"
#include "library/relate.h"

#include <math.h>
#include <stdlib.h>

/* Forms with the article are nouns and names. */
static double kind_weight(const struct score_weights *weights, const struct topic *topic, struct str key)
{
	enum { SHORT_B = 6 };
	switch (topic->term->kind) {
	case TOKEN_LATIN:
	case TOKEN_NUMBER:
		return weights->latin;
	case TOKEN_MIXED:
	case TOKEN_NAME:
	case TOKEN_TAG:
		return weights->mixed;
	case TOKEN_ARABIC:
		return (str_find(key, STR("ال"), 0) < 3 && key.n > SHORT_B ? weights->with_article : 1)
		       * (topic->stem_b <= SHORT_B ? weights->short_stem : 1);
	default:
		return 1;
	}
}

static double idf(double all, double n)
{
	return log(1 + (all - n + 0.5) / (n + 0.5));
}

int score_begin(struct scorer *scorer, struct library *library, const struct analysis *analysis,
                struct topics *topics, struct err *err)
{
	const struct score_weights *w = scorer->weights = score_weights();
	int status = relate_totals(library, &scorer->articles, &scorer->mean_words, err);
	for (size_t i = 0; i < topics->n && status == 0; i++) {
		struct topic *topic = &topics->items[i];
		int64_t df;
		status = relate_df(library, topic->hash, &df, err);
		double all = topic_of(scorer->articles > df ? scorer->articles : df), times = topic->times;
		topic->n_near = 0;
		topic->weight = pow(idf(all, fmax(topic_in(df, topic->general), 0.5)), w->rare)
		                * kind_weight(w, topic, analysis_key(analysis, topic->term))
		                * times * (w->many_here + 1) / (times + w->many_here) * (topic->in_title ? w->title_here : 1);
	}
	return status;
}

/* What one topic of both is worth. */
static double worth(const struct scorer *scorer, const struct topic *topic, uint32_t other, size_t other_words)
{
	const struct score_weights *w = scorer->weights;
	double times = number_times(other);
	double norm = w->many_there * (1 - w->length + w->length * (double)other_words / scorer->mean_words);
	double worth = topic->weight * times * (w->many_there + 1) / (times + norm);
	if (topic->form == number_form(other))
		worth *= w->same_form;
	return number_in_title(other) ? worth * w->title_there : worth;
}

double score_of(const struct scorer *scorer, const struct topics *topics, const struct packed_topics *other)
{
	double score = 0;
	size_t i = 0;
	for (size_t k = 0; k < other->n; k++) {
		uint32_t number = packed_number(other, k);
		while (i < topics->n && topics->items[i].hash < number_hash(number))
			i++;
		if (i < topics->n && topics->items[i].hash == number_hash(number))
			score += worth(scorer, &topics->items[i], number, other->n_words);
	}
	return score;
}

void score_count(struct topics *topics, const struct packed_topics *other)
{
	size_t i = 0;
	for (size_t k = 0; k < other->n; k++) {
		uint32_t hash = number_hash(packed_number(other, k));
		while (i < topics->n && topics->items[i].hash < hash)
			i++;
		if (i < topics->n && topics->items[i].hash == hash)
			topics->items[i].n_near++;
	}
}

void score_narrow(const struct scorer *scorer, struct topics *topics, size_t n)
{
	for (size_t i = 0; i < topics->n; i++)
		topics->items[i].weight *= pow(idf((double)n, topics->items[i].n_near), scorer->weights->rare_here);
}

double score_whole(const struct scorer *scorer, const struct topics *topics)
{
	double score = 1e-9;
	for (size_t i = 0; i < topics->n; i++) {
		const struct topic *topic = &topics->items[i];
		uint32_t times = topic->times < TOPIC_MAX_TIMES ? topic->times : TOPIC_MAX_TIMES;
		score += worth(scorer, topic, topic->form << 3 | (uint32_t)topic->in_title << 2 | (times - 1), topics->n_words);
	}
	return score;
}

size_t score_reasons(const struct scorer *scorer, const struct topics *topics, const struct packed_topics *other,
                     const struct topic **reasons, size_t n)
{
	static const double general = 0.2, least = 0.25; /* of what it is worth; of the best */
	double worths[16];
	size_t found = 0, i = 0;
	n = n < 16 ? n : 16;
	for (size_t k = 0; k < other->n; k++) {
		uint32_t number = packed_number(other, k);
		while (i < topics->n && topics->items[i].hash < number_hash(number))
			i++;
		if (i == topics->n || topics->items[i].hash != number_hash(number))
			continue;
		double value = worth(scorer, &topics->items[i], number, other->n_words) * (topics->items[i].general ? general : 1);
		size_t at = found;
		for (; at > 0 && worths[at - 1] < value; at--)
			if (at < n) {
				worths[at] = worths[at - 1];
				reasons[at] = reasons[at - 1];
			}
		if (at < n) {
			worths[at] = value;
			reasons[at] = &topics->items[i];
			found += found < n;
		}
	}
	while (found > 1 && worths[found - 1] < least * worths[0])
		found--;
	return found;
}

/* --- leads --- */

static size_t slot_of(const struct leads *leads, int64_t id)
{
	size_t at = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (leads->slots - 1);
	while (leads->items[at].id != 0 && leads->items[at].id != id)
		at = (at + 1) & (leads->slots - 1);
	return at;
}

static void grow(struct leads *leads)
{
	enum { FIRST = 1 << 15 };
	struct leads old = *leads;
	leads->slots = old.slots == 0 ? FIRST : old.slots * 2;
	leads->items = xcalloc(leads->slots, sizeof *leads->items);
	for (size_t i = 0; i < old.slots; i++)
		if (old.items[i].id != 0)
			leads->items[slot_of(leads, old.items[i].id)] = old.items[i];
	free(old.items);
}

void leads_add(struct leads *leads, int64_t id, double weight)
{
	if (leads->n * 2 >= leads->slots)
		grow(leads);
	struct lead *lead = &leads->items[slot_of(leads, id)];
	leads->n += lead->id == 0;
	lead->id = id;
	lead->weight += weight;
}

static bool is_better(const struct lead *a, const struct lead *b)
{
	return a->weight != b->weight ? a->weight > b->weight : a->id < b->id;
}

/* Let the lead at i sink in a heap of n whose top is the worst. */
static void sink(struct lead *heap, size_t n, size_t i)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		child += child + 1 < n && is_better(&heap[child], &heap[child + 1]);
		if (is_better(&heap[child], &heap[i]))
			return;
		struct lead lead = heap[i];
		heap[i] = heap[child];
		heap[child] = lead;
	}
}

size_t leads_best(struct leads *leads, size_t most)
{
	struct lead *heap = leads->items;
	size_t n = 0, kept = 0;
	for (size_t i = 0; i < leads->slots; i++)
		if (leads->items[i].id != 0)
			heap[n++] = leads->items[i];
	kept = n < most ? n : most;
	for (size_t i = kept / 2; i-- > 0;)
		sink(heap, kept, i);
	for (size_t i = kept; i < n; i++)
		if (is_better(&heap[i], &heap[0])) {
			heap[0] = heap[i];
			sink(heap, kept, 0);
		}
	return kept;
}

void leads_done(struct leads *leads)
{
	free(leads->items);
	*leads = (struct leads){0};
}
