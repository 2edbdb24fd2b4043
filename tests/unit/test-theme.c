#include "config.h"

#include "base/near.h"
#include "term/terminal.h"
#include "ui/theme.h"

#include "unit.h"

#include <string.h>

static void assert_format(const struct theme *theme, enum role role, const char *want)
{
	struct buf out;
	buf_init(&out, 256);
	theme_format(theme, role, &out);
	assert_string_equal(buf_cstr(&out), want);
	buf_done(&out);
}

static void assert_near(const char *word, const char *words, const char *hint)
{
	struct near near = near_to(word);
	near_try_words(&near, words);
	assert_string_equal(near_hint(&near), hint);
}

static void near_names_are_meant(void **state)
{
	(void)state;
	assert_near("tashkel", "tatweel|tashkeel|text-width", "; did you mean tashkeel?");
	assert_near("taskheel", "tatweel|tashkeel", "; did you mean tashkeel?");
	assert_near("st", "set|bind", "; did you mean set?");
	assert_near("x", "j|k", "");
	assert_near("", "set|no", "");
	assert_near("rubbish", "set|bind|color", "");
	assert_near("an-endless-word-that-is-none-of-the-names", "set", "");
	assert_near("set", "an-endless-word-that-is-no-name-of-ours|sat", "; did you mean sat?");
}

/* Without colours, every role that must be told apart is, by attributes, in every theme and whatever was set. */
static void nothing_is_said_by_colour_alone(void **state)
{
	(void)state;
	static const enum role pairs[][2] = {
		{ROLE_UNREAD, ROLE_READ}, {ROLE_SELECTED, ROLE_READ}, {ROLE_SELECTED, ROLE_UNREAD}, {ROLE_TITLE, ROLE_TEXT},
		{ROLE_HEADING, ROLE_TEXT}, {ROLE_LINK, ROLE_TEXT}, {ROLE_MATCH, ROLE_TEXT}, {ROLE_MATCH_CURRENT, ROLE_MATCH},
		{ROLE_BADGE, ROLE_TEXT}, {ROLE_ERROR, ROLE_STATUS}, {ROLE_STATUS, ROLE_TEXT},
	};
	static const char *const white[] = {"white", "none"};
	struct theme theme = {.color = false};
	for (int role = 0; role < ROLE_COUNT; role++)
		assert_int_equal(theme_set(&theme, (enum role)role, white, 2, NULL), 0);
	for (int name = 0; name < THEME_COUNT; name++) {
		theme.name = (enum theme_name)name;
		for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
			assert_int_not_equal(theme_style(&theme, pairs[i][0]), theme_style(&theme, pairs[i][1]));
		for (int role = 0; role < ROLE_COUNT; role++)
			assert_int_equal(theme_style(&theme, (enum role)role) >> STYLE_FG_SHIFT, 0);
	}
	/* The theme without colours has none on a terminal with colours either. */
	theme = (struct theme){.name = THEME_MONO, .color = true};
	for (int role = 0; role < ROLE_COUNT; role++)
		assert_int_equal(theme_style(&theme, (enum role)role) >> STYLE_FG_SHIFT, 0);
}

static void a_role_has_the_colours_of_the_text(void **state)
{
	(void)state;
	struct theme theme = {.name = THEME_HIGH_CONTRAST, .color = true};
	uint32_t ground = (uint32_t)STYLE_COLOR << STYLE_BG_SHIFT;
	for (int role = 0; role < ROLE_COUNT; role++)
		assert_int_not_equal(theme_style(&theme, (enum role)role) & ground, 0);
	assert_int_equal(theme_style(&theme, ROLE_QUOTE), theme_style(&theme, ROLE_TEXT));
}

static void a_role_gets_its_own_style(void **state)
{
	(void)state;
	struct theme theme = {.color = true};
	struct err err;
	assert_int_equal(theme_set(&theme, ROLE_TITLE, (const char *const[]){"red"}, 1, &err), 0);
	assert_int_equal(theme_style(&theme, ROLE_TITLE), STYLE_BOLD | 2U << STYLE_FG_SHIFT);
	assert_format(&theme, ROLE_TITLE, " red default bold");
	assert_int_equal(theme_set(&theme, ROLE_TITLE, (const char *const[]){"255", "0", "dim", "underline"}, 4, &err), 0);
	assert_int_equal(theme_style(&theme, ROLE_TITLE),
	                 STYLE_DIM | STYLE_UNDERLINE | 256U << STYLE_FG_SHIFT | 1U << STYLE_BG_SHIFT);
	assert_format(&theme, ROLE_TITLE, " 255 black underline dim");
	/* A ground of its own takes the place of reverse. */
	assert_int_equal(theme_set(&theme, ROLE_SELECTED, (const char *const[]){"black", "bright-cyan"}, 2, &err), 0);
	assert_int_equal(theme_style(&theme, ROLE_SELECTED), 1U << STYLE_FG_SHIFT | 15U << STYLE_BG_SHIFT);
	assert_int_equal(theme_set(&theme, ROLE_LINK, (const char *const[]){"none"}, 1, &err), 0);
	assert_format(&theme, ROLE_LINK, " default default none");
	assert_int_equal(theme_set(&theme, ROLE_LINK, NULL, 0, &err), 0);
	assert_format(&theme, ROLE_LINK, " blue default underline");
}

static void wrong_styles_change_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *words[4];
		size_t n;
		const char *message;
	} wrong[] = {
		{{"256"}, 1, "no such colour or attribute: 256"},
		{{"-1"}, 1, "no such colour or attribute: -1"},
		{{"99999999999999999999"}, 1, "no such colour or attribute: 99999999999999999999"},
		{{"blu"}, 1, "no such colour or attribute: blu; did you mean blue?"},
		{{"red", "blue", "green"}, 3, "no such colour or attribute: green"},
		{{"bold", "red"}, 2, "no such colour or attribute: red"},
		{{"red", "undrline"}, 2, "no such colour or attribute: undrline; did you mean underline?"},
	};
	struct theme theme = {.color = true}, before = theme;
	struct err err;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(theme_set(&theme, ROLE_TEXT, wrong[i].words, wrong[i].n, &err), ERR_USAGE);
		assert_true(strncmp(err.message, wrong[i].message, strlen(wrong[i].message)) == 0);
		assert_memory_equal(&theme, &before, sizeof theme);
	}
}

static void roles_have_names(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++)
		assert_int_equal(role_find(role_name((enum role)role)), role);
	assert_int_equal(role_find("no-such-role"), ROLE_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_names_are_meant),
		cmocka_unit_test(nothing_is_said_by_colour_alone),
		cmocka_unit_test(a_role_has_the_colours_of_the_text),
		cmocka_unit_test(a_role_gets_its_own_style),
		cmocka_unit_test(wrong_styles_change_nothing),
		cmocka_unit_test(roles_have_names),
	};
	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
