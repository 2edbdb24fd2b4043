/*
 * str.h: borrowed bytes.
 *
 * A struct str points at bytes that somebody else owns; it is not
 * NUL-terminated and may hold NUL. {NULL, 0} is the empty string.
 * Nothing here knows Unicode: trimming means ASCII space, tab and line ends.
 */
#ifndef JARIDA_BASE_STR_H
#define JARIDA_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

struct str str_of(const char *nul_terminated); /* NULL gives the empty string */
bool str_eq(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_sub(struct str s, size_t from, size_t to); /* bytes [from, to), clamped */
struct str str_trim(struct str s);

/* Offset of the first occurrence of needle at or after from, or (size_t)-1. */
size_t str_find(struct str s, struct str needle, size_t from);

/*
 * Take the next line off *rest: up to '\n', which is dropped. False when *rest
 * is empty. "a\n" is one line, "a\n\n" two.
 */
bool str_next_line(struct str *rest, struct str *line);

/* The index of word among the words "a|b|c", or -1. */
int str_index_among(const char *words, const char *word);

/* The printable ASCII of s into out, as much as there is room for, NUL-terminated; size > 0. */
void str_copy_printable(struct str s, char *out, size_t size);

char ascii_lower(char c); /* a capital letter as a small one, any other byte as it is */
int ascii_hex(char c);    /* the value of a hexadecimal digit, or -1 */

#endif
