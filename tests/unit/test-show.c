#include "config.h"

#include "base/file.h"
#include "cli/report.h"
#include "cli/show.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TITLE "ارتفاع أسعار القمح"
#define FIRST "أعلنت الوزارة اليوم أن أسعار القمح ارتفعت بنسبة 4,5% (مقارنة بالعام الماضي) في الأسواق المحلية."
#define SECOND "وقال \"المتحدث\" باسم الوزارة إن الأسعار ستعود إلى ما كانت عليه قبل نهاية الشهر المقبل."
#define SECOND_JSON "وقال \\\"المتحدث\\\" باسم الوزارة إن الأسعار ستعود إلى ما كانت عليه قبل نهاية الشهر المقبل."
#define OTHER_TITLE "موسم حصاد وفير في الشمال"
#define OTHER "بدأ المزارعون في الشمال حصاد القمح هذا الأسبوع بعد شتاء كثير الأمطار لم تعرفه البلاد منذ سنوات."

/* Two stories, the second inside the first. */
static const char clipping[] = TITLE "\nتاريخ النشر: 15th, July 2023 GMT\n" FIRST "\n" SECOND
				     "\nالمصدر: المرفأ\nإقرأ أيضاً:\n" OTHER_TITLE "\n" OTHER "\n";

static struct show_options plain_options(void)
{
	struct show_options options;
	show_options_init(&options, false);
	return options;
}

/* A file of this text; its name is good until the next call. */
static char *text_file(const char *text)
{
	static char path[64];
	snprintf(path, sizeof path, "/tmp/jarida-test-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	size_t n = strlen(text);
	assert_int_equal(write(fd, text, n), (ssize_t)n);
	close(fd);
	return path;
}

/* What a stream gets between redirect() and restored(). */
struct catch {
	int fd, saved;
	FILE *file;
};

static struct catch redirect(int fd)
{
	struct catch c = {fd, dup(fd), tmpfile()};
	assert_true(c.saved >= 0);
	assert_non_null(c.file);
	fflush(NULL);
	dup2(fileno(c.file), fd);
	return c;
}

static struct buf restored(struct catch *c)
{
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	dup2(c->saved, c->fd);
	close(c->saved);
	lseek(fileno(c->file), 0, SEEK_SET);
	assert_int_equal(file_read_all(fileno(c->file), "scratch", &b, NULL), 0);
	fclose(c->file);
	return b;
}

/* Shows the operands; both texts are to be freed. */
static int show(const struct show_options *options, char *const *operands, size_t n, struct buf *out,
                struct buf *errors)
{
	struct err err;
	struct catch stdout_catch = redirect(STDOUT_FILENO), stderr_catch = redirect(STDERR_FILENO);
	int rc = show_run(options, operands, n, &err);
	*out = restored(&stdout_catch);
	*errors = restored(&stderr_catch);
	return rc;
}

static void expect(const struct show_options *options, const char *text, const char *want)
{
	struct buf out, errors;
	char *path = text_file(text);
	assert_int_equal(show(options, &path, 1, &out, &errors), 0);
	unlink(path);
	assert_string_equal(buf_cstr(&errors), "");
	assert_string_equal(buf_cstr(&out), want);
	buf_done(&out);
	buf_done(&errors);
}

/* The options. */

static int id_of(const char *name)
{
	for (size_t i = 0; i < n_print_rows; i++) {
		if (strcmp(print_rows[i].name, name) == 0)
			return print_rows[i].id;
	}
	for (size_t i = 0; i < n_show_rows; i++) {
		if (strcmp(show_rows[i].name, name) == 0)
			return show_rows[i].id;
	}
	fail_msg("no option %s", name);
	return 0;
}

static void defaults_depend_on_the_output(void **state)
{
	(void)state;
	struct show_options options;
	unsetenv("NO_COLOR");
	show_options_init(&options, true);
	assert_true(options.visual && options.forms && options.color);
	assert_int_equal(options.dir, DIR_AUTO);
	assert_int_equal(options.width_col, SHOW_WIDTH_DEFAULT);
	show_options_init(&options, false);
	assert_true(!options.visual && options.forms && !options.color && !options.raw && !options.json);
	setenv("NO_COLOR", "1", 1);
	show_options_init(&options, true);
	assert_false(options.color);
	unsetenv("NO_COLOR");
}

static void values_are_set(void **state)
{
	(void)state;
	struct show_options options = plain_options();
	struct err err;
	assert_int_equal(show_set(&options, id_of("raw"), NULL, &err), 0);
	assert_int_equal(show_set(&options, id_of("json"), NULL, &err), 0);
	assert_true(options.raw && options.json);
	assert_int_equal(show_set(&options, id_of("order"), "visual", &err), 0);
	assert_true(options.visual);
	assert_int_equal(show_set(&options, id_of("order"), "logical", &err), 0);
	assert_false(options.visual);
	assert_int_equal(show_set(&options, id_of("shape"), "base", &err), 0);
	assert_false(options.forms);
	assert_int_equal(show_set(&options, id_of("shape"), "forms", &err), 0);
	assert_true(options.forms);
	assert_int_equal(show_set(&options, id_of("direction"), "rtl", &err), 0);
	assert_int_equal(options.dir, DIR_RTL);
	assert_int_equal(show_set(&options, id_of("direction"), "ltr", &err), 0);
	assert_int_equal(options.dir, DIR_LTR);
	assert_int_equal(show_set(&options, id_of("direction"), "auto", &err), 0);
	assert_int_equal(options.dir, DIR_AUTO);
	assert_int_equal(show_set(&options, id_of("width"), "0", &err), 0);
	assert_int_equal(options.width_col, 0);
	assert_int_equal(show_set(&options, id_of("width"), "10000", &err), 0);
	assert_int_equal(options.width_col, 10000);
}

static void wrong_values_are_told(void **state)
{
	(void)state;
	static const char *const rows[][3] = {
		{"order", "", "--order: '' is none of visual|logical"},
		{"order", "visual|logical", "--order: 'visual|logical' is none of visual|logical"},
		{"order", "visua", "--order: 'visua' is none of visual|logical"},
		{"shape", "Forms", "--shape: 'Forms' is none of auto|forms|base"},
		{"direction", "left", "--direction: 'left' is none of auto|rtl|ltr"},
		{"width", "", "--width: '' is not a number from 0 to 10000"},
		{"width", "-1", "--width: '-1' is not a number from 0 to 10000"},
		{"width", "10001", "--width: '10001' is not a number from 0 to 10000"},
		{"width", "8o", "--width: '8o' is not a number from 0 to 10000"},
		{"width", "99999999999999999999", "--width: '99999999999999999999' is not a number from 0 to 10000"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct show_options options = plain_options();
		struct err err;
		assert_int_equal(show_set(&options, id_of(rows[i][0]), rows[i][1], &err), ERR_USAGE);
		assert_string_equal(err.message, rows[i][2]);
	}
}

/* What is shown. */

static void stories_are_shown_as_text(void **state)
{
	(void)state;
	struct show_options options = plain_options();
	expect(&options, clipping,
	       TITLE "\n2023-07-15 · المرفأ\n\n" FIRST "\n\n" SECOND "\n\n• " OTHER_TITLE "\n\n* * *\n\n" OTHER_TITLE
	             "\n\n" OTHER "\n");
}

static void stories_are_shown_as_json(void **state)
{
	(void)state;
	struct buf out, errors, want;
	struct show_options options = plain_options();
	char *path = text_file(clipping);
	options.json = true;
	assert_int_equal(show(&options, &path, 1, &out, &errors), 0);
	unlink(path);
	buf_init(&want, BUF_NO_MAX);
	buf_addf(&want,
	         "{\"id\": \"%s\", \"title\": \"" TITLE "\", \"kicker\": null, \"date\": \"2023-07-15\", "
	         "\"source\": \"المرفأ\", \"author\": null, \"lang\": \"ar\", \"dir\": \"rtl\", \"url\": null, "
	         "\"paragraphs\": [{\"kind\": \"text\", \"dir\": \"rtl\", \"text\": \"",
	         path);
	buf_add_str(&want, STR(FIRST "\"}, {\"kind\": \"text\", \"dir\": \"rtl\", \"text\": \"" SECOND_JSON "\"}], "));
	buf_addf(&want,
	         "\"links\": [{\"kind\": \"read-also\", \"title\": \"" OTHER_TITLE "\", \"url\": null, "
	         "\"story\": \"%s#2\"}], \"parent\": null}\n"
	         "{\"id\": \"%s#2\", \"title\": \"" OTHER_TITLE "\", \"kicker\": null, \"date\": null, "
	         "\"source\": null, \"author\": null, \"lang\": \"ar\", \"dir\": \"rtl\", \"url\": null, "
	         "\"paragraphs\": [{\"kind\": \"text\", \"dir\": \"rtl\", \"text\": \"" OTHER "\"}], "
	         "\"links\": [{\"kind\": \"parent\", \"title\": \"" TITLE "\", \"url\": null, \"story\": \"%s\"}], "
	         "\"parent\": \"%s\"}\n",
	         path, path, path, path);
	assert_string_equal(buf_cstr(&out), buf_cstr(&want));
	assert_string_equal(buf_cstr(&errors), "");
	buf_done(&want);
	buf_done(&out);
	buf_done(&errors);
}

static void raw_is_the_file_as_it_is(void **state)
{
	(void)state;
	struct show_options options = plain_options();
	options.raw = true;
	expect(&options, clipping, clipping);
	expect(&options, "a\n\nالمصدر: x\n\nاترك رد", "a\n\nالمصدر: x\n\nاترك رد\n");
	options.visual = true;
	options.width_col = 10;
	expect(&options, "אבג\n(1)\n", "       \u05D2\u05D1\u05D0\n       (1)\n");
	options.dir = DIR_LTR;
	expect(&options, "אבג\n", "\u05D2\u05D1\u05D0\n");
}

static void what_cannot_be_read_does_not_stop_the_rest(void **state)
{
	(void)state;
	struct buf out, errors;
	struct show_options options = plain_options();
	char *operands[] = {(char *)"no/such", text_file("خبر\n"), (char *)"none\033[31m\nhere", NULL};
	for (int raw = 0; raw < 2; raw++) {
		options.raw = raw;
		assert_int_equal(show(&options, operands, 3, &out, &errors), ERR_INPUT);
		assert_string_equal(buf_cstr(&out), "خبر\n");
		assert_string_equal(buf_cstr(&errors),
		                    "jarida: cannot read 'no/such': no such file or directory\n"
		                    "jarida: cannot read 'none here': no such file or directory\n");
		buf_done(&out);
		buf_done(&errors);
	}
	options.quiet = true;
	assert_int_equal(show(&options, operands, 1, &out, &errors), ERR_INPUT);
	assert_string_equal(buf_cstr(&errors), "");
	unlink(operands[1]);
	buf_done(&out);
	buf_done(&errors);
}

static void files_are_parted_by_a_blank_line(void **state)
{
	(void)state;
	struct buf out, errors;
	struct show_options options = plain_options();
	char *path = text_file("خبر\n");
	char *operands[] = {path, path};
	assert_int_equal(show(&options, operands, 2, &out, &errors), 0);
	assert_string_equal(buf_cstr(&out), "خبر\n\nخبر\n");
	buf_done(&out);
	buf_done(&errors);
	options.raw = true;
	assert_int_equal(show(&options, operands, 2, &out, &errors), 0);
	assert_string_equal(buf_cstr(&out), "خبر\nخبر\n");
	unlink(path);
	buf_done(&out);
	buf_done(&errors);
}

static void a_folder_is_its_files_by_name(void **state)
{
	(void)state;
	static char folder[] = "/tmp/jarida-test-XXXXXX";
	static const char *const names[] = {"b.txt", "a.txt", ".hidden"};
	struct show_options options = plain_options();
	struct buf out, errors;
	char *operands[] = {folder};
	assert_non_null(mkdtemp(folder));
	options.raw = true;
	for (size_t i = 0; i < 3; i++) {
		char path[64];
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		fprintf(f, "%s\n", names[i]);
		fclose(f);
	}
	assert_int_equal(show(&options, operands, 1, &out, &errors), 0);
	assert_string_equal(buf_cstr(&out), "a.txt\nb.txt\n");
	assert_int_equal(errors.n, 0);
	buf_done(&out);
	buf_done(&errors);
	for (size_t i = 0; i < 3; i++) {
		char path[64];
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(rmdir(folder), 0);
}

static void reports_are_one_clean_line(void **state)
{
	(void)state;
	struct catch c = redirect(STDERR_FILENO);
	report("a\tb\033[2Jc\r\nd\n");
	struct buf got = restored(&c);
	assert_string_equal(buf_cstr(&got), "jarida: a bc d \n");
	buf_done(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults_depend_on_the_output),
		cmocka_unit_test(values_are_set),
		cmocka_unit_test(wrong_values_are_told),
		cmocka_unit_test(stories_are_shown_as_text),
		cmocka_unit_test(stories_are_shown_as_json),
		cmocka_unit_test(raw_is_the_file_as_it_is),
		cmocka_unit_test(what_cannot_be_read_does_not_stop_the_rest),
		cmocka_unit_test(files_are_parted_by_a_blank_line),
		cmocka_unit_test(a_folder_is_its_files_by_name),
		cmocka_unit_test(reports_are_one_clean_line),
	};
	return cmocka_run_group_tests_name("show", tests, NULL, NULL);
}
