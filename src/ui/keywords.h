/*
 * keywords.h: the words that the reader wants to see wherever they stand.
 *
 * A keyword is a word or a phrase, found at its level (words/level.h) or
 * anywhere, inside of words too; it may belong to a group, which has a style.
 * There is one of each text: said again, it takes the new level and group.
 * Groups are numbered as they are first named; group 0 is that of the words
 * without one.
 *
 * The matcher over all of them (words/match.h) is made when something is first
 * looked for, and again when the list has changed.
 */
#ifndef JARIDA_UI_KEYWORDS_H
#define JARIDA_UI_KEYWORDS_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "ui/theme.h"
#include "words/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEYWORDS_MAX = 1 << 16, KEYWORD_GROUPS = 64, KEYWORD_GROUP_B = 64 };

struct keyword_row {
	char *text;
	enum level level;
	bool anywhere;
	uint8_t group;
};

struct keyword_group {
	char name[KEYWORD_GROUP_B]; /* empty: number 0 */
	struct own_style style;
};

struct hits;
struct matcher;

struct keywords {
	struct keyword_row *rows; /* in the order in which they were said */
	size_t n, cap;
	uint32_t *slots;          /* numbers of rows + 1 by their text */
	size_t n_slots;           /* 0: to be made anew */
	struct keyword_group groups[KEYWORD_GROUPS];
	size_t n_groups;
	uint32_t version;         /* another one whenever a keyword was */
	struct matcher *matcher;  /* of this version: */
	uint32_t matched_version;
	struct stems *stems;
};

void keywords_init(struct keywords *keywords);
void keywords_done(struct keywords *keywords);
void keywords_copy(struct keywords *to, const struct keywords *from); /* to is not initialised yet */

/*
 * Take a keyword over from the words of a line after its first:
 * [-exact|-fold|-stem|-anywhere] [GROUP:] WORD…, where -- ends what is said of
 * it. Keywords are folded unless it says otherwise. ERR_USAGE with a message
 * leaves all as it was. *number is its own (number may be NULL).
 */
int keywords_add(struct keywords *keywords, const char *const *words, size_t n_words, size_t *number, struct err *err);

/* Take away the keyword of that text; ERR_USAGE where there is none, with the nearest that there is. */
int keywords_remove(struct keywords *keywords, const char *const *words, size_t n_words, struct err *err);

/* The text that the words of such a line are about, whatever else is said of it. */
void keywords_text(const char *const *words, size_t n_words, struct buf *out);

/* The row of a text, or keywords->n. */
size_t keywords_find_row(struct keywords *keywords, struct str text);

/* A keyword as the line that gives it, without a line end. */
void keywords_format(const struct keywords *keywords, size_t number, struct buf *out);
void keywords_format_text(const char *text, struct buf *out); /* as it stands in such a line */

/* The number of a group, which is made where there is none such; ERR_USAGE: too many of them, or no name for one. */
int keywords_group(struct keywords *keywords, struct str name, uint8_t *group, struct err *err);

/* The role in which a group stands, beside its own style. */
enum role keywords_role(uint8_t group);

const char *keyword_level_name(enum level level, bool anywhere); /* "exact" and so on */

const char *keyword_level_at(size_t i); /* their names, NULL when there are no more */

/* All places of keywords in a text; as matcher_find(), with the numbers of rows. */
void keywords_find(struct keywords *keywords, struct str text, struct hits *hits);

#endif
