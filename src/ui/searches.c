/* What was searched for, a line each in $XDG_STATE_HOME/jarida/searches; nothing in restricted mode. */
#include "config.h"

#include "base/file.h"
#include "term/memory.h"
#include "text/utf8.h"
#include "ui/state.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_B = 4 * PROMPT_MAX_CP * PROMPT_MAX_HISTORY * 2 };

/* Empty where there is no place for state, or none may be used. */
static void find_path(const struct app *app, struct buf *path)
{
	if (!app->options.restricted)
		memory_path(path, "searches", getenv);
}

/* Whether it could have been typed: the file is not trusted. */
static bool is_line(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if ((unsigned char)line.p[i] < ' ' || line.p[i] == 0x7F)
			return false;
	return utf8_valid(line) && utf8_count(line) <= PROMPT_MAX_CP;
}

/* What is in the file now: others may have written since. */
static void load(const char *path, struct prompt_history *history)
{
	struct buf whole;
	struct str line;
	buf_init(&whole, FILE_B);
	file_read_small(path, &whole);
	prompt_history_done(history);
	for (struct str rest = buf_str(&whole); str_next_line(&rest, &line);)
		if (is_line(line))
			prompt_history_add(history, line);
	buf_done(&whole);
}

static void save(const char *path, const struct prompt_history *history)
{
	struct buf whole;
	buf_init(&whole, FILE_B);
	for (size_t i = 0; i < history->n; i++) {
		buf_add_str(&whole, str_of(history->lines[i]));
		buf_add_char(&whole, '\n');
	}
	file_make_folders(path);
	file_replace(path, buf_str(&whole), NULL); /* it is kept in memory in any case */
	buf_done(&whole);
}

void search_label(struct app *app)
{
	static const char signs[] = "/\\&";
	static const char *const labels[][N_LEVELS] = {
		{"/exact", NULL, "/stem"}, {"\\exact", NULL, "\\stem"}, {"&exact", NULL, "&stem"}};
	struct prompt *prompt = &app->prompt;
	const char *sign = prompt->active && prompt->sign < 0x80 ? strchr(signs, (int)prompt->sign) : NULL;
	if (sign != NULL)
		prompt->label = labels[sign - signs][app->options.match_level];
}

void search_open(struct app *app, uint32_t sign)
{
	struct buf path;
	buf_init(&path, BUF_NO_MAX);
	find_path(app, &path);
	if (path.n > 0)
		load(buf_cstr(&path), &app->search_history);
	buf_done(&path);
	prompt_open(&app->prompt, sign, &app->search_history);
	search_label(app);
}

void search_remember(struct app *app)
{
	struct buf path;
	buf_init(&path, BUF_NO_MAX);
	find_path(app, &path);
	if (path.n > 0 && app->prompt.n > 0) {
		load(buf_cstr(&path), &app->search_history);
		prompt_history_add(&app->search_history, prompt_text(&app->prompt));
		save(buf_cstr(&path), &app->search_history);
	}
	buf_done(&path);
}
