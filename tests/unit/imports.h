/* imports.h: a source taken apart in a test, and what came of it as short texts to compare. */
#ifndef JARIDA_TESTS_IMPORTS_H
#define JARIDA_TESTS_IMPORTS_H

#include "news/import.h"

#include <stddef.h>

enum { IMPORTS_MAX = 64 };

struct imports {
	struct story_list lists[IMPORTS_MAX];
	size_t n;
	char *feeds[IMPORTS_MAX];    /* "title|url|site|lang|folder" */
	size_t n_feeds;
	char *problems[IMPORTS_MAX]; /* "line:column: message" */
	size_t n_problems;
	size_t stop_after;           /* lists; 0: never */
	int status;
	struct err err;
};

/* Of bytes in memory. The one before is forgotten. */
void imports_read(struct imports *imports, const struct source *source, struct str bytes);

/* The same of a text of that format, at http://port.example/news/1. */
void imports_read_text(struct imports *imports, enum source_format format, const char *text);
void imports_done(struct imports *imports);

const struct article_meta *imports_meta(const struct imports *imports, size_t i);

/* Paragraphs as "[kind] text" a line, then links as "-> kind title <url>"; owned by the caller. */
char *imports_body(const struct imports *imports, size_t i);

void imports_check(const struct imports *imports, size_t i, const char *title, const char *body);
void imports_check_str(struct str got, const char *want);

/* date: ISO 8601, or "" for none. */
void imports_check_date(const struct date *got, const char *want);

#endif
