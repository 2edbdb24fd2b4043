#include "config.h"

#include "cli/json.h"

#include "unit.h"

static void values_are_parted_by_commas(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	struct json json = {.out = &out};
	json_open(&json, '{');
	json_member(&json, "title", STR("خبر"));
	json_member(&json, "source", STR(""));
	json_key(&json, "list");
	json_open(&json, '[');
	json_close(&json, ']');
	json_key(&json, "paragraphs");
	json_open(&json, '[');
	for (int i = 0; i < 2; i++) {
		json_open(&json, '{');
		json_key(&json, "text");
		json_string(&json, STR("a"));
		json_key(&json, "none");
		json_null(&json);
		json_close(&json, '}');
	}
	json_string(&json, STR(""));
	json_null(&json);
	json_close(&json, ']');
	json_member(&json, "end", STR("z"));
	json_close(&json, '}');
	assert_string_equal(buf_cstr(&out),
	                    "{\"title\": \"خبر\", \"source\": null, \"list\": [], \"paragraphs\": "
	                    "[{\"text\": \"a\", \"none\": null}, {\"text\": \"a\", \"none\": null}, \"\", null], "
	                    "\"end\": \"z\"}");
	buf_done(&out);
}

static void strings_are_escaped(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	struct json json = {.out = &out};
	json_string(&json, STR("\"\\/\b\f\n\r\t\0\x1F\x7F\xC2\x85\xC2\x9B\u200F\u2028\u202A\u202E\u2066\u2069😀'<>"));
	assert_string_equal(buf_cstr(&out), "\"\\\"\\\\/\\u0008\\u000c\\n\\u000d\\t\\u0000\\u001f\\u007f"
	                                    "\\u0085\\u009b\u200F\\u2028\\u202a\\u202e\\u2066\\u2069😀'<>\"");
	buf_clear(&out);
	json.comma = false;
	json_key(&json, "a\"b");
	json_null(&json);
	assert_string_equal(buf_cstr(&out), "\"a\\\"b\": null");
	buf_done(&out);
}

static void decimals_have_a_point(void **state)
{
	(void)state;
	static const double values[] = {0, 1, -0.25, 12.3456, 0.0004, -3.9996, 1e9};
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	struct json json = {.out = &out};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		json_decimal(&json, values[i]);
	assert_string_equal(buf_cstr(&out), "0.000, 1.000, -0.250, 12.346, 0.000, -4.000, 1000000000.000");
	buf_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_parted_by_commas),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(decimals_have_a_point),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
