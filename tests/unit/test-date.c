#include "config.h"

#include "text/date.h"
#include "text/date_calendar.h"
#include "text/phrase.h"
#include "text/strong.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

struct row {
	const char *text;
	const char *iso; /* NULL: holds no date */
};

static const struct row rows[] = {
	/* as the clippings have it */
	{"15th, July 2023 GMT", "2023-07-15"},
	{"تاريخ النشر: 15th, July 2023 GMT", "2023-07-15"},
	{"1st, March 2024 GMT", "2024-03-01"},
	{"2nd of May, 2021", "2021-05-02"},
	{"3rd, August 2020 GMT", "2020-08-03"},
	/* RFC 822, RFC 5322, and what programs print */
	{"Sat, 15 Jul 2023 10:30:00 +0300", "2023-07-15T10:30:00+03:00"},
	{"Sat, 15 Jul 2023 10:30:00 GMT", "2023-07-15T10:30:00Z"},
	{"15 Jul 23 10:30 EST", "2023-07-15T10:30:00-05:00"},
	{"Sat, 15 Jul 2023 10:30:00 -0330", "2023-07-15T10:30:00-03:30"},
	{"Sat, 1 Jan 2000 00:00:60 UT", "2000-01-01T00:00:59Z"},
	{"Sat Jul 15 10:30:00 2023", "2023-07-15T10:30:00Z"},
	{"Sat Jul 15 10:30:00 2023 +0300", "2023-07-15T10:30:00+03:00"},
	{"Sat Jul 15 10:30:00 UTC 2023", "2023-07-15T10:30:00Z"},
	{"15-Jul-2023", "2023-07-15"},
	/* ISO 8601 */
	{"2023-07-15", "2023-07-15"},
	{"2023-07-15T10:30:00Z", "2023-07-15T10:30:00Z"},
	{"2023-07-15T10:30:00.123+03:30", "2023-07-15T10:30:00+03:30"},
	{"2023-07-15 10:30", "2023-07-15T10:30:00Z"},
	{"2023-07-15T10:30+03", "2023-07-15T10:30:00+03:00"},
	{"20230715T103000Z", "2023-07-15T10:30:00Z"},
	{"20230715", "2023-07-15"},
	{"2023/7/5", "2023-07-05"},
	/* numbers, day first */
	{"15/07/2023", "2023-07-15"},
	{"15.7.2023", "2023-07-15"},
	{"15-07-2023", "2023-07-15"},
	{"7/15/2023", "2023-07-15"},
	{"15/07/23", "2023-07-15"},
	{"15 / 07 / 2023", "2023-07-15"},
	{"١٥/٠٧/٢٠٢٣", "2023-07-15"},
	{"۱۵/۰۷/۲۰۲۳", "2023-07-15"},
	{"١٥‏/٠٧‏/٢٠٢٣", "2023-07-15"},
	{"10:30 - 15.7.2023", "2023-07-15T10:30:00Z"},
	/* Arabic: of Egypt, of the Levant, of the Maghreb, pairs */
	{"15 يوليو 2023", "2023-07-15"},
	{"15 تموز 2023", "2023-07-15"},
	{"١٥ تموز ٢٠٢٣", "2023-07-15"},
	{"15 يوليو/تموز 2023", "2023-07-15"},
	{"15 مارس / آذار 2023", "2023-03-15"},
	{"3 شباط/فبراير 2025", "2025-02-03"},
	{"14 كانون الثاني 2023", "2023-01-14"},
	{"31 كانون الأول 2022", "2022-12-31"},
	{"1 تشرين الأول 2023", "2023-10-01"},
	{"30 تشرين الثاني (نوفمبر) 2023", "2023-11-30"},
	{"15 جويلية 2023", "2023-07-15"},
	{"5 جانفي 2024", "2024-01-05"},
	{"15 يوليوز 2023", "2023-07-15"},
	{"20 غشت 2023", "2023-08-20"},
	{"9 شتنبر 2023", "2023-09-09"},
	{"1 دجنبر 2023", "2023-12-01"},
	{"الخامس عشر، 15 يونيو، 2023", "2023-06-15"},
	{"يوليو 15, 2023", "2023-07-15"},
	{"2023 يوليو 15", "2023-07-15"},
	{"السبت، 15 يُوليُو 2023", "2023-07-15"},
	{"الجمعة 14 يوليو 2023 - 10:30 م", "2023-07-14T22:30:00Z"},
	{"نشر في 14 يناير 2023 الساعة 3:05 مساءً بتوقيت غرينتش", "2023-01-14T15:05:00Z"},
	{"آخر تحديث: 14/01/2023 12:10 ص", "2023-01-14T00:10:00Z"},
	{"14/01/2023 20:10 (بتوقيت مكة المكرمة)", "2023-01-14T20:10:00+03:00"},
	/* Hijri */
	{"27 ذو الحجة 1444 هـ", "2023-07-15"},
	{"27 ذي الحجة 1444هـ", "2023-07-15"},
	{"٣ جمادى الأولى ١٤٤٥", "2023-11-17"},
	{"الخميس 7 ربيع الآخر 1446 هـ", "2024-10-10"},
	{"1 رمضان المبارك 1445", "2024-03-11"},
	{"5 جمادی الاولیٰ 1445ھ", "2023-11-19"},
	{"5 جماد الأول 1445هـ", "2023-11-19"},
	{"5 جماد الثاني 1445هـ", "2023-12-18"},
	{"۵ جمادی‌الثانیه ۱۴۴۵", "2023-12-18"},
	{"5 ربيع ثان 1445هـ", "2023-10-20"},
	{"۵ شعبان‌المعظم ۱۴۴۵", "2024-02-15"},
	{"5 ذیقعد 1445ھ", "2024-05-13"},
	{"3 Dhu'l-Hijja 1445 AH", "2024-06-09"},
	{"5 Rabi' al-Awwal 1445 AH", "2023-09-20"},
	{"5 Jumada al-Thaniyah 1445 AH", "2023-12-18"},
	{"5 Shaʿban 1445 AH", "2024-02-15"},
	{"27/12/1444", "2023-07-15"},
	{"السبت 27 ذو الحجة 1444هـ - 15 يوليو 2023م", "2023-07-15"},
	{"27 ذو الحجة 1444هـ الموافق 15 تموز 2023م", "2023-07-15"},
	/* Persian and Dari, in both calendars */
	{"۲۴ تیر ۱۴۰۲", "2023-07-15"},
	{"24 تير 1402", "2023-07-15"},
	{"شنبه ۲۴ تیر ۱۴۰۲ - ۱۰:۳۰", "2023-07-15T10:30:00Z"},
	{"شنبه ۲۴ تیر ماه ۱۴۰۲", "2023-07-15"},
	{"۱۴۰۲/۰۴/۲۴", "2023-07-15"},
	{"۲۹ اسفند ۱۴۰۲", "2024-03-19"},
	{"۳۰ اسفند ۱۴۰۳", "2025-03-20"},
	{"۱ فروردین ۱۴۰۴", "2025-03-21"},
	{"۲۴ سرطان ۱۴۰۲", "2023-07-15"},
	{"۱۵ ژوئیه ۲۰۲۳", "2023-07-15"},
	{"۵ مه ۲۰۲۳", "2023-05-05"},
	/* Urdu, Hebrew, English, French */
	{"15 جولائی 2023", "2023-07-15"},
	{"12 مارچ 2024ء", "2024-03-12"},
	{"۱۲ ستمبر ۲۰۲۳", "2023-09-12"},
	{"15 ביולי 2023", "2023-07-15"},
	{"ה-15 ביולי 2023, 10:30", "2023-07-15T10:30:00Z"},
	{"פורסם ב־3 במאי 2023", "2023-05-03"},
	{"3 ב־מאי 2023", "2023-05-03"},
	{"July 15, 2023 10:30 PM", "2023-07-15T22:30:00Z"},
	{"Saturday, July 15th, 2023 at 12:05 am GMT+3", "2023-07-15T00:05:00+03:00"},
	{"le 14 juillet 2023", "2023-07-14"},
	/* the years of news */
	{"2999-12-31", "2999-12-31"},
	{"1000-01-01", "1000-01-01"},
	{"19000101", "1900-01-01"},
	{"3000-01-01", NULL},
	{"0999-07-15", NULL},
	{"18991231", NULL},
	{"30000101", NULL},
	/* none */
	{"", NULL},
	{"يوليو 2023", NULL},
	{"15 يوليو", NULL},
	{"2019-2020", NULL},
	{"10.15.7.2023", NULL},
	{"31/02/2023", NULL},
	{"30 شباط 2023", NULL},
	{"29 February 2023", NULL},
	{"0 يوليو 2023", NULL},
	{"99999999999999999999/1/2023", NULL},
	{"15 maybe 2023", NULL},
	{"10:30", NULL},
	{"ستورم-0558", NULL},
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct date date;
		char iso[32] = "none";
		if (date_parse(str_of(rows[i].text), &date))
			date_format_iso(&date, iso);
		const char *want = rows[i].iso != NULL ? rows[i].iso : "none";
		if (strcmp(iso, want) != 0)
			print_error("'%s': want %s, got %s\n", rows[i].text, want, iso);
		assert_string_equal(iso, want);
	}
}

static void test_leap_days(void **state)
{
	(void)state;
	struct date date;
	assert_true(date_parse(STR("29 فبراير 2024"), &date));
	assert_false(date_parse(STR("29 فبراير 1900"), &date));
	assert_true(date_parse(STR("29 فبراير 2000"), &date));
}

static void test_nothing_but_a_date(void **state)
{
	(void)state;
	static const char *const yes[] = {
		"15 يوليو 2023", "السبت 15 يوليو 2023 - 10:30 م", "Sat, 15 Jul 2023 10:30:00 +0300",
		"السبت 27 ذو الحجة 1444هـ - 15 يوليو 2023م", "شنبه ۲۴ تیر ۱۴۰۲ - ۱۰:۳۰", "15.7.2023",
		"2023-07-15T10:30:00Z",
	};
	static const char *const no[] = {
		"ثورة 25 يناير 2011", "أحداث 11 سبتمبر 2001 في نيويورك", "15 يوليو 2023 صدر العدد 7",
		"12 15 يوليو 2023", "يوليو", "", "2023-07-15 خبر", "خبر 2023-07-15",
	};
	struct date date;
	/* longer than is looked at: who knows what else it holds */
	char wide[2100];
	memset(wide, ' ', sizeof wide);
	memcpy(wide, "2023-07-15", 10);
	assert_true(date_parse((struct str){wide, sizeof wide}, &date));
	assert_false(date_parse_only((struct str){wide, sizeof wide}, &date));
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
		assert_true(date_parse_only(str_of(yes[i]), &date));
	for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
		assert_false(date_parse_only(str_of(no[i]), &date));
}

static void test_strange_fields(void **state)
{
	(void)state;
	char iso[32];
	struct date date = {.year = 2147483647, .month = -5, .day = 2147483647, .has_time = true,
	                    .hour = -2147483647, .minute = 2147483647, .second = 1000, .offset_min = -2147483647};
	date_format_iso(&date, iso);
	assert_true(strlen(iso) < sizeof iso);
	date = (struct date){.year = 2023, .month = 7, .day = 5, .has_time = true, .hour = 9, .offset_min = -210};
	date_format_iso(&date, iso);
	assert_string_equal(iso, "2023-07-05T09:00:00-03:30");
}

static void test_phrases(void **state)
{
	(void)state;
	assert_int_equal(phrase_match(STR("may 15"), STR("may")), 3);
	assert_int_equal(phrase_match(STR("maybe"), STR("may")), 0);
	assert_int_equal(phrase_match(STR("READ   ALSO: x"), STR("read also")), strlen("READ   ALSO"));
	assert_int_equal(phrase_match(STR("إقرأ أيضاً:"), STR("اقرا ايضا")), strlen("إقرأ أيضاً"));
	assert_int_equal(phrase_match(STR("المـــصدر"), STR("المصدر")), strlen("المـــصدر"));
	assert_int_equal(phrase_match(STR("دیدگاه‌ها"), STR("ديدگاهها")), strlen("دیدگاه‌ها"));
	assert_int_equal(phrase_match(STR("اقرأ"), STR("اقرأ أيضا")), 0);
	assert_int_equal(phrase_match(STR("اقرأأيضا"), STR("اقرأ أيضا")), 0);
	assert_int_equal(phrase_match(STR(""), STR("x")), 0);
	assert_int_equal(phrase_first(STR("")), 0);
	assert_int_equal(phrase_first(STR("ًأ")), 0x0627);
}

static void test_strong(void **state)
{
	(void)state;
	assert_int_equal(strong_first(STR("12 (عربي) latin")), DIR_RTL);
	assert_int_equal(strong_first(STR("«Latin» عربي")), DIR_LTR);
	assert_int_equal(strong_first(STR("123 - ١٢٣")), DIR_AUTO);
	assert_int_equal(strong_first(STR("\xE2\x81\xA7latin\xE2\x81\xA9 عربي")), DIR_RTL);
	assert_int_equal(strong_first(STR("\xE2\x81\xA9latin")), DIR_LTR);
	size_t ltr, rtl;
	strong_count(STR("ab أبج 1"), &ltr, &rtl);
	assert_int_equal(ltr, 2);
	assert_int_equal(rtl, 3);
}

static void hijri_days_are_shown(void **state)
{
	(void)state;
	static const struct {
		struct date date;
		const char *want;
		bool hijri;
	} days[] = {
		{{.year = 2024, .month = 10, .day = 10}, "1446-04-07", true},
		{{.year = 2024, .month = 3, .day = 11}, "1445-09-01", true},
		{{.year = 2023, .month = 7, .day = 19}, "1445-01-01", true},
		{{.year = 1969, .month = 12, .day = 31}, "1389-10-21", true},
		{{.year = 1700, .month = 1, .day = 1}, "1700-01-01", false},
		{{.year = 2900, .month = 1, .day = 1}, "2900-01-01", false},
		{{.year = 2024, .month = 13, .day = 1}, "2024-13-01", false},
	};
	char shown[32];
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		assert_int_equal(date_format_day(&days[i].date, true, shown), days[i].hijri);
		assert_string_equal(shown, days[i].want);
	}
	/* There and back again. */
	for (int day = 1; day <= 365; day++) {
		struct date date = {.year = 2025, .month = 1 + day / 32, .day = 1 + day % 28}, back;
		int y = 0, m = 0, d = 0;
		assert_true(date_calendar_hijri(&date, &y, &m, &d));
		assert_true(date_calendar_set(&back, CALENDAR_HIJRI, y, m, d));
		assert_int_equal(back.month, date.month);
		assert_int_equal(back.day, date.day);
	}
	assert_false(date_format_day(&days[0].date, false, shown));
	assert_string_equal(shown, "2024-10-10");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hijri_days_are_shown),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_leap_days),
		cmocka_unit_test(test_nothing_but_a_date),
		cmocka_unit_test(test_strange_fields),
		cmocka_unit_test(test_phrases),
		cmocka_unit_test(test_strong),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
