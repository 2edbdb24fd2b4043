#include "config.h"

#include "ui/pager.h"

#include "base/clock.h"

enum { FIRST_SLICE_MS = 30 };

const struct hits *pager_hits(struct pager *pager, uint64_t key)
{
	static const struct hits none = {.n = 0};
	struct sought *sought = &pager->search.sought;
	struct doc_paragraph paragraph = doc_paragraph(&pager->doc, key);
	if (sought->of_query && paragraph.kind == DOC_BYLINE)
		return &none; /* who wrote it, and when, is not what it says */
	return sought_in(sought, key, paragraph.text, paragraph.kind == DOC_TITLE);
}

static bool is_before(const struct match *match, uint64_t key, size_t cp)
{
	return match->key < key || (match->key == key && match->start_cp < cp);
}

/* Matches in a paragraph: of all, and of those up to the current one. */
static void count_in(struct pager *pager, uint64_t key)
{
	struct search *search = &pager->search;
	const struct hits *hits = pager_hits(pager, key);
	search->total += hits->n;
	for (size_t i = 0; i < hits->n && !is_before(&search->current, key, hits->at[i].from_cp); i++)
		search->index++;
}

bool pager_count_step(struct pager *pager, int64_t deadline_ms)
{
	struct search *search = &pager->search;
	while (search->counting) {
		count_in(pager, search->count_key);
		if (!doc_next(&pager->doc, &search->count_key)) {
			search->counting = false;
			search->counted = true;
		} else if (clock_now_ms() >= deadline_ms) {
			return true;
		}
	}
	return false;
}

static void start_count(struct pager *pager, int64_t deadline_ms)
{
	struct search *search = &pager->search;
	search->counted = false;
	search->index = search->total = 0;
	search->counting = doc_first(&pager->doc, &search->count_key);
	pager_count_step(pager, deadline_ms);
}

/* The match after or before the one that was current and is counted. */
static void count_on(struct search *search)
{
	if (search->upward)
		search->index = search->index > 1 ? search->index - 1 : search->total;
	else
		search->index = search->index < search->total ? search->index + 1 : 1;
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
	const struct match *match = &pager->search.current;
	pager_show(pager, match->key, match->start_cp, match->end_cp);
}

/* A walk begins at (key, cp) and ends when it has come round to it; on: from the current match. */
static void start_walk(struct pager *pager, uint64_t key, size_t cp, bool upward, bool on)
{
	struct search *search = &pager->search;
	search->state = SEARCH_RUNNING;
	search->upward = upward;
	search->wrapped = search->from_end = search->counting = false;
	search->on = on && search->counted;
	search->key = search->start_key = key;
	search->cp = cp;
	pager_search_step(pager, clock_now_ms() + FIRST_SLICE_MS);
}

static bool look_here(struct pager *pager)
{
	struct search *search = &pager->search;
	const struct hits *hits = pager_hits(pager, search->key);
	const struct hit *found = NULL;
	for (size_t i = 0; i < hits->n; i++) {
		const struct hit *hit = &hits->at[i];
		bool behind = hit->from_cp >= search->cp;
		if (search->upward && behind && !search->from_end)
			break;
		if (search->upward || behind)
			found = hit;
		if (!search->upward && behind)
			break;
	}
	if (found == NULL)
		return false;
	search->current = (struct match){search->key, found->from_cp, found->to_cp};
	search->has_current = true;
	return true;
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
			if (search->on)
				count_on(search);
			else
				start_count(pager, deadline_ms);
		} else if (!walk_on(pager)) {
			search->state = SEARCH_MISSED;
			search->has_current = search->counted = false;
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

void pager_search_forget(struct pager *pager)
{
	struct search *search = &pager->search;
	sought_forget(&search->sought);
	search->has_current = search->counted = search->counting = false;
	search->state = SEARCH_IDLE;
}

void pager_search_typed(struct pager *pager, struct str text)
{
	struct search *search = &pager->search;
	sought_set(&search->sought, text);
	pager_search_forget(pager);
	search->shown = sought_any(&search->sought);
	pager->top = search->origin;
	if (!search->shown || pager->empty)
		return;
	struct spot top = flow_normal(&pager->flow, search->origin);
	start_walk(pager, top.key, top.cp, search->backward, false);
}

void pager_search_query(struct pager *pager, const struct expr *expr, enum level level)
{
	struct search *search = &pager->search;
	if (expr == NULL && !search->sought.of_query)
		return;
	if (expr != NULL)
		sought_set_query(&search->sought, expr, level);
	else
		sought_set(&search->sought, (struct str){0});
	pager_search_forget(pager);
	search->backward = false;
	search->shown = sought_any(&search->sought);
}

void pager_search_start(struct pager *pager, bool here)
{
	struct spot from = {.cp = 0};
	if (!pager->search.shown || pager->empty || !doc_first(&pager->doc, &from.key))
		return;
	if (here)
		from = flow_normal(&pager->flow, pager->top);
	start_walk(pager, from.key, from.cp, false, false);
}

void pager_search_end(struct pager *pager, bool keep)
{
	if (keep)
		return;
	pager_search_forget(pager);
	pager->search.shown = false;
	pager->top = pager->search.origin;
}

bool pager_sees(struct pager *pager, uint64_t key, size_t cp)
{
	struct spot match = flow_normal(&pager->flow, (struct spot){key, cp, false});
	struct spot row = flow_normal(&pager->flow, pager->top);
	for (int i = 0; i < pager->area.rows; i++) {
		if (spot_same(row, match))
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
	if (!sought_any(&search->sought) || pager->empty)
		return;
	search->shown = true;
	if (current_visible(pager)) {
		start_walk(pager, search->current.key, upward ? search->current.start_cp : search->current.end_cp, upward,
		           true);
		return;
	}
	struct spot top = flow_normal(&pager->flow, pager->top);
	start_walk(pager, top.key, top.cp, upward, false);
}

void pager_search_level(struct pager *pager, enum level level)
{
	struct search *search = &pager->search;
	struct spot from = {search->current.key, search->current.start_cp, false};
	bool visible = search->shown && !pager->empty && current_visible(pager);
	if (search->sought.of_query || search->sought.level == level) {
		sought_set_level(&search->sought, level);
		return;
	}
	sought_set_level(&search->sought, level);
	pager_search_forget(pager);
	if (!search->shown || pager->empty || !sought_any(&search->sought))
		return;
	if (!visible)
		from = flow_normal(&pager->flow, pager->top);
	start_walk(pager, from.key, from.cp, false, false);
}
