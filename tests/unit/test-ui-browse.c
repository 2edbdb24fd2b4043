/* Addresses in a browser: found, given as one word, and the terminal with them. */
#include "config.h"

#include "fake-terminal.h"
#include "play.h"

#include "base/child.h"
#include "base/file.h"
#include "term/key.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A browser that writes its words into a file; beside them the end that it comes to. */
static char browser[64], words[64], fifo[64];

static int set_up(void **state)
{
	unsetenv("BROWSER");
	unsetenv("DISPLAY");
	unsetenv("WAYLAND_DISPLAY");
	if (play_set_up(state) != 0)
		return -1;
	const struct play *p = *state;
	char text[512];
	snprintf(browser, sizeof browser, "%s/browser", p->dir);
	snprintf(words, sizeof words, "%s/words", p->dir);
	snprintf(fifo, sizeof fifo, "%s/fifo", p->dir);
	snprintf(text, sizeof text, "#!/bin/sh\nprintf '<%%s>' \"$@\" >%s\n[ ! -p %s ] || echo >%s\n[ \"$1\" != fail ]\n", words,
	         fifo, fifo);
	write_text(browser, text);
	return chmod(browser, 0700);
}

static int tear_down(void **state)
{
	unlink(browser);
	unlink(words);
	unlink(fifo);
	return play_tear_down(state);
}

static void assert_words(const char *want)
{
	struct buf bytes;
	struct err err;
	int fd = file_open(words, &err);
	assert_true(fd >= 0);
	buf_init(&bytes, 4096);
	assert_int_equal(file_read_all(fd, words, &bytes, &err), 0);
	assert_string_equal(buf_cstr(&bytes), want);
	buf_done(&bytes);
	close(fd);
}

static void a_link_is_opened(void **state)
{
	struct play *p = *state;
	snprintf(p->options.browser, sizeof p->options.browser, "%s --new '$x;' --url=%%u \"two words\"", browser);
	press(p, "\rlo");
	expect(p, "back from ", true);
	expect(p, "Links", true);
	press(p, "q");
	expect(p, "First paragraph", true);
	play_file(p, 0);
	assert_words("<--new><'$x;'><--url=https://example.com/alpha><two words>");
	assert_int_equal(fake_lent(), 1);
}

static void the_address_comes_last(void **state)
{
	struct play *p = *state;
	setenv("BROWSER", "/nowhere/at-all:no-such-program %s", 1);
	press(p, "lo");
	expect(p, "so it is copied: https://example.com/alpha", true);
	play_file(p, 0);
	assert_string_equal(fake_copied(), "https://example.com/alpha");
	char list[256];
	snprintf(list, sizeof list, "/nowhere/at-all:%s:%s no", browser, browser);
	setenv("BROWSER", list, 1);
	p->n_checks = p->n_checked = 0;
	p->n = 0;
	press(p, "lo");
	expect(p, "back from ", true);
	play_file(p, 0);
	assert_words("<https://example.com/alpha>");
	unsetenv("BROWSER");
}

static void what_fails_is_told(void **state)
{
	struct play *p = *state;
	press(p, "o");
	expect(p, "no address is known", true);
	press(p, ":set browser=no-such-browser\rlo");
	expect(p, "there is no program 'no-such-browser'", true);
	press(p, "q:set browser=\rlo");
	expect(p, "no browser is known", true);
	play_file(p, 0);
	snprintf(p->options.browser, sizeof p->options.browser, "%s fail", browser);
	p->n = p->n_checks = p->n_checked = 0;
	press(p, "lo");
	expect(p, "failed (status 1)", true);
	play_file(p, 0);
}

/* Nobody waits for one beside: it can end only when this test reads what it says. */
static void one_runs_beside(void **state)
{
	struct play *p = *state;
	char byte;
	assert_int_equal(mkfifo(fifo, 0600), 0);
	snprintf(p->options.browser, sizeof p->options.browser, "%s %%u &", browser);
	press(p, "lo");
	expect(p, "opened by ", true);
	play_file(p, 0);
	FILE *end = fopen(fifo, "re");
	assert_non_null(end);
	assert_int_equal(fread(&byte, 1, 1, end), 1);
	fclose(end);
	assert_words("<https://example.com/alpha>");
	assert_int_equal(fake_lent(), 0);
}

static void only_the_web_is_opened(void **state)
{
	struct play *p = *state;
	snprintf(p->options.browser, sizeof p->options.browser, "%s", browser);
	char page[64];
	snprintf(page, sizeof page, "%s/browse.jsonl", p->dir);
	write_text(page, "{\"title\": \"Sly\", \"body\": \"text\", \"url\": \"file:///etc/passwd\"}\n");
	char *sources[] = {page};
	press(p, "o");
	expect(p, "only http and https addresses", true);
	expect(p, "back from", false);
	assert_int_equal(play_sources(p, sources, 1), 0);
	assert_int_not_equal(access(words, F_OK), 0);
	unlink(page);
}

static void not_in_restricted_mode(void **state)
{
	struct play *p = *state;
	snprintf(p->options.browser, sizeof p->options.browser, "%s", browser);
	p->options.restricted = true;
	press(p, "lo");
	expect(p, "not in restricted mode", true);
	press(p, ":set browser=x\r");
	expect(p, "not in restricted mode", true);
	play_file(p, 0);
	assert_int_not_equal(access(words, F_OK), 0);
}

static void programs_are_found(void **state)
{
	struct play *p = *state;
	char path[256];
	const char *path_now = getenv("PATH");
	char *before = strdup(path_now != NULL ? path_now : ""), *found;
	snprintf(path, sizeof path, ":relative:/nowhere:%s", p->dir);
	setenv("PATH", path, 1);
	found = child_find("browser");
	setenv("PATH", before, 1);
	assert_non_null(found);
	assert_string_equal(found, browser);
	assert_null(child_find("no-such-browser"));
	assert_null(child_find(""));
	assert_null(child_find(p->dir)); /* a folder */
	free(found);
	free(before);
}

#define BROWSE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BROWSE(a_link_is_opened),
		BROWSE(the_address_comes_last),
		BROWSE(what_fails_is_told),
		BROWSE(one_runs_beside),
		BROWSE(only_the_web_is_opened),
		BROWSE(not_in_restricted_mode),
		BROWSE(programs_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
