#include "config.h"

#include "term/key.h"
#include "ui/commands.h"
#include "ui/keyboard.h"
#include "ui/keymap.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

/* A key pressed alone by somebody whose layout this is. */
static enum keymap_result press(struct keymap *keymap, enum keyboard layout, uint32_t key, unsigned view,
                                struct request *request)
{
	keymap->guess = (struct keyboard_guess){.hint = layout};
	return keymap_feed(keymap, key, view, request);
}

/* These keys give an ASCII character, which stands for itself: / and ' are commands. */
static bool is_taken(enum keyboard layout, uint32_t latin)
{
	uint32_t cp = keyboard_letter(layout, latin);
	return cp < 0x80 && cp != latin;
}

static bool is_letter(uint32_t key)
{
	return (key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z');
}

static unsigned first_view(unsigned views)
{
	return views & -views;
}

static void every_bound_letter_has_a_key_in_every_layout(void **state)
{
	(void)state;
	struct keymap k;
	keymap_init(&k);
	for (size_t i = 0; i < k.n; i++) {
		const struct binding *b = &k.bindings[i];
		unsigned view = first_view(b->command->views);
		const uint32_t last = b->keys.key[b->keys.n - 1];
		for (int l = 0; is_letter(last) && l < KEYBOARD_COUNT; l++) {
			struct request r = {0};
			enum keyboard layout = (enum keyboard)l;
			if (is_taken(layout, last))
				continue;
			if (b->keys.n > 1)
				assert_int_equal(press(&k, layout, b->keys.key[0], view, &r), KEYMAP_MORE);
			enum keymap_result result =
				press(&k, layout, keyboard_letter(layout, last), view, &r);
			if (b->command->takes == TAKES_KEY) {
				assert_int_equal(result, KEYMAP_MORE);
				result = press(&k, layout, 'x', view, &r);
			}
			if (result != KEYMAP_COMMAND || r.command != b->command)
				print_message("# %c under %s\n", (int)last, keyboard_name(layout));
			assert_int_equal(result, KEYMAP_COMMAND);
			assert_ptr_equal(r.command, b->command);
		}
	}
	keymap_done(&k);
}

static void signs_are_found_in_every_layout(void **state)
{
	(void)state;
	static const struct {
		enum keyboard layout;
		uint32_t key;
		enum command_id command;
	} rows[] = {
		{KEYBOARD_ARABIC, 0x638, CMD_SEARCH},   {KEYBOARD_ARABIC, 0x61F, CMD_HELP},
		{KEYBOARD_ARABIC, 0x632, CMD_NEXT_UNREAD}, {KEYBOARD_ARABIC, 0x648, CMD_PREV_UNREAD},
		{KEYBOARD_ARABIC, '/', CMD_SEARCH},     {KEYBOARD_PERSIAN, 0x66A, CMD_PERCENT},
		{KEYBOARD_PERSIAN, 0x648, CMD_PREV_UNREAD}, {KEYBOARD_URDU, 0x6D4, CMD_NEXT_UNREAD},
		{KEYBOARD_URDU, 0x60C, CMD_PREV_UNREAD}, {KEYBOARD_HEBREW, 0x5E5, CMD_NEXT_UNREAD},
		{KEYBOARD_HEBREW, 0x5EA, CMD_PREV_UNREAD}, {KEYBOARD_HEBREW, '/', CMD_SEARCH},
	};
	struct keymap k;
	struct request r;
	keymap_init(&k);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(press(&k, rows[i].layout, rows[i].key, IN_READER, &r), KEYMAP_COMMAND);
		assert_int_equal(r.command->id, rows[i].command);
	}
	keymap_done(&k);
}

/* The letter jim is [ in Arabic and j in Urdu: what was typed before tells. */
static void the_layout_is_guessed_from_what_is_typed(void **state)
{
	(void)state;
	struct keyboard_guess guess = {0};
	assert_int_equal(keyboard_latin(&guess, 0x62C), '[');
	assert_int_equal(keyboard_latin(&guess, 0x6D2), 'y'); /* yeh barree: Urdu alone has it */
	assert_int_equal(keyboard_latin(&guess, 0x62C), 'j');
	assert_int_equal(keyboard_latin(&guess, 0x5D0), 't'); /* alef of Hebrew */
	assert_int_equal(keyboard_latin(&guess, 0x62C), '[');
	/* A Persian kaf leaves Persian and Urdu. */
	guess = (struct keyboard_guess){0};
	assert_int_equal(keyboard_latin(&guess, 0x6A9), ';');
	assert_int_equal(keyboard_latin(&guess, 0x6AF), '\'');
	guess = (struct keyboard_guess){.hint = KEYBOARD_URDU};
	assert_int_equal(keyboard_latin(&guess, 0x6A9), 'k');
	assert_int_equal(keyboard_latin(&guess, 0x62C), 'j');
	/* ASCII, and what no layout has, teach nothing. */
	assert_int_equal(keyboard_latin(&guess, '/'), KEY_NONE);
	assert_int_equal(keyboard_latin(&guess, 0xE9), KEY_NONE);
	assert_int_equal(keyboard_latin(&guess, K_UP), KEY_NONE);
	assert_int_equal(keyboard_latin(&guess, 0x62C), 'j');
}

/* As the keys of these keyboards are labelled; only who asks for them gets them. */
static void layouts_of_other_keyboards(void **state)
{
	(void)state;
	struct keyboard_guess guess = {.hint = KEYBOARD_ARABIC_AZERTY};
	assert_int_equal(keyboard_latin(&guess, 0x636), 'a'); /* dad */
	assert_int_equal(keyboard_latin(&guess, 0x634), 'q'); /* shin */
	assert_int_equal(keyboard_latin(&guess, 0x643), 'm'); /* kaf */
	assert_int_equal(keyboard_latin(&guess, 0x632), ':'); /* zay */
	guess = (struct keyboard_guess){.hint = KEYBOARD_ARABIC_MAC};
	assert_int_equal(keyboard_latin(&guess, 0x631), 'n'); /* ra */
	assert_int_equal(keyboard_latin(&guess, 0x648), 'm'); /* waw */
	assert_int_equal(keyboard_latin(&guess, 0x632), 'b'); /* zay */
	guess = (struct keyboard_guess){0};
	assert_int_equal(keyboard_latin(&guess, 0x671), KEY_NONE); /* alef wasla, of a Macintosh only */
	assert_int_equal(keyboard_latin(&guess, 0x631), 'v');
	assert_int_equal(keyboard_letter(KEYBOARD_ARABIC_AZERTY, 'a'), 0x636);
	assert_int_equal(keyboard_letter(KEYBOARD_ARABIC_MAC, 'n'), 0x631);
}

static void languages_have_layouts(void **state)
{
	(void)state;
	assert_int_equal(keyboard_of_language(STR("fa")), KEYBOARD_PERSIAN);
	assert_int_equal(keyboard_of_language(STR("fa-IR")), KEYBOARD_PERSIAN);
	assert_int_equal(keyboard_of_language(STR("ur")), KEYBOARD_URDU);
	assert_int_equal(keyboard_of_language(STR("he")), KEYBOARD_HEBREW);
	assert_int_equal(keyboard_of_language(STR("ar")), KEYBOARD_ARABIC);
	assert_int_equal(keyboard_of_language(STR("en")), KEYBOARD_ARABIC);
	assert_int_equal(keyboard_of_language(STR("")), KEYBOARD_ARABIC);
}

/* What a place gives is found at that place again. */
static void the_table_is_its_own_inverse(void **state)
{
	(void)state;
	for (int l = 0; l < KEYBOARD_COUNT; l++)
		for (uint32_t latin = '!'; latin < 127; latin++) {
			struct keyboard_guess guess = {.hint = (enum keyboard)l};
			uint32_t cp = keyboard_letter((enum keyboard)l, latin);
			assert_true(cp != KEY_NONE);
			if (cp >= 0x80)
				assert_int_equal(keyboard_latin(&guess, cp), latin);
		}
	assert_int_equal(keyboard_letter(KEYBOARD_ARABIC, K_UP), K_UP);
	assert_int_equal(keyboard_letter(KEYBOARD_ARABIC, ' '), ' ');
}

static void lam_alef_is_one_key_and_two_letters(void **state)
{
	(void)state;
	static const uint32_t alefs[] = {0x622, 0x623, 0x625, 0x627};
	uint32_t letters[2];
	for (size_t i = 0; i < 4; i++) {
		uint32_t both = keyboard_lam_alef(0x644, alefs[i]);
		for (uint32_t form = both; form < both + 2; form++) {
			assert_int_equal(keyboard_letters(form, letters), 2);
			assert_int_equal(letters[0], 0x644);
			assert_int_equal(letters[1], alefs[i]);
		}
	}
	assert_int_equal(keyboard_lam_alef(0x644, 0x644), KEY_NONE);
	assert_int_equal(keyboard_lam_alef(0x645, 0x627), KEY_NONE);
	assert_int_equal(keyboard_lam_alef(0x644, KEY_NONE), KEY_NONE);
	assert_int_equal(keyboard_letters(0x644, letters), 1);
	assert_int_equal(letters[0], 0x644);
}

/* '' goes to the last place under a layout that has another letter there; the letter of a mark stays. */
static void the_key_twice_is_the_sign(void **state)
{
	(void)state;
	struct keymap k;
	struct request r;
	keymap_init(&k);
	assert_int_equal(keymap_feed(&k, 0x637, IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(keymap_feed(&k, 0x637, IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_GO_MARK);
	assert_int_equal(r.letter, '\'');
	assert_int_equal(keymap_feed(&k, 0x637, IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(keymap_feed(&k, 0x628, IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.letter, 0x628);
	assert_int_equal(keymap_feed(&k, 0x629, IN_READER, &r), KEYMAP_MORE);
	assert_int_equal(keymap_feed(&k, 0x629, IN_READER, &r), KEYMAP_COMMAND);
	assert_int_equal(r.command->id, CMD_MARK);
	assert_int_equal(r.letter, 0x629);
	keymap_done(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bound_letter_has_a_key_in_every_layout),
		cmocka_unit_test(signs_are_found_in_every_layout),
		cmocka_unit_test(the_layout_is_guessed_from_what_is_typed),
		cmocka_unit_test(layouts_of_other_keyboards),
		cmocka_unit_test(languages_have_layouts),
		cmocka_unit_test(the_table_is_its_own_inverse),
		cmocka_unit_test(lam_alef_is_one_key_and_two_letters),
		cmocka_unit_test(the_key_twice_is_the_sign),
	};
	return cmocka_run_group_tests_name("ui-input", tests, NULL, NULL);
}
