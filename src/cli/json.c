#include "config.h"

#include "cli/json.h"

#include "text/utf8.h"

#include <inttypes.h>

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

/* Controls, embeddings, overrides and isolates: kept for who reads the JSON, not for a terminal that it passes. */
static bool is_hidden(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static void add_escaped(struct buf *out, struct str value)
{
	buf_add_char(out, '"');
	for (size_t i = 0, n; i < value.n; i += n) {
		uint32_t cp;
		n = utf8_decode(value.p + i, value.n - i, &cp);
		if (cp == '"' || cp == '\\')
			buf_addf(out, "\\%c", (char)cp);
		else if (cp == '\n')
			buf_add_str(out, STR("\\n"));
		else if (cp == '\t')
			buf_add_str(out, STR("\\t"));
		else if (is_hidden(cp))
			buf_addf(out, "\\u%04x", (unsigned)cp);
		else
			utf8_add(out, cp);
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

void json_bool(struct json *json, bool value)
{
	separate(json);
	buf_add_str(json->out, value ? STR("true") : STR("false"));
}

void json_number(struct json *json, int64_t value)
{
	separate(json);
	buf_addf(json->out, "%" PRId64, value);
}

void json_decimal(struct json *json, double value)
{
	enum { ONE = 1000 };
	int64_t thousandths = (int64_t)(value * ONE + (value < 0 ? -0.5 : 0.5));
	int64_t above = thousandths < 0 ? -thousandths : thousandths;
	separate(json);
	buf_addf(json->out, "%s%" PRId64 ".%03d", thousandths < 0 ? "-" : "", above / ONE, (int)(above % ONE));
}

void json_member(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	if (value.n > 0)
		json_string(json, value);
	else
		json_null(json);
}
