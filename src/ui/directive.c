#include "config.h"

#include "ui/directive.h"

#include "base/near.h"
#include "term/key.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GROUP_PREFIX "keyword:"

enum { KEY_ESCAPE = 27, KEY_CANCEL = 7, KEY_INTERRUPT = 3 };

typedef int set_fn(const struct settings *to, const struct words *words, const struct option_row **row, struct err *err);

static set_fn run_set, run_bind, run_unbind, run_color, run_keyword, run_unkeyword, run_feed;

static const struct {
	struct directive_row row;
	set_fn *run;
} rows[] = {
	[DIRECTIVE_SET] = {{"set", "NAME=VALUE", "give an option another value"}, run_set},
	[DIRECTIVE_BIND] = {{"bind", "[VIEW:]KEY… COMMAND", "let keys do something"}, run_bind},
	[DIRECTIVE_UNBIND] = {{"unbind", "[VIEW:]KEY…", "let keys do nothing"}, run_unbind},
	[DIRECTIVE_COLOR] = {{"color", "ROLE [COLOUR [COLOUR]] [ATTRIBUTE…]", "give a role another style"}, run_color},
	[DIRECTIVE_KEYWORD] = {{"keyword", "[-LEVEL] [GROUP:] WORD…", "mark these words wherever they stand"}, run_keyword},
	[DIRECTIVE_UNKEYWORD] = {{"unkeyword", "WORD…", "mark them no more"}, run_unkeyword},
	[DIRECTIVE_INCLUDE] = {{"include", "FILE", "read another file here"}, NULL},
	[DIRECTIVE_FEED] = {{"feed", "ADDRESS [title=…] [folder=…] [full-text] [every=MIN]", "subscribe to a feed"}, run_feed},
};

static_assert(sizeof rows / sizeof rows[0] == DIRECTIVE_COUNT, "a row for every directive");

const struct directive_row *directive_row(enum directive_id id)
{
	return &rows[id].row;
}

enum directive_id directive_find(const char *name)
{
	for (int i = 0; i < DIRECTIVE_COUNT; i++)
		if (strcmp(rows[i].row.name, name) == 0)
			return (enum directive_id)i;
	return DIRECTIVE_COUNT;
}

/* words */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static int check_line(struct str line, struct err *err)
{
	if (line.n > DIRECTIVE_MAX_B)
		return err_set(err, ERR_USAGE, "longer than %d bytes", DIRECTIVE_MAX_B);
	if (!utf8_valid(line))
		return err_set(err, ERR_USAGE, "not UTF-8");
	for (size_t i = 0; i < line.n; i++)
		if (((unsigned char)line.p[i] < ' ' && line.p[i] != '\t') || line.p[i] == 127)
			return err_set(err, ERR_USAGE, "a control character (%u)", (unsigned)(unsigned char)line.p[i]);
	return 0;
}

/* One word from p on into out; returns what is behind it, or NULL when a quote does not end. */
static const char *take_word(const char *p, const char *end, char **out)
{
	bool quoted = false;
	for (; p < end && (quoted || !is_blank(*p)); p++) {
		if (*p == '"') {
			quoted = !quoted;
			continue;
		}
		if (quoted && *p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\'))
			p++;
		*(*out)++ = *p;
	}
	*(*out)++ = '\0';
	return quoted ? NULL : p;
}

int words_split(struct words *words, struct str line, struct err *err)
{
	line = str_trim(line);
	words->n = 0;
	if (line.n == 0 || line.p[0] == '#')
		return 0;
	int rc = check_line(line, err);
	if (rc != 0)
		return rc;
	const char *p = line.p, *end = line.p + line.n;
	char *out = words->text;
	while (p < end) {
		if (is_blank(*p)) {
			p++;
			continue;
		}
		if (*p == '#')
			break;
		if (words->n == DIRECTIVE_MAX_WORDS)
			return err_set(err, ERR_USAGE, "more than %d words", DIRECTIVE_MAX_WORDS);
		words->word[words->n++] = out;
		p = take_word(p, end, &out);
		if (p == NULL)
			return err_set(err, ERR_USAGE, "a quote that does not end; \\\" in quotes is the sign itself");
	}
	return 0;
}

void word_format(const char *word, struct buf *out)
{
	if (word[0] != '\0' && word[0] != '#' && strpbrk(word, "\" \t") == NULL) {
		buf_add_str(out, str_of(word));
		return;
	}
	buf_add_char(out, '"');
	for (; *word != '\0'; word++) {
		if (*word == '"' || *word == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, *word);
	}
	buf_add_char(out, '"');
}

/* set */

static int unknown_option(const char *name, struct err *err)
{
	struct near near = near_to(name);
	for (size_t i = 0; i < option_count(); i++)
		near_try(&near, option_at(i)->name);
	return err_set(err, ERR_USAGE, "no such option: %s%s", name, near_hint(&near));
}

/* NAME=VALUE, NAME VALUE, NAME = VALUE; NAME alone turns a switch on. */
static int run_set(const struct settings *to, const struct words *words, const struct option_row **row, struct err *err)
{
	if (words->n < 2)
		return err_set(err, ERR_USAGE, "set wants %s", rows[DIRECTIVE_SET].row.operands);
	char name[DIRECTIVE_MAX_B + 1];
	size_t n = strcspn(words->word[1], "=");
	memcpy(name, words->word[1], n);
	name[n] = '\0';
	size_t next = 2;
	const char *value = words->word[1][n] == '=' ? words->word[1] + n + 1 : NULL;
	if (value == NULL && words->n > 2) {
		value = words->word[next++];
		value += value[0] == '=';
	}
	if (value != NULL && value[0] == '\0' && words->n > next)
		value = words->word[next++];
	const struct option_row *found = option_find(name);
	if (found == NULL)
		return unknown_option(name, err);
	if (to->options->restricted && !found->restricted)
		return err_set(err, ERR_USAGE, "%s: not in restricted mode", name);
	if (words->n > next)
		return err_set(err, ERR_USAGE, "%s takes one value; what is '%s'?", name, words->word[next]);
	int rc = option_set(to->options, found, value, err);
	if (rc == 0)
		*row = found;
	return rc;
}

/* bind, unbind */

static int unknown_key(const char *word, struct err *err)
{
	struct near near = near_to(word);
	const char *name;
	for (size_t i = 0; (name = key_known_name(i)) != NULL; i++)
		near_try(&near, name);
	return err_set(err, ERR_USAGE, "no such key: %s%s", word, near_hint(&near));
}

/* Keys that reach no binding: they give up what was begun, or are no keys of a keyboard. */
static int check_keys(const struct keys *keys, struct err *err)
{
	char name[16];
	for (size_t i = 0; i < keys->n; i++) {
		uint32_t key = keys->key[i];
		if (key == KEY_ESCAPE || key == KEY_CANCEL || key == KEY_INTERRUPT)
			return err_set(err, ERR_USAGE, "%s cannot be bound: it gives up what was begun", key_name(key, name));
		if (key >= K_PASTE && key <= K_EOF)
			return err_set(err, ERR_USAGE, "%s cannot be bound", key_name(key, name));
		if (i == 0 && key >= '0' && key <= '9')
			return err_set(err, ERR_USAGE, "%s cannot begin a binding: digits are counts", key_name(key, name));
	}
	return 0;
}

/* The view that a word names before its colon, which is taken off; all of them without one. */
static int take_view(const char **word, unsigned *views, struct err *err)
{
	const char *colon = strchr(*word, ':');
	*views = IN_ALL | IN_PROMPT;
	if (colon == NULL || colon == *word || colon[1] == '\0')
		return 0;
	struct str name = {*word, (size_t)(colon - *word)};
	for (size_t i = 0; i < view_word_count(); i++) {
		if (str_eq(str_of(view_word_at(i)->name), name)) {
			*word = colon + 1;
			*views = view_word_at(i)->view;
			return 0;
		}
	}
	if (name.n < 2)
		return 0; /* two signs */
	char text[NEAR_NAME_B] = "";
	memcpy(text, name.p, name.n < sizeof text ? name.n : 0);
	struct near near = near_to(text);
	for (size_t i = 0; i < view_word_count(); i++)
		near_try(&near, view_word_at(i)->name);
	return err_set(err, ERR_USAGE, "no such view: %.*s%s", (int)name.n, name.p, near_hint(&near));
}

/* The keys of words [1, end). */
static int read_keys(const struct words *words, size_t end, struct keys *keys, unsigned *views, struct err *err)
{
	keys->n = 0;
	for (size_t i = 1; i < end; i++) {
		const char *word = words->word[i];
		int rc = i == 1 ? take_view(&word, views, err) : 0;
		if (rc != 0)
			return rc;
		if (keys->n == KEYMAP_MAX_KEYS)
			return err_set(err, ERR_USAGE, "more than %d keys", KEYMAP_MAX_KEYS);
		if (!keys_add(keys, word))
			return unknown_key(word, err);
	}
	return check_keys(keys, err);
}

static int unknown_command(const char *name, struct err *err)
{
	struct near near = near_to(name);
	for (size_t i = 0; i < command_count(); i++)
		near_try(&near, command_at(i)->name);
	return err_set(err, ERR_USAGE, "no such command: %s%s", name, near_hint(&near));
}

static int run_bind(const struct settings *to, const struct words *words, const struct option_row **row, struct err *err)
{
	struct keys keys;
	unsigned views;
	(void)row;
	if (words->n < 3)
		return err_set(err, ERR_USAGE, "bind wants %s", rows[DIRECTIVE_BIND].row.operands);
	const char *name = words->word[words->n - 1];
	int rc = read_keys(words, words->n - 1, &keys, &views, err);
	if (rc != 0)
		return rc;
	const struct command *command = command_find(name);
	if (command == NULL)
		return unknown_command(name, err);
	if ((command->views & views) == 0)
		return err_set(err, ERR_USAGE, "%s does nothing in that view", name);
	if (to->keymap->n >= KEYMAP_MAX_BINDINGS)
		return err_set(err, ERR_USAGE, "more than %d bindings", KEYMAP_MAX_BINDINGS);
	if (keymap_bind(to->keymap, &keys, views, command) == 0)
		return err_set(err, ERR_USAGE, "a prompt needs these keys itself");
	return 0;
}

static int run_unbind(const struct settings *to, const struct words *words, const struct option_row **row,
                      struct err *err)
{
	struct keys keys;
	unsigned views;
	(void)row;
	if (words->n < 2)
		return err_set(err, ERR_USAGE, "unbind wants %s", rows[DIRECTIVE_UNBIND].row.operands);
	int rc = read_keys(words, words->n, &keys, &views, err);
	if (rc == 0 && !keymap_unbind(to->keymap, &keys, views))
		rc = err_set(err, ERR_USAGE, "nothing is bound to these keys");
	return rc;
}

/* color */

/* A group of keywords, from color keyword:GROUP. */
static int color_group(const struct settings *to, const char *name, const struct words *words, struct err *err)
{
	struct own_style style;
	uint8_t group;
	int rc = theme_parse(&style, words->word + 2, words->n - 2, err);
	if (rc == 0)
		rc = keywords_group(to->keywords, str_of(name), &group, err);
	if (rc == 0)
		to->keywords->groups[group].style = style;
	return rc;
}

static int run_color(const struct settings *to, const struct words *words, const struct option_row **row,
                     struct err *err)
{
	(void)row;
	if (words->n < 2)
		return err_set(err, ERR_USAGE, "color wants %s", rows[DIRECTIVE_COLOR].row.operands);
	const char *name = words->word[1];
	enum role role = role_find(name);
	if (strncmp(name, GROUP_PREFIX, strlen(GROUP_PREFIX)) == 0)
		return color_group(to, name + strlen(GROUP_PREFIX), words, err);
	if (role != ROLE_COUNT)
		return theme_set(to->theme, role, words->word + 2, words->n - 2, err);
	struct near near = near_to(name);
	for (int i = 0; i < ROLE_COUNT; i++)
		near_try(&near, role_name((enum role)i));
	return err_set(err, ERR_USAGE, "no such role: %s%s", name, near_hint(&near));
}

/* keyword, unkeyword */

static int run_keyword(const struct settings *to, const struct words *words, const struct option_row **row,
                       struct err *err)
{
	(void)row;
	return keywords_add(to->keywords, words->word + 1, words->n - 1, NULL, err);
}

static int run_unkeyword(const struct settings *to, const struct words *words, const struct option_row **row,
                         struct err *err)
{
	(void)row;
	return keywords_remove(to->keywords, words->word + 1, words->n - 1, err);
}

/* feed */

int feed_words(const struct words *words, size_t first, struct feed_wish *wish, struct err *err)
{
	int rc = 0;
	for (size_t i = first; i < words->n && rc == 0; i++)
		rc = feed_wish_word(wish, words->word[i], err);
	return rc;
}

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

static int run_feed(const struct settings *to, const struct words *words, const struct option_row **row, struct err *err)
{
	struct feed_wish wish;
	(void)row;
	feed_wish_init(&wish);
	int rc = to->feeds == NULL ? err_set(err, ERR_USAGE, "feed stands only in a file") : feed_words(words, 1, &wish, err);
	if (rc == 0 && wish.url == NULL)
		rc = err_set(err, ERR_USAGE, "feed wants an address: %s", rows[DIRECTIVE_FEED].row.operands);
	if (rc == 0)
		feed_wishes_add(to->feeds, &wish);
	feed_wish_done(&wish);
	return rc;
}

static int unknown_directive(const char *name, struct err *err)
{
	struct near near = near_to(name);
	for (int i = 0; i < DIRECTIVE_COUNT; i++)
		near_try(&near, rows[i].row.name);
	return err_set(err, ERR_USAGE, "no such line: %s%s", name, near_hint(&near));
}

int directive_run(const struct settings *to, const struct words *words, const struct option_row **row,
                  struct err *err)
{
	const struct option_row *unused = NULL;
	row = row != NULL ? row : &unused;
	*row = NULL;
	if (words->n == 0)
		return 0;
	enum directive_id id = directive_find(words->word[0]);
	if (id == DIRECTIVE_COUNT)
		return unknown_directive(words->word[0], err);
	if (rows[id].run == NULL)
		return err_set(err, ERR_USAGE, "%s stands only in a file", words->word[0]);
	return rows[id].run(to, words, row, err);
}

/* all of it */

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
		buf_addf(out, "%scolor " GROUP_PREFIX "%s", group->style.set ? "" : "# ", group->name);
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
