/* The library asked while one types: what is found, what is given back, marks in what is opened. */
#include "config.h"

#include "play-library.h"

#include "term/key.h"

#include "unit.h"

enum { ESCAPE = 27, CTRL_X = 24, TAB = 9 };

static int set_up(void **state)
{
	if (play_library_set_up(state) != 0)
		return -1;
	play_store("Harbour news", 0, 9, "The ferry left early.\nNobody saw the lighthouse burning that night.");
	play_store("Lighthouse keeper", 0, 8, "He wrote poems on boxes.\nThe poems were read at the harbour.");
	play_store("Market prices", 0, 7, "Bread rose again.\nThe houses stayed cheap, and a house was given away.");
	play_store("Weather", 0, 6, "Snow falls on the hills.");
	return 0;
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

#define WITH_LIBRARY(f) cmocka_unit_test_setup_teardown(f, set_up, play_library_tear_down)

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
