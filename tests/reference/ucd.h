/*
 * ucd.h: the test files of the Unicode Character Database, case by case.
 *
 * They stand in /usr/share/unicode (Debian: package unicode-data) or where
 * JARIDA_UCD says. A line that cannot be read ends the program: a test that
 * quietly runs on fewer cases would be worth nothing.
 */
#ifndef JARIDA_TESTS_REFERENCE_UCD_H
#define JARIDA_TESTS_REFERENCE_UCD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { UCD_MAX_CP = 512 };

struct ucd_file {
	FILE *stream;
	const char *name;
	char *text; /* the line, and what getline() has for it */
	size_t cap;
	unsigned long number;
};

#define UCD_MISSING "Unicode's test files are not there (package unicode-data)"

/* Whether there are any such files: if not, a test skips all with the word above. */
bool ucd_there(void);

/* A file of the database, or any other by its whole path. False when it is not there. */
bool ucd_open(struct ucd_file *file, const char *name);
void ucd_close(struct ucd_file *file);

struct ucd_bidi_case {
	uint32_t cp[UCD_MAX_CP];     /* BidiCharacterTest only */
	uint8_t classes[UCD_MAX_CP]; /* BidiTest only */
	size_t n;
	int base_wanted; /* BidiCharacterTest only: 0, 1, or 2 for auto */
	int base;        /* resolved; BidiTest: -1 */
	unsigned bases;  /* BidiTest only: set of 1 auto, 2 left to right, 4 right to left */
	uint8_t levels[UCD_MAX_CP]; /* 0xFF: removed by X9 */
	size_t order[UCD_MAX_CP], n_order;
};

bool ucd_next_character_case(struct ucd_file *file, struct ucd_bidi_case *c);

/* Zeroed before the first call and kept between calls: levels and order hold for many lines. */
bool ucd_next_class_case(struct ucd_file *file, struct ucd_bidi_case *c);

struct ucd_break_case {
	uint32_t cp[UCD_MAX_CP];
	bool breaks[UCD_MAX_CP + 1]; /* before each code point, and at the end */
	size_t n;
};

bool ucd_next_break_case(struct ucd_file *file, struct ucd_break_case *c);

#endif
