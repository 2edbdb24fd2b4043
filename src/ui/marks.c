#include "config.h"

#include "ui/state.h"

#include "text/utf8.h"

#include <stdio.h>

static void marks_load(struct app *app)
{
	menu_reset(&app->menu, text(TEXT_MARKS_TITLE));
	for (size_t i = 0; i < app->trail.n_marks; i++) {
		const struct mark *mark = &app->trail.marks[i];
		char letter[8] = "";
		letter[utf8_encode(mark->letter, letter)] = '\0';
		struct str title = shelf_row(app->shelf, (struct shelf_ref){mark->pos.article}).title;
		struct menu_row *row = menu_add(&app->menu, title, str_of(letter), title);
		row->target = TARGET_PLACE;
		row->pos = mark->pos;
	}
}

static bool marks_open(struct app *app)
{
	marks_load(app);
	if (app->menu.n == 0)
		app_say(app, "%s", text(TEXT_NO_MARKS));
	return app->menu.n > 0;
}

const struct view_ops marks_view = {
	.name = "marks",
	.kind = IN_MENU,
	.open = marks_open,
	.load = marks_load,
	.draw = menu_draw,
	.say = menu_say,
	.command = menu_command,
	.search = menu_search,
	.position = menu_position,
	.close = menu_close,
};
