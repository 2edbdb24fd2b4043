/*
 * jsontree.h: a JSON text (RFC 8259) as a tree in an arena.
 *
 * Private to news. Strings without escapes are borrowed from the bytes, which
 * are UTF-8; they are not clean. Depth and number of values are limited.
 */
#ifndef JARIDA_NEWS_JSONTREE_H
#define JARIDA_NEWS_JSONTREE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum json_type { JSON_NULL, JSON_TRUE, JSON_FALSE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_value {
	enum json_type type;
	struct str key;           /* of a member */
	struct str text;          /* of a string or a number */
	struct json_value *first; /* member or element */
	struct json_value *next;  /* after this one in the same object or array */
};

struct json_fault {
	size_t offset;
	const char *message;
};

/* The whole of bytes as one value, or NULL. With `damaged` what is whole before the fault is returned, if anything is. */
struct json_value *json_tree(struct arena *arena, struct str bytes, bool damaged, struct json_fault *fault);

/* The member of that name (the first one), or NULL; object may be NULL or something else. */
const struct json_value *json_member_of(const struct json_value *object, const char *key);

/* The text of a string or a number, else the empty string; value may be NULL. */
struct str json_text(const struct json_value *value);
struct str json_member_text(const struct json_value *object, const char *key);

#endif
