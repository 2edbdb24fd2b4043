#include "config.h"

#include "library/library.h"
#include "stories.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct library *library;
static struct err err;

static int set_up(void **state)
{
	(void)state;
	folder_make();
	if (library_open(&library, folder_path("a/b/library.db"), LIBRARY_CREATE, &err) != 0)
		printf("# %s\n", err.message);
	return library == NULL;
}

static int tear_down(void **state)
{
	(void)state;
	library_close(library);
	library = NULL;
	folder_remove();
	return 0;
}

static void good(int status)
{
	if (status < 0)
		printf("# %s\n", err.message);
	assert_true(status >= 0);
}

static struct article_meta meta_of(const char *title, const char *url)
{
	return (struct article_meta){.title = str_of(title), .url = str_of(url), .parent = -1};
}

static struct stored_story store_at(const struct article_meta *meta, const char *body, const struct provenance *from)
{
	struct story_list list = {0};
	struct stored_story stored = {0};
	story_put(&list, meta, body);
	good(library_store(library, &list, from, &stored, &err));
	story_list_done(&list);
	return stored;
}

static struct stored_story store(const struct article_meta *meta, const char *body)
{
	return store_at(meta, body, &(struct provenance){.time = 1000});
}

/* Titles of the selection in its order, parted by bars, read page by page. */
static const char *titles(const struct selection *selection, int page, bool back)
{
	static char out[4096];
	struct listing *listing = listing_new(library, selection);
	struct row_place place = {0};
	struct article_row rows[16];
	size_t n = 0;
	int got;
	out[0] = '\0';
	while ((got = listing_rows(listing, &place, back, rows, page, &err)) > 0) {
		for (int i = 0; i < got; i++)
			n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", n > 0 ? "|" : "",
			                      (int)rows[i].title.n, rows[i].title.p);
		listing_place(listing, &rows[got - 1], &place);
	}
	good(got);
	listing_free(listing);
	return out;
}

static void files_are_private(void **state)
{
	(void)state;
	struct stat st;
	assert_int_equal(stat(folder_path("a/b"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(stat(folder_path("a/b/library.db"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void stores_and_gives_back(void **state)
{
	(void)state;
	struct article_meta meta = meta_of("عنوان الخبر", "https://example.org/1");
	meta.source = STR("صحيفة");
	meta.author = STR("كاتب");
	meta.date = (struct date){.year = 2023, .month = 7, .day = 15, .has_time = true, .hour = 3, .offset_min = 180};
	struct stored_story stored = store(&meta, "فقرة أولى\nفقرة ثانية\n");
	assert_int_equal(stored.what, STORED_NEW);
	assert_int_equal(stored.id, 1);
	struct article *article;
	good(library_article(library, stored.id, &article, &err));
	assert_int_equal(article_size_b(article), strlen("فقرة أولى\nفقرة ثانية\n"));
	assert_true(str_eq(article_meta(article)->title, meta.title));
	assert_true(str_eq(article_meta(article)->author, meta.author));
	assert_int_equal(article_meta(article)->date.hour, 3);
	article_free(article);

	struct listing *listing = listing_new(library, &(struct selection){0});
	struct article_row row;
	good(listing_find(listing, stored.id, &row, &err));
	assert_int_equal(row.time, 1689379200);
	assert_true(row.dated && row.has_clock && row.unread && !row.starred);
	assert_int_equal(row.dir, DIR_RTL);
	assert_true(str_eq(row.source, meta.source) && str_eq(row.url, meta.url) && str_eq(row.lang, STR("ar")));
	assert_int_equal(listing_find(listing, 99, &row, &err), ERR_NO_MATCH);
	listing_free(listing);
	assert_int_equal(library_article(library, 99, &article, &err), ERR_NO_MATCH);
}

static void lists_in_every_order(void **state)
{
	(void)state;
	static const struct {
		const char *title, *source, *lang, *body;
		int day;
	} stories[] = {
		{"«باب» أول", "ب", "ar", "x\n", 3}, {"إبرة", "ا", "ar", "xxx\n", 1}, {"تاج", "ب", "ar", "xx\n", 2},
		{"آلة", "", "fa", "xxxxx\n", 3}, {"ثوب", "ا", "ar", "xxxx\n", 5},
	};
	for (size_t i = 0; i < 5; i++) {
		char url[64];
		snprintf(url, sizeof url, "https://example.org/%zu", i);
		struct article_meta meta = meta_of(stories[i].title, url);
		meta.source = str_of(stories[i].source);
		meta.lang = str_of(stories[i].lang);
		meta.date = (struct date){.year = 2020, .month = 1, .day = stories[i].day};
		store(&meta, stories[i].body);
	}
	static const struct {
		struct selection selection;
		const char *want;
	} cases[] = {
		{{0}, "ثوب|آلة|«باب» أول|تاج|إبرة"},
		{{.reverse = true}, "إبرة|تاج|«باب» أول|آلة|ثوب"},
		{{.sort = SORT_STORED}, "ثوب|آلة|تاج|إبرة|«باب» أول"},
		{{.sort = SORT_TITLE}, "إبرة|آلة|«باب» أول|تاج|ثوب"},
		{{.sort = SORT_TITLE, .reverse = true}, "ثوب|تاج|«باب» أول|آلة|إبرة"},
		{{.sort = SORT_SOURCE}, "آلة|ثوب|إبرة|«باب» أول|تاج"},
		{{.sort = SORT_SOURCE, .reverse = true}, "تاج|«باب» أول|إبرة|ثوب|آلة"},
		{{.sort = SORT_SIZE}, "آلة|ثوب|إبرة|تاج|«باب» أول"},
		{{.lang = STR("fa")}, "آلة"},
		{{.source = STR("ب")}, "«باب» أول|تاج"},
		{{.source = STR("ج")}, ""},
		{{.since = 1577923200, .before = 1578096000}, "آلة|«باب» أول|تاج"},
		{{.title = STR("ا")}, "آلة|«باب» أول|تاج|إبرة"},
		{{.title = STR("أول باب")}, "«باب» أول"},
		{{.unread = true, .sort = SORT_TITLE}, "إبرة|آلة|«باب» أول|تاج|ثوب"},
		{{.starred = true}, ""},
		{{.tag = STR("none")}, ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int page = 1; page <= 16; page *= 4)
			assert_string_equal(titles(&cases[i].selection, page, false), cases[i].want);
	assert_string_equal(titles(&cases[0].selection, 2, true), cases[1].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files_are_private, set_up, tear_down),
		cmocka_unit_test_setup_teardown(stores_and_gives_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lists_in_every_order, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
