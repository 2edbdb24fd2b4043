/*
 * An address of the web in the reader's browser, without a shell.
 *
 * The browser is the option of that name, else the first of $BROWSER that is
 * there, else xdg-open where there is a desktop. A text browser gets the
 * terminal for as long as it runs; one with a & at the end of its command line
 * runs beside the reader.
 */
#include "config.h"

#include "ui/state.h"

#include "base/child.h"
#include "base/mem.h"
#include "library/feeds.h"
#include "ui/directive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { URL_MAX_B = 4096 };

/* --- the address --- */

/* Of a row: a link's, a feed's site. Else that of the article. */
static void find_address(struct app *app, struct buf *url)
{
	struct feed_row feed;
	if (app->overlay != NULL && app->menu.n > 0) {
		const struct menu_row *row = &app->menu.rows[app->menu.selected];
		struct library *library = shelf_library(app->shelf);
		if (app->overlay == &links_view)
			buf_add_str(url, str_of(row->copied));
		else if (app->overlay == &lists_view && row->number != 0 && library_feed(library, row->number, &feed, NULL) == 0)
			buf_add_str(url, feed.site_url.n > 0 ? feed.site_url : feed.url);
		return;
	}
	const struct article *article = desk_article(app);
	if (article != NULL)
		buf_add_str(url, article_meta(article)->url);
	if (url->n == 0)
		buf_add_str(url, shelf_row(app->shelf, app->shown).url);
}

/* Nothing but such an address is given to a program: it can be no option, no file, no second word. */
static bool is_web(const char *url)
{
	static const char *const schemes[] = {"http://", "https://"};
	bool web = false;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		size_t n = 0;
		while (schemes[i][n] != '\0' && ascii_lower(url[n]) == schemes[i][n])
			n++;
		web |= schemes[i][n] == '\0' && url[n] != '\0';
	}
	for (const char *p = url; *p != '\0'; p++)
		web = web && (unsigned char)*p > ' ' && *p != 127;
	return web;
}

/* --- the browser --- */

struct browser {
	struct words words;
	char *path;
	enum child_way way;
};

static bool take_command(struct browser *browser, struct str command)
{
	browser->way = CHILD_HERE;
	if (words_split(&browser->words, command, NULL) != 0 || browser->words.n == 0)
		return false;
	if (browser->words.n > 1 && strcmp(browser->words.word[browser->words.n - 1], "&") == 0) {
		browser->words.n--;
		browser->way = CHILD_BESIDE;
	}
	browser->path = child_find(browser->words.word[0]);
	return browser->path != NULL;
}

/* Command lines separated by colons. */
static bool take_environment(struct browser *browser)
{
	const char *list = getenv("BROWSER");
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ":");
		if (take_command(browser, (struct str){list, n}))
			return true;
		list += n + (list[n] == ':');
	}
	return false;
}

static bool has_desktop(void)
{
	const char *x = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");
	return (x != NULL && x[0] != '\0') || (wayland != NULL && wayland[0] != '\0');
}

static bool find_browser(struct app *app, struct browser *browser)
{
	if (app->options.browser[0] != '\0')
		return take_command(browser, str_of(app->options.browser));
	return take_environment(browser) || (has_desktop() && take_command(browser, STR("xdg-open &")));
}

/* A word with the address for each %u (and %s, as $BROWSER has it); whether there was one. */
static bool put_address(const char *word, const char *url, struct buf *out)
{
	bool put = false;
	for (; *word != '\0'; word++) {
		if (word[0] == '%' && (word[1] == 'u' || word[1] == 's')) {
			buf_add_str(out, str_of(url));
			put = true;
			word++;
		} else {
			buf_add_char(out, *word);
		}
	}
	return put;
}

static unsigned run(struct app *app, const struct browser *browser, const char *url)
{
	char *argv[DIRECTIVE_MAX_WORDS + 2] = {NULL};
	struct err err;
	size_t n = 0;
	bool put = false;
	for (; n < browser->words.n; n++) {
		struct buf word;
		buf_init(&word, BUF_NO_MAX);
		put |= put_address(browser->words.word[n], url, &word);
		argv[n] = xstrdup(buf_cstr(&word));
		buf_done(&word);
	}
	if (!put)
		argv[n++] = xstrdup(url);
	if (browser->way == CHILD_HERE)
		terminal_leave(app->terminal);
	int status = child_run(browser->path, argv, browser->way, &err);
	if (browser->way == CHILD_HERE)
		terminal_return(app->terminal);
	if (status < 0)
		app_complain(app, "%s", err.message);
	else if (status > 0)
		app_complain(app, text(TEXT_BROWSER_FAILED), browser->words.word[0], status);
	else if (browser->way == CHILD_HERE)
		app_say(app, text(TEXT_OPENED), browser->words.word[0]);
	else
		app_say(app, text(TEXT_OPENING), browser->words.word[0], url);
	for (size_t i = 0; i < n; i++)
		free(argv[i]);
	return ARRANGED;
}

unsigned browse(struct app *app)
{
	struct buf url;
	struct browser browser = {.path = NULL};
	unsigned flags = DRAWN;
	buf_init(&url, URL_MAX_B);
	find_address(app, &url);
	if (url.n == 0) {
		app_say(app, "%s", text(TEXT_NO_ADDRESS));
	} else if (url.full || !is_web(buf_cstr(&url))) {
		app_complain(app, text(TEXT_NOT_WEB), buf_cstr(&url));
	} else if (find_browser(app, &browser)) {
		flags = run(app, &browser, buf_cstr(&url));
	} else if (app->options.browser[0] != '\0') {
		app_complain(app, text(TEXT_NO_PROGRAM), browser.words.n > 0 ? browser.words.word[0] : app->options.browser);
	} else if (terminal_copy(app->terminal, buf_str(&url))) {
		app_say(app, text(TEXT_NO_BROWSER), buf_cstr(&url));
	} else {
		app_say(app, "%s", text(TEXT_COPY_TOO_LONG));
	}
	free(browser.path);
	buf_done(&url);
	return flags;
}
