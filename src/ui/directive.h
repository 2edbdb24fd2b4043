/*
 * directive.h: one line that configures: set, bind, unbind, color, keyword,
 * unkeyword, feed.
 *
 * The same lines stand in the configuration file and after `:` (where feed is
 * a command, of the feed at hand). Words are separated by blanks; "double quotes"
 * keep blanks and signs, and in them \" and \\ mean the sign after the
 * backslash; a # that begins a word begins a comment.
 * A wrong line changes nothing and says in one line what is wrong, with the
 * nearest name there is.
 */
#ifndef JARIDA_UI_DIRECTIVE_H
#define JARIDA_UI_DIRECTIVE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "fetch/wish.h"
#include "ui/keymap.h"
#include "ui/keywords.h"
#include "ui/options.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>

#define KEYWORD_ROLE "keyword:" /* color keyword:GROUP: the role of a group of keywords */

enum { DIRECTIVE_MAX_B = 2000, DIRECTIVE_MAX_WORDS = 16 };

/* What the lines change. */
struct settings {
	struct app_options *options;
	struct keymap *keymap;
	struct theme *theme;
	struct keywords *keywords;
	struct feed_wishes *feeds; /* NULL: not here */
};

struct words {
	char text[DIRECTIVE_MAX_B + 1];
	const char *word[DIRECTIVE_MAX_WORDS]; /* NUL-terminated, in text */
	size_t n;
};

enum directive_id {
	DIRECTIVE_SET, DIRECTIVE_BIND, DIRECTIVE_UNBIND, DIRECTIVE_COLOR, DIRECTIVE_KEYWORD, DIRECTIVE_UNKEYWORD,
	DIRECTIVE_INCLUDE, DIRECTIVE_FEED, /* in files only */
	DIRECTIVE_COUNT
};

struct directive_row {
	const char *name, *operands;
	const char *help; /* one line, lower case */
};

const struct directive_row *directive_row(enum directive_id id);
enum directive_id directive_find(const char *name); /* DIRECTIVE_COUNT: there is none */

/*
 * Part a line into its words; none at all is right, too. ERR_USAGE: not UTF-8,
 * a control character, too long, too many words, a quote that does not end.
 */
int words_split(struct words *words, struct str line, struct err *err);

/* A word after what is in out, in quotes where it needs them. */
void word_format(const char *word, struct buf *out);

/* Words from the first on, about one feed; which may be named by its address. */
int feed_words(const struct words *words, size_t first, struct feed_wish *wish, struct err *err);

/* What could be said of a feed, after what is in out. */
void feed_format(const struct feed_wish *wish, struct buf *out);

/*
 * Do what the words say; every directive but include, which concerns files. The
 * option that was set goes into *row (which may be NULL), else NULL.
 */
int directive_run(const struct settings *to, const struct words *words, const struct option_row **row,
                  struct err *err);

/* All that is set, as lines that give the same when they are read on top of the defaults. */
void settings_format(const struct settings *settings, struct buf *out);

#endif
