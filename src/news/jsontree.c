#include "config.h"

#include "news/jsontree.h"

#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

enum { MAX_DEPTH = 100, MAX_VALUES = 2000000 };

struct json_reader {
	struct arena *arena;
	struct str s;
	size_t i;
	size_t n_values;
	const char *fault; /* the first one */
	size_t fault_at;
};

static void fail(struct json_reader *r, const char *message)
{
	if (r->fault == NULL) {
		r->fault = message;
		r->fault_at = r->i;
	}
}

static char peek(const struct json_reader *r)
{
	return r->i < r->s.n ? r->s.p[r->i] : '\0';
}

static void skip_space(struct json_reader *r)
{
	while (r->i < r->s.n && memchr(" \t\r\n", r->s.p[r->i], 4) != NULL)
		r->i++;
}

static bool read_hex(struct json_reader *r, uint32_t *unit)
{
	*unit = 0;
	for (int k = 0; k < 4; k++, r->i++) {
		int digit = ascii_hex(peek(r));
		if (digit < 0)
			return false;
		*unit = *unit << 4 | (uint32_t)digit;
	}
	return true;
}

/* After "\u": one or two units of UTF-16; a lone surrogate is U+FFFD (which utf8_encode() makes of it). */
static bool read_code_point(struct json_reader *r, uint32_t *cp)
{
	if (!read_hex(r, cp))
		return false;
	if (*cp < 0xD800 || *cp >= 0xDC00 || r->i + 6 > r->s.n || memcmp(r->s.p + r->i, "\\u", 2) != 0)
		return true;
	size_t back = r->i;
	uint32_t low;
	r->i += 2;
	if (!read_hex(r, &low))
		return false;
	if (low >= 0xDC00 && low < 0xE000)
		*cp = 0x10000 + ((*cp - 0xD800) << 10) + (low - 0xDC00);
	else
		r->i = back;
	return true;
}

/* An escape, which is longer than what it stands for; returns the bytes written, or 0. */
static size_t read_escape(struct json_reader *r, char *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = peek(r);
	const char *at = c != '\0' ? strchr(from, c) : NULL;
	if (at != NULL) {
		r->i++;
		*out = to[at - from];
		return 1;
	}
	uint32_t cp;
	if (c == 'u') {
		r->i++;
		if (read_code_point(r, &cp))
			return utf8_encode(cp, out);
	}
	fail(r, "a wrong escape in a string");
	return 0;
}

/* The end of the string that begins at r->i, so that its length is known; s.n without one. */
static size_t string_end(const struct json_reader *r, bool *escapes)
{
	size_t i = r->i;
	*escapes = false;
	for (; i < r->s.n && r->s.p[i] != '"'; i++) {
		if (r->s.p[i] == '\\') {
			*escapes = true;
			i++;
		}
	}
	return i < r->s.n ? i : r->s.n;
}

static struct str read_string(struct json_reader *r)
{
	bool escapes;
	r->i++; /* the quote */
	size_t start = r->i, end = string_end(r, &escapes);
	if (end == r->s.n) {
		r->i = end;
		fail(r, "a string without an end");
		return (struct str){"", 0};
	}
	if (!escapes) {
		r->i = end + 1;
		return str_sub(r->s, start, end);
	}
	char *out = arena_alloc(r->arena, end - start + 4);
	size_t n = 0;
	while (r->i < end && r->fault == NULL) {
		if (r->s.p[r->i] == '\\') {
			r->i++;
			n += read_escape(r, out + n);
		} else {
			out[n++] = r->s.p[r->i++];
		}
	}
	r->i = end + 1;
	return (struct str){out, n};
}

static bool read_word(struct json_reader *r, const char *word)
{
	size_t n = strlen(word);
	if (r->s.n - r->i < n || memcmp(r->s.p + r->i, word, n) != 0)
		return false;
	r->i += n;
	return true;
}

static void read_number(struct json_reader *r, struct json_value *value)
{
	size_t start = r->i;
	while (r->i < r->s.n && memchr("+-.eE0123456789", r->s.p[r->i], 15) != NULL)
		r->i++;
	value->type = JSON_NUMBER;
	value->text = str_sub(r->s, start, r->i);
	if (r->i == start)
		fail(r, "a value is missing");
}

static struct json_value *read_value(struct json_reader *r, int depth);

static bool read_key(struct json_reader *r, struct str *key)
{
	if (peek(r) != '"') {
		fail(r, "a member without a name");
		return false;
	}
	*key = read_string(r);
	skip_space(r);
	if (r->fault == NULL && peek(r) != ':')
		fail(r, "a colon is missing");
	r->i++;
	return r->fault == NULL;
}

static void read_list(struct json_reader *r, struct json_value *list, char close, int depth)
{
	struct json_value **end = &list->first;
	r->i++;
	skip_space(r);
	if (peek(r) == close) {
		r->i++;
		return;
	}
	while (r->fault == NULL) {
		struct str key = {"", 0};
		skip_space(r);
		if (close == '}' && !read_key(r, &key))
			return;
		struct json_value *value = read_value(r, depth + 1);
		/* One that breaks off is kept when it holds something whole itself. */
		if (value == NULL || (r->fault != NULL && value->first == NULL))
			return;
		value->key = key;
		*end = value;
		end = &value->next;
		skip_space(r);
		if (r->fault != NULL)
			return;
		char c = peek(r);
		if (c != ',' && c != close) {
			fail(r, "a comma or a bracket is missing");
			return;
		}
		r->i++;
		if (c == close)
			return;
	}
}

static struct json_value *read_value(struct json_reader *r, int depth)
{
	if (depth > MAX_DEPTH || r->n_values++ >= MAX_VALUES) {
		fail(r, depth > MAX_DEPTH ? "too deep" : "too many values");
		return NULL;
	}
	struct json_value *value = arena_alloc(r->arena, sizeof *value);
	skip_space(r);
	switch (peek(r)) {
	case '{':
		value->type = JSON_OBJECT;
		read_list(r, value, '}', depth);
		break;
	case '[':
		value->type = JSON_ARRAY;
		read_list(r, value, ']', depth);
		break;
	case '"':
		value->type = JSON_STRING;
		value->text = read_string(r);
		break;
	case 't': case 'f': case 'n':
		value->type = peek(r) == 't' ? JSON_TRUE : peek(r) == 'f' ? JSON_FALSE : JSON_NULL;
		if (!read_word(r, "true") && !read_word(r, "false") && !read_word(r, "null"))
			fail(r, "a wrong word");
		break;
	default:
		read_number(r, value);
		break;
	}
	return value;
}

struct json_value *json_tree(struct arena *arena, struct str bytes, bool damaged, struct json_fault *fault)
{
	struct json_reader r = {.arena = arena, .s = bytes};
	struct json_value *value = read_value(&r, 0);
	skip_space(&r);
	if (r.fault == NULL && r.i < r.s.n)
		fail(&r, "something follows the end");
	*fault = (struct json_fault){.offset = r.fault_at, .message = r.fault};
	return r.fault == NULL || damaged ? value : NULL;
}

const struct json_value *json_member_of(const struct json_value *object, const char *key)
{
	if (object == NULL || object->type != JSON_OBJECT)
		return NULL;
	struct str name = str_of(key);
	for (const struct json_value *v = object->first; v != NULL; v = v->next)
		if (str_eq(v->key, name))
			return v;
	return NULL;
}

struct str json_text(const struct json_value *value)
{
	bool has_text = value != NULL && (value->type == JSON_STRING || value->type == JSON_NUMBER);
	return has_text ? value->text : (struct str){"", 0};
}

struct str json_member_text(const struct json_value *object, const char *key)
{
	return json_text(json_member_of(object, key));
}
