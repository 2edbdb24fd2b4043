#include "config.h"

#include "base/buf.h"
#include "term/key.h"
#include "term/terminal.h"
#include "ui/conf.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
	struct conf config;
	char dir[64];
};

static int set_up(void **state)
{
	static struct place p;
	snprintf(p.dir, sizeof p.dir, "/tmp/jarida-config-XXXXXX");
	if (mkdtemp(p.dir) == NULL)
		return -1;
	conf_init(&p.config);
	*state = &p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;
	char command[128];
	conf_done(&p->config);
	snprintf(command, sizeof command, "rm -rf %s", p->dir);
	return system(command); /* NOLINT(cert-env33-c): the name is ours */
}

static void read_text(struct place *p, const char *text)
{
	conf_read_text(&p->config, "f", str_of(text));
}

static void assert_warnings(struct place *p, const char *want)
{
	assert_string_equal(buf_cstr(&p->config.warnings), want);
}

static const struct command *bound(struct place *p, uint32_t key, unsigned view)
{
	return keymap_lookup(&p->config.keymap, key, view);
}

/* Whatever an option's value: what is asked for. */
static void assert_option(struct place *p, const char *name, const char *want)
{
	char value[OPTION_VALUE_B];
	assert_string_equal(option_format(&p->config.options, option_find(name), value), want);
}

static void every_kind_of_line_is_taken(void **state)
{
	struct place *p = *state;
	read_text(p, "\xEF\xBB\xBF# comment\r\n"
	             "\r\n"
	             "set panes=stacked\r\n"
	             "\tset layout rtl   # behind it\n"
	             "set text-width = 60\n"
	             "set digits= arabic\n"
	             "set calendar =hijri\n"
	             "set center\n"
	             "set \"theme=light\"\n"
	             "bind F5 redraw\n"
	             "bind g g first\n"
	             "bind -z alone\n"
	             "bind list:x quit\n"
	             "bind \"#\" info\n"
	             "bind \"\\\"\" help\n"
	             "bind ج next-article\n"
	             "unbind q\n"
	             "unbind article:b\n"
	             "color title bright-blue\n"
	             "color match black 220 bold\n"
	             "color rule\n"
	             "set mouse=yes");
	assert_warnings(p, "");
	assert_option(p, "panes", "stacked");
	assert_option(p, "layout", "rtl");
	assert_option(p, "text-width", "60");
	assert_option(p, "digits", "arabic");
	assert_option(p, "calendar", "hijri");
	assert_option(p, "center", "yes");
	assert_option(p, "theme", "light");
	assert_option(p, "mouse", "yes");
	assert_int_equal(bound(p, K_F5, IN_MENU)->id, CMD_REDRAW);
	assert_null(bound(p, 'g', IN_LIST));
	assert_int_equal(bound(p, 'x', IN_LIST)->id, CMD_QUIT);
	assert_int_equal(bound(p, 'x', IN_READER)->id, CMD_TOGGLE_READ);
	assert_int_equal(bound(p, '#', IN_READER)->id, CMD_INFO);
	assert_int_equal(bound(p, '"', IN_READER)->id, CMD_HELP);
	assert_int_equal(bound(p, 0x62C, IN_READER)->id, CMD_NEXT_ARTICLE);
	assert_null(bound(p, 'q', IN_LIST));
	assert_null(bound(p, 'b', IN_READER));
	assert_int_equal(bound(p, 'b', IN_LIST)->id, CMD_PAGE_UP);
	p->config.theme.color = true;
	assert_int_equal(theme_style(&p->config.theme, ROLE_TITLE), STYLE_BOLD | 13U << STYLE_FG_SHIFT);
	assert_int_equal(theme_style(&p->config.theme, ROLE_MATCH),
	                 STYLE_BOLD | 1U << STYLE_FG_SHIFT | 221U << STYLE_BG_SHIFT);
}

static void wrong_lines_are_said(void **state)
{
	struct place *p = *state;
	static const struct {
		const char *line, *warning;
	} rows[] = {
		{"ste panes=side", "no such line: ste; did you mean set?"},
		{"kyword word", "no such line: kyword; did you mean keyword?"},
		{"keyword", "keyword wants [-LEVEL] [GROUP:] WORD…"},
		{"keyword -stm word",
		 "no such level: -stm; did you mean stem? (-exact, -fold, -stem, -anywhere; -- before a word that begins so)"},
		{"keyword a: -- ...", "no word in '...'"},
		{"keyword \"a b:\" word", "the name of a group is one word of at most 63 bytes, without \" # and :"},
		{"unkeyword", "unkeyword wants the words of a keyword"},
		{"unkeyword word", "no such keyword: word"},
		{"color keyword: red", "the name of a group is one word of at most 63 bytes, without \" # and :"},
		{"color keyword:x redd", "no such colour or attribute: redd; did you mean red?"},
		{"set", "set wants NAME=VALUE"},
		{"set pane=side", "no such option: pane; did you mean panes?"},
		{"set =x", "no such option: "},
		{"set panes", "panes needs a value: auto|side|stacked|alone"},
		{"set panes=", "bad value '' for panes: one of auto|side|stacked|alone is wanted"},
		{"set panes=sied", "bad value 'sied' for panes: one of auto|side|stacked|alone is wanted"},
		{"set panes=side alone", "panes takes one value; what is 'alone'?"},
		{"set text-width=-1", "bad value '-1' for text-width: a number from 0 to 1000 is wanted"},
		{"bind x", "bind wants [VIEW:]KEY… COMMAND"},
		{"bind PgDwn page-down", "no such key: PgDwn; did you mean PgDn?"},
		{"bind x quitt", "no such command: quitt; did you mean quit?"},
		{"bind lst:x quit", "no such view: lst; did you mean list?"},
		{"bind page:x open", "open does nothing in that view"},
		{"bind prompt:x prompt-layout", "a prompt needs these keys itself"},
		{"bind Escape quit", "Escape cannot be bound: it gives up what was begun"},
		{"bind z ^C quit", "^C cannot be bound: it gives up what was begun"},
		{"bind Click quit", "Click cannot be bound"},
		{"bind 5 quit", "5 cannot begin a binding: digits are counts"},
		{"bind a b c d e quit", "more than 4 keys"},
		{"bind a b c de quit", "no such key: de"},
		{"unbind", "unbind wants [VIEW:]KEY…"},
		{"unbind F7", "nothing is bound to these keys"},
		{"unbind menu:A", "nothing is bound to these keys"},
		{"color", "color wants ROLE [COLOUR [COLOUR]] [ATTRIBUTE…]"},
		{"color titel red", "no such role: titel; did you mean title?"},
		{"color title redd", "no such colour or attribute: redd; did you mean red?"},
		{"include", "include wants FILE"},
		{"include a b", "include wants FILE"},
		{"feed", "feed wants an address: ADDRESS [title=…] [folder=…] [full-text] [every=MIN]"},
		{"feed title=x", "feed wants an address: ADDRESS [title=…] [folder=…] [full-text] [every=MIN]"},
		{"feed ftp://a/b", "only http and https are fetched: ftp://a/b"},
		{"feed http://", "an address without a host: http://"},
		{"feed https:///a", "an address without a host: https:///a"},
		{"feed http://a http://b", "one address is wanted; what is 'http://b'?"},
		{"feed http://a titel=x", "nothing of a feed: titel=x; did you mean title?"},
		{"feed http://a folder", "folder needs a value: folder=…"},
		{"feed http://a full-text=maybe", "bad value 'maybe' for full-text: one of yes|no is wanted"},
		{"feed http://a every=-1", "bad value '-1' for every: minutes from 0 to 10080 are wanted"},
		{"fead http://a", "no such line: fead; did you mean feed?"},
		{"bind \"x quit", "a quote that does not end; \\\" in quotes is the sign itself"},
		{"set panes=\xFF", "not UTF-8"},
		{"set panes=\033[2J", "a control character (27)"},
		{"a a a a a a a a a a a a a a a a a", "more than 16 words"},
	};
	struct buf before, after;
	buf_init(&before, 1 << 16);
	buf_init(&after, 1 << 16);
	const struct settings settings = conf_settings(&p->config);
	settings_format(&settings, &before);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char want[256], text[256];
		snprintf(text, sizeof text, "\n%s\n", rows[i].line);
		snprintf(want, sizeof want, "f:2: %s\n", rows[i].warning);
		buf_clear(&p->config.warnings);
		read_text(p, text);
		assert_warnings(p, want);
		buf_clear(&after);
		settings_format(&settings, &after);
		assert_string_equal(buf_cstr(&after), buf_cstr(&before));
	}
	buf_done(&before);
	buf_done(&after);
}

static void feeds_are_wished_for(void **state)
{
	struct place *p = *state;
	struct buf all;
	read_text(p, "feed http://a.example/x?y=1#z\n"
	             "feed https://b.example title=\"The \\\"B\\\" \\\\ feed\" folder=صحافة full-text every=30\n"
	             "feed full-text=no HTTP://c.example # more of it\n");
	assert_warnings(p, "");
	const struct feed_wishes *feeds = &p->config.feeds;
	assert_int_equal(feeds->n, 3);
	assert_string_equal(feeds->wishes[0].url, "http://a.example/x?y=1#z");
	assert_null(feeds->wishes[0].title);
	assert_int_equal(feeds->wishes[0].full_text, -1);
	assert_int_equal(feeds->wishes[0].every_min, -1);
	assert_string_equal(feeds->wishes[1].title, "The \"B\" \\ feed");
	assert_string_equal(feeds->wishes[1].folder, "صحافة");
	assert_int_equal(feeds->wishes[1].full_text, 1);
	assert_int_equal(feeds->wishes[1].every_min, 30);
	assert_int_equal(feeds->wishes[2].full_text, 0);
	buf_init(&all, 1 << 16);
	const struct settings settings = conf_settings(&p->config);
	settings_format(&settings, &all);
	assert_non_null(strstr(buf_cstr(&all), "feed http://a.example/x?y=1#z\n"
	                                       "feed https://b.example title=\"The \\\"B\\\" \\\\ feed\" folder=صحافة "
	                                       "full-text=yes every=30\n"
	                                       "feed HTTP://c.example full-text=no\n"));
	buf_done(&all);
}

static void texts_are_values(void **state)
{
	struct place *p = *state;
	read_text(p, "set browser=\"w3m -o x %u\"\n");
	assert_option(p, "browser", "w3m -o x %u");
	read_text(p, "set browser = lynx\n");
	assert_option(p, "browser", "lynx");
	read_text(p, "set browser=\n");
	assert_option(p, "browser", "");
	assert_warnings(p, "");
	read_text(p, "set browser\n");
	assert_warnings(p, "f:1: browser needs a value: COMMAND\n");
}

static void hostile_text_does_no_harm(void **state)
{
	struct place *p = *state;
	char long_line[DIRECTIVE_MAX_B + 40];
	struct buf many;
	conf_read_text(&p->config, "f", (struct str){"set panes=side\0\nset center\n", 26});
	assert_warnings(p, "f:1: a control character (0)\n");
	assert_option(p, "center", "yes");
	buf_clear(&p->config.warnings);
	memset(long_line, 'x', sizeof long_line);
	conf_read_text(&p->config, "f", (struct str){long_line, sizeof long_line});
	assert_warnings(p, "f:1: longer than 2000 bytes\n");
	long_line[0] = '#'; /* a comment may be what it likes */
	buf_clear(&p->config.warnings);
	conf_read_text(&p->config, "f", (struct str){long_line, sizeof long_line});
	conf_read_text(&p->config, "f", (struct str){NULL, 0});
	conf_read_text(&p->config, "f", STR("# \xFF\0\033"));
	assert_warnings(p, "");
	buf_init(&many, 1 << 20);
	for (int i = 0; i < 20000; i++)
		buf_add_str(&many, STR("x\n"));
	conf_read_text(&p->config, "f", buf_str(&many));
	assert_true(p->config.n_warnings > 20000);
	assert_true(p->config.warnings.n < 100 * 64);
	buf_clear(&many);
	for (int i = 0; i < 4000; i++)
		buf_addf(&many, "bind U+%04X quit\n", 0x4E00 + i);
	conf_read_text(&p->config, "f", buf_str(&many));
	assert_int_equal(p->config.keymap.n, KEYMAP_MAX_BINDINGS);
	buf_done(&many);
}

/* What is printed gives the same when it is read. */
static void what_is_printed_can_be_read(void **state)
{
	struct place *p = *state;
	read_text(p, "set panes=side\nset center\nbind g g first\nbind list:x quit\nunbind q\nunbind article:Home\n"
	             "bind ' ' info\nbind \"\\\"\" help\nbind \"#a\" help\nbind menu:F \"1\" \"#\" down\nbind \\\\ up\n"
	             "bind ^\\ quit\nbind M-^A quit\nbind U+200E quit\nbind Space Space quit\nbind prompt:F2 prompt-layout\n"
	             "color title red\ncolor selected 17 255 dim underline\ncolor text none\n");
	assert_warnings(p, "");
	struct buf first, second;
	buf_init(&first, 1 << 16);
	buf_init(&second, 1 << 16);
	struct settings settings = conf_settings(&p->config);
	settings_format(&settings, &first);
	struct conf again;
	conf_init(&again);
	conf_read_text(&again, "printed", buf_str(&first));
	assert_string_equal(buf_cstr(&again.warnings), "");
	settings = conf_settings(&again);
	settings_format(&settings, &second);
	assert_string_equal(buf_cstr(&second), buf_cstr(&first));
	assert_non_null(strstr(buf_cstr(&first), "\nunbind q\n"));
	assert_non_null(strstr(buf_cstr(&first), "\nunbind article:Home\n"));
	assert_non_null(strstr(buf_cstr(&first), "\nbind list:x quit\n"));
	assert_non_null(strstr(buf_cstr(&first), "\ncolor title red default bold\n"));
	buf_done(&first);
	buf_done(&second);
	conf_done(&again);
}

static void write_file(const struct place *p, const char *name, const char *text)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", p->dir, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int read_file(struct place *p, const char *name, struct err *err)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", p->dir, name);
	return conf_read(&p->config, path, err);
}

static void files_include_files(void **state)
{
	struct place *p = *state;
	struct err err;
	char path[128], want[1024];
	snprintf(path, sizeof path, "%s/sub", p->dir);
	assert_int_equal(mkdir(path, 0700), 0);
	write_file(p, "a", "set panes=side\ninclude sub/b\ninclude missing\ninclude sub\nset center\n");
	write_file(p, "sub/b", "include c\nset panes=alone\n");
	write_file(p, "sub/c", "set layout=ltr\ninclude ../a\nset wrong\n");
	assert_int_equal(read_file(p, "a", &err), 0);
	assert_option(p, "panes", "alone");
	assert_option(p, "layout", "ltr");
	assert_option(p, "center", "yes");
	snprintf(want, sizeof want,
	         "%s/sub/c:2: '%s/sub/../a' is included by itself\n%s/sub/c:3: no such option: wrong\n"
	         "%s/a:3: cannot read '%s/missing': no such file or directory\n%s/a:4: cannot read '%s/sub': not a file\n",
	         p->dir, p->dir, p->dir, p->dir, p->dir, p->dir, p->dir);
	assert_warnings(p, want);
}

static void includes_are_bounded(void **state)
{
	struct place *p = *state;
	struct err err;
	char name[16], text[256];
	for (int i = 0; i < 12; i++) {
		snprintf(name, sizeof name, "d%d", i);
		snprintf(text, sizeof text, "set text-width=%d\ninclude d%d\ninclude d%d\ninclude d%d\n", i, i + 1, i + 1, i + 1);
		write_file(p, name, text);
	}
	assert_int_equal(read_file(p, "d0", &err), 0);
	assert_int_equal(p->config.n_files, CONF_MAX_FILES);
	assert_true(p->config.n_warnings > 0);
	assert_non_null(strstr(buf_cstr(&p->config.warnings), "too many files are included: 64, 8 in one another, at most"));
}

static void a_named_file_must_be_there(void **state)
{
	struct place *p = *state;
	struct err err;
	char want[256];
	struct buf big;
	assert_int_equal(read_file(p, "none", &err), ERR_USAGE);
	snprintf(want, sizeof want, "cannot read '%s/none': no such file or directory", p->dir);
	assert_string_equal(err.message, want);
	assert_int_equal(read_file(p, ".", &err), ERR_USAGE);
	buf_init(&big, 3 << 20);
	while (big.n <= CONF_MAX_B)
		buf_add_str(&big, STR("# many lines of it\n"));
	write_file(p, "big", buf_cstr(&big));
	buf_done(&big);
	assert_int_equal(read_file(p, "big", &err), ERR_USAGE);
	assert_non_null(strstr(err.message, "1024 KiB at most"));
	/* The limit is one of all files together. */
	write_file(p, "small", "set center\n");
	assert_int_equal(read_file(p, "small", &err), ERR_USAGE);
}

static void the_place_is_found(void **state)
{
	struct place *p = *state;
	struct err err;
	char path[128], want[256];
	setenv("XDG_CONFIG_HOME", p->dir, 1);
	unsetenv("JARIDA_CONFIG");
	assert_int_equal(conf_find(&p->config, &err), 0);
	assert_warnings(p, "");
	snprintf(path, sizeof path, "%s/jarida", p->dir);
	assert_int_equal(mkdir(path, 0700), 0);
	write_file(p, "jarida/config", "set center\n");
	assert_int_equal(conf_find(&p->config, &err), 0);
	assert_option(p, "center", "yes");
	/* A relative one counts as none. */
	setenv("XDG_CONFIG_HOME", "relative", 1);
	setenv("HOME", p->dir, 1);
	snprintf(path, sizeof path, "%s/.config", p->dir);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/.config/jarida", p->dir);
	assert_int_equal(mkdir(path, 0700), 0);
	write_file(p, ".config/jarida/config", "set center=no\ninclude ~/jarida/config\nset panes=side\n");
	assert_int_equal(conf_find(&p->config, &err), 0);
	assert_option(p, "panes", "side");
	assert_option(p, "center", "yes");
	assert_warnings(p, "");
	/* One that cannot be read is said and is no error; but one that was named is. */
	snprintf(path, sizeof path, "%s/.config/jarida/config", p->dir);
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(conf_find(&p->config, &err), 0);
	snprintf(want, sizeof want, "cannot read '%s': not a file\n", path);
	assert_warnings(p, want);
	setenv("JARIDA_CONFIG", path, 1);
	assert_int_equal(conf_find(&p->config, &err), ERR_USAGE);
	unsetenv("JARIDA_CONFIG");
	unsetenv("HOME");
	buf_clear(&p->config.warnings);
	assert_int_equal(conf_find(&p->config, &err), 0);
	assert_warnings(p, "");
}

#define IN_PLACE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(every_kind_of_line_is_taken),
		IN_PLACE(wrong_lines_are_said),
		IN_PLACE(feeds_are_wished_for),
		IN_PLACE(texts_are_values),
		IN_PLACE(hostile_text_does_no_harm),
		IN_PLACE(what_is_printed_can_be_read),
		IN_PLACE(files_include_files),
		IN_PLACE(includes_are_bounded),
		IN_PLACE(a_named_file_must_be_there),
		IN_PLACE(the_place_is_found),
	};
	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
