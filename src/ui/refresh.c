/* Fetching as the reader sees it: the keys that begin and stop it, its progress, what came of it. */
#include "config.h"

#include "ui/state.h"

#include <inttypes.h>
#include <stdio.h>

static unsigned begin(struct app *app, const struct fetching_job *job)
{
	struct err err;
	app->fetching = fetching_start(job, &err);
	app->fetched = (struct fetching_state){.adding = job->source != NULL};
	if (app->fetching == NULL)
		app_complain(app, "%s", err.message);
	return DRAWN;
}

/* How it went, when it is over. */
static void tell_end(struct app *app)
{
	const struct fetching_state *s = &app->fetched;
	char news[160];
	snprintf(news, sizeof news, text(s->subscribed > 0 ? TEXT_FETCHED_FEEDS : TEXT_FETCHED), s->added, s->subscribed);
	if (s->failed > 1)
		app_complain(app, text(TEXT_FETCH_FAILURES), news, s->failed, s->failure);
	else if (s->failed == 1)
		app_complain(app, text(TEXT_FETCH_FAILURE), news, s->failure);
	else if (s->total == 0 && !s->adding)
		app_say(app, "%s", text(TEXT_NO_FEEDS));
	else
		app_say(app, "%s", news);
}

unsigned refresh_take(struct app *app)
{
	fetching_look(app->fetching, &app->fetched);
	if (app->fetched.ended) {
		fetching_free(app->fetching);
		app->fetching = NULL;
		if (!app->prompt.active && app->question == NULL)
			tell_end(app);
	}
	unsigned flags = collection_take_in(app);
	if (app->overlay == &lists_view)
		flags |= REACT_RELOAD;
	return DRAWN | flags;
}

int refresh_fd(const struct app *app)
{
	return app->fetching != NULL ? fetching_fd(app->fetching) : -1;
}

void refresh_progress(const struct app *app, char *out, size_t n)
{
	const struct fetching_state *s = &app->fetched;
	out[0] = '\0';
	if (app->fetching != NULL)
		snprintf(out, n, text(TEXT_FETCHING), s->done, s->total, s->added);
}

void refresh_stop(struct app *app)
{
	fetching_free(app->fetching);
	app->fetching = NULL;
}

/* The feed at hand: of the row in the menu of lists, or of the list. */
static int64_t feed_at_hand(struct app *app)
{
	if (app->overlay == &lists_view && app->menu.n > 0)
		return app->menu.rows[app->menu.selected].number;
	return shelf_selection(app->shelf)->feed;
}

unsigned refresh_action(struct app *app, const struct request *request)
{
	bool adds = request->command->id == CMD_ADD;
	if (!adds && request->command->id != CMD_FETCH)
		return 0;
	if (!collection_writable(app, request->command))
		return DRAWN;
	if (app->fetching != NULL && adds) {
		app_say(app, "%s", text(TEXT_STILL_FETCHING));
		return DRAWN;
	}
	if (app->fetching != NULL) {
		refresh_stop(app);
		app_say(app, "%s", text(TEXT_FETCH_STOPPED));
		return ARRANGED | collection_take_in(app);
	}
	if (!adds)
		return begin(app, &(struct fetching_job){.place = app->place, .feed = feed_at_hand(app)});
	if (request->text.n == 0)
		return collection_ask(app, request->command);
	char source[PATH_MAX];
	snprintf(source, sizeof source, "%.*s", (int)request->text.n, request->text.p);
	return begin(app, &(struct fetching_job){.place = app->place, .source = source});
}
