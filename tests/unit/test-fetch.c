#include "config.h"

#include "base/buf.h"
#include "fetch/discover.h"
#include "fetch/fetch.h"
#include "fetch/guard.h"
#include "fetch/transfer.h"
#include "fetch/trust.h"
#include "fetch/wait.h"
#include "fetch/walk.h"
#include "fetch/wish.h"
#include "library/feeds.h"
#include "library/library.h"

#include "stories.h"
#include "unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- addresses --- */

static void private_addresses(void **state)
{
	static const char *const private[] = {
		"0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.1.2",
		"169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.0.1", "198.18.0.1",
		"198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:192.168.1.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "fc00::1",
		"fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "2002:a00:1::",
		"100::1", "not numbers", "",
	};
	static const char *const public[] = {
		"1.1.1.1", "9.255.255.255", "11.0.0.0", "93.184.215.14", "100.63.255.255", "100.128.0.0", "126.255.255.255",
		"128.0.0.1", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
		"198.20.0.0", "223.255.255.255", "2606:4700::1", "2001:4860:4860::8888", "::ffff:8.8.8.8",
		"64:ff9b::8.8.8.8", "2002:808:808::1", "3fff:ffff::1",
	};
	(void)state;
	for (size_t i = 0; i < sizeof private / sizeof private[0]; i++)
		if (!guard_is_private_text(private[i]))
			fail_msg("%s is private", private[i]);
	for (size_t i = 0; i < sizeof public / sizeof public[0]; i++)
		if (guard_is_private_text(public[i]))
			fail_msg("%s is public", public[i]);
}

static void private_sockets(void **state)
{
	struct sockaddr_in four = {.sin_family = AF_INET};
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	struct sockaddr other = {.sa_family = AF_UNIX};
	(void)state;
	inet_pton(AF_INET, "8.8.8.8", &four.sin_addr);
	assert_false(guard_is_private((struct sockaddr *)&four, sizeof four));
	assert_true(guard_is_private((struct sockaddr *)&four, sizeof four - 1));
	inet_pton(AF_INET, "192.168.3.4", &four.sin_addr);
	assert_true(guard_is_private((struct sockaddr *)&four, sizeof four));
	inet_pton(AF_INET6, "::ffff:10.1.2.3", &six.sin6_addr);
	assert_true(guard_is_private((struct sockaddr *)&six, sizeof six));
	inet_pton(AF_INET6, "2606:4700::1", &six.sin6_addr);
	assert_false(guard_is_private((struct sockaddr *)&six, sizeof six));
	assert_true(guard_is_private(&other, sizeof other));
}

static void expect_host(const char *url, const char *host, bool private)
{
	struct str found = guard_host(str_of(url));
	if (!str_eq(found, str_of(host)))
		fail_msg("the host of %s is %.*s", url, (int)found.n, found.p);
	if (guard_is_private_host(found) != private)
		fail_msg("%s: private is %d", url, private);
}

static void hosts(void **state)
{
	(void)state;
	expect_host("http://example.org/a", "example.org", false);
	expect_host("https://user:p%40ss@example.org:8080/a", "example.org", false);
	expect_host("http://a@b@127.0.0.1?x", "127.0.0.1", true);
	expect_host("http://[::1]:80/", "::1", true);
	expect_host("http://[2606:4700::1]/", "2606:4700::1", false);
	expect_host("http://LOCALHOST", "LOCALHOST", true);
	expect_host("http://a.localhost./", "a.localhost.", true);
	expect_host("http://printer.local/", "printer.local", true);
	expect_host("http://intranet/", "intranet", true);
	expect_host("http://2130706433/", "2130706433", true);
	expect_host("http://0x7f.1/", "0x7f.1", true);
	expect_host("http://134744072/", "134744072", false);
	expect_host("http:///path", "", true);
	expect_host("ftp-like://host.org/", "", true);
	expect_host("", "", true);
}

static void webs(void **state)
{
	(void)state;
	assert_true(transfer_is_web(STR("http://a")));
	assert_true(transfer_is_web(STR("HTTPS://a")));
	assert_false(transfer_is_web(STR("file:///etc/passwd")));
	assert_false(transfer_is_web(STR("httpx://a")));
	assert_false(transfer_is_web(STR("http:/a")));
	assert_false(transfer_is_web(STR("")));
}

/* --- waiting --- */

static void retry_after(void **state)
{
	const int64_t now = 784111777; /* Sun, 06 Nov 1994 08:49:37 GMT */
	(void)state;
	assert_int_equal(wait_asked(STR("120"), now), 120);
	assert_int_equal(wait_asked(STR(" 0 "), now), 0);
	assert_int_equal(wait_asked(STR(""), now), 0);
	assert_int_equal(wait_asked(STR("99999999999999999999999999"), now), WAIT_ASKED_S);
	assert_int_equal(wait_asked(STR("-5"), now), 0);
	assert_int_equal(wait_asked(STR("soon"), now), 0);
	assert_int_equal(wait_asked(STR("Sun, 06 Nov 1994 09:49:37 GMT"), now), 3600);
	assert_int_equal(wait_asked(STR("Sun, 06 Nov 1994 08:49:37 GMT"), now), 0);
	assert_int_equal(wait_asked(STR("Sat, 05 Nov 1994 08:49:37 GMT"), now), 0);
	assert_int_equal(wait_asked(STR("Fri, 31 Dec 2094 23:59:59 GMT"), now), WAIT_ASKED_S);
}

static void failures(void **state)
{
	int64_t before = 0;
	(void)state;
	assert_int_equal(wait_after_failures(1), 300);
	assert_int_equal(wait_after_failures(2), 600);
	for (int i = 1; i < 12; i++) {
		int64_t s = wait_after_failures(i);
		assert_true(s > before || s == WAIT_LONGEST_S);
		before = s;
	}
	assert_int_equal(wait_after_failures(12), WAIT_LONGEST_S);
	assert_int_equal(wait_after_failures(2147483647), WAIT_LONGEST_S);
}

static void intervals(void **state)
{
	(void)state;
	assert_int_equal(wait_interval(0, 0), WAIT_USUAL_S);
	assert_int_equal(wait_interval(0, 60), 3600);
	assert_int_equal(wait_interval(0, 1), WAIT_USUAL_S);
	assert_int_equal(wait_interval(0, 2147483647), WAIT_LONGEST_S);
	assert_int_equal(wait_interval(0, -5), WAIT_USUAL_S);
	assert_int_equal(wait_interval(5, 60), 300);
}

/* --- pages --- */

static void expect_feed(const char *page, const char *expected)
{
	struct buf url;
	buf_init(&url, 1000);
	bool found = discover_feed(str_of(page), STR("https://example.org/news/index.html"), &url);
	assert_int_equal(found, expected != NULL);
	if (found)
		assert_string_equal(buf_cstr(&url), expected);
	buf_done(&url);
}

static void discovered(void **state)
{
	(void)state;
	expect_feed("<link rel=alternate type=application/rss+xml href=/feed>", "https://example.org/feed");
	expect_feed("<LINK HREF='feed.xml?a=1&amp;b=2' TYPE='Application/Atom+XML' REL='Alternate home'/>",
	            "https://example.org/news/feed.xml?a=1&b=2");
	expect_feed("<link rel=stylesheet href=a.css><link\n title = \"a > b\" rel = \"alternate\"\n"
	            "type=\"application/feed+json\" href=\"//other.org/f\">", "https://other.org/f");
	expect_feed("<link rel=alternate hreflang=en href=/en>", NULL);
	expect_feed("<link rel=alternate type=application/rss+xml href=javascript:x>", NULL);
	expect_feed("<link rel=alternate type=application/rss+xml>", NULL);
	expect_feed("<link rel=alternate type=application/rss+xml href=\"/cut", "https://example.org/cut");
	expect_feed("<link rel='alternate", NULL);
	expect_feed("<link", NULL);
	expect_feed("", NULL);
}

/* --- files --- */

static void put(const char *name, const char *text)
{
	FILE *f = fopen(folder_path(name), "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static bool add_name(void *to, const struct walked *file)
{
	struct buf *names = to;
	const char *slash = strrchr(file->name, '/');
	buf_addf(names, "%s%s ", slash != NULL ? slash + 1 : file->name, file->err != NULL ? "!" : "");
	return true;
}

static void walked_folders(void **state)
{
	struct buf names;
	(void)state;
	buf_init(&names, 1000);
	folder_make();
	put("b.txt", "b");
	put("a.txt", "a");
	put(".hidden", "h");
	assert_int_equal(mkdir(folder_path("c"), 0700), 0);
	assert_int_equal(mkdir(folder_path(".git"), 0700), 0);
	put("c/d.txt", "d");
	put(".git/e.txt", "e");
	assert_int_equal(symlink("../c", folder_path("c/again")), 0);
	assert_int_equal(symlink("../a.txt", folder_path("c/link.txt")), 0);
	assert_int_equal(symlink("nowhere", folder_path("c/broken")), 0);
	assert_int_equal(mkfifo(folder_path("c/pipe"), 0600), 0);
	assert_true(walk(folder_path(""), add_name, &names));
	assert_string_equal(buf_cstr(&names), "a.txt b.txt d.txt link.txt ");
	buf_clear(&names);
	walk(folder_path("missing"), add_name, &names);
	assert_string_equal(buf_cstr(&names), "missing! ");
	folder_remove();
	buf_done(&names);
}

static struct library *library;

static int open_library(void **state)
{
	(void)state;
	folder_make();
	return library_open(&library, folder_path("library.db"), LIBRARY_CREATE, NULL);
}

static int close_library(void **state)
{
	(void)state;
	library_close(library);
	folder_remove();
	return 0;
}

struct told {
	int n, n_failed, n_unchanged;
	int64_t added, known, subscribed, done, total;
	atomic_bool stop;
};

static void note(void *to, const struct fetch_event *event)
{
	struct told *told = to;
	told->n++;
	told->n_failed += event->failure != NULL;
	told->n_unchanged += event->unchanged;
	told->added += event->added;
	told->known += event->known;
	told->subscribed += event->subscribed;
	told->done = event->done;
	told->total = event->total;
}

static void stop_at_once(void *to, const struct fetch_event *event)
{
	struct told *told = to;
	note(to, event);
	atomic_store(&told->stop, true);
}

static struct told add(void (*event)(void *to, const struct fetch_event *event), const char *name)
{
	struct told told = {0};
	struct fetch_run run = {.store = library, .to = &told, .event = event, .stop = &told.stop};
	struct err err = {0};
	char path[4096];
	char *const sources[] = {path};
	snprintf(path, sizeof path, "%s", folder_path(name));
	fetch_limits_init(&run.limits);
	if (fetch_add(&run, sources, 1, &err) != 0)
		fail_msg("%s", err.message);
	return told;
}

static void added(void **state)
{
	struct told told;
	(void)state;
	assert_int_equal(mkdir(folder_path("in"), 0700), 0);
	put("in/a.txt", "عنوان الخبر الأول\n\nنص الخبر الأول وهو جملة واحدة طويلة بعض الشيء لتكون فقرة.\n");
	put("in/b.jsonl", "{\"title\": \"one\", \"body\": \"the first body\"}\nnot JSON\n"
	                  "{\"title\": \"two\", \"body\": \"the second body\"}\n");
	put("in/c.opml", "<opml version='2.0'><body><outline type='rss' text='f' xmlUrl='http://example.org/f'/>"
	                 "<outline type='rss' text='g' xmlUrl='http://example.org/g'/></body></opml>");
	put("in/d.opml", "<opml");
	told = add(note, "in");
	assert_int_equal(told.n, 4);
	assert_int_equal(told.done, 4);
	assert_int_equal(told.total, 4);
	assert_int_equal(told.added, 3);
	assert_int_equal(told.subscribed, 2);
	assert_int_equal(told.n_failed, 2); /* a line of b, d */
	told = add(note, "in");
	assert_int_equal(told.n_unchanged, 2); /* a and c; what is damaged is told of again */
	assert_int_equal(told.n_failed, 2);
	assert_int_equal(told.added, 0);
	assert_int_equal(told.known, 2);
	put("in/a.txt", "عنوان خبر آخر\n\nنص خبر آخر وهو جملة واحدة طويلة بعض الشيء لتكون فقرة أخرى.\n");
	told = add(note, "in/a.txt");
	assert_int_equal(told.n_unchanged, 0);
}

static void stopped(void **state)
{
	(void)state;
	assert_int_equal(mkdir(folder_path("in"), 0700), 0);
	put("in/a.jsonl", "{\"title\": \"one\", \"body\": \"the first body\"}\n");
	put("in/b.jsonl", "{\"title\": \"two\", \"body\": \"the second body\"}\n");
	struct told told = add(stop_at_once, "in");
	assert_int_equal(told.n, 1);
	assert_int_equal(told.added, 1);
	assert_int_equal(told.total, 2);
	struct listing *listing = listing_new(library, &(struct selection){0});
	assert_int_equal(listing_count(listing), 1);
	listing_free(listing);
}

/* A run, and the number of a feed where nobody answers. */
static int64_t run_on_nobody(struct fetch_run *run, struct told *told)
{
	int64_t id;
	bool is_new;
	const struct feed_row row = {.url = STR("http://127.0.0.1:1/")};
	*run = (struct fetch_run){.store = library, .to = told, .event = note};
	fetch_limits_init(&run->limits);
	assert_int_equal(library_add_feed(library, &row, &id, &is_new, NULL), 0);
	return id;
}

static void only_what_is_due(void **state)
{
	struct told told = {0};
	struct fetch_run run;
	struct err err = {0};
	int64_t id = run_on_nobody(&run, &told);
	(void)state;
	struct feed_row row = {.id = id, .next = INT64_MAX};
	assert_int_equal(library_feed_fetched(library, &row, &err), 0);
	assert_int_equal(fetch_feeds(&run, NULL, 0, false, &err), 0);
	assert_int_equal(told.n, 0);
	row = (struct feed_row){.id = id, .gone = true};
	assert_int_equal(library_feed_fetched(library, &row, &err), 0);
	assert_int_equal(fetch_feeds(&run, &id, 1, false, &err), 0);
	assert_int_equal(told.n, 0);
	id++;
	assert_int_equal(fetch_feeds(&run, &id, 1, true, &err), ERR_NO_MATCH);
}

/* A name that has been public is pointed into the reader's network; his own word opens that again. */
static void a_name_that_turns_is_refused(void **state)
{
	struct feed_row row;
	struct told told = {0};
	struct fetch_run run;
	struct err err = {0};
	int64_t id = run_on_nobody(&run, &told);
	(void)state;
	assert_false(trust_is_guarded(library, id));
	assert_int_equal(fetch_feeds(&run, &id, 1, true, &err), 0);
	assert_int_equal(library_feed(library, id, &row, &err), 0);
	assert_true(str_find(row.failure, STR("does not take connections"), 0) != (size_t)-1);
	trust_note_public(library, id);
	trust_note_public(library, id);
	assert_true(trust_is_guarded(library, id));
	assert_int_equal(fetch_feeds(&run, &id, 1, true, &err), 0);
	assert_int_equal(library_feed(library, id, &row, &err), 0);
	assert_true(str_starts(row.failure, STR("its name leads into a private network now; 'jarida add http://127.0.0.1:1/'")));
	trust_give(library, id);
	trust_note_public(library, id);
	assert_false(trust_is_guarded(library, id));
	assert_int_equal(fetch_feeds(&run, &id, 1, true, &err), 0);
	assert_int_equal(library_feed(library, id, &row, &err), 0);
	assert_true(str_find(row.failure, STR("does not take connections"), 0) != (size_t)-1);
}

static void wish(struct feed_wishes *wishes, const char *url, const char *more)
{
	struct feed_wish one;
	feed_wish_init(&one);
	assert_int_equal(feed_wish_word(&one, url, NULL), 0);
	if (more != NULL)
		assert_int_equal(feed_wish_word(&one, more, NULL), 0);
	feed_wishes_add(wishes, &one);
}

static void wishes_are_applied_where_they_differ(void **state)
{
	struct feed_wishes wishes = {0}, copy;
	struct feed_row row;
	struct err err = {0};
	int64_t ids[2];
	size_t n;
	(void)state;
	wish(&wishes, "http://a.example/feed", "title=A");
	wish(&wishes, "https://b.example/feed", "every=60");
	wish(&wishes, "https://c.example/feed", NULL);
	feed_wishes_copy(&copy, &wishes);
	feed_wishes_done(&wishes);
	assert_int_equal(feed_wishes_apply(&copy, library, ids, 2, &n, &err), 0);
	assert_int_equal(n, 3);
	assert_int_equal(library_feed(library, ids[1], &row, &err), 0);
	assert_int_equal(row.interval_min, 60);
	/* Once more: nothing is new, and nothing is written. */
	uint64_t generation = library_generation(library);
	assert_int_equal(feed_wishes_apply(&copy, library, ids, 2, &n, &err), 0);
	assert_int_equal(n, 0);
	assert_int_equal(library_generation(library), generation);
	/* What was changed otherwise is as wished again; a feed that has moved is known by its line. */
	row = (struct feed_row){.id = ids[0], .url = STR("http://a.example/new"), .title = STR("B"), .folder = STR("F")};
	assert_int_equal(library_change_feed(library, &row, &err), 0);
	feed_note_moved(library, STR("http://a.example/feed"), ids[0]);
	assert_int_equal(feed_wishes_apply(&copy, library, ids, 2, &n, &err), 0);
	assert_int_equal(n, 0);
	assert_int_equal(library_feed(library, ids[0], &row, &err), 0);
	assert_true(str_eq(row.title, STR("A")) && str_eq(row.folder, STR("F")) && str_eq(row.url, STR("http://a.example/new")));
	/* Until it was left. */
	assert_int_equal(library_remove_feed(library, ids[0], &err), 0);
	assert_int_equal(feed_wishes_apply(&copy, library, ids, 2, &n, &err), 0);
	assert_int_equal(n, 1);
	feed_wishes_done(&copy);
}

#define LIBRARY(f) cmocka_unit_test_setup_teardown(f, open_library, close_library)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(private_addresses), cmocka_unit_test(private_sockets), cmocka_unit_test(hosts),
		cmocka_unit_test(webs), cmocka_unit_test(retry_after), cmocka_unit_test(failures),
		cmocka_unit_test(intervals), cmocka_unit_test(discovered), cmocka_unit_test(walked_folders),
		LIBRARY(added), LIBRARY(stopped), LIBRARY(only_what_is_due),
		LIBRARY(a_name_that_turns_is_refused), LIBRARY(wishes_are_applied_where_they_differ),
	};
	return cmocka_run_group_tests_name("fetch", tests, NULL, NULL);
}
