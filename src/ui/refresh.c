/* Fetching as the reader sees it: the keys that begin and stop it, its progress, what came of it. */
#include "config.h"

#include "ui/state.h"

#include "base/clock.h"
#include "ui/conf.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

static const struct feed_wishes *wishes(const struct app *app)
{
	return app->options.config != NULL ? &app->options.config->feeds : NULL;
}

static unsigned begin(struct app *app, const struct fetching_job *job)
{
	struct err err;
	app->fetching = fetching_start(job, &err);
	app->fetched = (struct fetching_state){.adding = job->what == FETCH_ADD, .quiet = job->quiet};
	if (app->fetching == NULL)
		app_complain(app, "%s", err.message);
	return DRAWN;
}

/* Of feeds: as the options and the configuration want it. */
static unsigned begin_feeds(struct app *app, enum fetching_what what, int64_t feed, bool quiet)
{
	const struct app_options *options = &app->options;
	app->fetch_due_ms = options->fetch_every > 0 ? clock_now_ms() + options->fetch_every * (int64_t)60000 : 0;
	return begin(app, &(struct fetching_job){
		.what = what,
		.place = app->place,
		.feed = feed,
		.quiet = quiet,
		.interval_min = options->fetch_every,
		.retention = {.days = options->retain_days, .most = options->retain_most},
		.wishes = wishes(app),
	});
}

static bool may_fetch(struct app *app)
{
	return shelf_library(app->shelf) != NULL && !app->shelf->read_only && !app->options.restricted;
}

void refresh_start(struct app *app)
{
	bool has_wishes = wishes(app) != NULL && wishes(app)->n > 0;
	if (!may_fetch(app) ||
	    (!has_wishes && app->options.fetch_every == 0 && !library_is_behind(shelf_library(app->shelf))))
		return;
	begin_feeds(app, app->options.fetch_every > 0 ? FETCH_DUE : FETCH_NEW, 0, true);
}

int refresh_left_ms(struct app *app)
{
	if (app->options.fetch_every == 0 || app->fetching != NULL || !may_fetch(app))
		return -1;
	int64_t now = clock_now_ms();
	if (app->fetch_due_ms == 0) /* it has just been asked for */
		app->fetch_due_ms = now + app->options.fetch_every * (int64_t)60000;
	int64_t left = app->fetch_due_ms - now;
	return left <= 0 ? 0 : left < INT_MAX ? (int)left : INT_MAX;
}

unsigned refresh_by_itself(struct app *app)
{
	return begin_feeds(app, FETCH_DUE, 0, true);
}

/* How it went, when it is over. */
static void tell_end(struct app *app)
{
	const struct fetching_state *s = &app->fetched;
	char news[160];
	bool nothing = s->added + s->subscribed == 0;
	if (s->quiet && (nothing || app->message[0] != '\0')) /* what failed, the lists tell */
		return;
	snprintf(news, sizeof news, text(s->subscribed > 0 ? TEXT_FETCHED_FEEDS : TEXT_FETCHED), s->added, s->subscribed);
	if (s->quiet)
		app_say(app, "%s", news);
	else if (s->failed > 1)
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
		return begin_feeds(app, FETCH_FEEDS, feeds_at_hand(app), false);
	if (request->text.n == 0)
		return collection_ask(app, request->command);
	char source[PATH_MAX];
	snprintf(source, sizeof source, "%.*s", (int)request->text.n, request->text.p);
	return begin(app, &(struct fetching_job){.what = FETCH_ADD, .place = app->place, .source = source});
}
