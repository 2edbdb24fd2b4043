#include "config.h"

#include "ui/state.h"

static void add_link(struct app *app, const struct link *link)
{
	struct str shown = link->title.n > 0 ? link->title : link->url;
	struct str copied = link->url.n > 0 ? link->url : link->title;
	if (shown.n == 0)
		return;
	enum text_id note = link->kind == LINK_URL      ? TEXT_REASON_URL
	                    : link->kind == LINK_PARENT ? TEXT_REASON_PARENT
	                                                : TEXT_REASON_READ_ALSO;
	struct menu_row *row = menu_add(&app->menu, shown, str_of(text(note)), copied);
	if (link->kind == LINK_URL) {
		row->target = TARGET_PLACE;
		row->pos = (struct pos){app->shown.id, link->key + DOC_BODY, link->start_cp};
		return;
	}
	row->pos.article = shelf_link_target(app->shelf, app->shown, link).id;
	if (row->pos.article != 0)
		row->target = TARGET_ARTICLE;
}

static void links_load(struct app *app)
{
	struct article *article = desk_article(app);
	menu_reset(&app->menu, text(TEXT_LINKS_TITLE));
	for (size_t i = 0; article != NULL && i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		add_link(app, &link);
	}
}

static bool links_open(struct app *app)
{
	links_load(app);
	if (app->menu.n == 0)
		app_say(app, "%s", text(TEXT_NO_LINKS));
	return app->menu.n > 0;
}

const struct view_ops links_view = {
	.name = "links",
	.kind = IN_MENU,
	.open = links_open,
	.load = links_load,
	.draw = menu_draw,
	.say = menu_say,
	.command = menu_command,
	.search = menu_search,
	.position = menu_position,
	.close = menu_close,
};
