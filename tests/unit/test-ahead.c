/* A document that is read ahead tells the same, in the same order, and stores the same, as one that is not. */
#include "config.h"

#include "library-case.h"

#include "base/buf.h"
#include "fetch/ahead.h"
#include "stories.h"

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINES = 600, BAD = 50 };

/* What a sink was told. */
struct heard {
	struct buf log;
	struct library *library; /* to store in; NULL: nothing is stored */
	int n, stop_at;          /* lists of stories; 0: never */
};

static bool hear_stories(void *to, struct story_list *list, struct prepared *prepared, bool *known)
{
	struct heard *heard = to;
	struct stored_story stored = {0};
	assert_int_equal(list->n, 1);
	struct str title = article_meta(list->stories[0])->title;
	if (heard->library != NULL)
		good(library_store_prepared(heard->library, list, prepared, &(struct provenance){.time = 1000}, &stored, &err));
	*known = stored.what == STORED_KNOWN;
	buf_addf(&heard->log, "story %.*s: %lld %d\n", (int)title.n, title.p, (long long)stored.id, stored.what);
	story_list_done(list);
	return ++heard->n != heard->stop_at;
}

static bool hear_unprepared(void *to, struct story_list *list)
{
	bool known;
	return hear_stories(to, list, NULL, &known);
}

static void hear_feed(void *to, const struct feed_info *info)
{
	struct heard *heard = to;
	buf_addf(&heard->log, "feed %.*s %.*s %.*s\n", (int)info->title.n, info->title.p, (int)info->url.n, info->url.p,
	         (int)info->folder.n, info->folder.p);
}

static void hear_problem(void *to, const struct import_problem *problem)
{
	struct heard *heard = to;
	buf_addf(&heard->log, "problem %s %zu:%zu %s\n", problem->name, problem->line, problem->column, problem->message);
}

static void heard_init(struct heard *heard, struct library *into)
{
	*heard = (struct heard){.library = into};
	buf_init(&heard->log, BUF_NO_MAX);
}

/* Lines long enough for a thread; some are not JSON. */
static void make_lines(struct buf *out)
{
	for (int i = 0; i < LINES; i++) {
		if (i % BAD == BAD - 1)
			buf_addf(out, "{\"title\": \n");
		buf_addf(out, "{\"title\": \"خبر %d\", \"url\": \"https://example.org/%d\", \"body\": \"", i, i);
		for (int k = 0; k < 12; k++)
			buf_addf(out, "جملة رقم %d من الخبر رقم %d في المدينة.", k, i);
		buf_addf(out, "\"}\n");
	}
}

static void make_outlines(struct buf *out)
{
	buf_addf(out, "<opml version=\"2.0\"><body><outline text=\"صحف\">");
	for (int i = 0; i < LINES; i++)
		buf_addf(out, "<outline type=\"rss\" text=\"مصدر %d\" xmlUrl=\"https://host%d.example/feed\" "
		              "htmlUrl=\"https://host%d.example/a/long/address/of/the/site\"/>", i, i, i);
	buf_addf(out, "</outline></body></opml>");
}

static void read_whole(struct str bytes, const struct source *source, struct heard *heard)
{
	struct import_sink sink = {.to = heard, .stories = hear_unprepared, .feed = hear_feed, .problem = hear_problem};
	good(import_bytes(source, bytes, &sink, &err));
}

/* A file never lets one wait. */
static bool hear_waits(void *to)
{
	(void)to;
	fail();
	return false;
}

static struct ahead_sink sink_of(struct heard *heard)
{
	return (struct ahead_sink){
		.to = heard, .stories = hear_stories, .feed = hear_feed, .problem = hear_problem, .waits = hear_waits};
}

static void read_ahead(struct str bytes, const struct source *source, struct heard *heard)
{
	const struct ahead_sink sink = sink_of(heard);
	int fd = open(folder_path("document"), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_int_equal(write(fd, bytes.p, bytes.n), bytes.n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	good(ahead_import_fd(source, fd, library, &sink, &err));
	assert_int_equal(fcntl(fd, F_GETFD), -1); /* it was taken over */
}

static void expect_same(struct heard *one, struct heard *other)
{
	assert_string_equal(buf_cstr(&one->log), buf_cstr(&other->log));
	buf_done(&one->log);
	buf_done(&other->log);
}

static void the_same_is_told(void **state)
{
	static const struct source lines = {.name = "a.jsonl"}, outlines = {.name = "a.opml"};
	const struct source *sources[] = {&lines, &outlines};
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct heard whole, ahead;
		struct buf bytes;
		buf_init(&bytes, BUF_NO_MAX);
		(i == 0 ? make_lines : make_outlines)(&bytes);
		assert_true(bytes.n > 1 << 16);
		heard_init(&whole, NULL);
		heard_init(&ahead, NULL);
		read_whole(buf_str(&bytes), sources[i], &whole);
		read_ahead(buf_str(&bytes), sources[i], &ahead);
		expect_same(&whole, &ahead);
		buf_done(&bytes);
	}
}

static void who_has_enough_gets_no_more(void **state)
{
	static const struct source source = {.name = "a.jsonl"};
	(void)state;
	struct heard whole, ahead;
	struct buf bytes;
	buf_init(&bytes, BUF_NO_MAX);
	make_lines(&bytes);
	heard_init(&whole, NULL);
	heard_init(&ahead, NULL);
	whole.stop_at = ahead.stop_at = 100;
	read_whole(buf_str(&bytes), &source, &whole);
	read_ahead(buf_str(&bytes), &source, &ahead);
	assert_int_equal(ahead.n, 100);
	expect_same(&whole, &ahead);
	buf_done(&bytes);
}

static void an_empty_file_is_none(void **state)
{
	(void)state;
	struct heard heard;
	const struct ahead_sink sink = sink_of(&heard);
	heard_init(&heard, NULL);
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	good(ahead_import_fd(&(struct source){.name = "none", .format = FORMAT_JSONL}, fd, library, &sink, &err));
	assert_int_equal(heard.n, 0);
	buf_done(&heard.log);
}

static void what_cannot_be_read_is_told(void **state)
{
	(void)state;
	struct heard heard;
	const struct ahead_sink sink = sink_of(&heard);
	heard_init(&heard, NULL);
	int fd = open("/", O_RDONLY | O_CLOEXEC);
	assert_int_equal(ahead_import_fd(&(struct source){.name = "root"}, fd, library, &sink, &err), ERR_INPUT);
	assert_non_null(strstr(err.message, "'root'"));
	buf_done(&heard.log);
}

/* How many answer to that word. */
static int64_t count_word(struct library *of, const char *word)
{
	const struct expr expr = {.kind = EXPR_WORD, .text = str_of(word)};
	struct listing *listing = listing_new(of, &(struct selection){.expr = &expr, .level = LEVEL_STEM});
	int64_t n = listing_count(listing);
	listing_free(listing);
	return n;
}

static void expect_stored(struct library *of)
{
	static const char *const words[] = {"خبر", "المدينة", "599", "جمله"};
	int64_t left, all;
	good(library_unindexed(of, &left, &all, &err));
	assert_int_equal(left, 0);
	assert_int_equal(all, LINES);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_int_equal(count_word(of, words[i]), i == 2 ? 1 : LINES);
}

/* Twice: what is known the second time is not prepared for nothing, and nothing is missing. */
static void the_same_is_stored(void **state)
{
	static const struct source source = {.name = "a.jsonl"};
	(void)state;
	struct heard whole, ahead;
	struct library *other;
	struct buf bytes;
	buf_init(&bytes, BUF_NO_MAX);
	make_lines(&bytes);
	good(library_open(&other, folder_path("other.db"), LIBRARY_CREATE, &err));
	heard_init(&whole, other);
	heard_init(&ahead, library);
	for (int i = 0; i < 2; i++) {
		good(library_begin(other, &err));
		read_whole(buf_str(&bytes), &source, &whole);
		good(library_commit(other, &err));
		good(library_begin(library, &err));
		read_ahead(buf_str(&bytes), &source, &ahead);
		good(library_commit(library, &err));
	}
	expect_same(&whole, &ahead);
	expect_stored(library);
	expect_stored(other);
	library_close(other);
	buf_done(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_same_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_has_enough_gets_no_more, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_empty_file_is_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_read_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_same_is_stored, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
