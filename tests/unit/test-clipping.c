#include "config.h"

#include "base/buf.h"
#include "base/file.h"
#include "news/article.h"
#include "text/utf8.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Stories of towns that are on no map. Paragraphs long enough to be taken for such. */
#define P1 "أعلنت هيئة الموانئ صباح الأحد أن السفينة الجانحة عادت إلى الميناء بعد ثلاثة أيام من العمل المتواصل في البحر."
#define P2 "وقال مدير الهيئة إن الأضرار محدودة وإن التحقيق سيستمر حتى نهاية الشهر لمعرفة أسباب الحادث كلها."
#define P3 "وأضاف المدير أن الطاقم بخير وأن أفراده سيعودون إلى بيوتهم يوم الثلاثاء المقبل بعد إتمام الفحوص."
#define Q1 "افتتح المتحف الوطني جناحا جديدا يضم أدوات الصيادين القدامى وخرائطهم التي رسموها على جلود السمك."
#define Q2 "وتستمر الزيارة المجانية للمتحف حتى آخر الصيف، كما قالت مديرة الجناح للصحفيين يوم الافتتاح."
#define TITLE "عودة السفينة الجانحة إلى الميناء الكبير"
#define OTHER "افتتاح جناح الصيادين في المتحف الوطني"

static struct story_list list;

static void parse_named(const char *text, const char *name)
{
	struct err err = {0};
	story_list_done(&list);
	assert_int_equal(story_list_parse(&list, str_of(text), name, &err), 0);
	assert_true(list.n > 0);
}

static void parse(const char *text)
{
	parse_named(text, "folder/file.txt");
}

static void check_str(struct str got, const char *want)
{
	if (!str_eq(got, str_of(want)))
		print_error("want '%s'\n got '%.*s'\n", want, (int)got.n, got.n > 0 ? got.p : "");
	assert_true(str_eq(got, str_of(want)));
}

static const struct article_meta *meta(size_t story)
{
	assert_true(story < list.n);
	return article_meta(list.stories[story]);
}

static size_t count(size_t story)
{
	uint64_t key;
	size_t n = 0;
	if (article_first(list.stories[story], &key)) {
		do {
			n++;
		} while (article_next(list.stories[story], &key));
	}
	return n;
}

static void check_paragraph(size_t story, uint64_t key, enum paragraph_kind kind, const char *text)
{
	struct paragraph p = article_paragraph(list.stories[story], key);
	check_str(p.text, text);
	assert_string_equal(paragraph_kind_name(p.kind), paragraph_kind_name(kind));
}

static void check_date(size_t story, const char *iso)
{
	char out[32] = "";
	if (meta(story)->date.year != 0)
		date_format_iso(&meta(story)->date, out);
	assert_string_equal(out, iso);
}

static void check_link(size_t story, size_t i, enum link_kind kind, const char *title, const char *url, int to)
{
	assert_true(i < article_link_count(list.stories[story]));
	struct link link = article_link(list.stories[story], i);
	assert_int_equal(link.kind, kind);
	check_str(link.title, title);
	check_str(link.url, url);
	assert_int_equal(link.story, to);
}

/* --- the two shapes -------------------------------------------------------- */

static void test_shape_a(void **state)
{
	(void)state;
	parse("حوادث البحر\n\n" TITLE "\n\n" P1 "\n\n" P2 "\n\nرواية القبطان\xC2\xA0\n\n" P3 "\n\nما بعد العاصفة\n\n" Q1
	      "\n\nالمصدر\xC2\xA0 وكالة المرفأ للأنباء\n\n\xC2\xA0\n\nاترك رد");
	assert_int_equal(list.n, 1);
	check_str(meta(0)->kicker, "حوادث البحر");
	check_str(meta(0)->title, TITLE);
	check_str(meta(0)->source, "وكالة المرفأ للأنباء");
	check_str(meta(0)->lang, "ar");
	check_date(0, "");
	assert_int_equal(meta(0)->dir, DIR_RTL);
	assert_int_equal(meta(0)->parent, -1);
	assert_int_equal(count(0), 6);
	check_paragraph(0, 0, KIND_TEXT, P1);
	check_paragraph(0, 2, KIND_HEADING, "رواية القبطان");
	check_paragraph(0, 4, KIND_HEADING, "ما بعد العاصفة");
	check_str(article_debris(list.stories[0]), "اترك رد");
}

static void test_shape_b(void **state)
{
	(void)state;
	parse(TITLE "\nتاريخ النشر: 15th, July 2023 GMT\n" P1 "\n" P2 "\n" P3 "\nالمصدر: شبكة المرفأ\nإقرأ أيضاً:\n" OTHER
	      "\n" Q1 "\n" Q2 "\n");
	assert_int_equal(list.n, 2);
	check_str(meta(0)->title, TITLE);
	check_str(meta(0)->kicker, "");
	check_str(meta(0)->source, "شبكة المرفأ");
	check_str(meta(0)->date_text, "15th, July 2023 GMT");
	check_date(0, "2023-07-15");
	assert_int_equal(count(0), 3);
	check_str(meta(1)->title, OTHER);
	check_str(meta(1)->source, "");
	check_date(1, "");
	assert_int_equal(meta(1)->parent, 0);
	assert_int_equal(count(1), 2);
	check_link(0, 0, LINK_READ_ALSO, OTHER, "", 1);
	check_link(1, 0, LINK_PARENT, TITLE, "", 0);
}

static void test_line_ends_and_encodings(void **state)
{
	(void)state;
	parse("\xEF\xBB\xBF" TITLE "\r\nتاريخ النشر: ١٥ تموز ٢٠٢٣\r\n" P1 "\r\n" P2 "\r\nالمصدر: مرسى");
	check_str(meta(0)->title, TITLE);
	check_str(meta(0)->source, "مرسى");
	check_date(0, "2023-07-15");
	parse(TITLE "\rنشر في 15/07/2023\r" P1 "\r" P2 "\rالمصدر: مرسى\r");
	check_date(0, "2023-07-15");
	assert_int_equal(count(0), 2);
}

/* Each of them alone must be seen in the place where it belongs. */
static void test_every_spelling(void **state)
{
	(void)state;
	static const char *const related[] = {
		"اقرأ أيضا", "إقرأ أيضاً:", "اقرأ ايضاً :", "اقرأ أيضًا", "إقـــرأ أيضا", "اقرأ  أيضا:", "طالع أيضا",
		"شاهد أيضاً", "مواضيع ذات صلة", "أخبار ذات صلة:", "موضوعات ذات صلة", "مقالات ذات صلة", "قد يهمك أيضا",
		"اقرأ المزيد:", ">> اقرأ أيضا", "[اقرأ أيضاً]", "• اقرأ أيضا", "بیشتر بخوانید", "بيشتر بخوانيد:",
		"همچنین بخوانید:", "مطالب مرتبط", "مزید پڑھیں", "مزید پڑھیں:", "یہ بھی پڑھیں", "متعلقہ خبریں",
		"קראו גם", "קראו גם:", "עוד בנושא", "כתבות נוספות", "Read also", "READ ALSO:", "Read more", "Related",
		"Related stories:", "See also",
	};
	char text[4096];
	for (size_t i = 0; i < sizeof related / sizeof related[0]; i++) {
		snprintf(text, sizeof text, "%s\n%s\n%s\n%s\n%s\n%s\n", TITLE, P1, P2, P3, related[i], OTHER);
		parse(text);
		if (count(0) != 3 || article_link_count(list.stories[0]) != 1)
			print_error("not seen: %s\n", related[i]);
		assert_int_equal(count(0), 3);
		check_link(0, 0, LINK_READ_ALSO, OTHER, "", -1);
	}
	static const char *const sources[] = {
		"المصدر: وكالة النورس", "المصدر : وكالة النورس", "المصدر وكالة النورس", "المصدر\xC2\xA0 وكالة النورس",
		"المصـدر: وكالة النورس", "المصدر - وكالة النورس", "المصدر:\nوكالة النورس", "(المصدر: وكالة النورس)",
		"المصادر: وكالة النورس", "نقلاً عن: وكالة النورس", "منبع: وكالة النورس", "مأخذ: وكالة النورس",
		"ذریعہ: وكالة النورس", "بشکریہ: وكالة النورس", "מקור: وكالة النورس", "Source: وكالة النورس",
		"SOURCE : وكالة النورس",
	};
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
		snprintf(text, sizeof text, "%s\n%s\n%s\n%s\n", TITLE, P1, P2, sources[i]);
		parse(text);
		check_str(meta(0)->source, "وكالة النورس");
		assert_int_equal(count(0), 2);
	}
	static const char *const dates[] = {
		"تاريخ النشر: 15 يوليو 2023", "تاريخ النشر 15 يوليو 2023", "نُشر في: 15/07/2023", "نشر في 15 تموز 2023",
		"نشرت في 15 يوليو 2023", "تم النشر بتاريخ 2023-07-15", "التاريخ: 15.7.2023", "تاریخ انتشار: ۲۴ تیر ۱۴۰۲",
		"منتشر شده در ۲۴ تیر ۱۴۰۲", "تاریخ اشاعت: 15 جولائی 2023", "פורסם: 15 ביולי 2023", "פורסם ב-15.07.2023",
		"Published: July 15, 2023", "Published on 15 July 2023", "Posted on 15 July 2023", "Date: 2023-07-15",
		"15 يوليو 2023", "السبت 15 تموز 2023م", "آخر تحديث: 15 يوليو 2023", "Updated: 15 Jul 2023",
		"تاريخ النشر:\n15 يوليو 2023",
	};
	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		snprintf(text, sizeof text, "%s\n%s\n%s\n%s\n", TITLE, dates[i], P1, P2);
		parse(text);
		check_date(0, "2023-07-15");
		check_str(meta(0)->title, TITLE);
		assert_int_equal(count(0), 2);
	}
	static const char *const authors[] = {
		"بقلم: سامر الحداد", "بقلم سامر الحداد", "كتب: سامر الحداد", "كتبت سامر الحداد", "الكاتب: سامر الحداد",
		"نویسنده: سامر الحداد", "به قلم سامر الحداد", "تحریر: سامر الحداد", "מאת: سامر الحداد", "מאת سامر الحداد",
		"By: سامر الحداد", "Written by سامر الحداد",
	};
	for (size_t i = 0; i < sizeof authors / sizeof authors[0]; i++) {
		snprintf(text, sizeof text, "%s\n%s\n%s\n%s\n", TITLE, authors[i], P1, P2);
		parse(text);
		check_str(meta(0)->author, "سامر الحداد");
		assert_int_equal(count(0), 2);
	}
}

static void test_every_debris(void **state)
{
	(void)state;
	static const char *const debris[] = {
		"اترك رد", "اترك رداً", "اترك تعليقا", "اترك تعليقًا", "أضف تعليق", "التعليقات", "تعليقات (3)", "3 تعليقات",
		"لا توجد تعليقات", "شارك", "شارك الخبر:", "مشاركة", "طباعة", "حفظ", "إرسال", "تابعنا على فيسبوك وتويتر",
		"تابعونا على تلغرام", "نسخ الرابط", "اشترك", "اشترك في النشرة البريدية", "شارك | طباعة | حفظ",
		"فيسبوك تويتر واتساب", "جميع الحقوق محفوظة © 2023", "الكلمات المفتاحية: سفن، بحر", "دیدگاه‌ها", "نظر بدهید",
		"دیدگاه خود را بنویسید", "اشتراک‌گذاری", "کد خبر: 12345", "تبصرہ", "تبصرہ کریں", "شیئر کریں", "שתפו",
		"תגובות", "תגובות (12)", "הוסף תגובה", "Leave a comment", "Leave a Reply", "Share", "Share this:",
		"Comments (0)", "Print", "Copy link", "Follow us on Facebook",
	};
	char text[4096];
	for (size_t i = 0; i < sizeof debris / sizeof debris[0]; i++) {
		snprintf(text, sizeof text, "%s\n\n%s\n\n%s\n\nالمصدر: مرسى\n\n%s", TITLE, P1, P2, debris[i]);
		parse(text);
		if (count(0) != 2)
			print_error("not dropped: %s\n", debris[i]);
		assert_int_equal(count(0), 2);
		check_str(article_debris(list.stories[0]), debris[i]);
	}
	/* a form behind it goes too, what is the article's own stays */
	parse(TITLE "\n" P1 "\n" P2 "\nاترك تعليقاً\nالاسم *\nالبريد الإلكتروني *\nالموقع");
	assert_int_equal(count(0), 2);
	check_str(article_debris(list.stories[0]), "اترك تعليقاً\nالاسم *\nالبريد الإلكتروني *\nالموقع");
	parse(TITLE "\n" P1 "\nتعليق الرحلات البحرية\n" P2 "\nحفظ الذاكرة\n" P3);
	assert_int_equal(count(0), 5);
	check_paragraph(0, 1, KIND_HEADING, "تعليق الرحلات البحرية");
	check_paragraph(0, 3, KIND_HEADING, "حفظ الذاكرة");
}

/* Words of markers that begin a sentence are the article's own. */
static void test_markers_in_sentences(void **state)
{
	(void)state;
	static const char *const sentences[] = {
		"المصدر الرئيسي للقلق هو أن السفينة لم ترسل أي نداء قبل جنوحها على الصخور.",
		"نشر الميناء أربع قاطرات حول السفينة خلال ليلة واحدة من العمل.",
		"كتب القبطان في دفتره أن الريح كانت أقوى مما توقعته الأرصاد.",
		"شارك في العملية أكثر من مئة متطوع من أبناء المدينة القديمة.",
		"شاهد أيضا حراس الفنار ضوءا غريبا في تلك الليلة قرب الجزيرة.",
		"By dawn the tugs had pulled the ship free of the rocks near the island.",
		"Related work on the wreck will go on until the end of the month.",
		"Share prices of the company fell sharply after the news of the accident.",
		"תגובות רבות התקבלו אתמול בעירייה בעקבות ההחלטה לסגור את הנמל.",
		"منبع اصلی نگرانی آن است که کشتی هیچ پیامی نفرستاده بود.",
	};
	char text[4096];
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
		snprintf(text, sizeof text, "%s\n%s\n%s\n%s\n", TITLE, P1, sentences[i], P2);
		parse(text);
		assert_int_equal(count(0), 3);
		check_paragraph(0, 1, KIND_TEXT, sentences[i]);
		assert_int_equal(article_link_count(list.stories[0]), 0);
		check_str(meta(0)->source, "");
		check_str(meta(0)->author, "");
	}
}

/* --- what is said before the body ------------------------------------------ */

static void test_head(void **state)
{
	(void)state;
	parse(TITLE "\nبقلم: سامر الحداد | 15 يوليو 2023\nالمصدر: مرسى\n" P1 "\n" P2);
	check_str(meta(0)->author, "سامر الحداد");
	check_date(0, "2023-07-15");
	check_str(meta(0)->source, "مرسى");
	assert_int_equal(count(0), 2);

	parse("15 يوليو 2023\n" TITLE "\n" P1 "\n" P2);
	check_str(meta(0)->title, TITLE);
	check_date(0, "2023-07-15");

	/* the date of publication wins over that of an update, wherever it stands */
	parse(TITLE "\nآخر تحديث: 20 يوليو 2023\nتاريخ النشر: 15 يوليو 2023\n" P1 "\n" P2);
	check_date(0, "2023-07-15");
	parse(TITLE "\nتاريخ النشر: 15 يوليو 2023\nآخر تحديث: 20 يوليو 2023\n" P1 "\n" P2);
	check_date(0, "2023-07-15");

	parse(TITLE "\nتاريخ النشر: قبل ساعتين\n" P1 "\n" P2);
	check_str(meta(0)->date_text, "قبل ساعتين");
	check_date(0, "");

	parse("الرئيسية\nشارك\n" TITLE "\n" P1 "\n" P2 "\nرابط الخبر: https://port.example/news/7\n");
	check_str(meta(0)->title, TITLE);
	check_str(meta(0)->url, "https://port.example/news/7");

	/* a title with a date in it, a source of news in it, a question */
	parse("ذكرى عاصفة 25 يناير 2011 في المدينة\n" P1 "\n" P2);
	check_str(meta(0)->title, "ذكرى عاصفة 25 يناير 2011 في المدينة");
	check_date(0, "");
	parse("مصدر: السفينة تعود غدا\n" P1 "\n" P2);
	check_str(meta(0)->title, "مصدر: السفينة تعود غدا");
	parse("هل تعود السفينة قبل العاصفة؟\n\n" P1 "\n\n" P2);
	check_str(meta(0)->title, "هل تعود السفينة قبل العاصفة؟");
	check_str(meta(0)->kicker, "");
}

static void test_kicker(void **state)
{
	(void)state;
	parse("البحر\n" TITLE "\nتاريخ النشر: 15 يوليو 2023\n" P1 "\n" P2);
	check_str(meta(0)->kicker, "البحر");
	check_str(meta(0)->title, TITLE);
	/* a short title over the first paragraph is a title */
	parse("عودة السفينة\n\n" P1 "\n\n" P2);
	check_str(meta(0)->title, "عودة السفينة");
	check_str(meta(0)->kicker, "");
	/* a date under the first line says that it was the title */
	parse("عودة السفينة\n15 يوليو 2023\nتفاصيل الأيام الثلاثة كما رواها أهل الميناء\n" P1 "\n" P2);
	check_str(meta(0)->title, "عودة السفينة");
	check_paragraph(0, 0, KIND_TEXT, "تفاصيل الأيام الثلاثة كما رواها أهل الميناء");
}

static void test_hostile_metadata(void **state)
{
	(void)state;
	parse("عنوان\xE2\x80\xAE مقلوب\xE2\x80\xAC و\xE2\x81\xA7معزول\xE2\x81\xA9 للسفينة\n" P1 "\n" P2
	      "\nقال \xE2\x80\xAEهذا\xE2\x80\xAC وهو يضحك من كل ما جرى في الميناء.\nالمصدر: \xE2\x80\xAAمرسى\xE2\x80\xAC\n");
	check_str(meta(0)->title, "عنوان مقلوب ومعزول للسفينة");
	check_str(meta(0)->source, "مرسى");
	struct paragraph p = article_paragraph(list.stories[0], 2);
	assert_true(str_find(p.text, STR("\xE2\x80\xAE"), 0) != (size_t)-1);
	parse("عنوان\x1b[31m أحمر\x07 للسفينة\n" P1 "\n" P2);
	check_str(meta(0)->title, "عنوان أحمر للسفينة");
}

/* --- related stories --------------------------------------------------------- */

static void test_link_in_mid_article(void **state)
{
	(void)state;
	parse(TITLE "\n" P1 "\nاقرأ أيضا: غرق قارب صيد قرب الجزيرة\n" P2 "\n" P3 "\nالمصدر: مرسى");
	assert_int_equal(list.n, 1);
	assert_int_equal(count(0), 3);
	check_link(0, 0, LINK_READ_ALSO, "غرق قارب صيد قرب الجزيرة", "", -1);
	assert_int_equal(article_link(list.stories[0], 0).key, 0);
	check_paragraph(0, 1, KIND_TEXT, P2);

	parse(TITLE "\n\n" P1 "\n\nاقرأ أيضا\n\nغرق قارب صيد قرب الجزيرة\n\n" P2 "\n\n" P3 "\n\nالمصدر: مرسى");
	assert_int_equal(list.n, 1);
	assert_int_equal(count(0), 3);
	check_str(meta(0)->source, "مرسى");

	/* a sub-heading behind the box stays one */
	parse(TITLE "\n\n" P1 "\n\nاقرأ أيضا\n\nغرق قارب صيد قرب الجزيرة الصغيرة\n\nرواية القبطان\n\n" P2 "\n\n" P3
	      "\n\nالمصدر: مرسى");
	assert_int_equal(list.n, 1);
	assert_int_equal(article_link_count(list.stories[0]), 1);
	check_paragraph(0, 1, KIND_HEADING, "رواية القبطان");

	parse(TITLE "\n" P1 "\nاقرأ أيضا: غرق قارب صيد https://port.example/5\n" P2 "\n" P3);
	check_link(0, 0, LINK_READ_ALSO, "غرق قارب صيد", "https://port.example/5", -1);
}

static void test_link_list(void **state)
{
	(void)state;
	parse(TITLE "\n" P1 "\n" P2 "\nالمصدر: مرسى\nمواضيع ذات صلة:\n• غرق قارب صيد\nhttps://port.example/1\n• " OTHER
	      "\n3. عاصفة في الشمال تغلق المدارس\nاترك رد");
	assert_int_equal(list.n, 1);
	assert_int_equal(article_link_count(list.stories[0]), 3);
	check_link(0, 0, LINK_READ_ALSO, "غرق قارب صيد", "https://port.example/1", -1);
	check_link(0, 1, LINK_READ_ALSO, OTHER, "", -1);
	check_link(0, 2, LINK_READ_ALSO, "عاصفة في الشمال تغلق المدارس", "", -1);
	check_str(article_debris(list.stories[0]), "اترك رد");
	/* the source may stand behind the list */
	parse(TITLE "\n" P1 "\n" P2 "\nاقرأ أيضا\n" OTHER "\nغرق قارب صيد قرب الجزيرة\nالمصدر: مرسى\n");
	assert_int_equal(article_link_count(list.stories[0]), 2);
	check_str(meta(0)->source, "مرسى");
}

static void test_embedded_stories(void **state)
{
	(void)state;
	parse(TITLE "\nتاريخ النشر: 15 يوليو 2023\n" P1 "\n" P2 "\nالمصدر: مرسى\nإقرأ أيضاً:\n" OTHER
	      "\nتاريخ النشر: 16 يوليو 2023\n" Q1 "\n" Q2 "\nالمصدر: المنارة\nإقرأ أيضاً:\n"
	      "عاصفة في الشمال تغلق المدارس\n"
	      "أغلقت المدارس في الشمال أبوابها بعد عاصفة ثلجية لم تشهد المنطقة مثلها منذ سنين طويلة.\n"
	      "ويستمر الإغلاق يومين على الأقل كما جاء في بيان وزارة التعليم مساء السبت.\nاترك رد\n");
	assert_int_equal(list.n, 3);
	check_date(1, "2023-07-16");
	check_str(meta(1)->source, "المنارة");
	check_date(2, "");
	check_str(meta(2)->source, "");
	check_link(0, 0, LINK_READ_ALSO, OTHER, "", 1);
	check_link(0, 1, LINK_READ_ALSO, "عاصفة في الشمال تغلق المدارس", "", 2);
	assert_int_equal(meta(2)->parent, 0);
	check_str(article_debris(list.stories[2]), "اترك رد");

	/* without a source line: told by the words that the prose takes up */
	parse(TITLE "\n" P1 "\n" P2 "\n" P3 "\nمواضيع ذات صلة\n" OTHER "\n" Q1 "\n" Q2);
	assert_int_equal(list.n, 2);
	check_str(meta(1)->title, OTHER);
	/* where those are the article's own, it goes on */
	parse(TITLE "\n" P2 "\n" P3 "\nمواضيع ذات صلة\n" OTHER "\n" P1
	      "\nتبدأ هيئة الميناء الكبير إصلاح السفينة الجانحة الأسبوع المقبل بعد عودة الطاقم من الإجازة.");
	assert_int_equal(list.n, 1);
	assert_int_equal(count(0), 4);

	/* the title on the marker's own line */
	parse(TITLE "\n" P1 "\n" P2 "\nالمصدر: مرسى\nإقرأ أيضاً: " OTHER "\n" Q1 "\n" Q2);
	assert_int_equal(list.n, 2);
	check_str(meta(1)->title, OTHER);
	assert_int_equal(count(1), 2);
}

/* --- kinds -------------------------------------------------------------------- */

static void test_kinds(void **state)
{
	(void)state;
	parse(TITLE "\n" P1 "\n“لم نر في حياتنا موجا كهذا، وقد رأينا الكثير”.\n> ورد في الرسالة القديمة\n" P2
	      "\n• القاطرة الأولى\n- القاطرة الثانية\n1. زورق\n٢) زورق\n۳- زورق\n" P3
	      "\nماذا بعد العاصفة؟\n" Q1 "\nنعم.\nقال القبطان:\n«لن نعود قبل الفجر أبدا»\n" Q2 "\nنهاية الرحلة");
	check_paragraph(0, 1, KIND_QUOTE, "“لم نر في حياتنا موجا كهذا، وقد رأينا الكثير”.");
	check_paragraph(0, 2, KIND_QUOTE, "> ورد في الرسالة القديمة");
	check_paragraph(0, 4, KIND_ITEM, "• القاطرة الأولى");
	check_paragraph(0, 5, KIND_ITEM, "- القاطرة الثانية");
	check_paragraph(0, 6, KIND_ITEM, "1. زورق");
	check_paragraph(0, 7, KIND_ITEM, "٢) زورق");
	check_paragraph(0, 8, KIND_ITEM, "۳- زورق");
	check_paragraph(0, 10, KIND_HEADING, "ماذا بعد العاصفة؟");
	check_paragraph(0, 12, KIND_TEXT, "نعم.");
	check_paragraph(0, 13, KIND_TEXT, "قال القبطان:");
	check_paragraph(0, 14, KIND_QUOTE, "«لن نعود قبل الفجر أبدا»");
	check_paragraph(0, 16, KIND_TEXT, "نهاية الرحلة");
}

static void test_preformatted(void **state)
{
	(void)state;
	parse(TITLE "\n" P1 "\n\nالميناء    الحمولة    اليوم\nمرسى       120        الأحد\n" P2
	      "\n    make all\n" P3 "\n" Q1 "\n" Q2 "\n" P1 "\n");
	check_paragraph(0, 1, KIND_PRE, "الميناء    الحمولة    اليوم");
	check_paragraph(0, 2, KIND_PRE, "مرسى       120        الأحد");
	check_paragraph(0, 4, KIND_PRE, "    make all");
	/* where every paragraph is indented, that is how they begin */
	parse(TITLE "\n    " P1 "\n    رواية القبطان\n    " P2 "\n    " P3);
	check_paragraph(0, 0, KIND_TEXT, P1);
	check_paragraph(0, 1, KIND_HEADING, "رواية القبطان");
}

static void test_addresses(void **state)
{
	(void)state;
	parse(TITLE "\nالتفاصيل على https://port.example/a_(b)?x=1، وفي (http://b.example/). انظر HTTPS://C.example!\n" P1
	      "\nلا عنوان في http:// ولا في ://x ولا في xhttp.");
	assert_int_equal(article_link_count(list.stories[0]), 3);
	check_link(0, 0, LINK_URL, "", "https://port.example/a_(b)?x=1", -1);
	check_link(0, 1, LINK_URL, "", "http://b.example/", -1);
	check_link(0, 2, LINK_URL, "", "HTTPS://C.example", -1);
	struct link link = article_link(list.stories[0], 0);
	struct str text = article_paragraph(list.stories[0], link.key).text;
	struct str part = str_sub(text, utf8_offset(text, link.start_cp), utf8_offset(text, link.end_cp));
	assert_true(str_eq(part, link.url));
}

/* --- other languages ------------------------------------------------------------ */

static void test_languages(void **state)
{
	(void)state;
	static const struct {
		const char *text, *lang;
		enum dir dir;
	} rows[] = {
		{"سازمان بندر اعلام کرد کشتی پس از سه روز به بندر بازگشت.", "fa", DIR_RTL},
		{"بندرگاہ کے حکام نے کہا کہ جہاز تین دن کی محنت کے بعد واپس آ گیا ہے۔", "ur", DIR_RTL},
		{"رשות הנמלים הודיעה כי הספינה חזרה לנמל אחרי שלושה ימים.", "he", DIR_RTL},
		{"די שיף איז צוריקגעקומען אין פּאָרט נאָך דרײַ טעג אַרבעט.", "yi", DIR_RTL},
		{"بېړۍ له درېو ورځو وروسته بېرته بندر ته راستنه شوه، چارواکو وويل.", "ps", DIR_RTL},
		{"کەشتییەکە دوای سێ ڕۆژ گەڕایەوە بۆ بەندەرەکە.", "ckb", DIR_RTL},
		{"The ship came back to the harbour after three days of work.", "en", DIR_LTR},
		{"قالت شركة Velanor إن برنامج Rasm جاهز.", "ar", DIR_RTL},
		{"Судно вернулось в порт после трёх дней работы.", "", DIR_LTR},
		{"12345 67890", "", DIR_LTR},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		parse(rows[i].text);
		check_str(meta(0)->lang, rows[i].lang);
		assert_int_equal(meta(0)->dir, rows[i].dir);
	}
}

/* --- what is no clipping ----------------------------------------------------------- */

static void test_no_clipping(void **state)
{
	(void)state;
	parse("");
	check_str(meta(0)->title, "file.txt");
	assert_int_equal(count(0), 0);
	parse("\n \n\n");
	check_str(meta(0)->title, "file.txt");
	assert_int_equal(count(0), 3);
	parse_named("", "-");
	check_str(meta(0)->title, "");
	parse_named("سطر واحد فقط", "-");
	check_str(meta(0)->title, "سطر واحد فقط");
	check_paragraph(0, 0, KIND_PRE, "سطر واحد فقط");
	assert_int_equal(meta(0)->dir, DIR_RTL);

	/* a poem keeps its lines and stanzas, and words of debris in it */
	parse("قصيدة البحر\n\nيا بحر كم من شراع عاد\nشارك\n\nيا موج خذ من يدي النجوم\n");
	check_str(meta(0)->title, "قصيدة البحر");
	assert_true(article_is_verbatim(list.stories[0]));
	assert_int_equal(count(0), 6);
	check_paragraph(0, 0, KIND_PRE, "قصيدة البحر");
	check_paragraph(0, 3, KIND_PRE, "شارك");
	check_paragraph(0, 4, KIND_PRE, "");
	check_str(article_debris(list.stories[0]), "");

	/* code: nothing of it is a title */
	parse("#include <stdio.h>\n\nint main(void)\n{\n\tputs(\"x\");\n\treturn 0;\n}\n");
	check_str(meta(0)->title, "file.txt");
	check_paragraph(0, 0, KIND_PRE, "#include <stdio.h>");
	check_paragraph(0, 4, KIND_PRE, "\tputs(\"x\");");

	parse("LS(1)        User Commands        LS(1)\n\nNAME\n       ls - list directory contents\n\nSYNOPSIS\n"
	      "       ls [OPTION]... [FILE]...\n\nDESCRIPTION\n       List information about the FILEs in this folder.\n");
	check_paragraph(0, count(0) - 1, KIND_PRE, "       List information about the FILEs in this folder.");
}

/*
 * Text that is no article: every line is a paragraph as it stands, in order,
 * blank ones too, with no title taken out of it.
 */
static void check_as_it_stands(const char *text)
{
	parse_named(text, "-");
	assert_int_equal(list.n, 1);
	uint64_t key = 0;
	struct str rest = str_of(text), line;
	size_t n = 0;
	for (bool more = article_first(list.stories[0], &key); str_next_line(&rest, &line); n++) {
		assert_true(more);
		struct paragraph p = article_paragraph(list.stories[0], key);
		if (!str_eq(p.text, line))
			print_error("in the text that begins '%.60s'\nwant '%.*s'\n got '%.*s'\n", text, (int)line.n, line.p,
			            (int)p.text.n, p.text.p);
		assert_true(str_eq(p.text, line));
		more = article_next(list.stories[0], &key);
	}
	assert_int_equal(count(0), n);
	assert_true(article_is_verbatim(list.stories[0]));
	check_str(article_debris(list.stories[0]), "");
	check_str(meta(0)->source, "");
	check_date(0, "");
}

static void test_as_it_stands(void **state)
{
	(void)state;
	static const char *const texts[] = {
		/* the log of a repository, in three forms */
		"commit 5f0c2d1a9be07733\nAuthor: Samir <samir@port.example>\nDate:   Sun Jul 16 10:00:00 2023 +0300\n\n"
		"    quay: the ship is moored at both ends\n\n    One end was not enough in the storm of last week.\n",
		"5f0c2d1 quay: the ship is moored at both ends\n77aa012 tugs: soup\n",
		"quay: the ship is moored at both ends\n\n"
		"One end was not enough in the storm of last week, as the people who stood on\n"
		"the quay that night will tell anybody who asks them. Moored at both ends it\n"
		"has not moved since, and the lamps stay lit.\n",
		/* a patch, by two programs */
		"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n " TITLE "\n-" P1 "\n+" P2 "\n " P3 "\n",
		"2c2\n< " P1 "\n---\n> " P2 "\n",
		/* what a manual and a program say of themselves */
		"TUG(1)        User Commands        TUG(1)\n\nNAME\n       tug - pull a ship\n\nDESCRIPTION\n"
		"       Pulls the ship that is named, or each of them. The rope is not included.\n\nTUG(1)\n",
		"Usage: tug [OPTION]... SHIP\nPull a SHIP.\n\n  -r, --rope=ROPE    take this rope\n      --help         say this\n",
		/* folders, packages, services */
		"total 12\n-rw-r--r-- 1 samir port  421 Jul 15 10:00 letter.txt\ndrwxr-xr-x 2 samir port 4096 Jul 15 10:01 quay\n",
		"Package: tug\nStatus: install ok installed\nSource: quay\nDescription: pulls ships\n " P1 "\n",
		"tcpmux\t\t1/tcp\t\t\t\t# TCP port service\necho\t\t7/tcp\n",
		/* configuration */
		"# " P1 "\nrope = 12\n\n[quay]\n; " P2 "\nlamp=on\n",
		"title: " TITLE "\nsource: x\nbody: " P1 "\n",
		/* logs: times, files and lines, commands */
		"2023-07-15 10:00:01 quay[7]: " P1 "\n2023-07-15 10:00:09 quay[7]: " P2 "\n",
		"[15/7/23, 10:00] a: " P1 "\n[15/7/23, 10:07] b: " P2 "\n",
		"src/quay.c:12:7: warning: " P1 "\nsrc/quay.c:19:7: warning: " P2 "\n",
		"a/b.txt:" P1 "\na/c.txt:" P2 "\n",
		"gcc -DHAVE_CONFIG_H -I. -I../src -I/usr/include/ropes -Wall -Wextra -O2 -g -c -o src/quay.o src/quay.c\n"
		"gcc -DHAVE_CONFIG_H -I. -I../src -I/usr/include/ropes -Wall -Wextra -O2 -g -c -o src/tug.o src/tug.c\n",
		/* tables */
		"id,title,text\n1,ship,\"" P1 "\"\n2,tug,\"" P2 "\"\n",
		"id\ttext\n1\t" P1 "\n2\t" P2 "\n",
		"| a | b |\n|---|---|\n| 1 | " P1 " |\n",
		/* markup, code, mail */
		"# " TITLE "\n\n" P1 "\n\n" P2 "\n\n* [a](http://a.example)\n",
		TITLE "\n" "=====\n\n" P1 "\n\n" P2 "\n",
		"<p>" P1 "</p>\n<p>" P2 "</p>\n",
		"{\"level\": \"x\", \"message\": \"" P1 "\"}\n{\"level\": \"y\", \"message\": \"" P2 "\"}\n",
		"\\section{x}\n" P1 "\n\n" P2 "\n",
		"/* " P1 " */\nint main(void)\n{\n\treturn 0;\n}\n",
		"all: quay\n\tcc -o quay quay.c\n\nclean:\n\trm -f quay\n",
		"From: a@port.example\nTo: b@port.example\nSubject: x\nDate: Sun, 16 Jul 2023 10:00:00 +0300\n\n" P1 "\n\n" P2
		"\n",
		"> " P1 "\n> " P2 "\n\nنعم.\n",
		/* poems: words of debris, verses that are sentences, a vocalised one */
		"\n\nيا بحر كم من شراع عاد في الفجر، وكم من شراع لم يعد.\nوكم سألتك عن أهلي فلم تجب.\n\nشارك\n"
		"يا موج خذ من يدي النجوم، وارسم بها طريقا إلى البيت البعيد.\n\n",
		"أَلَا أَيُّهَا الْمَوْجُ الَّذِي جَاءَ مِنْ بَعِيدٍ وَعَادَ بِأَحْلَامِ السَّفِينَةِ وَالشِّرَاعِ\n"
		"تَمَهَّلْ فَإِنَّ اللَّيْلَ أَطْوَلُ مِنْ خُطَاكَ وَإِنَّ الْمَنَارَةَ أَصْدَقُ الْبِقَاعِ\n",
		/* names, one line, none */
		"سامر\nليلى\nحسن\n", P1 "\n", "\n",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		check_as_it_stands(texts[i]);
	/* spaces at the ends of lines go, the marks that order a line stay */
	parse_named("a\t1\xE2\x80\x8F  \nb\t2 \n", "-");
	check_paragraph(0, 0, KIND_PRE, "a\t1\xE2\x80\x8F");
	check_paragraph(0, 1, KIND_PRE, "b\t2");
}

static void test_wrapped_prose(void **state)
{
	(void)state;
	parse("A letter about the sea\n\n"
	      "The ship that went aground on Monday was back in the harbour by\n"
	      "Thursday, three days after the storm had carried it on the rocks. Nobody\n"
	      "of the crew was hurt, and the cargo is said to be dry.\n\n"
	      "The harbour master thanked the tugs, and the people of the town who had\n"
	      "come down to the quay with soup and blankets.\n\nSource: Tidewater Courier\n");
	check_str(meta(0)->title, "A letter about the sea");
	check_str(meta(0)->source, "Tidewater Courier");
	assert_int_equal(count(0), 2);
	check_paragraph(0, 1, KIND_TEXT,
	                "The harbour master thanked the tugs, and the people of the town who had "
	                "come down to the quay with soup and blankets.");
}

static void test_long_paragraph(void **state)
{
	(void)state;
	struct buf b, got;
	buf_init(&b, BUF_NO_MAX);
	buf_init(&got, BUF_NO_MAX);
	buf_add_str(&b, STR(TITLE "\n"));
	size_t start = b.n;
	for (int i = 0; i < 20000; i++)
		buf_add_str(&b, STR("كلمة "));
	buf_add_str(&b, STR("أخيرة."));
	size_t end = b.n;
	buf_add_str(&b, STR("\n" P1 "\n"));
	parse(buf_cstr(&b));
	uint64_t key = 0;
	struct paragraph p;
	do {
		p = article_paragraph(list.stories[0], key++);
		assert_true(utf8_count(p.text) < 16384);
		assert_int_equal(p.dir, key > 1 ? DIR_RTL : DIR_AUTO);
		buf_add_str(&got, p.text);
	} while (p.continues);
	assert_true(key > 2);
	assert_true(str_eq(buf_str(&got), str_sub(buf_str(&b), start, end)));
	buf_done(&b);
	buf_done(&got);
}

/* --- the real ones, where they are ---------------------------------------------------- */

static bool read_seed(const char *name)
{
	char path[4096];
	const char *folder = getenv("JARIDA_SHARED");
	if (folder == NULL)
		return false;
	snprintf(path, sizeof path, "%s/seeds/%s", folder, name);
	if (access(path, R_OK) != 0) {
		print_message("skipped: no %s\n", name);
		return false;
	}
	struct err err;
	story_list_done(&list);
	assert_int_equal(story_list_read(&list, path, &err), 0);
	return true;
}

static void test_seeds(void **state)
{
	(void)state;
	if (read_seed("000_c53514138639a1e4.txt")) {
		assert_int_equal(list.n, 1);
		check_str(meta(0)->kicker, "اختراق مايكروسوفت");
		check_str(meta(0)->title, "الولايات المتحدة تتهم الحكومة الصينية باختراق بريد مايكروسوفت");
		check_str(meta(0)->source, "وكالة أسوشيتد برس");
		check_date(0, "");
		assert_int_equal(count(0), 14);
		check_paragraph(0, 5, KIND_HEADING, "وزير خارجة امريكا يشن هجوما على الصين");
		check_paragraph(0, 8, KIND_HEADING, "الناتو وخمس دول أخرى");
		check_paragraph(0, 12, KIND_HEADING, "الصين ترد");
		check_str(article_debris(list.stories[0]), "اترك رد");
	}
	if (read_seed("004_d4331e34df9d2547.txt")) {
		assert_int_equal(list.n, 2);
		check_str(meta(0)->title, "مسؤولون أميركيون: اختراق صيني لأنظمة بريد إلكتروني حكومية كشف "
		                          "توجهات واشنطن نحو بكين");
		check_str(meta(0)->source, "الجزيرة");
		check_date(0, "2023-07-15");
		check_str(meta(1)->title, "الخارجية الأمريكية تهدد بالانسحاب من وساطة أوكرانيا وروسيا مجددًا");
		assert_int_equal(count(0), 8);
		assert_int_equal(count(1), 7);
		check_date(1, "");
		assert_int_equal(article_link(list.stories[0], 0).story, 1);
		assert_int_equal(article_link(list.stories[1], 0).story, 0);
		assert_int_equal(article_link(list.stories[1], 0).kind, LINK_PARENT);
	}
}

static int tear_down(void **state)
{
	(void)state;
	story_list_done(&list);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shape_a),
		cmocka_unit_test(test_shape_b),
		cmocka_unit_test(test_line_ends_and_encodings),
		cmocka_unit_test(test_every_spelling),
		cmocka_unit_test(test_every_debris),
		cmocka_unit_test(test_markers_in_sentences),
		cmocka_unit_test(test_head),
		cmocka_unit_test(test_kicker),
		cmocka_unit_test(test_hostile_metadata),
		cmocka_unit_test(test_link_in_mid_article),
		cmocka_unit_test(test_link_list),
		cmocka_unit_test(test_embedded_stories),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_preformatted),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_no_clipping),
		cmocka_unit_test(test_as_it_stands),
		cmocka_unit_test(test_wrapped_prose),
		cmocka_unit_test(test_long_paragraph),
		cmocka_unit_test(test_seeds),
	};
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
