#include "config.h"

#include "ui/state.h"

#include "base/mem.h"

/*
 * The chain of an article: the story that the others of its file were split
 * off, those others in their order, then the stories that it names by title
 * and that are on the shelf.
 */

static void find_parent(void *to, const struct relative *relative)
{
	struct shelf_ref *root = to;
	if (relative->relation == RELATION_PARENT)
		*root = relative->ref;
}

static struct shelf_ref root_of(struct app *app)
{
	struct shelf_ref root = app->shown;
	shelf_relatives(app->shelf, app->shown, find_parent, &root);
	return root;
}

static void chain_add(struct app *app, int64_t id)
{
	for (size_t i = 0; i < app->n_chain; i++)
		if (app->chain[i] == id)
			return;
	app->chain = xgrow(app->chain, app->n_chain, &app->cap_chain, sizeof *app->chain);
	app->chain[app->n_chain++] = id;
}

static void chain_relative(void *to, const struct relative *relative)
{
	if (relative->ref.id != 0)
		chain_add(to, relative->ref.id);
}

void related_collect(struct app *app)
{
	app->n_chain = 0;
	if (desk_article(app) == NULL)
		return;
	struct shelf_ref root = root_of(app);
	chain_add(app, root.id);
	shelf_relatives(app->shelf, root, chain_relative, app);
	chain_add(app, app->shown.id);
}

static bool in_chain(const struct app *app, size_t *at)
{
	int64_t id = app->shown.id;
	for (*at = 0; *at < app->n_chain; ++*at)
		if (app->chain[*at] == id)
			return true;
	return false;
}

unsigned related_step(struct app *app, bool back)
{
	size_t at;
	if (!in_chain(app, &at) || app->n_chain < 2) {
		related_collect(app);
		if (!in_chain(app, &at) || app->n_chain < 2) {
			app_say(app, "%s", text(TEXT_NO_RELATED));
			return DRAWN;
		}
	}
	if (back ? at == 0 : at + 1 == app->n_chain) {
		app_say(app, "%s", text(back ? TEXT_CHAIN_START : TEXT_CHAIN_END));
		return DRAWN;
	}
	return desk_open(app, (struct shelf_ref){app->chain[back ? at - 1 : at + 1]});
}

static bool listed(const struct app *app, int64_t id)
{
	for (size_t i = 0; i < app->menu.n; i++)
		if (app->menu.rows[i].target == TARGET_ARTICLE
		    && app->menu.rows[i].pos.article == id)
			return true;
	return id == app->shown.id;
}

static void add_relative(void *to, const struct relative *relative)
{
	static const enum text_id reasons[] = {
		[RELATION_PARENT] = TEXT_REASON_PARENT,
		[RELATION_CHILD] = TEXT_REASON_CHILD,
		[RELATION_READ_ALSO] = TEXT_REASON_READ_ALSO,
	};
	struct app *app = to;
	if (relative->ref.id == 0) {
		if (relative->title.n > 0)
			menu_add(&app->menu, relative->title, str_of(text(TEXT_REASON_NOT_HERE)),
			         relative->url.n > 0 ? relative->url : relative->title);
		return;
	}
	if (listed(app, relative->ref.id))
		return;
	struct str title = shelf_row(app->shelf, relative->ref).title;
	struct menu_row *row =
		menu_add(&app->menu, title, str_of(text(reasons[relative->relation])), title);
	row->target = TARGET_ARTICLE;
	row->pos.article = relative->ref.id;
}

static void related_load(struct app *app)
{
	menu_reset(&app->menu, text(TEXT_RELATED_TITLE));
	shelf_relatives(app->shelf, app->shown, add_relative, app);
}

static bool related_open(struct app *app)
{
	related_load(app);
	related_collect(app);
	if (app->menu.n == 0)
		app_say(app, "%s", text(TEXT_NO_RELATED));
	return app->menu.n > 0;
}

const struct view_ops related_view = {
	.name = "related",
	.kind = IN_MENU,
	.open = related_open,
	.load = related_load,
	.draw = menu_draw,
	.say = menu_say,
	.command = menu_command,
	.search = menu_no_search,
	.position = menu_position,
	.close = menu_close,
};
