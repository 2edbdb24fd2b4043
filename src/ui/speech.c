#include "config.h"

#include "ui/speech.h"

#include "base/clock.h"
#include "term/key.h"
#include "text/prop.h"
#include "text/utf8.h"
#include "ui/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRESS_MS = 4000, MAX_SAID_B = 1 << 20 };

void speech_init(struct speech *speech)
{
	*speech = (struct speech){.line_fed = true};
	buf_init(&speech->said, MAX_SAID_B);
	buf_init(&speech->now, MAX_SAID_B);
}

void speech_done(struct speech *speech)
{
	buf_done(&speech->said);
	buf_done(&speech->now);
}

void speech_choose(struct app *app)
{
	const char *term = getenv("TERM");
	int mode = app->options.linear;
	if (mode == LINEAR_AUTO)
		mode = term != NULL && strcmp(term, "dumb") == 0 ? LINEAR_YES : LINEAR_NO;
	app->speech.on = mode != LINEAR_NO;
	app->speech.unwrapped = mode != LINEAR_LINES;
}

void speech_arrange(struct app *app)
{
	const struct speech *speech = &app->speech;
	struct app_options options = app->options;
	struct area line = {0, 0, 1, speech->unwrapped ? SPEECH_COLS : app->cols};
	if (speech->unwrapped)
		options.text_width = 0;
	app->panes = (struct panes){.mode = PANES_ALONE, .article = line, .body = line};
	app->list.rows = app->rows;
	struct look look = options_look(&app->options, true);
	flow_set_look(&app->reader.flow, look);
	flow_set_look(&app->sheet.flow, look);
	app->reader.flow.tight = app->sheet.flow.tight = true;
	pager_set_area(&app->reader, line, DIR_LTR, &options, SHAPE_BASE);
	pager_set_area(&app->sheet, line, DIR_LTR, &options, SHAPE_BASE);
}

/* Code points as they look; where nothing is to be seen, only joiners are kept. */
static void add_para(struct buf *out, const struct para *para, size_t start, size_t end)
{
	for (size_t i = start; i < end && i < para_length(para); i++) {
		uint32_t cp = para_cp(para)[i];
		bool joiner = cp == 0x200C || cp == 0x200D;
		if (joiner || (para_props(para)[i] & PROP_INVISIBLE) == 0)
			utf8_add(out, joiner || para_glyphs(para)[i] < ' ' ? cp : para_glyphs(para)[i]);
	}
}

/* Columns that were made with blanks are for the eye: for the ear a name and what it means. */
static void close_gaps(struct buf *out, size_t from)
{
	size_t n = from;
	for (size_t i = from; i < out->n; i++) {
		bool gap = out->p[i] == ' ' && n > from && out->p[n - 1] == ' ';
		if (gap)
			out->p[n - 1] = ':';
		if (gap || out->p[i] != ' ' || n > from)
			out->p[n++] = out->p[i];
		while (gap && i + 1 < out->n && out->p[i + 1] == ' ')
			i++;
	}
	out->n = n;
}

void speech_add(struct app *app, struct buf *out, struct str given)
{
	struct para *para = app->painter.para;
	para_set_look(para, options_look(&app->options, true));
	para_load(para, given, DIR_AUTO, DIR_LTR, SHAPE_BASE);
	add_para(out, para, 0, para_length(para));
	para_set_look(para, app->painter.look);
}

/* What the eye would see of a paragraph, by its kind. */
static const char *kind_said(const struct flow_line *line)
{
	if (!line->first)
		return "";
	return text(line->kind == DOC_HEADING ? TEXT_SAY_HEADING
	            : line->kind == DOC_QUOTE ? TEXT_SAY_QUOTE
	            : line->kind == DOC_ITEM  ? TEXT_SAY_ITEM
	                                      : TEXT_SAY_TEXT);
}

void speech_add_pager(struct pager *pager, struct buf *out)
{
	const struct search *search = &pager->search;
	struct flow_line line;
	if (pager->empty)
		return;
	struct spot top = flow_normal(&pager->flow, pager->top);
	flow_line(&pager->flow, top, &line);
	size_t start = line.start_cp - line.base_cp, end = line.end_cp - line.base_cp;
	if (search->shown && search->has_current && search->current.key == top.key &&
	    search->current.start_cp >= line.start_cp && search->current.start_cp < line.end_cp) {
		if (search->counted)
			buf_addf(out, text(TEXT_SAY_MATCH_OF), search->index, search->total);
		buf_add_str(out, str_of(text(TEXT_SAY_MATCH)));
		add_para(out, line.para, search->current.start_cp - line.base_cp, search->current.end_cp - line.base_cp);
		buf_add_str(out, str_of(text(TEXT_SAY_MATCH_END)));
	}
	if (pager->has_mark && pager->mark_key == top.key && pager->mark_cp >= line.start_cp &&
	    pager->mark_cp < line.end_cp) {
		if (pager->mark_total > 0)
			buf_addf(out, text(TEXT_SAY_MATCH_OF), pager->mark_number, pager->mark_total);
		buf_add_str(out, str_of(text(TEXT_SAY_KEYWORD)));
		add_para(out, line.para, pager->mark_cp - line.base_cp, pager->mark_end_cp - line.base_cp);
		buf_add_str(out, str_of(text(TEXT_SAY_MATCH_END)));
	}
	if (line.badge && line.first)
		buf_add_str(out, str_of(text(TEXT_SAY_OVERRIDE)));
	buf_add_str(out, str_of(kind_said(&line)));
	size_t from = out->n;
	add_para(out, line.para, start, end);
	if (line.kind == DOC_KEY)
		close_gaps(out, from);
	while (out->n > from && out->p[out->n - 1] == ' ')
		out->n--;
}

static bool is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

/* What stands at the cursor, into speech->now. */
static struct str here(struct app *app)
{
	struct buf *now = &app->speech.now;
	buf_clear(now);
	app_focus(app)->say(app, now);
	return buf_str(now);
}

static void say(struct app *app, struct str line)
{
	terminal_line(app->terminal, line);
}

static void say_here(struct app *app)
{
	struct str line = here(app);
	say(app, line);
	buf_clear(&app->speech.said);
	buf_add_str(&app->speech.said, line);
}

/* One line further, past blank ones; false, with a message, where there is none. */
static bool step(struct app *app, bool back)
{
	const struct request request = {.command = command_at(back ? CMD_UP : CMD_DOWN), .count = 1};
	do {
		app->message[0] = '\0';
		app_focus(app)->command(app, &request);
		if (app->message[0] != '\0')
			return false;
	} while (is_blank(here(app)) && app_focus(app)->kind != IN_LIST);
	return true;
}

/* Rows that a line takes of the window, about. */
static int rows_of(const struct app *app, struct str line)
{
	int cols = app->cols > 0 ? app->cols : 1;
	size_t n_cp = utf8_count(line);
	return n_cp < 100000 ? (int)n_cp / cols + 1 : 1000;
}

/* By a part of the window; going forward all is said but the last line, which speech_answer() says. */
static unsigned page(struct app *app, int rows, bool back)
{
	bool moved = false;
	int room = rows > 1 ? rows - 1 : 1;
	while (room > 0) {
		bool pending = moved && !back;
		struct buf before;
		buf_init(&before, BUF_NO_MAX);
		if (pending)
			buf_add_str(&before, here(app));
		bool more = step(app, back);
		if (more && pending)
			say(app, buf_str(&before));
		buf_done(&before);
		if (!more)
			break;
		moved = true;
		room -= rows_of(app, buf_str(&app->speech.now));
	}
	if (moved)
		app->message[0] = '\0';
	return DRAWN;
}

/* The title block, line by line; the cursor stands on its last line, or in the body where it was. */
static void say_head(struct app *app)
{
	struct pager *pager = &app->reader;
	struct spot place = pager->top;
	uint64_t key;
	if (pager->doc.article == NULL || !doc_first(&pager->doc, &key))
		return;
	for (bool more = key < DOC_BODY; more; more = doc_next(&pager->doc, &key) && key < DOC_BODY) {
		pager->top = (struct spot){key, 0, false};
		say_here(app);
	}
	if (place.key >= DOC_BODY)
		pager->top = place;
}

static void say_article(struct app *app)
{
	struct pager *pager = &app->reader;
	const struct article *article = pager->doc.article;
	app->speech.opened = app->shown.id;
	if (article != NULL && (article_is_verbatim(article) || article_is_plain(article))) {
		say_here(app);
		page(app, app->rows - 1, false);
		say_here(app);
		return;
	}
	say_head(app);
	bool in_head = article != NULL && pager->top.key < DOC_BODY;
	if (in_head && app->speech.skims)
		return;
	if (in_head)
		step(app, false);
	app->message[0] = '\0';
	say_here(app);
}

/* A sheet is read to the end of the first page; a menu and a list say what they are. */
static void say_view(struct app *app, const struct view_ops *view)
{
	if (view->kind == IN_SHEET) {
		say_here(app);
		page(app, app->rows - 1, false);
	} else if (view->kind == IN_MENU) {
		say(app, str_of(app->menu.title));
	}
	say_here(app);
}

static void say_message(struct app *app)
{
	if (app->message[0] != '\0')
		say(app, str_of(app->message));
	app->message[0] = '\0';
	app->message_is_error = false;
}

/* The line that is typed. What a search finds meanwhile is said when it is accepted. */
static void show_prompt(struct app *app)
{
	struct buf before;
	struct prompt *prompt = &app->prompt;
	if (app->speech.asked)
		say_message(app);
	app->message[0] = '\0';
	app->speech.asked = false;
	app->speech.typing = true;
	struct str typed = prompt_text(prompt);
	size_t at_b = utf8_offset(typed, prompt->at);
	buf_init(&before, BUF_NO_MAX);
	if (prompt->label != NULL)
		buf_addf(&before, "%s ", prompt->label);
	else
		utf8_add(&before, prompt->sign);
	buf_add_str(&before, str_sub(typed, 0, at_b));
	terminal_prompt(app->terminal, buf_str(&before), str_sub(typed, at_b, typed.n));
	buf_done(&before);
}

static void begin(struct app *app)
{
	char line[sizeof app->message];
	app->speech.begun = app->speech.asked = true;
	if (app->options.linear == LINEAR_AUTO)
		say(app, str_of(text(TEXT_SAY_DUMB)));
	snprintf(line, sizeof line, text(TEXT_SAY_BEGIN), shelf_count(app->shelf));
	if (!app->single)
		say(app, str_of(line));
}

/* The view that has the keys; the greeting where there is nothing to list. */
static void say_focus(struct app *app, bool message)
{
	struct speech *speech = &app->speech;
	const struct view_ops *view = app_focus(app);
	bool changed = view != speech->view;
	bool reading = view == &reader_view && app->shown.id != 0;
	speech->view = view;
	if (view == &list_view)
		speech->opened = 0;
	if (reading && speech->opened != app->shown.id)
		say_article(app);
	else if (changed)
		say_view(app, view);
	else if (speech->asked && (!message || !str_eq(here(app), buf_str(&speech->said))))
		say_here(app);
	say_message(app);
}

void speech_answer(struct app *app)
{
	struct speech *speech = &app->speech;
	app->stale = app->shelf->changed = false;
	/* What comes first is only known when the folder has been read. */
	bool early = !speech->begun && !app->touched && shelf_busy(app->shelf);
	if (early || jobs_searching(app) || app->walk.state != WALK_IDLE)
		return;
	if (!speech->begun)
		begin(app);
	if (app->prompt.active) {
		show_prompt(app);
	} else {
		bool message = app->message[0] != '\0';
		speech->asked |= speech->typing;
		speech->typing = false;
		say_message(app);
		say_focus(app, message);
		speech->asked = speech->skims = false;
	}
	speech->progress_ms = clock_now_ms();
	terminal_flush(app->terminal);
}

void speech_progress(struct app *app)
{
	char line[sizeof app->message];
	bool searching = jobs_searching(app);
	bool early = !app->speech.begun && shelf_busy(app->shelf);
	if (!app->speech.begun && !early)
		speech_answer(app);
	bool walking = app->walk.state != WALK_IDLE;
	if ((!searching && !early && !walking) || clock_now_ms() - app->speech.progress_ms < PROGRESS_MS)
		return;
	app->speech.progress_ms = clock_now_ms();
	struct position p = {.searching = -1};
	app_focus(app)->position(app, &p);
	if (searching)
		snprintf(line, sizeof line, text(TEXT_SEARCHING), p.searching);
	else if (walking)
		snprintf(line, sizeof line, "%s", text(TEXT_WALKING));
	else
		snprintf(line, sizeof line, text(TEXT_SAY_SCANNING), shelf_count(app->shelf));
	say(app, str_of(line));
	terminal_flush(app->terminal);
}

/* ^L: where one is. */
static unsigned say_position(struct app *app)
{
	struct position p = {.percent = -1};
	app_focus(app)->position(app, &p);
	if (p.total > 0 && p.percent >= 0)
		app_say(app, text(TEXT_SAY_WHERE), p.number, p.total, p.percent);
	buf_clear(&app->speech.said);
	return DRAWN;
}

unsigned speech_command(struct app *app, const struct request *request)
{
	enum command_id id = request->command->id;
	int n = request->count > 0 ? request->count : 1;
	bool moved = true;
	app->speech.asked = true;
	app->speech.skims = id == CMD_NEXT_ARTICLE || id == CMD_PREV_ARTICLE;
	switch (id) {
	case CMD_DOWN:
	case CMD_UP:
		for (int i = 0; moved && i < n; i++) {
			moved = step(app, id == CMD_UP);
			app->message[0] = moved || i == 0 ? app->message[0] : '\0';
		}
		return DRAWN;
	case CMD_READ_ON:
		/* The end is the view's own business. */
		if (app_focus(app) == &reader_view && pager_at_end(&app->reader))
			return 0;
		return page(app, app->rows, false);
	case CMD_PAGE_DOWN:
	case CMD_PAGE_UP:
		return page(app, app->rows, id == CMD_PAGE_UP);
	case CMD_HALF_DOWN:
	case CMD_HALF_UP:
		return page(app, (app->rows + 1) / 2, id == CMD_HALF_UP);
	case CMD_REDRAW:
		return say_position(app);
	case CMD_ALONE:
	case CMD_FOCUS_LEFT:
	case CMD_FOCUS_RIGHT:
	case CMD_TOGGLE_BIDI:
	case CMD_TOGGLE_LAYOUT:
		app_say(app, text(TEXT_SAY_NO_SCREEN), request->command->name);
		return DRAWN;
	default:
		return 0;
	}
}

/*
 * Where whole lines are sent (a buffer of an editor), the line feed after a
 * key ends what was typed; alone it is Enter.
 */
uint32_t speech_key(struct app *app, uint32_t key)
{
	bool alone = app->speech.line_fed;
	app->speech.line_fed = key == '\n';
	if (key != '\n' || app->prompt.active)
		return key;
	return alone ? 13 : KEY_NONE;
}
