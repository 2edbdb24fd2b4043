/* The library asked while one types: what is found, what is given back, marks in what is opened. */
#include "config.h"

#include "fake-terminal.h"
#include "play.h"
#include "stories.h"

#include "library/library.h"
#include "term/key.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

static struct library *library;
static char place[256];

enum { ESCAPE = 27, CTRL_X = 24, TAB = 9 };

/* An article of a day of July 2023. */
static int64_t put(const char *title, int day, const char *body)
{
	struct story_list list = {0};
	struct stored_story stored;
	struct err err;
	const struct article_meta meta = {.title = str_of(title), .parent = -1, .lang = STR("en"),
	                                  .date = {.year = 2023, .month = 7, .day = day}};
	const struct provenance from = {.time = 1700000000 + day};
	story_put(&list, &meta, body);
	assert_int_equal(library_store(library, &list, &from, &stored, &err), 0);
	story_list_done(&list);
	return stored.id;
}

static int set_up(void **state)
{
	struct play *p = calloc(1, sizeof *p);
	struct err err;
	if (p == NULL)
		return -1;
	folder_make();
	snprintf(place, sizeof place, "%s", folder_path("library.db"));
	if (library_open(&library, place, LIBRARY_CREATE, &err) != 0) {
		free(p);
		return -1;
	}
	put("Harbour news", 9, "The ferry left early.\nNobody saw the lighthouse burning that night.");
	put("Lighthouse keeper", 8, "He wrote poems on boxes.\nThe poems were read at the harbour.");
	put("Market prices", 7, "Bread rose again.\nThe houses stayed cheap, and a house was given away.");
	put("Weather", 6, "Snow falls on the hills.");
	options_init(&p->options);
	p->options.layout = LAYOUT_LTR;
	p->options.library = place;
	p->rows = 24;
	p->cols = 80;
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	library_close(library);
	folder_remove();
	free(*state);
	return 0;
}

static void play_it(struct play *p)
{
	assert_int_equal(play_sources(p, NULL, 0), 0);
}

static void what_is_found_stands_above_the_prompt(void **state)
{
	struct play *p = *state;
	press(p, "/lightho");
	expect(p, "2 articles \xC2\xB7 fold \xC2\xB7 by date", true);
	expect(p, "Nobody saw the lighthouse burning", true);
	expect(p, "He wrote poems on boxes", true); /* the title alone has it: the beginning */
	expect(p, "Weather", false);
	press(p, "use burn");
	expect(p, "1 article \xC2\xB7", true);
	press(p, "xyz");
	expect(p, "nothing found", true);
	press_key(p, 23); /* ^W */
	press(p, "-burning");
	expect(p, "1 article \xC2\xB7", true);
	expect(p, "Lighthouse keeper", true);
	press_key(p, 21); /* ^U */
	press(p, "lighthouse is:blue");
	expect(p, "is:blue: an article is:unread", true);
	expect(p, "column 12", true);
	expect(p, "Nobody saw", true); /* what is left is asked */
	press(p, "\r");
	expect(p, "is:blue: an article is:unread", true);
	expect(p, "Nobody saw", true);
	play_it(p);
}

static void escape_gives_back_the_list_as_it_was(void **state)
{
	struct play *p = *state;
	press(p, "jj");
	expect(p, "article 3/4", true);
	press(p, "/snow");
	expect(p, "1 article", true);
	press_key(p, ESCAPE);
	expect(p, "article 3/4", true);
	press(p, "/lighthouse\rj");
	expect(p, "article 2/2 \xC2\xB7 fold", true);
	press_key(p, ESCAPE);
	expect(p, "article 3/4", true);
	press(p, "/lighthouse\r&poems");
	expect(p, "1 article \xC2\xB7", true);
	press(p, "\r");
	expect(p, "article 1/1", true);
	press(p, "&");
	expect(p, "&poems", true); /* is there to be changed */
	press_key(p, ESCAPE);
	expect(p, "article 1/1", true);
	press(p, "q");
	expect(p, "article 1/2", true);
	press(p, "q");
	expect(p, "article 3/4", true);
	press(p, "\r&snow"); /* out of an article, and back into it */
	expect(p, "1 article \xC2\xB7", true);
	press_key(p, ESCAPE);
	expect(p, "The houses stayed cheap", true);
	expect(p, "\xE2\x94\x83", true);
	press(p, "&snow\r");
	expect(p, "Snow falls", true);
	press_key(p, ESCAPE);
	expect(p, "article 3/4", true);
	press(p, "/\r"); /* nothing said */
	expect(p, "article 3/4", true);
	press(p, "q");
	play_it(p);
}

static void an_empty_narrowing_takes_it_away(void **state)
{
	struct play *p = *state;
	press(p, "&poems\r");
	expect(p, "article 1/1", true);
	press(p, "&");
	press_key(p, 21);
	press(p, "\r");
	expect(p, "article 1/4", true);
	play_it(p);
}

static void an_article_is_opened_at_its_first_match(void **state)
{
	struct play *p = *state;
	press(p, "/lighthouse\r");
	press(p, "\r");
	expect(p, "match 1/1 fold", true);
	press(p, "J");
	expect(p, "Lighthouse keeper", true);
	expect(p, "match 1/1 fold", true);
	press(p, "/poems\r"); /* in the article: what is typed there */
	expect(p, "match 1/2 fold", true);
	press(p, "n");
	expect(p, "match 2/2 fold", true);
	press(p, "qnn");
	expect(p, "this is the last article", true);
	press(p, "N");
	expect(p, "article 1/2", true);
	play_it(p);
}

static void levels_ask_again(void **state)
{
	struct play *p = *state;
	press(p, "/house ");
	expect(p, "1 article \xC2\xB7 fold", true);
	press_key(p, CTRL_X);
	expect(p, "1 article \xC2\xB7 stem", true);
	expect(p, "/stem", true);
	press(p, "\r\r");
	expect(p, "match 1/2 stem", true); /* houses too */
	press(p, "-m-m");
	expect(p, "match 1/1 fold", true);
	press(p, "q/houses \r\r");
	expect(p, "match 1/1 fold", true);
	press(p, "-m-m-m");
	expect(p, "match 1/1 fold", true);
	expect(p, "Market prices", true);
	press(p, "q-m-m");
	expect(p, "article 1/1 \xC2\xB7 exact", true);
	press(p, "/House ");
	expect(p, "nothing found", true);
	press_key(p, CTRL_X);
	press_key(p, CTRL_X);
	press_key(p, CTRL_X);
	expect(p, "nothing found", true);
	press_key(p, ESCAPE);
	play_it(p);
}

static void what_was_asked_is_kept_as_a_list(void **state)
{
	struct play *p = *state;
	press(p, ":search-library harbour\r");
	expect(p, "article 1/2", true);
	press(p, "S6");
	expect(p, "best first", true);
	press(p, ":save-filter port\r");
	expect(p, "saved as a list: port", true);
	press(p, "f");
	expect(p, "2/2 \xC2\xB7 ", true);
	press(p, "1");
	expect(p, "article 1/4", true);
	press(p, ":filter port\r");
	expect(p, "article 1/2", true);
	expect(p, "port", true);
	press(p, ":set snippets=no\r");
	expect(p, "The poems were read", false);
	press(p, "f1/sou");
	press_key(p, TAB);
	expect(p, "source:", true);
	press_key(p, ESCAPE);
	press(p, "/");
	press_key(p, K_UP);
	press_key(p, K_UP);
	expect(p, "nothing found", false);
	press_key(p, ESCAPE);
	play_it(p);
}

static void keys_that_hurry_are_not_kept_waiting(void **state)
{
	struct play *p = *state;
	p->hurry = 1;
	press(p, "/lighthouse burn\r");
	press(p, "&ferry");
	press_key(p, ESCAPE);
	expect(p, "article 1/1", true);
	play_it(p);
}

static void small_windows_hold_it(void **state)
{
	struct play *p = *state;
	p->rows = 3;
	p->cols = 20;
	press(p, "/light");
	expect(p, "2 articles", true);
	press(p, "\r\rq");
	press_key(p, ESCAPE);
	press_key(p, '/');
	press(p, "zzz");
	expect(p, "nothing found", true);
	press(p, "\r");
	expect(p, "Nothing in this list", true);
	press(p, "j\rJnN&a\rq");
	play_it(p);
}

#define WITH_LIBRARY(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_LIBRARY(what_is_found_stands_above_the_prompt),
		WITH_LIBRARY(escape_gives_back_the_list_as_it_was),
		WITH_LIBRARY(an_empty_narrowing_takes_it_away),
		WITH_LIBRARY(an_article_is_opened_at_its_first_match),
		WITH_LIBRARY(levels_ask_again),
		WITH_LIBRARY(what_was_asked_is_kept_as_a_list),
		WITH_LIBRARY(keys_that_hurry_are_not_kept_waiting),
		WITH_LIBRARY(small_windows_hold_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
