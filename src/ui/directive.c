#include "config.h"

#include "ui/directive.h"

#include "base/near.h"
#include "term/key.h"

#include <assert.h>
#include <string.h>

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
	if (strncmp(name, KEYWORD_ROLE, strlen(KEYWORD_ROLE)) == 0)
		return color_group(to, name + strlen(KEYWORD_ROLE), words, err);
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
