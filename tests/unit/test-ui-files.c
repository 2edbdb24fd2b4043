#include "config.h"

#include "base/buf.h"
#include "base/clock.h"
#include "text/utf8.h"
#include "ui/flow.h"
#include "ui/pager.h"
#include "ui/files.h"

#include "unit.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/jarida-files-XXXXXX";

static void write_file(const char *name, const char *content)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

static void make_folder(const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

static const char *const two_stories =
	"عنوان الخبر الأول هنا\nتاريخ النشر: 15th, July 2023 GMT\nفقرة أولى فيها كلام كثير عن الخبر كله.\n"
	"المصدر: وكالة\nإقرأ أيضاً:\nعنوان القصة المنفصلة في الأسفل\n"
	"هذه فقرة القصة المنفصلة الأولى وهي طويلة بما يكفي لتكون فقرة كاملة من فقرات الخبر.\n"
	"وهذه فقرتها الثانية وهي أيضا جملة كاملة تنتهي بنقطة في آخرها كما تنتهي الجمل.\n";

static int set_up(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/jarida-files-XXXXXX");
	return mkdtemp(dir) == NULL ? -1 : 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static int tear_down(void **state)
{
	(void)state;
	return nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void open_files(struct files *files)
{
	char *sources[] = {dir};
	files_init(files, sources, 1);
}

static void read_all(struct files *files)
{
	while (files_scanning(files))
		files_scan(files, clock_now_ms() + 1000);
	while (files_read_titles(files, clock_now_ms() + 1000))
		;
}

static void assert_name(struct file_ref ref, const char *name)
{
	assert_non_null(ref.file);
	assert_string_equal(ref.file->name, name);
}

static void folders_are_sorted_and_deep(void **state)
{
	static const char *const want[] = {"a/1.txt", "a/2.txt", "a/10.txt", "b.txt", "c.txt"};
	struct files files;
	struct file_ref ref;
	(void)state;
	make_folder("a");
	make_folder(".hidden");
	for (size_t i = 5; i-- > 0;)
		write_file(want[i], "Title\n\nText.\n");
	write_file(".hidden/x.txt", "x");
	write_file(".y.txt", "y");
	open_files(&files);
	read_all(&files);
	assert_int_equal(files.n_rows, 5);
	assert_true(files_first(&files, &ref));
	for (size_t i = 0; i < 5; i++) {
		assert_name(ref, want[i]);
		assert_int_equal(files_number(&files, ref), i + 1);
		assert_int_equal(files_id(files_at(&files, i + 1)), files_id(ref));
		assert_ptr_equal(files_by_id(&files, files_id(ref)).file, ref.file);
		assert_int_equal(files_next(&files, &ref), i < 4);
	}
	for (size_t i = 4; files_prev(&files, &ref); i--)
		assert_name(ref, want[i - 1]);
	assert_name(ref, want[0]);
	assert_name(files_at(&files, 99), want[4]);
	assert_name(files_at(&files, 0), want[0]);
	files_done(&files);
}

static void rows_stay_while_others_arrive(void **state)
{
	struct files files;
	struct file_ref held = {0};
	enum { N = 700 };
	(void)state;
	for (int i = 0; i < N; i++) {
		char name[16];
		snprintf(name, sizeof name, "%03d", i * 389 % N);
		write_file(name, "Title\n\nText.\n");
	}
	open_files(&files);
	files_scan_first(&files, 40);
	assert_in_range(files.n_rows, 30, 40);
	assert_true(files_scanning(&files));
	held = files_at(&files, 20);
	const char *name = held.file->name;
	int id = files_id(held);
	while (files_scanning(&files)) {
		files_scan_first(&files, 40);
		assert_ptr_equal(files_by_id(&files, id).file, held.file);
		assert_ptr_equal(files.all[held.file->index], held.file);
		assert_ptr_equal(held.file->name, name);
		for (size_t i = 1; i < files.n_files; i++)
			assert_true(strcmp(files.all[i - 1]->name, files.all[i]->name) < 0);
	}
	assert_int_equal(files.n_rows, N);
	assert_int_equal(files_number(&files, held), atoi(name) + 1);
	files_done(&files);
}

static void stories_are_rows_of_their_own(void **state)
{
	struct files files;
	struct file_ref ref = {0};
	(void)state;
	write_file("1", "Title one\n\nText.\n");
	write_file("2", two_stories);
	write_file("3", "Title three\n\nText.\n");
	open_files(&files);
	while (files_scanning(&files))
		files_scan(&files, clock_now_ms() + 1000);
	assert_int_equal(files.n_rows, 3);
	struct file_ref last = files_at(&files, 3);
	assert_null(files_story(last));
	read_all(&files);
	assert_int_equal(files.n_rows, 4);
	assert_int_equal(files_number(&files, last), 4);
	ref = files_at(&files, 3);
	assert_name(ref, "2");
	assert_int_equal(ref.story, 1);
	assert_int_equal(files_story(ref)->parent, 0);
	assert_true(files_prev(&files, &ref));
	assert_int_equal(ref.story, 0);
	assert_int_equal(files_story(ref)->date, 20230715);
	assert_true(files_story(ref)->rtl);
	assert_int_equal(files.n_rtl, 2);
	assert_int_equal(files.n_ltr, 2);
	assert_true(str_eq(files_source(ref), STR("وكالة")));
	assert_true(files_unread(ref));
	files_story(ref)->read = true;
	assert_false(files_unread(ref));
	files_done(&files);
}

static void what_cannot_be_read_says_why(void **state)
{
	struct files files;
	struct err err;
	char nowhere[] = "/nowhere/at/all";
	char *sources[] = {nowhere};
	(void)state;
	files_init(&files, sources, 1);
	assert_int_equal(files_check(&files, &err), ERR_INPUT);
	assert_non_null(strstr(err.message, "/nowhere/at/all"));
	files_done(&files);
	/* A file without text is a row of its folder. */
	FILE *file;
	char path[64];
	snprintf(path, sizeof path, "%s/binary", dir);
	file = fopen(path, "w");
	fputs("Some text that looks like text, and then a byte that no text has: ", file);
	fwrite("\0and more of it\1\2\3", 1, 18, file);
	fclose(file);
	open_files(&files);
	read_all(&files);
	struct file_ref ref = files_at(&files, 1);
	assert_int_equal(ref.file->state, FILE_FAILED);
	assert_non_null(strstr(ref.file->error, "binary"));
	assert_false(files_unread(ref));
	files_done(&files);
}

static void long_titles_are_cut_between_letters(void **state)
{
	struct files files;
	struct buf text;
	(void)state;
	buf_init(&text, BUF_NO_MAX);
	for (int i = 0; i < 600; i++)
		buf_add_str(&text, i % 7 == 0 ? STR(" a") : STR("ب"));
	buf_add_str(&text, STR("\n\nنص.\n"));
	write_file("long", buf_cstr(&text));
	buf_done(&text);
	open_files(&files);
	read_all(&files);
	struct str title = files_title(files_at(&files, 1));
	assert_in_range(title.n, 1, FILES_TITLE_B);
	assert_true(utf8_valid(title));
	files_done(&files);
}

/* flow and pager */

static void fill_sheet(struct doc *doc)
{
	doc_set_sheet(doc);
	doc_add(doc, DOC_TITLE, STR("The title of all this"));
	for (int i = 0; i < 40; i++) {
		doc_addf(doc, DOC_TEXT, "%d فقرة عربية فيها كلمات (و Latin words) ثم أخرى لتملأ سطرين أو ثلاثة", i);
		doc_addf(doc, i % 5 == 0 ? DOC_HEADING : i % 5 == 1 ? DOC_QUOTE : DOC_ITEM, "heading %d", i);
	}
}

static void lines_go_back_as_they_came(void **state)
{
	struct pager pager;
	struct spot all[1000];
	struct app_options options;
	(void)state;
	options_init(&options);
	pager_init(&pager);
	fill_sheet(&pager.doc);
	for (int cols = 1; cols < 90; cols += 4) {
		size_t n = 0;
		pager_set_area(&pager, (struct area){0, 0, 10, cols}, DIR_LTR, &options, SHAPE_FORMS);
		pager_restart(&pager);
		struct spot spot;
		size_t end = 0;
		assert_true(flow_first(&pager.flow, &spot));
		do {
			struct flow_line line;
			flow_line(&pager.flow, spot, &line);
			/* Nothing is left out between two lines, nothing is wider than the column. */
			if (!line.gap && spot.cp > 0)
				assert_int_equal(line.start_cp, end);
			end = line.gap ? 0 : line.end_cp;
			assert_true(line.gap || line.line->width_col <= cols || cols < 3);
			if (n < 1000)
				all[n++] = spot;
		} while (flow_next(&pager.flow, &spot));
		struct spot last;
		flow_last(&pager.flow, &last);
		assert_true(spot_same(last, spot));
		for (size_t i = n < 1000 ? n : 0; i-- > 1;) {
			assert_true(spot_before(all[i - 1], all[i]));
			assert_true(flow_prev(&pager.flow, &spot));
			assert_true(spot_same(spot, all[i - 1]));
		}
	}
	pager_done(&pager);
}

/* The sign of an item is in its text (news/article.h): further lines stand behind it, and no other is drawn. */
static void items_hang_behind_their_sign(void **state)
{
	static const struct {
		const char *text;
		int hang_col;
	} items[] = {
		{"• كلمات كثيرة في بند طويل لا يتسع له سطر واحد", 2},
		{"12. many words in one item, too long for a line", 4},
		{"٣) كلمات كثيرة في بند طويل لا يتسع له سطر واحد", 3},
		{"•word with its sign and others, too long for a line", 0},
	};
	struct pager pager;
	struct app_options options;
	(void)state;
	options_init(&options);
	pager_init(&pager);
	for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
		struct spot spot;
		struct flow_line line;
		doc_set_sheet(&pager.doc);
		doc_add(&pager.doc, DOC_ITEM, str_of(items[i].text));
		pager_set_area(&pager, (struct area){0, 0, 10, 24}, DIR_LTR, &options, SHAPE_FORMS);
		pager_restart(&pager);
		assert_true(flow_first(&pager.flow, &spot));
		flow_line(&pager.flow, spot, &line);
		assert_int_equal(line.indent_col, 0);
		assert_true(flow_next(&pager.flow, &spot));
		flow_line(&pager.flow, spot, &line);
		assert_int_equal(line.indent_col, items[i].hang_col);
		assert_true(line.line->width_col + line.indent_col <= 24);
	}
	pager_done(&pager);
}

static void places_outlive_every_width(void **state)
{
	struct pager pager;
	struct app_options options;
	(void)state;
	options_init(&options);
	pager_init(&pager);
	fill_sheet(&pager.doc);
	pager_set_area(&pager, (struct area){0, 0, 10, 60}, DIR_LTR, &options, SHAPE_FORMS);
	pager_restart(&pager);
	for (int lines = 0; lines < 60; lines += 7) {
		pager_to_first(&pager);
		pager_scroll(&pager, lines);
		struct spot top = pager.top;
		for (int cols = 1; cols < 120; cols += 13) {
			pager_set_area(&pager, (struct area){0, 0, 7, cols}, DIR_LTR, &options, SHAPE_FORMS);
			struct spot line = flow_normal(&pager.flow, pager.top);
			size_t n_cp;
			assert_true(line.key == top.key && line.cp <= top.cp);
			assert_true(top.gap || top.cp < flow_line_end(&pager.flow, line, &n_cp) || top.cp == n_cp);
		}
		pager_set_area(&pager, (struct area){0, 0, 10, 60}, DIR_LTR, &options, SHAPE_FORMS);
		assert_true(spot_same(flow_normal(&pager.flow, pager.top), top));
	}
	pager_done(&pager);
}

static void scrolling_ends_with_a_full_screen(void **state)
{
	struct pager pager;
	struct app_options options;
	(void)state;
	options_init(&options);
	pager_init(&pager);
	fill_sheet(&pager.doc);
	pager_set_area(&pager, (struct area){0, 0, 10, 60}, DIR_LTR, &options, SHAPE_FORMS);
	pager_restart(&pager);
	assert_false(pager_scroll(&pager, -1));
	assert_int_not_equal(pager_percent(&pager), 100);
	int before = -1;
	while (pager_scroll(&pager, 1)) {
		assert_true(pager_percent(&pager) >= before);
		before = pager_percent(&pager);
	}
	struct spot end = pager.top;
	assert_true(pager_at_end(&pager));
	assert_int_equal(pager_percent(&pager), 100);
	pager_to_first(&pager);
	assert_true(pager_scroll(&pager, 100000));
	assert_true(spot_same(pager.top, end));
	pager_to_first(&pager);
	pager_to_percent(&pager, 100);
	assert_true(spot_same(pager.top, end));
	pager_to_number(&pager, 3);
	assert_int_equal(pager.top.key, 2);
	pager_done(&pager);
}

#define WITH_FOLDER(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(folders_are_sorted_and_deep),
		WITH_FOLDER(rows_stay_while_others_arrive),
		WITH_FOLDER(stories_are_rows_of_their_own),
		WITH_FOLDER(what_cannot_be_read_says_why),
		WITH_FOLDER(long_titles_are_cut_between_letters),
		cmocka_unit_test(lines_go_back_as_they_came),
		cmocka_unit_test(items_hang_behind_their_sign),
		cmocka_unit_test(places_outlive_every_width),
		cmocka_unit_test(scrolling_ends_with_a_full_screen),
	};
	return cmocka_run_group_tests_name("ui-files", tests, NULL, NULL);
}
