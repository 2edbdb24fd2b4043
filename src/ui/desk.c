#include "config.h"

#include "ui/state.h"

#include "base/mem.h"

#include <stdlib.h>

/* A place on the line before a paragraph, as a code point that no text has. */
#define PLACE_GAP SIZE_MAX

struct article *desk_article(const struct app *app)
{
	const struct desk *desk = &app->desk;
	if (desk->file == NULL || desk->file != app->shown.file || (size_t)app->shown.story >= desk->list.n)
		return NULL;
	return desk->list.stories[app->shown.story];
}

struct pos desk_place(const struct app *app)
{
	const struct spot *top = &app->reader.top;
	return (struct pos){shelf_id(app->shown), top->key, top->gap ? PLACE_GAP : top->cp};
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
	struct shelf_story *story = shelf_story(app->shown);
	if (story == NULL || desk_article(app) == NULL)
		return;
	struct pos place = desk_place(app);
	story->has_place = true;
	story->place_key = place.key;
	story->place_cp = place.offset_cp;
}

void desk_close(struct app *app)
{
	struct desk *desk = &app->desk;
	if (desk->file != NULL && !desk->borrowed)
		story_list_done(&desk->list);
	*desk = (struct desk){0};
}

int desk_load(struct app *app, struct shelf_file *file, struct err *err)
{
	struct desk *desk = &app->desk;
	struct story_list list;
	if (file->kept != NULL) {
		*desk = (struct desk){file, *file->kept, true};
		return 0;
	}
	if (file->once) /* could not be read, and to try again may mean to wait for ever */
		return err_set(err, ERR_INPUT, "%s", file->error != NULL ? file->error : "");
	int rc = story_list_read(&list, file->path, err);
	if (rc < 0)
		return rc;
	shelf_know(&app->shelf, file, &list);
	*desk = (struct desk){file, list, false};
	return 0;
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
	uint64_t key;
	if (article == NULL)
		show_notice(app, str_of(app->shown.file->name),
		            str_of(app->shown.file->error != NULL ? app->shown.file->error : text(TEXT_ARTICLE_GONE)));
	else if (!article_first(article, &key) && article_poll_fd(article) < 0)
		show_notice(app, str_of(app->shown.file->name), str_of(text(TEXT_EMPTY_ARTICLE)));
	else
		doc_set_article(&app->reader.doc, article);
}

void desk_show(struct app *app, struct shelf_ref ref)
{
	struct err err;
	if (shelf_same(ref, app->shown) && ref.file != NULL && desk_article(app) != NULL)
		return;
	save_place(app);
	app->shown = ref;
	app->end_said = false;
	if (ref.file == NULL) {
		show_greeting(app);
	} else {
		if (app->desk.file != ref.file) {
			desk_close(app);
			if (desk_load(app, ref.file, &err) < 0)
				shelf_fail(&app->shelf, ref.file, err.message);
		}
		show_document(app);
	}
	pager_restart(&app->reader);
	app_arrange(app);
	const struct shelf_story *story = shelf_story(ref);
	if (story != NULL && story->has_place && desk_article(app) != NULL)
		take_place(app, (struct pos){0, story->place_key, story->place_cp});
}

static void focus_article(struct app *app)
{
	struct shelf_story *story = shelf_story(app->shown);
	if (story != NULL && desk_article(app) != NULL)
		story->read = true;
	app->selected = app->shown;
	app->article_focus = true;
	app->end_said = false;
	app_arrange(app);
}

unsigned desk_open(struct app *app, struct shelf_ref ref)
{
	if (ref.file == NULL) {
		app_say(app, "%s", text(TEXT_NOTHING_SELECTED));
		return DRAWN;
	}
	/* What was only a preview was not visited. */
	if (app->article_focus && app->shown.file != NULL && !shelf_same(ref, app->shown))
		trail_leave(&app->trail, desk_place(app));
	desk_show(app, ref);
	focus_article(app);
	return ARRANGED;
}

/* One row that way, or one that is unread. */
static bool step_once(const struct app *app, struct shelf_ref *ref, bool back, bool unread)
{
	do
		if (!(back ? shelf_prev(&app->shelf, ref) : shelf_next(&app->shelf, ref)))
			return false;
	while (unread && !shelf_unread(*ref));
	return true;
}

unsigned desk_step(struct app *app, bool back, bool unread, int count)
{
	struct shelf_ref ref = app->article_focus ? app->shown : app->selected;
	struct shelf_ref to = ref;
	bool moved = false;
	for (; count > 0 && step_once(app, &ref, back, unread); count--) {
		to = ref;
		moved = true;
	}
	if (moved || to.file == NULL)
		return desk_open(app, to);
	app_say(app, "%s", text(unread ? TEXT_NO_UNREAD : back ? TEXT_NO_PREV_ARTICLE : TEXT_NO_NEXT_ARTICLE));
	return DRAWN;
}

unsigned desk_go(struct app *app, struct pos place)
{
	struct shelf_ref ref = shelf_by_id(&app->shelf, place.article);
	if (ref.file == NULL) {
		app_say(app, "%s", text(TEXT_ARTICLE_GONE));
		return DRAWN;
	}
	desk_show(app, ref);
	focus_article(app);
	if (desk_article(app) != NULL)
		take_place(app, place);
	return ARRANGED;
}

unsigned desk_jump(struct app *app, struct pos place)
{
	if (app->shown.file != NULL && place.article != shelf_id(app->shown) && app->article_focus)
		trail_leave(&app->trail, desk_place(app));
	else if (app->shown.file != NULL)
		app->trail.last = desk_place(app);
	return desk_go(app, place);
}
