/*
 * w and W: from keyword to keyword, in the article and on into the next that
 * has one.
 *
 * Of an article that is not long all places are gathered once, so that each
 * has its number; a long one is gone through from where one stands, a piece at
 * a time, and so are the articles of the list: in pauses, and any key stops it.
 */
#include "config.h"

#include "ui/state.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdlib.h>

enum { FIRST_SLICE_MS = 30, PLACES_MAX = 1 << 20 };

void walk_done(struct walk *walk)
{
	free(walk->places);
	*walk = (struct walk){.places = NULL};
}

static int compare(const struct keyword_place *a, uint64_t key, size_t cp)
{
	if (a->key != key)
		return a->key < key ? -1 : 1;
	return (a->start_cp > cp) - (a->start_cp < cp);
}

/* --- in the article --- */

static bool is_searched(enum doc_kind kind)
{
	return kind != DOC_BYLINE && kind != DOC_TERMS;
}

/* Keywords that begin in a piece of a paragraph, into the marking's ranges. */
static void find_piece(struct app *app, uint64_t key, size_t from_b)
{
	struct doc_paragraph p = doc_paragraph(&app->reader.doc, key);
	size_t to_b = p.text.n - from_b > MARKING_PIECE_B ? from_b + MARKING_PIECE_B : p.text.n;
	if (is_searched(p.kind))
		marking_find_keywords(&app->marking, p.text, from_b, to_b);
	else
		app->marking.n = 0;
}

static void gather_paragraph(struct app *app, uint64_t key)
{
	struct walk *walk = &app->walk;
	size_t n_b = doc_paragraph(&app->reader.doc, key).text.n;
	for (size_t at_b = 0; at_b < n_b; at_b += MARKING_PIECE_B) {
		find_piece(app, key, at_b);
		for (size_t i = 0; i < app->marking.n && walk->n < PLACES_MAX; i++) {
			const struct mark_range *range = &app->marking.ranges[i];
			/* What reaches from one piece into the next is found in both. */
			if (walk->n > 0 && compare(&walk->places[walk->n - 1], key, range->start_cp) >= 0)
				continue;
			walk->places = xgrow(walk->places, walk->n, &walk->cap, sizeof *walk->places);
			walk->places[walk->n++] = (struct keyword_place){key, range->start_cp, range->end_cp};
		}
	}
}

/* All places of the article that is shown, unless it is a long one. */
static bool gather(struct app *app)
{
	struct walk *walk = &app->walk;
	uint64_t key;
	if (doc_is_large(&app->reader.doc)) {
		walk->article = 0;
		return false;
	}
	if (walk->article == app->shown.id && walk->version == app->keywords.version)
		return true;
	walk->n = walk->index = 0;
	walk->article = app->shown.id;
	walk->version = app->keywords.version;
	bool more = doc_first(&app->reader.doc, &key);
	for (; more; more = doc_next(&app->reader.doc, &key))
		gather_paragraph(app, key);
	return true;
}

static unsigned go_to(struct app *app, const struct keyword_place *place)
{
	struct pager *pager = &app->reader;
	pager->has_mark = true;
	pager->mark_key = place->key;
	pager->mark_cp = place->start_cp;
	pager->mark_end_cp = place->end_cp;
	pager->mark_number = app->walk.article == app->shown.id ? app->walk.index : 0;
	pager->mark_total = pager->mark_number > 0 ? app->walk.n : 0;
	pager_show(pager, place->key, place->start_cp, place->end_cp);
	app->walk.state = WALK_IDLE;
	app->marking.shown = true; /* it would not be seen where it stands */
	if (app->options.keywords == KEYWORDS_HIDDEN)
		app->options.keywords = KEYWORDS_MARKED;
	return DRAWN;
}

/* Where to go on from: the keyword that one has gone to while it is on the screen, else the beginning of that. */
static void start_of(struct app *app, uint64_t *key, size_t *cp, bool *on_it)
{
	struct pager *pager = &app->reader;
	struct spot top = flow_normal(&pager->flow, pager->top);
	*on_it = pager->has_mark && pager_sees(pager, pager->mark_key, pager->mark_cp);
	*key = *on_it ? pager->mark_key : top.key;
	*cp = *on_it ? pager->mark_cp : top.cp;
}

/* Among the gathered ones; false when there is none that way. */
static bool step_gathered(struct app *app, uint64_t key, size_t cp, bool on_it)
{
	struct walk *walk = &app->walk;
	size_t low = 0, high = walk->n;
	while (low < high) { /* the first that is not before the place */
		size_t middle = low + (high - low) / 2;
		if (compare(&walk->places[middle], key, cp) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (!walk->back && on_it && low < walk->n && compare(&walk->places[low], key, cp) == 0)
		low++;
	if (walk->back ? low == 0 : low == walk->n)
		return false;
	walk->index = walk->back ? low : low + 1;
	go_to(app, &walk->places[walk->index - 1]);
	return true;
}

/* In the piece of a long article at which the walk is: the nearest that way, but not before (or after) where it began. */
static bool step_piece(struct app *app)
{
	struct walk *walk = &app->walk;
	const struct marking *marking = &app->marking;
	find_piece(app, walk->key, walk->at_b);
	for (size_t i = 0; i < marking->n; i++) {
		const struct mark_range *range = &marking->ranges[walk->back ? marking->n - 1 - i : i];
		struct keyword_place place = {walk->key, range->start_cp, range->end_cp};
		int side = compare(&place, walk->from_key, walk->from_cp);
		if (walk->back ? side < 0 : side > 0 || (side == 0 && !walk->on_it)) {
			go_to(app, &place);
			return true;
		}
	}
	return false;
}

/* To the piece after or before; false at the end of the article. */
static bool next_piece(struct app *app)
{
	struct walk *walk = &app->walk;
	struct doc *doc = &app->reader.doc;
	if (!walk->back && walk->at_b + MARKING_PIECE_B < doc_paragraph(doc, walk->key).text.n) {
		walk->at_b += MARKING_PIECE_B;
		return true;
	}
	if (walk->back && walk->at_b > 0) {
		walk->at_b -= MARKING_PIECE_B;
		return true;
	}
	if (!(walk->back ? doc_prev(doc, &walk->key) : doc_next(doc, &walk->key)))
		return false;
	size_t n_b = doc_paragraph(doc, walk->key).text.n;
	walk->at_b = walk->back && n_b > 0 ? (n_b - 1) / MARKING_PIECE_B * MARKING_PIECE_B : 0;
	return true;
}

/* --- from article to article --- */

/* In a long article, from its first piece on or from its last one back. */
static void begin_at_end(struct app *app)
{
	struct walk *walk = &app->walk;
	struct doc *doc = &app->reader.doc;
	if (!(walk->back ? doc_last(doc, &walk->key) : doc_first(doc, &walk->key)))
		return;
	size_t n_b = doc_paragraph(doc, walk->key).text.n;
	walk->state = WALK_ARTICLE;
	walk->at_b = walk->back && n_b > 0 ? (n_b - 1) / MARKING_PIECE_B * MARKING_PIECE_B : 0;
	walk->from_key = walk->key;
	walk->from_cp = walk->back ? SIZE_MAX : 0;
	walk->on_it = false;
}

/* Into the article that was found: to its first keyword, or the last one. */
static unsigned enter(struct app *app)
{
	struct walk *walk = &app->walk;
	unsigned flags = desk_open(app, walk->at);
	walk->state = WALK_IDLE;
	if (desk_article(app) == NULL)
		return flags;
	if (!gather(app)) {
		begin_at_end(app);
		return flags;
	}
	if (walk->n == 0)
		return flags;
	walk->index = walk->back ? walk->n : 1;
	return flags | go_to(app, &walk->places[walk->index - 1]);
}

static bool next_article(struct app *app)
{
	struct walk *walk = &app->walk;
	struct shelf_ref ref = walk->at;
	if (!(walk->back ? shelf_prev(app->shelf, &ref) : shelf_next(app->shelf, &ref)))
		return false;
	walk->at = ref;
	return true;
}

static unsigned none_left(struct app *app)
{
	app->walk.state = WALK_IDLE;
	app_say(app, "%s", text(app->walk.back ? TEXT_NO_KEYWORD_BACK : TEXT_NO_KEYWORD_ON));
	return DRAWN;
}

unsigned walk_step(struct app *app, int64_t deadline_ms)
{
	struct walk *walk = &app->walk;
	do {
		if (walk->state == WALK_ARTICLE) {
			if (step_piece(app))
				return DRAWN;
			if (next_piece(app))
				continue;
			walk->state = WALK_LIST;
			walk->at = app->shown;
			if (!next_article(app))
				return none_left(app);
		}
		enum has_hit has = article_hits_find(&app->article_hits, walk->at, deadline_ms);
		if (has == HIT_SOME)
			return enter(app);
		if (has == HIT_NONE && !next_article(app))
			return none_left(app);
	} while (clock_now_ms() < deadline_ms);
	return 0;
}

static void begin_in_article(struct app *app)
{
	struct walk *walk = &app->walk;
	uint64_t key;
	size_t cp;
	bool on_it;
	start_of(app, &key, &cp, &on_it);
	if (gather(app)) {
		walk->state = step_gathered(app, key, cp, on_it) ? WALK_IDLE : WALK_LIST;
		walk->at = app->shown;
		return;
	}
	walk->state = WALK_ARTICLE;
	walk->key = walk->from_key = key;
	walk->from_cp = cp;
	walk->on_it = on_it;
	size_t n_b = doc_paragraph(&app->reader.doc, key).text.n;
	walk->at_b = walk->back && n_b > 0 ? (n_b - 1) / MARKING_PIECE_B * MARKING_PIECE_B : 0;
}

unsigned walk_begin(struct app *app, bool back)
{
	struct walk *walk = &app->walk;
	walk->back = back;
	if (app->keywords.n == 0) {
		app_say(app, "%s", text(TEXT_NO_KEYWORDS));
		return DRAWN;
	}
	if (app->article_focus && desk_article(app) != NULL) {
		begin_in_article(app);
		if (walk->state == WALK_LIST && (app->single || !next_article(app)))
			return none_left(app);
	} else {
		walk->state = WALK_LIST;
		walk->at = app->selected;
		if (walk->at.id == 0)
			return none_left(app);
	}
	return walk->state == WALK_IDLE ? DRAWN : DRAWN | walk_step(app, clock_now_ms() + FIRST_SLICE_MS);
}

void walk_where(const struct app *app, struct position *position)
{
	position->keyword = app->reader.has_mark ? app->reader.mark_number : 0;
	position->keywords = app->reader.has_mark ? app->reader.mark_total : 0;
	position->walking = app->walk.state != WALK_IDLE;
}
