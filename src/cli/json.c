#include "config.h"

#include "cli/json.h"

static void separate(struct json *json)
{
	if (json->comma)
		buf_add_str(json->out, STR(", "));
	json->comma = true;
}

void json_open(struct json *json, char bracket)
{
	separate(json);
	buf_add_char(json->out, bracket);
	json->comma = false;
}

void json_close(struct json *json, char bracket)
{
	buf_add_char(json->out, bracket);
	json->comma = true;
}

static void add_escaped(struct buf *out, struct str value)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];
		if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", c);
		else if (c == '\n')
			buf_add_str(out, STR("\\n"));
		else if (c == '\t')
			buf_add_str(out, STR("\\t"));
		else if (c < 0x20 || c == 0x7F)
			buf_addf(out, "\\u%04x", (unsigned)c);
		else
			buf_add_char(out, (char)c);
	}
	buf_add_char(out, '"');
}

void json_key(struct json *json, const char *key)
{
	separate(json);
	add_escaped(json->out, str_of(key));
	buf_add_str(json->out, STR(": "));
	json->comma = false;
}

void json_string(struct json *json, struct str value)
{
	separate(json);
	add_escaped(json->out, value);
}

void json_null(struct json *json)
{
	separate(json);
	buf_add_str(json->out, STR("null"));
}

void json_member(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	if (value.n > 0)
		json_string(json, value);
	else
		json_null(json);
}
