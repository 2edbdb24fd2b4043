#include "config.h"

#include "ui/pager.h"

#include "base/clock.h"

enum { FIRST_SLICE_MS = 30 };

static void count_in(struct pager *pager, uint64_t key, bool has_current)
{
	struct search *search = &pager->search;
	struct find find = find_start(doc_paragraph(&pager->doc, key).text);
	struct match match;
	while (find_next(&find, &search->pattern, &match)) {
		search->total++;
		if (has_current && (key < search->current.key ||
		                    (key == search->current.key && match.start_cp <= search->current.start_cp)))
			search->index = search->total;
	}
}

static void count_matches(struct pager *pager)
{
	struct search *search = &pager->search;
	uint64_t key;
	search->counted = false;
	search->index = search->total = 0;
	if (doc_is_large(&pager->doc) || !doc_first(&pager->doc, &key))
		return;
	do
		count_in(pager, key, search->has_current);
	while (doc_next(&pager->doc, &key));
	search->counted = true;
}

void pager_show(struct pager *pager, uint64_t key, size_t start_cp, size_t end_cp)
{
	struct spot first = flow_normal(&pager->flow, (struct spot){key, start_cp, false});
	struct spot last = flow_normal(&pager->flow, (struct spot){key, end_cp - 1, false});
	struct spot top = flow_normal(&pager->flow, pager->top);
	if (!spot_before(first, top)) {
		struct spot row = top;
		for (int i = 0; i < pager->area.rows; i++) {
			if (!spot_before(row, last))
				return;
			if (!flow_next(&pager->flow, &row))
				return;
		}
	}
	pager_to(pager, key, start_cp, pager->area.rows / 3);
}

static void show_current(struct pager *pager)
{
	const struct hit *hit = &pager->search.current;
	pager_show(pager, hit->key, hit->start_cp, hit->end_cp);
}

/* A walk begins at (key, cp) and ends when it has come round to it. */
static void start_walk(struct pager *pager, uint64_t key, size_t cp, bool upward)
{
	struct search *search = &pager->search;
	search->state = SEARCH_RUNNING;
	search->upward = upward;
	search->wrapped = search->from_end = false;
	search->key = search->start_key = key;
	search->cp = cp;
	pager_search_step(pager, clock_now_ms() + FIRST_SLICE_MS);
}

static bool look_here(struct pager *pager)
{
	struct search *search = &pager->search;
	struct str text = doc_paragraph(&pager->doc, search->key).text;
	struct match match;
	bool found = search->upward
	                     ? find_before(text, &search->pattern, search->from_end ? SIZE_MAX : search->cp, &match)
	                     : find_from(text, &search->pattern, search->cp, &match);
	if (found) {
		search->current = (struct hit){search->key, match.start_cp, match.end_cp};
		search->has_current = true;
	}
	return found;
}

/* To the paragraph after or before, round the end; false when the walk is over. */
static bool walk_on(struct pager *pager)
{
	struct search *search = &pager->search;
	if (search->wrapped && search->key == search->start_key)
		return false;
	search->cp = 0;
	search->from_end = true;
	if (search->upward ? doc_prev(&pager->doc, &search->key) : doc_next(&pager->doc, &search->key))
		return true;
	if (search->wrapped)
		return false;
	search->wrapped = true;
	return search->upward ? doc_last(&pager->doc, &search->key) : doc_first(&pager->doc, &search->key);
}

bool pager_search_step(struct pager *pager, int64_t deadline_ms)
{
	struct search *search = &pager->search;
	while (search->state == SEARCH_RUNNING) {
		if (look_here(pager)) {
			search->state = SEARCH_FOUND;
			show_current(pager);
			count_matches(pager);
		} else if (!walk_on(pager)) {
			search->state = SEARCH_MISSED;
			search->has_current = false;
		} else if (clock_now_ms() >= deadline_ms) {
			return true;
		}
	}
	return false;
}

void pager_search_cancel(struct pager *pager)
{
	if (pager->search.state == SEARCH_RUNNING)
		pager->search.state = SEARCH_IDLE;
}

int pager_search_percent(struct pager *pager)
{
	uint64_t size = doc_size(&pager->doc);
	if (size == 0)
		return 100;
	int at = (int)((double)doc_offset(&pager->doc, pager->search.key) * 100.0 / (double)size);
	int from = (int)((double)doc_offset(&pager->doc, pager->search.start_key) * 100.0 / (double)size);
	int done = pager->search.upward ? from - at : at - from;
	return done < 0 ? done + 100 : done;
}

void pager_search_begin(struct pager *pager, bool backward)
{
	struct search *search = &pager->search;
	search->backward = backward;
	search->origin = pager->top;
	search->state = SEARCH_IDLE;
}

void pager_search_typed(struct pager *pager, struct str text)
{
	struct search *search = &pager->search;
	pattern_set(&search->pattern, text);
	search->has_current = search->counted = false;
	search->state = SEARCH_IDLE;
	search->shown = search->pattern.n > 0;
	pager->top = search->origin;
	if (!search->shown || pager->empty)
		return;
	struct spot top = flow_normal(&pager->flow, search->origin);
	start_walk(pager, top.key, top.cp, search->backward);
}

void pager_search_end(struct pager *pager, bool keep)
{
	if (keep)
		return;
	pager->search.shown = pager->search.has_current = pager->search.counted = false;
	pager->search.state = SEARCH_IDLE;
	pager->top = pager->search.origin;
}

bool pager_sees(struct pager *pager, uint64_t key, size_t cp)
{
	struct spot hit = flow_normal(&pager->flow, (struct spot){key, cp, false});
	struct spot row = flow_normal(&pager->flow, pager->top);
	for (int i = 0; i < pager->area.rows; i++) {
		if (spot_same(row, hit))
			return true;
		if (!flow_next(&pager->flow, &row))
			return false;
	}
	return false;
}

/* From the current match n goes on when that is on the screen, else from what is shown. */
static bool current_visible(struct pager *pager)
{
	const struct search *search = &pager->search;
	return search->has_current && pager_sees(pager, search->current.key, search->current.start_cp);
}

void pager_search_next(struct pager *pager, bool against)
{
	struct search *search = &pager->search;
	bool upward = search->backward != against;
	if (search->pattern.n == 0 || pager->empty)
		return;
	search->shown = true;
	if (current_visible(pager)) {
		start_walk(pager, search->current.key,
		           upward ? search->current.start_cp : search->current.end_cp, upward);
		return;
	}
	struct spot top = flow_normal(&pager->flow, pager->top);
	start_walk(pager, top.key, top.cp, upward);
}
