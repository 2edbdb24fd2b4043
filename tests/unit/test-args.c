#include "config.h"

#include "cli/args.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

enum { HELP = 1, WIDTH, RAW, MOUSE };

static const struct arg_option rows[] = {
	{"help", 'h', NULL, "print this", HELP},
	{"width", 'w', "N", "columns", WIDTH},
	{"raw", 0, NULL, "as it is", RAW},
	{"mouse", 0, "auto|yes|no", "of course", MOUSE},
};

/*
 * Reads the words and writes what came of them: `id=value;` in order, then the
 * operands in brackets, or the message of the error.
 */
static const char *parsed(int argc, char **argv)
{
	static char out[1024];
	struct args args;
	struct err err;
	int rc;
	const struct arg_option *row;
	const char *value;
	size_t n = 0;
	args_init(&args, argc, argv);
	while ((rc = args_next(&args, rows, sizeof rows / sizeof *rows, &row, &value, &err)) == 1)
		n += (size_t)snprintf(out + n, sizeof out - n, "%d=%s;", row->id, value != NULL ? value : "-");
	if (rc == 0) {
		for (size_t i = 0; i < args.n_operands; i++)
			n += (size_t)snprintf(out + n, sizeof out - n, "[%s]", args.operands[i]);
		snprintf(out + n, sizeof out - n, args.plain_first ? "!" : "");
	} else {
		assert_int_equal(rc, ERR_USAGE);
		assert_int_equal(err.code, ERR_USAGE);
		snprintf(out + n, sizeof out - n, "%s", err.message);
	}
	args_done(&args);
	return out;
}

#define EXPECT(want, ...)                                                          \
	do {                                                                       \
		char *argv[] = {(char *)"jarida", __VA_ARGS__ __VA_OPT__(, ) NULL}; \
		assert_string_equal(parsed((int)(sizeof argv / sizeof *argv) - 1, argv), want); \
	} while (0)

static void values_are_glued_or_separate(void **state)
{
	(void)state;
	EXPECT("2=40;", "--width=40");
	EXPECT("2=40;", "--width", "40");
	EXPECT("2=40;", "-w40");
	EXPECT("2=40;", "-w", "40");
	EXPECT("2=;", "--width=");
	EXPECT("2=a=b;", "--width=a=b");
	EXPECT("2=--raw;", "--width", "--raw");
	EXPECT("2=--;", "--width", "--");
	EXPECT("2=-1;2=2;", "--width=-1", "--width=2");
}

static void what_offers_yes_may_stand_alone(void **state)
{
	(void)state;
	EXPECT("4=-;", "--mouse");
	EXPECT("4=no;[a]", "--mouse", "no", "a");
	EXPECT("4=-;[a]", "--mouse", "a");
	EXPECT("4=-;[ye]", "--mouse", "ye");
	EXPECT("4=a;", "--mouse=a");
	EXPECT("4=-;3=-;", "--mouse", "--raw");
}

static void options_stand_before_and_after_operands(void **state)
{
	(void)state;
	EXPECT("");
	EXPECT("3=-;[a][b]", "a", "--raw", "b");
	EXPECT("3=-;1=-;2=4;[a]", "--raw", "a", "-h", "--width", "4");
	EXPECT("[show][]", "show", "");
}

static void two_dashes_end_the_options(void **state)
{
	(void)state;
	EXPECT("[--raw][-h][--]!", "--", "--raw", "-h", "--");
	EXPECT("3=-;[a][--width]", "a", "--raw", "--", "--width");
	EXPECT("[-]", "-");
	EXPECT("3=-;[-][a]", "-", "--raw", "a");
	EXPECT("[-]!", "--", "-");
}

static void what_is_no_option_is_an_error(void **state)
{
	(void)state;
	EXPECT("unknown option '--wrong'; see 'jarida --help'", "--wrong");
	EXPECT("unknown option '--widt'; did you mean --width? see 'jarida --help'", "--widt"); /* no abbreviations */
	EXPECT("unknown option '--widthx=4'; did you mean --width? see 'jarida --help'", "--widthx=4");
	EXPECT("unknown option '-x'; see 'jarida --help'", "a", "-x");
	EXPECT("unknown option '---'; see 'jarida --help'", "---");
	EXPECT("unknown option '--=4'; see 'jarida --help'", "--=4");
}

static void values_are_missing_or_too_many(void **state)
{
	(void)state;
	EXPECT("option '--width' needs a value (N)", "--width");
	EXPECT("option '--width' needs a value (N)", "a", "-w");
	EXPECT("option '--raw' takes no value", "--raw=yes");
	EXPECT("option '--raw' takes no value", "--raw=");
	EXPECT("option '--help' takes no value", "-hx");
}

static void no_words_are_no_operands(void **state)
{
	(void)state;
	char *argv[] = {NULL};
	assert_string_equal(parsed(0, argv), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_glued_or_separate),
		cmocka_unit_test(what_offers_yes_may_stand_alone),
		cmocka_unit_test(options_stand_before_and_after_operands),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(what_is_no_option_is_an_error),
		cmocka_unit_test(values_are_missing_or_too_many),
		cmocka_unit_test(no_words_are_no_operands),
	};
	return cmocka_run_group_tests_name("args", tests, NULL, NULL);
}
