/*
 * json.h: JSON (RFC 8259) written into a buffer, one value after the other.
 *
 * The writer sets commas and nothing else: who opens an object or an array
 * closes it. Strings are UTF-8 and are escaped as little as the RFC allows.
 */
#ifndef JARIDA_CLI_JSON_H
#define JARIDA_CLI_JSON_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct json {
	struct buf *out;
	bool comma; /* the next value follows another one */
};

void json_open(struct json *json, char bracket);  /* '{' or '[' */
void json_close(struct json *json, char bracket); /* '}' or ']' */
void json_key(struct json *json, const char *key);
void json_string(struct json *json, struct str value);
void json_null(struct json *json);
void json_bool(struct json *json, bool value);
void json_number(struct json *json, int64_t value);
void json_decimal(struct json *json, double value); /* to the thousandth, in any locale; at most 1e12 of either sign */

/* "key": "value", or null when value is empty. */
void json_member(struct json *json, const char *key, struct str value);

#endif
