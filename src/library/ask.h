/*
 * ask.h: a query as the index is asked it.
 *
 * Private to library. The words of a tree (words/expr.h) become phrases of
 * FTS5, each word quoted. Beside it, at its place, stand the words of the vocabulary that are as good:
 * those of the same stem at the level of stems. Where only the
 * beginning is given FTS5 is asked for all words that begin so, which it has to join
 * before it knows the first answer. That is too long for a key, and where half of all words
 * begin so, for anybody. How it is asked instead is for the one who asks (enum ask_how).
 * The exact level is asked as the folded one, without what is denied: each
 * article has to be looked at then (verify).
 *
 * A page of answers at 1,000,000 articles, milliseconds, median and 99th of a hundred
 * (bench-search.sh): every key that is typed 1.7 and 8.2; two words newest first 1.4 and
 * 2.7, by rank 13 and 52; a phrase 1.7 and 12, by rank 9 and 53; a finished beginning of
 * three letters 13 and 29, of five 13 and 46. By rank, most of that is FTS5's going over all
 * that have either of two frequent words.
 */
#ifndef JARIDA_LIBRARY_ASK_H
#define JARIDA_LIBRARY_ASK_H

#include "base/buf.h"
#include "base/err.h"
#include "library/fulltext.h"
#include "words/expr.h"
#include "words/level.h"

#include <stdbool.h>

struct library;

/* A beginning: */
enum ask_how {
	ASK_WHOLE,  /* all words that begin so, joined */
	ASK_TYPED,  /* it may go on: the most frequent of them (ASK_PREFIX), and beginnings of titles (beginnings.h); of
	               a stem too only the most frequent words (ASK_STEM) */
	ASK_RANKED, /* that is only where it would take long to join them */
	ASK_WALKED, /* there, it is not asked at all, if articles that have it are sooner found by looking (looks) */
	ASK_SOME    /* of those that are not asked, the most frequent: it finds some of all that answer, and no others */
};

enum {
	ASK_STEM = 32,
	ASK_PREFIX = 20,
	ASK_ALL = 400,        /* beside one another, in the whole query */
	ASK_STEM_WHOLE = 4096 /* when it is finished: more than any stem has that was not made to have more */
};

struct asked {
	struct buf match;       /* for MATCH; to be initialized and freed by the caller */
	struct ranking ranking; /* of its phrases, in their order */
	bool says;              /* it says anything: else every article meets it */
	bool begins;            /* it has a beginning that FTS5 joins the words of, each time that it is asked */
	int64_t reach;          /* about how many articles have the rarest of the words that all must have */
	bool verify;            /* the articles found have to be looked at: it is the exact level, */
	bool looks;             /* or a beginning was not asked, */
	bool most;              /* which most articles have */
};

/* In a snapshot. */
int ask_make(struct library *library, const struct expr *expr, enum level level, enum ask_how how,
             struct asked *asked, struct err *err);

#endif
