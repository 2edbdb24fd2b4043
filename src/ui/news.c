/* What is new in this version: sentences that stand in a print that was read already are dimmed. */
#include "config.h"

#include "ui/state.h"

enum { PRINTS_MAX = 16, READ_MAX = 6 }; /* of the story; that are compared */

static void add_article(struct met *met, struct article *article)
{
	uint64_t key;
	bool more = article_first(article, &key);
	for (; more; more = article_next(article, &key))
		met_add(met, article_paragraph(article, key).text);
}

/* The other prints that were read. */
static void add_prints(struct app *app)
{
	int64_t ids[PRINTS_MAX];
	int n = library_prints(shelf_library(app->shelf), app->shown.id, ids, PRINTS_MAX, NULL);
	for (int i = 0, read = 0; i < n && read < READ_MAX; i++) {
		struct shelf_ref ref = {ids[i]};
		struct peek peek;
		if (ref.id == app->shown.id || shelf_about(app->shelf, ref).unread || !shelf_peek(app->shelf, ref, &peek))
			continue;
		add_article(&app->met, peek.article);
		shelf_peek_done(&peek);
		read++;
	}
}

/* After another article, or another wish. */
void news_update(struct app *app)
{
	bool wanted = app->options.dim_known && shelf_library(app->shelf) != NULL && desk_article(app) != NULL &&
	              !doc_is_large(&app->reader.doc);
	int64_t id = wanted ? app->shown.id : 0;
	if (app->met_of == id)
		return;
	app->met_of = id;
	met_done(&app->met);
	if (wanted)
		add_prints(app);
	met_ready(&app->met);
}

unsigned news_toggle(struct app *app)
{
	app->options.dim_known = !app->options.dim_known;
	news_update(app);
	app_say(app, "%s", text(!app->options.dim_known ? TEXT_NEWS_OFF : app->met.n > 0 ? TEXT_NEWS_ON : TEXT_NEWS_NONE));
	return DRAWN;
}
