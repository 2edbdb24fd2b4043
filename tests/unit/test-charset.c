#include "config.h"

#include "base/mem.h"
#include "text/charset.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

static const char arabic_long[] =
	"قال المتحدث باسم الوزارة إن القرار يدخل حيز التنفيذ مطلع الشهر المقبل، بعد أن وافق عليه مجلس المدينة.\n"
	"وأضاف أن السفن الثلاث غادرت الميناء عند الفجر؛ فهل تعود قبل العاصفة؟\n";
static const char arabic_short[] = "عاجل: انقطاع الكهرباء";
static const char arabic_mixed[] = "أطلقت شركة Velanor الإصدار 2.4 من برنامج Rasm يوم الأحد\n";
static const char persian[] = "رييس سازمان گفت كه پروژه تا پايان سال آينده آماده مي شود و مردم چشم به راهند\n";
static const char hebrew[] = "ראש העירייה אמר כי הפרויקט יושלם עד סוף השנה, והתושבים מחכים\n";
static const char hebrew_short[] = "שלום לכולם";

/* Text in another encoding, without a byte order mark where the name says so. The caller frees it. */
static struct str encode(const char *text, const char *charset)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar units[2048];
	int32_t n;
	u_strFromUTF8(units, 2048, &n, text, -1, &status);
	UConverter *converter = ucnv_open(charset, &status);
	char *out = xmalloc(8192);
	n = ucnv_fromUChars(converter, out, 8192, units, n, &status);
	ucnv_close(converter);
	assert_true(U_SUCCESS(status));
	return (struct str){out, (size_t)n};
}

static void check(struct str bytes, const char *declared, const char *name, const char *text)
{
	struct buf out;
	buf_init(&out, 65536);
	const char *used = charset_to_utf8(bytes, str_of(declared), &out);
	if (strcmp(used, name) != 0 || strcmp(buf_cstr(&out), text) != 0)
		print_error("want %s, got %s: %s\n", name, used, buf_cstr(&out));
	assert_string_equal(used, name);
	assert_string_equal(buf_cstr(&out), text);
	buf_done(&out);
}

static void check_round(const char *text, const char *charset, const char *name)
{
	struct str bytes = encode(text, charset);
	check(bytes, "", name, text);
	free((char *)bytes.p);
}

static void test_single_bytes(void **state)
{
	(void)state;
	static const char *const arabic[] = {arabic_long, arabic_short, arabic_mixed};
	for (size_t i = 0; i < 3; i++) {
		check_round(arabic[i], "windows-1256", "windows-1256");
		check_round(arabic[i], "ISO-8859-6", "ISO-8859-6");
	}
	check_round("عاجل", "windows-1256", "windows-1256");
	check_round(persian, "windows-1256", "windows-1256");
	check_round(hebrew, "windows-1255", "windows-1255");
	check_round(hebrew, "ISO-8859-8", "windows-1255"); /* whose letters it shares */
	check_round(hebrew_short, "windows-1255", "windows-1255");
	check_round("«الخبر» — قال: “لا”…\n", "windows-1256", "windows-1256");
}

static void test_wide(void **state)
{
	(void)state;
	static const char *const texts[] = {arabic_long, arabic_short, arabic_mixed, hebrew, "Plain text, too.\n"};
	static const char *const names[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
			check_round(texts[i], names[k], names[k]);
	struct str bytes = encode("\xEF\xBB\xBFعاجل", "UTF-16BE"); /* with its mark */
	check(bytes, "", "UTF-16BE", "عاجل");
	free((char *)bytes.p);
	bytes = encode("\xEF\xBB\xBF" "x", "UTF-32LE");
	check(bytes, "", "UTF-32LE", "x");
	free((char *)bytes.p);
	check((struct str){"\xFF\xFE\x3D\xD8\x00\xDE", 6}, "", "UTF-16LE", "😀");
	check((struct str){"\xFF\xFE\x00\xD8" "a\0", 6}, "", "UTF-16LE", "\xEF\xBF\xBD" "a");
}

static void test_utf8(void **state)
{
	(void)state;
	check(str_of(arabic_long), "", "UTF-8", arabic_long);
	check(str_of(arabic_long), "windows-1256", "UTF-8", arabic_long);
	check(STR("\xEF\xBB\xBF" "خبر"), "", "UTF-8", "خبر");
	check(STR(""), "", "UTF-8", "");
	check(STR("ascii"), "utf-16", "UTF-8", "ascii");
	/* cut in mid-character, and damaged in one place */
	check(STR("قال إن الخ\xD8"), "", "UTF-8", "قال إن الخ\xEF\xBF\xBD");
	check(STR("قال \xFF إن"), "", "UTF-8", "قال \xEF\xBF\xBD إن");
	check(STR("قال \xFF إن"), "utf-8", "UTF-8", "قال \xEF\xBF\xBD إن");
}

static void test_declared(void **state)
{
	(void)state;
	struct str bytes = encode(arabic_long, "ISO-8859-6");
	check(bytes, " iso-8859-6 ", "ISO-8859-6", arabic_long);
	check(bytes, "utf-8", "ISO-8859-6", arabic_long);
	check(bytes, "no such thing", "ISO-8859-6", arabic_long);
	check(bytes, "UTF-16", "ISO-8859-6", arabic_long);
	free((char *)bytes.p);
	check(STR("caf\xE9 \x93x\x94"), "iso-8859-1", "windows-1252", "café “x”");
	check(STR("caf\xE9"), "us-ascii", "windows-1252", "café");
}

static void test_other_scripts(void **state)
{
	(void)state;
	check_round("Été à la plage, où est né François? Ça va bien, déjà\n", "windows-1252", "windows-1252");
	check_round("Привет, как дела? Сегодня хорошая погода\n", "windows-1251", "windows-1251");
	check_round("Привет, как дела? Сегодня хорошая погода\n", "KOI8-R", "KOI8-R");
	check_round("Καλημέρα κόσμε, τι κάνετε σήμερα\n", "windows-1253", "windows-1253");
}

static void test_bounds(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, 5);
	struct str bytes = encode(arabic_long, "windows-1256");
	charset_to_utf8(bytes, STR(""), &out);
	assert_true(out.n <= 5);
	free((char *)bytes.p);
	buf_clear(&out);
	charset_to_utf8(str_of(arabic_long), STR(""), &out);
	assert_true(out.full && out.n == 4); /* whole characters only */
	buf_done(&out);
	/* binary: whatever comes, it comes without a crash */
	unsigned char noise[4096];
	uint32_t seed = 7;
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (unsigned char)((seed = seed * 1103515245 + 12345) >> 16);
	buf_init(&out, BUF_NO_MAX);
	const char *name = charset_to_utf8((struct str){(char *)noise, sizeof noise}, STR(""), &out);
	assert_true(strncmp(name, "UTF-16", 6) != 0 && strncmp(name, "UTF-32", 6) != 0);
	buf_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_single_bytes),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_other_scripts),
		cmocka_unit_test(test_bounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
