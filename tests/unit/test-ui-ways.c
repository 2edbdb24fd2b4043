#include "config.h"

#include "fake-terminal.h"
#include "play.h"

#include "term/key.h"
#include "term/terminal.h"
#include "text/utf8.h"

#include "unit.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Other ways in and out: lines of text, files, the mouse, keys of other keyboards. */

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

static void a_file_name_is_completed(void **state)
{
	struct play *p = *state;
	char line[80], folder[64], want[4][96];
	snprintf(folder, sizeof folder, "%s/فرع x", p->dir);
	assert_int_equal(mkdir(folder, 0700), 0);
	snprintf(want[0], sizeof want[0], "save into: %s/a.txt", p->dir);
	snprintf(want[1], sizeof want[1], "save into: %s/b.txt", p->dir);
	snprintf(want[2], sizeof want[2], "save into: %s/\n", p->dir);
	snprintf(want[3], sizeof want[3], "save into: %s/none", p->dir);
	snprintf(line, sizeof line, "%s/", p->dir);
	press(p, "s");
	press_key(p, 0x15); /* ^U */
	press(p, line);
	press_key(p, '\t');
	expect(p, want[0], true);
	press_key(p, '\t');
	expect(p, want[1], true);
	for (int i = 0; i < 3; i++) /* c.txt, the folder, what was typed, … */
		press_key(p, '\t');
	expect(p, want[2], true);
	press_key(p, '\t');
	expect(p, want[0], true);
	press_key(p, 0x15);
	press(p, line);
	press(p, "ف"); /* an only one is gone into: nothing is in it */
	press_key(p, '\t');
	press_key(p, '\t');
	press(p, "new.txt\r");
	expect(p, "saved: ", true);
	press(p, "s");
	press_key(p, 0x15);
	press(p, line);
	press(p, "none");
	press_key(p, '\t');
	expect(p, want[3], true);
	press_key(p, 27);
	play_file(p, 0);
	char path[96];
	snprintf(path, sizeof path, "%s/new.txt", folder);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAY(lines_of_text_say_what_happens),
		PLAY(a_forced_order_is_told),
		PLAY(an_article_is_saved_into_a_file),
		PLAY(a_file_name_is_completed),
		PLAY(what_cannot_be_saved_says_why),
		PLAY(a_click_is_where_it_is_seen),
		PLAY(the_caret_of_a_logical_prompt),
		PLAY(control_keys_of_other_layouts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
