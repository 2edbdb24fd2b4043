#include "config.h"

#include "ui/app.h"

#include "base/clock.h"
#include "base/mem.h"
#include "term/key.h"
#include "ui/conf.h"
#include "ui/state.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_NAMES = 512, /* of a folder, before the first screen */
	FIRST_TITLES = 4,  /* that decide on which side the list stands */
	SLICE_MS = 8,      /* of work between two looks at the keyboard */
	PROGRESS_MS = 160, /* between two pictures of work that goes on, or of keys that keep coming */
	TYPING_MS = 250    /* between two pictures of a search that is typed over a slow line */
};

const struct view_ops *app_focus(const struct app *app)
{
	if (app->overlay != NULL)
		return app->overlay;
	return app->article_focus ? &reader_view : &list_view;
}

static void set_message(struct app *app, bool is_error, const char *format, va_list args)
{
	vsnprintf(app->message, sizeof app->message, format, args);
	app->message_is_error = is_error;
}

void app_say(struct app *app, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	set_message(app, false, format, args);
	va_end(args);
}

void app_complain(struct app *app, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	set_message(app, true, format, args);
	va_end(args);
}

void app_ask(struct app *app, unsigned (*yes)(struct app *app))
{
	app->question = yes;
}

unsigned app_open_overlay(struct app *app, const struct view_ops *view)
{
	app_close_overlay(app);
	if (view->open(app))
		app->overlay = view;
	return ARRANGED;
}

unsigned app_close_overlay(struct app *app)
{
	if (app->overlay != NULL)
		app->overlay->close(app);
	app->overlay = NULL;
	return ARRANGED;
}

static bool locale_is_rtl(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	static const char *const langs[] = {"ar", "fa", "ur", "he", "ps", "sd", "ug", "yi", "ckb", "dv"};
	const char *value = NULL;
	for (size_t i = 0; i < 3 && (value == NULL || value[0] == '\0'); i++)
		value = getenv(names[i]);
	if (value == NULL)
		return false;
	size_t n = strcspn(value, "_.@");
	for (size_t i = 0; i < sizeof langs / sizeof langs[0]; i++)
		if (strlen(langs[i]) == n && memcmp(value, langs[i], n) == 0)
			return true;
	return false;
}

/* By what is on the shelf, as far as it is known; then it stays, whatever else arrives. */
static enum dir find_layout(struct app *app)
{
	if (app->options.layout != LAYOUT_AUTO) {
		app->layout_known = false;
		return app->options.layout == LAYOUT_RTL ? DIR_RTL : DIR_LTR;
	}
	if (app->layout_known)
		return app->layout;
	app->layout_known = true;
	const struct shelf *shelf = app->shelf;
	if (shelf->n_rtl != shelf->n_ltr)
		return shelf->n_rtl > shelf->n_ltr ? DIR_RTL : DIR_LTR;
	const struct article *article = desk_article(app);
	if (article != NULL)
		return article_meta(article)->dir;
	return locale_is_rtl() ? DIR_RTL : DIR_LTR;
}

void app_arrange(struct app *app)
{
	const struct article *article = desk_article(app);
	terminal_size(app->terminal, &app->rows, &app->cols);
	app->layout = find_layout(app);
	if (app->speech.on) {
		speech_arrange(app);
		return;
	}
	struct panes_request request = {
		.rows = app->rows,
		.cols = app->cols,
		.mode = (enum panes_mode)app->options.panes,
		.layout = app->layout,
		.remote = terminal_is_remote(app->terminal),
		.single = app->single || shelf_count(app->shelf) == 0,
		.reorders = app->painter.model->reorders,
		.n_rows = shelf_count(app->shelf),
		.article_focus = app->article_focus || shelf_count(app->shelf) == 0,
		.alone = app->alone,
		.text_width = app->options.text_width,
	};
	panes_compute(&app->panes, &request);
	enum dir side = article != NULL ? article_meta(article)->dir : DIR_LTR;
	enum shape shape = app->painter.shape;
	struct look look = options_look(&app->options, app->painter.stacks_marks);
	flow_set_look(&app->reader.flow, look);
	flow_set_look(&app->sheet.flow, look);
	pager_set_area(&app->reader, app->panes.article, side, &app->options, shape);
	pager_set_area(&app->sheet, app->panes.body, DIR_LTR, &app->options, shape);
}

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

/* Whether the reading pane follows the list. */
static bool previews(const struct app *app)
{
	if (app->speech.on)
		return false;
	if (app->options.preview == PREVIEW_AUTO)
		return !terminal_is_remote(app->terminal);
	return app->options.preview == PREVIEW_YES;
}

static bool preview_due(struct app *app)
{
	bool visible = app->panes.article.rows > 0 && app->panes.list.rows > 0;
	bool settled = app->touched || !shelf_busy(app->shelf);
	return visible && settled && !app->article_focus && app->overlay == NULL && app->selected.id != 0 &&
	       previews(app) && !shelf_same(app->selected, app->shown) && !shelf_row(app->shelf, app->selected).stream;
}

struct pager *app_searching(struct app *app)
{
	if (app->reader.search.state == SEARCH_RUNNING)
		return &app->reader;
	return app->sheet.search.state == SEARCH_RUNNING ? &app->sheet : NULL;
}

static bool has_work(struct app *app)
{
	return app_searching(app) != NULL || preview_due(app) || shelf_has_work(app->shelf);
}

/* One slice of what can wait for a pause between two keys; says so in app->stale when there is something to show. */
static unsigned work(struct app *app)
{
	int64_t deadline = clock_now_ms() + SLICE_MS;
	struct pager *pager = app_searching(app);
	if (pager != NULL) {
		app->stale = true;
		if (pager_search_step(pager, deadline))
			return 0;
		pager_report(app, pager);
		return DRAWN;
	}
	if (preview_due(app)) {
		desk_show(app, app->selected);
		app->stale = true;
		return app->touched ? DRAWN : 0;
	}
	bool moving = shelf_busy(app->shelf);
	shelf_work(app->shelf, deadline);
	if (!shelf_has_work(app->shelf))
		mem_trim(); /* hundreds may read on one machine */
	/* Rows that arrive before any key was pressed: the reader begins at what comes first of all. */
	if (moving && !app->touched && shelf_first(app->shelf, &app->selected))
		app->list.top = app->selected;
	app->stale = app->stale || app->shelf->changed;
	return 0;
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
	if (app->next_key == KEY_NONE)
		app->next_key = terminal_key(app->terminal, 0, NULL, NULL, 0);
	if (app->next_key != KEY_NONE && app->behind_ms == 0)
		app->behind_ms = now;
	return app->next_key != KEY_NONE;
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

static void react(struct app *app, unsigned flags, bool later)
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

static void loop(struct app *app)
{
	while (!app->quit) {
		struct article *article = desk_article(app);
		int fd = article != NULL ? article_poll_fd(article) : -1;
		bool ready = false;
		int timeout = has_work(app) ? 0 : app->stale ? held_ms(app) : -1;
		uint32_t key = input_key(app, timeout, fd, &ready);
		unsigned flags = 0;
		if (key != KEY_NONE)
			flags = collection_take_in(app) | input_handle(app, key);
		else if (ready)
			flags = feed(app, ready);
		else if (has_work(app))
			flags = work(app);
		if (flags == 0)
			flags = show_progress(app, has_work(app) || ready);
		react(app, flags, held_ms(app) > 0 || (key != KEY_NONE && key_waits(app)));
	}
}

static bool wants_color(const struct app_options *options)
{
	const char *no_color = getenv("NO_COLOR");
	if (options->color == COLOR_AUTO)
		return no_color == NULL || no_color[0] == '\0';
	return options->color == COLOR_ALWAYS;
}

static void init(struct app *app, const struct app_options *options)
{
	*app = (struct app){.options = *options};
	if (options->config != NULL) {
		app->theme = options->config->theme;
		keymap_copy(&app->keymap, &options->config->keymap);
	} else {
		keymap_init(&app->keymap);
	}
	app->theme.color = wants_color(options);
	speech_init(&app->speech);
	trail_init(&app->trail);
	prompt_init(&app->prompt);
	buf_init(&app->completed, 4096);
	pager_init(&app->reader);
	pager_init(&app->sheet);
}

static void done(struct app *app)
{
	app_close_overlay(app);
	pager_done(&app->reader);
	pager_done(&app->sheet);
	menu_done(&app->menu);
	speech_done(&app->speech);
	buf_done(&app->completed);
	prompt_done(&app->prompt);
	prompt_history_done(&app->search_history);
	prompt_history_done(&app->command_history);
	prompt_history_done(&app->save_history);
	prompt_history_done(&app->text_history);
	keymap_done(&app->keymap);
	shelf_free(app->shelf);
	free(app->chain);
}

/* One article that is the whole edition must be readable, or there is nothing to open a screen for. */
static int check_sources(struct app *app, struct err *err)
{
	struct shelf_ref ref;
	int rc = shelf_prepare(app->shelf, FIRST_NAMES, err);
	app->single = app->shelf->single;
	if (rc < 0 || !app->single || !shelf_first(app->shelf, &ref))
		return rc;
	return shelf_open(app->shelf, ref, err);
}

static int take_terminal(struct app *app, struct err *err)
{
	speech_choose(app);
	const struct terminal_options options = {
		.bidi = (enum bidi_mode)app->options.bidi,
		.color = app->theme.color,
		.mouse = app->options.mouse != 0,
		.no_memory = app->options.restricted,
		.linear = app->speech.on,
		.no_children = app->options.restricted,
		.sync_fd = app->options.sync_fd,
	};
	int rc = terminal_open(&app->terminal, &options, err);
	if (rc == 0) {
		painter_init(&app->painter, app->terminal);
		app->theme.color = app->theme.color && terminal_has_colors(app->terminal);
		terminal_size(app->terminal, &app->rows, &app->cols);
	}
	return rc;
}

/* They stand on standard error, which the screen hides. */
static void say_warnings(struct app *app)
{
	const struct conf *config = app->options.config;
	if (config == NULL || config->n_warnings == 0)
		return;
	struct str rest = buf_str(&config->warnings), line;
	str_next_line(&rest, &line);
	char first[sizeof app->message / 2];
	snprintf(first, sizeof first, "%.*s", (int)(line.n < sizeof first ? line.n : sizeof first - 1), line.p);
	if (config->n_warnings == 1)
		app_complain(app, text(TEXT_CONFIG_WARNING), first);
	else
		app_complain(app, text(TEXT_CONFIG_WARNINGS), config->n_warnings, first);
}

static void start(struct app *app)
{
	struct shelf_ref ref = {0};
	collection_resume(app);
	if (app->selected.id == 0 && shelf_first(app->shelf, &ref))
		app->selected = ref;
	if ((ref = app->selected).id != 0) {
		app->list.top = ref;
		for (int i = 0; i < FIRST_TITLES && !shelf_busy(app->shelf); i++) {
			shelf_look(app->shelf, ref);
			if (!shelf_next(app->shelf, &ref))
				break;
		}
	}
	desk_show(app, app->selected);
	if (app->single) {
		desk_open(app, app->selected);
	}
	if (app->shelf->read_only)
		app_say(app, "%s", text(TEXT_READ_ONLY_START));
	if (terminal_hint(app->terminal) != NULL)
		app_say(app, "%s", terminal_hint(app->terminal));
	say_warnings(app);
	react(app, ARRANGED, false);
}

/* What is named, or the library. */
static int open_shelf(struct app *app, char *const *sources, size_t n_sources, struct err *err)
{
	bool read_only = app->options.read_only || app->options.restricted;
	int rc = 0;
	if (n_sources > 0) {
		app->shelf = shelf_of_files(sources, n_sources, app->options.restricted);
		return 0;
	}
	if (app->options.library != NULL)
		snprintf(app->place, sizeof app->place, "%s", app->options.library);
	else
		rc = library_default_place(app->place, sizeof app->place, err);
	return rc != 0 ? rc : shelf_of_library(&app->shelf, app->place, read_only, err);
}

int app_run(const struct app_options *options, char *const *sources, size_t n_sources, struct buf *last_words,
            struct err *err)
{
	struct app *app = xmalloc(sizeof *app);
	init(app, options);
	int rc = open_shelf(app, sources, n_sources, err);
	if (rc == 0)
		rc = check_sources(app, err);
	if (rc == 0)
		rc = take_terminal(app, err);
	if (rc == 0) {
		start(app);
		loop(app);
		if (app->options.stats && last_words != NULL)
			info_line(app, last_words);
		collection_keep(app);
		terminal_close(app->terminal);
		painter_done(&app->painter);
	}
	done(app);
	free(app);
	return rc;
}
