/*
 * t and T: from story to story without the panel.
 *
 * The chain is taken from one article: all its related stories and itself, in
 * the order of the options. While one goes back and forth in it, or elsewhere
 * and back into it, it stays the same; only t or T in an article that it does
 * not hold, or a choice from the panel, takes another. So it has two ends, and one never goes in circles.
 */
#include "config.h"

#include "ui/state.h"

void chain_take(struct app *app, const struct kin *kin)
{
	struct chain *chain = &app->chain;
	size_t numbers[KIN_MAX];
	kin_sort(kin, (enum kin_order)app->options.related_order, numbers);
	chain->n = kin->n;
	for (size_t i = 0; i < kin->n; i++)
		chain->ids[i] = kin->stories[numbers[i]].id;
}

static bool find(const struct app *app, size_t *at)
{
	const struct chain *chain = &app->chain;
	for (*at = 0; *at < chain->n; ++*at)
		if (chain->ids[*at] == app->shown.id)
			return true;
	return false;
}

bool chain_beside(const struct app *app, bool back, int64_t *id)
{
	size_t at;
	if (!find(app, &at) || (back ? at == 0 : at + 1 == app->chain.n))
		return false;
	*id = app->chain.ids[back ? at - 1 : at + 1];
	return true;
}

void chain_where(const struct app *app, struct position *position)
{
	size_t at;
	if (app->chain.n < 2 || !find(app, &at))
		return;
	position->story = at + 1;
	position->stories = app->chain.n;
}

/* What is soon found, or is heard and not seen, is found at once. */
static const struct kin *stories(struct app *app)
{
	const struct kin *kin = kin_get(&app->kin, app->shown.id);
	if (kin == NULL && (app->speech.on || shelf_library(app->shelf) == NULL))
		kin = kin_find(&app->kin, app->shelf, app->shown.id);
	return kin;
}

unsigned chain_step(struct app *app, bool back)
{
	size_t at;
	int64_t id;
	app->chain.step = 0;
	if (app->chain.n < 2 || !find(app, &at)) {
		const struct kin *kin = desk_article(app) != NULL ? stories(app) : NULL;
		if (kin == NULL && desk_article(app) != NULL) {
			app->chain.step = back ? -1 : 1;
			app_say(app, "%s", text(TEXT_RELATED_WAIT));
			return DRAWN;
		}
		if (kin == NULL || kin->n < 2) {
			app_say(app, "%s", text(TEXT_NO_RELATED));
			return DRAWN;
		}
		chain_take(app, kin);
	}
	if (chain_beside(app, back, &id))
		return desk_open(app, (struct shelf_ref){id});
	app_say(app, "%s", text(back ? TEXT_CHAIN_START : TEXT_CHAIN_END));
	return DRAWN;
}
