#include "config.h"

#include "fake-terminal.h"
#include "play.h"

#include "term/key.h"
#include "term/terminal.h"
#include "text/utf8.h"
#include "ui/app.h"
#include "ui/commands.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void the_first_screen_has_list_and_article(void **state)
{
	struct play *p = *state;
	expect(p, "Alpha title", true);
	expect(p, "Gamma title", true);
	expect(p, "First paragraph of alpha.", true);
	expect(p, "article 1/4", true);
	play(p);
}

static void the_pane_follows_the_list(void **state)
{
	struct play *p = *state;
	press(p, "G");
	expect(p, "Only paragraph of gamma.", true);
	expect(p, "article 4/4", true);
	press(p, "g");
	expect(p, "First paragraph of alpha.", true);
	play(p);
}

static void over_ssh_it_waits_for_enter(void **state)
{
	struct play *p = *state;
	p->remote = true;
	p->cols = 120;
	press(p, "G");
	expect(p, "Only paragraph of gamma.", false);
	press(p, "\r");
	expect(p, "Only paragraph of gamma.", true);
	play(p);
}

static void steps_go_from_article_to_article(void **state)
{
	struct play *p = *state;
	press(p, "\rJ");
	expect(p, "article 2/4", true);
	press(p, "J");
	expect(p, "article 3/4", true); /* the story that was split off */
	press(p, "2K9J2K");
	expect(p, "article 2/4", true);
	press(p, "J");
	press(p, "J");
	expect(p, "Only paragraph of gamma.", true);
	press(p, "J");
	expect(p, "this is the last article", true);
	press(p, "K");
	expect(p, "article 3/4", true);
	/* All but none are read now. */
	press(p, ".");
	expect(p, "no unread article that way", true);
	press(p, "Jx.");
	expect(p, "no unread article that way", true);
	press(p, "K.");
	expect(p, "Only paragraph of gamma.", true);
	play(p);
}

static void space_reads_on(void **state)
{
	struct play *p = *state;
	press(p, "\r ");
	expect(p, "Space again", true);
	press(p, " ");
	expect(p, "article 2/4", true);
	press(p, "GK");
	expect(p, "First paragraph", true);
	press(p, " k ");
	expect(p, "Space again", true); /* any other key takes it back */
	play(p);
}

static void q_goes_back_and_then_out(void **state)
{
	struct play *p = *state;
	press(p, "\r?");
	expect(p, "Moving", true);
	press(p, "q");
	expect(p, "Moving", false);
	expect(p, "100 %", true);
	press(p, "q");
	expect(p, "100 %", false); /* the list has no part in a hundred */
	press(p, "q");
	play(p);
}

static void search_highlights_and_counts(void **state)
{
	struct play *p = *state;
	press(p, "\r/target");
	expect(p, "/target", true);
	press(p, "\r");
	expect(p, "match 1/2", true);
	press(p, "n");
	expect(p, "match 2/2", true);
	press(p, "n");
	expect(p, "past the end", true);
	expect(p, "match 1/2", true);
	press(p, "N");
	expect(p, "past the beginning", true);
	press(p, "/zebra\r");
	expect(p, "not found", true);
	press(p, "\\PARAGRAPH\r");
	expect(p, "match 2/2", true);
	play(p);
}

static void search_folds_arabic(void **state)
{
	struct play *p = *state;
	press(p, "/أمريكي\r");
	expect(p, "match 1/2", true);
	press(p, "n");
	expect(p, "match 2/2", true);
	play_file(p, 1);
}

static void escape_gives_a_search_up(void **state)
{
	struct play *p = *state;
	p->rows = 6;
	press(p, "\rz/last par");
	expect(p, "Last paragraph", true);
	press_key(p, 27);
	expect(p, "Last paragraph", false);
	expect(p, "Alpha title", true);
	play(p);
}

static void an_interrupt_says_how_to_leave(void **state)
{
	struct play *p = *state;
	press_key(p, 3);
	expect(p, "Q leaves", true);
	press(p, "?");
	press_key(p, 3);
	expect(p, "Moving", false); /* a sheet is what it gives up */
	expect(p, "Q leaves", false);
	press(p, "\r");
	press_key(p, 27);
	expect(p, "Q leaves", false);
	press_key(p, 3);
	expect(p, "Q leaves", true);
	play(p);
}

static void related_stories_and_the_chain(void **state)
{
	struct play *p = *state;
	press(p, "r");
	expect(p, "Related stories", true);
	press(p, "1");
	expect(p, "article 2/2", true);
	press(p, "T");
	expect(p, "article 1/2", true);
	press(p, "t");
	expect(p, "article 2/2", true);
	press(p, "t");
	expect(p, "last story of the chain", true);
	press(p, "H");
	expect(p, "article 1/2", true);
	press(p, "L");
	expect(p, "article 2/2", true);
	play_file(p, 1);
}

static void history_comes_back_to_the_place(void **state)
{
	struct play *p = *state;
	p->rows = 4;
	press(p, "z\rjjjj");
	expect(p, "example.com", true);
	expect(p, "First paragraph", false);
	press(p, "JJJ");
	expect(p, "Gamma title", true);
	press(p, "HHH");
	expect(p, "example.com", true);
	expect(p, "First paragraph", false);
	play(p);
}

static void marks_keep_a_place(void **state)
{
	struct play *p = *state;
	p->rows = 6;
	press(p, "z\rjjjjma");
	expect(p, "mark a set", true);
	press(p, "JJJ'a");
	expect(p, "example.com", true);
	press(p, "''");
	expect(p, "Gamma title", true);
	press(p, "'z");
	expect(p, "mark z is not set", true);
	press(p, ":marks\r");
	expect(p, "Marks:", true);
	press(p, "1");
	expect(p, "example.com", true);
	play(p);
}

static void links_are_listed_and_copied(void **state)
{
	struct play *p = *state;
	press(p, "l");
	expect(p, "Links:", true);
	expect(p, "https://example.com/alpha", true);
	press(p, "y");
	expect(p, "link copied", true);
	press(p, "\r");
	expect(p, "Links:", false);
	play_file(p, 0);
	assert_string_equal(fake_copied(), "https://example.com/alpha");
}

/* What begins an item stands in the text, whatever it was read from. */
static void items_have_one_sign(void **state)
{
	struct play *p = *state;
	char path[64];
	path_of(p, 2, path);
	write_text(path, "عنوان الخبر الثاني\nتاريخ النشر: 15th, July 2023 GMT\n"
	                 "فقرة أولى فيها كلام كثير عن رئيس أمريكي وعن غيره من الرؤساء في البلاد.\n"
	                 "• first item\n2. second item\nالمصدر: وكالة\n");
	expect(p, "• first item", true);
	expect(p, "2. second item", true);
	expect(p, "• •", false);
	expect(p, "• 2.", false);
	play_file(p, 2);
}

static void copies_are_in_logical_order(void **state)
{
	struct play *p = *state;
	press(p, "y");
	expect(p, "paragraph copied", true);
	play_file(p, 1);
	assert_string_equal(fake_copied(), "عنوان الخبر الثاني");
	p->n = p->n_checks = p->n_checked = 0;
	press(p, "Y");
	play_file(p, 2);
	assert_string_equal(fake_copied(), "Gamma title\n\nOnly paragraph of gamma.\n");
}

static void resizing_keeps_the_place(void **state)
{
	struct play *p = *state;
	p->rows = 4;
	press(p, "z\rjjjjjj");
	expect(p, "One word target", true);
	press_key(p, FAKE_RESIZE(4, 20));
	expect(p, "One word target", true);
	expect(p, "example.com", false);
	press_key(p, FAKE_RESIZE(4, 80));
	expect(p, "One word target", true);
	expect(p, "example.com", false);
	play(p);
}

static void the_command_line_completes(void **state)
{
	struct play *p = *state;
	press(p, ":set pan\t");
	expect(p, "set panes=", true);
	press(p, "\t\t");
	expect(p, "set panes=side", true);
	press(p, "\r");
	expect(p, "│", true);
	press(p, ":set panes=stack\r");
	expect(p, "one of auto|side|stacked|alone", true);
	press(p, ":set panes\r");
	expect(p, "panes is side", true);
	press(p, ":alo\t\r");
	expect(p, "│", false);
	press(p, ":nonsense\r");
	expect(p, "no such command: nonsense", true);
	press(p, ":4\r");
	expect(p, "article 4/4", true);
	press(p, ":mark\r");
	expect(p, "does nothing", false);
	play(p);
}

static void unreadable_files_are_rows(void **state)
{
	struct play *p = *state;
	char good[64];
	char bad[64];
	struct err err;
	path_of(p, 2, good);
	snprintf(bad, sizeof bad, "%s/nowhere", p->dir);
	char *both[] = {bad, good};
	expect(p, "nowhere", true);
	press(p, "j\r");
	expect(p, "Only paragraph of gamma.", true);
	assert_int_equal(play_sources(p, both, 2), 0);
	/* With nothing else there is nothing to open a screen for. */
	assert_int_equal(app_run(&p->options, both, 1, NULL, &err), ERR_INPUT);
	assert_non_null(strstr(err.message, "nowhere"));
}

static void vanished_files_are_said(void **state)
{
	struct play *p = *state;
	char path[64];
	path_of(p, 2, path);
	char *sources[] = {p->dir};
	expect(p, "Gamma title", true);
	/* Looked into by then, gone when it is to be read. */
	p->victim = path;
	press(p, "G");
	expect(p, "cannot read", true);
	press(p, "k");
	expect(p, "cannot read", false);
	assert_int_equal(play_sources(p, sources, 1), 0);
}

/* A file that is written anew while it is looked at: fewer stories, fewer paragraphs. */
static void changed_files_do_no_harm(void **state)
{
	struct play *p = *state;
	char path[64];
	path_of(p, 1, path);
	char *sources[] = {p->dir};
	press(p, "\rJJG");
	expect(p, "article 3/4", true);
	p->victim = path;
	p->victim_at = p->n;
	p->victim_text = "عنوان\n\nفقرة.\n";
	press(p, "JK");
	expect(p, "not here any more", true);
	press(p, "rtTly=qHHLL");
	press(p, "K");
	expect(p, "article 2/4", true);
	assert_int_equal(play_sources(p, sources, 1), 0);
}

static void an_empty_folder_greets(void **state)
{
	struct play *p = *state;
	char dir[] = "/tmp/jarida-empty-XXXXXX";
	assert_non_null(mkdtemp(dir));
	char *sources[] = {dir};
	expect(p, "Nothing to read here yet", true);
	press(p, "jkJ/x\r=q");
	expect(p, "Nothing to read here yet", true);
	press(p, "q");
	assert_int_equal(play_sources(p, sources, 1), 0);
	rmdir(dir);
}

static void the_help_names_every_command(void **state)
{
	struct play *p = *state;
	char names[CMD_COUNT][40];
	assert_true(command_count() <= MAX_CHECKS);
	p->rows = 100;
	p->cols = 120; /* names with a hyphen are not broken */
	p->options.text_width = 0;
	press(p, "?");
	for (size_t i = 0; i < command_count(); i++) {
		if (i == command_count() / 2)
			press(p, "G");
		snprintf(names[i], sizeof names[i], "(%s)", command_at(i)->name);
		expect(p, names[i], true);
	}
	play(p);
}

static void pasted_text_is_no_command(void **state)
{
	struct play *p = *state;
	p->pasted = "Qjj\nG";
	press_key(p, K_PASTE);
	expect(p, "pasted text is taken at a prompt only", true);
	expect(p, "article 1/4", true);
	press(p, "/");
	press_key(p, K_PASTE);
	expect(p, "/Qjj G", true);
	play(p);
}

static void the_mouse_finds_what_is_shown(void **state)
{
	struct play *p = *state;
	press_key(p, FAKE_AT(FAKE_CLICK, 3, 10));
	expect(p, "Only paragraph of gamma.", true);
	expect(p, "article 4/4", true);
	press_key(p, FAKE_AT(FAKE_WHEEL | FAKE_UP, 3, 10));
	expect(p, "article 3/4", true);
	press_key(p, FAKE_AT(FAKE_CLICK, 0, 10));
	expect(p, "First paragraph of alpha.", true);
	press_key(p, FAKE_AT(FAKE_CLICK, 0, 10)); /* again: it is read */
	press(p, "j");
	expect(p, "this is the end", true);
	press_key(p, FAKE_AT(FAKE_CLICK, 9, 8)); /* on the address */
	expect(p, "link copied", true);
	press_key(p, FAKE_AT(FAKE_CLICK, 9, 1)); /* beside it */
	expect(p, "link copied", false);
	press_key(p, FAKE_AT(FAKE_CLICK, 23, 79));
	press_key(p, FAKE_AT(FAKE_CLICK, 300, 700)); /* outside */
	press_key(p, FAKE_AT(FAKE_CLICK, 1, 5));
	press(p, "r");
	press_key(p, FAKE_AT(FAKE_CLICK, 9, 5)); /* no row of the menu */
	expect(p, "Related stories", true);
	press_key(p, FAKE_AT(FAKE_CLICK, 2, 5));
	expect(p, "Related stories", false);
	expect(p, "article 3/4", true);
	play(p);
	assert_string_equal(fake_copied(), "https://example.com/alpha");
}

static void keys_that_wait_share_a_frame(void **state)
{
	struct play *p = *state;
	for (int i = 0; i < 50; i++)
		press(p, "jk");
	p->hurry = 100;
	play(p);
	assert_true(fake_frames() < 50);
}

/* All keys are here before the time between two pictures is over. */
static void typing_on_a_slow_line_is_answered_at_times(void **state)
{
	struct play *p = *state;
	p->slow = true;
	press(p, "/alpha");
	expect(p, "/alpha", true);
	play(p);
	unsigned slowly = fake_frames();
	p->hurry = 100;
	p->n_checks = p->n_checked = 0;
	play(p);
	assert_true(fake_frames() < slowly);
}

static void a_restricted_reader_is_not_stopped(void **state)
{
	struct play *p = *state;
	p->options.restricted = true;
	press_key(p, 'Z' & 31);
	expect(p, "suspend: not in restricted mode", true);
	press(p, ":suspend\r");
	expect(p, "suspend: not in restricted mode", true);
	press(p, ":set panes=alone\r");
	expect(p, "not in restricted mode", false);
	play(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAY(the_first_screen_has_list_and_article),
		PLAY(the_pane_follows_the_list),
		PLAY(over_ssh_it_waits_for_enter),
		PLAY(steps_go_from_article_to_article),
		PLAY(space_reads_on),
		PLAY(q_goes_back_and_then_out),
		PLAY(search_highlights_and_counts),
		PLAY(search_folds_arabic),
		PLAY(escape_gives_a_search_up),
		PLAY(an_interrupt_says_how_to_leave),
		PLAY(related_stories_and_the_chain),
		PLAY(history_comes_back_to_the_place),
		PLAY(marks_keep_a_place),
		PLAY(links_are_listed_and_copied),
		PLAY(items_have_one_sign),
		PLAY(copies_are_in_logical_order),
		PLAY(resizing_keeps_the_place),
		PLAY(the_command_line_completes),
		PLAY(unreadable_files_are_rows),
		PLAY(vanished_files_are_said),
		PLAY(changed_files_do_no_harm),
		PLAY(an_empty_folder_greets),
		PLAY(pasted_text_is_no_command),
		PLAY(the_mouse_finds_what_is_shown),
		PLAY(the_help_names_every_command),
		PLAY(keys_that_wait_share_a_frame),
		PLAY(typing_on_a_slow_line_is_answered_at_times),
		PLAY(a_restricted_reader_is_not_stopped),
	};
	return cmocka_run_group_tests_name("ui-app", tests, NULL, NULL);
}
