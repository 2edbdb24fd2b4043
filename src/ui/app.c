#include "config.h"

#include "ui/app.h"

#include "base/mem.h"
#include "ui/conf.h"
#include "ui/state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_NAMES = 512, /* of a folder, before the first screen */
	FIRST_TITLES = 4   /* that decide on which side the list stands */
};

const struct view_ops *app_focus(const struct app *app)
{
	if (app->overlay != NULL)
		return app->overlay;
	return app->article_focus ? &reader_view : &list_view;
}

static void set_message(struct app *app, bool is_error, const char *format, va_list args)
{
	size_t n = sizeof app->message - 1;
	if (vsnprintf(app->message, sizeof app->message, format, args) > (int)n) {
		while (n > 0 && (app->message[n - 1] & 0xC0) == 0x80)
			n--; /* no part of a letter */
		app->message[n > 0 ? n - 1 : 0] = '\0';
	}
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
	collection_collapse(app);
	app->marking.shown = app->options.keywords != KEYWORDS_HIDDEN;
	app->marking.terms_shown = app->options.keywords == KEYWORDS_TERMS;
	terms_update(app);
	news_update(app);
	if (app->speech.on) {
		speech_arrange(app);
		return;
	}
	/* What is asked for stays in the list, even when that is nothing. */
	bool empty = shelf_count(app->shelf) == 0 && !app->quest.on;
	struct panes_request request = {
		.rows = app->rows,
		.cols = app->cols,
		.mode = (enum panes_mode)app->options.panes,
		.layout = app->layout,
		.remote = terminal_is_remote(app->terminal),
		.single = app->single || empty,
		.reorders = app->painter.model->reorders,
		.n_rows = shelf_count(app->shelf),
		.article_focus = app->article_focus || empty,
		.row_height = list_height(app),
		.asking = app->quest.on,
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
		keywords_copy(&app->keywords, &options->config->keywords);
	} else {
		keymap_init(&app->keymap);
		keywords_init(&app->keywords);
	}
	marking_init(&app->marking, &app->keywords);
	app->theme.color = wants_color(options);
	speech_init(&app->speech);
	trail_init(&app->trail);
	prompt_init(&app->prompt);
	buf_init(&app->completed, 4096);
	pager_init(&app->reader);
	pager_init(&app->sheet);
	app->reader.marking = &app->marking;
	app->reader.met = &app->met;
	app->list.sought.typed_level = (enum level)options->match_level;
}

static void done(struct app *app)
{
	app_close_overlay(app);
	pager_done(&app->reader);
	pager_done(&app->sheet);
	article_hits_done(&app->article_hits);
	walk_done(&app->walk);
	panel_done(&app->panel);
	quest_done(app);
	lists_forget(app);
	stems_free(app->stems);
	marking_done(&app->marking);
	keywords_done(&app->keywords);
	sought_done(&app->menu_sought);
	sought_done(&app->list.sought);
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
	kin_done(&app->kin);
	met_done(&app->met);
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
	loop_react(app, ARRANGED, false);
	refresh_start(app);
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
	article_hits_init(&app->article_hits, app->shelf, &app->marking);
	passages_init(&app->quest.passages, app->shelf);
	if (rc == 0)
		rc = check_sources(app, err);
	if (rc == 0)
		rc = take_terminal(app, err);
	if (rc == 0) {
		if (shelf_library(app->shelf) != NULL)
			library_set_hurry(shelf_library(app->shelf), loop_key_waits, app);
		collection_watch(app);
		start(app);
		loop_run(app);
		if (app->options.stats && last_words != NULL)
			info_line(app, last_words);
		refresh_stop(app);
		collection_keep(app);
		terminal_close(app->terminal);
		painter_done(&app->painter);
		collection_finish(app);
	}
	done(app);
	free(app);
	return rc;
}
