#include "config.h"

#include "base/mem.h"
#include "ui/state.h"

/* What is typed is to be answered; where it is heard, only once it is whole. */
static bool quest_due(struct app *app)
{
	return app->quest.on && app->quest.due && !app->speech.on;
}

static unsigned answer_quest(struct app *app, int64_t deadline_ms)
{
	(void)deadline_ms;
	return quest_work(app);
}

static bool list_due(struct app *app)
{
	return app->list_due.texts != NULL;
}

static unsigned make_list(struct app *app, int64_t deadline_ms)
{
	(void)deadline_ms;
	return lists_work_due(app);
}

static bool marks_due(struct app *app)
{
	return app->sweep != NULL;
}

static unsigned mark_list(struct app *app, int64_t deadline_ms)
{
	(void)deadline_ms;
	return collection_work(app);
}

/* The pager whose search goes on, or NULL. */
static struct pager *searching_pager(struct app *app)
{
	if (app->reader.search.state == SEARCH_RUNNING)
		return &app->reader;
	return app->sheet.search.state == SEARCH_RUNNING ? &app->sheet : NULL;
}

static bool pager_searches(struct app *app)
{
	return searching_pager(app) != NULL;
}

static unsigned search_pager(struct app *app, int64_t deadline_ms)
{
	struct pager *pager = searching_pager(app);
	app->stale = true;
	if (pager_search_step(pager, deadline_ms))
		return 0;
	pager_report(app, pager);
	return DRAWN;
}

static bool walks(struct app *app)
{
	return app->walk.state != WALK_IDLE;
}

static unsigned walk_on(struct app *app, int64_t deadline_ms)
{
	app->stale = true;
	return walk_step(app, deadline_ms);
}

static bool related_missing(struct app *app)
{
	return related_has_work(app);
}

static unsigned find_related(struct app *app, int64_t deadline_ms)
{
	(void)deadline_ms;
	return related_work(app);
}

static bool list_searches(struct app *app)
{
	return app->list.search.left > 0;
}

static unsigned search_list(struct app *app, int64_t deadline_ms)
{
	app->stale = true;
	return list_search_step(app, deadline_ms) ? 0 : DRAWN;
}

static bool passages_missing(struct app *app)
{
	return app->quest.passages.n_wanted > 0;
}

static unsigned find_passages(struct app *app, int64_t deadline_ms)
{
	return passages_work(&app->quest.passages, deadline_ms) ? DRAWN : 0;
}

static unsigned refine_quest(struct app *app, int64_t deadline_ms)
{
	(void)deadline_ms;
	return quest_refine(app);
}

/* Whether the reading pane follows the list. */
static bool previews(const struct app *app)
{
	if (app->speech.on)
		return false;
	if (app->options.preview == PREVIEW_AUTO)
		return !terminal_is_remote(app->terminal);
	return app->options.preview == PREVIEW_YES;
}

static bool preview_due(struct app *app)
{
	bool visible = app->panes.article.rows > 0 && app->panes.list.rows > 0;
	bool settled = app->touched || !shelf_busy(app->shelf);
	return visible && settled && !app->article_focus && !app->quest.on && app->overlay == NULL && app->selected.id != 0 &&
	       previews(app) && !shelf_same(app->selected, app->shown) && !shelf_row(app->shelf, app->selected).stream;
}

static unsigned preview(struct app *app, int64_t deadline_ms)
{
	(void)deadline_ms;
	desk_show(app, app->selected);
	app->stale = true;
	return app->touched ? DRAWN : 0;
}

/* The one whose matches are still being counted, or NULL. */
static struct pager *counting(struct app *app)
{
	if (app->reader.search.counting)
		return &app->reader;
	return app->sheet.search.counting ? &app->sheet : NULL;
}

static bool matches_uncounted(struct app *app)
{
	return counting(app) != NULL;
}

static unsigned count_matches(struct app *app, int64_t deadline_ms)
{
	return pager_count_step(counting(app), deadline_ms) ? 0 : DRAWN;
}

static unsigned count_lists(struct app *app, int64_t deadline_ms)
{
	(void)deadline_ms;
	lists_work(app);
	return 0;
}

static bool panel_uncounted(struct app *app)
{
	return !shelf_has_work(app->shelf) && panel_has_work(app);
}

static bool hits_missing(struct app *app)
{
	return !shelf_has_work(app->shelf) && app->article_hits.n_wanted > 0;
}

static unsigned find_hits(struct app *app, int64_t deadline_ms)
{
	app->stale = article_hits_work(&app->article_hits, deadline_ms) || app->stale;
	return 0;
}

static bool shelf_unfinished(struct app *app)
{
	return shelf_has_work(app->shelf);
}

static unsigned fill_shelf(struct app *app, int64_t deadline_ms)
{
	bool moving = shelf_busy(app->shelf);
	shelf_work(app->shelf, deadline_ms);
	if (!shelf_has_work(app->shelf))
		mem_trim(); /* hundreds may read on one machine */
	/* Rows that arrive before any key was pressed: the reader begins at what comes first of all. */
	if (moving && !app->touched && shelf_first(app->shelf, &app->selected))
		app->list.top = app->selected;
	app->stale = app->stale || app->shelf->changed;
	return 0;
}

/* The most urgent first: what was asked for, what is looked at, what may be asked for. */
static const struct job {
	bool (*due)(struct app *app);
	unsigned (*step)(struct app *app, int64_t deadline_ms);
} jobs[] = {
	{quest_due, answer_quest},
	{list_due, make_list},
	{marks_due, mark_list},
	{pager_searches, search_pager},
	{walks, walk_on},
	{related_missing, find_related},
	{list_searches, search_list},
	{passages_missing, find_passages},
	{quest_is_rough, refine_quest},
	{preview_due, preview},
	{matches_uncounted, count_matches},
	{lists_have_work, count_lists},
	{panel_uncounted, panel_count},
	{hits_missing, find_hits},
	{shelf_unfinished, fill_shelf},
};

static const struct job *next_job(struct app *app)
{
	for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++)
		if (jobs[i].due(app))
			return &jobs[i];
	return NULL;
}

bool jobs_wait(struct app *app)
{
	return next_job(app) != NULL;
}

unsigned jobs_step(struct app *app, int64_t deadline_ms)
{
	const struct job *job = next_job(app);
	return job != NULL ? job->step(app, deadline_ms) : 0;
}

bool jobs_searching(const struct app *app)
{
	return app->reader.search.state == SEARCH_RUNNING || app->sheet.search.state == SEARCH_RUNNING ||
	       app->list.search.left > 0;
}

bool jobs_stop_search(struct app *app)
{
	struct pager *pager = searching_pager(app);
	bool runs = jobs_searching(app) || app->walk.state != WALK_IDLE || app->chain.step != 0;
	if (pager != NULL)
		pager_search_cancel(pager);
	app->list.search.left = 0;
	app->walk.state = WALK_IDLE;
	app->chain.step = 0;
	return runs;
}
