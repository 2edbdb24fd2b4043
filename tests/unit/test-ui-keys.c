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

static void no_key_is_bound_twice_in_a_view(void **state)
{
	(void)state;
	struct keymap keymap;
	keymap_init(&keymap);
	for (size_t i = 0; i < keymap.n; i++)
		for (size_t j = i + 1; j < keymap.n; j++) {
			const struct binding *a = &keymap.bindings[i];
			const struct binding *b = &keymap.bindings[j];
			if (a->prefix == b->prefix && a->key == b->key)
				assert_int_equal(a->command->views & b->command->views, 0);
			/* Nor is the first of two a command by itself. */
			if (a->prefix == KEY_NONE && b->prefix == a->key)
				assert_int_equal(a->command->views & b->command->views, 0);
		}
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
	assert_int_equal(feed(&k, "/", IN_MENU, &r), KEYMAP_UNBOUND);
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

/* options */

static void options_take_their_words(void **state)
{
	(void)state;
	struct app_options options;
	struct err err;
	char value[32];
	options_init(&options);
	assert_int_equal(options.sync_fd, -1);
	for (size_t i = 0; i < option_count(); i++) {
		const struct option_row *row = option_at(i);
		assert_ptr_equal(option_find(row->name), row);
		/* What an option says it is, it takes. */
		assert_int_equal(option_set(&options, row, option_format(&options, row, value), &err), 0);
		assert_int_equal(option_set(&options, row, "rubbish", &err), ERR_USAGE);
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
