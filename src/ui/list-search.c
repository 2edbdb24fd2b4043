/* The search of a list, in slices: a library has more titles than a key may wait for. */
#include "config.h"

#include "ui/state.h"

#include "base/clock.h"

enum { FIRST_SLICE_MS = 20, ROWS_AT_ONCE = 16 };

static bool row_matches(struct app *app, struct shelf_ref ref)
{
	struct sought *sought = &app->list.sought;
	struct shelf_row row = shelf_row(app->shelf, ref);
	return sought_has(sought, row.title) || sought_has(sought, row.source);
}

/* To the next row, round the end. */
static void walk_on(struct app *app)
{
	struct list_search *search = &app->list.search;
	bool upward = search->upward;
	if (upward ? shelf_prev(app->shelf, &search->at) : shelf_next(app->shelf, &search->at))
		return;
	upward ? shelf_last(app->shelf, &search->at) : shelf_first(app->shelf, &search->at);
	app_say(app, "%s", text(upward ? TEXT_WRAPPED_UP : TEXT_WRAPPED));
}

bool list_search_step(struct app *app, int64_t deadline_ms)
{
	struct list_search *search = &app->list.search;
	for (int i = 1; search->left > 0; i++) {
		if (row_matches(app, search->at)) {
			app->selected = search->at;
			search->left = 0;
			return false;
		}
		if (--search->left == 0)
			break;
		walk_on(app);
		if (i % ROWS_AT_ONCE == 0 && clock_now_ms() >= deadline_ms)
			return true;
	}
	app_say(app, "%s", text(TEXT_NOT_FOUND));
	return false;
}

/* The next matching row from ref on (itself included when asked), round the end. */
static unsigned go_to_match(struct app *app, struct shelf_ref ref, bool upward, bool include)
{
	struct list_search *search = &app->list.search;
	*search = (struct list_search){.at = ref, .upward = upward};
	if (ref.id == 0 || !sought_any(&app->list.sought))
		return DRAWN;
	search->total = search->left = shelf_count(app->shelf);
	if (!include)
		walk_on(app);
	list_search_step(app, clock_now_ms() + FIRST_SLICE_MS);
	return DRAWN;
}

int list_search_percent(const struct app *app)
{
	const struct list_search *search = &app->list.search;
	return (int)((search->total - search->left) * 100 / search->total);
}

/* Of what was found in the library, each row is a match. */
static unsigned next_found(struct app *app, bool back)
{
	const struct request request = {.command = command_at(back ? CMD_UP : CMD_DOWN), .count = 1};
	return list_view.command(app, &request);
}

unsigned list_search(struct app *app, const struct search_request *request)
{
	struct list_state *list = &app->list;
	switch (request->what) {
	case SEARCH_BEGIN:
		list->origin = app->selected;
		list->backward = request->backward;
		return REACT_HANDLED;
	case SEARCH_TYPED:
		sought_set_level(&list->sought, (enum level)app->options.match_level);
		sought_set(&list->sought, request->text);
		app->selected = list->origin;
		return go_to_match(app, list->origin, list->backward, true);
	case SEARCH_KEEP:
		if (list->search.left == 0 && sought_any(&list->sought) && !row_matches(app, app->selected))
			app_say(app, "%s", text(TEXT_NOT_FOUND));
		return DRAWN;
	case SEARCH_GIVE_UP:
		list->search.left = 0;
		app->selected = list->origin;
		return DRAWN;
	case SEARCH_GO:
		if (quest_finds(app) && !sought_any(&list->sought))
			return next_found(app, request->backward);
		sought_set_level(&list->sought, (enum level)app->options.match_level);
		if (!sought_any(&list->sought)) /* what was last typed in an article is looked for here too */
			sought_set(&list->sought, app->reader.search.sought.typed);
		if (!sought_any(&list->sought))
			app_say(app, "%s", text(TEXT_NO_PATTERN));
		return go_to_match(app, app->selected, list->backward != request->backward, false);
	}
	return 0;
}
