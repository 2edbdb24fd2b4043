#include "config.h"

#include "ui/state.h"

static int story_id(const struct app *app, int story)
{
	return shelf_id((struct shelf_ref){app->shown.file, story});
}

static void add_link(struct app *app, const struct link *link)
{
	struct str shown = link->title.n > 0 ? link->title : link->url;
	struct str copied = link->url.n > 0 ? link->url : link->title;
	if (shown.n == 0)
		return;
	enum text_id note = link->kind == LINK_URL    ? TEXT_REASON_URL
	                    : link->kind == LINK_PARENT ? TEXT_REASON_PARENT
	                                                : TEXT_REASON_READ_ALSO;
	struct menu_row *row = menu_add(&app->menu, shown, str_of(text(note)), copied);
	struct shelf_ref found = related_by_title(app, link->title);
	if (link->kind == LINK_URL) {
		row->target = TARGET_PLACE;
		row->pos = (struct pos){shelf_id(app->shown), link->key + DOC_BODY, link->start_cp};
	} else if (link->story >= 0 && link->story < related_stories(app)) {
		row->target = TARGET_ARTICLE;
		row->pos.article = story_id(app, link->story);
	} else if (found.file != NULL) {
		row->target = TARGET_ARTICLE;
		row->pos.article = shelf_id(found);
	}
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
	.command = menu_command,
	.search = menu_no_search,
	.position = menu_position,
	.close = menu_close,
};
