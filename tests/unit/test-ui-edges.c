/* The reader at its edges: nothing selected, long lines, messages that are wider than the screen. */
#include "config.h"

#include "fake-terminal.h"
#include "play-library.h"

#include "library/library.h"
#include "term/key.h"
#include "ui/conf.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

static int set_up(void **state)
{
	if (play_library_set_up(state) != 0)
		return -1;
	play_store("Alpha of the press", 0, 5, "First words of alpha.\nMore words of alpha.");
	play_store("Beta of the daily", 0, 4, "First words of beta.");
	play_store("Gamma by hand", 0, 3, "First words of gamma, with a harbour.");
	return 0;
}

static void without_an_article_that_is_said(void **state)
{
	struct play *p = *state;
	static const char keys[] = "jx*DrloyYstTvKJ";
	expect(p, "The library is empty", true);
	for (size_t i = 0; keys[i] != 'K'; i++) {
		press(p, (char[]){keys[i], '\0'});
		expect(p, "no article is selected", true);
	}
	press(p, "A");
	expect(p, "nothing in this list is unread", true);
	press(p, "=");
	expect(p, "The screen", true);
	press(p, "q");
	expect(p, "The library is empty", true);
	play_it(p);
}

static void an_empty_answer_has_no_last_article(void **state)
{
	struct play *p = *state;
	press(p, "/nowhere\r");
	expect(p, "Nothing in this list", true);
	press(p, "n");
	expect(p, "no article is selected", true);
	press_key(p, 27);
	expect(p, "article 1/3", true);
	play_it(p);
}

static void nothing_found_names_the_wider_level(void **state)
{
	struct play *p = *state;
	press(p, "/harbours");
	expect(p, "nothing found", true);
	expect(p, "^X: other forms too", true);
	press_key(p, 24);
	expect(p, "1 article", true);
	expect(p, "other forms too", false);
	press_key(p, 27);
	play_it(p);
}

/* An address of Arabic words is long. */
static void long_lines_are_taken_whole(void **state)
{
	struct play *p = *state;
	static char line[1600];
	snprintf(line, sizeof line, "tag%1500ssea", "");
	p->pasted = line;
	press(p, ":");
	press_key(p, K_PASTE);
	press(p, "\r");
	expect(p, "tagged: sea", true);
	play_it(p);
}

static void a_long_message_is_shown_whole(void **state)
{
	struct play *p = *state;
	p->cols = 40;
	p->rows = 15;
	press(p, ":set theme=ligt\r");
	expect(p, "bad value 'ligt' for theme:", true);
	expect(p, "high-contrast", true);
	expect(p, "wanted", true);
	press(p, "j");
	expect(p, "bad value", false);
	expect(p, "article 2/3", true);
	press(p, "/is:blue");
	expect(p, "is:blue: an article is:unread", true);
	expect(p, "(column 1", true);
	press_key(p, 27);
	play_it(p);
}

static void where_one_is_gives_way_to_what_is_said(void **state)
{
	struct play *p = *state;
	p->cols = 80;
	press(p, ":set theme=ligt\r");
	expect(p, "high-contrast is wanted", true);
	expect(p, "article 1/3", false);
	press(p, ":set theme=\r");
	press(p, ":foo\r");
	expect(p, "article 1/3", true);
	/* As wide as the row. */
	press(p, ":12345678901234567890123456789012345678901234567890123456789xy\r");
	expect(p, "9xy", true);
	press(p, ":12345678901234567890123456789012345678901234567890123456789xyz\r");
	expect(p, "9xyz", true);
	play_it(p);
}

static void a_command_may_be_shortened(void **state)
{
	struct play *p = *state;
	press(p, ":hel\r");
	expect(p, "Moving", true);
	press(p, "q:h\r");
	expect(p, "no such command: h", true);
	press(p, ":un\r");
	expect(p, "no such command: un", true);
	press(p, ":q\r");
	play_it(p);
	assert_int_equal(p->n_checked, p->n_checks);
}

static void a_tag_that_is_not_there_is_not_taken_off(void **state)
{
	struct play *p = *state;
	press(p, ":untag sea\r");
	expect(p, "it has no such tag: sea", true);
	press(p, ":tag sea\r:untag sea\r");
	expect(p, "tag taken off: sea", true);
	play_it(p);
}

static void what_is_brought_back_is_selected(void **state)
{
	struct play *p = *state;
	press(p, "jDDg");
	expect(p, "article 1/1", true);
	press(p, "U");
	expect(p, "article 2/2", true);
	expect(p, "First words of gamma", true);
	press(p, "kxU");
	expect(p, "article 1/2", true); /* a mark moves nobody */
	press(p, "U");
	expect(p, "article 2/3", true);
	expect(p, "First words of beta", true);
	play_it(p);
}

static void the_list_of_a_keyword_is_left_again(void **state)
{
	struct play *p = *state;
	press(p, "j:keyword harbour\rF\r");
	expect(p, "article 1/1", true);
	expect(p, "level:fold", true);
	press(p, "q");
	expect(p, "article 2/3", true);
	expect(p, "All articles", true);
	play_it(p);
}

static void a_search_says_what_came_of_it(void **state)
{
	struct play *p = *state;
	press(p, "/zebra");
	expect(p, "not found", true); /* beside what is typed */
	press(p, "\r");
	expect(p, "not found", true);
	press(p, "/title");
	expect(p, "not found", false);
	press(p, "\r/\x15");
	press_key(p, 27);
	press(p, "\r/alpha");
	expect(p, "1/", true);
	press(p, "\rqn");
	expect(p, "nothing to search for", false);
	play(p);
}

static void list_and_article_share_what_was_typed(void **state)
{
	struct play *p = *state;
	press(p, "/gamma\r");
	expect(p, "article 4/4", true);
	press(p, "\rn");
	expect(p, "match 1/", true);
	play(p);
}

static void menus_are_searched(void **state)
{
	struct play *p = *state;
	press(p, "j:save-filter Harbours\r:save-filter Ships\rf");
	expect(p, "1/5", true);
	press(p, "/shi");
	expect(p, "/shi", true);
	press(p, "\r");
	expect(p, "5/5", true);
	press(p, "N");
	expect(p, "past the beginning", true);
	expect(p, "5/5", true);
	press(p, "/zebra");
	expect(p, "not found", true);
	press_key(p, 27);
	expect(p, "5/5", true);
	press(p, "\\har\r");
	expect(p, "4/5", true);
	press(p, "\r");
	expect(p, "Harbours", true);
	play_it(p);
}

static void what_was_found_ends_with_its_list(void **state)
{
	struct play *p = *state;
	press(p, "/words\r\r");
	expect(p, "match 1/", true);
	press(p, "f1\t");
	expect(p, "100 %", true);
	expect(p, "match", false);
	play_it(p);
}

static void a_library_that_goes_away_is_missed(void **state)
{
	struct play *p = *state;
	const struct app_options *options = &p->options;
	p->victim = options->library;
	p->victim_at = 1;
	press(p, "jk");
	expect(p, "the library is gone from its place", true);
	press(p, "j");
	expect(p, "the library is gone", false);
	play_it(p);
}

static void a_library_that_stays_is_not_missed(void **state)
{
	struct play *p = *state;
	press(p, "jjk");
	expect(p, "the library is gone", false);
	press(p, "=");
	expect(p, "number      2", true);
	expect(p, " bytes", true);
	press(p, "q");
	play_it(p);
}

/* What the configuration has wrong is told of as long as one reads. */
static void warnings_are_shown_again(void **state)
{
	struct play *p = *state;
	struct conf config;
	conf_init(&config);
	buf_add_str(&config.warnings, STR("c:1: no such option: foo\nc:2: no such command: bar\n"));
	config.n_warnings = 2;
	p->options.config = &config;
	expect(p, "1 of 2 (= shows them): c:1: no such option: foo", true);
	press(p, "=");
	expect(p, "c:2: no such command: bar", true);
	play_it(p);
	conf_done(&config);
}

static void a_name_ends_with_a_word(void **state)
{
	struct play *p = *state;
	play_store("Ten words and more of a title that goes on beyond every measure", 0, 9, "x");
	press(p, "s");
	expect(p, "beyond-every.txt", true);
	press_key(p, 27);
	play_it(p);
}

/* Another start of the same library. */
static void again(struct play *p)
{
	play_it(p);
	p->n = p->n_checks = p->n_checked = 0;
}

static void places_outlast_the_program(void **state)
{
	struct play *p = *state;
	press(p, "\rmajmbJQ");
	again(p);
	expect(p, "article 2/3", true);
	press(p, "g'b");
	expect(p, "100 %", true);
	expect(p, "article 1/3", true);
	press(p, "Q");
	again(p);
	press(p, "GH"); /* what was read last, then what was read before that */
	expect(p, "article 1/3", true);
	press(p, "H");
	expect(p, "article 2/3", true);
	press(p, "H");
	expect(p, "article 1/3", true);
	press(p, "H");
	expect(p, "the oldest place", true);
	press(p, "L");
	expect(p, "article 2/3", true);
	press(p, ":marks\r");
	expect(p, "1/2", true);
	press(p, "q");
	play_it(p);
}

/* What somebody else has written there does no harm. */
static void places_that_are_none_are_passed_over(void **state)
{
	struct play *p = *state;
	const struct str marks = STR("a\n\xff 1 1 1\nb 99999999999999999999 1 1\nc 0 1 1\nd 77 1 1\ne -1 x\n");
	assert_int_equal(library_set_value(library, "marks", marks, NULL), 0);
	assert_int_equal(library_set_value(library, "history", STR("1\n2 2\n77 1 18446744073709551615\n"), NULL), 0);
	press(p, ":marks\r");
	expect(p, "1/", true);
	press(p, "q'b");
	expect(p, "mark b is not set", true);
	press(p, "'d");
	expect(p, "the article is not here any more", true);
	press(p, "qHH");
	expect(p, "the oldest place", true);
	play_it(p);
}

static void tags_and_files_are_completed(void **state)
{
	struct play *p = *state;
	press(p, ":tag harbour\r:tag ship\rj:tag sea\r");
	press(p, ":tag s\t");
	expect(p, ":tag sea", true);
	press(p, "\t");
	expect(p, ":tag ship", true);
	press_key(p, 27);
	press(p, ":untag\rs\t");
	expect(p, "untag: sea", true);
	press(p, "\t");
	expect(p, "untag: sea", true); /* the article has no other */
	press(p, "\r");
	expect(p, "tag taken off: sea", true);
	press(p, ":add /pro\t");
	expect(p, ":add /proc/", true);
	press_key(p, 27);
	play_it(p);
}

static void a_guest_completes_no_files(void **state)
{
	struct play *p = *state;
	p->options.restricted = true;
	press(p, ":add /pro\t");
	expect(p, ":add /pro", true);
	expect(p, "/proc", false);
	press_key(p, 27);
	play(p);
}

#define LIBRARY(f) cmocka_unit_test_setup_teardown(f, set_up, play_library_tear_down)
#define EMPTY(f) cmocka_unit_test_setup_teardown(f, play_library_set_up, play_library_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EMPTY(without_an_article_that_is_said),
		LIBRARY(an_empty_answer_has_no_last_article),
		LIBRARY(nothing_found_names_the_wider_level),
		LIBRARY(long_lines_are_taken_whole),
		LIBRARY(a_long_message_is_shown_whole),
		LIBRARY(where_one_is_gives_way_to_what_is_said),
		LIBRARY(a_command_may_be_shortened),
		LIBRARY(a_tag_that_is_not_there_is_not_taken_off),
		LIBRARY(what_is_brought_back_is_selected),
		LIBRARY(the_list_of_a_keyword_is_left_again),
		LIBRARY(menus_are_searched),
		LIBRARY(what_was_found_ends_with_its_list),
		LIBRARY(a_library_that_goes_away_is_missed),
		LIBRARY(a_library_that_stays_is_not_missed),
		LIBRARY(warnings_are_shown_again),
		LIBRARY(places_outlast_the_program),
		LIBRARY(places_that_are_none_are_passed_over),
		LIBRARY(tags_and_files_are_completed),
		PLAY(a_guest_completes_no_files),
		LIBRARY(a_name_ends_with_a_word),
		PLAY(a_search_says_what_came_of_it),
		PLAY(list_and_article_share_what_was_typed),
	};
	return cmocka_run_group_tests_name("ui-edges", tests, NULL, NULL);
}
