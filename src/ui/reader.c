#include "config.h"

#include "ui/state.h"

static bool reader_open(struct app *app)
{
	return app->shown.id != 0;
}

static void reader_load(struct app *app)
{
	(void)app;
}

static void reader_draw(struct app *app, struct area area)
{
	pager_paint(&app->reader, &app->painter, area, &app->theme);
}

static void reader_say(struct app *app, struct buf *out)
{
	speech_add_pager(&app->reader, out);
}

/* Space reads on: page by page, and at the end, said once, into the next article. */
static unsigned read_on(struct app *app, const struct request *request)
{
	bool at_end = pager_at_end(&app->reader);
	if (!at_end) {
		app->end_said = false;
		return pager_command(app, &app->reader, request);
	}
	if (app->end_said) {
		app->end_said = false;
		return desk_step(app, false, false, 1);
	}
	struct shelf_ref next = app->shown;
	bool more = shelf_next(app->shelf, &next);
	app->end_said = more;
	app_say(app, "%s", text(more ? TEXT_END_NEXT : TEXT_END_LAST));
	return DRAWN;
}

static unsigned reader_command(struct app *app, const struct request *request)
{
	if (request->command->id == CMD_READ_ON)
		return read_on(app, request);
	app->end_said = false;
	return pager_command(app, &app->reader, request);
}

/* A search that was kept is a jump: back is where it began. */
static unsigned reader_search(struct app *app, const struct search_request *request)
{
	struct pos began = app->trail.last;
	if (request->what == SEARCH_BEGIN && app->shown.id != 0)
		app->trail.last = desk_place(app);
	unsigned flags = pager_answer(app, &app->reader, request);
	struct pos now = desk_place(app);
	if (request->what == SEARCH_KEEP && began.article == app->shown.id && app->visited.article == app->shown.id &&
	    (began.key != now.key || began.offset_cp != now.offset_cp))
		trail_leave(&app->trail, began);
	return flags;
}

static void reader_position(struct app *app, struct position *position)
{
	if (app->shown.id == 0)
		return;
	pager_where(&app->reader, position);
	chain_where(app, position);
	position->number = shelf_number(app->shelf, app->shown);
	position->total = shelf_count(app->shelf);
}

static void reader_close(struct app *app)
{
	(void)app;
}

const struct view_ops reader_view = {
	.name = "article",
	.kind = IN_READER,
	.open = reader_open,
	.load = reader_load,
	.draw = reader_draw,
	.say = reader_say,
	.command = reader_command,
	.search = reader_search,
	.position = reader_position,
	.close = reader_close,
};
