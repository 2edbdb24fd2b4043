#include "config.h"

#include "base/buf.h"
#include "base/file.h"
#include "term/memory.h"
#include "term/notes.h"

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test has a fresh folder, and an environment that names it. */
static char folder[64];
static char file[128];
static const char *vars[12];

static char *get(const char *name)
{
	size_t n = strlen(name);
	if (strcmp(name, "XDG_STATE_HOME") == 0)
		return folder;
	for (size_t i = 0; i < 12 && vars[i] != NULL; i++) {
		if (strncmp(vars[i], name, n) == 0 && vars[i][n] == '=')
			return (char *)(uintptr_t)(vars[i] + n + 1);
	}
	return NULL;
}

static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/jarida-memory.XXXXXX");
	memset(vars, 0, sizeof vars);
	bool made = mkdtemp(folder) != NULL;
	snprintf(file, sizeof file, "%s/jarida/terminals", folder);
	return made ? 0 : -1;
}

static int tear_down(void **state)
{
	char path[128];
	(void)state;
	unlink(file);
	snprintf(path, sizeof path, "%s/jarida", folder);
	rmdir(path);
	/* Nothing else was left there. */
	return rmdir(folder);
}

static void read_whole(struct buf *b)
{
	int fd = file_open(file, NULL);
	buf_init(b, BUF_NO_MAX);
	if (fd >= 0) {
		assert_int_equal(file_read_all(fd, file, b, NULL), 0);
		close(fd);
	}
}

static void write_whole(struct str s)
{
	char path[128];
	snprintf(path, sizeof path, "%s/jarida", folder);
	mkdir(path, 0700);
	int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, s.p, s.n), (ssize_t)s.n);
	close(fd);
}

static struct replies vte(void)
{
	struct replies replies;
	replies_init(&replies);
	replies_dcs(&replies, STR("!|7E565445"));
	replies_csi(&replies, STR(">65;7006;1c"));
	replies_csi(&replies, STR("8;1$y"));
	replies_csi(&replies, STR("?2026;4$y"));
	replies_csi(&replies, STR("?65;1;9c"));
	return replies;
}

static struct replies konsole(void)
{
	struct replies replies;
	replies_init(&replies);
	replies_dcs(&replies, STR(">|Konsole 22.12.3"));
	replies_csi(&replies, STR(">1;115;0c"));
	replies_csi(&replies, STR("?62;1;4c"));
	return replies;
}

static void answers_come_back(void **state)
{
	(void)state;
	struct replies in[] = {vte(), konsole()}, out;
	assert_false(memory_recall_answers(&out, "a", get));
	memory_note_answers(&in[0], "a", get);
	memory_note_answers(&in[1], "b %\n\xd8\xa7", get);
	assert_true(memory_recall_answers(&out, "a", get));
	assert_int_equal(out.da1, 65);
	assert_memory_equal(out.da2, in[0].da2, sizeof out.da2);
	assert_int_equal(out.mode_8, 1);
	assert_int_equal(out.mode_2026, 4);
	assert_string_equal(out.da3, "7E565445");
	assert_string_equal(out.xtversion, "");
	assert_true(out.any);
	assert_false(out.fence);
	assert_true(memory_recall_answers(&out, "b %\n\xd8\xa7", get));
	assert_string_equal(out.xtversion, "Konsole 22.12.3");
	assert_int_equal(out.mode_8, -1);
	assert_false(memory_recall_answers(&out, "b", get));
	assert_false(memory_recall_answers(&out, "", get));
}

/* The file is for nobody else, and is not written anew for what it says already. */
static void the_file_is_private_and_left_alone(void **state)
{
	(void)state;
	struct replies in = vte();
	struct stat first, second;
	memory_note_answers(&in, "a", get);
	assert_int_equal(stat(file, &first), 0);
	assert_int_equal(first.st_mode & 0777, 0600);
	memory_note_answers(&in, "a", get);
	assert_int_equal(stat(file, &second), 0);
	assert_int_equal(first.st_ino, second.st_ino);
	*strrchr(file, '/') = '\0';
	assert_int_equal(stat(file, &first), 0);
	file[strlen(file)] = '/';
	assert_int_equal(first.st_mode & 0777, 0700);
}

/* Another terminal under the same key: the key misleads until one has answered some times in a row. */
static void a_key_that_misled_is_in_doubt(void **state)
{
	(void)state;
	struct replies a = vte(), b = konsole(), out;
	memory_note_answers(&a, "k", get);
	assert_true(memory_recall_answers(&out, "k", get));
	memory_note_answers(&b, "k", get);
	for (int i = 0; i < 3; i++) {
		assert_false(memory_recall_answers(&out, "k", get));
		memory_note_answers(&b, "k", get);
	}
	assert_true(memory_recall_answers(&out, "k", get));
	assert_string_equal(out.xtversion, "Konsole 22.12.3");
	/* another version of the same is no other terminal */
	replies_dcs(&b, STR(">|Konsole 24.08.0"));
	memory_note_answers(&b, "k", get);
	assert_true(memory_recall_answers(&out, "k", get));
	assert_string_equal(out.xtversion, "Konsole 24.08.0");
}

static void oldest_lines_go_first(void **state)
{
	(void)state;
	struct replies in = vte(), out;
	struct memory_choice choice = {.bidi = BIDI_INVERSE}, got;
	char key[16];
	assert_true(memory_note_choice(&choice, "kept", get));
	for (int i = 0; i < 100; i++) {
		snprintf(key, sizeof key, "key%d", i);
		memory_note_answers(&in, key, get);
	}
	assert_false(memory_recall_answers(&out, "key67", get));
	assert_true(memory_recall_answers(&out, "key68", get));
	assert_true(memory_recall_answers(&out, "key99", get));
	assert_true(memory_recall_choice(&got, "kept", get));
}

static void a_choice_is_kept_changed_and_forgotten(void **state)
{
	(void)state;
	struct memory_choice got;
	assert_false(memory_recall_choice(&got, "kitty(0.26.5)", get));
	assert_int_equal(got.bidi, BIDI_AUTO);
	for (int mode = BIDI_PLAIN; mode > BIDI_AUTO; mode--) {
		struct memory_choice choice = {.bidi = mode};
		assert_true(memory_note_choice(&choice, "kitty(0.26.5)", get));
		assert_true(memory_recall_choice(&got, "kitty(0.26.5)", get));
		assert_int_equal(got.bidi, mode);
		assert_false(memory_recall_choice(&got, "kitty(0.26.6)", get));
	}
	struct memory_choice all = {.bidi = BIDI_INVERSE_AUTO, .shape = 2, .lam_alef = 1, .marks = 2};
	struct buf b;
	assert_true(memory_note_choice(&all, "kitty(0.26.5)", get));
	read_whole(&b);
	assert_true(str_ends(buf_str(&b), STR("\nchoice kitty(0.26.5) bidi=inverse-auto shape=base lam-alef=1 marks=dropped\n")));
	buf_done(&b);
	assert_true(memory_recall_choice(&got, "kitty(0.26.5)", get));
	assert_memory_equal(&got, &all, sizeof got);
	assert_true(memory_note_choice(&(struct memory_choice){0}, "kitty(0.26.5)", get));
	assert_false(memory_recall_choice(&got, "kitty(0.26.5)", get));
	read_whole(&b);
	assert_int_equal(str_find(buf_str(&b), STR("choice"), 0), (size_t)-1);
	buf_done(&b);
}

/* Lines that nobody wrote here change nothing for the others, and are gone with the next writing. */
static void damage_is_harmless(void **state)
{
	(void)state;
	struct replies out, in = konsole();
	struct memory_choice got;
	write_whole(STR("\n\n \nseen\nseen \nseen a\n\0\0\nseen b 0 da1=\x1b[31m\n"
	                "seen c 0 da1=99999999999999999999 da2=1,2,3,4,5,,,,7 da3=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
	                "seen d 0 xtversion=%1B%5B%0Aa%zz%4 nonsense=3 =7 mode8 mode2026=\n"
	                "choice e bidi=everything\nchoice f bidi=plain bidi=kitty more=1\n"
	                "seen g x\nseen h -4\nseen h 0 da1=5\nchoice cut bidi=vis"));
	assert_false(memory_recall_answers(&out, "a", get));
	assert_false(memory_recall_answers(&out, "b", get));
	assert_true(memory_recall_answers(&out, "c", get));
	assert_int_equal(out.da1, REPLY_NUMBER_MAX);
	assert_int_equal(out.da2[2], 3);
	assert_int_equal(strlen(out.da3), sizeof out.da3 - 1);
	assert_true(memory_recall_answers(&out, "d", get));
	assert_string_equal(out.xtversion, "[a%zz%4");
	assert_int_equal(out.mode_8, -1);
	assert_false(memory_recall_choice(&got, "e", get));
	assert_true(memory_recall_choice(&got, "f", get));
	assert_int_equal(got.bidi, BIDI_KITTY);
	assert_false(memory_recall_answers(&out, "g", get));
	assert_true(memory_recall_answers(&out, "h", get));
	assert_false(memory_recall_choice(&got, "cut", get));
	memory_note_answers(&in, "new", get);
	assert_true(memory_recall_choice(&got, "f", get));
	assert_true(memory_recall_answers(&out, "c", get));
	struct buf b;
	read_whole(&b);
	assert_int_equal(str_find(buf_str(&b), STR("\x1b"), 0), (size_t)-1);
	assert_true(str_starts(buf_str(&b), STR("# What jarida remembers")));
	buf_done(&b);
}

static void a_place_that_cannot_be_used_is_no_memory(void **state)
{
	(void)state;
	char path[128];
	struct replies out, in = vte();
	struct memory_choice choice = {.bidi = BIDI_PLAIN};
	/* a folder in place of the file */
	snprintf(path, sizeof path, "%s/jarida", folder);
	mkdir(path, 0700);
	mkdir(file, 0700);
	memory_note_answers(&in, "a", get);
	assert_false(memory_recall_answers(&out, "a", get));
	assert_false(memory_note_choice(&choice, "a", get));
	rmdir(file);
	/* a pipe: nobody waits for it */
	assert_int_equal(mkfifo(file, 0600), 0);
	assert_false(memory_recall_answers(&out, "a", get));
	/* a file in place of the folder */
	unlink(file);
	rmdir(path);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	close(fd);
	assert_false(memory_note_choice(&choice, "a", get));
	unlink(path);
}

static void the_key_says_where_the_line_comes_from(void **state)
{
	(void)state;
	char a[MEMORY_KEY_B], b[MEMORY_KEY_B], long_one[400];
	vars[0] = "TERM=xterm-256color";
	vars[1] = "SSH_CONNECTION=203.0.113.7 50022 10.0.0.1 22";
	memory_key(a, get);
	assert_string_equal(a, "203.0.113.7 TERM=xterm-256color");
	vars[1] = "SSH_CONNECTION=203.0.113.7 50077 10.0.0.1 22"; /* the port is another each time */
	memory_key(b, get);
	assert_string_equal(a, b);
	vars[1] = "SSH_CONNECTION=2001:db8:1:2:aaaa:bbbb:cccc:dddd 1 ::1 22";
	memory_key(a, get);
	assert_string_equal(a, "2001:db8:1:2:: TERM=xterm-256color");
	vars[2] = "LC_TERMINAL=iTerm2";
	memory_key(b, get);
	assert_string_equal(b, "2001:db8:1:2:: TERM=xterm-256color LC_TERMINAL=iTerm2");
	vars[3] = "TMUX=/tmp/x,1,0";
	memory_key(b, get);
	assert_string_equal(b, "");
	memset(long_one, 'x', sizeof long_one - 1);
	long_one[sizeof long_one - 1] = '\0';
	memcpy(long_one, "TERM=", 5);
	vars[0] = long_one;
	vars[3] = NULL;
	memory_key(b, get);
	assert_string_equal(b, "");
}

static void an_identity_is_the_best_name_there_is(void **state)
{
	(void)state;
	char id[MEMORY_KEY_B];
	struct replies replies = vte();
	struct identity who = {.passage = PASSAGE_NONE};
	vars[0] = "TERM=xterm-256color";
	memory_identity(id, &who, &replies, get);
	assert_string_equal(id, "65;7006;1 xterm-256color");
	replies = konsole();
	memory_identity(id, &who, &replies, get);
	assert_string_equal(id, "Konsole 22.12.3");
	replies_init(&replies);
	vars[1] = "TERM_PROGRAM=Apple_Terminal";
	memory_identity(id, &who, &replies, get);
	assert_string_equal(id, "xterm-256color Apple_Terminal");
	who = (struct identity){.passage = PASSAGE_TMUX, .name = "tmux 3.3a in XTerm(379)"};
	memory_identity(id, &who, &replies, get);
	assert_string_equal(id, "tmux 3.3a in XTerm(379)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(answers_come_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_file_is_private_and_left_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_key_that_misled_is_in_doubt, set_up, tear_down),
		cmocka_unit_test_setup_teardown(oldest_lines_go_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_choice_is_kept_changed_and_forgotten, set_up, tear_down),
		cmocka_unit_test_setup_teardown(damage_is_harmless, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_place_that_cannot_be_used_is_no_memory, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_key_says_where_the_line_comes_from, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_identity_is_the_best_name_there_is, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
