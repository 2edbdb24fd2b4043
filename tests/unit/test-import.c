#include "config.h"

#include "imports.h"
#include "unit.h"

#include "base/buf.h"
#include "news/opml.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct imports imports;

static int tear_down(void **state)
{
	(void)state;
	imports_done(&imports);
	return 0;
}

static void read_as(enum source_format format, const char *text)
{
	imports_read_text(&imports, format, text);
	assert_int_equal(imports.status, 0);
}

struct detected {
	const char *name, *type, *text;
	enum source_format format;
};

static void test_detect(void **state)
{
	(void)state;
	static const struct detected cases[] = {
		{"-", "", "<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", FORMAT_FEED},
		{"-", "text/html", "<feed xmlns='http://www.w3.org/2005/Atom'>", FORMAT_FEED},
		{"-", "", "\xEF\xBB\xBF <rdf:RDF xmlns:rdf='x'>", FORMAT_FEED},
		{"-", "", "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", FORMAT_FEED},
		{"-", "application/rss+xml; charset=utf-8", "anything", FORMAT_FEED},
		{"-", "", "\xFF\xFE<\0r\0s\0s\0>\0", FORMAT_FEED},
		{"-", "", "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>\n<html>", FORMAT_HTML},
		{"-", "text/html", "سطر", FORMAT_HTML},
		{"a.html", "", "<p>سطر</p>", FORMAT_HTML},
		{"-", "", "<p>سطر</p>", FORMAT_TEXT},
		{"-", "", "<title>عنوان</title>\n<p>سطر", FORMAT_HTML},
		{"-", "", "<title>عنوان</title><title x=>\n\nسطر", FORMAT_TEXT},
		{"-", "", "<opml version='1.0'>", FORMAT_OPML},
		{"-", "", "{\"title\": \"a\", \"body\": \"b\"}\n{\"title\": \"c\", \"body\": \"d\"}\n", FORMAT_JSONL},
		{"a.jsonl", "", "{\"x\": 1}\n", FORMAT_JSONL},
		{"-", "", "{\"level\": \"info\", \"message\": \"title\"}\n{\"level\": \"info\"}\n", FORMAT_TEXT},
		{"-", "", "{\n  \"title\": \"a\", \"body\": \"b\"\n}\n", FORMAT_TEXT},
		{"folder/a.md", "", "# عنوان", FORMAT_MARKDOWN},
		{"-", "", "# عنوان\n\nفقرة", FORMAT_TEXT},
		{"-", "", "From samir@port.example Mon Jul 17 10:00:00 2023\nSubject: x\n\ny\n", FORMAT_MBOX},
		{"-", "", "From here on the sea was calm.\nSubject: x\n", FORMAT_TEXT},
		{"a.eml", "", "Subject: x\n\ny\n", FORMAT_MBOX},
		{"a.txt", "", "<html><body>", FORMAT_TEXT},
		{"-", "", "عنوان\n\nفقرة", FORMAT_TEXT},
		{"-", "", "", FORMAT_TEXT},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct source source = {.name = cases[i].name, .content_type = str_of(cases[i].type)};
		struct str text = str_of(cases[i].text);
		if (text.n == 3 && text.p[0] == '\xFF')
			text.n = 12; /* it has zero bytes */
		assert_int_equal(source_detect(&source, text), cases[i].format);
	}
}

static void test_jsonl(void **state)
{
	(void)state;
	read_as(FORMAT_JSONL, "{\"title\": \"عودة السفينة\", \"body\": \"عادت السفينة.\\nونزل الطاقم.\\n\\n"
	         "المصدر: المنارة\", \"date\": "
	                      "\"5 مارس 2024\", \"category\": [\"بحر\", \"سفن\"], \"url\": "
	                      "\"http://port.example/1\", \"lang\": \"ar\", "
	                      "\"id\": 17, \"author\": [{\"name\": \"سامر\"}, \"ليلى\"]}\r\n\n"
	                      "{\"title\": \"הספינה\", \"text\": \"שורה\", \"date\": 1709632800, "
	                      "\"source\": \"נמל\"}\n"
	                      "{\"title\": \"x\"\n[1]\n{\"other\": 1}\n"
	                      "{\"content_html\": \"<p>أ</p><p>ب</p>\", \"url\": \"http://port.example/2\"}");
	assert_int_equal(imports.n, 3);
	imports_check(&imports, 0, "عودة السفينة", "[text] عادت السفينة.\n[text] ونزل الطاقم.\n");
	const struct article_meta *meta = imports_meta(&imports, 0);
	imports_check_str(meta->source, "المنارة");
	imports_check_str(meta->categories, "بحر\nسفن");
	imports_check_str(meta->author, "سامر, ليلى");
	imports_check_str(meta->guid, "17");
	imports_check_date(&meta->date, "2024-03-05");
	imports_check(&imports, 1, "הספינה", "[text] שורה\n");
	imports_check_date(&imports_meta(&imports, 1)->date, "2024-03-05T10:00:00Z");
	imports_check(&imports, 2, "أ", "[text] أ\n[text] ب\n");
	assert_int_equal(imports.n_problems, 3);
	assert_string_equal(imports.problems[0], "4:14: not JSON: a comma or a bracket is missing");
	assert_string_equal(imports.problems[1], "5:0: no article: it has neither a title nor a body");
	assert_string_equal(imports.problems[2], "6:0: no article: it has neither a title nor a body");
	imports_read_text(&imports, FORMAT_JSONL, "x\ny\n");
	assert_int_equal(imports.status, ERR_INPUT);
	imports_read_text(&imports, FORMAT_JSONL, "\n");
	assert_int_equal(imports.status, 0);
}

/* What `show --json` writes is read again as it was. */
static void test_jsonl_of_our_own(void **state)
{
	(void)state;
	read_as(FORMAT_JSONL, "{\"id\": \"a.txt\", \"title\": \"عودة\", \"kicker\": \"بحر\", \"date\": "
	         "\"2024-03-05\", \"source\": null, "
	                      "\"paragraphs\": [{\"kind\": \"heading\", \"dir\": \"rtl\", \"text\": "
	                      "\"أول\"}, {\"kind\": \"text\", \"text\": \"نص.\"},"
	                      " {\"kind\": \"item\", \"text\": \"• بند\"}, {\"kind\": \"pre\", \"text\": \"  a\"}], "
	                      "\"links\": [{\"kind\": \"read-also\", \"title\": \"آخر\", \"url\": "
	                      "\"http://port.example/2\", \"story\": null}]}\n");
	imports_check(&imports, 0, "عودة",
	              "[heading] أول\n[text] نص.\n[item] • بند\n[pre]   a\n-> read-also آخر "
	              "<http://port.example/2>\n");
	imports_check_str(imports_meta(&imports, 0)->kicker, "بحر");
}

/* What `export` writes is taken as it stands, with what the reader had done. */
static void test_jsonl_exported(void **state)
{
	(void)state;
	read_as(FORMAT_JSONL,
	        "{\"id\": 4, \"title\": \"عودة\", \"unread\": false, \"starred\": true, \"tags\": [\"a b\", \"\", \"ج\"], "
	        "\"category\": [\"بحر\"], \"guid\": null, \"teaser\": true, \"dropped\": [\"اترك رد\"], \"paragraphs\": ["
	        "{\"kind\": \"text\", \"text\": \"نص\\u0007 مع رابط\"}, {\"kind\": \"pre\", \"text\": \"\"}], \"links\": ["
	        "{\"kind\": \"url\", \"url\": \"http://port.example/3\", \"paragraph\": 1, \"start\": 6, \"end\": 10, "
	        "\"story\": 5},"
	        "{\"kind\": \"url\", \"url\": \"http://port.example/4\", \"paragraph\": 1, \"start\": 2, \"end\": 4},"
	        "{\"kind\": \"url\", \"url\": \"http://port.example/4\", \"paragraph\": 3, \"start\": 2, \"end\": 4},"
	        "{\"kind\": \"url\", \"url\": \"http://port.example/4\", \"paragraph\": 1, \"start\": 9, \"end\": 90},"
	        "{\"kind\": \"read-also\", \"title\": \"آخر\", \"story\": 5}]}\n"
	        "{\"id\": 5, \"title\": \"آخر\", \"unread\": true, \"parent\": 4, \"paragraphs\": [], \"links\": "
	        "[{\"kind\": \"parent\", \"title\": \"عودة\", \"story\": 4}]}\n"
	        "{\"id\": 6, \"title\": \"ثالث\", \"unread\": true, \"parent\": 9, \"paragraphs\": [{\"text\": \"أ\\nب\"}]}\n"
	        "{\"title\": \"رابع\", \"body\": \"نص\", \"parent\": 6}\n");
	assert_int_equal(imports.n, 3);
	assert_int_equal(imports.lists[0].n, 2);
	imports_check(&imports, 0, "عودة", "[text] نص مع رابط\n[pre] \n-> url  <http://port.example/3>\n-> read-also آخر <>\n");
	const struct article_meta *meta = imports_meta(&imports, 0);
	assert_true(meta->exported && meta->read && meta->starred && meta->teaser);
	imports_check_str(meta->tags, "a b\nج");
	imports_check_str(meta->categories, "بحر");
	imports_check_str(meta->guid, "");
	imports_check_str(article_debris(imports.lists[0].stories[0]), "اترك رد");
	assert_int_equal(article_link(imports.lists[0].stories[0], 0).start_cp, 6);
	assert_int_equal(article_link(imports.lists[0].stories[0], 0).end_cp, 10);
	assert_int_equal(article_link(imports.lists[0].stories[0], 1).story, 1);
	assert_int_equal(article_meta(imports.lists[0].stories[1])->parent, 0);
	assert_int_equal(article_link(imports.lists[0].stories[1], 0).story, 0);
	imports_check(&imports, 1, "ثالث", "[text] أ ب\n");
	assert_true(!imports_meta(&imports, 1)->read && imports_meta(&imports, 1)->parent == -1);
	assert_false(imports_meta(&imports, 2)->exported);
}

static bool count(void *to, struct story_list *list)
{
	++*(size_t *)to;
	story_list_done(list);
	return true;
}

/* From a pipe, a piece at a time: nothing of a long stream is kept. */
static void test_descriptor(void **state)
{
	(void)state;
	int fds[2];
	static const char text[] = "{\"title\": \"أ\", \"body\": \"ب\"}\n{\"title\": \"ج\", \"body\": \"د\"}\n";
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], text, strlen(text)), strlen(text));
	close(fds[1]);
	struct source source = {.name = "-"};
	struct err err;
	size_t n = 0;
	struct import_sink sink = {.to = &n, .stories = count};
	assert_int_equal(import_fd(&source, fds[0], &sink, &err), 0);
	assert_int_equal(n, 2);
	assert_int_equal(close(fds[0]), -1); /* it was taken over */
}

static void test_text(void **state)
{
	(void)state;
	read_as(FORMAT_AUTO, "عودة السفينة\nتاريخ النشر: 5 مارس 2024\nعادت السفينة إلى الميناء صباح اليوم "
	         "بعد رحلة دامت ثلاثة أيام.\n"
	                     "المصدر: المنارة\nإقرأ أيضاً:\n- خبر آخر\n");
	imports_check_str(imports_meta(&imports, 0)->title, "عودة السفينة");
	imports_check_str(imports_meta(&imports, 0)->source, "المنارة");
}

static void test_opml(void **state)
{
	(void)state;
	read_as(FORMAT_OPML, "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>x</title></head><body>"
	                     "<outline text=\"صحف\"><outline text=\"الخليج/العراق\"><outline type=\"rss\" "
	                     "text=\"مرسى &amp; ميناء\" "
	                     "xmlUrl=\"http://port.example/f?a=1&amp;b=2\" "
	                     "htmlUrl=\"http://port.example/\" language=\"ar\"/></outline>"
	                     "<outline text=\"المنارة\" xmlUrl=\"https://light.example/rss\" "
	                     "language=\"unknown\"/></outline>"
	                     "<outline text=\"bad\" xmlUrl=\"file:///etc/passwd\"/><outline text=\"x\" "
	                     "xmlURL=\"http://x.example/\"/></body></opml>");
	assert_int_equal(imports.n_feeds, 3);
	assert_string_equal(imports.feeds[0],
	                    "مرسى & ميناء|http://port.example/f?a=1&b=2|http://port.example/|ar|صحف/الخليج-العراق");
	assert_string_equal(imports.feeds[1], "المنارة|https://light.example/rss|||صحف");
	assert_string_equal(imports.feeds[2], "x|http://x.example/|||");
	assert_int_equal(imports.n_problems, 1);
	imports_read_text(&imports, FORMAT_OPML, "<rss/>");
	assert_int_equal(imports.status, ERR_INPUT);
}

static void test_opml_there_and_back(void **state)
{
	(void)state;
	static const struct feed_info feeds[] = {
		{.title = {"a<\"&>", 5}, .url = {"http://a.example/?x&y", 21}},
		{.title = {"أ", 2}, .url = {"http://b.example/", 17}, .folder = {"A/B", 3}, .lang = {"ar", 2}},
		{.title = {"c", 1}, .url = {"http://c.example/", 17}, .folder = {"A/C", 3}},
		{.title = {"d", 1}, .url = {"http://d.example/", 17}, .site_url = {"http://d.example/d", 18}},
	};
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	opml_write(&out, "lists & more", feeds, sizeof feeds / sizeof feeds[0]);
	read_as(FORMAT_OPML, buf_cstr(&out));
	assert_int_equal(imports.n_feeds, 4);
	assert_string_equal(imports.feeds[0], "a<\"&>|http://a.example/?x&y|||");
	assert_string_equal(imports.feeds[1], "أ|http://b.example/||ar|A/B");
	assert_string_equal(imports.feeds[2], "c|http://c.example/|||A/C");
	assert_string_equal(imports.feeds[3], "d|http://d.example/|http://d.example/d||");
	assert_int_equal(imports.n_problems, 0);
	buf_done(&out);
}

static void test_markdown(void **state)
{
	(void)state;
	read_as(FORMAT_MARKDOWN,
	         "---\ntitle: \"سفر السفينة\"\ndate: 2024-03-05\nauthor: سامر\nlang: ar\ntags: [بحر, سفن]\n---\n"
	         "فقرة **أولى** فيها *كلمة* و`رمز` و[رابط](/n/2 \"t\")\nوتتمة، وsnake_case و2 * 3 * 4 \\*.\n\n"
	         "## عنوان ##\n\n> قول\n> وتتمته\n\n- بند\n- ثان\n  وتتمته\n\n1. واحد\n2. اثنان\n\n```c\n"
	         "int x;\n\n  y;\n```\n\n"
	         "تحت خط\n------\n\n| أ | ب |\n|---|:--|\n| 1 | [2](http://x.example/) |\n\n<div>من <b>HTML"
	         "</b></div>\n\n"
	         "انظر [هذا][m] و<http://y.example/> ![صورة](x.png)\n\n    code\n\n[m]: http://m.example/ \"t\"\n");
	imports_check(&imports, 0, "سفر السفينة",
	              "[text] فقرة أولى فيها كلمة ورمز ورابط وتتمة، وsnake_case و2 * 3 * 4 *.\n[heading] "
	              "عنوان\n[quote] قول وتتمته\n"
	              "[item] • بند\n[item] • ثان وتتمته\n[item] 1. واحد\n[item] 2. اثنان\n[pre] int x;\n"
	              "[pre] \n[pre]   y;\n"
	              "[heading] تحت خط\n[pre] أ | ب\n[pre] 1 | 2\n[text] من HTML\n[text] انظر هذا "
	              "وhttp://y.example/\n[pre] code\n"
	              "-> url رابط <http://port.example/n/2>\n-> url هذا <http://m.example/>\n-> url  "
	              "<http://y.example/>\n");
	imports_check_date(&imports_meta(&imports, 0)->date, "2024-03-05");
	imports_check_str(imports_meta(&imports, 0)->author, "سامر");
	imports_check_str(imports_meta(&imports, 0)->categories, "بحر\nسفن");
	/* without front matter the first heading is the title */
	read_as(FORMAT_MARKDOWN, "کشتی\n====\n\nمتن.\n");
	imports_check(&imports, 0, "کشتی", "[text] متن.\n");
}

static void test_mbox(void **state)
{
	(void)state;
	read_as(FORMAT_MBOX,
	         "From samir@port.example Mon Jul 17 10:00:00 2023\nSubject: =?UTF-8?B?2LPZgdmK2YbYqQ==?=\n "
	         "=?utf-8?q?_=D9=81=D9=8A?= sea\n"
	         "From: =?windows-1256?Q?=D3=C7=E3=D1?= <samir@port.example>\nDate: Mon, 17 Jul 2023 10:00:00 +0300\n"
	         "Message-ID: <1@port.example>\nContent-Type: text/plain; charset=\"utf-8\"\n"
	         "Content-Transfer-Encoding: base64\n\n"
	         "2LnYp9iv2Kog2KfZhNiz2YHZitmG2KkuCgrZiNmG2LLZhCDYp9mE2LfYp9mC2YUuCg==\n\n"
	         "From leila Tue Jul 18 10:00:00 2023\nSubject: [quay] two\nContent-Type: "
	         "multipart/alternative;\n boundary=\"b\"\n\n"
	         "preamble\n--b\nContent-Type: text/plain\n\nplain\n>From here.\n--b\nContent-Type: "
	         "text/html\n\n<p>html</p>\n--b--\n"
	         "\nFrom x\nSubject: three\nContent-Type: text/html; charset=utf-8\n"
	         "Content-Transfer-Encoding: quoted-printable\n\n"
	         "<p>=D7=A9=D7=9C=\n=D7=95=D7=9D</p>\n");
	assert_int_equal(imports.n, 3);
	imports_check(&imports, 0, "سفينة في sea", "[text] عادت السفينة.\n[text] ونزل الطاقم.\n");
	const struct article_meta *meta = imports_meta(&imports, 0);
	imports_check_str(meta->author, "سامر");
	imports_check_str(meta->guid, "1@port.example");
	imports_check_date(&meta->date, "2023-07-17T10:00:00+03:00");
	imports_check(&imports, 1, "two", "[text] plain\n[text] From here.\n");
	imports_check_str(imports_meta(&imports, 1)->source, "quay");
	imports_check(&imports, 2, "three", "[text] שלום\n");
}

static void test_show_reads_all(void **state)
{
	(void)state;
	struct story_list list;
	struct err err;
	static const char jsonl[] = "{\"title\": \"a\", \"body\": \"b\"}\n{\"title\": \"c\", \"body\": \"d\"}\n";
	assert_int_equal(story_list_parse(&list, str_of(jsonl), "-", &err), 0);
	assert_int_equal(list.n, 2);
	assert_int_equal(list.problem.code, 0);
	imports_check_str(article_meta(list.stories[1])->title, "c");
	story_list_done(&list);
	assert_int_equal(story_list_parse(&list, STR("<rss><channel></channel>"
	                                             "</rss>"), "empty.xml", &err), ERR_INPUT);
	assert_string_equal(err.message, "'empty.xml' holds no article");
	/* what is whole, and a word of what is not */
	assert_int_equal(story_list_parse(&list, STR("<rss><channel>\n<item><title>a</title></item><item>"), "cut.xml", &err), 0);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.problem.message, "'cut.xml', line 2, column 36: damaged XML: <item> breaks off");
	story_list_done(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_detect),
		cmocka_unit_test(test_jsonl),
		cmocka_unit_test(test_jsonl_of_our_own),
		cmocka_unit_test(test_jsonl_exported),
		cmocka_unit_test(test_descriptor),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_opml),
		cmocka_unit_test(test_opml_there_and_back),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_mbox),
		cmocka_unit_test(test_show_reads_all),
	};
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
