#include "config.h"

#include "fake-terminal.h"

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

/*
 * The reader played like a person plays it: keys, and what must be on the
 * screen when all is quiet again. Text on the screen is in visual order.
 */

enum { MAX_KEYS = 300, MAX_CHECKS = 40 };

struct play {
	char dir[32];
	uint32_t keys[MAX_KEYS];
	size_t n;
	struct {
		size_t at;
		const char *text;
		bool shown;
	} checks[MAX_CHECKS];
	size_t n_checks, n_checked;
	struct app_options options;
	int rows, cols;
	bool remote, slow;
	unsigned hurry;
	const char *pasted;
	const char *victim; /* a file that goes away before key victim_at, or gets another text */
	const char *victim_text;
	size_t victim_at;
};

static void press(struct play *p, const char *keys)
{
	struct str s = str_of(keys);
	while (s.n > 0) {
		size_t n = utf8_decode(s.p, s.n, &p->keys[p->n++]);
		s = str_sub(s, n, s.n);
	}
}

static void press_key(struct play *p, uint32_t key)
{
	p->keys[p->n++] = key;
}

/* When the keys so far are dealt with, the text is there, or is not. */
static void expect(struct play *p, const char *text, bool shown)
{
	p->checks[p->n_checks].at = p->n;
	p->checks[p->n_checks].text = text;
	p->checks[p->n_checks++].shown = shown;
}

static void write_text(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

static void check(size_t at, void *state)
{
	struct play *p = state;
	for (size_t i = 0; i < p->n_checks; i++) {
		if (p->checks[i].at != at)
			continue;
		p->n_checked++;
		if (fake_shows(p->checks[i].text) == p->checks[i].shown)
			continue;
		struct buf rows;
		buf_init(&rows, BUF_NO_MAX);
		fake_rows(&rows);
		print_message("# after %zu keys: '%s' is %s shown:\n%s", at, p->checks[i].text,
		              p->checks[i].shown ? "not" : "still", buf_cstr(&rows));
		buf_done(&rows);
		fail();
	}
	if (p->victim == NULL || at != p->victim_at)
		return;
	if (p->victim_text == NULL)
		remove(p->victim);
	else
		write_text(p->victim, p->victim_text);
}

static const struct {
	const char *name, *text;
} files[] = {
	{"a.txt", "Alpha title\n\nFirst paragraph of alpha.\n\nSee https://example.com/alpha for more.\n\n"
	          "One word target here and another target there.\n\nLast paragraph of alpha.\n"},
	{"b.txt", "عنوان الخبر الثاني\nتاريخ النشر: 15th, July 2023 GMT\n"
	          "فقرة أولى فيها كلام كثير عن رئيس أمريكي وعن غيره من الرؤساء في البلاد.\n"
	          "فقرة ثانية تذكر الامريكي مرة أخرى ثم تنتهي.\nالمصدر: وكالة\nإقرأ أيضاً:\n"
	          "عنوان القصة المنفصلة في الأسفل\n"
	          "هذه فقرة القصة المنفصلة الأولى وهي طويلة بما يكفي لتكون فقرة كاملة من فقرات الخبر.\n"
	          "وهذه فقرتها الثانية وهي أيضا جملة كاملة تنتهي بنقطة في آخرها كما تنتهي الجمل.\n"},
	{"c.txt", "Gamma title\n\nOnly paragraph of gamma.\n"},
};

enum { N_FILES = sizeof files / sizeof files[0] };

static void path_of(const struct play *p, size_t i, char path[64])
{
	snprintf(path, 64, "%s/%s", p->dir, files[i].name);
}

static int set_up(void **state)
{
	struct play *p = calloc(1, sizeof *p);
	if (p == NULL)
		return -1;
	snprintf(p->dir, sizeof p->dir, "/tmp/jarida-app-XXXXXX");
	if (mkdtemp(p->dir) == NULL)
		return -1;
	for (size_t i = 0; i < N_FILES; i++) {
		char path[64];
		path_of(p, i, path);
		write_text(path, files[i].text);
	}
	options_init(&p->options);
	p->options.layout = LAYOUT_LTR;
	p->rows = 24;
	p->cols = 80;
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct play *p = *state;
	for (size_t i = 0; i < N_FILES; i++) {
		char path[64];
		path_of(p, i, path);
		remove(path);
	}
	rmdir(p->dir);
	free(p);
	return 0;
}

static int play_sources(struct play *p, char **sources, size_t n)
{
	struct err err;
	struct fake_script script = {
		.rows = p->rows, .cols = p->cols, .remote = p->remote, .slow = p->slow, .hurry = p->hurry,
		.keys = p->keys, .n = p->n, .idle = check, .state = p,
		.pasted = p->pasted};
	fake_play(&script);
	int rc = app_run(&p->options, sources, n, NULL, &err);
	assert_int_equal(p->n_checked, p->n_checks);
	return rc;
}

static void play(struct play *p)
{
	char *sources[] = {p->dir};
	assert_int_equal(play_sources(p, sources, 1), 0);
}

static void play_file(struct play *p, size_t i)
{
	char path[64];
	path_of(p, i, path);
	char *sources[] = {path};
	assert_int_equal(play_sources(p, sources, 1), 0);
}

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
	assert_true(command_count() <= MAX_CHECKS + 10);
	p->rows = 100;
	press(p, "?");
	for (size_t i = 0; i < command_count() && p->n_checks < MAX_CHECKS; i++) {
		snprintf(names[i], sizeof names[i], "(%s)", command_at(i)->name);
		expect(p, names[i], true);
	}
	play(p);
	p->n_checks = p->n_checked = 0;
	for (size_t i = MAX_CHECKS; i < command_count(); i++) {
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

/* What was said, from key to key, with nothing of the screen left. */
static void lines_of_text_say_what_happens(void **state)
{
	struct play *p = *state;
	p->options.linear = LINEAR_YES;
	press(p, "jk");
	press(p, "\rjz/there\rJj/امر");
	press_key(p, '\r');
	press(p, "-d-dkq-");
	press_key(p, K_DOWN);
	press(p, "Q");
	play(p);
	assert_string_equal(
		fake_said(),
		"articles: 4; j and k move, Enter reads, Space reads on, ? for all keys, q back\r\n"
		"1/4 unread: Alpha title\r\n"
		"2/4 unread: عنوان الخبر الثاني — وكالة, 2023-07-15\r\n"
		"1/4 unread: Alpha title\r\n"
		"Alpha title\r\n"
		"First paragraph of alpha.\r\n"
		"See https://example.com/alpha for more.\r\n"
		"One word target here and another target there.\r\n"
		"Last paragraph of alpha.\r\n"
		"this is the end\r\n"
		"alone does nothing where there is no screen\r\n"
		"/there\r\n"
		"past the end: on from the beginning\r\n"
		"1/1 match «there»: One word target here and another target there.\r\n"
		"عنوان الخبر الثاني\r\n"
		"وكالة · 2023-07-15\r\n"
		"فقرة أولى فيها كلام كثير عن رئيس أمريكي وعن غيره من الرؤساء في البلاد.\r\n"
		"/امر\r\n"
		"1/2 match «أمر»: فقرة أولى فيها كلام كثير عن رئيس أمريكي وعن غيره من الرؤساء في البلاد.\r\n"
		"digits is latin\r\n"
		"digits is arabic\r\n"
		"وكالة · ٢٠٢٣-٠٧-١٥\r\n"
		"2/4 read: عنوان الخبر الثاني — وكالة, 2023-07-15\r\n"
		"Down is not bound here: ? shows the keys\r\n");
}

static void a_forced_order_is_told(void **state)
{
	struct play *p = *state;
	char path[64];
	path_of(p, 2, path);
	write_text(path,
	           "Gamma title\n\nPlain words and \xE2\x80\xAE" "forced ones\xE2\x80\xAC in it, for once.\n\n"
	           "The second paragraph here.\n\nThe third one.\n");
	p->options.linear = LINEAR_LINES;
	p->options.text_width = 20;
	press(p, "jjk");
	play_file(p, 2);
	assert_string_equal(fake_said(), "Gamma title\r\n"
	                                 "(its order is forced) Plain words and\r\n"
	                                 "forced ones in it,\r\n"
	                                 "for once.\r\n"
	                                 "The second paragraph\r\n"
	                                 "here.\r\n"
	                                 "The third one.\r\n"
	                                 "this is the end\r\n"
	                                 "this is the end\r\n"
	                                 "here.\r\n");
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

static void expect_file(const char *path, const char *wanted)
{
	char have[1024];
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	have[fread(have, 1, sizeof have - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(have, wanted);
}

/* Named, saved, kept unless it is said twice, and then replaced with its rights. */
static void an_article_is_saved_into_a_file(void **state)
{
	struct play *p = *state;
	struct stat st;
	char path[80], command[100];
	snprintf(path, sizeof path, "%s.saved", p->dir);
	press(p, "s");
	expect(p, "save into: Gamma-title.txt", true);
	press_key(p, 21); /* ^U */
	press(p, path);
	press_key(p, '\r');
	expect(p, "saved: /tmp/", true);
	play_file(p, 2);
	expect_file(path, "Gamma title\n\nOnly paragraph of gamma.\n");
	assert_int_equal(chmod(path, 0640), 0);
	p->n = p->n_checks = p->n_checked = 0;
	snprintf(command, sizeof command, "s\x15%s\r", path);
	press(p, command);
	expect(p, "overwrite? y or n", true);
	press_key(p, '\r');
	expect(p, "not done", true);
	press(p, "s");
	press_key(p, K_UP); /* the name given before */
	press(p, "\rQ");
	expect(p, "not done", true);
	play_file(p, 1);
	expect_file(path, "Gamma title\n\nOnly paragraph of gamma.\n");
	p->n = p->n_checks = p->n_checked = 0;
	press(p, command);
	press(p, "غ"); /* y on an Arabic keyboard */
	expect(p, "saved: /tmp/", true);
	play_file(p, 0);
	expect_file(path, "Alpha title\n\nFirst paragraph of alpha.\n\nSee https://example.com/alpha for more.\n\n"
	                  "One word target here and another target there.\n\nLast paragraph of alpha.\n");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	remove(path);
}

static void what_cannot_be_saved_says_why(void **state)
{
	struct play *p = *state;
	press(p, "s\x15/dev/null\r");
	expect(p, "cannot write '/dev/null': file exists", true);
	press(p, "s\x15/nowhere/x\r");
	expect(p, "cannot write '/nowhere/x': no such file", true);
	press(p, "s\x15\r");
	expect(p, "cannot write", false);
	press(p, "s");
	press_key(p, 27);
	expect(p, "save into", false);
	play_file(p, 2);
	p->n = p->n_checks = p->n_checked = 0;
	p->options.restricted = true;
	press(p, "s");
	expect(p, "save into", false);
	play_file(p, 2);
}

/* The cell of the screen at which a text was painted, as it stands there. */
static void find_cell(const char *text, int *row, int *col)
{
	struct buf rows;
	buf_init(&rows, BUF_NO_MAX);
	fake_rows(&rows);
	struct str all = buf_str(&rows), line;
	*col = -1;
	for (*row = 0; *col < 0 && str_next_line(&all, &line); ++*row) {
		size_t at_b = str_find(line, str_of(text), 0);
		if (at_b != (size_t)-1)
			*col = (int)utf8_count(str_sub(line, 0, at_b));
	}
	--*row;
	buf_done(&rows);
	assert_true(*col >= 0);
}

/* What is clicked is what is seen, also where cells stand in logical order. */
static void a_click_is_where_it_is_seen(void **state)
{
	struct play *p = *state;
	char path[64];
	path_of(p, 2, path);
	write_text(path, "عنوان\n\nنص فيه https://example.com/a بين كلمات.\n\nفقرة أخرى هنا.\n");
	p->options.mouse = 1;
	for (int bidi = BIDI_VISUAL; bidi <= BIDI_PLAIN; bidi += BIDI_PLAIN - BIDI_VISUAL) {
		int row, col;
		p->options.bidi = bidi;
		p->n = p->n_checks = p->n_checked = 0;
		expect(p, "https", true);
		play_file(p, 2);
		find_cell("https", &row, &col);
		p->n_checks = p->n_checked = 0;
		press_key(p, FAKE_AT(FAKE_CLICK, row, col - 1));
		expect(p, "link copied", false);
		press_key(p, FAKE_AT(FAKE_CLICK, row, col));
		expect(p, "link copied", true);
		press_key(p, 'j');
		press_key(p, FAKE_AT(FAKE_CLICK, row, col + 20));
		expect(p, "link copied", true);
		press_key(p, 'j');
		press_key(p, FAKE_AT(FAKE_CLICK, row, col + 21));
		expect(p, "link copied", false);
		play_file(p, 2);
	}
}

static void the_caret_of_a_logical_prompt(void **state)
{
	struct play *p = *state;
	int row, col;
	p->options.bidi = BIDI_PLAIN;
	press(p, "/abسش");
	expect(p, "/abسش", true);
	play_file(p, 0);
	assert_true(fake_cursor(&row, &col));
	assert_int_equal(col, 5);
	p->n_checks = p->n_checked = 0;
	press_key(p, 2); /* ^B */
	play_file(p, 0);
	assert_true(fake_cursor(&row, &col));
	assert_int_equal(col, 4);
}

/* Terminals that tell Ctrl with the letter of the layout that is on. */
static void control_keys_of_other_layouts(void **state)
{
	struct play *p = *state;
	press_key(p, KEY_CTRL | 0x628); /* at f: a page down */
	expect(p, "100 %", true);
	press_key(p, KEY_CTRL | 0x62B); /* at e: nothing */
	press_key(p, KEY_CTRL | 0x644);
	expect(p, "^E is not bound", false);
	press(p, "/abc");
	press_key(p, KEY_CTRL | 0x639); /* at u: all is deleted */
	press(p, "x");
	expect(p, "/x", true);
	press_key(p, KEY_CTRL | 0x2603);
	expect(p, "/x", true);
	p->rows = 8;
	play_file(p, 0);
}

#define PLAY(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAY(the_first_screen_has_list_and_article),
		PLAY(the_pane_follows_the_list),
		PLAY(keys_that_wait_share_a_frame),
		PLAY(typing_on_a_slow_line_is_answered_at_times),
		PLAY(a_restricted_reader_is_not_stopped),
		PLAY(over_ssh_it_waits_for_enter),
		PLAY(steps_go_from_article_to_article),
		PLAY(space_reads_on),
		PLAY(q_goes_back_and_then_out),
		PLAY(search_highlights_and_counts),
		PLAY(search_folds_arabic),
		PLAY(escape_gives_a_search_up),
		PLAY(related_stories_and_the_chain),
		PLAY(history_comes_back_to_the_place),
		PLAY(marks_keep_a_place),
		PLAY(links_are_listed_and_copied),
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
		PLAY(lines_of_text_say_what_happens),
		PLAY(a_forced_order_is_told),
		PLAY(an_article_is_saved_into_a_file),
		PLAY(what_cannot_be_saved_says_why),
		PLAY(a_click_is_where_it_is_seen),
		PLAY(the_caret_of_a_logical_prompt),
		PLAY(control_keys_of_other_layouts),
	};
	return cmocka_run_group_tests_name("ui-app", tests, NULL, NULL);
}
