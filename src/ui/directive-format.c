/* What is set, as lines. */
#include "config.h"

#include "ui/directive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void format_word(const char *name, const char *value, struct buf *out)
{
	if (value == NULL)
		return;
	if (out->n > 0 && out->p[out->n - 1] != ' ')
		buf_add_char(out, ' ');
	buf_addf(out, "%s%s", name, name[0] != '\0' ? "=" : "");
	word_format(value, out);
}

void feed_format(const struct feed_wish *wish, struct buf *out)
{
	char minutes[16];
	snprintf(minutes, sizeof minutes, "%d", wish->every_min);
	format_word("", wish->url, out);
	format_word("title", wish->title, out);
	format_word("folder", wish->folder, out);
	format_word("full-text", wish->full_text < 0 ? NULL : wish->full_text > 0 ? "yes" : "no", out);
	format_word("every", wish->every_min < 0 ? NULL : minutes, out);
}

static void format_binding(const char *what, const struct keys *keys, const char *view, const char *command,
                           struct buf *out)
{
	struct buf names, word;
	buf_init(&names, 256);
	buf_init(&word, 256);
	keys_format(keys, &names);
	buf_add_str(out, str_of(what));
	for (const char *p = buf_cstr(&names); *p != '\0';) {
		size_t n = strcspn(p, " ");
		buf_clear(&word);
		if (p == names.p && view != NULL)
			buf_addf(&word, "%s:", view);
		buf_add(&word, p, n);
		buf_add_char(out, ' ');
		word_format(buf_cstr(&word), out);
		p += n + (p[n] == ' ');
	}
	buf_addf(out, "%s%s\n", command != NULL ? " " : "", command != NULL ? command : "");
	buf_done(&names);
	buf_done(&word);
}

/* One line where the views are all that a line without a view means, else one for each. */
static void format_views(const char *what, const struct keys *keys, unsigned views, unsigned all, const char *command,
                         struct buf *out)
{
	if (views == all)
		format_binding(what, keys, NULL, command, out);
	for (size_t i = 0; views != all && i < view_word_count(); i++)
		if ((views & view_word_at(i)->view) != 0)
			format_binding(what, keys, view_word_at(i)->name, command, out);
}

/* The keys of the rows that are bound no more, or to something else. */
static void format_unbound(const struct keymap *keymap, struct buf *out)
{
	struct keymap rows_keymap;
	keymap_init(&rows_keymap);
	for (size_t i = 0; i < rows_keymap.n; i++) {
		const struct binding *b = &rows_keymap.bindings[i];
		unsigned lost = b->views & ~keymap_views(keymap, &b->keys, b->command);
		if (lost != 0)
			format_views("unbind", &b->keys, lost, keymap_views(&rows_keymap, &b->keys, NULL), NULL, out);
	}
	keymap_done(&rows_keymap);
}

/* By command, then by keys: the same however it came about. */
static int compare_bindings(const void *left, const void *right)
{
	const struct binding *a = left, *b = right;
	if (a->command != b->command)
		return a->command->id < b->command->id ? -1 : 1;
	for (size_t i = 0; i < a->keys.n && i < b->keys.n; i++)
		if (a->keys.key[i] != b->keys.key[i])
			return a->keys.key[i] < b->keys.key[i] ? -1 : 1;
	return (a->keys.n > b->keys.n) - (a->keys.n < b->keys.n);
}

static void format_bound(const struct keymap *keymap, struct buf *out)
{
	struct keymap sorted;
	keymap_copy(&sorted, keymap);
	if (sorted.n > 0)
		qsort(sorted.bindings, sorted.n, sizeof sorted.bindings[0], compare_bindings);
	for (size_t i = 0; i < sorted.n; i++) {
		const struct binding *b = &sorted.bindings[i];
		format_views("bind", &b->keys, b->views, keys_views(&b->keys, b->command->views), b->command->name, out);
	}
	keymap_done(&sorted);
	for (size_t i = 0; i < command_count(); i++) {
		bool any = false;
		for (size_t k = 0; !any && k < keymap->n; k++)
			any = keymap->bindings[k].command == command_at(i);
		if (!any)
			buf_addf(out, "# bind KEY %s\n", command_at(i)->name);
	}
}

static void format_options(const struct app_options *options, struct buf *out)
{
	char value[OPTION_VALUE_B];
	struct buf word;
	buf_init(&word, BUF_NO_MAX);
	for (size_t i = 0; i < option_count(); i++) {
		const struct option_row *row = option_at(i);
		buf_clear(&word);
		buf_addf(&word, "%s=%s", row->name, option_format(options, row, value));
		buf_add_str(out, STR("set "));
		word_format(buf_cstr(&word), out);
		buf_add_char(out, '\n');
	}
	buf_done(&word);
}

static void format_keywords(const struct keywords *keywords, const struct theme *theme, struct buf *out)
{
	for (size_t i = 1; i < keywords->n_groups; i++) {
		const struct keyword_group *group = &keywords->groups[i];
		buf_addf(out, "%scolor " KEYWORD_ROLE "%s", group->style.set ? "" : "# ", group->name);
		theme_format_mark(theme, keywords_role((uint8_t)i), &group->style, out);
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < keywords->n; i++) {
		keywords_format(keywords, i, out);
		buf_add_char(out, '\n');
	}
}

void settings_format(const struct settings *settings, struct buf *out)
{
	buf_add_str(out, STR("# jarida-config(5): all that is set\n"));
	format_options(settings->options, out);
	format_unbound(settings->keymap, out);
	format_bound(settings->keymap, out);
	for (int i = 0; i < ROLE_COUNT; i++) {
		const enum role role = (enum role)i;
		/* What only the theme says stays with the theme. */
		buf_addf(out, "%scolor %s", settings->theme->own[i].set ? "" : "# ", role_name(role));
		theme_format(settings->theme, role, out);
		buf_add_char(out, '\n');
	}
	format_keywords(settings->keywords, settings->theme, out);
	for (size_t i = 0; settings->feeds != NULL && i < settings->feeds->n; i++) {
		buf_add_str(out, STR("feed "));
		feed_format(&settings->feeds->wishes[i], out);
		buf_add_char(out, '\n');
	}
}
