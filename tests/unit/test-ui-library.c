/* The reader on a library: lists, orders, filters, marks, what others change, the next start. */
#include "config.h"

#include "fake-terminal.h"
#include "play-library.h"
#include "stories.h"

#include "library/feeds.h"
#include "library/library.h"
#include "term/key.h"
#include "ui/conf.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t press_feed, daily, quiet;

static int64_t subscribe(const char *url, const char *title, const char *folder)
{
	int64_t id;
	bool is_new;
	struct err err;
	const struct feed_row row = {.url = str_of(url), .title = str_of(title), .folder = str_of(folder)};
	assert_int_equal(library_add_feed(library, &row, &id, &is_new, &err), 0);
	return id;
}

static int set_up(void **state)
{
	if (play_library_set_up(state) != 0)
		return -1;
	press_feed = subscribe("https://press.example/feed", "The Press", "World");
	daily = subscribe("https://daily.example/feed", "Daily News", "World");
	quiet = subscribe("https://quiet.example/feed", "Quiet Gazette", "");
	play_store("Alpha of the press", press_feed, 5, "First words of alpha.\nMore words of alpha.");
	play_store("Beta of the daily", daily, 4, "First words of beta.");
	play_store("Gamma by hand", 0, 3, "First words of gamma, which is the longest of them all by far.");
	play_store("Delta of the press", press_feed, 2, "First words of delta.");
	return 0;
}

static void again(struct play *p)
{
	p->n = p->n_checks = p->n_checked = 0;
}

static void lists_are_chosen_from_a_menu(void **state)
{
	struct play *p = *state;
	struct err err;
	struct feed_row failed = {.id = daily, .failures = 2, .failure = STR("the host is not known")};
	assert_int_equal(library_feed_fetched(library, &failed, &err), 0);
	expect(p, "article 1/4", true);
	expect(p, "All articles", true);
	press(p, "f");
	expect(p, "5 World", true);
	expect(p, "6   Daily News", true); /* in it */
	expect(p, "4 Quiet Gazette", true);
	expect(p, "2/2", true); /* of the press */
	expect(p, "! the host is not known", true);
	press(p, "jjjjjj=");
	expect(p, "https://daily.example", false); /* is the press */
	press(p, "k=");
	expect(p, "failures in a row: 2; https://daily.example", true);
	press(p, "jj\r");
	expect(p, "article 1/2", true);
	expect(p, "The Press", true);
	expect(p, "Delta of the press", true);
	expect(p, "Gamma", false);
	press(p, "f2");
	expect(p, "article 1/4", true);
	press(p, "f3");
	expect(p, "Nothing in this list", true);
	press(p, "f1");
	expect(p, "Gamma by hand", true);
	play_it(p);
}

static void the_order_is_chosen(void **state)
{
	struct play *p = *state;
	press(p, "S");
	expect(p, "by arrival", true);
	press(p, "3");
	expect(p, "by title", true);
	press(p, "G");
	expect(p, "Gamma by hand", true);
	expect(p, "article 4/4", true);
	expect(p, "First words of gamma", true);
	press(p, "SS");
	expect(p, "by title, turned round", true);
	press(p, "g");
	expect(p, "First words of gamma", true);
	press(p, "S5g");
	expect(p, "First words of gamma", true);
	press(p, "Sq");
	expect(p, "by size", true);
	play_it(p);
}

static void lists_are_narrowed_as_one_types(void **state)
{
	struct play *p = *state;
	press(p, "&PRE");
	expect(p, "Delta", true);
	expect(p, "Gamma", false);
	press(p, "ss de");
	expect(p, "Alpha", false);
	expect(p, "Delta", true);
	press(p, "zz\r");
	expect(p, "nothing found", true);
	expect(p, "Nothing in this list", true);
	press_key(p, 27);
	expect(p, "article 1/4", true);
	press(p, "&gam\r");
	expect(p, "article 1/1", true);
	press(p, ":save-filter hand\r");
	expect(p, "saved as a list: hand", true);
	press(p, "f1");
	expect(p, "article 1/4", true);
	press(p, ":filter hand\r");
	expect(p, "article 1/1", true);
	press(p, ":filter\r");
	press(p, "date:2023-07-04.. is:unread\r");
	expect(p, "article 1/2", true);
	press(p, ":filter\r");
	press(p, "dat\t2023-07-04.. is:u\t\r");
	expect(p, "article 1/2", true);
	press(p, ":filter -is:r\t\r");
	expect(p, "-is:read", true);
	press(p, ":filter is:blue\r");
	expect(p, "is:read or is:starred", true);
	press_key(p, 27);
	expect(p, "/4", true);
	press(p, "&x");
	press_key(p, 27);
	expect(p, "/4", true);
	play_it(p);
}

static void stars_and_tags(void **state)
{
	struct play *p = *state;
	press(p, "j*");
	expect(p, "starred", true);
	expect(p, "*Beta", true);
	press(p, "G:tag later on\r");
	expect(p, "tagged: later on", true);
	press(p, "f3");
	expect(p, "article 1/1", true);
	expect(p, "First words of beta", true);
	press(p, "f8");
	expect(p, "First words of delta", true);
	press(p, "=");
	expect(p, "later on", true);
	press(p, "q:untag\rlater on\r");
	expect(p, "Nothing in this list", true);
	press(p, "U");
	expect(p, "First words of delta", true);
	play_it(p);
	again(p);
	press(p, "f1");
	expect(p, "*Beta", true);
	play_it(p);
}

static void all_is_read_and_that_is_undone(void **state)
{
	struct play *p = *state;
	press(p, "f2A");
	expect(p, "mark all 4", true);
	press(p, "n");
	expect(p, "not done", true);
	press(p, "Ay");
	expect(p, "marked as read: 4", true);
	expect(p, "Nothing in this list", true);
	press(p, "A");
	press(p, "yU");
	expect(p, "taken back: 4 articles marked as read", true);
	expect(p, "article 1/4", true);
	press(p, "jD");
	expect(p, "deleted", true);
	expect(p, "Beta", false);
	expect(p, "First words of gamma", true);
	expect(p, "article 2/3", true);
	press(p, "U");
	expect(p, "Beta", true);
	press(p, "GD");
	expect(p, "First words of gamma", true);
	press(p, "DDD");
	expect(p, "Nothing in this list", true);
	press(p, "Dx*U");
	expect(p, "article 1/1", true);
	play_it(p);
}

static void the_next_unread_one_may_be_in_the_next_list(void **state)
{
	struct play *p = *state;
	/* By folder, then title: Quiet Gazette, Daily News, The Press. */
	press(p, ":filter feed:daily\r\r");
	expect(p, "First words of beta", true);
	press(p, ".");
	expect(p, "next list: The Press", true);
	expect(p, "First words of alpha", true);
	press(p, ".");
	expect(p, "First words of delta", true);
	press(p, ".");
	expect(p, "no unread article that way", true);
	play_it(p);
}

/* What is read stays in its list of unread ones until another is chosen. */
static void a_list_of_unread_ones_does_not_melt(void **state)
{
	struct play *p = *state;
	press(p, "f2\rJJ");
	expect(p, "First words of gamma", true);
	press(p, "q");
	expect(p, "Alpha", true);
	expect(p, "Beta", true);
	press(p, "f2");
	expect(p, "Alpha", false);
	expect(p, "First words of delta", true);
	play_it(p);
}

static void the_next_start_goes_on(void **state)
{
	struct play *p = *state;
	press(p, "f7jSSG");
	expect(p, "First words of alpha", true);
	play_it(p);
	again(p);
	expect(p, "The Press", true);
	expect(p, "article 2/2", true);
	expect(p, "First words of alpha", true);
	expect(p, "by date, turned round", true);
	play_it(p);
}

static void a_library_may_be_only_read(void **state)
{
	struct play *p = *state;
	p->options.read_only = 1;
	expect(p, "only read", true);
	press(p, "*jxA");
	expect(p, "mark-all-read: the library is only read", true);
	expect(p, "*Alpha", true);
	press(p, "D");
	expect(p, "delete: the library is only read", true);
	press(p, ":tag x\r");
	expect(p, "tag: the library is only read", true);
	play_it(p);
	again(p);
	expect(p, "*Alpha", false);
	play_it(p);
}

static void somebody_stores_and_deletes(void)
{
	struct err err;
	int64_t beta;
	play_store("Epsilon is new", press_feed, 6, "First words of epsilon.");
	assert_int_equal(library_find(library, "2", &beta, &err), 0);
	assert_int_equal(library_delete(library, &beta, 1, &err), 0);
}

static void others_come_in_beside_the_reader(void **state)
{
	struct play *p = *state;
	press(p, "j");
	expect(p, "First words of beta", true);
	p->meanwhile = somebody_stores_and_deletes;
	p->meanwhile_at = p->n;
	press(p, "zz");
	expect(p, "Epsilon", true);
	expect(p, "First words of beta", true); /* what one looks at stays until one looks away */
	press(p, "j");
	expect(p, "Beta", false);
	expect(p, "First words of gamma", true);
	expect(p, "article 3/4", true);
	press(p, "g");
	expect(p, "First words of epsilon", true);
	play_it(p);
}

/* What is being read stays there, whatever others do to it. */
static void what_is_read_stays(void **state)
{
	struct play *p = *state;
	press(p, "f2j\r");
	expect(p, "First words of beta", true);
	p->meanwhile = somebody_stores_and_deletes;
	p->meanwhile_at = p->n;
	press(p, "zz");
	expect(p, "First words of beta", true);
	press(p, "J");
	expect(p, "First words of gamma", true);
	press(p, "K");
	expect(p, "First words of alpha", true);
	play_it(p);
}

/* The terminal gives no key until the thread has ended. */
static void what_is_added_appears_beside_the_reader(void **state)
{
	struct play *p = *state;
	char line[300];
	write_text(folder_path("new.txt"), "Zeta from a file\n\nFirst words of zeta.\n");
	snprintf(line, sizeof line, ":add %s\r", folder_path("new.txt"));
	press(p, "j");
	press(p, line);
	expect(p, "1 new", true);
	expect(p, "First words of beta", true);
	expect(p, "/5", true);
	press(p, ":add /nowhere/at/all\r");
	expect(p, "no such file", true);
	press(p, "&zeta\r");
	expect(p, "First words of zeta", true);
	play_it(p);
}

static void a_feed_that_fails_says_why(void **state)
{
	struct play *p = *state;
	subscribe("http://127.0.0.1:1/feed", "Nobody there", "");
	press(p, ":filter feed:nobody\rR");
	expect(p, "0 new; Nobody there: ", true);
	press(p, "f");
	expect(p, "! ", true);
	press(p, "=");
	expect(p, "failures in a row: 1; http", true);
	press(p, "R");
	press(p, "=");
	expect(p, "failures in a row: 2", true);
	play_it(p);
}

static int64_t find_feed(const char *name)
{
	int64_t id = 0;
	return library_find_feed(library, str_of(name), &id, NULL) == 0 ? id : 0;
}

/* Reading, marks that last until the end, and nothing else. */
static void a_restricted_reader_changes_nothing(void **state)
{
	static const char *const refused[] = {"D", "R", "A", "U", "o", "s", ":add x\r", ":tag x\r", ":feed every=1\r",
	                                      ":unsubscribe\r", ":save-filter x\r", ":set fetch-every=1\r"};
	struct play *p = *state;
	struct conf config;
	conf_init(&config);
	conf_read_text(&config, "config", STR("feed http://127.0.0.1:1/line\n"));
	p->options.config = &config;
	p->options.restricted = true;
	p->options.fetch_every = 1;
	uint64_t generation = library_generation(library);
	press(p, "\r");
	expect(p, "First words of alpha", true);
	press(p, "qx");
	expect(p, "marked as unread", true);
	press(p, "x*");
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		press(p, refused[i]);
		expect(p, "not in restricted mode", true);
		press_key(p, 27);
		expect(p, "not in restricted mode", false);
	}
	press(p, "f5");
	expect(p, "article 1/3", true);
	play_it(p);
	assert_int_equal(library_generation(library), generation);
	again(p);
	press(p, "f");
	expect(p, " 4/4", true); /* unread, as before */
	play_it(p);
	assert_int_equal(find_feed("line"), 0);
	p->options.config = NULL;
	conf_done(&config);
}

static void a_folder_is_a_list(void **state)
{
	struct play *p = *state;
	subscribe("https://gulf.example/feed", "Gulf", "World/The \"Gulf\"");
	play_store("Epsilon of the gulf", find_feed("Gulf"), 1, "First words of epsilon.");
	press(p, "f5");
	expect(p, "article 1/4", true);
	expect(p, "Gamma", false);
	expect(p, "Epsilon of the gulf", true);
	press(p, "f");
	expect(p, "  5 World                                                                    3/3", true);
	expect(p, "1/1", true);
	press(p, "8");
	expect(p, "article 1/1", true);
	expect(p, "Epsilon of the gulf", true);
	press(p, ":filter -folder:World\r");
	expect(p, "article 1/1", true);
	expect(p, "Gamma by hand", true);
	play_it(p);
}

static void feeds_of_the_configuration_are_subscribed(void **state)
{
	struct play *p = *state;
	struct conf config;
	struct feed_row row;
	struct err err;
	conf_init(&config);
	conf_read_text(&config, "config", STR("feed http://127.0.0.1:1/line title=\"By a line\" every=77\n"
	                                      "feed https://press.example/feed folder=Paper full-text\n"));
	p->options.config = &config;
	press(p, "jf");
	expect(p, "By a line", true);
	expect(p, "Paper", true);
	press(p, "q");
	expect(p, "First words of beta", true); /* the place has not moved */
	play_it(p);
	assert_int_equal(library_feed(library, find_feed("By a line"), &row, &err), 0);
	assert_int_equal(row.interval_min, 77);
	assert_int_equal(row.failures, 1); /* the new one was asked at once, … */
	assert_int_equal(library_feed(library, press_feed, &row, &err), 0);
	assert_true(row.full_text && str_eq(row.folder, STR("Paper")) && str_eq(row.title, STR("The Press")));
	assert_int_equal(row.failures, 0); /* … and no other */
	again(p);
	p->options.read_only = 1;
	assert_int_equal(library_remove_feed(library, find_feed("By a line"), &err), 0);
	press(p, "f");
	expect(p, "By a line", false);
	play_it(p);
	p->options.config = NULL;
	conf_done(&config);
}

static void the_settings_of_a_feed_are_changed(void **state)
{
	struct play *p = *state;
	struct feed_row row;
	struct err err;
	press(p, ":feed\r");
	expect(p, "no feed is at hand", true);
	press(p, ":filter feed:daily\r:feed\r");
	expect(p, "feed: title=\"Daily News\" folder=World full-text=no every=0", true);
	press_key(p, 27);
	press(p, ":filter feed:press\r:feed full-text every=45 titel=x\r");
	expect(p, "nothing of a feed: titel=x; did you mean title?", true);
	press(p, ":feed full-text every=45\r");
	expect(p, "changed: ", true);
	press(p, ":feed https://a.example\r");
	expect(p, "the address of a feed stays", true);
	press(p, "f");
	press(p, ":feed folder=\"\" title=\"Other name\"\r");
	press(p, "=");
	expect(p, "Other name: https://press.example/feed; not fetched yet", true);
	play_it(p);
	assert_int_equal(library_feed(library, press_feed, &row, &err), 0);
	assert_true(row.full_text && row.interval_min == 45 && row.folder.n == 0 && str_eq(row.title, STR("Other name")));
	assert_int_equal(library_feed(library, daily, &row, &err), 0);
	assert_true(!row.full_text && row.interval_min == 0 && str_eq(row.folder, STR("World")));
}

static void a_feed_is_left_after_a_question(void **state)
{
	struct play *p = *state;
	press(p, "fD");
	expect(p, "no feed is at hand", true);
	press(p, "jjjjjD");
	expect(p, "unsubscribe from Daily News", true);
	press(p, "n");
	expect(p, "not done", true);
	press(p, "Dy");
	expect(p, "unsubscribed from Daily News", true);
	expect(p, "2/2  ", false);
	press(p, "q");
	expect(p, "Beta of the daily", true);
	expect(p, "article 1/4", true);
	press(p, ":filter feed:press\r:unsubscribe\ry");
	expect(p, "article 1/4", true);
	play_it(p);
	assert_int_equal(find_feed("daily"), 0);
	assert_int_equal(find_feed("press"), 0);
	assert_int_equal(find_feed("quiet"), quiet);
}

static void files_have_no_lists(void **state)
{
	struct play *p = *state;
	press(p, "f");
	expect(p, "these are files", true);
	press(p, "x");
	expect(p, "these are files", false);
	press(p, "*");
	expect(p, "these are files", true);
	press(p, "xS");
	expect(p, "these are files", true);
	press(p, "x&");
	expect(p, "these are files", true);
	press(p, "xA");
	expect(p, "these are files", true);
	press(p, "x:tag x\r");
	expect(p, "these are files", true);
	press_key(p, 27);
	expect(p, "Alpha title", true);
	play(p);
}

#define LIBRARY(f) cmocka_unit_test_setup_teardown(f, set_up, play_library_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LIBRARY(lists_are_chosen_from_a_menu),
		LIBRARY(the_order_is_chosen),
		LIBRARY(lists_are_narrowed_as_one_types),
		LIBRARY(stars_and_tags),
		LIBRARY(all_is_read_and_that_is_undone),
		LIBRARY(the_next_unread_one_may_be_in_the_next_list),
		LIBRARY(a_list_of_unread_ones_does_not_melt),
		LIBRARY(the_next_start_goes_on),
		LIBRARY(a_library_may_be_only_read),
		LIBRARY(others_come_in_beside_the_reader),
		LIBRARY(what_is_read_stays),
		LIBRARY(what_is_added_appears_beside_the_reader),
		LIBRARY(a_feed_that_fails_says_why),
		LIBRARY(feeds_of_the_configuration_are_subscribed),
		LIBRARY(a_folder_is_a_list),
		LIBRARY(a_restricted_reader_changes_nothing),
		LIBRARY(the_settings_of_a_feed_are_changed),
		LIBRARY(a_feed_is_left_after_a_question),
		PLAY(files_have_no_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
