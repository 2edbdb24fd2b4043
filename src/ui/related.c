#include "config.h"

#include "ui/state.h"

#include "base/mem.h"

/*
 * The chain of an article: the story of the file that the others were split
 * off, those others in their order, then the stories that it names by title
 * and that are on the shelf.
 */

static struct article *story_at(const struct app *app, int story)
{
	return app->desk.list.stories[story];
}

/* A file that has changed since its rows were made may hold fewer. */
int related_stories(const struct app *app)
{
	size_t n = app->shown.file->n_stories;
	return (int)(n < app->desk.list.n ? n : app->desk.list.n);
}

static int root_of(const struct app *app)
{
	int story = app->shown.story;
	int parent = article_meta(story_at(app, story))->parent;
	return parent >= 0 && parent < related_stories(app) ? parent : story;
}

static int id_of(const struct app *app, int story)
{
	return shelf_id((struct shelf_ref){app->shown.file, story});
}

struct shelf_ref related_by_title(const struct app *app, struct str title)
{
	struct pattern wanted;
	struct shelf_ref ref = {0};
	pattern_set(&wanted, title);
	if (wanted.n == 0 || !shelf_first(&app->shelf, &ref))
		return (struct shelf_ref){0};
	do {
		/* The same letters but for spelling: each title holds the other. */
		struct pattern have;
		struct match match;
		if (shelf_story(ref) == NULL || !find_from(shelf_title(ref), &wanted, 0, &match))
			continue;
		pattern_set(&have, shelf_title(ref));
		if (have.n == wanted.n)
			return ref;
	} while (shelf_next(&app->shelf, &ref));
	return (struct shelf_ref){0};
}

static void chain_add(struct app *app, int id)
{
	for (size_t i = 0; i < app->n_chain; i++)
		if (app->chain[i] == id)
			return;
	app->chain = xgrow(app->chain, app->n_chain, &app->cap_chain, sizeof *app->chain);
	app->chain[app->n_chain++] = id;
}

void related_collect(struct app *app)
{
	app->n_chain = 0;
	if (desk_article(app) == NULL)
		return;
	int root = root_of(app);
	chain_add(app, id_of(app, root));
	for (int i = 0; i < related_stories(app); i++)
		if (article_meta(story_at(app, i))->parent == root)
			chain_add(app, id_of(app, i));
	for (size_t i = 0; i < article_link_count(story_at(app, root)); i++) {
		struct link link = article_link(story_at(app, root), i);
		struct shelf_ref ref = link.kind == LINK_READ_ALSO ? related_by_title(app, link.title)
		                                                   : (struct shelf_ref){0};
		if (ref.file != NULL)
			chain_add(app, shelf_id(ref));
	}
	chain_add(app, shelf_id(app->shown));
}

static bool in_chain(const struct app *app, size_t *at)
{
	int id = shelf_id(app->shown);
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
	return desk_open(app, shelf_by_id(&app->shelf, app->chain[back ? at - 1 : at + 1]));
}

static bool listed(const struct app *app, int id)
{
	for (size_t i = 0; i < app->menu.n; i++)
		if (app->menu.rows[i].target == TARGET_ARTICLE && app->menu.rows[i].pos.article == id)
			return true;
	return id == shelf_id(app->shown);
}

static void add_article(struct app *app, struct shelf_ref ref, enum text_id reason)
{
	int id = shelf_id(ref);
	if (listed(app, id))
		return;
	struct str title = shelf_title(ref);
	struct menu_row *row = menu_add(&app->menu, title, str_of(text(reason)), title);
	row->target = TARGET_ARTICLE;
	row->pos.article = id;
}

static void add_named(struct app *app, const struct link *link)
{
	struct shelf_ref ref = related_by_title(app, link->title);
	if (ref.file != NULL)
		add_article(app, ref, TEXT_REASON_READ_ALSO);
	else if (link->story < 0 && link->title.n > 0)
		menu_add(&app->menu, link->title, str_of(text(TEXT_REASON_NOT_HERE)),
		         link->url.n > 0 ? link->url : link->title);
}

static void related_load(struct app *app)
{
	struct article *article = desk_article(app);
	menu_reset(&app->menu, text(TEXT_RELATED_TITLE));
	if (article == NULL)
		return;
	int root = root_of(app);
	if (root != app->shown.story)
		add_article(app, (struct shelf_ref){app->shown.file, root}, TEXT_REASON_PARENT);
	for (int i = 0; i < related_stories(app); i++)
		if (article_meta(story_at(app, i))->parent == root)
			add_article(app, (struct shelf_ref){app->shown.file, i}, TEXT_REASON_CHILD);
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		if (link.kind == LINK_READ_ALSO)
			add_named(app, &link);
	}
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
	.command = menu_command,
	.search = menu_no_search,
	.position = menu_position,
	.close = menu_close,
};
