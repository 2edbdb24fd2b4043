#include "config.h"

#include "ui/state.h"

static long count_of(const struct request *request)
{
	return request->count > 0 ? request->count : 1;
}

static unsigned moved(struct app *app, bool moved_at_all, bool down)
{
	if (!moved_at_all)
		app_say(app, "%s", text(down ? TEXT_END : TEXT_TOP));
	return DRAWN;
}

/* NG: the paragraph of that number; N% likewise. A jump inside an article can be taken back with ''. */
static unsigned jump(struct app *app, struct pager *pager, const struct request *request)
{
	if (pager == &app->reader && app->shown.id != 0)
		app->trail.last = desk_place(app);
	if (request->command->id == CMD_PERCENT)
		pager_to_percent(pager, request->count >= 0 ? request->count : 0);
	else if (request->command->id == CMD_LAST && request->count < 0)
		pager_to_last(pager);
	else if (request->count > 0)
		pager_to_number(pager, (size_t)request->count);
	else
		pager_to_first(pager);
	return DRAWN;
}

unsigned pager_command(struct app *app, struct pager *pager, const struct request *request)
{
	int n = (int)(count_of(request) < 10000 ? count_of(request) : 10000);
	switch (request->command->id) {
	case CMD_DOWN:
		return moved(app, pager_scroll(pager, n), true);
	case CMD_UP:
		return moved(app, pager_scroll(pager, -n), false);
	case CMD_READ_ON:
	case CMD_PAGE_DOWN:
		return moved(app, pager_page(pager, 2 * n), true);
	case CMD_PAGE_UP:
		return moved(app, pager_page(pager, -2 * n), false);
	case CMD_HALF_DOWN:
		return moved(app, pager_page(pager, 1), true);
	case CMD_HALF_UP:
		return moved(app, pager_page(pager, -1), false);
	case CMD_FIRST:
	case CMD_LAST:
	case CMD_PERCENT:
		return jump(app, pager, request);
	default:
		return 0;
	}
}

void pager_report(struct app *app, struct pager *pager)
{
	const struct search *search = &pager->search;
	if (search->state == SEARCH_MISSED)
		app_say(app, "%s", text(TEXT_NOT_FOUND));
	else if (search->state == SEARCH_FOUND && search->wrapped)
		app_say(app, "%s", text(search->upward ? TEXT_WRAPPED_UP : TEXT_WRAPPED));
}

unsigned pager_answer(struct app *app, struct pager *pager, const struct search_request *request)
{
	switch (request->what) {
	case SEARCH_BEGIN:
		pager_search_begin(pager, request->backward);
		return REACT_HANDLED;
	case SEARCH_TYPED:
		pager_search_typed(pager, request->text);
		if (pager->search.state == SEARCH_MISSED && !app->speech.on)
			app_say(app, "%s", text(TEXT_NOT_FOUND)); /* beside what is typed */
		return DRAWN;
	case SEARCH_KEEP:
	case SEARCH_GIVE_UP:
		pager_search_end(pager, request->what == SEARCH_KEEP);
		if (request->what == SEARCH_KEEP)
			pager_report(app, pager);
		return DRAWN;
	case SEARCH_GO:
		if (!sought_any(&pager->search.sought) && pager == &app->reader)
			sought_set(&pager->search.sought, app->list.sought.typed); /* what was last typed in the list */
		if (!sought_any(&pager->search.sought)) {
			app_say(app, "%s", text(TEXT_NO_PATTERN));
			return DRAWN;
		}
		pager_search_next(pager, request->backward);
		pager_report(app, pager);
		return DRAWN;
	}
	return 0;
}

void pager_where(struct pager *pager, struct position *position)
{
	const struct search *search = &pager->search;
	position->percent = pager_percent(pager);
	position->found = search->shown && search->has_current;
	position->level = search->sought.level;
	if (position->found && search->counted) {
		position->match = search->index;
		position->matches = search->total;
	}
	if (search->state == SEARCH_RUNNING)
		position->searching = pager_search_percent(pager);
}

void sheet_draw(struct app *app, struct area area)
{
	pager_paint(&app->sheet, &app->painter, area, &app->theme);
}

void sheet_say(struct app *app, struct buf *out)
{
	speech_add_pager(&app->sheet, out);
}

unsigned sheet_command(struct app *app, const struct request *request)
{
	return pager_command(app, &app->sheet, request);
}

unsigned sheet_search(struct app *app, const struct search_request *request)
{
	return pager_answer(app, &app->sheet, request);
}

void sheet_position(struct app *app, struct position *position)
{
	pager_where(&app->sheet, position);
}

void sheet_close(struct app *app)
{
	doc_set_sheet(&app->sheet.doc);
	app->sheet.search.shown = false;
	sought_set(&app->sheet.search.sought, (struct str){0});
	pager_restart(&app->sheet);
}
