/* The order of a list of the library, chosen from a menu; the key that opens it turns the present one round. */
#include "config.h"

#include "ui/state.h"

static const enum text_id names[] = {
	[SORT_DATE] = TEXT_SORT_DATE,     [SORT_STORED] = TEXT_SORT_STORED, [SORT_TITLE] = TEXT_SORT_TITLES,
	[SORT_SOURCE] = TEXT_SORT_SOURCE, [SORT_SIZE] = TEXT_SORT_SIZE,
	[SORT_RANK] = TEXT_SORT_RANK,
};

static void sort_load(struct app *app)
{
	const struct selection *now = shelf_selection(app->shelf);
	menu_reset(&app->menu, text(TEXT_SORT_TITLE));
	for (int key = 0; key < SORT_COUNT; key++) {
		if (key == SORT_RANK && now->expr == NULL)
			continue; /* nothing is looked for: no article answers better */
		bool is_now = (enum sort_key)key == now->sort;
		struct menu_row *row = menu_add(&app->menu, str_of(text(names[key])),
		                                str_of(is_now ? text(TEXT_SORT_NOW) : ""), (struct str){0});
		row->target = TARGET_OWN;
		row->number = key;
		if (is_now)
			app->menu.selected = (size_t)key;
	}
}

static bool sort_open(struct app *app)
{
	if (!collection_there(app))
		return false;
	sort_load(app);
	return true;
}

void sort_name(const struct selection *selection, struct buf *out)
{
	if (selection->reverse)
		buf_addf(out, text(TEXT_SORT_BACK), text(names[selection->sort]));
	else
		buf_add_str(out, str_of(text(names[selection->sort])));
}

static unsigned sort_by(struct app *app, enum sort_key key)
{
	struct selection selection = *shelf_selection(app->shelf);
	struct buf name;
	selection.reverse = selection.sort == key && !selection.reverse;
	selection.sort = key;
	app_close_overlay(app);
	lists_arrange(app, &selection, NULL);
	buf_init(&name, sizeof app->message);
	sort_name(&selection, &name);
	app_say(app, "%s", buf_cstr(&name));
	buf_done(&name);
	return ARRANGED;
}

static unsigned sort_chosen(struct app *app, const struct menu_row *row)
{
	return sort_by(app, (enum sort_key)row->number);
}

static unsigned sort_command(struct app *app, const struct request *request)
{
	if (request->command->id == CMD_SORT)
		return sort_by(app, shelf_selection(app->shelf)->sort);
	return menu_command(app, request);
}

const struct view_ops sort_view = {
	.name = "order",
	.kind = IN_MENU,
	.open = sort_open,
	.load = sort_load,
	.draw = menu_draw,
	.say = menu_say,
	.command = sort_command,
	.search = menu_search,
	.choose = sort_chosen,
	.position = menu_position,
	.close = menu_close,
};
