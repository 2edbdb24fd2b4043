#include "config.h"

#include "imports.h"
#include "unit.h"

#include "base/buf.h"

#include <string.h>

static struct imports imports;

static int tear_down(void **state)
{
	(void)state;
	imports_done(&imports);
	return 0;
}

static void read_feed(const char *text)
{
	imports_read_text(&imports, FORMAT_FEED, text);
	assert_int_equal(imports.status, 0);
}

#define MODULES \
	" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" \
	" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:media=\"http://search.yahoo.com/mrss/\""

static void test_rss(void **state)
{
	(void)state;
	read_feed("<?xml version=\"1.0\"?><rss version=\"2.0\"" MODULES "><channel><title>مرسى للأنباء</title>\n"
	          "<link>http://port.example/</link><language>ar-EG</language><ttl>60</ttl>"
	          "<atom:link rel=\"self\" href=\"/feed.xml\"/>\n"
	          "<item><title>عودة &amp;quot;السفينة&amp;quot; &amp; القبطان</title><link>\n /n/1 </link>"
	          "<guid isPermaLink=\"false\">n-1</guid><pubDate>Tue, 05 Mar 2024 10:00:00 +0300</pubDate>"
	          "<category>بحر</category><category>سفن</category><dc:creator>سامر حداد</dc:creator>"
	          "<description>مختصر</description>"
	          "<content:encoded><![CDATA[<p>عادت <b>السفينة</b> إلى <a href=\"../p\">الميناء</a>.</p>"
	          "<p>ونزل الطاقم.</p>]]>"
	          "</content:encoded></item>\n"
	          "<item><guid>http://port.example/n/2</guid>"
	          "<description>لا عنوان له، ولا رابط سوى معرفه.</description></item>"
	          "<item><link>http://port.example/n/3</link></item></channel></rss>");
	assert_int_equal(imports.n, 3);
	assert_string_equal(imports.feeds[0], "مرسى للأنباء|http://port.example/feed.xml|"
	         "http://port.example/|ar-EG|");
	imports_check(&imports, 0, "عودة \"السفينة\" & القبطان",
	              "[text] عادت السفينة إلى الميناء.\n[text] ونزل الطاقم.\n-> url الميناء "
	              "<http://port.example/p>\n");
	const struct article_meta *meta = imports_meta(&imports, 0);
	imports_check_str(meta->url, "http://port.example/n/1");
	imports_check_str(meta->guid, "n-1");
	imports_check_str(meta->author, "سامر حداد");
	imports_check_str(meta->source, "مرسى للأنباء");
	imports_check_str(meta->categories, "بحر\nسفن");
	imports_check_str(meta->lang, "ar");
	imports_check_date(&meta->date, "2024-03-05T10:00:00+03:00");
	assert_false(meta->teaser);
	assert_int_equal(meta->dir, DIR_RTL);
	imports_check_str(imports_meta(&imports, 1)->title, "لا عنوان له، ولا رابط سوى معرفه.");
	imports_check_str(imports_meta(&imports, 1)->url, "http://port.example/n/2");
	assert_true(imports_meta(&imports, 1)->teaser);
	imports_check(&imports, 2, "http://port.example/n/3", "");
	assert_true(imports_meta(&imports, 2)->teaser);
}

static void test_rss_091_and_rdf(void **state)
{
	(void)state;
	read_feed("<!DOCTYPE rss SYSTEM \"http://my.netscape.example/rss.dtd\" [<!ENTITY x SYSTEM "
	          "\"file:///etc/passwd\">]>"
	          "<rss version=\"0.91\"><channel><title>عيون &nbsp;البحر</title><item><title>خبر &x; "
	          "&eacute;</title>"
	          "<link>http://port.example/1</link></item></channel></rss>");
	imports_check_str(imports_meta(&imports, 0)->title, "خبر &x; é");
	assert_int_equal(imports.n_problems, 0);
	read_feed("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
	          "xmlns=\"http://purl.org/rss/1.0/\""
	          " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"http://port.example/\">"
	          "<title>נמל</title></channel><item rdf:about=\"http://port.example/he/1\"><title>הספינה "
	          "חזרה</title>"
	          "<link>http://port.example/he/1</link><description>הספינה חזרה לנמל הבוקר.</description>"
	          "<dc:date>2024-03-05T10:00+02:00</dc:date><dc:subject>ים</dc:subject></item></rdf:RDF>");
	imports_check(&imports, 0, "הספינה חזרה", "[text] הספינה חזרה לנמל הבוקר.\n");
	imports_check_str(imports_meta(&imports, 0)->guid, "http://port.example/he/1");
	imports_check_str(imports_meta(&imports, 0)->lang, "he");
	imports_check_str(imports_meta(&imports, 0)->categories, "ים");
	imports_check_date(&imports_meta(&imports, 0)->date, "2024-03-05T10:00:00+02:00");
}

static void test_atom(void **state)
{
	(void)state;
	read_feed("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fa\" xml:base=\"http://port.example/fa/\">"
	          "<title type=\"html\">&lt;b&gt;بندر&lt;/b&gt;</title><link href=\".\"/>"
	          "<link rel=\"self\" href=\"atom.xml\"/>"
	          "<author><name>تحریریه</name></author>"
	          "<entry xml:base=\"2024/\"><id>tag:port.example,2024:1</id><title>کشتی بازگشت</title>"
	          "<link rel=\"replies\" href=\"r\"/><link href=\"1\" type=\"text/html\"/>"
	          "<published>2024-03-05T10:00:00Z</published><updated>2024-03-06T11:00:00Z</updated>"
	          "<category term=\"sea\" label=\"دریا\"/><content type=\"xhtml\">"
	          "<div xmlns=\"http://www.w3.org/1999/xhtml\">"
	          "<p>کشتی امروز به <a href=\"b\">بندر</a> بازگشت.</p></div></content></entry>"
	          "<entry><id>2</id><title type=\"text\">a &lt;b&gt; c</title><summary>خلاصه</summary>"
	          "<link href=\"http://port.example/2\"/><author><name>سارا</name></author><source>"
	          "<title>خبرگزاری</title></source>"
	          "</entry></feed>");
	assert_int_equal(imports.n, 2);
	assert_string_equal(imports.feeds[0], "بندر|http://port.example/fa/atom.xml|http://port.example/fa/|fa|");
	imports_check(&imports, 0, "کشتی بازگشت",
	              "[text] کشتی امروز به بندر بازگشت.\n-> url بندر <http://port.example/fa/2024/b>\n");
	const struct article_meta *meta = imports_meta(&imports, 0);
	imports_check_str(meta->url, "http://port.example/fa/2024/1");
	imports_check_str(meta->guid, "tag:port.example,2024:1");
	imports_check_str(meta->author, "تحریریه");
	imports_check_str(meta->categories, "دریا");
	imports_check_str(meta->lang, "fa");
	imports_check_date(&meta->date, "2024-03-05T10:00:00Z");
	imports_check_date(&meta->updated, "2024-03-06T11:00:00Z");
	meta = imports_meta(&imports, 1);
	imports_check_str(meta->title, "a <b> c");
	imports_check_str(meta->author, "سارا");
	imports_check_str(meta->source, "خبرگزاری");
	assert_true(meta->teaser);
}

static void test_atom_03(void **state)
{
	(void)state;
	read_feed("<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>مرسى</title>"
	          "<tagline>ما يقوله البحر</tagline>"
	          "<entry><title mode=\"base64\">2LPZgdmK2YbYqQ==</title><issued>2024-03-05T10:00:00+03:00</issued>"
	          "<link rel=\"alternate\" href=\"http://port.example/1\"/>"
	          "<content type=\"text/html\" mode=\"escaped\">"
	          "&lt;p&gt;نص أول&lt;/p&gt;&lt;p&gt;نص ثان&lt;/p&gt;</content></entry></feed>");
	imports_check(&imports, 0, "سفينة", "[text] نص أول\n[text] نص ثان\n");
	imports_check_date(&imports_meta(&imports, 0)->date, "2024-03-05T10:00:00+03:00");
}

static void test_json(void **state)
{
	(void)state;
	read_feed("{\"version\": \"https://jsonfeed.org/version/1.1\", "
	          "\"title\": \"\\u0645\\u0631\\u0633\\u0649\", \"language\": \"ar\","
	          " \"home_page_url\": \"http://port.example/\", \"authors\": [{\"name\": \"التحرير\"}], \"items\": ["
	          "{\"id\": \"1\", \"url\": \"n/1\", \"title\": \"عودة\", \"content_html\": \"<p>أ</p><p>ب</p>\","
	          " \"date_published\": \"2024-03-05T10:00:00Z\", \"tags\": [\"بحر\"]},"
	          "{\"id\": 2, \"external_url\": \"http://other.example/\", \"content_text\": \"سطر أول\\nسطر ثان\","
	          " \"author\": {\"name\": \"ليلى\"}}]}");
	assert_int_equal(imports.n, 2);
	imports_check(&imports, 0, "عودة", "[text] أ\n[text] ب\n");
	imports_check_str(imports_meta(&imports, 0)->url, "http://port.example/news/n/1");
	imports_check_str(imports_meta(&imports, 0)->author, "التحرير");
	imports_check(&imports, 1, "سطر أول", "[text] سطر أول\n[text] سطر ثان\n");
	imports_check_str(imports_meta(&imports, 1)->guid, "2");
	imports_check_str(imports_meta(&imports, 1)->author, "ليلى");
	/* what breaks off */
	read_feed("{\"version\": \"https://jsonfeed.org/version/1\",\n"
	          "\"items\": [{\"id\": \"1\", \"title\": \"عودة\"},\n {\"id\": \"2\", \"ti");
	assert_true(imports.n >= 1);
	imports_check_str(imports_meta(&imports, 0)->title, "عودة");
	assert_int_equal(imports.n_problems, 1);
	assert_string_equal(imports.problems[0], "3:17: damaged JSON: a string without an end");
}

static void test_damaged(void **state)
{
	(void)state;
	/* an item without its end, a bare &, a wrong end, then the end of the file */
	read_feed("<rss><channel>\n<item><title>أ & ب</title><link>http://a.example/?x=1&y=2</link>\n"
	          "<item><title>ج</b></title><description>نص <b>عريض</description></item>\n<item><title>د</ti");
	assert_int_equal(imports.n, 2);
	imports_check_str(imports_meta(&imports, 0)->title, "أ & ب");
	imports_check_str(imports_meta(&imports, 0)->url, "http://a.example/?x=1&y=2");
	imports_check(&imports, 1, "ج", "[text] نص عريض\n");
	assert_int_equal(imports.n_problems, 1);
	assert_string_equal(imports.problems[0], "2:16: damaged XML: a & that begins nothing");
	/* nothing of it is a feed */
	imports_read_text(&imports, FORMAT_FEED, "<html><p>x</p></html>");
	assert_int_equal(imports.status, ERR_INPUT);
	assert_string_equal(imports.err.message, "'source': is no feed");
	imports_read_text(&imports, FORMAT_FEED, " \n");
	assert_int_equal(imports.status, ERR_INPUT);
}

static void test_entities_are_not_expanded(void **state)
{
	(void)state;
	read_feed("<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
	          "<rss><channel><item><title>&b;</title></item></channel></rss>");
	imports_check_str(imports_meta(&imports, 0)->title, "&b;");
}

static void test_hostile_titles(void **state)
{
	(void)state;
	read_feed("<rss><channel><title>\xE2\x80\xAEمرسى\x1B[31m</title><item>"
	          "<title>\xE2\x80\xAE" "abc\xE2\x80\xAC &#x202e;&#27;[1m د</title>"
	          "<link>http://port.example/1</link></item></channel></rss>");
	imports_check_str(imports_meta(&imports, 0)->title, "abc د");
	imports_check_str(imports_meta(&imports, 0)->source, "مرسى");
}

static void test_escaped_twice(void **state)
{
	(void)state;
	read_feed("<rss><channel><item><title>x</title>"
	          "<description>&amp;lt;p&amp;gt;أ&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;ب&amp;lt;/p&amp;gt;"
	          "</description></item><item><title>y</title>"
	          "<description>العنصر &amp;lt;p&amp;gt; فقرة</description></item></channel></rss>");
	imports_check(&imports, 0, "x", "[text] أ\n[text] ب\n");
	imports_check(&imports, 1, "y", "[text] العنصر <p> فقرة\n");
}

static void test_charsets(void **state)
{
	(void)state;
	/* "سفينة في الميناء" in Windows-1256, declared as such, and declared as UTF-8 */
	static const char words[] = "\xD3\xDD\xED\xE4\xC9 \xDD\xED \xC7\xE1\xE3\xED\xE4\xC7\xC1";
	static const char *const declared[] = {"windows-1256", "UTF-8", "ISO-8859-1"};
	for (size_t i = 0; i < sizeof declared / sizeof declared[0]; i++) {
		struct buf text;
		buf_init(&text, BUF_NO_MAX);
		buf_addf(&text, "<?xml version=\"1.0\" encoding=\"%s\"?><rss><channel><item><title>%s</title>"
	          "</item></channel></rss>",
		         declared[i], words);
		read_feed(buf_cstr(&text));
		imports_check_str(imports_meta(&imports, 0)->title, "سفينة في الميناء");
		buf_done(&text);
	}
	/* what the server says counts before what the document says */
	struct source source = {.name = "x", .content_type = STR("text/xml; "
	                                                         "charset=windows-1255"), .format = FORMAT_FEED};
	imports_read(&imports, &source,
	             STR("<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss><channel><item>"
	          "<title>\xF9\xEC\xE5\xED</title>"
	                 "</item></channel></rss>"));
	imports_check_str(imports_meta(&imports, 0)->title, "שלום");
}

static void test_stops(void **state)
{
	(void)state;
	imports.stop_after = 2;
	read_feed("<rss><channel><item><title>a</title></item><item><title>b</title></item><item>"
	          "<title>c</title></item></channel></rss>");
	assert_int_equal(imports.n, 2);
	imports.stop_after = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rss),
		cmocka_unit_test(test_rss_091_and_rdf),
		cmocka_unit_test(test_atom),
		cmocka_unit_test(test_atom_03),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_entities_are_not_expanded),
		cmocka_unit_test(test_hostile_titles),
		cmocka_unit_test(test_escaped_twice),
		cmocka_unit_test(test_charsets),
		cmocka_unit_test(test_stops),
	};
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
