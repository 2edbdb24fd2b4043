#include "config.h"

#include "base/clock.h"
#include "term/key.h"
#include "ui/state.h"

enum {
	SLICE_MS = 8,      /* of work between two looks at the keyboard */
	PROGRESS_MS = 160, /* between two pictures of work that goes on, or of keys that keep coming */
	TYPING_MS = 250    /* between two pictures of a search that is typed over a slow line */
};

static void draw_rule(struct app *app)
{
	struct area rule = app->panes.rule;
	uint32_t style = theme_style(&app->theme, ROLE_RULE);
	for (int row = 0; row < rule.rows; row++)
		for (int col = 0; col < rule.cols; col++)
			paint_glyph(&app->painter, rule.row + row, rule.col + col,
			            app->panes.rule_upright ? 0x2502 : 0x2500, style);
}

/* Columns that belong to nobody: air beside the text. */
static void draw_air(struct app *app)
{
	struct area text = app->panes.article;
	uint32_t style = theme_style(&app->theme, ROLE_TEXT);
	for (int row = text.row; row < text.row + text.rows; row++) {
		if (text.col > 0)
			terminal_fill(app->terminal, row, text.col - 1, 1, style);
		if (text.col + text.cols < app->cols)
			terminal_fill(app->terminal, row, text.col + text.cols, 1, style);
	}
}

static void draw(struct app *app)
{
	if (app->speech.on) {
		speech_answer(app);
		return;
	}
	app->shelf->changed = app->stale = false;
	app->theme.name = (enum theme_name)app->options.theme;
	if (app->rows <= 0 || app->cols <= 0)
		return;
	if (app->overlay != NULL) {
		app->overlay->draw(app, app->panes.body);
	} else {
		draw_air(app);
		if (app->panes.list.rows > 0)
			list_view.draw(app, app->panes.list);
		draw_rule(app);
		if (app->panes.article.rows > 0)
			reader_view.draw(app, app->panes.article);
	}
	status_draw(app);
	terminal_flush(app->terminal);
	app->painted_ms = clock_now_ms();
	app->behind_ms = 0;
	/* The list may have looked into files that turned out to be several rows. */
	app->stale = app->shelf->changed;
}

bool loop_key_waits(void *of)
{
	struct app *app = of;
	if (app->next_key == KEY_NONE)
		app->next_key = terminal_key(app->terminal, 0, NULL, NULL, 0);
	return app->next_key != KEY_NONE;
}

/* Milliseconds that a picture is to wait: what is typed on a slow line is answered every now and then. */
static int held_ms(const struct app *app)
{
	if (app->speech.on || !app->prompt.active || app->prompt.sign == ':' || !terminal_is_slow(app->terminal))
		return 0;
	int64_t left = app->painted_ms + TYPING_MS - clock_now_ms();
	return left > 0 ? (int)left : 0;
}

/* The next key is here already, so that nobody would look at a picture of this one. */
static bool key_waits(struct app *app)
{
	int64_t now = clock_now_ms();
	if (app->speech.on || (app->behind_ms > 0 && now - app->behind_ms >= PROGRESS_MS))
		return false;
	bool waits = loop_key_waits(app);
	if (waits && app->behind_ms == 0)
		app->behind_ms = now;
	return waits;
}

static void recall(int *option, int *before, int now)
{
	if (*before != now && (*option == 0 || *option == *before))
		*option = now;
	*before = now;
}

/* What was once chosen in this terminal, for the options that say nothing; late answers may make it another one. */
static void recall_choice(struct app *app)
{
	const struct memory_choice *choice = terminal_choice(app->terminal);
	recall(&app->options.shape, &app->recalled.shape, choice->shape);
	recall(&app->options.lam_alef, &app->recalled.lam_alef, choice->lam_alef);
	recall(&app->options.marks, &app->recalled.marks, choice->marks);
}

void loop_react(struct app *app, unsigned flags, bool later)
{
	if ((flags & REACT_QUIT) != 0)
		app->quit = true;
	/* A short strip grows with its list. */
	if ((flags & REACT_RELAYOUT) != 0 || app->shelf->changed) {
		terminal_set_bidi(app->terminal, (enum bidi_mode)app->options.bidi);
		recall_choice(app);
		painter_adapt(&app->painter, &app->options);
		app_arrange(app);
	}
	if ((flags & REACT_RELOAD) != 0 && app->overlay != NULL)
		app->overlay->load(app);
	if ((flags & (REACT_REDRAW | REACT_RELAYOUT | REACT_RELOAD)) == 0 || app->quit)
		return;
	if (later)
		app->stale = true;
	else
		draw(app);
}

/* More of a long pipe, as it comes: the place stays, the per cent change. */
static unsigned feed(struct app *app, bool ready)
{
	struct article *article = desk_article(app);
	if (!ready || article == NULL || !article_read_more(article))
		return 0;
	if (app->reader.empty || app->reader.doc.article == NULL) {
		doc_set_article(&app->reader.doc, article);
		pager_restart(&app->reader);
	} else {
		/* What was the last line may have grown. */
		flow_reset(&app->reader.flow);
		app->reader.search.counted = app->reader.search.counting = false;
	}
	app->stale = true;
	struct err err;
	if (article_stream_error(article, &err) != 0)
		app_complain(app, "%s", err.message);
	return article_poll_fd(article) < 0 ? DRAWN : 0;
}

/* Work in progress is shown now and then, and when there is no more to do. */
static unsigned show_progress(struct app *app, bool busy)
{
	if (app->speech.on) {
		speech_progress(app);
		app->stale = false;
		return 0;
	}
	if (!app->stale || held_ms(app) > 0 || (busy && clock_now_ms() - app->painted_ms < PROGRESS_MS))
		return 0;
	return DRAWN;
}

/* What came of one wait: a key, more of a pipe, news of a fetch, or time for work. */
static unsigned answer(struct app *app, uint32_t key, const bool ready[N_FDS])
{
	if (key != KEY_NONE) {
		unsigned flags = collection_take_in(app);
		flags |= input_handle(app, key);
		return flags | (collection_is_missed(app) ? DRAWN : 0);
	}
	if (ready[0])
		return feed(app, true);
	if (ready[1])
		return refresh_take(app);
	if (refresh_left_ms(app) == 0)
		return refresh_by_itself(app);
	return jobs_step(app, clock_now_ms() + SLICE_MS);
}

/* The shorter of two times to wait; negative is for ever. */
static int shorter(int a, int b)
{
	return a < 0 ? b : b < 0 || a < b ? a : b;
}

void loop_run(struct app *app)
{
	while (!app->quit) {
		struct article *article = desk_article(app);
		const int fds[N_FDS] = {article != NULL ? article_poll_fd(article) : -1, refresh_fd(app)};
		bool ready[N_FDS];
		int timeout = jobs_wait(app) ? 0 : app->stale ? held_ms(app) : -1;
		timeout = shorter(timeout, refresh_left_ms(app));
		uint32_t key = input_key(app, timeout, fds, ready);
		unsigned flags = answer(app, key, ready);
		if (flags == 0)
			flags = show_progress(app, jobs_wait(app) || ready[0]);
		loop_react(app, flags, held_ms(app) > 0 || (key != KEY_NONE && key_waits(app)));
	}
}
