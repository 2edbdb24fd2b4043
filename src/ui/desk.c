#include "config.h"

#include "ui/state.h"

/* A place on the line before a paragraph, as a code point that no text has. */
#define PLACE_GAP SIZE_MAX

struct article *desk_article(const struct app *app)
{
	return shelf_article(app->shelf, app->shown);
}

struct pos desk_place(const struct app *app)
{
	const struct spot *top = &app->reader.top;
	return (struct pos){app->shown.id, top->key, top->gap ? PLACE_GAP : top->cp};
}

/* A preview is no visit. */
struct pos desk_visited(const struct app *app)
{
	return app->visited.article == app->shown.id ? desk_place(app) : app->visited;
}

/* The very place left, or the end of an article that has become shorter since. */
static void take_place(struct app *app, struct pos place)
{
	bool gap = place.offset_cp == PLACE_GAP;
	uint64_t last;
	if (!doc_last(&app->reader.doc, &last))
		return;
	if (place.key <= last)
		app->reader.top = (struct spot){place.key, gap ? 0 : place.offset_cp, gap};
	else
		pager_to_last(&app->reader);
}

static void save_place(struct app *app)
{
	/* Where a search has led is not the reader's place in the article until the reader moves on. */
	bool led = app->by_search && spot_same(app->reader.top, app->came_to);
	if (desk_article(app) != NULL && !led)
		shelf_set_place(app->shelf, app->shown, desk_place(app));
}

/* To the first match of what the list was found by. */
static void lead(struct app *app)
{
	if (desk_article(app) == NULL)
		return;
	pager_search_start(&app->reader, false);
	app->by_search = true;
	app->came_to = app->reader.top;
}

static void show_notice(struct app *app, struct str head, struct str body)
{
	struct doc *doc = &app->reader.doc;
	doc_set_sheet(doc);
	if (head.n > 0)
		doc_add(doc, DOC_TITLE, head);
	doc_add(doc, DOC_TEXT, (struct str){0});
	doc_add(doc, DOC_TEXT, body);
}

/* A library that holds articles, and not one in this list. */
static void show_empty_list(struct app *app)
{
	show_notice(app, str_of(text(TEXT_LIST_EMPTY_TITLE)),
	            str_of(text(app->quest.n_left > 0 ? TEXT_LIST_EMPTY_FILTER : TEXT_LIST_EMPTY)));
}

/* What to do where the library is empty. */
static void show_first_steps(struct app *app)
{
	struct doc *doc = &app->reader.doc;
	doc_set_sheet(doc);
	doc_add(doc, DOC_TITLE, str_of(text(TEXT_FIRST_TITLE)));
	for (int i = TEXT_FIRST_1; i <= TEXT_FIRST_4; i++) {
		if (i == TEXT_FIRST_3 && !samples_offered(app))
			continue;
		doc_add(doc, DOC_TEXT, (struct str){0});
		doc_add(doc, DOC_TEXT, str_of(text((enum text_id)i)));
	}
}

static void show_greeting(struct app *app)
{
	struct doc *doc = &app->reader.doc;
	doc_set_sheet(doc);
	doc_add(doc, DOC_TITLE, str_of(text(TEXT_GREETING_TITLE)));
	for (int i = TEXT_GREETING_1; i <= TEXT_GREETING_3; i++) {
		doc_add(doc, DOC_TEXT, (struct str){0});
		doc_add(doc, DOC_TEXT, str_of(text((enum text_id)i)));
	}
}

static void show_document(struct app *app)
{
	struct article *article = desk_article(app);
	struct shelf_row row = shelf_row(app->shelf, app->shown);
	uint64_t key;
	if (article == NULL)
		show_notice(app, row.name,
		            row.failure.n > 0 ? row.failure : str_of(text(TEXT_ARTICLE_GONE)));
	else if (!article_first(article, &key) && article_poll_fd(article) < 0)
		show_notice(app, row.name, str_of(text(TEXT_EMPTY_ARTICLE)));
	else
		doc_set_article(&app->reader.doc, article);
}

void desk_show(struct app *app, struct shelf_ref ref)
{
	struct err err;
	struct pos place;
	if (ref.id != 0 && shelf_same(ref, app->shown) && desk_article(app) != NULL)
		return;
	save_place(app);
	app->visited = desk_visited(app);
	app->shown = ref;
	app->end_said = false;
	if (ref.id == 0 && lists_narrowed(app))
		show_empty_list(app);
	else if (ref.id == 0 && shelf_library(app->shelf) != NULL && !app->shelf->read_only)
		show_first_steps(app);
	else if (ref.id == 0)
		show_greeting(app);
	shelf_open(app->shelf, ref, &err); /* when it fails, the row says why */
	if (ref.id != 0)
		show_document(app);
	pager_restart(&app->reader);
	app_arrange(app);
	app->by_search = false;
	quest_mark(app);
	if (quest_finds(app))
		lead(app);
	else if (desk_article(app) != NULL && shelf_place(app->shelf, ref, &place))
		take_place(app, place);
}

static void focus_article(struct app *app)
{
	struct err err;
	if (desk_article(app) != NULL)
		shelf_open(app->shelf, app->shown, &err); /* so that it has a row */
	if (desk_article(app) != NULL)
		shelf_mark(app->shelf, app->shown, MARK_READ, true);
	app->selected = app->shown;
	app->visited.article = app->shown.id;
	app->article_focus = true;
	app->end_said = false;
	app_arrange(app);
}

/* What was read last goes into the history. */
static void leave_for(struct app *app, int64_t id)
{
	struct pos here = desk_visited(app);
	if (here.article != 0 && here.article != id)
		trail_leave(&app->trail, here);
}

unsigned desk_open(struct app *app, struct shelf_ref ref)
{
	if (ref.id == 0 && samples_offered(app))
		return samples_read(app);
	if (ref.id == 0) {
		app_say(app, "%s", text(TEXT_NOTHING_SELECTED));
		return DRAWN;
	}
	leave_for(app, ref.id);
	desk_show(app, ref);
	if (quest_finds(app) && !app->reader.search.has_current) {
		save_place(app); /* it was here before anything was looked for */
		lead(app);
	}
	focus_article(app);
	return ARRANGED;
}

unsigned desk_step(struct app *app, bool back, bool unread, int count)
{
	struct shelf_ref ref = app->article_focus ? app->shown : app->selected;
	struct shelf_ref to = ref;
	bool moved = false;
	for (; count > 0 && shelf_step(app->shelf, &ref, back, unread); count--) {
		to = ref;
		moved = true;
	}
	if (moved || to.id == 0)
		return desk_open(app, to);
	if (unread && lists_next_unread(app, back))
		return desk_open(app, app->selected);
	app_say(app, "%s",
	        text(unread ? TEXT_NO_UNREAD
	             : back ? TEXT_NO_PREV_ARTICLE
	                    : TEXT_NO_NEXT_ARTICLE));
	return DRAWN;
}

unsigned desk_go(struct app *app, struct pos place)
{
	struct shelf_ref ref = (struct shelf_ref){place.article};
	if (ref.id == 0) {
		app_say(app, "%s", text(TEXT_ARTICLE_GONE));
		return DRAWN;
	}
	desk_show(app, ref);
	focus_article(app);
	if (desk_article(app) != NULL)
		take_place(app, place);
	return ARRANGED;
}

static bool same_place(struct pos a, struct pos b)
{
	return a.article == b.article && a.key == b.key && a.offset_cp == b.offset_cp;
}

unsigned desk_jump(struct app *app, struct pos place)
{
	struct pos here = desk_visited(app);
	if (here.article != 0 && !same_place(here, place))
		trail_leave(&app->trail, here);
	return desk_go(app, place);
}
