#include "config.h"

#include "term/key.h"
#include "ui/commands.h"
#include "ui/keymap.h"
#include "ui/options.h"
#include "ui/prompt.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

/* commands */

static void commands_stand_at_their_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);
		assert_int_equal(c->id, i);
		assert_ptr_equal(command_find(c->name), c);
		assert_true(c->help[0] != '\0' && c->views != 0 && c->group < GROUP_COUNT);
	}
	assert_null(command_find("no-such-command"));
}

static void every_key_of_a_row_is_one(void **state)
{
	(void)state;
	struct keymap keymap;
	size_t names = 0;
	for (size_t i = 0; i < command_count(); i++)
		for (const char *p = command_at(i)->keys; *p != '\0'; p += strcspn(p, " "), p += *p == ' ')
			names++;
	keymap_init(&keymap);
	assert_int_equal(keymap.n, names);
	keymap_done(&keymap);
}

/* Nor does a binding begin another. */
static void assert_no_key_is_bound_twice(const struct keymap *keymap)
{
	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *a = &keymap->bindings[i];
		assert_int_not_equal(a->views, 0);
		assert_int_equal(a->views & ~a->command->views, 0);
		for (size_t j = 0; j < keymap->n; j++) {
			const struct binding *b = &keymap->bindings[j];
			bool begins = i != j && a->keys.n <= b->keys.n &&
			              memcmp(a->keys.key, b->keys.key, a->keys.n * sizeof a->keys.key[0]) == 0;
			if (begins)
				assert_int_equal(a->views & b->views, 0);
		}
	}
}

static void no_key_is_bound_twice_in_a_view(void **state)
{
	(void)state;
	struct keymap keymap;
	keymap_init(&keymap);
	assert_no_key_is_bound_twice(&keymap);
	keymap_done(&keymap);
}

/* keymap */

static enum keymap_result feed(struct keymap *keymap, const char *keys, unsigned view, struct request *request)
{
	enum keymap_result result = KEYMAP_UNBOUND;
	for (; *keys != '\0'; keys++)
		result = keymap_feed(keymap, (unsigned char)*keys, view, request);
	return result;
}

static void keymap_counts_and_prefixes(void **state)
{
	(void)state;
	struct keymap k;
	struct request r;
	keymap_init(&k);
	assert_int_equal(feed(&k, "j", IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_DOWN);
	assert_int_equal(r.count, -1);
	assert_int_equal(feed(&k, "120G", IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_LAST);
	assert_int_equal(r.count, 120);
	assert_int_equal(feed(&k, "-", IN_LIST, &r), KEYMAP_MORE);
	assert_int_equal(feed(&k, "b", IN_LIST, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_TOGGLE_BIDI);
	assert_int_equal(feed(&k, "-j", IN_LIST, &r), KEYMAP_UNBOUND);
	assert_int_equal(feed(&k, "j", IN_LIST, &r), KEYMAP_COMMAND);
	assert_int_equal(feed(&k, "99999999999999999999j", IN_LIST, &r), KEYMAP_COMMAND);
	assert_in_range(r.count, 1, KEYMAP_MAX_COUNT);
	keymap_done(&k);
}

static void keymap_waits_for_a_letter(void **state)
{
	(void)state;
	struct keymap k;
	struct request r;
	keymap_init(&k);
	assert_int_equal(feed(&k, "m", IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(keymap_feed(&k, 0x628, IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_MARK);
	assert_int_equal(r.letter, 0x628);
	assert_int_equal(feed(&k, "m", IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(keymap_feed(&k, 27, IN_READER, &r), KEYMAP_CANCELLED);
	assert_int_equal(feed(&k, "j", IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_DOWN);
	keymap_done(&k);
}

static void keymap_knows_its_view(void **state)
{
	(void)state;
	struct keymap k;
	struct request r;
	keymap_init(&k);
	assert_int_equal(feed(&k, "m", IN_SHEET, &r), KEYMAP_UNBOUND);
	assert_int_equal(feed(&k, "J", IN_MENU, &r), KEYMAP_UNBOUND);
	assert_int_equal(feed(&k, "/", IN_MENU, &r), KEYMAP_COMMAND);
	assert_int_equal(feed(&k, "7", IN_MENU, &r), KEYMAP_DIGIT);
	assert_int_equal(r.count, 7);
	/* Digits of other scripts are digits. */
	assert_int_equal(keymap_feed(&k, 0x663, IN_MENU, &r), KEYMAP_DIGIT);
	assert_int_equal(r.count, 3);
	assert_int_equal(keymap_feed(&k, 0x6F4, IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(feed(&k, "G", IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.count, 4);
	keymap_done(&k);
}

static struct keys keys_of(const char *a, const char *b, const char *c)
{
	struct keys keys = {.n = 0};
	assert_true(keys_add(&keys, a));
	assert_true(b == NULL || keys_add(&keys, b));
	assert_true(c == NULL || keys_add(&keys, c));
	return keys;
}

static void bind(struct keymap *k, struct keys keys, unsigned views, const char *command)
{
	assert_int_not_equal(keymap_bind(k, &keys, views, command_find(command)), 0);
	assert_no_key_is_bound_twice(k);
}

static void keymap_waits_for_sequences(void **state)
{
	(void)state;
	struct keymap k;
	struct request r;
	keymap_init(&k);
	/* A longer one takes the place of the shorter, and the other way round. */
	bind(&k, keys_of("g", "g", NULL), IN_ALL, "first");
	bind(&k, keys_of("gd", "x", "Space"), IN_LIST, "info");
	assert_int_equal(feed(&k, "g", IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(feed(&k, "j", IN_READER, &r), KEYMAP_UNBOUND);
	assert_int_equal(feed(&k, "3gg", IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_FIRST);
	assert_int_equal(r.count, 3);
	assert_int_equal(feed(&k, "gdx", IN_LIST, &r), KEYMAP_MORE);
	assert_int_equal(keymap_feed(&k, ' ', IN_LIST, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_INFO);
	assert_int_equal(feed(&k, "gd", IN_READER, &r), KEYMAP_UNBOUND);
	/* A digit inside a sequence is no count; under an Arabic layout the sequence is the same. */
	bind(&k, keys_of("g", "1", NULL), IN_READER, "last");
	assert_int_equal(feed(&k, "g1", IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_LAST);
	assert_int_equal(keymap_feed(&k, 0x644, IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(keymap_feed(&k, 0x644, IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_FIRST);
	/* Escape gives a sequence up. */
	assert_int_equal(feed(&k, "g\033g", IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(feed(&k, "g", IN_READER, &r), KEYMAP_COMMAND);
	bind(&k, keys_of("g", NULL, NULL), IN_READER, "first");
	assert_int_equal(feed(&k, "g", IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(feed(&k, "g", IN_SHEET, &r), KEYMAP_MORE);
	keymap_done(&k);
}

static void keymap_binds_by_view(void **state)
{
	(void)state;
	struct keymap k, copy;
	struct request r;
	struct keys x = keys_of("x", NULL, NULL);
	keymap_init(&k);
	bind(&k, x, IN_READER, "quit");
	assert_ptr_equal(keymap_lookup(&k, 'x', IN_READER), command_find("quit"));
	assert_ptr_equal(keymap_lookup(&k, 'x', IN_LIST), command_find("toggle-read"));
	assert_null(keymap_lookup(&k, 'x', IN_SHEET));
	assert_true(keymap_unbind(&k, &x, IN_LIST));
	assert_false(keymap_unbind(&k, &x, IN_LIST));
	assert_int_equal(feed(&k, "x", IN_LIST, &r), KEYMAP_UNBOUND);
	keymap_copy(&copy, &k);
	assert_true(keymap_unbind(&k, &x, IN_ALL));
	assert_int_equal(feed(&copy, "x", IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_QUIT);
	/* Where a command does nothing, and what a prompt needs, cannot be bound. */
	assert_int_equal(keymap_bind(&k, &x, IN_SHEET, command_find("open")), 0);
	assert_int_equal(keymap_bind(&k, &x, IN_PROMPT, command_find("prompt-layout")), 0);
	assert_int_equal(keymap_bind(&k, &x, IN_ALL | IN_PROMPT, command_find("prompt-layout")), IN_ALL);
	struct keys f5 = keys_of("F5", NULL, NULL);
	assert_int_equal(keymap_bind(&k, &f5, IN_PROMPT, command_find("prompt-layout")), IN_PROMPT);
	keymap_done(&copy);
	keymap_done(&k);
}

static void keymap_is_bounded(void **state)
{
	(void)state;
	struct keymap k;
	unsigned bound = 1;
	keymap_init(&k);
	for (uint32_t i = 0; bound != 0; i++) {
		struct keys keys = {{0x4E00 + i}, 1};
		bound = keymap_bind(&k, &keys, IN_ALL, command_find("quit"));
	}
	assert_int_equal(k.n, KEYMAP_MAX_BINDINGS);
	keymap_done(&k);
}

static void keys_have_names(void **state)
{
	(void)state;
	static const char *const names[] = {"-b", "gg", "F 1", "^X", "M-x Space", "\\ \"", "U+062C U+0628", "U+064E", "# Tab a b"};
	struct buf out;
	buf_init(&out, 256);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct keys keys = {.n = 0};
		char name[32];
		for (const char *p = names[i]; *p != '\0'; p += strcspn(p, " "), p += *p == ' ') {
			snprintf(name, sizeof name, "%.*s", (int)strcspn(p, " "), p);
			assert_true(keys_add(&keys, name));
		}
		buf_clear(&out);
		keys_format(&keys, &out);
		assert_string_equal(buf_cstr(&out), strcmp(names[i], "\\ \"") == 0 ? "\\\"" : names[i]);
	}
	buf_done(&out);
	struct keys keys = {.n = 0};
	assert_false(keys_add(&keys, "PgDwn"));
	assert_false(keys_add(&keys, ""));
	assert_false(keys_add(&keys, "\xD8\xFF"));
	assert_int_equal(keys.n, 0);
	assert_true(keys_add(&keys, "ab") && keys_add(&keys, "c"));
	assert_false(keys_add(&keys, "de"));
	assert_true(keys_add(&keys, "f"));
	assert_false(keys_add(&keys, "g"));
}

/* options */

static void options_take_their_words(void **state)
{
	(void)state;
	struct app_options options;
	struct err err;
	char value[OPTION_VALUE_B];
	options_init(&options);
	assert_int_equal(options.sync_fd, -1);
	for (size_t i = 0; i < option_count(); i++) {
		const struct option_row *row = option_at(i);
		assert_ptr_equal(option_find(row->name), row);
		/* What an option says it is, it takes. */
		assert_int_equal(option_set(&options, row, option_format(&options, row, value), &err), 0);
		assert_int_equal(option_set(&options, row, row->type == OPTION_TEXT ? "rub\033bish" : "rubbish", &err),
		                 ERR_USAGE);
		assert_non_null(strstr(err.message, row->name));
	}
	assert_int_equal(option_set(&options, option_find("panes"), "stacked", &err), 0);
	assert_int_equal(options.panes, PANES_STACKED);
	assert_string_equal(option_format(&options, option_find("panes"), value), "stacked");
	assert_int_equal(option_set(&options, option_find("panes"), "stack", &err), ERR_USAGE);
	assert_int_equal(option_set(&options, option_find("panes"), NULL, &err), ERR_USAGE);
	assert_int_equal(option_set(&options, option_find("center"), NULL, &err), 0);
	assert_int_equal(options.center, 1);
	assert_int_equal(option_set(&options, option_find("text-width"), "1001", &err), ERR_USAGE);
	assert_int_equal(option_set(&options, option_find("text-width"), "9x", &err), ERR_USAGE);
	assert_int_equal(option_set(&options, option_find("text-width"), "0", &err), 0);
}

/* prompt */

struct fixture {
	struct prompt prompt;
	struct prompt_history history;
	struct para *para;
};

static int open_prompt(void **state)
{
	static struct fixture f;
	f = (struct fixture){.para = para_new()};
	prompt_init(&f.prompt);
	prompt_open(&f.prompt, '/', &f.history);
	*state = &f;
	return 0;
}

static int close_prompt(void **state)
{
	struct fixture *f = *state;
	prompt_done(&f->prompt);
	prompt_history_done(&f->history);
	para_free(f->para);
	return 0;
}

static enum prompt_event press(struct fixture *f, uint32_t key)
{
	return prompt_key(&f->prompt, key, f->para);
}

static void type(struct fixture *f, const char *ascii)
{
	for (; *ascii != '\0'; ascii++)
		press(f, (unsigned char)*ascii);
}

static void assert_text(struct fixture *f, const char *want)
{
	struct str got = prompt_text(&f->prompt);
	assert_int_equal(got.n, strlen(want));
	if (got.n > 0)
		assert_memory_equal(got.p, want, got.n);
}

static void prompt_inserts_and_deletes(void **state)
{
	struct fixture *f = *state;
	type(f, "helo");
	press(f, K_LEFT);
	assert_int_equal(press(f, 'l'), PROMPT_CHANGED);
	assert_text(f, "hello");
	press(f, K_HOME);
	assert_int_equal(press(f, K_DELETE), PROMPT_CHANGED);
	assert_text(f, "ello");
	assert_int_equal(press(f, 8), PROMPT_NOTHING);
	press(f, K_END);
	assert_int_equal(press(f, 127), PROMPT_CHANGED);
	assert_text(f, "ell");
	assert_int_equal(press(f, K_DELETE), PROMPT_NOTHING);
	assert_int_equal(press(f, 0x85), PROMPT_NOTHING);
	assert_int_equal(press(f, K_F5), PROMPT_NOTHING);
}

static void prompt_goes_by_words(void **state)
{
	struct fixture *f = *state;
	type(f, "one two  three");
	press(f, KEY_ALT | 'b');
	press(f, KEY_ALT | 'b');
	type(f, "x");
	assert_text(f, "one xtwo  three");
	press(f, KEY_ALT | 'f');
	press(f, 23); /* ^W */
	assert_text(f, "one   three");
	press(f, 11); /* ^K */
	assert_text(f, "one ");
	press(f, 21); /* ^U */
	assert_text(f, "");
	assert_int_equal(press(f, 127), PROMPT_CANCELLED);
}

static void prompt_arrows_are_spatial(void **state)
{
	struct fixture *f = *state;
	press(f, 0x645);
	press(f, 0x64E); /* a mark: one step with its letter */
	press(f, 0x646);
	assert_int_equal(f->prompt.at, 3);
	press(f, K_RIGHT);
	assert_int_equal(f->prompt.at, 2);
	press(f, K_RIGHT);
	assert_int_equal(f->prompt.at, 0);
	press(f, K_LEFT);
	assert_int_equal(f->prompt.at, 2);
	press(f, 6); /* ^F goes forward in every script */
	assert_int_equal(f->prompt.at, 3);
}

static void prompt_remembers(void **state)
{
	struct fixture *f = *state;
	type(f, "first");
	assert_int_equal(press(f, 13), PROMPT_ACCEPTED);
	prompt_open(&f->prompt, '/', &f->history);
	type(f, "second");
	press(f, 13);
	prompt_open(&f->prompt, '/', &f->history);
	type(f, "third");
	assert_int_equal(press(f, K_UP), PROMPT_CHANGED);
	assert_text(f, "second");
	press(f, K_UP);
	assert_text(f, "first");
	assert_int_equal(press(f, K_UP), PROMPT_NOTHING);
	press(f, K_DOWN);
	press(f, K_DOWN);
	assert_text(f, "third");
	assert_int_equal(press(f, K_DOWN), PROMPT_NOTHING);
}

static void prompt_history_is_bounded(void **state)
{
	struct fixture *f = *state;
	for (int i = 0; i < 3 * PROMPT_MAX_HISTORY; i++) {
		char line[16];
		snprintf(line, sizeof line, "%d", i / 2);
		prompt_open(&f->prompt, '/', &f->history);
		type(f, line);
		press(f, 13);
	}
	assert_int_equal(f->history.n, PROMPT_MAX_HISTORY);
	assert_string_equal(f->history.lines[PROMPT_MAX_HISTORY - 1], "74");
	assert_string_equal(f->history.lines[PROMPT_MAX_HISTORY - 2], "73");
}

static void prompt_is_bounded(void **state)
{
	struct fixture *f = *state;
	for (int i = 0; i < 2 * PROMPT_MAX_CP; i++)
		press(f, 0x628);
	assert_int_equal(f->prompt.n, PROMPT_MAX_CP);
	assert_int_equal(prompt_text(&f->prompt).n, 2 * PROMPT_MAX_CP);
}

/* The key for lam and alef, as X11 sends it; letters by the prompt's own layout. */
static void prompt_types_letters(void **state)
{
	struct fixture *f = *state;
	press(f, 0xFEFB);
	press(f, 0x645);
	assert_text(f, "لام");
	press(f, 21);
	f->prompt.translates = true;
	f->prompt.guess.hint = KEYBOARD_ARABIC;
	type(f, "sghl ugd;l Y, 12");
	assert_text(f, "سلام عليكم إو 12");
	press(f, 21);
	type(f, "bT");
	assert_text(f, "لالإ");
	press(f, 21);
	f->prompt.guess.hint = KEYBOARD_HEBREW;
	type(f, "akuo gukA");
	assert_text(f, "שלום עולA");
	press(f, 21);
	f->prompt.guess.hint = KEYBOARD_PERSIAN;
	type(f, "];[d 1");
	assert_text(f, "چکجی ۱");
}

/* Behind `:` stand names: whatever layout is on, the Latin keys are meant. */
static void prompt_of_commands_is_ascii(void **state)
{
	struct fixture *f = *state;
	prompt_open(&f->prompt, ':', &f->history);
	f->prompt.translates = true;
	const uint32_t keys[] = {0x635, 0x639, 0x647, 0x641, 0x661, 0x6F2, 0xFEFB};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		press(f, keys[i]);
	type(f, "x");
	assert_text(f, "wuit12bx");
}

static void prompt_words_in_both_directions(void **state)
{
	struct fixture *f = *state;
	static const uint32_t words[] = {0x641, 0x64A, 0x20, 'a', 'b', 0x20, 0x644, 0x627, 0x20};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		press(f, words[i]);
	assert_int_equal(f->prompt.at, 9);
	press(f, K_CTRL_RIGHT); /* the line reads from the right: back */
	assert_int_equal(f->prompt.at, 6);
	press(f, KEY_ALT | K_RIGHT);
	assert_int_equal(f->prompt.at, 3);
	press(f, KEY_ALT | 0x628); /* M-f under an Arabic layout */
	assert_int_equal(f->prompt.at, 5);
	press(f, K_CTRL_LEFT);
	assert_int_equal(f->prompt.at, 8);
	press(f, 23); /* ^W */
	assert_text(f, "في ab  ");
	press(f, KEY_ALT | 'b');
	assert_int_equal(f->prompt.at, 3);
	press(f, K_DELETE);
	assert_text(f, "في b  ");
	press(f, 0x645);
	assert_text(f, "في مb  ");
	/* In a line that begins with Latin letters the same arrows go the other way. */
	press(f, 1);
	type(f, "x ");
	press(f, K_CTRL_RIGHT);
	assert_int_equal(f->prompt.at, 4);
}

static void prompt_takes_pasted_text(void **state)
{
	struct fixture *f = *state;
	type(f, "ab");
	press(f, K_LEFT);
	assert_int_equal(prompt_paste(&f->prompt, STR("  1\r\n2\t\0333\033[31mم\xE2\x80\xAE\xEF\xBB\xBB\xFF\n")), PROMPT_CHANGED);
	assert_text(f, "a1 2 3ملا\xEF\xBF\xBD" "b");
	assert_int_equal(f->prompt.at, f->prompt.n - 1);
	assert_int_equal(prompt_paste(&f->prompt, STR(" \n")), PROMPT_NOTHING);
	for (int i = 0; i < PROMPT_MAX_CP; i++)
		prompt_paste(&f->prompt, STR("xyz"));
	assert_int_equal(f->prompt.n, PROMPT_MAX_CP);
	assert_int_equal(prompt_paste(&f->prompt, STR("x")), PROMPT_NOTHING);
}

#define WITH_PROMPT(f) cmocka_unit_test_setup_teardown(f, open_prompt, close_prompt)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands_stand_at_their_number),
		cmocka_unit_test(every_key_of_a_row_is_one),
		cmocka_unit_test(no_key_is_bound_twice_in_a_view),
		cmocka_unit_test(keymap_counts_and_prefixes),
		cmocka_unit_test(keymap_waits_for_a_letter),
		cmocka_unit_test(keymap_knows_its_view),
		cmocka_unit_test(keymap_waits_for_sequences),
		cmocka_unit_test(keymap_binds_by_view),
		cmocka_unit_test(keymap_is_bounded),
		cmocka_unit_test(keys_have_names),
		cmocka_unit_test(options_take_their_words),
		WITH_PROMPT(prompt_inserts_and_deletes),
		WITH_PROMPT(prompt_goes_by_words),
		WITH_PROMPT(prompt_arrows_are_spatial),
		WITH_PROMPT(prompt_remembers),
		WITH_PROMPT(prompt_history_is_bounded),
		WITH_PROMPT(prompt_is_bounded),
		WITH_PROMPT(prompt_takes_pasted_text),
		WITH_PROMPT(prompt_types_letters),
		WITH_PROMPT(prompt_of_commands_is_ascii),
		WITH_PROMPT(prompt_words_in_both_directions),
	};
	return cmocka_run_group_tests_name("ui-keys", tests, NULL, NULL);
}
