/*
 * expr.h: what somebody looks for, as a tree.
 *
 * The language of the prompts and of `jarida search`:
 *     word  "some words"  beginning*  "some wor"*  -not  one OR other  ( )
 *     title:word  title:"some words"  title:(a OR b)  name:value  name:"a value"
 * Terms that stand side by side must all be there. OR belongs to its two
 * neighbours and binds closer than that: `غزة OR رفح is:unread` asks for unread
 * articles. A word AND between terms changes nothing. OR and AND are capitals;
 * there is no أو, which is too common a word. What stands between any quotation
 * marks is a phrase: "…", “…”, „…“, «…», ‹…›; between straight ones "" is one of
 * them. The marks ، and ؛ part words like blanks, but not the digits of a
 * number; nor does a straight quotation mark part Hebrew letters (צה"ל).
 * Which names there are, and what their values mean, is not known here.
 *
 * Nothing is too wrong to be parsed: the first thing that is wrong is told
 * with its place, and what is left is the tree. Longer queries are cut at the
 * limits below, so that the time is bounded whatever is sent.
 *
 * AND and OR have two children or more, and none of their own kind; NOT has
 * one; EXPR_ALL is only the root. A WORD is one token (token.h) with what
 * signs are around it, a PHRASE has at least one.
 */
#ifndef JARIDA_WORDS_EXPR_H
#define JARIDA_WORDS_EXPR_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	EXPR_MAX_B = 8192,    /* of a query */
	EXPR_MAX_TERMS = 256, /* words, phrases and fields of it */
	EXPR_MAX_DEPTH = 32,  /* of its parentheses */
	EXPR_NAME_B = 32      /* a longer name is none */
};

enum expr_kind {
	EXPR_ALL, /* nothing said: every text */
	EXPR_WORD,
	EXPR_PHRASE,
	EXPR_FIELD,
	EXPR_NOT,
	EXPR_AND,
	EXPR_OR
};

struct expr {
	enum expr_kind kind;
	struct str text;     /* WORD; PHRASE: between its quotes; FIELD: its value */
	struct str field;    /* FIELD: its name in small letters, NUL-terminated */
	bool prefix;         /* WORD, PHRASE: of the last word only the beginning is given */
	bool in_title;       /* WORD, PHRASE: only the title is meant */
	size_t from_b, to_b; /* where in the query */
	const struct expr *first; /* children of NOT, AND, OR */
	const struct expr *next;  /* the next sibling */
};

/*
 * The tree of a query, in the arena with all its texts: *out is never NULL.
 * ERR_USAGE tells the first thing that was wrong and its column in characters.
 */
int expr_parse(struct str query, struct arena *arena, const struct expr **out, struct err *err);

/* A copy of a tree with all its texts, without siblings. NULL gives NULL. */
const struct expr *expr_copy(const struct expr *expr, struct arena *arena);

/* A copy without the terms (ALL, WORD, PHRASE, FIELD) that keep says no to; NULL when nothing is left. */
const struct expr *expr_filter(const struct expr *expr, struct arena *arena,
                               bool (*keep)(void *to, const struct expr *term), void *to);

/*
 * A copy in which the word or phrase that ends at that byte of the query may go on: it is being typed, so
 * that its last word is a beginning. whole: or that word as it is, whose stem is looked for
 * otherwise than its letters. What is denied, or a beginning already, stays. NULL gives NULL.
 */
const struct expr *expr_unfinished(const struct expr *expr, struct arena *arena, size_t end_b, bool whole);

/* Text that parses to the same tree, after what is in out; nothing for EXPR_ALL and NULL. */
void expr_format(const struct expr *expr, struct buf *out);

/* name:value, in quotes where it must be. */
void expr_format_field(struct str name, struct str value, struct buf *out);

/* The column of a byte of the query, from 1 on, as messages have it. */
size_t expr_column(struct str query, size_t at_b);

#endif
