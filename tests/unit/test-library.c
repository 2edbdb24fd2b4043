#include "config.h"

#include "library-case.h"
#include "library/feeds.h"
#include "library/query.h"
#include "news/story.h"
#include "stories.h"

#include "unit.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void files_are_private(void **state)
{
	(void)state;
	struct stat st;
	assert_int_equal(stat(folder_path("a/b"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(stat(folder_path(LIBRARY_PLACE), &st), 0);
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
		{{.unread = true, .sort = SORT_TITLE}, "إبرة|آلة|«باب» أول|تاج|ثوب"},
		{{.starred = true}, ""},
		{{.tag = STR("none")}, ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int page = 1; page <= 16; page *= 4)
			assert_string_equal(titles(&cases[i].selection, page, false), cases[i].want);
	assert_string_equal(titles(&cases[0].selection, 2, true), cases[1].want);
}

/* --- the same article --- */

static void same_article(void **state)
{
	(void)state;
	static const char body[] = "متن طويل بما يكفي ليعرف به الخبر حتى لو جاء من غير عنوان، وفيه كلام كثير عن مدينة وميناء "
	                           "وسفينة رست فيه صباح اليوم، وعن ركابها الذين نزلوا منها إلى السوق القديم قبل الظهر.\n";
	struct article_meta meta = meta_of("سفينة في الميناء", "https://example.org/ship?utm_source=rss");
	int64_t id = store(&meta, body).id;
	/* by address */
	meta.url = STR("http://www.example.org/ship/");
	struct stored_story again = store(&meta, body);
	assert_int_equal(again.id, id);
	assert_int_equal(again.what, STORED_KNOWN);
	meta.title = STR("سفينة في الميناء: تحديث");
	again = store(&meta, body);
	assert_int_equal(again.id, id);
	assert_int_equal(again.what, STORED_UPDATED);
	assert_string_equal(titles(&(struct selection){.sort = SORT_TITLE}, 4, false), "سفينة في الميناء: تحديث");
	/* by text, spelt otherwise, from a file without an address */
	meta.url = STR("");
	meta.title = STR("سفينة فى الميناء: تحديث");
	assert_int_equal(store(&meta, body).id, id);
	assert_int_equal(store(&meta, body).what, STORED_KNOWN);
	/* an earlier text from a file is known, too, and changes nothing */
	meta.title = STR("سفينة في الميناء");
	again = store(&meta, body);
	assert_int_equal(again.id, id);
	assert_int_equal(again.what, STORED_KNOWN);
	/* a few words are the same at the same address, be it that of a whole site, or none of the web */
	static const char *const places[] = {"https://example.org/", "/2023/7", "urn:x:7"};
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		struct article_meta brief = meta_of("موجز", places[i]);
		struct stored_story first = store(&brief, places[i]);
		assert_int_equal(first.what, STORED_NEW);
		assert_int_equal(store(&brief, places[i]).id, first.id);
		assert_int_equal(library_delete(library, &first.id, 1, &err), 0);
	}
	/* the same words elsewhere are another outlet's */
	meta.url = STR("https://other.example.com/7");
	again = store(&meta, body);
	assert_int_not_equal(again.id, id);
	assert_int_equal(again.what, STORED_NEW);
	struct listing *listing = listing_new(library, &(struct selection){0});
	struct article_row row;
	good(listing_find(listing, again.id, &row, &err));
	assert_int_equal(row.group, id);
	listing_free(listing);
	/* a front page is the address of nothing */
	struct article_meta one = meta_of("واحد", "https://front.example/"), two = meta_of("اثنان", "https://front.example");
	assert_int_not_equal(store(&one, "أول\n").id, store(&two, "ثان\n").id);
}

static void guids(void **state)
{
	(void)state;
	struct provenance first = {.feed = add_feed("https://a.example/feed"), .time = 5};
	struct provenance second = {.feed = add_feed("https://b.example/feed"), .time = 5};
	struct article_meta meta = meta_of("عنوان", "");
	meta.guid = STR("1");
	struct stored_story stored = store_at(&meta, "نص\n", &first);
	assert_int_equal(store_at(&meta, "نص آخر\n", &first).what, STORED_UPDATED);
	assert_int_equal(store_at(&meta, "نص آخر\n", &first).what, STORED_KNOWN);
	/* the same guid in another feed is another one */
	meta.title = STR("غيره");
	assert_int_not_equal(store_at(&meta, "نص ثالث\n", &second).id, stored.id);
	/* entries of a live blog: one address, fragments of their own */
	struct article_meta live = meta_of("تغطية: أول", "https://a.example/live#1");
	live.guid = STR("live-1");
	stored = store_at(&live, "أول\n", &first);
	live = meta_of("تغطية: ثان", "https://a.example/live#2");
	live.guid = STR("live-2");
	assert_int_not_equal(store_at(&live, "ثان\n", &first).id, stored.id);
	/* in a file a guid counts within the file */
	struct article_meta line = meta_of("سطر", "");
	line.guid = STR("7");
	struct provenance file = {.file = STR("/tmp/a.jsonl")}, other = {.file = STR("/tmp/b.jsonl")};
	stored = store_at(&line, "نص السطر\n", &file);
	assert_int_equal(store_at(&line, "نص السطر الجديد\n", &file).id, stored.id);
	line.title = STR("سطر آخر");
	assert_int_not_equal(store_at(&line, "نص مختلف\n", &other).id, stored.id);
	/* of neither it says nothing */
	struct article_meta loose = meta_of("مقال", "https://a.example/loose-1");
	loose.guid = STR("7");
	stored = store(&loose, "نص أول\n");
	loose.url = STR("https://a.example/loose-2");
	assert_int_not_equal(store(&loose, "نص ثان\n").id, stored.id);
	/* a feed that is there no more is none */
	good(library_remove_feed(library, second.feed, &err));
	struct article_meta late = meta_of("متأخر", "https://b.example/late");
	assert_int_equal(store_at(&late, "نص\n", &second).what, STORED_NEW);
}

static void summaries(void **state)
{
	(void)state;
	struct article_meta meta = meta_of("عنوان", "https://example.org/a");
	meta.teaser = true;
	int64_t id = store(&meta, "خلاصة\n").id;
	assert_int_equal(store(&meta, "خلاصة أخرى\n").what, STORED_UPDATED);
	meta.teaser = false;
	assert_int_equal(store(&meta, "النص كله\n").what, STORED_UPDATED);
	meta.teaser = true;
	assert_int_equal(store(&meta, "خلاصة ثالثة\n").what, STORED_KNOWN);
	struct article *article;
	good(library_article(library, id, &article, &err));
	assert_true(str_eq(article_paragraph(article, 0).text, STR("النص كله")));
	article_free(article);
}

static void an_update_keeps_state(void **state)
{
	(void)state;
	struct article_meta meta = meta_of("عنوان", "https://example.org/a");
	meta.date = (struct date){.year = 2021, .month = 3, .day = 4};
	int64_t id = store(&meta, "نص\n").id, n;
	uint64_t key;
	size_t offset;
	struct buf tags;
	good(library_mark(library, &id, 1, MARK_READ, true, &err));
	good(library_mark(library, &id, 1, MARK_STARRED, true, &err));
	good(library_tag(library, id, STR("مهم"), true, &err));
	good(library_set_place(library, id, 3, 17, &err));
	meta.date.year = 0; /* the new version says none */
	assert_int_equal(store(&meta, "نص جديد\n").what, STORED_UPDATED);
	struct listing *listing = listing_new(library, &(struct selection){0});
	struct article_row row;
	good(listing_find(listing, id, &row, &err));
	assert_true(!row.unread && row.starred && row.dated && row.time == 1614816000);
	listing_free(listing);
	buf_init(&tags, BUF_NO_MAX);
	good(library_tags(library, id, &tags, &err));
	assert_string_equal(buf_cstr(&tags), "مهم");
	buf_done(&tags);
	good(library_place(library, id, &key, &offset, &err));
	assert_true(key == 3 && offset == 17);
	n = 99;
	assert_int_equal(library_place(library, n, &key, &offset, &err), ERR_NO_MATCH);
	assert_int_equal(library_set_place(library, n, 1, 1, &err), ERR_NO_MATCH);
	assert_int_equal(library_tag(library, n, STR("x"), true, &err), ERR_NO_MATCH);
	assert_int_equal(library_mark(library, &n, 1, MARK_READ, true, &err), ERR_NO_MATCH);
	assert_int_equal(library_tag(library, id, STR("  "), true, &err), ERR_USAGE);
}

/* --- names of articles, links --- */

static void names(void **state)
{
	(void)state;
	struct article_meta meta = meta_of("عنوان", "https://example.org/a");
	int64_t id = store_at(&meta, "نص\n", &(struct provenance){.file = STR("/news/a.txt")}).id, found;
	good(library_find(library, "1", &found, &err));
	assert_int_equal(found, id);
	good(library_find(library, "url:http://www.example.org/a?utm_source=x", &found, &err));
	assert_int_equal(found, id);
	good(library_find(library, "file:/news/a.txt", &found, &err));
	assert_int_equal(found, id);
	static const char *const none[] = {"2", "0", "-1", "1x", "", "url:https://example.org/b", "url:", "file:/b", "x",
	                                   "99999999999999999999999"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(library_find(library, none[i], &found, &err), ERR_NO_MATCH);
	good(library_delete(library, &id, 1, &err));
	assert_int_equal(library_find(library, "1", &found, &err), ERR_NO_MATCH);
}

static void files(void **state)
{
	(void)state;
	assert_false(library_knows_file(library, STR("/a"), 10, 20));
	good(library_note_file(library, STR("/a"), 10, 20, &err));
	assert_true(library_knows_file(library, STR("/a"), 10, 20));
	assert_false(library_knows_file(library, STR("/a"), 11, 20));
	assert_false(library_knows_file(library, STR("/a"), 10, 21));
	good(library_note_file(library, STR("/a"), 11, 21, &err));
	assert_true(library_knows_file(library, STR("/a"), 11, 21));
}

static void expect_link(int64_t from, int64_t to, enum link_kind kind)
{
	struct linked linked[8];
	int n = library_links(library, from, linked, 8, &err), found = 0;
	for (int i = 0; i < n; i++)
		found += linked[i].id == to && linked[i].kind == kind && !linked[i].back;
	assert_int_equal(found, 1);
	n = library_links(library, to, linked, 8, &err);
	found = 0;
	for (int i = 0; i < n; i++)
		found += linked[i].id == from && linked[i].kind == kind && linked[i].back;
	assert_int_equal(found, 1);
}

static void links(void **state)
{
	(void)state;
	/* A story that names another by title and one by address, before they are there. */
	struct story_list list = {0};
	struct stored_story stored[2];
	struct article_meta meta = meta_of("الخبر الأول عن المدينة", "https://example.org/1");
	struct article *story = story_make(&meta, "نص فيه https://example.org/3 عنوان\n");
	story_add_link(story, &(struct link){.kind = LINK_READ_ALSO, .title = STR("خبر ثان عن ميناء المدينة القديم"), .story = -1});
	story_list_add(&list, story);
	meta = meta_of("خبر تابع", "");
	meta.parent = 0;
	story = story_make(&meta, "نص التابع\n");
	story_add_link(story, &(struct link){.kind = LINK_PARENT, .story = 0});
	story_list_add(&list, story);
	good(library_store(library, &list, &(struct provenance){0}, stored, &err));
	story_list_done(&list);
	expect_link(stored[1].id, stored[0].id, LINK_PARENT);
	struct listing *listing = listing_new(library, &(struct selection){0});
	struct article_row row;
	good(listing_find(listing, stored[1].id, &row, &err));
	assert_int_equal(row.parent, stored[0].id);
	listing_free(listing);
	meta = meta_of("خبر ثانٍ عن ميناء المدينة القديم", "https://example.org/2");
	expect_link(stored[0].id, store(&meta, "نص\n").id, LINK_READ_ALSO);
	meta = meta_of("ثالث", "http://www.example.org/3/");
	expect_link(stored[0].id, store(&meta, "نص ثالث\n").id, LINK_URL);
	/* And one that comes when what it names is there. */
	meta = meta_of("رابع", "https://example.org/4");
	expect_link(store(&meta, "انظر https://example.org/3\n").id, 4, LINK_URL);
}

static bool in_a_hurry(void *of)
{
	int *left = of;
	return --*left < 0;
}

static void reading_gives_way(void **state)
{
	(void)state;
	struct article_row rows[4];
	int left = 0;
	good(library_begin(library, &err));
	for (int i = 0; i < 400; i++) {
		char url[64];
		snprintf(url, sizeof url, "https://example.org/way/%d", i);
		struct article_meta meta = meta_of("a title", url);
		meta.lang = i % 2 == 0 ? STR("ar") : STR("en");
		store(&meta, "words of it\n");
	}
	good(library_commit(library, &err));
	struct selection selection = {.lang = STR("ar"), .unread = true, .since = 1, .sort = SORT_TITLE};
	struct listing *listing = listing_new(library, &selection);
	library_set_hurry(library, in_a_hurry, &left);
	library_give_way(library, INT_MAX);
	assert_int_equal(listing_rows(listing, &(struct row_place){0}, false, rows, 4, &err), ERR_BUSY);
	assert_int_equal(listing_count(listing), -1);
	assert_true(library_give_way(library, 0));
	assert_int_equal(listing_rows(listing, &(struct row_place){0}, false, rows, 4, &err), 4);
	assert_int_equal(listing_count(listing), 200);
	assert_false(library_give_way(library, 0));
	library_mark(library, &rows[0].id, 1, MARK_READ, true, &err); /* the connection is as good as before */
	left = 1000000;
	library_give_way(library, INT_MAX);
	assert_int_equal(listing_count(listing), 199);
	assert_false(library_give_way(library, 0));
	library_set_hurry(library, NULL, NULL);
	listing_free(listing);
}

static void put_words(int number, const char *lang, const char *body)
{
	char url[64];
	snprintf(url, sizeof url, "https://example.org/words/%d", number);
	struct article_meta meta = meta_of("a title", url);
	meta.lang = str_of(lang);
	store(&meta, body);
}

/* All or nothing is marked, and nothing that came in meanwhile. */
static void marking_gives_way(void **state)
{
	(void)state;
	const struct selection selection = {.lang = STR("ar")};
	int left = 0;
	int64_t changed;
	good(library_begin(library, &err));
	for (int i = 0; i < 400; i++)
		put_words(i, i % 2 == 0 ? "ar" : "en", "words of it\n");
	good(library_commit(library, &err));
	struct sweep *sweep = library_sweep_new(library, &selection);
	library_set_hurry(library, in_a_hurry, &left);
	assert_int_equal(library_sweep(sweep, INT_MAX, &changed, &err), 1);
	library_set_hurry(library, NULL, NULL);
	struct listing *unread = listing_new(library, &(struct selection){.lang = STR("ar"), .unread = true});
	assert_int_equal(listing_count(unread), 200);
	put_words(400, "ar", "words of it\n");
	assert_int_equal(library_sweep(sweep, INT_MAX, &changed, &err), 0);
	assert_int_equal(changed, 200);
	assert_int_equal(listing_count(unread), 1);
	listing_free(unread);
	library_sweep_free(sweep);
	undo("200 articles marked as read");
}

/* Given up again and again, it gets on: those with frequent words, and those that have to be looked at. */
static void counting_goes_on(void **state)
{
	(void)state;
	struct selection selection;
	struct arena *texts = arena_new();
	static const char *const letters[] = {"د", "ر", "ز", "ش", "ص", "ض", "ط", "ظ"};
	char body[64];
	int left, tries = 0;
	good(library_begin(library, &err));
	for (int i = 0; i < 400; i++)
		put_words(i, "ar", "كتاب كتابه كتابنا كتابكم كتابهم كتابها كتابي\n");
	for (int i = 400; i < 440; i++) {
		snprintf(body, sizeof body, "كتاب%s%s\n", letters[i % 5], letters[i / 5 % 8]);
		put_words(i, "ar", i % 4 == 0 ? "غيره\n" : body);
	}
	good(library_commit(library, &err));
	good(query_parse(STR("كتاب*"), library, texts, &selection, &err));
	struct listing *listing = listing_new(library, &selection);
	library_set_hurry(library, in_a_hurry, &left);
	int64_t count;
	do {
		left = 32; /* more than counting them takes, less than finding them */
		library_give_way(library, INT_MAX);
		count = listing_count(listing);
		library_give_way(library, 0);
	} while (count < 0 && ++tries < 1000);
	library_set_hurry(library, NULL, NULL);
	assert_int_equal(count, 430);
	assert_true(tries > 0);
	listing_free(listing);
	arena_free(texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files_are_private, set_up, tear_down),
		cmocka_unit_test_setup_teardown(stores_and_gives_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lists_in_every_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(same_article, set_up, tear_down),
		cmocka_unit_test_setup_teardown(guids, set_up, tear_down),
		cmocka_unit_test_setup_teardown(summaries, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_update_keeps_state, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reading_gives_way, set_up, tear_down),
		cmocka_unit_test_setup_teardown(marking_gives_way, set_up, tear_down),
		cmocka_unit_test_setup_teardown(counting_goes_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(links, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
