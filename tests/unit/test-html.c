#include "config.h"

#include "imports.h"
#include "unit.h"

#include "base/buf.h"
#include "base/mem.h"
#include "news/html.h"
#include "news/url.h"

#include <stdlib.h>
#include <string.h>

static struct imports imports;

static int tear_down(void **state)
{
	(void)state;
	imports_done(&imports);
	return 0;
}

static void read_page(const char *text)
{
	imports_read_text(&imports, FORMAT_HTML, text);
	assert_int_equal(imports.status, 0);
	assert_int_equal(imports.n, 1);
}

#define P1 "عادت السفينة «نورد إليسا» إلى الميناء صباح اليوم، بعد رحلة دامت ثلاثة أيام، وكان في استقبالها " \
	         "أهل المدينة."
#define P2 "وقال القبطان إن البحر كان هائجا، وإن الطاقم بخير، وإن الشحنة لم يصبها شيء."
#define P3 "ومن المنتظر أن تبحر السفينة مرة أخرى يوم الخميس، إذا سمحت الرياح بذلك."
#define HEAD \
	"<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>عودة السفينة " \
	"إلى الميناء | مرسى</title>" \
	"<meta property=\"og:title\" content=\"عودة السفينة إلى الميناء\"><meta property=\"og:site_name\" " \
	"content=\"مرسى\">" \
	"<meta property=\"article:published_time\" content=\"2024-03-05T10:00:00+03:00\"><meta " \
	"name=\"author\" content=\"سامر حداد\">" \
	"<meta property=\"article:section\" content=\"بحر\"><link rel=\"canonical\" href=\"/n/1?a=1&amp;b=2\"></head>"
#define MENU "<ul><li><a href=\"/\">الرئيسية</a></li><li><a href=\"/p\">سياسة</a></li><li><a " \
	         "href=\"/s\">رياضة</a></li></ul>"

static void test_article(void **state)
{
	(void)state;
	read_page(HEAD "<body><nav>" MENU "</nav><main><article><span class=\"kicker\">من البحر</span>"
	               "<h1>عودة السفينة إلى الميناء</h1><div class=\"share-buttons\"><a href=\"x\">فيسبوك</a></div>"
	               "<div class=\"entry-content\"><p>" P1 "</p><script>var x = '<p>';</script><p>" P2 " "
	               "<a href=\"../ship\">السفينة</a></p>"
	               "<h2>ما بعد العاصفة</h2><p>" P3 "</p><blockquote><p>البحر لا ينسى.</p></blockquote>"
	               "<ul><li>الأول</li><li>الثاني</li></ul><ol start=\"3\"><li>ثالث</li></ol>"
	               "<table><tr><th>يوم</th><th>ريح</th></tr><tr><td>الأحد</td><td>شمال</td></tr></table>"
	               "<pre>سطر  أول\n  ثان</pre><p>اقرأ أيضا: <a href=\"/n/2\">سفينة أخرى في الميناء</a></p>"
	               "<p>المصدر: وكالة المنارة</p></div></article></main>"
	               "<section class=\"comments\"><p>تعليق طويل من قارئ يقول إن السفينة كانت جميلة، وإن "
	               "البحر كذلك.</p></section>"
	               "<footer>جميع الحقوق محفوظة</footer></body></html>");
	imports_check(&imports, 0, "عودة السفينة إلى الميناء",
	              "[text] " P1 "\n[text] " P2 " السفينة\n[heading] ما بعد العاصفة\n[text] " P3 "\n"
	              "[quote] البحر لا ينسى.\n"
	              "[item] • الأول\n[item] • الثاني\n[item] 3. ثالث\n[pre] يوم | ريح\n[pre] الأحد | شمال\n"
	              "[pre] سطر  أول\n[pre]   ثان\n"
	              "-> url السفينة <http://port.example/ship>\n-> read-also سفينة أخرى في الميناء "
	              "<http://port.example/n/2>\n");
	const struct article_meta *meta = imports_meta(&imports, 0);
	imports_check_str(meta->url, "http://port.example/n/1?a=1&b=2");
	imports_check_str(meta->kicker, "من البحر");
	imports_check_str(meta->author, "سامر حداد");
	imports_check_str(meta->source, "وكالة المنارة");
	imports_check_str(meta->lang, "ar");
	imports_check_str(meta->categories, "بحر");
	imports_check_date(&meta->date, "2024-03-05T10:00:00+03:00");
	assert_int_equal(meta->dir, DIR_RTL);
}

/* No names, no metadata: where the text is, is seen by its nature and by the title over it. */
static void test_bare_page(void **state)
{
	(void)state;
	read_page("<html><head><title>مرسى - عودة السفينة إلى الميناء</title></head><body><table><tr>"
	          "<td>" MENU "</td><td>"
	          "<font size=5><b>عودة السفينة إلى الميناء</b></font><br><small>5 مارس 2024</small><br>"
	          "<br>" P1 "<br><br>" P2 "<br><br>" P3
	          "</td><td><div><a href=1><b>خبر آخر عن الأسماك في البحر</b></a><p>نص قصير عن الأسماك في "
	          "البحر الهادئ…</p></div>"
	          "<div><a href=2><b>خبر ثان عن النوارس على الرصيف</b></a><p>نص قصير عن النوارس على الرصيف "
	          "القديم…</p></div>"
	          "<div><a href=3><b>خبر ثالث عن المنارة والضباب</b></a><p>نص قصير عن المنارة في الضباب "
	          "الكثيف…</p></div>"
	          "</td></tr></table></body></html>");
	char *body = imports_body(&imports, 0);
	assert_non_null(strstr(body, "[text] " P1 "\n[text] " P2 "\n[text] " P3 "\n"));
	assert_null(strstr(body, "الأسماك"));
	assert_null(strstr(body, "الرئيسية"));
	free(body);
	imports_check_str(imports_meta(&imports, 0)->title, "عودة السفينة إلى الميناء");
	imports_check_date(&imports_meta(&imports, 0)->date, "2024-03-05");
	/* a byline by its name */
	read_page("<title>x</title><body><h1>عودة السفينة إلى الميناء</h1>"
	          "<p class=\"byline\">بقلم: سامر حداد</p><p>" P1 "</p><p>" P2
	          "</p>");
	imports_check_str(imports_meta(&imports, 0)->author, "سامر حداد");
}

/* A text that a script would have put in is taken from the page's data. */
static void test_linked_data(void **state)
{
	(void)state;
	read_page("<html><head><title>x</title><script type=\"application/ld+json\">{\"@graph\": "
	          "[{\"@type\": \"WebPage\"},"
	          "{\"@type\": [\"NewsArticle\"], \"headline\": \"کشتی بازگشت\", \"datePublished\": "
	          "\"2024-03-05T10:00:00Z\","
	          "\"author\": [{\"name\": \"سارا\"}], \"publisher\": {\"name\": \"بندر\"},"
	          "\"articleBody\": \"کشتی امروز پس از سه روز به بندر بازگشت و مردم شهر به پیشواز آن "
	          "رفتند.\\nناخدا گفت دریا آرام بود.\"}]}"
	          "</script></head><body><div id=root></div></body></html>");
	imports_check(&imports, 0, "کشتی بازگشت",
	              "[text] کشتی امروز پس از سه روز به بندر بازگشت و مردم شهر به پیشواز آن رفتند.\n"
	              "[text] ناخدا گفت دریا آرام بود.\n");
	imports_check_str(imports_meta(&imports, 0)->author, "سارا");
	imports_check_str(imports_meta(&imports, 0)->source, "بندر");
	imports_check_str(imports_meta(&imports, 0)->lang, "fa");
}

static void test_related_boxes(void **state)
{
	(void)state;
	read_page(HEAD "<body><h1>עודה של ספינה</h1><div><p>" P1 "</p><p>" P2 "</p></div><div "
	         "class=\"related-posts\">"
	               "<div><a href=\"/n/7\"><h3>خبر سابق عن السفينة وطاقمها</h3></a></div></div></body></html>");
	char *body = imports_body(&imports, 0);
	assert_non_null(strstr(body, "-> read-also خبر سابق عن السفينة وطاقمها <http://port.example/n/7>\n"));
	free(body);
}

static void test_charsets(void **state)
{
	(void)state;
	/* "سفينة في الميناء." by the meta element, and by nothing at all */
	static const char *const heads[] = {"<meta charset=windows-1256>", "<meta http-equiv=Content-Type "
	         "content=\"text/html; "
	                                    "charset=iso-8859-1\">", ""};
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		struct buf page;
		buf_init(&page, BUF_NO_MAX);
		buf_addf(&page, "<html><head>%s</head><body><p>\xD3\xDD\xED\xE4\xC9 \xDD\xED "
	         "\xC7\xE1\xE3\xED\xE4\xC7\xC1.</body>", heads[i]);
		read_page(buf_cstr(&page));
		char *body = imports_body(&imports, 0);
		assert_non_null(strstr(body, "سفينة في الميناء."));
		free(body);
		buf_done(&page);
	}
}

static char *fragment(const char *html)
{
	struct blocks blocks;
	struct buf out;
	blocks_init(&blocks);
	buf_init(&out, BUF_NO_MAX);
	html_fragment(&blocks, str_of(html), STR("http://port.example/a/b"));
	for (size_t i = 0; i < blocks.n; i++) {
		buf_addf(&out, "%s:", paragraph_kind_name(blocks.items[i].kind));
		buf_add_str(&out, blocks.items[i].text);
		for (size_t k = 0; k < blocks.items[i].n_links; k++) {
			const struct block_link *link = &blocks.links[blocks.items[i].first_link + k];
			buf_addf(&out, "{%zu-%zu ", link->start_b, link->end_b);
			buf_add_str(&out, link->url);
			buf_add_char(&out, '}');
		}
		buf_add_char(&out, '|');
	}
	blocks_done(&blocks);
	char *text = xstrdup(buf_cstr(&out));
	buf_done(&out);
	return text;
}

static void check_fragment(const char *html, const char *want)
{
	char *got = fragment(html);
	assert_string_equal(got, want);
	free(got);
}

/* Tags as they come: without ends, crossed, of no meaning. */
static void test_fragments(void **state)
{
	(void)state;
	check_fragment("a<p>b<p>c</p>d", "text:a|text:b|text:c|text:d|");
	check_fragment("  a \n b&nbsp;c  ", "text:a b c|");
	check_fragment("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "item:• a|item:• b|item:• c|item:• d|");
	check_fragment("<li>a</li>", "item:• a|");
	check_fragment("<ol><li></li><li>b</ol>", "item:2. b|");
	check_fragment("<b>a<p>b</b>c</p>", "heading:a|heading:bc|");
	check_fragment("x <a href=\"c\">y</a> z", "text:x y z{2-3 http://port.example/a/c}|");
	check_fragment("<a href=\"/\">a<br>b</a>", "text:a{0-1 http://port.example/}|text:b{0-1 "
	               "http://port.example/}|");
	check_fragment("<a href=\"javascript:x()\">a</a>", "text:a{0-1 }|");
	check_fragment("<table><tr><td>a<td>b<tr><td>c</table>", "pre:a | b|text:c|");
	check_fragment("<pre>\n a\n\n b\n</pre>", "pre: a|pre:|pre: b|");
	check_fragment("a<script><p>x</script>b<style>c</style><!-- d -->e", "text:abe|");
	check_fragment("<div hidden>a</div><p style=\"DISPLAY : none\">b</p>c", "text:c|");
	check_fragment("&lt;b&gt; &amp;amp; &#1587; &#x633; &#146; &bogus; &", "text:<b> &amp; س س "
	               "\xE2\x80\x99 &bogus; &|");
	check_fragment("a < b > c <3", "text:a < b > c <3|");
	check_fragment("<p", "");
	check_fragment("a\x1B[31mb\x00", "text:ab|");
	check_fragment("<title>a</title><textarea>b</textarea><p>c", "text:c|");
}

static void check_url(const char *base, const char *link, const char *want)
{
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	assert_int_equal(url_resolve(str_of(base), str_of(link), &out), want[0] != '\0');
	assert_string_equal(buf_cstr(&out), want);
	buf_done(&out);
}

/* RFC 3986 §5.4, and what pages make of it. */
static void test_urls(void **state)
{
	(void)state;
	static const char base[] = "http://a/b/c/d;p?q";
	static const char *const cases[][2] = {
		{"g", "http://a/b/c/g"}, {"./g", "http://a/b/c/g"}, {"g/", "http://a/b/c/g/"}, {"/g", "http://a/g"},
		{"//g", "http://g"}, {"?y", "http://a/b/c/d;p?y"}, {"g?y", "http://a/b/c/g?y"}, {"#s", "http://a/b/c/d;p?q#s"},
		{"..", "http://a/b/"}, {"../g", "http://a/b/g"}, {"../../g", "http://a/g"}, {"../../../g", "http://a/g"},
		{"g;x=1/../y", "http://a/b/c/y"}, {"HTTPS://B.Example/X", "https://b.example/X"}, {"http:g", "http://a/b/c/g"},
		{" a b\n\"c ", "http://a/b/c/a%20b%22c"}, {"سفينة", "http://a/b/c/سفينة"},
		{"mailto:x@y", ""}, {"javascript:x", ""}, {"data:text/html,x", ""}, {"ftp://x/y", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		check_url(base, cases[i][0], cases[i][1]);
	check_url("", "g", "");
	check_url("", "http://x.example", "http://x.example");
	check_url("file:///etc/", "passwd", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_article),
		cmocka_unit_test(test_bare_page),
		cmocka_unit_test(test_linked_data),
		cmocka_unit_test(test_related_boxes),
		cmocka_unit_test(test_charsets),
		cmocka_unit_test(test_fragments),
		cmocka_unit_test(test_urls),
	};
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
